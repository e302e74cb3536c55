/** Which sites are linked with each other, and over which neighbour one reaches another. */
import { numberFromKey } from "./identity";

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
    const sorted = [...sites].sort();
    const central = new Set(hubs.filter((hub) => sites.includes(hub)));
    const meant = (a: string, b: string): boolean => topology === Topology.FullMesh || central.has(a) || central.has(b);
    const linked = (a: string, b: string): boolean => meant(a, b) && !apart(a, b);
    const links = sorted.flatMap((a, i) =>
        sorted
            .slice(i + 1)
            .filter((b) => linked(a, b))
            .map((b): Link => [a, b]),
    );
    const nextHop = (from: string, to: string): string | undefined => {
        if (meant(from, to)) return linked(from, to) ? to : undefined;
        const between = [...central].filter((hub) => linked(from, hub) && linked(hub, to));
        return relay(from, to, between);
    };
    const reachedThrough = (site: string): string[] => {
        if (!central.has(site)) return [];
        const isBetween = (from: string, to: string): boolean =>
            from !== to && site !== to && nextHop(from, to) === site;
        return sorted.filter((to) => sorted.some((from) => isBetween(from, to)));
    };
    return { links, nextHop, reachedThrough };
}

/**
 * The hub between two spokes: the one that the pair ranks highest. Both directions agree on it, pairs spread over the hubs,
 * and another hub moves only the pairs that rank it highest (rendezvous hashing).
 */
function relay(a: string, b: string, hubs: string[]): string | undefined {
    const pair = [a, b].sort().join(" ");
    const rank = (hub: string): number => numberFromKey(`${pair} ${hub}`, 2 ** 48);
    return [...hubs].sort((x, y) => rank(y) - rank(x))[0];
}
