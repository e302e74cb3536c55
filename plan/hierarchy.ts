/**
 * Sites in three tiers: edges hang on regional hubs, regional hubs on cores, cores are linked with each other. What is not
 * edge carries traffic for others; an edge never does, also where it hangs on two hubs.
 */
import { oneOf, show, type Problem } from "./problem";
import { join } from "./shape";
import { highestRanked, linksOf, neighboursOf, reachedThrough, type Link, type Wiring } from "./topology";

export const Tier = {
    Edge: "edge",
    Regional: "regional",
    Core: "core",
} as const;
export type Tier = (typeof Tier)[keyof typeof Tier];

export interface TierSite {
    readonly tier: Tier;
    /**
     * The sites of the tier above that this one is linked with, the preferred one first; one (single-homed) or more (dual-homed).
     * An edge must name its regional hubs. A regional hub that names none is linked with every core, and prefers none.
     */
    readonly parents?: readonly string[];
}

export interface HierarchyOptions {
    /** Also link every regional hub with every other, so that regions meet without a core. Default false. */
    readonly meshRegional?: boolean;
}

const ABOVE: Record<Tier, Tier | undefined> = {
    [Tier.Edge]: Tier.Regional,
    [Tier.Regional]: Tier.Core,
    [Tier.Core]: undefined,
};

/** What keeps the sites from being wired. `path` is where the map of sites stands: "sites". */
export function checkHierarchy(sites: Readonly<Record<string, TierSite>>, path: string): Problem[] {
    const names = (tier: Tier): string[] => Object.keys(sites).filter((s) => sites[s]?.tier === tier);
    const fix = 'Give a site the tier "core".';
    const noCore = { check: "no-core", path, got: "no core", allowed: "at least one core", fix };
    return [
        ...(names(Tier.Core).length > 0 ? [] : [noCore]),
        ...Object.entries(sites).flatMap(([site, { tier, parents }]) => {
            const at = `${join(path, site)}.parents`;
            const above = ABOVE[tier];
            if (above === undefined) return (parents ?? []).map((parent) => coreWithParent(parent, at));
            const candidates = names(above);
            const isMissing = (parents ?? (tier === Tier.Regional ? candidates : [])).length === 0;
            return [
                ...(isMissing ? [noParent(above, at)] : []),
                ...(parents ?? [])
                    .filter((p) => !candidates.includes(p))
                    .map((p) => wrongParent(p, candidates, above, at)),
            ];
        }),
    ];
}

function noParent(above: Tier, path: string): Problem {
    const fix = "Name the sites that this one is linked with, the preferred one first.";
    return { check: "no-parent", path, got: "nothing", allowed: `one site of the tier ${show(above)} or more`, fix };
}

function wrongParent(parent: string, candidates: readonly string[], above: Tier, path: string): Problem {
    const fix = `Name sites of the tier ${show(above)}, or correct a tier.`;
    return { check: "wrong-parent", path, got: show(parent), allowed: oneOf(candidates), fix };
}

function coreWithParent(parent: string, path: string): Problem {
    const fix = "Remove it: cores are linked with each other without being told.";
    return { check: "wrong-parent", path, got: show(parent), allowed: "nothing: a core is at the top", fix };
}

/** For sites without problems. The way between two sites is a shortest one; see `choose` for equal ones. */
export function wireHierarchy(sites: Readonly<Record<string, TierSite>>, options: HierarchyOptions = {}): Wiring {
    const names = Object.keys(sites);
    const tierOf = new Map(names.map((s) => [s, sites[s]?.tier]));
    const inTier = (tier: Tier): string[] => names.filter((s) => tierOf.get(s) === tier);
    const cores = inTier(Tier.Core);
    const parents = new Map(names.map((s) => [s, sites[s]?.parents ?? (tierOf.get(s) === Tier.Regional ? cores : [])]));
    const links = [
        ...linksOf(cores, cores),
        ...(options.meshRegional === true ? linksOf(inTier(Tier.Regional), inTier(Tier.Regional)) : []),
        ...names.flatMap((s) => linksOf([s], parents.get(s) ?? [])),
    ].sort(byNames);

    const neighbours = neighboursOf(links);
    const carries = (site: string): boolean => tierOf.get(site) !== Tier.Edge;
    const distances = new Map<string, Map<string, number>>();
    const distancesTo = (to: string): Map<string, number> => {
        const known = distances.get(to) ?? hopsFrom(to, neighbours, carries);
        distances.set(to, known);
        return known;
    };
    const nextHop = (from: string, to: string): string | undefined => {
        const hops = distancesTo(to);
        const here = hops.get(from);
        if (here === undefined) return undefined;
        const nearer = [...(neighbours.get(from) ?? [])].filter(
            (n) => hops.get(n) === here - 1 && (n === to || carries(n)),
        );
        return choose(from, to, nearer, (site) => sites[site]?.parents ?? []);
    };
    return { links, nextHop, reachedThrough: reachedThrough(names, links, nextHop) };
}

/**
 * Of several shortest ways: the one over parents that both ends name earliest; else the one that the two ends' first parents
 * rank highest. Both count the same from either end, so that answers come back the way the questions went.
 */
function choose(
    from: string,
    to: string,
    candidates: readonly string[],
    parentsOf: (site: string) => readonly string[],
): string | undefined {
    const place = (site: string, candidate: string): number => Math.max(0, parentsOf(site).indexOf(candidate));
    const rank = (candidate: string): number => place(from, candidate) + place(to, candidate);
    const best = candidates.reduce((min, candidate) => Math.min(min, rank(candidate)), Infinity);
    const anchor = (site: string): string => parentsOf(site)[0] ?? site;
    return highestRanked(
        [anchor(from), anchor(to)],
        candidates.filter((candidate) => rank(candidate) === best),
    );
}

/** How many links each site is away from `to`, over sites that carry others' traffic. */
function hopsFrom(
    to: string,
    neighbours: ReadonlyMap<string, ReadonlySet<string>>,
    carries: (site: string) => boolean,
): Map<string, number> {
    const hops = new Map([[to, 0]]);
    for (const [site, distance] of hops) {
        if (site !== to && !carries(site)) continue;
        for (const n of neighbours.get(site) ?? []) if (!hops.has(n)) hops.set(n, distance + 1);
    }
    return hops;
}

function byNames([a, b]: Link, [c, d]: Link): number {
    if (a !== c) return a < c ? -1 : 1;
    return b < d ? -1 : b > d ? 1 : 0;
}
