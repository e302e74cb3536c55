/**
 * Where subnets and gateways of a virtual network send packets: by the longest prefix, of equal ones by the user's routes, then by
 * those of the gateway, then by Azure's own; routes inside the network's own prefixes never come from a gateway. Source: Azure
 * Virtual Network, "Virtual network traffic routing" (default routes, next hop types, how Azure selects a route).
 */
import { addressSet, contains, prefixesOf, subtract, union, type AddressSet } from "../../../plan/address-set";
import { prefixOf, type Prefix } from "../../../plan/prefix";
import type { Entry, Hop, Station } from "../../network";
import { Code, type Element, type Reason } from "../../reason";
import { flagOf, membersOf, notKnown, prefixAt, textOf, type Steps } from "../fields";
import { end, entry, reason } from "../hops";
import { elementOf, unknownValue, type References } from "../references";
import type { Resource } from "../resources";
import type { Across, Lane } from "../tunnels/end";
import { learnedEntries, learnedOver, missedEntries, openEntries, staticHops } from "../tunnels/lanes";
import { PRIVATE } from "../tunnels/private";
import { UNKNOWN } from "../values";
import { meant, nameOf } from "./meant";
import type { Joined } from "./security-groups";
import { ROUTE, ROUTE_TABLE } from "./types";
import { GATEWAY_SUBNET, type Vnet, type VnetSubnet } from "./vnets";
import type { AzureConnection, AzureGateway } from "./vpn";

const RANK = { open: -1, user: 0, gateway: 1, system: 2 } as const;

/** What Azure drops where nobody has a route for it. */
const DROPPED = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map((text) => prefixOf(text));
const DEFAULT = prefixOf("0.0.0.0/0");

export class AzureRoutes {
    constructor(
        private readonly references: References,
        private readonly gateways: readonly AzureGateway[],
        private readonly across: Across,
        /** The place of the site behind a connection to a device that nobody reads. */
        private readonly siteOf: (connection: AzureConnection) => string,
    ) {}

    subnet(vnet: Vnet, subnet: VnetSubnet): Station {
        const table = this.tableOf(subnet);
        const gateway = this.gatewayOf(vnet);
        const user = this.userEntries(table, vnet, gateway);
        const isDeaf =
            table !== undefined && "resource" in table ? flagOf(table.resource, "disableBgpRoutePropagation") : false;
        const through = gateway === undefined || isDeaf === true ? [] : this.throughGateway(gateway, user.entries);
        const fromGateway =
            isDeaf === UNKNOWN && table !== undefined && "resource" in table
                ? through.map((each) => ({ ...each, to: end(notKnown(table.resource, "disableBgpRoutePropagation")) }))
                : through;
        // A gateway of which nobody can say where it lies may lie here.
        const stray =
            gateway === undefined ? this.gateways.find(({ resource, vnet: of }) => of.key === resource.urn) : undefined;
        const somewhere = stray?.vnet.unsure;
        const perhaps =
            somewhere === undefined
                ? []
                : prefixesOf(subtract(union(PRIVATE, this.across.networks), addressSet(vnet.prefixes))).map((prefix) =>
                      entry(prefix, RANK.gateway, end(somewhere), somewhere.element, "not known"),
                  );
        return {
            id: subnet.key,
            element: table !== undefined && "resource" in table ? elementOf(table.resource) : vnet.element,
            kind: "subnet",
            place: subnet.key,
            entries: [...user.entries, ...localEntries(vnet), ...fromGateway, ...perhaps, ...systemEntries(vnet)],
            unsure: [...user.unsure, ...(table !== undefined && "reason" in table ? [table.reason] : [])],
        };
    }

    /** A gateway: into its network, or on to another connection. */
    gateway(gateway: AzureGateway): Station {
        const { resource, element, vnet } = gateway;
        const home = vnet.subnets.find(({ name }) => name === GATEWAY_SUBNET);
        const table = home && this.tableOf(home);
        const user = this.userEntries(table, vnet, undefined);
        return {
            id: resource.urn,
            element,
            kind: "gateway",
            place: vnet.key,
            entries: [...user.entries, ...localEntries(vnet), ...this.ownEntries(gateway)],
            unsure: [...user.unsure, ...(table !== undefined && "reason" in table ? [table.reason] : [])],
            ...(gateway.unsure === undefined ? {} : { otherwise: end(gateway.unsure) }),
        };
    }

