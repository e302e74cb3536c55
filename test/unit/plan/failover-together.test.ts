/** Mechanisms together, what leads traffic away, and what holds for every mechanism. */
import { BEHAVIOURS } from "../../../facts/failover";
import { BFD, type Span } from "../../../facts/timers";
import {
    drains,
    earliestOf,
    estimateFailover,
    FailoverEvent,
    inChain,
    type BgpSide,
    type Combination,
    type Failover,
    type FailoverOptions,
    type Mechanism,
    type NamedFailover,
} from "../../../plan/failover";
import { describeProblem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import * as fc from "fast-check";

const { Planned, Unplanned, Silent } = FailoverEvent;

function failover(mechanism: Mechanism, options?: FailoverOptions): Failover {
    const estimate = estimateFailover(mechanism, options);
    if ("problems" in estimate) throw new Error(estimate.problems.map(describeProblem).join("\n"));
    return estimate.failover;
}

const sides = (a: BgpSide, b: BgpSide): Mechanism => ({ mechanism: "bgp", sides: [a, b] });

describe("several mechanisms", () => {
    const bgp = { name: "bgp", failover: failover(sides("aws-vpn", "plain"), { event: Silent }) };
    const dpd = { name: "dpd", failover: failover({ mechanism: "dpd", end: "aws" }, { event: Silent }) };
    const dns = { name: "dns", failover: failover({ mechanism: "route53" }) };

    test("that watch the same thing: the earliest ends the outage", () => {
        const { total: span, caveats, reasoning } = earliestOf([dpd, bgp]);
        expect(span).toEqual({ atLeast: 20, atMost: 30 });
        expect(explain(reasoning)).toBe("bgp: 20–30 s\ndpd: 30–40 s\nthe earliest: 20–30 s");
        expect(caveats).toEqual([...new Set([...bgp.failover.caveats, ...dpd.failover.caveats])]);
        expect(caveats).toHaveLength(5);
        expect(earliestOf([bgp, dpd])).toEqual(earliestOf([dpd, bgp]));
        expect(earliestOf([dns]).total).toEqual(dns.failover.total);
    });

    test("none of them: an outage that nothing notices does not end", () => {
        const none: NamedFailover[] = [];
        expect(earliestOf(none)).toEqual({
            problems: [
                {
                    check: "no-parts",
                    path: "parts",
                    got: "an empty list",
                    allowed: "one or more",
                    fix: "Name what watches: where nothing does the outage does not end.",
                },
            ],
        });
    });

    test.each<[string, unknown, string[]]>([
        ["nothing", undefined, ["parts [missing-argument]"]],
        ["no list", { bgp }, ["parts [wrong-type]"]],
        ["a part that is none", [bgp, null], ["parts[1] [missing-argument]"]],
        ["a part without a name", [{ failover: bgp.failover }], ["parts[0].name [missing-argument]"]],
        [
            "an estimate in place of its failover",
            [{ name: "a", failover: estimateFailover({ mechanism: "route53" }) }],
            [
                "parts[0].failover.failover [unknown-argument]",
                "parts[0].failover.total [missing-argument]",
                "parts[0].failover.caveats [missing-argument]",
            ],
        ],
        [
            "times that are none",
            [{ name: "a", failover: { total: { atLeast: 2, atMost: 1 }, caveats: [] } }],
            ["parts[0].failover.total [span]"],
        ],
    ])("%s is a problem, never a bound", (_, parts, expected) => {
        for (const together of [earliestOf, inChain] as ((parts: unknown) => Combination)[]) {
            const combined = together(parts);
            const problems = "problems" in combined ? combined.problems : [];
            expect(problems.map(({ check, path }) => `${path} [${check}]`)).toEqual(expected);
        }
    });

    test("in a chain: their times add up", () => {
        const { total: span, reasoning } = inChain([dns, bgp]);
        expect(span).toEqual({ atLeast: 80, atMost: 184 });
        expect(explain(reasoning)).toBe("bgp: 20–30 s\ndns: 60–154 s\none after another: 80–184 s");
        expect(inChain([])).toEqual({
            total: { atLeast: 0, atMost: 0 },
            caveats: [],
            reasoning: [{ what: "one after another", figure: "0 s" }],
        });
    });
});

describe("whatever the mechanism, its options and the event,", () => {
    const side: fc.Arbitrary<BgpSide> = fc.oneof(
        fc.constantFrom<BgpSide>("aws-vpn", "azure-vpn", "gcp-router", "plain", "frr-fast"),
        fc.record({ hold: fc.integer({ min: 3, max: 300 }) }),
    );
    const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
    const fast = fc.constantFrom(10, 30);
    const OPTIONS: { readonly [K in Mechanism["mechanism"]]: Readonly<Record<string, fc.Arbitrary<unknown>>> } = {
        bgp: { sides: fc.tuple(side, side), gracefulRestart: whole(0, 300) },
        bfd: {
            over: fc.constantFrom(...Object.keys(BFD).filter((name) => !name.endsWith("-vpn"))),
            interval: whole(1_000, 30_000),
            multiplier: whole(5, 16),
        },
        dpd: { end: fc.constantFrom("aws", "azure"), timeout: whole(30, 3_600) },
        "aws-vpn-tunnel": { routing: fc.constantFrom("bgp", "static"), peer: side, dpdTimeout: whole(30, 300) },
        "azure-active-standby": {},
        "azure-active-active": { peer: side, dpdTimeout: whole(9, 3_600) },
        "wireguard-bgp": { hold: whole(3, 300) },
        tailscale: {},
        "global-accelerator": { endpoint: fc.constant("instance"), interval: fast, threshold: whole(1, 10) },
        route53: { interval: fast, threshold: whole(1, 10), ttl: whole(0, 86_400) },
        "traffic-manager": { interval: fast, tolerated: whole(0, 9), timeout: whole(5, 9), ttl: whole(0, 600) },
        "front-door": { interval: whole(1, 255), samples: whole(4, 9), successful: whole(1, 4) },
        "google-load-balancer": { interval: whole(5, 300), threshold: whole(1, 10), timeout: whole(1, 5) },
        cloudflare: {
            interval: whole(10, 3_600),
            consecutiveDown: whole(0, 9),
            retries: whole(0, 5),
            timeout: whole(1, 30),
            proxied: fc.boolean(),
        },
    };
    const ALWAYS = ["sides", "over", "end"];
    const any = fc.constantFrom(...(Object.keys(BEHAVIOURS) as Mechanism["mechanism"][])).chain((mechanism) =>
        fc.record(
            { mechanism: fc.constant(mechanism), ...OPTIONS[mechanism] },
            {
                requiredKeys: ["mechanism", ...ALWAYS.filter((name) => name in OPTIONS[mechanism])] as ["mechanism"],
            },
        ),
    ) as unknown as fc.Arbitrary<Mechanism>;
    const measured = { switch: { atLeast: 1, atMost: 2 } };
    const spans = (mechanism: Mechanism, event: FailoverEvent): Failover =>
        failover(mechanism, mechanism.mechanism === "tailscale" ? { event, measured } : { event });

    test("the lower bound is never above the upper one, and the parts add up", () => {
        const ordered = ({ atLeast, atMost }: Span): boolean => 0 <= atLeast && atLeast <= atMost && atMost < Infinity;
        fc.assert(
            fc.property(any, fc.constantFrom(Planned, Unplanned, Silent), (mechanism, event) => {
                const { detect, switch: switched, total: span } = spans(mechanism, event);
                expect([detect, switched, span].every(ordered)).toBe(true);
                expect(span).toEqual({
                    atLeast: detect.atLeast + switched.atLeast,
                    atMost: detect.atMost + switched.atMost,
                });
            }),
            { numRuns: 500 },
        );
    });

    test("what breaks may fall silent: its bounds hold those of a silent failure", () => {
        fc.assert(
            fc.property(any, (mechanism) => {
                const [unplanned, silent] = [spans(mechanism, Unplanned).total, spans(mechanism, Silent).total];
                expect(unplanned.atMost).toBeGreaterThanOrEqual(silent.atMost);
                expect(unplanned.atLeast).toBeLessThanOrEqual(silent.atLeast);
            }),
            { numRuns: 500 },
        );
    });
});

test("a dial of 0 does not lead traffic away for good, weight 0 does", () => {
    expect(drains("global-accelerator", "dial-0")).toMatchObject({
        result: "until-failover",
        because: "failover ignores the dial",
    });
    expect(drains("global-accelerator", "weight-0").result).toBe("drained");
    expect(drains("cloudflare", "disabled").result).toBe("drained");
});

test("an engine or a switch that no table knows has no answer", () => {
    const engines = "cloudflare, front-door, global-accelerator, google-load-balancer, route53 or traffic-manager";
    const ways = "dial-0, disabled, removed, routing-control or weight-0";
    expect(() => drains("nlb" as never, "dial-0")).toThrow(new RangeError(`Give ${engines}: got "nlb".`));
    expect(() => drains(null as never, "dial-0")).toThrow(new RangeError(`Give ${engines}: got null.`));
    expect(() => drains("route53", "x" as never)).toThrow(new RangeError(`Give ${ways}: got "x".`));
    expect(() => drains("route53", undefined as never)).toThrow(new RangeError(`Give ${ways}: got nothing.`));
    expect(() => drains("route53", "constructor" as never)).toThrow(RangeError);
});
