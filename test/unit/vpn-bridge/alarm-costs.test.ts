/**
 * What alarms and dashboards of a bridge cost. Expected values: infracost's expected outputs (an alarm of CloudWatch 0.10 USD, a
 * dashboard 3.00, a time series of a metric alert of Azure 0.10, a log alert each 5 minutes 1.50; all by the month).
 */
import type { VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import { aws, azure, gcp, planned, plant } from "./sites";

const WATCHING = /cloudwatch|monitor/;
const watching = (args: VpnBridgeArgs) => {
    const { cost } = planned(args);
    return {
        items: cost.items
            .filter(({ price }) => WATCHING.test(price))
            .map(({ price, quantity, monthly }) => `${price} × ${quantity} = ${monthly}`),
        asked: cost.unknowns.filter(({ price }) => WATCHING.test(price)).map(({ answer }) => answer),
    };
};

test("each tunnel and each connection of AWS has an alarm, and a region a dashboard", () => {
    // Two tunnels and the connection as a whole.
    expect(watching({ sites: { aws, plant } })).toEqual({
        items: ["aws.cloudwatch.alarm × 3 = 0.3", "aws.cloudwatch.dashboard × 1 = 3"],
        asked: [],
    });
});

test("Azure's alerts are counted by the series that they watch", () => {
    // One connection to the device: two instances' tunnels and sessions, and drops of that connection out and in.
    expect(watching({ sites: { azure, plant } }).items).toEqual(["azure.monitor.metric-alert × 6 = 0.6"]);
    const monitoring = { workspaceId: "/workspace" };
    expect(watching({ sites: { azure, plant }, monitoring }).items).toEqual([
        "azure.monitor.log-alert × 1 = 1.5",
        "azure.monitor.metric-alert × 6 = 0.6",
    ]);
});

test("Google's have a price that no document told: it is asked for", () => {
    expect(watching({ sites: { gcp, plant } })).toEqual({
        items: [],
        asked: ['prices["gcp.monitoring.condition"]["us-east4"]'],
    });
});

test("who knows better says so, as of any price", () => {
    const prices = { "aws.cloudwatch.alarm": { "us-east-1": 0 }, "aws.cloudwatch.dashboard": { "*": 0 } };
    expect(watching({ sites: { aws, plant }, prices }).items).toEqual([
        "aws.cloudwatch.alarm × 3 = 0",
        "aws.cloudwatch.dashboard × 1 = 0",
    ]);
});

test("a bridge that nobody watches has none", () => {
    expect(watching({ sites: { aws, azure, plant }, monitoring: { enabled: false } })).toEqual({
        items: [],
        asked: [],
    });
});

test("the sum and the reasoning are those of the whole", () => {
    const [seen, unseen] = [
        planned({ sites: { aws, plant } }),
        planned({ sites: { aws, plant }, monitoring: { enabled: false } }),
    ];
    expect(seen.cost.total - unseen.cost.total).toBeCloseTo(3.3, 6);
    const totals = seen.reasoning.filter(({ what }) => what === seen.cost.reasoning.at(-1)?.what);
    expect(totals).toHaveLength(1);
});
