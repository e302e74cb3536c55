/** Names of the resources below a HubAttachment. They are a contract: a changed name replaces a resource of everybody. */
export const childName = {
    attachment: (name: string) => `${name}-attachment`,
    association: (name: string, attachment: string) => `${name}-association-${attachment}`,
    propagation: (name: string, attachment: string, segment?: string) =>
        segment === undefined
            ? `${name}-transit-propagation-${attachment}`
            : `${name}-propagation-${attachment}/${segment}`,
    static: (name: string, segment: string | undefined, destination: string) =>
        segment === undefined ? `${name}-transit-static-${destination}` : `${name}-static-${segment}/${destination}`,
    remote: (name: string, hub: string, segment: string | undefined, destination: string) =>
        segment === undefined
            ? `${name}-remote-transit-static-${hub}/${destination}`
            : `${name}-remote-static-${hub}/${segment}/${destination}`,
    vpcRoute: (name: string, route: string, destination: string) => `${name}-route-${route}/${destination}`,
} as const;
