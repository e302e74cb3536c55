/** Type tokens of the resources around a VPC, by what they are. Some have an older token that still works. */

export const VPC_TYPES = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"] as const;
export const SUBNET_TYPES = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"] as const;
export const TABLE_TYPES = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"] as const;
export const ACL_TYPES = ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"] as const;
export const GROUP_TYPES = [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
] as const;
export const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const EGRESS_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";
export const NAT = "aws:ec2/natGateway:NatGateway";
export const EIP = "aws:ec2/eip:Eip";
export const INSTANCE = "aws:ec2/instance:Instance";
export const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const PEERING_ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
export const PREFIX_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
export const HUB = "aws:ec2transitgateway/transitGateway:TransitGateway";
export const HUB_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";

/** Load balancing has had four names. */
const balancing = (type: string): readonly string[] =>
    ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"].map(
        (module) => `aws:${module}/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
    );
export const BALANCER_TYPES = balancing("LoadBalancer");
export const LISTENER_TYPES = balancing("Listener");
export const LISTENER_RULE_TYPES = balancing("ListenerRule");
export const TARGET_GROUP_TYPES = balancing("TargetGroup");
export const TARGET_TYPES = balancing("TargetGroupAttachment");

/** All that the VPC side reads. */
export const READ_TYPES: readonly string[] = [
    ...VPC_TYPES,
    ...SUBNET_TYPES,
    ...TABLE_TYPES,
    ...ACL_TYPES,
    ...GROUP_TYPES,
    GATEWAY,
    EGRESS_GATEWAY,
    NAT,
    EIP,
    INSTANCE,
    INTERFACE,
    ENDPOINT,
    PEERING,
    PEERING_ACCEPTER,
    PREFIX_LIST,
    ...BALANCER_TYPES,
    ...LISTENER_TYPES,
    ...LISTENER_RULE_TYPES,
    ...TARGET_GROUP_TYPES,
    ...TARGET_TYPES,
    ...[
        "eipAssociation:EipAssociation",
        "internetGatewayAttachment:InternetGatewayAttachment",
        "mainRouteTableAssociation:MainRouteTableAssociation",
        "managedPrefixListEntry:ManagedPrefixListEntry",
        "natGatewayEipAssociation:NatGatewayEipAssociation",
        "networkAclAssociation:NetworkAclAssociation",
        "networkAclRule:NetworkAclRule",
        "networkInterfaceAttachment:NetworkInterfaceAttachment",
        "networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
        "route:Route",
        "routeTableAssociation:RouteTableAssociation",
        "securityGroupAssociation:SecurityGroupAssociation",
        "securityGroupRule:SecurityGroupRule",
        "vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
        "vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
        "vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
        "vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
        "vpnGatewayRoutePropagation:VpnGatewayRoutePropagation",
    ].map((type) => `aws:ec2/${type}`),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];
