/**
 * What a VpnBridge will build, from its arguments alone: every tunnel with both of its ends, by the keys of the program. Pure;
 * the arguments must have passed `validate.ts`. Nothing in it is secret, and nothing is known only after a deployment.
 */
import { TUNNEL_INSIDE } from "../../facts/reservations/addresses";
import { BGP_TIMERS } from "../../facts/timers";
import { FIRST_TUNNEL_PORT, TELLS_BY_TUNNEL } from "../../facts/tunnels";
import { monthlyCost, type MonthlyCost } from "../../plan/cost";
import { generationOf } from "../../plan/keys";
import type { SegmentSizes } from "../../plan/mtu";
import { covers, prefixOf } from "../../plan/prefix";
import { describeProblems, type Warning } from "../../plan/problem";
import type { Reasoning } from "../../plan/reasoning";
import { wiringOf, type TunnelPlan } from "../../plan/tunnels";
import {
    ENDS,
    isConcentrated,
    TunnelEngine,
    Underlay,
    type TunnelNetwork,
    type TunnelSite,
} from "../../plan/tunnels/network";
import type { PlannedIpsec, PlannedPair } from "../../plan/tunnels/pairs";
import { BridgeAuthentication, BridgeRouting, type BridgeLinkArgs, type VpnBridgeArgs } from "./args";
import { gateOf, slotOf } from "./gates";
import { END_KINDS, kindsOf, type SiteKind } from "./network";
import { watchingParts } from "./monitoring/costs";
import { planAlarms } from "./monitoring/plan";
import { waysOf, type Ways } from "./routes";
import { costInBridgeWords, warningInBridgeWords } from "./translate";

export interface VpnBridgePlan {
    /** By key. */
    sites: Record<string, SitePlan>;
    /** In the order of their keys. */
    links: LinkPlan[];
    /** How many tunnels there are in all. */
    tunnels: number;
    /** The largest packet that every tunnel takes, in bytes; undefined where there is no tunnel. */
    mtu: number | undefined;
    /** The pairs of sites that are joined by other means. */
    elsewhere: string[];
    cost: MonthlyCost;
    warnings: readonly Warning[];
    reasoning: Reasoning;
}

export interface SitePlan {
    kind: SiteKind;
    cidrs: string[];
    /** Undefined where the program gave an Output. */
    asn: number | undefined;
    /** How many devices there are; 1 for a managed gateway. */
    devices: number;
}

export interface LinkPlan {
    /** "aws/plant"; of dedicated tunnels "aws/plant/dedicated". */
    key: string;
    ends: [string, string];
    /** True for a second set of tunnels, which some prefixes have to themselves. */
    dedicated: boolean;
    engine: TunnelEngine;
    routing: BridgeRouting;
    /** What its tunnels run over. */
    over: Underlay;
    /** True where its connections are on the VPN concentrator of a site of AWS. */
    concentrated: boolean;
    /** Order of preference among links, 0 first. */
    rank: number;
    /** Of IPsec only. */
    ipsec: PlannedIpsec | undefined;
    /** Of IPsec only. */
    authentication: BridgeAuthentication | undefined;
    /** The largest packet inside, in bytes, and the largest TCP segments that fit into it. */
    mtu: number;
    mss: SegmentSizes;
    /** Seconds, as both ends end up with; of BGP only. */
    timers: { keepalive: number; hold: number } | undefined;
    tunnels: BridgeTunnelPlan[];
    reasoning: Reasoning;
}

export interface BridgeTunnelPlan {
    /** "aws/plant#1" */
    key: string;
    /** Place in the link, from 0. */
    place: number;
    /** Which block of the link-local range it has, 0–16383: once in the whole bridge. */
    number: number;
    cidr: string;
    /** UDP port at its devices, of WireGuard and OpenVPN: let it in. IPsec has 500 and 4500. */
    port: number | undefined;
    /** The tunnel whose keys it has: itself, but for the second of a connection of Azure, which has one key for both. */
    keysOf: string;
    /** Raised by every rotation that this tunnel takes part in. */
    generation: number;
    /** 0 is preferred over 1; equal ones share the load. */
    rank: number;
    /** By site. */
    ends: Record<string, TunnelEndPlan>;
}

export interface TunnelEndPlan {
    /** Which of the gateway's addresses, connections or devices, from 0. */
    gate: number;
    /** Of AWS: which of the connection's two tunnels. */
    slot: 1 | 2 | undefined;
    /** Its address inside the tunnel. */
    inside: string;
    /** What may be learnt through it. */
    accepts: string[];
    /** What it tells the other end. */
    announces: string[];
    /** Parts of `announces` that it does not tell it: dedicated tunnels do. */
    withholds: string[];
    /** Of `accepts`, what leads into it without being told: the other end tells all of its tunnels the same. */
    pinned: string[];
}

