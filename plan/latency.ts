/**
 * How long a round trip between two places takes: never less than the bound by distance, probably about the estimate, or
 * what the user measured.
 *
 * Near zero distance the bound says nothing: two zones of a city have the coordinates of the city. There the round trip
 * between zones of a region is the floor of the estimate (its lowest measured value) and of the upper end of the band (its
 * highest). The lower end and the bound have no floor, because two ends may well stand in one building.
 *
 * A bound is as good as the coordinates: a site given 100 km off moves it by 1 ms.
 */
import { given, type Known, type Source } from "../facts/fact";
import { LATENCY, type Band } from "../facts/latency";
import { locate, type Location, type Place } from "./places";
import { show, type Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkShape, join, own, type Shape } from "./shape";

/** A provider's own network, or the public internet (a VPN over it too). */
export type Network = "backbone" | "internet";

/** Milliseconds of round trip by the names of the ends. One direction stands for both, unless both are given. */
export type MeasuredRtt = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface End {
    /** The user's key, as in `measured`: "use1". */
    readonly name: string;
    readonly place: Place;
    /** Where the user wrote the place, for problems; the name where it is not given. */
    readonly path?: string;
}

export interface LatencyOptions {
    /** "backbone" where it is not given. */
    readonly over?: Network;
    /** What was measured wins over every estimate. */
    readonly measured?: MeasuredRtt;
}

/** Round trips are in milliseconds. */
export interface LatencyEstimate {
    /** Great circle. */
    readonly km: number;
    /** No round trip is shorter. */
    readonly boundMs: number;
    readonly estimateMs: number;
    /** The band in which most round trips lie: both ends are the measured value where there is one. */
    readonly lowMs: number;
    readonly highMs: number;
    readonly basis: "distance" | "measured";
}

/**
 * - `impossible`: below the bound.
 * - `unlikely`: faster than three quarters of the measured pairs, for their distance; or than what was measured here.
 * - `possible`: neither.
 */
export type Verdict = "impossible" | "unlikely" | "possible";

type Degrees = Pick<Location, "latitude" | "longitude">;

