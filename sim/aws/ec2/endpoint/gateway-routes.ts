/**
 * The routes that gateway endpoints put into the tables that they are associated with: to the prefix list of the service.
 * Nobody can change them but through the endpoint. Sources: AWS PrivateLink guide (gateway endpoints, routing), VPC user
 * guide (AWS-managed prefix lists: each of them counts as one route).
 */
import { text, texts } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { VPC_ENDPOINT } from "./codes";
import { prefixListOf, serviceIn } from "./services";

/** Of these as a route of the table: the prefix list, and the endpoint as its gateway. */
export function gatewayRoutes(
    world: World,
    table: CloudObject,
): { destination: string; kind: "gatewayId"; target: string }[] {
    return world.referrers(table, VPC_ENDPOINT).flatMap(({ id, region, props }) => {
        const list = prefixListOf(region, serviceIn(region, text(props, "serviceName") ?? "") ?? "");
        return list === undefined ? [] : [{ destination: list.id, kind: "gatewayId" as const, target: id }];
    });
}

/** A table that is deleted leads to no endpoint any more. */
export function forgetTable(world: World, table: CloudObject): void {
    for (const endpoint of world.referrers(table, VPC_ENDPOINT)) {
        const routeTableIds = texts(endpoint.props, "routeTableIds").filter((id) => id !== table.id);
        world.put({ ...endpoint, props: { ...endpoint.props, routeTableIds } });
    }
}