const POOL = prefixOf(TUNNEL_INSIDE.pool.value).first;
const BLOCK = 4n;
const numberOf = (cidr: string): number => Number((prefixOf(cidr).first - POOL) / BLOCK);

export function planBridge(args: VpnBridgeArgs, network: TunnelNetwork, tunnels: TunnelPlan): VpnBridgePlan {
    const sites = Object.fromEntries(
        Object.entries(args.sites).map(([key, site]): [string, SitePlan] => {
            const given = site.aws?.asn ?? site.device?.asn;
            const isDeferred = given !== undefined && typeof given !== "number";
            const devices = site.device?.publicAddresses.length ?? 1;
            const kind = kindsOf(site)[0] as SiteKind;
            return [key, { kind, cidrs: site.cidrs, asn: isDeferred ? undefined : tunnels.asns[key], devices }];
        }),
    );
    const ways = waysOf(wiringOf(network).links, network);
    const links = Object.entries(tunnels.pairs)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, pair]) =>
            planLink({ key, pair, link: args.links?.[pair.ends.join("/")] ?? {}, args, network, sites, ways }),
        );
    const { tunnels: count, mtu, elsewhere } = tunnels;
    const warnings = tunnels.warnings.map(warningInBridgeWords);
    const cost = costInBridgeWords(costOf(args, network, tunnels, { sites, links }));
    const others = new Set<unknown>(tunnels.cost.reasoning);
    const reasoning = [...tunnels.reasoning.filter((step) => !others.has(step)), ...cost.reasoning];
    return { sites, links, tunnels: count, mtu: mtu?.bytes, elsewhere: [...elsewhere], cost, warnings, reasoning };
}

/** Alarms and dashboards cost too. */
function costOf(
    args: VpnBridgeArgs,
    network: TunnelNetwork,
    { cost, costed }: TunnelPlan,
    plan: Pick<VpnBridgePlan, "sites" | "links">,
): MonthlyCost {
    // Names are not paid for.
    const alarms = planAlarms("", args, plan);
    if (alarms === undefined) return cost;
    const components = [...costed.components, ...watchingParts(args, alarms)];
    const whole = monthlyCost({ ...costed, components }, { ...network.cost, path: "cost" });
    if ("problems" in whole) throw new Error(describeProblems("cost of alarms", whole.problems));
    return whole;
}

interface LinkDraft {
    readonly key: string;
    readonly pair: PlannedPair;
    readonly link: BridgeLinkArgs;
    readonly args: VpnBridgeArgs;
    readonly network: TunnelNetwork;
    readonly sites: Readonly<Record<string, SitePlan>>;
    readonly ways: Ways;
}

