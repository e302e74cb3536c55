import { describeProblem } from "../../../plan/problem";
import { countryOf, findCountry, labelOf, locate, type Place } from "../../../plan/places";

const SITE_FIX = "A region that this table does not know is given as a site: country, latitude and longitude.";

describe("locate", () => {
    test("a region of AWS, where the city is", () => {
        expect(locate({ cloud: "aws", region: "eu-central-1" }, "hubs.euc1")).toEqual({
            location: {
                label: "aws eu-central-1",
                country: "DE",
                continent: "europe",
                latitude: 50.11,
                longitude: 8.68,
                source: { document: "coordinates of the city of the AWS region", date: "2026-11", certainty: "known" },
            },
        });
    });

    test("a region of Azure, where the location API puts it", () => {
        expect(locate({ cloud: "azure", region: "westeurope" }, "p")).toEqual({
            location: {
                label: "azure westeurope",
                country: "NL",
                continent: "europe",
                latitude: 52.37,
                longitude: 4.9,
                source: { document: "Azure location API, metadata of the region", date: "2021-05", certainty: "read" },
            },
        });
    });

    test("a region of Azure whose point is not the API's", () => {
        expect(locate({ cloud: "azure", region: "ukwest" }, "p")).toMatchObject({
            location: {
                latitude: 51.48,
                longitude: -3.18,
                source: { document: "coordinates of the city of the Azure region", certainty: "known" },
            },
        });
    });

    test("a region of Google Cloud", () => {
        expect(locate({ cloud: "gcp", region: "australia-southeast1" }, "p")).toEqual({
            location: {
                label: "gcp australia-southeast1",
                country: "AU",
                continent: "oceania",
                latitude: -33.87,
                longitude: 151.21,
                source: {
                    document: "coordinates of the city of the Google Cloud region",
                    date: "2026-11",
                    certainty: "known",
                },
            },
        });
    });

    test("a site is where the user says", () => {
        expect(locate({ country: "KE", latitude: -1.29, longitude: 36.82 }, "sites.nairobi")).toEqual({
            location: {
                label: "site in KE",
                country: "KE",
                continent: "africa",
                latitude: -1.29,
                longitude: 36.82,
                source: { document: "sites.nairobi", date: "", certainty: "given" },
            },
        });
    });

    test("an unknown cloud", () => {
        expect(locate({ cloud: "ibm", region: "eu-de" } as unknown as Place, "hubs.a")).toEqual({
            problems: [
                {
                    check: "unknown-cloud",
                    path: "hubs.a.cloud",
                    got: '"ibm"',
                    allowed: "aws, azure or gcp",
                    fix: "Anything else is a site: give its country, latitude and longitude.",
                },
            ],
        });
    });

    test("an unknown region, with what was probably meant", () => {
        expect(locate({ cloud: "aws", region: "eu-central-3" }, "hubs.a")).toEqual({
            problems: [
                {
                    check: "unknown-region",
                    path: "hubs.a.region",
                    got: '"eu-central-3"',
                    allowed: 'a region of AWS, such as "us-east-1"',
                    fix: `Did you mean eu-central-1 or eu-central-2? ${SITE_FIX}`,
                },
            ],
        });
    });

    test.each<[Place, string, string]>([
        [{ cloud: "azure", region: "West Europe" }, 'a region of Azure, such as "westeurope"', "westeurope"],
        [{ cloud: "gcp", region: "Frankfurt" }, 'a region of Google Cloud, such as "europe-west3"', "europe-west3"],
        [{ cloud: "aws", region: "Europe (Frankfurt)" }, 'a region of AWS, such as "us-east-1"', "eu-central-1"],
    ])("an unknown region that is a name or a city: %j", (place, allowed, meant) => {
        const found = locate(place, "p");
        if (!("problems" in found)) throw new Error("found");
        expect(found.problems[0]).toMatchObject({ allowed });
        expect(found.problems[0]?.fix.replace(SITE_FIX, "")).toContain(meant);
    });

    test.each(["moonbase-1", "constructor", undefined])("nothing is suggested for %j", (region) => {
        const found = locate({ cloud: "aws", region } as unknown as Place, "p");
        expect(found).toMatchObject({ problems: [{ check: "unknown-region", fix: SITE_FIX }] });
    });

    test("everything wrong with a site at once", () => {
        expect(locate({ country: "XX", latitude: 91, longitude: -180.5 }, "sites.a")).toEqual({
            problems: [
                {
                    check: "unknown-country",
                    path: "sites.a.country",
                    got: '"XX"',
                    allowed: 'a code of ISO 3166-1 alpha-2, such as "DE"',
                    fix: "Give the country's two-letter code.",
                },
                {
                    check: "coordinate-range",
                    path: "sites.a.latitude",
                    got: "91",
                    allowed: "−90 to 90 degrees",
                    fix: "Give decimal degrees, south and west negative.",
                },
                {
                    check: "coordinate-range",
                    path: "sites.a.longitude",
                    got: "-180.5",
                    allowed: "−180 to 180 degrees",
                    fix: "Give decimal degrees, south and west negative.",
                },
            ],
        });
    });

    test("a wrong coordinate in a known country is a problem too", () => {
        const found = locate({ country: "DE", latitude: NaN, longitude: 8 }, "s");
        expect(found).toMatchObject({ problems: [{ path: "s.latitude", got: "NaN" }] });
        expect("location" in found).toBe(false);
    });

    test.each([
        [90, 180],
        [-90, -180],
        [0, 0],
    ])("%d, %d is on the globe", (latitude, longitude) => {
        expect(locate({ country: "DE", latitude, longitude }, "s")).toMatchObject({
            location: { latitude, longitude },
        });
    });

    test.each([["1"], [undefined], [null]])("%j is no coordinate", (latitude) => {
        const place = { country: "DE", latitude, longitude: 0 } as unknown as Place;
        expect(locate(place, "s")).toMatchObject({ problems: [{ check: "coordinate-range", path: "s.latitude" }] });
    });
});

