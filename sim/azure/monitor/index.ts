/** The types that watch, tell, keep logs and show. */
import type { ResourceType } from "../../core/definition";
import { actionGroup } from "./action-group";
import { dashboard } from "./dashboard";
import { diagnosticSetting } from "./diagnostic-setting";
import { metricAlert } from "./metric-alert";
import { scheduledQueryRule } from "./scheduled-query-rule";
import { workspace } from "./workspace";

export const monitorTypes: readonly ResourceType[] = [
    actionGroup,
    metricAlert,
    scheduledQueryRule,
    diagnosticSetting,
    workspace,
    dashboard,
];
