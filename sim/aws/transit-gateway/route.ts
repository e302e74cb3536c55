/**
 * A static route of a transit gateway. Sources: EC2 API reference (CreateTransitGatewayRoute), VPC Transit Gateway guide
 * (quotas: all routes of all tables together), Terraform AWS provider (a route whose attachment is gone is read as a
 * blackhole). A static route with the destination of a propagated one takes its place without a word, as in the cloud.
 */
import { bool, CloudError, str, type CheckFailure, type ResourceType } from "../../core/definition";
import { networkOf } from "../../core/prefix";
import { isEmpty, text, UNKNOWN, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { VPC } from "../ec2/codes";
import { region } from "../place";
import {
    limitExceeded,
    PROPAGATION,
    refusePrefix,
    ROUTE,
    ROUTE_TABLE,
    toAttachment,
    toRouteTable,
    VPC_ATTACHMENT,
} from "./codes";
import { gatewayOf, tableOf, usableAttachment } from "./lookup";

export const route: ResourceType = {
    token: ROUTE,
    noun: "EC2 Transit Gateway Route",
    id: (inputs) => [text(inputs, "transitGatewayRouteTableId"), text(inputs, "destinationCidrBlock")].join("_"),
    properties: {
        region,
        destinationCidrBlock: str({ required: true, immutable: true, refuse: refusePrefix }),
        blackhole: bool({ default: false, immutable: true }),
        transitGatewayAttachmentId: str({ immutable: true, ref: { ...toAttachment, holds: false } }),
        transitGatewayRouteTableId: str({ required: true, immutable: true, ref: { ...toRouteTable, part: true } }),
    },
    check: oneTarget,
    canonical: (inputs) => {
        const destination = text(inputs, "destinationCidrBlock");
        return destination === undefined ? inputs : { ...inputs, destinationCidrBlock: networkOf(destination) };
    },
    quota: {
        name: "routes-per-transit-gateway",
        limit: 10_000,
        used: (world, draft) => {
            const gateway = gatewayOf(world, tableOf(world, draft));
            const tables = gateway === undefined ? [] : world.referrers(gateway, ROUTE_TABLE);
            return tables.reduce((sum, table) => sum + destinationsOf(world, table).size, 0);
        },
        exceeded: (limit) => limitExceeded("routes of a transit gateway", limit),
    },
    create: (context, draft) => {
        if (draft.props.blackhole !== true) usableAttachment(context, draft);
        if (context.world.get(ROUTE, draft, draft.id) !== undefined) {
            throw new CloudError(
                "RouteAlreadyExists",
                `Route ${text(draft.props, "destinationCidrBlock") ?? ""} already exists in Transit Gateway Route Table ` +
                    `${text(draft.props, "transitGatewayRouteTableId") ?? ""}.`,
            );
        }
    },
    view: ({ world }, object): Props => {
        const attachment = text(object.props, "transitGatewayAttachmentId");
        if (attachment === undefined || world.resolve(toAttachment, object, attachment) !== undefined) return {};
        return { blackhole: true, transitGatewayAttachmentId: "" };
    },
    seconds: { create: 5, delete: 5 },
    onTimeout: "partial",
};

/**
 * A route has one target: an attachment, or none and then it is a blackhole. Given both, AWS ignores the attachment and
 * every later deployment would replace the route.
 */
function oneTarget(inputs: Props): CheckFailure[] {
    const fail = (reason: string): CheckFailure[] => [{ property: "transitGatewayAttachmentId", reason }];
    const attached = !isEmpty(inputs.transitGatewayAttachmentId);
    if (inputs.blackhole === UNKNOWN) return [];
    if (inputs.blackhole === true) {
        return attached ? fail('Conflicting configuration: "transitGatewayAttachmentId" and "blackhole"') : [];
    }
    return attached ? [] : fail('"transitGatewayAttachmentId" is required unless "blackhole" is true');
}

/** What a table has a route to: where a propagated route and a static one meet, there is one. */
function destinationsOf(world: World, table: CloudObject): Set<string> {
    const statics = world.referrers(table, ROUTE).flatMap((r) => text(r.props, "destinationCidrBlock") ?? []);
    const propagated = world.referrers(table, PROPAGATION).flatMap((p) => prefixesOf(world, p));
    return new Set([...statics, ...propagated]);
}

/** What an attachment propagates: the blocks of its VPC. */
function prefixesOf(world: World, propagation: CloudObject): string[] {
    const attachment = world.get(
        VPC_ATTACHMENT,
        propagation,
        text(propagation.props, "transitGatewayAttachmentId") ?? "",
    );
    const vpc = world.get(VPC, propagation, text(propagation.props, "resourceId") ?? "");
    const blocks = [
        text(vpc?.props ?? {}, "cidrBlock"),
        attachment?.props.ipv6Support === "enable" ? text(vpc?.props ?? {}, "ipv6CidrBlock") : undefined,
    ];
    return blocks.filter((block) => block !== undefined);
}
