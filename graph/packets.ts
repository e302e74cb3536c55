/**
 * Exact sets of packets. A packet is what filters and routes look at: addresses, protocol and ports. A set is a list of
 * cubes, each the product of one set per dimension, and no two cubes share a packet; so every operation is exact, and
 * nothing is sampled.
 */
import type { NumberRange } from "../facts/number-range";
import { addressSet, describeRuns, type AddressSet } from "../plan/address-set";
import { common, gaps, holds, joined, type Interval } from "../plan/intervals";
import { addressText, BITS, type Family } from "../plan/prefix";

export const Protocol = { Icmp: 1, Tcp: 6, Udp: 17, Icmpv6: 58, Sctp: 132 } as const;

/** One packet. */
export interface Packet {
    readonly family: Family;
    readonly source: bigint;
    readonly destination: bigint;
    /** IANA number, 0 to 255. */
    readonly protocol: number;
    /** 0 for protocols without ports. */
    readonly sourcePort: number;
    /** Of ICMP 256 × type + code; 0 for other protocols without ports. */
    readonly destinationPort: number;
}

export const DIMENSIONS = ["source", "destination", "protocol", "sourcePort", "destinationPort"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** All packets of one family whose every dimension is in its set. None of the sets is empty. */
export interface Cube extends Readonly<Record<Dimension, readonly Interval[]>> {
    readonly family: Family;
}

/** No two cubes share a packet. */
export type PacketSet = readonly Cube[];

const all = (bits: number): Interval[] => [{ first: 0n, last: (1n << BigInt(bits)) - 1n }];
const highest = (family: Family, dimension: Dimension): bigint => (1n << BigInt(WIDTHS[dimension](family))) - 1n;
const WIDTHS: Readonly<Record<Dimension, (family: Family) => number>> = {
    source: (family) => BITS[family],
    destination: (family) => BITS[family],
    protocol: () => 8,
    sourcePort: () => 16,
    destinationPort: () => 16,
};
const FAMILIES = [4, 6] as const;

export const NO_PACKETS: PacketSet = [];
export const ALL_PACKETS: PacketSet = FAMILIES.map((family) => ({
    family,
    source: all(BITS[family]),
    destination: all(BITS[family]),
    protocol: all(8),
    sourcePort: all(16),
    destinationPort: all(16),
}));

/** What is left out is not restricted. An empty list allows nothing. */
export interface PacketFilter {
    readonly source?: AddressSet;
    readonly destination?: AddressSet;
    /** IANA numbers. */
    readonly protocols?: readonly NumberRange[];
    readonly sourcePorts?: readonly NumberRange[];
    readonly destinationPorts?: readonly NumberRange[];
}

/** All packets that a filter lets through. */
export function packets(filter: PacketFilter): PacketSet {
    const numbers = (ranges: readonly NumberRange[] | undefined, bits: number): readonly Interval[] =>
        ranges === undefined
            ? all(bits)
            : joined(ranges.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) })));
    return FAMILIES.flatMap((family) =>
        cubeOf({
            family,
            source: filter.source === undefined ? all(BITS[family]) : filter.source[family],
            destination: filter.destination === undefined ? all(BITS[family]) : filter.destination[family],
            protocol: numbers(filter.protocols, 8),
            sourcePort: numbers(filter.sourcePorts, 16),
            destinationPort: numbers(filter.destinationPorts, 16),
        }),
    );
}

/** The type and code of ICMP as `destinationPorts` holds them; without a code all codes of the type. */
export function icmp(type: number, code?: number): NumberRange {
    return code === undefined
        ? { first: 256 * type, last: 256 * type + 255 }
        : { first: 256 * type + code, last: 256 * type + code };
}

export function isEmptySet(set: PacketSet): boolean {
    return set.length === 0;
}

// Answers about a large network take millions of these: they make no list that nobody reads.
export function intersection(a: PacketSet, b: PacketSet): PacketSet {
    const found: Cube[] = [];
    for (const x of a)
        for (const y of b) {
            const both = shared(x, y);
            if (both !== undefined) found.push(both);
        }
    return found;
}

/** What is in `a` and not in `b`. */
export function difference(a: PacketSet, b: PacketSet): PacketSet {
    let left = a;
    for (const cube of b) {
        if (left.length === 0) return left;
        const rest: Cube[] = [];
        for (const x of left) rest.push(...without(x, cube));
        left = rest;
    }
    return left;
}

