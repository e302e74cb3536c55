/** The closed forms against clocks that are turned tick by tick through every phase. */
import {
    checkBounds,
    describeSpan,
    FailoverEvent,
    holdBounds,
    inTurn,
    negotiatedHold,
    ttlBounds,
    whicheverFirst,
} from "../../../plan/failover/bounds";
import * as fc from "fast-check";

const { Planned, Unplanned, Silent } = FailoverEvent;
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const range = (times: readonly number[]) => ({ atLeast: Math.min(...times), atMost: Math.max(...times) });

/** When an end that last heard something at or before 0 gives up, with keepalives every `keepalive` from `phase` on. */
function silenceNoticed(hold: number, keepalive: number, phase: number): number {
    let heard = phase - 10 * keepalive;
    for (let now = heard; now <= 0; now += keepalive) heard = now;
    for (let now = heard; ; now++) if (now - heard === hold) return now;
}

/** When so many checks in a row have failed of an endpoint that answers nothing from time 0 on. */
function checksFailed(threshold: number, interval: number, timeout: number, phase: number): number {
    let failed = 0;
    for (let sent = phase - 3 * interval; ; sent += interval) {
        failed = sent >= 0 ? failed + 1 : 0;
        if (failed === threshold) return sent + timeout;
    }
}

describe("a session that falls silent", () => {
    const timers = fc
        .integer({ min: 3, max: 40 })
        .chain((hold) => fc.record({ hold: fc.constant(hold), keepalive: fc.integer({ min: 1, max: hold }) }));

    test("is noticed within the bounds in every phase, and within one tick of both of them in some", () => {
        fc.assert(
            fc.property(timers, ({ hold, keepalive }) => {
                const noticed = range(upTo(keepalive).map((phase) => silenceNoticed(hold, keepalive, phase)));
                const { atLeast, atMost } = holdBounds(Silent, hold, keepalive);
                expect(noticed).toEqual({ atLeast: atLeast + 1, atMost });
            }),
        );
    });

    test("between two ends is noticed by both within the bounds of the shorter keepalive", () => {
        const ends = fc.record({
            hold: fc.integer({ min: 12, max: 36 }),
            a: fc.integer({ min: 1, max: 12 }),
            b: fc.integer({ min: 1, max: 12 }),
        });
        fc.assert(
            fc.property(ends, ({ hold, a, b }) => {
                const both = range(
                    upTo(a).flatMap((x) =>
                        upTo(b).map((y) => Math.max(silenceNoticed(hold, a, x), silenceNoticed(hold, b, y))),
                    ),
                );
                const { atLeast, atMost } = holdBounds(Silent, hold, Math.min(a, b));
                expect(both).toEqual({ atLeast: atLeast + 1, atMost });
            }),
            { numRuns: 50 },
        );
    });

    test("is never noticed before the failure", () => {
        expect(holdBounds(Silent, 5, 5)).toEqual({ atLeast: 0, atMost: 5 });
        expect(holdBounds(Silent, 5, 9)).toEqual({ atLeast: 0, atMost: 5 });
        expect(holdBounds(Silent, 9, 3)).toEqual({ atLeast: 6, atMost: 9 });
    });

    test("is noticed at once where its end is announced, and may be where it just breaks", () => {
        expect(holdBounds(Planned, 30, 10, 120)).toEqual({ atLeast: 0, atMost: 0 });
        expect(holdBounds(Unplanned, 30, 10)).toEqual({ atLeast: 0, atMost: 30 });
        expect(holdBounds(Unplanned, 30, 10, 120)).toEqual({ atLeast: 0, atMost: 120 });
        expect(holdBounds(Unplanned, 30, 10, 20)).toEqual({ atLeast: 0, atMost: 30 });
        expect(holdBounds(Silent, 30, 10, 120)).toEqual({ atLeast: 20, atMost: 30 });
    });
});

