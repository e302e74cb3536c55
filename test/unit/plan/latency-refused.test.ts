/** What is no end, no option, no measurement and no estimate: problems with a path, never a throw or a number. */
import { estimateLatency, judgeBudget, type End, type LatencyOptions } from "../../../plan/latency";
import { describeProblem } from "../../../plan/problem";

const USE1: End = { name: "use1", place: { cloud: "aws", region: "us-east-1" } };
const EUW1: End = { name: "euw1", place: { cloud: "aws", region: "eu-west-1" } };

const said = (from: unknown, to: unknown, options?: unknown): string[] => {
    const found = estimateLatency(from as End, to as End, options as LatencyOptions);
    return "problems" in found ? found.problems.map(describeProblem) : [];
};
const judged = (estimate: unknown, budgetMs: unknown): string[] => {
    const found = judgeBudget(estimate as never, budgetMs as number);
    return "problems" in found ? found.problems.map(describeProblem) : [];
};
const PLACE = "an object with cloud, country, latitude, longitude or region";

test("ends that are none", () => {
    expect(said(undefined, null)).toEqual([
        "from [missing-argument]: got nothing; allowed: an object with name, path or place. Add 'from'.",
        "to [missing-argument]: got nothing; allowed: an object with name, path or place. Add 'to'.",
    ]);
    expect(said({ name: 5, region: "x" }, "euw1")).toEqual([
        'from.region [unknown-argument]: got "region"; allowed: name, path or place. Remove it, or correct the spelling.',
        "from.name [wrong-type]: got 5; allowed: a string. Give a string.",
        'to [wrong-type]: got "euw1"; allowed: an object with name, path or place. Give an object with name, path or place.',
    ]);
});

test("places that are none, by their paths or the names of the ends", () => {
    expect(said({ name: "a" }, { name: "b b.c", place: null, path: "sites.b.place" })).toEqual([
        `a [missing-argument]: got nothing; allowed: ${PLACE}. Add 'a'.`,
        `sites.b.place [missing-argument]: got nothing; allowed: ${PLACE}. Add 'place'.`,
    ]);
    expect(said({ name: "b b.c", place: "eu-west-1" }, USE1)).toEqual([
        `["b b.c"] [wrong-type]: got "eu-west-1"; allowed: ${PLACE}. Give ${PLACE}.`,
    ]);
});

test("a misspelt network is not printed as if it had been meant", () => {
    expect(said(USE1, EUW1, { over: "Internet" })).toEqual([
        'options.over [unknown-value]: got "Internet"; allowed: backbone or internet. Give backbone or internet.',
    ]);
    expect(said(USE1, EUW1, { network: "internet" })).toEqual([
        'options.network [unknown-argument]: got "network"; allowed: measured or over. Remove it, or correct the spelling.',
    ]);
    expect(said(USE1, EUW1, "internet")).toEqual([
        'options [wrong-type]: got "internet"; allowed: an object with measured or over. Give an object with measured or over.',
    ]);
});

test("options that are null are left out", () => {
    const plain = estimateLatency(USE1, EUW1);
    expect(estimateLatency(USE1, EUW1, null)).toEqual(plain);
    expect(estimateLatency(USE1, EUW1, { over: null, measured: null } as never)).toEqual(plain);
});

test("measurements that are none, where they concern the two ends", () => {
    expect(said(USE1, EUW1, { measured: { use1: null } })).toEqual([
        "measured.use1 [missing-argument]: got nothing; allowed: a map. Add 'use1'.",
    ]);
    expect(said(USE1, EUW1, { measured: { euw1: 70 } })).toEqual([
        "measured.euw1 [wrong-type]: got 70; allowed: a map. Give a map.",
    ]);
    expect(said(USE1, EUW1, { measured: [70] })).toEqual([
        "measured [wrong-type]: got a list of 1; allowed: a map. Give a map.",
    ]);
    expect(said(USE1, EUW1, { measured: 70 })).toEqual(["measured [wrong-type]: got 70; allowed: a map. Give a map."]);
    expect(said(USE1, EUW1, { measured: Promise.resolve({}) })).toEqual([
        "measured [not-plain]: got a Promise; allowed: a map. It decides what is planned, so it must be known when the " +
            "program runs: give a plain value.",
    ]);
    expect(said(USE1, EUW1, { measured: { use1: { euw1: null } } })).toEqual([
        "measured.use1.euw1 [not-a-duration]: got null; allowed: milliseconds of round trip, more than 0. Give the time " +
            "there and back in milliseconds.",
    ]);
    expect(estimateLatency(USE1, EUW1, { measured: { other: null } as never })).toEqual(estimateLatency(USE1, EUW1));
});

test("a map without a prototype is a map", () => {
    const row = Object.assign(Object.create(null) as object, { euw1: 70 });
    expect(estimateLatency(USE1, EUW1, { measured: { use1: row } })).toMatchObject({ estimate: { estimateMs: 70 } });
});

test("names with dots and blanks are one key of a path", () => {
    expect(said({ ...USE1, name: "a" }, { ...EUW1, name: "b b.c" }, { measured: { a: { "b b.c": -1 } } })).toEqual([
        'measured.a["b b.c"] [not-a-duration]: got -1; allowed: milliseconds of round trip, more than 0. Give the time ' +
            "there and back in milliseconds.",
    ]);
});

test("an estimate that is none has no verdict", () => {
    const members = "an object with basis, boundMs, estimateMs, highMs, km or lowMs";
    expect(judged(null, -5)).toEqual([
        `estimate [missing-argument]: got nothing; allowed: ${members}. Add 'estimate'.`,
        "budgetMs [not-a-duration]: got -5; allowed: milliseconds of round trip, more than 0. Give the time there and back " +
            "in milliseconds.",
    ]);
    expect(judged({}, 5)).toEqual([
        ...["km", "boundMs", "estimateMs", "lowMs", "highMs"].map(
            (name) => `estimate.${name} [missing-argument]: got nothing; allowed: a number from 0. Add '${name}'.`,
        ),
        "estimate.basis [missing-argument]: got nothing; allowed: distance or measured. Add 'basis'.",
    ]);
    const found = estimateLatency(USE1, EUW1);
    const { estimate } = found as Extract<typeof found, { estimate: unknown }>;
    expect(judged({ ...estimate, boundMs: NaN, basis: "Measured" }, 5)).toEqual([
        "estimate.boundMs [out-of-range]: got NaN; allowed: a number from 0. Give a number from 0.",
        'estimate.basis [unknown-value]: got "Measured"; allowed: distance or measured. Give distance or measured.',
    ]);
    expect(
        judged(found, 5)
            .slice(0, 2)
            .map((line) => line.slice(0, line.indexOf(":"))),
    ).toEqual(["estimate.estimate [unknown-argument]", "estimate.reasoning [unknown-argument]"]);
    expect(judged(estimate, "5")).toHaveLength(1);
});
