/**
 * HA VPN tunnels with their Cloud Routers. Sources: Cloud VPN, "HA VPN topologies"; Cloud Router, "Advertised routes" and "Learned
 * routes" (modes, groups, base priority); @pulumi/gcp VPNTunnel, RouterInterface, RouterPeer.
 */
import type { Prefix } from "../../../plan/prefix";
import type { Reason } from "../../reason";
import { flagOf, membersOf, notKnown, numberOf, prefixAt, textOf, type Read, type Steps } from "../fields";
import { end } from "../hops";
import { elementOf, unknownValue, valueAt, type References } from "../references";
import type { Resource } from "../resources";
import type { Announced, Announcement, EndRouting, OuterAddress, TunnelEnd } from "../tunnels/end";
import { keyAt } from "../tunnels/keys";
import { addressOf, outerAt, spelled } from "../tunnels/read";
import { UNKNOWN, type Value } from "../values";
import { meant } from "./meant";
import { intakeOf } from "./policies";
import { insideId, type GcpNetwork, type GcpNetworks } from "./networks";
import { HA_GATEWAY, PEER_GATEWAY, ROUTER, ROUTER_INTERFACE, ROUTER_PEER, TUNNEL } from "./types";

/** A tunnel with what belongs to it, as far as that is known. */
export interface GcpTunnel {
    readonly resource: Resource;
    /** Undefined where nobody can say. */
    readonly network: GcpNetwork | undefined;
    readonly region: string | undefined;
    readonly end: TunnelEnd;
    readonly router: Resource | undefined;
    /** The BGP session; undefined where it has none. */
    readonly session: Resource | undefined;
    /** Why it may have another. */
    readonly unsure: Reason | undefined;
}

/** Of a route that a router announces (Cloud Router, "Base priorities"). */
const DEFAULT_PRIORITY = 100;

export function readTunnels(references: References, networks: GcpNetworks): readonly GcpTunnel[] {
    const sessions = sessionsOf(references);
    return references.ofType(TUNNEL).map((resource): GcpTunnel => {
        const named = meant(references, resource, "vpnGateway", HA_GATEWAY);
        const gateway = named.is === "resource" ? named.resource : undefined;
        const at = gateway === undefined ? undefined : networks.at(gateway, "network");
        const network = at !== undefined && "network" in at ? at.network : undefined;
        const found = meant(references, resource, "router", ROUTER);
        const router = found.is === "resource" ? found.resource : undefined;
        const { face, session, unsure } = sessions(resource);
        const own = endOf(references, resource, gateway, network, router, { face, session, unsure });
        return { resource, network, region: references.regionOf(resource), end: own, router, session, unsure };
    });
}

interface Session {
    readonly face: Resource | undefined;
    readonly session: Resource | undefined;
    readonly unsure: Reason | undefined;
}

/** Interfaces name their tunnel, and sessions their interface. */
function sessionsOf(references: References): (tunnel: Resource) => Session {
    const faces = references
        .ofType(ROUTER_INTERFACE)
        .map((face) => ({ face, of: meant(references, face, "vpnTunnel", TUNNEL) }));
    const sessions = references
        .ofType(ROUTER_PEER)
        .map((session) => ({ session, of: meant(references, session, "interface", ROUTER_INTERFACE) }));
    return (tunnel) => {
        const face = faces.find(({ of }) => of.is === "resource" && of.resource === tunnel)?.face;
        const session = sessions.find(({ of }) => of.is === "resource" && of.resource === face)?.session;
        const open = [...(face === undefined ? faces : []), ...(session === undefined ? sessions : [])].flatMap(
            ({ of }) => (of.is === "unsure" ? [of.reason] : []),
        );
        return { face, session, unsure: session === undefined ? open[0] : undefined };
    };
}

