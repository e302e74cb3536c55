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
            adjustable: false,
            raise: "cannot be raised as far as its document says",
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
            "hubs.a [limit-exceeded]: got 6 tables; allowed: 5 tables, which cannot be raised as far as its document " +
                "says. Use fewer tables.",
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

describe("is accepted:", () => {
    test("as many as allowed, granted, or not known", () => {
        expect(checkLimit(raised, 5, { path: "" })).toEqual([]);
        expect(checkLimit(stays, 0, { path: "" })).toEqual([]);
        expect(checkLimit(unknown, 1e9, { path: "" })).toEqual([]);
        expect(checkLimit(raised, 1, { path: "", override: 1 })).toEqual([]);
    });

    test("what the user was granted, even of a limit that stays", () => {
        expect(checkLimit(stays, 9, { path: "", override: 9 })).toEqual([]);
        // AWS's older guide says 3, a page of 2026 says 6.
        const { transitGatewaysPerDirectConnectGateway: limit } = AWS_LIMITS;
        expect(checkLimit(limit, 4, { path: "", override: 3 })).toHaveLength(1);
        expect(checkLimit(limit, 6, { path: "" })).toEqual([]);
        expect(checkLimit(limit, 7, { path: "" })).toHaveLength(1);
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
