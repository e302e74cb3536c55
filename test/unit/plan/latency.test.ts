import * as fc from "fast-check";
import { SAMPLE_RTT } from "../../../facts/latency";
import {
    boundMs,
    distanceKm,
    estimateLatency,
    judgeBudget,
    type End,
    type LatencyEstimate,
    type LatencyOptions,
} from "../../../plan/latency";
import type { Place } from "../../../plan/places";
import { explain } from "../../../plan/reasoning";

const aws = (name: string, region: string): End => ({ name, place: { cloud: "aws", region } });
const USE1 = aws("use1", "us-east-1");
const EUW1 = aws("euw1", "eu-west-1");
const EUC1 = aws("euc1", "eu-central-1");

/** On the equator, so that a degree of longitude is 6371.0088 km × π / 180. */
const onEquator = (km: number): End => ({
    name: "far",
    place: { country: "EC", latitude: 0, longitude: (km / (6371.0088 * Math.PI)) * 180 },
});
const ORIGIN: End = { name: "near", place: { country: "EC", latitude: 0, longitude: 0 } };

function estimated(from: End, to: End, options?: LatencyOptions): { estimate: LatencyEstimate; text: string } {
    const found = estimateLatency(from, to, options);
    if ("problems" in found) throw new Error(JSON.stringify(found.problems));
    return { estimate: found.estimate, text: explain(found.reasoning) };
}

function verdict(estimate: LatencyEstimate, budgetMs: number): { verdict: string; text: string } {
    const found = judgeBudget(estimate, budgetMs);
    if ("problems" in found) throw new Error(JSON.stringify(found.problems));
    return { verdict: found.verdict, text: explain(found.reasoning) };
}

const points = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const ends = points.map((point): End => ({ name: "any", place: { country: "DE", ...point } }));
const networks = fc.constantFrom("backbone" as const, "internet" as const);

describe("distanceKm", () => {
    // Great circles between cities as atlases and flight planners give them.
    test.each<[string, End, End, number]>([
        ["London–Frankfurt", aws("a", "eu-west-2"), EUC1, 640],
        ["London–Paris", aws("a", "eu-west-2"), aws("b", "eu-west-3"), 344],
        ["London–Dublin", aws("a", "eu-west-2"), EUW1, 464],
        ["Sydney–Melbourne", aws("a", "ap-southeast-2"), aws("b", "ap-southeast-4"), 714],
        ["Sydney–Singapore", aws("a", "ap-southeast-2"), aws("b", "ap-southeast-1"), 6300],
        ["Frankfurt–Singapore", EUC1, aws("b", "ap-southeast-1"), 10260],
    ])("%s, within 2 %", (_, from, to, km) => {
        const found = estimated(from, to).estimate.km;
        expect(Math.abs(found - km) / km).toBeLessThan(0.02);
    });

    test("a quarter and a half of the earth's girth, and one way over the pole", () => {
        const at = (latitude: number, longitude: number): { latitude: number; longitude: number } => ({
            latitude,
            longitude,
        });
        expect(distanceKm(at(0, 0), at(90, 77))).toBeCloseTo(10007.5572, 3);
        expect(distanceKm(at(0, 0), at(0, 180))).toBeCloseTo(20015.1144, 3);
        expect(distanceKm(at(45, 10), at(-45, -170))).toBeCloseTo(20015.1144, 3);
        expect(distanceKm(at(60, -90), at(60, 90))).toBeCloseTo(6671.7048, 3);
        expect(distanceKm(at(0, 179.5), at(0, -179.5))).toBeCloseTo(111.1951, 3);
        expect(distanceKm(at(50, 8), at(50, 8))).toBe(0);
    });

    test("is the angle between the points, by their positions in space", () => {
        const radius = 6371.0088;
        fc.assert(
            fc.property(points, points, (a, b) => {
                const [p, q] = [a, b].map(({ latitude, longitude }) => {
                    const [up, round] = [latitude, longitude].map((degrees) => (degrees * Math.PI) / 180);
                    return [Math.cos(up!) * Math.cos(round!), Math.cos(up!) * Math.sin(round!), Math.sin(up!)];
                });
                const straight = Math.hypot(...[0, 1, 2].map((axis) => p![axis]! - q![axis]!));
                const expected = 2 * radius * Math.asin(Math.min(1, straight / 2));
                // Close to the antipodes the sine of the half angle says little.
                expect(Math.abs(distanceKm(a, b) - expected)).toBeLessThan(expected > 20_000 ? 1 : 0.001);
            }),
        );
    });

    test("a detour is never shorter, and the way back is as long", () => {
        fc.assert(
            fc.property(points, points, points, (a, b, c) => {
                expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-3);
                expect(Math.abs(distanceKm(a, b) - distanceKm(b, a))).toBeLessThan(1e-6);
            }),
        );
    });
});

