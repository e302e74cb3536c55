/**
 * Names of what Site-to-Site VPN is made of, and what EC2 answers about it. Codes: "Error codes for the Amazon EC2 API".
 * Messages: what the API prints, as far as public bug reports quote it.
 */
import { CloudError, type Reference } from "../../../core/definition";
import { VPN_ATTACHMENT } from "../../transit-gateway/codes";

export const CUSTOMER_GATEWAY = "aws:ec2/customerGateway:CustomerGateway";
export const VPN_CONCENTRATOR = "aws:ec2/vpnConcentrator:VpnConcentrator";
export const VPN_CONNECTION = "aws:ec2/vpnConnection:VpnConnection";
export const VPN_CONNECTION_ROUTE = "aws:ec2/vpnConnectionRoute:VpnConnectionRoute";
export const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
export const VPN_GATEWAY_ATTACHMENT = "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment";
export const VPN_GATEWAY_ROUTE_PROPAGATION = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";

const missing = (code: string, noun: string) => (id: string) =>
    new CloudError(code, `The ${noun} '${id}' does not exist`);

export const toCustomerGateway: Reference = {
    to: [CUSTOMER_GATEWAY],
    missing: missing("InvalidCustomerGatewayID.NotFound", "customerGateway ID"),
};

/** For what keeps the gateway; a route that points at it does not. */
export const toHeldVpnGateway: Reference = {
    to: [VPN_GATEWAY],
    missing: missing("InvalidVpnGatewayID.NotFound", "vpnGateway ID"),
};

export const toVpnConcentrator: Reference = {
    to: [VPN_CONCENTRATOR],
    missing: missing("InvalidVpnConcentratorID.NotFound", "vpnConcentrator ID"),
};

export const toVpnConnection: Reference = {
    to: [VPN_CONNECTION],
    missing: missing("InvalidVpnConnectionID.NotFound", "vpnConnection ID"),
};

/** An attachment of a Direct Connect gateway: of any other one the connection itself is refused. */
export const toDirectConnectAttachment: Reference = {
    to: [VPN_ATTACHMENT],
    missing: (id) =>
        new CloudError(
            "InvalidTransitGatewayAttachmentID.NotFound",
            `Transit Gateway Attachment ${id} was deleted or does not exist.`,
        ),
};

export const inUse = (noun: string): CloudError => new CloudError("IncorrectState", `The ${noun} is in use.`);

export const invalidValue = (message: string): CloudError => new CloudError("InvalidParameterValue", message);

export const invalidCombination = (message: string): CloudError =>
    new CloudError("InvalidParameterCombination", message);

/** The limits of connections, of a region, of a VPN gateway and of a VPN concentrator, share one code. */
export const tooManyConnections = (): CloudError =>
    new CloudError("VpnConnectionLimitExceeded", "The maximum number of VPN connections has been reached.");
