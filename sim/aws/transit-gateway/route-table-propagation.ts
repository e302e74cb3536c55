/**
 * An attachment that puts its routes into a route table. Sources: EC2 API reference
 * (EnableTransitGatewayRouteTablePropagation), VPC Transit Gateway guide (a peering carries static routes only).
 */
import { CloudError, str, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import { region } from "../place";
import { PROPAGATION, toAttachment, toRouteTable } from "./codes";
import { propagationTo, usableAttachment } from "./lookup";
import { joinedId } from "./route-table-association";

export const routeTablePropagation: ResourceType = {
    token: PROPAGATION,
    noun: "EC2 Transit Gateway Route Table Propagation",
    id: joinedId,
    properties: {
        region,
        transitGatewayAttachmentId: str({ required: true, immutable: true, ref: { ...toAttachment, part: true } }),
        transitGatewayRouteTableId: str({ required: true, immutable: true, ref: { ...toRouteTable, part: true } }),
        resourceId: str({ output: true }),
        resourceType: str({ output: true }),
    },
    create: (context, draft) => {
        const { object, resourceId, resourceType } = usableAttachment(context, draft);
        if (resourceType === "peering") {
            // AWS documents that it does not work, not what it answers: this is EC2's code for such a request.
            throw new CloudError(
                "UnsupportedOperation",
                `Route propagation is not supported for the peering attachment ${object.id}.`,
            );
        }
        const table = text(draft.props, "transitGatewayRouteTableId") ?? "";
        if (propagationTo(context.world, object, table) !== undefined) {
            throw new CloudError(
                "TransitGatewayRouteTablePropagation.Duplicate",
                `Propagation ${object.id} already exists in Transit Gateway Route Table ${table}.`,
            );
        }
        Object.assign(draft.props, { resourceId, resourceType });
    },
    seconds: { create: 10, delete: 10 },
    onTimeout: "partial",
};