test("the bound is 1 ms for every 100 km", () => {
    expect([0, 100, 5480].map(boundMs)).toEqual([0, 1, 54.8]);
});

describe("estimateLatency", () => {
    test("the whole reasoning of one estimate", () => {
        const { estimate, text } = estimated(USE1, EUW1);
        expect(estimate.basis).toBe("distance");
        expect(text.split("\n")).toEqual([
            "use1 at aws us-east-1: 39.04°, -77.49° (coordinates of the city of the AWS region, 2026-11, known)",
            "euw1 at aws eu-west-1: 53.35°, -6.26° (coordinates of the city of the AWS region, 2026-11, known)",
            "distance: 5462 km, great circle",
            "bound: 54.6 ms, 100 km per ms of round trip (speed of light in fibre, 2.0e5 km/s, 2026-11, derived)",
            "estimate over the backbone: 97.8 ms, 1.79 × 54.6 ms (fit over the P50 round trips of cloudping.co " +
                "between all AWS regions, 992 pairs, 2026-11, measured)",
            "band: 71.0 ms to 152.9 ms (fit over the P50 round trips of cloudping.co between all AWS regions, " +
                "992 pairs, 2026-11, derived)",
        ]);
    });

    // On both sides of the edges; medians of the fit: 2.82, 2.01, 1.79 and 1.66.
    test.each([
        [999, "backbone", 2.82],
        [1001, "backbone", 2.01],
        [2999, "backbone", 2.01],
        [3001, "backbone", 1.79],
        [7999, "backbone", 1.79],
        [8001, "backbone", 1.66],
        [999, "internet", 2.82],
        [1001, "internet", 2.1],
        [3001, "internet", 2.1],
        [8001, "internet", 2.1],
    ] as const)("%i km over the %s: %d times the bound", (km, over, factor) => {
        const { estimate } = estimated(ORIGIN, onEquator(km), { over });
        const bound = km / 100;
        expect(estimate.km).toBeCloseTo(km, 6);
        expect(estimate.boundMs).toBeCloseTo(bound, 6);
        expect(estimate.estimateMs).toBeCloseTo(factor * bound, 6);
        expect(estimate.lowMs).toBeCloseTo(1.3 * bound, 6);
        // 2.8 times the bound, but never below the estimate.
        expect(estimate.highMs).toBeCloseTo(Math.max(2.8, factor) * bound, 6);
    });

    test("a band begins at its edge", () => {
        // 9° on the equator, and the factor of the band that begins at 1000 km, not of the one that ends there.
        const { estimate } = estimated(ORIGIN, { name: "far", place: { country: "EC", latitude: 0, longitude: 9 } });
        expect(estimate.estimateMs / estimate.boundMs).toBeCloseTo(2.01, 9);
    });

    test("the internet's factor has its own source", () => {
        const { text } = estimated(USE1, EUW1, { over: "internet" });
        expect(text).toContain(
            "estimate over the internet: 114.7 ms, 2.1 × 54.6 ms (Bozkurt et al., arXiv 1811.10737, 2018-11, read)",
        );
    });

    test("two ends in one city are as far apart as zones", () => {
        const { estimate, text } = estimated(USE1, { name: "use4", place: { cloud: "gcp", region: "us-east4" } });
        expect(estimate).toEqual({ km: 0, boundMs: 0, estimateMs: 1.6, lowMs: 0, highMs: 2.9, basis: "distance" });
        expect(text).toContain(
            "estimate over the backbone: 1.6 ms, not 2.82 × 0.0 ms: no less than between zones " +
                "(IBM Cloud VPC documentation, network latency, between zones of a region, 2026-11, read)",
        );
        expect(text).toContain("band: 0.0 ms to 2.9 ms (");
    });

    test.each([
        // The floor of the estimate ends at 1.6 / 2.82 × 100 = 56.7 km, that of the band's upper end at 102.8 km.
        [56, 1.6, 2.9],
        [58, 1.6356, 2.9],
        [102, 2.8764, 2.9],
        [103, 2.9046, 2.9046],
    ])("%i km: the floor of the zones", (km, estimateMs, highMs) => {
        const { estimate, text } = estimated(ORIGIN, onEquator(km));
        expect(estimate.estimateMs).toBeCloseTo(estimateMs, 9);
        expect(estimate.highMs).toBeCloseTo(highMs, 9);
        expect(text.includes("no less than between zones")).toBe(km === 56);
    });

    test("is never below the bound, lies in its band, and is the same both ways", () => {
        fc.assert(
            fc.property(ends, ends, networks, (from, to, over) => {
                const { estimate } = estimated(from, to, { over });
                expect(estimate.boundMs).toBeLessThanOrEqual(estimate.lowMs);
                expect(estimate.lowMs).toBeLessThanOrEqual(estimate.estimateMs);
                expect(estimate.estimateMs).toBeLessThanOrEqual(estimate.highMs);
                const back = estimated(to, from, { over }).estimate;
                expect(back.km).toBeCloseTo(estimate.km, 6);
                expect(back.basis).toBe("distance");
            }),
        );
    });

    test("the internet is never estimated faster than a backbone", () => {
        fc.assert(
            fc.property(ends, ends, (from, to) => {
                const [slow, fast] = (["internet", "backbone"] as const).map((over) => estimated(from, to, { over }));
                expect(slow!.estimate.estimateMs).toBeGreaterThanOrEqual(fast!.estimate.estimateMs);
            }),
        );
    });

    test("everything wrong at once, at the path or under the name of the end", () => {
        const bad: Place = { cloud: "aws", region: "moonbase-1" };
        const found = estimateLatency(
            { name: "a", place: bad, path: "hubs.a.place" },
            { name: "b", place: bad },
            { measured: { a: { b: -1 } } },
        );
        expect("problems" in found && found.problems.map(({ check, path }) => [check, path])).toEqual([
            ["unknown-region", "hubs.a.place.region"],
            ["unknown-region", "b.region"],
            ["not-a-duration", "measured.a.b"],
        ]);
        for (const [from, to] of [
            [{ ...USE1, place: bad }, EUW1],
            [EUW1, { ...USE1, place: bad }],
        ] as const) {
            expect(estimateLatency(from, to)).toMatchObject({ problems: [{ path: "use1.region" }] });
        }
    });
});

