import { addressSet, prefixesOf } from "../../../plan/address-set";
import { prefixOf } from "../../../plan/prefix";
import { cover, summarise, summariseWithin } from "../../../plan/summarise";
import * as fc from "fast-check";
import { CORNERS, fewest, prefixesIn, smallPrefixes, texts, wordsOf } from "./small-universe";

const all = (...list: string[]) => list.map(prefixOf);
const isWithin = (part: Set<string>, ...wholes: Set<string>[]): boolean =>
    [...part].every((word) => wholes.some((whole) => whole.has(word)));

describe("summarise", () => {
    test("joins halves, drops repetitions and parts, and keeps the families apart", () => {
        const given = all(
            "10.0.1.0/24",
            "10.0.0.0/24",
            "10.0.0.0/24",
            "10.0.0.7/32",
            "10.0.2.0/24",
            "::/65",
            "0:0:0:0:8000::/65",
        );
        expect(summarise(given)).toEqual({
            prefixes: all("10.0.0.0/23", "10.0.2.0/24", "::/64"),
            added: { 4: [], 6: [] },
            reasoning: [{ what: "fewest prefixes for 7 given", figure: "3", because: "exactly the given addresses" }],
        });
    });

    test("of nothing is nothing", () => {
        expect(summarise([])).toEqual({
            prefixes: [],
            added: { 4: [], 6: [] },
            reasoning: [{ what: "fewest prefixes for 0 given", figure: "0", because: "exactly the given addresses" }],
        });
    });

    test("of all halves of everything is everything", () => {
        const halves = all("128.0.0.0/1", "0.0.0.0/1", "::/1", "8000::/1");
        expect(texts(summarise(halves).prefixes)).toEqual(["0.0.0.0/0", "::/0"]);
    });

    test("never holds an address that was not given, and misses none", () => {
        fc.assert(
            fc.property(smallPrefixes, (given) => {
                const { prefixes, added } = summarise(given);
                expect(wordsOf(prefixes)).toEqual(wordsOf(given));
                expect(added).toEqual({ 4: [], 6: [] });
                expect(prefixes.length).toBeLessThanOrEqual(given.length);
            }),
        );
    });

    test("does not depend on the order of the prefixes", () => {
        fc.assert(
            fc.property(smallPrefixes, (given) => {
                expect(summarise([...given].reverse())).toEqual(summarise(given));
            }),
        );
    });
});

