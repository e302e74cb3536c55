/** A bridge's arguments as the planner of tunnels reads them: what ends are, where they are, and what is asked of links. */
import { DEVICE_OFFERS } from "../../facts/ipsec/devices";
import type { Place } from "../../plan/places";
import { own } from "../../plan/shape";
import type { EndKind } from "../../plan/suites/ends";
import {
    AwsGateway,
    Concentrator,
    Underlay,
    type PairOptions,
    type TunnelNetwork,
    type TunnelSite,
} from "../../plan/tunnels/network";
import {
    BridgeRouting,
    PostQuantum,
    type AwsEndArgs,
    type BridgeLinkArgs,
    type BridgeSiteArgs,
    type DeviceEndArgs,
    type VpnBridgeArgs,
} from "./args";
import { Device, modelOf } from "./device/models";

/** The members of which one says what the site is. */
export const SITE_KINDS = ["aws", "azure", "azureVirtualWan", "gcp", "device"] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** What the planner calls them; a device's own model decides between two that are treated alike. */
export const END_KINDS = {
    aws: "aws",
    azure: "azure",
    azureVirtualWan: "azure-virtual-wan",
    gcp: "gcp",
    device: "device",
} as const satisfies Record<SiteKind, EndKind>;

export function kindsOf(site: BridgeSiteArgs): SiteKind[] {
    return SITE_KINDS.filter((kind) => site[kind] !== undefined);
}

/** Numbers that are Outputs are left to the planner, whose number for that site nobody uses. */
export function tunnelNetwork(args: VpnBridgeArgs): TunnelNetwork {
    const { sites, topology, hubs, meshRegional, links = {}, profile, ipv6, traffic, limits, prices } = args;
    return defined({
        sites: Object.fromEntries(Object.entries(sites).map(([key, site]) => [key, tunnelSite(site)])),
        topology,
        hubs,
        meshRegional,
        profile,
        ipv6,
        traffic,
        limits,
        cost: prices === undefined ? undefined : { prices },
        pairs: Object.fromEntries(Object.entries(links).flatMap(([key, link]) => pairsOf(key, link))),
    });
}

function tunnelSite(site: BridgeSiteArgs): TunnelSite {
    const { id, tier, parents, owner } = site;
    const common = { id, tier, parents, owner } as Pick<TunnelSite, "id" | "tier" | "parents" | "owner">;
    const { aws, azure, azureVirtualWan: wan, gcp, device } = site;
    if (aws !== undefined) {
        return defined({ ...common, ...awsSite(aws) });
    }
    if (azure !== undefined) {
        const { location, asn, sku } = azure;
        return defined({ ...common, kind: "azure", place: { cloud: "azure", region: location }, asn, sku });
    }
    if (wan !== undefined) {
        const place = { cloud: "azure", region: wan.location } as const;
        return defined({ ...common, kind: END_KINDS.azureVirtualWan, place, scaleUnits: wan.scaleUnits });
    }
    if (gcp !== undefined) {
        return defined({ ...common, kind: "gcp", place: { cloud: "gcp", region: gcp.region }, asn: gcp.asn });
    }
    return defined({ ...common, ...deviceSite(device as DeviceEndArgs) });
}

function awsSite({ region, asn, accelerated, largeBandwidth, concentrator, ...aws }: AwsEndArgs): TunnelSite {
    return defined({
        kind: "aws",
        place: { cloud: "aws", region },
        asn: plainAsn(asn),
        gateway: gatewayOf(aws),
        largeBandwidth,
        concentrator:
            concentrator === undefined
                ? undefined
                : concentrator.id === undefined
                  ? Concentrator.Own
                  : Concentrator.Existing,
        // An accelerated connection always has ESP in UDP (AWS Site-to-Site VPN user guide, Accelerated connections).
        behindNat: accelerated === true ? true : undefined,
    });
}

export function gatewayOf({ vpnGatewayId }: Pick<AwsEndArgs, "vpnGatewayId">): AwsGateway {
    return vpnGatewayId === undefined ? AwsGateway.Transit : AwsGateway.Virtual;
}

function deviceSite(device: DeviceEndArgs): TunnelSite {
    const { place, asn, twoBytes, underlayMtu, strongSwanVersion, opensslVersion, publicAddresses } = device;
    return defined({
        kind: modelOf(device) === Device.Linux ? "strongswan" : "device",
        place: placeOf(place),
        asn: plainAsn(asn),
        twoBytes,
        behindNat: isTranslated(device),
        underlayMtu,
        devices: publicAddresses.length === 2 ? 2 : 1,
        version: strongSwanVersion,
        openssl: opensslVersion,
        offers: offersOf(device),
    });
}

/** Every cloud gives a machine a private address, and translates its public one. */
export function isTranslated({ behindNat, place }: DeviceEndArgs): boolean {
    return behindNat ?? place.cloud !== undefined;
}

/** What the user says wins, list by list, over what is known of the model. */
function offersOf(device: DeviceEndArgs): TunnelSite["offers"] {
    const known = own<TunnelSite["offers"]>(DEVICE_OFFERS, modelOf(device));
    const { ike, esp, postQuantumKey } = device.offers ?? {};
    if (device.offers === undefined) return known;
    return defined({
        ike: { ...known?.ike, ...ike },
        esp: { ...known?.esp, ...esp },
        ppk: postQuantumKey ?? known?.ppk,
    }) as TunnelSite["offers"];
}

function placeOf({ cloud, region, country, latitude, longitude }: DeviceEndArgs["place"]): Place {
    return defined({ cloud, region, country, latitude, longitude });
}

function plainAsn(asn: unknown): number | undefined {
    return typeof asn === "number" ? asn : undefined;
}

/** The link's own options, and the ids of further runs of tunnels. */
function pairsOf(key: string, link: BridgeLinkArgs): [string, PairOptions][] {
    const { id, ids = {}, elsewhere, engine, postQuantum, dedicated, routing, directConnectAttachmentId } = link;
    const hybrid = { ike: { extra: "ml-kem-768" }, esp: { extra: "ml-kem-768" } } as const;
    const options: PairOptions = defined({
        id,
        elsewhere,
        engine,
        dedicated: dedicated === undefined ? undefined : true,
        over: directConnectAttachmentId === undefined ? undefined : Underlay.DirectConnect,
        isStatic: routing === BridgeRouting.Static ? true : undefined,
        pin: postQuantum === PostQuantum.Hybrid ? hybrid : undefined,
        ppk: postQuantum === PostQuantum.PreSharedKey ? true : undefined,
    });
    return [
        [key, options],
        ...Object.entries(ids).map(([run, of]): [string, PairOptions] => [`${key}/${run}`, { id: of }]),
    ];
}

/** The same without members that are undefined, which a shape takes for given. */
function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
    return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
