import { COUNTRIES } from "../../../facts/regions/countries";

const having = (status: string): string =>
    Object.keys(COUNTRIES)
        .filter((code) => COUNTRIES[code]?.dataProtection.status === status)
        .sort()
        .join(" ");

test("the EEA is the 27 of the Union, Iceland, Liechtenstein, Norway, and territories where the Union's law applies", () => {
    const members = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE";
    // TFEU article 355: Åland, French Guiana, Guadeloupe, Saint-Martin, Martinique, Réunion, Mayotte.
    const all = `${members} IS LI NO AX GF GP MF MQ RE YT`;
    expect(members.split(" ")).toHaveLength(27);
    expect(having("eea").split(" ")).toEqual(all.split(" ").sort());
});

test("adequate are the countries of the CNPD's list, and Brazil since 2026-01", () => {
    // Andorra, Argentina, Brazil, Switzerland, Faroe Islands, United Kingdom, Guernsey, Israel, Isle of Man, Jersey,
    // Japan, Republic of Korea, New Zealand, Uruguay.
    expect(having("adequate")).toBe("AD AR BR CH FO GB GG IL IM JE JP KR NZ UY");
    expect(COUNTRIES.BR?.dataProtection.source).toEqual({
        document: "CMS on the adequacy decision for Brazil (Commission Implementing Decision (EU) 2026/179)",
        date: "2026-01-27",
        certainty: "read",
    });
    expect(COUNTRIES.GB?.dataProtection.source.date).toBe("2025-12-24");
});

test("conditional are Canada for PIPEDA bodies and the USA for certified importers", () => {
    expect(having("conditional")).toBe("CA US");
    expect(COUNTRIES.CA?.dataProtection.condition).toMatch(/PIPEDA/);
    expect(COUNTRIES.US?.dataProtection.condition).toMatch(/Data Privacy Framework/);
});

test("everybody else has no decision, known and not read", () => {
    const cloudCountries = "IN SG AU ZA AE BH HK TW MX CL CN ID MY TH QA SA";
    for (const code of cloudCountries.split(" ")) {
        expect(COUNTRIES[code]?.dataProtection).toEqual({
            status: "none",
            source: { document: "no adequacy decision known", date: "2026-11", certainty: "known" },
        });
    }
});

test("248 codes: ISO 3166-1 has 249, Antarctica is left out", () => {
    expect(Object.keys(COUNTRIES)).toHaveLength(248);
    expect(Object.keys(COUNTRIES).every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
    expect(Object.keys(COUNTRIES)).not.toContain("AQ");
});

test("names are unique", () => {
    expect(new Set(Object.values(COUNTRIES).map(({ name }) => name)).size).toBe(248);
});

test.each([
    ["MX", "Mexico", "north-america"],
    ["CY", "Cyprus", "asia"],
    ["TR", "Türkiye", "asia"],
    ["RU", "Russia", "europe"],
    ["EG", "Egypt", "africa"],
    ["NZ", "New Zealand", "oceania"],
    ["CL", "Chile", "south-america"],
    ["AE", "United Arab Emirates", "asia"],
])("%s is %s, in %s by M49", (code, name, continent) => {
    expect(COUNTRIES[code]).toMatchObject({ name, continent });
});