describe("summariseWithin", () => {
    test("one prefix for what lies in the owner's block, no wider than needed", () => {
        const given = all("10.1.0.0/24", "10.1.3.0/24", "192.168.0.0/24", "192.168.2.0/24");
        expect(summariseWithin(given, all("10.1.0.0/16"))).toEqual({
            prefixes: all("10.1.0.0/22", "192.168.0.0/24", "192.168.2.0/24"),
            added: { 4: [{ first: 0x0a010100n, last: 0x0a0102ffn }], 6: [] },
            reasoning: [
                { what: "fewest prefixes for 4 given", figure: "3", because: "with 512 IPv4 addresses not given" },
            ],
        });
    });

    test("names what was added in each family", () => {
        const given = all("10.1.0.0/32", "10.1.0.3/32", "::/128", "::2/128");
        const because = (...allowed: string[]) => summariseWithin(given, all(...allowed)).reasoning[0]?.because;
        expect(because("10.1.0.0/16", "::/64")).toBe("with 2 IPv4 and 2 IPv6 addresses not given");
        expect(because("::/64")).toBe("with 2 IPv6 addresses not given");
    });

    test("an owner's block where nothing was given is left out, and one that is too small changes nothing", () => {
        const given = all("10.1.0.0/24", "10.1.3.0/24");
        expect(texts(summariseWithin(given, all("10.2.0.0/16", "10.1.1.0/24")).prefixes)).toEqual([
            "10.1.0.0/24",
            "10.1.3.0/24",
        ]);
    });

    test("neighbouring blocks of the owner serve as one", () => {
        const given = all("10.0.0.0/24", "10.1.255.0/24");
        expect(texts(summariseWithin(given, all("10.0.0.0/16", "10.1.0.0/16")).prefixes)).toEqual(["10.0.0.0/15"]);
    });

    test("holds everything given, adds only what is allowed, and says exactly what it added", () => {
        fc.assert(
            fc.property(smallPrefixes, smallPrefixes, (given, allowed) => {
                const { prefixes, added } = summariseWithin(given, allowed);
                const [before, after, usable] = [wordsOf(given), wordsOf(prefixes), wordsOf(allowed)];
                expect(isWithin(before, after)).toBe(true);
                expect(isWithin(after, before, usable)).toBe(true);
                expect(wordsOf(prefixesOf(added))).toEqual(new Set([...after].filter((word) => !before.has(word))));
            }),
            { numRuns: 300 },
        );
    });

    test("is as short as any list of prefixes, and none of its prefixes could be half as wide", () => {
        const bits = fc.array(fc.nat(15), { maxLength: 10 });
        fc.assert(
            fc.property(fc.constantFrom(...CORNERS), bits, bits, (corner, hosts, free) => {
                const given = hosts.map((host) => prefixOf(corner.text(host, 0)));
                const allowed = free.map((host) => prefixOf(corner.text(host, 0)));
                const { prefixes } = summariseWithin(given, allowed);
                const words = wordsOf(given);
                expect(prefixes.length).toBe(
                    fewest(prefixesIn(corner), words, new Set([...words, ...wordsOf(allowed)])),
                );
                for (const prefix of prefixes.filter((p) => p.first < p.last)) {
                    const middle = (prefix.first + prefix.last) / 2n;
                    const halves = [
                        { ...prefix, last: middle },
                        { ...prefix, first: middle + 1n },
                    ];
                    for (const half of halves) {
                        expect([...wordsOf([half])].some((word) => words.has(word))).toBe(true);
                    }
                }
            }),
        );
    });
});

describe("cover", () => {
    test("is the smallest prefix of each family, with the leak in addresses", () => {
        const given = all("10.3.0.0/16", "10.0.0.0/16", "10.0.5.0/24", "2001:db8::/64");
        expect(cover(given)).toEqual({
            covers: [
                { prefix: prefixOf("10.0.0.0/14"), given: 131072n, notGiven: 131072n },
                { prefix: prefixOf("2001:db8::/64"), given: 1n << 64n, notGiven: 0n },
            ],
            reasoning: [
                {
                    what: "smallest prefix around all given IPv4 prefixes",
                    figure: "10.0.0.0/14",
                    because: "262144 addresses, of which 131072 were not given",
                },
                {
                    what: "smallest prefix around all given IPv6 prefixes",
                    figure: "2001:db8::/64",
                    because: "18446744073709551616 addresses, of which 0 were not given",
                },
            ],
        });
    });

    test("of nothing is nothing", () => {
        expect(cover([])).toEqual({ covers: [], reasoning: [] });
    });

    test("of one end and the other is everything", () => {
        expect(cover(all("::/128", "8000::/128")).covers).toEqual([
            { prefix: prefixOf("::/0"), given: 2n, notGiven: (1n << 128n) - 2n },
        ]);
    });

    test("holds all, counts exactly, and no prefix half as wide would do", () => {
        fc.assert(
            fc.property(fc.constantFrom(...CORNERS), fc.array(fc.nat(15), { minLength: 1 }), (corner, hosts) => {
                const given = hosts.map((host) => prefixOf(corner.text(host, 0)));
                const found = cover(given).covers;
                const words = wordsOf(given);
                const holding = prefixesIn(corner).filter((p) => isWithin(words, wordsOf([p])));
                const smallest = holding.reduce((a, b) => (a.length > b.length ? a : b));
                const notGiven = BigInt(wordsOf([smallest]).size - words.size);
                expect(found).toEqual([{ prefix: smallest, given: BigInt(words.size), notGiven }]);
                expect(addressSet(given)[corner.family][0]!.first).toBeGreaterThanOrEqual(smallest.first);
            }),
        );
    });
});
