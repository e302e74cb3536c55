/**
 * Virtual networks and their subnets, which are resources of their own or stand inside the network. Sources: Azure Virtual Network,
 * "Plan virtual networks" (five addresses of a subnet are Azure's), @pulumi/azure-native VirtualNetwork and Subnet.
 */
import { addressSet, NOTHING, ofRange, union, type AddressSet } from "../../../plan/address-set";
import type { Prefix } from "../../../plan/prefix";
import { Code, type Element, type Reason } from "../../reason";
import { membersOf, notKnown, prefixAt, textOf, type Steps } from "../fields";
import { elementOf, unknownValue, type References } from "../references";
import type { Resource } from "../resources";
import { UNKNOWN } from "../values";
import { meant, nameOf } from "./meant";
import { PEERING, SUBNET, VNET } from "./types";

export interface Vnet {
    /** The URN, or the id of one that no program here makes. */
    readonly key: string;
    readonly resource: Resource | undefined;
    readonly element: Element;
    readonly region: string | undefined;
    readonly prefixes: readonly Prefix[];
    readonly subnets: readonly VnetSubnet[];
    /** Why it may have other prefixes or subnets. */
    readonly unsure: Reason | undefined;
    /** A peering brings routes that nobody reads. */
    readonly peering: Reason | undefined;
}

export interface VnetSubnet {
    /** The URN, or that of the network with the name behind it. */
    readonly key: string;
    /** Where its settings stand: a resource, or a member of the network's list. */
    readonly from: Resource;
    readonly at: (name: string, ...more: readonly (string | number)[]) => Steps;
    readonly element: Element;
    readonly name: string | undefined;
    readonly prefixes: readonly Prefix[];
    readonly usable: AddressSet;
    readonly unsure: Reason | undefined;
}

/** The name that a gateway's subnet must have. */
export const GATEWAY_SUBNET = "GatewaySubnet";

export interface Vnets {
    readonly all: readonly Vnet[];
    readonly homeless: readonly Resource[];
    /** The network of a subnet, by URN or key. */
    readonly ofSubnet: (key: string) => Vnet | undefined;
}

export function readVnets(references: References): Vnets {
    const own = new Map<string, VnetSubnet[]>();
    const homeless: { resource: Resource; reason: Reason; candidates: readonly string[] }[] = [];
    const external = new Set<string>();
    for (const resource of references.ofType(SUBNET)) {
        const vnet = meant(references, resource, "virtualNetworkName", VNET);
        if (vnet.is === "unsure" || vnet.is === "absent") {
            const reason = vnet.is === "unsure" ? vnet.reason : notKnown(resource, "virtualNetworkName");
            const candidates = vnet.is === "unsure" ? vnet.candidates.map(({ urn }) => urn) : [];
            homeless.push({ resource, reason, candidates });
            continue;
        }
        const key = vnet.is === "resource" ? vnet.resource.urn : vnet.id;
        if (vnet.is === "external") external.add(key);
        own.set(key, [...(own.get(key) ?? []), standing(resource)]);
    }
    const made = references.ofType(VNET).map((resource): Vnet => {
        const subnets = own.get(resource.urn) ?? [];
        const stray = homeless.find(({ candidates: c }) => c.length === 0 || c.includes(resource.urn))?.reason;
        const { prefixes, unsure } = prefixesAt(resource, ["addressSpace", "addressPrefixes"]);
        const inside = inline(resource, subnets);
        const isKept = resource.step === "read";
        return {
            key: resource.urn,
            resource,
            element: elementOf(resource),
            region: regionOf(resource),
            prefixes,
            subnets: [...subnets, ...inside.subnets],
            unsure: isKept
                ? unknownValue(resource, "it was there before and may have other subnets")
                : (unsure ?? inside.unsure ?? stray),
            peering: peeringOf(references, resource),
        };
    });
    const others = [...external].map((key): Vnet => {
        const element = { label: `virtual network ${key}` };
        const unsure = { code: Code.Unknown, element, detail: `nothing here describes virtual network ${key}` };
        const subnets = own.get(key) ?? [];
        const frame = { key, resource: undefined, element, region: undefined, subnets, unsure, peering: unsure };
        return { ...frame, prefixes: [] };
    });
    const all = [...made, ...others];
    const home = new Map(all.flatMap((vnet) => vnet.subnets.map(({ key }) => [key, vnet] as const)));
    return { all, homeless: homeless.map(({ resource }) => resource), ofSubnet: (key) => home.get(key) };
}

