/**
 * A VPN concentrator: one attachment of a transit gateway for the connections of many small sites. Sources: EC2 API reference
 * (CreateVpnConcentrator, DeleteVpnConcentrator), Site-to-Site VPN user guide (at transit gateways only, BGP only), Terraform
 * AWS provider (arguments, form of the id, nothing but tags is changed in place).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { region, tagging } from "../../place";
import { toTransitGateway } from "../../transit-gateway/codes";
import { gatewayOf } from "../../transit-gateway/lookup";
import { attachToHub } from "./attaching-to-hub";
import { inUse, toVpnConcentrator, VPN_CONCENTRATOR } from "./codes";

/** Site-to-Site VPN quotas. Their codes stand in no document. */
const PER_GATEWAY = 5;
const tooMany = (): CloudError =>
    new CloudError("VpnConcentratorLimitExceeded", "The maximum number of VPN concentrators has been reached.");

export const vpnConcentrator: ResourceType = {
    token: VPN_CONCENTRATOR,
    noun: "EC2 VPN Concentrator",
    id: "vcn",
    properties: {
        region,
        ...tagging,
        transitGatewayId: str({ required: true, immutable: true, ref: toTransitGateway }),
        type: str({ required: true, immutable: true, oneOf: ["ipsec.1"] }),
        transitGatewayAttachmentId: str({ output: true }),
        vpnConcentratorId: str({ output: true }),
    },
    quota: { name: "vpn-concentrators-per-region", limit: 50, exceeded: tooMany },
    create: ({ world }, draft) => {
        const hub = gatewayOf(world, draft);
        const others = world.all(VPN_CONCENTRATOR, draft).filter(({ props }) => props.transitGatewayId === hub?.id);
        const limit = world.quota("vpn-concentrators-per-transit-gateway", PER_GATEWAY);
        if (others.length >= limit) throw tooMany();
        draft.props.vpnConcentratorId = draft.id;
        draft.props.transitGatewayAttachmentId =
            hub === undefined ? "" : attachToHub(world, hub, draft, "vpn-concentrator");
    },
    inUse: () => inUse("VPN concentrator"),
    gone: toVpnConcentrator.missing,
    seconds: { create: 240, update: 1, delete: 240 },
    onTimeout: "bare",
};