    /** What the tag VirtualNetwork means in a subnet: the network, what its gateway leads to, and the prefixes of its own routes. */
    joined(vnet: Vnet, subnet: VnetSubnet): Joined {
        const table = this.tableOf(subnet);
        const user = this.userEntries(table, vnet, undefined);
        const gateway = this.gatewayOf(vnet);
        const entries = gateway === undefined ? [] : this.ownEntries(gateway);
        const isOpen = ({ to }: Entry): boolean => to.to === "end" && to.reason.code === Code.Unknown;
        const open = entries.flatMap((each) =>
            each.to.to === "end" && isOpen(each) ? [{ addresses: addressSet([each]), reason: each.to.reason }] : [],
        );
        const reasons = [vnet.unsure, vnet.peering, gateway?.unsure].filter((r): r is Reason => r !== undefined);
        return {
            sure: union(
                addressSet(vnet.prefixes),
                addressSet(user.entries),
                addressSet(entries.filter((each) => !isOpen(each))),
            ),
            open: [...open, ...reasons.map((r) => ({ addresses: PRIVATE, reason: r }))],
        };
    }

    private gatewayOf(vnet: Vnet): AzureGateway | undefined {
        return this.gateways.find((gateway) => gateway.vnet === vnet);
    }

    /** The routes of a gateway as a subnet has them: whatever it knows leads to it, and what it misses if nothing else is written. */
    private throughGateway(gateway: AzureGateway, user: readonly Entry[]): readonly Entry[] {
        const to: Hop = { to: "station", station: gateway.resource.urn, gates: [] };
        const { known, missed } = this.ownRoutes(gateway);
        const left = prefixesOf(subtract(addressSet(missed), addressSet(user)));
        const all = [...known, ...left.map((prefix) => entry(prefix, RANK.gateway, to, gateway.element, "propagated"))];
        const distinct = new Map(all.map((each) => [`${each.family} ${each.first}/${each.length}`, each]));
        return [...distinct.values()].map((each) => ({ ...each, rank: RANK.gateway, to, element: gateway.element }));
    }

    private ownEntries(gateway: AzureGateway): readonly Entry[] {
        const { known, missed } = this.ownRoutes(gateway);
        return [...known, ...missed];
    }

    /**
     * What a gateway has learned, what is written for its connections, and what it may have learned; apart from them what would
     * come over tunnels that are down.
     */
    private ownRoutes(gateway: AzureGateway): { readonly known: readonly Entry[]; readonly missed: readonly Entry[] } {
        const own = addressSet(gateway.vnet.prefixes);
        const lanes = gateway.connections.flatMap(({ resource }) => this.across.lanesOf(resource.urn) ?? []);
        const element = ({ end: of }: Lane): Element => of.element;
        const statics = gateway.connections.flatMap((connection) =>
            connection.statics.prefixes.flatMap((prefix) => this.staticEntries(connection, prefix)),
        );
        const learned = learnedEntries(learnedOver(lanes), RANK.gateway, element);
        const settled = [...statics, ...learned].filter(
            ({ family, first, last }) => !contains(own, { family, first, last }),
        );
        const routed = union(own, addressSet(settled));
        const missed = missedEntries(lanes, routed, RANK.gateway, element);
        const untold = this.untold(gateway, lanes, union(routed, addressSet(missed)));
        return { known: [...settled, ...untold], missed };
    }

    private staticEntries(connection: AzureConnection, prefix: Prefix): readonly Entry[] {
        const { resource } = connection;
        const lanes = this.across.lanesOf(resource.urn);
        const device: Hop = { to: "hosts", place: this.siteOf(connection), gates: [], link: resource.urn };
        const hops = lanes === undefined ? [device] : staticHops(lanes);
        return hops.map((hop) => entry(prefix, RANK.gateway, hop, elementOf(resource), "static"));
    }

    private untold(gateway: AzureGateway, lanes: readonly Lane[], routed: AddressSet): readonly Entry[] {
        const devices = gateway.connections.filter(
            ({ resource, isDynamic }) => isDynamic !== false && this.across.lanesOf(resource.urn) === undefined,
        );
        const [first] = [
            ...devices.map(({ resource }) => unknownValue(resource, "what its other end announces is not known")),
            ...gateway.connections.flatMap(({ statics }) => statics.unsure ?? []),
        ];
        const open = openEntries(lanes, routed, this.across.networks, RANK.gateway);
        if (first === undefined) return open;
        const around = subtract(subtract(PRIVATE, this.across.networks), union(routed, addressSet(open)));
        return [
            ...open,
            ...prefixesOf(around).map((prefix) => entry(prefix, RANK.gateway, end(first), first.element, "not known")),
        ];
    }

    private tableOf({
        from,
        at,
    }: VnetSubnet): { readonly resource: Resource } | { readonly reason: Reason } | undefined {
        const table = meant(this.references, from, at("routeTable", "id"), ROUTE_TABLE);
        switch (table.is) {
            case "absent":
                return undefined;
            case "resource":
                return { resource: table.resource };
            case "unsure":
                return { reason: table.reason };
            case "external":
                return { reason: unknownValue(from, `nothing here describes its route table ${table.id}`) };
        }
    }

