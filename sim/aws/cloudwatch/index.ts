/** The types of CloudWatch that are modelled: log groups, alarms and dashboards. */
import type { ResourceType } from "../../core/definition";
import { dashboard } from "./dashboard";
import { logGroup } from "./log-group";
import { metricAlarm } from "./metric-alarm";

export const cloudwatchTypes: readonly ResourceType[] = [dashboard, logGroup, metricAlarm];
