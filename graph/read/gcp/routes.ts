/**
 * Where a network's routers send packets: to its own subnets first, then by the longest prefix, of equal ones by the lowest
 * priority. Source: Google Cloud VPC, "Routes" and "Route order".
 */
import {
    addressSet,
    contains,
    intersect,
    prefixesOf,
    subtract,
    union,
    type AddressSet,
} from "../../../plan/address-set";
import { prefixOf, type Prefix } from "../../../plan/prefix";
import type { Entry, Hop, Station } from "../../network";
import { Code, type Element, type Reason } from "../../reason";
import { flagOf, membersOf, notKnown, numberOf, prefixAt, textOf } from "../fields";
import { end, entry, reason } from "../hops";
import { elementOf, unknownValue, type References } from "../references";
import type { Resource } from "../resources";
import type { Across, Lane } from "../tunnels/end";
import { learnedEntries, learnedOver, missedEntries, openEntries, staticHops } from "../tunnels/lanes";
import { PRIVATE } from "../tunnels/private";
import { UNKNOWN } from "../values";
import { meant } from "./meant";
import { insideId, regionId, type GcpNetwork, type GcpNetworks, type GcpSubnet } from "./networks";
import { ROUTE, TUNNEL } from "./types";
import { homeless, type GcpTunnel } from "./vpn";

/** Subnet routes come before all others; behind them the numbers of priorities, and what nobody can say before all of these. */
const RANK = { local: -1, open: 0, learned: 1, static: 2 } as const;
const DEFAULT_PRIORITY = 1000;

interface Line {
    readonly resource: Resource;
    readonly prefix: Prefix | undefined;
    readonly tags: readonly string[] | typeof UNKNOWN;
    readonly perhaps: Reason | undefined;
}

export class Routes {
    private readonly lines = new Map<string, Line[]>();

    constructor(
        private readonly references: References,
        networks: GcpNetworks,
        private readonly tunnels: readonly GcpTunnel[],
        private readonly across: Across,
    ) {
        for (const resource of references.ofType(ROUTE)) {
            const at = networks.at(resource, "network");
            const homes = "network" in at ? [at.network] : networks.all;
            const prefix = prefixAt(resource, "destRange");
            const line: Line = {
                resource,
                prefix: typeof prefix === "object" ? prefix : undefined,
                tags: tagsAt(resource),
                perhaps: "network" in at ? undefined : at.reason,
            };
            for (const { key } of homes) this.lines.set(key, [...(this.lines.get(key) ?? []), line]);
        }
    }

    /** Whether machines with these tags have routes that others of their subnet have not. */
    isSpecial({ key }: GcpNetwork, tags: readonly string[]): boolean {
        const lines = this.lines.get(key) ?? [];
        return lines.some((line) => line.tags !== UNKNOWN && line.tags.some((tag) => tags.includes(tag)));
    }

    /** The station of machines of a subnet that have these tags. */
    station(id: string, network: GcpNetwork, subnet: GcpSubnet, tags: readonly string[]): Station {
        const own = addressSet(network.subnets.flatMap(({ prefixes }) => prefixes));
        const written = (this.lines.get(network.key) ?? []).filter(
            (line) => line.tags !== UNKNOWN && (line.tags.length === 0 || line.tags.some((tag) => tags.includes(tag))),
        );
        const statics = written.flatMap((line) => this.entriesOf(line, network));
        const lanes = this.lanesOf(network, subnet);
        const element = ({ end: of }: Lane): Element => of.element;
        const learned = contested(learnedEntries(learnedOver(lanes), RANK.learned, element), statics);
        const settled = [...statics, ...learned, ...defaultEntries(network, statics)].filter(
            ({ family, first, last }) => !contains(own, { family, first, last }),
        );
        const missed = missedEntries(lanes, addressSet([...settled, ...localPrefixes(network)]), RANK.learned, element);
        const routed = addressSet(
            [...settled, ...missed, ...localPrefixes(network)].filter(({ length }) => length > 0),
        );
        return {
            id,
            element: network.element,
            kind: "subnet",
            place: subnet.urn,
            entries: [...localEntries(network), ...settled, ...missed, ...this.untold(network, subnet, lanes, routed)],
            unsure: written.flatMap(({ prefix, resource }) =>
                prefix === undefined ? [notKnown(resource, "destRange")] : [],
            ),
            ...(network.unsure === undefined && network.peering === undefined
                ? {}
                : { otherwise: end((network.unsure ?? network.peering) as Reason) }),
        };
    }

    private lanesOf(network: GcpNetwork, subnet: GcpSubnet): readonly Lane[] {
        return this.learning(network, subnet).flatMap(({ resource }) => this.across.lanesOf(resource.urn) ?? []);
    }

    /** Tunnels whose routers' routes count in the region of a subnet. */
    private learning(network: GcpNetwork, subnet: GcpSubnet): readonly GcpTunnel[] {
        return this.tunnels.filter(
            (tunnel) => tunnel.network === network && (network.isGlobal !== false || tunnel.region === subnet.region),
        );
    }

