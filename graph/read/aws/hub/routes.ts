/**
 * The entries of the route tables. Of equal prefixes AWS takes static routes first, then those of prefix lists, then what
 * attachments propagate, by their kind. Source: VPC Transit Gateway guide, "How transit gateways work", route evaluation order.
 */
import { prefixesOf } from "../../../../plan/address-set";
import { overlappingPairs, type Prefix } from "../../../../plan/prefix";
import type { Entry, Hop } from "../../../network";
import type { Element, Reason } from "../../../reason";
import { elementOf, labelOf, unknownValue, type References } from "../../references";
import type { Resource } from "../../resources";
import type { VpcSide } from "../parts";
import { prefixAt } from "../../fields";
import { entry } from "../../hops";
import type { Announced, Lane } from "../../tunnels/end";
import { hopOver, learnedOver, rankWithin, staticHops } from "../../tunnels/lanes";
import { PrefixLists } from "../vpc/prefix-lists";
import { isExternal, isOn, type Attachment, type Attachments, type External } from "./attachments";
import type { Associations } from "./associations";
import type { Gateways, Table } from "./gateways";
import { PREFIX_LIST_REFERENCE, ROUTE, type Settled } from "./types";

/** Of equal prefixes the lowest wins. */
export const RANKS = {
    static: 0,
    "prefix list": 1,
    vpc: 2,
    "direct connect": 3,
    connect: 4,
    "private vpn": 5,
    vpn: 6,
    "vpn concentrator": 7,
} as const;

/** A route of a table: where it goes, and why that way. */
export interface Route {
    readonly prefix: Prefix;
    readonly rank: number;
    readonly origin: string;
    readonly element: Element;
    /** What it leads to; `reason` where it ends. */
    readonly target: Target;
    /** Of a VPN whose other end is read too: over which of its tunnels. */
    readonly over?: Hop;
    /** What came over that tunnel. */
    readonly learned?: Announced;
}

export type Target = { readonly attachment: Attachment } | { readonly end: Reason };

export interface TableRoutes {
    readonly routes: readonly Route[];
    /** Attachments that announce routes by BGP, or that nobody here reads: what they bring is not known. */
    readonly announcers: readonly { readonly attachment: Attachment | External; readonly element: Element }[];
    readonly unsure: readonly Reason[];
    /** Tunnels whose other ends are read, and which bring routes as far as they are up. */
    readonly lanes?: readonly Lane[];
}

/** Static routes of a VPN connection. */
export interface VpnRoutes {
    readonly prefixes: readonly Prefix[];
    /** Why there may be others. */
    readonly unsure?: Reason;
    /** False where all routes are static. */
    readonly announces: boolean;
    /** Its tunnels, where gateways at their other ends are read too. */
    readonly lanes?: readonly Lane[];
}

/** A route to a VPN connection, once for each tunnel where those are known. */
export function overEach(route: Route, lanes: readonly Lane[] | undefined): readonly Route[] {
    return lanes === undefined ? [route] : staticHops(lanes).map((over) => ({ ...route, over }));
}

/** What the tunnels of a connection bring; nothing of a connection whose other end nobody reads. */
export function learnedRoutes(lanes: readonly Lane[] | undefined, frame: Omit<Route, "prefix">): readonly Route[] {
    return learnedOver(lanes ?? []).map((learned): Route => {
        const { route } = learned;
        return {
            ...frame,
            prefix: route.prefix,
            rank: frame.rank + rankWithin(route),
            over: hopOver(learned),
            learned: route,
        };
    });
}

/** Whether it has a device at its other end that announces what nobody reads. */
export function isUntold({ announces, lanes }: VpnRoutes): boolean {
    return lanes === undefined && announces;
}

interface Written {
    readonly resource: Resource;
    readonly table: Settled<string>;
    readonly prefixes: readonly Prefix[];
    readonly unsure?: Reason;
    readonly rank: number;
    readonly origin: string;
}

export class Routes {
    private readonly written: readonly Written[];

