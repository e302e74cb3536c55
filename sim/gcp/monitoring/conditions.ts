/**
 * Conditions of an alert policy: a threshold, the absence of data, a log entry, or a PromQL query. Those of Monitoring Query
 * Language and SQL are not modelled. Sources: Cloud Monitoring API reference (projects.alertPolicies: condition types,
 * aggregation), Terraform Google provider (enumerations); the words about filters are the API's.
 */
import { bool, int, list, map, num, obj, str, type Property } from "../../core/definition";
import { texts, type Props } from "../../core/values";
import { objectAt, objectsAt, said } from "../said";
import { badField, secondsOf } from "./monitoring-type";

const ALIGNERS = [
    "ALIGN_NONE",
    "ALIGN_DELTA",
    "ALIGN_RATE",
    "ALIGN_INTERPOLATE",
    "ALIGN_NEXT_OLDER",
    "ALIGN_MIN",
    "ALIGN_MAX",
    "ALIGN_MEAN",
    "ALIGN_COUNT",
    "ALIGN_SUM",
    "ALIGN_STDDEV",
    "ALIGN_COUNT_TRUE",
    "ALIGN_COUNT_FALSE",
    "ALIGN_FRACTION_TRUE",
    "ALIGN_PERCENTILE_99",
    "ALIGN_PERCENTILE_95",
    "ALIGN_PERCENTILE_50",
    "ALIGN_PERCENTILE_05",
    "ALIGN_PERCENT_CHANGE",
];
const REDUCERS = [
    "REDUCE_NONE",
    "REDUCE_MEAN",
    "REDUCE_MIN",
    "REDUCE_MAX",
    "REDUCE_SUM",
    "REDUCE_STDDEV",
    "REDUCE_COUNT",
    "REDUCE_COUNT_TRUE",
    "REDUCE_COUNT_FALSE",
    "REDUCE_FRACTION_TRUE",
    "REDUCE_PERCENTILE_99",
    "REDUCE_PERCENTILE_95",
    "REDUCE_PERCENTILE_50",
    "REDUCE_PERCENTILE_05",
];
const COMPARISONS = ["GT", "GE", "LT", "LE", "EQ", "NE"].map((sign) => `COMPARISON_${sign}`);
/** The API: "Only COMPARISON_LT and COMPARISON_GT are supported currently." */
const SUPPORTED_COMPARISONS = ["COMPARISON_GT", "COMPARISON_LT"];
const MISSING_DATA = ["ACTIVE", "INACTIVE", "NO_OP"].map((what) => `EVALUATION_MISSING_DATA_${what}`);

const MOST_CONDITIONS = 6;
const MINUTE = 60;

const aggregations = (): Property =>
    list(
        obj(
            {
                alignmentPeriod: str(),
                crossSeriesReducer: str({ oneOf: REDUCERS }),
                groupByFields: list(str()),
                perSeriesAligner: str({ oneOf: ALIGNERS }),
            },
            { exact: true },
        ),
    );
const trigger = (): Property => obj({ count: int(), percent: num() }, { exact: true });

export const conditions: Property = list(
    obj({
        displayName: str({ required: true }),
        name: str(),
        conditionAbsent: obj(
            { duration: str({ required: true }), filter: str(), aggregations: aggregations(), trigger: trigger() },
            { exact: true },
        ),
        conditionMatchedLog: obj({ filter: str({ required: true }), labelExtractors: map(str()) }, { exact: true }),
        conditionPrometheusQueryLanguage: obj(
            {
                query: str({ required: true }),
                alertRule: str(),
                disableMetricValidation: bool(),
                duration: str(),
                evaluationInterval: str(),
                labels: map(str()),
                ruleGroup: str(),
            },
            { exact: true },
        ),
        conditionThreshold: obj(
            {
                comparison: str({ required: true, oneOf: COMPARISONS }),
                duration: str({ required: true }),
                aggregations: aggregations(),
                denominatorAggregations: aggregations(),
                denominatorFilter: str(),
                evaluationMissingData: str({ oneOf: MISSING_DATA }),
                filter: str(),
                forecastOptions: obj({ forecastHorizon: str({ required: true }) }, { exact: true }),
                thresholdValue: num(),
                trigger: trigger(),
            },
            { exact: true },
        ),
    }),
    { required: true },
);

const KINDS: Readonly<Record<string, string>> = {
    conditionAbsent: "condition_absent",
    conditionMatchedLog: "condition_matched_log",
    conditionPrometheusQueryLanguage: "condition_prometheus_query_language",
    conditionThreshold: "condition_threshold",
};

export function demandConditions(props: Props): void {
    const all = objectsAt(props, "conditions");
    if (all.length < 1 || all.length > MOST_CONDITIONS) {
        throw badField("alert_policy.conditions", all.length, `A policy has from 1 to ${MOST_CONDITIONS} conditions`);
    }
    all.forEach((condition, i) => {
        const field = `alert_policy.conditions[${i}]`;
        const kinds = Object.keys(KINDS).filter((name) => condition[name] !== undefined);
        const [kind] = kinds;
        if (kind === undefined || kinds.length > 1) {
            throw badField(field, said(condition, "displayName"), "A condition is of exactly one kind");
        }
        demandKind(`${field}.${KINDS[kind] ?? ""}`, kind, objectAt(condition, kind));
    });
}

function demandKind(field: string, kind: string, condition: Props): void {
    if (kind !== "conditionAbsent" && kind !== "conditionThreshold") return;
    demandFilter(`${field}.filter`, said(condition, "filter"));
    const duration = secondsOf(condition, "duration");
    if (duration === undefined || duration % MINUTE !== 0) {
        throw badField(`${field}.duration`, said(condition, "duration"), "It must be a multiple of a minute");
    }
    const comparison = said(condition, "comparison");
    if (kind === "conditionThreshold" && !SUPPORTED_COMPARISONS.includes(comparison)) {
        throw badField(`${field}.comparison`, comparison, `It must be one of ${SUPPORTED_COMPARISONS.join(", ")}`);
    }
    objectsAt(condition, "aggregations").forEach((one, i) => demandAggregation(`${field}.aggregations[${i}]`, one));
}

function demandFilter(field: string, filter: string): void {
    if (!/metric\.type\s*=/.test(filter)) {
        throw badField(field, filter, 'must specify a restriction on "metric.type" in the filter');
    }
    if (!/resource\.type\s*=/.test(filter)) {
        throw badField(field, filter, 'must specify a restriction on "resource.type" in the filter');
    }
}

/** Series can be aligned without being combined, not the other way round; aligning needs a period of a minute or more. */
function demandAggregation(field: string, one: Props): void {
    const [aligner, reducer] = [said(one, "perSeriesAligner"), said(one, "crossSeriesReducer")];
    const isAligned = aligner !== "" && aligner !== "ALIGN_NONE";
    const period = secondsOf(one, "alignmentPeriod");
    const isReduced = (reducer !== "" && reducer !== "REDUCE_NONE") || texts(one, "groupByFields").length > 0;
    if (isReduced && !isAligned) {
        throw badField(`${field}.per_series_aligner`, aligner, "Series must be aligned before they are combined");
    }
    if (isAligned && (period === undefined || period < MINUTE)) {
        throw badField(`${field}.alignment_period`, said(one, "alignmentPeriod"), "It must be at least 60s");
    }
}
