/**
 * A whole network of tunnels, from its sites: which are linked, with how many tunnels, which addresses, numbers and suites
 * they have, how large packets may be, how far it is, and what it costs. All numbers follow from ids and names, so another
 * site moves nothing.
 */
import { AWS_LIMITS } from "../facts/limits/aws";
import { AZURE_LIMITS } from "../facts/limits/azure";
import { planAsns } from "./asns";
import { monthlyCost, type MonthlyCost } from "./cost";
import { checkHierarchy, Tier, wireHierarchy, type TierSite } from "./hierarchy";
import type { IdLine } from "./identity";
import { checkLimit } from "./limits";
import type { MtuWarning } from "./mtu";
import { oneOf, show, type Problem } from "./problem";
import type { Reasoning } from "./reasoning";
import type { Cloud } from "./places";
import { join, own } from "./shape";
import { countConnections, Topology, wire, type ConnectionCount, type Wiring } from "./topology";
import { planTunnelAddresses, type TunnelPair } from "./tunnel-addresses";
import { connectionsOf, costedNetwork } from "./tunnels/costs";
import { AZURE_GATEWAY, ENDS, TunnelTopology, type TunnelNetwork, type TunnelSite } from "./tunnels/network";
import { draftPair, pairPlanner, type PairDraft, type PlannedPair } from "./tunnels/pairs";

export interface TunnelPlan {
    /** By site. */
    readonly asns: Readonly<Record<string, number>>;
    /** By the names of the two sites: "aws/plant". */
    readonly pairs: Readonly<Record<string, PlannedPair>>;
    readonly connections: ConnectionCount;
    /** How many tunnels there are in all. */
    readonly tunnels: number;
    /** The largest packet that every pair takes, and the pair that decides it. */
    readonly mtu: { readonly bytes: number; readonly decidedBy: string };
    readonly cost: MonthlyCost;
    /** The neighbour of a site on the way to another. */
    readonly nextHop: Wiring["nextHop"];
    /** Each once, about all the pairs that have it. */
    readonly warnings: readonly MtuWarning[];
    /** Of the whole; each pair has its own. */
    readonly reasoning: Reasoning;
}

export interface NoTunnelPlan {
    readonly problems: readonly Problem[];
    /** The id lines that end all collisions of numbers in one edit. */
    readonly lines: readonly IdLine[];
}

/** The plan, or everything that stands against it. */
export function planTunnels(network: TunnelNetwork): TunnelPlan | NoTunnelPlan {
    const wrong = checkNetwork(network);
    if (wrong.length > 0) return { problems: wrong, lines: [] };
    const { links, nextHop } = wiringOf(network);
    const joined = links.map((link) => draftPair(link, network));
    const drafts = joined.flatMap((j) => ("draft" in j ? [j.draft] : []));

    const asns = planAsns(
        mapValues(network.sites, ({ kind, asn, id, twoBytes }) => ({
            holder: ENDS[kind].holder,
            ...(asn === undefined ? {} : { asn }),
            ...(id === undefined ? {} : { id }),
            ...(twoBytes === undefined ? {} : { twoBytes }),
        })),
    );
    const addresses = planTunnelAddresses(addressWishes(network, drafts));
    const complete = pairPlanner(network);
    const planned = drafts.map((draft) => ({
        key: draft.key,
        ...complete(draft, addresses.blocks?.get(draft.key) ?? []),
    }));
    const cost = monthlyCost(costedNetwork(network, drafts, nextHop), network.cost);
    const problems = [
        ...joined.flatMap((j) => ("problems" in j ? j.problems : [])),
        ...asns.problems,
        ...addresses.problems,
        ...planned.flatMap((p) => ("problems" in p ? p.problems : [])),
        ...checkCounts(network, drafts),
        ...("problems" in cost ? cost.problems : []),
    ];
    if (problems.length > 0 || asns.asns === undefined || "problems" in cost) {
        return { problems: distinct(problems), lines: [...asns.lines, ...addresses.lines] };
    }
    const pairs = planned.flatMap((p): [string, PlannedPair][] => ("pair" in p ? [[p.key, p.pair]] : []));
    const connections = countConnections(links);
    const mtu = narrowest(pairs);
    const tunnels = drafts.reduce((sum, draft) => sum + draft.count, 0);
    return {
        asns: Object.fromEntries(asns.asns),
        pairs: Object.fromEntries(pairs),
        connections,
        tunnels,
        mtu,
        cost,
        nextHop,
        warnings: together(pairs.flatMap(([, pair]) => pair.warnings)),
        reasoning: [
            ...connections.reasoning,
            { what: "tunnels", figure: String(tunnels), because: "of all pairs" },
            {
                what: "largest packet of the whole network",
                figure: `${mtu.bytes} bytes`,
                because: `by ${mtu.decidedBy}`,
            },
            ...asns.reasoning,
            ...addresses.reasoning,
            ...cost.reasoning,
        ],
    };
}

