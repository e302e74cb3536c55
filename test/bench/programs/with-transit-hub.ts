/** The networks joined by TransitHub. */
import { TransitHub } from "@causeway-iac/causeway/transit-hub";
import { hubs, network, tags, type Hub, type Member } from "./networks";

const attachment = (hub: Hub, member: Member) => {
    const { vpcId, cidr, routeTableId, subnets } = network(hub, member);
    return { vpcId, cidrs: [cidr], subnets, segment: member.segment, routes: { private: { routeTableId } } };
};

const hub = new TransitHub("retail", {
    tags,
    segments: { prod: { reaches: { shared: {} } }, shared: {} },
    aws: {
        hubs: Object.fromEntries(
            hubs.map((h) => [
                h.key,
                {
                    region: h.region,
                    asn: h.asn,
                    attachments: Object.fromEntries(h.members.map((m) => [m.key, attachment(h, m)])),
                },
            ]),
        ),
    },
});

export const transitGateways = hub.transitGatewayIds;
export const routeTables = hub.routeTableIds;
export const peerings = hub.peeringAttachmentIds;
