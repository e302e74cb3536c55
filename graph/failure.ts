/** The network after something failed: a link, a gateway, a zone, a region, a cloud. */
import { show, oneOf, type Problem } from "../plan/problem";
import {
    HostKind,
    LinkKind,
    PlaceKind,
    StationKind,
    type Entry,
    type Host,
    type Hop,
    type Network,
    type Station,
} from "./network";
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
 * Everything of the network that can fail as a whole, named as it can be asked for: clouds, regions, zones, hubs, sites, links and
 * NAT gateways; in the order of the names. Where a name repeats, as of resources of two stacks, the URN is the name. Accounts are
 * not told apart: a zone fails for all that name it so, though AWS may mean another by it in each account.
 */
export function failuresOf(network: Network): readonly Failure[] {
    return namedFailures(network).map(({ name: _, ...failure }) => failure);
}

interface Named extends Failure {
    /** Short, and not always its own. */
    readonly name: string;
}

function namedFailures(network: Network): readonly Named[] {
    const all = [...placesOf(network), ...zonesOf(network), ...linksOf(network), ...gatewaysOf(network)];
    const count = new Map<string, number>();
    for (const { name } of all) count.set(name, (count.get(name) ?? 0) + 1);
    return all
        .map((one) => ({ ...one, text: count.get(one.name) === 1 ? one.name : one.text }))
        .sort((a, b) => (a.text < b.text ? -1 : 1));
}

function whole(name: string, id: string): Named {
    return { name, text: id, down: new Set([id]), zones: new Set() };
}

function placesOf(network: Network): readonly Named[] {
    return [...network.places.values()]
        .filter(({ kind }) => FAILING.has(kind))
        .map(({ id, kind, region, label }) => {
            const last = (id.split("::").at(-1) ?? id).replace(/^cloud\//, "");
            return whole(`${kind}/${kind === PlaceKind.Region ? (region ?? label) : last}`, id);
        });
}
const FAILING: ReadonlySet<PlaceKind> = new Set([PlaceKind.Cloud, PlaceKind.Region, PlaceKind.Hub, PlaceKind.Site]);

function zonesOf(network: Network): readonly Named[] {
    const zones = new Map<string, Named>();
    for (const host of network.hosts.values()) {
        const key = zoneOf(network, host);
        if (key === undefined || zones.has(key)) continue;
        const region = placeAround(network, host.place, PlaceKind.Region);
        const [name, text] = [`zone/${host.zone}`, `zone/${region?.region ?? region?.label ?? ""}/${host.zone}`];
        zones.set(key, { name, text, down: new Set(), zones: new Set([key]) });
    }
    return [...zones.values()];
}

/** The link to a NAT gateway is the gateway. */
function linksOf(network: Network): readonly Named[] {
    return [...network.links.values()]
        .filter(({ kind }) => kind !== LinkKind.Nat)
        .map(({ id, element }) => whole(`link/${nameOf(element, id)}`, id));
}

function gatewaysOf(network: Network): readonly Named[] {
    return [...network.hosts.values()]
        .filter(({ kind }) => kind === HostKind.Nat)
        .map(({ id, element }) => whole(`gateway/${nameOf(element, id)}`, id));
}

function nameOf({ urn }: Element, id: string): string {
    return (urn ?? id).split("::").at(-1) ?? id;
}

/**
 * The failure that a text means: a name, the URN of what fails, or that of a resource that a link consists of. Several, joined by
 * "+", fail together.
 */
export function readFailure(network: Network, text: string): Failure | { readonly problems: readonly Problem[] } {
    const known = namedFailures(network);
    const meant = (part: string): readonly Named[] => {
        const links = [...network.links.values()].filter(({ elements }) => elements.includes(part));
        const byElement = new Set(links.map(({ id }) => id));
        const exact = known.filter((f) => f.text === part || f.down.has(part));
        return exact.length > 0 ? exact : known.filter(({ down }) => [...down].some((id) => byElement.has(id)));
    };
    // A name may have a + of its own.
    const parts = (meant(text).length > 0 ? [text] : text.split("+")).map((part) => ({ part, found: meant(part) }));
    const missing = parts.filter(({ found }) => found.length === 0);
    if (missing.length > 0) return { problems: missing.map(({ part }) => notFound(part, known)) };
    const all = parts.flatMap(({ found }) => found);
    return {
        text,
        down: new Set(all.flatMap(({ down }) => [...down])),
        zones: new Set(all.flatMap(({ zones }) => [...zones])),
    };
}

function notFound(part: string, known: readonly Named[]): Problem {
    const sharing = known.filter(({ name }) => name === part);
    const alike = known.filter(({ name }) => name.split("/")[0] === part.split("/")[0]);
    const texts = (failures: readonly Named[]): string => oneOf(failures.map((f) => f.text));
    const problem = { check: "failure", path: "fail" };
    if (sharing.length > 0) {
        const got = `${show(part)}, a name that ${sharing.length} have`;
        return { ...problem, got, allowed: texts(sharing), fix: "Say which one." };
    }
    const allowed = texts(alike.length > 0 ? alike : known);
    return { ...problem, got: show(part), allowed, fix: "Name one of them, or several joined by +." };
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
        const region = link.ends.flatMap((end) => placeAround(network, end, PlaceKind.Region)?.id ?? [])[0] ?? "";
        const isWithoutZone =
            link.zones.length > 0 && link.zones.every((zone) => failure.zones.has(`${region} ${zone}`));
        return isPart || isWithoutZone || link.ends.some((place) => isInside(network, place, failure));
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
    const entries = ({ kind, entries: all, element: site }: Station): readonly Entry[] => {
        const hops = all.map(({ to, element }) => left(to, element));
        const isDead = (i: number): boolean => hops[i]?.to === "end" && all[i]?.to.to !== "end";
        const isElsewhere = kind === StationKind.Site && hops.some(({ to }) => to !== "end");
        return all.flatMap((entry, i): Entry[] => {
            const to = hops[i] ?? entry.to;
            if (!isDead(i)) return [to === entry.to ? entry : { ...entry, to }];
            if (LEARNED.has(entry.origin)) return [];
            return [{ ...entry, to: isElsewhere ? { to: "end", reason: siteDecides(site, entry.element) } : to }];
        });
    };
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
const LEARNED: ReadonlySet<string> = new Set(["propagated", "announced"]);

/** A device may take static routes into dead tunnels out of use, or not. */
function siteDecides(site: Element, by: Element): Reason {
    const detail = `whether ${site.label} stops sending to ${by.label}, which has failed, is for its device to say`;
    return { code: Code.Unknown, element: site, detail };
}

function failed(element: Element, { text }: Failure): Reason {
    return { code: Code.Blackhole, element, detail: `${element.label} leads to what has failed (${text})` };
}
