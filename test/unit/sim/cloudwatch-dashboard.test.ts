/**
 * aws.cloudwatch.Dashboard. Expected values: CloudWatch API reference (PutDashboard; Dashboard Body Structure and Syntax: "must
 * include a widgets array, but that array can be empty", at most 500 widgets, a grid 24 units wide), documentation of the
 * provider's resource.
 */
import { aws } from "../../../sim/aws";
import type { Value } from "../../../sim/core/values";
import { DASHBOARD } from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const put = (body: Value, dashboardName = "tunnels"): Promise<Deployed> =>
    east.create(DASHBOARD, { dashboardName, dashboardBody: JSON.stringify(body) });
const widget = {
    type: "metric",
    x: 0,
    y: 0,
    width: 12,
    height: 6,
    properties: { metrics: [["AWS/VPN", "TunnelState"]] },
};

test("has its name as id, and an ARN without a region", async () => {
    const { id, state } = await put({ widgets: [widget] });
    expect(id).toBe("tunnels");
    expect(state.dashboardArn).toBe("arn:aws:cloudwatch::111122223333:dashboard/tunnels");
});

test("may be empty", async () => expect((await put({ widgets: [] })).id).toBe("tunnels"));

test("replaces another of its name without a word", async () => {
    const first = await put({ widgets: [] });
    await put({ widgets: [widget] });
    expect((await east.read(first))?.state.dashboardBody).toContain("TunnelState");
});

test("is not changed by white space and the order of members", async () => {
    const made = await put({ widgets: [], start: "-PT6H" });
    const same = '{\n  "start": "-PT6H",\n  "widgets": []\n}';
    expect((await east.diff(made, { ...made.inputs, dashboardBody: same })).changed).toEqual([]);
});

test.each(["tunnels of the shop", "tunnels.shop", "x".repeat(256)])("is not named %s", async (dashboardName) => {
    expect(await east.check(DASHBOARD, { dashboardName, dashboardBody: "{}" })).toEqual([
        expect.stringMatching(/^dashboardName: /),
    ]);
});

test("has a body of JSON", async () => {
    expect(await east.check(DASHBOARD, { dashboardName: "tunnels", dashboardBody: "{widgets: []}" })).toEqual([
        expect.stringMatching(/^dashboardBody: "dashboard_body" contains an invalid JSON: /),
    ]);
});

test.each<[string, Value, string]>([
    ["no widgets", {}, "/widgets should be an array"],
    ["a list", [widget], "/widgets should be an array"],
    // CloudWatch user guide, service quotas: 500 metrics per widget, 2,500 per dashboard; an alarm widget has 1–100 alarms.
    [
        "too many alarms in a widget",
        { widgets: [{ type: "alarm", properties: { alarms: Array(101).fill("arn") } }] },
        "/widgets/0 /properties/alarms should have at most 100 elements",
    ],
    [
        "an alarm widget without alarms",
        { widgets: [{ type: "alarm", properties: { alarms: [] } }] },
        "/widgets/0 /properties/alarms should have an element",
    ],
    [
        "too many metrics in a widget",
        { widgets: [{ type: "metric", properties: { metrics: Array(501).fill(["AWS/VPN", "TunnelState"]) } }] },
        "/widgets/0 /properties/metrics should have at most 500 elements",
    ],
    [
        "too many metrics in all",
        {
            widgets: Array(6).fill({
                type: "metric",
                properties: { metrics: Array(417).fill(["AWS/VPN", "TunnelState"]) },
            }),
        },
        "should have at most 2500 metrics",
    ],
    ["too many widgets", { widgets: Array(501).fill(widget) }, "/widgets should have at most 500 elements"],
    ["a widget of no kind", { widgets: [widget, { properties: {} }] }, "/widgets/1 should have a type out of"],
    ["a widget without properties", { widgets: [{ type: "text" }] }, "/widgets/0 should have properties"],
    ["a widget beyond the grid", { widgets: [{ ...widget, x: 24 }] }, "/widgets/0 should have an x from 0 to 23"],
    ["a widget too wide", { widgets: [{ ...widget, width: 25 }] }, "/widgets/0 should have a width from 1 to 24"],
])("is refused with %s", async (_, body, fault) => {
    await expect(put(body)).rejects.toThrow(
        "creating CloudWatch Dashboard: api error InvalidParameterInput: The dashboard body is invalid, there is a " +
            `validation error: ${fault}`,
    );
});
