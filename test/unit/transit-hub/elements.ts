/** Everything that a plan makes, by resource name. */
import type { TransitHubPlan } from "../../../components/transit-hub";
import { childName } from "../../../components/transit-hub/names";

export interface Element {
    /** Type and name: what tells two resources of a stack apart. */
    id: string;
    hub: string;
    /** In or into a transit table. */
    isTransit: boolean;
    /** Of a route. */
    destination?: string;
    /** Of a static route. */
    peer?: string;
}

export function elementsOf(plan: TransitHubPlan, name = "core"): Element[] {
    const made = (type: string, child: string, hub: string, more: Partial<Element> = {}): Element => ({
        id: `${type} ${child}`,
        hub,
        isTransit: false,
        ...more,
    });
    return [
        ...plan.hubs
            .filter((h) => !h.adopted)
            .map((h) => made("TransitGateway", childName.gateway(name, h.hub), h.hub)),
        ...plan.tables
            .filter((t) => !t.adopted)
            .map((t) => made("RouteTable", childName.table(name, t), t.hub, { isTransit: t.segment === undefined })),
        ...plan.attachments.flatMap((a) => [
            made("VpcAttachment", childName.attachment(name, a), a.hub),
            made("RouteTableAssociation", childName.association(name, a), a.hub),
        ]),
        ...plan.propagations.map((p) =>
            made("RouteTablePropagation", childName.propagation(name, p), p.hub, {
                isTransit: p.segment === undefined,
            }),
        ),
        ...plan.vpcRoutes.map(({ destination, ...r }) =>
            made("ec2.Route", childName.vpcRoute(name, { destination, ...r }), r.hub, { destination }),
        ),
        ...plan.peerings.flatMap((p) => [
            made("PeeringAttachment", childName.peering(name, p), p.requester),
            made("PeeringAttachmentAccepter", childName.accepter(name, p), p.accepter),
            made("RouteTableAssociation", childName.peeringAssociation(name, p.requester, p.accepter), p.requester),
            made("RouteTableAssociation", childName.peeringAssociation(name, p.accepter, p.requester), p.accepter),
        ]),
        ...plan.statics.map((s) =>
            made("Route", childName.static(name, s), s.hub, {
                isTransit: s.segment === undefined,
                destination: s.destination,
                peer: s.peer,
            }),
        ),
    ];
}

/** True when one of the keys in the element's name is this one, or these in a row. */
export function isNamedAfter(element: Element, ...keys: string[]): boolean {
    const path = keys.join("/");
    return new RegExp(`(?:-|/)${path}(?:/|$)`).test(element.id);
}
