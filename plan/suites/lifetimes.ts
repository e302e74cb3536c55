/** How long the keys of each phase live, at both ends of a tunnel. The two ends need not agree. */
import { AWS_IPSEC } from "../../facts/ipsec/aws";
import { AZURE_IPSEC } from "../../facts/ipsec/azure";
import type { EndFacts, Span } from "../../facts/ipsec/end";
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
    const lifetimesOf = (end: EndOffer): Lifetimes =>
        Object.fromEntries(
            PHASES.flatMap((phase) => {
                const target = wanted[phase] ?? shorterDefault(left, right, phase);
                const seconds = lifetimeAt(end, phase, target);
                return seconds === undefined ? [] : [[phase, seconds]];
            }),
        );
    const [l, r] = [lifetimesOf(left), lifetimesOf(right)];
    return {
        left: l,
        right: r,
        steps: [step(left, l, wanted), step(right, r, wanted), ...remarks(left, l), ...remarks(right, r)],
        problems: PHASES.flatMap((phase) => wantedProblems(left, right, phase, wanted[phase])),
    };
}

/** A fixed lifetime is no obstacle as long as the other end can follow the user. */
function wantedProblems(left: EndOffer, right: EndOffer, phase: Phase, wanted: number | undefined): Problem[] {
    if (wanted === undefined) return [];
    const ends = [left, right].map((end) => ({ name: end.name, span: spanOf(end, phase)?.value }));
    const path = `options.lifetimes.${phase}`;
    if (ends.every(({ span }) => isFixed(span))) {
        if (ends.some(({ span }) => span?.min === wanted)) return [];
        const allowed = `${ends.map(({ name, span }) => `${span?.min} at ${name}`).join(", ")}, fixed by the provider`;
        return [{ check: "suite-lifetime", path, got: String(wanted), allowed, fix: "Leave it out." }];
    }
    const fix = "Choose one that both ends take, or leave it out.";
    return ends
        .filter(({ span }) => !isFixed(span) && !isWithin(span, wanted))
        .map(({ name, span }) => ({
            check: "suite-lifetime",
            path,
            got: String(wanted),
            allowed: `${spanText(span)} at ${name}`,
            fix,
        }));
}

/** Lifetimes that an end of this kind would not be configured with: at a fixed one any other than its own. */
export function lifetimeProblems(
    { title, limits }: EndFacts | { title: string; limits?: undefined },
    lifetimes: Lifetimes,
): Problem[] {
    return PHASES.flatMap((phase) => {
        const seconds = lifetimes[phase] ?? undefined;
        const span = phase === "ike" ? limits?.ikeLifetime.value : limits?.espLifetime.value;
        if (seconds === undefined || isWithin(span, seconds)) return [];
        const allowed = isFixed(span) ? `${span?.min}, fixed by the provider` : spanText(span);
        const fix = `${title} takes no other: change it, or leave it out.`;
        return [{ check: "suite-lifetime", path: `lifetimes.${phase}`, got: String(seconds), allowed, fix }];
    });
}

const isFixed = (span: Span | undefined): boolean => span !== undefined && span.min === span.max;

function isWithin({ min, max = Infinity }: Span = { min: 1 }, seconds: number): boolean {
    return Number.isInteger(seconds) && min <= seconds && seconds <= max;
}

function spanText({ min, max }: Span = { min: 1 }): string {
    return `whole seconds ${max === undefined ? `from ${min} up` : `from ${min} to ${max}`}`;
}

/** The least that any managed gateway takes: below it stands no experience. */
const LEAST = { ike: AWS_IPSEC.limits.ikeLifetime, esp: AZURE_IPSEC.limits.espLifetime };

function remarks(end: EndOffer, lifetimes: Lifetimes): Step[] {
    const what = `note on ${end.name}`;
    const short = PHASES.filter((phase) => (lifetimes[phase] ?? Infinity) < LEAST[phase].value.min).map((phase) => ({
        what,
        figure: `${phase.toUpperCase()} ${lifetimes[phase]} s`,
        because: `no managed gateway takes less than ${LEAST[phase].value.min} s: every rekey is an exchange of keys`,
        source: LEAST[phase].source,
    }));
    const { ike, esp } = lifetimes;
    if (ike === undefined || esp === undefined || esp <= ike) return short;
    const because = "ESP keys outlive the IKE keys that guard them: are the two lifetimes swapped?";
    return [...short, { what, figure: `IKE ${ike} s, ESP ${esp} s`, because }];
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

function step(end: EndOffer, lifetimes: Lifetimes, wanted: Lifetimes): Step {
    const text = (seconds: number | undefined): string => (seconds === undefined ? "not chosen" : `${seconds} s`);
    const fixed = PHASES.filter((phase) => isFixed(spanOf(end, phase)?.value));
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
