/**
 * A whole network of tunnels, from its sites: which are linked, with how many tunnels, which addresses, numbers and suites
 * they have, how large packets may be, how far it is, and what it costs. All numbers follow from ids and names, so another
 * site moves nothing.
 */
import { planAsns } from "./asns";
import { monthlyCost, type CostedNetwork, type MonthlyCost } from "./cost";
import { wireHierarchy } from "./hierarchy";
import type { IdLine } from "./identity";
import type { Problem, Warning } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { withoutNulls } from "./shape";
import { countConnections, Topology, wire, type ConnectionCount, type Link, type Wiring } from "./topology";
import { planTunnelAddresses, type TunnelPair } from "./tunnel-addresses";
import { checkNetwork, tiersOf } from "./tunnels/check";
import { costedNetwork, linksOfWay } from "./tunnels/costs";
import { countedLimits } from "./tunnels/limits";
import { ENDS, holderOf, NETWORK, TunnelTopology, type TunnelNetwork, type TunnelSite } from "./tunnels/network";
import { draftPairs, pairKey, pairPlanner, type PairDraft, type PlannedPair } from "./tunnels/pairs";
import { warningsOf } from "./tunnels/warnings";

export interface TunnelPlan {
    /** By site. */
    readonly asns: Readonly<Record<string, number>>;
    /** By the names of the two sites: "aws/plant"; a second set of tunnels is "aws/plant/dedicated". */
    readonly pairs: Readonly<Record<string, PlannedPair>>;
    /** Pairs that are joined by other means, as `elsewhere` says: they carry traffic, and are not planned here. */
    readonly elsewhere: readonly string[];
    /** Of all links, those of other means too. */
    readonly connections: ConnectionCount;
    /** How many tunnels there are in all. */
    readonly tunnels: number;
    /** The largest packet that every tunnel takes, and the pair that decides it; undefined where there is no tunnel. */
    readonly mtu: { readonly bytes: number; readonly decidedBy: string } | undefined;
    readonly cost: MonthlyCost;
    /** The network as its bill sees it, for whoever has more to pay. */
    readonly costed: CostedNetwork;
    /** The neighbour of a site on the way to another. */
    readonly nextHop: Wiring["nextHop"];
    /** Each once, about all the pairs or sites that have it. */
    readonly warnings: readonly Warning[];
    /** Of the whole; each pair has its own. */
    readonly reasoning: Reasoning;
}

export interface NoTunnelPlan {
    readonly problems: readonly Problem[];
    /** The lines that end all collisions of numbers in one edit. */
    readonly lines: readonly IdLine[];
}

/** The plan, or everything that stands against it. */
export function planTunnels(given: TunnelNetwork): TunnelPlan | NoTunnelPlan {
    const network = withoutNulls(NETWORK, given);
    const wrong = checkNetwork(network);
    if (wrong.length > 0) return { problems: wrong, lines: [] };
    const { sites, traffic = [], pairs: options = {} } = network;
    const wiring = wiringOf(network);
    const { links, nextHop } = wiring;
    const isElsewhere = ([a, b]: Link): boolean => options[pairKey(a, b)]?.elsewhere === true;
    const joined = links.filter((link) => !isElsewhere(link)).flatMap((link) => draftPairs(link, network));
    const drafts = joined.flatMap((j) => ("draft" in j ? [j.draft] : []));

    const asns = planAsns(mapValues(sites, asnSite));
    const addresses = planTunnelAddresses(addressWishes(network, drafts));
    const complete = pairPlanner(network);
    const planned = drafts.map((draft) => ({
        key: draft.key,
        ...complete(
            draft,
            draft.runs.flatMap((run) => addresses.blocks?.[run] ?? []),
        ),
    }));
    const limits = countedLimits(network, drafts);
    const costed = costedNetwork(network, drafts, nextHop);
    const cost = monthlyCost(costed, { ...network.cost, path: "cost" });
    const problems = [
        ...joined.flatMap((j) => ("problem" in j ? [j.problem] : [])),
        ...traffic.flatMap(({ from, to }, i) =>
            linksOfWay(from, to, nextHop).length === 0 ? [noWay(from, to, i)] : [],
        ),
        ...asns.problems,
        ...addresses.problems,
        ...planned.flatMap((p) => ("problems" in p ? p.problems : [])),
        ...limits.problems,
        ...("problems" in cost ? cost.problems : []),
    ];
    if (problems.length > 0 || asns.asns === undefined || "problems" in cost) {
        return { problems: distinct(problems), lines: [...asns.lines, ...addresses.lines] };
    }
    const pairs = planned.flatMap((p): [string, PlannedPair][] => ("pair" in p ? [[p.key, p.pair]] : []));
    const connections = countConnections(links);
    const mtu = narrowest(pairs);
    const tunnels = drafts.reduce((sum, draft) => sum + draft.count, 0);
    const elsewhere = links.filter(isElsewhere).map(([a, b]) => pairKey(a, b));
    return {
        asns: asns.asns,
        pairs: Object.fromEntries(pairs),
        elsewhere,
        connections,
        tunnels,
        mtu,
        cost,
        costed,
        nextHop,
        warnings: warningsOf(network, wiring, pairs, drafts),
        reasoning: [
            ...connections.reasoning,
            { what: "tunnels", figure: String(tunnels), because: "of all pairs" },
            ...elsewhere.map((key) => elsewhereStep(key, network, nextHop)),
            ...(mtu === undefined ? [] : [mtuStep(mtu)]),
            ...asns.reasoning,
            ...addresses.reasoning,
            ...limits.reasoning,
            ...cost.reasoning,
        ],
    };
}

