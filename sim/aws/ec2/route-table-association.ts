/**
 * The association of a route table with a subnet or a gateway. Sources: EC2 API reference (AssociateRouteTable,
 * ReplaceRouteTableAssociation, DeleteSubnet: only what runs in a subnet keeps it), Terraform AWS provider (import; its
 * documentation quotes Resource.AlreadyAssociated).
 */
import { exactlyOneOf } from "../../core/combine";
import { CloudError, str, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { region } from "../place";
import {
    differentNetworks,
    ROUTE_TABLE,
    ROUTE_TABLE_ASSOCIATION,
    SUBNET,
    toGateway,
    toRouteTable,
    toSubnet,
} from "./codes";

export const routeTableAssociation: ResourceType = {
    token: ROUTE_TABLE_ASSOCIATION,
    noun: "Route Table Association",
    id: "rtbassoc",
    properties: {
        region,
        routeTableId: str({ required: true, ref: toRouteTable }),
        subnetId: str({ immutable: true, ref: { ...toSubnet, part: true } }),
        gatewayId: str({ immutable: true, ref: { ...toGateway, part: true } }),
    },
    check: (inputs) => exactlyOneOf(inputs, ["subnetId", "gatewayId"]),
    create: ({ world }, draft) => {
        demandSameNetwork(world, draft);
        const target = targetOf(world, draft);
        if (target === undefined || world.referrers(target, ROUTE_TABLE_ASSOCIATION).length === 0) return;
        throw new CloudError(
            "Resource.AlreadyAssociated",
            `the specified association for route table ${text(draft.props, "routeTableId")} conflicts with an existing association`,
        );
    },
    update: ({ world }, object) => demandSameNetwork(world, object),
    gone: (id) => new CloudError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`),
    importId: ({ world, account, region }, named) => {
        const [target = "", table = "", ...more] = named.split("/");
        if (target === "" || table === "" || more.length > 0) {
            throw new Error(
                `Unexpected format for import: ${named}. Use 'subnet ID/route table ID' or 'gateway ID/route table ID'`,
            );
        }
        return world
            .all(ROUTE_TABLE_ASSOCIATION, { account, region })
            .filter((a) => a.props.routeTableId === table)
            .find((a) => a.props.subnetId === target || a.props.gatewayId === target)?.id;
    },
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};

/** The subnet or the gateway: either has one table at a time. */
function targetOf(world: World, object: CloudObject): CloudObject | undefined {
    const subnet = world.get(SUBNET, object, text(object.props, "subnetId") ?? "");
    return subnet ?? world.resolve(toGateway, object, text(object.props, "gatewayId") ?? "");
}

function demandSameNetwork(world: World, object: CloudObject): void {
    const table = world.get(ROUTE_TABLE, object, text(object.props, "routeTableId") ?? "");
    const target = targetOf(world, object);
    if (table === undefined || target === undefined || table.props.vpcId === target.props.vpcId) return;
    const noun = target.type === SUBNET ? "subnet" : "network gateway";
    throw differentNetworks(`route table ${table.id}`, `${noun} ${target.id}`);
}
