/** Names of what watches and what keeps logs, and the answers of Azure Monitor, which has one code for nearly everything. */
import { CloudError, type Reference } from "../../core/definition";
import { nameIn } from "../refusals";

export const ACTION_GROUP = "azure-native:monitor:ActionGroup";
export const METRIC_ALERT = "azure-native:monitor:MetricAlert";
export const DIAGNOSTIC_SETTING = "azure-native:monitor:DiagnosticSetting";
export const SCHEDULED_QUERY_RULE = "azure-native:monitor:ScheduledQueryRule";
export const WORKSPACE = "azure-native:operationalinsights:Workspace";
export const DASHBOARD = "azure-native:portal:Dashboard";

export function badRequest(message: string): CloudError {
    return new CloudError("BadRequest", message);
}

/** What is named can be deleted all the same: the alert then tells nobody. */
export const toActionGroup: Reference = {
    to: [ACTION_GROUP],
    within: "anywhere",
    holds: false,
    missing: (id) => badRequest(`The action group '${nameIn(id)}' of ${id} was not found.`),
};

export const toWorkspace: Reference = {
    to: [WORKSPACE],
    within: "anywhere",
    holds: false,
    missing: (id) => badRequest(`Resource ID ${id} does not exist or unavailable.`),
};
