/**
 * What one thing costs, where, and which document says so. A price book is a table of these; it holds list prices of the day
 * that each source names, and a user's own price always wins over it.
 */
import { fact, unknownFact, type Fact, type Source, type Unknown } from "../fact";

/** The length of a month in hourly prices: 365 × 24 / 12. */
export const HOURS_PER_MONTH = fact(730, "hours/month", {
    document: "infracost, expected outputs: an hourly price is for 730 hours",
    date: "2024-07-01",
    certainty: "read",
});

export type PriceUnit = "USD/hour" | "USD/GB" | "USD/month" | "USD/million";

/** GB of one month and one payer, each tier from where the one before it ends. */
export interface PriceTier {
    /** The last GB of the tier; the last tier of an open table has none. What lies above a closed table has no price. */
    readonly upTo?: number;
    /** For each GB of the tier. */
    readonly rate: number;
}

export type Rate = number | readonly PriceTier[];

/**
 * Where a rate holds. "eu-west-1" is a region, or the region traffic leaves; "us-east-1>us-east-2" is a pair, in the
 * direction of the traffic. An area of the price stands for all its regions: "europe", "europe>north-america",
 * "us-central1>china", "*>china". "elsewhere" is a place that has no name: "us-central1>elsewhere".
 * "same region" is a pair within one region, "other area" a pair between two known areas. "*" is everywhere.
 */
export type PlaceKey = string;

export interface Price {
    /** "a Site-to-Site VPN connection". */
    readonly what: string;
    readonly unit: PriceUnit;
    /** Who gets the bill, in the provider's rule. */
    readonly payer: string;
    /** The region whose rate was read, where the provider prices by region and no more was found. */
    readonly home?: string;
    /** What is known of a price that is not: "derived: at least the 0.49 of …". */
    readonly hint?: string;
    /** Of each region, its area; an area's own name stands for itself. */
    readonly areas?: Readonly<Record<string, string>>;
    /** The most precise key counts. A place that no key covers has no known rate. */
    readonly rates: Readonly<Record<PlaceKey, Fact<Rate>>>;
}

/** A row of a price book, with its rates as `[rate, source]`. */
export interface PriceRow extends Omit<Price, "rates"> {
    readonly rates: Readonly<Record<PlaceKey, readonly [rate: Rate, source: Source] | Unknown>>;
}

export function price({ rates, ...row }: PriceRow): Price {
    const facts = Object.entries(rates).map(([place, said]): [PlaceKey, Fact<Rate>] => [
        place,
        "ask" in said ? said : fact<Rate>(said[0], row.unit, said[1]),
    ]);
    return { ...row, rates: Object.fromEntries(facts) };
}

/** A row whose price no source told anywhere: the user is asked for it. */
export function unpriced(row: Omit<PriceRow, "rates">, looked: Omit<Source, "certainty">): Price {
    return price({ ...row, rates: { "*": unknownFact(row.unit, `the price of ${row.what}, in ${row.unit}`, looked) } });
}

/** Several regions at one rate. */
export function each(
    regions: readonly string[],
    rate: Rate,
    source: Source,
): Record<PlaceKey, readonly [Rate, Source]> {
    return Object.fromEntries(regions.map((region) => [region, [rate, source] as const]));
}
