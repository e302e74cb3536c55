/** Which router, tunnel or interface something of Cloud VPN means, and what is joined to it. */
import { text } from "../../../core/values";
import type { CloudObject, Place, World } from "../../../core/world";
import { idOf, NETWORK, placeIn, ROUTER, ROUTER_INTERFACE, ROUTER_PEER, type Kind } from "../../kinds";

/** What the property names, be it by name, path or address. */
export function named(world: World, kind: Kind, object: CloudObject, property: string): CloudObject | undefined {
    const value = text(object.props, property);
    if (value === undefined) return undefined;
    const id = idOf(kind, value, object);
    const place = placeIn(id);
    return place === undefined ? undefined : world.get(kind.token, place, id);
}

export function routerOf(world: World, object: CloudObject): CloudObject | undefined {
    return named(world, ROUTER, object, "router");
}

/** The id of the network that something with a `network` is in. */
export function networkIdOf(object: CloudObject): string {
    return idOf(NETWORK, text(object.props, "network") ?? "", object);
}

/** Every Cloud Router of a network, in `region` or in all of them. */
export function routersIn(world: World, network: string, at: Partial<Place>): CloudObject[] {
    return world
        .all(ROUTER.token)
        .filter((r) => networkIdOf(r) === network && (at.region === undefined || r.region === at.region));
}

export function interfacesOf(world: World, router: CloudObject): CloudObject[] {
    return world.referrers(router, ROUTER_INTERFACE);
}

export function peersOf(world: World, router: CloudObject): CloudObject[] {
    return world.referrers(router, ROUTER_PEER);
}

export function interfaceOf(world: World, router: CloudObject, name: string): CloudObject | undefined {
    return interfacesOf(world, router).find((one) => one.props.name === name);
}
