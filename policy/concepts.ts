/**
 * Each concept that rules look at, with all type tokens that express it: one resource often has several, because providers
 * rename modules and keep the old names, and because a rule of a filter may be a resource of its own.
 */

const aws = (...tokens: readonly string[]): readonly string[] =>
    tokens.map((token) => {
        const [module = "", name = ""] = token.split("/");
        return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
    });

export const VPC = aws("ec2/Vpc", "ec2/DefaultVpc");
export const SECONDARY_PREFIX = aws("ec2/VpcIpv4CidrBlockAssociation", "ec2/VpcIpv6CidrBlockAssociation");
export const SUBNET = aws("ec2/Subnet", "ec2/DefaultSubnet");
export const ROUTE_TABLE = aws("ec2/RouteTable", "ec2/DefaultRouteTable");
export const ROUTE = aws("ec2/Route");
export const NAT_GATEWAY = aws("ec2/NatGateway");
export const PEERING = aws("ec2/VpcPeeringConnection");
export const PEERING_ACCEPTER = aws("ec2/VpcPeeringConnectionAccepter");
export const INSTANCE = aws("ec2/Instance");
export const NETWORK_INTERFACE = aws("ec2/NetworkInterface");
export const LAUNCH_TEMPLATE = aws("ec2/LaunchTemplate");
export const ENDPOINT = aws("ec2/VpcEndpoint");
export const ENDPOINT_SERVICE = aws("ec2/VpcEndpointService");
export const FLOW_LOG = aws("ec2/FlowLog");

export const SECURITY_GROUP = aws("ec2/SecurityGroup");
export const DEFAULT_SECURITY_GROUP = aws("ec2/DefaultSecurityGroup");
export const SECURITY_GROUP_RULE = aws("ec2/SecurityGroupRule");
export const INGRESS_RULE = aws("vpc/SecurityGroupIngressRule");
export const NETWORK_ACL = aws("ec2/NetworkAcl", "ec2/DefaultNetworkAcl");
export const NETWORK_ACL_RULE = aws("ec2/NetworkAclRule");

export const VPN_CONNECTION = aws("ec2/VpnConnection");
export const VPN_CONCENTRATOR = aws("ec2/VpnConcentrator");
export const VPN_GATEWAY = aws("ec2/VpnGateway");
export const CUSTOMER_GATEWAY = aws("ec2/CustomerGateway");
export const DIRECT_CONNECT_GATEWAY = aws("directconnect/Gateway");

export const HUB = aws("ec2transitgateway/TransitGateway");
export const HUB_TABLE = aws("ec2transitgateway/RouteTable");
export const HUB_ROUTE = aws("ec2transitgateway/Route");
export const HUB_ATTACHMENT = aws("ec2transitgateway/VpcAttachment");
export const HUB_PEERING = aws("ec2transitgateway/PeeringAttachment");
export const HUB_PEERING_ACCEPTER = aws("ec2transitgateway/PeeringAttachmentAccepter");

/** The provider knows each under the names of three modules; elasticloadbalancing… are those of programs before 2019. */
const balancing = (name: string): readonly string[] =>
    aws(`lb/${name}`, `alb/${name}`, `elasticloadbalancingv2/${name}`, `applicationloadbalancing/${name}`);
export const LOAD_BALANCER = balancing("LoadBalancer");
export const LISTENER = balancing("Listener");
export const TARGET_GROUP = balancing("TargetGroup");

export const DISTRIBUTION = aws("cloudfront/Distribution");
export const KUBERNETES_CLUSTER = aws("eks/Cluster");
export const CERTIFICATE = aws("acm/Certificate");
export const LOG_GROUP = aws("cloudwatch/LogGroup");
export const ALARM = aws("cloudwatch/MetricAlarm");

/** Versions of Azure's API that a token may name are taken away before rules see a resource. */
const azure = (module: string, name: string): readonly string[] => [`azure-native:${module}:${name}`];
export const AZURE_CONNECTION = azure("network", "VirtualNetworkGatewayConnection");
export const AZURE_GATEWAY = azure("network", "VirtualNetworkGateway");
export const AZURE_DIAGNOSTICS = azure("monitor", "DiagnosticSetting");

export const GCP_TUNNEL = ["gcp:compute/vPNTunnel:VPNTunnel"];
export const GCP_GATEWAY = ["gcp:compute/haVpnGateway:HaVpnGateway"];
