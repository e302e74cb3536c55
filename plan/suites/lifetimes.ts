/** How long the keys of each phase live, at both ends of a tunnel. The two ends need not agree. */
import type { Span } from "../../facts/ipsec/end";
import { given, type Known } from "../../facts/fact";
import type { Problem } from "../problem";
import type { Step } from "../reasoning";
import type { EndOffer } from "./ends";
import type { Lifetimes } from "./spelling";

export interface ChosenLifetimes {
    readonly left: Lifetimes;
    readonly right: Lifetimes;
    readonly steps: readonly Step[];
    readonly problems: readonly Problem[];
}

const PHASES = ["ike", "esp"] as const;
type Phase = (typeof PHASES)[number];

/**
 * The shorter of the two defaults at both ends, as far as each end lets itself be configured; `wanted` (seconds) instead of
 * it where the user says so. A device takes what the other end has; where both ends are devices, nothing is chosen.
 */
export function chooseLifetimes(left: EndOffer, right: EndOffer, wanted: Lifetimes = {}): ChosenLifetimes {
    const problems: Problem[] = [];
    const ends = [left, right].map((end): Lifetimes => {
        const lifetimes: Partial<Record<Phase, number>> = {};
        for (const phase of PHASES) {
            const seconds = lifetimeAt(end, phase, wanted[phase] ?? shorterDefault(left, right, phase));
            if (seconds !== undefined) lifetimes[phase] = seconds;
            const span = spanOf(end, phase)?.value;
            if (wanted[phase] !== undefined && !configurable(span, wanted[phase])) {
                problems.push(outOfSpan(end.name, phase, wanted[phase], span));
            }
        }
        return lifetimes;
    });
    const steps = [left, right].map((end, i) => step(end, ends[i] ?? {}, wanted));
    return { left: ends[0] ?? {}, right: ends[1] ?? {}, steps, problems };
}

function spanOf(end: EndOffer, phase: Phase): Known<Span> | undefined {
    const { ikeLifetime, espLifetime } = end.facts?.limits ?? {};
    return phase === "ike" ? ikeLifetime : espLifetime;
}

function shorterDefault(left: EndOffer, right: EndOffer, phase: Phase): number | undefined {
    const defaults = [left, right].flatMap((end) => spanOf(end, phase)?.value.default ?? []);
    return defaults.length === 0 ? undefined : Math.min(...defaults);
}

function lifetimeAt(end: EndOffer, phase: Phase, target: number | undefined): number | undefined {
    const span = spanOf(end, phase)?.value;
    if (target === undefined || span === undefined) return target;
    return Math.max(span.min, Math.min(target, span.max ?? target));
}

/** A fixed lifetime is no obstacle: the other end follows the user, this one stays as it is. */
function configurable(span: Span | undefined, seconds: number): boolean {
    if (!Number.isInteger(seconds) || seconds <= 0) return false;
    if (span === undefined || span.min === span.max) return true;
    return span.min <= seconds && seconds <= (span.max ?? seconds);
}

function outOfSpan(name: string, phase: Phase, got: number, span: Span | undefined): Problem {
    const { min = 1, max } = span ?? {};
    return {
        check: "suite-lifetime",
        path: `options.lifetimes.${phase}`,
        got: String(got),
        allowed: `whole seconds ${max === undefined ? `from ${min} up` : `from ${min} to ${max}`} at ${name}`,
        fix: "Choose one that both ends take, or leave it out.",
    };
}

function step(end: EndOffer, lifetimes: Lifetimes, wanted: Lifetimes): Step {
    const text = (seconds: number | undefined): string => (seconds === undefined ? "not chosen" : `${seconds} s`);
    const fixed = PHASES.filter((phase) => {
        const span = spanOf(end, phase)?.value;
        return span !== undefined && span.min === span.max;
    });
    const source = spanOf(end, "esp")?.source ?? given(0, "seconds", end.name).source;
    const because = [
        wanted.ike === undefined && wanted.esp === undefined ? "the shorter of both ends' defaults" : "as given",
        ...(fixed.length === 0
            ? []
            : [`${fixed.map((phase) => phase.toUpperCase()).join(" and ")} fixed by the provider`]),
        "ends need not agree",
    ].join("; ");
    const figure = `IKE ${text(lifetimes.ike)}, ESP ${text(lifetimes.esp)}`;
    return { what: `lifetimes of ${end.name}`, figure, because, source };
}
