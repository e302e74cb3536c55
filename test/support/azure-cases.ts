/** One working example of the network's and the group's types, and what is known of each. */
import * as azure from "./azure";
import type { AzureCase } from "./azure-every-type";
import type { SimClient } from "./sim-client";

const MARKS = ["azureApiVersion", "etag", "name", "provisioningState", "resourceGuid", "type"];
const elsewhere = { location: "northeurope", resourceGroupName: "other" };
const nothing = (path: string): { id: string } => ({ id: azure.idOf(path) });

export function baseCases(client: () => SimClient): AzureCase[] {
    return [
        {
            type: azure.GROUP,
            noun: "Resource Group",
            groupless: true,
            inputs: () => Promise.resolve({ resourceGroupName: "shop", location: "westeurope", tags: { team: "net" } }),
            unknown: ["azureApiVersion", "name", "properties", "type"],
            optional: [],
            replaced: { location: "northeurope", managedBy: "somebody", resourceGroupName: "other" },
            updated: { tags: { team: "ops" } },
        },
        {
            type: azure.NETWORK,
            noun: "Virtual Network",
            inputs: async () => {
                await azure.group(client());
                return {
                    ...azure.IN_GROUP,
                    virtualNetworkName: "net",
                    addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
                    subnets: [{ name: "web", addressPrefix: "10.1.1.0/24" }],
                };
            },
            dangling: {
                subnets: [{ name: "web", addressPrefix: "10.1.1.0/24", routeTable: nothing("routeTables/none") }],
            },
            unknown: [...MARKS, "location", "privateEndpointVNetPolicies"].sort(),
            optional: ["location", "privateEndpointVNetPolicies"],
            replaced: { ...elsewhere, virtualNetworkName: "other" },
            updated: {
                addressSpace: { addressPrefixes: ["10.1.0.0/16", "10.2.0.0/16"] },
                dhcpOptions: { dnsServers: ["10.1.1.4"] },
                enableDdosProtection: true,
                enableVmProtection: true,
                flowTimeoutInMinutes: 10,
                subnets: [
                    { name: "web", addressPrefix: "10.1.1.0/24" },
                    { name: "db", addressPrefix: "10.1.2.0/24" },
                ],
                tags: { team: "net" },
            },
            completed: ["subnets"],
        },
        {
            type: azure.SUBNET,
            noun: "Subnet",
            inputs: async () => {
                await azure.network(client());
                return {
                    ...azure.IN_GROUP,
                    virtualNetworkName: "net",
                    subnetName: "GatewaySubnet",
                    addressPrefix: "10.1.255.0/27",
                };
            },
            orphan: { virtualNetworkName: "none" },
            dangling: {
                networkSecurityGroup: nothing("networkSecurityGroups/none"),
                routeTable: nothing("routeTables/none"),
            },
            unknown: ["azureApiVersion", "etag", "ipConfigurations", "name", "provisioningState", "type"],
            optional: ["name", "type"],
            replaced: { resourceGroupName: "other", virtualNetworkName: "other", subnetName: "other" },
            updated: {
                addressPrefix: "10.1.254.0/27",
                defaultOutboundAccess: false,
                delegations: [{ name: "sql", serviceName: "Microsoft.Sql/managedInstances" }],
                privateEndpointNetworkPolicies: "Enabled",
                privateLinkServiceNetworkPolicies: "Disabled",
                serviceEndpoints: [{ service: "Microsoft.Storage" }],
            },
            held: {
                by: async (made) => {
                    const one = await azure.address(client(), "one");
                    const use = { name: "a", subnet: { id: made.id }, publicIPAddress: { id: one.id } };
                    const sku = { name: "VpnGw1AZ", tier: "VpnGw1AZ" };
                    await client().create(azure.GATEWAY, { ...azure.IN_GROUP, sku, ipConfigurations: [use] });
                },
                code: "InUseSubnetCannotBeDeleted",
            },
        },
        {
            type: azure.ADDRESS,
            noun: "Public IP Address",
            inputs: async () => {
                await azure.group(client());
                return {
                    ...azure.IN_GROUP,
                    publicIpAddressName: "a",
                    sku: { name: "Standard" },
                    publicIPAllocationMethod: "Static",
                    zones: ["1", "2", "3"],
                };
            },
            unknown: [
                ...MARKS,
                "idleTimeoutInMinutes",
                "ipAddress",
                "ipConfiguration",
                "location",
                "publicIPAddressVersion",
            ].sort(),
            optional: ["idleTimeoutInMinutes", "location", "publicIPAddressVersion"],
            replaced: { ...elsewhere, publicIpAddressName: "b" },
            updated: {
                deleteOption: "Detach",
                dnsSettings: { domainNameLabel: "shop-one" },
                idleTimeoutInMinutes: 15,
                tags: { team: "net" },
            },
            completed: ["dnsSettings"],
            held: {
                by: async (made) => {
                    await client().create(azure.NETWORK, {
                        ...azure.IN_GROUP,
                        virtualNetworkName: "net",
                        addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
                    });
                    const inside = await azure.subnet(client(), "GatewaySubnet", "10.1.255.0/27");
                    const use = { name: "a", subnet: { id: inside.id }, publicIPAddress: { id: made.id } };
                    const sku = { name: "VpnGw1AZ", tier: "VpnGw1AZ" };
                    await client().create(azure.GATEWAY, { ...azure.IN_GROUP, sku, ipConfigurations: [use] });
                },
                code: "PublicIPAddressCannotBeDeleted",
            },
        },
    ];
}

