/** What a spoke joins to its hub, and the rules about it. Source: Network Connectivity Center documentation (spokes). */
import { texts } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { networkIdOf, named } from "../compute/vpn/lookup";
import { HA_GATEWAY, idOf, NETWORK, placeIn, TUNNEL } from "../kinds";
import { objectAt, said } from "../said";
import { bad, SPOKE } from "./codes";

function tunnelsOf(world: World, spoke: CloudObject): CloudObject[] {
    return texts(objectAt(spoke.props, "linkedVpnTunnels"), "uris").flatMap((uri) => {
        const id = idOf(TUNNEL, uri, spoke);
        const place = placeIn(id);
        const tunnel = place === undefined ? undefined : world.get(TUNNEL.token, place, id);
        return tunnel === undefined ? [] : [tunnel];
    });
}

/** Ids of the networks that the spoke's tunnels lead to. */
export function networksOfTunnels(world: World, spoke: CloudObject): string[] {
    return tunnelsOf(world, spoke).flatMap((tunnel) => {
        const gateway = named(world, HA_GATEWAY, tunnel, "vpnGateway");
        return gateway === undefined ? [] : [networkIdOf(gateway)];
    });
}

/** Tunnels of the spoke's own region, all of them and those of the hub's other spokes in one network, each in one spoke. */
export function demandTunnels(world: World, spoke: CloudObject, hub: CloudObject): void {
    const others = world.all(SPOKE).filter((other) => other.id !== spoke.id);
    for (const tunnel of tunnelsOf(world, spoke)) {
        if (tunnel.region !== spoke.props.location) {
            throw bad(`VPN tunnel '${tunnel.id}' is not in the spoke's location '${said(spoke.props, "location")}'.`);
        }
        const owner = others.find((other) => tunnelsOf(world, other).some((one) => one.id === tunnel.id));
        if (owner !== undefined) throw bad(`VPN tunnel '${tunnel.id}' is already linked to spoke '${owner.id}'.`);
    }
    const ofHub = world.referrers(hub, SPOKE).filter((other) => other.id !== spoke.id);
    const networks = new Set([spoke, ...ofHub].flatMap((one) => networksOfTunnels(world, one)));
    if (networks.size > 1) {
        throw bad(`The VPN tunnels of hub '${hub.id}' must all belong to one VPC network, not to ${networks.size}.`);
    }
}

/** A VPC network is a spoke of one hub, and not of that whose tunnels lead to it. */
export function demandNetwork(world: World, spoke: CloudObject): void {
    const idIn = (one: CloudObject): string => {
        const uri = said(objectAt(one.props, "linkedVpcNetwork"), "uri");
        return uri === "" ? "" : idOf(NETWORK, uri, one);
    };
    const network = idIn(spoke);
    if (spoke.props.location !== "global") {
        throw bad(`A VPC spoke is in the location 'global', not in '${said(spoke.props, "location")}'.`);
    }
    const owner = world.all(SPOKE).find((other) => other.id !== spoke.id && idIn(other) === network);
    if (owner !== undefined) throw bad(`VPC network '${network}' is already linked to spoke '${owner.id}'.`);
}