describe("what was measured", () => {
    test("wins over the estimate, and the reasoning says who said so", () => {
        const { estimate, text } = estimated(USE1, EUW1, { measured: { use1: { euw1: 70 } } });
        expect(estimate).toMatchObject({ estimateMs: 70, lowMs: 70, highMs: 70, basis: "measured" });
        expect(estimate.boundMs).toBeCloseTo(54.615, 3);
        expect(text.split("\n").slice(2)).toEqual([
            "distance: 5462 km, great circle",
            "bound: 54.6 ms, 100 km per ms of round trip (speed of light in fibre, 2.0e5 km/s, 2026-11, derived)",
            "measured: 70.0 ms (measured.use1.euw1, given)",
        ]);
    });

    test("one direction stands for both, unless both are given", () => {
        const oneWay = { use1: { euw1: 70 } };
        const bothWays = { use1: { euw1: 70 }, euw1: { use1: 73 } };
        const rtt = (from: End, to: End, measured: LatencyOptions["measured"]): number =>
            estimated(from, to, measured === undefined ? {} : { measured }).estimate.estimateMs;
        expect([rtt(USE1, EUW1, oneWay), rtt(EUW1, USE1, oneWay)]).toEqual([70, 70]);
        expect([rtt(USE1, EUW1, bothWays), rtt(EUW1, USE1, bothWays)]).toEqual([70, 73]);
        expect(estimated(EUW1, USE1, { measured: oneWay }).text).toContain("(measured.use1.euw1, given)");
    });

    test("of another pair says nothing of this one", () => {
        const measured = { use1: { euc1: 93 }, toString: {} };
        expect(estimated(USE1, EUW1, { measured })).toEqual(estimated(USE1, EUW1));
    });

    test("below the bound it still wins, with a word on units and places", () => {
        const { estimate, text } = estimated(USE1, EUW1, { measured: { use1: { euw1: 0.07 } } });
        expect(estimate.estimateMs).toBe(0.07);
        expect(text.split("\n").at(-1)).toBe(
            "measured: 0.1 ms, below the bound: check its unit, milliseconds of round trip, and the places of the " +
                "ends (measured.use1.euw1, given)",
        );
    });

    test("exactly at the bound it is believed", () => {
        const { text } = estimated(ORIGIN, ORIGIN, { measured: { near: { near: 0.2 } } });
        expect(text.split("\n").at(-1)).toBe("measured: 0.2 ms (measured.near.near, given)");
        const quarter = { name: "pole", place: { country: "EC", latitude: 90, longitude: 0 } };
        const { boundMs: bound } = estimated(ORIGIN, quarter).estimate;
        expect(estimated(ORIGIN, quarter, { measured: { near: { pole: bound } } }).text).not.toContain(
            "check its unit",
        );
    });

    test.each([0, -1, NaN, Infinity, "70"])("%j is no round trip", (value) => {
        const measured = { euw1: { use1: value } } as never;
        expect(estimateLatency(USE1, EUW1, { measured })).toEqual({
            problems: [
                {
                    check: "not-a-duration",
                    path: "measured.euw1.use1",
                    got: typeof value === "string" ? '"70"' : String(value),
                    allowed: "milliseconds of round trip, more than 0",
                    fix: "Give the time there and back in milliseconds.",
                },
            ],
        });
    });
});

