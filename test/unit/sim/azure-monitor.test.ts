/**
 * What Azure Monitor refuses. Sources: Azure Monitor documentation (metric alerts, log search alerts, diagnostic settings,
 * supported metrics of Microsoft.Network/virtualNetworkGateways), public reports of its messages.
 */
import { azure } from "../../../sim/azure";
import type { Props } from "../../../sim/core/values";
import * as az from "../../support/azure";
import * as monitor from "../../support/azure-monitor-cases";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([azure]);
const client = clouds.client("azure-native");

const alertWith = async (inputs: Props): Promise<Deployed> =>
    client.create(monitor.METRIC_ALERT, { ...(await monitor.alertInputs(client)), ...inputs });
const onPeer = (criterion: Props): Props => ({
    criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [{ ...monitor.PEER_DOWN, ...criterion }],
    },
});

describe("an action group", () => {
    test("is global, which is not where its resource group is", async () => {
        await az.group(client);
        const { location: _, ...inputs } = monitor.PAGER;
        await expect(client.create(monitor.ACTION_GROUP, inputs)).rejects.toThrow(
            `Code="LocationNotAvailableForResourceType" Message="The provided location 'westeurope' is not available`,
        );
    });

    test("has a short name of at most twelve characters", async () => {
        expect(await client.check(monitor.ACTION_GROUP, { ...monitor.PAGER, groupShortName: "thirteenchars" })).toEqual(
            ["groupShortName: 'groupShortName' has 13 characters; Azure allows 1 to 12"],
        );
    });

    test("may go while an alert names it", async () => {
        await alertWith({});
        const group = (await client.import(
            monitor.ACTION_GROUP,
            az.idOf("actionGroups/pager").replace("Microsoft.Network", "Microsoft.Insights"),
        ))!;
        await client.delete(group);
        expect(await client.read(group)).toBeUndefined();
    });
});

describe("a metric alert", () => {
    test("is on a metric that gateways have", async () => {
        await expect(alertWith(onPeer({ metricName: "TunnelState" }))).rejects.toThrow(
            `Code="BadRequest" Message="Couldn't find a metric named TunnelState. Make sure the name is correct."`,
        );
    });

    test("is on a metric that nobody knows, where it says so", async () => {
        const made = await alertWith(onPeer({ metricName: "TunnelState", skipMetricValidation: true }));
        expect(made.state.name).toBe("peer-down");
    });

    test("is on a dimension that the metric has", async () => {
        const dimensions = [{ name: "ConnectionName", operator: "Include", values: ["*"] }];
        await expect(alertWith(onPeer({ dimensions }))).rejects.toThrow(
            "The metric BgpPeerStatus has no dimension ConnectionName; it has: BgpPeerAddress, Instance.",
        );
    });

    test("with a static threshold has one", async () => {
        await expect(alertWith(onPeer({ threshold: null }))).rejects.toThrow("The criterion 'peer' has no threshold.");
    });

    test("looks at a window at least as long as it takes until it looks again", async () => {
        await expect(alertWith({ evaluationFrequency: "PT15M" })).rejects.toThrow(
            "The window size must be greater than or equal to the evaluation frequency.",
        );
    });

    test("knows five severities", async () => {
        const inputs = { ...(await monitor.alertInputs(client)), severity: 5 };
        expect(await client.check(monitor.METRIC_ALERT, inputs)).toEqual(["severity: severity 5; Azure knows 0 to 4"]);
    });
});

describe("a scheduled query rule", () => {
    test("is where its workspace is", async () => {
        const inputs = { ...(await monitor.queryInputs(client)), location: "northeurope" };
        await expect(client.create(monitor.QUERY_RULE, inputs)).rejects.toThrow('Code="InvalidResourceReference" ');
    });

    test.each(["severity", "windowSize", "evaluationFrequency", "scopes", "criteria"])(
        "says its %s",
        async (missing) => {
            const { [missing]: _, ...inputs } = await monitor.queryInputs(client);
            await expect(client.create(monitor.QUERY_RULE, inputs)).rejects.toThrow(
                `A rule of kind LogAlert must have ${missing}.`,
            );
        },
    );
});

describe("a diagnostic setting", () => {
    const settingWith = async (inputs: Props): Promise<Deployed> =>
        client.create(monitor.DIAGNOSTIC_SETTING, { ...(await monitor.settingInputs(client)), ...inputs });

    test("is of a resource that there is", async () => {
        await expect(settingWith({ resourceUri: az.idOf("virtualNetworkGateways/none") })).rejects.toThrow(
            'Code="ResourceNotFound" ',
        );
    });

    test("has the id of its resource, and its own name below it", async () => {
        expect((await settingWith({})).id).toBe(
            `${az.idOf("virtualNetworkGateways/gw")}/providers/Microsoft.Insights/diagnosticSettings/logs`,
        );
    });

    test("leads somewhere", async () => {
        await expect(settingWith({ workspaceId: null })).rejects.toThrow(
            "At least one data sink needs to be specified.",
        );
    });

    test("is about logs that gateways write", async () => {
        await expect(settingWith({ logs: [{ category: "FlowLog", enabled: true }] })).rejects.toThrow(
            `Code="BadRequest" Message="Category 'FlowLog' is not supported, supported ones are: GatewayDiagnosticLog`,
        );
    });

    test("keeps nothing for a time of its own", async () => {
        const retentionPolicy = { days: 30, enabled: true };
        const logs = [{ category: "TunnelDiagnosticLog", enabled: true, retentionPolicy }];
        await expect(settingWith({ logs })).rejects.toThrow(
            "Diagnostic settings does not support retention for new diagnostic settings.",
        );
    });

    test("sends nothing to where another one sends it", async () => {
        const first = await settingWith({});
        await expect(client.create(monitor.DIAGNOSTIC_SETTING, { ...first.inputs, name: "again" })).rejects.toThrow(
            'Code="Conflict" Message="Data sink ',
        );
    });

    test("outlives its resource", async () => {
        const made = await settingWith({});
        const gateway = (await client.import(az.GATEWAY, az.idOf("virtualNetworkGateways/gw")))!;
        await client.delete(gateway);
        expect((await client.read(made))?.id).toBe(made.id);
    });
});

describe("a workspace", () => {
    test.each([
        [{ retentionInDays: 29 }, "retentionInDays 29 is not between 30 and 730."],
        [{ sku: { name: "Free" } }, "Sku Free is a legacy pricing tier that new workspaces cannot have."],
    ])("with %j is refused", async (inputs, message) => {
        await az.group(client);
        const wanted = { ...az.IN_GROUP, workspaceName: "logs", ...inputs };
        await expect(client.create(monitor.WORKSPACE, wanted)).rejects.toThrow(message);
    });
});
