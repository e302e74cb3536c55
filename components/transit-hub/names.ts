/**
 * Names of the resources below a TransitHub. They are a contract: a changed name replaces a resource of everybody.
 * "/" separates keys, because keys may contain "-" and two different ones must never make the same name. A static route is
 * named by its table and destination, not by the peering it goes over: a route that moves is replaced, not doubled.
 */
import type { AttachmentPlan, PeeringPlan, PropagationPlan, StaticPlan, TablePlan, VpcRoutePlan } from "./plan";

export const childName = {
    gateway: (name: string, hub: string) => `${name}-gateway-${hub}`,
    table: (name: string, t: TablePlan) =>
        t.segment === undefined ? `${name}-transit-${t.hub}` : `${name}-table-${t.hub}/${t.segment}`,
    attachment: (name: string, a: AttachmentPlan) => `${name}-attachment-${a.hub}/${a.attachment}`,
    association: (name: string, a: AttachmentPlan) => `${name}-association-${a.hub}/${a.attachment}`,
    propagation: (name: string, p: PropagationPlan) =>
        p.segment === undefined
            ? `${name}-transit-propagation-${p.hub}/${p.attachment}`
            : `${name}-propagation-${p.hub}/${p.attachment}/${p.segment}`,
    vpcRoute: (name: string, r: VpcRoutePlan) => `${name}-route-${r.hub}/${r.attachment}/${r.route}/${r.destination}`,
    peering: (name: string, p: PeeringPlan) => `${name}-peering-${p.requester}/${p.accepter}`,
    accepter: (name: string, p: PeeringPlan) => `${name}-peering-accepter-${p.requester}/${p.accepter}`,
    peeringAssociation: (name: string, hub: string, peer: string) => `${name}-peering-association-${hub}/${peer}`,
    static: (name: string, s: StaticPlan) =>
        s.segment === undefined
            ? `${name}-transit-static-${s.hub}/${s.destination}`
            : `${name}-static-${s.hub}/${s.segment}/${s.destination}`,
} as const;
