/** Tunnels seen from one side: what is learned over them, as routes of a table. */
import { addressSet, prefixesOf, subtract, union, type AddressSet } from "../../../plan/address-set";
import type { Prefix } from "../../../plan/prefix";
import type { Entry, Hop } from "../../network";
import type { Element } from "../../reason";
import { end, entry } from "../hops";
import type { Announced, Lane } from "./end";
import { PRIVATE } from "./private";

/** A route that came over a tunnel, or that may have come. */
export interface Learned {
    readonly route: Announced;
    readonly lane: Lane;
}

/** What came over tunnels that are up or may be. */
export function learnedOver(lanes: readonly Lane[]): readonly Learned[] {
    const alive = lanes.filter(({ state }) => state.is !== "down");
    return alive.flatMap((lane) => lane.learned.routes.map((route) => ({ route, lane })));
}

/** The shortest path wins, and of equal ones the lowest discriminator; always less than 1. */
export function rankWithin({ path, med = 0 }: Announced): number {
    return Math.min(path.length, 99) / 100 + Math.min(med, 65_535) / 10_000_000;
}

export function hopOver({ route, lane }: Learned): Hop {
    return route.open === undefined ? lane.hop : end(route.open);
}

/** Entries for what came over tunnels. */
export function learnedEntries(learned: readonly Learned[], rank: number, element: (lane: Lane) => Element): Entry[] {
    return learned.map((one) => {
        const { route, lane } = one;
        return entry(route.prefix, rank + rankWithin(route), hopOver(one), element(lane), "propagated");
    });
}

/** For what would come over tunnels that are down, and that no other route has: the reason why it does not. */
export function missedEntries(
    lanes: readonly Lane[],
    routed: AddressSet,
    rank: number,
    element: (lane: Lane) => Element,
): Entry[] {
    return lanes.flatMap((lane) => {
        const { state } = lane;
        if (state.is !== "down") return [];
        const missed = subtract(addressSet(lane.learned.routes.map(({ prefix }) => prefix)), routed);
        return prefixesOf(missed).map((prefix: Prefix) =>
            entry(prefix, rank, end(state.reason), element(lane), "propagated"),
        );
    });
}

/** For all that may come over a tunnel of whose far end not everything is known: nobody can say where it goes. */
export function openEntries(lanes: readonly Lane[], routed: AddressSet, networks: AddressSet, rank: number): Entry[] {
    const [reason] = lanes.flatMap(({ learned }) => learned.unsure);
    if (reason === undefined) return [];
    const around = subtract(union(PRIVATE, networks), routed);
    return prefixesOf(around).map((prefix) => entry(prefix, rank, end(reason), reason.element, "not known"));
}

/** Where packets go for which somebody wrote a route to the tunnels: over any that is up, or may be. */
export function staticHops(lanes: readonly Lane[]): readonly Hop[] {
    const alive = lanes.filter(({ state }) => state.is !== "down");
    return (alive.length > 0 ? alive : lanes.slice(0, 1)).map(({ hop }) => hop);
}
