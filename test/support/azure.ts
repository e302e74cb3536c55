/** Resource groups, networks and gateways for the tests of Azure. Tokens are written out here as the SDK registers them. */
import type { Props } from "../../sim/core/values";
import type { Deployed, SimClient } from "./sim-client";

export const GROUP = "azure-native:resources:ResourceGroup";
export const NETWORK = "azure-native:network:VirtualNetwork";
export const SUBNET = "azure-native:network:Subnet";
export const ADDRESS = "azure-native:network:PublicIPAddress";
export const GATEWAY = "azure-native:network:VirtualNetworkGateway";
export const LOCAL_GATEWAY = "azure-native:network:LocalNetworkGateway";
export const CONNECTION = "azure-native:network:VirtualNetworkGatewayConnection";
export const SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup";
export const SECURITY_RULE = "azure-native:network:SecurityRule";
export const ROUTE_TABLE = "azure-native:network:RouteTable";
export const ROUTE = "azure-native:network:Route";

export const SUBSCRIPTION = "11112222-3333-4444-8555-666677778888";
/** Where the world keeps everything of the subscription. */
export const PLACE = { account: SUBSCRIPTION, region: "global" };
/** The resource group of nearly every test. */
export const IN_GROUP = { resourceGroupName: "shop" };
export const UNCHANGED = { changed: [], replaces: [] };

/** An id in the group, of "virtualNetworks/net". */
export function idOf(path: string, group = "shop"): string {
    return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Network/${path}`;
}

export const group = (client: SimClient, name = "shop", location = "westeurope"): Promise<Deployed> =>
    client.create(GROUP, { resourceGroupName: name, location });

/** 10.1.0.0/16 in West Europe, in a group of its own. */
export async function network(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    await group(client);
    return client.create(NETWORK, {
        ...IN_GROUP,
        virtualNetworkName: "net",
        addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
        ...inputs,
    });
}

export function subnet(client: SimClient, name: string, addressPrefix: string, inputs: Props = {}): Promise<Deployed> {
    return client.create(SUBNET, {
        ...IN_GROUP,
        virtualNetworkName: "net",
        subnetName: name,
        addressPrefix,
        ...inputs,
    });
}

export function address(client: SimClient, name: string, inputs: Props = {}): Promise<Deployed> {
    return client.create(ADDRESS, {
        ...IN_GROUP,
        publicIpAddressName: name,
        sku: { name: "Standard" },
        publicIPAllocationMethod: "Static",
        zones: ["1", "2", "3"],
        ...inputs,
    });
}

/** What a gateway stands on: a network with a gateway subnet, and two addresses. */
export async function ground(client: SimClient): Promise<{ subnet: Deployed; addresses: Deployed[] }> {
    await network(client);
    return {
        subnet: await subnet(client, "GatewaySubnet", "10.1.255.0/27"),
        addresses: [await address(client, "a"), await address(client, "b")],
    };
}

/** The inputs of an active-active gateway with two custom BGP addresses for each instance. */
export async function gatewayInputs(client: SimClient): Promise<Props> {
    const { subnet: inside, addresses } = await ground(client);
    const configuration = (name: string, of: Deployed | undefined): Props => ({
        name,
        subnet: { id: inside.id },
        publicIPAddress: { id: of?.id ?? "" },
    });
    return {
        ...IN_GROUP,
        virtualNetworkGatewayName: "gw",
        gatewayType: "Vpn",
        vpnType: "RouteBased",
        vpnGatewayGeneration: "Generation2",
        sku: { name: "VpnGw2AZ", tier: "VpnGw2AZ" },
        activeActive: true,
        enableBgp: true,
        ipConfigurations: [configuration("one", addresses[0]), configuration("two", addresses[1])],
        bgpSettings: {
            asn: 65010,
            bgpPeeringAddresses: [
                peering("one", "169.254.21.2", "169.254.22.2"),
                peering("two", "169.254.21.6", "169.254.22.6"),
            ],
        },
    };
}

function peering(name: string, ...customBgpIpAddresses: string[]): Props {
    return { ipconfigurationId: idOf(`virtualNetworkGateways/gw/ipConfigurations/${name}`), customBgpIpAddresses };
}

export async function gateway(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    return client.create(GATEWAY, { ...(await gatewayInputs(client)), ...inputs });
}

export function localGateway(client: SimClient, name = "plant", inputs: Props = {}): Promise<Deployed> {
    return client.create(LOCAL_GATEWAY, {
        ...IN_GROUP,
        localNetworkGatewayName: name,
        gatewayIpAddress: "203.0.113.7",
        bgpSettings: { asn: 64512, bgpPeeringAddress: "169.254.21.1" },
        ...inputs,
    });
}

/** What a connection chooses of the gateway's custom addresses. */
export const chosen = (one: string, two: string): Props[] => [
    { ipConfigurationId: idOf("virtualNetworkGateways/gw/ipConfigurations/one"), customBgpIpAddress: one },
    { ipConfigurationId: idOf("virtualNetworkGateways/gw/ipConfigurations/two"), customBgpIpAddress: two },
];

export const STRONG: Props = {
    ikeEncryption: "GCMAES256",
    ikeIntegrity: "SHA384",
    dhGroup: "ECP384",
    ipsecEncryption: "GCMAES256",
    ipsecIntegrity: "GCMAES256",
    pfsGroup: "ECP384",
    saLifeTimeSeconds: 27000,
    saDataSizeKilobytes: 102400000,
};

/** The inputs of a connection with BGP, a custom policy and a key; makes both ends. */
export async function connectionInputs(client: SimClient): Promise<Props> {
    const [gw, plant] = [await gateway(client), await localGateway(client)];
    return {
        ...IN_GROUP,
        virtualNetworkGatewayConnectionName: "plant-1",
        connectionType: "IPsec",
        connectionProtocol: "IKEv2",
        enableBgp: true,
        sharedKey: "Key.Of.Tunnel.One",
        ipsecPolicies: [STRONG],
        dpdTimeoutSeconds: 45,
        gatewayCustomBgpIpAddresses: chosen("169.254.21.2", "169.254.21.6"),
        virtualNetworkGateway1: { id: gw.id },
        localNetworkGateway2: { id: plant.id },
    };
}
