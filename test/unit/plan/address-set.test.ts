import {
    addressSet,
    complement,
    contains,
    describeRuns,
    describeSet,
    equals,
    EVERYTHING,
    intersect,
    isEmpty,
    NOTHING,
    ofRange,
    prefixesOf,
    size,
    subtract,
    union,
    type AddressSet,
} from "../../../plan/address-set";
import { parseAddress, prefixOf } from "../../../plan/prefix";
import * as fc from "fast-check";
import {
    CORNERS,
    fewest,
    prefixesIn,
    smallPrefix,
    smallPrefixes,
    texts,
    UNIVERSE,
    word,
    wordsOf,
} from "./small-universe";

const LAST_4 = (1n << 32n) - 1n;
const LAST_6 = (1n << 128n) - 1n;
const setOf = (...list: string[]): AddressSet => addressSet(list.map(prefixOf));
const small = smallPrefixes.map((prefixes) => ({ set: addressSet(prefixes), words: wordsOf(prefixes) }));
/** The addresses of the universe that a set holds, by asking for each. */
const held = (set: AddressSet): Set<string> => new Set(UNIVERSE.filter((address) => contains(set, address)).map(word));
/** Any prefix of either family, anywhere. */
const anyPrefix = fc
    .record({ six: fc.boolean(), value: fc.bigInt({ min: 0n, max: LAST_6 }), length: fc.nat(128) })
    .map(({ six, value, length }) => {
        const [bits, long] = six ? [128, length] : [32, length % 33];
        const host = BigInt(bits - long);
        const first = ((value & ((1n << BigInt(bits)) - 1n)) >> host) << host;
        return { family: six ? (6 as const) : (4 as const), first, last: first + (1n << host) - 1n };
    });
const anySet = fc.array(anyPrefix, { maxLength: 10 }).map(addressSet);

describe("a set of addresses", () => {
    test("holds sorted intervals that neither overlap nor touch", () => {
        expect(setOf("10.0.1.0/24", "::2/128", "10.0.0.0/24", "10.0.0.128/25", "10.0.3.0/24", "::/127")).toEqual({
            4: [
                { first: 0x0a000000n, last: 0x0a0001ffn },
                { first: 0x0a000300n, last: 0x0a0003ffn },
            ],
            6: [{ first: 0n, last: 2n }],
        });
    });

    test("is nothing, everything, or a range", () => {
        expect(NOTHING).toEqual({ 4: [], 6: [] });
        expect(EVERYTHING).toEqual({ 4: [{ first: 0n, last: LAST_4 }], 6: [{ first: 0n, last: LAST_6 }] });
        expect(setOf("0.0.0.0/0", "::/0")).toEqual(EVERYTHING);
        expect(ofRange(4, 5n, 9n)).toEqual({ 4: [{ first: 5n, last: 9n }], 6: [] });
        expect(ofRange(6, 5n, 5n)).toEqual({ 4: [], 6: [{ first: 5n, last: 5n }] });
        expect(ofRange(4, 0n, LAST_4)).toEqual(setOf("0.0.0.0/0"));
        expect(ofRange(6, 0n, LAST_6)).toEqual(setOf("::/0"));
    });

    test.each([
        [4, 1n, 0n],
        [4, -1n, 0n],
        [4, 0n, LAST_4 + 1n],
        [6, 0n, LAST_6 + 1n],
    ] as const)("is no range of IPv%d addresses from %s to %s", (family, first, last) => {
        const message = `no range of IPv${family} addresses: ${first} to ${last}`;
        expect(() => ofRange(family, first, last)).toThrow(new RangeError(message));
    });

    test("is not changed by what is made of it", () => {
        const [a, b] = [setOf("10.0.0.0/24"), setOf("10.0.1.0/24")];
        expect(prefixesOf(union(a, b)).map((p) => p.text)).toEqual(["10.0.0.0/23"]);
        expect([a, b]).toEqual([setOf("10.0.0.0/24"), setOf("10.0.1.0/24")]);
    });

    test("has one form, however it was built", () => {
        fc.assert(
            fc.property(smallPrefixes, smallPrefixes, (prefixes, more) => {
                const whole = addressSet([...prefixes, ...more]);
                const ordered = addressSet([...more, ...prefixes, ...more].reverse());
                const single = addressSet(
                    UNIVERSE.filter((a) => contains(whole, a)).map(({ family, value }) => {
                        return { family, first: value, last: value };
                    }),
                );
                for (const same of [ordered, single, union(addressSet(prefixes), addressSet(more))]) {
                    expect(same).toEqual(whole);
                    expect(equals(same, whole)).toBe(true);
                }
            }),
        );
    });
});

