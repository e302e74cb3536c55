/** Resource types that the hub side reads, by their tokens; and what a property is once it is settled which resource it means. */
import type { Reason } from "../../../reason";

const TGW = "aws:ec2transitgateway";
export const TRANSIT_GATEWAY = `${TGW}/transitGateway:TransitGateway`;
export const ROUTE_TABLE = `${TGW}/routeTable:RouteTable`;
export const ASSOCIATION = `${TGW}/routeTableAssociation:RouteTableAssociation`;
export const PROPAGATION = `${TGW}/routeTablePropagation:RouteTablePropagation`;
export const DEFAULT_ASSOCIATION = `${TGW}/defaultRouteTableAssociation:DefaultRouteTableAssociation`;
export const DEFAULT_PROPAGATION = `${TGW}/defaultRouteTablePropagation:DefaultRouteTablePropagation`;
export const POLICY_ASSOCIATION = `${TGW}/policyTableAssociation:PolicyTableAssociation`;
export const ROUTE = `${TGW}/route:Route`;
export const PREFIX_LIST_REFERENCE = `${TGW}/prefixListReference:PrefixListReference`;
export const VPC_ATTACHMENT = `${TGW}/vpcAttachment:VpcAttachment`;
export const VPC_ACCEPTER = `${TGW}/vpcAttachmentAccepter:VpcAttachmentAccepter`;
export const PEERING = `${TGW}/peeringAttachment:PeeringAttachment`;
export const PEERING_ACCEPTER = `${TGW}/peeringAttachmentAccepter:PeeringAttachmentAccepter`;
export const CONNECT = `${TGW}/connect:Connect`;

export const VPCS = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];
export const SUBNETS = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"];

export const CUSTOMER_GATEWAY = "aws:ec2/customerGateway:CustomerGateway";
export const VPN_CONNECTION = "aws:ec2/vpnConnection:VpnConnection";
export const VPN_CONCENTRATOR = "aws:ec2/vpnConcentrator:VpnConcentrator";
export const VPN_ROUTE = "aws:ec2/vpnConnectionRoute:VpnConnectionRoute";
export const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
export const VPN_GATEWAY_ATTACHMENT = "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment";
export const DX_ASSOCIATION = "aws:directconnect/gatewayAssociation:GatewayAssociation";

export const SHARE = "aws:ram/resourceShare:ResourceShare";
export const SHARED_RESOURCE = "aws:ram/resourceAssociation:ResourceAssociation";
export const SHARED_WITH = "aws:ram/principalAssociation:PrincipalAssociation";
export const SHARE_ACCEPTER = "aws:ram/resourceShareAccepter:ResourceShareAccepter";

/** What is settled, or why it is not and what it may be. No candidates: it may be anything. */
export type Settled<T> = { readonly value: T } | { readonly reason: Reason; readonly candidates: readonly T[] };
