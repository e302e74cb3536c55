/**
 * Alerts, logs and dashboards of Azure Monitor. Sources: Azure Monitor, Supported metrics for
 * Microsoft.Network/virtualNetworkGateways and for Microsoft.Network/vpnGateways, which have the same names; Azure VPN
 * Gateway, Monitoring data reference, and Troubleshooting with diagnostic logs (tables and columns).
 */
import type { VpnGateway } from "@pulumi/azure-native/network";
import { DiagnosticSetting, MetricAlert, ScheduledQueryRule } from "@pulumi/azure-native/monitor";
import { Dashboard } from "@pulumi/azure-native/portal";
import * as pulumi from "@pulumi/pulumi";
import { demand, type Bridge } from "../bridge";
import type { AzureOutputs } from "../ipsec/azure";
import { linkGroups } from "../ipsec/azure-groups";
import { childName, physicalName } from "../names";
import type { AzureConnectionAlarm, AzureGatewayAlarm, BridgeAlarms } from "./plan";

/** The grain of all of a gateway's metrics. */
const EVERY = "PT5M";
const ERROR = 1;
const WARNING = 2;

interface Sign {
    readonly metric: string;
    readonly aggregation: "Average" | "Total";
    readonly operator: "LessThan" | "GreaterThan";
    readonly threshold: number;
    readonly severity: number;
    readonly words: string;
}

/**
 * A session is 1 while it is up. The average over two instances of which one has the session is 0.5, and 0 without it: the
 * threshold lies between. No document says which configuration of a gateway is which instance, so none is named.
 */
const SIGNS: Readonly<Record<"tunnel" | "bgp" | "egress-drops" | "ingress-drops", Sign>> = {
    tunnel: {
        metric: "QmsaCount",
        aggregation: "Total",
        ...{ operator: "LessThan", threshold: 1, severity: ERROR },
        words: "has no security association",
    },
    bgp: {
        metric: "BgpPeerStatus",
        aggregation: "Average",
        ...{ operator: "LessThan", threshold: 0.25, severity: ERROR },
        words: "has no BGP session",
    },
    "egress-drops": {
        metric: "TunnelEgressPacketDropTSMismatch",
        aggregation: "Total",
        ...{ operator: "GreaterThan", threshold: 0, severity: WARNING },
        words: "drops outgoing packets that fit no traffic selector",
    },
    "ingress-drops": {
        metric: "TunnelIngressPacketDropTSMismatch",
        aggregation: "Total",
        ...{ operator: "GreaterThan", threshold: 0, severity: WARNING },
        words: "drops incoming packets that fit no traffic selector",
    },
};

const LOGS = ["GatewayDiagnosticLog", "TunnelDiagnosticLog", "RouteDiagnosticLog", "IKEDiagnosticLog"] as const;

/** Of a virtual network, or of a virtual hub. */
interface Gateway {
    readonly site: string;
    /** Of its metrics: the kind of resource that it is. */
    readonly namespace: string;
    readonly id: pulumi.Output<string>;
    readonly location: string;
    readonly resourceGroupName: pulumi.Input<string>;
}

/** `hubs`: the gateways in virtual hubs, by site. */
export function watchAzure(
    bridge: Bridge,
    alarms: BridgeAlarms["azure"],
    { networks, hubs }: { networks: AzureOutputs | undefined; hubs: ReadonlyMap<string, VpnGateway> | undefined },
): void {
    const inNetworks = (networks?.gateways ?? []).map(({ site, gateway: { id } }): Gateway => {
        const { location, resourceGroupName } = demand(bridge.args.sites[site]?.azure, site);
        return { site, id, namespace: "Microsoft.Network/virtualNetworkGateways", location, resourceGroupName };
    });
    const inHubs = [...(hubs ?? [])].map(([site, { id }]): Gateway => {
        const { location, resourceGroupName } = demand(bridge.args.sites[site]?.azureVirtualWan, site);
        return { site, id, namespace: "Microsoft.Network/vpnGateways", location, resourceGroupName };
    });
    for (const gateway of [...inNetworks, ...inHubs]) watchGateway(bridge, alarms, gateway);
}

