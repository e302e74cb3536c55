import { fact } from "../../../facts/fact";
import type { Timer } from "../../../facts/timers";
import { checkSpan, settings, settingStep } from "../../../plan/settings";
import { explain } from "../../../plan/reasoning";

const source = { document: "The guide", date: "2026-11", certainty: "read" } as const;
const timer = (value: number, settable: Timer["settable"]): Timer => ({ ...fact(value, "s", source), settable });
const interval = timer(30, { values: [10, 30] });
const threshold = timer(3, { from: 1, to: 10 });
const open = timer(5, { from: 2 });

test("the user's value wins, and the reasoning says who says what, in the order of the names", () => {
    const { values, steps, problems } = settings("front", {
        threshold: [2, threshold],
        interval: [undefined, interval],
    });
    expect(values).toEqual({ interval: 30, threshold: 2 });
    expect(problems).toEqual([]);
    expect(explain(steps)).toBe("interval: 30 s (The guide, 2026-11, read)\nthreshold: 2 s (front.threshold, given)");
});

test.each([
    ["a value that is not one of a few", 20, interval, "10 or 30"],
    ["less than the range", 0, threshold, "a whole number from 1 to 10"],
    ["more than the range", 11, threshold, "a whole number from 1 to 10"],
    ["no whole number", 1.5, threshold, "a whole number from 1 to 10"],
    ["no number", NaN, threshold, "a whole number from 1 to 10"],
    ["less than a range without an end", 1, open, "a whole number from 2"],
    ["no end at all", Infinity, open, "a whole number from 2"],
])("is refused: %s", (_, value, of, allowed) => {
    expect(settings("front", { it: [value, of] }).problems).toEqual([
        {
            check: "timer-range",
            path: "front.it",
            got: String(value),
            allowed,
            fix: "Give a value that the provider accepts, or leave it out.",
        },
    ]);
});

test.each([
    [10, interval],
    [30, interval],
    [1, threshold],
    [10, threshold],
    [2, open],
    [1_000_000, open],
])("%p is accepted", (value, of) => {
    expect(settings("front", { it: [value, of] })).toEqual({
        values: { it: value },
        steps: [
            settingStep("it", { value, unit: "s", source: { document: "front.it", date: "", certainty: "given" } }),
        ],
        problems: [],
    });
});

test("a default is accepted even where the user could not set it", () => {
    expect(settings("front", { it: [undefined, timer(7, { values: [1] })] }).problems).toEqual([]);
});

test("a span runs from 0, the lower first, and ends", () => {
    const wrong = (got: string) => [
        {
            check: "span",
            path: "at",
            got,
            allowed: "seconds from 0, the lower first",
            fix: "Give the shortest and the longest time that you measured.",
        },
    ];
    expect(checkSpan(undefined, "at")).toEqual([]);
    expect(checkSpan({ atLeast: 0, atMost: 0 }, "at")).toEqual([]);
    expect(checkSpan({ atLeast: 1, atMost: 2 }, "at")).toEqual([]);
    expect(checkSpan({ atLeast: -1, atMost: 2 }, "at")).toEqual(wrong("-1 to 2"));
    expect(checkSpan({ atLeast: 3, atMost: 2 }, "at")).toEqual(wrong("3 to 2"));
    expect(checkSpan({ atLeast: 0, atMost: Infinity }, "at")).toEqual(wrong("0 to Infinity"));
    expect(checkSpan({ atLeast: NaN, atMost: 1 }, "at")).toEqual(wrong("NaN to 1"));
    expect(checkSpan({ atLeast: 0, atMost: NaN }, "at")).toEqual(wrong("0 to NaN"));
});

test("what is no span at all is said to be none", () => {
    expect(checkSpan(null, "at")).toEqual([]);
    expect(checkSpan(5 as never, "at")).toEqual([
        {
            check: "wrong-type",
            path: "at",
            got: "5",
            allowed: "an object with atLeast or atMost",
            fix: "Give an object with atLeast or atMost.",
        },
    ]);
    expect(checkSpan({ atLeast: "1", atmost: 2 } as never, "at").map(({ check, path }) => [check, path])).toEqual([
        ["unknown-argument", "at.atmost"],
        ["wrong-type", "at.atLeast"],
        ["missing-argument", "at.atMost"],
    ]);
});
