/**
 * The VPCs that the measured programs join, as in examples/global-retail: three tiers in two zones, and a route table. Which
 * network is built stands in the project's configuration.
 */
import { RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

export const tags = { application: "retail", owner: "platform" };

export interface Member {
    key: string;
    segment: "prod" | "shared";
    /** Second octet of its /16. */
    octet: number;
}

export interface Hub {
    key: string;
    region: string;
    asn: number;
    members: Member[];
}

const shop = (octet: number, key = "shop"): Member => ({ key, segment: "prod", octet });
const services = (octet: number): Member => ({ key: "services", segment: "shared", octet });

/** Four shops and a services VPC in each region: as many VPCs as AWS grants a new account. */
const fullRegion = (first: number, shops: number): Member[] => [
    services(first),
    ...Array.from({ length: shops }, (_, i) => shop(first + 1 + i, `shop-${i + 1}`)),
];

const networks: Record<string, Hub[]> = {
    "global-retail": [
        { key: "virginia", region: "us-east-1", asn: 64512, members: [shop(0), services(1)] },
        { key: "frankfurt", region: "eu-central-1", asn: 64513, members: [shop(16)] },
        { key: "singapore", region: "ap-southeast-1", asn: 64514, members: [shop(32)] },
    ],
    thousand: [
        { key: "virginia", region: "us-east-1", asn: 64512, members: fullRegion(0, 4) },
        { key: "frankfurt", region: "eu-central-1", asn: 64513, members: fullRegion(16, 3) },
        { key: "singapore", region: "ap-southeast-1", asn: 64514, members: fullRegion(32, 3) },
        { key: "sydney", region: "ap-southeast-2", asn: 64515, members: fullRegion(48, 3) },
        { key: "paris", region: "eu-west-3", asn: 64516, members: fullRegion(64, 3) },
    ],
};

export const hubs = networks[new pulumi.Config().require("network")] ?? [];

export interface Network {
    vpcId: pulumi.Output<string>;
    cidr: string;
    routeTableId: pulumi.Output<string>;
    /** By zone, for the attachment. */
    subnets: Record<string, pulumi.Output<string>>;
}

export function network(hub: Hub, member: Member): Network {
    const { region } = hub;
    const { octet } = member;
    const name = `${member.key}-${hub.key}`;
    const cidr = `10.${octet}.0.0/16`;
    const vpc = new Vpc(name, { region, cidrBlock: cidr, enableDnsHostnames: true, tags: { ...tags, Name: name } });
    const table = new RouteTable(name, { region, vpcId: vpc.id, tags: { ...tags, Name: `${name}-private` } });

    const subnet = (tier: string, availabilityZone: string, cidrBlock: string): Subnet => {
        const subnetName = `${name}-${tier}-${availabilityZone}`;
        const placed = { region, vpcId: vpc.id, availabilityZone, cidrBlock };
        return new Subnet(subnetName, { ...placed, tags: { ...tags, Name: subnetName, tier } });
    };
    const subnets: Network["subnets"] = {};
    for (const [i, zone] of [`${region}a`, `${region}b`].entries()) {
        const workloads = [
            subnet("app", zone, `10.${octet}.${i * 16}.0/20`),
            subnet("data", zone, `10.${octet}.${64 + i * 16}.0/20`),
        ];
        for (const [j, { id }] of workloads.entries()) {
            const associated = { region, subnetId: id, routeTableId: table.id };
            new RouteTableAssociation(`${name}-${["app", "data"][j]}-${zone}`, associated);
        }
        subnets[zone] = subnet("transit", zone, `10.${octet}.255.${i * 16}/28`).id;
    }
    return { vpcId: vpc.id, cidr, routeTableId: table.id, subnets };
}
