/**
 * How long providers wait before they believe that something is gone: BGP, BFD and DPD timers, health checks, DNS, and the
 * recovery times that documents state as a whole. Seconds throughout, except where the unit says otherwise.
 */
import { but, fact, unknownFact, type Fact, type Known, type Source } from "./fact";

/** Between two times: both ends can happen. */
export interface Span {
    readonly atLeast: number;
    readonly atMost: number;
}

/** What a timer may be set to: whole numbers of a range, or a few values. */
export type Settable = { readonly from: number; readonly to?: number } | { readonly values: readonly number[] };

/** A timer with its default. */
export interface Timer extends Known {
    readonly settable: Settable;
}

const timer = (value: number, unit: string, source: Source, settable: Settable): Timer => ({
    ...fact(value, unit, source),
    settable,
});

const read = (document: string, date = "2026-11"): Source => ({ document, date, certainty: "read" });
const known = (document: string): Source => ({ document, date: "2026-11", certainty: "known" });

const AWS_VPN = read(
    "AWS-generated VPN configuration in batfish/batfish, hybrid-cloud-aws; terraform-provider-aws#5809",
);
const DX = read("Direct Connect user guide, routing policies and BGP");
const AZURE_FAQ = read("azure-docs, VPN Gateway FAQ");
const CLOUD_ROUTER = read("Cloud Router, Manage BGP timers", "2025-09");
const FRR = known("FRRouting documentation, BGP and BFD");

/** What one end of a BGP session does unless it is told otherwise. */
export interface BgpTimers {
    readonly keepalive: Known;
    /** How long it waits for a sign of life. A session uses the lower of its two ends'. */
    readonly hold: Known;
    /** True where the provider lets the user change them. */
    readonly adjustable: boolean;
    /** How long its peer keeps routes of a session that was closed in an orderly way. Left out: none is known. */
    readonly gracefulRestart?: Known;
}

export const BGP_TIMERS = {
    "aws-vpn": { keepalive: fact(10, "s", AWS_VPN), hold: fact(30, "s", AWS_VPN), adjustable: false },
    "aws-direct-connect": {
        keepalive: fact(30, "s", DX),
        hold: fact(90, "s", DX),
        adjustable: true,
        gracefulRestart: fact(120, "s", DX),
    },
    "azure-vpn": { keepalive: fact(60, "s", AZURE_FAQ), hold: fact(180, "s", AZURE_FAQ), adjustable: false },
    "gcp-router": {
        keepalive: fact(20, "s", CLOUD_ROUTER),
        hold: fact(60, "s", CLOUD_ROUTER),
        adjustable: true,
        gracefulRestart: fact(120, "s", but(CLOUD_ROUTER, { certainty: "known" })),
    },
    /** What routers do that nobody configured. */
    plain: { keepalive: fact(60, "s", FRR), hold: fact(180, "s", FRR), adjustable: true },
    /** What Causeway writes for routers of its own, WireGuard gateways among them. */
    "frr-fast": {
        keepalive: fact(3, "s", but(FRR, { certainty: "derived" })),
        hold: fact(9, "s", but(FRR, { certainty: "derived" })),
        adjustable: true,
    },
} as const satisfies Record<string, BgpTimers>;

/** Shorter timers than these are refused. */
export const BGP_MINIMUM = {
    directConnectHold: fact(3, "s", DX),
    directConnectKeepalive: fact(1, "s", DX),
    /** A hold time of 0 is allowed by the protocol and means that silence is never noticed. */
    hold: fact(3, "s", { document: "RFC 4271 §4.2", date: "2006-01", certainty: "known" }),
} as const;

/** How long a stale route of Google's stays at most while its session restarts. */
export const GCP_STALE_PATH = fact(300, "s", known("Cloud Router, Manage BGP timers"));

/** On the public internet withdrawals take minutes, says Resilient Overlay Networks, and gives no bound. */
export const INTERNET_CONVERGENCE = unknownFact("s", "how long your internet providers take to withdraw a route", {
    document: "Resilient Overlay Networks (SOSP 2001)",
    date: "2001",
});

export type Bfd =
    | { readonly available: true; readonly interval: Timer; readonly multiplier: Timer }
    | { readonly available: false; readonly because: string; readonly source: Source };

const NOT_SETTABLE = (value: number): Settable => ({ values: [value] });

