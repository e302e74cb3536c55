/** What holds for every table of facts, whichever files there are: no number without a document, and no guess. */
import * as fs from "node:fs";
import * as path from "node:path";
import { but, fact, given, unknownFact, type Source } from "../../../facts/fact";

const FOLDER = path.resolve(__dirname, "../../../facts");
/** `given` is for what a user says; no table can hold it. */
const CERTAINTIES = ["read", "measured", "derived", "known", "unknown"];
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

interface Findings {
    /** Where, and what is wrong there. */
    offences: string[];
    sources: number;
}

/** Goes through everything that a file exports, down to the last number. Functions are not called. */
function inspect(exported: object): Findings {
    const found: Findings = { offences: [], sources: 0 };
    const seen = new Set<object>();
    const refuse = (at: string, what: string): void => void found.offences.push(`${at}: ${what}`);

    const visit = (value: unknown, at: string): void => {
        if (typeof value === "number" && (Number.isNaN(value) || value === -Infinity)) refuse(at, `is ${value}`);
        if (typeof value !== "object" || value === null || seen.has(value)) return;
        seen.add(value);
        if (has(value, "value") && has(value, "unit")) checkFact(value, at);
        if (has(value, "source") && !isSource(value.source)) refuse(at, "its source names no document and certainty");
        if (isSource(value)) checkSource(value, at);
        for (const [key, member] of membersOf(value)) visit(member, `${at}${key}`);
    };
    const checkFact = (row: Record<"value" | "unit", unknown>, at: string): void => {
        if (typeof row.unit !== "string") refuse(at, "its unit is no text");
        if (!has(row, "source")) {
            refuse(at, "has no source");
            return;
        }
        const isUnknown = isSource(row.source) && row.source.certainty === "unknown";
        if (isUnknown !== (row.value === undefined)) refuse(at, "has a value and no source for it, or the reverse");
        if (row.value === undefined && !(has(row, "ask") && isText(row.ask))) refuse(at, "asks for nothing");
    };
    const checkSource = ({ document, date, certainty }: Record<keyof Source, unknown>, at: string): void => {
        found.sources++;
        if (!isText(document)) refuse(at, "the document has no name");
        if (typeof date !== "string" || !DATE.test(date)) refuse(at, `${JSON.stringify(date)} is no date`);
        if (!CERTAINTIES.includes(certainty as string)) refuse(at, `${JSON.stringify(certainty)} is no certainty`);
    };

    for (const [name, value] of Object.entries(exported)) visit(value, name);
    return found;
}

/** Tables and numbers need a source among them; a file of types, functions and texts has nothing to prove. */
function offencesOf(exported: object): string[] {
    const { offences, sources } = inspect(exported);
    const isBare = sources === 0 && Object.values(exported).some((v) => typeof v === "object" || typeof v === "number");
    return isBare ? [...offences, "the file exports no source"] : offences;
}

function has<K extends string>(value: object, key: K): value is Record<K, unknown> {
    return Object.hasOwn(value, key);
}

function isText(value: unknown): boolean {
    return typeof value === "string" && value.trim() !== "";
}

function isSource(value: unknown): value is Record<keyof Source, unknown> {
    return typeof value === "object" && value !== null && has(value, "document") && has(value, "certainty");
}

function membersOf(value: object): [string, unknown][] {
    if (value instanceof Map) return [...value].map(([key, member]) => [`[${String(key)}]`, member]);
    if (value instanceof Set || Array.isArray(value)) return [...value].map((member, i) => [`[${i}]`, member]);
    return Object.entries(value).map(([key, member]) => [`.${key}`, member]);
}

const files = fs
    .readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort();

describe("every fact has its document, a date and a certainty, and asks where it has no value", () => {
    test.each(files)("facts/%s", (file) => {
        expect(offencesOf(jest.requireActual<object>(path.join(FOLDER, file)))).toEqual([]);
    });

    test("the folder was found", () => {
        expect(files).toContain("fact.ts");
        expect(files.length).toBeGreaterThan(10);
    });
});

