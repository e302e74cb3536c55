/** What a picture tells of each link besides what the network says: what stands costs, and what the distance takes. */
import { costOf } from "../graph/cost";
import type { Link, Network } from "../graph/network";
import { PlaceKind } from "../graph/network";
import { placeAround } from "../graph/path";
import type { Figures } from "../graph/picture";
import { estimateLatency } from "../plan/latency";

export function figuresOf(network: Network): Figures {
    const cost = costs(network);
    return new Map(
        [...network.links.values()].map((link) => {
            const [usdPerMonth, latencyMs] = [cost.get(link.id), latency(network, link)];
            return [
                link.id,
                {
                    ...(usdPerMonth === undefined ? {} : { usdPerMonth }),
                    ...(latencyMs === undefined ? {} : { latencyMs }),
                },
            ];
        }),
    );
}

/** Without traffic a line of the bill is hours at one rate, so each of its components has an equal share. */
function costs(network: Network): ReadonlyMap<string, number> {
    const cost = costOf(network, [], { assumeHomeRates: true });
    if ("problems" in cost) return new Map();
    const shares = new Map<string, number>();
    for (const { for: components, monthly } of cost.items)
        for (const name of components) shares.set(name, (shares.get(name) ?? 0) + monthly / components.length);
    return new Map(
        [...network.links.values()].flatMap(({ id, ends }) => {
            const known = ends.flatMap((end) => shares.get(`${id} at ${end}`) ?? []);
            return known.length === 0 ? [] : [[id, known.reduce((sum, share) => sum + share)]];
        }),
    );
}

/** Round trip between the regions of the two ends; undefined inside one region, and where an end lies nowhere that is known. */
function latency(network: Network, { ends }: Link): number | undefined {
    const [from, to] = ends.map((end) => {
        const { cloud, region } = placeAround(network, end, PlaceKind.Region) ?? {};
        return cloud === undefined || region === undefined ? undefined : { name: region, place: { cloud, region } };
    });
    if (from === undefined || to === undefined || from.name === to.name) return undefined;
    const estimated = estimateLatency(from, to);
    return "estimate" in estimated ? estimated.estimate.estimateMs : undefined;
}
