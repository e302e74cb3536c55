/**
 * The names of transit gateway types, and what EC2 answers about them. Codes and messages are those that the API gives.
 *
 * For the quotas AWS documents no codes. `TransitGatewayLimitExceeded` is what the API answers for gateways, and the only
 * such code that AWS's own CloudFormation handlers of gateways, attachments and route tables know; it stands for all.
 */
import { CloudError, str, type Property, type Reference } from "../../core/definition";
import { parsePrefix, refuseIpv4Prefix, refuseIpv6Prefix } from "../../core/prefix";
import type { Value } from "../../core/values";
import { SUBNET } from "../ec2/codes";

const MODULE = "aws:ec2transitgateway";
export const TRANSIT_GATEWAY = `${MODULE}/transitGateway:TransitGateway`;
export const VPC_ATTACHMENT = `${MODULE}/vpcAttachment:VpcAttachment`;
export const PEERING_ATTACHMENT = `${MODULE}/peeringAttachment:PeeringAttachment`;
/** The peering as the accepter's side sees it: there from the request on, managed from the acceptance on. */
export const PEERING_ACCEPTER = `${MODULE}/peeringAttachmentAccepter:PeeringAttachmentAccepter`;
/** AWS makes it along with a VPN connection or concentrator; the provider has no resource for it. */
export const VPN_ATTACHMENT = `${MODULE}/vpnAttachment:VpnAttachment`;
export const ROUTE_TABLE = `${MODULE}/routeTable:RouteTable`;
export const ASSOCIATION = `${MODULE}/routeTableAssociation:RouteTableAssociation`;
export const PROPAGATION = `${MODULE}/routeTablePropagation:RouteTablePropagation`;
export const ROUTE = `${MODULE}/route:Route`;
export const DEFAULT_ASSOCIATION = `${MODULE}/defaultRouteTableAssociation:DefaultRouteTableAssociation`;
export const DEFAULT_PROPAGATION = `${MODULE}/defaultRouteTablePropagation:DefaultRouteTablePropagation`;

const gone = (code: string, noun: string) => (id: string) =>
    new CloudError(`${code}.NotFound`, `${noun} ${id} was deleted or does not exist.`);

export const toTransitGateway: Reference = {
    to: [TRANSIT_GATEWAY],
    missing: gone("InvalidTransitGatewayID", "Transit Gateway"),
};

export const toRouteTable: Reference = {
    to: [ROUTE_TABLE],
    missing: gone("InvalidRouteTableID", "Transit Gateway Route Table"),
};

/** Any attachment that can be named in a region: of its VPCs and VPN connections, and peerings requested or accepted there. */
export const toAttachment: Reference = {
    to: [VPC_ATTACHMENT, PEERING_ATTACHMENT, PEERING_ACCEPTER, VPN_ATTACHMENT],
    missing: gone("InvalidTransitGatewayAttachmentID", "Transit Gateway Attachment"),
};

export const toPeering: Reference = {
    to: [PEERING_ACCEPTER, PEERING_ATTACHMENT],
    missing: gone("InvalidTransitGatewayAttachmentID", "Transit Gateway Peering Attachment"),
    holds: false,
};

export const toAttachedSubnet: Reference = { to: [SUBNET], missing: gone("InvalidSubnetID", "Subnet") };

export function limitExceeded(what: string, limit: number): CloudError {
    return new CloudError("TransitGatewayLimitExceeded", `The maximum number of ${what} (${limit}) has been reached.`);
}

export function alreadyAssociated(attachment: string): CloudError {
    return new CloudError(
        "Resource.AlreadyAssociated",
        `Transit Gateway Attachment ${attachment} is already associated to a route table.`,
    );
}

export function invalidState(attachment: string): CloudError {
    return new CloudError("IncorrectState", `${attachment} is in invalid state`);
}

/** A transit gateway option. */
export const option = (options: Omit<Property, "shape" | "of" | "members" | "oneOf"> = {}): Property =>
    str({ ...options, oneOf: ["enable", "disable"] });

/** For `refuse`: an IPv4 or IPv6 prefix without host bits. */
export function refusePrefix(value: Value): string | undefined {
    const kind = parsePrefix(value as string)?.[0].kind();
    if (kind === undefined) return `${JSON.stringify(value)} is not a valid CIDR block`;
    return kind === "ipv4" ? refuseIpv4Prefix(value) : refuseIpv6Prefix(value);
}
