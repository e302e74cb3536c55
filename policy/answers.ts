/** The graph's answers in the words that rules ask in. */
import { Verdict, type Answer, type Selection } from "../graph/answer";
import { costOf, type Usage } from "../graph/cost";
import { groupsOf, matrix } from "../graph/matrix";
import { PlaceKind, StationKind, type Network } from "../graph/network";
import { networkOverlaps } from "../graph/overlap";
import { linksOf, placeAround, regionOfHost, regionsOf, encryptionOf, waysOf } from "../graph/path";
import { reach } from "../graph/reach";
import { select } from "../graph/names";
import { singlePoints } from "../graph/single-points";
import { readTraffic, type Traffic } from "../graph/traffic";
import { countryOf } from "../plan/places";
import { describeProblem, type Problem } from "../plan/problem";
import type { Flow, LinkOnPath, Maybe, Questions, RegionOnPath, SegmentView } from "./questions";

/** Answers about one network. Each is computed when a rule asks. */
export function answersFrom(network: Network): Questions {
    return {
        reach: (flow) => {
            const asked = answer(network, flow);
            if ("problems" in asked)
                return { verdict: Verdict.Undetermined, reasons: asked.problems.map(describeProblem) };
            return { verdict: asked.verdict, reasons: asked.reasons.map(({ detail }) => detail) };
        },
        overlaps: () => ({
            found: networkOverlaps(network).map(({ a, b, shared, isJoined }) => ({
                one: thing(a),
                other: thing(b),
                addresses: shared,
                joined: isJoined,
            })),
            reasons: [...network.places.values()]
                .filter(({ kind, addresses }) => kind === PlaceKind.Network && addresses === undefined)
                .map(({ label }) => `the addresses of ${label} are not known`),
        }),
        singlePoints: (flow) => {
            const asked = question(network, flow);
            if ("problems" in asked) return unknown(asked.problems);
            const answered = reach(network, asked.from, asked.to, asked.traffic);
            if (answered.verdict !== Verdict.Reachable) return notReached(answered);
            const points = singlePoints(network, asked.from, asked.to, asked.traffic);
            return { known: true, value: points.map(({ failure }) => ({ label: failure.text })) };
        },
        regionsOn: (flow) => along(network, flow, (answered) => regionsOn(network, answered)),
        linksOn: (flow) => along(network, flow, (answered) => linksOn(network, answered)),
        segments: () => segmentsOf(network),
        monthlyCost: (usage) => {
            const read = readUsage(usage);
            if ("reasons" in read) return { known: false, reasons: read.reasons };
            const cost = costOf(network, read.usage);
            if ("problems" in cost) return unknown(cost.problems);
            const missing = [...cost.unknowns.map(({ what, region }) => `${what} in ${region}`), ...cost.unpriced];
            return { known: true, value: { usd: cost.total, missing } };
        },
    };
}

function thing({ urn, label }: { readonly urn?: string; readonly label: string }): { urn?: string; label: string } {
    return urn === undefined ? { label } : { urn, label };
}

function unknown(problems: readonly Problem[]): { readonly known: false; readonly reasons: readonly string[] } {
    return { known: false, reasons: problems.map(describeProblem) };
}

type Asked =
    | { readonly from: Selection; readonly to: Selection; readonly traffic: Traffic }
    | { readonly problems: readonly Problem[] };

function question(network: Network, { from, to, traffic }: Flow): Asked {
    const parts = [select(network, from, "from"), select(network, to, "to"), readTraffic(traffic)] as const;
    const problems = parts.flatMap((part) => ("problems" in part ? part.problems : []));
    const [source, target, packets] = parts;
    if ("problems" in source || "problems" in target || "problems" in packets) return { problems };
    return { from: source, to: target, traffic: packets };
}

function answer(network: Network, flow: Flow): Answer | { readonly problems: readonly Problem[] } {
    const asked = question(network, flow);
    return "problems" in asked ? asked : reach(network, asked.from, asked.to, asked.traffic);
}

/** What lies on the ways of a flow; of one that does not reach nothing is known. */
function along<T>(network: Network, flow: Flow, of: (answered: Answer) => Maybe<T>): Maybe<T> {
    const answered = answer(network, flow);
    if ("problems" in answered) return unknown(answered.problems);
    const isOnItsWay = answered.verdict === Verdict.Reachable || answered.verdict === Verdict.Partial;
    return isOnItsWay ? of(answered) : notReached(answered);
}

function notReached({ verdict, reasons }: Answer): { readonly known: false; readonly reasons: readonly string[] } {
    return { known: false, reasons: [`the flow is ${verdict}`, ...reasons.map(({ detail }) => detail)] };
}

