/**
 * Which countries a flow of personal data touches, and what the GDPR asks for it (chapter V). The judgement takes every
 * country touched for a recipient of data from the European Economic Area; it is no legal advice.
 */
import type { Source } from "../facts/fact";
import { COUNTRIES, type Country, type DataProtection, type DataProtectionStatus } from "../facts/regions/countries";
import { COUNTRY_NAMES, type Continent } from "../facts/regions/country-names";
import { countryOf, findCountry, type Territory } from "./places";
import { oneOf, show, type Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkShape, join, own, type Shape } from "./shape";

/**
 * - `none`: inside the EEA, or to a country with an adequacy decision.
 * - `certification`: the recipient must be one that the decision covers.
 * - `safeguard`: standard contractual clauses, binding corporate rules or another safeguard of article 46.
 */
export type Needed = "none" | "certification" | "safeguard";
export type Role = "from" | "transit" | "to";

/** The user's word on a country, which wins over the table. */
export interface StandingOverride {
    readonly status: DataProtectionStatus;
    /** Why, in the user's words: "our counsel's note 17". With status "conditional" it is also the condition. */
    readonly words: string;
    /** The day of those words: "2026-11-23" or "2026-11". */
    readonly date: string;
}

export interface TransferOptions {
    /** Where the flow passes: hubs, relays, a provider's backbone where the user knows its way. */
    readonly transit?: readonly Territory[];
    /** By country code. */
    readonly standings?: Readonly<Record<string, StandingOverride>>;
    /** Where data may be at all: country codes, continents, "eea". Everywhere where it is not given. */
    readonly allowed?: readonly string[];
    /** Where the user wrote the flow, for problems: "flows.orders". */
    readonly path?: string;
}

export interface TouchedCountry {
    /** ISO 3166-1 alpha-2. */
    readonly code: string;
    readonly name: string;
    readonly continent: Continent;
    readonly roles: readonly Role[];
    readonly status: DataProtectionStatus;
    readonly needed: Needed;
    /** Whom an adequacy decision covers, where it does not cover everybody. */
    readonly condition?: string;
    readonly source: Source;
}

export interface Transfer {
    /** The strictest of what the touched countries need. */
    readonly needed: Needed;
    /** Each country once, in the order of the codes. */
    readonly touched: readonly TouchedCountry[];
    /** Codes of touched countries that `allowed` does not cover. */
    readonly outside: readonly string[];
}

const NEEDED: Readonly<Record<DataProtectionStatus, Needed>> = {
    eea: "none",
    adequate: "none",
    conditional: "certification",
    none: "safeguard",
};
const STRICTEST: readonly Needed[] = ["safeguard", "certification"];
const ROLES: readonly Role[] = ["from", "transit", "to"];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const AREAS = [...Object.keys(COUNTRY_NAMES), "eea"];
const GDPR: Source = { document: "GDPR articles 44 to 49", date: "2016-04-27", certainty: "read" };

const TEXT: Shape = { kind: "string" };
/** What is missing in a standing has problems of its own, with better words. */
const STANDING: Shape = { kind: "object", members: { status: TEXT, words: TEXT, date: TEXT } };
/** `countryOf` looks at the places. */
const OPTIONS: Shape = {
    kind: "object",
    members: {
        transit: { kind: "list", of: { kind: "input" } },
        standings: { kind: "map", of: STANDING },
        allowed: { kind: "list", of: TEXT },
        path: TEXT,
    },
};

/** Judges a flow both of whose ends are known, or says everything that is wrong with the question. Null is left out. */
export function judgeTransfer(
    from: Territory,
    to: Territory,
    options?: TransferOptions | null,
): { transfer: Transfer; reasoning: Reasoning } | { problems: Problem[] } {
    const base = typeof options?.path === "string" ? options.path : "";
    const misread = checkShape(OPTIONS, options, base);
    if (misread.length > 0) return { problems: misread };

    const at = (name: string): string => join(base, name);
    const [standings, allowed] = [options?.standings ?? {}, options?.allowed ?? undefined];
    const stops = [
        { role: "from", place: from, path: at("from") },
        ...(options?.transit ?? []).map(
            (place, i) => ({ role: "transit", place, path: `${at("transit")}[${i}]` }) as const,
        ),
        { role: "to", place: to, path: at("to") },
    ] as const;
    const found = stops.map(({ role, place, path }) => ({ role, ...countryOf(place, path) }));
    const problems = [
        ...found.flatMap((stop) => ("problems" in stop ? stop.problems : [])),
        ...Object.entries(standings).flatMap(([code, override]) =>
            checkOverride(code, override, join(at("standings"), code)),
        ),
        ...(allowed ?? []).flatMap((entry, i) => checkAllowed(entry, `${at("allowed")}[${i}]`)),
    ];
    if (problems.length > 0) return { problems };

    const touched = touchedCountries(
        found.flatMap((stop) => ("problems" in stop ? [] : [stop])),
        standings,
    );
    const outside = touched.filter((c) => !isAllowed(c, allowed)).map(({ code }) => code);
    const needed = STRICTEST.find((degree) => touched.some((c) => c.needed === degree)) ?? "none";
    const transfer = { needed, touched, outside };
    return { transfer, reasoning: reasonsFor(transfer, allowed) };
}

