/** Names of Cloud Monitoring's types. */
import type { Reference } from "../../core/definition";
import { badField } from "./monitoring-type";

export const ALERT_POLICY = "gcp:monitoring/alertPolicy:AlertPolicy";
export const NOTIFICATION_CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
export const DASHBOARD = "gcp:monitoring/dashboard:Dashboard";

export const toChannel: Reference = {
    to: [NOTIFICATION_CHANNEL],
    within: "anywhere",
    missing: (id) => badField("alert_policy.notification_channels", id, "There is no such notification channel"),
};
