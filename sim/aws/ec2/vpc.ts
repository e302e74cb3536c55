/**
 * A VPC, with what AWS makes along with it: the main route table, the default security group and the default network ACL.
 * Sources: EC2 API reference (CreateVpc, DeleteVpc, error codes), VPC user guide (VPC CIDR blocks, quotas).
 */
import { bool, CloudError, str, type ResourceType } from "../../core/definition";
import { newId } from "../../core/lifecycle";
import { refuseIpv4Prefix, sizeOf } from "../../core/prefix";
import { text } from "../../core/values";
import { arn, region, tagging } from "../place";
import { dependencyViolation, ROUTE_TABLE, SECURITY_GROUP, VPC } from "./codes";

export const vpc: ResourceType = {
    token: VPC,
    noun: "EC2 VPC",
    id: "vpc",
    properties: {
        region,
        ...tagging,
        cidrBlock: str({ required: true, immutable: true, refuse: refuseIpv4Prefix }),
        instanceTenancy: str({ default: "default", oneOf: ["default", "dedicated"] }),
        enableDnsSupport: bool({ default: true }),
        enableDnsHostnames: bool({ default: false }),
        enableNetworkAddressUsageMetrics: bool({ default: false }),
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
        const size = sizeOf(text(draft.props, "cidrBlock") ?? "");
        if (size < 16 || size > 28) {
            throw new CloudError("InvalidVpc.Range", `The CIDR '${text(draft.props, "cidrBlock")}' is invalid.`);
        }
        const place = { account: draft.account, region: draft.region };
        const mainTable = newId("rtb");
        const defaultGroup = newId("sg");
        const common = { ...place, implicitOf: draft.id };
        context.world.put({
            ...common,
            type: ROUTE_TABLE,
            id: mainTable,
            serial: context.world.nextSerial(),
            props: {
                vpcId: draft.id,
                routes: [],
                propagatingVgws: [],
                ownerId: draft.account,
                arn: arn(place, "ec2", `route-table/${mainTable}`),
            },
        });
        context.world.put({
            ...common,
            type: SECURITY_GROUP,
            id: defaultGroup,
            serial: context.world.nextSerial(),
            props: {
                vpcId: draft.id,
                name: "default",
                description: "default VPC security group",
                ownerId: draft.account,
                arn: arn(place, "ec2", `security-group/${defaultGroup}`),
            },
        });
        const ipv6 = draft.props.assignGeneratedIpv6CidrBlock === true;
        Object.assign(draft.props, {
            arn: arn(place, "ec2", `vpc/${draft.id}`),
            ownerId: draft.account,
            mainRouteTableId: mainTable,
            defaultRouteTableId: mainTable,
            defaultSecurityGroupId: defaultGroup,
            defaultNetworkAclId: newId("acl"),
            dhcpOptionsId: newId("dopt"),
            ipv6AssociationId: ipv6 ? newId("vpc-cidr-assoc") : "",
            ipv6CidrBlock: ipv6 ? generatedIpv6(draft.serial) : "",
        });
    },
    update: (context, object, old) => {
        if (old.instanceTenancy === "default" && object.props.instanceTenancy === "dedicated") {
            throw new CloudError(
                "InvalidParameterValue",
                "Only the instance tenancy 'default' can be set on an existing VPC.",
            );
        }
        const ipv6 = object.props.assignGeneratedIpv6CidrBlock === true;
        if (ipv6 && old.assignGeneratedIpv6CidrBlock !== true) {
            object.props.ipv6AssociationId = newId("vpc-cidr-assoc");
            object.props.ipv6CidrBlock = generatedIpv6(context.world.nextSerial());
        } else if (!ipv6) Object.assign(object.props, { ipv6AssociationId: "", ipv6CidrBlock: "" });
    },
    inUse: (object) => dependencyViolation("vpc", object.id),
    seconds: { create: 3, delete: 2 },
    onTimeout: "partial",
};

/** A /56 as Amazon gives out; from the range for documentation, numbered so that no two are alike. */
function generatedIpv6(serial: number): string {
    return `2001:db8:${((serial >> 8) & 0xffff).toString(16)}:${((serial & 0xff) << 8).toString(16)}::/56`;
}
