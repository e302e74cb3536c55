import { BEHAVIOURS } from "../../../facts/failover";
import { BGP_TIMERS } from "../../../facts/timers";
import {
    describeSpan,
    estimateFailover,
    FailoverEvent,
    type BgpSide,
    type Failover,
    type FailoverOptions,
    type Mechanism,
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

const total = (mechanism: Mechanism, event: FailoverEvent): string =>
    describeSpan(failover(mechanism, { event }).total);
const sides = (a: BgpSide, b: BgpSide): Mechanism => ({ mechanism: "bgp", sides: [a, b] });

describe("what providers' documents say follows from the timers:", () => {
    test.each<[string, Mechanism, FailoverEvent, string]>([
        ["AWS VPN: keepalive 10 s, hold 30 s", sides("aws-vpn", "plain"), Silent, "20–30 s"],
        ["AWS DPD: 40 s, 30 s after the first unanswered", { mechanism: "dpd", end: "aws" }, Silent, "30–40 s"],
        ["AWS DPD, not silent", { mechanism: "dpd", end: "aws" }, Unplanned, "0–40 s"],
        ["AWS DPD at its minimum", { mechanism: "dpd", end: "aws", timeout: 30 }, Silent, "20–30 s"],
        ["Direct Connect: hold 90 s", sides("aws-direct-connect", "plain"), Silent, "60–90 s"],
        ["Direct Connect: BFD 300 ms × 3", { mechanism: "bfd", over: "aws-direct-connect" }, Silent, "0.6–0.9 s"],
        ["Direct Connect: BFD, not silent", { mechanism: "bfd", over: "aws-direct-connect" }, Unplanned, "0–0.9 s"],
        [
            "Direct Connect: graceful restart 120 s",
            { mechanism: "bgp", sides: ["aws-direct-connect", "plain"], gracefulRestart: 120 },
            Unplanned,
            "0–120 s",
        ],
        ["Azure, active-standby, planned: 10–15 s", { mechanism: "azure-active-standby" }, Planned, "10–15 s"],
        ["Azure, active-standby, unplanned: 1–3 min", { mechanism: "azure-active-standby" }, Unplanned, "60–180 s"],
        ["Azure, active-standby, silent", { mechanism: "azure-active-standby" }, Silent, "60–180 s"],
        ["Azure, active-active: DPD 45 s before the hold time", { mechanism: "azure-active-active" }, Silent, "0–45 s"],
        [
            "Azure, active-active, with a peer that holds 30 s",
            { mechanism: "azure-active-active", peer: "aws-vpn" },
            Silent,
            "0–30 s",
        ],
        ["Azure with a plain router: 180 s", sides("azure-vpn", "plain"), Silent, "120–180 s"],
        ["Cloud Router: keepalive 20 s, hold 60 s", sides("gcp-router", "gcp-router"), Silent, "40–60 s"],
        ["Interconnect: BFD 1000 ms × 5", { mechanism: "bfd", over: "gcp-interconnect" }, Silent, "4–5 s"],
        ["AWS with Google: 30 s", sides("aws-vpn", "gcp-router"), Silent, "20–30 s"],
        ["AWS with Azure: 30 s", sides("azure-vpn", "aws-vpn"), Silent, "20–30 s"],
        ["Azure with Google: 60 s", sides("azure-vpn", "gcp-router"), Silent, "40–60 s"],
        ["a router that nobody configured: 180 s", sides("plain", "plain"), Silent, "120–180 s"],
        ["AWS's second tunnel: BGP 30 s before DPD 40 s", { mechanism: "aws-vpn-tunnel" }, Silent, "20–30 s"],
        [
            "AWS's second tunnel with static routes: DPD alone",
            { mechanism: "aws-vpn-tunnel", routing: "static" },
            Silent,
            "30–40 s",
        ],
        ["WireGuard with FRR's 3/9: 9 s", { mechanism: "wireguard-bgp" }, Silent, "6–9 s"],
        [
            "Global Accelerator with checks every 10 s: about 30 s, and one check that is not answered",
            { mechanism: "global-accelerator", interval: 10 },
            Unplanned,
            "20–40 s",
        ],
        ["Global Accelerator as it is: 30 s × 3 + 30", { mechanism: "global-accelerator" }, Unplanned, "60–120 s"],
        [
            "Global Accelerator in front of a load balancer: its targets' 30 s × 2 + 5",
            { mechanism: "global-accelerator", endpoint: "load-balancer" },
            Unplanned,
            "30–65 s",
        ],
        [
            "Global Accelerator in front of a load balancer with checks of its own",
            { mechanism: "global-accelerator", endpoint: "load-balancer", interval: 5, threshold: 3, timeout: 2 },
            Silent,
            "12–17 s",
        ],
        ["Route 53, standard: 30 × 3 + 60 = 150 s, + 4", { mechanism: "route53" }, Unplanned, "60–154 s"],
        ["Route 53, fast: 10 × 3 + 60 = 90 s, + 4", { mechanism: "route53", interval: 10 }, Unplanned, "20–94 s"],
        ["Route 53, without the TTL: 10 × 3 + 4", { mechanism: "route53", interval: 10, ttl: 0 }, Unplanned, "20–34 s"],
        ["Traffic Manager: (3 + 1) × 30 + 10 + TTL", { mechanism: "traffic-manager", ttl: 30 }, Unplanned, "90–160 s"],
        [
            "Traffic Manager, fast, nothing tolerated: 10 + 9 + TTL",
            { mechanism: "traffic-manager", interval: 10, tolerated: 0, ttl: 20 },
            Unplanned,
            "0–39 s",
        ],
        ["Front Door: 30 × (4 − 3 + 1) + 30", { mechanism: "front-door" }, Unplanned, "30–90 s"],
        [
            "Front Door: interval × (samples − successful + 1), and one check that is not answered",
            { mechanism: "front-door", interval: 10, samples: 6, successful: 2 },
            Unplanned,
            "40–60 s",
        ],
        ["Google's load balancer: 5 s × 2 + 5", { mechanism: "google-load-balancer" }, Unplanned, "5–15 s"],
        ["Google's load balancer, silent", { mechanism: "google-load-balancer" }, Silent, "10–15 s"],
        ["Cloudflare: every 60 s, two retries, 5 s each", { mechanism: "cloudflare" }, Unplanned, "0–75 s"],
        ["Cloudflare, unanswered: two retries at once, 5 s each", { mechanism: "cloudflare" }, Silent, "15–75 s"],
        [
            "Cloudflare: three checks in a row",
            { mechanism: "cloudflare", interval: 15, consecutiveDown: 3, retries: 0, timeout: 2 },
            Silent,
            "32–47 s",
        ],
        [
            "Cloudflare, not proxied: answers expire too",
            { mechanism: "cloudflare", proxied: false, ttl: 30 },
            Unplanned,
            "0–105 s",
        ],
    ])("%s", (_, mechanism, event, expected) => {
        expect(total(mechanism, event)).toBe(expected);
    });

    test("unanswered checks take their timeout longer", () => {
        const fronts: Mechanism[] = [
            { mechanism: "global-accelerator" },
            { mechanism: "route53" },
            { mechanism: "traffic-manager" },
            { mechanism: "traffic-manager", interval: 10 },
            { mechanism: "front-door" },
            { mechanism: "google-load-balancer", timeout: 3 },
        ];
        expect(fronts.map((front) => describeSpan(failover(front, { event: Silent }).detect))).toEqual([
            "60–120 s",
            "64–94 s",
            "100–130 s",
            "39–49 s",
            "30–90 s",
            "8–13 s",
        ]);
    });

    test("what is planned is over when DNS answers have expired, and at once where nobody waits", () => {
        const all = (Object.keys(BEHAVIOURS) as Mechanism["mechanism"][])
            .filter((mechanism) => !["bgp", "bfd", "dpd", "tailscale"].includes(mechanism))
            .map((mechanism) => ({ mechanism }) as Mechanism);
        const times = all.map((m) => [m.mechanism, total(m, Planned), failover(m, { event: Planned }).newConnections]);
        const atOnce = ["0 s", "go the other way at once"];
        const answers = ["0–60 s", "may reach what is drained for 60 s: keep it up"];
        expect(times).toEqual([
            ["aws-vpn-tunnel", ...atOnce],
            ["azure-active-standby", "10–15 s", "fail for 10–15 s"],
            ["azure-active-active", ...atOnce],
            ["wireguard-bgp", ...atOnce],
            ["global-accelerator", ...atOnce],
            ["route53", ...answers],
            ["traffic-manager", ...answers],
            ["front-door", ...atOnce],
            ["google-load-balancer", ...atOnce],
            ["cloudflare", ...atOnce],
        ]);
        expect(total(sides("plain", "plain"), Planned)).toBe("0 s");
        expect(total({ mechanism: "route53", healthCheck: false }, Planned)).toBe("0–60 s");
    });
});

describe("the whole estimate", () => {
    test("of a session between AWS and Google", () => {
        const estimate = failover(sides("aws-vpn", "gcp-router"), { event: Silent });
        const { reasoning, established, caveats, ...rest } = estimate;
        expect(rest).toEqual({
            detect: { atLeast: 20, atMost: 30 },
            switch: { atLeast: 0, atMost: 0 },
            total: { atLeast: 20, atMost: 30 },
            newConnections: "fail for 20–30 s",
        });
        expect(established.value).toBe(
            "continue on the other route if they outlive the gap, unless a stateful firewall on it does not know them",
        );
        expect(caveats.map((c) => c.value)).toEqual([
            "The time to install the other route is published by no provider and is not in the bounds.",
            "Over the public internet withdrawals take several minutes more.",
            "With graceful restart a session closed by FIN or RST keeps its routes: up to 120 s towards Google.",
        ]);
        expect(explain(reasoning).split("\n")).toEqual([
            expect.stringMatching(/^hold time of aws-vpn: 30 s \(AWS-generated VPN configuration .*, 2026-11, read\)$/),
            "hold time of gcp-router: 60 s (Cloud Router, Manage BGP timers, 2025-09, read)",
            "hold time: 30 s, the lower of the two ends'",
            "noticed: 20–30 s, the last keepalive came up to 10 s before",
            "switched: 0 s, the other route is there already",
            "together: 20–30 s",
        ]);
    });

    const lines = (mechanism: Mechanism, options?: FailoverOptions): string[] =>
        explain(failover(mechanism, options).reasoning)
            .replace(/ \([^()]*\)$/gm, "")
            .split("\n");

    test.each<[string, Mechanism, FailoverEvent, string[]]>([
        [
            "an end of one's own, and graceful restart",
            { mechanism: "bgp", sides: ["gcp-router", { hold: 45, keepalive: 5 }], gracefulRestart: 120 },
            Unplanned,
            [
                "hold time of gcp-router: 60 s",
                "hold time of failover.sides[1]: 45 s",
                "hold time: 45 s, the lower of the two ends'",
                "noticed: 0–120 s, at once, or by silence: the last keepalive came up to 5 s before, and routes are kept " +
                    "for up to 120 s where the session restarts",
                "switched: 0 s, the other route is there already",
                "together: 0–120 s",
            ],
        ],
        [
            "BFD",
            { mechanism: "bfd", over: "self-managed", interval: 100, multiplier: 4 },
            Silent,
            [
                "interval: 100 ms",
                "multiplier: 4 intervals",
                "noticed: 0.3–0.4 s, 4 packets in a row are missed",
                "switched: 0 s, the other route is there already",
                "together: 0.3–0.4 s",
            ],
        ],
        [
            "DPD",
            { mechanism: "dpd", end: "azure" },
            Silent,
            [
                "timeout: 45 s",
                "noticed: 0–45 s, the peer is silent for up to 45 s, in steps that are not published",
                "switched: 0 s, the other route is there already",
                "together: 0–45 s",
            ],
        ],
        [
            "an AWS tunnel that breaks",
            { mechanism: "aws-vpn-tunnel", peer: "frr-fast", dpdTimeout: 35 },
            Silent,
            [
                "hold time of aws-vpn: 30 s",
                "hold time of frr-fast: 9 s",
                "hold time: 9 s, the lower of the two ends'",
                "dpdTimeout: 35 s",
                "noticed: 6–9 s, the earlier of two: the last keepalive came up to 3 s before; the last answer came up to " +
                    "10 s before",
                "switched: 0 s, the other route is there already",
                "together: 6–9 s",
            ],
        ],
        [
            "an Azure gateway under maintenance",
            { mechanism: "azure-active-active" },
            Planned,
            [
                "hold time of azure-vpn: 180 s",
                "hold time of plain: 180 s",
                "hold time: 180 s, the lower of the two ends'",
                "dpdTimeout: 45 s",
                "noticed: 0 s, the end of the session is announced",
                "switched: 0 s, the other route is there already",
                "together: 0 s",
            ],
        ],
        [
            "Azure's standby",
            { mechanism: "azure-active-standby" },
            Planned,
            [
                "the standby takes over",
                "noticed: 0 s, contained in the time of the switch",
                "switched: 10–15 s, Azure states the whole time",
                "together: 10–15 s",
            ],
        ],
        [
            "two WireGuard gateways",
            { mechanism: "wireguard-bgp" },
            Silent,
            [
                "hold time of frr-fast: 9 s",
                "hold time: 9 s, the lower of the two ends'",
                "noticed: 6–9 s, the last keepalive came up to 3 s before",
                "switched: 0 s, the other route is there already",
                "together: 6–9 s",
            ],
        ],
        [
            "Route 53",
            { mechanism: "route53", ttl: 20 },
            Silent,
            [
                "interval: 30 s",
                "threshold: 3 checks",
                "ttl: 20 s",
                "noticed: 64–94 s, 3 failed checks in a row, one every 30 s; an unanswered one fails after 4 s",
                "switched: 0–20 s, answers are kept for up to 20 s",
                "together: 64–114 s",
            ],
        ],
        [
            "Traffic Manager",
            { mechanism: "traffic-manager" },
            Unplanned,
            [
                "interval: 30 s",
                "timeout: 10 s",
                "tolerated: 3 checks",
                "ttl: 60 s",
                "noticed: 90–130 s, 4 failed checks in a row, one every 30 s; a refused one fails at once, an unanswered one " +
                    "fails after 10 s",
                "switched: 0–60 s, answers are kept for up to 60 s",
                "together: 90–190 s",
            ],
        ],
        [
            "Front Door",
            { mechanism: "front-door" },
            Silent,
            [
                "interval: 30 s",
                "samples: 4 checks",
                "successful: 3 checks",
                "noticed: 30–90 s, 2 failed checks in a row, one every 30 s; an unanswered one fails before the next, which " +
                    "is all that is known",
                "switched: 0 s, the edge chooses anew for each connection",
                "together: 30–90 s",
            ],
        ],
        [
            "Global Accelerator, drained",
            { mechanism: "global-accelerator" },
            Planned,
            [
                "interval: 30 s",
                "threshold: 3 checks",
                "noticed: 0 s, it is drained on purpose",
                "switched: 0 s, the edge chooses anew for each connection",
                "together: 0 s",
            ],
        ],
        [
            "Google's load balancer",
            { mechanism: "google-load-balancer", threshold: 1 },
            Unplanned,
            [
                "interval: 5 s",
                "threshold: 1 checks",
                "timeout: 5 s",
                "noticed: 0–10 s, 1 failed check, one every 5 s; a refused one fails at once, an unanswered one fails after " +
                    "5 s",
                "switched: 0 s, the edge chooses anew for each connection",
                "together: 0–10 s",
            ],
        ],
        [
            "Cloudflare without the proxy",
            { mechanism: "cloudflare", proxied: false },
            Unplanned,
            [
                "consecutiveDown: 0 checks",
                "interval: 60 s",
                "retries: 2 retries",
                "timeout: 5 s",
                "ttl: 60 s",
                "noticed: 0–75 s, 1 failed check, one every 60 s; a refused one fails at once, an unanswered one fails " +
                    "after 15 s",
                "switched: 0–60 s, answers are kept for up to 60 s",
                "together: 0–135 s",
            ],
        ],
    ])("reasons: %s", (_, mechanism, event, expected) => {
        expect(lines(mechanism, { event })).toEqual(expected);
    });

    test("speaks of graceful restart only where it may keep routes", () => {
        const noticed = (event: FailoverEvent, gracefulRestart?: number): string =>
            lines({ mechanism: "bgp", sides: ["plain", "plain"], gracefulRestart }, { event })[2]!;
        expect([noticed(Silent, 120), noticed(Unplanned), noticed(Planned, 120)]).toEqual([
            "noticed: 120–180 s, the last keepalive came up to 60 s before",
            "noticed: 0–180 s, at once, or by silence: the last keepalive came up to 60 s before",
            "noticed: 0 s, the end of the session is announced",
        ]);
    });

    test("says which timers are the user's", () => {
        const { reasoning } = failover({ mechanism: "wireguard-bgp", hold: 30 }, { path: "links.edge" });
        expect(reasoning[0]).toEqual({
            what: "hold time of links.edge",
            figure: "30 s",
            source: { document: "links.edge.hold", date: "", certainty: "given" },
        });
        const measured = { switch: { atLeast: 1, atMost: 2 } };
        expect(failover({ mechanism: "dpd", end: "aws" }, { measured }).reasoning.at(-2)).toEqual({
            what: "switched",
            figure: "1–2 s",
            source: { document: "failover.measured.switch", date: "", certainty: "given" },
        });
    });

    test("without an event is that of an unplanned one", () => {
        expect(failover({ mechanism: "route53" })).toEqual(failover({ mechanism: "route53" }, { event: Unplanned }));
    });

    test("says of Cloudflare what its proxy does", () => {
        const { established, caveats, newConnections, reasoning } = failover({ mechanism: "cloudflare" });
        expect([established.value, newConnections, caveats.map((c) => c.value)]).toEqual([
            "to the edge stay: requests under way at what failed fail, the next ones go elsewhere",
            "fail for 0–75 s",
            [
                "A proxied request that fails with 521, 522, 523, 525 or 526 is tried once elsewhere.",
                "The time until the verdict has reached every edge is published nowhere and is not in the bounds.",
                "A pool whose monitor reports nothing yet counts as down.",
            ],
        ]);
        expect(reasoning.map((step) => step.what)).toEqual([
            "consecutiveDown",
            "interval",
            "retries",
            "timeout",
            "noticed",
            "switched",
            "together",
        ]);
    });

    test("says of Cloudflare without its proxy what DNS does", () => {
        const { established, caveats, newConnections } = failover({ mechanism: "cloudflare", proxied: false });
        expect([established.value, newConnections, caveats.map((c) => c.value)]).toEqual([
            "are not touched by DNS: those on what failed break, those on what is drained stay until they are closed",
            "fail for 0–135 s",
            [
                "Resolvers and clients that keep an answer longer than its TTL stay with the old address.",
                "The time until the verdict has reached every edge is published nowhere and is not in the bounds.",
                "A pool whose monitor reports nothing yet counts as down.",
            ],
        ]);
    });

    test("takes what the user measured, which wins, and says so", () => {
        const measured = { detect: { atLeast: 1, atMost: 2 }, switch: { atLeast: 10, atMost: 10 } };
        const result = failover({ mechanism: "tailscale" }, { measured, path: "links.edge" });
        expect([result.detect, result.switch, result.total]).toEqual([
            { atLeast: 1, atMost: 2 },
            { atLeast: 10, atMost: 10 },
            { atLeast: 11, atMost: 12 },
        ]);
        expect(explain(result.reasoning).split("\n")).toEqual([
            "noticed: 1–2 s (links.edge.measured.detect, given)",
            "switched: 10 s (links.edge.measured.switch, given)",
            "together: 11–12 s",
        ]);
        const switched = failover({ mechanism: "tailscale" }, { measured: { switch: { atLeast: 5, atMost: 9 } } });
        expect(explain(switched.reasoning).split("\n")).toEqual([
            "noticed: 0 s, contained in the time of the switch",
            "switched: 5–9 s (failover.measured.switch, given)",
            "together: 5–9 s",
        ]);
    });
});

describe("BGP", () => {
    const side: fc.Arbitrary<BgpSide> = fc.oneof(
        fc.constantFrom(...(Object.keys(BGP_TIMERS) as (keyof typeof BGP_TIMERS)[])),
        fc
            .integer({ min: 3, max: 300 })
            .chain((hold) => fc.record({ hold: fc.constant(hold), keepalive: fc.integer({ min: 1, max: hold }) })),
    );

    test("between two ends does not depend on their order, and is noticed before either hold time is over", () => {
        const hold = (end: BgpSide): number => (typeof end === "string" ? BGP_TIMERS[end].hold.value : end.hold);
        fc.assert(
            fc.property(side, side, (a, b) => {
                const span = failover(sides(a, b), { event: Silent }).total;
                expect(span).toEqual(failover(sides(b, a), { event: Silent }).total);
                expect(span.atMost).toBe(Math.min(hold(a), hold(b)));
                expect(span.atLeast).toBeLessThan(span.atMost);
            }),
        );
    });

    test("sends keepalives at a third of the negotiated hold time, where its own are rarer", () => {
        const silent = (a: BgpSide, b: BgpSide): string => total(sides(a, b), Silent);
        expect([
            silent({ hold: 10 }, "plain"),
            silent({ hold: 30, keepalive: 10 }, { hold: 90, keepalive: 2 }),
            silent({ hold: 30, keepalive: 2 }, { hold: 90, keepalive: 10 }),
            silent({ hold: 30, keepalive: 30 }, { hold: 30, keepalive: 30 }),
        ]).toEqual(["7–10 s", "28–30 s", "28–30 s", "20–30 s"]);
    });

    test("inside WireGuard takes one's own timers", () => {
        expect([
            total({ mechanism: "wireguard-bgp", hold: 30 }, Silent),
            total({ mechanism: "wireguard-bgp", hold: 30, keepalive: 5 }, Silent),
            total({ mechanism: "wireguard-bgp", keepalive: 1 }, Silent),
        ]).toEqual(["20–30 s", "25–30 s", "8–9 s"]);
    });
});
