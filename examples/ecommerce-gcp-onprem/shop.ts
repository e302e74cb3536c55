/** The shop's network on Google Cloud: the web shop, its order service, and the payment service, each with its own filter. */
import { Firewall, Network, Subnetwork } from "@pulumi/gcp/compute";
import { prefixes, region } from "./settings";

export const network = new Network("shop", {
    autoCreateSubnetworks: false,
    // Machines of other regions reach the warehouse too.
    routingMode: "GLOBAL",
});

for (const name of ["web", "orders", "payments"] as const) {
    new Subnetwork(name, {
        region,
        network: network.id,
        ipCidrRange: prefixes[name],
        privateIpGoogleAccess: true,
        logConfig: { aggregationInterval: "INTERVAL_10_MIN", flowSampling: 0.5 },
    });
}

// Google denies what no rule allows. Who may open a connection to whom, by the receiver's network tag:
const allowed = {
    "terminals-to-payments": { from: prefixes.terminals, to: "payments", port: "8443" },
    "warehouse-to-orders": { from: prefixes.warehouse, to: "orders", port: "443" },
    "web-to-orders": { from: prefixes.web, to: "orders", port: "443" },
    "web-to-payments": { from: prefixes.web, to: "payments", port: "8443" },
};
for (const [name, { from, to, port }] of Object.entries(allowed)) {
    new Firewall(name, {
        network: network.id,
        direction: "INGRESS",
        sourceRanges: [from],
        targetTags: [to],
        allows: [{ protocol: "tcp", ports: [port] }],
    });
}