function planLink({ key, pair, link, args, network, sites, ways }: LinkDraft): LinkPlan {
    const options = network.pairs?.[key];
    const [left, right] = pair.ends.map((site) => network.sites[site]) as [TunnelSite, TunnelSite];
    const { rank = 0, routing = BridgeRouting.Bgp, standby = false } = link;
    const [a, b] = pair.ends;
    const kinds = [a, b].map((site) => (sites[site] as SitePlan).kind) as [SiteKind, SiteKind];
    const perRun = pair.tunnels.length / runsOf(kinds, sites[a] as SitePlan, sites[b] as SitePlan);
    const lies = routing === BridgeRouting.Static ? ways.static : ways.dynamic;
    // Managed gateways are made for IPv4 inside their tunnels.
    const carriesIpv6 = kinds.every((kind) => kind === "device");
    const prefixes = (site: string, neighbour: string): string[] =>
        lies(site, neighbour)
            .flatMap((s) => [
                ...(sites[s] as SitePlan).cidrs,
                // Only BGP knows by which way a longer prefix comes.
                ...(routing === BridgeRouting.Bgp ? dedicatedAt(args, s) : []),
            ])
            .filter((cidr) => carriesIpv6 || prefixOf(cidr).family === 4)
            .sort();
    const own = link.dedicated ?? [];
    const accepts: Record<string, string[]> = pair.dedicated
        ? { [a]: partsOf(args, b, own), [b]: partsOf(args, a, own) }
        : { [a]: prefixes(a, b), [b]: prefixes(b, a) };
    const tells = (site: string): boolean => TELLS_BY_TUNNEL[ENDS[END_KINDS[(sites[site] as SitePlan).kind]].end];
    const endOf = (site: string, i: number, inside: string): TunnelEndPlan => {
        const peer = site === a ? b : a;
        const [self, other] = [sites[site] as SitePlan, sites[peer] as SitePlan];
        const place = i % perRun;
        const gate = gateOf({
            dedicated: pair.dedicated,
            kind: self.kind,
            devices: self.devices,
            peerKind: other.kind,
            peerDevices: other.devices,
            isFirst: site === a,
            run: Math.floor(i / perRun),
            place,
        });
        const slot = self.kind === "aws" ? slotOf(place) : undefined;
        const [learnt = [], told = []] = [accepts[site], accepts[peer]];
        return {
            gate,
            slot,
            inside,
            accepts: learnt,
            announces: told,
            withholds: pair.dedicated ? [] : partsOf(args, site, own),
            pinned: pair.dedicated && tells(site) && !tells(peer) ? learnt : [],
        };
    };
    const oneKey = kinds.includes("device") && kinds.some((kind) => kind === "azure" || kind === "azureVirtualWan");
    const keyOf = (i: number): Pick<BridgeTunnelPlan, "keysOf" | "generation"> => {
        const first = oneKey ? i - (i % perRun) : i;
        // Where the tunnels of a run change together, it is the runs that take turns.
        const turn = oneKey ? first / perRun : i;
        return {
            keysOf: pair.tunnels[first]?.key ?? key,
            generation: generationOf(turn, args.keys?.rotation ?? 0),
        };
    };
    return {
        key,
        ends: [a, b],
        dedicated: pair.dedicated,
        engine: pair.engine,
        routing,
        over: options?.over ?? Underlay.Internet,
        concentrated: isConcentrated(left, right, options) || isConcentrated(right, left, options),
        rank,
        ipsec: pair.ipsec,
        authentication:
            pair.engine === TunnelEngine.Ipsec ? (link.authentication ?? BridgeAuthentication.PreSharedKey) : undefined,
        mtu: pair.mtu,
        mss: pair.mss,
        timers: routing === BridgeRouting.Bgp ? timersOf(kinds) : undefined,
        tunnels: pair.tunnels.map((tunnel, i) => ({
            key: tunnel.key,
            place: i,
            number: numberOf(tunnel.cidr),
            cidr: tunnel.cidr,
            port: pair.engine === TunnelEngine.Ipsec ? undefined : FIRST_TUNNEL_PORT.value + numberOf(tunnel.cidr),
            ...keyOf(i),
            rank: standby && i > 0 ? rank + 1 : rank,
            ends: Object.fromEntries([a, b].map((site) => [site, endOf(site, i, tunnel.inside[site] ?? "")])),
        })),
        reasoning: pair.reasoning,
    };
}

/** Those that lie behind a site. */
function partsOf({ sites }: VpnBridgeArgs, site: string, prefixes: readonly string[]): string[] {
    const cidrs = sites[site]?.cidrs ?? [];
    return prefixes.filter((prefix) => cidrs.some((cidr) => covers(cidr, prefix))).sort();
}

/** Prefixes behind a site that have tunnels of their own on some link, each once. */
export function dedicatedAt(args: VpnBridgeArgs, site: string): string[] {
    const all = Object.entries(args.links ?? {}).flatMap(([key, { dedicated = [] }]) =>
        key.split("/").includes(site) ? partsOf(args, site, dedicated) : [],
    );
    return [...new Set(all)].sort();
}

/** Towards AWS and Azure, and between devices, every device is a run of tunnels of its own. */
function runsOf([a, b]: readonly [SiteKind, SiteKind], left: SitePlan, right: SitePlan): number {
    return a === "gcp" || b === "gcp" ? 1 : left.devices * right.devices;
}

const TIMERS = {
    aws: "aws-vpn",
    azure: "azure-vpn",
    azureVirtualWan: "azure-vpn",
    gcp: "gcp-router",
    device: "frr-fast",
} as const;

/** A session lives by the lower of the two hold times (RFC 4271), and a device takes what its peer has. */
function timersOf([a, b]: readonly [SiteKind, SiteKind]): { keepalive: number; hold: number } {
    const own = (kind: SiteKind): { keepalive: number; hold: number } => {
        const { keepalive, hold } = BGP_TIMERS[TIMERS[kind]];
        return { keepalive: keepalive.value, hold: hold.value };
    };
    const [left, right] = [own(a), own(b)];
    if (a === "device") return right;
    if (b === "device") return left;
    return left.hold <= right.hold ? left : right;
}
