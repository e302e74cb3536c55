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
import { DEFAULT_AZURE_SKU, type TunnelNetwork, type TunnelSite } from "./network";
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
    const counted = [...awsConnections(network, drafts), ...azureTunnels(network, drafts)];
    return {
        problems: counted.flatMap(({ limit, count, where }) => checkLimit(limit, count, where)),
        reasoning: counted.map(({ limit, count, where }) => limitStep(limit, count, where)),
    };
}

/** Connections of AWS sites in one region count together. */
function awsConnections({ sites, limits }: TunnelNetwork, drafts: readonly PairDraft[]): Counted[] {
    const connections = perSite(drafts, (draft, name) => connectionsOf(draft, sites[name] as TunnelSite));
    const regions = new Map<string, { count: number; site: string }>();
    for (const [name, site] of inOrder(sites)) {
        if (site.kind !== "aws") continue;
        const region = "region" in site.place ? site.place.region : "";
        const count = connections.get(name) ?? 0;
        const before = regions.get(region);
        regions.set(region, { count: (before?.count ?? 0) + count, site: before?.site ?? name });
    }
    // A connection ends at a customer gateway of its own: there are as many of the one as of the other.
    return [...regions.values()].flatMap(({ count, site }) =>
        PER_REGION.map((name) => ({
            limit: AWS_LIMITS[name],
            count,
            where: {
                path: join("sites", site),
                fix: "Link fewer sites with this region",
                argument: `limits.${name}`,
                ...(limits?.[name] === undefined ? {} : { override: limits[name] }),
            },
        })),
    );
}

const PER_REGION = ["vpnConnectionsPerRegion", "customerGatewaysPerRegion"] as const;

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
