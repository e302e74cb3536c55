import { checkShape, join, KEY, own, withoutNulls, type Shape } from "../../../plan/shape";
import * as pulumi from "@pulumi/pulumi";

const shape: Shape = {
    kind: "object",
    required: true,
    members: {
        name: { kind: "string", required: true },
        count: { kind: "number" },
        isFast: { kind: "boolean" },
        id: { kind: "input" },
        list: { kind: "list", of: { kind: "string" } },
        parts: { kind: "keyed", of: { kind: "object", members: { size: { kind: "number", required: true } } } },
        ports: { kind: "keyed", of: { kind: "number" }, keys: /^p\d$/, keyRule: "p and a digit" },
        tags: { kind: "map", of: { kind: "input" } },
        empty: { kind: "object", members: {} },
    },
};
const ALL = "an object with count, empty, id, isFast, list, name, parts, ports or tags";
const KEY_RULE = "lower-case letters, digits and inner hyphens, at most 40";
const LATER = "It decides what is planned, so it must be known when the program runs: give a plain value.";

const lines = (value: unknown): string[] =>
    checkShape(shape, value).map((p) => `${p.path} [${p.check}]: got ${p.got}; allowed: ${p.allowed}. ${p.fix}`);

describe("checkShape", () => {
    test("accepts what the shape says, with Outputs where they are only passed on", () => {
        const value = {
            name: "",
            count: 0,
            isFast: false,
            id: pulumi.output("later"),
            list: [],
            parts: { "a-1": { size: 1 } },
            ports: { p1: 80 },
            tags: { "any key / at.all": pulumi.output("later"), other: Promise.resolve("later") },
            empty: {},
        };
        expect(lines(value)).toEqual([]);
    });

    test("accepts left out and undefined optional members, also those it does not know", () => {
        expect(lines({ name: "n", count: undefined, unheardOf: undefined })).toEqual([]);
    });

    test.each<[string, unknown, string[]]>([
        ["nothing at all", undefined, [` [missing-argument]: got nothing; allowed: ${ALL}. Give the arguments.`]],
        ["null for everything", null, [` [missing-argument]: got nothing; allowed: ${ALL}. Give the arguments.`]],
        ["a text for everything", "x", [` [wrong-type]: got "x"; allowed: ${ALL}. Give ${ALL}.`]],
        ["a list for an object", [1], [` [wrong-type]: got a list of 1; allowed: ${ALL}. Give ${ALL}.`]],
        ["an Output of everything", pulumi.output({}), [` [not-plain]: got an Output; allowed: ${ALL}. ${LATER}`]],
        ["a missing member", {}, ["name [missing-argument]: got nothing; allowed: a string. Add 'name'."]],
        [
            "wrong kinds, all at once",
            { name: 1, count: "1", isFast: 0, list: "a", parts: [], tags: "t", empty: true },
            [
                "name [wrong-type]: got 1; allowed: a string. Give a string.",
                'count [wrong-type]: got "1"; allowed: a number. Give a number.',
                "isFast [wrong-type]: got 0; allowed: a boolean. Give a boolean.",
                'list [wrong-type]: got "a"; allowed: a list, each a string. Give a list, each a string.',
                "parts [wrong-type]: got an empty list; allowed: a map. Give a map.",
                'tags [wrong-type]: got "t"; allowed: a map. Give a map.',
                "empty [wrong-type]: got true; allowed: {}. Give {}.",
            ],
        ],
        [
            "a big integer for a number",
            { name: "n", count: 1n },
            ["count [wrong-type]: got 1; allowed: a number. Give a number."],
        ],
        [
            "what is only known later, where it must be known now",
            {
                name: pulumi.output("n"),
                count: Promise.resolve(1),
                isFast: () => true,
                list: [pulumi.output("a")],
                parts: { a: { size: pulumi.output(1) } },
                ports: pulumi.output({}),
            },
            [
                `name [not-plain]: got an Output; allowed: a string. ${LATER}`,
                `count [not-plain]: got a Promise; allowed: a number. ${LATER}`,
                `isFast [not-plain]: got a function; allowed: a boolean. ${LATER}`,
                `list[0] [not-plain]: got an Output; allowed: a string. ${LATER}`,
                `parts.a.size [not-plain]: got an Output; allowed: a number. ${LATER}`,
                `ports [not-plain]: got an Output; allowed: a map. ${LATER}`,
            ],
        ],
        [
            "holes in lists and maps",
            { name: "n", list: ["a", undefined, null], tags: { "a.b": undefined }, parts: { p: undefined } },
            [
                "list[1] [missing-argument]: got nothing; allowed: a string. Add 'list[1]'.",
                "list[2] [missing-argument]: got nothing; allowed: a string. Add 'list[2]'.",
                "parts.p [missing-argument]: got nothing; allowed: an object with size. Add 'p'.",
                `tags["a.b"] [missing-argument]: got nothing; allowed: a value or an Output. Add 'tags["a.b"]'.`,
            ],
        ],
        [
            "a hole far down a list",
            { name: "n", list: [...Array<string>(10).fill("a"), null] },
            ["list[10] [missing-argument]: got nothing; allowed: a string. Add 'list[10]'."],
        ],
        [
            "misspelt members, and those that every object inherits",
            { name: "n", counts: 1, constructor: 1, parts: { a: { size: 1, sice: 1 } } },
            [
                `counts [unknown-argument]: got "counts"; allowed: ${ALL.slice(15)}. Remove it, or correct the spelling.`,
                `constructor [unknown-argument]: got "constructor"; allowed: ${ALL.slice(15)}. Remove it, or correct the spelling.`,
                'parts.a.sice [unknown-argument]: got "sice"; allowed: size. Remove it, or correct the spelling.',
            ],
        ],
        [
            "keys that cannot be part of a name",
            { name: "n", parts: { "a/b": { size: 1 }, B: {} }, ports: { p10: 1, p1: 1 } },
            [
                `parts["a/b"] [bad-key]: got "a/b"; allowed: ${KEY_RULE}. Keys become part of resource names: choose another.`,
                `parts.B [bad-key]: got "B"; allowed: ${KEY_RULE}. Keys become part of resource names: choose another.`,
                "parts.B.size [missing-argument]: got nothing; allowed: a number. Add 'size'.",
                'ports.p10 [bad-key]: got "p10"; allowed: p and a digit. Keys become part of resource names: choose another.',
            ],
        ],
    ])("refuses %s", (_, value, expected) => {
        expect(lines(value)).toEqual(expected);
    });
});

