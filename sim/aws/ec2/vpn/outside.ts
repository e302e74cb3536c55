/**
 * The outside of private connections: both ends have private addresses, and packets go over the attachment of a Direct Connect
 * gateway. Sources: Site-to-Site VPN user guide, "Private IP VPN with Direct Connect" (of transit gateways only; their CIDR
 * blocks are where the addresses of AWS come from; private addresses of the device), EC2 API reference
 * (VpnConnectionOptionsSpecification). The codes are those that EC2 has for such requests; no document gives them.
 */
import ipaddr from "ipaddr.js";
import { covers, isIpv4 } from "../../../core/prefix";
import { text, texts } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { VPN_ATTACHMENT } from "../../transit-gateway/codes";
import { gatewayOf } from "../../transit-gateway/lookup";
import { invalidCombination, invalidValue, toDirectConnectAttachment } from "./codes";

/** RFC 1918 and RFC 6598. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** The addresses of both endpoints of AWS; undefined for public ones. */
export function outsideOf(
    world: World,
    draft: CloudObject,
    device: CloudObject,
): readonly [string, string] | undefined {
    if (draft.props.outsideIpAddressType !== "PrivateIpv4") return undefined;
    // A concentrator says itself that it has none.
    if (text(draft.props, "vpnConcentratorId") !== undefined) return undefined;
    const hub = gatewayOf(world, draft);
    if (hub === undefined) {
        throw invalidCombination("Private IP VPN connections are supported on a transit gateway only.");
    }
    if (draft.props.enableAcceleration === true) {
        throw invalidCombination("Private IP VPN connections do not support acceleration.");
    }
    demandTransport(world, draft, hub);
    const address = text(device.props, "ipAddress") ?? "";
    if (!PRIVATE.some((block) => covers(block, `${address}/32`))) {
        throw invalidValue(`The customer gateway ${device.id} has no private IP address, which PrivateIpv4 needs.`);
    }
    const block = texts(hub.props, "transitGatewayCidrBlocks").find(isIpv4);
    if (block === undefined) {
        throw invalidValue(`The transit gateway ${hub.id} has no IPv4 CIDR block for private IP addresses.`);
    }
    return [addressIn(block, 2 * draft.serial + 2), addressIn(block, 2 * draft.serial + 1)];
}

/** An attachment of a Direct Connect gateway to the same transit gateway. */
function demandTransport(world: World, draft: CloudObject, hub: CloudObject): void {
    const id = text(draft.props, "transportTransitGatewayAttachmentId") ?? "";
    const transport = world.get(VPN_ATTACHMENT, draft, id);
    const isOfHub = transport?.props.transitGatewayId === hub.id;
    if (transport === undefined || !isOfHub) throw toDirectConnectAttachment.missing(id);
    if (transport.props.resourceType !== "direct-connect-gateway") {
        throw invalidValue(`The attachment ${id} is not of a Direct Connect gateway.`);
    }
}

/** The n-th address of a block, which begins again at its end. */
function addressIn(block: string, n: number): string {
    const [base, length] = ipaddr.parseCIDR(block);
    const [a = 0, b = 0, c = 0, d = 0] = base.toByteArray();
    const first = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const all = first + (n % 2 ** (32 - length));
    return [24, 16, 8, 0].map((shift) => (all >>> shift) & 255).join(".");
}