export function filterCases(client: () => SimClient): AzureCase[] {
    const users = async (property: string, made: { id: string }): Promise<unknown> => {
        await client().create(azure.NETWORK, {
            ...azure.IN_GROUP,
            virtualNetworkName: "net",
            addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
        });
        return azure.subnet(client(), "web", "10.1.1.0/24", { [property]: { id: made.id } });
    };
    const rule = {
        access: "Allow",
        direction: "Inbound",
        priority: 100,
        protocol: "Tcp",
        sourceAddressPrefix: "Internet",
        sourcePortRange: "*",
        destinationAddressPrefix: "10.1.1.0/24",
        destinationPortRange: "443",
    };
    const toFirewall = {
        addressPrefix: "0.0.0.0/0",
        nextHopType: "VirtualAppliance",
        nextHopIpAddress: "10.1.0.4",
    };
    return [
        {
            type: azure.SECURITY_GROUP,
            noun: "Network Security Group",
            inputs: async () => {
                await azure.group(client());
                return {
                    ...azure.IN_GROUP,
                    networkSecurityGroupName: "web",
                    securityRules: [{ name: "https", ...rule }],
                };
            },
            unknown: [...MARKS, "defaultSecurityRules", "location", "subnets"].sort(),
            optional: ["location"],
            replaced: { ...elsewhere, networkSecurityGroupName: "other" },
            updated: { flushConnection: true, securityRules: [], tags: { team: "net" } },
            held: {
                by: (made) => users("networkSecurityGroup", made),
                code: "InUseNetworkSecurityGroupCannotBeDeleted",
            },
        },
        {
            type: azure.SECURITY_RULE,
            noun: "Security Rule",
            inputs: async () => {
                await azure.group(client());
                await client().create(azure.SECURITY_GROUP, { ...azure.IN_GROUP, networkSecurityGroupName: "web" });
                return {
                    ...azure.IN_GROUP,
                    networkSecurityGroupName: "web",
                    securityRuleName: "https",
                    ...rule,
                };
            },
            orphan: { networkSecurityGroupName: "none" },
            unknown: ["azureApiVersion", "etag", "name", "provisioningState", "type"],
            optional: ["name", "type"],
            replaced: { resourceGroupName: "other", networkSecurityGroupName: "other", securityRuleName: "other" },
            updated: {
                access: "Deny",
                description: "the shop",
                destinationAddressPrefix: "*",
                destinationPortRange: "80-81",
                direction: "Outbound",
                priority: 4096,
                protocol: "*",
                sourceAddressPrefix: "VirtualNetwork",
                sourcePortRange: "1024-65535",
            },
        },
        {
            type: azure.ROUTE_TABLE,
            noun: "Route Table",
            inputs: async () => {
                await azure.group(client());
                return { ...azure.IN_GROUP, routeTableName: "web", routes: [{ name: "default", ...toFirewall }] };
            },
            unknown: [...MARKS, "disableBgpRoutePropagation", "location", "subnets"].sort(),
            optional: ["disableBgpRoutePropagation", "location"],
            replaced: { ...elsewhere, routeTableName: "other" },
            updated: { disableBgpRoutePropagation: true, routes: [], tags: { team: "net" } },
            held: { by: (made) => users("routeTable", made), code: "InUseRouteTableCannotBeDeleted" },
        },
        {
            type: azure.ROUTE,
            noun: "Route",
            inputs: async () => {
                await azure.group(client());
                await client().create(azure.ROUTE_TABLE, { ...azure.IN_GROUP, routeTableName: "web" });
                return { ...azure.IN_GROUP, routeTableName: "web", routeName: "default", ...toFirewall };
            },
            orphan: { routeTableName: "none" },
            unknown: ["azureApiVersion", "etag", "hasBgpOverride", "name", "provisioningState", "type"],
            optional: ["name", "type"],
            replaced: { resourceGroupName: "other", routeTableName: "other", routeName: "other" },
            updated: { addressPrefix: "10.0.0.0/8", nextHopIpAddress: "10.1.0.5" },
        },
    ];
}