describe("withoutNulls", () => {
    test("leaves out members that are null, at any depth", () => {
        const value = { name: "n", count: null, parts: { a: { size: null } }, empty: null, id: null, other: null };
        expect(withoutNulls(shape, value)).toEqual({ name: "n", parts: { a: {} } });
    });

    test("leaves out members that are null in the objects of lists and maps too", () => {
        const part: Shape = { kind: "object", members: { size: { kind: "number" } } };
        const nested: Shape = {
            kind: "object",
            members: { list: { kind: "list", of: part }, map: { kind: "map", of: part } },
        };
        const value = { list: [{ size: null }, { size: 2 }], map: { "a.b": { size: null }, c: { size: 3 } } };
        const expected = { list: [{}, { size: 2 }], map: { "a.b": {}, c: { size: 3 } } };
        expect(withoutNulls(nested, value)).toEqual(expected);
    });

    test("keeps null in lists and maps, where it is a mistake", () => {
        const value = { name: "n", list: ["a", null], parts: { a: null }, tags: { a: null } };
        expect(withoutNulls(shape, value)).toEqual(value);
    });

    test("keeps what is only known later as it is, and what has another shape", () => {
        const value = {
            name: pulumi.output("n"),
            parts: pulumi.output({}),
            list: { not: null },
            tags: [null],
            id: { not: null },
            unheardOf: { x: null },
        };
        const kept = withoutNulls(shape, value);
        expect(Object.entries(kept).filter(([key, v]) => v !== value[key as keyof typeof value])).toEqual([]);
        expect(withoutNulls(shape, null)).toBeNull();
    });

    test("leaves the caller's value as it is", () => {
        const value = { name: "n", count: null };
        withoutNulls(shape, value);
        expect(value).toEqual({ name: "n", count: null });
    });
});