    constructor(
        private readonly references: References,
        private readonly vpcs: VpcSide,
        private readonly gateways: Gateways,
        private readonly attachments: Attachments,
        private readonly associations: Associations,
        private readonly vpn: (attachment: Attachment) => VpnRoutes,
    ) {
        // Only a VPC's own routes name the lists of gateway endpoints.
        const lists = new PrefixLists(references, new Map());
        this.written = [...references.ofType(ROUTE), ...references.ofType(PREFIX_LIST_REFERENCE)].map((resource) => {
            const table = gateways.tableMeant(resource);
            if (resource.type === PREFIX_LIST_REFERENCE) {
                const { prefixes, reasons } = lists.at(resource, ["prefixListId"]);
                const [unsure] = reasons;
                const frame = { resource, table, prefixes, rank: RANKS["prefix list"], origin: "prefix list" };
                return unsure === undefined ? frame : { ...frame, unsure };
            }
            const prefix = prefixAt(resource, "destinationCidrBlock");
            const frame = { resource, table, rank: RANKS.static, origin: "static" };
            if (typeof prefix === "object") return { ...frame, prefixes: [prefix] };
            return {
                ...frame,
                prefixes: [],
                unsure: unknownValue(resource, "its destination is not known before the deployment"),
            };
        });
    }

    of(table: Table): TableRoutes {
        const own = this.written.filter((w) => "value" in w.table && w.table.value === table.id);
        const perhaps = this.written.flatMap(({ table: t, resource }) =>
            "reason" in t &&
            (t.candidates.length === 0 ? this.mayBeOf(resource, table) : t.candidates.includes(table.id))
                ? [t.reason]
                : [],
        );
        const statics = own.flatMap((w): Route[] => {
            const target = this.targetOf(w.resource, table);
            const lanes =
                "attachment" in target && target.attachment.kind === "vpn"
                    ? this.vpn(target.attachment).lanes
                    : undefined;
            return w.prefixes.flatMap((prefix) => {
                const route = { prefix, rank: w.rank, origin: w.origin, element: elementOf(w.resource), target };
                return overEach(route, lanes);
            });
        });
        const propagated = this.associations
            .propagations(table.id)
            .map(({ attachment, element }) => this.propagated(attachment, element, table));
        return {
            routes: [...statics, ...contested(propagated.flatMap(({ routes }) => routes))],
            announcers: propagated.flatMap(({ announcers }) => announcers),
            unsure: [
                ...table.unsure,
                ...own.flatMap(({ unsure }) => unsure ?? []),
                ...perhaps,
                ...this.associations.unsure(table.id),
                ...propagated.flatMap(({ unsure }) => unsure),
            ],
            lanes: propagated.flatMap(({ lanes }) => lanes ?? []),
        };
    }

    /** A route whose table may be any: those of its region. */
    private mayBeOf(resource: Resource, { resource: table }: Table): boolean {
        const [here, there] = [this.references.regionOf(resource), table && this.references.regionOf(table)];
        return here === undefined || there === undefined || here === there;
    }

    private targetOf(resource: Resource, table: Table): Target {
        const element = elementOf(resource);
        const blackhole = isOn(resource.props["blackhole"]);
        if (blackhole === true)
            return {
                end: {
                    code: "BLACKHOLE",
                    element,
                    detail: `${labelOf(resource)} is a blackhole route: it drops packets`,
                },
            };
        if (blackhole === undefined)
            return { end: unknownValue(resource, "whether it is a blackhole is not known before the deployment") };
        const gateway = this.gateways.ofTable(table.id);
        const meant = this.attachments.meant(resource, undefined, gateway);
        if (meant === undefined)
            return { end: { code: "BLACKHOLE", element, detail: `${labelOf(resource)} leads to no attachment` } };
        if ("reason" in meant) return { end: meant.reason };
        if (isExternal(meant.value))
            return { end: unknownValue(resource, `attachment ${meant.value.external} is not in the program`) };
        return this.reachable(meant.value, table, element);
    }