export function unionOf(...sets: readonly PacketSet[]): PacketSet {
    const sum: Cube[] = [];
    for (const set of sets) for (const cube of difference(set, sum)) sum.push(cube);
    return sum;
}

/** The same packets, however they are cut into cubes. */
export function sameSet(a: PacketSet, b: PacketSet): boolean {
    return isEmptySet(difference(a, b)) && isEmptySet(difference(b, a));
}

export function hasPacket(set: PacketSet, packet: Packet): boolean {
    const point = (dimension: Dimension): Interval => ({
        first: BigInt(packet[dimension]),
        last: BigInt(packet[dimension]),
    });
    return set.some((cube) => cube.family === packet.family && DIMENSIONS.every((d) => holds(cube[d], point(d))));
}

/** One packet of the set, always the same: the lowest of its first cube. Undefined for the empty set. */
export function examplePacket(set: PacketSet): Packet | undefined {
    const [cube] = set;
    if (cube === undefined) return undefined;
    const lowest = (dimension: Dimension): bigint => cube[dimension][0]?.first ?? 0n;
    return {
        family: cube.family,
        source: lowest("source"),
        destination: lowest("destination"),
        protocol: Number(lowest("protocol")),
        sourcePort: Number(lowest("sourcePort")),
        destinationPort: Number(lowest("destinationPort")),
    };
}

/** All addresses at one end of the packets. */
export function addressesOf(set: PacketSet, end: "source" | "destination"): AddressSet {
    return addressSet(set.flatMap((cube) => cube[end].map((interval) => ({ family: cube.family, ...interval }))));
}

/** The packets as address translation leaves them: one end is one of `addresses` now, whatever it was. */
export function rewritten(set: PacketSet, end: "source" | "destination", addresses: AddressSet): PacketSet {
    return unionOf(...set.map((cube) => cubeOf({ ...cube, [end]: addresses[cube.family] })));
}

/** Echo and its answer, by protocol. Other messages of ICMP have none. */
const ECHO: readonly (readonly [protocol: number, request: NumberRange, reply: NumberRange])[] = [
    [Protocol.Icmp, icmp(8, 0), icmp(0, 0)],
    [Protocol.Icmpv6, icmp(128, 0), icmp(129, 0)],
];

/** Of ICMP everything, and of each echo the packets that ask and the ones that answer. */
const ICMPS = packets({ protocols: ECHO.map(([protocol]) => ({ first: protocol, last: protocol })) });
const ECHOES = ECHO.map(([protocol, request, reply]) => {
    const only = [{ first: protocol, last: protocol }];
    return {
        asking: packets({ protocols: only, destinationPorts: [request] }),
        answering: packets({ protocols: only, destinationPorts: [reply] }),
        request: [intervalOf(request)],
        reply: [intervalOf(reply)],
    };
});

/** The answers to the packets: ends and ports exchanged, of ICMP the answer to an echo. */
export function repliesTo(set: PacketSet): PacketSet {
    const echoes = ECHOES.flatMap(({ asking, reply }) => exchanged(intersection(set, asking), reply));
    return unionOf(difference(set, ICMPS).map(turned), echoes);
}

/** The packets that these are the answers to: what `repliesTo` turns back. */
export function requestsOf(replies: PacketSet): PacketSet {
    const echoes = ECHOES.flatMap(({ answering, request }) => exchanged(intersection(replies, answering), request));
    return unionOf(difference(replies, ICMPS).map(turned), echoes);
}

function exchanged(set: PacketSet, destinationPort: readonly Interval[]): Cube[] {
    return set.map((cube) => ({ ...turned(cube), sourcePort: cube.sourcePort, destinationPort }));
}

/** The packets, whatever they have in these dimensions. */
export function whateverThe(set: PacketSet, dimensions: ReadonlySet<Dimension>): PacketSet {
    if (dimensions.size === 0) return set;
    return unionOf(
        ...set.map((cube) => [
            withDimensions(cube, (dimension) =>
                dimensions.has(dimension) ? all(WIDTHS[dimension](cube.family)) : cube[dimension],
            ),
        ]),
    );
}

/** "10.0.0.1 to 10.0.1.2, tcp 443": for explanations. */
export function describePacket({ family, source, destination, protocol, ...ports }: Packet): string {
    const names = new Map<number, string>(
        Object.entries(Protocol).map(([name, number]) => [number, name.toLowerCase()]),
    );
    const ends = `${addressText(family, source)} to ${addressText(family, destination)}`;
    const isIcmp = ECHO.some(([number]) => number === protocol);
    const port = isIcmp
        ? ` type ${ports.destinationPort >> 8} code ${ports.destinationPort & 255}`
        : ports.destinationPort === 0
          ? ""
          : ` ${ports.destinationPort}`;
    return `${ends}, ${names.get(protocol) ?? `protocol ${protocol}`}${port}`;
}

