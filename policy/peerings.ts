/** Peerings of VPCs and of hubs, and the static routes that lead over them. A peering carries nothing without both ways. */
import type { Reference, References } from "../graph/read/references";
import type { Resource } from "../graph/read/resources";
import {
    HUB,
    HUB_PEERING,
    HUB_PEERING_ACCEPTER,
    HUB_ROUTE,
    HUB_TABLE,
    PEERING,
    PEERING_ACCEPTER,
    ROUTE,
    ROUTE_TABLE,
    VPC,
} from "./concepts";
import { listAt, partOf, textAt, UNKNOWN, type Known } from "./values";

/** A static route over a peering. */
export interface PeeringRoute {
    /** The route, or the table that it stands in. */
    readonly resource: Resource;
    /** "destinationCidrBlock", "routes[2].cidrBlock" */
    readonly path: string;
    readonly destination: Known<string>;
    readonly peering: Reference;
    /** The network or hub in which the route is looked up. */
    readonly side: Reference;
}

export interface Peering {
    readonly resource: Resource;
    readonly ends: readonly [Reference, Reference];
    readonly routes: readonly PeeringRoute[];
}

interface Kind {
    readonly peerings: readonly string[];
    readonly accepters: readonly string[];
    /** Of an accepter: what names the peering. */
    readonly accepts: string;
    readonly ends: readonly [string, string];
    readonly places: readonly string[];
}
const OF_NETWORKS: Kind = {
    peerings: PEERING,
    accepters: PEERING_ACCEPTER,
    accepts: "vpcPeeringConnectionId",
    ends: ["vpcId", "peerVpcId"],
    places: VPC,
};
const OF_HUBS: Kind = {
    peerings: HUB_PEERING,
    accepters: HUB_PEERING_ACCEPTER,
    accepts: "transitGatewayAttachmentId",
    ends: ["transitGatewayId", "peerTransitGatewayId"],
    places: HUB,
};

export function networkPeerings(refs: References): readonly Peering[] {
    return peeringsOf(refs, OF_NETWORKS, networkRoutes(refs));
}

export function hubPeerings(refs: References): readonly Peering[] {
    return peeringsOf(refs, OF_HUBS, hubRoutes(refs));
}

/** Routes whose peering is not known belong to no peering, and stand in `networkRoutes` only. */
function peeringsOf(refs: References, kind: Kind, routes: readonly PeeringRoute[]): readonly Peering[] {
    return refs.ofType(...kind.peerings).map((resource) => ({
        resource,
        ends: [
            refs.one(resource, kind.ends[0], { types: kind.places }),
            refs.one(resource, kind.ends[1], { types: kind.places }),
        ],
        routes: routes.filter(({ peering }) => peering.is === "resource" && peering.resource === resource),
    }));
}

/** Routes of VPC tables over peerings, those inside a table's own list with them. */
export function networkRoutes(refs: References): readonly PeeringRoute[] {
    const single = refs.ofType(...ROUTE).flatMap((route): PeeringRoute[] => {
        const peering = peeringOf(refs, route, ["vpcPeeringConnectionId"], OF_NETWORKS);
        if (peering.is === "absent") return [];
        const table = refs.one(route, "routeTableId", { types: ROUTE_TABLE, inRegion: true });
        const path =
            textAt(route, "destinationIpv6CidrBlock") === undefined
                ? "destinationCidrBlock"
                : "destinationIpv6CidrBlock";
        return [
            {
                resource: route,
                path,
                destination: textAt(route, path),
                peering,
                side: placeOf(refs, table, "vpcId", VPC),
            },
        ];
    });
    const inline = refs.ofType(...ROUTE_TABLE).flatMap((table) => {
        const list = listAt(table, "routes");
        if (list === undefined || list === UNKNOWN) return [];
        const side = refs.one(table, "vpcId", { types: VPC, inRegion: true });
        return list.flatMap((value, i): PeeringRoute[] => {
            const part = partOf(value);
            const peering = peeringOf(refs, table, ["routes", i, "vpcPeeringConnectionId"], OF_NETWORKS);
            if (part === undefined || peering.is === "absent") return [];
            const name = textAt(part, "ipv6CidrBlock") === undefined ? "cidrBlock" : "ipv6CidrBlock";
            return [{ resource: table, path: `routes[${i}].${name}`, destination: textAt(part, name), peering, side }];
        });
    });
    return [...single, ...inline];
}

function hubRoutes(refs: References): readonly PeeringRoute[] {
    return refs.ofType(...HUB_ROUTE).flatMap((route): PeeringRoute[] => {
        const peering = peeringOf(refs, route, ["transitGatewayAttachmentId"], OF_HUBS);
        if (peering.is !== "resource") return [];
        const table = refs.one(route, "transitGatewayRouteTableId", { types: HUB_TABLE, inRegion: true });
        const side = placeOf(refs, table, "transitGatewayId", HUB);
        return [
            {
                resource: route,
                path: "destinationCidrBlock",
                destination: textAt(route, "destinationCidrBlock"),
                peering,
                side,
            },
        ];
    });
}

/** The peering that a property means, by itself or through the resource that accepted it. */
function peeringOf(
    refs: References,
    from: Resource,
    path: readonly [string, ...(string | number)[]],
    kind: Kind,
): Reference {
    const found = refs.one(from, path, { types: [...kind.accepters, ...kind.peerings] });
    if (found.is !== "resource" || !kind.accepters.includes(found.resource.type)) return found;
    return refs.one(found.resource, kind.accepts, { types: kind.peerings });
}

function placeOf(refs: References, table: Reference, property: string, types: readonly string[]): Reference {
    return table.is === "resource" ? refs.one(table.resource, property, { types, inRegion: true }) : table;
}
