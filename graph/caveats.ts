/** What an answer takes for granted: assumptions about what it passes, and resources beside its path that nobody models. */
import type { RoundTrip } from "./answer";
import type { Network } from "./network";

export function caveatsOf(network: Network, trips: readonly RoundTrip[]): readonly string[] {
    const met = elementsOf(network, trips);
    const assumed = network.assumptions.filter(({ about }) => about.some((id) => met.has(id))).map(({ text }) => text);
    const beside = network.unmodelled
        .filter(({ touches }) => touches.some((urn) => met.has(urn)))
        .map(({ type, name }) => `${name} (${type}) is not modelled and may change this answer`);
    return [...new Set([...assumed, ...beside])].sort();
}

/** URNs and ids of everything that the packets meet, and of what ends their path. */
function elementsOf(network: Network, trips: readonly RoundTrip[]): ReadonlySet<string> {
    const met = new Set<string>();
    const add = (id: string | undefined): void => {
        if (id !== undefined) met.add(id);
    };
    for (const { out, back } of trips) {
        for (const { steps, end } of [out, ...back]) {
            for (const { element, station, link } of steps) {
                add(element.urn);
                add(station);
                add(station === undefined ? undefined : network.stations.get(station)?.place);
                for (const urn of (link === undefined ? undefined : network.links.get(link)?.elements) ?? []) add(urn);
            }
            if (end.is === "delivered") [end.host.id, end.host.place, end.host.network].forEach(add);
            else add(end.reason.element.urn);
        }
    }
    return met;
}
