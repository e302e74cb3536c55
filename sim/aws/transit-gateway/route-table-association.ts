/**
 * The route table that decides about traffic coming from an attachment: exactly one. Sources: EC2 API reference
 * (AssociateTransitGatewayRouteTable, DisassociateTransitGatewayRouteTable), VPC Transit Gateway guide ("You can associate
 * a transit gateway attachment with a single route table"), Terraform AWS provider (replaceExistingAssociation).
 */
import { bool, str, type ResourceType } from "../../core/definition";
import { text, type Props } from "../../core/values";
import { region } from "../place";
import { alreadyAssociated, ASSOCIATION, toAttachment, toRouteTable } from "./codes";
import { associationOf, usableAttachment } from "./lookup";

export const routeTableAssociation: ResourceType = {
    token: ASSOCIATION,
    noun: "EC2 Transit Gateway Route Table Association",
    id: joinedId,
    properties: {
        region,
        transitGatewayAttachmentId: str({ required: true, immutable: true, ref: { ...toAttachment, part: true } }),
        transitGatewayRouteTableId: str({ required: true, immutable: true, ref: toRouteTable }),
        replaceExistingAssociation: bool({ default: false }),
        resourceId: str({ output: true }),
        resourceType: str({ output: true }),
    },
    create: (context, draft) => {
        const { object, resourceId, resourceType } = usableAttachment(context, draft);
        const existing = associationOf(context.world, object);
        if (existing !== undefined && draft.props.replaceExistingAssociation !== true)
            throw alreadyAssociated(object.id);
        if (existing !== undefined) context.world.remove(existing);
        Object.assign(draft.props, { resourceId, resourceType });
    },
    seconds: { create: 30, delete: 30 },
    onTimeout: "partial",
};

export function joinedId(inputs: Props): string {
    return [text(inputs, "transitGatewayRouteTableId"), text(inputs, "transitGatewayAttachmentId")].join("_");
}
