/**
 * The two ends of a tunnel: an interface of the HA VPN gateway here, and there one of an external gateway or of another HA
 * VPN gateway. Sources: Compute Engine REST reference (vpnTunnels), Cloud VPN documentation (HA VPN topologies: a tunnel
 * between two HA VPN gateways joins interfaces of the same number; dynamic routing only).
 */
import type { Context } from "../../../core/definition";
import { texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { invalid, required } from "../../errors";
import { EXTERNAL_GATEWAY, HA_GATEWAY, ROUTER, TUNNEL } from "../../kinds";
import { numberAt, objectsAt, said } from "../../said";
import { named, networkIdOf } from "./lookup";

const VERSIONS = [1, 2];
const EVERYTHING = "0.0.0.0/0";

/** HA VPN routes dynamically, so its tunnels select all traffic. */
export function demandTraffic(props: Props): void {
    const version = numberAt(props, "ikeVersion") ?? 0;
    if (!VERSIONS.includes(version)) throw invalid("ikeVersion", version, "The value must be 1 or 2.");
    for (const [name, field] of [
        ["localTrafficSelectors", "localTrafficSelector"],
        ["remoteTrafficSelectors", "remoteTrafficSelector"],
    ] as const) {
        const ranges = texts(props, name);
        if (ranges.every((range) => range === EVERYTHING)) continue;
        throw invalid(field, ranges.join(","), `A tunnel with dynamic routing selects ${EVERYTHING} only.`);
    }
}

/** Checks both ends, and returns the address of the far one. */
export function demandEnds(context: Context, draft: CloudObject): string {
    const { world } = context;
    const gateway = demandOwnEnd(world, draft);
    const peer = demandPeer(world, draft, gateway);
    const given = said(draft.props, "peerIp");
    if (given !== "" && given !== peer.address) {
        throw invalid("peerIp", given, `The interface of the peer gateway has the address ${peer.address}.`);
    }
    demandAlone(world, draft, gateway, peer);
    return peer.address;
}

function demandOwnEnd(world: World, draft: CloudObject): CloudObject {
    const gateway = named(world, HA_GATEWAY, draft, "vpnGateway");
    if (gateway === undefined) throw required("vpnGateway");
    if (gateway.region !== draft.region) {
        throw invalid(
            "vpnGateway",
            said(draft.props, "vpnGateway"),
            "The VPN gateway is in another region than the tunnel.",
        );
    }
    const own = numberAt(draft.props, "vpnGatewayInterface");
    if (own === undefined) throw required("vpnGatewayInterface");
    if (addressAt(gateway, "vpnInterfaces", own) === undefined) {
        throw invalid("vpnGatewayInterface", own, "The VPN gateway has the interfaces 0 and 1.");
    }
    const router = named(world, ROUTER, draft, "router");
    if (router === undefined) throw required("router");
    const link = said(draft.props, "router");
    if (router.region !== draft.region)
        throw invalid("router", link, "The router is in another region than the tunnel.");
    if (networkIdOf(router) !== networkIdOf(gateway)) {
        throw invalid("router", link, "The router is in another network than the VPN gateway.");
    }
    return gateway;
}

interface Peer {
    /** The far gateway. */
    gateway: CloudObject;
    /** The number of its interface, and the field that names it. */
    number: number;
    field: string;
    address: string;
}

function demandPeer(world: World, draft: CloudObject, own: CloudObject): Peer {
    const { props } = draft;
    const google = named(world, HA_GATEWAY, draft, "peerGcpGateway");
    if (google !== undefined) {
        const number = numberAt(props, "vpnGatewayInterface") ?? 0;
        if (google.id === own.id) {
            throw invalid("peerGcpGateway", said(props, "peerGcpGateway"), "A VPN gateway cannot be its own peer.");
        }
        const address = addressAt(google, "vpnInterfaces", number) ?? "";
        return { gateway: google, number, field: "vpnGatewayInterface", address };
    }
    const external = named(world, EXTERNAL_GATEWAY, draft, "peerExternalGateway");
    if (external === undefined) throw required("peerExternalGateway");
    const field = "peerExternalGatewayInterface";
    const number = numberAt(props, field);
    if (number === undefined) throw required(field);
    const address = addressAt(external, "interfaces", number);
    if (address === undefined) throw invalid(field, number, "The external VPN gateway has no such interface.");
    return { gateway: external, number, field, address };
}

/** One interface has one tunnel to one address: more would be told apart by nothing. */
function demandAlone(world: World, draft: CloudObject, gateway: CloudObject, peer: Peer): void {
    const own = draft.props.vpnGatewayInterface;
    const same = world
        .referrers(gateway, TUNNEL.token)
        .filter((t) => named(world, HA_GATEWAY, t, "vpnGateway")?.id === gateway.id)
        .find((t) => t.props.vpnGatewayInterface === own && t.props.peerIp === peer.address);
    if (same === undefined) return;
    const what = peer.gateway.type === EXTERNAL_GATEWAY.token ? "external VPN gateway" : "VPN gateway";
    throw invalid(
        peer.field,
        peer.number,
        `A tunnel with same peer ${what} interface and VPN gateway interface already exists: ${said(same.props, "name")}.`,
    );
}

function addressAt(gateway: CloudObject, property: string, number: number): string | undefined {
    const one = objectsAt(gateway.props, property).find((i) => (numberAt(i, "id") ?? 0) === number);
    return one === undefined ? undefined : said(one, "ipAddress");
}
