/** Where something is: a region of a provider, or a site of the user's own. */
import type { Source } from "../facts/fact";
import { AWS_REGIONS, AWS_REGION_SOURCES } from "../facts/regions/aws";
import { AZURE_REGIONS, AZURE_REGION_SOURCES } from "../facts/regions/azure";
import { COUNTRIES, type Country } from "../facts/regions/countries";
import type { Continent } from "../facts/regions/country-names";
import { GCP_REGIONS, GCP_REGION_SOURCES } from "../facts/regions/gcp";
import type { Region } from "../facts/regions/region";
import { oneOf, show, type Problem } from "./problem";
import { checkShape, join, own, type Shape } from "./shape";
import { closest } from "./spelling";

export type Cloud = "aws" | "azure" | "gcp";

export interface CloudPlace {
    readonly cloud: Cloud;
    /** The region's code in the provider's API: "eu-central-1", "westeurope", "europe-west3". */
    readonly region: string;
}

/** On-premises, edge, or a region that the tables do not know. */
export interface Site {
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** Degrees, north positive. */
    readonly latitude: number;
    /** Degrees, east positive. */
    readonly longitude: number;
}

export type Place = CloudPlace | Site;

/** Where only the country matters. */
export type Territory = Place | { readonly country: string };

export interface Location {
    /** For reports: "aws eu-central-1", "site in DE". */
    readonly label: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    readonly continent: Continent;
    readonly latitude: number;
    readonly longitude: number;
    /** Where the coordinates come from. */
    readonly source: Source;
}

interface Table {
    readonly provider: string;
    readonly example: string;
    readonly regions: Readonly<Record<string, Region>>;
    readonly source: (region: string) => Source;
}

const TABLES: Readonly<Record<Cloud, Table>> = {
    aws: {
        provider: "AWS",
        example: "us-east-1",
        regions: AWS_REGIONS,
        source: () => AWS_REGION_SOURCES.coordinates,
    },
    azure: {
        provider: "Azure",
        example: "westeurope",
        regions: AZURE_REGIONS,
        source: (region) => AZURE_REGION_SOURCES.coordinates[AZURE_REGIONS[region]?.point ?? "city"],
    },
    gcp: {
        provider: "Google Cloud",
        example: "europe-west3",
        regions: GCP_REGIONS,
        source: () => GCP_REGION_SOURCES.coordinates,
    },
};

/** Codes in use that are not those of ISO 3166-1. */
const ALIASES: Readonly<Record<string, string>> = { UK: "GB", EL: "GR" };

const INPUT: Shape = { kind: "input" };
/** Members that are missing or of the wrong type have problems of their own, with better words. */
const IN_CLOUD: Shape = { kind: "object", required: true, members: { cloud: INPUT, region: INPUT } };
const SITE: Shape = {
    kind: "object",
    required: true,
    members: { country: INPUT, latitude: INPUT, longitude: INPUT },
};
const ANYWHERE: Shape = { kind: "object", required: true, members: { ...IN_CLOUD.members, ...SITE.members } };

/** Only what is an object, with the members of a region or those of a site, and not some of both. */
function checkPlace(place: unknown, path: string): Problem[] {
    if (typeof place !== "object" || place === null || Array.isArray(place)) return checkShape(ANYWHERE, place, path);
    return checkShape(isInCloud(place) ? IN_CLOUD : SITE, place, path);
}

function isInCloud(place: object): place is CloudPlace {
    return "cloud" in place && place.cloud !== undefined && place.cloud !== null;
}

/** The location of a place, or everything that is wrong with it; `path` is where the user wrote the place. */
export function locate(place: Place, path: string): { location: Location } | { problems: Problem[] } {
    const problemsOfShape = checkPlace(place, path);
    if (problemsOfShape.length > 0) return { problems: problemsOfShape };
    const found = isInCloud(place) ? findRegion(place, path) : { point: { ...place, source: givenAt(path) } };
    if ("problems" in found) return found;
    const { country, latitude, longitude, source } = found.point;
    const known = findCountry(country, join(path, "country"));
    const problems = [
        ...("problems" in known ? known.problems : []),
        ...checkDegrees(latitude, 90, join(path, "latitude")),
        ...checkDegrees(longitude, 180, join(path, "longitude")),
    ];
    if ("problems" in known || problems.length > 0) return { problems };
    const { continent } = known.country;
    return { location: { label: labelOf(place), country, continent, latitude, longitude, source } };
}

