/** The types of Microsoft.Network. */
import type { ResourceType } from "../../core/definition";
import { networkSecurityGroup } from "./filter/network-security-group";
import { route } from "./filter/route";
import { routeTable } from "./filter/route-table";
import { securityRule } from "./filter/security-rule";
import { publicIpAddress } from "./public-ip-address";
import { subnet } from "./subnet";
import { virtualNetwork } from "./virtual-network";
import { virtualNetworkGatewayConnection } from "./vpn/connection";
import { localNetworkGateway } from "./vpn/local-network-gateway";
import { virtualNetworkGateway } from "./vpn/virtual-network-gateway";
import { hubVirtualNetworkConnection } from "./wan/hub-connection";
import { virtualHub } from "./wan/virtual-hub";
import { virtualWan } from "./wan/virtual-wan";
import { vpnConnection } from "./wan/vpn-connection";
import { vpnGateway } from "./wan/vpn-gateway";
import { vpnSite } from "./wan/vpn-site";

export const networkTypes: readonly ResourceType[] = [
    virtualNetwork,
    subnet,
    publicIpAddress,
    networkSecurityGroup,
    securityRule,
    routeTable,
    route,
    virtualNetworkGateway,
    localNetworkGateway,
    virtualNetworkGatewayConnection,
    virtualWan,
    virtualHub,
    hubVirtualNetworkConnection,
    vpnGateway,
    vpnSite,
    vpnConnection,
];
