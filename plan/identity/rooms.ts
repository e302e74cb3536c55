/** Runs of numbers beside each other: who keeps its own where several meet, and where the others find room. */
import { slotsOf, type Claim, type Placed, type Pool } from "./claims";

/** Who keeps its run where several meet: a number the user fixed, then an id, then the first by key. */
export function settle(placed: readonly Placed[]): { kept: Placed[]; moved: Placed[] } {
    const rank = ({ claim }: Placed): number => (claim.number !== undefined ? 0 : claim.id !== undefined ? 1 : 2);
    const kept: Placed[] = [];
    const moved: Placed[] = [];
    for (const group of meetings(placed)) {
        const mine: Placed[] = [];
        for (const p of [...group].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))) {
            (mine.some((other) => meet(p, other)) ? moved : mine).push(p);
        }
        kept.push(...mine);
    }
    return { kept, moved };
}

export const meet = (a: Placed, b: Placed): boolean => a.first <= b.last && b.first <= a.last;

/** Groups of runs that hang together; runs of different groups have no number in common. */
export function meetings(placed: readonly Placed[]): Placed[][] {
    const groups: Placed[][] = [];
    let end = -Infinity;
    for (const p of [...placed].sort((a, b) => a.first - b.first)) {
        if (p.first > end) groups.push([]);
        groups.at(-1)?.push(p);
        end = Math.max(end, p.last);
    }
    return groups;
}

export interface Move {
    readonly from: Placed;
    readonly to: Placed;
}

export interface Room {
    readonly moves: readonly Move[];
    readonly homeless: readonly Placed[];
}

export const NOWHERE: Room = { moves: [], homeless: [] };

/** Rooms for all of `moving` between those that stay: the rarest pools and the widest runs first, so that they find one. */
export function findRoom(staying: readonly Placed[], moving: readonly Placed[], inPlace: boolean): Room {
    const taken = [...staying].sort((a, b) => a.first - b.first);
    const width = ({ claim }: Placed): number => claim.width ?? 1;
    const supply = (p: Placed): number =>
        slotsOf(p.claim.pool, width(p)).reduce((sum, s) => sum + s.count * width(p), 0);
    const ordered = moving
        .map((from) => ({ from, supply: supply(from) }))
        .sort((a, b) => a.supply - b.supply || width(b.from) - width(a.from) || (a.from.key < b.from.key ? -1 : 1));
    // What is taken stays taken, so a search goes on where the last one of its kind ended.
    const searched = new Map<Pool, Map<number, number>>();
    const moves: Move[] = [];
    const homeless: Placed[] = [];
    for (const { from } of ordered) {
        const { pool, number } = from.claim;
        const mayStay =
            inPlace && number === undefined && !Number.isNaN(from.first) && inTheWay(from, taken) === undefined;
        const starts = searched.get(pool) ?? new Map<number, number>();
        const first = mayStay ? from.first : freeRun(from.claim, taken, starts.get(width(from)) ?? -Infinity);
        if (first === undefined) {
            homeless.push(from);
            continue;
        }
        if (!mayStay) searched.set(pool, starts.set(width(from), first));
        const to = { ...from, first, last: first + width(from) - 1 };
        if (first !== from.first) moves.push({ from, to });
        taken.splice(indexAfter(taken, first), 0, to);
    }
    return { moves: moves.sort((a, b) => (a.from.key < b.from.key ? -1 : 1)), homeless };
}

/**
 * Whose run is in the way, if any. `taken` is sorted and no two of it meet: only the last that begins before the run's end
 * can be.
 */
function inTheWay(run: { first: number; last: number }, taken: readonly Placed[]): Placed | undefined {
    const before = taken[indexAfter(taken, run.last) - 1];
    return before !== undefined && before.last >= run.first ? before : undefined;
}

/** The lowest free run that the claim may have, from the number `start` on. */
function freeRun({ pool, width = 1 }: Claim, taken: readonly Placed[], start: number): number | undefined {
    const base = pool.base ?? 0;
    for (const { firstId, count } of slotsOf(pool, width)) {
        let id = Math.max(firstId, Math.ceil((start - base) / width));
        while (id < firstId + count) {
            const first = base + id * width;
            const other = inTheWay({ first, last: first + width - 1 }, taken);
            if (other === undefined) return first;
            id = Math.floor((other.last - base) / width) + 1;
        }
    }
    return undefined;
}

/** How many of `taken` begin at or before `number`. */
function indexAfter(taken: readonly Placed[], number: number): number {
    let [low, high] = [0, taken.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((taken[middle] as Placed).first <= number) low = middle + 1;
        else high = middle;
    }
    return low;
}
