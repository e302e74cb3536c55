/**
 * Hosts that the network treats alike: one of them stands for all. Two are alike when they lie in one network and zone, share
 * filters and groups, are led on by the same routes, and no prefix of any table or filter tells their addresses apart.
 */
import type { Interval } from "../plan/intervals";
import { networkOverlaps } from "./overlap";
import { HostKind, type Gate, type Host, type Hop, type Network, type Station } from "./network";

export interface HostClass {
    /** Stands for all. */
    readonly one: Host;
    readonly all: readonly Host[];
}

/** Classes in the order of their first hosts. */
export function classesOf(network: Network, hosts: readonly Host[]): readonly HostClass[] {
    const { cuts, shared } = tellingApart(network);
    const classes = new Map<string, { one: Host; all: Host[] }>();
    for (const host of hosts) {
        const key = shared.has(host.network ?? "") ? host.id : signature(network, host, cuts);
        const found = classes.get(key);
        if (found === undefined) classes.set(key, { one: host, all: [host] });
        else found.all.push(host);
    }
    return [...classes.values()];
}

/** Where sets of addresses begin and end, each once and in order, by family. */
type Cuts = Readonly<Record<4 | 6, readonly bigint[]>>;

/** What tells hosts apart. Computed once for each network. */
interface TellingApart {
    readonly cuts: Cuts;
    /** Networks that use addresses of others: the subnets of the one tell the hosts of the other apart. */
    readonly shared: ReadonlySet<string>;
}
const known = new WeakMap<Network, TellingApart>();

function tellingApart(network: Network): TellingApart {
    const found = known.get(network);
    if (found !== undefined) return found;
    const shared = new Set(networkOverlaps(network).flatMap(({ a, b }) => [a.id, b.id]));
    const made = { cuts: cutsOf(network), shared };
    known.set(network, made);
    return made;
}

function signature(network: Network, host: Host, cuts: Cuts): string {
    // What is more than a subnet's rest is asked about by itself.
    if (host.kind !== HostKind.Subnet || !host.isExact) return host.id;
    const station = network.stations.get(host.station);
    const between = ([4, 6] as const).map((family) =>
        host.addresses[family].map(({ first, last }) => {
            const [from, to] = [position(cuts[family], first), position(cuts[family], last)];
            return from === to ? from : `${from}-${to} ${host.id}`;
        }),
    );
    const gates = [...host.sends, ...host.receives].map(idOf);
    return JSON.stringify([host.network, host.zone, host.groups, gates, between, station && leadsOn(host, station)]);
}

/** The routes of a station but for those to the hosts' own place, which each subnet has. */
function leadsOn(host: Host, station: Station): readonly string[] {
    const own = (hop: Hop): boolean => hop.to === "hosts" && hop.place === host.place;
    const entries = station.entries
        .filter(({ to }) => !own(to))
        .map((e) => `${e.family} ${e.first}/${e.length} ${e.rank} ${describeHop(e.to)}`);
    const rest = station.otherwise === undefined ? "" : describeHop(station.otherwise);
    return [...entries, rest, ...station.unsure.map(({ detail }) => detail)];
}

function describeHop(hop: Hop): string {
    switch (hop.to) {
        case "end":
            return `end ${hop.reason.code} ${hop.reason.element.urn ?? hop.reason.element.label}`;
        case "hosts":
            return `hosts ${hop.place} ${hop.gates.map(idOf).join()}`;
        case "zones":
            return `zones ${hop.link} ${hop.doors.map((d) => `${d.zone} ${d.station} ${d.gates.map(idOf).join()}`).join()}`;
        case "station":
            return `station ${hop.station} ${hop.link} ${hop.zone} ${hop.gates.map(idOf).join()} ${hop.translation?.element.urn}`;
    }
}

function idOf({ id }: Gate): string {
    return id;
}

/** Every end of every prefix and filter: the addresses between two neighbours are told apart by nothing. */
function cutsOf(network: Network): Cuts {
    const found = { 4: new Set<bigint>(), 6: new Set<bigint>() };
    const cut = (family: 4 | 6, { first, last }: Interval): void => {
        found[family].add(first);
        found[family].add(last + 1n);
    };
    const seen = new Set<Gate>();
    const gate = (one: Gate): void => {
        if (seen.has(one)) return;
        seen.add(one);
        const sets = [
            one.allows,
            ...one.fromGroups.map(({ packets }) => packets),
            ...one.unsure.map(({ packets }) => packets),
        ];
        for (const { family, source, destination } of sets.flat())
            for (const interval of [...source, ...destination]) cut(family, interval);
    };
    const subnets = new Set([...network.hosts.values()].filter((h) => h.kind === HostKind.Subnet).map((h) => h.place));
    const hop = (one: Hop): void => {
        if (one.to === "station" || one.to === "hosts") one.gates.forEach(gate);
        if (one.to === "zones") one.doors.forEach((door) => door.gates.forEach(gate));
        if (one.to !== "station" || one.translation === undefined) return;
        for (const { from, to } of one.translation.pairs)
            for (const family of [4, 6] as const) for (const i of [...from[family], ...to[family]]) cut(family, i);
    };
    for (const { entries, otherwise } of network.stations.values()) {
        for (const entry of entries) {
            hop(entry.to);
            // A subnet's own prefix leads to the subnet everywhere: it tells hosts apart by nothing but their place.
            if (entry.to.to === "hosts" && subnets.has(entry.to.place)) continue;
            cut(entry.family, entry);
        }
        if (otherwise !== undefined) hop(otherwise);
    }
    for (const host of network.hosts.values()) [...host.sends, ...host.receives].forEach(gate);
    const sorted = (family: 4 | 6): readonly bigint[] => [...found[family]].sort((a, b) => (a < b ? -1 : 1));
    return { 4: sorted(4), 6: sorted(6) };
}

/** How many cuts lie at or before an address. */
function position(cuts: readonly bigint[], address: bigint): number {
    let [from, to] = [0, cuts.length];
    while (from < to) {
        const middle = (from + to) >> 1;
        if ((cuts[middle] as bigint) <= address) from = middle + 1;
        else to = middle;
    }
    return from;
}