    /** What may come by BGP from ends that nobody reads, and what is not known of the others. */
    private untold(
        network: GcpNetwork,
        subnet: GcpSubnet,
        lanes: readonly Lane[],
        routed: AddressSet,
    ): readonly Entry[] {
        const devices = this.learning(network, subnet).filter(
            ({ resource, end: of }) =>
                this.across.lanesOf(resource.urn) === undefined && of.routing.isDynamic !== false,
        );
        const open = openEntries(lanes, routed, this.across.networks, RANK.open);
        const stray = this.tunnels.find((tunnel) => tunnel.network === undefined);
        const elsewhere = subtract(PRIVATE, this.across.networks);
        const unknown =
            stray === undefined
                ? devices.map(({ resource, end: { routing } }) => ({
                      reason: unknownValue(resource, "what its other end announces is not known"),
                      around: routing.intake === undefined ? elsewhere : intersect(elsewhere, routing.intake.within),
                  }))
                : [{ reason: homeless(stray.resource), around: union(PRIVATE, this.across.networks) }];
        let left = union(routed, addressSet(open));
        const entries = unknown.flatMap(({ reason, around }) => {
            const found = prefixesOf(subtract(around, left));
            left = union(left, around);
            return found.map((prefix) => entry(prefix, RANK.open, end(reason), reason.element, "not known"));
        });
        return [...open, ...entries];
    }

    private entriesOf({ resource, prefix, perhaps }: Line, { key }: GcpNetwork): readonly Entry[] {
        if (prefix === undefined) return [];
        const priority = numberOf(resource, "priority");
        const rank = RANK.static + (typeof priority === "number" ? priority : DEFAULT_PRIORITY);
        const hops =
            perhaps !== undefined
                ? [end(perhaps)]
                : priority === UNKNOWN
                  ? [end(notKnown(resource, "priority"))]
                  : this.hopsOf(resource, key);
        return hops.map((hop) => entry(prefix, rank, hop, elementOf(resource), "static"));
    }

    private hopsOf(route: Resource, network: string): readonly Hop[] {
        if (textOf(route, "nextHopVpnTunnel") === undefined) {
            const detail = "where its next hop leads is not modelled";
            return [end(unknownValue(route, detail))];
        }
        const tunnel = meant(this.references, route, "nextHopVpnTunnel", TUNNEL);
        if (tunnel.is === "unsure") return [end(tunnel.reason)];
        const found = this.tunnels.find(({ resource }) => tunnel.is === "resource" && resource === tunnel.resource);
        const lanes = found && this.across.lanesOf(found.resource.urn);
        if (found === undefined || lanes === undefined)
            return [end(unknownValue(route, "what lies behind its tunnel is not read"))];
        if (found.network?.key === network) return staticHops(lanes);
        const detail = `${elementOf(route).label} leads to a tunnel of another network`;
        return [end(reason(Code.Blackhole, elementOf(route), detail))];
    }
}

/** The inside of a network, for packets that a tunnel of a region brings: to the subnet that has the address. */
export function insideStation(network: GcpNetwork, region: string | undefined): Station {
    const { element, unsure } = network;
    const detail = `no subnet of ${element.label} has this address, and what a tunnel brings goes on to no other`;
    return {
        id: insideId(network, region),
        element,
        kind: "network",
        place: region === undefined ? network.key : regionId(network, region),
        entries: localEntries(network),
        unsure: [],
        otherwise: end(unsure ?? reason(Code.NoRoute, element, detail)),
    };
}

function localPrefixes({ subnets }: GcpNetwork): readonly Prefix[] {
    return subnets.flatMap(({ prefixes }) => prefixes);
}

function localEntries({ subnets }: GcpNetwork): Entry[] {
    return subnets.flatMap(({ urn, prefixes, element }) =>
        prefixes.map((prefix) => entry(prefix, RANK.local, { to: "hosts", place: urn, gates: [] }, element, "local")),
    );
}

/** Which of a static and a learned route of one prefix wins hangs on the other end's discriminator, and on regions. */
function contested(learned: readonly Entry[], statics: readonly Entry[]): readonly Entry[] {
    const key = ({ family, first, length }: Entry): string => `${family} ${first}/${length}`;
    const written = new Map(statics.map((each) => [key(each), each]));
    return learned.map((each) => {
        const rival = written.get(key(each));
        if (rival === undefined) return each;
        const detail = `whether ${rival.element.label} or what ${each.element.label} learned wins is not read`;
        return { ...each, rank: RANK.open, to: end({ code: Code.Unknown, element: rival.element, detail }) };
    });
}

/** A network has a route to the internet, unless it was made without. */
function defaultEntries({ resource, element }: GcpNetwork, statics: readonly Entry[]): readonly Entry[] {
    if (resource === undefined || statics.some(({ length }) => length === 0)) return [];
    if (flagOf(resource, "deleteDefaultRoutesOnCreate") === true) return [];
    const detail = `the way of ${element.label} to the internet is not modelled`;
    return [
        entry(DEFAULT, RANK.static + DEFAULT_PRIORITY, end({ code: Code.Unknown, element, detail }), element, "static"),
    ];
}
const DEFAULT = prefixOf("0.0.0.0/0");

function tagsAt(route: Resource): Line["tags"] {
    const members = membersOf(route, "tags");
    if (members === UNKNOWN) return UNKNOWN;
    const tags = members.map((path) => textOf(route, ...path));
    return tags.every((tag): tag is string => typeof tag === "string") ? tags : UNKNOWN;
}
