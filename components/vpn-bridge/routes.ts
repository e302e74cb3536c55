/**
 * Which prefixes each end of a link may learn from the other: those of the peer, and of the sites that the peer carries
 * traffic for. Everything else is filtered where the end has filters.
 */
import { Tier } from "../../plan/hierarchy";
import { neighboursOf, type Link } from "../../plan/topology";
import { TunnelTopology, type TunnelNetwork } from "../../plan/tunnels/network";

/** By "site neighbour": the sites that lie that way. */
export type Behind = (site: string, neighbour: string) => readonly string[];

export interface Ways {
    /** All that lie that way, however far: BGP takes the nearest way, and drops what comes back to its sender. */
    readonly dynamic: Behind;
    /**
     * Those that the neighbour is nearer to. Nothing drops a static route when what lies behind it is lost: of two carriers
     * that send each other what only one of them still reaches, neither ever stops.
     */
    readonly static: Behind;
}

/** A way that comes back to the site itself is none. */
export function waysOf(links: readonly Link[], network: TunnelNetwork): Ways {
    const neighbours = neighboursOf(links);
    const carriers = new Set(carriersOf(network));
    const around = (site: string): readonly string[] => [...(neighbours.get(site) ?? [])];
    const dynamic: Behind = (site, neighbour) => {
        const seen = new Set([site, neighbour]);
        const open = [neighbour];
        for (let at = open.pop(); at !== undefined; at = open.pop()) {
            if (!carriers.has(at)) continue;
            for (const next of around(at)) {
                if (seen.has(next)) continue;
                seen.add(next);
                open.push(next);
            }
        }
        seen.delete(site);
        return [...seen].sort();
    };
    const known = new Map<string, ReadonlyMap<string, number>>();
    const distances = (from: string): ReadonlyMap<string, number> => {
        const found = known.get(from) ?? distancesFrom(from, around, carriers);
        known.set(from, found);
        return found;
    };
    return {
        dynamic,
        static: (site, neighbour) =>
            dynamic(site, neighbour).filter((to) => {
                const fromHere = distances(to).get(site) ?? Infinity;
                return (distances(to).get(neighbour) ?? Infinity) < fromHere;
            }),
    };
}

/** How many links away every site is. Only carriers pass traffic on. */
function distancesFrom(
    from: string,
    around: (site: string) => readonly string[],
    carriers: ReadonlySet<string>,
): ReadonlyMap<string, number> {
    const found = new Map([[from, 0]]);
    // A map hands out what is added while it is walked.
    for (const [site, distance] of found) {
        if (site !== from && !carriers.has(site)) continue;
        for (const next of around(site)) if (!found.has(next)) found.set(next, distance + 1);
    }
    return found;
}

/** Who passes on what it has learnt: hubs, and the upper tiers of a hierarchy. */
function carriersOf({ sites, topology = TunnelTopology.FullMesh, hubs = [] }: TunnelNetwork): readonly string[] {
    if (topology === TunnelTopology.HubAndSpoke) return hubs;
    if (topology === TunnelTopology.FullMesh) return [];
    return Object.keys(sites).filter((site) => (sites[site]?.tier ?? Tier.Edge) !== Tier.Edge);
}
