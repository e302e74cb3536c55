import { findOverlaps, type Overlap } from "../../../plan/overlaps";
import { prefixOf, type Prefix } from "../../../plan/prefix";
import * as fc from "fast-check";
import { smallPrefix, wordsOf } from "./small-universe";

const all = (...list: string[]) => list.map(prefixOf);
const text = ({ outer, inner }: Overlap): string =>
    `${outer.group} ${outer.prefix.text} | ${inner.group} ${inner.prefix.text}`;

/** Real address plans: VPCs, a cluster's pods and services, a site, and a tailnet (100.64.0.0/10, RFC 6598). */
const NETWORK = {
    "vpc shop": all("10.0.0.0/16", "2001:db8:1::/56"),
    "vpc orders": all("10.1.0.0/16"),
    pods: all("100.64.0.0/16", "2001:db8:1:4::/64"),
    services: all("172.20.0.0/16"),
    "on-premises": all("10.0.0.0/8", "172.16.0.0/12"),
    tailnet: all("100.64.0.0/10", "fd7a:115c:a1e0::/48"),
};

const owners = fc
    .array(fc.record({ group: fc.constantFrom("a", "b", "c", "d"), prefix: smallPrefix }), { maxLength: 16 })
    .map((members) => ({
        members,
        groups: Object.fromEntries(
            ["a", "b", "c", "d"].map((g) => [g, members.filter((m) => m.group === g).map((m) => m.prefix)]),
        ),
    }));
const meet = (a: Prefix, b: Prefix): boolean => {
    const words = wordsOf([b]);
    return [...wordsOf([a])].some((word) => words.has(word));
};

describe("findOverlaps", () => {
    test("names who overlaps whom, the one that holds the other first", () => {
        const { count, listed, reasoning } = findOverlaps(NETWORK);
        expect(count).toBe(5);
        expect(listed.map(text)).toEqual([
            "on-premises 10.0.0.0/8 | vpc shop 10.0.0.0/16",
            "on-premises 10.0.0.0/8 | vpc orders 10.1.0.0/16",
            "tailnet 100.64.0.0/10 | pods 100.64.0.0/16",
            "on-premises 172.16.0.0/12 | services 172.20.0.0/16",
            "vpc shop 2001:db8:1::/56 | pods 2001:db8:1:4::/64",
        ]);
        expect(listed[0]).toEqual({
            outer: { group: "on-premises", prefix: prefixOf("10.0.0.0/8") },
            inner: { group: "vpc shop", prefix: prefixOf("10.0.0.0/16") },
        });
        expect(reasoning).toEqual([
            { what: "overlapping pairs", figure: "5", because: "prefixes: 10, groups: 6; each pair once" },
        ]);
    });

    test("finds nothing where nothing overlaps", () => {
        expect(findOverlaps({ b: all("10.1.0.0/16"), a: all("10.0.0.0/16", "::/0") })).toEqual({
            count: 0,
            listed: [],
            reasoning: [{ what: "overlapping pairs", figure: "0", because: "prefixes: 3, groups: 2; each pair once" }],
        });
        expect(findOverlaps({}).count).toBe(0);
    });

    test("counts pairs within a group too, a prefix given twice with itself, unless told otherwise", () => {
        const groups = { site: all("10.0.0.0/8", "10.0.0.0/8", "10.1.0.0/16"), vpc: all("10.1.0.0/16") };
        expect(findOverlaps(groups).listed.map(text)).toEqual([
            "site 10.0.0.0/8 | site 10.0.0.0/8",
            "site 10.0.0.0/8 | site 10.1.0.0/16",
            "site 10.0.0.0/8 | site 10.1.0.0/16",
            "site 10.0.0.0/8 | vpc 10.1.0.0/16",
            "site 10.0.0.0/8 | vpc 10.1.0.0/16",
            "site 10.1.0.0/16 | vpc 10.1.0.0/16",
        ]);
        expect(findOverlaps(groups).count).toBe(6);
        expect(findOverlaps(groups, { withinGroups: false })).toEqual({
            count: 2,
            listed: [
                {
                    outer: { group: "site", prefix: prefixOf("10.0.0.0/8") },
                    inner: { group: "vpc", prefix: prefixOf("10.1.0.0/16") },
                },
                {
                    outer: { group: "site", prefix: prefixOf("10.1.0.0/16") },
                    inner: { group: "vpc", prefix: prefixOf("10.1.0.0/16") },
                },
            ],
            reasoning: [{ what: "overlapping pairs", figure: "2", because: "prefixes: 3, groups: 2; each pair once" }],
        });
    });

    test("finds every pair once, as comparing the addresses of all with all does", () => {
        fc.assert(
            fc.property(owners, fc.boolean(), ({ members, groups }, withinGroups) => {
                const once = withinGroups
                    ? members
                    : members.filter(
                          (m, i) =>
                              members.findIndex((o) => o.group === m.group && o.prefix.text === m.prefix.text) === i,
                      );
                const expected = once.flatMap((a, i) =>
                    once
                        .slice(i + 1)
                        .filter((b) => (withinGroups || a.group !== b.group) && meet(a.prefix, b.prefix))
                        .map((b) => [`${a.group} ${a.prefix.text}`, `${b.group} ${b.prefix.text}`].sort().join(" | ")),
                );
                const { count, listed } = findOverlaps(groups, { withinGroups });
                expect(count).toBe(expected.length);
                const found = listed.map(({ outer, inner }) =>
                    [`${outer.group} ${outer.prefix.text}`, `${inner.group} ${inner.prefix.text}`].sort().join(" | "),
                );
                expect(found.sort()).toEqual(expected.sort());
                expect(listed.every((o) => o.outer.prefix.length <= o.inner.prefix.length)).toBe(true);
            }),
            { numRuns: 300 },
        );
    });

    test("does not depend on the order of groups or prefixes", () => {
        fc.assert(
            fc.property(owners, fc.nat(12), ({ groups }, limit) => {
                const turned = Object.fromEntries(
                    Object.entries(groups)
                        .reverse()
                        .map(([group, prefixes]) => [group, [...prefixes].reverse()]),
                );
                expect(findOverlaps(turned, { limit })).toEqual(findOverlaps(groups, { limit }));
            }),
        );
    });

    test("lists a thousand pairs at most, counts all, and says so", () => {
        const equal = { vpc: Array<Prefix>(2000).fill(prefixOf("10.0.0.0/16")) };
        const { count, listed, reasoning } = findOverlaps(equal);
        expect(count).toBe(1_999_000);
        expect(listed).toHaveLength(1000);
        expect(reasoning).toEqual([
            {
                what: "overlapping pairs",
                figure: "1999000",
                because: "prefixes: 2000, groups: 1; each pair once",
            },
            { what: "pairs listed", figure: "1000", because: "the first in address order: the limit" },
        ]);
    });

    test.each([
        [0, 0],
        [2, 2],
        [5, 5],
        [6, 5],
    ])("with a limit of %d lists the first %d of five", (limit, length) => {
        const { count, listed } = findOverlaps(NETWORK, { limit });
        expect(count).toBe(5);
        expect(listed).toEqual(findOverlaps(NETWORK).listed.slice(0, length));
        expect(listed).toHaveLength(length);
    });

    test("an owner that names its block many times is compared once", () => {
        const groups = { a: Array<Prefix>(5000).fill(prefixOf("10.0.0.0/8")), b: all("10.0.0.0/8") };
        const { count, listed } = findOverlaps(groups, { withinGroups: false });
        expect([count, listed.map(text)]).toEqual([1, ["a 10.0.0.0/8 | b 10.0.0.0/8"]]);
    });
});
