/** Timers as the documents that are named give them, typed here a second time. */
import {
    BFD,
    BGP_MINIMUM,
    BGP_TIMERS,
    DNS_TTL,
    DPD,
    GCP_STALE_PATH,
    GOOGLE_DRAIN,
    HEALTH_CHECKS,
    INTERNET_CONVERGENCE,
    OVERLAY_TIMERS,
    RECOVERY,
    ROUTE53_HEALTHY_SHARE,
    type BgpTimers,
} from "../../../facts/timers";

interface Row {
    readonly value: unknown;
    readonly unit: string;
    readonly source: { readonly certainty: string };
    readonly settable?: unknown;
}
const row = ({ value, unit, source, settable }: Row): unknown[] => [
    value,
    unit,
    source.certainty,
    ...(settable === undefined ? [] : [settable]),
];
const rows = (table: Readonly<Record<string, Row>>): Record<string, unknown[]> =>
    Object.fromEntries(Object.entries(table).map(([name, r]) => [name, row(r)]));

test("BGP: what each end does by default", () => {
    const table = Object.entries(BGP_TIMERS).map(([end, timers]: [string, BgpTimers]) => [
        end,
        timers.keepalive.value,
        timers.hold.value,
        timers.adjustable,
        timers.gracefulRestart?.value,
        timers.hold.source.certainty,
    ]);
    expect(table).toEqual([
        // AWS-generated configuration: timers 10 30 30.
        ["aws-vpn", 10, 30, false, undefined, "read"],
        // Direct Connect guide: hold 90, keepalive 30, graceful restart 120.
        ["aws-direct-connect", 30, 90, true, 120, "read"],
        // VPN Gateway FAQ: 60/180, fixed.
        ["azure-vpn", 60, 180, false, undefined, "read"],
        // Cloud Router: keepalive 20, hold three times that.
        ["gcp-router", 20, 60, true, 120, "read"],
        ["plain", 60, 180, true, undefined, "known"],
        // WireGuard with FRR's timers 3/9.
        ["frr-fast", 3, 9, true, undefined, "derived"],
    ]);
    expect(rows(BGP_MINIMUM)).toEqual({
        directConnectHold: [3, "s", "read"],
        directConnectKeepalive: [1, "s", "read"],
        hold: [3, "s", "known"],
    });
    expect(row(GCP_STALE_PATH)).toEqual([300, "s", "known"]);
    expect([...row(INTERNET_CONVERGENCE), INTERNET_CONVERGENCE.ask]).toEqual([
        undefined,
        "s",
        "unknown",
        "how long your internet providers take to withdraw a route",
    ]);
});

test("BFD: on private lines and routers of one's own, on no managed VPN", () => {
    const said = Object.entries(BFD).map(([link, b]) => [
        link,
        ...(b.available ? [b.interval.value, b.interval.unit, b.multiplier.value] : [b.because]),
    ]);
    expect(said).toEqual([
        ["aws-direct-connect", 300, "ms", 3],
        ["azure-expressroute", 300, "ms", 3],
        ["gcp-interconnect", 1_000, "ms", 5],
        ["self-managed", 300, "ms", 3],
        ["aws-vpn", "AWS Site-to-Site VPN has no BFD"],
        ["azure-vpn", "Azure VPN gateways have no BFD"],
        ["gcp-vpn", "Google has BFD on VLAN attachments only, whatever the type of RouterPeer offers"],
    ]);
    expect([BFD["gcp-interconnect"].interval.settable, BFD["gcp-interconnect"].multiplier.settable]).toEqual([
        { from: 1_000, to: 30_000 },
        { from: 5, to: 16 },
    ]);
});

test("DPD: AWS 40 s, at least 30, and drops the tunnel; Azure 45 s, 9 to 3600", () => {
    expect([rows(DPD.aws), rows(DPD.azure)]).toEqual([
        {
            timeout: [40, "s", "read", { from: 30 }],
            interval: [10, "s", "derived"],
            action: ["clear", "action", "read"],
        },
        {
            timeout: [45, "s", "read", { from: 9, to: 3_600 }],
            advised: [{ atLeast: 30, atMost: 45 }, "s", "read"],
            interval: [undefined, "s", "unknown"],
            action: ["restart", "action", "known"],
        },
    ]);
});

