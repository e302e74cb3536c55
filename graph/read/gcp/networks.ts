/**
 * VPC networks and their subnets, which lie in regions. Sources: Google Cloud VPC, "VPC networks" and "Subnets" (auto and custom
 * mode, dynamic routing mode, unusable addresses), @pulumi/gcp Network and Subnetwork.
 */
import { addressSet, NOTHING, ofRange, union, type AddressSet } from "../../../plan/address-set";
import type { Prefix } from "../../../plan/prefix";
import { Code, type Element, type Reason } from "../../reason";
import { flagOf, membersOf, notKnown, prefixAt, textOf, type Read } from "../fields";
import { elementOf, unknownValue, type Reference, type References } from "../references";
import type { Resource } from "../resources";
import { UNKNOWN } from "../values";
import { meant } from "./meant";
import { NETWORK, PEERING, SUBNETWORK } from "./types";

export interface GcpNetwork {
    /** The URN, or the id of one that no program here makes. */
    readonly key: string;
    readonly resource: Resource | undefined;
    readonly element: Element;
    /** True where routes of every region count in all of them. */
    readonly isGlobal: Read<boolean>;
    readonly subnets: readonly GcpSubnet[];
    /** Why there may be other subnets. */
    readonly unsure: Reason | undefined;
    /** A peering brings routes that nobody reads. */
    readonly peering: Reason | undefined;
}

export interface GcpSubnet {
    readonly urn: string;
    readonly resource: Resource;
    readonly element: Element;
    readonly region: string | undefined;
    /** The primary range, and the secondary ones. */
    readonly prefixes: readonly Prefix[];
    /** Addresses that machines can have. */
    readonly usable: AddressSet;
    readonly unsure: Reason | undefined;
}

export interface GcpNetworks {
    readonly all: readonly GcpNetwork[];
    /** The network that a property means. */
    readonly at: (from: Resource, property: string) => { readonly network: GcpNetwork } | { readonly reason: Reason };
    /** Subnets of which nobody can say in which network they lie. */
    readonly homeless: readonly { readonly resource: Resource; readonly reason: Reason }[];
}

/** The part of a network that lies in a region: a network is global, and its subnets are not. */
export function regionId({ key }: Pick<GcpNetwork, "key">, region: string): string {
    return `${key}#region/${region}`;
}

/** The station of what the tunnels of a region bring. */
export function insideId({ key }: Pick<GcpNetwork, "key">, region: string | undefined): string {
    return `${key}#inside${region === undefined ? "" : `/${region}`}`;
}

export function readNetworks(references: References): GcpNetworks {
    const homeless: { resource: Resource; reason: Reason; candidates: readonly string[] }[] = [];
    const subnets = new Map<string, GcpSubnet[]>();
    const external = new Set<string>();
    for (const resource of references.ofType(SUBNETWORK)) {
        const key = keyOf(meant(references, resource, "network", NETWORK), resource);
        if ("reason" in key) {
            homeless.push({ resource, ...key });
            continue;
        }
        if (references.resource(key.key) === undefined) external.add(key.key);
        subnets.set(key.key, [...(subnets.get(key.key) ?? []), subnetOf(references, resource)]);
    }
    const stray = (key: string): Reason | undefined =>
        homeless.find(({ candidates }) => candidates.length === 0 || candidates.includes(key))?.reason;
    const made = references.ofType(NETWORK).map((resource): GcpNetwork => ({
        key: resource.urn,
        resource,
        element: elementOf(resource),
        isGlobal: globalOf(resource),
        subnets: subnets.get(resource.urn) ?? [],
        unsure: autoMode(resource) ?? stray(resource.urn),
        peering: peeringOf(references, resource),
    }));
    const others = [...external].map((key): GcpNetwork => {
        const element = { label: `network ${key}` };
        const unsure = { code: Code.Unknown, element, detail: `nothing here describes network ${key}` };
        return {
            key,
            resource: undefined,
            element,
            isGlobal: UNKNOWN,
            subnets: subnets.get(key) ?? [],
            unsure,
            peering: unsure,
        };
    });
    const byKey = new Map([...made, ...others].map((network) => [network.key, network]));
    return {
        all: [...byKey.values()],
        homeless,
        at: (from, property) => {
            const key = keyOf(meant(references, from, property, NETWORK), from);
            if ("reason" in key) return key;
            const network = byKey.get(key.key);
            return network === undefined
                ? { reason: unknownValue(from, `nothing here describes its ${property} ${key.key}`) }
                : { network };
        },
    };
}

function keyOf(
    reference: Reference,
    from: Resource,
): { readonly key: string } | { readonly reason: Reason; readonly candidates: readonly string[] } {
    switch (reference.is) {
        case "resource":
            return { key: reference.resource.urn };
        case "external":
            return { key: reference.id };
        case "absent":
            return { reason: notKnown(from, "network"), candidates: [] };
        case "unsure":
            return { reason: reference.reason, candidates: reference.candidates.map(({ urn }) => urn) };
    }
}

/** Regional unless it is said otherwise. */
function globalOf(network: Resource): Read<boolean> {
    const mode = textOf(network, "routingMode");
    return mode === UNKNOWN ? UNKNOWN : mode === "GLOBAL";
}

/** Auto mode, the default, makes a subnet in every region. */
function autoMode(network: Resource): Reason | undefined {
    if (network.step === "read") return unknownValue(network, "it was there before and may have other subnets");
    const isAuto = flagOf(network, "autoCreateSubnetworks") ?? true;
    if (isAuto === false) return undefined;
    return isAuto === UNKNOWN
        ? notKnown(network, "autoCreateSubnetworks")
        : unknownValue(network, "in auto mode Google makes a subnet in every region");
}

function peeringOf(references: References, network: Resource): Reason | undefined {
    for (const peering of references.ofType(PEERING)) {
        const ends = ["network", "peerNetwork"].map((property) => meant(references, peering, property, NETWORK));
        const mayBe = ends.some(
            (end) =>
                (end.is === "resource" && end.resource === network) ||
                (end.is === "unsure" && (end.candidates.length === 0 || end.candidates.includes(network))),
        );
        if (mayBe) return unknownValue(peering, "the routes that it exchanges are not read");
    }
    return undefined;
}

function subnetOf(references: References, resource: Resource): GcpSubnet {
    const primary = prefixAt(resource, "ipCidrRange");
    const members = membersOf(resource, "secondaryIpRanges");
    const secondary =
        members === UNKNOWN ? [UNKNOWN] : members.map((path) => prefixAt(resource, ...path, "ipCidrRange"));
    const more = secondary.filter((prefix): prefix is Prefix => typeof prefix === "object");
    const unsure =
        typeof primary !== "object"
            ? notKnown(resource, "ipCidrRange")
            : more.length < secondary.length
              ? notKnown(resource, "secondaryIpRanges")
              : undefined;
    return {
        urn: resource.urn,
        resource,
        element: elementOf(resource),
        region: references.regionOf(resource),
        prefixes: [...(typeof primary === "object" ? [primary] : []), ...more],
        usable: union(typeof primary === "object" ? usableOf(primary) : NOTHING, addressSet(more)),
        unsure,
    };
}

/** Of a primary range the first two addresses and the last two are Google's ("Unusable addresses in IPv4 subnet ranges"). */
function usableOf({ family, first, last }: Prefix): AddressSet {
    return family === 6 || last - first < 4n ? NOTHING : ofRange(4, first + 2n, last - 2n);
}
