/**
 * An alarm on a metric, or on an expression over several. Alarms on PromQL queries are not modelled. Sources: CloudWatch API
 * reference (PutMetricAlarm: what belongs together, bounds; an alarm of the same name is replaced without a word, and its
 * tags stay as they are), CloudWatch quotas, Terraform AWS provider (arguments, texts of its own checks).
 */
import { conflicts } from "../../core/combine";
import {
    bool,
    CloudError,
    int,
    map,
    num,
    obj,
    set,
    str,
    type CheckFailure,
    type ResourceType,
} from "../../core/definition";
import { isEmpty, isObject, text, UNKNOWN, type Props, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { between, firstOf, lengthBetween, refuseArn } from "../bounds";
import { arn, region, tagging } from "../place";
import { METRIC_ALARM, validationError } from "./codes";

/** Those of the second line compare with a band of anomaly detection, and so with another metric of the alarm. */
const ON_THRESHOLD = [
    "GreaterThanOrEqualToThreshold",
    "GreaterThanThreshold",
    "LessThanThreshold",
    "LessThanOrEqualToThreshold",
];
const ON_BAND = ["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"];

const UNITS = [
    ...["Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "Count/Second", "None"],
    ...["", "Kilo", "Mega", "Giga", "Tera"].flatMap((size) => {
        const words = size === "" ? ["Bytes", "Bits"] : [`${size}bytes`, `${size}bits`];
        return words.flatMap((word) => [word, `${word}/Second`]);
    }),
];

const DAY = 86_400;
const MOST_QUERIES = 20;

const actions = set(str({ refuse: refuseArn("alarm_actions") }), {
    refuse: (value) =>
        (value as Value[]).length > 5
            ? `attribute supports 5 item maximum, but config has ${(value as Value[]).length} declared`
            : undefined,
});

const dimensions = map(str(), {
    refuse: (value) =>
        Object.keys(value as Props).length > 30
            ? `${Object.keys(value as Props).length} dimensions; CloudWatch allows 30`
            : undefined,
});

/** Ten, twenty or thirty seconds, or whole minutes. */
function refusePeriod(value: Value): string | undefined {
    const seconds = value as number;
    if ([10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0)) return undefined;
    return `expected period to be one of [10 20 30], or divisible by 60, got ${seconds}`;
}

export const metricAlarm: ResourceType = {
    token: METRIC_ALARM,
    noun: "CloudWatch Metric Alarm",
    id: (props) => text(props, "name") ?? "",
    properties: {
        region,
        ...tagging,
        name: str({ computed: true, imported: true, immutable: true, refuse: lengthBetween("alarm_name", 1, 255) }),
        actionsEnabled: bool({ default: true }),
        alarmActions: actions,
        alarmDescription: str({ refuse: lengthBetween("alarm_description", 0, 1024) }),
        comparisonOperator: str({ oneOf: [...ON_THRESHOLD, ...ON_BAND] }),
        datapointsToAlarm: int({ refuse: between("datapoints_to_alarm", 1, Number.MAX_SAFE_INTEGER) }),
        dimensions,
        evaluateLowSampleCountPercentiles: str({ computed: true, oneOf: ["evaluate", "ignore"] }),
        evaluationPeriods: int({ refuse: between("evaluation_periods", 1, Number.MAX_SAFE_INTEGER) }),
        extendedStatistic: str({ refuse: refuseExtended }),
        insufficientDataActions: actions,
        metricName: str({ refuse: lengthBetween("metric_name", 1, 255) }),
        metricQueries: set(
            obj({
                id: str({ required: true, refuse: refuseQueryId }),
                accountId: str(),
                expression: str({ refuse: lengthBetween("expression", 1, 1024) }),
                label: str(),
                metric: obj({
                    dimensions,
                    metricName: str({ required: true, refuse: lengthBetween("metric_name", 1, 255) }),
                    namespace: str({ refuse: refuseNamespace }),
                    period: int({ required: true, refuse: refusePeriod }),
                    stat: str({ required: true }),
                    unit: str({ oneOf: UNITS }),
                }),
                period: int({ refuse: refusePeriod }),
                returnData: bool(),
            }),
        ),
        namespace: str({ refuse: refuseNamespace }),
        okActions: actions,
        period: int({ refuse: refusePeriod }),
        statistic: str({ oneOf: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] }),
        threshold: num(),
        thresholdMetricId: str({ refuse: lengthBetween("threshold_metric_id", 1, 255) }),
        treatMissingData: str({ default: "missing", oneOf: ["breaching", "notBreaching", "ignore", "missing"] }),
        unit: str({ oneOf: UNITS }),
        arn: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 255 },
    check: (inputs) => [
        ...conflicts(inputs, "extendedStatistic", ["statistic", "metricQueries"]),
        ...conflicts(inputs, "metricName", ["metricQueries"]),
        ...conflicts(inputs, "namespace", ["metricQueries"]),
        ...conflicts(inputs, "dimensions", ["metricQueries"]),
        ...conflicts(inputs, "period", ["metricQueries"]),
        ...conflicts(inputs, "statistic", ["metricQueries"]),
        ...conflicts(inputs, "unit", ["metricQueries"]),
        ...conflicts(inputs, "threshold", ["thresholdMetricId"]),
        ...checkSubject(inputs),
    ],
    quota: {
        name: "alarms-per-region",
        limit: 5000,
        used: (world, draft) => world.all(METRIC_ALARM, draft).filter((alarm) => alarm.id !== draft.props.name).length,
        exceeded: () => new CloudError("LimitExceeded", "The maximum limit for alarms has been reached."),
    },
    create: ({ world }, draft) => {
        const name = text(draft.props, "name") ?? "";
        demandValid(draft);
        const there = world.get(METRIC_ALARM, draft, name);
        if (there !== undefined) {
            const { tags, tagsAll = {} } = there.props;
            draft.props = { ...draft.props, ...(tags === undefined ? {} : { tags }), tagsAll };
            if (tags === undefined) delete draft.props.tags;
        }
        Object.assign(draft.props, {
            evaluateLowSampleCountPercentiles: draft.props.evaluateLowSampleCountPercentiles ?? "",
            arn: arn(draft, "cloudwatch", `alarm:${name}`),
        });
    },
    update: (_, object) => demandValid(object),
    gone: (id) => new CloudError("ResourceNotFound", `The alarm ${id} does not exist`),
    seconds: { create: 1, update: 1 },
    onTimeout: "bare",
};

function refuseNamespace(value: Value): string | undefined {
    return firstOf(lengthBetween("namespace", 1, 255), (v) =>
        (v as string).startsWith(":") ? `"namespace" cannot begin with a colon: "${v as string}"` : undefined,
    )(value);
}

function refuseExtended(value: Value): string | undefined {
    const words = value as string;
    const known = /^(p(\d{1,2}(\.\d{1,10})?|100)|(tm|tc|ts|wm)(\d{1,2}(\.\d{1,10})?|100)|IQM|(PR|TC|TM|TS|WM)\(.+\))$/;
    return known.test(words) ? undefined : `invalid value for extended_statistic: "${words}"`;
}

function refuseQueryId(value: Value): string | undefined {
    return /^[a-z]\w{0,254}$/.test(value as string)
        ? undefined
        : `"${value as string}" is not an id of a query: a lower-case letter, then letters, digits and underscores`;
}

/** What the alarm is about: a metric and a statistic of it, or queries. */
function checkSubject(inputs: Props): CheckFailure[] {
    const given = (name: string): boolean => inputs[name] === UNKNOWN || !isEmpty(inputs[name]);
    const fail = (reason: string): CheckFailure[] => [{ property: "", reason }];
    if (!given("metricName") && !given("metricQueries")) {
        return fail("One of `metric_name`, `metric_query` must be set for a cloudwatch metric alarm");
    }
    if (given("metricName") && !given("statistic") && !given("extendedStatistic")) {
        return fail("One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm");
    }
    return [];
}

function demandValid({ props }: CloudObject): void {
    const wanted = ["comparisonOperator", "evaluationPeriods"].find((name) => isEmpty(props[name]));
    if (wanted !== undefined) {
        throw validationError(
            `1 validation error detected: Value null at '${wanted}' failed to satisfy constraint: Member must not be null`,
        );
    }
    const [periods, points] = [props.evaluationPeriods as number, props.datapointsToAlarm];
    if (typeof points === "number" && points > periods) {
        throw validationError("DatapointsToAlarm must be less than or equal to EvaluationPeriods");
    }
    const onBand = ON_BAND.includes(props.comparisonOperator as string);
    if (onBand !== !isEmpty(props.thresholdMetricId)) {
        throw validationError(
            onBand
                ? "ThresholdMetricId must be specified for a comparison with the band of an anomaly detection model"
                : "ComparisonOperator does not compare with the band that ThresholdMetricId names",
        );
    }
    if (!onBand && typeof props.threshold !== "number") {
        throw validationError("Threshold must be specified for an alarm based on a static threshold");
    }
    const queries = Array.isArray(props.metricQueries) ? props.metricQueries.filter(isObject) : [];
    if (queries.length > 0) demandQueries(queries, props);
    else demandMetric(props, periods);
}

function demandMetric(props: Props, periods: number): void {
    for (const [name, parameter] of [
        ["namespace", "Namespace"],
        ["period", "Period"],
    ] as const) {
        if (isEmpty(props[name])) throw validationError(`The parameter ${parameter} is required.`);
    }
    const period = props.period as number;
    const most = period < 3600 ? DAY : 7 * DAY;
    if (periods * period <= most) return;
    throw validationError(
        `Metrics cannot be checked across more than ${most === DAY ? "a day" : "seven days"} (EvaluationPeriods * Period must be <= ${most}).`,
    );
}

function demandQueries(queries: Props[], props: Props): void {
    if (queries.length > MOST_QUERIES)
        throw validationError(`An alarm can have at most ${MOST_QUERIES} metric queries`);
    const ids = queries.map((query) => query.id);
    if (new Set(ids).size < ids.length) throw validationError("The ids of the metric queries must be unique");
    const unclear = queries.find((query) => isEmpty(query.expression) === isEmpty(query.metric));
    if (unclear !== undefined) {
        throw validationError(
            `Either Expression or MetricStat must be specified for query ${text(unclear, "id") ?? ""}`,
        );
    }
    const band = text(props, "thresholdMetricId");
    if (band !== undefined && !ids.includes(band)) {
        throw validationError("ThresholdMetricId must match the Id of an ANOMALY_DETECTION_BAND expression");
    }
    const returning = queries.filter((query) => query.returnData === true && query.id !== band);
    if (returning.length !== 1) throw validationError("Exactly one element of the metrics list should return data.");
}
