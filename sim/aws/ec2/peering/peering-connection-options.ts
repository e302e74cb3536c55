/**
 * The options of a VPC peering connection, set apart from it. Deleting the resource leaves them as they are. Source:
 * Terraform AWS provider.
 */
import { str, type Context, type ResourceType } from "../../../core/definition";
import { text, type Props } from "../../../core/values";
import type { CloudObject } from "../../../core/world";
import { region } from "../../place";
import { importAdopted } from "../adopted";
import { notPermitted, OPTIONS, sideOptions, toConnection } from "./codes";
import { connectionFrom, optionsNow, setOptions } from "./connection";

export const peeringConnectionOptions: ResourceType = {
    token: OPTIONS,
    noun: "EC2 VPC Peering Connection Options",
    id: (inputs) => text(inputs, "vpcPeeringConnectionId") ?? "",
    properties: {
        region,
        vpcPeeringConnectionId: str({ required: true, immutable: true, ref: toConnection }),
        accepter: sideOptions,
        requester: sideOptions,
    },
    create: (context, draft) => set(context, draft, { asked: draft.props, seen: {} }),
    update: (context, object, _, request) => set(context, object, request),
    view: ({ world }, object) => {
        const connection = connectionFrom(world, object, object.id);
        return connection && optionsNow(connection);
    },
    gone: toConnection.missing,
    importId: (context, named) => {
        const connection = connectionFrom(context.world, context, named);
        const { account, region: here } = context;
        const target = connection && { ...connection, account, region: here };
        return importAdopted(context, OPTIONS, target, { vpcPeeringConnectionId: named });
    },
    seconds: { create: 2, update: 2 },
    onTimeout: "partial",
};

function set(context: Context, object: CloudObject, request: { asked: Props; seen: Props }): void {
    const id = text(object.props, "vpcPeeringConnectionId") ?? "";
    const connection = connectionFrom(context.world, object, id);
    if (connection === undefined) throw toConnection.missing(id);
    setOptions(context, connection, request, ({ id: inactive }) =>
        notPermitted(`Peering ${inactive} is not active. Peering options can be added only to active peerings.`),
    );
    context.world.put(connection);
    object.props = { region: object.region, vpcPeeringConnectionId: id };
}
