/** What a network of tunnels is planned from: its sites, and which of them are linked. */
import { AZURE_GATEWAY_SIZES, VIRTUAL_WAN_THROUGHPUT } from "../../facts/throughput";
import type { TunnelEnd } from "../../facts/tunnels";
import { PROFILES, type ProfileName } from "../../facts/ipsec/profiles";
import type { AsnHolder } from "../../facts/reservations/asn";
import type { CostOptions } from "../cost/network";
import { MOST } from "../cost/shapes";
import { Tier } from "../hierarchy";
import type { MeasuredRtt } from "../latency";
import type { Place } from "../places";
import type { Shape } from "../shape";
import { Topology } from "../topology";
import type { SuiteOptions } from "../suites";
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
    /** Who gets the bill: free amounts and tiers are one owner's together. Default: the site. */
    readonly owner?: string;
    /** Of AWS: what the tunnels end at. Default a Transit Gateway. */
    readonly gateway?: AwsGateway;
    /** Of AWS: tunnels of 5 Gbps. Default false. */
    readonly largeBandwidth?: boolean;
    /** Of AWS: what carries the connections with devices. Default: each is an attachment of its own. */
    readonly concentrator?: Concentrator;
    /** Of an Azure VPN gateway: VpnGw1AZ to VpnGw5AZ. Default VpnGw2AZ. */
    readonly sku?: string;
    /** Of a gateway in an Azure virtual hub: units of 500 Mbps. Default 1. */
    readonly scaleUnits?: number;
    /** In a hierarchy: the site's tier, and what it hangs on, the preferred one first. */
    readonly tier?: Tier;
    readonly parents?: readonly string[];
}

export const AwsGateway = { Transit: "transit", Virtual: "virtual" } as const;
export type AwsGateway = (typeof AwsGateway)[keyof typeof AwsGateway];

/** One that is made for the site, or one that is there and paid for. */
export const Concentrator = { Own: "own", Existing: "existing" } as const;
export type Concentrator = (typeof Concentrator)[keyof typeof Concentrator];

/** What the tunnels of a pair run over. */
export const Underlay = { Internet: "internet", DirectConnect: "direct-connect" } as const;
export type Underlay = (typeof Underlay)[keyof typeof Underlay];

export interface TunnelFlow {
    readonly from: string;
    readonly to: string;
    /** In this direction; the answers are a flow of their own. */
    readonly gbPerMonth: number;
}

export interface TunnelLimits {
    readonly vpnConnectionsPerRegion?: number;
    readonly customerGatewaysPerRegion?: number;
    readonly tunnelsPerAzureGateway?: number;
    readonly sitesPerConcentrator?: number;
}

export interface PairOptions {
    /** Chooses the inside addresses of the pair's tunnels. Default: from the pair's name. */
    readonly id?: number;
    /**
     * True where the two are joined by other means, such as the peering of two transit gateways: then they have no tunnels
     * here, other sites reach one by way of the other, and their traffic is not priced. Default false.
     */
    readonly elsewhere?: boolean;
    /**
     * True for a second set of tunnels besides, which carries single prefixes: a pair of its own, called "aws/plant/dedicated".
     * Default false.
     */
    readonly dedicated?: boolean;
    /** What encrypts: WireGuard and OpenVPN between two devices of one's own only. Default IPsec. */
    readonly engine?: TunnelEngine;
    /** Default the public internet. Direct Connect: between AWS and devices of one's own. */
    readonly over?: Underlay;
    /** True where the ends do without BGP. Default false. */
    readonly isStatic?: boolean;
    /** Algorithms of IPsec that must be taken, whatever is stronger. */
    readonly pin?: SuiteOptions["pin"];
    /** Require a post-quantum pre-shared key (RFC 8784) for IPsec. Default false. */
    readonly ppk?: boolean;
}

export const TunnelEngine = { Ipsec: "ipsec", WireGuard: "wireguard", OpenVpn: "openvpn" } as const;
export type TunnelEngine = (typeof TunnelEngine)[keyof typeof TunnelEngine];

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
    readonly profile?: ProfileName;
    /**
     * By the two names in their order: "aws/plant". Where further devices add tunnels, these have a name of their own:
     * "aws/plant/2"; so have dedicated ones: "aws/plant/dedicated", "aws/plant/dedicated/2".
     */
    readonly pairs?: Readonly<Record<string, PairOptions>>;
    readonly traffic?: readonly TunnelFlow[];
    /** True where IPv6 packets travel through the tunnels. Default false. */
    readonly ipv6?: boolean;
    /** Round trips that were measured, by the names of the sites; they win over estimates. */
    readonly measured?: MeasuredRtt;
    /** Limits as they were granted. */
    readonly limits?: TunnelLimits;
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

