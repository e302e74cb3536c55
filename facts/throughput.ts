/** How much passes: per tunnel, per gateway size, per attachment. Benchmarks of the providers, not promises. */
import { but, fact, unknownFact, type Fact, type Known, type Source } from "./fact";

const read = (document: string, date = "2026-11"): Source => ({ document, date, certainty: "read" });

const AWS_VPN = read("Site-to-Site VPN user guide, quotas");
const TGW = read("VPC Transit Gateway guide, Quotas");

export const AWS_THROUGHPUT = {
    standardTunnel: fact(1_250, "Mbps", AWS_VPN),
    standardTunnelPackets: fact(140_000, "packets/s", AWS_VPN),
    /** On a transit gateway or Cloud WAN, not with acceleration, both tunnels alike. */
    largeTunnel: fact(5_000, "Mbps", AWS_VPN),
    largeTunnelPackets: unknownFact("packets/s", "how many packets a large tunnel of yours carries", {
        document: AWS_VPN.document,
        date: AWS_VPN.date,
    }),
    /** Shared by all its sites. */
    vpnConcentrator: fact(5_000, "Mbps", AWS_VPN),
    connectPeer: fact(5_000, "Mbps", TGW),
    /** Per availability zone. An older text says 50 Gbps. */
    vpcAttachment: fact(100_000, "Mbps", TGW),
    directConnectAttachment: fact(100_000, "Mbps", TGW),
    peeringAttachment: fact(100_000, "Mbps", TGW),
} as const satisfies Record<string, Fact>;

const CONCENTRATOR = read(
    "aws-kit, Connecting many sites through a Site-to-Site VPN concentrator; Site-to-Site VPN user guide",
    "2026-08-20",
);
/** What each site of a VPN concentrator gets at most. */
export const CONCENTRATOR_SITE = fact(100, "Mbps", CONCENTRATOR);
/** From how many sites on a VPN concentrator is worth a thought. */
export const CONCENTRATOR_SITES = fact(25, "sites", CONCENTRATOR);

/**
 * Whether several tunnels carry one load together. A flow stays on one tunnel everywhere; on AWS it takes BGP and a
 * gateway that supports it, and a virtual private gateway does not.
 */
export const TUNNELS_ADD_UP = {
    transitGatewayWithBgp: fact(true, "yes or no", AWS_VPN),
    transitGatewayStatic: fact(false, "yes or no", AWS_VPN),
    virtualPrivateGateway: fact(false, "yes or no", AWS_VPN),
} as const satisfies Record<string, Known<boolean>>;

const SKU_TABLE = read("azure-docs, About gateway SKUs", "2025-06");
const SKU_TESTS = read("azure-docs, Performance by gateway SKU", "2024-01");

/** What one tunnel carries with one choice of ciphers. */
export interface TunnelSpeed {
    readonly bandwidth: Known;
    readonly packets: Known;
}

/** A size of an Azure VPN gateway. */
export interface GatewaySize {
    readonly generation: 1 | 2;
    readonly tunnels: Known;
    /** All tunnels together. */
    readonly aggregate: Known;
    /** AES-256-GCM for encryption and integrity. */
    readonly gcm: TunnelSpeed;
    /** AES-256-CBC with SHA-256. */
    readonly cbc: TunnelSpeed;
}

type Speed = readonly [mbps: number, packets: number];

function speed([mbps, packets]: Speed): TunnelSpeed {
    return { bandwidth: fact(mbps, "Mbps", SKU_TESTS), packets: fact(packets, "packets/s", SKU_TESTS) };
}

function size(generation: 1 | 2, tunnels: number, aggregateMbps: number, gcm: Speed, cbc: Speed): GatewaySize {
    return {
        generation,
        tunnels: fact(tunnels, "tunnels", SKU_TABLE),
        aggregate: fact(aggregateMbps, "Mbps", SKU_TABLE),
        gcm: speed(gcm),
        cbc: speed(cbc),
    };
}

