/**
 * The attachment that AWS makes at a transit gateway along with a VPN connection, a VPN concentrator or the association of a
 * Direct Connect gateway, and deletes with it.
 * Sources: VPC Transit Gateway guide (VPN attachments, default route tables, quotas).
 */
import { newId } from "../../../core/lifecycle";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { ASSOCIATION, PROPAGATION, VPN_ATTACHMENT } from "../../transit-gateway/codes";
import { demandRoomForAttachment, joinTable } from "../../transit-gateway/lookup";

type ResourceType = "vpn" | "vpn-concentrator" | "direct-connect-gateway";

/** Attaches `what`, puts the attachment into the default route tables of the gateway, and returns its id. */
export function attachToHub(world: World, hub: CloudObject, what: CloudObject, resourceType: ResourceType): string {
    demandRoomForAttachment(world, hub);
    const { account, region } = what;
    const attachment: CloudObject = {
        type: VPN_ATTACHMENT,
        account,
        region,
        id: newId("tgw-attach"),
        implicitOf: what.id,
        serial: world.nextSerial(),
        props: {
            region,
            transitGatewayId: hub.id,
            resourceType,
            // Of Direct Connect its gateway is what is attached.
            ...(typeof what.props.dxGatewayId === "string" ? { resourceId: what.props.dxGatewayId } : {}),
        },
    };
    world.put(attachment);
    for (const [use, table] of [
        [ASSOCIATION, text(hub.props, "associationDefaultRouteTableId")],
        [PROPAGATION, text(hub.props, "propagationDefaultRouteTableId")],
    ] as const) {
        if (table !== undefined) joinTable(world, use, attachment, table);
    }
    return attachment.id;
}
