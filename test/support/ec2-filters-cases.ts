/** Examples of network ACLs, of what a VPC comes with, of prefix lists and of VPC peering: see `ec2-cases.ts`. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import type { Case } from "./ec2-cases";
import * as filters from "./ec2-filters";
import type { Deployed, SimClient } from "./sim-client";

const none = (id: string, answer: string): [string, string] => [id, answer];
const noVpc = none(ec2.nothing("vpc"), `InvalidVpcID.NotFound: The vpc ID '${ec2.nothing("vpc")}' does not exist`);
const noSubnet = none(
    ec2.nothing("subnet"),
    `InvalidSubnetID.NotFound: The subnet ID '${ec2.nothing("subnet")}' does not exist`,
);
const noTable = none(
    ec2.nothing("rtb"),
    `InvalidRouteTableID.NotFound: The routeTable ID '${ec2.nothing("rtb")}' does not exist`,
);
const noAcl = none(
    ec2.nothing("acl"),
    `InvalidNetworkAclID.NotFound: The networkAcl ID '${ec2.nothing("acl")}' does not exist`,
);
const noList = none(
    ec2.nothing("pl"),
    `InvalidPrefixListID.NotFound: The prefix list (${ec2.nothing("pl")}) does not exist.`,
);
const noPeering = none(
    ec2.nothing("pcx"),
    `InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID '${ec2.nothing("pcx")}' does not exist`,
);
const tags = { Name: "shop" };
const elsewhere = { region: "ap-south-1" };
const byId = (made: Deployed): string => made.id;
const allowed = { allowRemoteVpcDnsResolution: true };

/** `client` makes what the examples need. */
export function filterCases(client: () => SimClient): Case[] {
    const network = (region: string | undefined): Promise<Deployed> => ec2.vpc(client(), 1, ec2.at(region));

    /** Two VPCs with DNS host names, not peered yet. */
    async function pair(region: string | undefined): Promise<Props> {
        const inputs = { ...ec2.at(region), enableDnsHostnames: true };
        const [own, peer] = [await ec2.vpc(client(), 1, inputs), await ec2.vpc(client(), 2, inputs)];
        return { ...ec2.at(region), vpcId: own.id, peerVpcId: peer.id };
    }

    const rules = { ingress: [filters.rule({ action: "ALLOW", protocol: "tcp" })], egress: [{ ...filters.all }] };
    const otherRules = { ingress: [filters.entry({ ruleNo: 200, action: "deny", protocol: "17" })], egress: [] };

    const acls: Case[] = [
        {
            type: filters.ACL,
            noun: "EC2 Network ACL",
            inputs: async (region) => {
                const vpc = await network(region);
                const subnetIds = [(await ec2.subnet(client(), vpc)).id];
                return { ...ec2.at(region), vpcId: vpc.id, ...rules, subnetIds, tags };
            },
            required: ["vpcId"],
            dangling: { vpcId: noVpc },
            unknown: ["arn", "ownerId"],
            replaced: { vpcId: ec2.nothing("vpc"), ...elsewhere },
            updated: { ...otherRules, tags: { Name: "the ACL" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: filters.ACL_RULE,
            noun: "EC2 Network ACL Rule",
            inputs: async (region) => {
                const networkAclId = (await filters.acl(client(), await network(region))).id;
                const ports = { protocol: "tcp", fromPort: 443, toPort: 443 };
                return {
                    ...ec2.at(region),
                    networkAclId,
                    ruleNumber: 100,
                    ruleAction: "allow",
                    cidrBlock: "10.0.0.0/8",
                    ...ports,
                };
            },
            required: ["networkAclId", "protocol", "ruleAction", "ruleNumber"],
            dangling: { networkAclId: noAcl },
            unknown: [],
            replaced: {
                cidrBlock: "10.0.0.0/9",
                egress: true,
                fromPort: 80,
                icmpCode: 1,
                icmpType: 1,
                ipv6CidrBlock: "2001:db8::/32",
                networkAclId: ec2.nothing("acl"),
                protocol: "udp",
                ruleAction: "deny",
                ruleNumber: 101,
                toPort: 444,
                ...elsewhere,
            },
            updated: {},
            imported: (made) => `${made.state.networkAclId as string}:100:tcp:false`,
            onTimeout: "partial",
        },
        {
            type: filters.ACL_ASSOCIATION,
            noun: "EC2 Network ACL Association",
            inputs: async (region) => {
                const vpc = await network(region);
                const [acl, subnet] = [await filters.acl(client(), vpc), await ec2.subnet(client(), vpc)];
                return { ...ec2.at(region), networkAclId: acl.id, subnetId: subnet.id };
            },
            required: ["networkAclId", "subnetId"],
            dangling: { networkAclId: noAcl, subnetId: noSubnet },
            unknown: [],
            replaced: { networkAclId: ec2.nothing("acl"), subnetId: ec2.nothing("subnet"), ...elsewhere },
            updated: {},
            imported: byId,
            onTimeout: "partial",
        },
    ];

    const defaults: Case[] = [
        {
            type: filters.DEFAULT_ACL,
            stored: filters.ACL,
            noun: "EC2 Default Network ACL",
            inputs: async (region) => {
                const defaultNetworkAclId = (await network(region)).state.defaultNetworkAclId ?? null;
                return { ...ec2.at(region), defaultNetworkAclId, ...rules, tags };
            },
            required: ["defaultNetworkAclId"],
            dangling: { defaultNetworkAclId: noAcl },
            unknown: ["arn", "ownerId", "vpcId"],
            replaced: { defaultNetworkAclId: ec2.nothing("acl"), ...elsewhere },
            updated: { ...otherRules, tags: { Name: "the ACL" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: filters.DEFAULT_GROUP,
            stored: ec2.GROUP,
            noun: "Default Security Group",
            inputs: async (region) => ({
                ...ec2.at(region),
                vpcId: (await network(region)).id,
                ingress: [{ protocol: "TCP", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
                egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
                tags,
            }),
            required: [],
            dangling: { vpcId: noVpc },
            unknown: ["arn", "description", "name", "namePrefix", "ownerId"],
            replaced: { vpcId: ec2.nothing("vpc"), ...elsewhere },
            updated: {
                egress: [],
                ingress: [ec2.block({ cidrBlocks: ["10.0.0.0/9"] })],
                tags: { Name: "the group" },
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: filters.DEFAULT_TABLE,
            stored: ec2.ROUTE_TABLE,
            noun: "EC2 Default Route Table",
            inputs: async (region) => {
                const vpc = await network(region);
                const transitGatewayId = (await ec2.attachedGateway(client(), vpc)).id;
                const routes: Props[] = [{ cidrBlock: "10.0.0.0/8", transitGatewayId }];
                return { ...ec2.at(region), defaultRouteTableId: vpc.state.defaultRouteTableId ?? null, routes, tags };
            },
            required: ["defaultRouteTableId"],
            dangling: { defaultRouteTableId: noTable },
            unknown: ["arn", "ownerId", "vpcId"],
            replaced: { defaultRouteTableId: ec2.nothing("rtb"), ...elsewhere },
            updated: { routes: [], tags: { Name: "the table" } },
            imported: (made) => made.state.vpcId as string,
            onTimeout: "partial",
        },
    ];

    const lists: Case[] = [
        {
            type: filters.LIST,
            noun: "EC2 Managed Prefix List",
            inputs: (region) => {
                const entries: Props[] = [{ cidr: "10.0.0.0/8", description: "the office" }, { cidr: "172.16.0.0/12" }];
                const inputs = { name: "shop", addressFamily: "IPv4", maxEntries: 5, entries, tags };
                return Promise.resolve({ ...ec2.at(region), ...inputs });
            },
            required: ["addressFamily", "maxEntries"],
            dangling: {},
            unknown: ["arn", "ownerId", "version"],
            replaced: { addressFamily: "IPv6", ...elsewhere },
            updated: {
                entries: [{ cidr: "10.0.0.0/8", description: "" }],
                maxEntries: 6,
                name: "the shop",
                tags: { Name: "the list" },
            },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: filters.LIST_ENTRY,
            noun: "VPC Managed Prefix List Entry",
            inputs: async (region) => ({
                ...ec2.at(region),
                prefixListId: (await filters.list(client(), ec2.at(region))).id,
                cidr: "10.0.0.0/8",
                description: "the office",
            }),
            required: ["cidr", "prefixListId"],
            dangling: { prefixListId: noList },
            unknown: [],
            replaced: {
                cidr: "10.0.0.0/9",
                description: "the shop",
                prefixListId: ec2.nothing("pl"),
                ...elsewhere,
            },
            updated: {},
            imported: (made) => `${made.state.prefixListId as string},10.0.0.0/8`,
            onTimeout: "partial",
        },
    ];

    const peerings: Case[] = [
        {
            type: filters.PEERING,
            noun: "EC2 VPC Peering Connection",
            inputs: async (region) => ({ ...(await pair(region)), autoAccept: true, tags }),
            required: ["peerVpcId", "vpcId"],
            dangling: { peerVpcId: noVpc, vpcId: noVpc },
            unknown: ["acceptStatus", "accepter", "peerOwnerId", "peerRegion", "requester"],
            optional: ["accepter", "peerOwnerId", "peerRegion", "requester"],
            replaced: {
                peerOwnerId: "999988887777",
                peerRegion: "eu-central-1",
                peerVpcId: ec2.nothing("vpc"),
                vpcId: ec2.nothing("vpc"),
                ...elsewhere,
            },
            updated: { accepter: allowed, requester: allowed, tags: { Name: "the peering" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: filters.PEERING_ACCEPTER,
            stored: filters.PEERING,
            noun: "EC2 VPC Peering Connection Accepter",
            inputs: async (region) => {
                const peering = await client().create(filters.PEERING, await pair(region));
                return { ...ec2.at(region), vpcPeeringConnectionId: peering.id, autoAccept: true, tags };
            },
            required: ["vpcPeeringConnectionId"],
            dangling: { vpcPeeringConnectionId: noPeering },
            unknown: ["acceptStatus", "accepter", "peerOwnerId", "peerRegion", "peerVpcId", "requester", "vpcId"],
            optional: ["accepter", "requester"],
            replaced: { vpcPeeringConnectionId: ec2.nothing("pcx"), ...elsewhere },
            updated: { accepter: allowed, requester: allowed, tags: { Name: "the peering" } },
            imported: byId,
            onTimeout: "partial",
        },
        {
            type: filters.PEERING_OPTIONS,
            stored: filters.PEERING,
            noun: "EC2 VPC Peering Connection Options",
            inputs: async (region) => {
                const peering = await client().create(filters.PEERING, { ...(await pair(region)), autoAccept: true });
                return { ...ec2.at(region), vpcPeeringConnectionId: peering.id, requester: allowed };
            },
            required: ["vpcPeeringConnectionId"],
            dangling: { vpcPeeringConnectionId: noPeering },
            unknown: ["accepter"],
            optional: ["accepter"],
            replaced: { vpcPeeringConnectionId: ec2.nothing("pcx"), ...elsewhere },
            updated: { accepter: allowed, requester: { allowRemoteVpcDnsResolution: false } },
            imported: byId,
            onTimeout: "partial",
        },
    ];

    return [...acls, ...defaults, ...lists, ...peerings];
}
