/** Interface endpoints: a network interface of a service in each of their subnets. */
import { NOTHING } from "../../../../plan/address-set";
import type { Reference, References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { membersOf, textOf } from "../../fields";
import { GROUP_TARGET } from "./group-rules";
import type { Spec } from "./hosts";
import { addressesFrom, type Read } from "./machines";
import { endpointKind } from "./services";
import { ENDPOINT, SUBNET_TYPES } from "./types";
import type { Subnet, Vpcs } from "./vpcs";

const SUBNETS = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";
const GROUPS = "aws:ec2/securityGroupAssociation:SecurityGroupAssociation";
/** Kinds that machines of the VPC send to; those of Gateway Load Balancers and gateways stand in routes only. */
const HOSTS: ReadonlySet<string> = new Set(["Interface", "Resource", "ServiceNetwork"]);

export function readEndpoints(references: References, vpcs: Vpcs): Read {
    const left: Resource[] = [];
    const specs = references.ofType(ENDPOINT).flatMap((resource): Spec[] => {
        const kind = endpointKind(resource);
        if (kind !== UNKNOWN && !HOSTS.has(kind)) return [];
        const mine = (type: string, property: string, target: object): readonly Reference[] =>
            references.ofType(type).flatMap((association): Reference[] => {
                const endpoint = references.one(association, "vpcEndpointId", { types: [ENDPOINT] });
                const isMine = endpoint.is === "resource" && endpoint.resource === resource;
                const mayBe = endpoint.is === "unsure" && endpoint.candidates.includes(resource);
                if (isMine) return [references.one(association, property, { types: [], ...target })];
                return mayBe ? [{ is: "unsure", candidates: [], reason: endpoint.reason }] : [];
            });
        const named = [
            ...references.many(resource, "subnetIds", { types: SUBNET_TYPES }),
            ...mine(SUBNETS, "subnetId", { types: SUBNET_TYPES }),
        ];
        const subnets = named.map((reference) =>
            reference.is === "resource" ? vpcs.subnet(reference.resource.urn) : undefined,
        );
        const sure = [...new Set(subnets.filter((subnet): subnet is Subnet => subnet !== undefined))];
        if (kind === UNKNOWN || sure.length === 0 || subnets.includes(undefined)) left.push(resource);
        const groups = [
            ...references.many(resource, "securityGroupIds", GROUP_TARGET),
            ...mine(GROUPS, "securityGroupId", GROUP_TARGET),
        ];
        const isDual = textOf(resource, "ipAddressType");
        return sure.map((subnet): Spec => ({
            id: idIn(resource, subnet, sure),
            kind: "endpoint",
            resource,
            subnet,
            known: addressIn(references, resource, subnet),
            families: isDual === "dualstack" ? [4, 6] : isDual === "ipv6" ? [6] : [4],
            groups,
            isPublic: { is: "none" },
        }));
    });
    return { specs, left };
}

/** The URN where it is in one subnet only; behind it that of the subnet where it is in several. */
export function idIn(resource: Resource, subnet: Subnet, all: readonly Subnet[]): string {
    return all.length === 1 ? resource.urn : `${resource.urn}#${subnet.urn}`;
}

function addressIn(references: References, endpoint: Resource, subnet: Subnet): Spec["known"] {
    const members = membersOf(endpoint, "subnetConfigurations");
    if (members === UNKNOWN) return NOTHING;
    const mine = members.filter((path) => {
        const of = references.one(endpoint, [...path, "subnetId"], { types: SUBNET_TYPES });
        return of.is === "resource" && of.resource.urn === subnet.urn;
    });
    return addressesFrom(
        mine.flatMap((path) => [textOf(endpoint, ...path, "ipv4"), textOf(endpoint, ...path, "ipv6")]),
    );
}
