/** Which entries of a station decide about which destinations: longest prefix first, then the lowest rank. */
import { addressSet } from "../plan/address-set";
import { firstEndingAt, type Interval } from "../plan/intervals";
import type { Family } from "../plan/prefix";
import type { Entry, Hop, Station } from "./network";
import { packets, type Cube, type PacketSet } from "./packets";

/** Destinations that are led on by the same entries. Several entries share the traffic: any of them may be taken. */
export interface Share {
    readonly family: Family;
    /** In order; no two shares of a family have an address in common. */
    readonly destinations: readonly Interval[];
    readonly entries: readonly Entry[];
}

const known = new WeakMap<Station, readonly Share[]>();

/** The shares of a station. What none of them has, no entry leads on. Computed once for each station. */
export function sharesOf(station: Station): readonly Share[] {
    const found = known.get(station);
    if (found !== undefined) return found;
    const shares = ([4, 6] as const).flatMap((family) =>
        split(
            station.entries.filter((e) => e.family === family),
            family,
        ),
    );
    known.set(station, shares);
    return shares;
}

const distinct = new WeakMap<Share, readonly Entry[]>();

/** Of the entries of a share one of those that differ by nothing but their link: whatever takes it fares alike. */
export function distinctEntries(share: Share): readonly Entry[] {
    const found = distinct.get(share);
    if (found !== undefined) return found;
    const made = share.entries.filter((entry, i) => !share.entries.slice(0, i).some((e) => isParallel(e.to, entry.to)));
    distinct.set(share, made);
    return made;
}

/** Whether two hops lead to the same station through the same filters, and change nothing. */
function isParallel(a: Hop, b: Hop): boolean {
    if (a.to !== "station" || b.to !== "station") return false;
    if (a.translation !== undefined || b.translation !== undefined) return false;
    const isSame = a.station === b.station && a.zone === b.zone && a.gates.length === b.gates.length;
    return isSame && a.gates.every((gate, i) => gate === b.gates[i]);
}

/** Packets that one share leads on. */
export interface Led {
    readonly share: Share;
    readonly packets: PacketSet;
}

/** The packets by the shares of a station that lead them on, in the order of the shares, and those that none has. */
export function lookUp(set: PacketSet, station: Station): { readonly led: readonly Led[]; readonly left: PacketSet } {
    const shares = sharesOf(station);
    const ordered = inOrder(station);
    const led = new Map<Share, Cube[]>();
    const left: Cube[] = [];
    for (const cube of set) {
        const { by, rest } = sweep(cube.destination, ordered[cube.family]);
        for (const [share, destination] of by) {
            const cubes = led.get(share);
            if (cubes === undefined) led.set(share, [{ ...cube, destination }]);
            else cubes.push({ ...cube, destination });
        }
        if (rest.length > 0) left.push({ ...cube, destination: rest });
    }
    return {
        led: shares.flatMap((share) => {
            const packets = led.get(share);
            return packets === undefined ? [] : [{ share, packets }];
        }),
        left,
    };
}

const routed = new WeakMap<Station, PacketSet>();

/** Packets that the station leads anywhere but to an end. Computed once for each station. */
export function routedBy(station: Station): PacketSet {
    const found = routed.get(station);
    if (found !== undefined) return found;
    const leading = sharesOf(station).filter(({ entries }) => entries.some(({ to }) => to.to !== "end"));
    const destination = addressSet(
        leading.flatMap(({ family, destinations }) => destinations.map((d) => ({ family, ...d }))),
    );
    const made = packets({ destination });
    routed.set(station, made);
    return made;
}

interface Owned extends Interval {
    readonly share: Share;
}
const ordered = new WeakMap<Station, Readonly<Record<Family, readonly Owned[]>>>();

/** Every interval of every share, in order, by family. */
function inOrder(station: Station): Readonly<Record<Family, readonly Owned[]>> {
    const found = ordered.get(station);
    if (found !== undefined) return found;
    const of = (family: Family): readonly Owned[] =>
        sharesOf(station)
            .filter((share) => share.family === family)
            .flatMap((share) => share.destinations.map((interval) => ({ ...interval, share })))
            .sort((a, b) => (a.first < b.first ? -1 : 1));
    const made = { 4: of(4), 6: of(6) };
    ordered.set(station, made);
    return made;
}

/** Destinations by the share that owns them, and those that nobody owns: one pass over both. */
function sweep(
    destinations: readonly Interval[],
    owned: readonly Owned[],
): { readonly by: ReadonlyMap<Share, Interval[]>; readonly rest: readonly Interval[] } {
    const by = new Map<Share, Interval[]>();
    const rest: Interval[] = [];
    for (const { first, last } of destinations) {
        let next = first;
        for (let i = firstEndingAt(owned, first); next <= last; i++) {
            const owner = owned[i];
            if (owner === undefined || owner.first > last) {
                rest.push({ first: next, last });
                break;
            }
            if (owner.first > next) rest.push({ first: next, last: owner.first - 1n });
            const piece = {
                first: owner.first > next ? owner.first : next,
                last: owner.last < last ? owner.last : last,
            };
            const pieces = by.get(owner.share);
            if (pieces === undefined) by.set(owner.share, [piece]);
            else pieces.push(piece);
            next = owner.last + 1n;
        }
    }
    return { by, rest };
}

function split(entries: readonly Entry[], family: Family): Share[] {
    const best = new Map<string, Entry[]>();
    for (const entry of entries) {
        const key = `${entry.first}/${entry.length}`;
        const rivals = best.get(key);
        const rank = rivals?.[0]?.rank ?? Infinity;
        if (entry.rank < rank) best.set(key, [entry]);
        else if (entry.rank === rank) rivals?.push(entry);
    }
    // Prefixes nest: of two that overlap the shorter one begins no later, and comes first.
    const nested = [...best.values()].sort(([a], [b]) => compare(a as Entry, b as Entry));
    const pieces = new Map<readonly Entry[], Interval[]>();
    const add = (entries: readonly Entry[], first: bigint, last: bigint): void => {
        if (first > last) return;
        const list = pieces.get(entries);
        if (list === undefined) pieces.set(entries, [{ first, last }]);
        else list.push({ first, last });
    };
    const open: Entry[][] = [];
    let next = 0n;
    const closeUpTo = (address: bigint | undefined): void => {
        for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
            const { last } = top[0] as Entry;
            if (address !== undefined && last >= address) return;
            add(top, next, last);
            next = last + 1n;
            open.pop();
        }
    };
    for (const group of nested) {
        const { first } = group[0] as Entry;
        closeUpTo(first);
        const around = open.at(-1);
        if (around !== undefined) add(around, next, first - 1n);
        next = first;
        open.push(group);
    }
    closeUpTo(undefined);
    return [...pieces].map(([entries, destinations]) => ({
        family,
        destinations: joinedInOrder(destinations),
        entries,
    }));
}

function compare(a: Entry, b: Entry): number {
    if (a.first !== b.first) return a.first < b.first ? -1 : 1;
    return a.length - b.length;
}

/** Pieces come in order; two that touch become one. */
function joinedInOrder(pieces: readonly Interval[]): readonly Interval[] {
    const result: Interval[] = [];
    for (const piece of pieces) {
        const before = result.at(-1);
        if (before !== undefined && before.last + 1n === piece.first)
            result[result.length - 1] = { first: before.first, last: piece.last };
        else result.push(piece);
    }
    return result;
}
