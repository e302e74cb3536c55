/** What can be wrong with the user's own prices: what is misspelt would otherwise be read by nobody. */
import { PRICE_IDS, PRICES, type PriceId } from "../../facts/prices/book";
import type { Price, PriceUnit } from "../../facts/prices/price";
import { PRICES_BY_PAIR } from "./kinds";
import { areasOf, cloudOf, DESTINATIONS, ELSEWHERE, listed, meantBy, type Names } from "./places";
import { hasEnd, rateInBook } from "./prices";
import { MOST } from "./shapes";
import { oneOf, show, type Problem } from "../problem";
import { checkShape, isPlainObject, join, own } from "../shape";
import { closest } from "../spelling";

const NO_SITES: ReadonlySet<string> = new Set();

/**
 * Ids and places that are unknown, and prices that are none. `path` is the argument that holds them; `sites` are the regions
 * of the network's sites, which a pair may name.
 */
export function checkOverrides(overrides: unknown, path: string, sites: ReadonlySet<string> = NO_SITES): Problem[] {
    if (!isPlainObject(overrides)) return checkShape({ kind: "map", of: { kind: "input" } }, overrides, path);
    return Object.entries(overrides).flatMap(([id, said]) => {
        const at = join(path, id);
        if (own<Price>(PRICES, id) === undefined) return [unknownPrice(id, at)];
        const deferred = checkShape({ kind: "plain" }, said, at);
        if (deferred.length > 0) return deferred;
        if (!isPlainObject(said)) return checkPrice(said, PRICES[id as PriceId].unit, at);
        return Object.entries(said).flatMap(([place, value]) => [
            ...checkPlaceKey(id as PriceId, place, join(at, place), sites),
            ...checkAtPlace(id as PriceId, place, value, join(at, place)),
        ]);
    });
}

/** The places that the user's pairs name as where traffic goes. */
export function destinationsIn(overrides: unknown): ReadonlySet<string> {
    if (!isPlainObject(overrides)) return NO_SITES;
    return new Set(
        Object.values(overrides)
            .filter(isPlainObject)
            .flatMap((said) => Object.keys(said).flatMap((key) => key.split(">").slice(1))),
    );
}

function checkPlaceKey(id: PriceId, key: string, path: string, sites: ReadonlySet<string>): Problem[] {
    const price: Price = PRICES[id];
    const isByPair = PRICES_BY_PAIR.has(id);
    const cloud = cloudOf(id);
    const single: Names = {
        ...cloud?.regions,
        ...areasOf(price),
        ...listed(cloud === undefined ? ["*"] : ["*", ELSEWHERE]),
        ...(isByPair ? listed(price.areas === undefined ? ["same region"] : ["same region", "other area"]) : {}),
    };
    const from: Names = { ...cloud?.regions, ...areasOf(price), ...listed(["*", ELSEWHERE]) };
    const [start = "", end, ...more] = key.split(">");
    const kinds = [
        "a region",
        ...(price.areas === undefined ? [] : ["an area"]),
        ...(isByPair ? ['a pair "a>b"'] : []),
    ];
    const allowed =
        cloud === undefined ? '"*"' : `${kinds.join(", ")} or "*", as ${cloud.name} and this price name them`;
    if (end === undefined) {
        return own(single, key) === undefined ? [unknownPlace(key, path, meantBy(key, single, allowed))] : [];
    }
    if (!isByPair || more.length > 0) return [unknownPlace(key, path, allowed)];
    const knowsStart = own(from, start) !== undefined;
    const knowsEnd = end === ELSEWHERE || own(DESTINATIONS, end) !== undefined || sites.has(end);
    if (knowsStart && knowsEnd) return [];
    const starts = knowsStart ? [start] : closest(start, from);
    const ends = knowsEnd ? [end] : closest(end, { ...DESTINATIONS, ...listed([ELSEWHERE, ...sites]) });
    const near = starts.flatMap((a) => ends.map((b) => `${a}>${b}`));
    return [unknownPlace(key, path, near.length === 0 ? allowed : oneOf(near))];
}

/** A price, or the rate that follows the last tier of the book there. */
function checkAtPlace(id: PriceId, place: string, value: unknown, path: string): Problem[] {
    const { unit } = PRICES[id];
    if (!isPlainObject(value)) return checkPrice(value, unit, path);
    const wrong = checkShape({ kind: "object", members: { above: { kind: "input", required: true } } }, value, path);
    if (wrong.length > 0) return wrong;
    const [region = "", to] = place.split(">");
    const book = rateInBook(id, to === undefined ? { region } : { region, to });
    if (book === undefined || !hasEnd(book)) {
        const fix = "Give the price itself, a number or all its tiers.";
        const allowed = "'above' where the tiers of the price book end";
        return [{ check: "no-last-tier", path, got: "'above'", allowed, fix }];
    }
    return isPrice(value["above"]) ? [] : [noPrice(value["above"], unit, join(path, "above"))];
}

function checkPrice(value: unknown, unit: PriceUnit, path: string): Problem[] {
    if (!Array.isArray(value)) return isPrice(value) ? [] : [noPrice(value, unit, path)];
    if (unit === "USD/GB" && value.length > 0 && value.every(isTier)) return [];
    const allowed =
        unit === "USD/GB"
            ? "tiers { upTo, rate }, each ending above the one before it, the last without 'upTo'"
            : `one number of ${unit}: only prices by the GB have tiers`;
    return [{ check: "price-tiers", path, got: show(value), allowed, fix: "Give the price that you pay." }];
}

function isTier(tier: unknown, i: number, tiers: readonly unknown[]): boolean {
    if (!isPlainObject(tier) || !isPrice(tier["rate"])) return false;
    if (Object.keys(tier).some((name) => name !== "rate" && name !== "upTo")) return false;
    const { upTo } = tier;
    if (i === tiers.length - 1) return upTo === undefined;
    const before = i === 0 ? 0 : (tiers[i - 1] as { readonly upTo: number }).upTo;
    return typeof upTo === "number" && upTo > before && upTo <= MOST.gbPerMonth;
}

/** Up to nine decimals are exact. */
function isPrice(value: unknown): value is number {
    return typeof value === "number" && value >= 0 && value <= MOST.price && Math.round(value * 1e9) / 1e9 === value;
}

function unknownPrice(id: string, path: string): Problem {
    const allowed = meantBy(id, listed(PRICE_IDS), `one of the ${PRICE_IDS.length} ids of the price book`);
    const fix = "Correct the spelling, or remove it.";
    return { check: "unknown-price", path, got: JSON.stringify(id), allowed, fix };
}

function unknownPlace(key: string, path: string, allowed: string): Problem {
    const fix = "Correct the spelling, or remove it.";
    return { check: "unknown-place", path, got: JSON.stringify(key), allowed, fix };
}

function noPrice(value: unknown, unit: string, path: string): Problem {
    const allowed = `a number of ${unit} from 0 to ${MOST.price}, with at most nine decimals`;
    return { check: "price-value", path, got: show(value), allowed, fix: "Give the price that you pay." };
}
