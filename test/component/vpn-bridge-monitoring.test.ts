import { VpnBridge } from "../../components/vpn-bridge";
import type { BridgeMonitoringArgs, BridgeSiteArgs, VpnBridgeArgs } from "../../components/vpn-bridge";
import { aws, azure, gcp, plant } from "../unit/vpn-bridge/sites";
import { build, startMocks, type Child } from "./children";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const AWS_DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const ALERT = "azure-native:monitor:MetricAlert";
const LOG_ALERT = "azure-native:monitor:ScheduledQueryRule";
const LOGS = "azure-native:monitor:DiagnosticSetting";
const AZURE_DASHBOARD = "azure-native:portal:Dashboard";
const POLICY = "gcp:monitoring/alertPolicy:AlertPolicy";
const GOOGLE_DASHBOARD = "gcp:monitoring/dashboard:Dashboard";
const TYPES = [ALARM, AWS_DASHBOARD, ALERT, LOG_ALERT, LOGS, AZURE_DASHBOARD, POLICY, GOOGLE_DASHBOARD];

/** One of these would be a key somewhere it does not belong. */
const SECRET = "correct-horse-battery-staple-and-some-more-words";

beforeAll(async () => {
    await startMocks({
        "aws:ec2/vpnConnection:VpnConnection": (name) => ({
            tunnel1Address: `<first of ${name}>`,
            tunnel2Address: `<second of ${name}>`,
            transitGatewayAttachmentId: `<attachment of ${name}>`,
        }),
        "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => ({ arn: `<arn of ${name}>` }),
        "azure-native:network:PublicIPAddress": (name) => ({ ipAddress: `<address of ${name}>` }),
        "azure-native:network:VpnGateway": (name) => ({
            name: `<name of ${name}>`,
            ipConfigurations: [0, 1].map((i) => ({ id: `Instance${i}`, publicIpAddress: `20.0.0.${i + 1}` })),
        }),
        "gcp:compute/haVpnGateway:HaVpnGateway": () => ({
            vpnInterfaces: [{ ipAddress: "35.242.0.1" }, { ipAddress: "35.220.0.1" }],
        }),
    });
});

const argsOf = (sites: Record<string, BridgeSiteArgs>): VpnBridgeArgs => ({
    sites,
    ...(sites.azure === undefined || sites.hub === undefined ? {} : { links: { "azure/hub": { elsewhere: true } } }),
    keys: { secret: SECRET },
    tags: { owner: "Platform" },
});

/** Every pre-shared key that a resource is given. */
function keysIn(inputs: Record<string, unknown>): string[] {
    return Object.entries(inputs).flatMap(([name, value]) => {
        if (!/^(tunnel[12]PresharedKey|sharedKey|sharedSecret)$/.test(name)) return [];
        return [typeof value === "string" ? value : ((value as { value: string }).value ?? JSON.stringify(value))];
    });
}

const built = new Map<string, Promise<Child[]>>();

/** What watches a bridge between these sites. Built once for the same arguments. */
function watchers(sites: Record<string, BridgeSiteArgs>, monitoring?: BridgeMonitoringArgs): Promise<Child[]> {
    const key = JSON.stringify([sites, monitoring]);
    const children = built.get(key) ?? watchersOf({ ...argsOf(sites), monitoring });
    built.set(key, children);
    return children;
}

async function watchersOf(args: VpnBridgeArgs): Promise<Child[]> {
    const { children } = await build((options) => new VpnBridge("bridge", args, options));
    return children.filter(({ type }) => TYPES.includes(type));
}

const TRIANGLE = { aws, azure, gcp };
const namesOf = (children: readonly Child[], type: string): string[] =>
    children
        .filter((child) => child.type === type)
        .map(({ name }) => name)
        .sort();
const named = (children: readonly Child[], name: string): Child["inputs"] =>
    children.find((child) => child.name === name)!.inputs;

