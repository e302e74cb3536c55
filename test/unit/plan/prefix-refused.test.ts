import { addressSet, complement, contains, equals, intersect, isEmpty, size, union } from "../../../plan/address-set";
import { carve, carveByKey, firstFree, freePrefixes } from "../../../plan/carve";
import { findOverlaps } from "../../../plan/overlaps";
import {
    addressCount,
    covers,
    coversTogether,
    nthAddress,
    overlappingPairs,
    overlaps,
    parseAddress,
    parsePrefix,
    prefixAround,
    prefixOf,
    wholeNumber,
} from "../../../plan/prefix";
import { cover, summarise, summariseWithin } from "../../../plan/summarise";

/** What a program in JavaScript can pass. */
const any = (value: unknown): never => value as never;
const NO_PREFIX = "is not an address prefix like 10.0.0.0/16 or 2001:db8::/56";
const refusal = (shown: string): TypeError =>
    new TypeError(`${shown} ${NO_PREFIX}: give prefixOf("10.0.0.0/8") or its text`);
const NO_LIST = 'no list of prefixes: give one like ["10.0.0.0/8"]';

const WIDE = "10.0.0.0/8";
const PART = "10.1.0.0/16";

describe("a text is as good as the prefix that it means", () => {
    test("to find overlaps", () => {
        expect(findOverlaps({ a: [WIDE], b: [prefixOf(WIDE)] })).toEqual({
            count: 1,
            listed: [{ outer: { group: "a", prefix: prefixOf(WIDE) }, inner: { group: "b", prefix: prefixOf(WIDE) } }],
            reasoning: [{ what: "overlapping pairs", figure: "1", because: "prefixes: 2, groups: 2; each pair once" }],
        });
        const groups = { a: [WIDE, "2001:DB8::/32"], b: ["2001:db8::/32"] };
        expect(findOverlaps(groups, { withinGroups: false }).count).toBe(1);
        expect(overlappingPairs([WIDE, PART], (text) => text)).toEqual([[WIDE, PART]]);
        expect([overlaps(WIDE, PART), overlaps(PART, WIDE), overlaps(PART, "10.2.0.0/16")]).toEqual([
            true,
            true,
            false,
        ]);
        expect([covers(WIDE, PART), covers(PART, WIDE)]).toEqual([true, false]);
        expect(coversTogether(["10.0.0.0/9", "10.128.0.0/9"], WIDE)).toBe(true);
        expect(coversTogether(["10.0.0.0/9", "::/0"], WIDE)).toBe(false);
    });

    test("to summarise", () => {
        const texts = [WIDE, PART];
        expect(summarise(texts)).toEqual(summarise(texts.map(prefixOf)));
        expect(summarise(texts)).toEqual({
            prefixes: [prefixOf(WIDE)],
            added: { 4: [], 6: [] },
            reasoning: [{ what: "fewest prefixes for 2 given", figure: "1", because: "exactly the given addresses" }],
        });
        expect(summariseWithin(["10.0.0.0/10", "10.128.0.0/10"], [WIDE]).prefixes).toEqual([prefixOf(WIDE)]);
        expect(cover(["10.0.0.0/9", PART]).covers).toEqual([
            { prefix: prefixOf("10.0.0.0/9"), given: 1n << 23n, notGiven: 0n },
        ]);
    });

    test("to carve", () => {
        expect(carve(WIDE, 16, 1)).toEqual(prefixOf(PART));
        expect(freePrefixes("10.0.0.0/15", [PART])).toEqual([prefixOf("10.0.0.0/16")]);
        expect(firstFree("10.0.0.0/15", 16, ["10.0.0.0/16"])).toEqual(prefixOf(PART));
        const parts = { a: { length: 16, id: 1 } };
        expect(carveByKey(WIDE, parts).prefixes).toEqual(new Map([["a", prefixOf(PART)]]));
        expect(carveByKey(WIDE, parts, "parts", [PART]).problems.map((p) => p.check)).toEqual(["id-collision"]);
    });

    test("to make sets, to ask them, and to count", () => {
        const set = addressSet([WIDE]);
        expect(set).toEqual({ 4: [{ first: 10n << 24n, last: (11n << 24n) - 1n }], 6: [] });
        expect([contains(set, PART), contains(set, "11.0.0.0/16")]).toEqual([true, false]);
        expect(contains(set, { family: 4, first: 10n << 24n, last: 11n << 24n })).toBe(false);
        expect(addressCount(PART)).toBe(65_536n);
        expect([nthAddress(PART, 1), nthAddress(PART, 65_536)]).toEqual([parseAddress("10.1.0.1"), undefined]);
    });
});

