/**
 * The VPCs that the measured programs join, as in examples/global-retail: three tiers in two zones, and a route table. The
 * project's configuration says which network is built.
 */
import { RouteTable, RouteTableAssociation, Subnet, Vpc } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

export const tags = { application: "retail", owner: "platform" };

export interface Member {
    key: string;
    /** Of the VPC; what belongs to it is named after it. */
    name: string;
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

/** Four VPCs, or the five that AWS grants a new account in a region. */
function fullRegion(key: string, region: string, asn: number, octet: number, shops: number): Hub {
    const services: Member = { key: "services", name: `services-${key}`, segment: "shared", octet };
    const members = Array.from({ length: shops }, (_, i): Member => {
        const shop = `shop-${i + 1}`;
        return { key: shop, name: `${shop}-${key}`, segment: "prod", octet: octet + 1 + i };
    });
    return { key, region, asn, members: [services, ...members] };
}

/** By name. The first is the network of examples/global-retail, name by name; the second has 1,005 resources. */
const networks: Record<string, Hub[]> = {
    "global-retail": [
        {
            key: "virginia",
            region: "us-east-1",
            asn: 64512,
            members: [
                { key: "shop", name: "shop-virginia", segment: "prod", octet: 0 },
                { key: "services", name: "services", segment: "shared", octet: 1 },
            ],
        },
        {
            key: "frankfurt",
            region: "eu-central-1",
            asn: 64513,
            members: [{ key: "shop", name: "shop-frankfurt", segment: "prod", octet: 16 }],
        },
        {
            key: "singapore",
            region: "ap-southeast-1",
            asn: 64514,
            members: [{ key: "shop", name: "shop-singapore", segment: "prod", octet: 32 }],
        },
    ],
    thousand: [
        fullRegion("virginia", "us-east-1", 64512, 0, 4),
        fullRegion("frankfurt", "eu-central-1", 64513, 16, 3),
        fullRegion("singapore", "ap-southeast-1", 64514, 32, 3),
        fullRegion("sydney", "ap-southeast-2", 64515, 48, 3),
        fullRegion("paris", "eu-west-3", 64516, 64, 3),
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

const zones = ["a", "b"];

export function network(region: string, { name, octet }: Member): Network {
    const cidr = `10.${octet}.0.0/16`;
    const vpc = new Vpc(name, { region, cidrBlock: cidr, enableDnsHostnames: true, tags: { ...tags, Name: name } });
    const table = new RouteTable(name, { region, vpcId: vpc.id, tags: { ...tags, Name: `${name}-private` } });

    const subnet = (tier: string, zone: string, cidrBlock: string): Subnet => {
        const availabilityZone = region + zone;
        const subnetName = `${name}-${tier}-${availabilityZone}`;
        return new Subnet(subnetName, {
            region,
            vpcId: vpc.id,
            availabilityZone,
            cidrBlock,
            tags: { ...tags, Name: subnetName, tier },
        });
    };
    for (const [i, zone] of zones.entries()) {
        for (const [tier, block] of [
            ["app", 0],
            ["data", 64],
        ] as const) {
            const { id } = subnet(tier, zone, `10.${octet}.${block + i * 16}.0/20`);
            const association = { region, subnetId: id, routeTableId: table.id };
            new RouteTableAssociation(`${name}-${tier}-${region}${zone}`, association);
        }
    }
    const transit = zones.map((zone, i) => [region + zone, subnet("transit", zone, `10.${octet}.255.${i * 16}/28`).id]);
    return {
        vpcId: vpc.id,
        cidr,
        routeTableId: table.id,
        subnets: Object.fromEntries(transit) as Network["subnets"],
    };
}
