/**
 * Alarms and dashboards of CloudWatch. Sources: AWS Site-to-Site VPN User Guide, Monitoring with CloudWatch; aws-kit,
 * Monitoring and troubleshooting tunnels (2026-08-20).
 */
import { Dashboard, MetricAlarm } from "@pulumi/aws/cloudwatch";
import type { VpnConnection } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { demand, grouped, type Bridge } from "../bridge";
import type { AwsOutputs } from "../ipsec/aws";
import { childName, physicalName } from "../names";
import { dashboardsOf, DOWN_SECONDS, type AwsAlarm } from "./plan";

/** 1 where a tunnel is up; with BGP, where its session is established. Nothing is reported by a tunnel that is lost. */
const STATE = { namespace: "AWS/VPN", metricName: "TunnelState" } as const;

export function watchAws(bridge: Bridge, alarms: readonly AwsAlarm[], { connections }: AwsOutputs): void {
    const built = new Map(connections.map(({ key, connection }) => [key, connection]));
    const watched = alarms.map((alarm): Watched => {
        const connection = demand(built.get(alarm.connection), alarm.connection);
        return { alarm, connection, made: metricAlarm(bridge, alarm, connection) };
    });
    for (const [region, here] of grouped(watched, ({ alarm }) => alarm.region)) dashboards(bridge, region, here);
}

interface Watched {
    readonly alarm: AwsAlarm;
    readonly connection: VpnConnection;
    readonly made: MetricAlarm;
}

function metricAlarm(bridge: Bridge, alarm: AwsAlarm, connection: VpnConnection): MetricAlarm {
    const { name, region, about } = alarm;
    const topic = bridge.args.monitoring?.snsTopicArns?.[region];
    return new MetricAlarm(
        name,
        {
            region,
            // An alarm overwrites another of its name without a word; no two connections have one id.
            name: pulumi.interpolate`${name} ${connection.id}`,
            alarmDescription: `VpnBridge ${bridge.name}: ${about} is down.`,
            ...STATE,
            dimensions: dimensions(alarm, connection),
            // Below 1 only where nothing was up in the whole period.
            statistic: "Maximum",
            comparisonOperator: "LessThanThreshold",
            threshold: 1,
            period: DOWN_SECONDS,
            evaluationPeriods: 1,
            treatMissingData: "breaching",
            ...(topic === undefined ? {} : { alarmActions: [topic], okActions: [topic] }),
            tags: bridge.tags(name),
        },
        bridge.child(),
    );
}

/** Without an address, the metric is that of all tunnels of the connection. */
function dimensions({ slot }: AwsAlarm, connection: VpnConnection): Record<string, pulumi.Input<string>> {
    const all = { VpnId: connection.id };
    return slot === undefined ? all : { ...all, TunnelIpAddress: tunnelAddress(connection, slot) };
}

const tunnelAddress = (connection: VpnConnection, slot: 1 | 2): pulumi.Output<string> =>
    slot === 1 ? connection.tunnel1Address : connection.tunnel2Address;

/** Data is shown and not alarmed at: background traffic is counted where nothing gets through (aws-kit). */
const CHARTS = [
    { metric: "TunnelState", stat: "Maximum", title: "Tunnels up", x: 0, y: 3, width: 24 },
    { metric: "TunnelDataIn", stat: "Sum", title: "Bytes from the other side", x: 0, y: 9, width: 12 },
    { metric: "TunnelDataOut", stat: "Sum", title: "Bytes to the other side", x: 12, y: 9, width: 12 },
] as const;
const ROWS = 15;

/**
 * "urn:pulumi:stack::project" of any resource in it. Not asked of the component: whatever depends on a component waits for all
 * of its children, and two dashboards would wait for each other.
 */
const stackOf = (urn: string): string => urn.split("::").slice(0, 2).join("::");

/** All connections of a region. Dashboards are the whole account's, and one overwrites another of its name. */
function dashboards(bridge: Bridge, region: string, here: readonly Watched[]): void {
    const connections = [...grouped(here, ({ alarm }) => alarm.connection).values()];
    dashboardsOf(connections).forEach((sections, page) => {
        const of = `aws/${region}`;
        const name = childName.dashboard(bridge.name, page === 0 ? of : `${of}/${page + 1}`);
        const first = demand(sections[0]?.[0]?.[0], region);
        const widgets = sections.flatMap((section, i) => sectionOf(bridge, region, section.flat(), i * ROWS));
        new Dashboard(
            name,
            {
                region,
                dashboardName: first.connection.urn.apply((urn) => physicalName(name, stackOf(urn))),
                dashboardBody: pulumi.jsonStringify({ widgets }),
            },
            bridge.child(),
        );
    });
}

/** The state of so many connections, and what their tunnels carry: `top` is the row that it begins at. */
function sectionOf(bridge: Bridge, region: string, here: readonly Watched[], top: number): object[] {
    const lines = (metric: string) =>
        here.flatMap(({ alarm, connection }) =>
            alarm.slot === undefined
                ? []
                : [
                      [
                          STATE.namespace,
                          metric,
                          "VpnId",
                          connection.id,
                          "TunnelIpAddress",
                          tunnelAddress(connection, alarm.slot),
                          { label: alarm.about },
                      ],
                  ],
        );
    const states = {
        type: "alarm",
        ...{ x: 0, y: top, width: 24, height: 3 },
        properties: { title: `${bridge.name} in ${region}`, alarms: here.map(({ made }) => made.arn) },
    };
    const charts = CHARTS.map(({ metric, stat, title, x, y, width }) => ({
        type: "metric",
        ...{ x, y: top + y, width, height: 6 },
        properties: { title, region, view: "timeSeries", stat, period: DOWN_SECONDS, metrics: lines(metric) },
    }));
    return [states, ...charts];
}