describe("what is no prefix is never taken for one that meets nothing", () => {
    const range = { ...prefixOf(WIDE), first: (10n << 24n) + 1n };
    test.each<[unknown, string]>([
        ["10.0.0.0", '"10.0.0.0"'],
        [5, "5"],
        [null, "null"],
        [undefined, "nothing"],
        [[WIDE], "a list of 1"],
        [{}, "an empty map"],
        [{ family: 4, first: 0, last: 1, length: 31, text: "0.0.0.0/31" }, "an object"],
        [{ ...prefixOf(WIDE), family: 5 }, "an object"],
        [{ ...prefixOf(WIDE), last: undefined }, "an object"],
        [{ ...prefixOf(WIDE), last: (10n << 24n) + 5n }, "an object"],
        [{ ...prefixOf(WIDE), length: 9 }, "an object"],
        [{ ...prefixOf(WIDE), length: "8" }, "an object"],
        [{ ...prefixOf("0.0.0.0/32"), first: 0n, last: -1n, length: 33 }, "an object"],
        [{ ...prefixOf("::/0"), length: -1 }, "an object"],
        [{ ...prefixOf("0.0.0.0/0"), first: 1n << 32n, last: (1n << 33n) - 1n }, "an object"],
        [{ ...prefixOf("0.0.0.0/0"), first: -(1n << 32n), last: -1n }, "an object"],
        [range, "an object"],
        [{ ...range, last: range.last + 1n }, "an object"],
    ])("%p", (value, shown) => {
        expect(parsePrefix(any(value))).toEqual({ problem: NO_PREFIX });
        const attempts = [
            () => prefixOf(any(value)),
            () => findOverlaps({ a: [WIDE], b: [any(value)] }),
            () => summarise([WIDE, any(value)]),
            () => summariseWithin([WIDE], [any(value)]),
            () => cover([any(value)]),
            () => covers(WIDE, any(value)),
            () => covers(any(value), WIDE),
            () => overlaps(WIDE, any(value)),
            () => coversTogether([any(value)], WIDE),
            () => coversTogether([WIDE], any(value)),
            () => overlappingPairs([value], any),
            () => addressCount(any(value)),
            () => nthAddress(any(value), 0n),
            () => carve(any(value), 16, 0),
            () => freePrefixes(any(value), []),
            () => freePrefixes(WIDE, [any(value)]),
            () => firstFree(WIDE, 16, [any(value)]),
        ];
        for (const attempt of attempts) expect(attempt).toThrow(refusal(shown));
        const allowed = 'a prefix like "10.0.0.0/16" or "2001:db8::/56"';
        const problem = { check: "cidr-invalid", got: `${shown}, which ${NO_PREFIX}`, allowed };
        const fix = "Write it in CIDR notation.";
        expect(carveByKey(any(value), { a: { length: 16 } }, "parts", [any(value)])).toEqual({
            prefixes: undefined,
            problems: [
                { ...problem, path: "block", fix },
                { ...problem, path: "taken[0]", fix },
            ],
            lines: [],
            reasoning: [],
        });
    });

    test("host bits are named with the prefix that was meant", () => {
        const text = '"10.0.0.1/8" has host bits set: give "10.0.0.0/8"';
        expect(() => prefixOf("10.0.0.1/8")).toThrow(new TypeError(text));
        expect(carveByKey("10.0.0.1/8", {}).problems).toEqual([
            {
                check: "cidr-invalid",
                path: "block",
                got: '"10.0.0.1/8", which has host bits set',
                allowed: '"10.0.0.0/8"',
                fix: "Write the prefix without host bits.",
            },
        ]);
    });

    test.each<[unknown, string]>([
        [WIDE, '"10.0.0.0/8"'],
        [null, "null"],
        [{ 0: WIDE }, "an object"],
    ])("nor is %p a list of them", (value, shown) => {
        expect(() => summarise(any(value))).toThrow(new TypeError(`prefixes is ${shown}, ${NO_LIST}`));
        expect(() => cover(any(value))).toThrow(new TypeError(`prefixes is ${shown}, ${NO_LIST}`));
        expect(() => summariseWithin([], any(value))).toThrow(new TypeError(`allowed is ${shown}, ${NO_LIST}`));
        expect(() => freePrefixes(WIDE, any(value))).toThrow(new TypeError(`taken is ${shown}, ${NO_LIST}`));
        expect(() => coversTogether(any(value), WIDE)).toThrow(new TypeError(`the argument is ${shown}, ${NO_LIST}`));
        const ranges = 'address ranges: give prefixes, texts like "10.0.0.0/8" or { family, first, last } with bigints';
        expect(() => addressSet(any(value))).toThrow(new TypeError(`${shown} is no list of ${ranges}`));
    });

    test.each<[unknown, string]>([
        [null, "null"],
        [{ family: 4, first: 0, last: 1 }, "an object"],
        [{ family: 4, first: 0n }, "an object"],
        [{ family: 5, first: 0n, last: 1n }, "an object"],
        [{ family: 4, value: 0 }, "an object"],
    ])("nor is %p a range of addresses", (value, shown) => {
        const ranges = 'address ranges: give prefixes, texts like "10.0.0.0/8" or { family, first, last } with bigints';
        expect(() => addressSet([any(value)])).toThrow(new TypeError(`${shown} is none of the ${ranges}`));
        expect(() => contains(addressSet([]), any(value))).toThrow(TypeError);
    });

    test("nor are addresses that no family has", () => {
        const text = "no range of IPv4 addresses: 5 to 4";
        expect(() => addressSet([{ family: 4, first: 5n, last: 4n }])).toThrow(new RangeError(text));
        expect(() => prefixAround(4, 0n, 33)).toThrow(new RangeError("no length of an IPv4 prefix: 33"));
        expect(() => prefixAround(6, 0n, -1)).toThrow(new RangeError("no length of an IPv6 prefix: -1"));
        expect(() => prefixAround(6, 0n, 0.5)).toThrow(new RangeError("no length of an IPv6 prefix: 0.5"));
        expect([parseAddress(any(null)), parseAddress(any(5))]).toEqual([undefined, undefined]);
    });

    test.each<[unknown, string]>([
        [Array<string>(8).fill(WIDE), "a list of 8"],
        [{ 4: [] }, "an object"],
        [{ 6: [] }, "an object"],
        [null, "null"],
        [WIDE, '"10.0.0.0/8"'],
    ])("nor is %p a set", (value, shown) => {
        const set = addressSet([WIDE]);
        const attempts = [
            () => intersect(set, any(value)),
            () => intersect(any(value), set),
            () => union(set, any(value)),
            () => complement(any(value)),
            () => contains(any(value), set),
            () => contains(any(value), WIDE),
            () => isEmpty(any(value)),
            () => equals(any(value), set),
            () => equals(set, any(value)),
            () => size(any(value)),
        ];
        const text = `${shown} is no set of addresses: give addressSet(["10.0.0.0/8"])`;
        for (const attempt of attempts) expect(attempt).toThrow(new TypeError(text));
    });
});

