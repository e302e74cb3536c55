/** Networks by hand, in a few lines each: what is left out is open, known and leads nowhere. */
import type { NumberRange } from "../../facts/number-range";
import {
    HostKind,
    LinkKind,
    PlaceKind,
    StationKind,
    type Door,
    type Entry,
    type Gate,
    type Hop,
    type Host,
    type Link,
    type Network,
    type Place,
    type Station,
    type Translation,
} from "../../graph/network";
import { ALL_PACKETS, packets, type Packet, type PacketSet } from "../../graph/packets";
import { Code, type Reason } from "../../graph/reason";
import { addressSet } from "../../plan/address-set";
import { parseAddress, prefixOf } from "../../plan/prefix";

export interface Drawn {
    readonly hosts?: readonly Host[];
    readonly stations?: readonly Station[];
    readonly links?: readonly Link[];
    readonly places?: readonly Place[];
    readonly unmodelled?: Network["unmodelled"];
    readonly assumptions?: Network["assumptions"];
}

/** Every place that a host names exists, as a subnet, even where `places` has none of it. */
export function drawn({ hosts = [], stations = [], links = [], places = [], ...rest }: Drawn): Network {
    const named = hosts.map(({ place: id }) => place(id, PlaceKind.Subnet));
    return {
        hosts: byId(hosts),
        stations: byId(stations),
        links: byId(links),
        places: byId([...named, ...places]),
        unmodelled: rest.unmodelled ?? [],
        assumptions: rest.assumptions ?? [],
        positions: new Map(),
    };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
    return new Map(items.map((item) => [item.id, item]));
}

export function place(id: string, kind: PlaceKind, more: Partial<Place> = {}): Place {
    return { id, kind, label: `${kind} ${id}`, ...more };
}

/** An interface with these addresses in the place `in`, whose station has the same name unless `more` says otherwise. */
export function host(id: string, where: string, addresses: readonly string[], more: Partial<Host> = {}): Host {
    return {
        id,
        kind: HostKind.Interface,
        element: { urn: id, label: `host ${id}` },
        place: where,
        addresses: addressSet(addresses.map((text) => wide(text))),
        isExact: true,
        station: where,
        sends: [],
        receives: [],
        groups: [],
        tags: {},
        ...more,
    };
}

/** The machines of a subnet. */
export function machines(id: string, prefixes: readonly string[], more: Partial<Host> = {}): Host {
    return host(id, id, prefixes, { kind: HostKind.Subnet, element: { urn: id, label: `subnet ${id}` }, ...more });
}

/** An address is the prefix with nothing else in it. */
function wide(text: string): string {
    return text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`;
}

export function station(id: string, entries: readonly Entry[], more: Partial<Station> = {}): Station {
    return {
        id,
        element: { urn: `urn:${id}`, label: `table ${id}` },
        kind: StationKind.HubTable,
        place: id,
        entries,
        unsure: [],
        ...more,
    };
}

/** A route to a hop. */
export function entry(prefix: string, to: Hop, more: Partial<Entry> = {}): Entry {
    const { family, first, last, length, text } = prefixOf(prefix);
    return {
        ...{ family, first, last, length, to },
        rank: 0,
        element: { urn: `urn:route ${text}`, label: `route ${text}` },
        origin: "static",
        ...more,
    };
}

type Through = Partial<Omit<Hop & { to: "station" }, "to" | "station">>;

export function toStation(id: string, more: Through = {}): Hop {
    return { to: "station", station: id, gates: [], ...more };
}

export function toHosts(where: string, ...gates: readonly Gate[]): Hop {
    return { to: "hosts", place: where, gates };
}

/** Doors by zone: `{ a: "subnet-a" }`. */
export function toZones(doors: Readonly<Record<string, string>>, link: string, isSticky = false): Hop {
    const all = Object.entries(doors).map(([zone, id]): Door => ({ zone, station: id, gates: [] }));
    return { to: "zones", doors: all, link, isSticky };
}

export function toEnd(code: Code, label = code.toLowerCase()): Hop {
    return { to: "end", reason: reason(code, label) };
}

export function reason(code: Code, label: string): Reason {
    return { code, element: { urn: `urn:${label}`, label }, detail: `${label} ends it` };
}

/** A filter that allows everything unless `more` says otherwise. */
export function gate(id: string, allows: PacketSet = ALL_PACKETS, more: Partial<Gate> = {}): Gate {
    return {
        id,
        element: { urn: `urn:${id}`, label: `filter ${id}` },
        code: Code.NetworkAcl,
        isStateful: false,
        allows,
        fromGroups: [],
        unsure: [],
        ...more,
    };
}

export function statefulGate(id: string, allows: PacketSet = ALL_PACKETS, more: Partial<Gate> = {}): Gate {
    return gate(id, allows, { isStateful: true, code: Code.SecurityGroup, ...more });
}

export function link(id: string, ends: readonly [string, string], more: Partial<Link> = {}): Link {
    const element = { urn: `urn:${id}`, label: `link ${id}` };
    return { id, kind: LinkKind.Attachment, element, ends, elements: [`urn:${id}`], zones: [], lanes: 1, ...more };
}

/** Pairs from address or prefix to address or prefix; the rest ends NO_PUBLIC_EGRESS. */
export function translation(
    id: string,
    end: Translation["end"],
    pairs: readonly (readonly [from: string, to: string])[],
    more: Partial<Translation> = {},
): Translation {
    return {
        element: { urn: id, label: `translation ${id}` },
        end,
        pairs: pairs.map(([from, to]) => ({ from: addressSet([wide(from)]), to: addressSet([wide(to)]) })),
        otherwise: reason(Code.NoPublicEgress, id),
        isShared: false,
        ...more,
    };
}

const range = (ports: number | readonly [number, number]): NumberRange =>
    typeof ports === "number" ? { first: ports, last: ports } : { first: ports[0], last: ports[1] };

/** TCP to these ports, from any. */
export function tcpTo(...ports: readonly (number | readonly [number, number])[]): PacketSet {
    return packets({ protocols: [range(6)], destinationPorts: ports.map(range) });
}

/** TCP from these ports, to any. */
export function tcpFrom(...ports: readonly (number | readonly [number, number])[]): PacketSet {
    return packets({ protocols: [range(6)], sourcePorts: ports.map(range) });
}

/** Whatever has its source in these prefixes. */
export function fromPrefixes(...prefixes: readonly string[]): PacketSet {
    return packets({ source: addressSet(prefixes.map((text) => wide(text))) });
}

/** Whatever has its destination in these prefixes. */
export function toPrefixes(...prefixes: readonly string[]): PacketSet {
    return packets({ destination: addressSet(prefixes.map((text) => wide(text))) });
}

/** A packet of TCP from port 40000. */
export function tcp(source: string, destination: string, port: number, sourcePort = 40_000): Packet {
    const [from, to] = [parseAddress(source)!, parseAddress(destination)!];
    return {
        ...{ family: from.family, source: from.value, destination: to.value },
        ...{ protocol: 6, sourcePort, destinationPort: port },
    };
}
