/**
 * Numbers that follow from a name alone, so that adding or removing another name never moves them: from an explicit id where
 * the user gave one, otherwise from a hash of the key. Nothing is searched for and no order counts, so two keys can meet at
 * one number. Then no number is given to anybody, and the problems print the `id:` lines that end it in one edit.
 */
import { createHash } from "node:crypto";
import { show, type Problem } from "./problem";

/** A number in [0, count) that depends on `key` and nothing else. `count` is at most 2^48. */
export function numberFromKey(key: string, count: number): number {
    const digest = createHash("sha256").update(key).digest();
    // 96 bits reduced to at most 48: the bias is below 2^-48.
    const wide = (digest.readBigUInt64BE(0) << 32n) | BigInt(digest.readUInt32BE(8));
    return Number(wide % BigInt(count));
}

/** Numbers of one kind, to be given away. */
export interface Pool {
    /** One of them, for texts: "ASN", "cluster id". */
    readonly what: string;
    /** Both ends included; ascending and apart from each other. */
    readonly ranges: readonly { readonly first: number; readonly last: number }[];
    /** The number that id 0 stands for. Default 0: the id is the number. */
    readonly base?: number;
    /** Why it holds these numbers only, for texts. */
    readonly note?: string;
    /** How a run of numbers is printed. Default: its first number. */
    readonly print?: (first: number, width: number) => string;
}

/** What one key wants: `width` consecutive numbers whose first is a multiple of `width`, counted from the pool's base. */
export interface Claim {
    readonly pool: Pool;
    /** Default 1. */
    readonly width?: number;
    /** The user's choice: the run at `base + id * width`. */
    readonly id?: number;
    /** A number that the user fixed; instead of `id`. It may lie outside of the pool. */
    readonly number?: number;
    /** Where the user declares this key: "sites.plant". An id goes below it. */
    readonly path: string;
}

/** How a claim came to its number, for reasoning. */
export function originOf(key: string, { id, number }: Pick<Claim, "id" | "number">): string {
    if (number !== undefined) return "given";
    return id === undefined ? `from the key ${show(key)}` : `from id ${id}`;
}

/** A line to add to the program. */
export interface IdLine {
    readonly key: string;
    /** "sites.plant.id" */
    readonly path: string;
    readonly id: number;
}

export type Allocation =
    | { readonly numbers: ReadonlyMap<string, number>; readonly problems: readonly [] }
    | { readonly numbers: undefined; readonly problems: readonly Problem[]; readonly lines: readonly IdLine[] };

interface Placed {
    readonly key: string;
    readonly claim: Claim;
    readonly first: number;
    readonly last: number;
}

/**
 * The first number of each key's run, or the problems. Claims of different pools and widths may meet, where the pools hold
 * the same numbers; a run belongs to one key. Problems: `id-range`, `id-collision` (with the line that ends it) and
 * `numbers-exhausted`.
 */
export function allocate(claims: Readonly<Record<string, Claim>>): Allocation {
    const keys = Object.keys(claims).sort();
    const outside = keys.flatMap((key) => checkId(key, claims[key] as Claim));
    if (outside.length > 0) return { numbers: undefined, problems: outside, lines: [] };

    const placed = keys.map((key) => place(key, claims[key] as Claim));
    if (placed.some((p) => p === undefined)) {
        const empty = keys.filter((_, i) => placed[i] === undefined);
        return { numbers: undefined, problems: empty.map((key) => exhausted(key, claims[key] as Claim)), lines: [] };
    }
    const { kept, moved } = settle(placed as Placed[]);
    if (moved.length === 0) {
        return { numbers: new Map((placed as Placed[]).map((p) => [p.key, p.first])), problems: [] };
    }
    return propose(kept, moved);
}

function checkId(key: string, { pool, width = 1, id, path }: Claim): Problem[] {
    if (id === undefined) return [];
    const slots = slotsOf(pool, width);
    if (Number.isInteger(id) && slots.some((s) => id >= s.firstId && id < s.firstId + s.count)) return [];
    const ids = slots.map((s) => `${s.firstId}–${s.firstId + s.count - 1}`).join(" or ");
    const allowed = `a whole number, ${ids}${pool.note === undefined ? "" : ` (${pool.note})`}`;
    const fix = `Choose an id in that range, or leave it out and have it follow from the key ${show(key)}.`;
    return [{ check: "id-range", path: `${path}.id`, got: show(id), allowed, fix }];
}

/** Undefined where the pool has no run of this width at all. */
function place(key: string, claim: Claim): Placed | undefined {
    const { pool, width = 1, id, number } = claim;
    const at = (first: number): Placed => ({ key, claim, first, last: first + width - 1 });
    if (number !== undefined) return at(number);
    if (id !== undefined) return at((pool.base ?? 0) + id * width);
    const slots = slotsOf(pool, width);
    const count = slots.reduce((sum, s) => sum + s.count, 0);
    if (count === 0) return undefined;
    let index = numberFromKey(key, count);
    for (const slot of slots) {
        if (index < slot.count) return at((pool.base ?? 0) + (slot.firstId + index) * width);
        index -= slot.count;
    }
    throw new Error("a slot's index lies beyond the slots");
}

/** The ids that a pool has for runs of `width`, a stretch for each of its ranges. */
function slotsOf({ ranges, base = 0 }: Pool, width: number): { firstId: number; count: number }[] {
    return ranges
        .map(({ first, last }) => {
            const firstId = Math.ceil((first - base) / width);
            return { firstId, count: Math.floor((last - base + 1) / width) - firstId };
        })
        .filter((slot) => slot.count > 0);
}