function wiringOf({ sites, topology = Topology.FullMesh, hubs = [], meshRegional = false }: TunnelNetwork): Wiring {
    if (topology === TunnelTopology.Hierarchical) return wireHierarchy(tiersOf(sites), { meshRegional });
    return wire(topology, Object.keys(sites), hubs);
}

const tiersOf = (sites: TunnelNetwork["sites"]): Record<string, TierSite> =>
    mapValues(sites, ({ tier = Tier.Edge, parents }) => ({ tier, ...(parents === undefined ? {} : { parents }) }));

/** What would make everything after it meaningless. */
function checkNetwork(network: TunnelNetwork): Problem[] {
    const { sites, topology = Topology.FullMesh, hubs = [], pairs = {}, traffic = [] } = network;
    const names = Object.keys(sites);
    const isSite = (name: string): boolean => names.includes(name);
    const demandSite = (name: string, path: string): Problem[] =>
        isSite(name)
            ? []
            : [{ check: "unknown-site", path, got: show(name), allowed: oneOf(names), fix: "Name one of the sites." }];
    const topologies: readonly string[] = Object.values(TunnelTopology);
    return [
        ...(names.length < 2 ? [tooFew(names.length)] : []),
        ...(topologies.includes(topology) ? [] : [unknownTopology(topology, topologies)]),
        ...(topology === TunnelTopology.HubAndSpoke && hubs.length === 0 ? [noHubs()] : []),
        ...hubs.flatMap((hub, i) => demandSite(hub, `hubs[${i}]`)),
        ...Object.entries(sites).flatMap(([name, site]) => checkSite(name, site)),
        ...(topology === TunnelTopology.Hierarchical ? checkHierarchy(tiersOf(sites), "sites") : []),
        ...Object.keys(pairs).flatMap((key) => checkPair(key, isSite)),
        ...traffic.flatMap(({ from, to }, i) => [
            ...demandSite(from, `traffic[${i}].from`),
            ...demandSite(to, `traffic[${i}].to`),
        ]),
    ];
}

/** Where managed gateways are; one's own may run in any cloud. */
const CLOUDS: Readonly<Record<string, Cloud>> = {
    aws: "aws",
    azure: "azure",
    "azure-virtual-wan": "azure",
    gcp: "gcp",
};

function checkSite(name: string, { kind, place, sku, devices }: TunnelSite): Problem[] {
    const path = join("sites", name);
    const problem = (check: string, field: string, got: unknown, allowed: string, fix: string): Problem[] => [
        { check, path: `${path}${field}`, got: show(got), allowed, fix },
    ];
    const kinds = Object.keys(ENDS);
    const skus: readonly string[] = AZURE_GATEWAY.skus;
    return [
        ...(name.includes("/")
            ? problem("site-name", "", name, "a name without '/'", "A '/' joins two sites to a pair.")
            : []),
        ...(kinds.includes(kind)
            ? []
            : problem("unknown-kind", ".kind", kind, oneOf(kinds), "Say what the tunnels end at.")),
        ...("cloud" in place && (own(CLOUDS, kind) ?? place.cloud) !== place.cloud
            ? problem("place-cloud", ".place.cloud", place.cloud, show(CLOUDS[kind]), "A gateway is in its own cloud.")
            : []),
        ...(sku === undefined || skus.includes(sku)
            ? []
            : problem("azure-sku", ".sku", sku, oneOf(skus), "SKUs without zones can no longer be created.")),
        ...(devices === undefined || devices === 1 || devices === 2
            ? []
            : problem("devices", ".devices", devices, "1 or 2", "Make further devices a site of their own.")),
    ];
}

