/** Parts of an address block: by position, by what is left of it, or by a name that keeps its part whoever joins it. */
import { given } from "../facts/fact";
import { addressSet, intersect, prefixesOf, subtract } from "./address-set";
import { allocate, originOf, type Claim, type IdLine, type Pool } from "./identity";
import { BITS, prefixAround, type Prefix } from "./prefix";
import { show, type Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import { join } from "./shape";

/** The prefix of a length at a position of the block, from 0; undefined where the block has none. */
export function carve(block: Prefix, length: number, index: bigint): Prefix | undefined {
    // Shifted, a negative number stays below 0.
    if (!isLengthIn(block, length) || index >> BigInt(length - block.length) !== 0n) return undefined;
    return prefixAround(block.family, block.first + (index << BigInt(BITS[block.family] - length)), length);
}

/** What the taken prefixes leave of the block, as the fewest prefixes, in address order. */
export function freePrefixes(block: Prefix, taken: readonly Prefix[]): Prefix[] {
    return prefixesOf(subtract(addressSet([block]), addressSet(taken)));
}

/**
 * The lowest free prefix of a length; undefined where none is left. It depends on what is taken already: for parts that
 * must stay where they are when others come and go there is `carveByKey`.
 */
export function firstFree(block: Prefix, length: number, taken: readonly Prefix[]): Prefix | undefined {
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

/**
 * A prefix for each key, by its `id` or by a hash of the key: no other key, no order and no `taken` moves it. Keys are names
 * as `KEY` of plan/shape.ts has them, `path` is where the user declares them, and `taken` are prefixes in use that belong to
 * none of them. Problems: `part-length`, `id-range`, `id-collision` and `block-exhausted`.
 */
export function carveByKey(
    block: Prefix,
    parts: Readonly<Record<string, Part>>,
    path: string,
    taken: readonly Prefix[] = [],
): Parts {
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
        `taken ${text}`,
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
