/**
 * Alert policies and dashboards of Cloud Monitoring. Sources: Google Cloud, Metrics of vpn and router (their resources and
 * labels); Cloud VPN, View logs and metrics; Cloud Monitoring API, projects.alertPolicies and filters.
 */
import { AlertPolicy, Dashboard } from "@pulumi/gcp/monitoring";
import * as pulumi from "@pulumi/pulumi";
import type { GcpEndArgs } from "../args";
import { demand, type Bridge } from "../bridge";
import type { GcpOutputs } from "../ipsec/gcp";
import { childName, googleLabels, physicalName } from "../names";
import { DOWN_SECONDS, type BridgeAlarms, type GoogleTunnelAlarm } from "./plan";

const DOWN = `${DOWN_SECONDS}s`;
const MINUTE = "60s";

const TUNNEL = { resource: "vpn_gateway", label: "tunnel_name" } as const;
const ESTABLISHED = { ...TUNNEL, metric: "vpn.googleapis.com/tunnel_established" } as const;
const SESSION = {
    resource: "gce_router",
    label: "bgp_peer_name",
    metric: "router.googleapis.com/bgp/session_up",
} as const;
const network = (metric: string) => ({ ...TUNNEL, metric: `vpn.googleapis.com/network/${metric}` }) as const;

/** A tunnel is established above 0, a session is up at 1, and there is no comparison for "equal". */
const LEAST = { tunnel: 0.1, bgp: 1 } as const;
const WORDS = { tunnel: "is not established", bgp: "has no BGP session" } as const;
const DROPS = [
    { title: "Packets dropped on the way out", metric: network("dropped_sent_packets_count") },
    { title: "Packets dropped on the way in", metric: network("dropped_received_packets_count") },
] as const;

export function watchGcp(bridge: Bridge, alarms: BridgeAlarms["gcp"], { tunnels }: GcpOutputs): void {
    for (const alarm of alarms.tunnels) {
        const end = demand(bridge.args.sites[alarm.site]?.gcp, alarm.site);
        const key = `${alarm.site}/${alarm.line}/${alarm.number}`;
        const { tunnel } = demand(
            tunnels.find((t) => t.key === key),
            key,
        );
        policy(bridge, end, { ...alarm, words: WORDS[alarm.sign], severity: "ERROR" }, [
            absence(end, alarm, alarm.sign === "tunnel" ? tunnel.name : peerName(bridge, alarm)),
        ]);
    }
    for (const { site, name, about } of alarms.gateways) {
        const end = demand(bridge.args.sites[site]?.gcp, site);
        const names = tunnels.filter((t) => t.site === site).map(({ tunnel }) => tunnel.name);
        policy(bridge, end, { name, about, words: "drops packets", severity: "WARNING" }, [
            ...DROPS.map(({ title, metric }) => loss(title, filterOf(metric, end, names))),
        ]);
        dashboard(bridge, site, end, names);
    }
}

const peerName = (
    bridge: Bridge,
    { site, line, number }: Pick<GoogleTunnelAlarm, "site" | "line" | "number">,
): string => physicalName(childName.routerPeer(bridge.name, site, line, number));

interface Metric {
    readonly resource: string;
    readonly label: string;
    readonly metric: string;
}

type Condition =
    NonNullable<ConstructorParameters<typeof AlertPolicy>[1]>["conditions"] extends pulumi.Input<
        pulumi.Input<infer C>[]
    >
        ? C
        : never;

/** The metric of these tunnels or sessions. Names are a region's own, so the region is said too. */
function filterOf({ resource, label, metric }: Metric, { region }: GcpEndArgs, names: pulumi.Input<string>[]) {
    return pulumi.all(names).apply((known) => {
        const quoted = known.map((name) => JSON.stringify(name));
        const value = quoted.length === 1 ? quoted.join("") : `one_of(${quoted.join(", ")})`;
        return [
            `resource.type = "${resource}"`,
            `resource.labels.region = "${region}"`,
            `metric.type = "${metric}"`,
            `metric.labels.${label} = ${value}`,
        ].join(" AND ");
    });
}

