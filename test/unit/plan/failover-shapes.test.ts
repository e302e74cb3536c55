/** Arguments that no mechanism has, of types that it does not take: problems with a path, never a default in silence. */
import { estimateFailover, type FailoverOptions, type Mechanism } from "../../../plan/failover";
import { describeProblem } from "../../../plan/problem";

const said = (mechanism: unknown, options?: unknown): string[] => {
    const estimate = estimateFailover(mechanism as Mechanism, options as FailoverOptions);
    return "problems" in estimate ? estimate.problems.map(describeProblem) : [];
};
const SPELL = "Remove it, or correct the spelling.";
const ROUTE53: Mechanism = { mechanism: "route53" };

test("what is no description of a mechanism", () => {
    const give = "Give an object with mechanism.";
    expect([undefined, null, "route53", 5, []].flatMap((mechanism) => said(mechanism))).toEqual([
        "failover [missing-argument]: got nothing; allowed: an object with mechanism. Add 'failover'.",
        "failover [missing-argument]: got nothing; allowed: an object with mechanism. Add 'failover'.",
        `failover [wrong-type]: got "route53"; allowed: an object with mechanism. ${give}`,
        `failover [wrong-type]: got 5; allowed: an object with mechanism. ${give}`,
        `failover [wrong-type]: got an empty list; allowed: an object with mechanism. ${give}`,
    ]);
    expect(said({})[0]).toMatch(/^failover\.mechanism \[unknown-mechanism\]: got nothing; allowed: aws-vpn-tunnel, /);
    expect(said({ mechanism: ["bgp"] })[0]).toMatch(/^failover\.mechanism \[unknown-mechanism\]: got a list of 1; /);
});

test("misspelt choices are not taken for the default", () => {
    expect(said({ mechanism: "aws-vpn-tunnel", routing: "Static" })).toEqual([
        'failover.routing [unknown-value]: got "Static"; allowed: bgp or static. Give bgp or static.',
    ]);
    expect(said({ mechanism: "global-accelerator", endpoint: "alb" }, { path: "fronts.web" })).toEqual([
        'fronts.web.endpoint [unknown-value]: got "alb"; allowed: instance or load-balancer. Give instance or load-balancer.',
    ]);
    expect(said(ROUTE53, { event: "Planned" })).toEqual([
        'failover.event [unknown-value]: got "Planned"; allowed: planned, silent or unplanned. Give planned, silent or ' +
            "unplanned.",
    ]);
});

test("misspelt arguments are not left out in silence", () => {
    const allowed = "allowed: healthCheck, interval, mechanism, threshold or ttl";
    expect(said({ ...ROUTE53, TTL: 5, failureThreshold: 1 })).toEqual([
        `failover.TTL [unknown-argument]: got "TTL"; ${allowed}. ${SPELL}`,
        `failover.failureThreshold [unknown-argument]: got "failureThreshold"; ${allowed}. ${SPELL}`,
    ]);
    expect(said(ROUTE53, { evnet: "planned" })).toEqual([
        `failover.evnet [unknown-argument]: got "evnet"; allowed: event, measured or path. ${SPELL}`,
    ]);
});

