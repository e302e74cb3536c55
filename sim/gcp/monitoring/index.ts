import type { ResourceType } from "../../core/definition";
import { alertPolicy } from "./alert-policy";
import { dashboard } from "./dashboard";
import { notificationChannel } from "./notification-channel";

export const monitoringTypes: readonly ResourceType[] = [alertPolicy, notificationChannel, dashboard];
