/** What the network costs by the month: what stands, and what flows that the user names send through it. */
import {
    monthlyCost,
    type Component,
    type CostOptions,
    type Flow,
    type Hop as Passing,
    type MonthlyCost,
} from "../plan/cost";
import { KINDS } from "../plan/cost/kinds";
import type { Problem } from "../plan/problem";
import { Verdict, type Selection, type Way } from "./answer";
import { HostKind, LinkKind, PlaceKind, type Link, type Network, type Paid } from "./network";
import { placeAround } from "./path";
import { reach } from "./reach";
import { select } from "./names";
import { readTraffic, type Traffic } from "./traffic";

/**
 * Data that one end sends to another in a month, named as in a question. Answers are flows of their own: what machines load from the
 * internet is sent by "internet".
 */
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
    [LinkKind.EgressOnlyGateway]: { kind: "aws.internet-gateway", isPerEnd: false },
};
/** By what it ends at. */
const VPNS: Readonly<Record<string, string>> = { [PlaceKind.Hub]: "aws.tgw.vpn", [PlaceKind.Network]: "aws.vgw.vpn" };
/** An interface endpoint is a host, and has a price, in each of its subnets. */
const HOSTS: Readonly<Partial<Record<HostKind, string>>> = {
    [HostKind.Nat]: "aws.nat-gateway",
    [HostKind.Endpoint]: "aws.interface-endpoint",
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
    const owners = [...network.places.values()].filter(({ kind }) => OWNERS.has(kind));
    const firsts = new Map([...owners].reverse().map(({ id, label }) => [label, id]));
    const repeated = new Set(owners.filter(({ id, label }) => firsts.get(label) !== id).map(({ label }) => label));
    const at = (place: string): Pick<Component, "region" | "owner"> => ({
        region: placeAround(network, place, PlaceKind.Region)?.region ?? "",
        owner: ownerOf(network, place, repeated),
    });
    const ofLinks = [...network.links.values()].flatMap((link): Component[] => {
        if (link.paid !== undefined) return [];
        const priced = pricedOf(network, link);
        if (priced === undefined) return [];
        // Two ends of which neither is settled have one name.
        const ends = new Set(priced.isPerEnd ? link.ends : [link.ends[0]]);
        return [...ends].map((end) => ({ name: sideName(link, end), kind: priced.kind, ...at(end) }));
    });
    const ofTunnels = [...sharedBy(network)].flatMap(([by, ends]): Component[] => {
        const [first] = ends;
        const kind = first?.kind;
        if (first === undefined || kind === undefined || !Object.hasOwn(KINDS, kind)) return [];
        const counts = "connections" in (KINDS[kind]?.counts ?? {}) ? { counts: { connections: ends.length } } : {};
        const region = first.region === undefined ? {} : { region: first.region };
        return [{ name: by, kind, ...at(first.end), ...region, ...counts }];
    });
    const ofHosts = [...network.hosts.values()].flatMap(({ id, kind, place }): Component[] => {
        const priced = HOSTS[kind];
        return priced === undefined ? [] : [{ name: id, kind: priced, ...at(place) }];
    });
    return [...ofLinks, ...ofTunnels, ...ofHosts].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What several tunnels share is paid for once: a connection of AWS, a gateway of Azure. */
function sharedBy(network: Network): ReadonlyMap<string, readonly Paid[]> {
    const shared = new Map<string, Paid[]>();
    for (const { paid = [] } of network.links.values())
        for (const one of paid) shared.set(one.by, [...(shared.get(one.by) ?? []), one]);
    return shared;
}

/** A VPN on a hub pays for its attachment too. What it ends at when that is not settled nobody can price. */
function pricedOf(network: Network, { kind, ends }: Link): Priced | undefined {
    if (kind !== LinkKind.Vpn) return LINKS[kind];
    const vpn = VPNS[network.places.get(ends[0])?.kind ?? ""];
    return vpn === undefined ? undefined : { kind: vpn, isPerEnd: false };
}

function sideName({ id }: Link, end: string): string {
    return `${id} at ${end}`;
}

/**
 * The network or hub, which stands for its account: a program rarely tells that one. AWS bills attachments to the owner of the VPC,
 * VPN connections to that of the gateway, and each end of a peering to its own. Where a name repeats, the URN.
 */
function ownerOf(network: Network, place: string, repeated: ReadonlySet<string>): string {
    const owner =
        placeAround(network, place, PlaceKind.Network) ??
        placeAround(network, place, PlaceKind.Hub) ??
        network.places.get(place);
    if (owner === undefined) return place;
    return repeated.has(owner.label) ? owner.id : owner.label;
}
const OWNERS: ReadonlySet<PlaceKind> = new Set([PlaceKind.Network, PlaceKind.Hub]);

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
    const way = wayOf(network, from, to, traffic);
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
    // Links that have no price are no components.
    const names = new Set(components.map(({ name }) => name));
    const over = passings(network, way).filter((hop) => names.has(hop.in ?? hop.out));
    return { from: use.from, to: use.to, gbPerMonth: use.gbPerMonth, over };
}

