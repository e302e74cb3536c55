/** One working example of every modelled type of EC2, and what is known of the type: for tests that hold for all of them. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import { filterCases } from "./ec2-filters-cases";
import { internetCases } from "./ec2-internet-cases";
import { machineCases } from "./ec2-machine-cases";
import { vpnCases } from "./ec2-vpn-cases";
import type { ServiceCase } from "./every-type";
import type { Deployed, SimClient } from "./sim-client";

export type Case = ServiceCase;

const noVpc: [string, string] = [
    ec2.nothing("vpc"),
    `InvalidVpcID.NotFound: The vpc ID '${ec2.nothing("vpc")}' does not exist`,
];
const noSubnet: [string, string] = [
    ec2.nothing("subnet"),
    `InvalidSubnetID.NotFound: The subnet ID '${ec2.nothing("subnet")}' does not exist`,
];
const noTable: [string, string] = [
    ec2.nothing("rtb"),
    `InvalidRouteTableID.NotFound: The routeTable ID '${ec2.nothing("rtb")}' does not exist`,
];
const noGroup: [string, string] = [
    ec2.nothing("sg"),
    `InvalidGroup.NotFound: The security group '${ec2.nothing("sg")}' does not exist`,
];
const noGateway: [string, string] = [
    ec2.nothing("tgw"),
    `InvalidTransitGatewayID.NotFound: The transitGateway ID '${ec2.nothing("tgw")}' does not exist.`,
];
const tags = { Name: "shop" };
const elsewhere = { region: "ap-south-1" };
const byId = (made: Deployed): string => made.id;

/** `client` makes what the examples need. */
export function casesOf(client: () => SimClient): Case[] {
    const network = (region: string | undefined): Promise<Deployed> => ec2.vpc(client(), 1, ec2.at(region));

    async function inGroup(region: string | undefined, inputs: Props): Promise<Props> {
        const group = await ec2.group(client(), await network(region), { name: "web" });
        return { ...ec2.at(region), securityGroupId: group.id, ...inputs };
    }

    const singleRule = (type: string): Case => ({
        type,
        noun: "VPC Security Group Rule",
        inputs: (region) =>
            inGroup(region, { ipProtocol: "TCP", fromPort: 443, toPort: 443, cidrIpv4: "10.0.0.0/8", tags }),
        required: ["ipProtocol", "securityGroupId"],
        dangling: { securityGroupId: noGroup },
        unknown: ["arn", "securityGroupRuleId"],
        replaced: { securityGroupId: ec2.nothing("sg"), ...elsewhere },
        updated: {
            cidrIpv4: "10.0.0.0/16",
            description: "the office",
            fromPort: 80,
            ipProtocol: "udp",
            tags: {},
            toPort: 500,
        },
        imported: byId,
        onTimeout: "bare",
    });

    return [
        {
            type: ec2.VPC,
            noun: "EC2 VPC",
            inputs: (region) => Promise.resolve({ ...ec2.at(region), cidrBlock: "10.0.0.0/16", tags }),
            required: ["cidrBlock"],
            dangling: {},
            unknown: [
                "arn",
                "defaultNetworkAclId",
                "defaultRouteTableId",
                "defaultSecurityGroupId",
                "dhcpOptionsId",
                "enableDnsHostnames",
                "enableNetworkAddressUsageMetrics",
                "ipv6AssociationId",
                "ipv6CidrBlock",
                "mainRouteTableId",
                "ownerId",
            ],
            optional: ["enableDnsHostnames", "enableNetworkAddressUsageMetrics"],
            replaced: { cidrBlock: "10.1.0.0/16", instanceTenancy: "dedicated", ...elsewhere },
            updated: {
                assignGeneratedIpv6CidrBlock: true,
                enableDnsHostnames: true,
                enableDnsSupport: false,
                enableNetworkAddressUsageMetrics: true,
                tags: { Name: "the shop" },
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: ec2.SUBNET,
            noun: "EC2 Subnet",
            inputs: async (region) => ({
                ...ec2.at(region),
                vpcId: (await network(region)).id,
                cidrBlock: "10.1.1.0/24",
                tags,
            }),
            required: ["vpcId"],
            dangling: { vpcId: noVpc },
            unknown: [
                "arn",
                "availabilityZone",
                "availabilityZoneId",
                "ipv6CidrBlock",
                "ipv6CidrBlockAssociationId",
                "ownerId",
                "privateDnsHostnameTypeOnLaunch",
            ],
            optional: ["availabilityZone", "availabilityZoneId", "ipv6CidrBlock", "privateDnsHostnameTypeOnLaunch"],
            replaced: {
                availabilityZone: "us-east-1b",
                availabilityZoneId: "use1-az2",
                cidrBlock: "10.1.2.0/24",
                ipv6Native: true,
                vpcId: ec2.nothing("vpc"),
                ...elsewhere,
            },
            updated: {
                assignIpv6AddressOnCreation: true,
                enableDns64: true,
                enableResourceNameDnsARecordOnLaunch: true,
                enableResourceNameDnsAaaaRecordOnLaunch: true,
                mapPublicIpOnLaunch: true,
                privateDnsHostnameTypeOnLaunch: "resource-name",
                tags: { Name: "the subnet" },
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: ec2.ROUTE_TABLE,
            noun: "Route Table",
            inputs: async (region) => {
                const vpc = await network(region);
                const transitGatewayId = (await ec2.attachedGateway(client(), vpc)).id;
                const routes: Props[] = [
                    { cidrBlock: "10.0.0.0/8", transitGatewayId },
                    { cidrBlock: "10.1.0.0/16", gatewayId: "local" },
                ];
                return { ...ec2.at(region), vpcId: vpc.id, routes, tags };
            },
            required: ["vpcId"],
            dangling: { vpcId: noVpc },
            unknown: ["arn", "ownerId", "propagatingVgws"],
            optional: ["propagatingVgws"],
            replaced: { vpcId: ec2.nothing("vpc"), ...elsewhere },
            updated: { routes: [], tags: { Name: "the table" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: ec2.ROUTE,
            noun: "Route",
            inputs: async (region) => {
                const vpc = await network(region);
                const transitGatewayId = (await ec2.attachedGateway(client(), vpc)).id;
                const routeTableId = (await ec2.routeTable(client(), vpc)).id;
                return { ...ec2.at(region), routeTableId, destinationCidrBlock: "10.0.0.0/8", transitGatewayId };
            },
            required: ["routeTableId"],
            dangling: { routeTableId: noTable, transitGatewayId: noGateway },
            unknown: ["instanceId", "instanceOwnerId", "networkInterfaceId", "origin", "state"],
            optional: ["networkInterfaceId"],
            replaced: { destinationCidrBlock: "10.0.0.0/9", routeTableId: ec2.nothing("rtb"), ...elsewhere },
            updated: {},
            imported: (made) => `${made.state.routeTableId as string}_10.0.0.0/8`,
            onTimeout: "partial",
        },
        {
            type: ec2.ASSOCIATION,
            noun: "Route Table Association",
            inputs: async (region) => {
                const vpc = await network(region);
                const [subnet, table] = [await ec2.subnet(client(), vpc), await ec2.routeTable(client(), vpc)];
                return { ...ec2.at(region), subnetId: subnet.id, routeTableId: table.id };
            },
            required: ["routeTableId"],
            dangling: { routeTableId: noTable, subnetId: noSubnet },
            unknown: [],
            replaced: { subnetId: ec2.nothing("subnet"), ...elsewhere },
            updated: {},
            imported: (made) => `${made.state.subnetId as string}/${made.state.routeTableId as string}`,
            onTimeout: "partial",
        },
        {
            type: ec2.MAIN_ASSOCIATION,
            noun: "Main Route Table Association",
            inputs: async (region) => {
                const vpc = await network(region);
                return { ...ec2.at(region), vpcId: vpc.id, routeTableId: (await ec2.routeTable(client(), vpc)).id };
            },
            required: ["routeTableId", "vpcId"],
            dangling: { routeTableId: noTable, vpcId: noVpc },
            unknown: ["originalRouteTableId"],
            replaced: { ...elsewhere },
            updated: {},
            imported: () => undefined,
            onTimeout: "partial",
        },
        {
            type: ec2.GROUP,
            noun: "Security Group",
            inputs: async (region) => ({
                ...ec2.at(region),
                vpcId: (await network(region)).id,
                name: "web",
                ingress: [
                    { protocol: "TCP", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"] },
                ],
                egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["2001:0DB8::/32"], self: true }],
                tags,
            }),
            required: [],
            dangling: { vpcId: noVpc },
            unknown: ["arn", "namePrefix", "ownerId"],
            optional: ["namePrefix"],
            replaced: { description: "all of it", name: "www", vpcId: ec2.nothing("vpc"), ...elsewhere },
            updated: {
                egress: [],
                ingress: [ec2.block({ cidrBlocks: ["10.0.0.0/8"] })],
                revokeRulesOnDelete: true,
                tags: { Name: "the group" },
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: ec2.GROUP_RULE,
            noun: "Security Group Rule",
            inputs: (region) => {
                const ports = { protocol: "6", fromPort: 443, toPort: 443 };
                return inGroup(region, { type: "ingress", ...ports, cidrBlocks: ["10.0.0.0/8", "192.168.0.0/16"] });
            },
            required: ["fromPort", "protocol", "securityGroupId", "toPort", "type"],
            dangling: { securityGroupId: noGroup },
            unknown: ["securityGroupRuleId", "sourceSecurityGroupId"],
            optional: ["sourceSecurityGroupId"],
            replaced: {
                cidrBlocks: ["10.0.0.0/8"],
                fromPort: 80,
                ipv6CidrBlocks: ["2001:db8::/32"],
                prefixListIds: ["pl-1"],
                protocol: "udp",
                securityGroupId: ec2.nothing("sg"),
                self: true,
                sourceSecurityGroupId: ec2.nothing("sg"),
                toPort: 444,
                type: "egress",
                ...elsewhere,
            },
            updated: { description: "the office" },
            imported: (made) => `${made.state.securityGroupId as string}_ingress_tcp_443_443_10.0.0.0/8_192.168.0.0/16`,
            onTimeout: "bare",
        },
        singleRule(ec2.INGRESS_RULE),
        singleRule(ec2.EGRESS_RULE),
        ...filterCases(client),
        ...machineCases(client),
        ...internetCases(client),
        ...vpnCases(client),
    ];
}