test("health checks of the global fronts", () => {
    const table = Object.fromEntries(Object.entries(HEALTH_CHECKS).map(([front, checks]) => [front, rows(checks)]));
    expect(table).toEqual({
        "global-accelerator": {
            interval: [30, "s", "known", { values: [10, 30] }],
            threshold: [3, "checks", "read", { from: 1, to: 10 }],
            timeout: [undefined, "s", "unknown"],
        },
        "aws-load-balancer": {
            interval: [30, "s", "known", { from: 5, to: 300 }],
            threshold: [2, "checks", "known", { from: 2, to: 10 }],
            timeout: [5, "s", "known", { from: 2, to: 120 }],
        },
        route53: {
            interval: [30, "s", "read", { values: [10, 30] }],
            threshold: [3, "checks", "read", { from: 1, to: 10 }],
            timeout: [4, "s", "known", { values: [4] }],
        },
        "traffic-manager": {
            interval: [30, "s", "read", { values: [10, 30] }],
            tolerated: [3, "checks", "read", { from: 0, to: 9 }],
            timeout: [10, "s", "read", { from: 5, to: 10 }],
            fastTimeout: [9, "s", "read", { from: 5, to: 9 }],
        },
        "front-door": {
            interval: [30, "s", "read", { from: 1, to: 255 }],
            samples: [4, "checks", "known", { from: 1, to: 255 }],
            successful: [3, "checks", "known", { from: 1, to: 255 }],
            timeout: [undefined, "s", "unknown"],
        },
        "google-load-balancer": {
            interval: [5, "s", "read", { from: 1, to: 300 }],
            threshold: [2, "checks", "read", { from: 1, to: 10 }],
            timeout: [5, "s", "read", { from: 1, to: 300 }],
        },
        cloudflare: {
            interval: [60, "s", "read", { from: 10, to: 3_600 }],
            consecutiveDown: [0, "checks", "read", { from: 0 }],
            retries: [2, "retries", "read", { from: 0 }],
            timeout: [5, "s", "read", { from: 1 }],
        },
    });
    expect([row(ROUTE53_HEALTHY_SHARE), row(DNS_TTL)]).toEqual([
        [18, "%", "read"],
        [60, "s", "derived", { from: 0, to: 604_800 }],
    ]);
});

test("recovery times that documents state as a whole", () => {
    expect(rows(RECOVERY)).toEqual({
        // azure-docs, Highly available connections: planned 10 to 15 s, unplanned 1 to 3 min; in 2016 60 to 90 s.
        azureStandbyPlanned: [{ atLeast: 10, atMost: 15 }, "s", "read"],
        azureStandbyUnplanned: [{ atLeast: 60, atMost: 180 }, "s", "read"],
        azureStandbyUnplannedIn2016: [{ atLeast: 60, atMost: 90 }, "s", "read"],
        globalAcceleratorBack: [30, "s", "read"],
        globalAcceleratorAway: [30, "s", "known"],
        tailscale: [undefined, "s", "unknown"],
        headscale: [70, "s", "read"],
        // 24 hours.
        awsConfigTunnelState: [86_400, "s", "read"],
    });
    expect(rows(GOOGLE_DRAIN)).toEqual({
        autoCapacityDrainBelow: [25, "%", "read"],
        failoverHealthThreshold: [70, "%", "read", { from: 1, to: 99 }],
    });
    expect(rows(OVERLAY_TIMERS)).toEqual({
        wireguardHandshakeAge: [180, "s", "known"],
        wireguardKeepalive: [25, "s", "known"],
        linkerdGatewayProbe: [3, "s", "read"],
        ciliumCacheTtl: [0, "s", "read"],
    });
});
