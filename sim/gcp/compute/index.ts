import type { ResourceType } from "../../core/definition";
import { address } from "./network/address";
import { firewall } from "./network/firewall";
import { network } from "./network/network";
import { route } from "./network/route";
import { subnetwork } from "./network/subnetwork";
import { externalVpnGateway } from "./vpn/external-gateway";
import { haVpnGateway } from "./vpn/ha-gateway";
import { router } from "./vpn/router";
import { routerRoutePolicy } from "./vpn/route-policy";
import { routerInterface } from "./vpn/router-interface";
import { routerPeer } from "./vpn/router-peer";
import { vpnTunnel } from "./vpn/tunnel";

export const computeTypes: readonly ResourceType[] = [
    network,
    subnetwork,
    firewall,
    route,
    address,
    haVpnGateway,
    externalVpnGateway,
    router,
    vpnTunnel,
    routerInterface,
    routerRoutePolicy,
    routerPeer,
];