describe("published round trips", () => {
    const found = SAMPLE_RTT.map(({ cloud, from, to, rtt }) => {
        const end = (region: string): End => ({ name: region, place: { cloud, region } });
        const { estimate } = estimated(end(from), end(to));
        return { pair: `${from} ${to}`, rtt: rtt.value, estimate };
    });

    test("none beats the bound", () => {
        for (const { rtt, estimate } of found) expect(rtt).toBeGreaterThan(estimate.boundMs);
    });

    test("every one lies in its band, except N. Virginia–Ireland, whose cables are the straightest", () => {
        const outside = found.filter(({ rtt, estimate }) => rtt < estimate.lowMs || rtt > estimate.highMs);
        expect(outside.map(({ pair }) => pair)).toEqual(["us-east-1 eu-west-1"]);
    });

    test("the estimate is off by two fifths at most", () => {
        const errors = found.map(({ rtt, estimate }) => Math.abs(estimate.estimateMs - rtt) / rtt);
        expect(Math.max(...errors)).toBeLessThan(0.4);
        // Half of them within a fifth.
        expect(errors.filter((error) => error < 0.2).length * 2).toBeGreaterThan(errors.length);
    });
});

describe("judgeBudget", () => {
    const { estimate } = estimated(ORIGIN, onEquator(5000));
    const FIT = "fit over the P50 round trips of cloudping.co between all AWS regions, 992 pairs, 2026-11, measured";

    test("below the bound it is impossible, below 1.57 times the bound unlikely", () => {
        expect(verdict(estimate, 49.9)).toEqual({
            verdict: "impossible",
            text:
                "budget of 49.9 ms: impossible, below 50.0 ms, which light in fibre takes over the distance " +
                "(speed of light in fibre, 2.0e5 km/s, 2026-11, derived)",
        });
        expect(verdict(estimate, 50.1)).toEqual({
            verdict: "unlikely",
            text:
                "budget of 50.1 ms: unlikely, only a quarter of backbone pairs are faster than " +
                `1.57 × 50.0 ms = 78.5 ms (${FIT})`,
        });
        expect(verdict(estimate, 78.4).verdict).toBe("unlikely");
        expect(verdict(estimate, 78.6)).toEqual({
            verdict: "possible",
            text: `budget of 78.6 ms: possible, not below 1.57 × 50.0 ms = 78.5 ms (${FIT})`,
        });
    });

    test("a budget exactly at an edge is on the better side", () => {
        const exact: LatencyEstimate = { ...estimate, boundMs: 100 };
        expect(verdict(exact, 100).verdict).toBe("unlikely");
        expect(verdict(exact, 157).verdict).toBe("possible");
    });

    test("is compared with what was measured, where it was", () => {
        const measured: LatencyEstimate = { ...estimate, boundMs: 50, estimateMs: 70, basis: "measured" };
        expect(verdict(measured, 70)).toEqual({
            verdict: "possible",
            text: "budget of 70 ms: possible, not below the 70.0 ms measured",
        });
        expect(verdict(measured, 69)).toEqual({
            verdict: "unlikely",
            text: "budget of 69 ms: unlikely, below the 70.0 ms measured",
        });
        expect(verdict(measured, 50).verdict).toBe("unlikely");
        expect(verdict(measured, 49).verdict).toBe("impossible");
    });

    test("what was measured is possible, whatever the coordinates say", () => {
        const measured: LatencyEstimate = { ...estimate, boundMs: 50, estimateMs: 2, basis: "measured" };
        expect(verdict(measured, 3)).toEqual({
            verdict: "possible",
            text:
                "budget of 3 ms: possible, not below the 2.0 ms measured, which is below the bound of 50.0 ms: check its " +
                "unit, milliseconds of round trip, and the places of the ends",
        });
        const exact: LatencyEstimate = { ...measured, estimateMs: 50 };
        expect(verdict(exact, 50).text).toBe("budget of 50 ms: possible, not below the 50.0 ms measured");
        expect(verdict(measured, 1).verdict).toBe("impossible");
    });

    test("a larger budget is never judged worse", () => {
        const order = ["impossible", "unlikely", "possible"];
        const budget = fc.double({ min: 0.001, max: 1000, noNaN: true });
        fc.assert(
            fc.property(ends, ends, budget, budget, fc.option(budget, { nil: undefined }), (from, to, a, b, rtt) => {
                const options = rtt === undefined ? {} : { measured: { any: { any: rtt } } };
                const judge = (ms: number): number =>
                    order.indexOf(verdict(estimated(from, to, options).estimate, ms).verdict);
                expect(judge(Math.max(a, b))).toBeGreaterThanOrEqual(judge(Math.min(a, b)));
            }),
        );
    });

    test.each([0, -5, NaN])("%d ms is no budget", (budgetMs) => {
        expect(judgeBudget(estimate, budgetMs, "flows.a.budgetMs")).toEqual({
            problems: [
                {
                    check: "not-a-duration",
                    path: "flows.a.budgetMs",
                    got: String(budgetMs),
                    allowed: "milliseconds of round trip, more than 0",
                    fix: "Give the time there and back in milliseconds.",
                },
            ],
        });
        expect(judgeBudget(estimate, budgetMs)).toMatchObject({ problems: [{ path: "budgetMs" }] });
    });
});
