/** Type tokens of Google Cloud's resources that are read. */
const compute = (name: string): string => `gcp:compute/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

export const NETWORK = compute("Network");
export const SUBNETWORK = compute("Subnetwork");
export const FIREWALL = compute("Firewall");
export const ROUTE = compute("Route");
export const INSTANCE = compute("Instance");
export const PEERING = compute("NetworkPeering");
export const HA_GATEWAY = compute("HaVpnGateway");
export const PEER_GATEWAY = compute("ExternalVpnGateway");
export const ROUTER = compute("Router");
export const TUNNEL = compute("VPNTunnel");
export const ROUTER_INTERFACE = compute("RouterInterface");
export const ROUTER_PEER = compute("RouterPeer");
export const ROUTE_POLICY = compute("RouterRoutePolicy");

export const READ_TYPES: readonly string[] = [
    NETWORK,
    SUBNETWORK,
    FIREWALL,
    ROUTE,
    INSTANCE,
    HA_GATEWAY,
    PEER_GATEWAY,
    ROUTER,
    TUNNEL,
    ROUTER_INTERFACE,
    ROUTER_PEER,
    ROUTE_POLICY,
];

/** Of the compute module what carries, filters or leads packets, or is a machine. */
const MATTERING =
    /^gcp:(?:compute\/(?:network|subnetwork|firewall|.*[fF]irewallPolicy|route|router|.*[vV][pP][nN]|externalVpnGateway|instance|.*[fF]orwardingRule|interconnect|serviceAttachment|.*InstanceTemplate)|networkconnectivity\/|container\/|vpcaccess\/|servicenetworking\/|alloydb\/instance|sql\/databaseInstance|filestore\/)/;
const HARMLESS = /^gcp:compute\/(?:instanceIam.*|subnetworkIam.*|instanceSettings|instanceGroup.*|routerStatus)/;

export function mayMatter(type: string): boolean {
    return MATTERING.test(type) && !HARMLESS.test(type);
}
