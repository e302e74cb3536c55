/**
 * The attachment of a VPN gateway to a VPC, whoever asks for it: the gateway itself or a resource of its own. The gateway
 * keeps it, in `vpcId`. Sources: EC2 API reference (AttachVpnGateway, DetachVpnGateway), "Error codes for the Amazon EC2 API"
 * (InvalidVpcState: the VPC already has a virtual private gateway; VpnGatewayAttachmentLimitExceeded).
 */
import { CloudError } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { VPC } from "../codes";
import { VPN_GATEWAY } from "./codes";

/** Sets `vpcId` of the gateway; storing it is left to the caller. */
export function attach(world: World, gateway: CloudObject, vpcId: string): void {
    const vpc = world.get(VPC, gateway, vpcId);
    if (vpc !== undefined && world.referrers(vpc, VPN_GATEWAY).length > 0) {
        throw new CloudError("InvalidVpcState", `VPC ${vpcId} is currently attached to the Virtual Private Gateway.`);
    }
    if (text(gateway.props, "vpcId") !== undefined) {
        throw new CloudError(
            "VpnGatewayAttachmentLimitExceeded",
            "The maximum number of virtual private gateway attachments has been reached.",
        );
    }
    gateway.props.vpcId = vpcId;
}

/** Takes `vpcId` away; storing it is left to the caller. Connections stay, and so do routes, which lead nowhere then. */
export function detach(gateway: CloudObject): void {
    gateway.props.vpcId = "";
}
