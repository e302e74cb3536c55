/**
 * VPN gateways that put their routes into the route tables of their VPC. The table keeps them, in `propagatingVgws`. Sources:
 * EC2 API reference (EnableVgwRoutePropagation, DisableVgwRoutePropagation), "Error codes for the Amazon EC2 API"
 * (Gateway.NotAttached).
 */
import { CloudError } from "../../../core/definition";
import { text, texts } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { VPN_GATEWAY } from "./codes";

/** Those that the table names and that are attached to its VPC: a gateway that has gone propagates nothing any more. */
export function propagatingTo(world: World, table: CloudObject): string[] {
    return texts(table.props, "propagatingVgws").filter((id) => isAttached(world, table, id));
}

/** Refuses a gateway that is not the VPC's. */
export function demandAttached(world: World, table: CloudObject): void {
    const foreign = texts(table.props, "propagatingVgws").find((id) => !isAttached(world, table, id));
    if (foreign === undefined) return;
    throw new CloudError(
        "Gateway.NotAttached",
        `resource ${foreign} is not attached to network ${text(table.props, "vpcId") ?? ""}`,
    );
}

function isAttached(world: World, table: CloudObject, id: string): boolean {
    return world.get(VPN_GATEWAY, table, id)?.props.vpcId === table.props.vpcId;
}
