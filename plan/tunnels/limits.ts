/** Limits of gateways and regions that a network of tunnels can break, each with how much of it is used. */
import { AWS_LIMITS } from "../../facts/limits/aws";
import { AZURE_LIMITS } from "../../facts/limits/azure";
import type { Limit } from "../../facts/limits/limit";
import { AZURE_GATEWAY_SIZES } from "../../facts/throughput";
import { checkLimit, limitStep, type Counting } from "../limits";
import type { Problem } from "../problem";
import type { Reasoning } from "../reasoning";
import { join } from "../shape";
import { connectionsOf, perSite } from "./costs";
import { DEFAULT_AZURE_SKU, isConcentrated, type TunnelNetwork, type TunnelSite } from "./network";
import type { PairDraft } from "./pairs";

interface Counted {
    readonly limit: Limit;
    readonly count: number;
    readonly where: Counting;
}

export function countedLimits(
    network: TunnelNetwork,
    drafts: readonly PairDraft[],
): { readonly problems: readonly Problem[]; readonly reasoning: Reasoning } {
    const counted = [
        ...awsRegions(network, drafts),
        ...concentratorSites(network, drafts),
        ...azureTunnels(network, drafts),
    ];
    return {
        problems: counted.flatMap(({ limit, count, where }) => checkLimit(limit, count, where)),
        reasoning: counted.map(({ limit, count, where }) => limitStep(limit, count, where)),
    };
}

interface Region {
    /** The first of its sites. */
    readonly site: string;
    connections: number;
    /** How many addresses a peer is found at: each is a customer gateway, for all sites of the region. */
    readonly peers: Map<string, number>;
}

/** What the AWS sites of one region have counts together. */
function awsRegions({ sites, pairs, limits }: TunnelNetwork, drafts: readonly PairDraft[]): Counted[] {
    const regions = new Map<string, Region>();
    for (const [name, site] of inOrder(sites)) {
        if (site.kind !== "aws") continue;
        const place = "region" in site.place ? site.place.region : "";
        const region = regions.get(place) ?? { site: name, connections: 0, peers: new Map<string, number>() };
        regions.set(place, region);
        for (const draft of drafts.filter(({ ends }) => ends.includes(name))) {
            const count = connectionsOf(draft, site);
            const peer = draft.ends.find((end) => end !== name) ?? "";
            // Over Direct Connect it is found at another address.
            const found = `${peer} ${pairs?.[draft.key]?.over ?? ""}`;
            region.connections += count;
            region.peers.set(found, Math.max(region.peers.get(found) ?? 0, count));
        }
    }
    return [...regions.values()].flatMap(({ site, connections, peers }) => {
        const counts = {
            vpnConnectionsPerRegion: connections,
            customerGatewaysPerRegion: [...peers.values()].reduce((sum, count) => sum + count, 0),
        };
        return PER_REGION.map((name) => ({
            limit: AWS_LIMITS[name],
            count: counts[name],
            where: {
                path: join("sites", site),
                fix: "Link fewer sites with this region",
                argument: `limits.${name}`,
                ...(limits?.[name] === undefined ? {} : { override: limits[name] }),
            },
        }));
    });
}

const PER_REGION = ["vpnConnectionsPerRegion", "customerGatewaysPerRegion"] as const;

/** Each connection on a concentrator is a site to it. */
function concentratorSites({ sites, pairs, limits }: TunnelNetwork, drafts: readonly PairDraft[]): Counted[] {
    return inOrder(sites).flatMap(([name, site]) => {
        if (site.concentrator === undefined) return [];
        const count = drafts
            .filter(({ ends }) => ends.includes(name))
            .filter(({ ends, key }) =>
                ends.some((end) => end !== name && isConcentrated(site, sites[end] as TunnelSite, pairs?.[key])),
            )
            .reduce((sum, draft) => sum + connectionsOf(draft, site), 0);
        return [
            {
                limit: AWS_LIMITS.sitesPerVpnConcentrator,
                count,
                where: {
                    path: join("sites", name),
                    argument: "limits.sitesPerConcentrator",
                    ...(limits?.sitesPerConcentrator === undefined ? {} : { override: limits.sitesPerConcentrator }),
                },
            },
        ];
    });
}

function azureTunnels({ sites, limits }: TunnelNetwork, drafts: readonly PairDraft[]): Counted[] {
    const tunnels = perSite(drafts, ({ count }) => count);
    return inOrder(sites).flatMap(([name, { kind, sku = DEFAULT_AZURE_SKU }]) => {
        if (kind !== "azure") return [];
        return [
            {
                limit: LARGE.includes(sku) ? AZURE_LIMITS.tunnelsPerLargeGateway : AZURE_LIMITS.tunnelsPerSmallGateway,
                count: tunnels.get(name) ?? 0,
                where: {
                    path: join("sites", name),
                    argument: "limits.tunnelsPerAzureGateway",
                    ...(limits?.tunnelsPerAzureGateway === undefined
                        ? {}
                        : { override: limits.tunnelsPerAzureGateway }),
                },
            },
        ];
    });
}

/** SKUs that take more tunnels than the small ones do. */
const LARGE = Object.entries(AZURE_GATEWAY_SIZES)
    .filter(([, { tunnels }]) => tunnels.value > AZURE_LIMITS.tunnelsPerSmallGateway.value)
    .map(([size]) => size.split("/")[0]);

function inOrder(sites: TunnelNetwork["sites"]): [string, TunnelSite][] {
    return Object.entries(sites).sort(([a], [b]) => (a < b ? -1 : 1));
}
