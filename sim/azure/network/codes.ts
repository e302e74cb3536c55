/** Names of the network's types, references to them, and who uses them. */
import { text } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { entries, idAt } from "../arm";
import { refTo } from "../refusals";

const token = (name: string): string => `azure-native:network:${name}`;

export const VIRTUAL_NETWORK = token("VirtualNetwork");
export const SUBNET = token("Subnet");
export const PUBLIC_IP_ADDRESS = token("PublicIPAddress");
export const NETWORK_SECURITY_GROUP = token("NetworkSecurityGroup");
export const SECURITY_RULE = token("SecurityRule");
export const ROUTE_TABLE = token("RouteTable");
export const ROUTE = token("Route");
export const NETWORK_INTERFACE = token("NetworkInterface");
export const VIRTUAL_NETWORK_GATEWAY = token("VirtualNetworkGateway");
export const LOCAL_NETWORK_GATEWAY = token("LocalNetworkGateway");
export const CONNECTION = token("VirtualNetworkGatewayConnection");
export const VIRTUAL_WAN = token("VirtualWan");
export const VIRTUAL_HUB = token("VirtualHub");
export const VPN_GATEWAY = token("VpnGateway");
export const VPN_SITE = token("VpnSite");
export const VPN_CONNECTION = token("VpnConnection");
export const HUB_CONNECTION = token("HubVirtualNetworkConnection");

export const API = "2024-05-01";

export const toVirtualNetwork = refTo(VIRTUAL_NETWORK);
export const toSubnet = refTo(SUBNET);
export const toPublicIp = refTo(PUBLIC_IP_ADDRESS);
export const toSecurityGroup = refTo(NETWORK_SECURITY_GROUP);
export const toRouteTable = refTo(ROUTE_TABLE);
export const toGateway = refTo(VIRTUAL_NETWORK_GATEWAY);
export const toLocalGateway = refTo(LOCAL_NETWORK_GATEWAY);

/** Ids of the IP configurations, of gateways and network interfaces, that use `target` at `property`. */
export function configurationsWith(
    world: World,
    target: CloudObject,
    property: "subnet" | "publicIPAddress",
): string[] {
    return world
        .referrers(target)
        .flatMap((user) => entries(user.props, "ipConfigurations"))
        .filter((configuration) => idAt(configuration, property) === target.id)
        .map((configuration) => text(configuration, "id") ?? "");
}
