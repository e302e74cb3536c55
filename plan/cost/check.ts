/** What can be wrong with the description of a network whose cost is asked for. */
import type { Component, CostedNetwork, CostOptions, Flow, Hop } from "./network";
import { KINDS } from "./kinds";
import { checkOverrides } from "./prices";
import { oneOf, show, type Problem } from "../problem";
import { join, own } from "../shape";
import { closest } from "../spelling";

/** Up to these, every amount is exact. */
const MOST = { hours: 744, count: 1_000_000, gbPerMonth: 1_000_000_000 } as const;

export function checkNetwork({ components, flows = [] }: CostedNetwork, options: CostOptions): Problem[] {
    const names = new Set(components.map(({ name }) => name));
    return [
        ...wholeNumber("hours", options.hours, MOST.hours),
        ...checkOverrides(options.prices ?? {}, "prices"),
        ...duplicates(components),
        ...components.flatMap((component) => checkComponent(component, join("components", component.name))),
        ...flows.flatMap((flow, i) => checkFlow(flow, names, `flows[${i}]`)),
    ];
}

function duplicates(components: readonly Component[]): Problem[] {
    const seen = new Map<string, number>();
    for (const { name } of components) seen.set(name, (seen.get(name) ?? 0) + 1);
    return [...seen]
        .filter(([, times]) => times > 1)
        .map(([name, times]) => ({
            check: "duplicate-component",
            path: join("components", name),
            got: `the name ${times} times`,
            allowed: "each name once",
            fix: "Name what several links share once, with the sum of its counts.",
        }));
}

function checkComponent({ kind, counts = {}, ...component }: Component, path: string): Problem[] {
    const known = own(KINDS, kind);
    if (known === undefined) return [unknownKind(kind, `${path}.kind`)];
    return [
        ...wholeNumber(`${path}.hours`, component.hours, MOST.hours),
        ...wholeNumber(`${path}.count`, component.count, MOST.count),
        ...Object.entries(counts).flatMap(([name, value]) =>
            own(known.counts, name) === undefined
                ? [unknownCount(name, Object.keys(known.counts ?? {}), join(`${path}.counts`, name))]
                : amount(join(`${path}.counts`, name), value, MOST.count),
        ),
    ];
}

function checkFlow({ gbPerMonth, over }: Flow, names: ReadonlySet<string>, path: string): Problem[] {
    return [
        ...amount(`${path}.gbPerMonth`, gbPerMonth, MOST.gbPerMonth),
        ...over.flatMap((hop, i) => checkHop(hop, names, `${path}.over[${i}]`)),
    ];
}

function checkHop(hop: Hop, names: ReadonlySet<string>, path: string): Problem[] {
    const { in: entered, out: left } = hop;
    if ((entered === undefined) === (left === undefined)) {
        const fix = "Say whether the traffic comes in or goes out through the component.";
        return [{ check: "flow-hop", path, got: show(hop), allowed: '{ in: "<name>" } or { out: "<name>" }', fix }];
    }
    const name = entered ?? left ?? "";
    if (names.has(name)) return [];
    const fix = "Correct the spelling, or describe the component.";
    return [{ check: "unknown-component", path, got: JSON.stringify(name), allowed: suggest(name, [...names]), fix }];
}

function unknownKind(kind: string, path: string): Problem {
    const allowed = suggest(kind, Object.keys(KINDS));
    return { check: "unknown-kind", path, got: JSON.stringify(kind), allowed, fix: "Choose a kind from the table." };
}

function unknownCount(name: string, known: readonly string[], path: string): Problem {
    const fix = "Remove it, or correct the spelling.";
    return { check: "unknown-count", path, got: JSON.stringify(name), allowed: oneOf(known), fix };
}

function suggest(word: string, known: readonly string[]): string {
    const near = closest(word, Object.fromEntries(known.map((name) => [name, [name]])));
    return near.length === 0 ? `one of ${known.length} known names` : oneOf(near);
}

function wholeNumber(path: string, value: number | undefined, most: number): Problem[] {
    if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= most)) return [];
    return [outOfRange(path, value, `a whole number from 0 to ${most}`)];
}

function amount(path: string, value: number, most: number): Problem[] {
    if (typeof value === "number" && value >= 0 && value <= most) return [];
    return [outOfRange(path, value, `a number from 0 to ${most}`)];
}

function outOfRange(path: string, value: unknown, allowed: string): Problem {
    return { check: "amount", path, got: show(value), allowed, fix: `Give ${allowed}.` };
}
