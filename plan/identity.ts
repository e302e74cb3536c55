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
    /** What a change of the number does to what exists already, for texts: "restarts every workload of the cluster". */
    readonly consequence?: string;
    /** What to do when there are not enough, as a sentence. */
    readonly whenFull?: string;
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
    /** The name of the argument with the fixed number: "asn". Default "number". */
    readonly numberName?: string;
    /** Where the user declares this key: "sites.plant". An id goes below it. */
    readonly path: string;
}

/** How a claim came to its number, for reasoning. */
export function originOf(key: string, { id, number }: Pick<Claim, "id" | "number">): string {
    if (number !== undefined) return "given";
    return id === undefined ? `from the key ${show(key)}` : `from id ${id}`;
}

/** A line to add to the program, or to change in it. */
export interface IdLine {
    readonly key: string;
    /** "sites.plant.id"; where a fixed number has to change, the number: "sites.plant.asn". */
    readonly path: string;
    /** What to write there. */
    readonly id: number;
}

export type Allocation =
    | { readonly numbers: ReadonlyMap<string, number>; readonly problems: readonly [] }
    | { readonly numbers: undefined; readonly problems: readonly Problem[]; readonly lines: readonly IdLine[] };

interface Placed {
    readonly key: string;
    readonly claim: Claim;
    /** NaN for what has no place yet: a run there meets no other. */
    readonly first: number;
    readonly last: number;
}

/**
 * The first number of each key's run, or everything that is wrong. Claims of different pools and widths may meet, where the
 * pools hold the same numbers; a run belongs to one key. Problems: `id-range` and `id-collision`, each with the line that
 * ends it, and `numbers-exhausted`. One edit with all lines ends all of them; there are none where no edit can.
 */
export function allocate(claims: Readonly<Record<string, Claim>>): Allocation {
    const placed = Object.keys(claims)
        .sort()
        .map((key) => place(key, claims[key] as Claim));
    const homeless = placed.filter((p) => Number.isNaN(p.first));
    const { kept, moved } = settle(placed.filter((p) => !Number.isNaN(p.first)));
    if (homeless.length === 0 && moved.length === 0) {
        return { numbers: new Map(placed.map((p) => [p.key, p.first])), problems: [] };
    }
    return propose(kept, [...moved, ...homeless]);
}

/** Without a place where the id is none of the pool's, or the pool has no run of this width at all. */
function place(key: string, claim: Claim): Placed {
    const { pool, width = 1, id, number } = claim;
    const at = (first: number): Placed => ({ key, claim, first, last: first + width - 1 });
    if (number !== undefined) return at(number);
    const slots = slotsOf(pool, width);
    if (id !== undefined) return at(isIdOf(slots, id) ? (pool.base ?? 0) + id * width : NaN);
    const count = slots.reduce((sum, s) => sum + s.count, 0);
    if (count === 0) return at(NaN);
    let index = numberFromKey(key, count);
    for (const slot of slots) {
        if (index < slot.count) return at((pool.base ?? 0) + (slot.firstId + index) * width);
        index -= slot.count;
    }
    throw new Error("a slot's index lies beyond the slots");
}

type Slots = readonly { readonly firstId: number; readonly count: number }[];

const isIdOf = (slots: Slots, id: number): boolean =>
    Number.isInteger(id) && slots.some((s) => id >= s.firstId && id < s.firstId + s.count);

