import {
    HubAttachment,
    SecurityProfile,
    VpnBridge,
    hubReference,
    planVpnBridge,
    type VpnBridgeArgs,
} from "@causeway-iac/causeway";
import { Topic, TopicSubscription } from "@pulumi/aws/sns";
import { ActionGroup } from "@pulumi/azure-native/monitor";
import { Config } from "@pulumi/pulumi";
import { gatewaySubnet, group, workspace } from "./analytics";
import "./audit";
import { hub } from "./records";
import { location, logRetentionDays, prefixes, region, tags } from "./settings";

const onCall = new Config().require("onCall");

// Whom each cloud's alarms wake.
const topic = new Topic("network-alarms", { region, tags });
new TopicSubscription("on-call", { region, topic: topic.arn, protocol: "email", endpoint: onCall });
const actionGroup = new ActionGroup("network-alarms", {
    resourceGroupName: group.name,
    location: "global",
    groupShortName: "network",
    enabled: true,
    emailReceivers: [{ name: "on-call", emailAddress: onCall, useCommonAlertSchema: true }],
    tags,
});

const args: VpnBridgeArgs = {
    sites: {
        records: {
            aws: {
                region,
                transitGatewayId: hub.transitGatewayIds.virginia,
                asn: hub.asns.virginia,
                logRetentionDays,
            },
            cidrs: [prefixes.records],
        },
        analytics: {
            azure: { location, resourceGroupName: group.name, gatewaySubnetId: gatewaySubnet.id, sku: "VpnGw2AZ" },
            cidrs: [prefixes.analytics],
        },
    },
    // Approved algorithms only: what is not fails here, before anything is created.
    profile: SecurityProfile.Fips,
    monitoring: {
        snsTopicArns: { [region]: topic.arn },
        actionGroupId: actionGroup.id,
        workspaceId: workspace.id,
    },
    traffic: [
        { from: "records", to: "analytics", gbPerMonth: 2_000 },
        { from: "analytics", to: "records", gbPerMonth: 50 },
    ],
    tags,
};
const bridge = new VpnBridge("phi", args);

new HubAttachment("analytics", {
    hub: hubReference(hub, "virginia"),
    segment: "analytics",
    attachmentIds: bridge.attachmentIds,
    cidrs: [prefixes.analytics],
});

const plan = planVpnBridge(args);
export const tunnels = plan.tunnels;
export const suites = plan.links.map(({ key, ipsec }) => ({ link: key, suite: ipsec?.suite }));
export const monthlyCost = bridge.monthlyCost;
export const unpriced = plan.cost.unknowns.map(({ what, region: where }) => `${what}, ${where}`);
