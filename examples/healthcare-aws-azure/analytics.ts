/** Analytics on Azure: a virtual network whose machines reach the records, and nobody else. */
import { Workspace } from "@pulumi/azure-native/operationalinsights";
import { NetworkSecurityGroup, Subnet, VirtualNetwork } from "@pulumi/azure-native/network";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import { location, prefixes, tags, workspaceRetentionDays } from "./settings";

export const group = new ResourceGroup("analytics", { location, tags });

// Azure's own rules let a network out to the internet; the last one here does not.
const rule = (name: string, priority: number, direction: "Inbound" | "Outbound", access: "Allow" | "Deny") => ({
    name,
    priority,
    direction,
    access,
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
});
const filter = new NetworkSecurityGroup("analytics", {
    resourceGroupName: group.name,
    location,
    securityRules: [
        {
            ...rule("records-database", 100, "Outbound", "Allow"),
            protocol: "Tcp",
            sourceAddressPrefix: prefixes.analyticsJobs,
            destinationAddressPrefix: prefixes.records,
            destinationPortRange: "5432",
        },
        {
            ...rule("own-network", 110, "Outbound", "Allow"),
            sourceAddressPrefix: prefixes.analytics,
            destinationAddressPrefix: prefixes.analytics,
        },
        rule("nothing-else-out", 4096, "Outbound", "Deny"),
        {
            ...rule("own-network-in", 110, "Inbound", "Allow"),
            sourceAddressPrefix: prefixes.analytics,
            destinationAddressPrefix: prefixes.analytics,
        },
        rule("nothing-else-in", 4096, "Inbound", "Deny"),
    ],
    tags,
});

const network = new VirtualNetwork("analytics", {
    resourceGroupName: group.name,
    location,
    addressSpace: { addressPrefixes: [prefixes.analytics] },
    tags,
});
const within = { resourceGroupName: group.name, virtualNetworkName: network.name };
const jobs = new Subnet("jobs", {
    ...within,
    addressPrefix: prefixes.analyticsJobs,
    networkSecurityGroup: { id: filter.id },
    // Or a machine would reach the internet by an address that Azure lends it.
    defaultOutboundAccess: false,
});
export const gatewaySubnet = new Subnet(
    "gateways",
    { ...within, subnetName: "GatewaySubnet", addressPrefix: "10.20.255.0/27" },
    // Azure changes one subnet of a network at a time.
    { dependsOn: jobs },
);

export const workspace = new Workspace("network-logs", {
    resourceGroupName: group.name,
    location,
    sku: { name: "PerGB2018" },
    retentionInDays: workspaceRetentionDays,
    tags,
});
