/** IPv4 and IPv6 addresses as exact numbers, and prefixes as intervals of them. */
import type { Family } from "../facts/family";
import { show, type Problem } from "./problem";

export type { Family } from "../facts/family";

export interface Address {
    readonly family: Family;
    /** The address as a number: 10.0.0.1 is 167772161. */
    readonly value: bigint;
}

/** A prefix is canonical: no bit of it is set behind its length. */
export interface Prefix {
    readonly family: Family;
    /** The first address, as a number. */
    readonly first: bigint;
    /** The last address. */
    readonly last: bigint;
    readonly length: number;
    /** Canonical text: "10.0.0.0/16", "2001:db8::/32". */
    readonly text: string;
}

/** What every function of addresses takes: a prefix, or its text, which is read. */
export type PrefixLike = Prefix | string;

/** How many bits an address has. */
export const BITS = { 4: 32, 6: 128 } as const;

export type ParsedPrefix = { readonly prefix: Prefix } | { readonly problem: string; readonly canonical?: string };

const NO_PREFIX = "is not an address prefix like 10.0.0.0/16 or 2001:db8::/56";

/**
 * Reads a prefix in CIDR notation; one that was read before stays as it is. What means no prefix, or one with host bits
 * set, gives a problem; for the latter `canonical` is the prefix that was probably meant.
 */
export function parsePrefix(text: PrefixLike): ParsedPrefix {
    if (typeof text !== "string") return isPrefix(text) ? { prefix: text } : { problem: NO_PREFIX };
    const [address = "", lengthText, ...rest] = text.split("/");
    const parsed = parseAddress(address);
    if (parsed === undefined || lengthText === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(lengthText)) {
        return { problem: NO_PREFIX };
    }
    const { family, value } = parsed;
    const length = Number(lengthText);
    if (length > BITS[family]) return { problem: `has a length over ${BITS[family]}` };
    const prefix = prefixAround(family, value, length);
    if (prefix.first !== value) return { problem: "has host bits set", canonical: prefix.text };
    return { prefix };
}

/** What is wrong with a prefix that a user wrote at `path`: `cidr-invalid`, or nothing. */
export function checkPrefix(value: unknown, path: string): Problem[] {
    const parsed = parsePrefix(value as PrefixLike);
    if ("prefix" in parsed) return [];
    const { problem, canonical } = parsed;
    const allowed = canonical === undefined ? 'a prefix like "10.0.0.0/16" or "2001:db8::/56"' : show(canonical);
    const fix = canonical === undefined ? "Write it in CIDR notation." : "Write the prefix without host bits.";
    return [{ check: "cidr-invalid", path, got: `${show(value)}, which ${problem}`, allowed, fix }];
}

/** For prefixes that were checked before: a prefix as it is, or that of a text. Throws a TypeError on anything else. */
export function prefixOf(value: PrefixLike): Prefix {
    const parsed = parsePrefix(value);
    if ("prefix" in parsed) return parsed.prefix;
    const instead = parsed.canonical === undefined ? 'prefixOf("10.0.0.0/8") or its text' : show(parsed.canonical);
    throw new TypeError(`${show(value)} ${parsed.problem}: give ${instead}`);
}

/** `prefixOf` of each. Throws a TypeError where that is no list of prefixes; `name` is what the text calls it. */
export function prefixesFrom(values: readonly PrefixLike[], name = "the argument"): Prefix[] {
    if (!Array.isArray(values)) {
        throw new TypeError(`${name} is ${show(values)}, no list of prefixes: give one like ["10.0.0.0/8"]`);
    }
    return (values as readonly PrefixLike[]).map((value) => prefixOf(value));
}

/** A range of addresses that begins or ends between two prefixes is none: overlaps with it would be missed. */
function isPrefix(value: Prefix | null): boolean {
    if (typeof value !== "object" || value === null) return false;
    const { family, first, last, length }: Partial<Prefix> = value;
    if ((family !== 4 && family !== 6) || typeof first !== "bigint" || typeof last !== "bigint") return false;
    const hosts = typeof length === "number" ? HOST_BITS[family][length] : undefined;
    return (
        hosts !== undefined && last - first === hosts && (first & hosts) === 0n && last >> BigInt(BITS[family]) === 0n
    );
}

/** The bits behind each length of a prefix, all set. */
const HOST_BITS = { 4: allSet(4), 6: allSet(6) };

function allSet(family: Family): bigint[] {
    return Array.from({ length: BITS[family] + 1 }, (_, length) => (1n << BigInt(BITS[family] - length)) - 1n);
}

function isLength(family: Family, length: number): boolean {
    return Number.isInteger(length) && length >= 0 && length <= BITS[family];
}

/** Reads an address without a length: "10.0.0.1", "2001:db8::1". Undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
    if (typeof text !== "string") return undefined;
    const family = text.includes(":") ? 6 : 4;
    const value = family === 6 ? parseIpv6(text) : parseIpv4(text);
    return value === undefined ? undefined : { family, value };
}

/** The canonical text of an address: "10.0.0.1", "2001:db8::1". Throws on a number that is no address of the family. */
export function addressText(family: Family, value: bigint): string {
    // Shifted, a negative number stays below 0.
    if (value >> BigInt(BITS[family]) !== 0n) throw new RangeError(`no IPv${family} address: ${value}`);
    return family === 4 ? formatIpv4(value) : formatIpv6(value);
}

