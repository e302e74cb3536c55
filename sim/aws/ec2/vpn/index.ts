/** The types of Site-to-Site VPN that are modelled. */
import type { ResourceType } from "../../../core/definition";
import { customerGateway } from "./customer-gateway";
import { vpnConcentrator } from "./vpn-concentrator";
import { vpnConnection } from "./vpn-connection";
import { vpnConnectionRoute } from "./vpn-connection-route";
import { vpnGateway } from "./vpn-gateway";
import { vpnGatewayAttachment } from "./vpn-gateway-attachment";
import { vpnGatewayRoutePropagation } from "./vpn-gateway-route-propagation";

export const vpnTypes: readonly ResourceType[] = [
    customerGateway,
    vpnGateway,
    vpnGatewayAttachment,
    vpnGatewayRoutePropagation,
    vpnConcentrator,
    vpnConnection,
    vpnConnectionRoute,
];