function touchedCountries(
    stops: readonly { role: Role; code: string; country: Country }[],
    standings: Readonly<Record<string, StandingOverride>>,
): TouchedCountry[] {
    const countries = [...new Map(stops.map(({ code, country }) => [code, country]))];
    return countries
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, { name, continent, dataProtection }]) => {
            const { status, condition, source } = standing(own(standings, code)) ?? dataProtection;
            return {
                code,
                name,
                continent,
                roles: ROLES.filter((role) => stops.some((stop) => stop.code === code && stop.role === role)),
                status,
                needed: NEEDED[status],
                ...(condition === undefined ? {} : { condition }),
                source,
            };
        });
}

function standing(override: StandingOverride | undefined): DataProtection | undefined {
    if (override === undefined) return undefined;
    const { status, words, date } = override;
    const source: Source = { document: words, date, certainty: "given" };
    return status === "conditional" ? { status, condition: words, source } : { status, source };
}

function isAllowed({ code, continent, status }: TouchedCountry, allowed: readonly string[] | undefined): boolean {
    if (allowed === undefined) return true;
    return allowed.some((entry) => entry === code || entry === continent || (entry === "eea" && status === "eea"));
}

function reasonsFor({ needed, touched, outside }: Transfer, allowed: readonly string[] | undefined): Reasoning {
    const ends = touched.filter(({ roles }) => roles.includes("from") || roles.includes("to"));
    const steps: Step[] = touched.map(({ code, name, roles, status, condition, source }) => ({
        what: `${name} (${code}, ${roles.join(" and ")})`,
        figure: status,
        ...(condition === undefined ? {} : { because: `where ${condition}` }),
        source,
    }));
    if (!ends.some(({ status }) => status === "eea")) {
        const because = "no end lies in the EEA: this holds only for data that the GDPR covers all the same";
        steps.push({ what: "scope", because, source: GDPR });
    }
    steps.push({ what: "needed", figure: needed, because: "the strictest of the countries touched", source: GDPR });
    if (allowed !== undefined) {
        const figure = outside.length === 0 ? "inside" : `outside: ${outside.join(", ")}`;
        steps.push({ what: "residency", figure, because: `allowed: ${[...allowed].sort().join(", ") || "nowhere"}` });
    }
    return steps;
}

function checkOverride(code: string, { status, words, date }: StandingOverride, path: string): Problem[] {
    const country = findCountry(code, path);
    const problems = "problems" in country ? [...country.problems] : [];
    if (own(NEEDED, status) === undefined) {
        problems.push({
            check: "unknown-standing",
            path: join(path, "status"),
            got: show(status),
            allowed: oneOf(Object.keys(NEEDED)),
            fix: "Say how the GDPR sees the country.",
        });
    }
    if (typeof words !== "string" || words.trim() === "") {
        problems.push({
            check: "standing-without-words",
            path: join(path, "words"),
            got: show(words),
            allowed: "a few words on where it stands",
            fix: "Name the decision or the advice, so that a reader of the report can check it.",
        });
    }
    if (!isDayOrMonth(date)) {
        problems.push({
            check: "standing-without-date",
            path: join(path, "date"),
            got: show(date),
            allowed: 'a day or a month, such as "2026-11-23" or "2026-11"',
            fix: "Standings change: give the day of the decision or of the advice.",
        });
    }
    return problems;
}

/** One that the calendar has: "2026-11" or "2026-11-23". */
function isDayOrMonth(date: string): boolean {
    const [, year, month, day = "01"] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date) ?? [];
    const days = DAYS[Number(month) - 1];
    if (days === undefined) return false;
    const [y, d] = [Number(year), Number(day)];
    const isLeap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
    return d >= 1 && d <= (month === "02" && isLeap ? 29 : days);
}

function checkAllowed(entry: string, path: string): Problem[] {
    if (AREAS.includes(entry) || own(COUNTRIES, entry) !== undefined) return [];
    return [
        {
            check: "unknown-area",
            path,
            got: show(entry),
            allowed: `a country code such as "DE", or ${oneOf(AREAS)}`,
            fix: "Country codes are in capitals, continents in small letters.",
        },
    ];
}