/** The prefix of a length that holds an address. Throws on a length that is not from 0 to 32 or 128. */
export function prefixAround(family: Family, value: bigint, length: number): Prefix {
    if (!isLength(family, length)) throw new RangeError(`no length of an IPv${family} prefix: ${length}`);
    const hostBits = BigInt(BITS[family] - length);
    const first = (value >> hostBits) << hostBits;
    const last = first + (1n << hostBits) - 1n;
    return { family, first, last, length, text: `${addressText(family, first)}/${length}` };
}

/** The smallest prefix that holds two addresses, and so all between them. */
export function prefixSpanning(family: Family, one: bigint, other: bigint): Prefix {
    return prefixAround(family, one, BITS[family] - bitLength(one ^ other));
}

/** How many addresses a prefix has, the first and the last with them. */
export function addressCount(prefix: PrefixLike): bigint {
    const { first, last } = prefixOf(prefix);
    return last - first + 1n;
}

/** The address at a position of a prefix, from 0; undefined where the prefix has none. */
export function nthAddress(prefix: PrefixLike, position: number | bigint): Address | undefined {
    const { family, first, last } = prefixOf(prefix);
    const index = wholeNumber(position);
    if (index === undefined || index < 0n || first + index > last) return undefined;
    return { family, value: first + index };
}

/** A position as an exact number; undefined for a number that is not whole. Throws on what is no number. */
export function wholeNumber(position: number | bigint): bigint | undefined {
    if (typeof position === "bigint") return position;
    if (typeof position === "number") return Number.isInteger(position) ? BigInt(position) : undefined;
    throw new TypeError(`${show(position)} is no position: give a number or a bigint`);
}

/** How many binary digits a number has; 0 has none. */
export function bitLength(value: bigint): number {
    return value === 0n ? 0 : value.toString(2).length;
}

/** True when every address of `inner` is in `outer`. */
export function covers(outer: PrefixLike, inner: PrefixLike): boolean {
    return isInside(prefixOf(outer), prefixOf(inner));
}

export function overlaps(a: PrefixLike, b: PrefixLike): boolean {
    const [x, y] = [prefixOf(a), prefixOf(b)];
    return isInside(x, y) || isInside(y, x);
}

/** True when every address of `inner` is in one of `outers` or in several of them together. */
export function coversTogether(outers: readonly PrefixLike[], inner: PrefixLike): boolean {
    const { family, first, last } = prefixOf(inner);
    let next = first;
    for (const [, outer] of inAddressOrder(prefixesFrom(outers), (o) => o)) {
        if (outer.family !== family) continue;
        if (outer.first > next) break;
        if (outer.last >= next) next = outer.last + 1n;
    }
    return next > last;
}

/** Every pair of items whose prefixes overlap, each once, the wider first: n log n, plus the pairs themselves. */
export function overlappingPairs<T>(items: readonly T[], prefix: (item: T) => PrefixLike): [T, T][] {
    const pairs: [T, T][] = [];
    for (const [item, enclosing] of inAddressOrderWithEnclosing(items, prefix)) {
        for (const outer of enclosing) pairs.push([outer, item]);
    }
    return pairs;
}

/**
 * Every item in address order, wider prefixes first, with the items before it whose prefixes hold its own: of equal
 * prefixes those that come earlier in `items`. Two prefixes overlap only where one holds the other, so these are all the
 * overlaps. The list belongs to the loop, and changes with the next item.
 */
export function* inAddressOrderWithEnclosing<T>(
    items: readonly T[],
    prefix: (item: T) => PrefixLike,
): Generator<[T, readonly T[]], void, undefined> {
    const enclosing: T[] = [];
    const around: Prefix[] = [];
    for (const [item, own] of inAddressOrder(items, prefix)) {
        for (let top = around.at(-1); top !== undefined && !isInside(top, own); top = around.at(-1)) {
            around.pop();
            enclosing.pop();
        }
        yield [item, enclosing];
        enclosing.push(item);
        around.push(own);
    }
}

function isInside(outer: Prefix, inner: Prefix): boolean {
    return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

function inAddressOrder<T>(items: readonly T[], prefix: (item: T) => PrefixLike): [T, Prefix][] {
    return items
        .map((item): [T, Prefix] => [item, prefixOf(prefix(item))])
        .sort(([, x], [, y]) => {
            if (x.family !== y.family) return x.family - y.family;
            if (x.first !== y.first) return x.first < y.first ? -1 : 1;
            return x.length - y.length;
        });
}

function parseIpv4(text: string): bigint | undefined {
    const parts = text.split(".");
    if (parts.length !== 4 || !parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) <= 255)) return undefined;
    return parts.reduce((value, part) => (value << 8n) + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
    const halves = text.split("::");
    if (halves.length > 2) return undefined;
    const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
    const missing = 8 - head.length - tail.length;
    if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
    const groups = [...head, ...Array<string>(Math.max(missing, 0)).fill("0"), ...tail];
    if (!groups.every((g) => /^[0-9a-fA-F]{1,4}$/.test(g))) return undefined;
    return groups.reduce((value, group) => (value << 16n) + BigInt(`0x${group}`), 0n);
}

function formatIpv4(value: bigint): string {
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
}

/** The shortest text (RFC 5952): the longest run of two or more zero groups, the first of equals, becomes "::". */
function formatIpv6(value: bigint): string {
    const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
    const runs = groups.map((_, start) => {
        const rest = groups.slice(start).findIndex((g) => g !== "0");
        return { start, length: rest < 0 ? 8 - start : rest };
    });
    const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), { start: 0, length: 0 });
    if (longest.length < 2) return groups.join(":");
    return `${groups.slice(0, longest.start).join(":")}::${groups.slice(longest.start + longest.length).join(":")}`;
}
