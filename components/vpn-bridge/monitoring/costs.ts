/** What the alarms and dashboards of a bridge are in the bill: parts beside its gateways and tunnels. */
import type { Component } from "../../../plan/cost";
import type { VpnBridgeArgs } from "../args";
import { dashboardsOf, type BridgeAlarms } from "./plan";

/** Of Azure and Google dashboards cost nothing. */
export function watchingParts({ sites }: VpnBridgeArgs, { aws, azure, gcp }: BridgeAlarms): Component[] {
    const ownerOf = (site: string): string => sites[site]?.owner ?? site;
    const part = (site: string, what: string, kind: string, region: string, count: number): Component => ({
        name: `${what} of ${site}`,
        kind,
        region,
        owner: ownerOf(site),
        count,
    });
    const locationOf = (site: string): string => {
        const { azure: gateway, azureVirtualWan: wan } = sites[site] ?? {};
        return (gateway ?? wan)?.location ?? "";
    };
    const [logs, drops] = [true, false].map((isLog) =>
        azure.gateways.filter(({ sign }) => (sign === "disconnects") === isLog),
    );
    const connectionsOf = (site: string): number =>
        new Set(azure.connections.flatMap((alarm) => (alarm.site === site ? [alarm.connection] : []))).size;
    // An alert that looks at each instance, or each connection, alone watches a series of each.
    const series = [
        ...azure.connections.map(({ site, byInstance }) => ({ site, count: byInstance ? 2 : 1 })),
        ...(drops ?? []).map(({ site }) => ({ site, count: connectionsOf(site) })),
    ];
    return [
        ...perSite(aws).map(([site, count]) =>
            part(site, "alarms", "aws.cloudwatch.alarm", sites[site]?.aws?.region ?? "", count),
        ),
        ...[...new Set(aws.map(({ region }) => region))].map((region): Component => {
            const here = aws.filter((alarm) => alarm.region === region);
            const connections = [...new Set(here.map(({ connection }) => connection))];
            return {
                name: `dashboards in ${region}`,
                kind: "aws.cloudwatch.dashboard",
                region,
                owner: ownerOf(here[0]?.site ?? ""),
                count: dashboardsOf(connections).length,
            };
        }),
        ...perSite(series).map(([site, count]) =>
            part(site, "metric alerts", "azure.monitor.metric-alert", locationOf(site), count),
        ),
        ...perSite(logs ?? []).map(([site, count]) =>
            part(site, "log alerts", "azure.monitor.log-alert", locationOf(site), count),
        ),
        ...perSite([...gcp.tunnels, ...gcp.gateways]).map(([site, count]) =>
            part(site, "alert conditions", "gcp.monitoring.condition", sites[site]?.gcp?.region ?? "", count),
        ),
    ];
}

function perSite(all: readonly { readonly site: string; readonly count?: number }[]): [string, number][] {
    const counts = new Map<string, number>();
    for (const { site, count = 1 } of all) counts.set(site, (counts.get(site) ?? 0) + count);
    return [...counts];
}