    /** An attachment of the table's gateway, or the end. */
    private reachable(attachment: Attachment, table: Table, element: Element): Target {
        const gateway = table.gateway;
        if (gateway === undefined || "reason" in gateway) {
            const isOnly = gateway === undefined && attachment.kind !== "peering";
            return isOnly ? { attachment } : { end: gateway === undefined ? sideless(table) : gateway.reason };
        }
        const ends = attachment.gateways;
        if (ends.some((end) => "value" in end && end.value === gateway.value)) return { attachment };
        const open = ends.find((end) => "reason" in end);
        if (open !== undefined && "reason" in open) return { end: open.reason };
        const detail = `${element.label} leads to ${attachment.label}, which is attached to another gateway`;
        return { end: { code: "BLACKHOLE", element, detail } };
    }

    private propagated(attachment: Attachment | External, element: Element, table: Table): TableRoutes {
        if (isExternal(attachment)) return { routes: [], announcers: [{ attachment, element }], unsure: [] };
        const target = this.reachable(attachment, table, element);
        // AWS installs nothing of an attachment of another gateway.
        if ("end" in target && target.end.code === "BLACKHOLE") return { routes: [], announcers: [], unsure: [] };
        if ("end" in target) return { routes: [], announcers: [], unsure: [target.end] };
        const route =
            (rank: number) =>
            (prefix: Prefix): Route => ({ prefix, rank, origin: "propagated", element, target });
        switch (attachment.kind) {
            case "vpc": {
                const { addresses, unsure } = this.prefixesOf(attachment);
                return {
                    routes: addresses.map(route(RANKS.vpc)),
                    announcers: [],
                    unsure: unsure === undefined ? [] : [unsure],
                };
            }
            case "concentrator": {
                const all = this.attachments.all().filter(({ on }) => on === attachment);
                const brought = all.map((connection) => this.propagated(connection, element, table));
                return {
                    routes: brought.flatMap(({ routes }) => routes),
                    announcers: brought.flatMap(({ announcers }) => announcers),
                    unsure: brought.flatMap(({ unsure }) => unsure),
                    lanes: brought.flatMap(({ lanes }) => lanes ?? []),
                };
            }
            case "vpn": {
                const vpn = this.vpn(attachment);
                const { prefixes, unsure, lanes } = vpn;
                const isPrivate = attachment.resource.props["outsideIpAddressType"] === "PrivateIpv4";
                const kind = attachment.on !== undefined ? "vpn concentrator" : isPrivate ? "private vpn" : "vpn";
                const rank = RANKS[kind];
                return {
                    routes: [
                        ...prefixes.map(route(rank)).flatMap((each) => overEach(each, lanes)),
                        ...learnedRoutes(lanes, { rank, origin: "propagated", element, target }),
                    ],
                    announcers: isUntold(vpn) ? [{ attachment, element }] : [],
                    unsure: unsure === undefined ? [] : [unsure],
                    ...(lanes === undefined ? {} : { lanes }),
                };
            }
            case "peering": {
                // With dynamic routing, which an option of the request switches on: then it brings what the other side has.
                const detail = "what it propagates from the other side is not read";
                return { routes: [], announcers: [], unsure: [unknownValue(attachment.resource, detail)] };
            }
            case "other":
                return { routes: [], announcers: [{ attachment, element }], unsure: [] };
        }
    }

    /**
     * What the attachment of a VPC propagates: its prefixes, those of IPv6 only where the attachment has IPv6 on. That setting
     * filters no packets (EC2 API reference, CreateTransitGatewayVpcAttachmentRequestOptions).
     */
    private prefixesOf(attachment: Attachment): { readonly addresses: readonly Prefix[]; readonly unsure?: Reason } {
        const { vpc } = this.attachments.vpcEnd(attachment);
        if ("reason" in vpc) return { addresses: [], unsure: vpc.reason };
        const { addresses, v6, unsure } = this.vpcs.prefixes(vpc.value);
        const ipv6 = isOn(this.attachments.setting(attachment, "ipv6Support"));
        const all = [...prefixesOf(addresses), ...(ipv6 === true ? prefixesOf(v6) : [])];
        const reason =
            unsure ??
            (ipv6 === undefined && prefixesOf(v6).length > 0
                ? unknownValue(attachment.resource, "ipv6Support is not known before the deployment")
                : undefined);
        return { addresses: all, ...(reason === undefined ? {} : { unsure: reason }) };
    }
}

