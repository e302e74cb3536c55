/** Dashboards of CloudWatch for many connections: each within what AWS takes (CloudWatch user guide, service quotas). */
import { VpnBridge, type VpnBridgeArgs } from "../../components/vpn-bridge";
import { dashboardsOf as dividedOver } from "../../components/vpn-bridge/monitoring/plan";
import { aws, plant } from "../unit/vpn-bridge/sites";
import { build, startMocks, type Child } from "./children";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

interface Widget {
    readonly type: string;
    readonly y: number;
    readonly height: number;
    readonly properties: { readonly alarms?: readonly string[]; readonly metrics?: readonly unknown[] };
}

/** The dashboards of so many connections at one Transit Gateway. */
async function dashboardsOf(count: number): Promise<{ name: string; widgets: Widget[] }[]> {
    const sites = Array.from({ length: count }, (_, i) => [
        `b${i}`,
        {
            device: {
                ...plant.device!,
                publicAddresses: [`203.0.${113 + Math.floor(i / 200)}.${(i % 200) + 1}`],
                asn: 65_000 - i,
            },
            cidrs: [`172.${16 + (i >> 8)}.${i & 255}.0/24`],
        },
    ]);
    const args: VpnBridgeArgs = {
        sites: { aws, ...(Object.fromEntries(sites) as VpnBridgeArgs["sites"]) },
        topology: "hub-and-spoke",
        hubs: ["aws"],
        links: Object.fromEntries(sites.map(([key], i) => [`aws/${key as string}`, { id: 200 + i }])),
        limits: { vpnConnectionsPerRegion: 1000, customerGatewaysPerRegion: 1000 },
        keys: { secret: "a secret of this test, long enough to be one" },
    };
    const { children } = await build((options) => new VpnBridge("bridge", args, options));
    return children
        .filter(({ type }) => type === DASHBOARD)
        .map(({ name, inputs }: Child) => ({
            name,
            widgets: (JSON.parse(inputs["dashboardBody"] as string) as { widgets: Widget[] }).widgets,
        }));
}

beforeAll(async () => {
    await startMocks({
        "aws:ec2/vpnConnection:VpnConnection": (name) => ({
            tunnel1Address: `<first of ${name}>`,
            tunnel2Address: `<second of ${name}>`,
            transitGatewayAttachmentId: `<attachment of ${name}>`,
        }),
        "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => ({ arn: `<arn of ${name}>` }),
    });
});

// An alarm widget has 1–100 alarms, a chart at most 500 metrics, a dashboard 2,500 metrics and 500 widgets.
test.each([1, 34])(
    "%d connections have one dashboard that AWS takes",
    async (count) => {
        const [dashboard, ...others] = await dashboardsOf(count);
        expect(others).toEqual([]);
        const { widgets } = dashboard!;
        const alarms = widgets.flatMap(({ properties }) =>
            properties.alarms === undefined ? [] : [properties.alarms],
        );
        const charts = widgets.flatMap(({ properties }) =>
            properties.metrics === undefined ? [] : [properties.metrics],
        );
        expect(Math.max(...alarms.map((list) => list.length))).toBeLessThanOrEqual(100);
        expect(Math.max(...charts.map((list) => list.length))).toBeLessThanOrEqual(500);
        expect(charts.flat().length).toBeLessThanOrEqual(2_500);
        expect(widgets.length).toBeLessThanOrEqual(500);
        // Three alarms and two tunnels of each connection, every one once; three charts.
        expect(new Set(alarms.flat()).size).toBe(3 * count);
        expect(alarms.flat()).toHaveLength(3 * count);
        expect(charts.flat()).toHaveLength(3 * 2 * count);
        // No two sections lie over each other.
        const tops = widgets.filter(({ type }) => type === "alarm").map(({ y }) => y);
        expect(tops).toEqual(tops.map((_, i) => 15 * i));
    },
    120_000,
);

// Three alarms and six metrics of each connection.
test.each([33, 138, 396, 397, 1000])("%d connections are divided as AWS takes them", (count) => {
    const all = Array.from({ length: count }, (_, i) => i);
    const dashboards = dividedOver(all);
    expect(dashboards.flat(2)).toEqual(all);
    for (const sections of dashboards) {
        expect(sections.flat().length * 6).toBeLessThanOrEqual(2_500);
        for (const section of sections) expect(section.length * 3).toBeLessThanOrEqual(100);
    }
    expect(dashboards).toHaveLength(Math.ceil(count / 396));
});
