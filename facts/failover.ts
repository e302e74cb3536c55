/** How each mechanism behaves when something fails, and how traffic is led away on purpose. */
import { fact, type Known, type Source } from "./fact";

const read = (document: string, date = "2026-11"): Source => ({ document, date, certainty: "read" });
const known = (document: string): Source => ({ document, date: "2026-11", certainty: "known" });
const derived = (document: string): Source => ({ document, date: "2026-11", certainty: "derived" });

const GA = read("Global Accelerator guide, failover for unhealthy endpoints");
const ROUTE53 = read("Route 53 developer guide, how Route 53 chooses records");
const TRAFFIC_MANAGER = read("azure-docs, Traffic Manager endpoint monitoring", "2018-12");
const FRONT_DOOR = read("azure-docs, Front Door health probes");
const CLOUDFLARE = read("Cloudflare Load Balancing documentation");
const CLOUD_ROUTER = read("Cloud Router, Manage BGP timers", "2025-09");

const note = (text: string, source: Source): Known<string> => fact(text, "text", source);

/** What a user has to know who relies on a mechanism. */
export const CAVEATS = {
    dialIsIgnored: note("A traffic dial of 0 is ignored on failover: the group still gets traffic then.", GA),
    failsOpenAfterThree: note(
        "Where three more groups have no healthy endpoint, traffic goes to a random endpoint of the nearest.",
        GA,
    ),
    loadBalancersReport: note("For load balancers their own target health counts, not the accelerator's checks.", GA),
    fastChecksNeeded: note("AWS says under 30 s, which takes checks every 10 s.", known(GA.document)),
    noCheckNoFailover: note("A primary record without a health check never fails over.", ROUTE53),
    allDownIsAllUp: note("Where all records are unhealthy, all count as healthy.", ROUTE53),
    weightZeroComesBack: note("A record of weight 0 gets traffic again where all others are unhealthy.", ROUTE53),
    resolversMayKeep: note(
        "Resolvers and clients that keep an answer longer than its TTL stay with the old address.",
        derived("RFC 1035, TTL"),
    ),
    allDegradedIsAll: note("Where all endpoints are degraded, all are returned.", TRAFFIC_MANAGER),
    roundRobinOverDead: note("Where all origins are unhealthy, traffic goes round all of them.", FRONT_DOOR),
    only200: note("Only the answer 200 counts as healthy.", FRONT_DOOR),
    edgesJudgeAlone: note(
        "Each edge location judges for itself, and one without traffic probes less often.",
        FRONT_DOOR,
    ),
    unknownIsDown: note("A pool whose monitor reports nothing yet counts as down.", CLOUDFLARE),
    retriedOnce: note(
        "A proxied request that fails with 521, 522, 523, 525 or 526 is tried once elsewhere.",
        CLOUDFLARE,
    ),
    spreadIsUnpublished: note(
        "The time until the verdict has reached every edge is published nowhere and is not in the bounds.",
        derived("no source"),
    ),
    installIsUnpublished: note(
        "The time to install the other route is published by no provider and is not in the bounds.",
        derived("no source"),
    ),
    restartKeepsRoutes: note(
        "With graceful restart a session closed by FIN or RST keeps its routes: up to 120 s towards Google.",
        CLOUD_ROUTER,
    ),
    internetTakesMinutes: note(
        "Over the public internet withdrawals take several minutes more.",
        read("Resilient Overlay Networks (SOSP 2001)", "2001"),
    ),
    clearStaysDown: note(
        'The action "clear" drops the tunnel and its routes and waits for the peer to dial: use "restart".',
        read("EC2 API reference, VpnTunnelOptionsSpecification"),
    ),
    configIsTooLate: note(
        "AWS Config takes up to 24 hours to notice a tunnel's state: it is no signal for a drill.",
        read("AWS Config, rule for VPN tunnel state"),
    ),
    dpdDropsBgp: note(
        "Where DPD drops the security association first, BGP over it ends with it.",
        known("azure-docs, VPN Gateway FAQ"),
    ),
    standbyIsForInstances: note(
        "The standby takes over for its instance only: a loss on the way is noticed by BGP or DPD, or not at all.",
        derived("azure-docs, Highly available VPN gateway connections"),
    ),
    wasFasterIn2016: note(
        "In 2016 the same page said 60 to 90 s.",
        read("azure-docs, Highly available VPN gateway connections", "2016"),
    ),
    notWithRestart: note(
        "Do not combine BFD with graceful restart: the one ends what the other keeps.",
        read("Direct Connect user guide, routing policies and BGP"),
    ),
    localSideUnseen: note(
        "A router that is online with a broken local side is not replaced (tailscale/tailscale#16357).",
        read("tailscale/tailscale#16357"),
    ),
    oldestRouterWins: note(
        "Which of two routers is active follows their age, not a priority (tailscale/tailscale#8389).",
        read("tailscale/tailscale#8389"),
    ),
    keepOneCapacity: note(
        "Automatic capacity draining acts below 25 % healthy and never on more than half of the backends.",
        read("Service load balancing policies"),
    ),
} as const satisfies Record<string, Known<string>>;

