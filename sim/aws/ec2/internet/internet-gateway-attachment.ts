/**
 * The attachment of an internet gateway as a resource of its own. EC2 keeps it with the gateway, without an id. Sources: EC2
 * API reference (AttachInternetGateway, DetachInternetGateway), Terraform AWS provider (id, import, that it is not there
 * when the gateway is attached elsewhere).
 */
import { str, type ResourceType } from "../../../core/definition";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region } from "../../place";
import { toVpc } from "../codes";
import { attach, detach } from "./attaching";
import { INTERNET_GATEWAY, INTERNET_GATEWAY_ATTACHMENT, toInternetGateway } from "./codes";

export const internetGatewayAttachment: ResourceType = {
    token: INTERNET_GATEWAY_ATTACHMENT,
    noun: "EC2 Internet Gateway Attachment",
    id: attachmentId,
    properties: {
        region,
        internetGatewayId: str({ required: true, immutable: true, ref: { ...toInternetGateway, part: true } }),
        // The gateway itself keeps the VPC.
        vpcId: str({ required: true, immutable: true, ref: { ...toVpc, holds: false } }),
    },
    create: ({ world }, draft) => {
        const gateway = gatewayOf(world, draft);
        if (gateway === undefined) return;
        attach(world, gateway, text(draft.props, "vpcId") ?? "");
        world.put(gateway);
    },
    remove: ({ world }, object) => {
        const gateway = gatewayOf(world, object);
        if (gateway === undefined || gateway.props.vpcId !== object.props.vpcId) return;
        detach(world, gateway);
        world.put(gateway);
    },
    view: ({ world }, object) => (gatewayOf(world, object)?.props.vpcId === object.props.vpcId ? {} : undefined),
    gone: (id) => toInternetGateway.missing(id.split(":")[0] ?? ""),
    importId: (_, named) => {
        const [gateway = "", vpc = "", ...more] = named.split(":");
        if (gateway !== "" && vpc !== "" && more.length === 0) return named;
        throw new Error(`unexpected format for ID (${named}), expected INTERNET-GATEWAY-ID:VPC-ID`);
    },
    seconds: { create: 1, delete: 1 },
    // The provider waits for public addresses to go, which are often deleted at the same time.
    repeatedDelete: { codes: ["DependencyViolation"], seconds: 1200 },
    onTimeout: "bare",
};

function attachmentId(inputs: Props): string {
    return `${text(inputs, "internetGatewayId") ?? ""}:${text(inputs, "vpcId") ?? ""}`;
}

function gatewayOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(INTERNET_GATEWAY, object, text(object.props, "internetGatewayId") ?? "");
}