describe("other arguments", () => {
    test("a position is a number or a bigint", () => {
        expect([carve(WIDE, 24, 3), carve(WIDE, 24, 3n)].map((p) => p?.text)).toEqual(["10.0.3.0/24", "10.0.3.0/24"]);
        expect([NaN, 0.5, Infinity, -1, 65_536].map((index) => carve(WIDE, 24, index))).toEqual(
            Array(5).fill(undefined),
        );
        expect([-1, -1n, 0.5].map((index) => nthAddress(WIDE, index))).toEqual(Array(3).fill(undefined));
        expect([wholeNumber(3), wholeNumber(3n), wholeNumber(3.5)]).toEqual([3n, 3n, undefined]);
        const text = '"3" is no position: give a number or a bigint';
        expect(() => carve(WIDE, 24, any("3"))).toThrow(new TypeError(text));
        expect(() => nthAddress(WIDE, any("3"))).toThrow(new TypeError(text));
    });

    test("findOverlaps knows its groups and options", () => {
        const line = (text: string) => new TypeError(`findOverlaps: 1 problem\n  ${text}`);
        const groups = { a: [WIDE] };
        expect(() => findOverlaps(any(null))).toThrow(
            line("groups [missing-argument]: got nothing; allowed: a map. Add 'groups'."),
        );
        expect(() => findOverlaps(any([[WIDE]]))).toThrow(
            line("groups [wrong-type]: got a list of 1; allowed: a map. Give a map."),
        );
        expect(() => findOverlaps({ "a/b": any(WIDE) })).toThrow(
            new TypeError(`groups["a/b"] is "10.0.0.0/8", ${NO_LIST}`),
        );
        expect(() => findOverlaps(groups, any({ withinGroup: false }))).toThrow(
            line(
                'options.withinGroup [unknown-argument]: got "withinGroup"; allowed: limit or withinGroups. ' +
                    "Remove it, or correct the spelling.",
            ),
        );
        expect(() => findOverlaps(groups, any(null))).toThrow(TypeError);
        expect(() => findOverlaps(groups, any({ withinGroups: "no" }))).toThrow(TypeError);
        expect(() => findOverlaps(groups, { limit: NaN })).toThrow(
            new TypeError("options.limit is NaN: give 0 or more"),
        );
        expect(() => findOverlaps(groups, { limit: -1 })).toThrow(new TypeError("options.limit is -1: give 0 or more"));
        expect(findOverlaps({ a: [WIDE, WIDE] }, { limit: Infinity }).listed).toHaveLength(1);
        const nulls = findOverlaps({ a: [WIDE, WIDE] }, any({ limit: null, withinGroups: null }));
        expect(nulls).toEqual(findOverlaps({ a: [WIDE, WIDE] }));
    });

    test("carveByKey knows its parts", () => {
        const problemsOf = (parts: unknown) => carveByKey(WIDE, any(parts), "nets").problems;
        const members = "an object with id or length";
        expect(problemsOf(null)).toEqual([
            { check: "missing-argument", path: "nets", got: "nothing", allowed: "a map", fix: "Add 'nets'." },
        ]);
        expect(problemsOf({ a: null, "b/c": { length: "16", ids: 1 } })).toEqual([
            { check: "missing-argument", path: "nets.a", got: "nothing", allowed: members, fix: "Add 'a'." },
            {
                check: "unknown-argument",
                path: 'nets["b/c"].ids',
                got: '"ids"',
                allowed: "id or length",
                fix: "Remove it, or correct the spelling.",
            },
            {
                check: "wrong-type",
                path: 'nets["b/c"].length',
                got: '"16"',
                allowed: "a number",
                fix: "Give a number.",
            },
        ]);
        expect(carveByKey(WIDE, {}, "nets", any(PART)).problems).toEqual([
            {
                check: "wrong-type",
                path: "taken",
                got: '"10.1.0.0/16"',
                allowed: "a list, each a value or an Output",
                fix: "Give a list, each a value or an Output.",
            },
        ]);
        const nulls = carveByKey(WIDE, { a: { length: 8, id: any(null) } }, undefined, any(null));
        expect(nulls.prefixes).toEqual(new Map([["a", prefixOf(WIDE)]]));
    });

    test("a key of the user's may be called as anything that is taken", () => {
        const taken = "taken 10.0.0.0/24";
        const block = "10.0.0.0/22";
        // SHA-256 puts the key at number 1 of 4, apart from what is taken.
        const parts = {
            [taken]: { length: 24 },
            [`${taken} already`]: { length: 24, id: 2 },
        };
        expect(carveByKey(block, parts, "parts", ["10.0.0.0/24"]).prefixes).toEqual(
            new Map([
                [taken, prefixOf("10.0.1.0/24")],
                [`${taken} already`, prefixOf("10.0.2.0/24")],
            ]),
        );
        const met = carveByKey(block, { [taken]: { length: 24 }, a: { length: 24, id: 1 } }, "parts", ["10.0.0.0/24"]);
        expect(met.problems.map(({ check, path }) => [check, path])).toEqual([
            ["id-collision", 'parts["taken 10.0.0.0/24"].id'],
        ]);
        const fixed = carveByKey(block, { [taken]: { length: 24, id: 0 } }, "parts", ["10.0.0.0/24"]);
        expect(fixed.problems.map(({ check, path, got }) => [check, path, got])).toEqual([
            [
                "id-collision",
                'parts["taken 10.0.0.0/24"].id',
                "0, which is prefix 10.0.0.0/24, as 'taken 10.0.0.0/24 already'",
            ],
        ]);
        const free = carveByKey(block, { [taken]: { length: 24, id: 3 } }, "parts", ["10.0.0.0/24"]);
        expect(free.prefixes).toEqual(new Map([[taken, prefixOf("10.0.3.0/24")]]));
    });
});

test.each(["24", NaN, 24.5, undefined])("a length of %p is none, and not one for which there is no room", (length) => {
    const text = `no length of a prefix: ${String(length)}; give a whole number, as 24`;
    expect(() => firstFree("10.0.0.0/16", length as number, [])).toThrow(new TypeError(text));
    expect(() => carve("10.0.0.0/16", length as number, 0)).toThrow(new TypeError(text));
});
