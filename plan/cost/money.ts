/**
 * Amounts of money without rounding on the way: quantities in millionths, rates in billionths of a dollar, costs in
 * micro-dollars. Floating-point sums drift with the order of their terms; these do not.
 */
import type { PriceTier, Rate } from "../../facts/prices/price";

/** A quantity or an amount of USD, in whole millionths. */
export type Micro = bigint;

const MICRO = 1_000_000n;
const NANO = 1e9;

/** A part of a quantity that has one rate. */
export interface Part {
    readonly quantity: number;
    readonly rate: number;
}

export interface Charge {
    /** In micro-dollars, rounded half up once. */
    readonly cost: Micro;
    /** Tier by tier, without the empty ones. */
    readonly parts: readonly Part[];
    /** What lies above the last tier of a closed table: it has no price. */
    readonly unpriced: number;
}

/** Millionths of a number, to the nearest. */
export function micro(value: number): Micro {
    return BigInt(Math.round(value * 1e6));
}

/** The number again: exact to the millionth as far as a number can be. */
export function fromMicro(value: Micro): number {
    return Number(value) / 1e6;
}

/**
 * What a month's `amount` costs. `freeUsed` is how much of a first tier at no charge was used up elsewhere: a provider
 * gives it once to an account, whatever it then pays in each region. Amounts are not negative.
 */
export function tiered(rate: Rate, amount: number, freeUsed = 0): Charge {
    const total = micro(amount);
    const parts: Part[] = [];
    let priced = 0n;
    let cost = 0n;
    for (const tier of tiersOf(rate, freeUsed)) {
        const end = tier.upTo === undefined ? total : smaller(total, micro(tier.upTo));
        const quantity = end - priced;
        if (quantity <= 0n) continue;
        parts.push({ quantity: fromMicro(quantity), rate: tier.rate });
        cost += quantity * BigInt(Math.round(tier.rate * NANO));
        priced = end;
    }
    return { cost: roundToMicro(cost), parts, unpriced: fromMicro(total - priced) };
}

/** The GB that a table gives away first; 0 where it gives none. */
export function freeAllowance(rate: Rate): number {
    const first = typeof rate === "number" ? undefined : rate[0];
    return first?.rate === 0 ? (first.upTo ?? 0) : 0;
}

/** "1234.50": to the cent, and to the millionth where a cent is too coarse to show it. */
export function usd(amount: Micro): string {
    if (amount > 0n && amount < MICRO / 100n) return fraction(amount, 6);
    return fraction((amount + 5_000n) / 10_000n, 2);
}

/** "2,920" or "0.5". */
export function count(quantity: number): string {
    const [whole = "", decimals] = String(quantity).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

function tiersOf(rate: Rate, freeUsed: number): readonly PriceTier[] {
    if (typeof rate === "number") return [{ rate }];
    const left = Math.max(0, freeAllowance(rate) - freeUsed);
    return rate.map((tier, i) => (i === 0 && tier.rate === 0 ? { ...tier, upTo: left } : tier));
}

function smaller(a: Micro, b: Micro): Micro {
    return a < b ? a : b;
}

/** From millionths of a unit times billionths of a dollar. */
function roundToMicro(product: bigint): Micro {
    return (product + 500_000_000n) / 1_000_000_000n;
}

function fraction(value: bigint, decimals: number): string {
    const digits = String(value).padStart(decimals + 1, "0");
    return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