describe("union, intersect, subtract, complement", () => {
    test("say of every address what it says itself", () => {
        fc.assert(
            fc.property(small, small, (a, b) => {
                const where = (is: (w: string) => boolean): Set<string> => new Set(UNIVERSE.map(word).filter(is));
                expect(held(a.set)).toEqual(where((w) => a.words.has(w)));
                expect(held(union(a.set, b.set))).toEqual(where((w) => a.words.has(w) || b.words.has(w)));
                expect(held(intersect(a.set, b.set))).toEqual(where((w) => a.words.has(w) && b.words.has(w)));
                expect(held(subtract(a.set, b.set))).toEqual(where((w) => a.words.has(w) && !b.words.has(w)));
                expect(held(complement(a.set))).toEqual(where((w) => !a.words.has(w)));
            }),
            { numRuns: 500 },
        );
    });

    test("hold the laws of sets, for sets of any size", () => {
        fc.assert(
            fc.property(anySet, anySet, anySet, (a, b, c) => {
                expect(complement(complement(a))).toEqual(a);
                expect(complement(union(a, b))).toEqual(intersect(complement(a), complement(b)));
                expect(complement(intersect(a, b))).toEqual(union(complement(a), complement(b)));
                expect(union(subtract(a, b), intersect(a, b))).toEqual(a);
                expect(intersect(subtract(a, b), b)).toEqual(NOTHING);
                expect(intersect(a, b)).toEqual(intersect(b, a));
                expect(intersect(a, union(b, c))).toEqual(union(intersect(a, b), intersect(a, c)));
                expect(union(a, b, c)).toEqual(union(union(c, b), a));
                expect(union(a, complement(a))).toEqual(EVERYTHING);
                expect(addressSet(prefixesOf(a))).toEqual(a);
            }),
            { numRuns: 300 },
        );
    });

    test("of nothing and everything", () => {
        expect(union()).toEqual(NOTHING);
        expect(complement(EVERYTHING)).toEqual(NOTHING);
        expect(complement(NOTHING)).toEqual(EVERYTHING);
        expect(intersect(EVERYTHING, EVERYTHING)).toEqual(EVERYTHING);
        expect(subtract(EVERYTHING, setOf("0.0.0.0/0"))).toEqual(setOf("::/0"));
        expect(complement(setOf("0.0.0.0/1", "8000::/1"))).toEqual(setOf("128.0.0.0/1", "::/1"));
    });

    test("bring together what touches", () => {
        expect(union(setOf("10.0.0.0/25"), setOf("10.0.0.128/25"))).toEqual(setOf("10.0.0.0/24"));
        expect(union(setOf("255.255.255.255/32"), setOf("::/128"))).toEqual({
            4: [{ first: LAST_4, last: LAST_4 }],
            6: [{ first: 0n, last: 0n }],
        });
    });
});

