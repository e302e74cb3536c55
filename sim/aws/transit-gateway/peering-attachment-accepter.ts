/**
 * The acceptance of a peering, and with it the accepter's side. Either owner deletes the peering for both, so deleting this
 * resource does. Sources: EC2 API reference (AcceptTransitGatewayPeeringAttachment), VPC Transit Gateway guide ("Accept or
 * reject", "Delete a peering attachment"), Terraform AWS provider (deletion).
 */
import { CloudError, str, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { region, tagging } from "../place";
import { ASSOCIATION, invalidState, PEERING_ACCEPTER, toPeering, toTransitGateway } from "./codes";
import { detach, gatewayOf, joinTable, requestOf } from "./lookup";

export const peeringAttachmentAccepter: ResourceType = {
    token: PEERING_ACCEPTER,
    noun: "EC2 Transit Gateway Peering Attachment Accepter",
    id: (inputs) => text(inputs, "transitGatewayAttachmentId") ?? "",
    properties: {
        region,
        ...tagging,
        transitGatewayAttachmentId: str({ required: true, immutable: true, ref: toPeering }),
        peerAccountId: str({ output: true }),
        peerRegion: str({ output: true }),
        peerTransitGatewayId: str({ output: true }),
        transitGatewayId: str({ output: true, ref: toTransitGateway }),
    },
    create: (context, draft) => {
        const asked = context.world.get(PEERING_ACCEPTER, draft, draft.id);
        if (asked === undefined) {
            throw new CloudError(
                "InvalidParameterValue",
                `Cannot accept ${draft.id} as the source of the peering request.`,
            );
        }
        const request = requestOf(context.world, asked);
        if (request?.props.state !== "pendingAcceptance") throw invalidState(draft.id);
        draft.implicitOf = request.id;
        draft.props = { ...asked.props, ...draft.props };
        request.props.state = "available";
        context.world.put(request);
        for (const side of [request, draft]) associateByDefault(context.world, side);
    },
    remove: ({ world }, object) => {
        const request = requestOf(world, object);
        if (request === undefined) return;
        detach(world, request);
        world.remove(request);
    },
    gone: toPeering.missing,
    seconds: { create: 60, delete: 60 },
    onTimeout: "partial",
};

/** Like any attachment, a peering that becomes available is associated with the gateway's default table. */
function associateByDefault(world: World, side: CloudObject): void {
    const table = text(gatewayOf(world, side)?.props ?? {}, "associationDefaultRouteTableId");
    if (table !== undefined) joinTable(world, ASSOCIATION, side, table);
}
