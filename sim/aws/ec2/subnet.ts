/**
 * A subnet. Outposts and address pools of IPAM are not modelled. Sources: EC2 API reference (CreateSubnet, DeleteSubnet,
 * error codes), VPC user guide (subnet sizing, quotas), Terraform AWS provider (arguments, defaults).
 */
import { conflicts } from "../../core/combine";
import { bool, CloudError, str, type ResourceType } from "../../core/definition";
import { newId } from "../../core/lifecycle";
import { covers, overlaps, refuseIpv4Prefix, refuseIpv6Prefix, sizeOf } from "../../core/prefix";
import { text, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arn, region, tagging, zoneIdOf, zonesOf } from "../place";
import { withCanonicalPrefix } from "./canonical";
import { dependencyViolation, SUBNET, toSubnet, toVpc, VPC } from "./codes";

export const subnet: ResourceType = {
    token: SUBNET,
    noun: "EC2 Subnet",
    id: "subnet",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        cidrBlock: str({ computed: true, imported: true, immutable: true, refuse: refuseIpv4Subnet }),
        // The provider gives up the subnet rather than the addresses that its interfaces were given on creation.
        ipv6CidrBlock: str({
            computed: true,
            imported: true,
            replacedWhen: (_have, _want, state) => state.assignIpv6AddressOnCreation === true,
            refuse: refuseIpv6Subnet,
        }),
        ipv6Native: bool({ default: false, immutable: true }),
        availabilityZone: str({ computed: true, imported: true, immutable: true }),
        availabilityZoneId: str({ computed: true, immutable: true }),
        mapPublicIpOnLaunch: bool({ default: false }),
        assignIpv6AddressOnCreation: bool({ default: false }),
        enableDns64: bool({ default: false }),
        enableResourceNameDnsARecordOnLaunch: bool({ default: false }),
        enableResourceNameDnsAaaaRecordOnLaunch: bool({ default: false }),
        privateDnsHostnameTypeOnLaunch: str({ computed: true, oneOf: ["ip-name", "resource-name"] }),
        arn: str({ output: true }),
        ipv6CidrBlockAssociationId: str({ output: true }),
        ownerId: str({ output: true }),
    },
    check: (inputs) => conflicts(inputs, "availabilityZone", ["availabilityZoneId"]),
    canonical: (inputs) => withCanonicalPrefix(inputs, "ipv6CidrBlock"),
    quota: {
        name: "subnets-per-vpc",
        limit: 200,
        per: "vpcId",
        exceeded: () => new CloudError("SubnetLimitExceeded", "The maximum number of subnets has been reached."),
    },
    create: ({ world }, draft) => {
        if (draft.props.cidrBlock === undefined && draft.props.ipv6Native !== true) {
            throw new CloudError("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.");
        }
        draft.props.cidrBlock ??= "";
        demandRange(world, draft, "cidrBlock");
        associateIpv6(world, draft);
        const zone = zoneFor(draft.region, draft.props.availabilityZone, draft.props.availabilityZoneId);
        draft.props.privateDnsHostnameTypeOnLaunch ??= draft.props.ipv6Native === true ? "resource-name" : "ip-name";
        Object.assign(draft.props, {
            availabilityZone: zone,
            availabilityZoneId: zoneIdOf(zone),
            arn: arn(draft, "ec2", `subnet/${draft.id}`),
            ownerId: draft.account,
        });
    },
    update: ({ world }, object, old, { asked }) => {
        // To ask for none is no difference, but whatever else is updated, the provider takes it away then.
        if (asked.ipv6CidrBlock === undefined && object.props.ipv6Native !== true) object.props.ipv6CidrBlock = "";
        if (object.props.ipv6CidrBlock !== old.ipv6CidrBlock) associateIpv6(world, object);
    },
    inUse: (object) => dependencyViolation("subnet", object.id),
    gone: toSubnet.missing,
    seconds: { create: 2, update: 1, delete: 2 },
    onTimeout: "partial",
};

function refuseIpv4Subnet(value: Value): string | undefined {
    const [wrong, size] = [refuseIpv4Prefix(value), sizeOf(value as string)];
    if (wrong !== undefined || (size >= 16 && size <= 28)) return wrong;
    return `The CIDR '${value as string}' is invalid: the prefix length of a subnet is between 16 and 28`;
}

function refuseIpv6Subnet(value: Value): string | undefined {
    const [wrong, size] = [refuseIpv6Prefix(value), sizeOf(value as string)];
    if (wrong !== undefined || (size >= 44 && size <= 64 && size % 4 === 0)) return wrong;
    return `The CIDR '${value as string}' is invalid: the prefix length of a subnet is between 44 and 64, in steps of 4`;
}

/** The prefix lies in that of the VPC, and no other subnet has any of it. */
function demandRange(world: World, object: CloudObject, property: "cidrBlock" | "ipv6CidrBlock"): void {
    const vpc = world.get(VPC, object, text(object.props, "vpcId") ?? "");
    const prefix = text(object.props, property);
    if (prefix === undefined || vpc === undefined) return;
    if (!covers(text(vpc.props, property) ?? "", prefix)) {
        throw new CloudError("InvalidSubnet.Range", `The CIDR '${prefix}' is invalid.`);
    }
    const others = world.referrers(vpc, SUBNET).filter((s) => s.id !== object.id);
    if (others.some((s) => overlaps(text(s.props, property) ?? "", prefix))) {
        throw new CloudError("InvalidSubnet.Conflict", `The CIDR '${prefix}' conflicts with another subnet`);
    }
}

function associateIpv6(world: World, object: CloudObject): void {
    demandRange(world, object, "ipv6CidrBlock");
    const given = text(object.props, "ipv6CidrBlock") !== undefined;
    object.props.ipv6CidrBlock ??= "";
    object.props.ipv6CidrBlockAssociationId = given ? newId("subnet-cidr-assoc") : "";
}

function zoneFor(region: string, zone: unknown, zoneId: unknown): string {
    const zones = zonesOf(region);
    const chosen = zoneId === undefined ? (zone ?? zones[0]) : zones.find((z) => zoneIdOf(z) === zoneId);
    if (typeof chosen === "string" && zones.includes(chosen)) return chosen;
    throw new CloudError(
        "InvalidParameterValue",
        `Value (${String(zoneId ?? zone)}) for parameter availabilityZone is invalid. ` +
            `Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`,
    );
}
