/** Which entries of a station decide about which destinations: longest prefix first, then the lowest rank. */
import type { Interval } from "../plan/intervals";
import type { Family } from "../plan/prefix";
import type { Entry, Station } from "./network";

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
