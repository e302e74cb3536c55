/**
 * The parts of the world by which providers price traffic. Each provider cuts the world its own way, so each has a table of
 * its own, by country; a region that is in none of them has no price by area.
 */
import type { Source } from "../fact";
import { AWS_REGIONS } from "../regions/aws";
import { AZURE_REGIONS } from "../regions/azure";
import { GCP_REGIONS } from "../regions/gcp";

/** Of the regions that the public price lists are for; China is told apart by its country. */
const LISTED = [
    Object.entries(AWS_REGIONS).filter(([, { partition }]) => partition === "aws" || partition === "aws-cn"),
    Object.entries(AZURE_REGIONS).filter(([, { cloud }]) => cloud !== "usgov"),
    Object.entries(GCP_REGIONS),
].flatMap((regions) => regions.map(([name, { country }]): [region: string, country: string] => [name, country]));

const EUROPE = "AT BE CH DE DK ES FI FR GB GR IE IT NL NO PL PT SE";
const MIDDLE_EAST = "AE BH IL QA SA";

/** Area of every listed region of the three clouds; `countries` lists the countries of each area, `regions` names exceptions. */
function cut(countries: Record<string, string>, regions: Record<string, string> = {}): Record<string, string> {
    const areaOf = new Map(
        Object.entries(countries).flatMap(([area, list]) => list.split(" ").map((c): [string, string] => [c, area])),
    );
    const byCountry = LISTED.flatMap(([region, country]) => {
        const area = areaOf.get(country);
        return area === undefined ? [] : [[region, area] as const];
    });
    const names = [...Object.keys(countries), ...Object.values(regions)].map((area) => [area, area] as const);
    return { ...Object.fromEntries([...byCountry, ...names]), ...regions };
}

/** The documents name the areas, and countries only where they are exceptions; the other countries follow from the map. */
export const AREA_SOURCES = {
    azure: { document: "Azure documentation, About Virtual WAN pricing", date: "2020-06-18", certainty: "derived" },
    gcp: { document: "infracost, expected outputs of its Cloud VPN tests", date: "2024-07-01", certainty: "derived" },
    accelerator: {
        document: "infracost, expected output of aws_globalaccelerator_endpoint_group",
        date: "2024-07-01",
        certainty: "derived",
    },
} as const satisfies Record<string, Source>;

/**
 * Oceania is in Azure's document the two Australia Central regions alone. It names no area for the other regions of
 * Australia and New Zealand, nor for Mexico, and excludes China: they are in none.
 */
export const AZURE_AREAS = cut(
    {
        "north-america": "US CA",
        europe: EUROPE,
        asia: "HK ID IN JP KR MY SG TH TW",
        "middle-east-africa": `${MIDDLE_EAST} ZA`,
        "latin-america": "BR CL",
    },
    { australiacentral: "oceania", australiacentral2: "oceania" },
);

/** IPsec traffic between Google Cloud regions: Indonesia counts with Oceania, and Mexico is named nowhere. */
export const GCP_AREAS = cut({
    "us-canada": "US CA",
    europe: EUROPE,
    asia: "HK IN JP KR MY SG TH TW",
    "south-america": "BR CL",
    oceania: "AU ID NZ",
    "middle-east": MIDDLE_EAST,
    africa: "ZA",
});

/** IPsec traffic from Google Cloud to the internet: China is without Hong Kong, and everything else is one. */
export const GCP_DESTINATION_COUNTRIES = { china: "CN", australia: "AU" } as const;
export const GCP_DESTINATIONS = cut(GCP_DESTINATION_COUNTRIES);

/** AWS Global Accelerator pricing, source and destination of the traffic. Mexico is a destination only. */
export const ACCELERATOR_AREAS = cut({
    "north-america": "US CA",
    mexico: "MX",
    europe: EUROPE,
    "south-africa-kenya": "KE ZA",
    "south-america": "BR CL",
    "south-korea": "KR",
    "middle-east": MIDDLE_EAST,
    "australia-new-zealand": "AU NZ",
    "asia-pacific": "HK JP MY SG TW",
    "india-indonesia-philippines-thailand": "ID IN PH TH",
});