/** By SKU and generation: the sizes that can be created today. */
export const AZURE_GATEWAY_SIZES = {
    "VpnGw1AZ/1": size(1, 30, 650, [650, 62_000], [500, 47_000]),
    "VpnGw2AZ/1": size(1, 30, 1_000, [1_200, 110_000], [650, 61_000]),
    "VpnGw2AZ/2": size(2, 30, 1_250, [1_250, 120_000], [550, 52_000]),
    "VpnGw3AZ/1": size(1, 30, 1_250, [1_250, 120_000], [700, 66_000]),
    "VpnGw3AZ/2": size(2, 30, 2_500, [1_500, 140_000], [700, 66_000]),
    "VpnGw4AZ/2": size(2, 100, 5_000, [2_300, 220_000], [700, 66_000]),
    "VpnGw5AZ/2": size(2, 100, 10_000, [2_300, 220_000], [700, 66_000]),
} as const satisfies Record<string, GatewaySize>;

/** No BGP and no choice of ciphers. */
export const AZURE_BASIC_GATEWAY = {
    tunnels: fact(10, "tunnels", SKU_TABLE),
    aggregate: fact(100, "Mbps", SKU_TABLE),
} as const satisfies Record<string, Known>;

const WAN = read("azure-docs, virtual-wan-limits");
const HUB = read("azure-docs, Virtual WAN hub settings");

export const VIRTUAL_WAN_THROUGHPUT = {
    siteToSiteGateway: fact(20_000, "Mbps", WAN),
    siteToSiteScaleUnit: fact(500, "Mbps", WAN),
    tunnel: fact(1_000, "Mbps", WAN),
    /** With AES-256-GCM. */
    tunnelGcm: fact(1_250, "Mbps", WAN),
    expressRouteGateway: fact(20_000, "Mbps", WAN),
    expressRouteScaleUnit: fact(2_000, "Mbps", WAN),
} as const satisfies Record<string, Known>;

/** A hub's router grows by units; `hubRouter` computes what a number of them carries. */
export const HUB_ROUTER = {
    leastUnits: fact(2, "units", HUB),
    mostUnits: fact(50, "units", HUB),
    perUnit: fact(1_000, "Mbps", HUB),
    /** Carried by the smallest routers too. */
    least: fact(3_000, "Mbps", HUB),
    machinesPerUnit: fact(1_000, "VMs", HUB),
} as const satisfies Record<string, Known>;

const CLOUD_VPN = read("Cloud VPN, topologies for more bandwidth", "2026-04-10");

export const GCP_THROUGHPUT = {
    /** Both directions together. */
    tunnelPackets: fact(250_000, "packets/s", CLOUD_VPN),
    /** Depends on the size of packets. */
    tunnelLow: fact(1_000, "Mbps", CLOUD_VPN),
    tunnelHigh: fact(3_000, "Mbps", CLOUD_VPN),
} as const satisfies Record<string, Known>;

/** Capacities of a Network Connectivity Center gateway spoke. */
export const NCC_GATEWAY_CAPACITIES = {
    CAPACITY_1_GBPS: fact(1_000, "Mbps", read("@pulumi/gcp 9.37, networkconnectivity.Spoke")),
    CAPACITY_10_GBPS: fact(10_000, "Mbps", read("@pulumi/gcp 9.37, networkconnectivity.Spoke")),
    CAPACITY_100_GBPS: fact(100_000, "Mbps", read("@pulumi/gcp 9.37, networkconnectivity.Spoke")),
} as const satisfies Record<string, Known>;

/** Bound by the machine that encrypts; figures in circulation have no source. */
export const SELF_MANAGED_THROUGHPUT = {
    wireguard: unknownFact("Mbps", "what your WireGuard gateways carry", { document: "no source", date: "2026-11" }),
    openvpn: unknownFact("Mbps", "what your OpenVPN gateways carry: one process uses one core", {
        document: "no source",
        date: "2026-11",
    }),
    /** One user's measurement over VXLAN without encryption. */
    ciliumVxlan: fact(4_950, "Mbps", but(read("cilium/cilium#28413"), { certainty: "measured" })),
    /** One user's measurement on machines that carry 2000 Mbps without it. */
    ciliumWireguard: fact(656, "Mbps", but(read("cilium/cilium#30329"), { certainty: "measured" })),
} as const satisfies Record<string, Fact>;
