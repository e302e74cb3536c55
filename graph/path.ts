/** What lies on the ways of an answer: links, regions, and from them MTU, encryption, countries and round trip. */
import { estimateLatency, type MeasuredRtt } from "../plan/latency";
import { pathMtu, type PathMtu } from "../plan/mtu";
import type { CloudPlace, Territory } from "../plan/places";
import type { Reasoning } from "../plan/reasoning";
import { judgeTransfer, type Transfer, type TransferOptions } from "../plan/residency";
import type { RoundTrip, Way } from "./answer";
import { LinkKind, PlaceKind, type Host, type Link, type Network, type Place } from "./network";

/** Links of the ways, in the order in which packets take them first. */
export function linksOf(network: Network, ways: readonly Way[]): readonly Link[] {
    const ids = ways.flatMap(({ steps }) => steps.flatMap(({ link }) => (link === undefined ? [] : [link])));
    return [...new Set(ids)].flatMap((id) => network.links.get(id) ?? []);
}

export function waysOf(trips: readonly RoundTrip[]): readonly Way[] {
    return trips.flatMap(({ out, back }) => [out, ...back]);
}

/** The place around a place of this kind, or the place itself. */
export function placeAround(network: Network, id: string | undefined, kind: PlaceKind): Place | undefined {
    for (let place = network.places.get(id ?? ""); place !== undefined; place = network.places.get(place.within ?? ""))
        if (place.kind === kind) return place;
    return undefined;
}

export function regionOfHost(network: Network, host: Host): Place | undefined {
    return placeAround(network, host.place, PlaceKind.Region);
}

/** Regions that a way passes, in order, both ends with it, each step once. */
export function regionsOf(network: Network, way: Way): readonly Place[] {
    const stops = [
        way.from.place,
        ...way.steps.map(({ station }) => (station === undefined ? undefined : network.stations.get(station)?.place)),
        way.end.is === "delivered" ? way.end.host.place : undefined,
    ];
    const regions = stops.flatMap((id) => placeAround(network, id, PlaceKind.Region) ?? []);
    return regions.filter((region, i) => region !== regions[i - 1]);
}

/** Ways on which packets are dropped carry nothing: what they pass decides nothing. */
function carrying(ways: readonly Way[]): readonly Way[] {
    return ways.filter(({ end }) => end.is !== "denied");
}

/**
 * The largest packet that every link of the ways takes; undefined where a link's MTU is not known, and where nothing arrives. Of
 * ways there and back together: a connection has the MTU of both.
 */
export function mtuOf(network: Network, ways: readonly Way[]): PathMtu | undefined {
    const used = carrying(ways);
    if (used.length === 0) return undefined;
    const links = linksOf(network, used);
    const inside = { name: "network interfaces", mtu: INTERFACE_MTU };
    const known = links.flatMap(({ element, mtu }) => (mtu === undefined ? [] : [{ name: element.label, mtu }]));
    return known.length < links.length ? undefined : pathMtu([inside, ...known]);
}
/** EC2 instances in a VPC (EC2 user guide, MTU): no link between two of them takes more. */
const INTERFACE_MTU = 9001;

export interface PathEncryption {
    /**
     * True where every link between networks encrypts, and where there is none; undefined where nobody can say of one, and none is
     * known to be plain.
     */
    readonly isEncrypted: boolean | undefined;
    /** Links that leave a network, and what encrypts them: "" where nothing does. */
    readonly links: readonly { readonly link: Link; readonly encryption: string | undefined }[];
}

/** Links that stay inside one network's region do not count: attachments, NAT, endpoints. */
const BETWEEN_SITES: ReadonlySet<LinkKind> = new Set([
    LinkKind.HubPeering,
    LinkKind.NetworkPeering,
    LinkKind.Vpn,
    LinkKind.InternetGateway,
    LinkKind.EgressOnlyGateway,
]);

