/**
 * EC2's refusals. Codes are those of "Error codes for the Amazon EC2 API"; messages follow what the API prints.
 */
import { CloudError, type Reference } from "../../core/definition";
import { AWS_PREFIX_LISTS } from "./endpoint/services";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE = "aws:ec2/route:Route";
export const ROUTE_TABLE_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const MAIN_ROUTE_TABLE_ASSOCIATION = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const VPC_PEERING_CONNECTION = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const TRANSIT_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
export const TRANSIT_GATEWAY_VPC_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";

const missing = (code: string, noun: string) => (id: string) =>
    new CloudError(code, `The ${noun} '${id}' does not exist`);

export const toVpc: Reference = { to: [VPC], missing: missing("InvalidVpcID.NotFound", "vpc ID") };

export const toSubnet: Reference = { to: [SUBNET], missing: missing("InvalidSubnetID.NotFound", "subnet ID") };

export const toRouteTable: Reference = {
    to: [ROUTE_TABLE],
    missing: missing("InvalidRouteTableID.NotFound", "routeTable ID"),
};

export const toSecurityGroup: Reference = {
    to: [SECURITY_GROUP],
    missing: missing("InvalidGroup.NotFound", "security group"),
};

/** A gateway may be shared by another account; a route that points at one does not keep it. */
export const toTransitGateway: Reference = {
    to: [TRANSIT_GATEWAY],
    within: "anywhere",
    holds: false,
    missing: (id) =>
        new CloudError("InvalidTransitGatewayID.NotFound", `The transitGateway ID '${id}' does not exist.`),
};

/** A route does not keep what it points at. Without a type, none can exist: Pulumi only looks such things up. */
function toTarget(type: string | undefined, code: string, noun: string): Reference {
    return { to: type === undefined ? [] : [type], holds: false, missing: missing(code, noun) };
}

export const toPrefixList: Reference = {
    to: ["aws:ec2/managedPrefixList:ManagedPrefixList"],
    except: AWS_PREFIX_LISTS,
    missing: (id) => new CloudError("InvalidPrefixListID.NotFound", `The prefix list (${id}) does not exist.`),
};

export const toGateway: Reference = {
    ...toTarget("aws:ec2/internetGateway:InternetGateway", "InvalidGatewayID.NotFound", "gateway ID"),
    to: ["aws:ec2/internetGateway:InternetGateway", "aws:ec2/vpnGateway:VpnGateway"],
};

export const toVpnGateway = toTarget("aws:ec2/vpnGateway:VpnGateway", "InvalidVpnGatewayID.NotFound", "vpnGateway ID");

export const toEgressOnlyGateway = toTarget(
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    "InvalidGatewayID.NotFound",
    "gateway ID",
);

export const toCarrierGateway = toTarget(
    "aws:ec2/carrierGateway:CarrierGateway",
    "InvalidCarrierGatewayID.NotFound",
    "carrierGateway ID",
);

/** Local gateways come with Outposts. */
export const toLocalGateway = toTarget(undefined, "InvalidLocalGatewayID.NotFound", "localGateway ID");

export const toNatGateway = toTarget("aws:ec2/natGateway:NatGateway", "InvalidNatGatewayID.NotFound", "natGateway ID");

export const toNetworkInterface = toTarget(
    "aws:ec2/networkInterface:NetworkInterface",
    "InvalidNetworkInterfaceID.NotFound",
    "networkInterface ID",
);

export const toVpcEndpoint = toTarget(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "InvalidVpcEndpointId.NotFound",
    "Vpc Endpoint Id",
);

/** Either side may route to it, from its own account and region; a route does not keep it. */
export const toPeeringConnection: Reference = {
    to: [VPC_PEERING_CONNECTION],
    within: "anywhere",
    holds: false,
    missing: missing("InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection ID"),
};

export const toCoreNetwork = toTarget(
    "aws:networkmanager/coreNetwork:CoreNetwork",
    "InvalidCoreNetworkArn.NotFound",
    "core network arn",
);

/** AWS documents no code of its own for these. */
export const toOdbNetwork = toTarget("aws:odb/network:Network", "InvalidParameterValue", "odb network arn");

export function dependencyViolation(noun: string, id: string): CloudError {
    return new CloudError("DependencyViolation", `The ${noun} '${id}' has dependencies and cannot be deleted.`);
}

/** Two things that belong to different VPCs, each as "subnet subnet-0123". */
export function differentNetworks(one: string, other: string): CloudError {
    return new CloudError("InvalidParameterValue", `${one} and ${other} belong to different networks`);
}
