/** Application, network and gateway load balancers: an address in each of their subnets. */
import { NOTHING, type AddressSet } from "../../../../plan/address-set";
import type { Reference, References } from "../../references";
import type { Resource } from "../../resources";
import { UNKNOWN } from "../../values";
import { idIn } from "./endpoints";
import type { ElasticAddresses } from "./elastic";
import { flagOf, membersOf, notKnown, textOf, type Steps } from "../../fields";
import { GROUP_TARGET } from "./group-rules";
import type { Public, Spec } from "./hosts";
import { listenerGates } from "./listeners";
import { addressesFrom, type Read } from "./machines";
import type { StandIns } from "./stand-ins";
import { BALANCER_TYPES, SUBNET_TYPES } from "./types";
import type { Subnet, Vpcs } from "./vpcs";

export function readBalancers(references: References, vpcs: Vpcs, elastic: ElasticAddresses, standIns: StandIns): Read {
    const left: Resource[] = [];
    const specs = references.ofType(...BALANCER_TYPES).flatMap((resource): Spec[] => {
        const kind = textOf(resource, "loadBalancerType") ?? "application";
        const { subnets, isWhole, mappings } = subnetsOf(references, vpcs, resource);
        if (!isWhole || subnets.length === 0 || kind === UNKNOWN) left.push(resource);
        const groups = references.many(resource, "securityGroups", GROUP_TARGET);
        const isDual = textOf(resource, "ipAddressType") ?? "ipv4";
        return subnets.map((subnet): Spec => {
            const id = idIn(resource, subnet, subnets);
            const mapping = mappings.get(subnet.urn);
            const given =
                mapping === undefined ? NOTHING : elastic.at(resource, [...mapping, "allocationId"]).addresses;
            return {
                id,
                kind: "load-balancer",
                resource,
                subnet,
                known:
                    mapping === undefined
                        ? NOTHING
                        : addressesFrom([textOf(resource, ...mapping, "privateIpv4Address")]),
                families: isDual === "ipv4" || isDual === UNKNOWN ? [4] : [4, 6],
                // Only an application load balancer gets the default group where none is named.
                groups: groups.length === 0 && kind !== "application" ? "none" : groups,
                isPublic: publicOf(resource, id, given, standIns),
                ...(kind === "gateway" ? {} : listenerGates(references, resource, id)),
            };
        });
    });
    return { specs, left };
}

interface Subnets {
    readonly subnets: readonly Subnet[];
    readonly isWhole: boolean;
    readonly mappings: ReadonlyMap<string, Steps>;
}

function subnetsOf(references: References, vpcs: Vpcs, balancer: Resource): Subnets {
    const mappings = new Map<string, Steps>();
    const members = membersOf(balancer, "subnetMappings");
    const mapped = (members === UNKNOWN ? [] : members).map((path) => {
        const reference = references.one(balancer, [...path, "subnetId"], { types: SUBNET_TYPES });
        if (reference.is === "resource") mappings.set(reference.resource.urn, path);
        return reference;
    });
    const named = references.many(balancer, "subnets", { types: SUBNET_TYPES });
    const all = [...named, ...assigned(mapped)].map((reference) =>
        reference.is === "resource" ? vpcs.subnet(reference.resource.urn) : undefined,
    );
    const subnets = [...new Set(all.filter((subnet): subnet is Subnet => subnet !== undefined))];
    return { subnets, isWhole: members !== UNKNOWN && !all.includes(undefined), mappings };
}

/** As many subnets as mappings are the ones that are mapped, though nobody can say which by which. */
function assigned(mapped: readonly Reference[]): readonly Reference[] {
    const [first] = mapped;
    const areOpen = mapped.every(({ is }) => is === "unsure");
    if (first?.is !== "unsure" || !areOpen || first.candidates.length !== mapped.length) return mapped;
    return first.candidates.map((resource) => ({ is: "resource", resource }));
}

function publicOf(balancer: Resource, id: string, given: AddressSet, standIns: StandIns): Public {
    const isInternal = flagOf(balancer, "internal");
    if (isInternal === UNKNOWN) return { is: "unsure", reason: notKnown(balancer, "internal") };
    if (isInternal === true) return { is: "none" };
    return { is: "own", addresses: given[4].length > 0 ? given : standIns.publicAddress(id) };
}
