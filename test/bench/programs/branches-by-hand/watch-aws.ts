/** Alarms for every tunnel and every connection of AWS, and a dashboard in each region. */
import { Dashboard, MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Connected } from "./aws";
import type { Hub } from "./hub";
import { named, physical } from "./words";

interface Watched {
    arn: pulumi.Output<string>;
    label: string;
    connection: Connected["connection"];
    address: pulumi.Output<string> | undefined;
}

export function watchAws(hub: Hub, connected: Connected[]): void {
    const { key, region } = hub;
    const watched = connected.flatMap(({ peer, connection }): Watched[] => {
        const at = `${key}/${peer.key}/${peer.number}`;
        const alarm = (what: string, about: string, address?: pulumi.Output<string>): Watched => {
            const name = `branches-alarm-${at}/${what}`;
            const { arn } = new MetricAlarm(name, {
                region,
                name: pulumi.interpolate`${name} ${connection.id}`,
                alarmDescription: `VpnBridge branches: ${about} is down.`,
                namespace: "AWS/VPN",
                metricName: "TunnelState",
                dimensions: { VpnId: connection.id, ...(address === undefined ? {} : { TunnelIpAddress: address }) },
                statistic: "Maximum",
                comparisonOperator: "LessThanThreshold",
                threshold: 1,
                period: 300,
                evaluationPeriods: 1,
                treatMissingData: "breaching",
                tags: named(name),
            });
            return { arn, label: about, connection, address };
        };
        return [
            alarm("tunnel-1", `tunnel ${peer.tunnels[0]}`, connection.tunnel1Address),
            alarm("tunnel-2", `tunnel ${peer.tunnels[1]}`, connection.tunnel2Address),
            alarm("all-tunnels", `every tunnel of connection ${at}`),
        ];
    });
    dashboard(region, watched);
}

const CHARTS = [
    { metric: "TunnelState", stat: "Maximum", title: "Tunnels up", x: 0, y: 3, width: 24 },
    { metric: "TunnelDataIn", stat: "Sum", title: "Bytes from the other side", x: 0, y: 9, width: 12 },
    { metric: "TunnelDataOut", stat: "Sum", title: "Bytes to the other side", x: 12, y: 9, width: 12 },
];

function dashboard(region: string, watched: Watched[]): void {
    const name = `branches-dashboard-aws/${region}`;
    const metrics = (metric: string): pulumi.Input<unknown>[] =>
        watched.flatMap(({ connection, address, label }) =>
            address === undefined
                ? []
                : [["AWS/VPN", metric, "VpnId", connection.id, "TunnelIpAddress", address, { label }]],
        );
    const widgets = [
        {
            type: "alarm",
            x: 0,
            y: 0,
            width: 24,
            height: 3,
            properties: { title: `branches in ${region}`, alarms: watched.map(({ arn }) => arn) },
        },
        ...CHARTS.map(({ metric, stat, title, x, y, width }) => ({
            type: "metric",
            x,
            y,
            width,
            height: 6,
            properties: { title, region, view: "timeSeries", stat, period: 300, metrics: metrics(metric) },
        })),
    ];
    const [first] = watched;
    new Dashboard(name, {
        region,
        dashboardName: first!.connection.urn.apply((urn) => physical(name, urn.split("::").slice(0, 2).join("::"))),
        dashboardBody: pulumi.jsonStringify({ widgets }),
    });
}
