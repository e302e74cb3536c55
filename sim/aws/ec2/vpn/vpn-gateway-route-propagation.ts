/**
 * The propagation of a VPN gateway's routes into a route table, as a resource of its own. EC2 keeps it with the table. Sources:
 * EC2 API reference (EnableVgwRoutePropagation, DisableVgwRoutePropagation), Terraform AWS provider (id, that it cannot be
 * imported).
 */
import { str, type ResourceType } from "../../../core/definition";
import { text, texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region } from "../../place";
import { ROUTE_TABLE, toRouteTable } from "../codes";
import { toHeldVpnGateway, VPN_GATEWAY_ROUTE_PROPAGATION } from "./codes";
import { demandAttached, propagatingTo } from "./propagating";

export const vpnGatewayRoutePropagation: ResourceType = {
    token: VPN_GATEWAY_ROUTE_PROPAGATION,
    noun: "VPN Gateway Route Propagation",
    id: propagationId,
    properties: {
        region,
        routeTableId: str({ required: true, immutable: true, ref: { ...toRouteTable, part: true } }),
        vpnGatewayId: str({ required: true, immutable: true, ref: { ...toHeldVpnGateway, part: true } }),
    },
    create: ({ world }, draft) => {
        const table = tableOf(world, draft);
        if (table === undefined) return;
        const others = propagatingTo(world, table).filter((id) => id !== draft.props.vpnGatewayId);
        setPropagating(table, [...others, text(draft.props, "vpnGatewayId") ?? ""]);
        demandAttached(world, table);
        world.put(table);
    },
    remove: ({ world }, object) => {
        const table = tableOf(world, object);
        if (table === undefined) return;
        const kept = texts(table.props, "propagatingVgws").filter((id) => id !== object.props.vpnGatewayId);
        setPropagating(table, kept);
        world.put(table);
    },
    view: ({ world }, object) => {
        const table = tableOf(world, object);
        const gateway = text(object.props, "vpnGatewayId") ?? "";
        return table !== undefined && propagatingTo(world, table).includes(gateway) ? {} : undefined;
    },
    gone: (id) => toRouteTable.missing(id.split("_")[1] ?? ""),
    importId: () => undefined,
    seconds: { create: 5, delete: 5 },
    onTimeout: "bare",
};

function propagationId(inputs: Props): string {
    return `${text(inputs, "vpnGatewayId") ?? ""}_${text(inputs, "routeTableId") ?? ""}`;
}

function tableOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(ROUTE_TABLE, object, text(object.props, "routeTableId") ?? "");
}

function setPropagating(table: CloudObject, gateways: string[]): void {
    table.props.propagatingVgws = gateways;
}
