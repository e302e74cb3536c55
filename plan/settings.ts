/** The user's values for a mechanism's timers, or the provider's defaults. */
import { given, type Known } from "../facts/fact";
import type { Settable, Span, Timer } from "../facts/timers";
import { show, type Problem } from "./problem";
import type { Step } from "./reasoning";
import { checkShape, join, type Shape } from "./shape";

/** Values by name, and where each comes from. */
export interface Settings<K extends string> {
    readonly values: Readonly<Record<K, number>>;
    /** A step per timer, in the order of their names. */
    readonly steps: readonly Step[];
    /** Values that the provider refuses. */
    readonly problems: readonly Problem[];
}

/** Reads each timer: what the user gave at `${path}.${name}` wins over the default. */
export function settings<K extends string>(
    path: string,
    timers: Readonly<Record<K, readonly [value: number | undefined, timer: Timer]>>,
): Settings<K> {
    const names = (Object.keys(timers) as K[]).sort();
    const chosen = (name: K): Known => {
        const [value, timer] = timers[name];
        return value === undefined ? timer : given(value, timer.unit, join(path, name));
    };
    return {
        values: Object.fromEntries(names.map((name) => [name, chosen(name).value])) as Record<K, number>,
        steps: names.map((name) => settingStep(name, chosen(name))),
        problems: names.flatMap((name) => {
            const [value, timer] = timers[name];
            return value === undefined || accepts(timer.settable, value)
                ? []
                : [refused(join(path, name), value, timer.settable)];
        }),
    };
}

/** A value with its unit and source, as a step. */
export function settingStep(what: string, { value, unit, source }: Known): Step {
    return { what, figure: `${value} ${unit}`, source };
}

function accepts(settable: Settable, value: number): boolean {
    if ("values" in settable) return settable.values.includes(value);
    return Number.isInteger(value) && value >= settable.from && value <= (settable.to ?? Infinity);
}

function refused(path: string, value: number, settable: Settable): Problem {
    return {
        check: "timer-range",
        path,
        got: show(value),
        allowed: describeSettable(settable),
        fix: "Give a value that the provider accepts, or leave it out.",
    };
}

function describeSettable(settable: Settable): string {
    if ("values" in settable) return settable.values.join(" or ");
    const upTo = settable.to === undefined ? "" : ` to ${settable.to}`;
    return `a whole number from ${settable.from}${upTo}`;
}

export const SPAN: Shape = {
    kind: "object",
    members: { atLeast: { kind: "number", required: true }, atMost: { kind: "number", required: true } },
};

/** A span that a user gave, or left out: nothing, or what is wrong with it. */
export function checkSpan(span: Span | null | undefined, path: string): Problem[] {
    const problems = checkShape(SPAN, span, path);
    if (problems.length > 0 || span === undefined || span === null) return problems;
    const { atLeast, atMost } = span;
    if (atLeast >= 0 && atLeast <= atMost && Number.isFinite(atMost)) return [];
    return [
        {
            check: "span",
            path,
            got: `${show(atLeast)} to ${show(atMost)}`,
            allowed: "seconds from 0, the lower first",
            fix: "Give the shortest and the longest time that you measured.",
        },
    ];
}
