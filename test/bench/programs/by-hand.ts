/**
 * The same networks joined by hand: what somebody writes who knows Transit Gateways and has no component. Both segments
 * reach themselves and each other, so everybody's route is in every table. Names are those of TransitHub's children, so that
 * the two programs can be compared resource by resource.
 */
import { Route as VpcRoute } from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import type { Output } from "@pulumi/pulumi";
import { hubs, network, tags } from "./networks";

const named = (name: string): Record<string, string> => ({ ...tags, Name: name });
const segments = ["prod", "shared"] as const;

const sites = hubs.map(({ key, region, asn, members }) => {
    const gateway = new tgw.TransitGateway(`retail-gateway-${key}`, {
        region,
        amazonSideAsn: asn,
        description: `retail ${key}`,
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        autoAcceptSharedAttachments: "disable",
        dnsSupport: "enable",
        vpnEcmpSupport: "enable",
        tags: named(`retail-gateway-${key}`),
    });
    const table = (name: string): tgw.RouteTable =>
        new tgw.RouteTable(name, { region, transitGatewayId: gateway.id, tags: named(name) });
    return {
        key,
        region,
        gateway,
        members: members.map((member) => ({ ...member, ...network(region, member) })),
        tables: { prod: table(`retail-table-${key}/prod`), shared: table(`retail-table-${key}/shared`) },
        transit: table(`retail-transit-${key}`),
    };
});

for (const { key, region, gateway, members, tables, transit } of sites) {
    for (const member of members) {
        const at = `${key}/${member.key}`;
        const attachment = new tgw.VpcAttachment(`retail-attachment-${at}`, {
            region,
            transitGatewayId: gateway.id,
            vpcId: member.vpcId,
            subnetIds: Object.values(member.subnets),
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
            applianceModeSupport: "disable",
            ipv6Support: "disable",
            tags: named(`retail-attachment-${at}`),
        });
        const transitGatewayAttachmentId = attachment.id;
        new tgw.RouteTableAssociation(`retail-association-${at}`, {
            region,
            transitGatewayAttachmentId,
            transitGatewayRouteTableId: tables[member.segment].id,
        });
        for (const segment of segments) {
            new tgw.RouteTablePropagation(`retail-propagation-${at}/${segment}`, {
                region,
                transitGatewayAttachmentId,
                transitGatewayRouteTableId: tables[segment].id,
            });
        }
        new tgw.RouteTablePropagation(`retail-transit-propagation-${at}`, {
            region,
            transitGatewayAttachmentId,
            transitGatewayRouteTableId: transit.id,
        });
        for (const { cidr } of sites.flatMap((site) => site.members)) {
            if (cidr === member.cidr) continue;
            new VpcRoute(
                `retail-route-${at}/private/${cidr}`,
                {
                    region,
                    routeTableId: member.routeTableId,
                    destinationCidrBlock: cidr,
                    transitGatewayId: gateway.id,
                },
                { dependsOn: attachment },
            );
        }
    }
}

type Site = (typeof sites)[number];

function peer(requester: Site, accepter: Site): Output<string> {
    const pair = `${requester.key}/${accepter.key}`;
    const request = new tgw.PeeringAttachment(`retail-peering-${pair}`, {
        region: requester.region,
        transitGatewayId: requester.gateway.id,
        peerRegion: accepter.region,
        peerTransitGatewayId: accepter.gateway.id,
        tags: named(`retail-peering-${pair}`),
    });
    const { transitGatewayAttachmentId } = new tgw.PeeringAttachmentAccepter(`retail-peering-accepter-${pair}`, {
        region: accepter.region,
        transitGatewayAttachmentId: request.id,
        tags: named(`retail-peering-accepter-${pair}`),
    });
    for (const [here, there] of [
        [requester, accepter],
        [accepter, requester],
    ] as const) {
        new tgw.RouteTableAssociation(`retail-peering-association-${here.key}/${there.key}`, {
            region: here.region,
            transitGatewayAttachmentId,
            transitGatewayRouteTableId: here.transit.id,
        });
        for (const segment of segments) {
            for (const { cidr } of there.members) {
                new tgw.Route(`retail-static-${here.key}/${segment}/${cidr}`, {
                    region: here.region,
                    destinationCidrBlock: cidr,
                    transitGatewayAttachmentId,
                    transitGatewayRouteTableId: here.tables[segment].id,
                });
            }
        }
    }
    return transitGatewayAttachmentId;
}

const peeringIds: Record<string, Output<string>> = {};
const ordered = [...sites].sort((a, b) => (a.key < b.key ? -1 : 1));
for (const [i, requester] of ordered.entries()) {
    for (const accepter of ordered.slice(i + 1)) {
        peeringIds[`${requester.key}/${accepter.key}`] = peer(requester, accepter);
    }
}

export const transitGateways = Object.fromEntries(sites.map(({ key, gateway }) => [key, gateway.id]));
export const routeTables = Object.fromEntries(
    sites.flatMap(({ key, tables }) => segments.map((segment) => [`${key}/${segment}`, tables[segment].id])),
);
export const peerings = peeringIds;
