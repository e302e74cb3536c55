/**
 * A Log Analytics workspace. Clusters, customer-managed keys and private links are not modelled. Sources: REST API
 * (Workspaces), Azure Monitor (workspace names; retention of 30 to 730 days; Free, Standard and Premium are legacy tiers that
 * new workspaces cannot have).
 */
import * as crypto from "node:crypto";
import { bool, int, num, obj, str } from "../../core/definition";
import { isObject, text, type Value } from "../../core/values";
import { armType } from "../arm";
import { badRequest, WORKSPACE } from "./codes";

const access = str({ computed: true, oneOf: ["Enabled", "Disabled"] });

export const workspace = armType({
    token: WORKSPACE,
    noun: "Log Analytics Workspace",
    armType: "Microsoft.OperationalInsights/workspaces",
    apiVersion: "2023-09-01",
    nameProperty: "workspaceName",
    tracked: true,
    outputs: ["etag", "provisioningState"],
    properties: {
        workspaceName: str({ computed: true, imported: true, immutable: true, refuse: refuseName }),
        features: obj(
            { disableLocalAuth: bool(), enableLogAccessUsingOnlyResourcePermissions: bool() },
            { computed: true },
        ),
        publicNetworkAccessForIngestion: access,
        publicNetworkAccessForQuery: access,
        retentionInDays: int({ computed: true }),
        sku: obj(
            {
                name: str({
                    required: true,
                    oneOf: ["Free", "Standard", "Premium", "PerNode", "PerGB2018", "Standalone", "CapacityReservation"],
                }),
                capacityReservationLevel: int(),
            },
            { computed: true },
        ),
        workspaceCapping: obj({ dailyQuotaGb: num() }, { computed: true }),
        createdDate: str({ output: true }),
        customerId: str({ output: true }),
        modifiedDate: str({ output: true }),
    },
    put: ({ now }, { props }, old) => {
        const sku = isObject(props.sku) ? props.sku : { name: "PerGB2018" };
        if (/^(Free|Standard|Premium)$/.test(text(sku, "name") ?? "")) {
            throw badRequest(
                `Sku ${text(sku, "name") ?? ""} is a legacy pricing tier that new workspaces cannot have.`,
            );
        }
        const days = typeof props.retentionInDays === "number" ? props.retentionInDays : 30;
        if (days < 30 || days > 730) throw badRequest(`retentionInDays ${days} is not between 30 and 730.`);
        const date = new Date(now).toISOString();
        Object.assign(props, {
            sku,
            retentionInDays: days,
            features: {
                enableLogAccessUsingOnlyResourcePermissions: true,
                ...(isObject(props.features) ? props.features : {}),
            },
            workspaceCapping: isObject(props.workspaceCapping) ? props.workspaceCapping : { dailyQuotaGb: -1 },
            publicNetworkAccessForIngestion: props.publicNetworkAccessForIngestion ?? "Enabled",
            publicNetworkAccessForQuery: props.publicNetworkAccessForQuery ?? "Enabled",
            customerId: old?.customerId ?? crypto.randomUUID(),
            createdDate: old?.createdDate ?? date,
            modifiedDate: date,
        });
    },
    seconds: { create: 20, update: 5, delete: 5 },
});

function refuseName(value: Value): string | undefined {
    return /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(value as string)
        ? undefined
        : `${JSON.stringify(value)} is not a name of a workspace: 4-63 letters, digits and hyphens`;
}