/** Who holds the ASN of a site: virtual private gateways that exist may have numbers that no other gateway has. */
export function holderOf({ kind, gateway }: Pick<TunnelSite, "kind" | "gateway">): AsnHolder {
    return gateway === AwsGateway.Virtual ? "aws-virtual-private-gateway" : ENDS[kind].holder;
}

/** Devices of one's own are what a concentrator is for; over Direct Connect it has no tunnels. */
export function isConcentrated(site: TunnelSite, other: TunnelSite, { over }: PairOptions = {}): boolean {
    return site.concentrator !== undefined && ENDS[other.kind].end === "own" && over !== Underlay.DirectConnect;
}

/** Those without zones can no longer be created (Azure, gateway SKU consolidation, 2024-09). */
export const AZURE_SKUS = [...new Set(Object.keys(AZURE_GATEWAY_SIZES).map((size) => size.split("/")[0] ?? ""))];
export const DEFAULT_AZURE_SKU = "VpnGw2AZ";

const { siteToSiteGateway, siteToSiteScaleUnit } = VIRTUAL_WAN_THROUGHPUT;
const SCALE_UNITS = siteToSiteGateway.value / siteToSiteScaleUnit.value;
const text: Shape = { kind: "string" };
const needed: Shape = { kind: "string", required: true };
const flag: Shape = { kind: "boolean" };
const checkedLater: Shape = { kind: "plain" };

/** The run-time shape of a network. What an end offers, what was measured and prices have checks of their own. */
export const NETWORK: Shape = {
    kind: "object",
    required: true,
    members: {
        sites: {
            kind: "map",
            required: true,
            of: {
                kind: "object",
                members: {
                    kind: { kind: "string", required: true, among: Object.keys(ENDS) },
                    place: {
                        kind: "object",
                        required: true,
                        members: {
                            cloud: { kind: "string", among: ["aws", "azure", "gcp"] },
                            region: text,
                            country: text,
                            latitude: { kind: "number", from: -90, to: 90 },
                            longitude: { kind: "number", from: -180, to: 180 },
                        },
                    },
                    version: text,
                    openssl: text,
                    offers: checkedLater,
                    id: { kind: "number" },
                    asn: { kind: "number" },
                    twoBytes: flag,
                    devices: { kind: "number", from: 1, to: 2, whole: true },
                    behindNat: flag,
                    underlayMtu: { kind: "number", from: 576, to: 65_535, whole: true },
                    owner: text,
                    gateway: { kind: "string", among: Object.values(AwsGateway) },
                    largeBandwidth: flag,
                    concentrator: { kind: "string", among: Object.values(Concentrator) },
                    sku: { kind: "string", among: AZURE_SKUS },
                    scaleUnits: { kind: "number", from: 1, to: SCALE_UNITS, whole: true },
                    tier: { kind: "string", among: Object.values(Tier) },
                    parents: { kind: "list", of: text },
                },
            },
        },
        topology: { kind: "string", among: Object.values(TunnelTopology) },
        hubs: { kind: "list", of: text },
        meshRegional: flag,
        profile: { kind: "string", among: Object.keys(PROFILES) },
        pairs: {
            kind: "map",
            of: {
                kind: "object",
                members: {
                    id: { kind: "number" },
                    elsewhere: flag,
                    dedicated: flag,
                    engine: { kind: "string", among: Object.values(TunnelEngine) },
                    over: { kind: "string", among: Object.values(Underlay) },
                    isStatic: flag,
                    pin: checkedLater,
                    ppk: flag,
                },
            },
        },
        traffic: {
            kind: "list",
            of: {
                kind: "object",
                members: {
                    from: needed,
                    to: needed,
                    gbPerMonth: { kind: "number", required: true, from: 0, to: MOST.gbPerMonth },
                },
            },
        },
        ipv6: flag,
        measured: { kind: "map", of: checkedLater },
        limits: {
            kind: "object",
            members: {
                vpnConnectionsPerRegion: { kind: "number", from: 1, whole: true },
                customerGatewaysPerRegion: { kind: "number", from: 1, whole: true },
                tunnelsPerAzureGateway: { kind: "number", from: 1, whole: true },
                sitesPerConcentrator: { kind: "number", from: 1, whole: true },
            },
        },
        cost: { kind: "map", of: checkedLater },
    },
};
