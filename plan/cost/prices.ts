/** Prices from the book, or the user's own. */
import { but, given, unknownFact, type Fact } from "../../facts/fact";
import { PRICE_IDS, PRICES, type PriceId } from "../../facts/prices/book";
import type { PlaceKey, Price, Rate } from "../../facts/prices/price";
import { oneOf, show, type Problem } from "../problem";
import { join, own } from "../shape";
import { closest } from "../spelling";

/**
 * The user's prices by price id: one number for everywhere, or one for each place, named as in the book ("eu-central-1",
 * "us-east-1>us-east-2", "europe", "*"). A place that is not named keeps the book's price.
 */
export type Overrides = Readonly<Record<string, number | Readonly<Record<PlaceKey, number>>>>;

/** A region, and for traffic the region it goes to. A site's own name may stand for a region; then no area covers it. */
export interface Place {
    readonly region: string;
    readonly to?: string;
}

export interface RateOptions {
    /** Prices that the user knows better. */
    readonly prices?: Overrides;
    /**
     * True takes the rate of the region that was read (`home`) where a region has none, and calls it derived. False, the
     * default, asks.
     */
    readonly assumeHomeRates?: boolean;
}

/** The rate of one thing at one place. Unknown where neither the user nor a document tells it; `ask` is the question. */
export function rate(id: PriceId, place: Place, options: RateOptions = {}): Fact<Rate> {
    const price: Price = PRICES[id];
    const keys = placeKeys(price, place);
    return (
        fromUser(id, price, keys, options.prices) ??
        find(price.rates, keys) ??
        (options.assumeHomeRates === true ? fromHome(price, place) : undefined) ??
        notRead(price, place)
    );
}

/** Ids that the book does not have, and prices that are none. `path` is the argument that holds them. */
export function checkOverrides(overrides: Overrides, path: string): Problem[] {
    return Object.entries(overrides).flatMap(([id, said]) => {
        const at = join(path, id);
        if (own(PRICES, id) === undefined) return [unknownPrice(id, at)];
        const unit = PRICES[id as PriceId].unit;
        if (typeof said !== "object" || said === null) return isPrice(said) ? [] : [noPrice(said, unit, at)];
        return Object.entries(said).flatMap(([place, value]) =>
            isPrice(value) ? [] : [noPrice(value, unit, join(at, place))],
        );
    });
}

/** "us-east-1", "us-east-1 to eu-west-1", "any region". */
export function describePlace({ region, to }: Place): string {
    const from = region === "" ? "any region" : region;
    return to === undefined ? from : `${from} to ${to === "" ? "elsewhere" : to}`;
}

/** The keys that cover a place, the most precise first. */
export function placeKeys(price: Price, { region, to }: Place): PlaceKey[] {
    const area = own(price.areas, region);
    if (to === undefined) return said(region, area, "*");
    const toArea = own(price.areas, to);
    const elsewhere = area !== undefined && toArea !== undefined && area !== toArea;
    return said(
        `${region}>${to}`,
        region === to ? "same region" : undefined,
        area !== undefined && toArea !== undefined ? `${area}>${toArea}` : undefined,
        region,
        area,
        `*>${to}`,
        toArea === undefined ? undefined : `*>${toArea}`,
        elsewhere ? "other area" : undefined,
        "*",
    );
}

function fromUser(id: PriceId, price: Price, keys: readonly PlaceKey[], overrides?: Overrides): Fact<Rate> | undefined {
    const said = own(overrides, id);
    if (said === undefined) return undefined;
    const argument = join("prices", id);
    if (typeof said === "number") return given<Rate>(said, price.unit, argument);
    const key = keys.find((k) => own(said, k) !== undefined);
    return key === undefined ? undefined : given<Rate>(said[key] as number, price.unit, join(argument, key));
}

function fromHome(price: Price, place: Place): Fact<Rate> | undefined {
    const { home } = price;
    if (home === undefined || home === place.region) return undefined;
    const there = find(price.rates, placeKeys(price, { ...place, region: home }));
    if (there?.value === undefined) return undefined;
    const document = `${there.source.document}; the rate of ${home}, assumed for ${place.region}`;
    return { ...there, source: but(there.source, { document, certainty: "derived" }) };
}

function notRead(price: Price, place: Place): Fact<Rate> {
    const ask = `the price of ${price.what} in ${describePlace(place)}, in ${price.unit}`;
    return unknownFact(price.unit, ask, { document: "the price book has no rate there", date: "2026-11" });
}

function find(rates: Price["rates"], keys: readonly PlaceKey[]): Fact<Rate> | undefined {
    const key = keys.find((k) => own(rates, k) !== undefined);
    return key === undefined ? undefined : rates[key];
}

function said(...keys: readonly (PlaceKey | undefined)[]): PlaceKey[] {
    return keys.filter((key) => key !== undefined && key !== "") as PlaceKey[];
}

function isPrice(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function unknownPrice(id: string, path: string): Problem {
    const near = closest(id, Object.fromEntries(PRICE_IDS.map((known) => [known, [known]])));
    const allowed = near.length === 0 ? `one of the ${PRICE_IDS.length} ids of the price book` : oneOf(near);
    const fix = "Correct the spelling, or remove it.";
    return { check: "unknown-price", path, got: JSON.stringify(id), allowed, fix };
}

function noPrice(value: unknown, unit: string, path: string): Problem {
    const fix = "Give the price that you pay.";
    return { check: "price-value", path, got: show(value), allowed: `a number of ${unit}, 0 or more`, fix };
}