describe("three clouds", () => {
    let children: Child[];

    beforeAll(async () => {
        children = await watchers(TRIANGLE);
    });

    test("have these alarms at AWS", () => {
        const connections = ["azure/1", "azure/2", "gcp/1", "gcp/2"];
        const expected = connections.flatMap((connection) =>
            ["all-tunnels", "tunnel-1", "tunnel-2"].map((what) => `bridge-alarm-aws/${connection}/${what}`),
        );
        expect(namesOf(children, ALARM)).toEqual(expected);
    });

    test("have these alerts at Azure", () => {
        const connections = ["aws/1", "aws/2", "aws/3", "aws/4"];
        const of = (all: string[]) =>
            all.flatMap((c) => [`bridge-alarm-azure/${c}/bgp`, `bridge-alarm-azure/${c}/tunnel`]);
        expect(namesOf(children, ALERT)).toEqual([
            ...of(connections),
            "bridge-alarm-azure/egress-drops",
            ...of(["gcp/1", "gcp/2"]),
            "bridge-alarm-azure/ingress-drops",
        ]);
    });

    test("have these alert policies at Google", () => {
        const tunnels = ["aws/1", "aws/2", "aws/3", "aws/4", "azure/1", "azure/2"];
        const expected = tunnels.flatMap((t) => [`bridge-alarm-gcp/${t}/bgp`, `bridge-alarm-gcp/${t}/tunnel`]);
        expect(namesOf(children, POLICY)).toEqual([...expected, "bridge-alarm-gcp/drops"]);
    });

    test("have a dashboard each", () => {
        expect(namesOf(children, AWS_DASHBOARD)).toEqual(["bridge-dashboard-aws/us-east-1"]);
        expect(namesOf(children, AZURE_DASHBOARD)).toEqual(["bridge-dashboard-azure"]);
        expect(namesOf(children, GOOGLE_DASHBOARD)).toEqual(["bridge-dashboard-gcp"]);
    });

    test("keep no logs at Azure without a workspace", () => {
        expect([...namesOf(children, LOGS), ...namesOf(children, LOG_ALERT)]).toEqual([]);
    });

    test("tell nobody without somebody to tell", () => {
        const told = children.filter(({ inputs: { alarmActions, okActions, actions, notificationChannels } }) =>
            [alarmActions, okActions, actions, notificationChannels].some((who) => who !== undefined),
        );
        expect(told).toEqual([]);
    });

    test("carry tags and their own name wherever their cloud has a place for them", () => {
        const taggable = [ALARM, ALERT, AZURE_DASHBOARD];
        for (const { type, name, inputs } of children.filter((child) => taggable.includes(child.type))) {
            expect([type, inputs.tags]).toEqual([type, expect.objectContaining({ owner: "Platform", Name: name })]);
        }
        for (const { inputs } of children.filter(({ type }) => type === POLICY)) {
            expect(inputs.userLabels).toEqual({ owner: "platform" });
        }
    });

    test("stand below the component", () => {
        const above = new Set(children.map(({ urn }) => urn.split("::")[2]?.split("$")[0]));
        expect([...above]).toEqual(["causeway:index:VpnBridge"]);
    });

    test("show no key", async () => {
        const { children: all } = await build((options) => new VpnBridge("keyed", argsOf(TRIANGLE), options));
        const keys = all.flatMap(({ inputs }) => keysIn(inputs));
        expect(keys).toHaveLength(4 + 4 + 4 + 4 + 2 + 2);
        const shown = JSON.stringify(all.filter(({ type }) => TYPES.includes(type)).map(({ inputs }) => inputs));
        expect([SECRET, ...keys].filter((key) => shown.includes(key))).toEqual([]);
    });
});

