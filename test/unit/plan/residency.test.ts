import * as fc from "fast-check";
import { COUNTRIES } from "../../../facts/regions/countries";
import type { Territory } from "../../../plan/places";
import { describeProblem, type Problem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import { judgeTransfer, type Transfer, type TransferOptions } from "../../../plan/residency";

const FRANKFURT: Territory = { cloud: "aws", region: "eu-central-1" };
const DUBLIN: Territory = { cloud: "azure", region: "northeurope" };
const VIRGINIA: Territory = { cloud: "aws", region: "us-east-1" };
const MUMBAI: Territory = { cloud: "gcp", region: "asia-south1" };
const LONDON: Territory = { cloud: "gcp", region: "europe-west2" };

function judged(from: Territory, to: Territory, options?: TransferOptions): { transfer: Transfer; text: string } {
    const found = judgeTransfer(from, to, options);
    if ("problems" in found) throw new Error(JSON.stringify(found.problems));
    return { transfer: found.transfer, text: explain(found.reasoning) };
}

const problemsOf = (options: TransferOptions, from = FRANKFURT): unknown => {
    const found = judgeTransfer(from, DUBLIN, options);
    return "problems" in found ? found.problems : [];
};

describe("judgeTransfer", () => {
    test("inside the EEA nothing is needed", () => {
        const { transfer, text } = judged(FRANKFURT, DUBLIN);
        expect(transfer).toEqual({
            needed: "none",
            touched: [
                {
                    code: "DE",
                    name: "Germany",
                    continent: "europe",
                    roles: ["from"],
                    status: "eea",
                    needed: "none",
                    source: {
                        document: "Agreement on the European Economic Area, its parties",
                        date: "2026-11",
                        certainty: "read",
                    },
                },
                {
                    code: "IE",
                    name: "Ireland",
                    continent: "europe",
                    roles: ["to"],
                    status: "eea",
                    needed: "none",
                    source: {
                        document: "Agreement on the European Economic Area, its parties",
                        date: "2026-11",
                        certainty: "read",
                    },
                },
            ],
            outside: [],
        });
        expect(text.split("\n")).toEqual([
            "Germany (DE, from): eea (Agreement on the European Economic Area, its parties, 2026-11, read)",
            "Ireland (IE, to): eea (Agreement on the European Economic Area, its parties, 2026-11, read)",
            "needed: none, the strictest of the countries touched (GDPR articles 44 to 49, 2016-04-27, read)",
        ]);
    });

    test("to an adequate country nothing is needed, to the USA a certified recipient, to India safeguards", () => {
        expect(judged(FRANKFURT, LONDON).transfer.needed).toBe("none");
        expect(judged(FRANKFURT, VIRGINIA).transfer.needed).toBe("certification");
        expect(judged(FRANKFURT, MUMBAI).transfer.needed).toBe("safeguard");
    });

    test("the condition of a partial decision is told", () => {
        const { transfer, text } = judged(FRANKFURT, VIRGINIA);
        expect(transfer.touched[1]).toEqual({
            code: "US",
            name: "United States",
            continent: "north-america",
            roles: ["to"],
            status: "conditional",
            needed: "certification",
            condition: "the recipient is certified under the EU-U.S. Data Privacy Framework",
            source: {
                document: "CNPD Luxembourg, countries with an adequacy decision",
                date: "2026-11",
                certainty: "read",
            },
        });
        expect(text).toContain(
            "United States (US, to): conditional, where the recipient is certified under the EU-U.S. Data Privacy " +
                "Framework (CNPD Luxembourg, countries with an adequacy decision, 2026-11, read)",
        );
    });

    test("a hub on the way counts as much as an end", () => {
        const { transfer, text } = judged(FRANKFURT, DUBLIN, { transit: [MUMBAI, { country: "US" }] });
        expect(transfer.needed).toBe("safeguard");
        expect(transfer.touched.map(({ code, roles }) => [code, roles])).toEqual([
            ["DE", ["from"]],
            ["IE", ["to"]],
            ["IN", ["transit"]],
            ["US", ["transit"]],
        ]);
        expect(text).toContain("India (IN, transit): none (no adequacy decision known, 2026-11, known)");
    });

    test("a country is told once, with all its roles", () => {
        const { transfer, text } = judged(FRANKFURT, { country: "DE" }, { transit: [{ country: "DE" }] });
        expect(transfer.touched.map(({ code, roles }) => [code, roles])).toEqual([["DE", ["from", "transit", "to"]]]);
        expect(text).toContain("Germany (DE, from and transit and to): eea");
    });

    test("says that a flow without an end in the EEA may be none of the GDPR's business", () => {
        const scope =
            "scope, no end lies in the EEA: this holds only for data that the GDPR covers all the same " +
            "(GDPR articles 44 to 49, 2016-04-27, read)";
        expect(judged(VIRGINIA, MUMBAI, { transit: [FRANKFURT] }).text.split("\n")).toContain(scope);
        expect(judged(VIRGINIA, FRANKFURT).text).not.toContain("scope");
        expect(judged(FRANKFURT, VIRGINIA).text).not.toContain("scope");
    });

    test("the needs of any flow are the strictest of its countries, whatever the order of the hubs", () => {
        const code = fc.constantFrom(...Object.keys(COUNTRIES));
        fc.assert(
            fc.property(code, code, fc.array(code, { maxLength: 4 }), (from, to, hubs) => {
                const transit = hubs.map((country) => ({ country }));
                const { transfer } = judged({ country: from }, { country: to }, { transit });
                const degree = { none: 0, certification: 1, safeguard: 2 };
                const each = [from, to, ...hubs].map((country) => judged({ country }, { country }).transfer.needed);
                expect(degree[transfer.needed]).toBe(Math.max(...each.map((needed) => degree[needed])));
                const backwards = { transit: [...transit].reverse() };
                expect(judged({ country: from }, { country: to }, backwards).transfer).toEqual(transfer);
                const codes = transfer.touched.map((country) => country.code);
                expect(codes).toEqual([...new Set([from, to, ...hubs])].sort());
            }),
        );
    });
});

describe("the user's standing of a country", () => {
    test("wins over the table, with the user's date and words", () => {
        const standings = { IN: { status: "adequate", words: "decision of 2027", date: "2027-01-31" } } as const;
        const { transfer, text } = judged(FRANKFURT, MUMBAI, { standings });
        expect(transfer.needed).toBe("none");
        expect(transfer.touched[1]).toEqual({
            code: "IN",
            name: "India",
            continent: "asia",
            roles: ["to"],
            status: "adequate",
            needed: "none",
            source: { document: "decision of 2027", date: "2027-01-31", certainty: "given" },
        });
        expect(text).toContain("India (IN, to): adequate (decision of 2027, 2027-01-31, given)");
    });

    test("conditional: the words are the condition", () => {
        const standings = { IN: { status: "conditional", words: "members of the scheme", date: "2027-01" } } as const;
        expect(judged(FRANKFURT, MUMBAI, { standings }).transfer.touched[1]).toMatchObject({
            needed: "certification",
            condition: "members of the scheme",
        });
    });

    test("a table's condition goes with the table's standing", () => {
        const standings = { US: { status: "none", words: "framework annulled", date: "2027-01" } } as const;
        const { transfer } = judged(FRANKFURT, VIRGINIA, { standings });
        expect(transfer.needed).toBe("safeguard");
        expect(transfer.touched[1]).not.toHaveProperty("condition");
    });

    test("of another country changes nothing", () => {
        const standings = { FR: { status: "none", words: "a test", date: "2027-01" } } as const;
        expect(judged(FRANKFURT, DUBLIN, { standings })).toEqual(judged(FRANKFURT, DUBLIN));
    });

    test("problems, all at once", () => {
        const standings = { uk: { status: "good", words: " ", date: "yesterday" } } as never;
        expect(problemsOf({ standings, path: "flows.orders" })).toEqual([
            {
                check: "unknown-country",
                path: "flows.orders.standings.uk",
                got: '"uk"',
                allowed: 'a code of ISO 3166-1 alpha-2, such as "DE"',
                fix: 'Did you mean "GB"?',
            },
            {
                check: "unknown-standing",
                path: "flows.orders.standings.uk.status",
                got: '"good"',
                allowed: "adequate, conditional, eea or none",
                fix: "Say how the GDPR sees the country.",
            },
            {
                check: "standing-without-words",
                path: "flows.orders.standings.uk.words",
                got: '" "',
                allowed: "a few words on where it stands",
                fix: "Name the decision or the advice, so that a reader of the report can check it.",
            },
            {
                check: "standing-without-date",
                path: "flows.orders.standings.uk.date",
                got: '"yesterday"',
                allowed: 'a day or a month, such as "2026-11-23" or "2026-11"',
                fix: "Standings change: give the day of the decision or of the advice.",
            },
        ]);
    });

    test.each(["2026-02-28", "2028-02-29", "2000-02-29", "2026-12", "2026-12-31", "2026-04-30", "2026-01-01"])(
        "%j is in the calendar",
        (date) => {
            expect(problemsOf({ standings: { GB: { status: "none", words: "note", date } } })).toEqual([]);
        },
    );

    test.each([
        "2026-99-99",
        "2026-00",
        "2026-13",
        "2026-01-00",
        "2026-01-32",
        "2026-04-31",
        "2026-02-29",
        "2100-02-29",
        "2027",
        "x2027-01",
        "2027-01x",
        "2027-1",
        "27-01-01",
        "2027-01-1",
        undefined,
    ])("%j is no date", (date) => {
        const standings = { GB: { status: "none", words: "note", date } } as never;
        expect(problemsOf({ standings })).toMatchObject([{ path: "standings.GB.date" }]);
    });

    test("words that are none", () => {
        const standings = { GB: { status: "none", words: undefined, date: "2027-01" } } as never;
        expect(problemsOf({ standings })).toMatchObject([{ path: "standings.GB.words", got: "nothing" }]);
    });
});

describe("what is no option is a problem at its path, never a throw:", () => {
    const said = (options: unknown): string[] =>
        (problemsOf(options as TransferOptions) as Problem[]).map(describeProblem);

    test.each<[unknown, string]>([
        [
            { allowed: "eea" },
            'allowed [wrong-type]: got "eea"; allowed: a list, each a string. Give a list, each a string.',
        ],
        [
            { transit: { country: "US" } },
            "transit [wrong-type]: got an object; allowed: a list, each a value or an Output. Give a list, each a value or an " +
                "Output.",
        ],
        [
            { standings: { US: null } },
            "standings.US [missing-argument]: got nothing; allowed: an object with date, status or words. Add 'US'.",
        ],
        [
            { standings: { US: { state: "none", words: "note", date: "2027-01" } } },
            'standings.US.state [unknown-argument]: got "state"; allowed: date, status or words. Remove it, or correct the ' +
                "spelling.",
        ],
        [
            { standings: { US: { status: ["eea"], words: "note", date: "2027-01" } } },
            "standings.US.status [wrong-type]: got a list of 1; allowed: a string. Give a string.",
        ],
        [{ allowed: [5] }, "allowed[0] [wrong-type]: got 5; allowed: a string. Give a string."],
        [{ path: 5 }, "path [wrong-type]: got 5; allowed: a string. Give a string."],
        [
            { allow: ["eea"], path: "flows.a" },
            'flows.a.allow [unknown-argument]: got "allow"; allowed: allowed, path, standings or transit. Remove it, or ' +
                "correct the spelling.",
        ],
        [
            "eea",
            '(arguments) [wrong-type]: got "eea"; allowed: an object with allowed, path, standings or transit. Give an ' +
                "object with allowed, path, standings or transit.",
        ],
    ])("%j", (options, expected) => {
        expect(said(options)).toEqual([expected]);
    });

    test("places that are none", () => {
        const found = judgeTransfer(null as never, "aws" as never, { path: "flows.a", transit: [5 as never] });
        expect("problems" in found && found.problems.map(({ check, path }) => [check, path])).toEqual([
            ["missing-argument", "flows.a.from"],
            ["wrong-type", "flows.a.transit[0]"],
            ["wrong-type", "flows.a.to"],
        ]);
        expect(judgeTransfer(FRANKFURT, DUBLIN, { transit: [null as never] })).toMatchObject({
            problems: [{ check: "missing-argument", path: "transit[0]" }],
        });
    });

    test("what is null is left out", () => {
        const nulls = { transit: null, standings: null, allowed: null, path: null } as never;
        expect(judgeTransfer(FRANKFURT, DUBLIN, nulls)).toEqual(judgeTransfer(FRANKFURT, DUBLIN));
        expect(judgeTransfer(FRANKFURT, DUBLIN, null)).toEqual(judgeTransfer(FRANKFURT, DUBLIN));
    });

    test("a code with a blank is one key of its path", () => {
        const standings = { "U S": { status: "none", words: "note", date: "2027-01" } } as const;
        expect(problemsOf({ standings })).toMatchObject([{ check: "unknown-country", path: 'standings["U S"]' }]);
    });
});

describe("residency", () => {
    const touching = (allowed: string[]): string[] => [
        ...judged(FRANKFURT, LONDON, { transit: [VIRGINIA], allowed }).transfer.outside,
    ];

    test("names every country outside what is allowed", () => {
        expect(touching(["eea"])).toEqual(["GB", "US"]);
        expect(touching(["eea", "GB"])).toEqual(["US"]);
        expect(touching(["GB"])).toEqual(["DE", "US"]);
        expect(touching(["europe"])).toEqual(["US"]);
        expect(touching(["DE", "north-america"])).toEqual(["GB"]);
        expect(touching(["europe", "US"])).toEqual([]);
        expect(touching([])).toEqual(["DE", "GB", "US"]);
    });

    test("the reasoning says what was allowed, in whatever order it was given", () => {
        const { text } = judged(FRANKFURT, VIRGINIA, { allowed: ["eea", "GB"] });
        expect(text.split("\n").at(-1)).toBe("residency: outside: US, allowed: GB, eea");
        expect(judged(FRANKFURT, VIRGINIA, { allowed: ["GB", "eea"] }).text).toBe(text);
        expect(
            judged(FRANKFURT, DUBLIN, { allowed: ["eea"] })
                .text.split("\n")
                .at(-1),
        ).toBe("residency: inside, allowed: eea");
        expect(judged(VIRGINIA, MUMBAI, { allowed: [] }).text.split("\n").at(-1)).toBe(
            "residency: outside: IN, US, allowed: nowhere",
        );
    });

    test("the user's list is left as it was", () => {
        const allowed = ["eea", "GB"];
        judged(FRANKFURT, DUBLIN, { allowed });
        expect(allowed).toEqual(["eea", "GB"]);
    });

    test("a misspelt area", () => {
        expect(problemsOf({ allowed: ["eea", "Europe", "de"] })).toEqual(
            ["Europe", "de"].map((entry, i) => ({
                check: "unknown-area",
                path: `allowed[${i + 1}]`,
                got: `"${entry}"`,
                allowed:
                    'a country code such as "DE", or africa, asia, eea, europe, north-america, oceania or south-america',
                fix: "Country codes are in capitals, continents in small letters.",
            })),
        );
    });
});

test("places that are wrong are told by their paths, with or without the flow's", () => {
    const wrong: Territory = { country: "XX" };
    const paths = (options: TransferOptions): string[] => {
        const found = judgeTransfer(wrong, wrong, options);
        return "problems" in found ? found.problems.map(({ path }) => path) : [];
    };
    expect(paths({ transit: [FRANKFURT, wrong] })).toEqual(["from.country", "transit[1].country", "to.country"]);
    expect(paths({ path: "flows.a", transit: [wrong] })).toEqual([
        "flows.a.from.country",
        "flows.a.transit[0].country",
        "flows.a.to.country",
    ]);
});
