/** What transit gateway types ask the world about one another: attachments as one side sees them, and what uses them. */
import type { Context } from "../../core/definition";
import { text } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import {
    ASSOCIATION,
    invalidState,
    limitExceeded,
    PEERING_ACCEPTER,
    PEERING_ATTACHMENT,
    PROPAGATION,
    toAttachment,
    toRouteTable,
    TRANSIT_GATEWAY,
    VPC_ATTACHMENT,
    VPN_ATTACHMENT,
} from "./codes";

/** An attachment as the region sees it from which it is named. */
export interface Attachment {
    object: CloudObject;
    /** The gateway on this side. */
    gateway: string | undefined;
    /** "available", or "pendingAcceptance". */
    state: string | undefined;
    /** What is attached: the VPC, the VPN connection or concentrator, the Direct Connect gateway, or the gateway on the other side. */
    resourceId: string;
    resourceType: "vpc" | "vpn" | "vpn-concentrator" | "direct-connect-gateway" | "peering";
}

/** Kinds of attachments that AWS makes along with what they attach. */
const MADE_ALONG = ["vpn", "vpn-concentrator", "direct-connect-gateway"] as const;

const SEEN: Record<string, (world: World, object: CloudObject) => Attachment> = {
    [VPC_ATTACHMENT]: (_, object) => ({
        object,
        gateway: text(object.props, "transitGatewayId"),
        state: "available",
        resourceId: text(object.props, "vpcId") ?? "",
        resourceType: "vpc",
    }),
    [VPN_ATTACHMENT]: (_, object) => ({
        object,
        gateway: text(object.props, "transitGatewayId"),
        state: "available",
        resourceId: text(object.props, "resourceId") ?? object.implicitOf ?? "",
        resourceType: MADE_ALONG.find((kind) => kind === object.props.resourceType) ?? "vpn",
    }),
    [PEERING_ATTACHMENT]: (_, object) => peering(object, object),
    [PEERING_ACCEPTER]: (world, object) => peering(object, requestOf(world, object)),
};

function peering(object: CloudObject, request: CloudObject | undefined): Attachment {
    return {
        object,
        gateway: text(object.props, "transitGatewayId"),
        state: request === undefined ? undefined : text(request.props, "state"),
        resourceId: text(object.props, "peerTransitGatewayId") ?? "",
        resourceType: "peering",
    };
}

/** The requester's side of the peering whose accepter's side this is. */
export function requestOf(world: World, accepter: CloudObject): CloudObject | undefined {
    const place = {
        account: text(accepter.props, "peerAccountId") ?? "",
        region: text(accepter.props, "peerRegion") ?? "",
    };
    return world.get(PEERING_ATTACHMENT, place, accepter.implicitOf ?? "");
}

/**
 * The attachment that an association, a propagation or a route names, if its route table may use it. One of another
 * gateway is answered as if it were not there; one that is not accepted yet is there, but of no use.
 */
export function usableAttachment(context: Context, draft: CloudObject): Attachment {
    const id = text(draft.props, "transitGatewayAttachmentId") ?? "";
    const object = context.world.resolve(toAttachment, draft, id);
    const attachment = object === undefined ? undefined : SEEN[object.type]?.(context.world, object);
    if (
        attachment === undefined ||
        attachment.gateway !== text(tableOf(context.world, draft).props, "transitGatewayId")
    ) {
        throw toAttachment.missing(id);
    }
    if (attachment.state !== "available") throw invalidState(id);
    return attachment;
}

/** The route table that an association, a propagation or a route names. */
export function tableOf(world: World, draft: CloudObject): CloudObject {
    const id = text(draft.props, "transitGatewayRouteTableId") ?? "";
    const table = world.resolve(toRouteTable, draft, id);
    if (table === undefined) throw toRouteTable.missing(id);
    return table;
}

export function gatewayOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(TRANSIT_GATEWAY, object, text(object.props, "transitGatewayId") ?? "");
}

/** Associations or propagations of an attachment. Both sides of a peering have the same id: only those of this side. */
export function usesOf(world: World, attachment: CloudObject, type: string): CloudObject[] {
    return world
        .referrers(attachment, type)
        .filter((use) => use.account === attachment.account && use.region === attachment.region);
}

/** The one association that an attachment can have. */
export function associationOf(world: World, attachment: CloudObject): CloudObject | undefined {
    return usesOf(world, attachment, ASSOCIATION)[0];
}

export function propagationTo(world: World, attachment: CloudObject, table: string): CloudObject | undefined {
    return usesOf(world, attachment, PROPAGATION).find((p) => p.props.transitGatewayRouteTableId === table);
}

/** What the cloud makes by itself for an attachment: an association, or a propagation. */
export function joinTable(
    world: World,
    type: typeof ASSOCIATION | typeof PROPAGATION,
    object: CloudObject,
    table: string,
): void {
    const attachment = SEEN[object.type]?.(world, object);
    if (attachment === undefined) return;
    world.put({
        type,
        account: object.account,
        region: object.region,
        id: `${table}_${object.id}`,
        implicitOf: object.id,
        serial: world.nextSerial(),
        props: {
            region: object.region,
            transitGatewayAttachmentId: object.id,
            transitGatewayRouteTableId: table,
            resourceId: attachment.resourceId,
            resourceType: attachment.resourceType,
            ...(type === ASSOCIATION ? { replaceExistingAssociation: false } : {}),
        },
    });
}

/** Takes away what an attachment is used for: its association and its propagations. */
export function detach(world: World, attachment: CloudObject): void {
    for (const type of [ASSOCIATION, PROPAGATION]) {
        for (const use of usesOf(world, attachment, type)) world.remove(use);
    }
}

/** Peerings of a gateway, requested by it or from it. */
export function peeringsOf(world: World, gateway: CloudObject): CloudObject[] {
    return world.referrers(gateway, PEERING_ATTACHMENT);
}

export function demandRoomForAttachment(world: World, gateway: CloudObject): void {
    const limit = world.quota("attachments-per-transit-gateway", 5_000);
    const vpns = world.all(VPN_ATTACHMENT, gateway).filter((vpn) => vpn.props.transitGatewayId === gateway.id);
    const attachments = [...world.referrers(gateway, VPC_ATTACHMENT), ...vpns, ...peeringsOf(world, gateway)];
    if (attachments.length >= limit) throw limitExceeded("attachments of a transit gateway", limit);
}