describe("contains, isEmpty, equals, size", () => {
    test("a prefix, a range or a set is contained when each of its addresses is", () => {
        fc.assert(
            fc.property(small, smallPrefix, small, (outer, prefix, inner) => {
                const all = (words: Set<string>): boolean => [...words].every((w) => outer.words.has(w));
                expect(contains(outer.set, prefix)).toBe(all(wordsOf([prefix])));
                expect(contains(outer.set, inner.set)).toBe(all(inner.words));
                expect(contains(union(outer.set, inner.set), inner.set)).toBe(true);
            }),
            { numRuns: 500 },
        );
    });

    test.each([
        ["10.0.0.0", false],
        ["10.0.0.1", true],
        ["10.0.0.2", true],
        ["10.0.0.3", false],
        ["10.0.0.4", true],
        ["10.0.0.5", false],
        ["::a00:1", false],
        ["::1", true],
        ["0.0.0.1", false],
    ])("an address at a bound: %s %s", (text, expected) => {
        const set = setOf("10.0.0.1/32", "10.0.0.2/32", "10.0.0.4/32", "::1/128");
        expect(contains(set, parseAddress(text)!)).toBe(expected);
    });

    test("a set is contained only where both families of it are", () => {
        expect(contains(setOf("10.0.0.0/8"), setOf("10.1.0.0/16", "::1/128"))).toBe(false);
        expect(contains(setOf("::/64"), setOf("10.1.0.0/16", "::1/128"))).toBe(false);
        expect(contains(setOf("::/64", "10.0.0.0/8"), setOf("10.1.0.0/16", "::1/128"))).toBe(true);
        expect(contains(NOTHING, NOTHING)).toBe(true);
    });

    test("a range over a gap is not contained, nor one that reaches beyond", () => {
        const set = setOf("10.0.0.0/24", "10.0.2.0/24");
        expect(contains(set, { family: 4, first: 0x0a000000n, last: 0x0a0002ffn })).toBe(false);
        expect(contains(set, { family: 4, first: 0x0a000080n, last: 0x0a000100n })).toBe(false);
        expect(contains(set, { family: 4, first: 0x0a000080n, last: 0x0a0000ffn })).toBe(true);
    });

    test("empty is what has no address of either family", () => {
        expect(isEmpty(NOTHING)).toBe(true);
        expect(isEmpty(setOf("10.0.0.0/32"))).toBe(false);
        expect(isEmpty(setOf("::/128"))).toBe(false);
    });

    test("equal is what has the same addresses, and nothing else", () => {
        fc.assert(
            fc.property(small, small, (a, b) => {
                const isSame = a.words.size === b.words.size && [...a.words].every((w) => b.words.has(w));
                expect(equals(a.set, b.set)).toBe(isSame);
                expect(equals(a.set, a.set)).toBe(true);
            }),
            { numRuns: 300 },
        );
        expect(equals(setOf("10.0.0.0/24"), setOf("10.0.0.0/25"))).toBe(false);
        expect(equals(setOf("10.0.0.0/24"), setOf("10.0.0.128/25"))).toBe(false);
        expect(equals(setOf("10.0.0.0/24"), setOf("10.0.0.0/24", "10.0.2.0/24"))).toBe(false);
        expect(equals(setOf("10.0.0.0/24", "10.0.2.0/24"), setOf("10.0.0.0/24"))).toBe(false);
        expect(equals(setOf("10.0.0.0/24"), setOf("10.0.0.0/24", "::/64"))).toBe(false);
    });

    test("the size counts the addresses of each family", () => {
        expect(size(NOTHING)).toEqual({ 4: 0n, 6: 0n });
        expect(size(EVERYTHING)).toEqual({ 4: 1n << 32n, 6: 1n << 128n });
        expect(size(setOf("10.0.0.0/24", "10.0.0.0/25", "10.0.2.0/31", "2001:db8::/64"))).toEqual({
            4: 258n,
            6: 1n << 64n,
        });
    });
});