describe("an alarm of AWS", () => {
    // aws-kit, Monitoring and troubleshooting tunnels: metric, statistic by scope, threshold, period, missing data.
    test("fires when its tunnel is down, or says nothing", async () => {
        const alarm = named(await watchers({ aws, plant }), "bridge-alarm-aws/plant/1/tunnel-2");
        expect(alarm).toEqual({
            region: "us-east-1",
            name: "bridge-alarm-aws/plant/1/tunnel-2 <bridge-connection-aws/plant/1>",
            alarmDescription: "VpnBridge bridge: tunnel aws/plant#2 is down.",
            namespace: "AWS/VPN",
            metricName: "TunnelState",
            dimensions: {
                VpnId: "<bridge-connection-aws/plant/1>",
                TunnelIpAddress: "<second of bridge-connection-aws/plant/1>",
            },
            statistic: "Maximum",
            comparisonOperator: "LessThanThreshold",
            threshold: 1,
            period: 300,
            evaluationPeriods: 1,
            treatMissingData: "breaching",
            tags: { owner: "Platform", Name: "bridge-alarm-aws/plant/1/tunnel-2" },
        });
    });

    test("of all tunnels looks at the connection as a whole", async () => {
        const alarm = named(await watchers({ aws, plant }), "bridge-alarm-aws/plant/1/all-tunnels");
        expect([alarm.dimensions, alarm.statistic]).toEqual([{ VpnId: "<bridge-connection-aws/plant/1>" }, "Maximum"]);
    });

    test("goes to the topic of its region, and so does its end", async () => {
        const topic = "arn:aws:sns:us-east-1:111122223333:oncall";
        const children = await watchers({ aws, plant }, { snsTopicArns: { "us-east-1": topic } });
        const { alarmActions, okActions } = named(children, "bridge-alarm-aws/plant/1/tunnel-1");
        expect([alarmActions, okActions]).toEqual([[topic], [topic]]);
    });

    test("goes nowhere where the topic is another region's", async () => {
        const tokyo = { aws: { ...aws.aws!, region: "ap-northeast-1", asn: 64_520 }, cidrs: ["10.9.0.0/16"] };
        const topic = "arn:aws:sns:ap-northeast-1:111122223333:oncall";
        const links = { "aws/tokyo": { elsewhere: true } };
        const monitoring = { snsTopicArns: { "ap-northeast-1": topic } };
        const children = await watchersOf({ ...argsOf({ aws, tokyo, plant }), links, monitoring });
        const actions = ["aws", "tokyo"].map(
            (site) => named(children, `bridge-alarm-${site}/plant/1/all-tunnels`).alarmActions,
        );
        expect(actions).toEqual([undefined, [topic]]);
    });

    test("is seen on the dashboard of its region, beside the state and the data of every tunnel", async () => {
        const children = await watchers({ aws, plant });
        const body = JSON.parse(named(children, "bridge-dashboard-aws/us-east-1").dashboardBody as string) as {
            widgets: { properties: { alarms?: string[]; metrics?: unknown[][] } }[];
        };
        const [alarms, ...charts] = body.widgets.map(({ properties }) => properties);
        expect(alarms!.alarms).toEqual([
            "<arn of bridge-alarm-aws/plant/1/tunnel-1>",
            "<arn of bridge-alarm-aws/plant/1/tunnel-2>",
            "<arn of bridge-alarm-aws/plant/1/all-tunnels>",
        ]);
        expect(charts.map(({ metrics }) => metrics!.map((m) => [m[1], m[5]]))).toEqual(
            ["TunnelState", "TunnelDataIn", "TunnelDataOut"].map((metric) => [
                [metric, "<first of bridge-connection-aws/plant/1>"],
                [metric, "<second of bridge-connection-aws/plant/1>"],
            ]),
        );
    });
});

interface Criterion {
    metricName: string;
    timeAggregation: string;
    operator: string;
    threshold: number;
    dimensions: { name: string; operator: string; values: string[] }[];
}
const criterionOf = (child: Child["inputs"]): Criterion => (child.criteria as { allOf: Criterion[] }).allOf[0]!;

