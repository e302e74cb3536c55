/** A planned network of tunnels as its bill sees it: gateways once, connections and tunnels by pair, traffic by its way. */
import type { Component, CostedNetwork, Flow, Hop } from "../cost/network";
import { AZURE_GATEWAY, ENDS, type TunnelNetwork, type TunnelSite } from "./network";
import { pairKey, type PairDraft } from "./pairs";
import type { Wiring } from "../topology";

/** `undefined` where traffic has no way: then nothing is charged for it. */
export function costedNetwork(
    { sites, traffic = [] }: TunnelNetwork,
    drafts: readonly PairDraft[],
    nextHop: Wiring["nextHop"],
): CostedNetwork {
    const connections = new Map<string, number>();
    for (const draft of drafts) {
        for (const site of draft.ends) {
            connections.set(site, (connections.get(site) ?? 0) + connectionsOf(draft, sites[site] as TunnelSite));
        }
    }
    const shared = Object.entries(sites).flatMap(([name, site]) => gatewayOf(name, site, connections.get(name) ?? 0));
    const own = drafts.flatMap((draft) => draft.ends.flatMap((name) => endOf(draft, name, sites[name] as TunnelSite)));
    const flows = traffic.flatMap(({ from, to, gbPerMonth }): Flow[] => {
        const way = wayOf(from, to, nextHop);
        if (way === undefined) return [];
        const over = way.slice(1).flatMap((next, i): Hop[] => {
            const here = way[i] as string;
            return [{ out: componentAt(here, next, sites) }, { in: componentAt(next, here, sites) }];
        });
        return [{ from, to, gbPerMonth, over }];
    });
    return { components: [...shared, ...own], flows };
}

/** How many connections a pair is at one of its ends, in the words of that end's provider. */
export function connectionsOf({ joint, count }: PairDraft, { kind }: TunnelSite): number {
    return count / (joint.tunnelsPerConnection[ENDS[kind].end] ?? 1);
}

/** The sites from one to another; undefined where there is no way. */
function wayOf(from: string, to: string, nextHop: Wiring["nextHop"]): string[] | undefined {
    const way = [from];
    let here: string | undefined = from;
    while (here !== to) {
        here = nextHop(here, to);
        if (here === undefined) return undefined;
        way.push(here);
    }
    return way;
}

const regionOf = ({ place }: TunnelSite): string => ("region" in place ? place.region : "");
const isShared = ({ kind }: TunnelSite): boolean => kind === "azure" || kind === "azure-virtual-wan";

/** What passes at `site` on the link with `other`. */
function componentAt(site: string, other: string, sites: TunnelNetwork["sites"]): string {
    return isShared(sites[site] as TunnelSite) ? site : `${pairKey(site, other)} at ${site}`;
}

/** A gateway that all pairs of a site share. */
function gatewayOf(name: string, site: TunnelSite, connections: number): Component[] {
    const common = { name, region: regionOf(site), owner: name };
    if (site.kind === "azure") {
        return [
            { ...common, kind: `azure.vpn-gateway.${site.sku ?? AZURE_GATEWAY.defaultSku}`, counts: { connections } },
        ];
    }
    if (site.kind === "azure-virtual-wan") {
        return [
            { ...common, kind: "azure.vwan.vpn-gateway", counts: { connections, scaleUnits: site.scaleUnits ?? 1 } },
        ];
    }
    return [];
}

/** What a pair has of its own at one end. */
function endOf(draft: PairDraft, name: string, site: TunnelSite): Component[] {
    if (isShared(site)) return [];
    const kinds = { aws: "aws.tgw.vpn", gcp: "gcp.vpn.tunnel" } as Readonly<Record<string, string>>;
    const common = { name: `${draft.key} at ${name}`, region: regionOf(site), owner: name };
    const kind = kinds[site.kind];
    return [kind === undefined ? { ...common, kind: "site" } : { ...common, kind, count: connectionsOf(draft, site) }];
}
