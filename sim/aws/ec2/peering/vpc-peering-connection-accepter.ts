/**
 * A VPC peering connection, as its accepter has it. Deleting the resource leaves the connection as it is. Where both sides
 * are in one account, the provider shows the accepter what it shows the requester; where they are in one region too, both
 * have the same tags. Source: Terraform AWS provider.
 */
import { bool, str, type Context, type ResourceType } from "../../../core/definition";
import { text, textMap, type Props } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { region, tagging } from "../../place";
import { importAdopted } from "../adopted";
import { ACCEPTER, sideOptions, toConnection } from "./codes";
import { accept, connectionFrom, endOf, notActiveYet, optionsNow, setOptions } from "./connection";

export const vpcPeeringConnectionAccepter: ResourceType = {
    token: ACCEPTER,
    noun: "EC2 VPC Peering Connection Accepter",
    id: (inputs) => text(inputs, "vpcPeeringConnectionId") ?? "",
    properties: {
        region,
        ...tagging,
        vpcPeeringConnectionId: str({ required: true, immutable: true, ref: toConnection }),
        autoAccept: bool(),
        accepter: sideOptions,
        requester: sideOptions,
        acceptStatus: str({ output: true }),
        peerOwnerId: str({ output: true }),
        peerRegion: str({ output: true }),
        peerVpcId: str({ output: true }),
        vpcId: str({ output: true }),
    },
    create: (context, draft) => {
        const connection = connectionOf(context, draft);
        const tags = { ...textMap(connection.props, "tags"), ...textMap(draft.props, "tags") };
        const tagsAll = { ...textMap(connection.props, "tagsAll"), ...textMap(draft.props, "tagsAll") };
        manage(context, connection, draft, { asked: draft.props, seen: {} }, { tags, tagsAll });
    },
    update: (context, object, _, request) => {
        const { tags, tagsAll } = object.props;
        const now: Props = { tags: tags ?? {}, tagsAll: tagsAll ?? {} };
        manage(context, connectionOf(context, object), object, request, now);
    },
    view: ({ world }, object) => {
        const connection = connectionFrom(world, object, object.id);
        return connection && seenBy(object, connection);
    },
    gone: toConnection.missing,
    importId: (context, named) => {
        const connection = connectionFrom(context.world, context, named);
        const { account, region: here } = context;
        const target = connection && { ...connection, account, region: here };
        return importAdopted(context, ACCEPTER, target, { vpcPeeringConnectionId: named });
    },
    seconds: { create: 5, update: 5 },
    onTimeout: "partial",
};

function connectionOf({ world }: Context, object: CloudObject): CloudObject {
    const id = text(object.props, "vpcPeeringConnectionId") ?? "";
    const connection = connectionFrom(world, object, id);
    if (connection === undefined) throw toConnection.missing(id);
    return connection;
}

const isSamePlace = (one: CloudObject, other: CloudObject): boolean =>
    one.account === other.account && one.region === other.region;

function manage(
    context: Context,
    connection: CloudObject,
    object: CloudObject,
    request: { asked: Props; seen: Props },
    shared: Props,
): void {
    if (request.asked.autoAccept === true) accept(context, connection);
    setOptions(context, connection, request, notActiveYet);
    if (isSamePlace(connection, object)) Object.assign(connection.props, shared);
    context.world.put(connection);
    const { accepter: _, requester: __, ...own } = object.props;
    object.props = own;
}

function seenBy(object: CloudObject, { props, ...connection }: CloudObject): Props {
    const whole = { ...connection, props };
    const [own, other] = [endOf(whole, "requester"), endOf(whole, "accepter")];
    const fromFar = object.account === other.account && object.account !== own.account;
    const { tags, tagsAll, acceptStatus, peerRegion } = props;
    return {
        ...optionsNow(whole),
        ...(isSamePlace(whole, object) ? { tags: tags ?? {}, tagsAll: tagsAll ?? {} } : {}),
        acceptStatus: acceptStatus ?? "",
        peerRegion: peerRegion ?? "",
        peerOwnerId: fromFar ? own.account : other.account,
        peerVpcId: fromFar ? own.vpcId : other.vpcId,
        vpcId: fromFar ? other.vpcId : own.vpcId,
    };
}
