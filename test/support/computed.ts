/** What AWS computes when it creates a resource: ids in its format, defaults, and addresses. The same resource gets the same. */
import { createHash } from "node:crypto";
import { addressText, prefixOf } from "../../plan/prefix";
import type { Registration } from "../../graph/read/recording";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Props = Readonly<Record<string, Json>>;
type Asked = Omit<Registration, "urn"> & { readonly inputs: Props };
type Known = Registration & { readonly inputs: Props; readonly outputs?: Props };

export interface Computed {
    readonly id: string;
    readonly outputs: Props;
}

interface Given {
    readonly urn: string;
    readonly inputs: Props;
    /** What was created before. */
    readonly known: readonly Known[];
}

/** An id of a kind: "vpc-0a1b…". */
function idOf(prefix: string, urn: string): string {
    return `${prefix}-${createHash("sha256").update(`${prefix} ${urn}`).digest("hex").slice(0, 17)}`;
}

/** By type: the prefix of its ids, or which input is the id. */
const IDS: Readonly<Record<string, string | { readonly input: string }>> = {
    "aws:ec2/vpc:Vpc": "vpc",
    "aws:ec2/subnet:Subnet": "subnet",
    "aws:ec2/routeTable:RouteTable": "rtb",
    "aws:ec2/defaultRouteTable:DefaultRouteTable": { input: "defaultRouteTableId" },
    "aws:ec2/routeTableAssociation:RouteTableAssociation": "rtbassoc",
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": "rtbassoc",
    "aws:ec2/route:Route": "r-rtb",
    "aws:ec2/internetGateway:InternetGateway": "igw",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "eigw",
    "aws:ec2/natGateway:NatGateway": "nat",
    "aws:ec2/eip:Eip": "eipalloc",
    "aws:ec2/eipAssociation:EipAssociation": "eipassoc",
    "aws:ec2/networkAcl:NetworkAcl": "acl",
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": { input: "defaultNetworkAclId" },
    "aws:ec2/networkAclRule:NetworkAclRule": "nacl",
    "aws:ec2/networkAclAssociation:NetworkAclAssociation": "aclassoc",
    "aws:ec2/securityGroup:SecurityGroup": "sg",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "sg",
    "aws:ec2/securityGroupRule:SecurityGroupRule": "sgrule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "sgr",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "sgr",
    "aws:ec2/instance:Instance": "i",
    "aws:ec2/networkInterface:NetworkInterface": "eni",
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": "pcx",
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter": { input: "vpcPeeringConnectionId" },
    "aws:ec2/managedPrefixList:ManagedPrefixList": "pl",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce",
    "aws:ec2transitgateway/transitGateway:TransitGateway": "tgw",
    "aws:ec2transitgateway/routeTable:RouteTable": "tgw-rtb",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "tgw-attach",
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": "tgw-attach",
    "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": {
        input: "transitGatewayAttachmentId",
    },
};

