/** Alerts for every connection of Azure's gateway and for what it drops, and its dashboard. */
import { MetricAlert } from "@pulumi/azure-native/monitor";
import type { VirtualNetworkGateway } from "@pulumi/azure-native/network";
import { Dashboard } from "@pulumi/azure-native/portal";
import type { Input } from "@pulumi/pulumi";
import type { AzurePeer } from "./azure";
import { group, location } from "./hub";
import { named, once, physical } from "./words";

const NAMESPACE = "Microsoft.Network/virtualNetworkGateways";
const SIGNS = {
    tunnel: { metric: "QmsaCount", aggregation: "Total", operator: "LessThan", threshold: 1, severity: 1 },
    bgp: { metric: "BgpPeerStatus", aggregation: "Average", operator: "LessThan", threshold: 0.25, severity: 1 },
    "egress-drops": {
        metric: "TunnelEgressPacketDropTSMismatch",
        aggregation: "Total",
        operator: "GreaterThan",
        threshold: 0,
        severity: 2,
    },
    "ingress-drops": {
        metric: "TunnelIngressPacketDropTSMismatch",
        aggregation: "Total",
        operator: "GreaterThan",
        threshold: 0,
        severity: 2,
    },
};
type Sign = keyof typeof SIGNS;

export function watchAzure(gateway: VirtualNetworkGateway, peers: AzurePeer[]): void {
    const alert = (name: string, sign: Sign, description: string, dimensions: [string, Input<string>][]): void => {
        const { metric, aggregation, operator, threshold, severity } = SIGNS[sign];
        new MetricAlert(
            name,
            {
                ruleName: physical(name),
                resourceGroupName: group.name,
                location: "global",
                description,
                enabled: true,
                autoMitigate: true,
                severity,
                scopes: [gateway.id],
                evaluationFrequency: "PT5M",
                windowSize: "PT5M",
                criteria: {
                    odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                    allOf: [
                        {
                            criterionType: "StaticThresholdCriterion",
                            name: sign,
                            metricNamespace: NAMESPACE,
                            metricName: metric,
                            timeAggregation: aggregation,
                            operator,
                            threshold,
                            dimensions: dimensions.map(([dimension, value]) => ({
                                name: dimension,
                                operator: "Include",
                                values: [value],
                            })),
                        },
                    ],
                },
                tags: named(name),
            },
            once,
        );
    };
    for (const { key, number, address, inside, tunnels } of peers) {
        const at = `azure/${key}/${number}`;
        const about = `VpnBridge branches: connection ${at} (${tunnels.join(", ")})`;
        // Two tunnels of one connection end at the two instances.
        const each: [string, string][] = tunnels.length > 1 ? [["Instance", "*"]] : [];
        alert(`branches-alarm-${at}/tunnel`, "tunnel", `${about} has no security association.`, [
            ["RemoteIP", address],
            ...each,
        ]);
        alert(`branches-alarm-${at}/bgp`, "bgp", `${about} has no BGP session.`, [["BgpPeerAddress", inside], ...each]);
    }
    for (const [sign, words] of [
        ["egress-drops", "outgoing"],
        ["ingress-drops", "incoming"],
    ] as const) {
        const description = `VpnBridge branches: the gateway azure drops ${words} packets that fit no traffic selector.`;
        alert(`branches-alarm-azure/${sign}`, sign, description, [["ConnectionName", "*"]]);
    }
    dashboard(gateway);
}

const CHARTS = [
    { metric: "QmsaCount", type: 1, title: "Security associations", by: "ConnectionName" },
    { metric: "BgpPeerStatus", type: 4, title: "BGP sessions", by: "BgpPeerAddress" },
    { metric: "TunnelIngressBytes", type: 1, title: "Bytes from the other sides", by: "ConnectionName" },
    { metric: "TunnelEgressBytes", type: 1, title: "Bytes to the other sides", by: "ConnectionName" },
    { metric: "TunnelIngressPacketDropCount", type: 1, title: "Dropped in", by: "ConnectionName" },
    { metric: "TunnelEgressPacketDropCount", type: 1, title: "Dropped out", by: "ConnectionName" },
];

function dashboard(gateway: VirtualNetworkGateway): void {
    const name = "branches-dashboard-azure";
    const parts = CHARTS.map(({ metric, type, title, by }, i) => ({
        position: { x: (i % 2) * 8, y: Math.floor(i / 2) * 4, colSpan: 8, rowSpan: 4 },
        metadata: {
            type: "Extension/HubsExtension/PartType/MonitorChartPart",
            inputs: [{ name: "sharedTimeRange", isOptional: true }],
            settings: {
                content: {
                    options: {
                        chart: {
                            title,
                            titleKind: 2,
                            metrics: [
                                {
                                    resourceMetadata: { id: gateway.id },
                                    name: metric,
                                    namespace: NAMESPACE.toLowerCase(),
                                    aggregationType: type,
                                },
                            ],
                            grouping: { dimension: by },
                            visualization: { chartType: 2 },
                        },
                    },
                },
            },
        },
    }));
    new Dashboard(
        name,
        {
            dashboardName: physical(name),
            resourceGroupName: group.name,
            location,
            properties: { lenses: [{ order: 0, parts }] },
            tags: { ...named(name), "hidden-title": name },
        },
        once,
    );
}
