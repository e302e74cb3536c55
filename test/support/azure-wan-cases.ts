/** One working example of every type of a virtual WAN. */
import type { Props } from "../../sim/core/values";
import * as azure from "./azure";
import type { AzureCase } from "./azure-every-type";
import type { Deployed, SimClient } from "./sim-client";

export const WAN = "azure-native:network:VirtualWan";
export const HUB = "azure-native:network:VirtualHub";
export const HUB_CONNECTION = "azure-native:network:HubVirtualNetworkConnection";
export const VPN_GATEWAY = "azure-native:network:VpnGateway";
export const SITE = "azure-native:network:VpnSite";
export const VPN_CONNECTION = "azure-native:network:VpnConnection";

export async function wan(client: SimClient): Promise<Deployed> {
    await azure.group(client);
    return client.create(WAN, { ...azure.IN_GROUP, virtualWANName: "wan" });
}

/** 10.100.0.0/23 in West Europe, in a WAN of its own. */
export async function hub(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    const virtualWan = { id: (await wan(client)).id };
    return hubOf(client, virtualWan, inputs);
}

export const hubOf = (client: SimClient, virtualWan: Props, inputs: Props = {}): Promise<Deployed> =>
    client.create(HUB, {
        ...azure.IN_GROUP,
        virtualHubName: "hub",
        virtualWan,
        addressPrefix: "10.100.0.0/23",
        ...inputs,
    });

const CUSTOM: Props = {
    bgpPeeringAddresses: [
        { ipconfigurationId: "Instance0", customBgpIpAddresses: ["169.254.21.2"] },
        { ipconfigurationId: "Instance1", customBgpIpAddresses: ["169.254.21.6"] },
    ],
};

export async function gatewayInputs(client: SimClient): Promise<Props> {
    return {
        ...azure.IN_GROUP,
        gatewayName: "vpn",
        virtualHub: { id: (await hub(client)).id },
        bgpSettings: CUSTOM,
    };
}

export const LINK: Props = {
    name: "fibre",
    ipAddress: "203.0.113.7",
    bgpProperties: { asn: 64512, bgpPeeringAddress: "169.254.21.1" },
};

export const site = (client: SimClient, virtualWan: Props, inputs: Props = {}): Promise<Deployed> =>
    client.create(SITE, { ...azure.IN_GROUP, vpnSiteName: "plant", virtualWan, vpnSiteLinks: [LINK], ...inputs });

export async function connectionInputs(client: SimClient): Promise<Props> {
    const gateway = await client.create(VPN_GATEWAY, await gatewayInputs(client));
    const plant = await site(client, { id: azure.idOf("virtualWans/wan") });
    return {
        ...azure.IN_GROUP,
        gatewayName: gateway.state.name ?? "",
        connectionName: "plant",
        remoteVpnSite: { id: plant.id },
        vpnLinkConnections: [
            {
                name: "fibre",
                vpnSiteLink: { id: `${plant.id}/vpnSiteLinks/fibre` },
                enableBgp: true,
                sharedKey: "Key.Of.Tunnel.One",
                ipsecPolicies: [azure.STRONG],
                vpnConnectionProtocolType: "IKEv2",
                vpnGatewayCustomBgpAddresses: [
                    { ipConfigurationId: "Instance0", customBgpIpAddress: "169.254.21.2" },
                    { ipConfigurationId: "Instance1", customBgpIpAddress: "169.254.21.6" },
                ],
            },
        ],
    };
}

/** The spoke 10.1.0.0/16, in a group that is there already. */
export const spoke = (client: SimClient, name = "net", prefix = "10.1.0.0/16"): Promise<Deployed> =>
    client.create(azure.NETWORK, {
        ...azure.IN_GROUP,
        virtualNetworkName: name,
        addressSpace: { addressPrefixes: [prefix] },
    });

const MARKS = ["azureApiVersion", "etag", "name", "provisioningState", "type"];
const elsewhere = { location: "northeurope", resourceGroupName: "other" };

