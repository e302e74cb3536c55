/** The sites of the test networks: as arguments of a bridge, and as the planner of tunnels takes them. */
import type { BridgeSiteArgs, DeviceEndArgs } from "../../../components/vpn-bridge";
import type { TunnelSite } from "../../../plan/tunnels/network";
import type { CloudName } from "./enumerations";

const FRANKFURT = { country: "DE", latitude: 50.11, longitude: 8.68 } as const;

export const aws: TunnelSite = { kind: "aws", place: { cloud: "aws", region: "us-east-1" } };
export const azure: TunnelSite = { kind: "azure", place: { cloud: "azure", region: "eastus" } };
export const gcp: TunnelSite = { kind: "gcp", place: { cloud: "gcp", region: "us-central1" } };
/** ESP of user space travels in UDP, which is what address translation makes the planner reckon with. */
export const own: TunnelSite = { kind: "strongswan", place: FRANKFURT, behindNat: true };

/** Where a network of the tests is: a documentation range. */
export const outside = (host: number): string => `203.0.113.${host}`;
export const plugged = (host: number): string => `${outside(host)}/24`;

/** ESP of user space travels in UDP, as behind address translation. */
export const device = (host: number): DeviceEndArgs => ({
    publicAddresses: [outside(host)],
    place: FRANKFURT,
    behindNat: true,
});

export const CLOUDS_OF_BRIDGE: Readonly<Record<CloudName, BridgeSiteArgs>> = {
    aws: {
        aws: { region: "us-east-1", transitGatewayId: "tgw-0a1b2c3d4e5f60718", asn: 64512 },
        cidrs: ["10.0.0.0/16"],
    },
    azure: {
        azure: {
            location: "eastus",
            resourceGroupName: "net",
            gatewaySubnetId:
                "/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/GatewaySubnet",
        },
        cidrs: ["10.0.0.0/16"],
    },
    gcp: { gcp: { region: "us-central1", network: "projects/p/global/networks/prod" }, cidrs: ["10.0.0.0/16"] },
};
