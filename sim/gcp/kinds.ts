/** The kinds of things in Compute Engine, and the paths by which they are named (its REST reference). */
import type { Reference } from "../core/definition";
import type { Place } from "../core/world";
import { invalid } from "./errors";

export interface Kind {
    token: string;
    /** In error texts of the provider: "creating VpnTunnel". */
    noun: string;
    /** In error texts of the API: "The vpn_tunnel resource". */
    word: string;
    /** In paths: "vpnTunnels". */
    collection: string;
    scope: "global" | "region";
}

const compute = (name: string, noun: string, word: string, collection: string, scope: Kind["scope"]): Kind => ({
    token: `gcp:compute/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    noun,
    word,
    collection,
    scope,
});

export const NETWORK = compute("network", "Network", "network", "networks", "global");
export const SUBNETWORK = compute("subnetwork", "Subnetwork", "subnetwork", "subnetworks", "region");
export const FIREWALL = compute("firewall", "Firewall", "firewall", "firewalls", "global");
export const ROUTE = compute("route", "Route", "route", "routes", "global");
export const ADDRESS = compute("address", "Address", "address", "addresses", "region");
export const HA_GATEWAY = compute("haVpnGateway", "HaVpnGateway", "vpn_gateway", "vpnGateways", "region");
export const EXTERNAL_GATEWAY = compute(
    "externalVpnGateway",
    "ExternalVpnGateway",
    "external_vpn_gateway",
    "externalVpnGateways",
    "global",
);
export const ROUTER = compute("router", "Router", "router", "routers", "region");
export const TUNNEL = compute("vPNTunnel", "VpnTunnel", "vpn_tunnel", "vpnTunnels", "region");
export const ROUTER_INTERFACE = "gcp:compute/routerInterface:RouterInterface";
export const ROUTE_POLICY = "gcp:compute/routerRoutePolicy:RouterRoutePolicy";
export const ROUTER_PEER = "gcp:compute/routerPeer:RouterPeer";

const API = "https://www.googleapis.com/compute/v1/";
const ANY_API = /^https:\/\/(www|compute)\.googleapis\.com\/compute\/(v1|beta)\//;

/** "https://www.googleapis.com/compute/v1/projects/p/global/networks/n" of "projects/p/global/networks/n". */
export function selfLinkOf(id: string): string {
    return `${API}${id}`;
}

export function idIn(kind: Kind, place: Place, name: string): string {
    const scope = kind.scope === "global" ? "global" : `regions/${place.region}`;
    return `projects/${place.account}/${scope}/${kind.collection}/${name}`;
}

/** The id that is meant by an id, an address, a path without its project, or a bare name. */
export function idOf(kind: Kind, named: string, from: Place): string {
    const path = named.replace(ANY_API, "");
    if (!path.includes("/")) return idIn(kind, from, path);
    return /^(global|regions)\//.test(path) ? `projects/${from.account}/${path}` : path;
}

export function lastSegment(path: string): string {
    return path.slice(path.lastIndexOf("/") + 1);
}

/** Project and region or location of an id; "global" for what lies in none. Undefined where the id is no such path. */
export function placeIn(id: string): Place | undefined {
    const [, project, region] = /^projects\/([^/]+)\/(?:(?:regions|locations)\/([^/]+)\/)?/.exec(id) ?? [];
    return project === undefined ? undefined : { account: project, region: region ?? "global" };
}

/** A reference in `field` of the request's body. */
export function to(kind: Kind, field: string): Reference {
    return {
        to: [kind.token],
        within: "anywhere",
        idOf: (named, from) => idOf(kind, named, from),
        missing: (id) => invalid(field, selfLinkOf(id), `The referenced ${kind.word} resource cannot be found.`),
    };
}
