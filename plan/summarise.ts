/** Fewer prefixes for the same addresses, or for a few more that the caller may have: each with what was added. */
import { addressSet, prefixesOf, size, subtract, union, type AddressSet } from "./address-set";
import type { Interval } from "./intervals";
import {
    addressCount,
    covers,
    prefixesFrom,
    prefixSpanning,
    type Family,
    type Prefix,
    type PrefixLike,
} from "./prefix";
import type { Reasoning } from "./reasoning";

export interface Summary {
    /** In address order, IPv4 first. No two of them overlap. */
    readonly prefixes: readonly Prefix[];
    /** The addresses that the summary holds and that no given prefix holds. */
    readonly added: AddressSet;
    readonly reasoning: Reasoning;
}

/** The fewest prefixes that hold exactly the addresses of the given ones; `added` is empty. Throws a TypeError on what is no prefix. */
export function summarise(prefixes: readonly PrefixLike[]): Summary {
    return summariseWithin(prefixes, []);
}

/**
 * The fewest prefixes that hold all given addresses and otherwise only addresses of `allowed`, the blocks that the caller
 * owns. Of the lists of that many prefixes it is the one that adds the fewest addresses. Throws a
 * TypeError on what is no prefix.
 */
export function summariseWithin(prefixes: readonly PrefixLike[], allowed: readonly PrefixLike[]): Summary {
    const given = addressSet(prefixesFrom(prefixes, "prefixes"));
    const pieces = prefixesOf(given);
    // The widest prefixes that may be used at all have no address in common, and each piece lies in one of them: so each
    // that holds a piece costs one prefix.
    const widest = prefixesOf(union(given, addressSet(prefixesFrom(allowed, "allowed"))));
    const summary: Prefix[] = [];
    let next = 0;
    for (const block of widest) {
        const inside = pieces.slice(next, piecesEnd(pieces, next, block));
        next += inside.length;
        const spanned = spanning(block.family, inside);
        if (spanned !== undefined) summary.push(spanned);
    }
    const added = subtract(addressSet(summary), given);
    return { prefixes: summary, added, reasoning: [summaryStep(prefixes.length, summary.length, added)] };
}

export interface Cover {
    readonly prefix: Prefix;
    /** How many addresses of it were given. */
    readonly given: bigint;
    /** How many addresses of it no given prefix holds: who routes to the cover draws their traffic too. */
    readonly notGiven: bigint;
}

/** For each family that is given, IPv4 first, the smallest single prefix that holds all of it. Throws a TypeError on what is no prefix. */
export function cover(prefixes: readonly PrefixLike[]): {
    readonly covers: readonly Cover[];
    readonly reasoning: Reasoning;
} {
    const set = addressSet(prefixesFrom(prefixes, "prefixes"));
    const counts = size(set);
    const found = ([4, 6] as const).flatMap((family): Cover[] => {
        const prefix = spanning(family, set[family]);
        if (prefix === undefined) return [];
        return [{ prefix, given: counts[family], notGiven: addressCount(prefix) - counts[family] }];
    });
    const reasoning = found.map(({ prefix, given, notGiven }) => ({
        what: `smallest prefix around all given IPv${prefix.family} prefixes`,
        figure: prefix.text,
        because: `${given + notGiven} addresses, of which ${notGiven} were not given`,
    }));
    return { covers: found, reasoning };
}

/** The smallest prefix around intervals in address order. */
function spanning(family: Family, intervals: readonly Interval[]): Prefix | undefined {
    const [first, last] = [intervals[0], intervals.at(-1)];
    return first && last && prefixSpanning(family, first.first, last.last);
}

/** Where the pieces from `start` on that `block` holds come to an end. */
function piecesEnd(pieces: readonly Prefix[], start: number, block: Prefix): number {
    let end = start;
    for (let piece = pieces[end]; piece !== undefined && covers(block, piece); piece = pieces[end]) end++;
    return end;
}

function summaryStep(given: number, summary: number, added: AddressSet): Reasoning[number] {
    const { 4: four, 6: six } = size(added);
    const extra = [four > 0n ? `${four} IPv4` : "", six > 0n ? `${six} IPv6` : ""].filter((text) => text !== "");
    return {
        what: `fewest prefixes for ${given} given`,
        figure: `${summary}`,
        because: extra.length === 0 ? "exactly the given addresses" : `with ${extra.join(" and ")} addresses not given`,
    };
}
