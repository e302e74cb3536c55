/** Which sites are linked with each other, and over which neighbour one reaches another. */
import { numberFromKey } from "./identity";
import type { Reasoning } from "./reasoning";

export const Topology = {
    /** Every site is linked with every other. */
    FullMesh: "full-mesh",
    /** Sites are linked with the hubs only, hubs with each other; two sites reach each other through one hub. */
    HubAndSpoke: "hub-and-spoke",
} as const;
export type Topology = (typeof Topology)[keyof typeof Topology];

/** A link, its ends in the order of their names. */
export type Link = readonly [string, string];

export interface Wiring {
    /** Each once, in the order of the names. */
    links: Link[];
    /** The neighbour of `from` on the way to `to`; undefined where there is no way. Both are sites, and not the same. */
    nextHop: (from: string, to: string) => string | undefined;
    /** The sites that some other site reaches by way of `site`, in the order of their names. */
    reachedThrough: (site: string) => string[];
}

/**
 * `hubs` counts for hub-and-spoke only, where it must name at least one of the sites. `apart` names pairs that cannot be
 * linked, whatever the topology says. Order never matters.
 */
export function wire(
    topology: Topology,
    sites: readonly string[],
    hubs: readonly string[],
    apart: (a: string, b: string) => boolean = () => false,
): Wiring {
    const isMesh = topology === Topology.FullMesh;
    const known = new Set(sites);
    const central = new Set(hubs.filter((hub) => known.has(hub)));
    const meant = (a: string, b: string): boolean => isMesh || central.has(a) || central.has(b);
    const linked = (a: string, b: string): boolean => meant(a, b) && !apart(a, b);
    const links = linksOf(isMesh ? sites : central, sites, (a, b) => !apart(a, b));
    const nextHop = (from: string, to: string): string | undefined => {
        if (meant(from, to)) return linked(from, to) ? to : undefined;
        const between = [...central].filter((hub) => linked(from, hub) && linked(hub, to));
        return highestRanked([from, to], between);
    };
    return { links, nextHop, reachedThrough: reachedThrough(sites, links, nextHop) };
}

/** The links between `some` and `all`, without a site's link to itself. */
export function linksOf(
    some: Iterable<string>,
    all: readonly string[],
    isLinked: (a: string, b: string) => boolean = () => true,
): Link[] {
    const ends = new Map<string, Set<string>>();
    for (const one of some) {
        for (const other of all) {
            const [a, b] = one < other ? [one, other] : [other, one];
            if (a === b || !isLinked(a, b)) continue;
            const further = ends.get(a) ?? new Set();
            ends.set(a, further.add(b));
        }
    }
    return [...ends.keys()].sort().flatMap((a) => [...(ends.get(a) ?? [])].sort().map((b): Link => [a, b]));
}

/** See `Wiring.reachedThrough`. Only a neighbour sends traffic on, so only they are asked. */
export function reachedThrough(
    sites: readonly string[],
    links: readonly Link[],
    nextHop: Wiring["nextHop"],
): Wiring["reachedThrough"] {
    const sorted = [...sites].sort();
    const neighbours = neighboursOf(links);
    return (site) => {
        const around = [...(neighbours.get(site) ?? [])];
        const isBetween = (from: string, to: string): boolean =>
            from !== to && site !== to && nextHop(from, to) === site;
        return sorted.filter((to) => around.some((from) => isBetween(from, to)));
    };
}

export function neighboursOf(links: readonly Link[]): Map<string, Set<string>> {
    const neighbours = new Map<string, Set<string>>();
    const add = (from: string, to: string): unknown =>
        neighbours.set(from, (neighbours.get(from) ?? new Set()).add(to));
    for (const [a, b] of links) {
        add(a, b);
        add(b, a);
    }
    return neighbours;
}

/**
 * The one of the candidates that a pair ranks highest. Both directions agree on it, pairs spread over the candidates, and
 * another candidate moves only the pairs that rank it highest (rendezvous hashing).
 */
function highestRanked(pair: readonly [string, string], candidates: readonly string[]): string | undefined {
    const name = [...pair].sort().join(" ");
    const rank = (candidate: string): number => numberFromKey(`${name} ${candidate}`, 2 ** 48);
    return candidates.map((candidate) => ({ candidate, rank: rank(candidate) })).sort((x, y) => y.rank - x.rank)[0]
        ?.candidate;
}

export interface ConnectionCount {
    /** Pairs of sites that are linked: what is billed and what can fail. */
    readonly links: number;
    /** Each link once at each of its ends: what has to be configured. */
    readonly entries: number;
    /** The sites with the most links, and how many: where limits are met first. */
    readonly busiest: { readonly sites: readonly string[]; readonly links: number };
    readonly reasoning: Reasoning;
}

/**
 * How many connections a wiring has, in both ways of counting. They must not be mixed: three clusters in a full mesh have 3
 * links and 6 entries; round a hub beside them it is 3 links and 6 entries again, so "from 6 to 3" compares entries with links.
 */
export function countConnections(links: readonly Link[]): ConnectionCount {
    const degrees = [...neighboursOf(links)].map(([site, others]) => ({ site, count: others.size }));
    const most = degrees.reduce((max, { count }) => Math.max(max, count), 0);
    const busiest = degrees
        .filter(({ count }) => count === most)
        .map(({ site }) => site)
        .sort();
    return {
        links: links.length,
        entries: 2 * links.length,
        busiest: { sites: busiest, links: most },
        reasoning: [
            { what: "links", figure: String(links.length), because: "each pair of linked sites once" },
            { what: "entries", figure: String(2 * links.length), because: "each link at both of its ends" },
            ...(most === 0
                ? []
                : [{ what: "most links at one site", figure: String(most), because: `at ${busiest.join(", ")}` }]),
        ],
    };
}
