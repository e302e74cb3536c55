/** Routing domains: which table of a hub a link leads into, and which tables of several hubs are one domain. */
import { PlaceKind, StationKind, type Hop, type Network, type Place } from "../network";
import { byText } from "./names";

/** Words that say what a thing is, not which one. */
const GENERIC: ReadonlySet<string> = new Set([
    "table",
    "tables",
    "rtb",
    "route",
    "routes",
    "tgw",
    "vrf",
    "hub",
    "gateway",
]);

/**
 * The segment of each table, by the id of its place; a list of one. A reader's word counts first. Else it is what the name of
 * the table says besides the name of its hub and of its region: "retail-table-virginia/prod" of the hub
 * "retail-gateway-virginia" is "prod", and so is the table of the next hub. It decides on colours only.
 */
export function segmentsOfTables(
    network: Network,
    boxOf: (place: string) => Place | undefined,
): ReadonlyMap<string, readonly string[]> {
    const tables = [...network.places.values()].filter((place) => place.kind === PlaceKind.HubTable);
    return new Map(
        tables.map((table) => {
            const hub = boxOf(table.id);
            const region = hub?.within === undefined ? undefined : network.places.get(hub.within);
            const known = new Set([...GENERIC, ...wordsOf(hub?.label), ...wordsOf(region?.label)]);
            const label = table.segment ?? table.label;
            const own = wordsOf(label).filter((word) => !known.has(word));
            return [table.id, [own.length > 0 ? own.join("-") : label]];
        }),
    );
}

/**
 * The segments of each link: of the tables in which packets that come over it are looked up. Sorted; none for links that lead
 * into no hub.
 */
export function segmentsOfLinks(
    network: Network,
    tables: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, Set<string>>();
    for (const station of network.stations.values()) {
        for (const hop of [...station.entries.map((entry) => entry.to), station.otherwise]) {
            if (hop?.to !== "station" && hop?.to !== "zones") continue;
            if (hop.link === undefined) continue;
            for (const next of stationsAfter(hop)) {
                const table = network.stations.get(next);
                if (table?.kind !== StationKind.HubTable) continue;
                const own = found.get(hop.link) ?? new Set<string>();
                for (const segment of tables.get(table.place) ?? tables.get(table.id) ?? []) own.add(segment);
                found.set(hop.link, own);
            }
        }
    }
    return new Map([...found].map(([link, segments]) => [link, [...segments].sort(byText)]));
}

function stationsAfter(hop: Extract<Hop, { to: "station" | "zones" }>): readonly string[] {
    return hop.to === "station" ? [hop.station] : hop.doors.map((door) => door.station);
}

function wordsOf(label: string | undefined): string[] {
    return (label ?? "")
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== "");
}
