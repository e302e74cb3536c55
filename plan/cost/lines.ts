/** From the description of a network to the lines of a bill: who uses how much of what, where, and at which rate. */
import type { Fact } from "../../facts/fact";
import { PRICES, type PriceId } from "../../facts/prices/book";
import { HOURS_PER_MONTH, type Rate } from "../../facts/prices/price";
import type { Component, CostedNetwork, CostOptions, Flow } from "./network";
import { KINDS, type Kind, type Passing, type Standing } from "./kinds";
import { micro, type Micro } from "./money";
import { describePlace, quote, type Place } from "./prices";
import { own } from "../shape";

/** One use of one thing. */
interface Use {
    readonly payer: string;
    readonly price: PriceId;
    readonly place: Place;
    readonly quantity: Micro;
    /** The component. */
    readonly by: string;
}

/** Everything that one payer uses of one thing at one place, or at all places that share the tiers of one table. */
export interface Line {
    readonly payer: string;
    readonly price: PriceId;
    readonly region: string;
    /** The components, in the order of their names. */
    readonly for: readonly string[];
    readonly quantity: Micro;
    readonly fact: Fact<Rate>;
    /** What the user writes to say what is missing of the price. */
    readonly answer: string;
}

/** What all uses of one thing at one place have in common. */
interface Tariff {
    readonly fact: Fact<Rate>;
    readonly answer: string;
    readonly region: string;
    /** The same for all places that share the tiers of one table. JSON, so it has no line break. */
    readonly key: string;
}

/** In the order of payer, price and place; tables of tiers in the order of their rates. The network was checked before. */
export function billLines(network: CostedNetwork, options: CostOptions): Line[] {
    const tariffOf = rememberTariffs(options);
    const groups = new Map<string, [Use, Tariff][]>();
    for (const use of usesOf(network, options.hours ?? HOURS_PER_MONTH.value)) {
        const tariff = tariffOf(use.price, use.place);
        const key = `${use.payer}\n${tariff.key}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [[use, tariff]]);
        else group.push([use, tariff]);
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, group]) => lineOf(group));
}

function lineOf(group: readonly (readonly [Use, Tariff])[]): Line[] {
    return group.slice(0, 1).map(([{ payer, price }, { fact }]) => ({
        payer,
        price,
        region: sortedOnce(group.map(([, { region }]) => region)).join(", "),
        for: sortedOnce(group.map(([{ by }]) => by)),
        quantity: group.reduce((sum, [{ quantity }]) => sum + quantity, 0n),
        fact,
        answer: sortedOnce(group.map(([, { answer }]) => answer)).join(" and "),
    }));
}

function usesOf({ components, flows = [] }: CostedNetwork, hours: number): Use[] {
    const byName = new Map(components.map((component) => [component.name, component]));
    return [
        ...components.flatMap((c) => standingUses(c, hours)),
        ...flows.flatMap((flow) => passingUses(flow, byName)),
    ];
}

function standingUses(component: Component, hours: number): Use[] {
    const kind = kindOf(component);
    return (kind.standing ?? []).flatMap((standing) => {
        const pieces = piecesOf(standing, component, kind) * BigInt(component.count ?? 1);
        const isHourly = PRICES[standing.price].unit === "USD/hour";
        const quantity = isHourly ? pieces * BigInt(component.hours ?? hours) : pieces;
        return use(component, standing.price, { region: component.region }, quantity);
    });
}

function piecesOf({ of, beyond = 0, upTo = Infinity }: Standing, { counts }: Component, kind: Kind): Micro {
    const all = of === undefined ? 1 : (own(counts, of) ?? own(kind.counts, of)?.taken ?? 0);
    return micro(Math.max(0, Math.min(all, upTo) - beyond));
}

function passingUses({ gbPerMonth, over }: Flow, byName: ReadonlyMap<string, Component>): Use[] {
    const way = over.flatMap((hop): Pass[] => {
        const component = byName.get(hop.in ?? hop.out);
        return component === undefined ? [] : [{ component, direction: hop.in === undefined ? "out" : "in" }];
    });
    const before = opposites(way);
    const after = opposites([...way].reverse()).reverse();
    return way.flatMap(({ component, direction }, i) => {
        const [previous, next] = [before[i], after[i]];
        const due = (kindOf(component)[direction] ?? []).filter((passing) => isDue(passing, next?.kind ?? ""));
        return due.flatMap(({ price, pair }) => {
            const other = pair === "previous" ? previous : next;
            const place = pair === undefined ? {} : { to: other?.region ?? "" };
            return use(component, price, { region: component.region, ...place }, micro(gbPerMonth));
        });
    });
}

interface Pass {
    readonly component: Component;
    readonly direction: "in" | "out";
}

/** For each step, the component of the last one before it that goes the other way: out for in, and in for out. */
function opposites(way: readonly Pass[]): (Component | undefined)[] {
    const last: { in?: Component; out?: Component } = {};
    return way.map(({ component, direction }) => {
        last[direction] = component;
        return last[direction === "in" ? "out" : "in"];
    });
}

function isDue({ onlyTo, exceptTo = [] }: Passing, nextKind: string): boolean {
    const goesTo = (prefixes: readonly string[]): boolean => prefixes.some((prefix) => nextKind.startsWith(prefix));
    return (onlyTo === undefined || goesTo(onlyTo)) && !goesTo(exceptTo);
}

function use({ name, owner }: Component, price: PriceId, place: Place, quantity: Micro): Use[] {
    return quantity === 0n ? [] : [{ payer: owner, price, place, quantity, by: name }];
}

function kindOf({ kind }: Component): Kind {
    return own(KINDS, kind) ?? {};
}

/** The same question comes for every component: it is answered once. */
function rememberTariffs(options: CostOptions): (price: PriceId, place: Place) => Tariff {
    const known = new Map<string, Tariff>();
    return (price, place) => {
        const question = `${price}\n${place.region}\n${place.to ?? "-"}`;
        const found = known.get(question) ?? tariff(price, place, options);
        known.set(question, found);
        return found;
    };
}

function tariff(price: PriceId, place: Place, options: CostOptions): Tariff {
    const { fact, answer } = quote(price, place, options);
    const shared = Array.isArray(fact.value) ? fact.value : [place.region, place.to];
    return { fact, answer, region: describePlace(place), key: JSON.stringify([price, shared]) };
}

function sortedOnce(texts: readonly string[]): string[] {
    return [...new Set(texts)].sort();
}
