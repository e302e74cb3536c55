/** IPv4 and IPv6 addresses as exact numbers, and prefixes as intervals of them. */
export type Family = 4 | 6;

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

/** How many bits an address has. */
export const BITS = { 4: 32, 6: 128 } as const;

export type ParsedPrefix = { readonly prefix: Prefix } | { readonly problem: string; readonly canonical?: string };

/**
 * Reads a prefix in CIDR notation. Text that means no prefix, or one with host bits set, gives a problem; for the latter
 * `canonical` is the prefix that was probably meant.
 */
export function parsePrefix(text: string): ParsedPrefix {
    const [address = "", lengthText, ...rest] = text.split("/");
    const parsed = parseAddress(address);
    if (parsed === undefined || lengthText === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(lengthText)) {
        return { problem: "is not an address prefix like 10.0.0.0/16 or 2001:db8::/56" };
    }
    const { family, value } = parsed;
    const length = Number(lengthText);
    if (length > BITS[family]) return { problem: `has a length over ${BITS[family]}` };
    const prefix = prefixAround(family, value, length);
    if (prefix.first !== value) return { problem: "has host bits set", canonical: prefix.text };
    return { prefix };
}

/** For prefixes that were checked before: throws on anything else. */
export function prefixOf(text: string): Prefix {
    const parsed = parsePrefix(text);
    if ("problem" in parsed) throw new Error(`${JSON.stringify(text)} ${parsed.problem}`);
    return parsed.prefix;
}

/** Reads an address without a length: "10.0.0.1", "2001:db8::1". Undefined for any other text. */
export function parseAddress(text: string): Address | undefined {
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

/** The prefix of a length, 0 to 32 or 128, that holds an address. */
export function prefixAround(family: Family, value: bigint, length: number): Prefix {
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
export function addressCount(prefix: Prefix): bigint {
    return prefix.last - prefix.first + 1n;
}

/** The address at a position of a prefix, from 0; undefined where the prefix has none. */
export function nthAddress({ family, first, last }: Prefix, position: bigint): Address | undefined {
    const value = first + position;
    return position < 0n || value > last ? undefined : { family, value };
}

/** How many binary digits a number has; 0 has none. */
export function bitLength(value: bigint): number {
    return value === 0n ? 0 : value.toString(2).length;
}

export function covers(outer: Prefix, inner: Prefix): boolean {
    return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: Prefix, b: Prefix): boolean {
    return covers(a, b) || covers(b, a);
}

/** True when every address of `inner` is in one of `outers` or in several of them together. */
export function coversTogether(outers: readonly Prefix[], inner: Prefix): boolean {
    let next = inner.first;
    for (const outer of inAddressOrder(
        outers.filter((o) => o.family === inner.family),
        (o) => o,
    )) {
        if (outer.first > next) break;
        if (outer.last >= next) next = outer.last + 1n;
    }
    return next > inner.last;
}

/** Every pair of items whose prefixes overlap, each once, the wider first: n log n, plus the pairs themselves. */
export function overlappingPairs<T>(items: readonly T[], prefix: (item: T) => Prefix): [T, T][] {
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
    prefix: (item: T) => Prefix,
): Generator<[T, readonly T[]], void, undefined> {
    const enclosing: T[] = [];
    for (const item of inAddressOrder(items, prefix)) {
        for (
            let top = enclosing.at(-1);
            top !== undefined && !covers(prefix(top), prefix(item));
            top = enclosing.at(-1)
        ) {
            enclosing.pop();
        }
        yield [item, enclosing];
        enclosing.push(item);
    }
}

function inAddressOrder<T>(items: readonly T[], prefix: (item: T) => Prefix): T[] {
    return [...items].sort((a, b) => {
        const [x, y] = [prefix(a), prefix(b)];
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
