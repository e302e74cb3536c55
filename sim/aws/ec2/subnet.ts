/**
 * A subnet. Sources: EC2 API reference (CreateSubnet, DeleteSubnet, error codes), VPC user guide (subnet sizing, quotas).
 */
import { bool, CloudError, str, type ResourceType } from "../../core/definition";
import { covers, overlaps, refuseIpv4Prefix, refuseIpv6Prefix, sizeOf } from "../../core/prefix";
import { text } from "../../core/values";
import { arn, region, tagging, zoneIdOf, zonesOf } from "../place";
import { dependencyViolation, SUBNET, toVpc, VPC } from "./codes";

export const subnet: ResourceType = {
    token: SUBNET,
    noun: "EC2 Subnet",
    id: "subnet",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        cidrBlock: str({ immutable: true, refuse: refuseIpv4Prefix }),
        ipv6CidrBlock: str({ refuse: refuseIpv6Prefix }),
        ipv6Native: bool({ default: false, immutable: true }),
        availabilityZone: str({ computed: true, immutable: true }),
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
    check: (inputs) => {
        if (inputs.availabilityZone === undefined || inputs.availabilityZoneId === undefined) return [];
        return [
            {
                property: "availabilityZone",
                reason: 'Conflicting configuration: "availabilityZone" and "availabilityZoneId" exclude each other',
            },
        ];
    },
    quota: {
        name: "subnets-per-vpc",
        limit: 200,
        per: "vpcId",
        exceeded: () => new CloudError("SubnetLimitExceeded", "The maximum number of subnets has been reached."),
    },
    create: (context, draft) => {
        const vpcId = text(draft.props, "vpcId") ?? "";
        const vpc = context.world.get(VPC, draft, vpcId);
        const cidr = text(draft.props, "cidrBlock");
        if (cidr === undefined && draft.props.ipv6Native !== true) {
            throw new CloudError("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.");
        }
        if (cidr !== undefined && vpc !== undefined) {
            const size = sizeOf(cidr);
            if (size < 16 || size > 28 || !covers(text(vpc.props, "cidrBlock") ?? "", cidr)) {
                throw new CloudError("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
            }
            const clash = context.world
                .referrers(vpc, SUBNET)
                .find((s) => overlaps(text(s.props, "cidrBlock") ?? "", cidr));
            if (clash !== undefined) {
                throw new CloudError("InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`);
            }
        }
        const zone = zoneFor(draft.region, draft.props.availabilityZone, draft.props.availabilityZoneId);
        Object.assign(draft.props, {
            availabilityZone: zone,
            availabilityZoneId: zoneIdOf(zone),
            privateDnsHostnameTypeOnLaunch: draft.props.privateDnsHostnameTypeOnLaunch ?? "ip-name",
            arn: arn(draft, "ec2", `subnet/${draft.id}`),
            ipv6CidrBlockAssociationId: "",
            ownerId: draft.account,
        });
    },
    inUse: (object) => dependencyViolation("subnet", object.id),
    seconds: { create: 2, delete: 2 },
    onTimeout: "partial",
};

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
