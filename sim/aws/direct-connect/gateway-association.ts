/**
 * A transit gateway at a Direct Connect gateway: its attachment is made along with it. Virtual private gateways, and gateways
 * of other accounts, are not modelled. Sources: Direct Connect API reference (CreateDirectConnectGatewayAssociation: prefixes
 * are required for a transit gateway), Direct Connect user guide (transit gateway associations: the ASNs of both differ; 20
 * prefixes for each), Terraform AWS provider (form of the id, what is replaced).
 */
import { randomUUID } from "node:crypto";
import { set, str, type ResourceType } from "../../core/definition";
import { refuseIpv4Prefix } from "../../core/prefix";
import { text, texts, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { attachToHub } from "../ec2/vpn/attaching-to-hub";
import { VPN_CONNECTION } from "../ec2/vpn/codes";
import { region } from "../place";
import { toTransitGateway, TRANSIT_GATEWAY } from "../transit-gateway/codes";
import { clientException, DX_ASSOCIATION, DX_GATEWAY, toDxGateway } from "./codes";

const MOST_PREFIXES = 20;

export const dxGatewayAssociation: ResourceType = {
    token: DX_ASSOCIATION,
    noun: "Direct Connect Gateway Association",
    id: (inputs) => `ga-${text(inputs, "dxGatewayId") ?? ""}${text(inputs, "associatedGatewayId") ?? ""}`,
    properties: {
        region,
        allowedPrefixes: set(str({ refuse: refuseIpv4Prefix }), { computed: true, refuse: refuseMany }),
        associatedGatewayId: str({ required: true, immutable: true, ref: toTransitGateway }),
        dxGatewayId: str({ required: true, immutable: true, ref: toDxGateway }),
        associatedGatewayOwnerAccountId: str({ output: true }),
        associatedGatewayType: str({ output: true }),
        dxGatewayAssociationId: str({ output: true }),
        dxGatewayOwnerAccountId: str({ output: true }),
        transitGatewayAttachmentId: str({ output: true }),
    },
    create: ({ world }, draft) => {
        const { hub, gateway } = endsOf(world, draft);
        if (texts(draft.props, "allowedPrefixes").length === 0) {
            throw clientException("An association with a transit gateway needs allowed prefixes.");
        }
        if (hub !== undefined && hub.props.amazonSideAsn === Number(gateway?.props.amazonSideAsn)) {
            throw clientException(
                "The ASN of the transit gateway must differ from that of the Direct Connect gateway.",
            );
        }
        Object.assign(draft.props, {
            associatedGatewayOwnerAccountId: draft.account,
            associatedGatewayType: "transitGateway",
            dxGatewayAssociationId: randomUUID(),
            dxGatewayOwnerAccountId: gateway?.account ?? "",
            transitGatewayAttachmentId:
                hub === undefined ? "" : attachToHub(world, hub, draft, "direct-connect-gateway"),
        });
    },
    remove: ({ world }, object) => {
        const attachment = text(object.props, "transitGatewayAttachmentId");
        const carried = world
            .all(VPN_CONNECTION, object)
            .find(({ props }) => props.transportTransitGatewayAttachmentId === attachment);
        // That it is refused no document says; without it the connections would hang in the air.
        if (carried !== undefined) throw clientException(`The VPN connection ${carried.id} uses the attachment.`);
    },
    importId: (_, named) => {
        const [gateway, associated, ...more] = named.split("/");
        if (associated !== undefined && more.length === 0) return `ga-${gateway}${associated}`;
        throw new Error(`unexpected format of ID (${named}), expected dx_gateway_id/associated_gateway_id`);
    },
    gone: (id) => clientException(`Direct Connect Gateway Association ${id} does not exist.`),
    seconds: { create: 600, update: 300, delete: 600 },
    onTimeout: "partial",
};

function endsOf(world: World, { props, account, region: at }: CloudObject) {
    return {
        hub: world.get(TRANSIT_GATEWAY, { account, region: at }, text(props, "associatedGatewayId") ?? ""),
        gateway: world.all(DX_GATEWAY, { account }).find(({ id }) => id === text(props, "dxGatewayId")),
    };
}

function refuseMany(value: Value): string | undefined {
    return Array.isArray(value) && value.length > MOST_PREFIXES
        ? `attribute supports ${MOST_PREFIXES} item maximum, but config has ${value.length} declared`
        : undefined;
}
