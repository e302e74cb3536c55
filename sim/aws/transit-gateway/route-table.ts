/**
 * A route table of a transit gateway. Sources: EC2 API reference (CreateTransitGatewayRouteTable,
 * DeleteTransitGatewayRouteTable: what must be disassociated first, and that a default table cannot go), VPC Transit
 * Gateway guide (quotas).
 */
import { bool, CloudError, str, type ResourceType } from "../../core/definition";
import { arn, region, tagging } from "../place";
import { limitExceeded, ROUTE_TABLE, toRouteTable, toTransitGateway } from "./codes";
import { gatewayOf } from "./lookup";

export const routeTable: ResourceType = {
    token: ROUTE_TABLE,
    noun: "EC2 Transit Gateway Route Table",
    id: "tgw-rtb",
    properties: {
        region,
        ...tagging,
        // The guide names attachments as all that keeps a gateway from being deleted.
        transitGatewayId: str({ required: true, immutable: true, ref: { ...toTransitGateway, part: true } }),
        arn: str({ output: true }),
        defaultAssociationRouteTable: bool({ output: true }),
        defaultPropagationRouteTable: bool({ output: true }),
    },
    quota: {
        name: "route-tables-per-transit-gateway",
        limit: 20,
        per: "transitGatewayId",
        implicit: true,
        exceeded: (limit) => limitExceeded("route tables of a transit gateway", limit),
    },
    create: (_, draft) => {
        draft.props.arn = arn(draft, "ec2", `transit-gateway-route-table/${draft.id}`);
    },
    remove: ({ world }, object) => {
        const gateway = gatewayOf(world, object);
        const role = (["association", "propagation"] as const).find(
            (kind) => gateway?.props[`${kind}DefaultRouteTableId`] === object.id,
        );
        if (role !== undefined) {
            throw new CloudError(
                "IncorrectState",
                `${object.id} is set as default ${role} route table for ${gateway?.id ?? ""}`,
            );
        }
    },
    view: ({ world }, object) => {
        const gateway = gatewayOf(world, object);
        return {
            defaultAssociationRouteTable: gateway?.props.associationDefaultRouteTableId === object.id,
            defaultPropagationRouteTable: gateway?.props.propagationDefaultRouteTableId === object.id,
        };
    },
    inUse: (object) => new CloudError("IncorrectState", `${object.id} has associated attachments`),
    gone: toRouteTable.missing,
    seconds: { create: 20, delete: 20 },
    onTimeout: "partial",
};