export type CaveatName = keyof typeof CAVEATS;

/** How traffic is led away from an endpoint on purpose. */
export const DRAIN_WAYS = ["dial-0", "weight-0", "disabled", "removed", "routing-control"] as const;
export type DrainWay = (typeof DRAIN_WAYS)[number];

/**
 * - `drained`: nothing new arrives.
 * - `until-failover`: nothing new arrives until the others fail.
 * - `not-possible`: the engine has no such switch.
 */
export type DrainResult = "drained" | "until-failover" | "not-possible";

export interface Drain {
    readonly result: DrainResult;
    readonly because: string;
    readonly source: Source;
}

const drain = (result: DrainResult, because: string, source: Source): Drain => ({ result, because, source });

const REMOVED = drain("drained", "what is not there gets nothing", derived("every engine"));
const AFD = read("@pulumi/azure-native 3.28, cdn");
const GCLB = read("@pulumi/gcp 9.37, compute.BackendService");
const CF = read("@pulumi/cloudflare 6.22, LoadBalancerPool");
const TM_SDK = read("@pulumi/azure-native 3.28, trafficmanager");
const none = (engine: string, source: Source): Drain => drain("not-possible", `${engine} has no such switch`, source);

export const DRAINS = {
    "global-accelerator": {
        "dial-0": drain("until-failover", "failover ignores the dial", GA),
        "weight-0": drain("drained", "weight 0 takes the endpoint out of failover too", GA),
        disabled: none("an endpoint", GA),
        removed: REMOVED,
        "routing-control": none("Global Accelerator", GA),
    },
    route53: {
        "dial-0": none("Route 53", ROUTE53),
        "weight-0": drain("until-failover", "weight 0 is considered where all other records are unhealthy", ROUTE53),
        disabled: none("a record", ROUTE53),
        removed: REMOVED,
        "routing-control": drain(
            "until-failover",
            "the record counts as unhealthy, and where all are unhealthy all are answered",
            ROUTE53,
        ),
    },
    "traffic-manager": {
        "dial-0": none("Traffic Manager", TM_SDK),
        "weight-0": drain("not-possible", "weights are 1 to 1000: disable the endpoint", TM_SDK),
        disabled: drain("drained", "a disabled endpoint is never answered", TRAFFIC_MANAGER),
        removed: REMOVED,
        "routing-control": none("Traffic Manager", TM_SDK),
    },
    "front-door": {
        "dial-0": none("Front Door", AFD),
        "weight-0": drain("not-possible", "weights are 1 to 1000: disable the origin", AFD),
        disabled: drain("drained", "a disabled origin gets no traffic", AFD),
        removed: REMOVED,
        "routing-control": none("Front Door", AFD),
    },
    "google-load-balancer": {
        "dial-0": drain("drained", "capacityScaler 0 takes the backend's capacity away", GCLB),
        "weight-0": none("a backend", GCLB),
        disabled: none("a backend", GCLB),
        removed: REMOVED,
        "routing-control": none("Google's load balancer", GCLB),
    },
    cloudflare: {
        "dial-0": none("Cloudflare", CF),
        "weight-0": drain("drained", "an endpoint of weight 0 is not chosen", { ...CF, certainty: "known" }),
        disabled: drain("drained", "a pool or endpoint with enabled false gets no traffic", CF),
        removed: REMOVED,
        "routing-control": none("Cloudflare", CF),
    },
} as const satisfies Record<string, Record<DrainWay, Drain>>;

