import {
    covers,
    coversTogether,
    overlappingPairs,
    overlaps,
    parsePrefix,
    prefixOf,
    type Prefix,
} from "../../../plan/prefix";
import * as fc from "fast-check";

const ipv4Text = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
const ipv6Groups = (value: bigint): bigint[] =>
    Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn);
/** Node's own shortest text of an IPv6 address, from its full one. */
const shortest = (groups: bigint[]): string =>
    new URL(`http://[${groups.map((g) => g.toString(16)).join(":")}]/`).hostname.slice(1, -1);

/** Addresses with runs of zeros and ones, where the texts differ most. */
const group = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(0n, 0xffffn, 1n) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 0xffffn }) },
);
const ipv6 = fc
    .array(group, { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce((value, g) => (value << 16n) + g, 0n));
const ipv4 = fc.nat(0xffffffff);

const cleared = (value: bigint, hostBits: number): bigint => (value >> BigInt(hostBits)) << BigInt(hostBits);
/** A prefix as a number and as a text, neither from the code under test. */
const v4Text = fc.record({ value: ipv4, length: fc.integer({ min: 0, max: 32 }) }).map(({ value, length }) => {
    const first = cleared(BigInt(value), 32 - length);
    return { first, length, text: `${ipv4Text(Number(first))}/${length}` };
});
const v6Text = fc.record({ value: ipv6, length: fc.integer({ min: 0, max: 128 }) }).map(({ value, length }) => {
    const first = cleared(value, 128 - length);
    return { first, length, text: `${shortest(ipv6Groups(first))}/${length}` };
});

/** Prefixes of at most 64 addresses that often meet, of both families. */
const block = fc.record({ six: fc.boolean(), bits: fc.integer({ min: 0, max: 6 }), at: fc.nat(63) });
const small = block.map(({ six, bits, at }) => {
    const host = (at >> bits) << bits;
    return prefixOf(six ? `2001:db8::${host.toString(16)}/${128 - bits}` : `10.0.0.${host}/${32 - bits}`);
});
const addressesOf = (p: Prefix): Set<string> => {
    const addresses = new Set<string>();
    for (let a = p.first; a <= p.last; a++) addresses.add(`${p.family} ${a}`);
    return addresses;
};

describe("parsePrefix", () => {
    test.each<[string, Prefix]>([
        ["10.0.0.0/16", { family: 4, first: 0x0a000000n, last: 0x0a00ffffn, length: 16, text: "10.0.0.0/16" }],
        ["0.0.0.0/0", { family: 4, first: 0n, last: 0xffffffffn, length: 0, text: "0.0.0.0/0" }],
        [
            "255.255.255.255/32",
            { family: 4, first: 0xffffffffn, last: 0xffffffffn, length: 32, text: "255.255.255.255/32" },
        ],
        [
            "2001:DB8:0:0:0:0:0:0/127",
            {
                family: 6,
                first: 0x20010db8000000000000000000000000n,
                last: 0x20010db8000000000000000000000001n,
                length: 127,
                text: "2001:db8::/127",
            },
        ],
        ["::/0", { family: 6, first: 0n, last: (1n << 128n) - 1n, length: 0, text: "::/0" }],
    ])("%s", (text, prefix) => {
        expect(parsePrefix(text)).toEqual({ prefix });
    });

    // RFC 5952, section 4: lower case, no leading zeros, the longest run of zeros, the first of equals, never a single one.
    test.each([
        ["2001:0DB8:0000:0000:0001:0000:0000:0001/128", "2001:db8::1:0:0:1/128"],
        ["2001:db8:0:0:1:0:0:0/128", "2001:db8:0:0:1::/128"],
        ["2001:db8:0:1:1:1:1:1/128", "2001:db8:0:1:1:1:1:1/128"],
        ["2001:db8::1:1:1:1:1/128", "2001:db8:0:1:1:1:1:1/128"],
        ["0:0:0:0:0:0:0:1/128", "::1/128"],
        ["1:2:3:4:5:6:7::/128", "1:2:3:4:5:6:7:0/128"],
        ["::2:3:4:5:6:7:8/128", "0:2:3:4:5:6:7:8/128"],
        ["fe80:0:0:0:0:0:0:0/10", "fe80::/10"],
    ])("writes %s as %s", (text, canonical) => {
        expect(prefixOf(text).text).toBe(canonical);
    });

    const NO_PREFIX = "is not an address prefix like 10.0.0.0/16 or 2001:db8::/56";
    test.each([
        "",
        "/",
        "/16",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/16/8",
        "10.0.0/16",
        "10.0.0.0.0/16",
        "10.0.0.256/32",
        "10.0.0.00/16",
        "010.0.0.0/16",
        "0x0a.0.0.0/16",
        "10.0.0.-1/32",
        "10.0.0.0/016",
        "10.0.0.0/+16",
        "10.0.0.0/16 ",
        " 10.0.0.0/16",
        "10.0.0.0/255.255.0.0",
        "١٠.0.0.0/16",
        "2001:db8/32",
        "2001:db8:::/32",
        "2001::db8::/32",
        "1:2:3:4:5:6:7:8:9/128",
        "1:2:3:4:5:6:7:8::/128",
        ":1:2:3:4:5:6:7/128",
        "12345::/16",
        "g::/16",
        "::ffff:10.0.0.0/104",
        "fe80::1%eth0/128",
    ])("refuses %j", (text) => {
        expect(parsePrefix(text)).toEqual({ problem: NO_PREFIX });
    });

    test.each([
        ["10.0.0.0/33", "has a length over 32"],
        ["10.0.0.0/128", "has a length over 32"],
        ["::/129", "has a length over 128"],
    ])("%s %s", (text, problem) => {
        expect(parsePrefix(text)).toEqual({ problem });
    });

    test.each([
        ["10.0.5.1/16", "10.0.0.0/16"],
        ["10.0.0.1/0", "0.0.0.0/0"],
        ["192.168.1.129/25", "192.168.1.128/25"],
        ["2001:db8:0:1::1/56", "2001:db8::/56"],
    ])("of %s with host bits suggests %s", (text, canonical) => {
        expect(parsePrefix(text)).toEqual({ problem: "has host bits set", canonical });
    });

    test("reads what it writes, IPv4", () => {
        fc.assert(
            fc.property(v4Text, ({ first, length, text }) => {
                const last = first + (1n << BigInt(32 - length)) - 1n;
                expect(prefixOf(text)).toEqual({ family: 4, first, last, length, text });
            }),
        );
    });

    test("reads what it writes, IPv6, in the text that Node writes too", () => {
        fc.assert(
            fc.property(v6Text, ({ first, length, text }) => {
                const last = first + (1n << BigInt(128 - length)) - 1n;
                expect(prefixOf(text)).toEqual({ family: 6, first, last, length, text });
            }),
        );
    });

    test("knows an IPv6 prefix in every spelling", () => {
        fc.assert(
            fc.property(v6Text, fc.boolean(), fc.nat(4), ({ first, length, text }, upper, padding) => {
                const groups = ipv6Groups(first).map((g) => g.toString(16).padStart(padding, "0"));
                const spelt = groups.join(":");
                expect(prefixOf(`${upper ? spelt.toUpperCase() : spelt}/${length}`).text).toBe(text);
            }),
        );
    });

    test("host bits are never lost silently: what is suggested holds the address, and is accepted", () => {
        const addresses = fc.oneof(
            fc.record({ text: ipv4.map(ipv4Text), length: fc.integer({ min: 0, max: 32 }) }),
            fc.record({ text: ipv6.map((v) => shortest(ipv6Groups(v))), length: fc.integer({ min: 0, max: 128 }) }),
        );
        fc.assert(
            fc.property(addresses, ({ text, length }) => {
                const address = prefixOf(`${text}/${text.includes(":") ? 128 : 32}`);
                const parsed = parsePrefix(`${text}/${length}`);
                if ("prefix" in parsed) {
                    expect(parsed.prefix.first).toBe(address.first);
                } else {
                    expect(parsed.problem).toBe("has host bits set");
                    const suggested = prefixOf(parsed.canonical!);
                    expect(suggested.length).toBe(length);
                    expect(suggested.first).not.toBe(address.first);
                    expect(covers(suggested, address)).toBe(true);
                }
            }),
        );
    });

    test("gives an answer to any text", () => {
        const texts = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:.]{0,20}\/[0-9]{0,4}$/));
        fc.assert(
            fc.property(texts, (text) => {
                const parsed = parsePrefix(text);
                if ("prefix" in parsed) expect(prefixOf(parsed.prefix.text)).toEqual(parsed.prefix);
            }),
        );
    });
});

