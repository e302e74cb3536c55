import {
    addressCount,
    addressText,
    bitLength,
    inAddressOrderWithEnclosing,
    nthAddress,
    parseAddress,
    prefixAround,
    prefixOf,
    prefixSpanning,
} from "../../../plan/prefix";
import * as fc from "fast-check";
import { smallPrefixes } from "./small-universe";

const LAST_6 = (1n << 128n) - 1n;

describe("an address", () => {
    test.each([
        ["0.0.0.0", 4, 0n],
        ["10.0.0.1", 4, 167772161n],
        ["255.255.255.255", 4, 4294967295n],
        ["::", 6, 0n],
        ["2001:db8::1", 6, 0x20010db8000000000000000000000001n],
        ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 6, LAST_6],
    ] as const)("%s is IPv%d number %s, and back", (text, family, value) => {
        expect(parseAddress(text)).toEqual({ family, value });
        expect(addressText(family, value)).toBe(text);
    });

    test("is written in one way", () => {
        expect(parseAddress("2001:0DB8:0:0::1")).toEqual({ family: 6, value: 0x20010db8000000000000000000000001n });
    });

    test.each(["", "10.0.0", "10.0.0.256", "10.0.0.1/32", "::1/128", ":::", "g::", "localhost"])(
        "%j is none",
        (text) => {
            expect(parseAddress(text)).toBeUndefined();
        },
    );

    test.each([
        [4, 1n << 32n],
        [4, -1n],
        [6, 1n << 128n],
        [6, -1n],
    ] as const)("of IPv%d has no number %s", (family, value) => {
        expect(() => addressText(family, value)).toThrow(new RangeError(`no IPv${family} address: ${value}`));
    });
});

describe("a prefix", () => {
    test.each([
        [4, 0x0a0102ffn, 16, "10.1.0.0/16"],
        [4, 0x0a0102ffn, 32, "10.1.2.255/32"],
        [4, 0x0a0102ffn, 0, "0.0.0.0/0"],
        [6, LAST_6, 1, "8000::/1"],
        [6, 1n, 128, "::1/128"],
    ] as const)("of IPv%d around %s with length %d is %s", (family, value, length, text) => {
        expect(prefixAround(family, value, length)).toEqual(prefixOf(text));
    });

    test.each([
        ["10.0.0.0", "10.0.0.0", "10.0.0.0/32"],
        ["10.0.0.1", "10.0.0.2", "10.0.0.0/30"],
        ["10.0.0.0", "10.0.255.255", "10.0.0.0/16"],
        ["10.0.255.255", "10.1.0.0", "10.0.0.0/15"],
        ["127.255.255.255", "128.0.0.0", "0.0.0.0/0"],
        ["::", "8000::", "::/0"],
        ["2001:db8::1", "2001:db8::", "2001:db8::/127"],
    ])("is the smallest around %s and %s: %s", (one, other, text) => {
        const [a, b] = [parseAddress(one)!, parseAddress(other)!];
        expect(prefixSpanning(a.family, a.value, b.value)).toEqual(prefixOf(text));
        expect(prefixSpanning(a.family, b.value, a.value)).toEqual(prefixOf(text));
    });

    test.each([
        ["10.0.0.0/32", 1n],
        ["10.0.0.0/24", 256n],
        ["0.0.0.0/0", 1n << 32n],
        ["2001:db8::/64", 1n << 64n],
        ["::/0", 1n << 128n],
    ])("%s has %s addresses", (text, count) => {
        expect(addressCount(prefixOf(text))).toBe(count);
    });

    test("has an address at each position from 0 to below its count, and nowhere else", () => {
        const prefix = prefixOf("169.254.6.4/30");
        expect([-1n, 0n, 1n, 3n, 4n].map((n) => nthAddress(prefix, n))).toEqual([
            undefined,
            { family: 4, value: 0xa9fe0604n },
            { family: 4, value: 0xa9fe0605n },
            { family: 4, value: 0xa9fe0607n },
            undefined,
        ]);
        expect(nthAddress(prefixOf("::/0"), LAST_6)).toEqual({ family: 6, value: LAST_6 });
    });
});

test.each([
    [0n, 0],
    [1n, 1],
    [2n, 2],
    [255n, 8],
    [256n, 9],
    [LAST_6, 128],
])("%s has %d binary digits", (value, digits) => {
    expect(bitLength(value)).toBe(digits);
});

describe("inAddressOrderWithEnclosing", () => {
    test("gives each item once, in address order, with exactly the items that hold it", () => {
        fc.assert(
            fc.property(smallPrefixes, (prefixes) => {
                const items = prefixes.map((prefix, id) => ({ id, prefix }));
                const found = [...inAddressOrderWithEnclosing(items, (i) => i.prefix)].map(([{ id }]) => id);
                expect([...found].sort((a, b) => a - b)).toEqual(items.map(({ id }) => id));
                const seen: typeof items = [];
                for (const [item, enclosing] of inAddressOrderWithEnclosing(items, (i) => i.prefix)) {
                    const { family, first, last } = item.prefix;
                    const holding = seen.filter(
                        ({ prefix: p }) => p.family === family && p.first <= first && last <= p.last,
                    );
                    expect(enclosing).toEqual(holding);
                    const before = seen.at(-1)?.prefix;
                    if (before?.family === family) expect(before.first <= first).toBe(true);
                    if (before !== undefined) expect(before.family <= family).toBe(true);
                    seen.push(item);
                }
            }),
            { numRuns: 300 },
        );
    });

    test("of equal prefixes the one that comes earlier holds the other", () => {
        const items = ["a", "b", "c"].map((name) => ({ name, prefix: prefixOf("10.0.0.0/8") }));
        const found = [...inAddressOrderWithEnclosing(items, (i) => i.prefix)].map(([{ name }]) => name);
        expect(found).toEqual(["a", "b", "c"]);
    });
});