function linksOn(network: Network, { trips }: Answer): Maybe<readonly LinkOnPath[]> {
    const ways = waysOf(trips);
    const between = new Set(encryptionOf(network, ways).links.map(({ link }) => link.id));
    const open = linksOf(network, ways).filter(({ encryption }) => encryption === undefined);
    if (open.length > 0)
        return { known: false, reasons: open.map(({ element }) => `what encrypts ${element.label} is not known`) };
    return {
        known: true,
        value: linksOf(network, ways).map(({ id, element, encryption = "" }) => ({
            ...thing(element),
            encryption,
            isBetweenSites: between.has(id),
        })),
    };
}

function regionsOn(network: Network, { trips }: Answer): Maybe<readonly RegionOnPath[]> {
    const found = new Map<string, RegionOnPath>();
    for (const way of waysOf(trips)) {
        const ends = [way.from, ...(way.end.is === "delivered" ? [way.end.host] : [])];
        const nowhere = ends.find((host) => regionOfHost(network, host) === undefined);
        if (nowhere !== undefined)
            return { known: false, reasons: [`where ${nowhere.element.label} lies is not known`] };
        const regions = regionsOf(network, way);
        if (regions.length === 0)
            return { known: false, reasons: [`the region of ${way.from.element.label} is not known`] };
        for (const [i, place] of regions.entries()) {
            const { cloud, region } = place;
            if (cloud === undefined || region === undefined)
                return { known: false, reasons: [`the region ${place.label} is not known`] };
            const where = countryOf({ cloud, region }, "region");
            if ("problems" in where) return unknown(where.problems);
            const role = i === 0 ? "from" : i === regions.length - 1 ? "to" : "transit";
            const known = found.get(place.id);
            if (known === undefined || known.role === "transit")
                found.set(place.id, { ...thing(place), region, country: where.code, role });
        }
    }
    return { known: true, value: [...found.values()] };
}

/** A network belongs to the segment of the hub table that looks up what it sends. */
function segmentsOf(network: Network): Maybe<readonly SegmentView[]> {
    const all = readTraffic("all");
    if ("problems" in all) return unknown(all.problems);
    // Only networks of segments are asked: of a stack without a hub nothing is walked.
    const grouped = groupsOf(network)
        .filter(({ hosts }) => hosts.some((host) => host.network !== undefined))
        .map((group) => ({ group, table: tableOf(network, group.hosts[0]?.station) }))
        .filter(({ table }) => table?.segment !== undefined);
    const [groups, tables] = [grouped.map(({ group }) => group), grouped.map(({ table }) => table)];
    const { cells } = matrix(network, all, groups);
    const views = new Map<string, { view: Omit<SegmentView, "reaches">; reaches: Set<string> }>();
    const open: string[] = [];
    groups.forEach((from, i) => {
        const table = tables[i];
        if (table?.segment === undefined) return;
        const hub = placeAround(network, table.id, PlaceKind.Hub);
        const region = placeAround(network, table.id, PlaceKind.Region)?.region ?? "";
        const view = { segment: table.segment, region, hub: thing(hub ?? table) };
        const known = views.get(table.id) ?? { view, reaches: new Set<string>() };
        groups.forEach((to, j) => {
            const [cell, segment] = [cells[i]?.[j], tables[j]?.segment];
            if (from === to || cell === undefined || segment === undefined) return;
            if (cell.verdict === Verdict.Undetermined)
                open.push(`whether ${from.name} reaches ${to.name} is not known`);
            else if (cell.verdict !== Verdict.Denied) known.reaches.add(segment);
        });
        views.set(table.id, known);
    });
    if (open.length > 0) return { known: false, reasons: open };
    return {
        known: true,
        value: [...views.values()].map(({ view, reaches }) => ({ ...view, reaches: [...reaches].sort() })),
    };
}

function tableOf(network: Network, station: string | undefined) {
    const entries = network.stations.get(station ?? "")?.entries ?? [];
    for (const { to } of entries) {
        const next = to.to === "station" ? network.stations.get(to.station) : undefined;
        if (next?.kind === StationKind.HubTable) return network.places.get(next.place);
    }
    return undefined;
}

/** By any name: `{ "orders to shop": { from: "vpc/orders", to: "vpc/shop", gbPerMonth: 500 } }`. */
function readUsage(
    usage: Readonly<Record<string, unknown>>,
): { readonly usage: readonly Usage[] } | { readonly reasons: readonly string[] } {
    const entries = Object.entries(usage);
    const wrong = entries.filter(([, use]) => !isUsage(use)).map(([name]) => name);
    if (wrong.length > 0)
        return {
            reasons: wrong.map((name) => `usage ${name} is no flow: give { from, to, gbPerMonth } with a number of GB`),
        };
    return { usage: entries.map(([, use]) => use as Usage) };
}

function isUsage(use: unknown): use is Usage {
    if (typeof use !== "object" || use === null) return false;
    const { from, to, gbPerMonth, traffic } = use as Partial<Usage>;
    const isText =
        typeof from === "string" && typeof to === "string" && ["string", "undefined"].includes(typeof traffic);
    return isText && typeof gbPerMonth === "number" && Number.isFinite(gbPerMonth) && gbPerMonth >= 0;
}
