/** What one flow cannot do without. */
import { Verdict, type Answer, type Selection } from "./answer";
import { failuresOf, isGone, without, type Failure } from "./failure";
import type { Host, Network } from "./network";
import { linksOf, placeAround, waysOf } from "./path";
import { PlaceKind } from "./network";
import { reach } from "./reach";
import type { Traffic } from "./traffic";

export interface SinglePoint {
    readonly failure: Failure;
    /** What is left of the flow without it. */
    readonly verdict: Verdict;
}

/**
 * Everything on the ways of the flow whose failure alone ends it for hosts that have not failed themselves: links, hubs, NAT
 * gateways, and zones and regions that the flow passes and does not begin or end in. Empty where the flow does not reach at
 * all: then nothing can take it away.
 */
export function singlePoints(
    network: Network,
    from: Selection,
    to: Selection,
    traffic: Traffic,
): readonly SinglePoint[] {
    const before = reach(network, from, to, traffic);
    if (before.verdict !== Verdict.Reachable) return [];
    return failuresOf(network)
        .filter((failure) => concerns(network, before, failure))
        .flatMap((failure): SinglePoint[] => {
            const stay = (hosts: readonly Host[]): Host[] => hosts.filter((host) => !isGone(network, host, failure));
            const [sources, targets] = [stay(from.hosts), stay(to.hosts)];
            // Nobody is left to ask, or to be asked: that is the end's own failure, not one of the way.
            if (sources.length === 0 || targets.length === 0) return [];
            const after = reach(
                without(network, failure),
                { ...from, hosts: sources },
                { ...to, hosts: targets },
                traffic,
            );
            return after.verdict === Verdict.Reachable ? [] : [{ failure, verdict: after.verdict }];
        });
}

function concerns(network: Network, answer: Answer, { down, zones }: Failure): boolean {
    if (zones.size > 0) return true;
    const ways = waysOf(answer.trips);
    const links = linksOf(network, ways);
    const urns = ways.flatMap(({ steps }) => steps.flatMap(({ element }) => element.urn ?? []));
    const places = ways
        .flatMap(({ steps }) => steps.flatMap(({ station }) => network.stations.get(station ?? "")?.place ?? []))
        .flatMap((id) =>
            [PlaceKind.Hub, PlaceKind.Region, PlaceKind.Cloud].flatMap((k) => placeAround(network, id, k)?.id ?? []),
        );
    return [...links.map(({ id }) => id), ...urns, ...places].some((id) => down.has(id));
}
