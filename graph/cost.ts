/** What the network costs by the month: what stands, and what flows that the user names send through it. */
import {
    monthlyCost,
    type Component,
    type CostOptions,
    type Flow,
    type Hop as Passing,
    type MonthlyCost,
} from "../plan/cost";
import type { Problem } from "../plan/problem";
import type { Way } from "./answer";
import { HostKind, LinkKind, PlaceKind, type Link, type Network } from "./network";
import { linksOf, placeAround } from "./path";
import { reach } from "./reach";
import { select } from "./names";
import { readTraffic } from "./traffic";

/** Data that one end sends to another in a month, named as in a question. Answers are flows of their own. */
export interface Usage {
    readonly from: string;
    readonly to: string;
    readonly gbPerMonth: number;
    /** What it is, where the way depends on it; all traffic by default. */
    readonly traffic?: string;
}

export type NetworkCost = MonthlyCost & {
    /** What stands in the network and has no price here, in words. */
    readonly unpriced: readonly string[];
};

/** A side of a link that somebody pays for: one end of it, and the kind of component it is there. */
interface Priced {
    readonly kind: string;
    /** Each end is paid for by itself (peerings); otherwise the hub's end. */
    readonly isPerEnd: boolean;
}

const LINKS: Readonly<Partial<Record<LinkKind, Priced>>> = {
    [LinkKind.Attachment]: { kind: "aws.tgw.vpc-attachment", isPerEnd: false },
    [LinkKind.HubPeering]: { kind: "aws.tgw.peering", isPerEnd: true },
    [LinkKind.NetworkPeering]: { kind: "aws.vpc-peering", isPerEnd: true },
    [LinkKind.InternetGateway]: { kind: "aws.internet-gateway", isPerEnd: false },
};

/** List price of a month, or what is wrong with the flows. */
export function costOf(
    network: Network,
    usage: readonly Usage[] = [],
    options?: CostOptions,
): NetworkCost | { readonly problems: readonly Problem[] } {
    const components = componentsOf(network);
    const flows = usage.map((use, i) => flowOf(network, use, components, `usage[${i}]`));
    const problems = flows.flatMap((flow) => ("problems" in flow ? flow.problems : []));
    if (problems.length > 0) return { problems };
    const cost = monthlyCost(
        { components, flows: flows.filter((flow): flow is Flow => !("problems" in flow)) },
        options,
    );
    return "problems" in cost ? cost : { ...cost, unpriced: unpricedOf(network) };
}

function componentsOf(network: Network): readonly Component[] {
    const region = (place: string): string => placeAround(network, place, PlaceKind.Region)?.region ?? "";
    const ofLinks = [...network.links.values()].flatMap((link): Component[] => {
        const owner = ownerOf(network, link.ends[0]);
        const vpn = vpnKind(network, link);
        if (vpn !== undefined)
            return [{ name: sideName(link, link.ends[1]), kind: vpn, region: hubRegion(network, link), owner }];
        const priced = LINKS[link.kind];
        if (priced === undefined) return [];
        const ends = priced.isPerEnd ? link.ends : [link.ends[0]];
        return ends.map((end) => ({
            name: sideName(link, end),
            kind: priced.kind,
            region: region(end),
            owner: ownerOf(network, end),
        }));
    });
    const ofHosts = [...network.hosts.values()].flatMap(({ id, kind, place }): Component[] => {
        const priced =
            kind === HostKind.Nat
                ? "aws.nat-gateway"
                : kind === HostKind.Endpoint
                  ? "aws.interface-endpoint"
                  : undefined;
        return priced === undefined
            ? []
            : [{ name: id, kind: priced, region: region(place), owner: ownerOf(network, place) }];
    });
    return [...ofLinks, ...ofHosts].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A VPN on a hub pays for its attachment too. */
function vpnKind(network: Network, { kind, ends }: Link): string | undefined {
    if (kind !== LinkKind.Vpn) return undefined;
    const isHub = ends.some((end) => network.places.get(end)?.kind === PlaceKind.Hub);
    return isHub ? "aws.tgw.vpn" : "aws.vgw.vpn";
}

function hubRegion(network: Network, { ends }: Link): string {
    return ends.flatMap((end) => placeAround(network, end, PlaceKind.Region)?.region ?? [])[0] ?? "";
}

function sideName({ id }: Link, end: string): string {
    return `${id} at ${end}`;
}

/** The network or hub: bills are by account, which a program rarely tells. */
function ownerOf(network: Network, place: string): string {
    return network.places.get(place)?.label ?? place;
}

function flowOf(
    network: Network,
    use: Usage,
    components: readonly Component[],
    path: string,
): Flow | { readonly problems: readonly Problem[] } {
    const [from, to] = [select(network, use.from, `${path}.from`), select(network, use.to, `${path}.to`)];
    const traffic = readTraffic(use.traffic ?? "all", `${path}.traffic`);
    const problems = [from, to, traffic].flatMap((part) => ("problems" in part ? part.problems : []));
    if ("problems" in from || "problems" in to || "problems" in traffic) return { problems };
    const way = reach(network, from, to, traffic).trips.find(({ out }) => out.end.is === "delivered")?.out;
    if (way === undefined)
        return {
            problems: [
                {
                    check: "usage",
                    path,
                    got: `${use.gbPerMonth} GB from ${use.from} to ${use.to}`,
                    allowed: "flows that arrive",
                    fix: `Ask why not: causeway reach ${use.from} ${use.to} ${use.traffic ?? "all"}.`,
                },
            ],
        };
    const names = new Set(components.map(({ name }) => name));
    const over = passings(network, way).filter((hop) => names.has(hop.in ?? hop.out));
    return { from: use.from, to: use.to, gbPerMonth: use.gbPerMonth, over };
}

/** What a way passes, out of one and into the next: the near end of a link is where packets leave. */
function passings(network: Network, way: Way): readonly Passing[] {
    let place = placeAround(network, way.from.place, PlaceKind.Network)?.id ?? way.from.place;
    const links = linksOf(network, [way]);
    const nats = way.steps.flatMap(({ element }): Passing[] =>
        element.urn !== undefined && network.hosts.get(element.urn)?.kind === HostKind.Nat ? [{ in: element.urn }] : [],
    );
    const hops = links.flatMap((link): Passing[] => {
        const isForward = link.ends[0] === place;
        const [near, far] = isForward ? link.ends : [link.ends[1], link.ends[0]];
        place = far;
        const toHub = network.places.get(far)?.kind === PlaceKind.Hub;
        switch (link.kind) {
            case LinkKind.Attachment:
                return [toHub ? { in: sideName(link, link.ends[0]) } : { out: sideName(link, link.ends[0]) }];
            case LinkKind.HubPeering:
            case LinkKind.NetworkPeering:
                return [{ out: sideName(link, near) }, { in: sideName(link, far) }];
            case LinkKind.Vpn:
                return [toHub ? { in: sideName(link, link.ends[1]) } : { out: sideName(link, link.ends[1]) }];
            case LinkKind.InternetGateway:
                return [{ out: sideName(link, link.ends[0]) }];
            default:
                return [];
        }
    });
    return [...nats, ...hops];
}

/** Load balancers cost, and no table here has their prices. */
function unpricedOf(network: Network): readonly string[] {
    return [...network.hosts.values()]
        .filter(({ kind }) => kind === HostKind.LoadBalancer)
        .map(({ element }) => element.label);
}