export function wanCases(client: () => SimClient): AzureCase[] {
    const none = (path: string): Props => ({ id: azure.idOf(path) });
    return [
        {
            type: WAN,
            noun: "Virtual WAN",
            inputs: async () => {
                await azure.group(client());
                return { ...azure.IN_GROUP, virtualWANName: "wan" };
            },
            unknown: [
                ...MARKS,
                ...["allowBranchToBranchTraffic", "allowVnetToVnetTraffic", "disableVpnEncryption", "location"],
                ...["virtualHubs", "vpnSites"],
            ].sort(),
            optional: [
                "allowBranchToBranchTraffic",
                "allowVnetToVnetTraffic",
                "disableVpnEncryption",
                "location",
                "type",
            ],
            replaced: { ...elsewhere, virtualWANName: "other" },
            updated: {
                allowBranchToBranchTraffic: false,
                allowVnetToVnetTraffic: false,
                disableVpnEncryption: true,
                tags: { team: "net" },
            },
            held: { by: (made) => hubOf(client(), { id: made.id }), code: "InUseVirtualWanCannotBeDeleted" },
        },
        {
            type: HUB,
            noun: "Virtual Hub",
            inputs: async () => ({
                ...azure.IN_GROUP,
                virtualHubName: "hub",
                virtualWan: { id: (await wan(client())).id },
                addressPrefix: "10.100.0.0/23",
            }),
            dangling: { virtualWan: none("virtualWans/none") },
            unknown: [
                ...MARKS,
                ...["allowBranchToBranchTraffic", "hubRoutingPreference", "location", "routingState", "sku"],
                ...["virtualRouterAsn", "virtualRouterAutoScaleConfiguration", "virtualRouterIps"],
            ].sort(),
            optional: [
                ...["allowBranchToBranchTraffic", "hubRoutingPreference", "location", "sku"],
                "virtualRouterAutoScaleConfiguration",
            ],
            replaced: { ...elsewhere, virtualHubName: "other" },
            updated: {
                allowBranchToBranchTraffic: true,
                hubRoutingPreference: "ASPath",
                tags: { team: "net" },
                virtualRouterAutoScaleConfiguration: { minCapacity: 3 },
            },
            held: {
                by: (made) =>
                    client().create(VPN_GATEWAY, {
                        ...azure.IN_GROUP,
                        gatewayName: "vpn",
                        virtualHub: { id: made.id },
                    }),
                code: "CannotDeleteVirtualHubWhenItIsInUse",
            },
        },
        {
            type: HUB_CONNECTION,
            noun: "Hub Virtual Network Connection",
            inputs: async () => {
                await hub(client());
                return {
                    ...azure.IN_GROUP,
                    virtualHubName: "hub",
                    connectionName: "shop",
                    remoteVirtualNetwork: { id: (await spoke(client())).id },
                };
            },
            orphan: { virtualHubName: "none" },
            dangling: { remoteVirtualNetwork: none("virtualNetworks/none") },
            unknown: [
                "azureApiVersion",
                "enableInternetSecurity",
                "etag",
                "name",
                "provisioningState",
                "routingConfiguration",
            ],
            optional: ["enableInternetSecurity", "name", "routingConfiguration"],
            replaced: { connectionName: "other", resourceGroupName: "other", virtualHubName: "other" },
            updated: {
                allowHubToRemoteVnetTransit: true,
                allowRemoteVnetToUseHubVnetGateways: true,
                enableInternetSecurity: true,
            },
        },
        {
            type: VPN_GATEWAY,
            noun: "VPN Gateway",
            inputs: () => gatewayInputs(client()),
            dangling: { virtualHub: none("virtualHubs/none") },
            unknown: [
                ...MARKS,
                "ipConfigurations",
                "isRoutingPreferenceInternet",
                "location",
                "vpnGatewayScaleUnit",
            ].sort(),
            optional: ["isRoutingPreferenceInternet", "location", "vpnGatewayScaleUnit"],
            replaced: { ...elsewhere, gatewayName: "other" },
            updated: { isRoutingPreferenceInternet: true, tags: { team: "net" }, vpnGatewayScaleUnit: 2 },
        },
        {
            type: SITE,
            noun: "VPN Site",
            inputs: async () => ({
                ...azure.IN_GROUP,
                vpnSiteName: "plant",
                virtualWan: { id: (await wan(client())).id },
                vpnSiteLinks: [LINK],
            }),
            dangling: { virtualWan: none("virtualWans/none") },
            unknown: [...MARKS, "location"].sort(),
            optional: ["location"],
            replaced: { ...elsewhere, vpnSiteName: "other" },
            updated: {
                addressSpace: { addressPrefixes: ["192.168.0.0/24"] },
                deviceProperties: { deviceVendor: "strongSwan" },
                tags: { team: "net" },
                vpnSiteLinks: [{ ...LINK, ipAddress: "203.0.113.8" }],
            },
            completed: ["vpnSiteLinks"],
            held: {
                by: async (made) => {
                    const virtualHub = { id: (await hubOf(client(), { id: azure.idOf("virtualWans/wan") })).id };
                    await client().create(VPN_GATEWAY, { ...azure.IN_GROUP, gatewayName: "vpn", virtualHub });
                    const vpnSiteLink = { id: `${made.id}/vpnSiteLinks/fibre` };
                    await client().create(VPN_CONNECTION, {
                        ...azure.IN_GROUP,
                        gatewayName: "vpn",
                        remoteVpnSite: { id: made.id },
                        vpnLinkConnections: [{ name: "fibre", vpnSiteLink, enableBgp: true }],
                    });
                },
                code: "InUseVpnSiteCannotBeDeleted",
            },
        },
        {
            type: VPN_CONNECTION,
            noun: "VPN Connection",
            inputs: () => connectionInputs(client()),
            orphan: { gatewayName: "none" },
            dangling: { remoteVpnSite: none("vpnSites/none") },
            unknown: [
                ...["azureApiVersion", "connectionStatus", "egressBytesTransferred", "enableInternetSecurity", "etag"],
                ...["ingressBytesTransferred", "name", "provisioningState"],
            ],
            optional: ["enableInternetSecurity", "name"],
            replaced: { connectionName: "other", gatewayName: "other", resourceGroupName: "other" },
            updated: { enableInternetSecurity: true },
        },
    ];
}

