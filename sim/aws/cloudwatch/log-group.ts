/**
 * A log group. Sources: CloudWatch Logs API reference (CreateLogGroup, PutRetentionPolicy, DeleteLogGroup, errors), its user
 * guide (classes, quotas), Terraform AWS provider (arguments, name rules). Keys of KMS are not modelled: of a key's ARN only
 * the form and the region are looked at.
 */
import { conflicts } from "../../core/combine";
import { bool, CloudError, int, str, type ResourceType } from "../../core/definition";
import { text, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { arnParts, firstOf, lengthBetween, matching, refuseArn } from "../bounds";
import { arn, region, tagging } from "../place";
import { nameOf } from "../unique-name";
import { LOG_GROUP } from "./codes";

/** "To set a log group so that its log events do not expire": none, which the provider writes as 0. */
const RETENTIONS = [
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const nameRule = (property: string, most: number): ((value: Value) => string | undefined) =>
    firstOf(
        lengthBetween(property, 1, most),
        matching(
            /^[\w./#-]+$/,
            `"${property}" isn't a valid log group name (alphanumeric characters, underscores, hyphens, slashes, hash signs and dots are allowed)`,
        ),
    );

export const logGroup: ResourceType = {
    token: LOG_GROUP,
    noun: "CloudWatch Logs Log Group",
    id: () => "",
    properties: {
        region,
        ...tagging,
        name: str({ computed: true, imported: true, immutable: true, refuse: nameRule("name", 512) }),
        namePrefix: str({ computed: true, immutable: true, refuse: nameRule("name_prefix", 486) }),
        deletionProtectionEnabled: bool({ computed: true }),
        kmsKeyId: str({ refuse: refuseArn("kms_key_id") }),
        logGroupClass: str({
            computed: true,
            imported: true,
            immutable: true,
            oneOf: ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"],
        }),
        retentionInDays: int({ default: 0, oneOf: RETENTIONS }),
        arn: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 512, unless: "namePrefix" },
    check: (inputs) => conflicts(inputs, "name", ["namePrefix"]),
    quota: {
        name: "log-groups-per-region",
        limit: 1_000_000,
        exceeded: () => new CloudError("LimitExceededException", "Resource limit exceeded."),
    },
    create: (context, draft) => {
        const name = nameOf(context, draft);
        if (context.world.get(LOG_GROUP, draft, name) !== undefined) {
            throw new CloudError("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        demandKey(draft);
        draft.id = name;
        Object.assign(draft.props, {
            name,
            namePrefix: draft.props.namePrefix ?? "",
            deletionProtectionEnabled: draft.props.deletionProtectionEnabled ?? false,
            logGroupClass: draft.props.logGroupClass ?? "STANDARD",
            arn: arn(draft, "logs", `log-group:${name}`),
        });
    },
    update: (_, object) => demandKey(object),
    remove: (_, object) => {
        if (object.props.deletionProtectionEnabled !== true) return;
        throw new CloudError(
            "ValidationException",
            `The log group ${object.id} cannot be deleted because deletion protection is enabled.`,
        );
    },
    gone: () => new CloudError("ResourceNotFoundException", "The specified log group does not exist."),
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "bare",
};

/** A key of KMS in the group's region. */
function demandKey(object: CloudObject): void {
    const key = text(object.props, "kmsKeyId");
    const parts = arnParts(key ?? "");
    if (key === undefined || (parts?.service === "kms" && parts.region === object.region)) return;
    throw new CloudError(
        "InvalidParameterException",
        `The specified KMS key '${key}' is not valid for this log group.`,
    );
}