/** Who keeps its run where several meet: a number the user fixed, then an id, then the first by key. */
function settle(placed: readonly Placed[]): { kept: Placed[]; moved: Placed[] } {
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

const meet = (a: Placed, b: Placed): boolean => a.first <= b.last && b.first <= a.last;

/** Groups of runs that hang together; runs of different groups have no number in common. */
function meetings(placed: readonly Placed[]): Placed[][] {
    const groups: Placed[][] = [];
    let end = -Infinity;
    for (const p of [...placed].sort((a, b) => a.first - b.first)) {
        if (p.first > end) groups.push([]);
        groups.at(-1)?.push(p);
        end = Math.max(end, p.last);
    }
    return groups;
}

/** Who does not move, in the order of the attempts: all that may stay; then those with an id; then fixed numbers only. */
const STAYING: readonly ((claim: Claim) => boolean)[] = [
    () => true,
    ({ id, number }) => id !== undefined || number !== undefined,
    ({ number }) => number !== undefined,
];

/** Lines for those that must move: as few as one of the attempts needs, with everybody where he is or packed together. */
function propose(kept: readonly Placed[], moved: readonly Placed[]): Allocation {
    const attempts = STAYING.flatMap((isStaying) => {
        const staying = kept.filter((p) => isStaying(p.claim));
        const moving = [...kept.filter((p) => !isStaying(p.claim)), ...moved];
        return [true, false].map((inPlace) => () => findRoom(staying, moving, inPlace));
    });
    let found: Room = { moves: [], homeless: moved };
    for (const attempt of attempts) if (found.homeless.length > 0) found = attempt();
    const { moves, homeless } = found;
    if (homeless.length > 0) {
        const problems = homeless.map(({ key, claim }) => exhausted(key, claim));
        return { numbers: undefined, problems, lines: [] };
    }
    const everybody = [...kept, ...moved];
    return {
        numbers: undefined,
        problems: moves.map((move) => collision(move, everybody)),
        lines: moves.map(toIdLine),
    };
}

interface Move {
    readonly from: Placed;
    readonly to: Placed;
}

interface Room {
    readonly moves: readonly Move[];
    readonly homeless: readonly Placed[];
}

/** Rooms for all of `moving` between those that stay: the rarest pools and the widest runs first, so that they find one. */
function findRoom(staying: readonly Placed[], moving: readonly Placed[], inPlace: boolean): Room {
    const taken = [...staying].sort((a, b) => a.first - b.first);
    const width = ({ claim }: Placed): number => claim.width ?? 1;
    const supply = (p: Placed): number =>
        slotsOf(p.claim.pool, width(p)).reduce((sum, s) => sum + s.count * width(p), 0);
    const moves: Move[] = [];
    const homeless: Placed[] = [];
    for (const from of [...moving].sort(
        (a, b) => supply(a) - supply(b) || width(b) - width(a) || (a.key < b.key ? -1 : 1),
    )) {
        const mayStay = inPlace && from.claim.number === undefined && inTheWay(from, taken) === undefined;
        const first = mayStay ? from.first : freeRun(from.claim, taken);
        if (first === undefined) {
            homeless.push(from);
            continue;
        }
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

/** The lowest free run that the claim may have. */
function freeRun({ pool, width = 1 }: Claim, taken: readonly Placed[]): number | undefined {
    const base = pool.base ?? 0;
    for (const { firstId, count } of slotsOf(pool, width)) {
        let id = firstId;
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

const idOf = ({ claim: { pool, width = 1 }, first }: Placed): number => (first - (pool.base ?? 0)) / width;
const toIdLine = ({ to }: Move): IdLine => ({ key: to.key, path: `${to.claim.path}.id`, id: idOf(to) });
const print = ({ claim: { pool, width = 1 }, first }: Placed): string =>
    pool.print === undefined ? String(first) : pool.print(first, width);

function collision({ from, to }: Move, everybody: readonly Placed[]): Problem {
    const { pool, id, number, path } = from.claim;
    const others = everybody
        .filter((p) => p.key !== from.key && meet(p, from))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    const [what, change] =
        number !== undefined
            ? [`${number}`, "Take the number away and add to"]
            : id !== undefined
              ? [`${id}, which is ${pool.what} ${print(from)}`, "Change in"]
              : [`nothing; its key gives ${pool.what} ${print(from)}`, "Add to"];
    const why =
        others.length === 0 ? "where another needs the room" : `as ${others.map((p) => `'${p.key}'`).join(", ")}`;
    return {
        check: "id-collision",
        path: `${path}.id`,
        got: `${what}, ${why}`,
        allowed: `what no other has (${pool.what})`,
        fix: `${change} '${from.key}': id: ${idOf(to)}${exchange(from, others)}`,
    };
}

/** The line may as well go to the other of two, and then this one keeps what it has. */
function exchange(from: Placed, others: readonly Placed[]): string {
    const [other, ...more] = others;
    const hasId = (p: Placed): boolean => p.claim.id !== undefined || p.claim.number !== undefined;
    if (other === undefined || more.length > 0 || hasId(from) || hasId(other)) return "";
    if (other.claim.pool !== from.claim.pool || other.first !== from.first || other.last !== from.last) return "";
    return ` (or, where '${from.key}' is the one that exists already, to '${other.key}' instead)`;
}

function exhausted(key: string, { pool, width = 1, path }: Claim): Problem {
    const count = slotsOf(pool, width).reduce((sum, s) => sum + s.count, 0);
    const each = width === 1 ? "" : ` of ${width} each`;
    return {
        check: "numbers-exhausted",
        path,
        got: `no ${pool.what} left for '${key}'`,
        allowed: `at most ${count} of them${each}, some of which others need`,
        fix: "Use fewer of them: spread the sites over several networks, or choose a topology with fewer links.",
    };
}
