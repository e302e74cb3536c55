/** Applications and a Transit Gateway in each of two regions, peered, and a virtual network of Azure. */
import { Route as VpcRoute, RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as azure from "@pulumi/azure-native/network";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Output } from "@pulumi/pulumi";
import { named, once, plainTags } from "./words";

export const regions = {
    "aws-eu": { region: "eu-central-1", asn: 64512, cidr: "10.8.0.0/16", apps: "apps-eu", branches: "branches-eu" },
    "aws-us": { region: "us-east-1", asn: 64513, cidr: "10.16.0.0/16", apps: "apps-us", branches: "branches-us" },
};
export type RegionKey = keyof typeof regions;
export const regionKeys: RegionKey[] = ["aws-eu", "aws-us"];
const segments = ["apps-eu", "apps-us", "branches-eu", "branches-us"];
export const location = "westeurope";
export const azureCidr = "10.24.0.0/16";

export interface Hub {
    key: RegionKey;
    region: string;
    asn: number;
    gatewayId: Output<string>;
    /** By segment. */
    tables: Record<string, Output<string>>;
    transitTableId: Output<string>;
}

function gateway(key: RegionKey): Hub {
    const { region, asn } = regions[key];
    const name = `core-gateway-${key}`;
    const { id } = new tgw.TransitGateway(name, {
        region,
        amazonSideAsn: asn,
        description: `core ${key}`,
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        autoAcceptSharedAttachments: "disable",
        dnsSupport: "enable",
        vpnEcmpSupport: "enable",
        tags: named(name),
    });
    const table = (label: string): Output<string> =>
        new tgw.RouteTable(label, { region, transitGatewayId: id, tags: named(label) }).id;
    const tables = segments.map((segment) => [segment, table(`core-table-${key}/${segment}`)] as const);
    return {
        key,
        region,
        asn,
        gatewayId: id,
        tables: Object.fromEntries(tables),
        transitTableId: table(`core-transit-${key}`),
    };
}

/** Puts an attachment into a segment: who reaches it learns its prefixes. */
export function attach(hub: Hub, name: string, key: string, attachmentId: Output<string>, learners: string[]): void {
    const { region, tables, transitTableId } = hub;
    const propagate = (label: string, transitGatewayRouteTableId: Output<string>): void => {
        const args = { region, transitGatewayAttachmentId: attachmentId, transitGatewayRouteTableId };
        new tgw.RouteTablePropagation(label, args, once);
    };
    const [own = ""] = learners;
    new tgw.RouteTableAssociation(
        `${name}-association-${key}`,
        { region, transitGatewayAttachmentId: attachmentId, transitGatewayRouteTableId: tables[own]! },
        once,
    );
    for (const learner of learners) propagate(`${name}-propagation-${key}/${learner}`, tables[learner]!);
    propagate(`${name}-transit-propagation-${key}`, transitTableId);
}

function applications(hub: Hub): void {
    const { key, region, gatewayId } = hub;
    const { cidr } = regions[key];
    const [a, b] = cidr.split(".");
    const name = `apps-${key}`;
    const vpc = new Vpc(name, { region, cidrBlock: cidr, tags: named(name) });
    const table = new RouteTable(name, { region, vpcId: vpc.id, tags: named(name) });
    const subnet = (tier: string, zone: string, cidrBlock: string): Subnet => {
        const label = `${name}-${tier}-${zone}`;
        const availabilityZone = region + zone;
        return new Subnet(label, { region, vpcId: vpc.id, availabilityZone, cidrBlock, tags: named(label) });
    };
    const transit = ["a", "b"].map((zone, i) => {
        const app = subnet("app", zone, `${a}.${b}.${i * 16}.0/20`);
        new RouteTableAssociation(`${name}-app-${zone}`, { region, subnetId: app.id, routeTableId: table.id });
        return subnet("transit", zone, `${a}.${b}.255.${i * 16}/28`).id;
    });
    const label = `core-attachment-${key}/apps`;
    const attachment = new tgw.VpcAttachment(label, {
        region,
        transitGatewayId: gatewayId,
        vpcId: vpc.id,
        subnetIds: transit,
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
        applianceModeSupport: "disable",
        ipv6Support: "disable",
        tags: named(label),
    });
    attach(hub, "core", `${key}/apps`, attachment.id, learnersOfApps(key));
    const destination = "10.0.0.0/8";
    new VpcRoute(
        `core-route-${key}/apps/private/${destination}`,
        { region, routeTableId: table.id, destinationCidrBlock: destination, transitGatewayId: gatewayId },
        { dependsOn: attachment },
    );
}

/** The own segment first. */
function learnersOfApps(key: RegionKey): string[] {
    const { apps, branches } = regions[key];
    return [apps, ...regionKeys.map((other) => regions[other].apps).filter((other) => other !== apps), branches];
}
export const learnersOfBranches = (key: RegionKey): string[] => [regions[key].branches, regions[key].apps];

export const hubs = regionKeys.map(gateway) as [Hub, Hub];
for (const hub of hubs) applications(hub);

const [eu, us] = hubs;
const pair = `${eu.key}/${us.key}`;
const request = new tgw.PeeringAttachment(`core-peering-${pair}`, {
    region: eu.region,
    transitGatewayId: eu.gatewayId,
    peerRegion: us.region,
    peerTransitGatewayId: us.gatewayId,
    tags: named(`core-peering-${pair}`),
});
const accepter = `core-peering-accepter-${pair}`;
const { transitGatewayAttachmentId: peeringId } = new tgw.PeeringAttachmentAccepter(accepter, {
    region: us.region,
    transitGatewayAttachmentId: request.id,
    tags: named(accepter),
});

/** Routes to what lies behind the other hub, in the tables that may reach it. */
export function routeToPeer(hub: Hub, name: string, tables: string[], destination: string): void {
    for (const table of tables) {
        new tgw.Route(
            `${name}/${table}/${destination}`,
            {
                region: hub.region,
                destinationCidrBlock: destination,
                transitGatewayAttachmentId: peeringId,
                transitGatewayRouteTableId: hub.tables[table]!,
            },
            once,
        );
    }
}

for (const [here, there] of [
    [eu, us],
    [us, eu],
] as const) {
    new tgw.RouteTableAssociation(`core-peering-association-${here.key}/${there.key}`, {
        region: here.region,
        transitGatewayAttachmentId: peeringId,
        transitGatewayRouteTableId: here.transitTableId,
    });
    routeToPeer(here, `core-static-${here.key}`, learnersOfApps(there.key), regions[there.key].cidr);
}

export const group = new ResourceGroup("branches", { location, tags: plainTags });
const network = new azure.VirtualNetwork("branches", {
    resourceGroupName: group.name,
    location,
    addressSpace: { addressPrefixes: [azureCidr] },
    tags: plainTags,
});
const within = { resourceGroupName: group.name, virtualNetworkName: network.name };
const apps = new azure.Subnet("apps", { ...within, addressPrefix: "10.24.0.0/20" });
export const gatewaySubnet = new azure.Subnet(
    "gateways",
    { ...within, subnetName: "GatewaySubnet", addressPrefix: "10.24.255.0/27" },
    { dependsOn: apps },
);
