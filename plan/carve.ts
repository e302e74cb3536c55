/** Parts of an address block: by position, by what is left of it, or by a name that keeps its part whoever joins it. */
import { given } from "../facts/fact";
import { addressSet, intersect, prefixesOf, subtract } from "./address-set";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import {
    BITS,
    checkPrefix,
    prefixAround,
    prefixesFrom,
    prefixOf,
    wholeNumber,
    type Prefix,
    type PrefixLike,
} from "./prefix";
import { show, type Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import { checkShape, join, own, withoutNulls, type Shape } from "./shape";

/**
 * The prefix of a length at a position of the block, from 0; undefined where the block has none. Throws a TypeError on a
 * block that is no prefix and a length that is none, as the two below do, and on a position that is no number.
 */
export function carve(block: PrefixLike, length: number, index: number | bigint): Prefix | undefined {
    demandLength(length);
    const whole = prefixOf(block);
    const position = wholeNumber(index);
    if (position === undefined || !isLengthIn(whole, length)) return undefined;
    // Shifted, a negative number stays below 0.
    if (position >> BigInt(length - whole.length) !== 0n) return undefined;
    return prefixAround(whole.family, whole.first + (position << BigInt(BITS[whole.family] - length)), length);
}

/** What the taken prefixes leave of the block, as the fewest prefixes, in address order. */
export function freePrefixes(block: PrefixLike, taken: readonly PrefixLike[]): Prefix[] {
    return prefixesOf(subtract(addressSet([prefixOf(block)]), addressSet(prefixesFrom(taken, "taken"))));
}

/**
 * The lowest free prefix of a length; undefined where none is left. It depends on what is taken already: for parts that
 * must stay where they are when others come and go there is `carveByKey`.
 */
export function firstFree(block: PrefixLike, length: number, taken: readonly PrefixLike[]): Prefix | undefined {
    demandLength(length);
    const room = freePrefixes(block, taken).find((free) => isLengthIn(free, length));
    return room && carve(room, length, 0n);
}

/** What a key wants of a block. */
export interface Part {
    /** Length of its prefix, at most 48 over the block's own. */
    readonly length: number;
    /** Position among the block's prefixes of that length, from 0. Default: a hash of the key. */
    readonly id?: number;
}

export type Parts =
    | { readonly prefixes: ReadonlyMap<string, Prefix>; readonly problems: readonly []; readonly reasoning: Reasoning }
    | {
          readonly prefixes: undefined;
          readonly problems: readonly Problem[];
          /** The ids that end all collisions in one edit. */
          readonly lines: readonly IdLine[];
          /** Nothing was decided: empty. */
          readonly reasoning: Reasoning;
      };

/** A key is hashed into at most 2^48 positions. */
const MOST_BITS = 48;

const PARTS: Shape = {
    kind: "map",
    of: { kind: "object", members: { length: { kind: "number", required: true }, id: { kind: "number" } } },
    required: true,
};
const LIST: Shape = { kind: "list", of: { kind: "input" } };

/**
 * A prefix for each key, by its `id` or by a hash of the key: no other key, no order and no `taken` moves it. `path` is where
 * the user declares the keys, "parts" by default, and `taken` are prefixes in use that belong to none of them. Problems:
 * those of the arguments' shape, `cidr-invalid`, `part-length`, `id-range`, `id-collision` and `block-exhausted`.
 */
export function carveByKey(
    block: PrefixLike,
    parts: Readonly<Record<string, Part>>,
    path = "parts",
    taken: readonly PrefixLike[] = [],
): Parts {
    const used = taken as unknown;
    const problems = [
        ...checkPrefix(block, "block"),
        ...checkShape(PARTS, parts, path),
        ...(Array.isArray(used)
            ? used.flatMap((prefix: unknown, i) => checkPrefix(prefix, `taken[${i}]`))
            : checkShape(LIST, used, "taken")),
    ];
    if (problems.length > 0) return { prefixes: undefined, problems, lines: [], reasoning: [] };
    return carved(prefixOf(block), withoutNulls(PARTS, parts), path, prefixesFrom((used ?? []) as PrefixLike[]));
}

function carved(block: Prefix, parts: Readonly<Record<string, Part>>, path: string, taken: readonly Prefix[]): Parts {
    const wanted = Object.entries(parts).map(([key, part]) => ({ key, ...part, path: join(path, key) }));
    wanted.sort((a, b) => (a.key < b.key ? -1 : 1));
    const wrong = wanted.flatMap((part) => checkLength(block, part.length, part.path));
    if (wrong.length > 0) return { prefixes: undefined, problems: wrong, lines: [], reasoning: [] };

    // Numbers count the longest prefixes that are asked for: every other part is an aligned run of them.
    const finest = wanted.reduce((longest, { length }) => Math.max(longest, length), block.length);
    const unitBits = BigInt(BITS[block.family] - finest);
    const at = (number: number, length: number): Prefix =>
        prefixAround(block.family, block.first + (BigInt(number) << unitBits), length);
    const widthOf = (length: number): number => 2 ** (finest - length);
    const pool: Pool = {
        what: "prefix",
        ranges: [{ first: 0, last: widthOf(block.length) - 1 }],
        print: (number, width) => at(number, finest - Math.log2(width)).text,
    };
    const claims = wanted.map(({ key, length, id, path }): [string, Claim] => [
        key,
        { pool, width: widthOf(length), id, path },
    ]);
    const inUse = roundedInto(block, finest, taken).map(({ first, length, text }): [string, Claim] => [
        keyBeside(parts, `taken ${text}`),
        { pool, width: widthOf(length), path, number: Number((first - block.first) >> unitBits) },
    ]);

    const allocation = allocate(Object.fromEntries([...claims, ...inUse]));
    if (allocation.numbers === undefined) {
        const problems = allocation.problems.map((p) => (p.check === "numbers-exhausted" ? exhausted(block, p) : p));
        return { prefixes: undefined, problems, lines: allocation.lines, reasoning: [] };
    }
    const { numbers } = allocation;
    const placed = wanted.map((part) => ({ ...part, prefix: at(numbers.get(part.key) as number, part.length) }));
    return {
        prefixes: new Map(placed.map(({ key, prefix }) => [key, prefix])),
        problems: [],
        reasoning: placed.map(({ key, prefix, id, path }) => step(block, key, prefix, id, path)),
    };
}

/** A key for what is taken that is none of the user's, whatever they are called; texts print it. */
function keyBeside(parts: Readonly<Record<string, Part>>, name: string): string {
    return own(parts, name) === undefined ? name : keyBeside(parts, `${name} already`);
}

/** A text or NaN for a length would read as "there is no room". */
function demandLength(length: number): void {
    if (!Number.isInteger(length))
        throw new TypeError(`no length of a prefix: ${String(length)}; give a whole number, as 24`);
}

function isLengthIn(block: Prefix, length: number): boolean {
    return Number.isInteger(length) && length >= block.length && length <= BITS[block.family];
}

function checkLength(block: Prefix, length: number, path: string): Problem[] {
    const longest = Math.min(BITS[block.family], block.length + MOST_BITS);
    if (isLengthIn(block, length) && length <= longest) return [];
    const allowed = `a whole number, ${block.length} to ${longest} in ${block.text}`;
    const fix = "Ask for a prefix of such a length, or give another block.";
    return [{ check: "part-length", path: `${path}.length`, got: show(length), allowed, fix }];
}

/** What of the block is in use, in pieces no smaller than the finest part: whatever is taken of such a part spoils it. */
function roundedInto(block: Prefix, finest: number, taken: readonly Prefix[]): Prefix[] {
    const inside = prefixesOf(intersect(addressSet([block]), addressSet(taken)));
    const rounded = inside.map((p) => prefixAround(p.family, p.first, Math.min(p.length, finest)));
    return prefixesOf(addressSet(rounded));
}

function exhausted(block: Prefix, { path }: Problem): Problem {
    return {
        check: "block-exhausted",
        path,
        got: `no room for it in ${block.text}`,
        allowed: "parts that fit into the block together, beside what is taken",
        fix: "Give a wider block, a longer prefix here, or ids that lie closer together.",
    };
}

function step(block: Prefix, key: string, prefix: Prefix, id: number | undefined, path: string): Reasoning[number] {
    const index = (prefix.first - block.first) >> BigInt(BITS[block.family] - prefix.length);
    const because = `number ${index} of the /${prefix.length} prefixes in ${block.text}, ${originOf(key, { id })}`;
    const said = { what: `prefix of '${key}'`, figure: prefix.text, because };
    return id === undefined ? said : { ...said, source: given(id, "", `${path}.id`).source };
}
