/** Turns a plan into a VPN gateway in a virtual hub of Azure, its sites and connections. Decides nothing. */
import { VpnConnection, VpnGateway, VpnSite } from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import { AZURE_VIRTUAL_WAN_IPSEC } from "../../../facts/ipsec/azure";
import type { AzureSpelling } from "../../../plan/suites/spelling";
import { BridgeRouting, type AzureVirtualWanEndArgs } from "../args";
import { demand, type Bridge } from "../bridge";
import type { End } from "../ends";
import { childName, physicalName } from "../names";
import { addressAt, insideAt, linkGroups } from "./azure-groups";

/** Instances of a hub's gateway: Azure names their configurations itself. */
const GATES = [0, 1] as const;
const configuration = (gate: number): string => `Instance${gate}`;
/** The only link of each site: a key changes for one tunnel only where each has a site of its own. */
const LINK = "link-1";

/** Only the finished gateway has addresses, which the other clouds wait for; its sites and connections come after theirs. */
export function publishVirtualWan(bridge: Bridge): Map<string, VpnGateway> {
    const published = new Map<string, VpnGateway>();
    for (const { site, end } of bridge.sitesOf("azureVirtualWan")) {
        const { location, resourceGroupName, virtualHubId, scaleUnits = 1 } = end;
        const name = childName.gateway(bridge.name, site);
        const ends = bridge.endsOf(site);
        const gateway = new VpnGateway(
            name,
            {
                gatewayName: physicalName(name),
                resourceGroupName,
                location,
                virtualHub: { id: virtualHubId },
                vpnGatewayScaleUnit: scaleUnits,
                bgpSettings: {
                    asn: bridge.asn(site),
                    bgpPeeringAddresses: GATES.map((gate) => ({
                        ipconfigurationId: configuration(gate),
                        customBgpIpAddresses: insideAt(ends, gate),
                    })),
                },
                tags: bridge.tags(name),
            },
            bridge.named(),
        );
        for (const gate of GATES) {
            const address = gateway.ipConfigurations.apply(
                (all) => all.find(({ id }) => id === configuration(gate))?.publicIpAddress ?? "",
            );
            bridge.addresses.set(`${site}/${gate}`, address);
        }
        published.set(site, gateway);
    }
    return published;
}

export function buildVirtualWan(bridge: Bridge, published: ReadonlyMap<string, VpnGateway>): void {
    for (const { site, end } of bridge.sitesOf("azureVirtualWan")) {
        const gateway = demand(published.get(site), site);
        for (const { group, number } of linkGroups(bridge, site)) connect(bridge, end, { group, number, gateway });
    }
}

interface Joined {
    readonly group: readonly End[];
    readonly number: number;
    readonly gateway: VpnGateway;
}

function connect(bridge: Bridge, wan: AzureVirtualWanEndArgs, { group, number, gateway }: Joined): void {
    const { location, resourceGroupName, virtualWanId } = wan;
    const first = demand(group[0], "connection");
    const { site, peer, line, link, other, own } = first;
    const isBgp = link.routing === BridgeRouting.Bgp;
    const siteName = childName.localGateway(bridge.name, site, line, number);
    const far = new VpnSite(
        siteName,
        {
            vpnSiteName: physicalName(siteName),
            resourceGroupName,
            location,
            virtualWan: { id: virtualWanId },
            ...(isBgp ? {} : { addressSpace: { addressPrefixes: own.accepts } }),
            vpnSiteLinks: [
                {
                    name: LINK,
                    ipAddress: bridge.peerAddress(first),
                    ...(isBgp ? { bgpProperties: { asn: bridge.asn(peer), bgpPeeringAddress: other.inside } } : {}),
                },
            ],
            tags: bridge.tags(siteName),
        },
        bridge.named(),
    );
    const name = childName.azureConnection(bridge.name, site, line, number);
    new VpnConnection(
        name,
        {
            connectionName: physicalName(name),
            resourceGroupName,
            gatewayName: gateway.name,
            remoteVpnSite: { id: far.id },
            vpnLinkConnections: [
                {
                    name: LINK,
                    vpnSiteLink: { id: pulumi.interpolate`${far.id}/vpnSiteLinks/${LINK}` },
                    vpnConnectionProtocolType: "IKEv2",
                    enableBgp: isBgp,
                    sharedKey: bridge.preSharedKey(first.tunnel),
                    ipsecPolicies: [demand(link.ipsec, link.key).spelling[site] as AzureSpelling],
                    usePolicyBasedTrafficSelectors: false,
                    dpdTimeoutSeconds: AZURE_VIRTUAL_WAN_IPSEC.limits.deadPeerDetection.value?.default ?? 45,
                    ...(isBgp
                        ? {
                              vpnGatewayCustomBgpAddresses: GATES.map((gate) => ({
                                  ipConfigurationId: configuration(gate),
                                  customBgpIpAddress: addressAt(bridge, group, gate),
                              })),
                          }
                        : {}),
                },
            ],
        },
        // As with a gateway's own connections: another key is taken for an existing one without a word of whether it is used.
        bridge.named({
            additionalSecretOutputs: ["vpnLinkConnections"],
            replaceOnChanges: ["vpnLinkConnections[*].sharedKey"],
        }),
    );
}