    /** Routes of the user, inside the table and as resources of their own. */
    private userEntries(
        table: ReturnType<AzureRoutes["tableOf"]>,
        vnet: Vnet,
        gateway: AzureGateway | undefined,
    ): { readonly entries: readonly Entry[]; readonly unsure: readonly Reason[] } {
        if (table === undefined || "reason" in table) return { entries: [], unsure: [] };
        const { resource } = table;
        const routes = this.references
            .ofType(ROUTE)
            .map((route) => ({ route, of: meant(this.references, route, "routeTableName", ROUTE_TABLE) }));
        const own = routes.filter(({ of }) => of.is === "resource" && of.resource === resource);
        const perhaps = routes.flatMap(({ of }) =>
            of.is === "unsure" && (of.candidates.length === 0 || of.candidates.includes(resource)) ? [of.reason] : [],
        );
        const taken = new Set(own.flatMap(({ route }) => nameOf(route)?.toLowerCase() ?? []));
        const members = membersOf(resource, "routes");
        const inline = (members === UNKNOWN ? [] : members).filter((path) => {
            const name = textOf(resource, ...path, "name");
            return typeof name !== "string" || !taken.has(name.toLowerCase());
        });
        const lines: readonly { readonly from: Resource; readonly at: (name: string) => Steps }[] = [
            ...own.map(({ route }) => ({ from: route, at: (name: string): Steps => [name] })),
            ...inline.map((path) => ({ from: resource, at: (name: string): Steps => [...path, name] })),
        ];
        const unsure = [...perhaps, ...(members === UNKNOWN ? [notKnown(resource, "routes")] : [])];
        const entries = lines.flatMap(({ from, at }): Entry[] => {
            const prefix = prefixAt(from, ...at("addressPrefix"));
            if (typeof prefix !== "object") {
                unsure.push(notKnown(from, ...at("addressPrefix")));
                return [];
            }
            const hop = hopOf(from, textOf(from, ...at("nextHopType")), vnet, gateway);
            return [entry(prefix, RANK.user, hop, elementOf(from), "static")];
        });
        return { entries, unsure };
    }
}

function hopOf(route: Resource, type: ReturnType<typeof textOf>, vnet: Vnet, gateway: AzureGateway | undefined): Hop {
    const element = elementOf(route);
    switch (type) {
        case "VnetLocal":
            return { to: "station", station: `${vnet.key}#inside`, gates: [] };
        case "VirtualNetworkGateway":
            return gateway === undefined
                ? end(reason(Code.Blackhole, element, `${vnet.element.label} has no gateway for ${element.label}`))
                : { to: "station", station: gateway.resource.urn, gates: [] };
        case "None":
            return end(reason(Code.Blackhole, element, `${element.label} drops packets`));
        default:
            return end(unknownValue(route, "where its next hop leads is not modelled"));
    }
}

/** The inside of a network: to the subnet that has the address. */
export function insideStation(vnet: Vnet): Station {
    const { key, element, unsure, subnets } = vnet;
    return {
        id: `${key}#inside`,
        element,
        kind: "network",
        place: key,
        entries: subnets.flatMap((subnet) =>
            subnet.prefixes.map((prefix) =>
                entry(prefix, RANK.system, { to: "hosts", place: subnet.key, gates: [] }, subnet.element, "local"),
            ),
        ),
        unsure: [],
        otherwise: end(unsure ?? reason(Code.NoRoute, element, `no subnet of ${element.label} has this address`)),
    };
}

function localEntries({ key, prefixes, element, unsure }: Vnet): readonly Entry[] {
    const inside: Hop = { to: "station", station: `${key}#inside`, gates: [] };
    const local = prefixes.map((prefix) => entry(prefix, RANK.system, inside, element, "local"));
    // Where its prefixes are not all known, any address may be inside.
    const open = unsure === undefined ? [] : [entry(DEFAULT, RANK.open, end(unsure), element, "not known")];
    return [...local, ...open];
}

function systemEntries({ prefixes, element, peering }: Vnet): readonly Entry[] {
    const own = new Set(prefixes.map(({ text }) => text));
    const outside = `the way of ${element.label} to the internet is not modelled`;
    const dropped = reason(Code.NoRoute, element, `${element.label} has no route for these private addresses`);
    return [
        ...DROPPED.filter(({ text }) => !own.has(text)).map((prefix) =>
            entry(prefix, RANK.system, end(peering ?? dropped), element, "system"),
        ),
        entry(DEFAULT, RANK.system, end(reason(Code.Unknown, element, outside)), element, "system"),
    ];
}
