/**
 * Countries and their standing under chapter V of the GDPR (transfers to third countries). A dated table, not legal advice:
 * decisions are made, suspended and annulled, so planners take the user's own table as well. An adequacy decision may also
 * go to an organisation (the European Patent Organisation, 2025); those are not countries and not here.
 */
import type { Source } from "../fact";
import { COUNTRY_NAMES, type Continent } from "./country-names";

/**
 * - `eea`: GDPR applies itself: European Union, Iceland, Liechtenstein, Norway.
 * - `adequate`: the Commission decided that protection there is adequate (article 45).
 * - `conditional`: it decided so for some recipients only; `condition` says which.
 * - `none`: no decision: appropriate safeguards (article 46) or a derogation (article 49) are needed.
 */
export type DataProtectionStatus = "eea" | "adequate" | "conditional" | "none";

export interface DataProtection {
    readonly status: DataProtectionStatus;
    /** Whom the decision covers, where `status` is "conditional". */
    readonly condition?: string;
    readonly source: Source;
}

export interface Country {
    readonly name: string;
    readonly continent: Continent;
    readonly dataProtection: DataProtection;
}

const ADEQUACY_LIST: Source = {
    document: "CNPD Luxembourg, countries with an adequacy decision",
    date: "2026-11",
    certainty: "read",
};
const EEA: Source = {
    document: "Agreement on the European Economic Area, its parties",
    date: "2026-11",
    certainty: "read",
};
/** Parts of member states with a code of their own, where the law of the Union applies (TFEU article 355). */
const EEA_TERRITORIES: Source = { document: "TFEU article 355 (1) and (4)", date: "2026-11", certainty: "known" };
const BRAZIL: Source = {
    document: "CMS on the adequacy decision for Brazil (Commission Implementing Decision (EU) 2026/179)",
    date: "2026-01-27",
    certainty: "read",
};
const UNITED_KINGDOM: Source = {
    document: "ITPro on the Commission's renewal of the adequacy decision for the United Kingdom, until 2031",
    date: "2025-12-24",
    certainty: "read",
};
/** That a country is on no list can only be known as of a day, and no list says so. */
const NO_DECISION: Source = { document: "no adequacy decision known", date: "2026-11", certainty: "known" };

const sameFor = (codes: string, status: DataProtectionStatus, source: Source): Record<string, DataProtection> =>
    Object.fromEntries(codes.split(" ").map((code) => [code, { status, source }]));

const STANDINGS: Readonly<Record<string, DataProtection>> = {
    ...sameFor("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK", "eea", EEA),
    ...sameFor("IS LI NO", "eea", EEA),
    ...sameFor("AX GF GP MF MQ RE YT", "eea", EEA_TERRITORIES),
    ...sameFor("AD AR CH FO GG IL IM JE JP KR NZ UY", "adequate", ADEQUACY_LIST),
    ...sameFor("GB", "adequate", UNITED_KINGDOM),
    ...sameFor("BR", "adequate", BRAZIL),
    CA: {
        status: "conditional",
        condition: "the recipient is subject to PIPEDA (Personal Information Protection and Electronic Documents Act)",
        source: ADEQUACY_LIST,
    },
    US: {
        status: "conditional",
        condition: "the recipient is certified under the EU-U.S. Data Privacy Framework",
        source: ADEQUACY_LIST,
    },
};

const NONE: DataProtection = { status: "none", source: NO_DECISION };

/** By code of ISO 3166-1 alpha-2. */
export const COUNTRIES: Readonly<Record<string, Country>> = Object.fromEntries(
    Object.entries(COUNTRY_NAMES).flatMap(([continent, names]) =>
        Object.entries(names).map(([code, name]): [string, Country] => [
            code,
            { name, continent: continent as Continent, dataProtection: STANDINGS[code] ?? NONE },
        ]),
    ),
);
