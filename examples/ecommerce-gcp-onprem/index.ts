import { Device, SecurityProfile, VpnBridge, planVpnBridge, type VpnBridgeArgs } from "@causeway-iac/causeway";
import { FailoverEvent, describeSpan, estimateFailover } from "@causeway-iac/causeway/plan/failover";
import { NotificationChannel } from "@pulumi/gcp/monitoring";
import { Config } from "@pulumi/pulumi";
import { prefixes, region } from "./settings";
import { network } from "./shop";

const onCall = new NotificationChannel("on-call", {
    type: "email",
    displayName: "Network on call",
    labels: { email_address: new Config().get("onCall") ?? "network-on-call@shop.example" },
});

const args: VpnBridgeArgs = {
    sites: {
        shop: {
            gcp: { region, network: network.id },
            cidrs: [prefixes.cloud],
        },
        warehouse: {
            device: {
                model: Device.Linux,
                // Two machines behind two lines of the same kind: either carries everything while the other is gone.
                publicAddresses: ["203.0.113.20", "203.0.113.24"],
                place: { country: "US", latitude: 41.26, longitude: -95.93 },
                uplink: 200_000_000,
                strongSwanVersion: "trixie",
            },
            cidrs: [prefixes.premises],
        },
    },
    profile: SecurityProfile.Pci,
    // Tunnels of their own: Google has no queues, so nothing else may be in the way there.
    links: { "shop/warehouse": { dedicated: [prefixes.payments, prefixes.terminals] } },
    // On the way out of each device, so that a backup or a catalogue of pictures never holds up a payment.
    classes: {
        payments: {
            priority: 1,
            dscp: 46,
            share: 20,
            matches: [{ from: prefixes.terminals, to: prefixes.payments, protocol: "tcp", ports: [8443] }],
        },
        orders: {
            priority: 2,
            dscp: 26,
            share: 40,
            matches: [{ from: prefixes.warehouse, to: prefixes.orders, protocol: "tcp", ports: [443] }],
        },
    },
    monitoring: { notificationChannels: [onCall.name] },
    traffic: [
        { from: "shop", to: "warehouse", gbPerMonth: 1_500 },
        { from: "warehouse", to: "shop", gbPerMonth: 800 },
    ],
    tags: { application: "shop", owner: "network" },
};
const bridge = new VpnBridge("shop", args);

// What a drill has to show: README, Black Friday.
const plan = planVpnBridge(args);
const drills = plan.links.map(({ key, timers }) => {
    const side = timers ?? { keepalive: 20, hold: 60 };
    const outage = (event: FailoverEvent): string => {
        const estimate = estimateFailover({ mechanism: "bgp", sides: [side, side] }, { event });
        if ("problems" in estimate) throw new Error(estimate.problems.map(({ fix }) => fix).join(" "));
        return describeSpan(estimate.failover.total);
    };
    return {
        link: key,
        deviceIsStopped: outage(FailoverEvent.Planned),
        lineIsCut: outage(FailoverEvent.Silent),
    };
});

export const tunnels = plan.tunnels;
export const largestPacket = plan.mtu;
export const monthlyCost = bridge.monthlyCost;
export const gatewayAddresses = bridge.gatewayAddresses;
export const expectedOutage = drills;
// Secret: `pulumi stack output --show-secrets userData` has the whole set-up of each device.
export const userData = bridge.cloudInit;
