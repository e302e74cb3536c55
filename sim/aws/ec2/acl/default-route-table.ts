/**
 * The main route table of a VPC. Adopting it takes away all its routes but those that the program names, and what the VPC's
 * own prefix is routed by; beyond that it is a route table like others. Targets that only other tables can have (carrier and
 * local gateways, ODB networks) are not among its arguments. Source: Terraform AWS provider (arguments, import by VPC).
 */
import { obj, set, str, type Context, type Property, type ResourceType } from "../../../core/definition";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region, tagging } from "../../place";
import { importAdopted, readBack, tagged } from "../adopted";
import { ROUTE_TABLE, toRouteTable, toVpnGateway, VPC } from "../codes";
import { routeTable } from "../route-table";
import { ownRoutes } from "../routing";
import { DEFAULT_ROUTE_TABLE } from "./codes";

const NOT_HERE = ["carrierGatewayId", "localGatewayId", "odbNetworkArn"];

function routesHere(): Property {
    const members = Object.entries(routeTable.properties.routes?.of?.members ?? {});
    return set(obj(Object.fromEntries(members.filter(([name]) => !NOT_HERE.includes(name)))), {
        computed: true,
        imported: true,
    });
}

export const defaultRouteTable: ResourceType = {
    token: DEFAULT_ROUTE_TABLE,
    noun: "EC2 Default Route Table",
    id: (inputs) => text(inputs, "defaultRouteTableId") ?? "",
    properties: {
        region,
        ...tagging,
        defaultRouteTableId: str({ required: true, immutable: true, ref: { ...toRouteTable, part: true } }),
        routes: routesHere(),
        propagatingVgws: set(str({ ref: { ...toVpnGateway, holds: false } })),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
        vpcId: str({ output: true }),
    },
    check: routeTable.check,
    canonical: routeTable.canonical,
    create: (context, draft) => {
        const table = tableOf(context.world, draft);
        if (table === undefined) return;
        for (const route of ownRoutes(context.world, table)) context.world.remove(route);
        draft.props.routes ??= [];
        manage(context, table, draft, { asked: draft.props, seen: {} });
    },
    update: (context, object, _, request) => {
        const table = tableOf(context.world, object);
        if (table === undefined) throw toRouteTable.missing(object.id);
        manage(context, table, object, request);
    },
    view: (context, object) => {
        const table = tableOf(context.world, object);
        const names = ["vpcId", "routes", "propagatingVgws"];
        return table && { ...readBack(table, names), ...routeTable.view?.(context, table) };
    },
    gone: toRouteTable.missing,
    importId: (context, named) => {
        const main = text(context.world.get(VPC, context, named)?.props ?? {}, "mainRouteTableId") ?? "";
        const table = context.world.get(ROUTE_TABLE, context, main);
        return importAdopted(context, DEFAULT_ROUTE_TABLE, table, { defaultRouteTableId: main });
    },
    seconds: { create: 1, update: 1 },
    onTimeout: "partial",
};

function tableOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(ROUTE_TABLE, object, text(object.props, "defaultRouteTableId") ?? "");
}

/** Makes the table what the resource says, and leaves in the resource only whose it is. */
function manage(
    context: Context,
    table: CloudObject,
    object: CloudObject,
    request: { asked: Props; seen: Props },
): void {
    const next = tagged(table, object.props);
    const asked: Props = { ...request.asked, propagatingVgws: request.asked.propagatingVgws ?? [] };
    for (const name of ["routes", "propagatingVgws"]) {
        const value = asked[name];
        if (value !== undefined) next.props[name] = value;
    }
    routeTable.update?.(context, next, table.props, { asked, seen: request.seen });
    context.world.put(next);
    object.props = { region: object.region, defaultRouteTableId: table.id };
}
