/** One working example of every type that watches, tells, keeps logs or shows. */
import type { Props } from "../../sim/core/values";
import * as azure from "./azure";
import type { AzureCase } from "./azure-every-type";
import type { Deployed, SimClient } from "./sim-client";

export const ACTION_GROUP = "azure-native:monitor:ActionGroup";
export const METRIC_ALERT = "azure-native:monitor:MetricAlert";
export const DIAGNOSTIC_SETTING = "azure-native:monitor:DiagnosticSetting";
export const QUERY_RULE = "azure-native:monitor:ScheduledQueryRule";
export const WORKSPACE = "azure-native:operationalinsights:Workspace";
export const DASHBOARD = "azure-native:portal:Dashboard";

export const PAGER: Props = {
    ...azure.IN_GROUP,
    actionGroupName: "pager",
    location: "Global",
    enabled: true,
    groupShortName: "pager",
    emailReceivers: [{ name: "ops", emailAddress: "ops@example.com" }],
};

export const pager = (client: SimClient): Promise<Deployed> => client.create(ACTION_GROUP, PAGER);

export const workspace = (client: SimClient): Promise<Deployed> =>
    client.create(WORKSPACE, { ...azure.IN_GROUP, workspaceName: "logs" });

export const PEER_DOWN: Props = {
    criterionType: "StaticThresholdCriterion",
    name: "peer",
    metricName: "BgpPeerStatus",
    metricNamespace: "Microsoft.Network/virtualNetworkGateways",
    operator: "LessThan",
    threshold: 1,
    timeAggregation: "Average",
    dimensions: [{ name: "BgpPeerAddress", operator: "Include", values: ["169.254.21.1"] }],
};

/** The inputs of an alert on a gateway's BGP peer; makes the gateway and whom it tells. */
export async function alertInputs(client: SimClient): Promise<Props> {
    const gateway = await azure.gateway(client);
    return {
        ...azure.IN_GROUP,
        ruleName: "peer-down",
        location: "global",
        enabled: true,
        severity: 1,
        evaluationFrequency: "PT1M",
        windowSize: "PT5M",
        scopes: [gateway.id],
        criteria: {
            odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            allOf: [PEER_DOWN],
        },
        actions: [{ actionGroupId: (await pager(client)).id }],
    };
}

export async function settingInputs(client: SimClient): Promise<Props> {
    const gateway = await azure.gateway(client);
    return {
        resourceUri: gateway.id,
        name: "logs",
        workspaceId: (await workspace(client)).id,
        logs: [{ category: "TunnelDiagnosticLog", enabled: true }],
        metrics: [{ category: "AllMetrics", enabled: true }],
    };
}

export async function queryInputs(client: SimClient): Promise<Props> {
    await azure.group(client);
    const condition = {
        query: "AzureDiagnostics | where Category == 'TunnelDiagnosticLog' | where status_s == 'Disconnected'",
        timeAggregation: "Count",
        operator: "GreaterThan",
        threshold: 0,
        failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 },
    };
    return {
        ...azure.IN_GROUP,
        ruleName: "tunnel-down",
        severity: 1,
        evaluationFrequency: "PT5M",
        windowSize: "PT5M",
        scopes: [(await workspace(client)).id],
        criteria: { allOf: [condition] },
        actions: { actionGroups: [(await pager(client)).id] },
    };
}

const MARKS = ["azureApiVersion", "name", "type"];

