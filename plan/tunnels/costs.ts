/** A planned network of tunnels as its bill sees it: gateways once, connections and tunnels by pair, traffic by its way. */
import { GCP_DESTINATION_COUNTRIES } from "../../facts/prices/areas";
import type { Component, CostedNetwork, Flow, Hop } from "../cost/network";
import {
    AwsGateway,
    Concentrator,
    DEFAULT_AZURE_SKU,
    ENDS,
    isConcentrated,
    Underlay,
    type PairOptions,
    type TunnelNetwork,
    type TunnelSite,
} from "./network";
import { pairKey, type PairDraft } from "./pairs";
import type { Wiring } from "../topology";

/** Traffic takes the wiring's ways. What it does on a link that is no tunnel has no price here. */
export function costedNetwork(
    { sites, pairs = {}, traffic = [] }: TunnelNetwork,
    drafts: readonly PairDraft[],
    nextHop: Wiring["nextHop"],
): CostedNetwork {
    const connections = perSite(drafts, (draft, name) => connectionsOf(draft, sites[name] as TunnelSite));
    const shared = Object.entries(sites)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, site]) => gatewayOf(name, site, connections.get(name) ?? 0));
    const byPair = drafts.flatMap((draft) => draft.ends.flatMap((name) => endOf(draft, name, sites, pairs[draft.key])));
    const tunnelled = new Set(drafts.map(({ key }) => key));
    const flows = traffic.map(({ from, to, gbPerMonth }): Flow => {
        const over = linksOfWay(from, to, nextHop).flatMap(([here, next]): Hop[] =>
            tunnelled.has(pairKey(here, next))
                ? [{ out: componentAt(here, next, sites) }, { in: componentAt(next, here, sites) }]
                : [],
        );
        return { from, to, gbPerMonth, over: [...begins(from, sites), ...over] };
    });
    return { components: [...shared, ...byPair], flows };
}

/** A count of each pair, summed up at both of its ends. */
export function perSite(
    drafts: readonly PairDraft[],
    of: (draft: PairDraft, site: string) => number,
): Map<string, number> {
    const counts = new Map<string, number>();
    for (const draft of drafts) {
        for (const site of draft.ends) counts.set(site, (counts.get(site) ?? 0) + of(draft, site));
    }
    return counts;
}

/** How many connections a pair is at one of its ends, in the words of that end's provider. */
export function connectionsOf({ joint, count }: PairDraft, { kind }: TunnelSite): number {
    return count / (joint.tunnelsPerConnection[ENDS[kind].end] ?? 1);
}

/** The links from one site to another in their order, each in the direction of the traffic. None where there is no way. */
export function linksOfWay(from: string, to: string, nextHop: Wiring["nextHop"]): [here: string, next: string][] {
    const links: [string, string][] = [];
    for (let here = from; here !== to;) {
        const next = nextHop(here, to);
        if (next === undefined) return [];
        links.push([here, next]);
        here = next;
    }
    return links;
}

/** Where Google's traffic to the internet has a price of its own, a site is called by that area. */
function regionOf({ place }: TunnelSite): string {
    if ("region" in place) return place.region;
    return Object.entries(GCP_DESTINATION_COUNTRIES).find(([, country]) => country === place.country)?.[0] ?? "";
}

/** What passes at `site` on the link with `other`. */
function componentAt(site: string, other: string, sites: TunnelNetwork["sites"]): string {
    const { kind } = sites[site] as TunnelSite;
    return kind === "aws" || kind === "gcp" ? `${pairKey(site, other)} at ${site}` : `gateway of ${site}`;
}

/** What AWS's networks send to their gateway has a price there; elsewhere the way begins at the gateway. */
function begins(site: string, sites: TunnelNetwork["sites"]): Hop[] {
    const { kind, gateway } = sites[site] as TunnelSite;
    return kind === "aws" && gateway !== AwsGateway.Virtual ? [{ in: `networks of ${site}` }] : [];
}

/** One's own machine in a cloud sends over that cloud's way to the internet; elsewhere it costs nothing here. */
const OWN_MACHINES = { aws: "aws.internet-gateway", azure: "azure.internet", gcp: "gcp.internet" } as const;

/** What all pairs of a site share. */
function gatewayOf(name: string, site: TunnelSite, connections: number): Component[] {
    const common = { name: `gateway of ${name}`, region: regionOf(site), owner: site.owner ?? name };
    switch (site.kind) {
        case "aws":
            return [
                ...(site.gateway === AwsGateway.Virtual
                    ? []
                    : [{ ...common, name: `networks of ${name}`, kind: "aws.tgw.vpc-data" }]),
                ...(site.concentrator === Concentrator.Own
                    ? [{ ...common, name: `concentrator of ${name}`, kind: "aws.tgw.vpn-concentrator" }]
                    : []),
            ];
        case "azure":
            return [
                {
                    ...common,
                    kind: `azure.vpn-gateway.${site.sku ?? DEFAULT_AZURE_SKU}`,
                    counts: { connections },
                },
            ];
        case "azure-virtual-wan":
            return [
                { ...common, name: `hub of ${name}`, kind: "azure.vwan.hub" },
                {
                    ...common,
                    kind: "azure.vwan.vpn-gateway",
                    counts: { connections, scaleUnits: site.scaleUnits ?? 1 },
                },
            ];
        case "strongswan":
        case "device":
            return [{ ...common, kind: "cloud" in site.place ? OWN_MACHINES[site.place.cloud] : "site" }];
        default:
            return [];
    }
}

/** What a pair has of its own at one end. */
function endOf(
    draft: PairDraft,
    name: string,
    sites: TunnelNetwork["sites"],
    options: PairOptions | undefined,
): Component[] {
    const site = sites[name] as TunnelSite;
    const other = draft.ends.find((end) => end !== name) ?? name;
    const kind =
        site.kind === "aws"
            ? awsKind(site, sites[other] as TunnelSite, options)
            : site.kind === "gcp"
              ? "gcp.vpn.tunnel"
              : undefined;
    if (kind === undefined) return [];
    const common = { name: `${draft.key} at ${name}`, region: regionOf(site), owner: site.owner ?? name };
    return [{ ...common, kind, count: connectionsOf(draft, site) }];
}

function awsKind(site: TunnelSite, other: TunnelSite, options: PairOptions | undefined): string {
    if (site.gateway === AwsGateway.Virtual) return "aws.vgw.vpn";
    if (isConcentrated(site, other, options)) return "aws.tgw.vpn.concentrated";
    const way = options?.over === Underlay.DirectConnect ? "aws.tgw.vpn.private" : "aws.tgw.vpn";
    return site.largeBandwidth === true ? `${way}.large` : way;
}
