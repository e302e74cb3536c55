/**
 * What a planned network costs in a month, by list prices or by the user's own: who pays what for which part, and which
 * prices nobody told. Amounts are exact, so a sum does not depend on the order of its terms.
 */
import type { Source } from "../facts/fact";
import { PRICES, type PriceId } from "../facts/prices/book";
import type { PriceUnit, Rate } from "../facts/prices/price";
import { checkNetwork } from "./cost/check";
import type { CostedNetwork, CostOptions } from "./cost/network";
import { billLines, type Line } from "./cost/lines";
import { NETWORK, OPTIONS } from "./cost/shapes";
import { count, freeAllowance, fromMicro, micro, tiered, usd, type Charge, type Micro } from "./cost/money";
import type { Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { withoutNulls } from "./shape";

export type { Component, CostedNetwork, CostOptions, Flow, Hop } from "./cost/network";

/** What one payer uses of one thing at one place. */
export interface CostLine {
    readonly price: PriceId;
    readonly what: string;
    readonly payer: string;
    /** "us-east-1", "us-east-1 to eu-west-1"; several where their traffic shares the tiers of one table. */
    readonly region: string;
    /** The components, in the order of their names. */
    readonly for: readonly string[];
    /** Hours, GB, pieces or millions, as the unit says. */
    readonly quantity: number;
    readonly unit: PriceUnit;
}

export interface CostItem extends CostLine {
    readonly rate: Rate;
    /** USD in the month, to the micro-dollar. */
    readonly monthly: number;
    readonly source: Source;
}

export interface UnknownCost extends CostLine {
    /** The question to the user. */
    readonly ask: string;
    /**
     * The option that answers it, as it is written: `prices["gcp.ncc.spoke"]["us-central1"]`, or what follows the last tier:
     * `prices["gcp.vpn.egress.internet"]["*>china"].above`. Several, joined by " and ", where areas share the tiers of one
     * table. It changes the price of nothing else.
     */
    readonly answer: string;
}

export interface MonthlyCost {
    /** USD in the month for everything whose price is known. */
    readonly total: number;
    /** In the order of payer, price and place. */
    readonly items: readonly CostItem[];
    /** USD of the known part, for every payer; 0 for one of whom nothing is known. */
    readonly perPayer: Readonly<Record<string, number>>;
    /** What is not in the total, for want of a price. */
    readonly unknowns: readonly UnknownCost[];
    /** A step for every item, one for every unknown, and one for the total. */
    readonly reasoning: Reasoning;
}

/** The cost, or everything that is wrong with the description. */
export function monthlyCost(
    network: CostedNetwork,
    options?: CostOptions,
): MonthlyCost | { readonly problems: readonly Problem[] } {
    const problems = checkNetwork(network, options);
    if (problems.length > 0) return { problems };
    const bill = billOf(billLines(withoutNulls(NETWORK, network), withoutNulls(OPTIONS, options ?? {})));
    const paid = new Map<string, Micro>();
    for (const { line, cost } of bill) paid.set(line.payer, (paid.get(line.payer) ?? 0n) + cost);
    const total = [...paid.values()].reduce((sum, amount) => sum + amount, 0n);
    const known = bill.filter(({ parts }) => parts.length > 0);
    const items = known.map(itemOf);
    const unknowns = bill.flatMap(unknownOf);
    return {
        total: fromMicro(total),
        items,
        perPayer: Object.fromEntries([...paid].map(([payer, amount]) => [payer, fromMicro(amount)])),
        unknowns,
        reasoning: [...known.map(itemStep), ...unknowns.map(unknownStep), totalStep(total, items, unknowns)],
    };
}

interface Billed extends Charge {
    readonly line: Line;
    readonly rate: Rate;
}

/** A free first tier is given once to a payer: what one table uses of it, the next one of the same price cannot. */
function billOf(lines: readonly Line[]): Billed[] {
    const freeUsed = new Map<string, number>();
    return lines.map((line) => {
        const quantity = fromMicro(line.quantity);
        const rate = line.fact.value;
        if (rate === undefined) return { line, rate: 0, cost: 0n, parts: [], unpriced: quantity };
        const account = JSON.stringify([line.payer, line.price]);
        const used = freeUsed.get(account) ?? 0;
        freeUsed.set(account, used + Math.min(quantity, freeAllowance(rate)));
        return { line, rate, ...tiered(rate, quantity, used) };
    });
}

function itemOf({ line, rate, cost, unpriced }: Billed): CostItem {
    const { price, payer, region, quantity, fact } = line;
    const { what, unit } = PRICES[price];
    return {
        price,
        what,
        payer,
        region,
        for: line.for,
        quantity: fromMicro(quantity - micro(unpriced)),
        unit,
        rate,
        monthly: fromMicro(cost),
        source: fact.source,
    };
}

function unknownOf({ line, unpriced }: Billed): UnknownCost[] {
    if (unpriced === 0) return [];
    const { price, payer, region, quantity, fact } = line;
    const { what, unit } = PRICES[price];
    const above = count(fromMicro(quantity - micro(unpriced)));
    const ask = "ask" in fact ? fact.ask : `the price of ${what} above ${above} GB in ${region}, in ${unit}`;
    return [{ price, what, payer, region, for: line.for, quantity: unpriced, unit, ask, answer: line.answer }];
}

/** What stands behind a quantity of each unit. */
const COUNTED: Readonly<Record<PriceUnit, string>> = {
    "USD/hour": " hours",
    "USD/GB": " GB",
    "USD/month": "",
    "USD/million": " million",
};

function itemStep({ line, parts, cost }: Billed): Step {
    const { what, unit } = PRICES[line.price];
    return {
        what: `${line.payer}: ${what}, ${line.region}`,
        figure: `${usd(cost)} USD/month`,
        because: parts.map((p) => `${count(p.quantity)}${COUNTED[unit]} × ${p.rate} ${unit}`).join(" + "),
        source: line.fact.source,
    };
}

function unknownStep({ payer, what, region, quantity, unit, ask, answer }: UnknownCost): Step {
    return {
        what: `${payer}: ${what}, ${region}`,
        figure: "not known",
        because: `${count(quantity)}${COUNTED[unit]}; give ${ask}, as ${answer}`,
    };
}

function totalStep(total: Micro, items: readonly CostItem[], unknowns: readonly UnknownCost[]): Step {
    const missing =
        unknowns.length === 0 ? "" : `, without ${plural(unknowns.length, "item")} whose price is not known`;
    return { what: "total", figure: `${usd(total)} USD/month`, because: `${plural(items.length, "item")}${missing}` };
}

function plural(n: number, noun: string): string {
    return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
