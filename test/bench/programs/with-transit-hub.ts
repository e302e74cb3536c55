/** The networks joined by TransitHub. */
import { TransitHub } from "@causeway-iac/causeway/transit-hub";
import { hubs, network, tags, type Member } from "./networks";

function attachment(region: string, member: Member) {
    const { vpcId, cidr, routeTableId, subnets } = network(region, member);
    return { vpcId, cidrs: [cidr], subnets, segment: member.segment, routes: { private: { routeTableId } } };
}

const hub = new TransitHub("retail", {
    tags,
    segments: { prod: { reaches: { shared: {} } }, shared: {} },
    aws: {
        hubs: Object.fromEntries(
            hubs.map(({ key, region, asn, members }) => {
                const attachments = Object.fromEntries(members.map((m) => [m.key, attachment(region, m)]));
                return [key, { region, asn, attachments }];
            }),
        ),
    },
});

export const transitGateways = hub.transitGatewayIds;
export const routeTables = hub.routeTableIds;
export const peerings = hub.peeringAttachmentIds;
