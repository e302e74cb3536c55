/** Sites of every kind, with prefixes that meet nowhere, and what is said of a bridge between them. */
import type { BridgeSiteArgs, VpnBridgeArgs } from "../../../components/vpn-bridge/args";
import type { VpnBridgePlan } from "../../../components/vpn-bridge/plan";
import { validateVpnBridge } from "../../../components/vpn-bridge/validate";
import type { Problem } from "../../../plan/problem";

export const aws: BridgeSiteArgs = {
    aws: { region: "us-east-1", transitGatewayId: "tgw-0a1", asn: 64_512 },
    cidrs: ["10.0.0.0/16"],
};
export const azure: BridgeSiteArgs = {
    azure: { location: "eastus", resourceGroupName: "net", gatewaySubnetId: gatewaySubnet("hub"), asn: 64_513 },
    cidrs: ["10.1.0.0/16"],
};
export const gcp: BridgeSiteArgs = {
    gcp: { region: "us-east4", network: "projects/p/global/networks/prod", asn: 64_514 },
    cidrs: ["10.2.0.0/16"],
};
export const plant: BridgeSiteArgs = {
    device: { publicAddresses: ["203.0.113.7"], place: { country: "DE", latitude: 50.1, longitude: 8.7 }, asn: 65_010 },
    cidrs: ["192.168.10.0/24"],
};
export const depot: BridgeSiteArgs = {
    device: {
        publicAddresses: ["198.51.100.9"],
        place: { country: "FR", latitude: 48.9, longitude: 2.4 },
        asn: 65_011,
    },
    cidrs: ["192.168.11.0/24"],
};

export function gatewaySubnet(network: string): string {
    return `/subscriptions/s/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/${network}/subnets/GatewaySubnet`;
}

export function planned(args: VpnBridgeArgs): VpnBridgePlan {
    const validated = validateVpnBridge(args);
    if ("problems" in validated) throw new Error(JSON.stringify(validated.problems, null, 2));
    return validated.plan;
}

export function problemsOf(args: VpnBridgeArgs): readonly Problem[] {
    const validated = validateVpnBridge(args);
    return "problems" in validated ? validated.problems : [];
}

/** "site-kind sites.aws" */
export const checks = (args: VpnBridgeArgs): string[] => problemsOf(args).map((p) => `${p.check} ${p.path}`);
