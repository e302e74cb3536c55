/** What is wrong with the description of a mechanism, and the words for it. */
import {
    estimateFailover,
    FailoverEvent,
    type BgpSide,
    type FailoverOptions,
    type Mechanism,
} from "../../../plan/failover";
import { describeProblem, type Problem } from "../../../plan/problem";

const { Unplanned, Silent } = FailoverEvent;

function problems(mechanism: unknown, options?: FailoverOptions): readonly Problem[] {
    const estimate = estimateFailover(mechanism as Mechanism, options);
    return "problems" in estimate ? estimate.problems : [];
}
const said = (mechanism: unknown, options?: FailoverOptions): string[] =>
    problems(mechanism, options).map(describeProblem);

const sides = (a: BgpSide, b: BgpSide): Mechanism => ({ mechanism: "bgp", sides: [a, b] });

describe("is refused:", () => {
    const range = "Give a value that the provider accepts, or leave it out.";
    const silent = "Without a hold time that ends, silence is never noticed.";

    test("BFD on a managed VPN, with the reason", () => {
        const lines = "allowed: aws-direct-connect, azure-expressroute, gcp-interconnect or self-managed";
        const instead = "rely on the timers of BGP and DPD.";
        expect(
            (["aws-vpn", "azure-vpn", "gcp-vpn"] as const).flatMap((over) => said({ mechanism: "bfd", over })),
        ).toEqual([
            `failover.over [no-bfd]: got "aws-vpn"; ${lines}. AWS Site-to-Site VPN has no BFD: ${instead}`,
            `failover.over [no-bfd]: got "azure-vpn"; ${lines}. Azure VPN gateways have no BFD: ${instead}`,
            `failover.over [no-bfd]: got "gcp-vpn"; ${lines}. Google has BFD on VLAN attachments only, whatever the type of ` +
                `RouterPeer offers: ${instead}`,
        ]);
        expect(said({ mechanism: "bfd", over: "carrier" })).toEqual([
            `failover.over [no-bfd]: got "carrier"; ${lines}. Correct the name.`,
        ]);
    });

    test("a Route 53 record without a health check, which never fails over", () => {
        const words =
            "failover.healthCheck [no-health-check]: got false; allowed: a health check, or an alias that evaluates its " +
            "target's health. Give the primary record a health check: without one it never fails over.";
        for (const event of [Unplanned, Silent]) {
            expect(said({ mechanism: "route53", healthCheck: false }, { event })).toEqual([words]);
        }
        expect(said({ mechanism: "route53", healthCheck: true })).toEqual([]);
    });

    test("Tailscale without a measurement", () => {
        const words =
            "a.measured.switch [failover-unknown]: got nothing; allowed: the shortest and the longest time in seconds. No " +
            "document says how long your Tailscale routers take to replace each other: measure it.";
        expect(said({ mechanism: "tailscale" }, { path: "a" })).toEqual([words]);
        expect(
            said({ mechanism: "tailscale" }, { path: "a", measured: { detect: { atLeast: 1, atMost: 1 } } }),
        ).toEqual([words]);
    });

    test.each<[unknown, string]>([
        [{ mechanism: "smoke" }, "mechanism [unknown-mechanism]"],
        [{ mechanism: "constructor" }, "mechanism [unknown-mechanism]"],
        [sides("aws" as "aws-vpn", "plain"), "sides[0] [unknown-bgp-end]"],
        [sides("plain", { hold: 2 }), "sides[1].hold [timer-range]"],
        [sides("plain", { hold: 65_536 }), "sides[1].hold [timer-range]"],
        [sides("plain", { hold: 9.5 }), "sides[1].hold [timer-range]"],
        [sides({ hold: 9, keepalive: 10 }, "plain"), "sides[0].keepalive [timer-range]"],
        [sides({ hold: 9, keepalive: 0 }, "plain"), "sides[0].keepalive [timer-range]"],
        [sides({ hold: 9, keepalive: 1.5 }, "plain"), "sides[0].keepalive [timer-range]"],
        [{ ...sides("plain", "plain"), gracefulRestart: -1 }, "gracefulRestart [timer-range]"],
        [{ ...sides("plain", "plain"), gracefulRestart: 0.5 }, "gracefulRestart [timer-range]"],
        [{ mechanism: "wireguard-bgp", keepalive: 0 }, "keepalive [timer-range]"],
        [{ mechanism: "wireguard-bgp", hold: 2 }, "hold [timer-range]"],
        [{ mechanism: "bfd", over: "aws-direct-connect", interval: 299 }, "interval [timer-range]"],
        [{ mechanism: "dpd", end: "gcp" }, "end [unknown-dpd-end]"],
        [{ mechanism: "dpd", end: "aws", timeout: 29 }, "timeout [timer-range]"],
        [{ mechanism: "aws-vpn-tunnel", dpdTimeout: 29 }, "dpdTimeout [timer-range]"],
        [{ mechanism: "aws-vpn-tunnel", routing: "static", dpdTimeout: 29 }, "dpdTimeout [timer-range]"],
        [{ mechanism: "aws-vpn-tunnel", peer: { hold: 1 } }, "peer.hold [timer-range]"],
        [{ mechanism: "azure-active-active", dpdTimeout: 8 }, "dpdTimeout [timer-range]"],
        [{ mechanism: "azure-active-active", peer: "x" }, "peer [unknown-bgp-end]"],
        [{ mechanism: "global-accelerator", interval: 20 }, "interval [timer-range]"],
        [{ mechanism: "global-accelerator", threshold: 11 }, "threshold [timer-range]"],
        [{ mechanism: "global-accelerator", endpoint: "load-balancer", interval: 4 }, "interval [timer-range]"],
        [{ mechanism: "global-accelerator", endpoint: "load-balancer", threshold: 1 }, "threshold [timer-range]"],
        [{ mechanism: "global-accelerator", endpoint: "load-balancer", timeout: 1 }, "timeout [timer-range]"],
        [{ mechanism: "route53", interval: 20 }, "interval [timer-range]"],
        [{ mechanism: "route53", threshold: 0 }, "threshold [timer-range]"],
        [{ mechanism: "route53", ttl: -1 }, "ttl [timer-range]"],
        [{ mechanism: "traffic-manager", interval: 10, timeout: 10 }, "timeout [timer-range]"],
        [{ mechanism: "traffic-manager", timeout: 11 }, "timeout [timer-range]"],
        [{ mechanism: "traffic-manager", tolerated: 10 }, "tolerated [timer-range]"],
        [{ mechanism: "front-door", successful: 5 }, "successful [timer-range]"],
        [{ mechanism: "front-door", samples: 0, successful: 1 }, "samples [timer-range]"],
        [{ mechanism: "google-load-balancer", interval: 4 }, "timeout [timer-range]"],
        [{ mechanism: "google-load-balancer", threshold: 11 }, "threshold [timer-range]"],
        [{ mechanism: "cloudflare", interval: 9 }, "interval [timer-range]"],
        [{ mechanism: "cloudflare", proxied: false, ttl: -1 }, "ttl [timer-range]"],
    ])("%j", (mechanism, expected) => {
        const [first] = problems(mechanism, { path: "at" });
        expect(`${first!.path} [${first!.check}]`).toBe(`at.${expected}`);
    });

    test("with words that help", () => {
        expect(said({ mechanism: "smoke" })).toEqual([
            'failover.mechanism [unknown-mechanism]: got "smoke"; allowed: aws-vpn-tunnel, azure-active-active, ' +
                "azure-active-standby, bfd, bgp, cloudflare, dpd, front-door, global-accelerator, google-load-balancer, " +
                "route53, tailscale, traffic-manager or wireguard-bgp. Choose one of these.",
        ]);
        expect(said(sides("aws" as "aws-vpn", { hold: 2 }))).toEqual([
            'failover.sides[0] [unknown-bgp-end]: got "aws"; allowed: aws-direct-connect, aws-vpn, azure-vpn, frr-fast, ' +
                "gcp-router or plain. Name an end that Causeway knows, or give its hold time.",
            `failover.sides[1].hold [timer-range]: got 2; allowed: a whole number of seconds from 3 to 65535. ${silent}`,
        ]);
        expect(said(sides("plain", { hold: 9, keepalive: 10 }))).toEqual([
            "failover.sides[1].keepalive [timer-range]: got 10; allowed: a whole number of seconds from 1 to the hold time, " +
                `9. ${silent}`,
        ]);
        expect(said({ ...sides("plain", "plain"), gracefulRestart: -1 })).toEqual([
            "failover.gracefulRestart [timer-range]: got -1; allowed: a whole number of seconds from 0. Give the restart " +
                "time that both ends agreed on, or leave it out.",
        ]);
        expect(said({ mechanism: "dpd", end: "gcp" })).toEqual([
            'failover.end [unknown-dpd-end]: got "gcp"; allowed: aws or azure. Only these publish their timers: ' +
                "rely on BGP elsewhere.",
        ]);
        expect(said({ mechanism: "front-door", samples: 4, successful: 5 })).toEqual([
            "failover.successful [timer-range]: got 5; allowed: a whole number from 1 to the samples, 4. Demand at most as " +
                "many successes as there are samples.",
        ]);
        expect(said({ mechanism: "google-load-balancer", interval: 4 })).toEqual([
            "failover.timeout [timer-range]: got 5; allowed: a whole number from 1 to the interval, 4. Wait for an answer " +
                "at most until the next check.",
        ]);
    });

    test("all at once", () => {
        expect(
            said(
                { mechanism: "route53", interval: 5, threshold: 0 },
                { measured: { detect: { atLeast: 2, atMost: 1 }, switch: { atLeast: -1, atMost: 1 } } },
            ),
        ).toEqual([
            `failover.interval [timer-range]: got 5; allowed: 10 or 30. ${range}`,
            `failover.threshold [timer-range]: got 0; allowed: a whole number from 1 to 10. ${range}`,
            "failover.measured.detect [span]: got 2 to 1; allowed: seconds from 0, the lower first. Give the shortest and " +
                "the longest time that you measured.",
            "failover.measured.switch [span]: got -1 to 1; allowed: seconds from 0, the lower first. Give the shortest and " +
                "the longest time that you measured.",
        ]);
    });

    test("nothing at the ends of what is allowed", () => {
        const fine: Mechanism[] = [
            sides({ hold: 3 }, { hold: 65_535, keepalive: 65_535 }),
            sides({ hold: 9, keepalive: 9 }, { hold: 9, keepalive: 1 }),
            { mechanism: "bgp", sides: ["plain", "plain"], gracefulRestart: 0 },
            { mechanism: "wireguard-bgp", hold: 3 },
            { mechanism: "wireguard-bgp", keepalive: 9 },
            { mechanism: "front-door", samples: 4, successful: 4 },
            { mechanism: "google-load-balancer", interval: 5, timeout: 5 },
            { mechanism: "traffic-manager", interval: 10, timeout: 9 },
        ];
        expect(fine.flatMap((mechanism) => said(mechanism))).toEqual([]);
    });
});