describe("KEY", () => {
    test.each(["a", "0", "us-east-1", "a--b", "constructor", "a".repeat(40)])("accepts %s", (key) => {
        expect(KEY.test(key)).toBe(true);
    });

    test.each(["", "A", "-a", "a-", "a_b", "a.b", "a/b", "a b", "ä", "a\n", "a".repeat(41)])("refuses %j", (key) => {
        expect(KEY.test(key)).toBe(false);
    });
});

describe("join", () => {
    test.each([
        ["", "aws", "aws"],
        ["aws.hubs", "use1", "aws.hubs.use1"],
        ["aws.hubs", "us-east-1", 'aws.hubs["us-east-1"]'],
        ["", "us-east-1", '["us-east-1"]'],
        ["tags", 'a"b', 'tags["a\\"b"]'],
        ["tags", "1", 'tags["1"]'],
    ])("%j and %j give %j", (path, name, expected) => {
        expect(join(path, name)).toBe(expected);
    });
});

describe("own", () => {
    test("finds what a map holds, and nothing that every object inherits", () => {
        expect(own({ a: 1 }, "a")).toBe(1);
        expect(own({ a: 1 }, "b")).toBeUndefined();
        expect(own<number>({}, "constructor")).toBeUndefined();
        expect(own({ constructor: 1 }, "constructor")).toBe(1);
        expect(own(undefined, "a")).toBeUndefined();
    });
});

describe("values with limits", () => {
    const found = (shape: Shape, value: unknown): unknown[] =>
        checkShape(shape, value, "x").map((p) => [p.check, p.got, p.allowed, p.fix]);

    test("of a choice: only its members", () => {
        const shape: Shape = { kind: "string", among: ["planned", "unplanned"] };
        expect(found(shape, "planned")).toEqual([]);
        expect(found(shape, "Planned")).toEqual([
            ["unknown-value", '"Planned"', "planned or unplanned", "Give planned or unplanned."],
        ]);
        expect(found(shape, 1)).toEqual([["wrong-type", "1", "planned or unplanned", "Give planned or unplanned."]]);
    });

    test.each([NaN, Infinity, -Infinity])("%d is in no range", (value) => {
        expect(found({ kind: "number" }, value)).toEqual([]);
        for (const range of [{ from: 0 }, { to: 9 }, { whole: true }]) {
            expect(found({ kind: "number", ...range }, value).map((p) => (p as string[])[0])).toEqual(["out-of-range"]);
        }
    });

    test.each<[Shape, number[], number[], string]>([
        [{ kind: "number", from: 1, to: 3 }, [1, 1.5, 3], [0.9, 3.1], "a number from 1 to 3"],
        [{ kind: "number", from: 0, whole: true }, [0, 7], [-1, 1.5], "a whole number from 0"],
        [{ kind: "number", to: 5 }, [-9, 5], [5.1], "a number up to 5"],
    ])("%j", (shape, good, bad, text) => {
        for (const value of good) expect(found(shape, value)).toEqual([]);
        for (const value of bad)
            expect(found(shape, value)).toEqual([["out-of-range", String(value), text, `Give ${text}.`]]);
    });
});

test("what is missing at the root is named by its key", () => {
    const shape: Shape = { kind: "map", of: { kind: "string" } };
    expect(checkShape(shape, { "us-east-1": null }).map((p) => p.fix)).toEqual(["Add '[\"us-east-1\"]'."]);
});
