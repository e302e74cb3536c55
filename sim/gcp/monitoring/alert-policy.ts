/**
 * An alert policy. Sources: Cloud Monitoring API reference (projects.alertPolicies), Terraform Google provider (everything is
 * changed in place).
 */
import { any, bool, list, map, obj, str, type Context, type ResourceType } from "../../core/definition";
import type { Props, Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { objectAt, objectsAt, said } from "../said";
import { ALERT_POLICY, toChannel } from "./codes";
import { conditions, demandConditions } from "./conditions";
import { badField, monitoringType, numericId, secondsOf } from "./monitoring-type";

const LEAST_AUTO_CLOSE = 30 * 60;

export const alertPolicy: ResourceType = monitoringType(ALERT_POLICY, "alertPolicies", numericId, {
    noun: "AlertPolicy",
    properties: {
        displayName: str({ required: true }),
        combiner: str({ required: true, oneOf: ["AND", "OR", "AND_WITH_MATCHING_RESOURCE"] }),
        conditions,
        alertStrategy: obj(
            {
                autoClose: str(),
                notificationChannelStrategies: list(
                    obj({ notificationChannelNames: list(str()), renotifyInterval: str() }, { exact: true }),
                ),
                notificationPrompts: list(str({ oneOf: ["OPENED", "CLOSED"] })),
                notificationRateLimit: obj({ period: str() }, { exact: true }),
            },
            { exact: true },
        ),
        documentation: obj(
            {
                content: str(),
                links: list(obj({ displayName: str(), url: str() }, { exact: true })),
                mimeType: str(),
                subject: str(),
            },
            { exact: true },
        ),
        enabled: bool({ default: true }),
        notificationChannels: list(str({ ref: toChannel })),
        severity: str({ oneOf: ["CRITICAL", "ERROR", "WARNING"] }),
        userLabels: map(str()),
        creationRecords: list(any(), { output: true }),
        name: str({ output: true }),
    },
    canonical: withMimeType,
    create: (context, draft) => {
        settle(context, draft);
        draft.props.name = draft.id;
        const mutateTime = new Date(context.now).toISOString();
        draft.props.creationRecords = [{ mutateTime, mutatedBy: `pulumi@${draft.account}.iam.gserviceaccount.com` }];
    },
    update: settle,
    onTimeout: "bare",
});

/** What the provider assumes of a documentation. */
function withMimeType(inputs: Props): Props {
    if (inputs.documentation === undefined || Object.keys(objectAt(inputs, "documentation")).length === 0)
        return inputs;
    return { ...inputs, documentation: { mimeType: "text/markdown", ...objectAt(inputs, "documentation") } };
}

/** Checks it, and names its conditions. */
function settle(_: Context, object: CloudObject): void {
    const { props } = object;
    demandConditions(props);
    demandStrategy(props);
    const all = objectsAt(props, "conditions");
    props.conditions = all.map((one): Value => ({
        ...one,
        name: one.name ?? `${object.id}/conditions/${numericId()}`,
    }));
}

/** A rate limit is of policies on logs, and such a policy needs one; incidents close by themselves after half an hour or more. */
function demandStrategy(props: Props): void {
    const strategy = objectAt(props, "alertStrategy");
    const onLogs = objectsAt(props, "conditions").some((one) => one.conditionMatchedLog !== undefined);
    const period = said(objectAt(strategy, "notificationRateLimit"), "period");
    const field = "alert_policy.alert_strategy";
    if (onLogs !== (period !== "")) {
        const why = onLogs
            ? "Log-based alert policies need a rate limit"
            : "Only log-based alert policies have a rate limit";
        throw badField(`${field}.notification_rate_limit`, period, why);
    }
    const autoClose = said(strategy, "autoClose");
    if (autoClose !== "" && (secondsOf(strategy, "autoClose") ?? 0) < LEAST_AUTO_CLOSE) {
        throw badField(`${field}.auto_close`, autoClose, "It must be at least 1800s");
    }
}
