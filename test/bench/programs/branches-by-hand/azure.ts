/** The VPN gateway of Azure, and its connections: one for each device, and one for each tunnel with AWS. */
import {
    LocalNetworkGateway,
    PublicIPAddress,
    VirtualNetworkGateway,
    VirtualNetworkGatewayConnection,
} from "@pulumi/azure-native/network";
import type { Input, Output } from "@pulumi/pulumi";
import { gatewaySubnet, group, location } from "./hub";
import { azureAsn } from "./numbers";
import { keyOf, named, once, physical } from "./words";

export interface AzurePeer {
    key: string;
    number: number;
    address: Input<string>;
    asn: number;
    /** Its address inside the tunnels. */
    inside: string;
    /** Addresses of the two instances, as the connection names them. */
    own: [string, string];
    /** The tunnels of the connection, the first of which has the key. */
    tunnels: string[];
    /** Of the second phase: a device takes Azure's, AWS has a lower one. */
    lifetime: number;
}

export const addresses = [1, 2].map((n) => {
    const name = `branches-public-ip-azure/${n}`;
    return new PublicIPAddress(
        name,
        {
            publicIpAddressName: physical(name),
            resourceGroupName: group.name,
            location,
            sku: { name: "Standard", tier: "Regional" },
            publicIPAllocationMethod: "Static",
            publicIPAddressVersion: "IPv4",
            zones: ["1", "2", "3"],
            tags: named(name),
        },
        once,
    );
}) as [PublicIPAddress, PublicIPAddress];

const gatewayName = "branches-gateway-azure";
const configurationId = (i: 0 | 1): Output<string> =>
    addresses[i].id.apply((id) =>
        id.replace(
            /\/publicIPAddresses\/[^/]+$/,
            `/virtualNetworkGateways/${physical(gatewayName)}/ipConfigurations/gate-${i + 1}`,
        ),
    );

/** `inside`: the addresses of each instance in all of its tunnels. */
export function createGateway(inside: [string[], string[]]): VirtualNetworkGateway {
    return new VirtualNetworkGateway(
        gatewayName,
        {
            virtualNetworkGatewayName: physical(gatewayName),
            resourceGroupName: group.name,
            location,
            gatewayType: "Vpn",
            vpnType: "RouteBased",
            vpnGatewayGeneration: "Generation2",
            sku: { name: "VpnGw4AZ", tier: "VpnGw4AZ" },
            activeActive: true,
            enableBgp: true,
            ipConfigurations: ([0, 1] as const).map((i) => ({
                name: `gate-${i + 1}`,
                privateIPAllocationMethod: "Dynamic",
                publicIPAddress: { id: addresses[i].id },
                subnet: { id: gatewaySubnet.id },
            })),
            bgpSettings: {
                asn: azureAsn,
                bgpPeeringAddresses: ([0, 1] as const).map((i) => ({
                    ipconfigurationId: configurationId(i),
                    customBgpIpAddresses: [...inside[i]].sort(),
                })),
            },
            tags: named(gatewayName),
        },
        once,
    );
}

export function connectAzure(gateway: VirtualNetworkGateway, peer: AzurePeer): void {
    const at = `azure/${peer.key}/${peer.number}`;
    const localName = `branches-local-gateway-${at}`;
    const local = new LocalNetworkGateway(
        localName,
        {
            localNetworkGatewayName: physical(localName),
            resourceGroupName: group.name,
            location,
            gatewayIpAddress: peer.address,
            bgpSettings: { asn: peer.asn, bgpPeeringAddress: peer.inside },
            tags: named(localName),
        },
        once,
    );
    const name = `branches-connection-${at}`;
    new VirtualNetworkGatewayConnection(
        name,
        {
            virtualNetworkGatewayConnectionName: physical(name),
            resourceGroupName: group.name,
            location,
            connectionType: "IPsec",
            connectionProtocol: "IKEv2",
            virtualNetworkGateway1: { id: gateway.id },
            localNetworkGateway2: { id: local.id },
            enableBgp: true,
            sharedKey: keyOf(peer.tunnels[0] ?? at),
            ipsecPolicies: [
                {
                    ikeEncryption: "GCMAES256",
                    ikeIntegrity: "SHA384",
                    dhGroup: "ECP384",
                    ipsecEncryption: "GCMAES256",
                    ipsecIntegrity: "GCMAES256",
                    pfsGroup: "ECP384",
                    saLifeTimeSeconds: peer.lifetime,
                    saDataSizeKilobytes: 102400000,
                },
            ],
            usePolicyBasedTrafficSelectors: false,
            dpdTimeoutSeconds: 45,
            gatewayCustomBgpIpAddresses: ([0, 1] as const).map((i) => ({
                ipConfigurationId: configurationId(i),
                customBgpIpAddress: peer.own[i],
            })),
            tags: named(name),
        },
        { ...once, additionalSecretOutputs: ["sharedKey"], replaceOnChanges: ["sharedKey"] },
    );
}