/** The ids that a pool has for runs of `width`, a stretch for each of its ranges. */
function slotsOf({ ranges, base = 0 }: Pool, width: number): Slots {
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

/**
 * Lines for those that must move. Most often there is room for them beside the others, and the first attempt finds it. Where
 * there is none, because narrow runs lie so that no wide one fits between them, more may move, at first only as far as they
 * are in the way, then packed together.
 */
function propose(kept: readonly Placed[], moved: readonly Placed[]): Allocation {
    const attempts = STAYING.flatMap((isStaying) => {
        const staying = kept.filter((p) => isStaying(p.claim));
        const moving = [...kept.filter((p) => !isStaying(p.claim)), ...moved];
        return [true, false].map((inPlace) => () => findRoom(staying, moving, inPlace));
    });
    const found: Room[] = [];
    for (const attempt of attempts) if (found.every((room) => room.homeless.length > 0)) found.push(attempt());
    // Where nothing helps, the first says it best: who is over, with everybody else where he is.
    const { moves, homeless } = found.find((room) => room.homeless.length === 0) ?? found[0] ?? NOWHERE;
    const groups = meetings([...kept, ...moved].filter((p) => !Number.isNaN(p.first)));
    const groupOf = new Map(groups.flatMap((group) => group.map((p) => [p.key, group] as const)));
    const isFull = (p: Placed): boolean => homeless.some((h) => h.claim.pool === p.claim.pool);
    const told = homeless.length === 0 ? moves : moves.filter((move) => !isFull(move.from));
    return {
        numbers: undefined,
        problems: [
            ...told.map((move) => (Number.isNaN(move.from.first) ? noSuchId(move) : collision(move, groupOf))),
            ...exhaustions(homeless),
        ],
        lines: homeless.length === 0 ? moves.map(toLine) : [],
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

const NOWHERE: Room = { moves: [], homeless: [] };

/** Rooms for all of `moving` between those that stay: the rarest pools and the widest runs first, so that they find one. */
function findRoom(staying: readonly Placed[], moving: readonly Placed[], inPlace: boolean): Room {
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

const idOf = ({ claim: { pool, width = 1 }, first }: Placed): number => (first - (pool.base ?? 0)) / width;
const print = ({ claim: { pool, width = 1 }, first }: Placed): string =>
    pool.print === undefined ? String(first) : pool.print(first, width);

/** A fixed number is replaced by another one, everything else by an id. */
function toLine({ to }: Move): IdLine {
    const { path, number, numberName = "number" } = to.claim;
    return number === undefined
        ? { key: to.key, path: `${path}.id`, id: idOf(to) }
        : { key: to.key, path: `${path}.${numberName}`, id: to.first };
}

/** "Add to 'plant': id: 7" */
function instruction(move: Move): string {
    const { number, numberName = "number" } = move.to.claim;
    const change = follows(move.to) ? "Add to" : "Change in";
    return `${change} '${move.to.key}': ${number === undefined ? "id" : numberName}: ${toLine(move).id}`;
}

function noSuchId(move: Move): Problem {
    const { pool, width = 1, id } = move.from.claim;
    const ids = slotsOf(pool, width).map((s) => `${s.firstId}–${s.firstId + s.count - 1}`);
    const allowed = `a whole number, ${ids.join(" or ")}${pool.note === undefined ? "" : ` (${pool.note})`}`;
    const fix = `${instruction(move)}, or leave it out and have it follow from the key.`;
    return { check: "id-range", path: toLine(move).path, got: show(id), allowed, fix };
}

function collision(move: Move, groupOf: ReadonlyMap<string, readonly Placed[]>): Problem {
    const { from } = move;
    const { pool, id, number } = from.claim;
    const others = (groupOf.get(from.key) ?? [])
        .filter((p) => p.key !== from.key && meet(p, from))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    const what =
        number !== undefined
            ? String(number)
            : id !== undefined
              ? `${id}, which is ${pool.what} ${print(from)}`
              : `nothing; its key gives ${pool.what} ${print(from)}`;
    const why =
        others.length === 0 ? "where another needs the room" : `as ${others.map((p) => `'${p.key}'`).join(", ")}`;
    return {
        check: "id-collision",
        path: toLine(move).path,
        got: `${what}, ${why}`,
        allowed: `what no other has (${pool.what})`,
        fix: `${instruction(move)}.${orKeep(from, follows(from) ? others : [])}`,
    };
}

/** Nobody can see from the arguments which of them exists already. With its own id written down, the others move. */
function orKeep(from: Placed, others: readonly Placed[]): string {
    const { consequence } = from.claim.pool;
    const warning = consequence === undefined ? "" : ` Another number ${consequence}.`;
    if (others.length === 0 || !others.every(follows)) return warning;
    const keep = `keep its number with id: ${idOf(from)} there and run again: then others move.`;
    return `${warning} If '${from.key}' exists already, ${keep}`;
}

const follows = ({ claim: { id, number } }: Placed): boolean => id === undefined && number === undefined;

/** A problem for each pool and width that is short of runs, at the first key without one. */
function exhaustions(homeless: readonly Placed[]): Problem[] {
    const byKind = new Map<Pool, Map<number, Placed[]>>();
    for (const p of homeless) {
        const widths = byKind.get(p.claim.pool) ?? new Map<number, Placed[]>();
        const width = p.claim.width ?? 1;
        byKind.set(p.claim.pool, widths.set(width, [...(widths.get(width) ?? []), p]));
    }
    return [...byKind].flatMap(([pool, widths]) =>
        [...widths].flatMap(([width, short]) => exhausted(pool, width, short)),
    );
}

function exhausted(pool: Pool, width: number, short: readonly Placed[]): Problem[] {
    const keys = short.map((p) => p.key).sort();
    const [first] = [...short].sort((a, b) => (a.key < b.key ? -1 : 1));
    const shown = keys.slice(0, 3).map((key) => `'${key}'`);
    const names =
        keys.length > shown.length ? `${shown.join(", ")} and ${keys.length - shown.length} more` : shown.join(", ");
    const count = slotsOf(pool, width).reduce((sum, s) => sum + s.count, 0);
    return [
        {
            check: "numbers-exhausted",
            path: first?.claim.path ?? "",
            got: `no ${pool.what} left for ${names}`,
            allowed: `at most ${count} of them${width === 1 ? "" : ` of ${width} each`}, some of which others need`,
            fix: pool.whenFull ?? "Use fewer of them.",
        },
    ];
}
