/**
 * A universe small enough to try every address of it: both ends of IPv4 and of IPv6, 16 addresses each. Sets are modelled
 * as sets of addresses in words, so that nothing of the model is shared with the code under test.
 */
import { prefixOf, type Family, type Prefix } from "../../../plan/prefix";
import * as fc from "fast-check";

export interface Corner {
    family: Family;
    start: bigint;
    /** Text of its prefix of a host number and a length. */
    text: (host: number, bits: number) => string;
}

const hex = (host: number): string => host.toString(16);
export const CORNERS: readonly Corner[] = [
    { family: 4, start: 0n, text: (host, bits) => `0.0.0.${host}/${32 - bits}` },
    { family: 4, start: 0xfffffff0n, text: (host, bits) => `255.255.255.${240 + host}/${32 - bits}` },
    { family: 6, start: 0n, text: (host, bits) => `::${hex(host)}/${128 - bits}` },
    { family: 6, start: (1n << 128n) - 16n, text: (host, bits) => `${"ffff:".repeat(7)}fff${hex(host)}/${128 - bits}` },
];

/** Every address of the universe. */
export const UNIVERSE = CORNERS.flatMap(({ family, start }) =>
    Array.from({ length: 16 }, (_, i) => ({ family, value: start + BigInt(i) })),
);

export const word = ({ family, value }: { family: Family; value: bigint }): string => `${family} ${value}`;

/** The addresses of prefixes, in words. */
export function wordsOf(prefixes: readonly { family: Family; first: bigint; last: bigint }[]): Set<string> {
    const words = new Set<string>();
    for (const { family, first, last } of prefixes) {
        for (let value = first; value <= last; value++) words.add(word({ family, value }));
    }
    return words;
}

/** Every prefix within one corner. */
export function prefixesIn({ text }: Corner): Prefix[] {
    return [0, 1, 2, 3, 4].flatMap((bits) =>
        Array.from({ length: 16 >> bits }, (_, i) => prefixOf(text(i << bits, bits))),
    );
}

export const smallPrefix = fc
    .record({ corner: fc.constantFrom(...CORNERS), bits: fc.integer({ min: 0, max: 4 }), at: fc.nat(15) })
    .map(({ corner, bits, at }) => prefixOf(corner.text((at >> bits) << bits, bits)));

export const smallPrefixes = fc.array(smallPrefix, { maxLength: 12 });

export const texts = (prefixes: readonly Prefix[]): string[] => prefixes.map((prefix) => prefix.text);

/** The fewest prefixes of `candidates` that hold all of `needed` and no address outside of `usable`, found by trying. */
export function fewest(
    candidates: readonly Prefix[],
    needed: ReadonlySet<string>,
    usable: ReadonlySet<string>,
): number {
    const fitting = candidates.map((c) => wordsOf([c])).filter((words) => [...words].every((w) => usable.has(w)));
    const isEnough = (missing: ReadonlySet<string>, count: number): boolean => {
        const [next] = missing;
        if (next === undefined) return true;
        if (count === 0) return false;
        return fitting
            .filter((words) => words.has(next))
            .some((words) => isEnough(new Set([...missing].filter((w) => !words.has(w))), count - 1));
    };
    let count = 0;
    while (!isEnough(needed, count)) count++;
    return count;
}