/** Length of the great circle between two points, in kilometres (haversine on a sphere of the earth's mean radius). */
export function distanceKm(a: Degrees, b: Degrees): number {
    const [latitudeA, latitudeB] = [radians(a.latitude), radians(b.latitude)];
    const chord =
        Math.sin((latitudeB - latitudeA) / 2) ** 2 +
        Math.cos(latitudeA) * Math.cos(latitudeB) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
    return 2 * LATENCY.earthRadiusKm.value * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The least round trip over a distance, in milliseconds. */
export function boundMs(km: number): number {
    return km / LATENCY.kmPerMs.value;
}

const NUMBER: Shape = { kind: "number", required: true, from: 0 };
const INPUT: Shape = { kind: "input" };
const TEXT: Shape = { kind: "string" };
/** `locate` looks at the place. */
const END: Shape = {
    kind: "object",
    required: true,
    members: { name: { ...TEXT, required: true }, place: INPUT, path: TEXT },
};
/** A table of measurements may be large: `measuredBetween` looks at what it says of the two ends only. */
const OPTIONS: Shape = {
    kind: "object",
    members: { over: { kind: "string", among: ["backbone", "internet"] }, measured: INPUT },
};
const TABLE: Shape = { kind: "map", of: INPUT, required: true };
const ESTIMATE: Shape = {
    kind: "object",
    required: true,
    members: {
        km: NUMBER,
        boundMs: NUMBER,
        estimateMs: NUMBER,
        lowMs: NUMBER,
        highMs: NUMBER,
        basis: { kind: "string", required: true, among: ["distance", "measured"] },
    },
};

/**
 * The round trip between two ends, with its bound and its band; or everything that is wrong with the ends and the options.
 * Of `measured` only what it says of these two ends is read and checked.
 */
export function estimateLatency(
    from: End,
    to: End,
    options?: LatencyOptions | null,
): { estimate: LatencyEstimate; reasoning: Reasoning } | { problems: Problem[] } {
    const misread = [
        ...checkShape(END, from, "from"),
        ...checkShape(END, to, "to"),
        ...checkShape(OPTIONS, options, "options"),
    ];
    if (misread.length > 0) return { problems: misread };
    const start = locate(from.place, from.path ?? join("", from.name));
    const end = locate(to.place, to.path ?? join("", to.name));
    const rtt = measuredBetween(options?.measured, from.name, to.name);
    if ("problems" in start || "problems" in end || "problems" in rtt) {
        return { problems: [start, end, rtt].flatMap((part) => ("problems" in part ? part.problems : [])) };
    }
    const km = distanceKm(start.location, end.location);
    const steps = distanceSteps(
        [
            { end: from, location: start.location },
            { end: to, location: end.location },
        ],
        km,
    );
    if (rtt.fact !== undefined) return measuredEstimate(km, rtt.fact, steps);
    return estimated(km, options?.over ?? "backbone", steps);
}

/**
 * Whether a budget for the round trip, in milliseconds, can be kept; `path` is where the user wrote it. The quartile of
 * backbones judges the internet too, which is rarely faster.
 */
export function judgeBudget(
    estimate: LatencyEstimate,
    budgetMs: number,
    path = "budgetMs",
): { verdict: Verdict; reasoning: Reasoning } | { problems: Problem[] } {
    const problems = [
        ...checkShape(ESTIMATE, estimate, "estimate"),
        ...(isDuration(budgetMs) ? [] : [notADuration(budgetMs, path)]),
    ];
    if (problems.length > 0) return { problems };
    const judged =
        estimate.basis === "measured" ? againstMeasured(estimate, budgetMs) : againstBound(estimate, budgetMs);
    const { verdict, ...why } = judged;
    return { verdict, reasoning: [{ what: `budget of ${budgetMs} ms`, figure: verdict, ...why }] };
}

const CHECK_MEASUREMENT = "check its unit, milliseconds of round trip, and the places of the ends";

interface Judged {
    readonly verdict: Verdict;
    readonly because: string;
    readonly source?: Source;
}

function againstBound({ boundMs: bound }: LatencyEstimate, budgetMs: number): Judged {
    if (budgetMs < bound) return belowBound(bound);
    const { value: factor, source } = LATENCY.backboneQuartile;
    const quartile = `${factor} × ${ms(bound)} = ${ms(factor * bound)}`;
    if (budgetMs < factor * bound) {
        return {
            verdict: "unlikely",
            because: `only a quarter of backbone pairs are faster than ${quartile}`,
            source,
        };
    }
    return { verdict: "possible", because: `not below ${quartile}`, source };
}

function againstMeasured({ boundMs: bound, estimateMs }: LatencyEstimate, budgetMs: number): Judged {
    if (budgetMs >= estimateMs) {
        const doubt = estimateMs < bound ? `, which is below the bound of ${ms(bound)}: ${CHECK_MEASUREMENT}` : "";
        return { verdict: "possible", because: `not below the ${ms(estimateMs)} measured${doubt}` };
    }
    if (budgetMs < bound) return belowBound(bound);
    return { verdict: "unlikely", because: `below the ${ms(estimateMs)} measured` };
}

function belowBound(bound: number): Judged {
    return {
        verdict: "impossible",
        because: `below ${ms(bound)}, which light in fibre takes over the distance`,
        source: LATENCY.kmPerMs.source,
    };
}

function estimated(km: number, over: Network, steps: Step[]): { estimate: LatencyEstimate; reasoning: Reasoning } {
    const bound = boundMs(km);
    const factor = factorFor(km, over);
    const estimateMs = Math.max(factor.value * bound, LATENCY.interZoneLowMs.value);
    const lowMs = LATENCY.bandLow.value * bound;
    const highMs = Math.max(LATENCY.bandHigh.value * bound, LATENCY.interZoneHighMs.value, estimateMs);
    const floored = factor.value * bound < LATENCY.interZoneLowMs.value;
    const product = `${factor.value} × ${ms(bound)}`;
    return {
        estimate: { km, boundMs: bound, estimateMs, lowMs, highMs, basis: "distance" },
        reasoning: [
            ...steps,
            {
                what: `estimate over the ${over}`,
                figure: ms(estimateMs),
                because: floored ? `not ${product}: no less than between zones` : product,
                source: floored ? LATENCY.interZoneLowMs.source : factor.source,
            },
            { what: "band", figure: `${ms(lowMs)} to ${ms(highMs)}`, source: LATENCY.bandLow.source },
        ],
    };
}

function measuredEstimate(
    km: number,
    { value, source }: Known,
    steps: Step[],
): { estimate: LatencyEstimate; reasoning: Reasoning } {
    const bound = boundMs(km);
    const step: Step = { what: "measured", figure: ms(value), source };
    const because = `below the bound: ${CHECK_MEASUREMENT}`;
    return {
        estimate: { km, boundMs: bound, estimateMs: value, lowMs: value, highMs: value, basis: "measured" },
        reasoning: [...steps, value < bound ? { ...step, because } : step],
    };
}

/** The internet is not faster than a backbone over the same distance: the larger factor of both. */
function factorFor(km: number, over: Network): Known {
    const { factor } = LATENCY.backboneBands.reduce<Band>(
        (chosen, band) => (band.fromKm <= km ? band : chosen),
        LATENCY.backboneBands[0],
    );
    const { internetFactor } = LATENCY;
    return over === "internet" && internetFactor.value > factor.value ? internetFactor : factor;
}

function distanceSteps(ends: readonly { end: End; location: Location }[], km: number): Step[] {
    return [
        ...ends.map(({ end, location: { label, latitude, longitude, source } }) => ({
            what: `${end.name} at ${label}`,
            figure: `${latitude}°, ${longitude}°`,
            source,
        })),
        { what: "distance", figure: `${Math.round(km)} km`, because: "great circle" },
        {
            what: "bound",
            figure: ms(boundMs(km)),
            because: `${LATENCY.kmPerMs.value} km per ms of round trip`,
            source: LATENCY.kmPerMs.source,
        },
    ];
}

function measuredBetween(
    measured: MeasuredRtt | null | undefined,
    from: string,
    to: string,
): { fact: Known | undefined } | { problems: Problem[] } {
    const rows = measured ?? {};
    const problems = checkTable(rows, "measured");
    if (problems.length > 0) return { problems };
    for (const [a, b] of [
        [from, to],
        [to, from],
    ] as const) {
        const row = own(rows, a);
        if (row === undefined) continue;
        const at = join("measured", a);
        const wrongRow = checkTable(row, at);
        if (wrongRow.length > 0) return { problems: wrongRow };
        const value = own(row, b);
        const path = join(at, b);
        if (value !== undefined) {
            return isDuration(value) ? { fact: given(value, "ms", path) } : { problems: [notADuration(value, path)] };
        }
    }
    return { fact: undefined };
}

/** A plain object passes at once, however many entries it has: pairs are judged one by one. */
function checkTable(value: unknown, path: string): Problem[] {
    const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? [] : checkShape(TABLE, value, path);
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const isDuration = (value: number): boolean => Number.isFinite(value) && value > 0;

function notADuration(value: unknown, path: string): Problem {
    return {
        check: "not-a-duration",
        path,
        got: show(value),
        allowed: "milliseconds of round trip, more than 0",
        fix: "Give the time there and back in milliseconds.",
    };
}
