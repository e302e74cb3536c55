import { carve, carveByKey, firstFree, freePrefixes, type Part, type Parts } from "../../../plan/carve";
import { prefixOf } from "../../../plan/prefix";
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { CORNERS, fewest, prefixesIn, texts, wordsOf } from "./small-universe";

const BLOCK = prefixOf("10.0.0.0/20");
/** What each key got, as texts; a test on problems that finds none fails here. */
const given = ({ prefixes }: Parts) => Object.fromEntries([...prefixes!].map(([key, { text }]) => [key, text]));

describe("carve", () => {
    test.each<[string, number, bigint, string | undefined]>([
        ["10.0.0.0/8", 16, 0n, "10.0.0.0/16"],
        ["10.0.0.0/8", 16, 255n, "10.255.0.0/16"],
        ["10.0.0.0/8", 16, 256n, undefined],
        ["10.0.0.0/8", 16, -1n, undefined],
        ["10.0.0.0/8", 8, 0n, "10.0.0.0/8"],
        ["10.0.0.0/8", 8, 1n, undefined],
        ["10.0.0.0/8", 7, 0n, undefined],
        ["10.0.0.0/8", 32, 257n, "10.0.1.1/32"],
        ["10.0.0.0/8", 33, 0n, undefined],
        ["2001:db8::/56", 64, 255n, "2001:db8:0:ff::/64"],
        ["::/0", 128, (1n << 128n) - 1n, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"],
        ["::/0", 129, 0n, undefined],
        ["0.0.0.0/0", 1, 1n, "128.0.0.0/1"],
    ])("of %s length %d number %s is %s", (block, length, index, expected) => {
        expect(carve(prefixOf(block), length, index)).toEqual(expected === undefined ? undefined : prefixOf(expected));
    });
});

describe("freePrefixes and firstFree", () => {
    test("what is left of a block, as few prefixes", () => {
        const taken = ["10.0.4.0/24", "192.168.0.0/16", "::/64"].map(prefixOf);
        expect(texts(freePrefixes(BLOCK, taken))).toEqual(["10.0.0.0/22", "10.0.5.0/24", "10.0.6.0/23", "10.0.8.0/21"]);
        expect(freePrefixes(BLOCK, [])).toEqual([BLOCK]);
        expect(freePrefixes(BLOCK, [prefixOf("10.0.0.0/8")])).toEqual([]);
    });

    test.each<[number, string[], string | undefined]>([
        [24, [], "10.0.0.0/24"],
        [24, ["10.0.0.0/24"], "10.0.1.0/24"],
        [23, ["10.0.0.0/24"], "10.0.2.0/23"],
        [21, ["10.0.0.0/24"], "10.0.8.0/21"],
        [20, [], "10.0.0.0/20"],
        [20, ["10.0.15.255/32"], undefined],
        [19, [], undefined],
        [33, [], undefined],
        [24, ["10.0.0.0/20"], undefined],
    ])("the first free /%d beside %j is %s", (length, taken, expected) => {
        expect(firstFree(BLOCK, length, taken.map(prefixOf))?.text).toBe(expected);
    });

    test("are what trying every address says", () => {
        const hosts = fc.array(fc.nat(15), { maxLength: 14 });
        fc.assert(
            fc.property(fc.constantFrom(...CORNERS), hosts, fc.nat(4), (corner, used, bits) => {
                const block = prefixOf(corner.text(0, 4));
                const taken = used.map((host) => prefixOf(corner.text(host, 0)));
                const [whole, spent] = [wordsOf([block]), wordsOf(taken)];
                const left = new Set([...whole].filter((word) => !spent.has(word)));
                const free = freePrefixes(block, taken);
                expect(wordsOf(free)).toEqual(left);
                expect(free.length).toBe(fewest(prefixesIn(corner), left, left));
                const fitting = prefixesIn(corner)
                    .filter((p) => p.last - p.first + 1n === 1n << BigInt(bits))
                    .filter((p) => [...wordsOf([p])].every((word) => left.has(word)));
                expect(firstFree(block, block.length + 4 - bits, taken)).toEqual(fitting[0]);
            }),
            { numRuns: 300 },
        );
    });
});

describe("carveByKey", () => {
    // The positions are the first 96 bits of SHA-256 of the key, modulo the count, computed apart from this code:
    // another number here renumbers every deployment.
    test("gives each key the prefix that its name or its id says, and says why", () => {
        const parts = { virginia: { length: 16 }, frankfurt: { length: 16 }, singapore: { length: 12, id: 3 } };
        expect(carveByKey(prefixOf("10.0.0.0/8"), parts, "clusters")).toEqual({
            prefixes: new Map([
                ["frankfurt", prefixOf("10.133.0.0/16")],
                ["singapore", prefixOf("10.48.0.0/12")],
                ["virginia", prefixOf("10.222.0.0/16")],
            ]),
            problems: [],
            reasoning: [
                {
                    what: "prefix of 'frankfurt'",
                    figure: "10.133.0.0/16",
                    because: 'number 133 of the /16 prefixes in 10.0.0.0/8, from the key "frankfurt"',
                },
                {
                    what: "prefix of 'singapore'",
                    figure: "10.48.0.0/12",
                    because: "number 3 of the /12 prefixes in 10.0.0.0/8, from id 3",
                    source: { document: "clusters.singapore.id", date: "", certainty: "given" },
                },
                {
                    what: "prefix of 'virginia'",
                    figure: "10.222.0.0/16",
                    because: 'number 222 of the /16 prefixes in 10.0.0.0/8, from the key "virginia"',
                },
            ],
        });
    });

    test.each<[string, Record<string, Part>, Record<string, string>]>([
        ["2001:db8::/48", { virginia: { length: 64 } }, { virginia: "2001:db8:0:61de::/64" }],
        ["2001::/16", { virginia: { length: 64 } }, { virginia: "2001:53e3:dca8:61de::/64" }],
        ["10.0.0.0/8", { virginia: { length: 8 } }, { virginia: "10.0.0.0/8" }],
        [
            "10.0.0.0/8",
            { virginia: { length: 9, id: 0 }, a: { length: 9 } },
            { virginia: "10.0.0.0/9", a: "10.128.0.0/9" },
        ],
        ["10.0.0.0/31", { virginia: { length: 32 }, a: { length: 32 } }, { virginia: "10.0.0.0/32", a: "10.0.0.1/32" }],
        ["10.0.0.0/8", { a: { length: 10, id: 0 } }, { a: "10.0.0.0/10" }],
        ["10.0.0.0/8", {}, {}],
    ])("in %s, %j gives %j", (block, parts, expected) => {
        expect(given(carveByKey(prefixOf(block), parts, "parts"))).toEqual(expected);
    });

    test("a shorter or a longer neighbour, or what is taken, moves nobody", () => {
        const block = prefixOf("10.0.0.0/8");
        const alone = { virginia: { length: 16 } };
        const joined = { ...alone, frankfurt: { length: 16 }, b: { length: 28 }, a: { length: 13 } };
        expect(given(carveByKey(block, alone, "parts", ["10.1.2.3/32", "10.240.0.0/12"].map(prefixOf)))).toEqual({
            virginia: "10.222.0.0/16",
        });
        expect(given(carveByKey(block, joined, "parts")).virginia).toBe("10.222.0.0/16");
    });

    test("prints an id for every key that must move, all free at once", () => {
        // Of the /24: e has 0, 1 is taken, a and d have 3, b and c have 5. Of the /23 h has number 2: 4 and 5 of the /24.
        const parts = {
            a: { length: 24 },
            b: { length: 24 },
            c: { length: 24 },
            d: { length: 24 },
            h: { length: 23 },
            e: { length: 24, id: 0 },
        };
        const found = carveByKey(BLOCK, parts, "parts", [prefixOf("10.0.1.128/25")]);
        expect(found).toMatchObject({ prefixes: undefined, reasoning: [] });
        const lines = "lines" in found ? found.lines : [];
        expect(lines.map(({ path, id }) => `${path}: ${id}`)).toEqual([
            "parts.c.id: 2",
            "parts.d.id: 4",
            "parts.h.id: 3",
        ]);
        expect(found.problems.map((p) => p.got)).toEqual([
            "nothing; its key gives prefix 10.0.5.0/24, as 'b', 'h'",
            "nothing; its key gives prefix 10.0.3.0/24, as 'a'",
            "nothing; its key gives prefix 10.0.4.0/23, as 'b', 'c'",
        ]);
        expect(found.problems.map(({ check, path, fix }) => [check, path, fix.split(" If ")[0]])).toEqual([
            ["id-collision", "parts.c.id", "Add to 'c': id: 2."],
            ["id-collision", "parts.d.id", "Add to 'd': id: 4."],
            ["id-collision", "parts.h.id", "Add to 'h': id: 3."],
        ]);
    });

    test("names the prefix that both want, and one that is taken already", () => {
        const both = carveByKey(BLOCK, { a: { length: 24 }, d: { length: 24 } }, "parts").problems;
        expect(both.map((p) => p.got)).toEqual(["nothing; its key gives prefix 10.0.3.0/24, as 'a'"]);
        const taken = carveByKey(BLOCK, { a: { length: 23, id: 1 } }, "parts", [prefixOf("10.0.3.9/32")]).problems;
        expect(taken).toEqual([
            {
                check: "id-collision",
                path: "parts.a.id",
                got: "1, which is prefix 10.0.2.0/23, as 'taken 10.0.2.0/23'",
                allowed: "what no other has (prefix)",
                fix: "Change in 'a': id: 0.",
            },
        ]);
    });

    test.each<[string, number, string, string]>([
        ["10.0.0.0/20", 19, "19", "20 to 32 in 10.0.0.0/20"],
        ["10.0.0.0/20", 33, "33", "20 to 32 in 10.0.0.0/20"],
        ["10.0.0.0/20", 24.5, "24.5", "20 to 32 in 10.0.0.0/20"],
        ["2001:db8::/32", 81, "81", "32 to 80 in 2001:db8::/32"],
        ["2001:db8::/96", 129, "129", "96 to 128 in 2001:db8::/96"],
    ])("in %s refuses length %d", (block, length, got, allowed) => {
        const fix = "Ask for a prefix of such a length, or give another block.";
        const problem = {
            check: "part-length",
            path: "parts.a.length",
            got,
            allowed: `a whole number, ${allowed}`,
            fix,
        };
        const found = carveByKey(prefixOf(block), { a: { length } }, "parts");
        expect(found).toEqual({ prefixes: undefined, problems: [problem], lines: [], reasoning: [] });
    });

    test("accepts the longest prefix it can number, and reports wrong lengths all at once", () => {
        expect(given(carveByKey(prefixOf("2001:db8::/32"), { a: { length: 80, id: 1 } }, "parts"))).toEqual({
            a: "2001:db8:0:0:1::/80",
        });
        const wrong = carveByKey(BLOCK, { b: { length: 8 }, c: { length: 24 }, "a.b": { length: 40 } }, "parts");
        expect(wrong.problems.map((p) => p.path)).toEqual(['parts["a.b"].length', "parts.b.length"]);
    });

    test.each([16, -1, 0.5])("refuses an id of %d for a sixteenth", (id) => {
        const found = carveByKey(BLOCK, { a: { length: 24, id } }, "parts");
        expect(found).toMatchObject({ prefixes: undefined, lines: [{ key: "a", path: "parts.a.id", id: 0 }] });
        expect(found.problems.map((p) => [p.check, p.path, p.got, p.allowed])).toEqual([
            ["id-range", "parts.a.id", String(id), "a whole number, 0–15"],
        ]);
    });

    test("says where a block is too small", () => {
        const parts = { a: { length: 21 }, b: { length: 21 }, c: { length: 21 } };
        const found = carveByKey(BLOCK, parts, "parts");
        expect(found).toEqual({
            prefixes: undefined,
            problems: [
                {
                    check: "block-exhausted",
                    path: "parts.c",
                    got: "no room for it in 10.0.0.0/20",
                    allowed: "parts that fit into the block together, beside what is taken",
                    fix: "Give a wider block, a longer prefix here, or ids that lie closer together.",
                },
            ],
            lines: [],
            reasoning: [],
        });
        const full = carveByKey(BLOCK, { a: { length: 24 } }, "parts", [prefixOf("10.0.0.0/8")]);
        expect(full.problems.map((p) => p.check)).toEqual(["block-exhausted"]);
    });
});

describe("carveByKey over all small blocks", () => {
    const ROOM = prefixOf("10.0.0.0/28");
    const part = fc.record({ length: fc.integer({ min: 28, max: 32 }), id: fc.nat(15) }, { requiredKeys: ["length"] });
    const parts = fc
        .dictionary(fc.stringMatching(/^[a-z]{1,3}$/), part, { maxKeys: 6 })
        .map((map) =>
            Object.fromEntries(
                Object.entries(map).map(([key, { length, id }]): [string, Part] => [
                    key,
                    { length, ...(id !== undefined && { id: id % 2 ** (length - 28) }) },
                ]),
            ),
        );
    const taken = fc
        .array(fc.nat(15), { maxLength: 3 })
        .map((hosts) => hosts.map((host) => prefixOf(`10.0.0.${host}/32`)));

    const wanted = (key: string, { length, id }: Part): string => {
        const digest = createHash("sha256").update(key).digest("hex").slice(0, 24);
        const index = id ?? Number(BigInt(`0x${digest}`) % (1n << BigInt(length - 28)));
        return `10.0.0.${index * 2 ** (32 - length)}/${length}`;
    };
    /** Whether any placing of runs of these widths into 16 numbers leaves each to one, by trying all. */
    const fits = (widths: readonly number[], free: ReadonlySet<number>): boolean => {
        const [width, ...rest] = widths;
        if (width === undefined) return true;
        return Array.from({ length: 16 / width }, (_, i) =>
            Array.from({ length: width }, (__, j) => i * width + j),
        ).some(
            (run) => run.every((n) => free.has(n)) && fits(rest, new Set([...free].filter((n) => !run.includes(n)))),
        );
    };

    test("gives what name and id say, or lines that end every collision in one edit", () => {
        fc.assert(
            fc.property(parts, taken, (map, used) => {
                const found = carveByKey(ROOM, map, "parts", used);
                const mine = Object.fromEntries(Object.entries(map).map(([key, p]) => [key, wanted(key, p)]));
                const words = [...Object.values(mine), ...new Set(texts(used))].map((text) =>
                    wordsOf([prefixOf(text)]),
                );
                const isApart = new Set(words.flatMap((w) => [...w])).size === words.reduce((n, w) => n + w.size, 0);
                expect(found.prefixes !== undefined).toBe(isApart);
                if (found.prefixes !== undefined) {
                    expect(given(found)).toEqual(mine);
                    return;
                }
                expect(found.problems.length).toBeGreaterThan(0);
                if (found.lines.length === 0) {
                    expect(new Set(found.problems.map((p) => p.check))).toEqual(new Set(["block-exhausted"]));
                    return;
                }
                const edited = { ...map };
                for (const { key, id } of found.lines) edited[key] = { ...edited[key]!, id };
                const after = carveByKey(ROOM, edited, "parts", used);
                expect(after.problems).toEqual([]);
                for (const key of Object.keys(map).filter((k) => found.lines.every((line) => line.key !== k))) {
                    expect(given(after)[key]).toBe(mine[key]);
                }
            }),
            { numRuns: 500 },
        );
    });

    test("a block is exhausted only where no placing at all would fit", () => {
        const names = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 29, max: 32 }), {
            maxKeys: 7,
        });
        fc.assert(
            fc.property(names, taken, (lengths, used) => {
                const map = Object.fromEntries(Object.entries(lengths).map(([key, length]) => [key, { length }]));
                const { problems } = carveByKey(ROOM, map, "parts", used);
                const free = new Set(Array.from({ length: 16 }, (_, i) => i));
                for (const { first } of used) free.delete(Number(first & 15n));
                const widths = Object.values(lengths).map((length) => 2 ** (32 - length));
                expect(problems.some((p) => p.check === "block-exhausted")).toBe(!fits(widths, free));
            }),
            { numRuns: 300 },
        );
    });

    test("does not depend on the order of keys or of what is taken", () => {
        fc.assert(
            fc.property(parts, taken, (map, used) => {
                const turned = Object.fromEntries(Object.entries(map).reverse());
                expect(carveByKey(ROOM, turned, "parts", [...used].reverse())).toEqual(
                    carveByKey(ROOM, map, "parts", used),
                );
            }),
        );
    });
});
