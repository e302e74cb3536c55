/**
 * The attachment of a VPN gateway as a resource of its own. EC2 keeps it with the gateway, without an id. Sources: EC2 API
 * reference (AttachVpnGateway, DetachVpnGateway), Terraform AWS provider (id, that it cannot be imported, that it is not there
 * when the gateway is attached elsewhere).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region } from "../../place";
import { toVpc } from "../codes";
import { hashCode } from "../hash-code";
import { attach, detach } from "./attaching";
import { toHeldVpnGateway, VPN_GATEWAY, VPN_GATEWAY_ATTACHMENT } from "./codes";

export const vpnGatewayAttachment: ResourceType = {
    token: VPN_GATEWAY_ATTACHMENT,
    noun: "EC2 VPN Gateway Attachment",
    id: attachmentId,
    properties: {
        region,
        // The gateway itself keeps the VPC.
        vpcId: str({ required: true, immutable: true, ref: { ...toVpc, holds: false } }),
        vpnGatewayId: str({ required: true, immutable: true, ref: { ...toHeldVpnGateway, part: true } }),
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
        detach(gateway);
        world.put(gateway);
    },
    view: ({ world }, object) => (gatewayOf(world, object)?.props.vpcId === object.props.vpcId ? {} : undefined),
    gone: (id) => new CloudError("InvalidVpnGatewayAttachment.NotFound", `The attachment '${id}' does not exist`),
    importId: () => undefined,
    seconds: { create: 20, delete: 20 },
    onTimeout: "partial",
};

/** As the provider makes it up: from a checksum of both ids, in hexadecimal digits. */
function attachmentId(inputs: Props): string {
    const both = `${text(inputs, "vpcId") ?? ""}-${text(inputs, "vpnGatewayId") ?? ""}`;
    return `vpn-attachment-${hashCode(both).toString(16)}`;
}

function gatewayOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(VPN_GATEWAY, object, text(object.props, "vpnGatewayId") ?? "");
}
