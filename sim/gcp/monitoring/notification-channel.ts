/**
 * Where alerts are sent. Write-only credentials are not modelled. Sources: Cloud Monitoring API reference
 * (projects.notificationChannels, notificationChannelDescriptors: the labels of each type), Terraform Google provider.
 */
import { bool, map, obj, str, type CheckFailure, type ResourceType } from "../../core/definition";
import { text, textMap, texts, type Props } from "../../core/values";
import { CloudError } from "../../core/definition";
import { objectAt } from "../said";
import { ALERT_POLICY, NOTIFICATION_CHANNEL } from "./codes";
import { badField, monitoringType, numericId } from "./monitoring-type";

/** The labels that a channel of the type must have. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
    email: ["email_address"],
    google_chat: ["space"],
    pagerduty: ["service_key"],
    pubsub: ["topic"],
    slack: ["auth_token", "channel_name"],
    sms: ["number"],
    webhook_basicauth: ["password", "url", "username"],
    webhook_tokenauth: ["url"],
};

/** Types that somebody has to confirm before they work. */
const TO_BE_VERIFIED = ["sms"];

/** What the provider keeps out of sight, and the label that it stands for. */
const SENSITIVE: Readonly<Record<string, string>> = {
    authToken: "auth_token",
    password: "password",
    serviceKey: "service_key",
};

const MOST_DISPLAY = 512;

export const notificationChannel: ResourceType = monitoringType(
    NOTIFICATION_CHANNEL,
    "notificationChannels",
    numericId,
    {
        noun: "NotificationChannel",
        properties: {
            type: str({ required: true }),
            description: str(),
            displayName: str(),
            enabled: bool({ default: true }),
            forceDelete: bool({ default: false }),
            labels: map(str()),
            sensitiveLabels: obj(
                Object.fromEntries(Object.keys(SENSITIVE).map((name) => [name, str({ secret: true })])),
                { exact: true, unread: true },
            ),
            userLabels: map(str()),
            name: str({ output: true }),
            verificationStatus: str({ output: true }),
        },
        check: checkCredentials,
        create: (_, draft) => {
            demandLabels(draft.props);
            Object.assign(draft.props, {
                name: draft.id,
                verificationStatus: TO_BE_VERIFIED.includes(text(draft.props, "type") ?? "") ? "UNVERIFIED" : "",
            });
        },
        update: (_, object) => demandLabels(object.props),
        // The API does the same when it is told to use force: alert policies go on without the channel.
        release: ({ world }, object) => {
            if (object.props.forceDelete !== true) return;
            for (const policy of world.referrers(object, ALERT_POLICY)) {
                const others = texts(policy.props, "notificationChannels").filter((id) => id !== object.id);
                world.put({ ...policy, props: { ...policy.props, notificationChannels: others } });
            }
        },
        inUse: (object, holders) =>
            new CloudError(
                "failedPrecondition",
                `Cannot delete notification channel ${object.id}: it is used by ${holders.map((h) => h.id).join(", ")}.`,
            ),
        onTimeout: "bare",
    },
);

/** A credential stands in one of the two places only. */
function checkCredentials(inputs: Props): CheckFailure[] {
    const hidden = objectAt(inputs, "sensitiveLabels");
    const labels = objectAt(inputs, "labels");
    const twice = Object.entries(SENSITIVE).find(([name, label]) => hidden[name] !== undefined && label in labels);
    if (twice === undefined) return [];
    return [{ property: "sensitiveLabels", reason: `cannot specify ${twice[1]} in both labels and sensitiveLabels` }];
}

/** No value is told: it may be a secret. */
function demandLabels(props: Props): void {
    const type = text(props, "type") ?? "";
    const wanted = TYPES[type];
    if (wanted === undefined) throw badField("notification_channel.type", type, "There is no such channel type");
    const hidden = objectAt(props, "sensitiveLabels");
    const given = { ...textMap(props, "labels") };
    for (const [name, label] of Object.entries(SENSITIVE)) if (hidden[name] !== undefined) given[label] = "set";
    const missing = wanted.find((label) => (given[label] ?? "") === "");
    if (missing !== undefined) {
        throw badField("notification_channel.labels", "", `A channel of type ${type} needs the label ${missing}`);
    }
    const display = text(props, "displayName") ?? "";
    if (display.length > MOST_DISPLAY) {
        throw badField("notification_channel.display_name", display, `It has more than ${MOST_DISPLAY} characters`);
    }
}
