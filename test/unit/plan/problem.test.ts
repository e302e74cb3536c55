import { describeProblem, describeProblems, oneOf, show, type Problem } from "../../../plan/problem";

const asn: Problem = {
    check: "asn-range",
    path: "aws.hubs.use1.asn",
    got: "1",
    allowed: "64512–65534",
    fix: "Choose a private ASN.",
};

describe("describeProblem", () => {
    test("says where, what, what may be there, and what to do, in one line", () => {
        expect(describeProblem(asn)).toBe(
            "aws.hubs.use1.asn [asn-range]: got 1; allowed: 64512–65534. Choose a private ASN.",
        );
    });

    test("names the arguments themselves where the path is empty", () => {
        expect(describeProblem({ ...asn, path: "" })).toMatch(/^\(arguments\) \[asn-range\]: /);
    });
});

describe("describeProblems", () => {
    test("one problem", () => {
        expect(describeProblems('TransitHub "core"', [asn])).toBe(
            `TransitHub "core": 1 problem\n  ${describeProblem(asn)}`,
        );
    });

    test("several problems, a line for each", () => {
        expect(describeProblems('TransitHub "core"', [asn, { ...asn, path: "aws.hubs.euc1.asn" }]).split("\n")).toEqual(
            [
                'TransitHub "core": 2 problems',
                "  aws.hubs.use1.asn [asn-range]: got 1; allowed: 64512–65534. Choose a private ASN.",
                "  aws.hubs.euc1.asn [asn-range]: got 1; allowed: 64512–65534. Choose a private ASN.",
            ],
        );
    });
});

describe("show", () => {
    test.each<[string, unknown, string]>([
        ["nothing", undefined, "nothing"],
        ["null", null, "null"],
        ["text, quoted", 'a "b"', '"a \\"b\\""'],
        ["a number", 42, "42"],
        ["what is no number", NaN, "NaN"],
        ["infinity", -Infinity, "-Infinity"],
        ["a big integer", 64512n, "64512"],
        ["a boolean", false, "false"],
        ["an empty list", [], "an empty list"],
        ["a list by its length alone", ["secret", "secret"], "a list of 2"],
        ["an empty map", {}, "an empty map"],
        ["an object by its kind alone", { password: "secret" }, "an object"],
    ])("%s", (_, value, expected) => {
        expect(show(value)).toBe(expected);
    });
});

describe("oneOf", () => {
    test.each([
        [[], "nothing"],
        [["a"], "a"],
        [["b", "a"], "a or b"],
        [["c", "a", "b"], "a, b or c"],
    ])("%j is %j", (names, expected) => {
        expect(oneOf(names)).toBe(expected);
    });

    test("leaves the caller's list in its order", () => {
        const names = ["b", "a"];
        oneOf(names);
        expect(names).toEqual(["b", "a"]);
    });
});