function endOf(
    references: References,
    tunnel: Resource,
    gateway: Resource | undefined,
    network: GcpNetwork | undefined,
    router: Resource | undefined,
    { face, session, unsure }: Session,
): TunnelEnd {
    const region = references.regionOf(tunnel);
    const number = numberOf(tunnel, "vpnGatewayInterface");
    const version = numberOf(tunnel, "ikeVersion") ?? 2;
    const peer = meant(references, tunnel, "peerExternalGateway", PEER_GATEWAY);
    const parts = [gateway, router, face, session, ...(peer.is === "resource" ? [peer.resource] : [])];
    return {
        id: tunnel.urn,
        cloud: "gcp",
        resource: tunnel,
        element: elementOf(tunnel),
        parts: parts.flatMap((part) => (part === undefined ? [] : [part.urn])),
        place: network?.key ?? tunnel.urn,
        paid: { by: tunnel.urn, kind: "gcp.vpn.tunnel", ...(region === undefined ? {} : { region }) },
        own: gateway === undefined ? {} : interfaceOf(gateway, number),
        peers: peersOf(references, tunnel),
        suite: {
            kind: "gcp",
            spelling: spelled(tunnel.props, ["ikeVersion", "cipherSuite"]),
            ikeVersions: version === UNKNOWN ? UNKNOWN : [version],
        },
        key: keyAt(tunnel, "sharedSecret"),
        routing: {
            isDynamic: session !== undefined ? isOn(flagOf(session, "enable")) : unsure === undefined ? false : UNKNOWN,
            inside: {
                own: listed(face === undefined ? UNKNOWN : addressOf(textOf(face, "ipRange"))),
                peer: session === undefined ? UNKNOWN : (textOf(session, "peerIpAddress") ?? UNKNOWN),
            },
            asn: {
                own: router === undefined ? UNKNOWN : (numberOf(router, "bgp", "asn") ?? UNKNOWN),
                peer: session === undefined ? UNKNOWN : (numberOf(session, "peerAsn") ?? UNKNOWN),
            },
            ...(session === undefined ? {} : takenBy(references, session)),
        },
        inward:
            network === undefined
                ? end(homeless(tunnel))
                : { to: "station", station: insideId(network, region), gates: [] },
    };
}

/** What a session lets in, and what it knows besides (Cloud Router, "Custom learned routes"). */
function takenBy(references: References, session: Resource): Pick<EndRouting, "intake" | "learns"> {
    const intake = intakeOf(references, session);
    const members = membersOf(session, "customLearnedIpRanges");
    const priority = numberOf(session, "customLearnedRoutePriority");
    const med = typeof priority === "number" ? priority : DEFAULT_PRIORITY;
    const learns = (members === UNKNOWN ? [] : members).flatMap((path) => {
        const prefix = prefixAt(session, ...path, "range");
        return typeof prefix === "object" ? [{ prefix, med }] : [];
    });
    return { ...(intake === undefined ? {} : { intake }), learns };
}

/** Said of a tunnel whose network nobody can name. */
export function homeless(tunnel: Resource): Reason {
    return unknownValue(tunnel, "in which network its gateway lies is not known before the deployment");
}

function isOn(enabled: Read<boolean>): Read<boolean> {
    return enabled === UNKNOWN ? UNKNOWN : enabled !== false;
}

function listed(address: Read<string>): Read<readonly string[]> {
    return typeof address === "string" ? [address] : UNKNOWN;
}

/** The address of one of a gateway's interfaces. */
function interfaceOf(gateway: Resource, number: Read<number>): OuterAddress {
    if (typeof number !== "number") return { origin: gateway.urn };
    const text = memberWithId(gateway, "vpnInterfaces", number);
    return { ...(text === undefined ? {} : { text }), origin: gateway.urn, part: `interface ${number}` };
}