export function encryptionOf(network: Network, ways: readonly Way[]): PathEncryption {
    const links = linksOf(network, carrying(ways))
        .filter(({ kind, ends }) => BETWEEN_SITES.has(kind) && (leaves(kind) || regionsDiffer(network, ends)))
        .map((link) => ({ link, encryption: link.encryption }));
    const isPlain = links.some(({ encryption }) => encryption === "");
    const isOpen = links.some(({ encryption }) => encryption === undefined);
    return { isEncrypted: isPlain ? false : isOpen ? undefined : true, links };
}

/** Whether what takes the link is in somebody else's hands. */
function leaves(kind: LinkKind): boolean {
    return kind === LinkKind.Vpn || kind === LinkKind.InternetGateway || kind === LinkKind.EgressOnlyGateway;
}

function regionsDiffer(network: Network, [a, b]: readonly [string, string]): boolean {
    const [x, y] = [a, b].map((id) => placeAround(network, id, PlaceKind.Region));
    // Where one is not known they may differ.
    return x === undefined || x !== y;
}

/** Regions with their clouds; undefined where part of the way lies in none that is known: a site, the internet, a foreign gateway. */
function cloudPlacesOf(network: Network, way: Way): readonly CloudPlace[] | undefined {
    if (way.end.is !== "delivered") return undefined;
    const stations = way.steps.flatMap(({ station }) => network.stations.get(station ?? "")?.place ?? []);
    const stops = [way.from.place, ...stations, way.end.host.place];
    if (stops.some((id) => placeAround(network, id, PlaceKind.Region) === undefined)) return undefined;
    const regions = regionsOf(network, way);
    const known = regions.flatMap((region) => cloudPlace(region) ?? []);
    return known.length < regions.length ? undefined : known;
}

/**
 * Where data is judged to be on its way: the regions of both ends, and those between. Undefined where nobody can say where all of
 * it is: of a way to a site, to the internet, or over a gateway whose region is not known.
 */
export function transferOf(
    network: Network,
    way: Way,
    options: Omit<TransferOptions, "transit"> = {},
): { readonly transfer: Transfer; readonly reasoning: Reasoning } | undefined {
    const places = cloudPlacesOf(network, way) ?? [];
    const [from, to] = [places[0], places.at(-1)];
    if (from === undefined || to === undefined) return undefined;
    const transit: readonly Territory[] = places.slice(1, -1);
    const judged = judgeTransfer(from, to, { ...options, transit });
    return "transfer" in judged ? judged : undefined;
}

export interface PathLatency {
    /** Milliseconds of a round trip: the sum over the regions passed there. */
    readonly estimateMs: number;
    readonly lowMs: number;
    readonly highMs: number;
    readonly boundMs: number;
    readonly over: readonly string[];
}

/** A round trip over the regions of a way; undefined where an end or a stop lies nowhere that is known, such as a site. */
export function latencyOf(network: Network, way: Way, measured?: MeasuredRtt): PathLatency | undefined {
    const places = cloudPlacesOf(network, way);
    if (places === undefined) return undefined;
    const sum = { estimateMs: 0, lowMs: 0, highMs: 0, boundMs: 0 };
    const pairs = places.length === 1 ? [[places[0], places[0]]] : places.slice(1).map((to, i) => [places[i], to]);
    for (const [from, to] of pairs) {
        if (from === undefined || to === undefined) return undefined;
        const estimated = estimateLatency(
            { name: from.region, place: from },
            { name: to.region, place: to },
            measured === undefined ? {} : { measured },
        );
        if (!("estimate" in estimated)) return undefined;
        for (const key of ["estimateMs", "lowMs", "highMs", "boundMs"] as const) sum[key] += estimated.estimate[key];
    }
    return pairs.length === 0 ? undefined : { ...sum, over: places.map(({ region }) => region) };
}

function cloudPlace({ cloud, region }: Place): CloudPlace | undefined {
    return cloud === undefined || region === undefined ? undefined : { cloud, region };
}