export function monitorCases(client: () => SimClient): AzureCase[] {
    const none = azure.idOf("none/none");
    const inGroup = async (inputs: Props): Promise<Props> => {
        await azure.group(client());
        return { ...azure.IN_GROUP, ...inputs };
    };
    return [
        {
            type: ACTION_GROUP,
            noun: "Action Group",
            inputs: () => inGroup(PAGER),
            unknown: MARKS,
            optional: [],
            replaced: { actionGroupName: "other", location: "swedencentral", resourceGroupName: "other" },
            updated: {
                armRoleReceivers: [{ name: "owners", roleId: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" }],
                emailReceivers: [{ name: "ops", emailAddress: "net@example.com" }],
                enabled: false,
                groupShortName: "net",
                smsReceivers: [{ name: "phone", countryCode: "1", phoneNumber: "5550100" }],
                tags: { team: "net" },
                webhookReceivers: [{ name: "hook", serviceUri: "https://hooks.example.com/1" }],
            },
        },
        {
            type: METRIC_ALERT,
            noun: "Metric Alert",
            inputs: () => alertInputs(client()),
            dangling: { actions: [{ actionGroupId: none }], scopes: [none] },
            danglingCode: "BadRequest",
            unknown: [...MARKS, "autoMitigate", "lastUpdatedTime", "targetResourceRegion", "targetResourceType"].sort(),
            optional: ["autoMitigate", "targetResourceRegion", "targetResourceType"],
            replaced: { ruleName: "other", location: "westeurope", resourceGroupName: "other" },
            updated: {
                actions: [],
                autoMitigate: false,
                criteria: {
                    odataType: "Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria",
                    allOf: [PEER_DOWN],
                },
                description: "a BGP session is down",
                enabled: false,
                evaluationFrequency: "PT5M",
                severity: 0,
                tags: { team: "net" },
                windowSize: "PT15M",
            },
        },
        {
            type: QUERY_RULE,
            noun: "Scheduled Query Rule",
            inputs: () => queryInputs(client()),
            dangling: { actions: { actionGroups: [none] }, scopes: [none] },
            danglingCode: "BadRequest",
            unknown: [...MARKS, "autoMitigate", "enabled", "etag", "kind", "location"].sort(),
            optional: ["autoMitigate", "enabled", "kind", "location"],
            replaced: { ruleName: "other", location: "northeurope", resourceGroupName: "other" },
            updated: {
                autoMitigate: false,
                description: "a tunnel is down",
                displayName: "Tunnel down",
                enabled: false,
                muteActionsDuration: "PT30M",
                severity: 0,
                skipQueryValidation: true,
                tags: { team: "net" },
                targetResourceTypes: ["Microsoft.OperationalInsights/workspaces"],
                windowSize: "PT10M",
            },
        },
        {
            type: DIAGNOSTIC_SETTING,
            noun: "Diagnostic Setting",
            groupless: true,
            inputs: () => settingInputs(client()),
            dangling: { workspaceId: none },
            danglingCode: "BadRequest",
            unknown: ["azureApiVersion", "type"],
            optional: [],
            replaced: { name: "other", resourceUri: none },
            updated: {
                logAnalyticsDestinationType: "Dedicated",
                logs: [{ categoryGroup: "allLogs", enabled: true }],
                metrics: [],
            },
        },
        {
            type: WORKSPACE,
            noun: "Log Analytics Workspace",
            inputs: () => inGroup({ workspaceName: "logs" }),
            unknown: [
                ...MARKS,
                ...["createdDate", "customerId", "etag", "features", "location", "modifiedDate", "provisioningState"],
                ...["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery", "retentionInDays", "sku"],
                "workspaceCapping",
            ].sort(),
            optional: [
                ...["features", "location", "publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"],
                ...["retentionInDays", "sku", "workspaceCapping"],
            ],
            replaced: { workspaceName: "other", location: "northeurope", resourceGroupName: "other" },
            updated: {
                features: { disableLocalAuth: true },
                publicNetworkAccessForIngestion: "Disabled",
                publicNetworkAccessForQuery: "Disabled",
                retentionInDays: 90,
                sku: { name: "CapacityReservation", capacityReservationLevel: 100 },
                tags: { team: "net" },
                workspaceCapping: { dailyQuotaGb: 5 },
            },
            completed: ["features"],
        },
        {
            type: DASHBOARD,
            noun: "Portal Dashboard",
            inputs: () =>
                inGroup({
                    dashboardName: "tunnels",
                    properties: {
                        lenses: [
                            {
                                order: 0,
                                parts: [
                                    {
                                        position: { x: 0, y: 0, colSpan: 6, rowSpan: 4 },
                                        metadata: { type: "Extension/HubsExtension/PartType/MarkdownPart" },
                                    },
                                ],
                            },
                        ],
                    },
                }),
            unknown: [...MARKS, "location"].sort(),
            optional: ["location"],
            replaced: { dashboardName: "other", location: "northeurope", resourceGroupName: "other" },
            updated: { properties: { lenses: [] }, tags: { "hidden-title": "Tunnels" } },
        },
    ];
}

export const MONITOR_ABSENT: Record<string, string[]> = {
    // Runbooks, functions, event hubs, incident systems, logic apps, voice, identities.
    [ACTION_GROUP]: [
        ...["automationRunbookReceivers", "azureAppPushReceivers", "azureFunctionReceivers", "eventHubReceivers"],
        ...["identity", "incidentReceivers", "itsmReceivers", "logicAppReceivers", "voiceReceivers"],
    ],
    // Storage accounts, event hubs, partners.
    [DIAGNOSTIC_SETTING]: [
        ...["eventHubAuthorizationRuleId", "eventHubName", "marketplacePartnerId", "serviceBusRuleId"],
        "storageAccountId",
    ],
    // Storage of the customer's own, identities, other ways to resolve.
    [QUERY_RULE]: ["checkWorkspaceAlertsStorageConfigured", "identity", "resolveConfiguration"],
    // Data collection rules, customer-managed keys, identities.
    [WORKSPACE]: ["defaultDataCollectionRuleResourceId", "forceCmkForQuery", "identity"],
};

export const MONITOR_ABSENT_OUTPUTS: Record<string, string[]> = {
    [ACTION_GROUP]: ["systemData"],
    [METRIC_ALERT]: ["isMigrated"],
    [DIAGNOSTIC_SETTING]: ["systemData"],
    [QUERY_RULE]: [
        ...["createdWithApiVersion", "isLegacyLogAnalyticsRule", "isWorkspaceAlertsStorageConfigured", "systemData"],
    ],
    [WORKSPACE]: ["privateLinkScopedResources", "systemData"],
    [DASHBOARD]: ["systemData"],
};