/** By type: outputs beside the inputs, defaults among them; inputs that are given win over those. */
const OUTPUTS: Readonly<Record<string, (given: Given) => Props>> = {
    "aws:ec2/vpc:Vpc": ({ urn, inputs }) => {
        const table = idOf("rtb", urn);
        return {
            mainRouteTableId: table,
            defaultRouteTableId: table,
            defaultNetworkAclId: idOf("acl", urn),
            defaultSecurityGroupId: idOf("sg", urn),
            assignGeneratedIpv6CidrBlock: false,
            ipv6CidrBlock: inputs["assignGeneratedIpv6CidrBlock"] === true ? ipv6Block(urn) : "",
        };
    },
    "aws:ec2/subnet:Subnet": ({ urn, inputs }) => ({
        availabilityZone: `${String(inputs["region"] ?? "us-east-1")}${pick(urn, ["a", "b", "c"])}`,
        mapPublicIpOnLaunch: false,
        assignIpv6AddressOnCreation: false,
        ipv6CidrBlock: "",
        ipv6Native: false,
    }),
    "aws:ec2/routeTable:RouteTable": () => ({ routes: [], propagatingVgws: [] }),
    "aws:ec2/securityGroup:SecurityGroup": () => ({ ingress: [], egress: [], description: "Managed by Pulumi" }),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": () => ({ ingress: [], egress: [] }),
    "aws:ec2/networkAcl:NetworkAcl": () => ({ ingress: [], egress: [], subnetIds: [] }),
    "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": () => ({ ingress: [], egress: [], subnetIds: [] }),
    "aws:ec2/eip:Eip": ({ urn }) => ({ allocationId: idOf("eipalloc", urn), publicIp: publicIp(urn) }),
    "aws:ec2/natGateway:NatGateway": ({ urn, inputs, known }) => ({
        connectivityType: "public",
        networkInterfaceId: idOf("eni", urn),
        privateIp: privateIp(inputs["subnetId"], urn, known),
        publicIp: known.find(({ id }) => id === inputs["allocationId"])?.outputs?.["publicIp"] ?? "",
    }),
    "aws:ec2/instance:Instance": ({ urn, inputs, known }) => {
        const subnet = known.find(({ id }) => id === inputs["subnetId"]);
        const isPublic = inputs["associatePublicIpAddress"] ?? subnet?.outputs?.["mapPublicIpOnLaunch"] === true;
        return {
            privateIp: privateIp(inputs["subnetId"], urn, known),
            primaryNetworkInterfaceId: idOf("eni", urn),
            associatePublicIpAddress: isPublic,
            publicIp: isPublic === true ? publicIp(urn) : "",
            sourceDestCheck: true,
            vpcSecurityGroupIds: defaultGroup(subnet?.inputs["vpcId"], known),
        };
    },
    "aws:ec2/networkInterface:NetworkInterface": ({ urn, inputs, known }) => {
        const address = privateIp(inputs["subnetId"], urn, known);
        const subnet = known.find(({ id }) => id === inputs["subnetId"]);
        return {
            privateIp: address,
            privateIps: [address],
            sourceDestCheck: true,
            securityGroups: defaultGroup(subnet?.inputs["vpcId"], known),
        };
    },
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ({ inputs }) => ({
        acceptStatus: inputs["autoAccept"] === true ? "active" : "pending-acceptance",
        peerOwnerId: OWNER,
    }),
    "aws:ec2transitgateway/transitGateway:TransitGateway": ({ urn, inputs }) => ({
        defaultRouteTableAssociation: "enable",
        defaultRouteTablePropagation: "enable",
        autoAcceptSharedAttachments: "disable",
        ownerId: OWNER,
        associationDefaultRouteTableId:
            inputs["defaultRouteTableAssociation"] === "disable" ? "" : idOf("tgw-rtb", urn),
        propagationDefaultRouteTableId:
            inputs["defaultRouteTablePropagation"] === "disable" ? "" : idOf("tgw-rtb", urn),
    }),
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": () => ({
        applianceModeSupport: "disable",
        ipv6Support: "disable",
        transitGatewayDefaultRouteTableAssociation: true,
        transitGatewayDefaultRouteTablePropagation: true,
        vpcOwnerId: OWNER,
    }),
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": () => ({ state: "pendingAcceptance" }),
    "aws:ec2transitgateway/route:Route": () => ({ blackhole: false }),
    "aws:ec2/managedPrefixList:ManagedPrefixList": () => ({ entries: [], version: 1 }),
};
const OWNER = "111122223333";

/** What a creation computes of a resource, after those that are known. */
export function computedOf(urn: string, { type, inputs }: Asked, known: readonly Known[]): Computed {
    const rule = IDS[type] ?? "id";
    const [id, region] = [typeof rule === "string" ? idOf(rule, urn) : String(inputs[rule.input]), "us-east-1"];
    const [service, kind] = [type.split(/[:/]/)[1] ?? "", (type.split(/[:/]/)[2] ?? "").replace(/[A-Z]/g, "-$&")];
    const arn = `arn:aws:${service}:${String(inputs["region"] ?? region)}:${OWNER}:${kind.toLowerCase()}/${id}`;
    return {
        id: type === "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup" ? adoptedGroup(inputs, known) : id,
        outputs: { arn, region, ...OUTPUTS[type]?.({ urn, inputs, known }), ...inputs },
    };
}

function adoptedGroup(inputs: Props, known: readonly Known[]): string {
    return String(defaultGroup(inputs["vpcId"], known)[0]);
}

function defaultGroup(vpcId: Json | undefined, known: readonly Known[]): readonly Json[] {
    const group = known.find(({ id }) => id === vpcId)?.outputs?.["defaultSecurityGroupId"];
    return group === undefined ? [] : [group];
}

/** A number that a text always gives, from 0 to less than `count`. */
function numberOf(text: string, count: number): number {
    return createHash("sha256").update(text).digest().readUInt32BE(0) % count;
}

function pick<T>(text: string, of: readonly T[]): T {
    return of[numberOf(text, of.length)]!;
}

function publicIp(urn: string): string {
    return addressText(4, (54n << 24n) + BigInt(numberOf(`public ${urn}`, 1 << 24)));
}

function ipv6Block(urn: string): string {
    return `2600:1f18:${1000 + numberOf(`six ${urn}`, 9000)}:ff00::/56`;
}

/** An address of a subnet that nothing has yet. */
function privateIp(subnetId: Json | undefined, urn: string, known: readonly Known[]): Json {
    const cidr = known.find(({ id }) => id === subnetId)?.inputs["cidrBlock"];
    if (typeof cidr !== "string") return "10.255.255.254";
    const { first, last } = prefixOf(cidr);
    const taken = new Set(known.map(({ outputs }) => outputs?.["privateIp"]));
    const size = Number(last - first) - 4;
    for (let n = numberOf(`private ${urn}`, size); ; n = (n + 1) % size) {
        const address = addressText(4, first + 4n + BigInt(n));
        if (!taken.has(address)) return address;
    }
}