function watchGateway(bridge: Bridge, { connections, gateways }: BridgeAlarms["azure"], gateway: Gateway): void {
    const { site } = gateway;
    const { workspaceId } = bridge.args.monitoring ?? {};
    const peers = peerAddresses(bridge, site);
    for (const alarm of connections.filter((a) => a.site === site)) {
        const peer = demand(peers.get(alarm.connection), alarm.connection);
        metricAlert(bridge, { gateway, alarm, dimensions: connectionDimensions(alarm, peer) });
    }
    if (workspaceId !== undefined) keepLogs(bridge, gateway, workspaceId);
    for (const alarm of gateways.filter((a) => a.site === site)) {
        const { sign } = alarm;
        if (sign !== "disconnects") {
            metricAlert(bridge, {
                gateway,
                alarm: { ...alarm, sign },
                dimensions: [dimension("ConnectionName", EACH)],
            });
        } else if (workspaceId !== undefined) {
            logAlert(bridge, { gateway, alarm, workspaceId });
        }
    }
    dashboard(bridge, gateway);
}

/** By "site/peer/number": the far end of each connection, whose address no two of a gateway share. */
function peerAddresses(bridge: Bridge, site: string): Map<string, pulumi.Input<string>> {
    return new Map(
        linkGroups(bridge, site).map(({ group, number }) => {
            const first = demand(group[0], site);
            return [`${site}/${first.line}/${number}`, bridge.peerAddress(first)];
        }),
    );
}

/** Every value that there is, each looked at alone. */
const EACH = "*";

interface Dimension {
    readonly name: string;
    readonly operator: "Include";
    readonly values: pulumi.Input<string>[];
}

const dimension = (name: string, value: pulumi.Input<string>): Dimension => ({
    name,
    operator: "Include",
    values: [value],
});

/** Instances are told apart only where both are up. */
function connectionDimensions(
    { sign, session, byInstance }: AzureConnectionAlarm,
    peer: pulumi.Input<string>,
): Dimension[] {
    const subject = sign === "bgp" ? dimension("BgpPeerAddress", session) : dimension("RemoteIP", peer);
    return byInstance ? [subject, dimension("Instance", EACH)] : [subject];
}

interface MetricAlarmParts {
    readonly gateway: Gateway;
    readonly alarm: { readonly name: string; readonly about: string; readonly sign: keyof typeof SIGNS };
    readonly dimensions: Dimension[];
}

function metricAlert(bridge: Bridge, { gateway, alarm, dimensions }: MetricAlarmParts): void {
    const { name, about, sign } = alarm;
    const { metric, aggregation, operator, threshold, severity, words } = SIGNS[sign];
    const { actionGroupId } = bridge.args.monitoring ?? {};
    new MetricAlert(
        name,
        {
            ruleName: physicalName(name),
            resourceGroupName: gateway.resourceGroupName,
            location: "global",
            description: `VpnBridge ${bridge.name}: ${about} ${words}.`,
            enabled: true,
            autoMitigate: true,
            severity,
            scopes: [gateway.id],
            evaluationFrequency: EVERY,
            windowSize: EVERY,
            criteria: {
                odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                allOf: [
                    {
                        criterionType: "StaticThresholdCriterion",
                        name: sign,
                        metricNamespace: gateway.namespace,
                        metricName: metric,
                        timeAggregation: aggregation,
                        operator,
                        threshold,
                        dimensions,
                    },
                ],
            },
            ...(actionGroupId === undefined ? {} : { actions: [{ actionGroupId }] }),
            tags: bridge.tags(name),
        },
        bridge.named(),
    );
}

function keepLogs(bridge: Bridge, gateway: Gateway, workspaceId: pulumi.Input<string>): void {
    const name = childName.diagnostics(bridge.name, gateway.site);
    new DiagnosticSetting(
        name,
        {
            name: physicalName(name),
            resourceUri: gateway.id,
            workspaceId,
            logs: LOGS.map((category) => ({ category, enabled: true })),
        },
        bridge.named(),
    );
}

