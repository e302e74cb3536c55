/** Refusals of CloudWatch and CloudWatch Logs, in the codes of their API references. */
import { CloudError } from "../../core/definition";

export const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const validationError = (message: string): CloudError => new CloudError("ValidationError", message);