describe("an alert of Azure", () => {
    // Azure Monitor, Supported metrics for Microsoft.Network/virtualNetworkGateways: names and dimensions.
    test("of a session that one instance has looks at both together", async () => {
        const alert = criterionOf(named(await watchers({ aws, azure }), "bridge-alarm-azure/aws/1/bgp"));
        expect([alert.metricName, alert.timeAggregation, alert.operator]).toEqual([
            ...["BgpPeerStatus", "Average", "LessThan"],
        ]);
        expect(alert.dimensions.map(({ name }) => name)).toEqual(["BgpPeerAddress"]);
    });

    test("of a session that one instance has is silent at one of two, and fires at none of two", async () => {
        const { threshold } = criterionOf(named(await watchers({ aws, azure }), "bridge-alarm-azure/aws/1/bgp"));
        expect([(1 + 0) / 2 < threshold, (0 + 0) / 2 < threshold]).toEqual([false, true]);
    });

    test("of a tunnel counts the associations with the far end of its connection", async () => {
        const alert = criterionOf(named(await watchers({ aws, azure }), "bridge-alarm-azure/aws/1/tunnel"));
        expect(alert).toMatchObject({
            metricName: "QmsaCount",
            timeAggregation: "Total",
            operator: "LessThan",
            threshold: 1,
            dimensions: [
                {
                    name: "RemoteIP",
                    operator: "Include",
                    values: ["<first of bridge-connection-aws/azure/1>"],
                },
            ],
        });
    });

    test("looks at each instance alone where both are connected", async () => {
        const children = await watchers({ azure, plant });
        const dimensions = ["bgp", "tunnel"].map((sign) =>
            criterionOf(named(children, `bridge-alarm-azure/plant/1/${sign}`)).dimensions.map(({ name }) => name),
        );
        expect(dimensions).toEqual([
            ["BgpPeerAddress", "Instance"],
            ["RemoteIP", "Instance"],
        ]);
    });

    test("goes to the action group", async () => {
        const actionGroupId = "/subscriptions/s/resourceGroups/net/providers/Microsoft.Insights/actionGroups/oncall";
        const children = await watchers({ azure, plant }, { actionGroupId });
        expect(named(children, "bridge-alarm-azure/egress-drops").actions).toEqual([{ actionGroupId }]);
    });

    test("belongs to the gateway, everywhere", async () => {
        const { scopes, location } = named(await watchers({ azure, plant }), "bridge-alarm-azure/egress-drops");
        expect([scopes, location]).toEqual([["<bridge-gateway-azure>"], "global"]);
    });
});

describe("a gateway in a virtual hub of Azure", () => {
    const hub = {
        azureVirtualWan: {
            location: "westeurope",
            resourceGroupName: "net",
            virtualWanId: "/wan",
            virtualHubId: "/hub",
        },
        cidrs: ["10.5.0.0/16"],
    };

    // Azure Monitor, Supported metrics for Microsoft.Network/vpnGateways.
    test("is watched by metrics of its own kind", async () => {
        const alert = named(await watchers({ hub, plant }), "bridge-alarm-hub/plant/1/tunnel");
        expect(alert.scopes).toEqual(["<bridge-gateway-hub>"]);
        expect(criterionOf(alert)).toMatchObject({
            metricNamespace: "Microsoft.Network/vpnGateways",
            dimensions: [
                { name: "RemoteIP", operator: "Include", values: ["203.0.113.7"] },
                { name: "Instance", operator: "Include", values: ["*"] },
            ],
        });
    });

    test("has a dashboard, and keeps its logs", async () => {
        const workspaceId = "/subscriptions/s/resourceGroups/net/providers/Microsoft.OperationalInsights/workspaces/w";
        const children = await watchers({ azure, hub, plant }, { workspaceId });
        expect([namesOf(children, AZURE_DASHBOARD), namesOf(children, LOGS)]).toEqual([
            ["bridge-dashboard-azure", "bridge-dashboard-hub"],
            ["bridge-diagnostics-azure", "bridge-diagnostics-hub"],
        ]);
    });
});