/** Where BFD is to be had. Intervals in milliseconds. */
export const BFD = {
    "aws-direct-connect": {
        available: true,
        interval: timer(300, "ms", DX, { from: 300 }),
        multiplier: timer(3, "intervals", DX, { from: 3 }),
    },
    "azure-expressroute": {
        available: true,
        interval: timer(300, "ms", known("azure-docs, Configure BFD over ExpressRoute"), { from: 300 }),
        multiplier: timer(3, "intervals", known("azure-docs, Configure BFD over ExpressRoute"), { from: 3 }),
    },
    "gcp-interconnect": {
        available: true,
        interval: timer(1_000, "ms", read("Cloud Router, BFD"), { from: 1_000, to: 30_000 }),
        multiplier: timer(5, "intervals", read("Cloud Router, BFD"), { from: 5, to: 16 }),
    },
    "self-managed": {
        available: true,
        interval: timer(300, "ms", FRR, { from: 10, to: 60_000 }),
        multiplier: timer(3, "intervals", FRR, { from: 2, to: 255 }),
    },
    "aws-vpn": {
        available: false,
        because: "AWS Site-to-Site VPN has no BFD",
        source: known("Site-to-Site VPN user guide"),
    },
    "azure-vpn": { available: false, because: "Azure VPN gateways have no BFD", source: AZURE_FAQ },
    "gcp-vpn": {
        available: false,
        because: "Google has BFD on VLAN attachments only, whatever the type of RouterPeer offers",
        source: read("Cloud Router, BFD; cloud-foundation-fabric#2244"),
    },
} as const satisfies Record<string, Bfd>;

const EC2_API = read("EC2 API reference, VpnTunnelOptionsSpecification");

/** Dead peer detection of IPsec. `timeout`: from the last sign of life to the verdict. */
export const DPD = {
    aws: {
        /** The peer is dead 30 s after the first unanswered message. */
        timeout: timer(40, "s", EC2_API, { from: 30 }),
        interval: fact(10, "s", but(EC2_API, { certainty: "derived" })),
        /** By default the tunnel and its routes are dropped and not dialled again. */
        action: fact("clear", "action", EC2_API),
    },
    azure: {
        timeout: timer(45, "s", AZURE_FAQ, { from: 9, to: 3_600 }),
        /** What the FAQ advises. */
        advised: fact<Span>({ atLeast: 30, atMost: 45 }, "s", AZURE_FAQ),
        interval: unknownFact("s", "how often Azure asks a silent IPsec peer", {
            document: "azure-docs, VPN Gateway FAQ",
            date: "2026-11",
        }),
        action: fact("restart", "action", but(AZURE_FAQ, { certainty: "known" })),
    },
} as const satisfies Record<string, { timeout: Timer; interval: Fact; action: Fact<string>; advised?: Fact<Span> }>;

const GA = read("Global Accelerator guide, health checks");
const AWS_LB = known("Elastic Load Balancing user guides, target group health checks");
const ROUTE53 = read("Route 53 developer guide, health checks");
const TRAFFIC_MANAGER = read("azure-docs, Traffic Manager endpoint monitoring", "2018-12");
const FRONT_DOOR = read("azure-docs, Front Door health probes");
const GOOGLE_LB = read("gcloud compute health-checks create, reference");
const CLOUDFLARE = read("Cloudflare API, load balancer monitors");

