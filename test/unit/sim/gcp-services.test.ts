/**
 * gcp.monitoring and gcp.networkconnectivity. Expected values: Cloud Monitoring API reference (alert policies, notification
 * channels and their descriptors, dashboards), Network Connectivity API reference (hubs, spokes), Terraform Google provider.
 */
import { gcp } from "../../../sim/gcp";
import type { Props } from "../../../sim/core/values";
import * as g from "../../support/gcp";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([gcp]);
const client = clouds.client("gcp", g.CONFIG);

const bad = (field: string, value: string | number, why: string): string =>
    `googleapi: Error 400: Field ${field} had an invalid value of "${value}": ${why}., badRequest`;

describe("an alert policy", () => {
    const make = (condition: Props, more: Props = {}): Promise<Deployed> =>
        client.create(g.POLICY, {
            displayName: "policy",
            combiner: "OR",
            conditions: [{ displayName: "condition", ...condition }],
            ...more,
        });
    const threshold = (more: Props): Props => ({
        conditionThreshold: { ...g.TUNNEL_DOWN.conditionThreshold, ...more },
    });
    const at = "alert_policy.conditions[0].condition_threshold";

    test("watches tunnels; its conditions get names", async () => {
        const made = await make(threshold({}));
        const [condition] = made.state.conditions as Props[];
        expect(condition?.name).toEqual(expect.stringMatching(new RegExp(`^${made.id}/conditions/\\d+$`)));
    });

    test.each([
        [
            'metric.type = "vpn.googleapis.com/tunnel_established"',
            'must specify a restriction on "resource.type" in the filter',
        ],
        ['resource.type = "vpn_gateway"', 'must specify a restriction on "metric.type" in the filter'],
    ])("says what it watches, and on what: %s is not enough", async (filter, why) => {
        await expect(make(threshold({ filter }))).rejects.toThrow(bad(`${at}.filter`, filter, why));
    });

    test("lasts whole minutes", async () => {
        await expect(make(threshold({ duration: "90s" }))).rejects.toThrow(
            bad(`${at}.duration`, "90s", "It must be a multiple of a minute"),
        );
    });

    test("compares with less and greater only", async () => {
        await expect(make(threshold({ comparison: "COMPARISON_LE" }))).rejects.toThrow(
            bad(`${at}.comparison`, "COMPARISON_LE", "It must be one of COMPARISON_GT, COMPARISON_LT"),
        );
    });

    test("aligns series before it combines them, over a minute or more", async () => {
        const field = `${at}.aggregations[0]`;
        await expect(
            make(threshold({ aggregations: [{ alignmentPeriod: "60s", crossSeriesReducer: "REDUCE_SUM" }] })),
        ).rejects.toThrow(bad(`${field}.per_series_aligner`, "", "Series must be aligned before they are combined"));
        await expect(
            make(threshold({ aggregations: [{ alignmentPeriod: "30s", perSeriesAligner: "ALIGN_MIN" }] })),
        ).rejects.toThrow(bad(`${field}.alignment_period`, "30s", "It must be at least 60s"));
    });

    test("has conditions of one kind each, one to six of them", async () => {
        await expect(make({})).rejects.toThrow(
            bad("alert_policy.conditions[0]", "condition", "A condition is of exactly one kind"),
        );
        const conditions = Array.from({ length: 7 }, () => g.TUNNEL_DOWN);
        await expect(make({}, { conditions })).rejects.toThrow(
            bad("alert_policy.conditions", 7, "A policy has from 1 to 6 conditions"),
        );
    });

    test("on logs limits its rate, and only on logs", async () => {
        const onLogs = { conditionMatchedLog: { filter: 'resource.type="vpn_gateway"' } };
        const field = "alert_policy.alert_strategy.notification_rate_limit";
        await expect(make(onLogs)).rejects.toThrow(bad(field, "", "Log-based alert policies need a rate limit"));
        const alertStrategy = { notificationRateLimit: { period: "300s" } };
        await make(onLogs, { alertStrategy });
        await expect(make(threshold({}), { alertStrategy })).rejects.toThrow(
            bad(field, "300s", "Only log-based alert policies have a rate limit"),
        );
    });
});

describe("a notification channel", () => {
    test.each([
        ["email", "email_address"],
        ["pagerduty", "service_key"],
        ["slack", "auth_token"],
        ["webhook_tokenauth", "url"],
        ["pubsub", "topic"],
    ])("of type %s needs the label %s", async (type, label) => {
        await expect(g.channel(client, { type, labels: {} })).rejects.toThrow(
            bad("notification_channel.labels", "", `A channel of type ${type} needs the label ${label}`),
        );
    });

    test("is of a type that there is", async () => {
        await expect(g.channel(client, { type: "pigeon" })).rejects.toThrow(
            bad("notification_channel.type", "pigeon", "There is no such channel type"),
        );
    });

    test("has its credential in one place", async () => {
        const inputs = { type: "pagerduty", labels: { service_key: "a" }, sensitiveLabels: { serviceKey: "a" } };
        expect(await client.check(g.CHANNEL, inputs)).toEqual([
            "sensitiveLabels: cannot specify service_key in both labels and sensitiveLabels",
        ]);
    });

    test("stays while an alert policy uses it, unless its deletion is forced", async () => {
        const channel = await g.channel(client);
        const policy = await client.create(g.POLICY, {
            displayName: "policy",
            combiner: "OR",
            conditions: [g.TUNNEL_DOWN],
            notificationChannels: [channel.id],
        });
        await expect(client.delete(channel)).rejects.toThrow(
            `Error 400: Cannot delete notification channel ${channel.id}: it is used by ${policy.id}., failedPrecondition`,
        );
        await client.delete(await client.update(channel, { ...channel.inputs, forceDelete: true }));
        expect((await client.read(policy))?.state.notificationChannels).toEqual([]);
    });
});