describe("a workspace of Azure", () => {
    const workspaceId = "/subscriptions/s/resourceGroups/net/providers/Microsoft.OperationalInsights/workspaces/logs";

    // Azure VPN Gateway, Monitoring data reference: the logs of site-to-site gateways.
    test("keeps all logs of the gateway", async () => {
        const setting = named(await watchers({ azure, plant }, { workspaceId }), "bridge-diagnostics-azure");
        expect([setting.resourceUri, setting.workspaceId]).toEqual(["<bridge-gateway-azure>", workspaceId]);
        expect(setting.logs).toEqual(
            ["GatewayDiagnosticLog", "TunnelDiagnosticLog", "RouteDiagnosticLog", "IKEDiagnosticLog"].map(
                (category) => ({ category, enabled: true }),
            ),
        );
    });

    // Azure VPN Gateway, Troubleshoot with diagnostic logs: category and operation of a disconnection.
    test("is asked for disconnections of this gateway", async () => {
        const children = await watchers({ azure, plant }, { workspaceId });
        const rule = named(children, "bridge-alarm-azure/disconnects");
        const { query } = (rule.criteria as { allOf: { query: string }[] }).allOf[0]!;
        expect(rule.scopes).toEqual([workspaceId]);
        for (const part of ['"TunnelDiagnosticLog"', '"TunnelDisconnected"', '=~ "<bridge-gateway-azure>"']) {
            expect(query).toContain(part);
        }
    });
});

interface Condition {
    conditionThreshold: Record<string, unknown> & { filter: string };
}

describe("a policy of Google", () => {
    // Google Cloud, Metrics of vpn and router: types, resources and labels.
    test.each([
        [
            "tunnel",
            "vpn_gateway",
            "vpn.googleapis.com/tunnel_established",
            /tunnel_name = "bridge-tunnel-gcp-plant-2-\w+"$/,
        ],
        ["bgp", "gce_router", "router.googleapis.com/bgp/session_up", /bgp_peer_name = "bridge-peer-gcp-plant-2-\w+"$/],
    ])("about a %s asks for that one", async (sign, resource, metric, label) => {
        const policy = named(await watchers({ gcp, plant }), `bridge-alarm-gcp/plant/2/${sign}`);
        const { filter } = (policy.conditions as Condition[])[0]!.conditionThreshold;
        expect(filter).toContain(
            `resource.type = "${resource}" AND resource.labels.region = "us-east4" AND metric.type = "${metric}" AND metric.labels.`,
        );
        expect(filter).toMatch(label);
    });

    test("fires after five minutes, and when nothing is heard any more", async () => {
        const policy = named(await watchers({ gcp, plant }), "bridge-alarm-gcp/plant/1/tunnel");
        expect((policy.conditions as Condition[])[0]!.conditionThreshold).toMatchObject({
            comparison: "COMPARISON_LT",
            duration: "300s",
            evaluationMissingData: "EVALUATION_MISSING_DATA_ACTIVE",
        });
    });

    test("about drops asks for every tunnel of the gateway, in both directions", async () => {
        const { conditions } = named(await watchers({ gcp, plant }), "bridge-alarm-gcp/drops");
        const filters = (conditions as Condition[]).map(({ conditionThreshold }) => conditionThreshold.filter);
        expect(filters.map((filter) => /network\/(\w+)/.exec(filter)![1])).toEqual([
            "dropped_sent_packets_count",
            "dropped_received_packets_count",
        ]);
        for (const filter of filters)
            expect(filter).toMatch(/one_of\("bridge-tunnel-[^"]+-1-\w+", "bridge-tunnel-[^"]+-2-\w+"\)$/);
    });

    test("goes to the notification channels", async () => {
        const channels = ["projects/p/notificationChannels/1"];
        const children = await watchers({ gcp, plant }, { notificationChannels: channels });
        expect(named(children, "bridge-alarm-gcp/drops").notificationChannels).toEqual(channels);
    });
});

test("a bridge without monitoring has neither alarms nor dashboards nor logs", async () => {
    expect(await watchers(TRIANGLE, { enabled: false, workspaceId: "/subscriptions/s/workspaces/w" })).toEqual([]);
});
