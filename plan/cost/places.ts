/** The names that places have in prices and components, and what a user probably meant by one that is unknown. */
import { PRICES } from "../../facts/prices/book";
import type { Price } from "../../facts/prices/price";
import { AWS_REGIONS } from "../../facts/regions/aws";
import { AZURE_REGIONS } from "../../facts/regions/azure";
import { GCP_REGIONS } from "../../facts/regions/gcp";
import { oneOf } from "../problem";
import { own } from "../shape";
import { closest } from "../spelling";

/** Names of places, each with its spellings. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** What stands for a place that has no name. */
export const ELSEWHERE = "elsewhere";

interface Cloud {
    readonly name: string;
    readonly example: string;
    readonly regions: Names;
}

const spellings = (regions: Readonly<Record<string, { readonly name: string }>>): Names =>
    Object.fromEntries(Object.entries(regions).map(([code, { name }]) => [code, [code, name]]));

const CLOUDS: Readonly<Record<string, Cloud>> = {
    aws: { name: "AWS", example: "us-east-1", regions: spellings(AWS_REGIONS) },
    azure: { name: "Azure", example: "westeurope", regions: spellings(AZURE_REGIONS) },
    gcp: { name: "Google Cloud", example: "europe-west3", regions: spellings(GCP_REGIONS) },
};

/** The cloud of a kind or of a price id: "aws.tgw.vpn". Undefined for what is in none. */
export function cloudOf(id: string): Cloud | undefined {
    return own(CLOUDS, id.split(".", 1)[0] ?? "");
}

export function areasOf(price: Price): Names {
    return listed(Object.values(price.areas ?? {}));
}

/** Where a site may be, or traffic may go: a region of any cloud, an area of a price, a place that a price names. */
export const DESTINATIONS: Names = {
    ...Object.fromEntries(Object.values(CLOUDS).flatMap(({ regions }) => Object.entries(regions))),
    ...listed(
        (Object.values(PRICES) as readonly Price[]).flatMap(({ areas = {}, rates }) => [
            ...Object.values(areas),
            ...Object.keys(rates).flatMap((key) => key.split(">").slice(1)),
        ]),
    ),
};

/** Names that have one spelling. */
export function listed(names: readonly string[]): Names {
    return Object.fromEntries(names.map((name) => [name, [name]]));
}

/** "a or b", or `otherwise` where nothing is close. */
export function meantBy(word: string, names: Names, otherwise: string): string {
    const near = closest(word, names);
    return near.length === 0 ? otherwise : oneOf(near);
}