describe("an endpoint that fails its checks", () => {
    const checks = fc.record({
        threshold: fc.integer({ min: 1, max: 6 }),
        interval: fc.integer({ min: 1, max: 30 }),
        timeout: fc.integer({ min: 0, max: 30 }),
    });

    test("is noticed within the bounds in every phase, and within one tick of both of them in some", () => {
        fc.assert(
            fc.property(checks, ({ threshold, interval, timeout }) => {
                const phases = upTo(interval);
                const silent = range(phases.map((phase) => checksFailed(threshold, interval, timeout, phase)));
                const bounds = checkBounds(Silent, threshold, interval, timeout);
                expect(silent).toEqual({ atLeast: bounds.atLeast, atMost: bounds.atMost - 1 });
                // What is not silent may refuse every check, or answer none of them.
                const refused = range(phases.map((phase) => checksFailed(threshold, interval, 0, phase)));
                const seen = range([refused.atLeast, refused.atMost, silent.atLeast, silent.atMost]);
                const either = checkBounds(Unplanned, threshold, interval, timeout);
                expect(seen).toEqual({ atLeast: either.atLeast, atMost: either.atMost - 1 });
            }),
        );
    });

    test("that wait for an unknown time has waited at most until the next one", () => {
        expect(checkBounds(Silent, 3, 10)).toEqual({ atLeast: 20, atMost: 40 });
        expect(checkBounds(Silent, 3, 10, 4)).toEqual({ atLeast: 24, atMost: 34 });
        expect(checkBounds(Unplanned, 3, 10)).toEqual({ atLeast: 20, atMost: 40 });
        expect(checkBounds(Unplanned, 1, 10, 4)).toEqual({ atLeast: 0, atMost: 14 });
        expect(checkBounds(Planned, 3, 10, 4)).toEqual({ atLeast: 0, atMost: 0 });
    });
});

describe("the hold time of a session", () => {
    test("is the lower one: 30 between AWS and Google, 30 between AWS and Azure, 60 between Azure and Google", () => {
        expect([negotiatedHold(30, 60), negotiatedHold(30, 180), negotiatedHold(180, 60)]).toEqual([30, 30, 60]);
    });

    test("does not depend on who asks, and is no longer than either end's", () => {
        fc.assert(
            fc.property(fc.nat(65_535), fc.nat(65_535), (a, b) => {
                const hold = negotiatedHold(a, b);
                expect(hold).toBe(negotiatedHold(b, a));
                expect([a, b]).toContain(hold);
                expect(hold <= a && hold <= b).toBe(true);
            }),
        );
    });
});

describe("together", () => {
    const span = fc.tuple(fc.nat(1_000), fc.nat(1_000)).map(([atLeast, more]) => ({ atLeast, atMost: atLeast + more }));
    const within = fc.tuple(span, fc.double({ min: 0, max: 1, noNaN: true }));
    const moment = ([{ atLeast, atMost }, where]: [{ atLeast: number; atMost: number }, number]): number =>
        atLeast + (atMost - atLeast) * where;

    test("the first of several comes within the bounds, wherever each is in its own", () => {
        fc.assert(
            fc.property(fc.array(within, { minLength: 1, maxLength: 5 }), (parts) => {
                const first = Math.min(...parts.map(moment));
                const spans = parts.map(([s]) => s);
                const { atLeast, atMost } = whicheverFirst([spans[0]!, ...spans.slice(1)]);
                expect(atLeast <= first && first <= atMost).toBe(true);
                expect([atLeast, atMost]).toEqual([
                    Math.min(...spans.map((s) => s.atLeast)),
                    Math.min(...spans.map((s) => s.atMost)),
                ]);
            }),
        );
    });

    test("one after another add up", () => {
        expect(inTurn([])).toEqual({ atLeast: 0, atMost: 0 });
        expect(
            inTurn([
                { atLeast: 1, atMost: 2 },
                { atLeast: 10, atMost: 20 },
            ]),
        ).toEqual({ atLeast: 11, atMost: 22 });
    });

    test("an answer expires at once, after its TTL, or between", () => {
        expect(ttlBounds(60)).toEqual({ atLeast: 0, atMost: 60 });
    });

    test("are printed shortly", () => {
        expect([describeSpan({ atLeast: 20, atMost: 30 }), describeSpan({ atLeast: 30, atMost: 30 })]).toEqual([
            "20–30 s",
            "30 s",
        ]);
    });
});
