/** Networks that own the same addresses and are joined, so that one of them gets what is meant for the other. */
import { describeSet, intersect, prefixesOf, type AddressSet } from "../plan/address-set";
import { findOverlaps } from "../plan/overlaps";
import { LinkKind, PlaceKind, type Network, type Place } from "./network";

export interface NetworkOverlap {
    readonly a: Place;
    readonly b: Place;
    /** The addresses that both have: "10.0.0.0/16". */
    readonly shared: string;
    /** False where nothing joins the two today. */
    readonly isJoined: boolean;
}

/** Every pair of networks and sites with common addresses, once; those that links join first. */
export function networkOverlaps(network: Network): readonly NetworkOverlap[] {
    const owned = new Map(
        [...network.places.values()].flatMap((place): (readonly [string, AddressSet])[] => {
            const addresses = addressesOf(network, place);
            return addresses === undefined ? [] : [[place.id, addresses]];
        }),
    );
    const groups = Object.fromEntries([...owned].map(([id, addresses]) => [id, prefixesOf(addresses)]));
    const islands = islandsOf(network);
    const pairs = new Map<string, NetworkOverlap>();
    for (const { outer, inner } of findOverlaps(groups, { withinGroups: false, limit: Infinity }).listed) {
        const [a, b] = [outer, inner].map(({ group }) => network.places.get(group));
        const [ours, theirs] = [owned.get(outer.group), owned.get(inner.group)];
        const key = [outer.group, inner.group].sort().join(" ");
        if (a === undefined || b === undefined || ours === undefined || theirs === undefined || pairs.has(key))
            continue;
        const shared = describeSet(intersect(ours, theirs));
        pairs.set(key, { a, b, shared, isJoined: islands.get(a.id) === islands.get(b.id) });
    }
    return [...pairs.values()].sort((x, y) => Number(y.isJoined) - Number(x.isJoined));
}

/** What a network has; of a site what its hosts are known to have: behind BGP nobody can say. */
function addressesOf(network: Network, { id, kind, addresses }: Place): AddressSet | undefined {
    if (kind === PlaceKind.Network) return addresses;
    if (kind !== PlaceKind.Site) return undefined;
    const host = network.hosts.get(id);
    return addresses ?? (host?.isExact === true ? host.addresses : undefined);
}

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
