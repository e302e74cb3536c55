/**
 * What holds for every modelled type of Cloud Monitoring and Network Connectivity Center. What is replaced and what is updated
 * in place: documentation of the provider's resources.
 */
import * as g from "../../support/gcp";
import { testEveryGcpType } from "../../support/gcp-every-type";

describe("monitoring", () =>
    testEveryGcpType({
        module: "monitoring",
        absent: {},
        cases: [
            {
                type: g.POLICY,
                noun: "AlertPolicy",
                inputs: async (client) => ({
                    displayName: "tunnels",
                    combiner: "OR",
                    conditions: [g.TUNNEL_DOWN],
                    notificationChannels: [(await g.channel(client)).id],
                }),
                required: ["combiner", "conditions", "displayName"],
                dangling: {
                    notificationChannels: [
                        ["projects/shop-prod/notificationChannels/1"],
                        '400: Field alert_policy.notification_channels had an invalid value of "projects/shop-prod/' +
                            'notificationChannels/1": There is no such notification channel., badRequest',
                    ],
                },
                unknown: ["creationRecords", "name"],
                replaced: {},
                updated: {
                    alertStrategy: { autoClose: "1800s" },
                    combiner: "AND",
                    displayName: "all tunnels",
                    documentation: { content: "call the network team", mimeType: "text/markdown" },
                    enabled: false,
                    notificationChannels: [],
                    severity: "CRITICAL",
                    userLabels: { team: "net" },
                },
                id: () => /^projects\/shop-prod\/alertPolicies\/\d+$/,
                imports: [],
                global: true,
                unnamed: true,
            },
            {
                type: g.CHANNEL,
                noun: "NotificationChannel",
                inputs: () =>
                    Promise.resolve({
                        type: "slack",
                        labels: { channel_name: "#net" },
                        sensitiveLabels: { authToken: "hidden" },
                    }),
                required: ["type"],
                dangling: {},
                unknown: ["name", "verificationStatus"],
                replaced: {},
                updated: {
                    description: "the network team",
                    displayName: "net",
                    enabled: false,
                    forceDelete: true,
                    labels: { channel_name: "#network" },
                    sensitiveLabels: { authToken: "another" },
                    userLabels: { team: "net" },
                },
                id: () => /^projects\/shop-prod\/notificationChannels\/\d+$/,
                imports: [],
                unread: ["sensitiveLabels"],
                global: true,
                unnamed: true,
            },
            {
                type: g.DASHBOARD,
                noun: "Dashboard",
                inputs: () => Promise.resolve({ dashboardJson: '{"displayName":"net","gridLayout":{"widgets":[]}}' }),
                required: ["dashboardJson"],
                dangling: {},
                unknown: [],
                replaced: {},
                updated: { dashboardJson: '{"displayName":"network","gridLayout":{"widgets":[]}}' },
                id: () => /^projects\/shop-prod\/dashboards\/[0-9a-f-]{36}$/,
                imports: [],
                global: true,
                unnamed: true,
            },
        ],
    }));

describe("networkconnectivity", () =>
    testEveryGcpType({
        module: "networkconnectivity",
        // VLAN attachments, router appliances, producers' networks and gateways.
        absent: {
            [g.SPOKE]: [
                "gateway",
                "linkedInterconnectAttachments",
                "linkedProducerVpcNetwork",
                "linkedRouterApplianceInstances",
            ],
        },
        cases: [
            {
                type: g.HUB,
                noun: "Hub",
                inputs: () => Promise.resolve({ name: "hub" }),
                required: [],
                dangling: {},
                unknown: [
                    "createTime",
                    "exportPsc",
                    "policyMode",
                    "presetTopology",
                    "routingVpcs",
                    "state",
                    "uniqueId",
                    "updateTime",
                ],
                optional: ["exportPsc", "policyMode", "presetTopology"],
                replaced: { policyMode: "CUSTOM", presetTopology: "STAR" },
                updated: { description: "all sites", exportPsc: true },
                id: () => "projects/shop-prod/locations/global/hubs/hub",
                imports: ["hub"],
                global: true,
            },
            {
                type: g.SPOKE,
                noun: "Spoke",
                inputs: async (client, region = g.REGION) => {
                    const tunnel = await g.tunnel(client, await g.ends(client, region), 0, { region });
                    return {
                        name: "spoke",
                        hub: (await g.hub(client)).id,
                        location: region,
                        linkedVpnTunnels: {
                            uris: [tunnel.state.selfLink ?? null],
                            siteToSiteDataTransfer: true,
                        },
                    };
                },
                required: ["hub", "location"],
                dangling: {
                    hub: [
                        "none",
                        "404: The resource 'projects/shop-prod/locations/global/hubs/none' was not found, notFound",
                    ],
                    linkedVpnTunnels: [
                        { uris: ["none"], siteToSiteDataTransfer: true },
                        `400: Invalid value for field 'resource.linkedVpnTunnels.uris': '${g.API}` +
                            `${g.regional("vpnTunnels", "none")}'. ` +
                            "The referenced vpn_tunnel resource cannot be found., invalid",
                    ],
                },
                unknown: ["createTime", "group", "reasons", "state", "uniqueId", "updateTime"],
                optional: ["group"],
                replaced: {
                    group: "other",
                    hub: "other",
                    linkedVpnTunnels: { uris: ["other"], siteToSiteDataTransfer: true },
                    location: "us-west1",
                },
                updated: { description: "a site" },
                id: (region) => `projects/shop-prod/locations/${region}/spokes/spoke`,
                imports: ["us-east1/spoke", "shop-prod/us-east1/spoke"],
                elsewhere: true,
            },
        ],
    }));
