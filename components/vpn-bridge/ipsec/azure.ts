/** Turns a plan into VPN gateways and connections of Azure. Decides nothing. */
import {
    LocalNetworkGateway,
    PublicIPAddress,
    VirtualNetworkGateway,
    VirtualNetworkGatewayConnection,
} from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { AZURE_IPSEC } from "../../../facts/ipsec/azure";
import { join } from "../../../plan/shape";
import type { AzureSpelling } from "../../../plan/suites/spelling";
import { DEFAULT_AZURE_SKU } from "../../../plan/tunnels/network";
import { checkedWhenKnown } from "../../shared/errors";
import { BridgeRouting, type AzureEndArgs } from "../args";
import { demand, type Bridge } from "../bridge";
import type { End } from "../ends";
import { checkGatewaySubnet } from "../checks/sites";
import { childName, physicalName } from "../names";
import { addressAt, insideAt, linkGroups } from "./azure-groups";

/** Instances of an active-active gateway: each has a configuration, a public address and BGP addresses of its own. */
const GATES = [0, 1] as const;
const configuration = (gate: number): string => `gate-${gate + 1}`;

export interface AzureOutputs {
    readonly gateways: {
        readonly site: string;
        readonly gateway: VirtualNetworkGateway;
        readonly connections: { readonly key: string; readonly connection: VirtualNetworkGatewayConnection }[];
    }[];
}

/** The addresses come first: the other clouds need them, and they exist within seconds. */
export function publishAzure(bridge: Bridge): Map<string, PublicIPAddress[]> {
    const published = new Map<string, PublicIPAddress[]>();
    for (const { site, end } of bridge.sitesOf("azure")) {
        const { location, resourceGroupName, zones = ["1", "2", "3"] } = end;
        const made = GATES.map((gate) => {
            const name = childName.publicAddress(bridge.name, site, gate + 1);
            const address = new PublicIPAddress(
                name,
                {
                    publicIpAddressName: physicalName(name),
                    resourceGroupName,
                    location,
                    sku: { name: "Standard", tier: "Regional" },
                    publicIPAllocationMethod: "Static",
                    publicIPAddressVersion: "IPv4",
                    zones,
                    tags: bridge.tags(name),
                },
                bridge.named(),
            );
            bridge.addresses.set(`${site}/${gate}`, address.ipAddress as pulumi.Output<string>);
            return address;
        });
        published.set(site, made);
    }
    return published;
}

/** After AWS's connections: their addresses are what the local network gateways stand for. */
export function buildAzure(bridge: Bridge, published: ReadonlyMap<string, PublicIPAddress[]>): AzureOutputs {
    const gateways = bridge.sitesOf("azure").map(({ site, end }) => {
        const { gateway, configurationId } = vpnGateway(bridge, site, end, demand(published.get(site), site));
        const connections = linkGroups(bridge, site).map(({ group, number }) =>
            connect(bridge, end, { group, number, gateway, configurationId }),
        );
        return { site, gateway, connections };
    });
    return { gateways };
}

function vpnGateway(bridge: Bridge, site: string, azure: AzureEndArgs, addresses: readonly PublicIPAddress[]) {
    const { location, resourceGroupName, gatewaySubnetId, sku = DEFAULT_AZURE_SKU } = azure;
    const name = childName.gateway(bridge.name, site);
    const gatewayName = physicalName(name);
    // A gateway names its own configurations before it exists; the addresses beside it know where it will be.
    const configurationId = (gate: number): pulumi.Output<string> =>
        demand(addresses[gate], site).id.apply((id) =>
            id.replace(
                /\/publicIPAddresses\/[^/]+$/,
                `/virtualNetworkGateways/${gatewayName}/ipConfigurations/${configuration(gate)}`,
            ),
        );
    const path = `${join("sites", site)}.azure.gatewaySubnetId`;
    const subnet = checkedWhenKnown(bridge.subject, gatewaySubnetId, (id) => checkGatewaySubnet(id, path));
    const ends = bridge.endsOf(site);
    const gateway = new VirtualNetworkGateway(
        name,
        {
            virtualNetworkGatewayName: gatewayName,
            resourceGroupName,
            location,
            gatewayType: "Vpn",
            vpnType: "RouteBased",
            // The smallest size exists in the first generation only (Azure, About gateway SKUs).
            vpnGatewayGeneration: sku === "VpnGw1AZ" ? "Generation1" : "Generation2",
            sku: { name: sku, tier: sku },
            activeActive: true,
            enableBgp: true,
            ipConfigurations: GATES.map((gate) => ({
                name: configuration(gate),
                privateIPAllocationMethod: "Dynamic",
                publicIPAddress: { id: demand(addresses[gate], site).id },
                subnet: { id: subnet },
            })),
            bgpSettings: {
                asn: bridge.asn(site),
                bgpPeeringAddresses: GATES.map((gate) => ({
                    ipconfigurationId: configurationId(gate),
                    customBgpIpAddresses: insideAt(ends, gate),
                })),
            },
            tags: bridge.tags(name),
        },
        bridge.named(),
    );
    return { gateway, configurationId };
}

interface Joined {
    readonly group: readonly End[];
    readonly number: number;
    readonly gateway: VirtualNetworkGateway;
    readonly configurationId: (gate: number) => pulumi.Output<string>;
}

function connect(bridge: Bridge, azure: AzureEndArgs, { group, number, gateway, configurationId }: Joined) {
    const { location, resourceGroupName } = azure;
    const first = demand(group[0], "connection");
    const { site, peer, line, link, other } = first;
    const isBgp = link.routing === BridgeRouting.Bgp;
    const localName = childName.localGateway(bridge.name, site, line, number);
    const local = new LocalNetworkGateway(
        localName,
        {
            localNetworkGatewayName: physicalName(localName),
            resourceGroupName,
            location,
            gatewayIpAddress: bridge.peerAddress(first),
            // With BGP its prefixes would become static routes besides (Azure VPN Gateway FAQ).
            ...(isBgp
                ? { bgpSettings: { asn: bridge.asn(peer), bgpPeeringAddress: other.inside } }
                : { localNetworkAddressSpace: { addressPrefixes: first.own.accepts } }),
            tags: bridge.tags(localName),
        },
        bridge.named(),
    );
    const name = childName.azureConnection(bridge.name, site, line, number);
    const connection = new VirtualNetworkGatewayConnection(
        name,
        {
            virtualNetworkGatewayConnectionName: physicalName(name),
            resourceGroupName,
            location,
            connectionType: "IPsec",
            connectionProtocol: "IKEv2",
            virtualNetworkGateway1: { id: gateway.id },
            localNetworkGateway2: { id: local.id },
            enableBgp: isBgp,
            sharedKey: bridge.preSharedKey(first.tunnel),
            ipsecPolicies: [demand(link.ipsec, link.key).spelling[site] as AzureSpelling],
            usePolicyBasedTrafficSelectors: false,
            dpdTimeoutSeconds: AZURE_IPSEC.limits.deadPeerDetection.value?.default ?? 45,
            ...(isBgp
                ? {
                      gatewayCustomBgpIpAddresses: GATES.map((gate) => ({
                          ipConfigurationId: configurationId(gate),
                          customBgpIpAddress: addressAt(bridge, group, gate),
                      })),
                  }
                : {}),
            tags: bridge.tags(name),
        },
        // Azure takes another key for an existing connection without using it, and the SDK does not call the key a secret.
        bridge.named({ additionalSecretOutputs: ["sharedKey"], replaceOnChanges: ["sharedKey"] }),
    );
    return { key: `${site}/${line}/${number}`, connection };
}