describe("a dashboard", () => {
    test("is JSON, however it is written", async () => {
        const made = await client.create(g.DASHBOARD, { dashboardJson: '{"gridLayout":{}, "displayName":"net"}' });
        expect(await client.diff(made, { dashboardJson: '{ "displayName": "net", "gridLayout": {} }' })).toEqual(
            g.UNCHANGED,
        );
        expect(await client.check(g.DASHBOARD, { dashboardJson: "{" })).toEqual([
            'dashboardJson: "dashboard_json" contains an invalid JSON',
        ]);
    });

    test("has a name and one layout", async () => {
        await expect(client.create(g.DASHBOARD, { dashboardJson: "{}" })).rejects.toThrow(
            bad("dashboard.display_name", "", "The field must be set"),
        );
        const dashboardJson = '{"displayName":"net","gridLayout":{},"mosaicLayout":{}}';
        await expect(client.create(g.DASHBOARD, { dashboardJson })).rejects.toThrow(
            bad("dashboard.layout", "gridLayout,mosaicLayout", "A dashboard has one layout"),
        );
    });
});

describe("a hub", () => {
    test("knows the network of its tunnels", async () => {
        const [hub, site] = [await g.hub(client), await g.ends(client)];
        await g.spoke(client, hub, [(await g.tunnel(client, site)).id]);
        expect((await client.read(hub))?.state.routingVpcs).toEqual([{ uri: site.net.state.selfLink }]);
    });

    test("stays while it has spokes, as do their tunnels", async () => {
        const hub = await g.hub(client);
        const tunnel = await g.tunnel(client, await g.ends(client));
        const spoke = await g.spoke(client, hub, [tunnel.id]);
        await expect(client.delete(hub)).rejects.toThrow(
            `googleapi: Error 400: Hub '${hub.id}' still has 1 spokes., failedPrecondition`,
        );
        await expect(client.delete(tunnel)).rejects.toThrow(`is already being used by '${spoke.id}'`);
        for (const one of [spoke, hub, tunnel]) await client.delete(one);
    });
});

describe("a spoke", () => {
    test("has tunnels of its own location, which no other spoke has", async () => {
        const [hub, tunnel] = [await g.hub(client), await g.tunnel(client, await g.ends(client))];
        await expect(g.spoke(client, hub, [tunnel.id], { location: "us-west1" })).rejects.toThrow(
            `VPN tunnel '${tunnel.id}' is not in the spoke's location 'us-west1'.`,
        );
        const spoke = await g.spoke(client, hub, [tunnel.id]);
        await expect(g.spoke(client, hub, [tunnel.id], { name: "second" })).rejects.toThrow(
            `VPN tunnel '${tunnel.id}' is already linked to spoke '${spoke.id}'.`,
        );
    });

    test("leads to the one network of its hub", async () => {
        const hub = await g.hub(client);
        const site = await g.ends(client);
        await g.spoke(client, hub, [(await g.tunnel(client, site)).id]);
        const net = await g.network(client, "second");
        const other = {
            ...site,
            net,
            gateway: await g.gateway(client, net, { name: "second" }),
            router: await g.router(client, net, { name: "second" }),
        };
        const tunnel = await g.tunnel(client, other, 1);
        await expect(g.spoke(client, hub, [tunnel.id], { name: "second" })).rejects.toThrow(
            `The VPN tunnels of hub '${hub.id}' must all belong to one VPC network, not to 2.`,
        );
    });

    test("may be a VPC network, in no region, once", async () => {
        const [hub, net] = [await g.hub(client), await g.network(client)];
        const inputs = { hub: hub.id, location: "global", linkedVpcNetwork: { uri: net.id } };
        const spoke = await client.create(g.SPOKE, { ...inputs, name: "vpc" });
        expect(spoke.state).toMatchObject({ linkedVpcNetwork: { uri: net.state.selfLink }, state: "ACTIVE" });
        await expect(client.create(g.SPOKE, { ...inputs, name: "again" })).rejects.toThrow(
            `VPC network '${net.id}' is already linked to spoke '${spoke.id}'.`,
        );
        await expect(client.create(g.SPOKE, { ...inputs, name: "again", location: "us-east1" })).rejects.toThrow(
            "A VPC spoke is in the location 'global', not in 'us-east1'.",
        );
    });

    test("changes the ranges that it offers in place, and is replaced for other tunnels", async () => {
        const [hub, site] = [await g.hub(client), await g.ends(client)];
        const [one, two] = [await g.tunnel(client, site, 0), await g.tunnel(client, site, 1)];
        const made = await g.spoke(client, hub, [one.id]);
        const links = (uris: string[], more: Props = {}): Props => ({
            ...made.inputs,
            linkedVpnTunnels: { uris, siteToSiteDataTransfer: true, ...more },
        });
        const ranged = links([one.id], { includeImportRanges: ["ALL_IPV4_RANGES"] });
        expect(await client.diff(made, ranged)).toEqual({ changed: ["linkedVpnTunnels"], replaces: [] });
        expect((await client.diff(made, links([one.id, two.id]))).replaces).toEqual(["linkedVpnTunnels"]);
    });

    test("is of one kind", async () => {
        expect(await client.check(g.SPOKE, { name: "spoke", hub: "hub", location: "global" })).toEqual([
            ": Invalid combination of arguments: one of `linkedVpnTunnels,linkedVpcNetwork` must be specified",
        ]);
    });
});