export const WAN_ABSENT: Record<string, string[]> = {
    [WAN]: ["id"],
    // Firewalls, ExpressRoute, point-to-site, partners, tables and routes written into it, route servers.
    [HUB]: [
        ...["azureFirewall", "expressRouteGateway", "id", "p2SVpnGateway", "preferredRoutingGateway", "routeTable"],
        ...["securityPartnerProvider", "securityProviderName", "virtualHubRouteTableV2s", "vpnGateway"],
    ],
    [HUB_CONNECTION]: ["id"],
    // NAT rules, connections written into it.
    [VPN_GATEWAY]: ["connections", "enableBgpRouteTranslationForNat", "id", "natRules"],
    // Sites without links, security partners, Office 365.
    [SITE]: ["bgpProperties", "id", "ipAddress", "isSecuritySite", "o365Policy", "siteKey"],
    // What is said for the whole connection where there are no links, and how it is routed.
    [VPN_CONNECTION]: [
        ...["connectionBandwidth", "dpdTimeoutSeconds", "enableBgp", "enableRateLimiting", "id", "ipsecPolicies"],
        ...["routingConfiguration", "routingWeight", "sharedKey", "trafficSelectorPolicies", "useLocalAzureIpAddress"],
        ...["usePolicyBasedTrafficSelectors", "vpnConnectionProtocolType"],
    ],
};

export const WAN_ABSENT_OUTPUTS: Record<string, string[]> = {
    [WAN]: ["office365LocalBreakoutCategory"],
    [HUB]: ["bgpConnections", "ipConfigurations", "kind", "routeMaps"],
};

/** What only a route server is told. */
export const WAN_DECIDED: Record<string, string[]> = { [HUB]: ["virtualRouterAsn", "virtualRouterIps"] };
