/**
 * The side of AWS at which a VPN connection ends: a transit gateway, to which AWS attaches it, a VPN concentrator, which is
 * attached to one, a VPN gateway, or none yet (as long as it waits for Cloud WAN). Sources: EC2 API reference (CreateVpnConnection, ModifyVpnConnection), VPC Transit Gateway
 * guide (VPN attachments are made and deleted with their connection; default route tables), Site-to-Site VPN user guide
 * (quotas; what large tunnels and acceleration need).
 */
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { VPN_ATTACHMENT } from "../../transit-gateway/codes";
import { detach, gatewayOf } from "../../transit-gateway/lookup";
import { attachToHub } from "./attaching-to-hub";
import {
    invalidCombination,
    invalidValue,
    tooManyConnections,
    VPN_CONCENTRATOR,
    VPN_CONNECTION,
    VPN_GATEWAY,
} from "./codes";
import { asnOf } from "./customer-gateway";

const CONNECTIONS_PER_VPN_GATEWAY = 10;
const SITES_PER_CONCENTRATOR = 100;

/** The ASN of AWS's side of the connection; empty where it ends nowhere yet. */
export function amazonAsn(world: World, connection: CloudObject): string {
    const concentrator = concentratorOf(world, connection);
    const hub = gatewayOf(world, concentrator ?? connection);
    const { amazonSideAsn } = (hub ?? vpnGatewayOf(world, connection))?.props ?? {};
    return typeof amazonSideAsn === "number" || typeof amazonSideAsn === "string" ? String(amazonSideAsn) : "";
}

function vpnGatewayOf(world: World, connection: CloudObject): CloudObject | undefined {
    return world.get(VPN_GATEWAY, connection, text(connection.props, "vpnGatewayId") ?? "");
}

function concentratorOf(world: World, connection: CloudObject): CloudObject | undefined {
    return world.get(VPN_CONCENTRATOR, connection, text(connection.props, "vpnConcentratorId") ?? "");
}

/** Lets the connection end at the gateway that it names. Storing the connection is left to the caller. */
export function join(world: World, connection: CloudObject, device: CloudObject): void {
    const [hub, gateway] = [gatewayOf(world, connection), vpnGatewayOf(world, connection)];
    demandFitting(connection, device);
    demandConcentrated(world, connection);
    connection.props.transitGatewayAttachmentId = hub === undefined ? "" : attachToHub(world, hub, connection, "vpn");
    if (gateway === undefined) return;
    const others = world.referrers(gateway, VPN_CONNECTION).filter((other) => other.id !== connection.id);
    if (others.length >= world.quota("vpn-connections-per-vpn-gateway", CONNECTIONS_PER_VPN_GATEWAY)) {
        throw tooManyConnections();
    }
    if (connection.props.staticRoutesOnly !== true && gateway.props.amazonSideAsn === asnOf(device.props)) {
        throw invalidValue(
            `The ASN of the customer gateway ${device.id} is that of the virtual private gateway ${gateway.id}.`,
        );
    }
}

/** The same for another gateway than before: what belonged to the attachment goes with it. */
export function rejoin(world: World, connection: CloudObject, device: CloudObject): void {
    for (const attachment of world.implicits(connection, VPN_ATTACHMENT)) {
        detach(world, attachment);
        world.remove(attachment);
    }
    join(world, connection, device);
}

/** "Large bandwidth tunnels": at a transit gateway only, without acceleration, for a device with a fixed address. */
function demandFitting({ props }: CloudObject, device: CloudObject): void {
    if (props.tunnelBandwidth !== "large") return;
    if (text(props, "transitGatewayId") === undefined) {
        throw invalidCombination("Large bandwidth tunnels are supported on a transit gateway or Cloud WAN only.");
    }
    if (props.enableAcceleration === true) {
        throw invalidCombination("Large bandwidth tunnels are not supported with acceleration.");
    }
    if (text(device.props, "ipAddress") === undefined) {
        throw invalidCombination("Large bandwidth tunnels need a customer gateway with a fixed IP address.");
    }
}

/** A concentrator stands for its transit gateway, and learns all routes by BGP. */
function demandConcentrated(world: World, connection: CloudObject): void {
    const concentrator = concentratorOf(world, connection);
    const { props } = connection;
    if (concentrator === undefined) return;
    const others = world.referrers(concentrator, VPN_CONNECTION).filter(({ id }) => id !== connection.id);
    if (others.length >= world.quota("vpn-connections-per-concentrator", SITES_PER_CONCENTRATOR)) {
        throw tooManyConnections();
    }
    const other = ["transitGatewayId", "vpnGatewayId"].find((name) => text(props, name) !== undefined);
    if (other !== undefined) {
        throw invalidCombination(`The parameters vpnConcentratorId and ${other} cannot be used together.`);
    }
    if (props.staticRoutesOnly === true) {
        throw invalidCombination("VPN connections of a VPN concentrator do not support static routes.");
    }
    if (props.outsideIpAddressType === "PrivateIpv4") {
        throw invalidCombination("VPN connections of a VPN concentrator do not support private IP addresses.");
    }
}
