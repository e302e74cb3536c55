/**
 * Sites in three tiers: edges hang on regional hubs, regional hubs on cores, cores are linked with each other. What is not
 * edge carries traffic for others; an edge never does, also where it hangs on two hubs.
 */
import { numberFromKey } from "./identity";
import { oneOf, show, type Problem } from "./problem";
import { checkShape, join, own, type Shape } from "./shape";
import { linksOf, neighboursOf, reachedThrough, type Link, type Wiring } from "./topology";

export const Tier = {
    /** Carries no traffic for others. */
    Edge: "edge",
    /** Carries traffic of the edges that hang on it. */
    Regional: "regional",
    /** Joined with every other core. */
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

const SITES: Shape = {
    kind: "map",
    required: true,
    of: {
        kind: "object",
        members: {
            tier: { kind: "string", required: true, among: Object.values(Tier) },
            parents: { kind: "list", of: { kind: "string" } },
        },
    },
};

/** What keeps the sites from being wired. `path` is where the map of sites stands: "sites". */
export function checkHierarchy(sites: Readonly<Record<string, TierSite>>, path: string): Problem[] {
    const shape = checkShape(SITES, sites, path);
    if (shape.length > 0) return shape;
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

/** For sites without problems. */
export function wireHierarchy(sites: Readonly<Record<string, TierSite>>, options: HierarchyOptions = {}): Wiring {
    const names = Object.keys(sites);
    const inTier = (tier: Tier): string[] => names.filter((s) => sites[s]?.tier === tier);
    const cores = inTier(Tier.Core);
    const parents = new Map(
        names.map((s) => [s, sites[s]?.parents ?? (sites[s]?.tier === Tier.Regional ? cores : [])]),
    );
    const links = [
        ...linksOf(cores, cores),
        ...(options.meshRegional === true ? linksOf(inTier(Tier.Regional), inTier(Tier.Regional)) : []),
        ...names.flatMap((s) => linksOf([s], parents.get(s) ?? [])),
    ].sort(byNames);

    const neighbours = neighboursOf(links);
    const carries = (site: string): boolean => sites[site]?.tier !== Tier.Edge;
    const weight = weightsOf(sites);
    const ways = new Map<string, ReadonlyMap<string, Way>>();
    const waysTo = (to: string): ReadonlyMap<string, Way> => {
        const known = ways.get(to) ?? bestWays(to, neighbours, carries, weight);
        ways.set(to, known);
        return known;
    };
    const nextHop = (from: string, to: string): string | undefined => waysTo(to).get(from)?.next;
    return { links, nextHop, reachedThrough: reachedThrough(names, links, nextHop) };
}

/** Weight of a link: first the place of the parent among those its child names, then what spreads the traffic. */
const PREFERENCE = 2 ** 40;

/**
 * Every link has a weight of its own, the same in both directions, and of the ways with the fewest links the lightest is
 * taken. There is only one such, and every part of it is the one of its own ends: so answers come back the way the questions
 * went, and a site on the way sends on as the sender meant.
 */
function weightsOf(sites: Readonly<Record<string, TierSite>>): (a: string, b: string) => number {
    const known = new Map<string, number>();
    const place = (child: string, parent: string): number =>
        Math.max(0, own(sites, child)?.parents?.indexOf(parent) ?? 0);
    return (a, b) => {
        const link = a < b ? `${a} ${b}` : `${b} ${a}`;
        const weight = known.get(link) ?? PREFERENCE * (place(a, b) + place(b, a)) + numberFromKey(link, 2 ** 36);
        known.set(link, weight);
        return weight;
    };
}

interface Way {
    readonly hops: number;
    readonly weight: number;
    /** The neighbour on the way; undefined at its end. */
    readonly next: string | undefined;
}

/** The way of each site to `to`, over sites that carry others' traffic. Sites come up in the order of their distance. */
function bestWays(
    to: string,
    neighbours: ReadonlyMap<string, ReadonlySet<string>>,
    carries: (site: string) => boolean,
    weight: (a: string, b: string) => number,
): ReadonlyMap<string, Way> {
    const ways = new Map<string, Way>([[to, { hops: 0, weight: 0, next: undefined }]]);
    // A map hands out what is added while it is walked, and a site that is changed keeps its place: all of one distance are
    // final before the first of them is.
    for (const [site, way] of ways) {
        if (site !== to && !carries(site)) continue;
        for (const n of neighbours.get(site) ?? []) {
            const found = { hops: way.hops + 1, weight: way.weight + weight(site, n), next: site };
            const best = ways.get(n);
            if (best === undefined || (best.hops === found.hops && found.weight < best.weight)) ways.set(n, found);
        }
    }
    return ways;
}

function byNames([a, b]: Link, [c, d]: Link): number {
    if (a !== c) return a < c ? -1 : 1;
    return b < d ? -1 : b > d ? 1 : 0;
}