// The right names with the wrong types, of every mechanism that takes an argument.
test.each<[unknown, string[]]>([
    [{ mechanism: "bgp" }, ["sides [missing-argument]"]],
    [{ mechanism: "bgp", sides: "plain" }, ["sides [wrong-type]"]],
    [{ mechanism: "bgp", sides: [] }, ["sides [two-ends]"]],
    [{ mechanism: "bgp", sides: ["plain"] }, ["sides [two-ends]"]],
    [{ mechanism: "bgp", sides: ["plain", "plain", "plain"] }, ["sides [two-ends]"]],
    [{ mechanism: "bgp", sides: ["plain", null] }, ["sides[1] [missing-argument]"]],
    [{ mechanism: "bgp", sides: ["plain", 30] }, ["sides[1] [unknown-bgp-end]"]],
    [{ mechanism: "bgp", sides: ["plain", ["plain"]] }, ["sides[1] [wrong-type]"]],
    [
        { mechanism: "bgp", sides: [{ hold: "30" }, { keepAlive: 3 }] },
        ["sides[0].hold [wrong-type]", "sides[1].keepAlive [unknown-argument]", "sides[1].hold [missing-argument]"],
    ],
    [{ mechanism: "bgp", sides: ["plain", "plain"], gracefulRestart: "120" }, ["gracefulRestart [wrong-type]"]],
    [{ mechanism: "bgp", sides: ["plain", "plain"], gracefulRestart: NaN }, ["gracefulRestart [timer-range]"]],
    [{ mechanism: "bfd" }, ["over [missing-argument]"]],
    [{ mechanism: "bfd", over: "self-managed", interval: "300", multiplier: true }, ["interval", "multiplier"]],
    [{ mechanism: "dpd" }, ["end [missing-argument]"]],
    [{ mechanism: "dpd", end: "aws", timeout: "30" }, ["timeout"]],
    [{ mechanism: "aws-vpn-tunnel", dpdTimeout: "30" }, ["dpdTimeout"]],
    [{ mechanism: "aws-vpn-tunnel", peer: 30 }, ["peer [unknown-bgp-end]"]],
    [{ mechanism: "aws-vpn-tunnel", peer: { keepalive: 3 } }, ["peer.hold [missing-argument]"]],
    [{ mechanism: "azure-active-standby", peer: "plain" }, ["peer [unknown-argument]"]],
    [{ mechanism: "azure-active-active", peer: [], dpdTimeout: 45 }, ["peer"]],
    [{ mechanism: "azure-active-active", dpdTimeout: "45" }, ["dpdTimeout"]],
    [{ mechanism: "wireguard-bgp", hold: "9", keepalive: "3" }, ["hold", "keepalive"]],
    [{ mechanism: "tailscale", hold: 9 }, ["hold [unknown-argument]"]],
    [
        { mechanism: "global-accelerator", interval: "10", threshold: "1", timeout: "2" },
        ["interval", "threshold", "timeout"],
    ],
    [
        { ...ROUTE53, healthCheck: "no", interval: "10", threshold: "1", ttl: "5" },
        ["healthCheck", "interval", "threshold", "ttl"],
    ],
    [
        { mechanism: "traffic-manager", interval: "10", tolerated: "1", timeout: "5", ttl: "5" },
        ["interval", "tolerated", "timeout", "ttl"],
    ],
    [{ mechanism: "front-door", interval: "1", samples: "4", successful: "2" }, ["interval", "samples", "successful"]],
    [
        { mechanism: "google-load-balancer", interval: "5", threshold: "2", timeout: "5" },
        ["interval", "threshold", "timeout"],
    ],
    [
        {
            mechanism: "cloudflare",
            proxied: "no",
            interval: "60",
            consecutiveDown: "1",
            retries: "2",
            timeout: "5",
            ttl: "60",
        },
        ["proxied", "interval", "consecutiveDown", "retries", "timeout", "ttl"],
    ],
])("%j", (mechanism, expected) => {
    const lines = said(mechanism, { path: "at" }).map((line) => line.slice(0, line.indexOf(":")));
    expect(lines).toEqual(expected.map((e) => `at.${e.includes("[") ? e : `${e} [wrong-type]`}`));
});

test("a session has two ends", () => {
    expect(said({ mechanism: "bgp", sides: ["plain"] })).toEqual([
        "failover.sides [two-ends]: got a list of 1; allowed: a list of 2. A session has two ends: give both.",
    ]);
});

test("measurements that are none", () => {
    expect(said(ROUTE53, { measured: { switch: 5, detect: { atLeast: 1 } } })).toEqual([
        "failover.measured.detect.atMost [missing-argument]: got nothing; allowed: a number. Add 'atMost'.",
        "failover.measured.switch [wrong-type]: got 5; allowed: an object with atLeast or atMost. Give an object with " +
            "atLeast or atMost.",
    ]);
    expect(said(ROUTE53, { measured: 5 })).toEqual([
        "failover.measured [wrong-type]: got 5; allowed: an object with detect or switch. Give an object with detect or " +
            "switch.",
    ]);
});

test("options that are none, and wrong ones together with a wrong mechanism", () => {
    expect(said(ROUTE53, 5)).toEqual([
        "failover [wrong-type]: got 5; allowed: an object with event, measured or path. Give an object with event, measured " +
            "or path.",
    ]);
    expect(said(ROUTE53, { path: 5 })).toEqual([
        "failover.path [wrong-type]: got 5; allowed: a string. Give a string.",
    ]);
    expect(said(undefined, { event: "x", path: "at" }).map((line) => line.slice(0, line.indexOf(":")))).toEqual([
        "at [missing-argument]",
        "at.event [unknown-value]",
    ]);
});

test("what is null is left out", () => {
    const nulls = { mechanism: "aws-vpn-tunnel", routing: null, peer: null, dpdTimeout: null } as unknown as Mechanism;
    const options = { event: null, measured: null } as unknown as FailoverOptions;
    expect(estimateFailover(nulls, options)).toEqual(estimateFailover({ mechanism: "aws-vpn-tunnel" }));
    expect(estimateFailover(ROUTE53, null)).toEqual(estimateFailover(ROUTE53));
    const measured = { switch: null, detect: null } as never;
    expect(estimateFailover(ROUTE53, { measured })).toEqual(estimateFailover(ROUTE53));
});

test("a path with a dot in a key stays one key", () => {
    expect(said({ mechanism: "dpd", end: "aws", timeout: 1 }, { path: 'links["a b.c"]' })[0]).toMatch(
        /^links\["a b\.c"\]\.timeout \[timer-range\]/,
    );
});