function checkPair(key: string, isSite: (name: string) => boolean): Problem[] {
    const [a = "", b = "", ...more] = key.split("/");
    if (more.length === 0 && a < b && isSite(a) && isSite(b)) return [];
    const fix = "Name the two sites in the order of their names, joined by '/'.";
    return [
        { check: "unknown-pair", path: join("pairs", key), got: show(key), allowed: 'two sites: "aws/plant"', fix },
    ];
}

function tooFew(count: number): Problem {
    return {
        check: "too-few-sites",
        path: "sites",
        got: `${count}`,
        allowed: "two or more",
        fix: "Name the sites to join.",
    };
}

function unknownTopology(topology: string, known: readonly string[]): Problem {
    const fix = "Choose one of these topologies.";
    return { check: "unknown-topology", path: "topology", got: show(topology), allowed: oneOf(known), fix };
}

function noHubs(): Problem {
    const fix = "Name the sites that all others are linked with.";
    return { check: "no-hubs", path: "hubs", got: "nothing", allowed: "at least one site", fix };
}

/** A pair that is not linked keeps its id, but needs no addresses. */
function addressWishes({ sites, pairs = {} }: TunnelNetwork, drafts: readonly PairDraft[]): Record<string, TunnelPair> {
    const isAzure = (site: string): boolean => ENDS[(sites[site] as TunnelSite).kind].end.startsWith("azure");
    return Object.fromEntries(
        drafts.map(({ key, ends, joint }): [string, TunnelPair] => {
            const id = pairs[key]?.id;
            const wish = { touchesAzure: ends.some(isAzure), blocks: joint.blocks };
            return [key, id === undefined ? wish : { ...wish, id }];
        }),
    );
}

/** Limits of gateways and regions. Connections of AWS sites in one region count together. */
function checkCounts({ sites, limits }: TunnelNetwork, drafts: readonly PairDraft[]): Problem[] {
    const tunnels = new Map<string, number>();
    const connections = new Map<string, { count: number; sites: Set<string> }>();
    for (const draft of drafts) {
        for (const name of draft.ends) {
            const site = sites[name] as TunnelSite;
            tunnels.set(name, (tunnels.get(name) ?? 0) + draft.count);
            if (site.kind !== "aws") continue;
            const region = "region" in site.place ? site.place.region : "";
            const here = connections.get(region) ?? { count: 0, sites: new Set<string>() };
            connections.set(region, { count: here.count + connectionsOf(draft, site), sites: here.sites.add(name) });
        }
    }
    const granted = limits?.vpnConnectionsPerRegion;
    return [
        ...[...connections.values()].flatMap(({ count, sites: names }) =>
            checkLimit(AWS_LIMITS.vpnConnectionsPerRegion, count, {
                path: join("sites", [...names].sort()[0] ?? ""),
                argument: "limits.vpnConnectionsPerRegion",
                ...(granted === undefined ? {} : { override: granted }),
            }),
        ),
        ...Object.entries(sites).flatMap(([name, { kind, sku = AZURE_GATEWAY.defaultSku }]) => {
            if (kind !== "azure") return [];
            const isLarge = sku === "VpnGw4AZ" || sku === "VpnGw5AZ";
            const limit = isLarge ? AZURE_LIMITS.tunnelsPerLargeGateway : AZURE_LIMITS.tunnelsPerSmallGateway;
            return checkLimit(limit, tunnels.get(name) ?? 0, { path: join("sites", name) });
        }),
    ];
}

function narrowest(pairs: readonly [string, PlannedPair][]): { bytes: number; decidedBy: string } {
    const bytes = pairs.reduce((min, [, pair]) => Math.min(min, pair.mtu), Infinity);
    return { bytes, decidedBy: pairs.find(([, pair]) => pair.mtu === bytes)?.[0] ?? "" };
}

function together(warnings: readonly MtuWarning[]): MtuWarning[] {
    const bySaying = new Map<string, MtuWarning[]>();
    for (const warning of warnings) {
        const saying = JSON.stringify({ ...warning, about: "" });
        bySaying.set(saying, [...(bySaying.get(saying) ?? []), warning]);
    }
    return [...bySaying.values()].flatMap((group) => {
        const [first] = group;
        return first === undefined ? [] : [{ ...first, about: group.map((w) => w.about).join(", ") }];
    });
}

/** A problem of a site shows up at each of its pairs. */
function distinct(problems: readonly Problem[]): Problem[] {
    return [...new Map(problems.map((p) => [JSON.stringify(p), p])).values()];
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
