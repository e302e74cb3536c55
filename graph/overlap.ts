/** Networks that own the same addresses and are joined, so that one of them gets what is meant for the other. */
import { prefixesOf } from "../plan/address-set";
import { findOverlaps } from "../plan/overlaps";
import { LinkKind, PlaceKind, type Network, type Place } from "./network";

export interface NetworkOverlap {
    readonly a: Place;
    readonly b: Place;
    /** The addresses that both have. */
    readonly shared: string;
    /** False where nothing joins the two today. */
    readonly isJoined: boolean;
}

/** Every pair of networks and sites with common addresses; those that links join first. */
export function networkOverlaps(network: Network): readonly NetworkOverlap[] {
    const places = [...network.places.values()].filter(
        ({ kind, addresses }) => HAVE_ADDRESSES.has(kind) && addresses !== undefined,
    );
    const groups = Object.fromEntries(
        places.map(({ id, addresses }) => [id, addresses === undefined ? [] : prefixesOf(addresses)]),
    );
    const islands = islandsOf(network);
    return findOverlaps(groups, { withinGroups: false })
        .listed.flatMap(({ outer, inner }): NetworkOverlap[] => {
            const [a, b] = [network.places.get(outer.group), network.places.get(inner.group)];
            if (a === undefined || b === undefined) return [];
            return [{ a, b, shared: inner.prefix.text, isJoined: islands.get(a.id) === islands.get(b.id) }];
        })
        .sort((x, y) => Number(y.isJoined) - Number(x.isJoined));
}
const HAVE_ADDRESSES: ReadonlySet<PlaceKind> = new Set([PlaceKind.Network, PlaceKind.Site]);

/** Which places links join, over any number of others: an island's number by place. The internet joins nobody. */
function islandsOf(network: Network): ReadonlyMap<string, number> {
    const islands = new Map([...network.places.keys()].map((id, i) => [id, i]));
    const joins = [...network.links.values()].filter(({ kind }) => JOINING.has(kind));
    for (const { ends } of joins) {
        const [a, b] = [islands.get(ends[0]), islands.get(ends[1])];
        if (a === undefined || b === undefined || a === b) continue;
        for (const [id, island] of islands) if (island === b) islands.set(id, a);
    }
    return islands;
}
const JOINING: ReadonlySet<LinkKind> = new Set([
    LinkKind.Attachment,
    LinkKind.HubPeering,
    LinkKind.NetworkPeering,
    LinkKind.Vpn,
]);