/** How the global fronts find out. `threshold`: failed checks in a row. `timeout`: when an unanswered check has failed. */
export const HEALTH_CHECKS = {
    /** For instances and addresses; load balancers report the health of their own targets. */
    "global-accelerator": {
        interval: timer(30, "s", but(GA, { certainty: "known" }), { values: [10, 30] }),
        threshold: timer(3, "checks", GA, { from: 1, to: 10 }),
        timeout: unknownFact("s", "how long Global Accelerator waits for a health check's answer", {
            document: GA.document,
            date: GA.date,
        }),
    },
    /** The targets of a network or application load balancer behind Global Accelerator. */
    "aws-load-balancer": {
        interval: timer(30, "s", AWS_LB, { from: 5, to: 300 }),
        threshold: timer(2, "checks", AWS_LB, { from: 2, to: 10 }),
        timeout: timer(5, "s", AWS_LB, { from: 2, to: 120 }),
    },
    route53: {
        interval: timer(30, "s", ROUTE53, { values: [10, 30] }),
        threshold: timer(3, "checks", ROUTE53, { from: 1, to: 10 }),
        timeout: timer(4, "s", but(ROUTE53, { certainty: "known" }), NOT_SETTABLE(4)),
    },
    "traffic-manager": {
        interval: timer(30, "s", TRAFFIC_MANAGER, { values: [10, 30] }),
        tolerated: timer(3, "checks", TRAFFIC_MANAGER, { from: 0, to: 9 }),
        /** 9 with an interval of 10 s, which allows 5–9. */
        timeout: timer(10, "s", TRAFFIC_MANAGER, { from: 5, to: 10 }),
        fastTimeout: timer(9, "s", TRAFFIC_MANAGER, { from: 5, to: 9 }),
    },
    "front-door": {
        interval: timer(30, "s", FRONT_DOOR, { from: 1, to: 255 }),
        /** An origin is down when fewer than `successful` of the last `samples` succeeded. */
        samples: timer(4, "checks", but(FRONT_DOOR, { certainty: "known" }), { from: 1, to: 255 }),
        successful: timer(3, "checks", but(FRONT_DOOR, { certainty: "known" }), { from: 1, to: 255 }),
        timeout: unknownFact("s", "how long Front Door waits for a probe's answer", {
            document: FRONT_DOOR.document,
            date: FRONT_DOOR.date,
        }),
    },
    "google-load-balancer": {
        interval: timer(5, "s", GOOGLE_LB, { from: 1, to: 300 }),
        threshold: timer(2, "checks", GOOGLE_LB, { from: 1, to: 10 }),
        /** At most the interval. */
        timeout: timer(5, "s", GOOGLE_LB, { from: 1, to: 300 }),
    },
    cloudflare: {
        /** 15 s and more; the Enterprise plan allows 10. */
        interval: timer(60, "s", CLOUDFLARE, { from: 10, to: 3_600 }),
        /** 0 counts as 1. */
        consecutiveDown: timer(0, "checks", CLOUDFLARE, { from: 0 }),
        /** After a timeout, at once. */
        retries: timer(2, "retries", CLOUDFLARE, { from: 0 }),
        timeout: timer(5, "s", CLOUDFLARE, { from: 1 }),
    },
} as const;

/** Share of Route 53's checkers, in percent, more than which have to find an endpoint healthy. */
export const ROUTE53_HEALTHY_SHARE = fact(18, "%", ROUTE53);

/** The highest TTL with which DNS can follow a failure in good time, and Causeway's default. */
export const DNS_TTL = timer(
    60,
    "s",
    { document: "DNS failover, a TTL of 60 s or less", date: "2026-11", certainty: "derived" },
    { from: 0, to: 604_800 },
);

const HIGHLY_AVAILABLE = read("azure-docs, Highly available VPN gateway connections", "2025-03-31");

/** Times that a document states as a whole, detection and switch together. */
export const RECOVERY = {
    azureStandbyPlanned: fact<Span>({ atLeast: 10, atMost: 15 }, "s", HIGHLY_AVAILABLE),
    azureStandbyUnplanned: fact<Span>({ atLeast: 60, atMost: 180 }, "s", HIGHLY_AVAILABLE),
    /** The same page ten years ago. */
    azureStandbyUnplannedIn2016: fact<Span>({ atLeast: 60, atMost: 90 }, "s", but(HIGHLY_AVAILABLE, { date: "2016" })),
    /** Until Global Accelerator uses an endpoint again that came back. */
    globalAcceleratorBack: fact(30, "s", GA),
    /** Less than this, AWS says; its checks have to be set to 10 s for that. */
    globalAcceleratorAway: fact(30, "s", but(GA, { certainty: "known" })),
    tailscale: unknownFact("s", "how long your Tailscale routers take to replace each other", {
        document: "tailscale/tailscale#8389, tailscale/tailscale#16357",
        date: "2026-11",
    }),
    /** One report, not a bound. */
    headscale: fact(70, "s", read("juanfont/headscale#1436")),
    /** AWS Config notices a tunnel's state this late: no signal for a drill. */
    awsConfigTunnelState: fact(86_400, "s", read("AWS Config, rule for VPN tunnel state")),
} as const;

/** Shares of healthy backends, in percent, at which Google's load balancer acts. */
export const GOOGLE_DRAIN = {
    autoCapacityDrainBelow: fact(25, "%", read("Service load balancing policies")),
    failoverHealthThreshold: timer(70, "%", read("Service load balancing policies"), { from: 1, to: 99 }),
} as const;

/** Overlays. */
export const OVERLAY_TIMERS = {
    /** A handshake older than this while data is sent means that the peer is gone. */
    wireguardHandshakeAge: fact(180, "s", known("WireGuard protocol")),
    /** For a side behind address translation only. */
    wireguardKeepalive: fact(25, "s", known("WireGuard documentation")),
    linkerdGatewayProbe: fact(3, "s", read("linkerd-multicluster chart, values")),
    /** 0: state of a cluster that is gone stays for ever. */
    ciliumCacheTtl: fact(0, "s", read("Cilium 1.20 documentation, helm values")),
} as const;