/** Down, or silent after it had been heard, in every minute. */
function absence(end: GcpEndArgs, { sign }: GoogleTunnelAlarm, name: pulumi.Input<string>): Condition {
    return {
        displayName: `It ${WORDS[sign]}`,
        conditionThreshold: {
            filter: filterOf(sign === "tunnel" ? ESTABLISHED : SESSION, end, [name]),
            aggregations: [{ alignmentPeriod: MINUTE, perSeriesAligner: "ALIGN_MAX" }],
            comparison: "COMPARISON_LT",
            thresholdValue: LEAST[sign],
            duration: DOWN,
            evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE",
        },
    };
}

/** Tunnel by tunnel. A few packets are lost whenever a tunnel changes its keys: what lasts is worth a word. */
function loss(displayName: string, filter: pulumi.Output<string>): Condition {
    return {
        displayName,
        conditionThreshold: {
            filter,
            aggregations: [{ alignmentPeriod: DOWN, perSeriesAligner: "ALIGN_DELTA" }],
            comparison: "COMPARISON_GT",
            thresholdValue: 0,
            duration: DOWN,
            evaluationMissingData: "EVALUATION_MISSING_DATA_INACTIVE",
        },
    };
}

interface PolicyParts {
    readonly name: string;
    readonly about: string;
    readonly words: string;
    readonly severity: "ERROR" | "WARNING";
}

function policy(bridge: Bridge, end: GcpEndArgs, parts: PolicyParts, conditions: Condition[]): void {
    const { name, about, words, severity } = parts;
    const { notificationChannels } = bridge.args.monitoring ?? {};
    new AlertPolicy(
        name,
        {
            ...(end.project === undefined ? {} : { project: end.project }),
            displayName: name,
            combiner: "OR",
            enabled: true,
            severity,
            conditions,
            documentation: { content: `VpnBridge ${bridge.name}: ${about} ${words}.`, mimeType: "text/markdown" },
            alertStrategy: { notificationPrompts: ["OPENED", "CLOSED"] },
            ...(notificationChannels === undefined ? {} : { notificationChannels }),
            userLabels: googleLabels(bridge.args.tags),
        },
        bridge.child(),
    );
}

const CHARTS = [
    { title: "Tunnels established", metric: ESTABLISHED, aligner: "ALIGN_MAX" },
    { title: "Bytes from the other sides", metric: network("received_bytes_count"), aligner: "ALIGN_RATE" },
    { title: "Bytes to the other sides", metric: network("sent_bytes_count"), aligner: "ALIGN_RATE" },
    ...DROPS.map(({ title, metric }) => ({ title, metric, aligner: "ALIGN_RATE" }) as const),
] as const;

const COLUMNS = 48;
const HIGH = 16;

function dashboard(bridge: Bridge, site: string, end: GcpEndArgs, tunnels: pulumi.Input<string>[]): void {
    const name = childName.dashboard(bridge.name, site);
    const sessions = bridge
        .endsOf(site)
        .map(({ line, tunnel }) => peerName(bridge, { site, line, number: tunnel.place + 1 }));
    const charts = [
        ...CHARTS.map(({ title, metric, aligner }) => ({ title, aligner, filter: filterOf(metric, end, tunnels) })),
        { title: "BGP sessions up", aligner: "ALIGN_MAX", filter: filterOf(SESSION, end, sessions) },
    ];
    const tiles = charts.map(({ title, aligner, filter }, i) => ({
        xPos: (i % 2) * (COLUMNS / 2),
        yPos: Math.floor(i / 2) * HIGH,
        width: COLUMNS / 2,
        height: HIGH,
        widget: {
            title,
            xyChart: {
                dataSets: [
                    {
                        plotType: "LINE",
                        timeSeriesQuery: {
                            timeSeriesFilter: {
                                filter,
                                aggregation: { alignmentPeriod: MINUTE, perSeriesAligner: aligner },
                            },
                        },
                    },
                ],
            },
        },
    }));
    new Dashboard(
        name,
        {
            ...(end.project === undefined ? {} : { project: end.project }),
            dashboardJson: pulumi.jsonStringify({ displayName: name, mosaicLayout: { columns: COLUMNS, tiles } }),
        },
        bridge.child(),
    );
}
