import { fact } from "../../../facts/fact";
import { AWS_LIMITS } from "../../../facts/limits/aws";
import { AZURE_LIMITS } from "../../../facts/limits/azure";
import { GCP_LIMITS } from "../../../facts/limits/gcp";
import { fixed, raisable, unknownLimit, unsaid } from "../../../facts/limits/limit";
import { checkLimit, limitStep, vnetConnectionsPerHub } from "../../../plan/limits";
import { describeProblem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import * as fc from "fast-check";

const source = { document: "The guide", date: "2026-11", certainty: "read" } as const;
const words = { value: 5, unit: "tables", what: "tables per hub", scope: "hub", source, fix: "Use fewer tables" };
const raised = raisable("ask for more", words);
const stays = fixed(words);
const silent = unsaid(words);
const unknown = unknownLimit("ask for more", "the tables you may have", { ...words, source });

describe("a row", () => {
    test("is a fact with words", () => {
        const { value, unit, fix, what, scope } = words;
        const said = { ...fact(value, unit, source), fix, what, scope };
        expect(raised).toEqual({ ...said, adjustable: true, raise: "ask for more" });
        expect(stays).toEqual({ ...said, adjustable: false, raise: "cannot be raised" });
        expect(silent).toEqual({
            ...said,
            adjustable: undefined,
            raise: "ask the provider whether it can be raised",
        });
        expect({ ...unknown }).toMatchObject({
            value: undefined,
            ask: "the tables you may have",
            source: { document: "The guide", date: "2026-11", certainty: "unknown" },
            adjustable: true,
            raise: "ask for more",
        });
    });
});

describe("a count over its limit is refused with what to do:", () => {
    const at = { path: "hubs.a" };
    const said = (...args: Parameters<typeof checkLimit>): string[] => checkLimit(...args).map(describeProblem);

    test.each([
        [
            "one that is raised on request",
            said(raised, 6, at),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables. Use fewer tables, or ask for more.",
        ],
        [
            "with the argument that tells Causeway",
            said(raised, 6, { ...at, argument: "limits.tables" }),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables. Use fewer tables, or ask for more and set " +
                "limits.tables.",
        ],
        [
            "with better advice and another check",
            said(raised, 6, { ...at, check: "quota-tables", fix: "Merge segments" }),
            "hubs.a [quota-tables]: got 6 tables; allowed: 5 tables. Merge segments, or ask for more.",
        ],
        [
            "one that stays",
            said(stays, 6, at),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables, which cannot be raised. Use fewer tables.",
        ],
        [
            "one that stays, with an argument",
            said(stays, 6, { ...at, argument: "limits.tables" }),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables, which cannot be raised. Use fewer tables; if yours " +
                "is higher, set limits.tables.",
        ],
        [
            "one of which nothing is said",
            said(silent, 6, at),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables; whether it can be raised its document does not say. " +
                "Use fewer tables, or ask the provider whether it can be raised.",
        ],
        [
            "more than the highest to which it is raised",
            said({ ...raised, ceiling: 9 }, 10, { ...at, argument: "limits.tables" }),
            "hubs.a [limit-exceeded]: got 10 tables; allowed: 5 tables. Use fewer tables: raised as far as it can be, it " +
                "is 9.",
        ],
        [
            "just the highest to which it is raised",
            said({ ...raised, ceiling: 9 }, 9, at),
            "hubs.a [limit-exceeded]: got 9 tables; allowed: 5 tables. Use fewer tables, or ask for more.",
        ],
        [
            "over what was granted",
            said(raised, 8, { ...at, override: 7, argument: "limits.tables" }),
            "hubs.a [limit-exceeded]: got 8 tables; allowed: 7 tables. Use fewer tables, or ask for more and set " +
                "limits.tables.",
        ],
        [
            "over an unknown limit that the user told",
            said(unknown, 8, { ...at, override: 7 }),
            "hubs.a [limit-exceeded]: got 8 tables; allowed: 7 tables. Use fewer tables, or ask for more.",
        ],
        [
            "more than was granted, which is as much as can be",
            said({ ...raised, ceiling: 9 }, 10, { ...at, override: 9 }),
            "hubs.a [limit-exceeded]: got 10 tables; allowed: 9 tables. Use fewer tables: raised as far as it can be, it " +
                "is 9.",
        ],
        [
            "more than was granted, which is more than the highest that its document names",
            said({ ...raised, ceiling: 9 }, 12, { ...at, override: 11, argument: "limits.tables" }),
            "hubs.a [limit-exceeded]: got 12 tables; allowed: 11 tables. Use fewer tables: the 11 that you were granted are " +
                "more already than the 9 its document names.",
        ],
        [
            "one of which nothing is said, with an argument",
            said(silent, 6, { ...at, argument: "limits.tables" }),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables; whether it can be raised its document does not say. " +
                "Use fewer tables, or ask the provider whether it can be raised and set limits.tables.",
        ],
        [
            "one of which documents disagree",
            said({ ...raised, doubt: "Another says 9" }, 6, at),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables. Use fewer tables, or ask for more. Another says 9.",
        ],
        [
            "one of which documents disagree, over its ceiling",
            said({ ...raised, ceiling: 5.5, doubt: "Another says 9" }, 6, at),
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables. Use fewer tables: raised as far as it can be, it is " +
                "5.5. Another says 9.",
        ],
        [
            "without a unit",
            said({ ...stays, unit: "" }, 6, at),
            "hubs.a [limit-exceeded]: got 6; allowed: 5, which cannot be raised. Use fewer tables.",
        ],
    ])("%s", (_, got, expected) => {
        expect(got).toEqual([expected]);
    });

    test.each([0, -1, 1.5, NaN])("what was granted cannot be %p", (override) => {
        const wrong = (path: string) => ({
            check: "limit-range",
            path,
            got: String(override),
            allowed: "a whole number from 1",
            fix: "Give the quota as it was granted.",
        });
        expect(checkLimit(raised, 1, { ...at, override })).toEqual([wrong("hubs.a")]);
        expect(checkLimit(raised, 1, { ...at, override, argument: "limits.t" })).toEqual([wrong("limits.t")]);
    });
});

describe("what is no count, no place or no limit is never found to be kept:", () => {
    test.each([-1, NaN, Infinity, null, undefined, "3"] as number[])("a count of %p", (count) => {
        const shown =
            count === undefined ? "nothing" : typeof count === "number" ? String(count) : JSON.stringify(count);
        const problem = {
            check: "count-range",
            path: "hubs.a",
            got: shown,
            allowed: "a number from 0",
            fix: "Give how many there are.",
        };
        expect(checkLimit(raised, count, { path: "hubs.a" })).toEqual([problem]);
        expect(checkLimit(unknown, count, { path: "hubs.a" })).toEqual([problem]);
        expect(limitStep(raised, count, { path: "hubs.a" })).toEqual({
            what: "tables per hub",
            figure: "not judged",
            because: `hubs.a [count-range]: got ${shown}; allowed: a number from 0. Give how many there are.`,
        });
    });

    test("half a megabyte is a count", () => {
        expect(checkLimit(AWS_LIMITS.policySize, 0.5, { path: "policy" })).toEqual([]);
    });

    test("a count and what was granted, both at once", () => {
        const where = { path: "hubs.a", override: NaN };
        expect(limitStep(raised, 5, where).because).toBe(
            "hubs.a [limit-range]: got NaN; allowed: a whole number from 1. Give the quota as it was granted.",
        );
        expect(checkLimit(raised, -1, where).map(({ check }) => check)).toEqual(["count-range", "limit-range"]);
    });

    test("a misspelt option, or none", () => {
        expect(checkLimit(raised, 9, { path: "a", overide: 9 } as never).map(describeProblem)).toEqual([
            'where.overide [unknown-argument]: got "overide"; allowed: argument, check, fix, override or path. Remove it, or ' +
                "correct the spelling.",
        ]);
        expect(checkLimit(raised, 9, null as never)).toMatchObject([{ check: "missing-argument", path: "where" }]);
        expect(checkLimit(raised, 9, {} as never)).toMatchObject([{ check: "missing-argument", path: "where.path" }]);
    });

    test.each([
        [undefined, "nothing"],
        [null, "null"],
        [{}, "an empty map"],
        [{ ...raised, value: NaN }, "an object"],
        [{ ...raised, value: undefined }, "an object"],
        [{ ...raised, value: -1 }, "an object"],
        [{ ...raised, value: "5" }, "an object"],
        [{ ...raised, what: undefined }, "an object"],
        [{ ...raised, unit: undefined }, "an object"],
        [5, "5"],
    ])("a row that is none: %j", (row, got) => {
        const words = `Give a row of a table of limits, such as AWS_LIMITS.routesPerGateway of facts/limits/aws: got ${got}.`;
        expect(() => checkLimit(row as never, 1, { path: "a" })).toThrow(new TypeError(words));
        expect(() => limitStep(row as never, 1, { path: "a" })).toThrow(new TypeError(words));
    });
});

describe("is accepted:", () => {
    test("as many as allowed, granted, or not known", () => {
        expect(checkLimit(raised, 5, { path: "" })).toEqual([]);
        expect(checkLimit(stays, 0, { path: "" })).toEqual([]);
        expect(checkLimit(unknown, 1e9, { path: "" })).toEqual([]);
        expect(checkLimit(raised, 1, { path: "", override: 1 })).toEqual([]);
    });

    test("what the user was granted, even of a limit that stays", () => {
        expect(checkLimit(stays, 9, { path: "", override: 9 })).toEqual([]);
        // AWS's guide says 3, a list of 2026 says 6.
        const { transitGatewaysPerDirectConnectGateway: limit } = AWS_LIMITS;
        expect(checkLimit(limit, 3, { path: "" })).toEqual([]);
        expect(checkLimit(limit, 4, { path: "dx" }).map(describeProblem)).toEqual([
            "dx [limit-exceeded]: got 4 transit gateways; allowed: 3 transit gateways, which cannot be raised. Add a " +
                "Direct Connect gateway. A list of AWS's changes of 2024–2026 says 6: ask AWS which holds for you.",
        ]);
        expect(checkLimit(limit, 6, { path: "", override: 6 })).toEqual([]);
        expect(checkLimit(limit, 7, { path: "dx", override: 6, argument: "granted" }).map(describeProblem)).toEqual([
            "dx [limit-exceeded]: got 7 transit gateways; allowed: 6 transit gateways, which cannot be raised. Add a " +
                "Direct Connect gateway; if yours is higher, set granted.",
        ]);
    });

    test("exactly the counts up to the limit, whatever it is", () => {
        const count = fc.integer({ min: 1, max: 1_000 });
        fc.assert(
            fc.property(count, count, fc.option(count, { nil: undefined }), (value, n, override) => {
                const problems = checkLimit(fixed({ ...words, value }), n, { path: "p", override });
                expect(problems.length === 0).toBe(n <= (override ?? value));
            }),
        );
    });
});

describe("the reasoning shows", () => {
    const line = (...args: Parameters<typeof limitStep>): string => explain([limitStep(...args)]);

    test("the count, the limit and who says it", () => {
        expect(line(raised, 3, { path: "hubs.a" })).toBe("tables per hub: 3 of 5 tables (The guide, 2026-11, read)");
        expect(line(raised, 3, { path: "hubs.a", override: 7, argument: "limits.tables" })).toBe(
            "tables per hub: 3 of 7 tables (limits.tables, given)",
        );
        expect(line(raised, 3, { path: "hubs.a", override: 7 })).toBe("tables per hub: 3 of 7 tables (hubs.a, given)");
    });

    test("that the user was granted more than the highest which a document names", () => {
        const limit = { ...raised, ceiling: 9 };
        expect(line(limit, 3, { path: "a", override: 9 })).toBe("tables per hub: 3 of 9 tables (a, given)");
        expect(line(limit, 3, { path: "a", override: 10 })).toBe(
            "tables per hub: 3 of 10 tables, more than the 9 that its document names as the highest (a, given)",
        );
    });

    test("what to look up where nobody knows the limit, and that the user told it", () => {
        expect(line(unknown, 3, { path: "hubs.a" })).toBe(
            "tables per hub: 3 tables of an unknown number, look up the tables you may have (The guide, 2026-11, unknown)",
        );
        expect(line(unknown, 3, { path: "hubs.a", override: 7 })).toBe("tables per hub: 3 of 7 tables (hubs.a, given)");
    });

    test("how little room is left, and where documents disagree", () => {
        const spaces = (n: number): string | undefined =>
            limitStep(AZURE_LIMITS.vnetAddressSpacesPerHub, n, { path: "" }).because;
        expect([spaces(540), spaces(541)]).toEqual([undefined, "little room is left above 540"]);
        expect(limitStep({ ...raised, doubt: "Another says 4", warnAbove: 2 }, 3, { path: "" }).because).toBe(
            "little room is left above 2; Another says 4",
        );
        expect(limitStep(GCP_LIMITS.activeVpcSpokesPerHub, 1, { path: "" }).because).toBe(
            "Google's page of today gives no number: look at your project's Cloud Quotas page",
        );
        expect(limitStep(raised, 1, { path: "" })).toEqual({
            what: "tables per hub",
            figure: "1 of 5 tables",
            source,
        });
    });
});

test("a hub of a Virtual WAN takes 500 VNets less one per hub (azure-docs, virtual-wan-limits)", () => {
    expect([1, 3, 500, 501].map((hubs) => vnetConnectionsPerHub(hubs).value)).toEqual([499, 497, 0, 0]);
    const { value, source: from, ...rest } = vnetConnectionsPerHub(3);
    expect(AZURE_LIMITS.vnetConnectionsPerHub).toMatchObject(rest);
    expect([value, from.certainty]).toEqual([497, "derived"]);
    expect(checkLimit(vnetConnectionsPerHub(3), 498, { path: "hub" })).toHaveLength(1);
});

test.each([0, -10, 2.5, NaN, null, "3"] as number[])("a Virtual WAN has no %p hubs", (hubs) => {
    expect(() => vnetConnectionsPerHub(hubs)).toThrow(
        new RangeError(
            `Give the number of hubs of the Virtual WAN, a whole number from 1: got ${Number.isNaN(hubs) ? "NaN" : JSON.stringify(hubs)}.`,
        ),
    );
});
