/** What a network of tunnels is planned from: its sites, and which of them are linked. */
import type { TunnelEnd } from "../../facts/tunnels";
import type { SecurityProfile } from "../../facts/ipsec/profiles";
import type { AsnHolder } from "../../facts/reservations/asn";
import type { CostOptions } from "../cost/network";
import type { Tier } from "../hierarchy";
import type { MeasuredRtt } from "../latency";
import type { Place } from "../places";
import { Topology } from "../topology";
import type { EndKind, IpsecEnd } from "../suites/ends";

/** One site. What it can encrypt with follows from its kind, or from `version`, `openssl` and `offers`. */
export interface TunnelSite extends Omit<IpsecEnd, "name"> {
    readonly place: Place;
    /** Chooses the site's ASN: 4200000000 + id, or 64512 + id with `twoBytes`. Default: from the key. */
    readonly id?: number;
    /** The ASN that the site has already. */
    readonly asn?: number;
    /** True for devices that know 16-bit ASNs only. Default false. */
    readonly twoBytes?: boolean;
    /** Devices of one's own at this site, one or two. Default one; managed gateways have two ends anyway. */
    readonly devices?: 1 | 2;
    /** True where the site is behind address translation, so that ESP travels in UDP. Default false. */
    readonly behindNat?: boolean;
    /** The largest packet of the network below the tunnels, in bytes. Default 1500, of Google 1460. */
    readonly underlayMtu?: number;
    /** Of an Azure VPN gateway: VpnGw1AZ to VpnGw5AZ. Default VpnGw2AZ. */
    readonly sku?: string;
    /** Of a gateway in an Azure virtual hub: units of 500 Mbps. Default 1. */
    readonly scaleUnits?: number;
    /** In a hierarchy: the site's tier, and what it hangs on, the preferred one first. */
    readonly tier?: Tier;
    readonly parents?: readonly string[];
}

export interface TunnelFlow {
    readonly from: string;
    readonly to: string;
    /** In this direction; the answers are a flow of their own. */
    readonly gbPerMonth: number;
}

/** Every topology that sites can be linked in. */
export const TunnelTopology = { ...Topology, Hierarchical: "hierarchical" } as const;
export type TunnelTopology = (typeof TunnelTopology)[keyof typeof TunnelTopology];

export interface TunnelNetwork {
    /** By name. A name has no "/", which joins two of them to a pair: "aws/plant". */
    readonly sites: Readonly<Record<string, TunnelSite>>;
    /** Default full mesh. */
    readonly topology?: TunnelTopology;
    /** The sites that all others are linked with, for hub-and-spoke. */
    readonly hubs?: readonly string[];
    /** For a hierarchy: link the regional sites with each other too. Default false. */
    readonly meshRegional?: boolean;
    /** What the suites must keep. Default "default". */
    readonly profile?: SecurityProfile;
    /** By the two names in their order: the id that chooses the pair's inside addresses. Default: from the pair's name. */
    readonly pairs?: Readonly<Record<string, { readonly id?: number }>>;
    readonly traffic?: readonly TunnelFlow[];
    /** True where IPv6 packets travel through the tunnels. Default false. */
    readonly ipv6?: boolean;
    /** Round trips that were measured, by the names of the sites; they win over estimates. */
    readonly measured?: MeasuredRtt;
    /** Limits as they were granted. */
    readonly limits?: { readonly vpnConnectionsPerRegion?: number };
    /** Prices that are known better, and the hours of the month. */
    readonly cost?: CostOptions;
}

/** What tunnels end at, and who holds the ASN. */
export const ENDS: Readonly<Record<EndKind, { readonly end: TunnelEnd; readonly holder: AsnHolder }>> = {
    aws: { end: "aws", holder: "aws" },
    azure: { end: "azure", holder: "azure" },
    "azure-virtual-wan": { end: "azure-virtual-wan", holder: "azure-virtual-wan" },
    gcp: { end: "gcp", holder: "gcp" },
    strongswan: { end: "own", holder: "on-premises" },
    device: { end: "own", holder: "on-premises" },
};

export const AZURE_GATEWAY = {
    defaultSku: "VpnGw2AZ",
    /** The SKUs without zones can no longer be created (Azure, gateway SKU consolidation, 2024-09). */
    skus: ["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"],
} as const;