function memberWithId(gateway: Resource, property: string, number: number): string | undefined {
    const members = membersOf(gateway, property);
    const found =
        members === UNKNOWN ? [] : members.filter((path, i) => (numberOf(gateway, ...path, "id") ?? i) === number);
    const text = found[0] === undefined ? undefined : textOf(gateway, ...found[0], "ipAddress");
    return typeof text === "string" ? text : undefined;
}

function peersOf(references: References, tunnel: Resource): readonly OuterAddress[] {
    const other = meant(references, tunnel, "peerGcpGateway", HA_GATEWAY);
    // Between two gateways of Google's a tunnel joins interfaces of one number.
    if (other.is === "resource") return [interfaceOf(other.resource, numberOf(tunnel, "vpnGatewayInterface"))];
    const peer = meant(references, tunnel, "peerExternalGateway", PEER_GATEWAY);
    const number = numberOf(tunnel, "peerExternalGatewayInterface");
    if (peer.is !== "resource" || typeof number !== "number") return [];
    const members = membersOf(peer.resource, "interfaces");
    if (members === UNKNOWN) return (peer.resource.sources["interfaces"] ?? []).map((origin) => ({ origin }));
    const member = members.find((path) => numberOf(peer.resource, ...path, "id") === number);
    return member === undefined ? [] : outerAt(peer.resource, ...member, "ipAddress");
}

/** What the router of a tunnel tells the other end: it passes nothing on that it learned itself. */
export function announcedOver({ resource, network, region, router, session, end: own }: GcpTunnel): Announcement {
    if (network === undefined) return { routes: [], unsure: [homeless(resource)] };
    if (router === undefined || session === undefined) return { routes: [], unsure: [] };
    const asn = own.routing.asn.own;
    const path = typeof asn === "number" ? [asn] : [];
    const priority = numberOf(session, "advertisedRoutePriority");
    const med = typeof priority === "number" ? priority : DEFAULT_PRIORITY;
    const { from, at, mode } = settingsOf(router, session);
    const unsure: Reason[] = [];
    const prefixes = new Map<string, Prefix>();
    const add = (prefix: Prefix): void => void prefixes.set(prefix.text, prefix);
    const groups = valueAt(from, at("advertisedGroups"));
    const isAll = mode !== "CUSTOM" || (Array.isArray(groups) && (groups as readonly Value[]).includes("ALL_SUBNETS"));
    if (mode === UNKNOWN || (mode === "CUSTOM" && typeof groups === "symbol"))
        unsure.push(notKnown(from, ...at(mode === UNKNOWN ? "advertiseMode" : "advertisedGroups")));
    if (isAll) {
        if (network.isGlobal === UNKNOWN && network.resource !== undefined)
            unsure.push(notKnown(network.resource, "routingMode"));
        if (network.unsure !== undefined) unsure.push(network.unsure);
        for (const subnet of network.subnets) {
            if (network.isGlobal !== true && subnet.region !== region) continue;
            subnet.prefixes.forEach(add);
            if (subnet.unsure !== undefined) unsure.push(subnet.unsure);
        }
    }
    const members = mode === "CUSTOM" ? membersOf(from, ...at("advertisedIpRanges")) : [];
    const ranges = members === UNKNOWN ? [UNKNOWN] : members.map((each) => prefixAt(from, ...each, "range"));
    for (const range of ranges)
        if (typeof range === "object") add(range);
        else unsure.push(notKnown(from, ...at("advertisedIpRanges")));
    return { routes: [...prefixes.values()].map((prefix): Announced => ({ prefix, path, med })), unsure };
}

/** A session in default mode announces what its router does. */
function settingsOf(
    router: Resource,
    session: Resource,
): {
    readonly from: Resource;
    readonly at: (name: string) => Steps;
    readonly mode: Read<string>;
} {
    const own = textOf(session, "advertiseMode");
    return own === "CUSTOM" || own === UNKNOWN
        ? { from: session, at: (name) => [name], mode: own }
        : { from: router, at: (name) => ["bgp", name], mode: textOf(router, "bgp", "advertiseMode") };
}
