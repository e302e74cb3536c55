/**
 * A request to peer two transit gateways, and once it is accepted the requester's side of the peering. The accepter's side
 * is an object of its own, in the accepter's account and region. Between regions both have the same id; within one region
 * AWS gives the accepter's side another, which the resource does not tell. Sources: EC2 API reference
 * (CreateTransitGatewayPeeringAttachment, TransitGatewayPeeringAttachment), VPC Transit Gateway guide (peering
 * attachments, quotas), Terraform AWS provider.
 */
import { CloudError, obj, str, type CheckFailure, type ResourceType } from "../../core/definition";
import { newId } from "../../core/lifecycle";
import { text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arn, region, tagging } from "../place";
import {
    limitExceeded,
    option,
    PEERING_ACCEPTER,
    PEERING_ATTACHMENT,
    toPeering,
    toTransitGateway,
    TRANSIT_GATEWAY,
} from "./codes";
import { demandRoomForAttachment, gatewayOf, peeringsOf } from "./lookup";

export const peeringAttachment: ResourceType = {
    token: PEERING_ATTACHMENT,
    noun: "EC2 Transit Gateway Peering Attachment",
    id: "tgw-attach",
    properties: {
        region,
        ...tagging,
        transitGatewayId: str({ required: true, immutable: true, ref: toTransitGateway }),
        // Held by the accepter's side, in its own account and region.
        peerTransitGatewayId: str({
            required: true,
            immutable: true,
            ref: { ...toTransitGateway, within: "anywhere", holds: false },
        }),
        peerRegion: { ...region, computed: false, required: true },
        peerAccountId: str({
            computed: true,
            immutable: true,
            refuse: (value) =>
                /^\d{12}$/.test(value as string)
                    ? undefined
                    : `${JSON.stringify(value)} doesn't look like an AWS Account ID (exactly 12 digits)`,
        }),
        options: obj({ dynamicRouting: option() }, { immutable: true }),
        arn: str({ output: true }),
        state: str({ output: true }),
    },
    check: twoGateways,
    quota: {
        name: "peerings-per-transit-gateway",
        limit: 50,
        used: (world, draft) => Math.max(...bothGateways(world, draft).map((g) => peeringsOf(world, g).length)),
        exceeded: (limit) => limitExceeded("peering attachments of a transit gateway", limit),
    },
    create: (context, draft) => {
        const peer = peerOf(context.world, draft);
        for (const gateway of bothGateways(context.world, draft)) {
            demandRoomForAttachment(context.world, gateway);
            demandFewPending(context.world, gateway);
        }
        const twin = peeringsOf(context.world, peer).some((p) =>
            [p.props.transitGatewayId, p.props.peerTransitGatewayId].includes(draft.props.transitGatewayId ?? null),
        );
        if (twin) {
            throw new CloudError(
                "DuplicateTransitGatewayAttachment",
                `${text(draft.props, "transitGatewayId") ?? ""} has a non-deleted Transit Gateway Peering Attachment ` +
                    `with ${peer.id}.`,
            );
        }
        Object.assign(draft.props, {
            arn: arn(draft, "ec2", `transit-gateway-attachment/${draft.id}`),
            peerAccountId: peer.account,
            state: "pendingAcceptance",
        });
        askPeer(context.world, draft, peer);
    },
    gone: toPeering.missing,
    seconds: { create: 60, delete: 60 },
    onTimeout: "partial",
};

function twoGateways(inputs: Props): CheckFailure[] {
    const own = text(inputs, "transitGatewayId");
    return own !== undefined && own === inputs.peerTransitGatewayId
        ? [{ property: "peerTransitGatewayId", reason: `${own} cannot be peered with itself` }]
        : [];
}

/** The other gateway, which must be where the request says. */
function peerOf(world: World, draft: CloudObject): CloudObject {
    const id = text(draft.props, "peerTransitGatewayId") ?? "";
    const account = text(draft.props, "peerAccountId") ?? draft.account;
    const peer = world.get(TRANSIT_GATEWAY, { account, region: text(draft.props, "peerRegion") ?? "" }, id);
    if (peer === undefined) throw toTransitGateway.missing(id);
    return peer;
}

function bothGateways(world: World, draft: CloudObject): CloudObject[] {
    const own = gatewayOf(world, draft);
    return own === undefined ? [peerOf(world, draft)] : [own, peerOf(world, draft)];
}

function demandFewPending(world: World, gateway: CloudObject): void {
    const limit = world.quota("pending-peerings-per-transit-gateway", 10);
    const pending = peeringsOf(world, gateway).filter((p) => p.props.state === "pendingAcceptance");
    if (pending.length >= limit) throw limitExceeded("pending peering attachments of a transit gateway", limit);
}

/** The request as the peer sees it. */
function askPeer(world: World, request: CloudObject, peer: CloudObject): void {
    const { account, region } = peer;
    const id = region === request.region ? newId("tgw-attach") : request.id;
    world.put({
        type: PEERING_ACCEPTER,
        account,
        region,
        id,
        implicitOf: request.id,
        serial: world.nextSerial(),
        props: {
            region,
            tagsAll: {},
            transitGatewayAttachmentId: id,
            transitGatewayId: peer.id,
            peerAccountId: request.account,
            peerRegion: request.region,
            peerTransitGatewayId: request.props.transitGatewayId ?? null,
        },
    });
}
