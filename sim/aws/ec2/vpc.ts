/**
 * A VPC, with what AWS makes along with it: the main route table, the default security group and the default network ACL.
 * Address pools of IPAM are not modelled, so the IPv4 prefix must be given. Sources: EC2 API reference (CreateVpc,
 * ModifyVpcTenancy, DeleteVpc, error codes), VPC user guide (VPC CIDR blocks, default security group, quotas), Terraform AWS
 * provider (arguments, defaults, replacement).
 */
import { bool, CloudError, str, type Context, type ResourceType } from "../../core/definition";
import { newId } from "../../core/lifecycle";
import { covers, refuseIpv4Prefix, sizeOf } from "../../core/prefix";
import { text, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { arn, region, tagging } from "../place";
import { NETWORK_ACL } from "./acl/codes";
import { dependencyViolation, ROUTE_TABLE, SECURITY_GROUP, SUBNET, toVpc, VPC } from "./codes";
import { ALL_PROTOCOLS, canonicalBlock } from "./permissions";

/** No VPC can have these: "this network", loopback, link-local and multicast (VPC user guide, VPC CIDR blocks). */
const RESERVED = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

export const vpc: ResourceType = {
    token: VPC,
    noun: "EC2 VPC",
    id: "vpc",
    properties: {
        region,
        ...tagging,
        cidrBlock: str({ required: true, immutable: true, refuse: refuseNetwork }),
        // "You can change the tenancy of a VPC to default only."
        instanceTenancy: str({
            default: "default",
            oneOf: ["default", "dedicated"],
            replacedWhen: (_, want) => want !== "default",
        }),
        enableDnsSupport: bool({ default: true }),
        enableDnsHostnames: bool({ computed: true }),
        enableNetworkAddressUsageMetrics: bool({ computed: true }),
        assignGeneratedIpv6CidrBlock: bool({ default: false }),
        arn: str({ output: true }),
        defaultNetworkAclId: str({ output: true }),
        defaultRouteTableId: str({ output: true }),
        defaultSecurityGroupId: str({ output: true }),
        dhcpOptionsId: str({ output: true }),
        ipv6AssociationId: str({ output: true }),
        ipv6CidrBlock: str({ output: true }),
        mainRouteTableId: str({ output: true }),
        ownerId: str({ output: true }),
    },
    quota: {
        name: "vpcs-per-region",
        limit: 5,
        exceeded: () => new CloudError("VpcLimitExceeded", "The maximum number of VPCs has been reached."),
    },
    create: (context, draft) => {
        const block = text(draft.props, "cidrBlock") ?? "";
        if (RESERVED.some((range) => covers(range, block))) {
            throw new CloudError("InvalidVpc.Range", `The CIDR '${block}' is invalid.`);
        }
        draft.props.enableDnsHostnames ??= false;
        draft.props.enableNetworkAddressUsageMetrics ??= false;
        setIpv6(context, draft);
        const mainTable = makeMainTable(context, draft);
        Object.assign(draft.props, {
            arn: arn(draft, "ec2", `vpc/${draft.id}`),
            ownerId: draft.account,
            mainRouteTableId: mainTable,
            defaultRouteTableId: mainTable,
            defaultSecurityGroupId: makeDefaultGroup(context, draft),
            defaultNetworkAclId: makeDefaultAcl(context, draft),
            dhcpOptionsId: newId("dopt"),
        });
    },
    update: (context, object, old) => {
        if (object.props.assignGeneratedIpv6CidrBlock !== old.assignGeneratedIpv6CidrBlock) setIpv6(context, object);
    },
    inUse: (object) => dependencyViolation("vpc", object.id),
    gone: toVpc.missing,
    seconds: { create: 3, update: 1, delete: 2 },
    onTimeout: "partial",
};

function refuseNetwork(value: Value): string | undefined {
    const [wrong, size] = [refuseIpv4Prefix(value), sizeOf(value as string)];
    if (wrong !== undefined || (size >= 16 && size <= 28)) return wrong;
    return `expected "cidrBlock" to contain a network Value with between 16 and 28 significant bits, got: ${size}`;
}

function makeMainTable(context: Context, owner: CloudObject): string {
    const id = newId("rtb");
    make(context, owner, ROUTE_TABLE, id, { propagatingVgws: [], arn: arn(owner, "ec2", `route-table/${id}`) });
    return id;
}

/** It lets in what comes from its own members, and everything out. */
function makeDefaultGroup(context: Context, owner: CloudObject): string {
    const id = newId("sg");
    const everything = { protocol: ALL_PROTOCOLS, fromPort: 0, toPort: 0 };
    const ipv6 = owner.props.ipv6CidrBlock === "" ? [] : ["::/0"];
    make(context, owner, SECURITY_GROUP, id, {
        name: "default",
        namePrefix: "",
        description: "default VPC security group",
        revokeRulesOnDelete: false,
        ingress: [canonicalBlock({ ...everything, self: true })],
        egress: [canonicalBlock({ ...everything, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ipv6 })],
        arn: arn(owner, "ec2", `security-group/${id}`),
    });
    return id;
}

/** It lets everything pass both ways. */
function makeDefaultAcl(context: Context, owner: CloudObject): string {
    const id = newId("acl");
    const any = { action: "allow", protocol: ALL_PROTOCOLS, fromPort: 0, toPort: 0, icmpType: 0, icmpCode: 0 };
    const ipv4 = { ...any, ruleNo: 100, cidrBlock: "0.0.0.0/0", ipv6CidrBlock: "" };
    const ipv6 = { ...any, ruleNo: 101, cidrBlock: "", ipv6CidrBlock: "::/0" };
    const rules = owner.props.ipv6CidrBlock === "" ? [ipv4] : [ipv4, ipv6];
    make(context, owner, NETWORK_ACL, id, {
        ingress: rules,
        egress: rules,
        arn: arn(owner, "ec2", `network-acl/${id}`),
    });
    return id;
}

function make(context: Context, owner: CloudObject, type: string, id: string, props: CloudObject["props"]): void {
    const { account, region, id: vpcId } = owner;
    const common = { region, vpcId, ownerId: account, tagsAll: {} };
    const serial = context.world.nextSerial();
    context.world.put({ type, account, region, id, serial, implicitOf: vpcId, props: { ...common, ...props } });
}

/** Associates a prefix that Amazon gives out, or takes it away. */
function setIpv6({ world }: Context, object: CloudObject): void {
    const wanted = object.props.assignGeneratedIpv6CidrBlock === true;
    const used = wanted ? undefined : world.referrers(object, SUBNET).find((s) => text(s.props, "ipv6CidrBlock"));
    if (used !== undefined) {
        const prefix = text(object.props, "ipv6CidrBlock") ?? "";
        throw new CloudError(
            "InvalidCidrBlock.InUse",
            `The vpc ${object.id} currently has a subnet within CIDR block ${prefix}`,
        );
    }
    Object.assign(object.props, {
        ipv6AssociationId: wanted ? newId("vpc-cidr-assoc") : "",
        ipv6CidrBlock: wanted ? generatedIpv6(world.nextSerial()) : "",
    });
}

/** A /56 as Amazon gives out; from the range for documentation, numbered so that no two are alike. */
function generatedIpv6(serial: number): string {
    return `2001:db8:${((serial >> 8) & 0xffff).toString(16)}:${((serial & 0xff) << 8).toString(16)}::/56`;
}