describe("what this would find", () => {
    const GUIDE: Source = { document: "A guide", date: "2026-11", certainty: "read" };
    const NO_SOURCE = "its source names no document and certainty";
    const REVERSED = "has a value and no source for it, or the reverse";

    test.each<[string, object, string[]]>([
        ["a table without a source", { A: { ports: [500, 4500] } }, ["the file exports no source"]],
        ["a number without a source", { HOURS: 730, lookUp: () => GUIDE }, ["the file exports no source"]],
        ["a fact without a source", { GUIDE, A: { limit: { value: 1, unit: "x" } } }, ["A.limit: has no source"]],
        ["a source that is a text", { GUIDE, A: [{ value: 1, unit: "x", source: "guide" }] }, [`A[0]: ${NO_SOURCE}`]],
        ["the same without a unit", { GUIDE, LIST: { entries: [1], source: "guide" } }, [`LIST: ${NO_SOURCE}`]],
        ["a unit that is no text", { A: fact(1, 2 as unknown as string, GUIDE) }, ["A: its unit is no text"]],
        [
            "a source that says nothing",
            { A: fact(1, "x", { document: " ", date: "", certainty: "sure" as "read" }) },
            ["A.source: the document has no name", 'A.source: "" is no date', 'A.source: "sure" is no certainty'],
        ],
        [
            "what only a user says",
            { A: given(1, "x", "args.a") },
            ['A.source: "" is no date', 'A.source: "given" is no certainty'],
        ],
        ...[
            "26-11",
            "2026-13",
            "2026-00",
            "2026-11-32",
            "2026-11-00",
            "2026/11",
            "November 2026",
            "2026-11-23T00:00",
        ].map((date): [string, object, string[]] => [
            `the date ${date}`,
            { S: but(GUIDE, { date }) },
            [`S: "${date}" is no date`],
        ]),
        ["a number that is none", { A: fact(NaN, "x", GUIDE) }, ["A.value: is NaN"]],
        ["one deep in a list", { A: fact([1, [-Infinity]], "x", GUIDE) }, ["A.value[1][0]: is -Infinity"]],
        ["one in a map or a set", { GUIDE, A: new Map([["k", new Set([NaN])]]) }, ["A[k][0]: is NaN"]],
        ["a value that is unknown", { A: fact(1, "x", but(GUIDE, { certainty: "unknown" })) }, [`A: ${REVERSED}`]],
        [
            "no value where it was read",
            { A: { ...unknownFact("x", "the price", GUIDE), source: GUIDE } },
            [`A: ${REVERSED}`],
        ],
        ["an unknown that asks for nothing", { A: unknownFact("x", " ", GUIDE) }, ["A: asks for nothing"]],
        [
            "an unknown without a question",
            { A: fact(undefined, "x", but(GUIDE, { certainty: "unknown" })) },
            ["A: asks for nothing"],
        ],
    ])("%s", (_, exported, offences) => {
        expect(offencesOf(exported)).toEqual(offences);
    });

    test("nothing in good facts, each source counted once", () => {
        const [day, year] = [but(GUIDE, { date: "2024-07-31" }), but(GUIDE, { date: "2024", certainty: "known" })];
        const exported = {
            A: { a: fact(Infinity, "routes", GUIDE), b: fact(["x"], "names", GUIDE), c: fact(0, "", day) },
            B: { entries: ["x"], source: year },
            C: unknownFact("USD/hour", "the hourly price", GUIDE),
            lookUp: () => NaN,
        };
        expect(inspect(exported)).toEqual({ offences: [], sources: 4 });
        expect(offencesOf(exported)).toEqual([]);
    });

    test("nothing in a file of types, functions and names", () => {
        expect(offencesOf({})).toEqual([]);
        expect(offencesOf({ UNIT: "USD/hour", lookUp: () => 1 })).toEqual([]);
    });
});