describe("prefixOf", () => {
    test("throws on what is no prefix, with the text", () => {
        expect(() => prefixOf("10.0.0.1/16")).toThrow('"10.0.0.1/16" has host bits set');
    });
});

describe("covers, overlaps, coversTogether, overlappingPairs", () => {
    test.each([
        ["10.0.0.0/16", "10.0.0.0/16", true, true],
        ["10.0.0.0/16", "10.0.255.0/24", true, true],
        ["10.0.255.0/24", "10.0.0.0/16", false, true],
        ["10.0.0.0/16", "10.1.0.0/16", false, false],
        ["0.0.0.0/0", "10.0.0.0/8", true, true],
        ["0.0.0.0/0", "::/0", false, false],
        ["::/0", "0.0.0.0/0", false, false],
    ])("%s and %s: covers %s, overlaps %s", (a, b, isCovering, isOverlapping) => {
        expect(covers(prefixOf(a), prefixOf(b))).toBe(isCovering);
        expect(overlaps(prefixOf(a), prefixOf(b))).toBe(isOverlapping);
    });

    test("say what the addresses say", () => {
        fc.assert(
            fc.property(small, small, (a, b) => {
                const [x, y] = [addressesOf(a), addressesOf(b)];
                expect(covers(a, b)).toBe([...y].every((address) => x.has(address)));
                expect(overlaps(a, b)).toBe([...y].some((address) => x.has(address)));
            }),
            { numRuns: 500 },
        );
    });

    test("several prefixes together cover what their addresses cover", () => {
        fc.assert(
            fc.property(fc.array(small, { maxLength: 8 }), small, (outers, inner) => {
                const all = new Set(outers.flatMap((o) => [...addressesOf(o)]));
                expect(coversTogether(outers, inner)).toBe([...addressesOf(inner)].every((a) => all.has(a)));
            }),
            { numRuns: 500 },
        );
    });

    test("two halves cover the whole, and one does not", () => {
        const [whole, low, high] = ["10.0.0.0/31", "10.0.0.0/32", "10.0.0.1/32"].map(prefixOf) as [
            Prefix,
            Prefix,
            Prefix,
        ];
        expect(coversTogether([high, low], whole)).toBe(true);
        expect(coversTogether([high], whole)).toBe(false);
        expect(coversTogether([low], whole)).toBe(false);
        expect(coversTogether([], whole)).toBe(false);
    });

    test("the numbers of one family cover nothing of the other", () => {
        expect(coversTogether([prefixOf("0.0.0.0/0")], prefixOf("::/96"))).toBe(false);
        expect(coversTogether([prefixOf("::/0")], prefixOf("10.0.0.0/8"))).toBe(false);
        expect(coversTogether([prefixOf("0.0.0.0/0"), prefixOf("::/96")], prefixOf("::/96"))).toBe(true);
    });

    test("finds every overlapping pair once, as comparing all with all does", () => {
        const prefixes = fc.array(fc.oneof(small, ...[v4Text, v6Text].map((any) => any.map((p) => prefixOf(p.text)))), {
            maxLength: 40,
        });
        fc.assert(
            fc.property(prefixes, (list) => {
                const items = list.map((prefix, id) => ({ prefix, id }));
                const found = overlappingPairs(items, (item) => item.prefix).map(([a, b]) =>
                    [a.id, b.id].sort((x, y) => x - y).join(" "),
                );
                const expected = items.flatMap((a) =>
                    items.filter((b) => a.id < b.id && overlaps(a.prefix, b.prefix)).map((b) => `${a.id} ${b.id}`),
                );
                expect(found.sort()).toEqual(expected.sort());
            }),
            { numRuns: 300 },
        );
    });
});
