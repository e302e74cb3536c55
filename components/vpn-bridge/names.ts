/**
 * Names of the resources below a VpnBridge. They are a contract: a changed name replaces a resource of everybody. "/" separates
 * keys, because keys may contain "-" and two different ones must never make the same name.
 */
import * as crypto from "node:crypto";

/**
 * `site` is whose resource it is, `peer` the other end, `line` the tunnels with it: the peer once more, of dedicated ones
 * "peer/dedicated". Numbers count from 1.
 */
export const childName = {
    secret: (name: string) => `${name}-secret`,
    authority: (name: string) => `${name}-authority`,
    /** `end` is "site/number". */
    certificate: (name: string, end: string) => `${name}-certificate-${end}`,
    /** One for each address of a peer in a region of AWS, whichever gateways there it is connected with. */
    customerGateway: (name: string, region: string, peer: string, n: number) =>
        `${name}-customer-gateway-${region}/${peer}/${n}`,
    /** The same, where the peer is found over Direct Connect. */
    privateCustomerGateway: (name: string, region: string, peer: string, n: number) =>
        `${name}-private-gateway-${region}/${peer}/${n}`,
    concentrator: (name: string, site: string) => `${name}-concentrator-${site}`,
    logGroup: (name: string, site: string) => `${name}-logs-${site}`,
    awsConnection: (name: string, site: string, line: string, n: number) => `${name}-connection-${site}/${line}/${n}`,
    awsRoute: (name: string, site: string, line: string, n: number, prefix: string) =>
        `${name}-route-${site}/${line}/${n}/${prefix}`,
    publicAddress: (name: string, site: string, n: number) => `${name}-public-ip-${site}/${n}`,
    gateway: (name: string, site: string) => `${name}-gateway-${site}`,
    /** A second gateway of Google. */
    dedicatedGateway: (name: string, site: string) => `${name}-gateway-${site}/dedicated`,
    /** What a router of Google takes from a peer. */
    routePolicy: (name: string, site: string, line: string) => `${name}-accepts-${site}/${line}`,
    localGateway: (name: string, site: string, line: string, n: number) => `${name}-local-gateway-${site}/${line}/${n}`,
    azureConnection: (name: string, site: string, line: string, n: number) => `${name}-connection-${site}/${line}/${n}`,
    router: (name: string, site: string) => `${name}-router-${site}`,
    externalGateway: (name: string, site: string, line: string) => `${name}-external-gateway-${site}/${line}`,
    googleTunnel: (name: string, site: string, line: string, n: number) => `${name}-tunnel-${site}/${line}/${n}`,
    routerInterface: (name: string, site: string, line: string, n: number) => `${name}-interface-${site}/${line}/${n}`,
    routerPeer: (name: string, site: string, line: string, n: number) => `${name}-peer-${site}/${line}/${n}`,
    /** `n`: the connection of AWS or Azure, the tunnel of Google; `what` it tells, such as "bgp". */
    alarm: (name: string, site: string, line: string, n: number, what: string) =>
        `${name}-alarm-${site}/${line}/${n}/${what}`,
    /** Of a whole gateway. */
    siteAlarm: (name: string, site: string, what: string) => `${name}-alarm-${site}/${what}`,
    diagnostics: (name: string, site: string) => `${name}-diagnostics-${site}`,
    /** `of`: a site; at AWS "aws/region", since sites of a region share one. */
    dashboard: (name: string, of: string) => `${name}-dashboard-${of}`,
} as const;

/** Of Google's names, which are the shortest: RFC 1035. */
const LONGEST = 63;
const DIGEST = 7;

/**
 * A name that Azure and Google take for a child: lower-case letters, digits and hyphens, at most 63. It ends with a digest of
 * the whole name, since "a-b/c" and "a/b-c" would else be one. `owner` goes into the digest only: it tells apart children of
 * one name where nothing else does. Default: nobody.
 */
export function physicalName(child: string, owner = ""): string {
    const digest = crypto.createHash("sha256").update(`${owner}${child}`).digest("hex").slice(0, DIGEST);
    const readable = child
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^[^a-z]+/, "")
        .slice(0, LONGEST - DIGEST - 1)
        .replace(/-+$/, "");
    return `${readable === "" ? "bridge" : readable}-${digest}`;
}

/** Tags as Google takes labels: lower-case letters, digits, "-" and "_", at most 63; keys begin with a letter. */
export function googleLabels(tags: Readonly<Record<string, string>> = {}): Record<string, string> {
    const word = (text: string): string =>
        text
            .toLowerCase()
            .replace(/[^a-z0-9_-]/g, "-")
            .slice(0, LONGEST);
    const key = (text: string): string => word(/^[a-z]/i.test(text) ? text : `tag-${text}`);
    return Object.fromEntries(Object.entries(tags).map(([name, value]) => [key(name), word(value)]));
}
