/**
 * An alert on metrics of resources. Tests of web pages are not modelled. Sources: REST API (Metric Alerts), Azure Monitor
 * (metric alerts: frequencies, windows, one resource for criteria of one), public reports of its refusals.
 */
import { bool, int, list, map, num, obj, str, type Property } from "../../core/definition";
import { isObject, text, texts, type Props, type Value } from "../../core/values";
import type { World } from "../../core/world";
import { armType, entries } from "../arm";
import { badRequest, METRIC_ALERT, toActionGroup } from "./codes";
import { METRIC_FREQUENCIES, METRIC_WINDOWS, minutesOf } from "./durations";
import { dimensionsOf, isGateway } from "./metrics";

const SINGLE = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria";
const MULTIPLE = "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria";

const needed = str({ required: true });

const criterion: Property = obj({
    criterionType: str({ required: true, oneOf: ["StaticThresholdCriterion", "DynamicThresholdCriterion"] }),
    name: needed,
    metricName: needed,
    metricNamespace: str(),
    operator: str({
        required: true,
        oneOf: ["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual", "GreaterOrLessThan"],
    }),
    timeAggregation: str({ required: true, oneOf: ["Average", "Count", "Minimum", "Maximum", "Total"] }),
    threshold: num(),
    alertSensitivity: str({ oneOf: ["Low", "Medium", "High"] }),
    failingPeriods: obj({
        minFailingPeriodsToAlert: num({ required: true }),
        numberOfEvaluationPeriods: num({ required: true }),
    }),
    ignoreDataBefore: str(),
    skipMetricValidation: bool(),
    dimensions: list(
        obj({
            name: needed,
            operator: str({ required: true, oneOf: ["Include", "Exclude"] }),
            values: list(str(), { required: true }),
        }),
    ),
});

export const metricAlert = armType({
    token: METRIC_ALERT,
    noun: "Metric Alert",
    armType: "Microsoft.Insights/metricAlerts",
    apiVersion: "2018-03-01",
    nameProperty: "ruleName",
    tracked: true,
    locations: ["global"],
    outputs: [],
    properties: {
        actions: list(obj({ actionGroupId: str({ ref: toActionGroup }), webHookProperties: map(str()) })),
        autoMitigate: bool({ computed: true }),
        criteria: obj(
            { odataType: str({ required: true, oneOf: [SINGLE, MULTIPLE] }), allOf: list(criterion) },
            { required: true, exact: true },
        ),
        description: str(),
        enabled: bool({ required: true }),
        evaluationFrequency: str({ required: true, oneOf: METRIC_FREQUENCIES }),
        scopes: list(str(), { required: true }),
        severity: int({ required: true, refuse: refuseSeverity }),
        targetResourceRegion: str({ computed: true }),
        targetResourceType: str({ computed: true }),
        windowSize: str({ required: true, oneOf: METRIC_WINDOWS }),
        lastUpdatedTime: str({ output: true }),
    },
    put: ({ world, now }, { props }) => {
        if (minutesOf(text(props, "evaluationFrequency") ?? "") > minutesOf(text(props, "windowSize") ?? "")) {
            throw badRequest("The window size must be greater than or equal to the evaluation frequency.");
        }
        const criteria = isObject(props.criteria) ? props.criteria : {};
        const scopes = texts(props, "scopes");
        demandScopes(world, scopes, criteria.odataType === SINGLE);
        demandCriteria(entries(criteria, "allOf"), scopes);
        props.autoMitigate ??= true;
        props.targetResourceType ??= /\/providers\/([^/]+\/[^/]+)\/[^/]+$/.exec(scopes[0] ?? "")?.[1] ?? "";
        props.targetResourceRegion ??= "";
        props.lastUpdatedTime = new Date(now).toISOString();
    },
    seconds: { create: 3, update: 3, delete: 2 },
});

export function refuseSeverity(value: Value): string | undefined {
    const severity = value as number;
    return severity >= 0 && severity <= 4 ? undefined : `severity ${severity}; Azure knows 0 to 4`;
}

/** Resources that there are; only one, for criteria of one. */
function demandScopes(world: World, scopes: readonly string[], isSingle: boolean): void {
    if (scopes.length === 0 || (isSingle && scopes.length > 1)) {
        throw badRequest(
            `An alert rule with criteria of ${isSingle ? "one resource has one scope" : "several has a scope"}.`,
        );
    }
    const ids = new Set(world.everything().map((object) => object.id));
    const missing = scopes.find((scope) => !ids.has(scope));
    if (missing !== undefined)
        throw badRequest(`The resource ${missing} in the scopes of the alert rule was not found.`);
}

/** Differently named; static ones have a threshold, dynamic ones a sensitivity and periods; metrics that the resource has. */
function demandCriteria(criteria: readonly Props[], scopes: readonly string[]): void {
    if (criteria.length === 0) throw badRequest("An alert rule has at least one criterion.");
    const names = criteria.map((one) => one.name);
    if (new Set(names).size < names.length) throw badRequest("The names of an alert rule's criteria must be unique.");
    for (const one of criteria) {
        const wanted =
            one.criterionType === "StaticThresholdCriterion" ? ["threshold"] : ["alertSensitivity", "failingPeriods"];
        const missing = wanted.find((name) => one[name] === undefined || one[name] === null);
        if (missing !== undefined) throw badRequest(`The criterion '${text(one, "name") ?? ""}' has no ${missing}.`);
        if (one.skipMetricValidation !== true && scopes.every(isGateway)) demandMetric(one);
    }
}

function demandMetric(one: Props): void {
    const metric = text(one, "metricName") ?? "";
    const known = dimensionsOf(metric);
    if (known === undefined) throw badRequest(`Couldn't find a metric named ${metric}. Make sure the name is correct.`);
    const wrong = entries(one, "dimensions").find((dimension) => !known.includes(text(dimension, "name") ?? ""));
    if (wrong === undefined) return;
    throw badRequest(
        `The metric ${metric} has no dimension ${text(wrong, "name") ?? ""}; it has: ${known.join(", ")}.`,
    );
}