function regionOf(vnet: Resource): string | undefined {
    const location = textOf(vnet, "location");
    return typeof location === "string" ? location.toLowerCase().replaceAll(" ", "") : undefined;
}

function standing(resource: Resource): VnetSubnet {
    const at: VnetSubnet["at"] = (name, ...more) => [name, ...more];
    return subnetOf(resource.urn, resource, at, elementOf(resource), nameOf(resource));
}

/** Subnets inside the network. What is deployed lists those that are resources of their own too. */
function inline(
    vnet: Resource,
    standing: readonly VnetSubnet[],
): { readonly subnets: readonly VnetSubnet[]; readonly unsure: Reason | undefined } {
    const members = membersOf(vnet, "subnets");
    if (members === UNKNOWN) return { subnets: [], unsure: notKnown(vnet, "subnets") };
    const taken = new Set(standing.map(({ name }) => name?.toLowerCase()));
    const subnets = members.flatMap((path, i): VnetSubnet[] => {
        const text = textOf(vnet, ...path, "name");
        const name = typeof text === "string" ? text : undefined;
        if (name !== undefined && taken.has(name.toLowerCase())) return [];
        const at: VnetSubnet["at"] = (property, ...more) => [...path, property, ...more];
        const element = elementOf(vnet, `subnet ${name ?? i}`);
        return [subnetOf(`${vnet.urn}#subnet/${name ?? i}`, vnet, at, element, name)];
    });
    return { subnets, unsure: undefined };
}

function subnetOf(
    key: string,
    from: Resource,
    at: VnetSubnet["at"],
    element: Element,
    name: string | undefined,
): VnetSubnet {
    const one = prefixAt(from, ...at("addressPrefix"));
    const more = prefixesAt(from, at("addressPrefixes"));
    const prefixes =
        typeof one === "object"
            ? [...new Map([one, ...more.prefixes].map((p) => [p.text, p])).values()]
            : more.prefixes;
    const isMissing = prefixes.length === 0 || one === UNKNOWN;
    return {
        key,
        from,
        at,
        element,
        name,
        prefixes,
        usable: union(...prefixes.map(usableOf)),
        unsure: isMissing ? notKnown(from, ...at("addressPrefix")) : more.unsure,
    };
}

function prefixesAt(
    from: Resource,
    steps: Steps,
): { readonly prefixes: readonly Prefix[]; readonly unsure: Reason | undefined } {
    const members = membersOf(from, ...steps);
    if (members === UNKNOWN) return { prefixes: [], unsure: notKnown(from, ...steps) };
    const read = members.map((path) => prefixAt(from, ...path));
    const prefixes = read.filter((prefix): prefix is Prefix => typeof prefix === "object");
    return { prefixes, unsure: prefixes.length < read.length ? notKnown(from, ...steps) : undefined };
}

/** The prefixes of a list, as far as they are known. */
export function listedPrefixes(from: Resource, ...steps: Steps): ReturnType<typeof prefixesAt> {
    return prefixesAt(from, steps);
}

function usableOf({ family, first, last }: Prefix): AddressSet {
    if (family === 6) return ofRange(6, first, last);
    return last - first < 5n ? NOTHING : ofRange(4, first + 4n, last - 1n);
}

function peeringOf(references: References, vnet: Resource): Reason | undefined {
    for (const peering of references.ofType(PEERING))
        for (const path of [["virtualNetworkName"], ["remoteVirtualNetwork", "id"]] as const) {
            const end = meant(references, peering, path, VNET);
            const mayBe =
                (end.is === "resource" && end.resource === vnet) ||
                (end.is === "unsure" && (end.candidates.length === 0 || end.candidates.includes(vnet)));
            if (mayBe) return unknownValue(peering, "what it joins is not read");
        }
    return undefined;
}

/** All addresses of a network. */
export function spaceOf({ prefixes, subnets }: Vnet): AddressSet {
    return addressSet([...prefixes, ...subnets.flatMap((subnet) => subnet.prefixes)]);
}