function sideless({ element, id }: Table): Reason {
    return { code: "UNKNOWN", element, detail: `which gateway ${id} belongs to is not known` };
}

/**
 * Of VPCs whose prefixes overlap, AWS propagates those of the one that was attached first and leaves the others out without a word
 * (VPC Transit Gateway guide, VPC attachments, limits). Which one that is, no program tells.
 */
function contested(routes: readonly Route[]): readonly Route[] {
    const rivals = new Map<Route, Set<Route>>();
    const ofVpcs = routes.filter(({ rank }) => rank === RANKS.vpc);
    for (const pair of overlappingPairs(ofVpcs, ({ prefix }) => prefix)) {
        if (pair[0].element.urn === pair[1].element.urn) continue;
        for (const route of pair) rivals.set(route, new Set([...(rivals.get(route) ?? []), ...pair]));
    }
    return routes.map((route) => {
        const others = rivals.get(route);
        if (others === undefined) return route;
        const names = [...others].map((r) => `${keyOf(r.target)} (${r.prefix.text})`).sort();
        const detail = `${names.join(" and ")} overlap: AWS takes the one that was attached first, which nothing tells`;
        return { ...route, target: { end: { code: "UNKNOWN", element: route.element, detail } } };
    });
}

/** The same for targets that lead the same way. */
function keyOf(target: Target): string {
    return "attachment" in target ? target.attachment.label : target.end.detail;
}

/**
 * Entries as a station has them: longest prefix first, and of equal prefixes the lowest rank. Of two of the same kind to one
 * destination AWS takes one; only routes that BGP brings share the traffic, and those stand in no program.
 */
export function entriesOf(
    routes: readonly Route[],
    hopTo: (attachment: Attachment, prefix: Prefix, over?: Hop) => Hop,
): Entry[] {
    const groups = new Map<string, Route[]>();
    for (const route of routes) {
        const key = `${route.prefix.text} ${route.rank}`;
        groups.set(key, [...(groups.get(key) ?? []), route]);
    }
    return [...groups.values()]
        .flatMap((group): Entry[] => {
            const [first] = group;
            if (first === undefined) return [];
            const { prefix, rank, origin, element } = first;
            const tunnels = group.flatMap(({ target, over }) =>
                "attachment" in target && over !== undefined ? [{ attachment: target.attachment, over }] : [],
            );
            // Tunnels share the traffic; beside something else AWS takes one.
            if (tunnels.length === group.length)
                return tunnels.map(({ attachment, over }) =>
                    entry(prefix, rank, hopTo(attachment, prefix, over), element, origin),
                );
            return [entry(prefix, rank, hopOf(group, first, hopTo), element, origin)];
        })
        .sort(inOrder);
}

function hopOf(
    group: readonly Route[],
    first: Route,
    hopTo: (attachment: Attachment, prefix: Prefix, over?: Hop) => Hop,
): Hop {
    const targets = [...new Set(group.map(({ target }) => keyOf(target)))].sort();
    if (targets.length > 1) {
        const detail = `routes to ${first.prefix.text} lead to ${targets.join(" and ")}; AWS takes one of them`;
        return { to: "end", reason: { code: "UNKNOWN", element: first.element, detail } };
    }
    return "attachment" in first.target
        ? hopTo(first.target.attachment, first.prefix, first.over)
        : { to: "end", reason: first.target.end };
}

export function inOrder(a: Entry, b: Entry): number {
    if (a.length !== b.length) return b.length - a.length;
    if (a.family !== b.family) return a.family - b.family;
    return a.first === b.first ? a.rank - b.rank : a.first < b.first ? -1 : 1;
}
