/** Prices from the book, or the user's own. */
import { given, but, fact, unknownFact, type Fact, type Unknown } from "../../facts/fact";
import { PRICES, type PriceId } from "../../facts/prices/book";
import type { PlaceKey, Price, Rate, PriceTier } from "../../facts/prices/price";
import { cloudOf, ELSEWHERE } from "./places";
import { join, own } from "../shape";

/**
 * What the user pays at a place: a rate, or the tiers of a price by the GB, the last without `upTo`. `{ above }` keeps the
 * book's tiers where these end and says what every GB behind them costs.
 */
export type PriceAtPlace = Rate | { readonly above: number };

/**
 * The user's prices by price id: one for everywhere, or one for each place, named as in the book ("eu-central-1",
 * "us-east-1>us-east-2", "us-central1>china", "europe", "*"). A place that is not named keeps the book's price. An area
 * stands for all its regions; "elsewhere" is a component or a destination without a region.
 */
export type Overrides = Readonly<Record<string, Rate | Readonly<Record<PlaceKey, PriceAtPlace>>>>;

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
    /** The argument that holds these options, "" by default. */
    readonly path?: string;
}

export interface Quote {
    readonly fact: Fact<Rate>;
    /** What the user writes to say what is missing: the price, or what follows its last tier. */
    readonly answer: string;
}

/** The rate of one thing at one place. Unknown where neither the user nor a document tells it; `ask` is the question. */
export function rate(id: PriceId, place: Place, options: RateOptions = {}): Fact<Rate> {
    return quote(id, place, options).fact;
}

/** The rate, and the option that answers what is not known of it. */
export function quote(id: PriceId, place: Place, options: RateOptions = {}): Quote {
    const price: Price = PRICES[id];
    const keys = placeKeys(price, place);
    const argument = join(join(options.path ?? "", "prices"), id);
    const key = keys.find((k) => own(price.rates, k) !== undefined);
    const book = key === undefined ? undefined : price.rates[key];
    const found =
        fromUser(price, keys, own(options.prices, id), argument, book) ??
        (book?.value === undefined ? undefined : book) ??
        (book === undefined && options.assumeHomeRates === true ? fromHome(price, place) : undefined) ??
        notRead(price, place, key, book);
    const isOpenEnded = found.value !== undefined && hasEnd(found.value);
    if (isOpenEnded && key !== undefined) return { fact: found, answer: join(join(argument, key), "above") };
    return { fact: found, answer: cloudOf(id) === undefined ? argument : join(argument, placeKey(place)) };
}

/** What a document says of a place. */
export function rateInBook(id: PriceId, place: Place): Rate | undefined {
    const price: Price = PRICES[id];
    const key = placeKeys(price, place).find((k) => own(price.rates, k) !== undefined);
    return key === undefined ? undefined : price.rates[key]?.value;
}

/** Whether what lies above the last tier has no price. */
export function hasEnd(said: Rate): said is readonly PriceTier[] {
    return typeof said !== "number" && said[said.length - 1]?.upTo !== undefined;
}

/** "us-east-1", "us-east-1 to eu-west-1", "any region". */
export function describePlace({ region, to }: Place): string {
    const from = region === "" ? "any region" : region;
    return to === undefined ? from : `${from} to ${to === "" ? ELSEWHERE : to}`;
}

/** The keys that cover a place, the most precise first. */
export function placeKeys(price: Price, { region, to }: Place): PlaceKey[] {
    const from = region === "" ? ELSEWHERE : region;
    const area = own(price.areas, region);
    if (to === undefined) return distinct(from, area, "*");
    const end = to === "" ? ELSEWHERE : to;
    const toArea = own(price.areas, to);
    const elsewhere = area !== undefined && toArea !== undefined && area !== toArea;
    return distinct(
        `${from}>${end}`,
        region === to ? "same region" : undefined,
        toArea === undefined ? undefined : `${from}>${toArea}`,
        area === undefined ? undefined : `${area}>${end}`,
        area !== undefined && toArea !== undefined ? `${area}>${toArea}` : undefined,
        from,
        area,
        `*>${end}`,
        toArea === undefined ? undefined : `*>${toArea}`,
        elsewhere ? "other area" : undefined,
        "*",
    );
}

/** The key of this place and no other. */
function placeKey({ region, to }: Place): PlaceKey {
    const from = region === "" ? ELSEWHERE : region;
    return to === undefined ? from : `${from}>${to === "" ? ELSEWHERE : to}`;
}

function fromUser(
    { unit }: Price,
    keys: readonly PlaceKey[],
    said: Overrides[string] | undefined,
    argument: string,
    book: Fact<Rate> | undefined,
): Fact<Rate> | undefined {
    if (said === undefined) return undefined;
    if (isRate(said)) return given<Rate>(said, unit, argument);
    const key = keys.find((k) => own(said, k) !== undefined);
    const there = key === undefined ? undefined : said[key];
    if (key === undefined || there === undefined) return undefined;
    const at = join(argument, key);
    if (isRate(there)) return given<Rate>(there, unit, at);
    return book?.value === undefined || !hasEnd(book.value)
        ? undefined
        : fact<Rate>(
              [...book.value, { rate: there.above }],
              unit,
              but(book.source, {
                  document: `${book.source.document}; above its last tier ${join(at, "above")}`,
                  certainty: "given",
              }),
          );
}

function isRate(said: Overrides[string] | PriceAtPlace): said is Rate {
    return typeof said === "number" || Array.isArray(said);
}

function fromHome(price: Price, place: Place): Fact<Rate> | undefined {
    const { home } = price;
    if (home === undefined || home === place.region || place.region === "") return undefined;
    const key = placeKeys(price, { ...place, region: home }).find((k) => own(price.rates, k) !== undefined);
    const there = key === undefined ? undefined : price.rates[key];
    if (there?.value === undefined) return undefined;
    const document = `${there.source.document}; the rate of ${home}, assumed for ${place.region}`;
    return { ...there, source: but(there.source, { document, certainty: "derived" }) };
}

/** A question that is no more than "everywhere" names the place it is asked for. */
function notRead(price: Price, place: Place, key?: PlaceKey, book?: Fact<Rate>): Unknown {
    const looked = book?.source ?? { document: "the price book has no rate there", date: "2026-11" };
    const where = describePlace(place);
    const hint = price.hint === undefined ? "" : ` (${price.hint})`;
    const ask =
        book === undefined || !("ask" in book) || key === "*"
            ? `the price of ${price.what} in ${where}, in ${price.unit}${hint}`
            : `${book.ask} (${where})`;
    return unknownFact(price.unit, ask, looked);
}

function distinct(...keys: readonly (PlaceKey | undefined)[]): PlaceKey[] {
    return [...new Set(keys.filter((key): key is PlaceKey => key !== undefined))];
}