/** Which sites are linked. The network must have passed its checks. */
export function wiringOf({
    sites,
    topology = Topology.FullMesh,
    hubs = [],
    meshRegional = false,
}: TunnelNetwork): Wiring {
    if (topology === TunnelTopology.Hierarchical) return wireHierarchy(tiersOf(sites), { meshRegional });
    return wire(topology, Object.keys(sites), hubs);
}

function asnSite(site: TunnelSite): Parameters<typeof planAsns>[0][string] {
    const { asn, id, twoBytes } = site;
    return {
        holder: holderOf(site),
        ...(asn === undefined ? {} : { asn }),
        ...(id === undefined ? {} : { id }),
        ...(twoBytes === undefined ? {} : { twoBytes }),
    };
}

function addressWishes({ sites, pairs = {} }: TunnelNetwork, drafts: readonly PairDraft[]): Record<string, TunnelPair> {
    const isAzure = (site: string): boolean => ENDS[(sites[site] as TunnelSite).kind].end.startsWith("azure");
    return Object.fromEntries(
        drafts.flatMap(({ runs, ends, joint }) =>
            runs.map((run): [string, TunnelPair] => {
                const id = pairs[run]?.id;
                const wish = { touchesAzure: ends.some(isAzure), blocks: joint.run.value };
                return [run, id === undefined ? wish : { ...wish, id }];
            }),
        ),
    );
}

function noWay(from: string, to: string, i: number): Problem {
    const fix = "Link the two, over other sites too, or take the traffic out.";
    return {
        check: "no-way",
        path: `traffic[${i}]`,
        got: `no way from '${from}' to '${to}'`,
        allowed: "sites that reach each other",
        fix,
    };
}

function elsewhereStep(key: string, { traffic = [] }: TunnelNetwork, nextHop: Wiring["nextHop"]): Step {
    const gb = traffic
        .filter(({ from, to }) => linksOfWay(from, to, nextHop).some(([a, b]) => pairKey(a, b) === key))
        .reduce((sum, { gbPerMonth }) => sum + gbPerMonth, 0);
    const said = { what: `'${key}'`, figure: "joined by other means" };
    return gb === 0 ? said : { ...said, because: `${gb} GB a month pass it, at a price that is not in the cost` };
}

function mtuStep({ bytes, decidedBy }: { bytes: number; decidedBy: string }): Step {
    return { what: "largest packet of the whole network", figure: `${bytes} bytes`, because: `by ${decidedBy}` };
}

function narrowest(pairs: readonly [string, PlannedPair][]): { bytes: number; decidedBy: string } | undefined {
    const bytes = pairs.reduce((min, [, pair]) => Math.min(min, pair.mtu), Infinity);
    const decidedBy = pairs.find(([, pair]) => pair.mtu === bytes)?.[0];
    return decidedBy === undefined ? undefined : { bytes, decidedBy };
}

/** A problem of a site shows up at each of its pairs. */
function distinct(problems: readonly Problem[]): Problem[] {
    return [...new Map(problems.map((p) => [JSON.stringify(p), p])).values()];
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