/**
 * The first way of the packets that arrive; of ends of which only the other asks, such as the internet behind a NAT gateway, the way
 * of its answers.
 */
function wayOf(network: Network, from: Selection, to: Selection, traffic: Traffic): Way | undefined {
    const asked = reach(network, from, to, traffic).trips.find(({ out }) => out.end.is === "delivered");
    if (asked !== undefined) return asked.out;
    const answered = reach(network, to, from, traffic).trips.find(({ verdict }) => verdict === Verdict.Reachable);
    return answered?.back[0];
}

/** What a way passes, out of one and into the next: the near end of a link is where packets leave. */
function passings(network: Network, way: Way): readonly Passing[] {
    let place = placeAround(network, way.from.place, PlaceKind.Network)?.id ?? way.from.place;
    const passing = (link: Link): readonly Passing[] => {
        const [own, other] = link.ends;
        const [near, far] = other === place ? [other, own] : [own, other];
        place = far;
        if (link.paid !== undefined) {
            const [leaving, entering] = [near, far].map((at) => link.paid?.find(({ end }) => end === at));
            return [
                ...(leaving === undefined ? [] : [{ out: leaving.by }]),
                ...(entering === undefined ? [] : [{ in: entering.by }]),
            ];
        }
        const isPaidNear = near === own;
        switch (link.kind) {
            case LinkKind.Attachment:
                // Into the hub.
                return [isPaidNear ? { in: sideName(link, own) } : { out: sideName(link, own) }];
            case LinkKind.HubPeering:
            case LinkKind.NetworkPeering:
                return [{ out: sideName(link, near) }, { in: sideName(link, far) }];
            default:
                // Out of the cloud.
                return [isPaidNear ? { out: sideName(link, own) } : { in: sideName(link, own) }];
        }
    };
    const steps = way.steps.flatMap(({ element, link: id }): readonly Passing[] => {
        const link = network.links.get(id ?? "");
        const isNat = network.hosts.get(element.urn ?? "")?.kind === HostKind.Nat;
        return [...(isNat ? [{ in: element.urn ?? "" }] : []), ...(link === undefined ? [] : passing(link))];
    });
    const end = way.end.is === "delivered" ? way.end.host : undefined;
    return [
        ...(way.from.kind === HostKind.Endpoint ? [{ out: way.from.id }] : []),
        ...steps,
        ...(end?.kind === HostKind.Endpoint ? [{ in: end.id }] : []),
    ];
}

/** Load balancers cost, and no table here has their prices; neither do VPN connections of which nobody can say where they end. */
function unpricedOf(network: Network): readonly string[] {
    const balancers = [...network.hosts.values()].filter(({ kind }) => kind === HostKind.LoadBalancer);
    const open = [...network.links.values()].filter((link) =>
        link.paid === undefined
            ? link.kind === LinkKind.Vpn && pricedOf(network, link) === undefined
            : link.paid.some(({ kind }) => kind === undefined || !Object.hasOwn(KINDS, kind)),
    );
    return [...new Set([...balancers, ...open].map(({ element }) => element.label))];
}
