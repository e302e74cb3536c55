/** Gateways and connections for the tests of Site-to-Site VPN. Tokens are written out here as the SDK registers them. */
import type { Props } from "../../sim/core/values";
import type { Deployed, SimClient } from "./sim-client";

export const CUSTOMER_GATEWAY = "aws:ec2/customerGateway:CustomerGateway";
export const VPN_CONCENTRATOR = "aws:ec2/vpnConcentrator:VpnConcentrator";
export const VPN_CONNECTION = "aws:ec2/vpnConnection:VpnConnection";
export const VPN_CONNECTION_ROUTE = "aws:ec2/vpnConnectionRoute:VpnConnectionRoute";
export const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
export const VPN_GATEWAY_ATTACHMENT = "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment";
export const VPN_GATEWAY_ROUTE_PROPAGATION = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";

const placeOf = (other: Deployed): Props => ({ region: other.state.region ?? null });

/** A device with ASN 65010 at 203.0.113.`host`. */
export function device(client: SimClient, host = 1, inputs: Props = {}): Promise<Deployed> {
    return client.create(CUSTOMER_GATEWAY, {
        bgpAsn: "65010",
        ipAddress: `203.0.113.${host}`,
        type: "ipsec.1",
        ...inputs,
    });
}

/** A VPN gateway, attached to the VPC if there is one. */
export function vpnGateway(client: SimClient, network?: Deployed, inputs: Props = {}): Promise<Deployed> {
    const attached = network === undefined ? {} : { ...placeOf(network), vpcId: network.id };
    return client.create(VPN_GATEWAY, { ...attached, ...inputs });
}

/** The argument that names the gateway at AWS's end, whatever kind it is of. */
export function endingAt(gateway: Deployed): Props {
    return gateway.type === VPN_GATEWAY ? { vpnGatewayId: gateway.id } : { transitGatewayId: gateway.id };
}

/** A connection between the device and the gateway, of whatever kind. */
export function connection(
    client: SimClient,
    from: Deployed,
    gateway: Deployed,
    inputs: Props = {},
): Promise<Deployed> {
    return client.create(VPN_CONNECTION, {
        ...placeOf(from),
        customerGatewayId: from.id,
        type: "ipsec.1",
        ...endingAt(gateway),
        ...inputs,
    });
}

/** Keys and inside addresses of their own for both tunnels: what tells them apart. */
export const APART: Props = {
    tunnel1PresharedKey: "First.key_of_the_tunnel",
    tunnel2PresharedKey: "Second.key_of_the_tunnel",
    tunnel1InsideCidr: "169.254.21.0/30",
    tunnel2InsideCidr: "169.254.22.0/30",
};