/** The country of a place, with its code, or what is wrong with the place; coordinates are not looked at. */
export function countryOf(
    place: Territory,
    path: string,
): { code: string; country: Country } | { problems: Problem[] } {
    const problems = checkPlace(place, path);
    if (problems.length > 0) return { problems };
    const found = isInCloud(place) ? findRegion(place, path) : { point: place };
    if ("problems" in found) return found;
    const code = found.point.country;
    const known = findCountry(code, join(path, "country"));
    return "problems" in known ? known : { code, country: known.country };
}

/** For reports: "aws eu-central-1", "site in DE". */
export function labelOf(place: Territory): string {
    return isInCloud(place) ? `${place.cloud} ${place.region}` : `site in ${place.country}`;
}

/** The country of a code, or the problem with it; `path` is where the user wrote the code. */
export function findCountry(code: string, path: string): { country: Country } | { problems: Problem[] } {
    const country = typeof code === "string" ? own(COUNTRIES, code) : undefined;
    if (country !== undefined) return { country };
    const meant = typeof code === "string" ? codeMeantBy(code) : undefined;
    return {
        problems: [
            {
                check: "unknown-country",
                path,
                got: show(code),
                allowed: 'a code of ISO 3166-1 alpha-2, such as "DE"',
                fix: meant === undefined ? "Give the country's two-letter code." : `Did you mean ${show(meant)}?`,
            },
        ],
    };
}

type Point = Pick<Location, "country" | "latitude" | "longitude" | "source">;

function findRegion({ cloud, region }: CloudPlace, path: string): { point: Point } | { problems: Problem[] } {
    const table = typeof cloud === "string" ? own(TABLES, cloud) : undefined;
    if (table === undefined) return { problems: [unknownCloud(cloud, path)] };
    const found = typeof region === "string" ? own(table.regions, region) : undefined;
    if (found === undefined) return { problems: [unknownRegion(table, region, path)] };
    return { point: { ...found, source: table.source(region) } };
}

function unknownCloud(cloud: string, path: string): Problem {
    return {
        check: "unknown-cloud",
        path: join(path, "cloud"),
        got: show(cloud),
        allowed: oneOf(Object.keys(TABLES)),
        fix: "Anything else is a site: give its country, latitude and longitude.",
    };
}

function unknownRegion({ provider, example, regions }: Table, region: string, path: string): Problem {
    const spellings = Object.entries(regions).map(([code, { name, place }]) => [code, [code, name, place]] as const);
    const meant = typeof region === "string" ? closest(region, Object.fromEntries(spellings)) : [];
    const didYouMean = meant.length === 0 ? "" : `Did you mean ${oneOf(meant)}? `;
    return {
        check: "unknown-region",
        path: join(path, "region"),
        got: show(region),
        allowed: `a region of ${provider}, such as "${example}"`,
        fix: `${didYouMean}A region that this table does not know is given as a site: country, latitude and longitude.`,
    };
}

function codeMeantBy(text: string): string | undefined {
    const upper = text.toUpperCase();
    const code = own(ALIASES, upper) ?? upper;
    if (own(COUNTRIES, code) !== undefined) return code;
    return Object.keys(COUNTRIES).find((known) => COUNTRIES[known]?.name.toUpperCase() === upper);
}

function checkDegrees(value: number, most: number, path: string): Problem[] {
    if (typeof value === "number" && Math.abs(value) <= most) return [];
    const fix = "Give decimal degrees, south and west negative.";
    return [{ check: "coordinate-range", path, got: show(value), allowed: `−${most} to ${most} degrees`, fix }];
}

function givenAt(path: string): Source {
    return { document: path, date: "", certainty: "given" };
}
