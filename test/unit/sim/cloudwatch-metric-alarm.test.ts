/**
 * aws.cloudwatch.MetricAlarm. Expected values: CloudWatch API reference (PutMetricAlarm: "If you are using this operation to
 * update an existing alarm, any tags you specify in this parameter are ignored"; periods; "EvaluationPeriods * Period" within
 * a day, or seven days from periods of an hour on; at most five actions, thirty dimensions), CloudWatch quotas (5000 alarms),
 * documentation of the provider's resource.
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import { METRIC_ALARM } from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });

const simple = {
    name: "drops",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 3,
    metricName: "BytesDropCountBlackhole",
    namespace: "AWS/TransitGateway",
    period: 300,
    statistic: "Sum",
    threshold: 0,
};
const { metricName: _, namespace: __, period: ___, statistic: ____, ...computed } = simple;

const make = (inputs: Props = {}): Promise<Deployed> => east.create(METRIC_ALARM, { ...simple, ...inputs });
const check = (inputs: Props): Promise<string[]> => east.check(METRIC_ALARM, { ...simple, ...inputs });
const without = (name: keyof typeof simple): Props =>
    Object.fromEntries(Object.entries(simple).filter(([key]) => key !== name));
const metric = (id: string): Props => ({
    id,
    metric: { metricName: "BytesIn", namespace: "AWS/TransitGateway", period: 60, stat: "Sum" },
});

test("has its name as id and an ARN", async () => {
    const { id, state } = await make();
    expect(id).toBe("drops");
    expect(state).toMatchObject({
        arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:drops",
        actionsEnabled: true,
        treatMissingData: "missing",
    });
});

test("watches a tunnel, and tells a topic", async () => {
    const tunnel = {
        namespace: "AWS/VPN",
        metricName: "TunnelState",
        dimensions: { VpnId: "vpn-0123456789abcdef0", TunnelIpAddress: "198.51.100.1" },
        comparisonOperator: "LessThanThreshold",
        statistic: "Minimum",
        threshold: 1,
        treatMissingData: "breaching",
        alarmActions: ["arn:aws:sns:us-east-1:111122223333:pager"],
    };
    expect((await make(tunnel)).state).toMatchObject(tunnel);
});

test("replaces another of its name without a word", async () => {
    const first = await make();
    await make({ threshold: 5 });
    expect((await east.read(first))?.state.threshold).toBe(5);
});

test("leaves the tags of the one that it replaces as they are", async () => {
    await make({ tags: { Name: "first" } });
    expect((await make({ tags: { Name: "second" } })).state.tags).toEqual({ Name: "first" });
});

test.each<[string, Props, string]>([
    ["a comparison that is none", { comparisonOperator: "Equals" }, "comparisonOperator: expected one of"],
    ["missing data treated otherwise", { treatMissingData: "good" }, "treatMissingData: expected one of"],
    ["a period of 45 seconds", { period: 45 }, "expected period to be one of [10 20 30], or divisible by 60, got 45"],
    ["no evaluation period", { evaluationPeriods: 0 }, "expected evaluation_periods to be in the range (1 - "],
    ["a namespace that begins with a colon", { namespace: ":x" }, '"namespace" cannot begin with a colon'],
    ["a unit that is none", { unit: "Furlongs" }, "unit: expected one of"],
    ["two statistics", { extendedStatistic: "p99" }, "conflicts with statistic"],
    [
        "six actions",
        { alarmActions: Array.from({ length: 6 }, (_x, i) => `arn:aws:sns:us-east-1:111122223333:t${i}`) },
        "attribute supports 5 item maximum, but config has 6 declared",
    ],
    ["an action that is no ARN", { okActions: ["pager"] }, "is an invalid ARN"],
    ["a metric and queries", { metricQueries: [metric("m1")] }, "conflicts with metricQueries"],
    ["two thresholds", { thresholdMetricId: "e1" }, "conflicts with thresholdMetricId"],
])("cannot have %s", async (_name, inputs, reason) => {
    expect((await check(inputs)).join("\n")).toContain(reason);
});

test.each(["p99", "p99.9", "tm90", "IQM", "PR(0:300)"])("takes the percentile %s", async (extendedStatistic) => {
    expect(await east.check(METRIC_ALARM, { ...without("statistic"), extendedStatistic })).toEqual([]);
});

test("is about a metric or an expression", async () => {
    expect(await east.check(METRIC_ALARM, computed)).toEqual([
        ": One of `metric_name`, `metric_query` must be set for a cloudwatch metric alarm",
    ]);
});

test("is about some statistic of a metric", async () => {
    expect(await east.check(METRIC_ALARM, without("statistic"))).toEqual([
        ": One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm",
    ]);
});

test.each(["comparisonOperator", "evaluationPeriods", "namespace", "period", "threshold"] as const)(
    "is refused without %s",
    async (name) => {
        await expect(east.create(METRIC_ALARM, without(name))).rejects.toThrow(
            "creating CloudWatch Metric Alarm: api error ValidationError: ",
        );
    },
);

test.each<[string, Props, string]>([
    [
        "over more than a day",
        { evaluationPeriods: 289 },
        "across more than a day (EvaluationPeriods * Period must be <= 86400).",
    ],
    [
        "over more than seven days",
        { period: 3600, evaluationPeriods: 169 },
        "across more than seven days (EvaluationPeriods * Period must be <= 604800).",
    ],
    [
        "more points than periods",
        { datapointsToAlarm: 4 },
        "DatapointsToAlarm must be less than or equal to EvaluationPeriods",
    ],
    [
        "a band without its metric",
        { comparisonOperator: "GreaterThanUpperThreshold" },
        "ThresholdMetricId must be specified",
    ],
])("is refused %s", async (_name, inputs, reason) => {
    await expect(make(inputs)).rejects.toThrow(reason);
});

test.each([288, 1])("is taken over %d periods of five minutes", async (evaluationPeriods) => {
    expect((await make({ evaluationPeriods })).state.evaluationPeriods).toBe(evaluationPeriods);
});

describe("on queries", () => {
    const ratio = { id: "e1", expression: "m1 / m2", returnData: true };
    const on = (metricQueries: Props[]): Promise<Deployed> => east.create(METRIC_ALARM, { ...computed, metricQueries });

    test("is made of metrics and an expression", async () => {
        expect((await on([metric("m1"), metric("m2"), ratio])).id).toBe("drops");
    });

    test.each<[string, Props[], string]>([
        ["none returns data", [metric("m1")], "Exactly one element of the metrics list should return data."],
        [
            "two return data",
            [ratio, { ...ratio, id: "e2" }],
            "Exactly one element of the metrics list should return data.",
        ],
        ["two have one id", [metric("m1"), metric("m1"), ratio], "The ids of the metric queries must be unique"],
        [
            "one is neither metric nor expression",
            [{ id: "m1" }, ratio],
            "Either Expression or MetricStat must be specified for query m1",
        ],
    ])("is refused when %s", async (_name, queries, reason) => {
        await expect(on(queries)).rejects.toThrow(`api error ValidationError: ${reason}`);
    });

    test("names them in lower case", async () => {
        expect(await east.check(METRIC_ALARM, { ...computed, metricQueries: [{ ...ratio, id: "E1" }] })).toEqual([
            expect.stringContaining('"E1" is not an id of a query'),
        ]);
    });
});

test("counts in a quota of the region, once by its name", async () => {
    clouds.world.putSetting("quotas", { "alarms-per-region": 1 });
    await make();
    await make();
    await expect(make({ name: "more" })).rejects.toThrow(
        "api error LimitExceeded: The maximum limit for alarms has been reached.",
    );
});