export type AcceleratorName = keyof typeof DRAINS;

/** What happens to connections that exist when something fails. */
export const ESTABLISHED = {
    /** Tunnels and routes: addresses stay as they are. */
    rerouted: note(
        "continue on the other route if they outlive the gap, unless a stateful firewall on it does not know them",
        derived("TCP retransmission"),
    ),
    globalAccelerator: note(
        "are not moved: those on what failed break, those on what is drained stay until they are closed",
        GA,
    ),
    dns: note(
        "are not touched by DNS: those on what failed break, those on what is drained stay until they are closed",
        TRAFFIC_MANAGER,
    ),
    proxied: note(
        "to the edge stay: requests under way at what failed fail, the next ones go elsewhere",
        derived("reverse proxy"),
    ),
    translated: note(
        "break where the router translates addresses, as it does unless told otherwise",
        derived("address translation"),
    ),
} as const satisfies Record<string, Known<string>>;

/** What is to be said of each mechanism, whatever its timers. */
export interface Behaviour {
    readonly established: keyof typeof ESTABLISHED;
    readonly caveats: readonly CaveatName[];
}

export const BEHAVIOURS = {
    bgp: { established: "rerouted", caveats: ["installIsUnpublished", "internetTakesMinutes", "restartKeepsRoutes"] },
    bfd: { established: "rerouted", caveats: ["installIsUnpublished", "notWithRestart"] },
    dpd: { established: "rerouted", caveats: ["clearStaysDown", "dpdDropsBgp", "installIsUnpublished"] },
    "aws-vpn-tunnel": {
        established: "rerouted",
        caveats: ["clearStaysDown", "configIsTooLate", "installIsUnpublished"],
    },
    "azure-active-standby": { established: "rerouted", caveats: ["standbyIsForInstances", "wasFasterIn2016"] },
    "azure-active-active": { established: "rerouted", caveats: ["dpdDropsBgp", "installIsUnpublished"] },
    "wireguard-bgp": { established: "rerouted", caveats: ["installIsUnpublished"] },
    tailscale: { established: "translated", caveats: ["localSideUnseen", "oldestRouterWins"] },
    "global-accelerator": {
        established: "globalAccelerator",
        caveats: [
            "dialIsIgnored",
            "failsOpenAfterThree",
            "fastChecksNeeded",
            "loadBalancersReport",
            "spreadIsUnpublished",
        ],
    },
    route53: {
        established: "dns",
        caveats: ["allDownIsAllUp", "noCheckNoFailover", "resolversMayKeep", "weightZeroComesBack"],
    },
    "traffic-manager": { established: "dns", caveats: ["allDegradedIsAll", "resolversMayKeep"] },
    "front-door": {
        established: "proxied",
        caveats: ["edgesJudgeAlone", "only200", "roundRobinOverDead", "spreadIsUnpublished"],
    },
    "google-load-balancer": { established: "proxied", caveats: ["keepOneCapacity", "spreadIsUnpublished"] },
    cloudflare: { established: "proxied", caveats: ["retriedOnce", "spreadIsUnpublished", "unknownIsDown"] },
} as const satisfies Record<string, Behaviour>;

/** Cloudflare where it answers with addresses and carries nothing itself. */
export const CLOUDFLARE_DNS_ONLY = {
    established: "dns",
    caveats: ["resolversMayKeep", "spreadIsUnpublished", "unknownIsDown"],
} as const satisfies Behaviour;

export type MechanismName = keyof typeof BEHAVIOURS;