interface LogAlarmParts {
    readonly gateway: Gateway;
    readonly alarm: AzureGatewayAlarm;
    readonly workspaceId: pulumi.Input<string>;
}

/** What never was connected is not disconnected either, so no instance has to be left out. */
function logAlert(bridge: Bridge, { gateway, alarm, workspaceId }: LogAlarmParts): void {
    const { name, about } = alarm;
    const { actionGroupId, workspaceLocation } = bridge.args.monitoring ?? {};
    new ScheduledQueryRule(
        name,
        {
            ruleName: physicalName(name),
            resourceGroupName: gateway.resourceGroupName,
            // A rule is in the region of its workspace.
            location: workspaceLocation ?? gateway.location,
            displayName: name,
            description: `VpnBridge ${bridge.name}: a tunnel of ${about} was disconnected.`,
            kind: "LogAlert",
            enabled: true,
            autoMitigate: true,
            severity: WARNING,
            scopes: [workspaceId],
            evaluationFrequency: EVERY,
            windowSize: EVERY,
            // The columns are there from the first event on.
            skipQueryValidation: true,
            criteria: {
                allOf: [
                    {
                        query: disconnects(gateway.id),
                        timeAggregation: "Count",
                        operator: "GreaterThan",
                        threshold: 0,
                        dimensions: [dimension("peer", EACH), dimension("instance", EACH)],
                        failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 },
                    },
                ],
            },
            ...(actionGroupId === undefined ? {} : { actions: { actionGroups: [actionGroupId] } }),
            tags: bridge.tags(name),
        },
        bridge.named(),
    );
}

function disconnects(gatewayId: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.interpolate`AzureDiagnostics
| where Category == "TunnelDiagnosticLog" and OperationName == "TunnelDisconnected"
| where _ResourceId =~ "${gatewayId}"
| extend peer = column_ifexists("remoteIP_s", ""), instance = column_ifexists("instance_s", "")`;
}

/** As the portal counts them. */
const AGGREGATIONS = { Total: 1, Average: 4 } as const;
const LINES = 2;

const CHARTS = [
    { metric: "QmsaCount", aggregation: "Total", title: "Security associations", by: "ConnectionName" },
    { metric: "BgpPeerStatus", aggregation: "Average", title: "BGP sessions", by: "BgpPeerAddress" },
    { metric: "TunnelIngressBytes", aggregation: "Total", title: "Bytes from the other sides", by: "ConnectionName" },
    { metric: "TunnelEgressBytes", aggregation: "Total", title: "Bytes to the other sides", by: "ConnectionName" },
    { metric: "TunnelIngressPacketDropCount", aggregation: "Total", title: "Dropped in", by: "ConnectionName" },
    { metric: "TunnelEgressPacketDropCount", aggregation: "Total", title: "Dropped out", by: "ConnectionName" },
] as const;
const WIDE = 8;
const HIGH = 4;

function dashboard(bridge: Bridge, gateway: Gateway): void {
    const name = childName.dashboard(bridge.name, gateway.site);
    const parts = CHARTS.map(({ metric, aggregation, title, by }, i) => ({
        position: { x: (i % 2) * WIDE, y: Math.floor(i / 2) * HIGH, colSpan: WIDE, rowSpan: HIGH },
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
                                    namespace: gateway.namespace.toLowerCase(),
                                    aggregationType: AGGREGATIONS[aggregation],
                                },
                            ],
                            grouping: { dimension: by },
                            visualization: { chartType: LINES },
                        },
                    },
                },
            },
        },
    }));
    new Dashboard(
        name,
        {
            dashboardName: physicalName(name),
            resourceGroupName: gateway.resourceGroupName,
            location: gateway.location,
            properties: { lenses: [{ order: 0, parts }] },
            // What the portal shows as its title.
            tags: { ...bridge.tags(name), "hidden-title": name },
        },
        bridge.named(),
    );
}
