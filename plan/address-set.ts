/**
 * Exact sets of addresses, IPv4 and IPv6 in one value. A set has one form only, whatever it was built from: equal sets are
 * deeply equal.
 */
import { common, gaps, holds, joined, type Interval } from "./intervals";
import { addressText, BITS, bitLength, prefixAround, prefixOf, type Address, type Family, type Prefix } from "./prefix";
import { show } from "./problem";

/** All addresses from `first` to `last`, both with it. Every prefix is a range too. */
export interface AddressRange extends Interval {
    readonly family: Family;
}

/** Of each family the intervals in address order; between two of them lies at least one address outside the set. */
export interface AddressSet {
    readonly 4: readonly Interval[];
    readonly 6: readonly Interval[];
}

export const NOTHING: AddressSet = { 4: [], 6: [] };
export const EVERYTHING: AddressSet = perFamily((family) => [{ first: 0n, last: highest(family) }]);

/**
 * What the prefixes, texts of prefixes or ranges hold together, in n log n for n of them. Throws a TypeError on anything
 * else: left out, it would be taken for free.
 */
export function addressSet(ranges: readonly (AddressRange | string)[]): AddressSet {
    if (!Array.isArray(ranges)) throw new TypeError(`${show(ranges)} is no list of ${RANGES}`);
    const parsed = (ranges as readonly (AddressRange | string)[]).map((range) => rangeOf(range));
    return perFamily((family) => joined(parsed.filter((range) => range.family === family)));
}

/** From `first` to `last`, both with it. Throws where that is no range of addresses. */
export function ofRange(family: Family, first: bigint, last: bigint): AddressSet {
    return addressSet([{ family, first, last }]);
}

/** What is in one of the sets at least. Linear: the engine's sort merges runs that are in order. */
export function union(...sets: readonly AddressSet[]): AddressSet {
    return perFamily((family) => joined(sets.flatMap((set) => of(set, family))));
}

/** What is in both. Linear. */
export function intersect(a: AddressSet, b: AddressSet): AddressSet {
    return perFamily((family) => common(of(a, family), of(b, family)));
}

/** What is in `a` and not in `b`. Linear. */
export function subtract(a: AddressSet, b: AddressSet): AddressSet {
    return intersect(a, complement(b));
}

/** Every address of both families that is not in the set. */
export function complement(set: AddressSet): AddressSet {
    return perFamily((family) => gaps(of(set, family), highest(family)));
}

/**
 * True when all of an address, prefix, text of a prefix, range or set is in `set`. One address or range takes logarithmic
 * time. Throws a TypeError on anything else.
 */
export function contains(set: AddressSet, what: Address | AddressRange | AddressSet | string): boolean {
    if (isSet(what))
        return FAMILIES.every((family) => what[family].every((interval) => holds(of(set, family), interval)));
    const range = rangeOf(isAddress(what) ? { family: what.family, first: what.value, last: what.value } : what);
    return holds(of(set, range.family), range);
}

export function isEmpty(set: AddressSet): boolean {
    return FAMILIES.every((family) => of(set, family).length === 0);
}

export function equals(a: AddressSet, b: AddressSet): boolean {
    return FAMILIES.every(
        (family) =>
            of(a, family).length === of(b, family).length &&
            of(a, family).every((x, i) => x.first === b[family][i]?.first && x.last === b[family][i]?.last),
    );
}

/** How many addresses the set has of each family. */
export function size(set: AddressSet): Readonly<Record<Family, bigint>> {
    return perFamily((family) => of(set, family).reduce((sum, { first, last }) => sum + last - first + 1n, 0n));
}

/** The fewest prefixes that hold exactly the set: there is one such list. In address order, IPv4 first. */
export function prefixesOf(set: AddressSet): Prefix[] {
    return FAMILIES.flatMap((family) => of(set, family).flatMap((interval) => prefixesOfInterval(family, interval)));
}

/** "10.0.0.0/8, 192.168.0.0/16 and 3 more"; "nothing" for the empty set. `shown` is how many prefixes are named. */
export function describeSet(set: AddressSet, shown = 2): string {
    const prefixes = prefixesOf(set);
    if (prefixes.length === 0) return "nothing";
    const named = prefixes.slice(0, shown).map((prefix) => prefix.text);
    const more = prefixes.length - named.length;
    return more === 0 ? named.join(", ") : `${named.join(", ")} and ${more} more`;
}

/**
 * "10.0.0.0/16, 10.1.0.4–10.1.0.254 and 3 more": a run of addresses as a prefix where it is one, one address by itself.
 * Shorter than `describeSet` where a set has odd ends. `shown` is how many runs are named.
 */
export function describeRuns(set: AddressSet, shown = 2): string {
    const runs = FAMILIES.flatMap((family) => of(set, family).map((interval) => describeRun(family, interval)));
    if (runs.length === 0) return "nothing";
    const more = runs.length - shown;
    return more <= 0 ? runs.join(", ") : `${runs.slice(0, shown).join(", ")} and ${more} more`;
}

function describeRun(family: Family, { first, last }: Interval): string {
    if (first === last) return addressText(family, first);
    const prefix = prefixAround(family, first, BITS[family] - bitLength(last - first));
    return prefix.first === first && prefix.last === last
        ? prefix.text
        : `${addressText(family, first)}–${addressText(family, last)}`;
}

const FAMILIES = [4, 6] as const;
const RANGES = 'address ranges: give prefixes, texts like "10.0.0.0/8" or { family, first, last } with bigints';

/** The intervals of a family, of a set and nothing else: of a list of texts the fifth text would be taken for them. */
function of(set: AddressSet, family: Family): readonly Interval[] {
    if (isSet(set)) return set[family];
    throw new TypeError(`${show(set)} is no set of addresses: give addressSet(["10.0.0.0/8"])`);
}

function isSet(value: unknown): value is AddressSet {
    if (typeof value !== "object" || value === null) return false;
    const { 4: four, 6: six } = value as Partial<AddressSet>;
    return Array.isArray(four) && Array.isArray(six);
}

function isAddress(value: unknown): value is Address {
    return typeof value === "object" && value !== null && "value" in value;
}

function rangeOf(value: AddressRange | string): AddressRange {
    if (typeof value === "string") return prefixOf(value);
    const { family, first, last } = { ...(value as Partial<AddressRange> | null) };
    const isRange = (family === 4 || family === 6) && typeof first === "bigint" && typeof last === "bigint";
    if (!isRange) throw new TypeError(`${show(value)} is none of the ${RANGES}`);
    checkRange(family, first, last);
    return value;
}

function checkRange(family: Family, first: bigint, last: bigint): void {
    if (first >= 0n && first <= last && last <= highest(family)) return;
    throw new RangeError(`no range of IPv${family} addresses: ${first} to ${last}`);
}

function perFamily<T>(make: (family: Family) => T): Record<Family, T> {
    return { 4: make(4), 6: make(6) };
}

function highest(family: Family): bigint {
    return (1n << BigInt(BITS[family])) - 1n;
}

/** From the front: each prefix as wide as its first address is aligned and as what remains has room for. */
function prefixesOfInterval(family: Family, { first, last }: Interval): Prefix[] {
    const result: Prefix[] = [];
    for (let next = first; next <= last;) {
        const aligned = next === 0n ? BITS[family] : bitLength(next & -next) - 1;
        const room = bitLength(last - next + 1n) - 1;
        const prefix = prefixAround(family, next, BITS[family] - Math.min(aligned, room));
        result.push(prefix);
        next = prefix.last + 1n;
    }
    return result;
}