export function vpnCases(client: () => SimClient): AzureCase[] {
    return [
        {
            type: azure.GATEWAY,
            noun: "Virtual Network Gateway",
            inputs: () => azure.gatewayInputs(client()),
            dangling: {
                gatewayDefaultSite: nothing("localNetworkGateways/none"),
                ipConfigurations: [{ name: "one", publicIPAddress: nothing("publicIPAddresses/none") }],
            },
            unknown: [...MARKS, "disableIPSecReplayProtection", "enablePrivateIpAddress", "location"].sort(),
            optional: ["disableIPSecReplayProtection", "enablePrivateIpAddress", "location"],
            replaced: { ...elsewhere, virtualNetworkGatewayName: "other" },
            updated: {
                disableIPSecReplayProtection: true,
                enableDnsForwarding: false,
                enablePrivateIpAddress: true,
                sku: { name: "VpnGw3AZ", tier: "VpnGw3AZ" },
                tags: { team: "net" },
            },
            completed: ["sku"],
            held: {
                by: async (made) => {
                    const plant = await azure.localGateway(client());
                    await client().create(azure.CONNECTION, {
                        ...azure.IN_GROUP,
                        connectionType: "IPsec",
                        virtualNetworkGateway1: { id: made.id },
                        localNetworkGateway2: { id: plant.id },
                    });
                },
                code: "VirtualNetworkGatewayCannotBeDeleted",
            },
        },
        {
            type: azure.LOCAL_GATEWAY,
            noun: "Local Network Gateway",
            inputs: async () => {
                await azure.group(client());
                const bgpSettings = { asn: 64512, bgpPeeringAddress: "169.254.21.1" };
                return {
                    ...azure.IN_GROUP,
                    localNetworkGatewayName: "plant",
                    gatewayIpAddress: "203.0.113.7",
                    bgpSettings,
                };
            },
            unknown: [...MARKS, "location"].sort(),
            optional: ["location"],
            replaced: { ...elsewhere, localNetworkGatewayName: "other" },
            updated: {
                gatewayIpAddress: "203.0.113.8",
                bgpSettings: { asn: 64513, bgpPeeringAddress: "169.254.21.1" },
                localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/24"] },
                tags: { team: "net" },
            },
            completed: ["bgpSettings"],
            held: {
                by: async (made) => {
                    const gw = await azureGatewayBeside(client());
                    await client().create(azure.CONNECTION, {
                        ...azure.IN_GROUP,
                        connectionType: "IPsec",
                        virtualNetworkGateway1: { id: gw },
                        localNetworkGateway2: { id: made.id },
                    });
                },
                code: "InUseLocalNetworkGatewayCannotBeDeleted",
            },
        },
        {
            type: azure.CONNECTION,
            noun: "Virtual Network Gateway Connection",
            inputs: () => azure.connectionInputs(client()),
            dangling: {
                localNetworkGateway2: nothing("localNetworkGateways/none"),
                virtualNetworkGateway1: nothing("virtualNetworkGateways/none"),
                virtualNetworkGateway2: nothing("virtualNetworkGateways/none"),
            },
            unknown: [
                ...MARKS,
                "connectionMode",
                "connectionStatus",
                "egressBytesTransferred",
                "ingressBytesTransferred",
                "location",
                "routingWeight",
                "tunnelConnectionStatus",
                "usePolicyBasedTrafficSelectors",
            ].sort(),
            optional: ["connectionMode", "location", "routingWeight", "usePolicyBasedTrafficSelectors"],
            replaced: { ...elsewhere, virtualNetworkGatewayConnectionName: "other" },
            updated: {
                connectionMode: "InitiatorOnly",
                dpdTimeoutSeconds: 30,
                gatewayCustomBgpIpAddresses: azure.chosen("169.254.22.2", "169.254.22.6"),
                ipsecPolicies: [{ ...azure.STRONG, saLifeTimeSeconds: 3600 }],
                routingWeight: 10,
                tags: { team: "net" },
                trafficSelectorPolicies: [
                    { localAddressRanges: ["10.1.0.0/16"], remoteAddressRanges: ["192.168.0.0/24"] },
                ],
                usePolicyBasedTrafficSelectors: true,
            },
        },
    ];
}

/** A plain gateway in a group that is there already. */
async function azureGatewayBeside(client: SimClient): Promise<string> {
    await client.create(azure.NETWORK, {
        ...azure.IN_GROUP,
        virtualNetworkName: "net",
        addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
    });
    const inside = await azure.subnet(client, "GatewaySubnet", "10.1.255.0/27");
    const one = await azure.address(client, "one");
    const use = { name: "a", subnet: { id: inside.id }, publicIPAddress: { id: one.id } };
    const sku = { name: "VpnGw1AZ", tier: "VpnGw1AZ" };
    return (await client.create(azure.GATEWAY, { ...azure.IN_GROUP, sku, ipConfigurations: [use] })).id;
}
