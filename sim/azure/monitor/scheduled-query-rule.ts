/**
 * An alert on logs. Identities and storage of the customer's own are not modelled, and queries are not read. Sources: REST API
 * (Scheduled Query Rules), Azure Monitor (log search alerts: frequencies, windows, that rule and workspace are in one region).
 */
import { bool, int, list, map, num, obj, str, type Property } from "../../core/definition";
import { isEmpty, isObject, text, texts, type Props } from "../../core/values";
import { armType, demandSameLocation, entries, find } from "../arm";
import { badRequest, SCHEDULED_QUERY_RULE, toActionGroup, toWorkspace, WORKSPACE } from "./codes";
import { minutesOf, QUERY_FREQUENCIES, QUERY_WINDOWS } from "./durations";
import { refuseSeverity } from "./metric-alert";

const condition: Property = obj({
    query: str(),
    timeAggregation: str({ oneOf: ["Count", "Average", "Minimum", "Maximum", "Total"] }),
    metricMeasureColumn: str(),
    resourceIdColumn: str(),
    operator: str({
        oneOf: ["Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual", "GreaterOrLessThan"],
    }),
    threshold: num(),
    failingPeriods: obj({ minFailingPeriodsToAlert: int(), numberOfEvaluationPeriods: int() }),
    dimensions: list(
        obj({
            name: str({ required: true }),
            operator: str({ required: true, oneOf: ["Include", "Exclude"] }),
            values: list(str(), { required: true }),
        }),
    ),
});

export const scheduledQueryRule = armType({
    token: SCHEDULED_QUERY_RULE,
    noun: "Scheduled Query Rule",
    armType: "Microsoft.Insights/scheduledQueryRules",
    apiVersion: "2025-01-01-preview",
    nameProperty: "ruleName",
    tracked: true,
    outputs: ["etag"],
    properties: {
        actions: obj({ actionGroups: list(str({ ref: toActionGroup })), customProperties: map(str()) }),
        autoMitigate: bool({ computed: true }),
        criteria: obj({ allOf: list(condition) }, { exact: true }),
        description: str(),
        displayName: str(),
        enabled: bool({ computed: true }),
        evaluationFrequency: str({ oneOf: QUERY_FREQUENCIES }),
        kind: str({ computed: true, oneOf: ["LogAlert", "SimpleLogAlert", "LogToMetric"] }),
        muteActionsDuration: str(),
        overrideQueryTimeRange: str({ oneOf: QUERY_WINDOWS }),
        scopes: list(str({ ref: toWorkspace })),
        severity: int({ refuse: refuseSeverity }),
        skipQueryValidation: bool(),
        targetResourceTypes: list(str()),
        windowSize: str({ oneOf: QUERY_WINDOWS }),
    },
    put: ({ world }, object) => {
        const { props } = object;
        props.kind ??= "LogAlert";
        props.enabled ??= true;
        props.autoMitigate ??= true;
        if (props.kind !== "LogAlert")
            throw new Error("the simulated Azure models scheduled query rules of kind LogAlert only");
        for (const name of ["criteria", "evaluationFrequency", "scopes", "severity", "windowSize"]) {
            if (props[name] !== 0 && isEmpty(props[name]))
                throw badRequest(`A rule of kind LogAlert must have ${name}.`);
        }
        if (minutesOf(text(props, "evaluationFrequency") ?? "") > minutesOf(text(props, "windowSize") ?? "")) {
            throw badRequest("The window size must be greater than or equal to the evaluation frequency.");
        }
        if (props.autoMitigate === true && props.muteActionsDuration !== undefined) {
            throw badRequest(
                "muteActionsDuration cannot be used with a rule that resolves its alerts by itself (autoMitigate).",
            );
        }
        const scopes = texts(props, "scopes");
        if (scopes.length !== 1) throw badRequest("A scheduled query rule has exactly one scope.");
        demandSameLocation(object, find(world, WORKSPACE, scopes[0]));
        demandConditions(isObject(props.criteria) ? props.criteria : {});
    },
    seconds: { create: 5, update: 5, delete: 3 },
});

function demandConditions(criteria: Props): void {
    const conditions = entries(criteria, "allOf");
    if (conditions.length === 0) throw badRequest("A rule of kind LogAlert must have a condition.");
    for (const one of conditions) {
        const missing = ["query", "timeAggregation", "operator", "threshold"].find(
            (name) => one[name] !== 0 && isEmpty(one[name]),
        );
        if (missing !== undefined) throw badRequest(`A condition of a rule of kind LogAlert must have ${missing}.`);
        if (one.timeAggregation !== "Count" && isEmpty(one.metricMeasureColumn)) {
            throw badRequest(
                `A condition that aggregates by ${text(one, "timeAggregation") ?? ""} must have metricMeasureColumn.`,
            );
        }
    }
}