const textsOfLists = new WeakMap<readonly Interval[], string>();

/** Equal for two sets that are cut into the same cubes in the same order, and for no others: a key to find one again by. */
export function keyOf(set: PacketSet): string {
    return set.map((cube) => `${cube.family} ${DIMENSIONS.map((d) => keyOfList(cube[d])).join(" ")}`).join(";");
}

function keyOfList(list: readonly Interval[]): string {
    const known = textsOfLists.get(list);
    if (known !== undefined) return known;
    const made = list.map(({ first, last }) => `${first.toString(36)}-${last.toString(36)}`).join();
    textsOfLists.set(list, made);
    return made;
}

/** Sources and destinations of a set, for explanations: "from 10.0.0.0/16 to 10.1.0.4–10.1.0.254". */
export function describeEnds(set: PacketSet): string {
    return `from ${describeRuns(addressesOf(set, "source"))} to ${describeRuns(addressesOf(set, "destination"))}`;
}

function turned(cube: Cube): Cube {
    const { source, destination, sourcePort, destinationPort } = cube;
    return {
        ...cube,
        source: destination,
        destination: source,
        sourcePort: destinationPort,
        destinationPort: sourcePort,
    };
}

function intervalOf({ first, last }: NumberRange): Interval {
    return { first: BigInt(first), last: BigInt(last) };
}

/** A cube, or nothing where one of its sets is empty. */
function cubeOf(cube: Cube): Cube[] {
    return DIMENSIONS.every((dimension) => cube[dimension].length > 0) ? [cube] : [];
}

function shared(a: Cube, b: Cube): Cube | undefined {
    if (a.family !== b.family) return undefined;
    const source = meet(a.source, b.source);
    if (source === undefined) return undefined;
    const destination = meet(a.destination, b.destination);
    if (destination === undefined) return undefined;
    const protocol = meet(a.protocol, b.protocol);
    if (protocol === undefined) return undefined;
    const sourcePort = meet(a.sourcePort, b.sourcePort);
    if (sourcePort === undefined) return undefined;
    const destinationPort = meet(a.destinationPort, b.destinationPort);
    if (destinationPort === undefined) return undefined;
    return { family: a.family, source, destination, protocol, sourcePort, destinationPort };
}

/** What is in both, as one of the two lists where it is all of it: millions of cubes have the same ports and protocols. */
function meet(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] | undefined {
    if (a === b) return a;
    const [x, y] = [a[0], b[0]];
    if (a.length === 1 && b.length === 1 && x !== undefined && y !== undefined) {
        const first = x.first > y.first ? x.first : y.first;
        const last = x.last < y.last ? x.last : y.last;
        if (first > last) return undefined;
        if (first === x.first && last === x.last) return a;
        return first === y.first && last === y.last ? b : [{ first, last }];
    }
    const both = common(a, b);
    if (both.length === 0) return undefined;
    return isSame(both, a) ? a : isSame(both, b) ? b : both;
}

/**
 * What `b` leaves of `a`: for each dimension a piece that differs in this one, agrees with `b` in those before it, and is as
 * `a` in those behind it. So no two pieces share a packet.
 */
function without(a: Cube, b: Cube): Cube[] {
    const both = shared(a, b);
    if (both === undefined) return [a];
    const pieces: Cube[] = [];
    let rest = a;
    for (const dimension of DIMENSIONS) {
        if (!isSame(both[dimension], a[dimension])) {
            const outside = common(a[dimension], gaps(b[dimension], highest(a.family, dimension)));
            pieces.push({ ...rest, [dimension]: outside });
        }
        rest = { ...rest, [dimension]: both[dimension] };
    }
    return pieces;
}

/** Of intervals that are a part of others: whether they are all of them. */
function isSame(part: readonly Interval[], whole: readonly Interval[]): boolean {
    if (part === whole) return true;
    return (
        part.length === whole.length &&
        part.every(({ first, last }, i) => first === whole[i]?.first && last === whole[i]?.last)
    );
}

function withDimensions(cube: Cube, value: (dimension: Dimension, index: number) => readonly Interval[]): Cube {
    const sets = Object.fromEntries(DIMENSIONS.map((dimension, i) => [dimension, value(dimension, i)]));
    return { ...cube, ...sets };
}
