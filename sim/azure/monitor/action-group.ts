/**
 * Whom an alert tells. Of the receivers those of mail, text messages, web hooks and roles are modelled. Sources: Azure Monitor
 * (action groups: regions, limits, names), REST API (Action Groups).
 */
import { bool, list, obj, str, type Property } from "../../core/definition";
import { text, type Props, type Value } from "../../core/values";
import { armType, entries } from "../arm";
import { ACTION_GROUP, badRequest } from "./codes";

const receivers = (members: Record<string, Property>): Property =>
    list(obj({ name: str({ required: true }), useCommonAlertSchema: bool(), ...members }));

const needed = str({ required: true });

/** At most, of each kind: "Email 1,000, SMS 10, ARM role 10, webhook 10". */
const MOST: Readonly<Record<string, number>> = {
    armRoleReceivers: 10,
    emailReceivers: 1000,
    smsReceivers: 10,
    webhookReceivers: 10,
};

export const actionGroup = armType({
    token: ACTION_GROUP,
    noun: "Action Group",
    armType: "Microsoft.Insights/actionGroups",
    apiVersion: "2024-10-01-preview",
    nameProperty: "actionGroupName",
    tracked: true,
    locations: ["global", "germanywestcentral", "northcentralus", "southcentralus", "swedencentral"],
    outputs: [],
    properties: {
        armRoleReceivers: receivers({ roleId: needed }),
        emailReceivers: receivers({ emailAddress: needed, status: str({ output: true }) }),
        enabled: bool({ required: true }),
        groupShortName: str({ required: true, refuse: refuseShortName }),
        smsReceivers: list(
            obj({ name: needed, countryCode: needed, phoneNumber: needed, status: str({ output: true }) }),
        ),
        webhookReceivers: receivers({
            serviceUri: needed,
            identifierUri: str(),
            objectId: str(),
            tenantId: str(),
            useAadAuth: bool(),
        }),
    },
    put: (_, { id, props }) => {
        const all = Object.keys(MOST).flatMap((kind) => entries(props, kind));
        const names = all.map((receiver) => text(receiver, "name") ?? "");
        const twice = names.find((name, i) => names.indexOf(name) !== i);
        if (twice !== undefined) throw badRequest(`The receiver name '${twice}' of ${id} is not unique.`);
        for (const [kind, most] of Object.entries(MOST)) demandFew(props, kind, most);
    },
    seconds: { create: 2, update: 2, delete: 2 },
});

function demandFew(props: Props, kind: string, most: number): void {
    const { length } = entries(props, kind);
    if (length > most) throw badRequest(`An action group has at most ${most} ${kind}, not ${length}.`);
}

function refuseShortName(value: Value): string | undefined {
    const { length } = value as string;
    return length >= 1 && length <= 12 ? undefined : `'groupShortName' has ${length} characters; Azure allows 1 to 12`;
}
