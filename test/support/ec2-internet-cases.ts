/** Examples of the gateways to the internet and of public addresses: see `ec2-cases.ts`. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import type { Case } from "./ec2-cases";
import * as internet from "./ec2-internet";
import type { Deployed, SimClient } from "./sim-client";

/** Inputs of the SDK that are refused by name. */
export const INTERNET_ABSENT: Record<string, string[]> = {
    [internet.EIP]: [
        "address", // an address out of a pool of one's own
        "customerOwnedIpv4Pool", // Outposts
        "ipamPoolId", // address pools of IPAM
        "networkBorderGroup", // Local Zones
        "publicIpv4Pool", // pools of one's own
    ],
    [internet.NAT_GATEWAY]: [
        "availabilityZoneAddresses", // regional NAT gateways
        "vpcId", // regional NAT gateways
    ],
};

/** What only AWS says, as long as these cannot be chosen. */
export const INTERNET_OUTPUTS: Record<string, string[]> = {
    [internet.EIP]: ["ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
    [internet.NAT_GATEWAY]: ["vpcId"],
};

const noVpc: [string, string] = [
    ec2.nothing("vpc"),
    `InvalidVpcID.NotFound: The vpc ID '${ec2.nothing("vpc")}' does not exist`,
];
const noSubnet: [string, string] = [
    ec2.nothing("subnet"),
    `InvalidSubnetID.NotFound: The subnet ID '${ec2.nothing("subnet")}' does not exist`,
];
const noGateway: [string, string] = [
    ec2.nothing("igw"),
    `InvalidInternetGatewayID.NotFound: The internetGateway ID '${ec2.nothing("igw")}' does not exist`,
];
const noAllocation: [string, string] = [
    ec2.nothing("eipalloc"),
    `InvalidAllocationID.NotFound: The allocation ID '${ec2.nothing("eipalloc")}' does not exist`,
];
const noInterface: [string, string] = [
    ec2.nothing("eni"),
    `InvalidNetworkInterfaceID.NotFound: The networkInterface ID '${ec2.nothing("eni")}' does not exist`,
];
const tags = { Name: "shop" };
const elsewhere = { region: "ap-south-1" };
const byId = (made: Deployed): string => made.id;

/** `client` makes what the examples need. */
export function internetCases(client: () => SimClient): Case[] {
    const network = (region: string | undefined): Promise<Deployed> => ec2.vpc(client(), 1, ec2.at(region));

    async function joined(region: string | undefined): Promise<Deployed> {
        const vpc = await network(region);
        await internet.gateway(client(), vpc);
        return vpc;
    }

    return [
        {
            type: internet.INTERNET_GATEWAY,
            noun: "EC2 Internet Gateway",
            inputs: async (region) => ({ ...ec2.at(region), vpcId: (await network(region)).id, tags }),
            required: [],
            dangling: { vpcId: noVpc },
            unknown: ["arn", "ownerId"],
            replaced: { ...elsewhere },
            updated: { tags: { Name: "the gateway" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: internet.INTERNET_GATEWAY_ATTACHMENT,
            noun: "EC2 Internet Gateway Attachment",
            inputs: async (region) => {
                const gateway = await client().create(internet.INTERNET_GATEWAY, ec2.at(region));
                return { ...ec2.at(region), internetGatewayId: gateway.id, vpcId: (await network(region)).id };
            },
            required: ["internetGatewayId", "vpcId"],
            dangling: { internetGatewayId: noGateway, vpcId: noVpc },
            unknown: [],
            replaced: { internetGatewayId: ec2.nothing("igw"), vpcId: ec2.nothing("vpc"), ...elsewhere },
            updated: {},
            imported: byId,
            onTimeout: "bare",
        },
        {
            type: internet.EGRESS_ONLY_GATEWAY,
            noun: "EC2 Egress-only Internet Gateway",
            inputs: async (region) => ({ ...ec2.at(region), vpcId: (await network(region)).id, tags }),
            required: ["vpcId"],
            dangling: { vpcId: noVpc },
            unknown: [],
            replaced: { vpcId: ec2.nothing("vpc"), ...elsewhere },
            updated: { tags: { Name: "the way out" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: internet.EIP,
            noun: "EC2 EIP",
            inputs: (region) => Promise.resolve<Props>({ ...ec2.at(region), domain: "vpc", tags }),
            required: [],
            dangling: {},
            unknown: [
                "allocationId",
                "arn",
                "associationId",
                "carrierIp",
                "customerOwnedIp",
                "instance",
                "ipamPoolId",
                "networkBorderGroup",
                "networkInterface",
                "privateDns",
                "privateIp",
                "ptrRecord",
                "publicDns",
                "publicIp",
                "publicIpv4Pool",
            ],
            optional: ["instance", "networkInterface"],
            replaced: { domain: "standard", ...elsewhere },
            updated: { tags: { Name: "the address" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: internet.EIP_ASSOCIATION,
            noun: "EC2 EIP Association",
            inputs: async (region) => {
                const vpc = await joined(region);
                const networkInterfaceId = (await internet.networkInterface(client(), vpc)).id;
                const allocationId = (await client().create(internet.EIP, ec2.at(region))).id;
                return { ...ec2.at(region), allocationId, networkInterfaceId };
            },
            required: [],
            dangling: { allocationId: noAllocation, networkInterfaceId: noInterface },
            unknown: ["instanceId", "privateIpAddress", "publicIp"],
            optional: ["instanceId", "privateIpAddress", "publicIp"],
            replaced: {
                allocationId: ec2.nothing("eipalloc"),
                allowReassociation: false,
                instanceId: ec2.nothing("i"),
                networkInterfaceId: ec2.nothing("eni"),
                privateIpAddress: "10.1.1.9",
                publicIp: "203.0.113.1",
                ...elsewhere,
            },
            updated: {},
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: internet.NAT_GATEWAY,
            noun: "EC2 NAT Gateway",
            inputs: async (region) => {
                const subnetId = (await ec2.subnet(client(), await joined(region))).id;
                const allocationId = (await client().create(internet.EIP, ec2.at(region))).id;
                return { ...ec2.at(region), subnetId, allocationId, tags };
            },
            required: [],
            dangling: { allocationId: noAllocation, subnetId: noSubnet },
            unknown: [
                "associationId",
                "autoProvisionZones",
                "autoScalingIps",
                "availabilityMode",
                "networkInterfaceId",
                "privateIp",
                "publicIp",
                "regionalNatGatewayAddresses",
                "regionalNatGatewayAutoMode",
                "routeTableId",
                "secondaryAllocationIds",
                "secondaryPrivateIpAddressCount",
                "secondaryPrivateIpAddresses",
                "vpcId",
            ],
            optional: [
                "availabilityMode",
                "privateIp",
                "secondaryAllocationIds",
                "secondaryPrivateIpAddressCount",
                "secondaryPrivateIpAddresses",
            ],
            replaced: {
                allocationId: ec2.nothing("eipalloc"),
                connectivityType: "private",
                privateIp: "10.1.1.9",
                secondaryPrivateIpAddressCount: 1,
                subnetId: ec2.nothing("subnet"),
                ...elsewhere,
            },
            updated: { tags: { Name: "the way out" } },
            imported: byId,
            onTimeout: "partial",
        },
    ];
}