describe("prefixesOf", () => {
    test.each<[string[], string[]]>([
        [[], []],
        [["0.0.0.0/0"], ["0.0.0.0/0"]],
        [["::/0"], ["::/0"]],
        [
            ["::/1", "8000::/1", "128.0.0.0/1", "0.0.0.0/1"],
            ["0.0.0.0/0", "::/0"],
        ],
        [
            ["10.0.0.1/32", "10.0.0.2/32"],
            ["10.0.0.1/32", "10.0.0.2/32"],
        ],
        [["10.0.0.1/32", "10.0.0.0/32"], ["10.0.0.0/31"]],
        [["10.0.1.0/24", "10.0.2.0/23", "10.0.0.0/24"], ["10.0.0.0/22"]],
    ])("of %j is %j", (given, expected) => {
        expect(texts(prefixesOf(setOf(...given)))).toEqual(expected);
    });

    test("all addresses but one are as many prefixes as an address has bits", () => {
        expect(texts(prefixesOf(complement(setOf("0.0.0.0/0", "::/128"))))).toEqual([
            "::1/128",
            "::2/127",
            "::4/126",
            ...Array.from({ length: 125 }, (_, i) => prefixOf(`${spelt(1n << BigInt(i + 3))}/${125 - i}`).text),
        ]);
        expect(prefixesOf(complement(setOf("::/0", "255.255.255.255/32")))).toHaveLength(32);
    });

    test("RFC 1918 taken out of everything leaves what the three ranges leave", () => {
        const rest = complement(setOf("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::/0"));
        expect(texts(prefixesOf(rest)).join(" ")).toBe(
            "0.0.0.0/5 8.0.0.0/7 11.0.0.0/8 12.0.0.0/6 16.0.0.0/4 32.0.0.0/3 64.0.0.0/2 128.0.0.0/3 160.0.0.0/5 " +
                "168.0.0.0/6 172.0.0.0/12 172.32.0.0/11 172.64.0.0/10 172.128.0.0/9 173.0.0.0/8 174.0.0.0/7 " +
                "176.0.0.0/4 192.0.0.0/9 192.128.0.0/11 192.160.0.0/13 192.169.0.0/16 192.170.0.0/15 192.172.0.0/14 " +
                "192.176.0.0/12 192.192.0.0/10 193.0.0.0/8 194.0.0.0/7 196.0.0.0/6 200.0.0.0/5 208.0.0.0/4 224.0.0.0/3",
        );
    });

    test("holds exactly the set, in address order, in as few prefixes as any list of prefixes", () => {
        fc.assert(
            fc.property(fc.constantFrom(...CORNERS), fc.array(fc.nat(15), { maxLength: 16 }), (corner, hosts) => {
                const given = hosts.map((host) => prefixOf(corner.text(host, 0)));
                const found = prefixesOf(addressSet(given));
                const words = wordsOf(given);
                expect(wordsOf(found)).toEqual(words);
                expect(found.length).toBe(fewest(prefixesIn(corner), words, words));
                expect(found.every((p, i) => i === 0 || found[i - 1]!.last < p.first)).toBe(true);
                expect(found.map((p) => prefixOf(p.text))).toEqual(found);
            }),
        );
    });
});

/** An IPv6 address without any shortening. */
function spelt(value: bigint): string {
    return Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(":");
}

describe("describeSet", () => {
    test.each<[string[], number | undefined, string]>([
        [[], undefined, "nothing"],
        [["10.0.0.0/8"], undefined, "10.0.0.0/8"],
        [["192.168.0.0/16", "10.0.0.0/8"], undefined, "10.0.0.0/8, 192.168.0.0/16"],
        [["192.168.0.0/16", "10.0.0.0/8", "::/64"], undefined, "10.0.0.0/8, 192.168.0.0/16 and 1 more"],
        [["192.168.0.0/16", "10.0.0.0/8", "::/64"], 1, "10.0.0.0/8 and 2 more"],
        [["192.168.0.0/16", "10.0.0.0/8", "::/64"], 3, "10.0.0.0/8, 192.168.0.0/16, ::/64"],
    ])("%j, showing %s: %s", (given, shown, expected) => {
        expect(describeSet(setOf(...given), shown)).toBe(expected);
    });
});

describe("runs of addresses in words", () => {
    test.each<[string, readonly string[], number, string]>([
        ["a prefix", ["10.0.0.0/16"], 2, "10.0.0.0/16"],
        ["one address", ["10.0.0.1/32"], 2, "10.0.0.1"],
        ["a run with odd ends", ["10.0.0.4/30", "10.0.0.8/29"], 2, "10.0.0.4–10.0.0.15"],
        ["a run that begins like a prefix", ["10.0.0.0/30", "10.0.0.4/31"], 2, "10.0.0.0–10.0.0.5"],
        ["all of a family", ["0.0.0.0/0"], 2, "0.0.0.0/0"],
        ["both families", ["2001:db8::/32", "10.0.0.0/8"], 2, "10.0.0.0/8, 2001:db8::/32"],
        ["more than are shown", ["10.0.0.0/8", "12.0.0.0/8", "14.0.0.0/8"], 2, "10.0.0.0/8, 12.0.0.0/8 and 1 more"],
        ["nothing", [], 2, "nothing"],
    ])("%s", (_, prefixes, shown, words) => {
        expect(describeRuns(addressSet(prefixes), shown)).toBe(words);
    });
});