describe("what is no place is a problem at its path:", () => {
    const ALL = "an object with cloud, country, latitude, longitude or region";
    const SPELL = "Remove it, or correct the spelling.";
    test.each<[unknown, string]>([
        [undefined, `s [missing-argument]: got nothing; allowed: ${ALL}. Add 's'.`],
        [null, `s [missing-argument]: got nothing; allowed: ${ALL}. Add 's'.`],
        ["aws us-east-1", `s [wrong-type]: got "aws us-east-1"; allowed: ${ALL}. Give ${ALL}.`],
        [["DE"], `s [wrong-type]: got a list of 1; allowed: ${ALL}. Give ${ALL}.`],
        [
            { cloud: "aws", region: "us-east-1", country: "DE" },
            `s.country [unknown-argument]: got "country"; allowed: cloud or region. ${SPELL}`,
        ],
        [
            { country: "DE", lattitude: 5, longitude: 8 },
            `s.lattitude [unknown-argument]: got "lattitude"; allowed: country, latitude or longitude. ${SPELL}`,
        ],
        [
            { region: "us-east-1" },
            `s.region [unknown-argument]: got "region"; allowed: country, latitude or longitude. ${SPELL}`,
        ],
        [
            Promise.resolve({ country: "DE" }),
            "s [not-plain]: got a Promise; allowed: an object with country, latitude or longitude. It decides what is planned, " +
                "so it must be known when the program runs: give a plain value.",
        ],
    ])("%j", (place, expected) => {
        for (const found of [locate(place as Place, "s"), countryOf(place as Place, "s")]) {
            expect("problems" in found && found.problems.map(describeProblem)).toEqual([expected]);
        }
    });

    test("words in a list are no words", () => {
        expect(locate({ cloud: ["aws"], region: "us-east-1" } as never, "s")).toMatchObject({
            problems: [{ check: "unknown-cloud" }],
        });
        expect(locate({ cloud: "aws", region: ["us-east-1"] } as never, "s")).toMatchObject({
            problems: [{ check: "unknown-region" }],
        });
        expect(countryOf({ country: ["DE"] } as never, "s")).toMatchObject({
            problems: [{ check: "unknown-country" }],
        });
    });

    test("a cloud that is null is none", () => {
        const site = { country: "DE", latitude: 50, longitude: 8 };
        expect(locate({ cloud: null, ...site } as never, "s")).toEqual({
            problems: [expect.objectContaining({ check: "unknown-argument", path: "s.cloud" })],
        });
        expect(locate({ cloud: undefined, ...site }, "s")).toMatchObject({ location: { country: "DE" } });
    });
});

describe("findCountry", () => {
    test.each([
        ["de", "DE"],
        ["UK", "GB"],
        ["uk", "GB"],
        ["EL", "GR"],
        ["Germany", "DE"],
        ["south korea", "KR"],
    ])("%s: the code was meant", (code, meant) => {
        expect(findCountry(code, "a.b")).toEqual({
            problems: [
                {
                    check: "unknown-country",
                    path: "a.b",
                    got: JSON.stringify(code),
                    allowed: 'a code of ISO 3166-1 alpha-2, such as "DE"',
                    fix: `Did you mean "${meant}"?`,
                },
            ],
        });
    });

    test("what is no text is no code", () => {
        expect(findCountry(49 as unknown as string, "a")).toMatchObject({
            problems: [{ got: "49", fix: "Give the country's two-letter code." }],
        });
    });

    test("a code", () => {
        expect(findCountry("FR", "a")).toMatchObject({ country: { name: "France", continent: "europe" } });
    });
});

describe("countryOf", () => {
    test("of a region, of a site and of a country alone", () => {
        expect(countryOf({ cloud: "gcp", region: "me-west1" }, "p")).toMatchObject({
            code: "IL",
            country: { name: "Israel" },
        });
        expect(countryOf({ country: "IT" }, "p")).toMatchObject({ code: "IT", country: { name: "Italy" } });
        expect(countryOf({ country: "IT", latitude: 999, longitude: 0 }, "p")).toMatchObject({ code: "IT" });
    });

    test("tells where the problem is", () => {
        expect(countryOf({ country: "it" }, "p")).toMatchObject({ problems: [{ path: "p.country" }] });
        expect(countryOf({ cloud: "gcp", region: "x" }, "p")).toMatchObject({ problems: [{ path: "p.region" }] });
    });
});

test("labelOf", () => {
    expect(labelOf({ cloud: "aws", region: "us-east-1" })).toBe("aws us-east-1");
    expect(labelOf({ country: "IT" })).toBe("site in IT");
});
