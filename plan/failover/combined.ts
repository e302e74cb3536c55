/** Several mechanisms together: side by side, or one after another. */
import type { Known } from "../../facts/fact";
import type { Span } from "../../facts/timers";
import type { Problem } from "../problem";
import type { Reasoning } from "../reasoning";
import { SPAN, checkSpan } from "../settings";
import { checkShape, type Shape } from "../shape";
import { AT_ONCE, describeSpan, inTurn, whicheverFirst } from "./bounds";

/** Bounds for several mechanisms together, with every caveat of theirs once. */
export interface CombinedFailover {
    readonly total: Span;
    readonly caveats: readonly Known<string>[];
    readonly reasoning: Reasoning;
}

/** A mechanism by the name that the reasoning shows. */
export interface NamedFailover {
    readonly name: string;
    readonly failover: { readonly total: Span; readonly caveats: readonly Known<string>[] };
}

export type Combination = CombinedFailover | { readonly problems: readonly Problem[] };

const INPUT: Shape = { kind: "input" };
const PARTS: Shape = {
    kind: "list",
    required: true,
    of: {
        kind: "object",
        members: {
            name: { kind: "string", required: true },
            failover: {
                kind: "object",
                required: true,
                members: {
                    total: { ...SPAN, required: true },
                    caveats: { kind: "list", of: INPUT, required: true },
                    detect: INPUT,
                    switch: INPUT,
                    newConnections: INPUT,
                    established: INPUT,
                    reasoning: INPUT,
                },
            },
        },
    },
};

function checkParts(parts: unknown): Problem[] {
    const problems = checkShape(PARTS, parts, "parts");
    if (problems.length > 0) return problems;
    return (parts as readonly NamedFailover[]).flatMap((part, i) =>
        checkSpan(part.failover.total, `parts[${i}].failover.total`),
    );
}

/**
 * Several mechanisms watch the same thing: the first that acts ends the outage. Where there is none the outage does not end,
 * and that is a problem; so is what is no part.
 */
export function earliestOf(parts: readonly [NamedFailover, ...NamedFailover[]]): CombinedFailover;
export function earliestOf(parts: readonly NamedFailover[]): Combination;
export function earliestOf(parts: readonly NamedFailover[]): Combination {
    const problems = checkParts(parts);
    if (problems.length > 0) return { problems };
    const [first, ...rest] = parts;
    if (first === undefined) {
        const fix = "Name what watches: where nothing does the outage does not end.";
        return { problems: [{ check: "no-parts", path: "parts", got: "an empty list", allowed: "one or more", fix }] };
    }
    const total = whicheverFirst([first.failover.total, ...rest.map((p) => p.failover.total)]);
    return combined("the earliest", parts, total);
}

/** Each mechanism starts when the one before is done: their times add up. None: at once. What is no part is a problem. */
export function inChain(parts: readonly NamedFailover[]): CombinedFailover;
export function inChain(parts: unknown): Combination;
export function inChain(parts: unknown): Combination {
    const problems = checkParts(parts);
    if (problems.length > 0) return { problems };
    const known = parts as readonly NamedFailover[];
    return combined("one after another", known, inTurn([AT_ONCE, ...known.map((p) => p.failover.total)]));
}

function combined(what: string, parts: readonly NamedFailover[], total: Span): CombinedFailover {
    const sorted = [...parts].sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
        total,
        caveats: [...new Set(sorted.flatMap((p) => p.failover.caveats))],
        reasoning: [
            ...sorted.map((p) => ({ what: p.name, figure: describeSpan(p.failover.total) })),
            { what, figure: describeSpan(total) },
        ],
    };
}
