/** The network after something failed: a link, a gateway, a zone, a region, a cloud. */
import { show, oneOf, type Problem } from "../plan/problem";
import { HostKind, PlaceKind, type Entry, type Host, type Hop, type Network, type Station } from "./network";
import { placeAround } from "./path";
import { Code, type Element, type Reason } from "./reason";

export interface Failure {
    /** "region/us-east-1", "zone/us-east-1a", "link/…", "gateway/…": as it is asked for. */
    readonly text: string;
    /** Ids of links, places, stations and resources that are gone. */
    readonly down: ReadonlySet<string>;
    /** Zones that are gone, as "region zone". */
    readonly zones: ReadonlySet<string>;
}

/**
 * Everything of the network that can fail as a whole, named as it can be asked for: clouds, regions, zones, hubs, links and
 * NAT gateways; in the order of the names.
 */
export function failuresOf(network: Network): readonly Failure[] {
    const all: Failure[] = [];
    const nothing: ReadonlySet<string> = new Set();
    for (const { id, kind, region, label } of network.places.values()) {
        const name =
            kind === PlaceKind.Region ? (region ?? label) : (id.split("::").at(-1) ?? id).replace(/^cloud\//, "");
        if (FAILING.has(kind)) all.push({ text: `${kind}/${name}`, down: new Set([id]), zones: nothing });
    }
    for (const zone of new Set([...network.hosts.values()].flatMap((host) => zoneOf(network, host) ?? [])))
        all.push({ text: `zone/${zone.split(" ")[1] ?? zone}`, down: nothing, zones: new Set([zone]) });
    for (const { id, element } of network.links.values())
        all.push({ text: `link/${nameOf(element, id)}`, down: new Set([id]), zones: nothing });
    for (const { id, kind, element } of network.hosts.values())
        if (kind === HostKind.Nat)
            all.push({ text: `gateway/${nameOf(element, id)}`, down: new Set([id]), zones: nothing });
    return all.sort((a, b) => (a.text < b.text ? -1 : 1));
}
const FAILING: ReadonlySet<PlaceKind> = new Set([PlaceKind.Cloud, PlaceKind.Region, PlaceKind.Hub, PlaceKind.Site]);

function nameOf({ urn }: Element, id: string): string {
    return (urn ?? id).split("::").at(-1) ?? id;
}

/** The failure that a text means; several, joined by "+", fail together. */
export function readFailure(network: Network, text: string): Failure | { readonly problems: readonly Problem[] } {
    const known = failuresOf(network);
    const parts = text
        .split("+")
        .map((part) => ({ part, found: known.filter((f) => f.text === part || f.down.has(part)) }));
    const missing = parts.filter(({ found }) => found.length === 0);
    if (missing.length > 0)
        return {
            problems: missing.map(({ part }) => ({
                check: "failure",
                path: "fail",
                got: show(part),
                allowed: oneOf(known.map((f) => f.text)),
                fix: "Name one of them, or several joined by +.",
            })),
        };
    const all = parts.flatMap(({ found }) => found);
    return {
        text,
        down: new Set(all.flatMap(({ down }) => [...down])),
        zones: new Set(all.flatMap(({ zones }) => [...zones])),
    };
}

function zoneOf(network: Network, { zone, place }: Host): string | undefined {
    const region = placeAround(network, place, PlaceKind.Region);
    return zone === undefined || zone === "" ? undefined : `${region?.id ?? ""} ${zone}`;
}

/** Whether a host is gone with the failure: nobody can ask it any more. */
export function isGone(network: Network, host: Host, failure: Failure): boolean {
    if (failure.down.has(host.id)) return true;
    const zone = zoneOf(network, host);
    return (zone !== undefined && failure.zones.has(zone)) || isInside(network, host.place, failure);
}

function isInside(network: Network, place: string, { down }: Failure): boolean {
    for (let at = network.places.get(place); at !== undefined; at = network.places.get(at.within ?? ""))
        if (down.has(at.id)) return true;
    return false;
}

/**
 * The network without what failed. Routes that a gateway learned go with what they lead to, so that a shorter or lower one takes
 * over; routes that somebody wrote stay and lead nowhere.
 */
export function without(network: Network, failure: Failure): Network {
    const stationZones = new Map<string, string>();
    for (const host of network.hosts.values()) {
        const zone = host.kind === HostKind.Subnet ? zoneOf(network, host) : undefined;
        if (zone !== undefined) stationZones.set(host.station, zone);
    }
    const isStationDown = (id: string): boolean => {
        const place = network.stations.get(id)?.place;
        const zone = stationZones.get(id);
        return (
            failure.down.has(id) ||
            (zone !== undefined && failure.zones.has(zone)) ||
            (place !== undefined && isInside(network, place, failure))
        );
    };
    const isLinkDown = (id: string | undefined): boolean => {
        const link = network.links.get(id ?? "");
        if (link === undefined) return false;
        const isPart = failure.down.has(link.id) || link.elements.some((urn) => failure.down.has(urn));
        return isPart || link.ends.some((place) => isInside(network, place, failure));
    };
    const dead = (element: Element): Hop => ({ to: "end", reason: failed(element, failure) });
    const left = (hop: Hop, element: Element): Hop => {
        if (hop.to === "end") return hop;
        if (isLinkDown(hop.link)) return dead(element);
        if (hop.to === "hosts") return isInside(network, hop.place, failure) ? dead(element) : hop;
        if (hop.to === "station") {
            const by = hop.translation?.element.urn;
            const isDown = isStationDown(hop.station) || (by !== undefined && failure.down.has(by));
            return isDown ? dead(element) : hop;
        }
        const doors = hop.doors.filter(({ station }) => !isStationDown(station));
        return doors.length === 0 ? dead(element) : { ...hop, doors };
    };
    const entries = (station: Station): readonly Entry[] =>
        station.entries.flatMap((entry) => {
            const to = left(entry.to, entry.element);
            const isDead = to.to === "end" && entry.to.to !== "end";
            return isDead && LEARNED.has(entry.origin) ? [] : [to === entry.to ? entry : { ...entry, to }];
        });
    const stations = [...network.stations.values()]
        .filter(({ id }) => !isStationDown(id))
        .map((station): [string, Station] => {
            const otherwise = station.otherwise && left(station.otherwise, station.element);
            return [
                station.id,
                { ...station, entries: entries(station), ...(otherwise === undefined ? {} : { otherwise }) },
            ];
        });
    const hosts = [...network.hosts.values()].filter((host) => !isGone(network, host, failure));
    return {
        ...network,
        stations: new Map(stations),
        hosts: new Map(hosts.map((host) => [host.id, host])),
        links: new Map([...network.links].filter(([id]) => !isLinkDown(id))),
    };
}
const LEARNED: ReadonlySet<string> = new Set(["propagated"]);

function failed(element: Element, { text }: Failure): Reason {
    return { code: Code.Blackhole, element, detail: `${element.label} leads to what has failed (${text})` };
}
