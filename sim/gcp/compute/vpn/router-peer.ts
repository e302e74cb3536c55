/**
 * A BGP session of a Cloud Router over one of its interfaces. Router appliances are not modelled. Sources:
 * Compute Engine REST reference (routers), Cloud Router documentation (BGP sessions; BFD for VLAN attachments only; custom
 * learned routes), Terraform Google provider. In the API it is a part of the router and goes with it.
 */
import { bool, int, list, obj, str, type Context, type Property, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { alreadyExists, invalid, notFound, quotaExceeded } from "../../errors";
import { HA_GATEWAY, idIn, placeIn, ROUTER, ROUTER_PEER, TUNNEL } from "../../kinds";
import { numberAt, objectAt, objectsAt, said } from "../../said";
import { demandPlace, handled, nameMadeUp } from "../../handled";
import { common } from "../compute-type";
import { refuseRange } from "../network/ranges";
import { advertising, demandAdvertising, demandRanges } from "./advertising";
import { demandPeerAsn } from "./asns";
import { interfaceOf, named, networkIdOf, peersOf, routerOf } from "./lookup";
import { EXPORT, IMPORT, policyOf } from "./route-policy";
import { sessionOf, type Session } from "./sessions";
import { ofRouter, routerByName } from "./router-part";

const MOST_PRIORITY = 65_535;
const MOST_LEARNED = 10;
const NEXT_HOPS = { own: "2600:2d00:0:2::", peer: "2600:2d00:0:3::" };

const properties: Record<string, Property> = {
    ...common,
    router: ofRouter,
    interface: str({ required: true, immutable: true }),
    peerAsn: int({ required: true }),
    ...advertising(),
    advertisedRoutePriority: int({ refuse: refusePriority("advertised_route_priority") }),
    bfd: obj(
        {
            sessionInitializationMode: str({ required: true, oneOf: ["ACTIVE", "DISABLED", "PASSIVE"] }),
            minReceiveInterval: int(),
            minTransmitInterval: int(),
            multiplier: int(),
        },
        { computed: true },
    ),
    customLearnedIpRanges: list(obj({ range: str({ required: true, refuse: refuseRange }) })),
    customLearnedRoutePriority: int({ refuse: refusePriority("custom_learned_route_priority") }),
    enable: bool({ default: true }),
    enableIpv4: bool({ computed: true }),
    enableIpv6: bool({ default: false }),
    importPolicies: list(str()),
    exportPolicies: list(str()),
    ipAddress: str({ computed: true }),
    ipv4NexthopAddress: str({ computed: true }),
    ipv6NexthopAddress: str({ computed: true }),
    md5AuthenticationKey: obj({ name: str({ required: true }), key: str({ required: true, secret: true }) }),
    peerIpAddress: str({ computed: true, imported: true }),
    peerIpv4NexthopAddress: str({ computed: true }),
    peerIpv6NexthopAddress: str({ computed: true }),
    zeroAdvertisedRoutePriority: bool({ default: false }),
    zeroCustomLearnedRoutePriority: bool({ default: false }),
    isAdvertisedRoutePrioritySet: bool({ output: true }),
    isCustomLearnedPrioritySet: bool({ output: true }),
    managementType: str({ output: true }),
};

const own = handled(properties);

export const routerPeer: ResourceType = {
    ...own,
    ...nameMadeUp,
    token: ROUTER_PEER,
    noun: "RouterBgpPeer",
    properties,
    canonical: routerByName(own),
    id: (props) => `${idIn(ROUTER, demandPlace(ROUTER, props), said(props, "router"))}/${said(props, "name")}`,
    placeOf: (id, _, from) => placeIn(id) ?? from,
    quota: {
        name: "bgp-peers-per-router",
        limit: 128,
        used: (world, draft) => {
            const router = routerOf(world, draft);
            return router === undefined ? 0 : peersOf(world, router).length;
        },
        exceeded: (limit) => quotaExceeded("BGP_PEERS_PER_ROUTER", limit),
    },
    create: (context, draft) => {
        if (context.world.get(ROUTER_PEER, draft, draft.id) !== undefined) throw alreadyExists(draft.id);
        settle(context, draft);
    },
    update: settle,
    gone: notFound,
    seconds: { create: 10, update: 10, delete: 10 },
    importId: (context, given) => {
        const parts = given.split("/");
        const name = parts.pop() ?? "";
        const [router, region, account] = given.startsWith("projects/")
            ? [parts[5], parts[3], parts[1]]
            : [parts.pop(), parts.pop(), parts.pop()];
        const place = { account: account ?? context.account, region: region ?? context.region };
        return `${idIn(ROUTER, place, router ?? "")}/${name}`;
    },
    onTimeout: "bare",
};

function refusePriority(name: string): (value: unknown) => string | undefined {
    return (value) =>
        Number(value) >= 0 && Number(value) <= MOST_PRIORITY
            ? undefined
            : `expected ${name} to be in the range (0 - ${MOST_PRIORITY}), got ${Number(value)}`;
}

/** Checks it against its router and interface, and fills in what Google decides. */
function settle({ world }: Context, object: CloudObject): void {
    const { props } = object;
    const router = routerOf(world, object);
    if (router === undefined) return;
    const name = said(props, "interface");
    const over = interfaceOf(world, router, name);
    if (over === undefined) {
        throw invalid("bgpPeers[0].interfaceName", name, "The router has no such interface.");
    }
    if (objectAt(router.props, "bgp").asn === undefined) {
        throw invalid("bgpPeers[0]", said(props, "name"), "A router without BGP settings has no BGP peers.");
    }
    const session = sessionOf(said(over.props, "ipRange"));
    if (session !== undefined) demandAddresses(object, session);
    const other = peersOf(world, router).find((p) => p.id !== object.id && p.props.interface === name);
    if (other !== undefined) {
        const why = `BGP peer "${said(other.props, "name")}" already has interface ${name} and its addresses.`;
        throw invalid("bgpPeers[0].interfaceName", name, why);
    }
    demandPeerAsn(world, networkIdOf(router), router.region, numberAt(props, "peerAsn") ?? 0);
    demandAdvertising("bgpPeers[0]", props);
    demandLearned(object);
    demandPolicies(world, router, object);
    demandNoBfd(object);
    const tunnel = named(world, TUNNEL, over, "vpnTunnel");
    const gateway = tunnel === undefined ? undefined : named(world, HA_GATEWAY, tunnel, "vpnGateway");
    if (props.enableIpv6 === true && gateway?.props.stackType === "IPV4_ONLY") {
        throw invalid("bgpPeers[0].enableIpv6", "true", "The stack type of the VPN gateway is IPV4_ONLY.");
    }
    const hops = nextHops(object, session);
    for (const [property, value] of Object.entries(hops)) props[property] = text(props, property) ?? value;
    Object.assign(props, {
        enableIpv4: props.enableIpv4 ?? true,
        bfd: props.bfd ?? DISABLED,
        isAdvertisedRoutePrioritySet: props.advertisedRoutePriority !== undefined,
        isCustomLearnedPrioritySet: props.customLearnedRoutePriority !== undefined,
        managementType: "MANAGED_BY_USER",
    });
}

const DISABLED = {
    sessionInitializationMode: "DISABLED",
    minReceiveInterval: 1000,
    minTransmitInterval: 1000,
    multiplier: 5,
};

/** This side has the interface's own address, the peer the other host of its block. */
function demandAddresses(object: CloudObject, session: Session): void {
    const ends = [
        ["ipAddress", session.own, "It is not the address of the interface"],
        ["peerIpAddress", session.other, "It is not the other host address in the IP range of the interface"],
    ] as const;
    for (const [property, address, why] of ends) {
        const given = text(object.props, property);
        if (given !== undefined && given !== address) {
            throw invalid(`bgpPeers[0].${property}`, given, `${why}, ${address}.`);
        }
        object.props[property] = address;
    }
}

function demandLearned(object: CloudObject): void {
    const ranges = objectsAt(object.props, "customLearnedIpRanges");
    if (ranges.length > MOST_LEARNED) {
        const why = `A BGP peer has at most ${MOST_LEARNED} custom learned ranges.`;
        throw invalid("bgpPeers[0].customLearnedIpRanges", "", why);
    }
    demandRanges("bgpPeers[0].customLearnedIpRanges", ranges);
}

/** Of the same router, and of the direction that they are named for. */
function demandPolicies(world: World, router: CloudObject, { props }: CloudObject): void {
    for (const [property, type] of [
        ["importPolicies", IMPORT],
        ["exportPolicies", EXPORT],
    ] as const) {
        for (const name of (props[property] as string[] | undefined) ?? []) {
            const policy = policyOf(world, router, name);
            const field = `bgpPeers[0].${property}`;
            if (policy === undefined) throw invalid(field, name, "The router has no such route policy.");
            if (policy.props.type !== type) throw invalid(field, name, `The type of the route policy is not ${type}.`);
        }
    }
}

/** Every interface here is of a tunnel: BFD is for VLAN attachments. */
function demandNoBfd(object: CloudObject): void {
    const mode = text(objectAt(object.props, "bfd"), "sessionInitializationMode");
    if (mode === undefined || mode === "DISABLED") return;
    throw invalid("bgpPeers[0].bfd.sessionInitializationMode", mode, "BFD is not supported for VPN tunnels.");
}

/** Only where both families go over one session there are addresses of the other. */
function nextHops(object: CloudObject, session: Session | undefined): Record<string, string> {
    const isDual = object.props.enableIpv6 === true;
    const suffix = object.serial.toString(16);
    return {
        ipv4NexthopAddress: session?.own ?? "",
        peerIpv4NexthopAddress: session?.other ?? "",
        ipv6NexthopAddress: isDual ? `${NEXT_HOPS.own}${suffix}` : "",
        peerIpv6NexthopAddress: isDual ? `${NEXT_HOPS.peer}${suffix}` : "",
    };
}
