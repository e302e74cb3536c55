/** The types of CloudWatch that are modelled: log groups and alarms. */
import type { ResourceType } from "../../core/definition";
import { logGroup } from "./log-group";
import { metricAlarm } from "./metric-alarm";

export const cloudwatchTypes: readonly ResourceType[] = [logGroup, metricAlarm];
