/** Sites behind tunnels whose other ends nobody reads, in Azure and Google Cloud; AWS has its own (aws/hub/sites.ts). */
import { addressSet, contains, NOTHING, subtract, union, type AddressSet } from "../../../plan/address-set";
import type { Prefix } from "../../../plan/prefix";
import { readSpelling } from "../../../plan/suites/reading";
import { algorithmNames } from "../../../plan/suites/suite";
import type { Hop, Host, Link, Place, Station } from "../../network";
import { elementOf } from "../references";
import type { Resource } from "../resources";
import { tagsOf } from "../fields";
import type { TunnelEnd } from "./end";
import { PRIVATE } from "./private";

/** A connection to a device. */
export interface ToDevice {
    /** What describes the device. */
    readonly device: Resource;
    readonly end: TunnelEnd;
    /** What static routes say lies behind it. */
    readonly towards: readonly Prefix[];
    readonly inward: Hop;
}

/** `networks` is all addresses of networks that are read: a device that announces its routes has none of them. */
export function devicesOf(
    all: readonly ToDevice[],
    networks: AddressSet,
): {
    readonly hosts: readonly Host[];
    readonly stations: readonly Station[];
    readonly places: readonly Place[];
    readonly links: readonly Link[];
} {
    const sites = new Map<Resource, ToDevice[]>();
    for (const one of all) sites.set(one.device, [...(sites.get(one.device) ?? []), one]);
    return {
        hosts: [...sites].map(([device, own]) => hostOf(device, own, networks)),
        stations: [...sites].map(([device, [first]]): Station => ({
            id: device.urn,
            kind: "site",
            element: elementOf(device),
            place: device.urn,
            entries: [],
            unsure: [],
            ...(first === undefined ? {} : { otherwise: first.inward }),
        })),
        places: [...sites.keys()].map((device): Place => ({
            id: device.urn,
            kind: "site",
            label: device.name,
            urn: device.urn,
            tags: tagsOf(device),
        })),
        links: all.map(linkOf),
    };
}

function hostOf(device: Resource, own: readonly ToDevice[], networks: AddressSet): Host {
    const isOpen = own.some(({ end }) => end.routing.isDynamic !== false);
    const behind = own.flatMap(({ towards }) =>
        towards
            .filter(({ length }) => length > 0)
            .map((prefix) =>
                contains(networks, prefix) ? addressSet([prefix]) : subtract(addressSet([prefix]), networks),
            ),
    );
    return {
        id: device.urn,
        kind: "site",
        element: elementOf(device),
        place: device.urn,
        addresses: union(...behind, isOpen ? subtract(PRIVATE, networks) : NOTHING),
        isExact: !isOpen,
        station: device.urn,
        sends: [],
        receives: [],
        groups: [],
        tags: tagsOf(device),
    };
}

function linkOf({ device, end }: ToDevice): Link {
    const { spelling, kind, tunnel } = end.suite;
    const [offer] = spelling === undefined ? [] : readSpelling(kind, spelling, tunnel ?? 1).esp;
    return {
        id: end.resource.urn,
        kind: "vpn",
        element: elementOf(end.resource),
        ends: [end.place, device.urn],
        ...(offer === undefined ? {} : { encryption: `IPsec ${algorithmNames("encryption", offer.encryption)}` }),
        elements: [end.resource.urn, ...end.parts],
        zones: [],
        lanes: 1,
        paid: [{ end: end.place, ...end.paid }],
    };
}
