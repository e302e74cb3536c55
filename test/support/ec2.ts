/** Networks and security groups for the tests of EC2. Tokens are written out here as the SDK registers them. */
import type { Props } from "../../sim/core/values";
import type { Deployed, SimClient } from "./sim-client";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE = "aws:ec2/route:Route";
export const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const MAIN_ASSOCIATION = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const TRANSIT_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
export const VPC_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";

/** What `diff` says when there is nothing to do. */
export const UNCHANGED = { changed: [], replaces: [] };

/** An id in the right form that names nothing. */
export const nothing = (prefix: string): string => `${prefix}-00000000000000000`;

/** The `region` property, where a test gives one. */
export function at(region: string | undefined): Props {
    return region === undefined ? {} : { region };
}

/** A VPC 10.`number`.0.0/16. */
export function vpc(client: SimClient, number = 1, inputs: Props = {}): Promise<Deployed> {
    return client.create(VPC, { cidrBlock: `10.${number}.0.0/16`, ...inputs });
}

/** A subnet 10.`number`.`third`.0/24 in the VPC of that number. */
export function subnet(client: SimClient, network: Deployed, third = 1, inputs: Props = {}): Promise<Deployed> {
    const start = (network.state.cidrBlock as string).split(".").slice(0, 2).join(".");
    return client.create(SUBNET, {
        ...sameRegion(network),
        vpcId: network.id,
        cidrBlock: `${start}.${third}.0/24`,
        ...inputs,
    });
}

export function routeTable(client: SimClient, network: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(ROUTE_TABLE, { ...sameRegion(network), vpcId: network.id, ...inputs });
}

/** A transit gateway to which the VPC is attached through a subnet of its own. */
export async function attachedGateway(client: SimClient, network: Deployed, inputs: Props = {}): Promise<Deployed> {
    const gateway = await client.create(TRANSIT_GATEWAY, { ...sameRegion(network), ...inputs });
    await attach(client, gateway, network, 200);
    return gateway;
}

/** Attaches the VPC to the gateway through a new subnet, the third byte of whose prefix is `third`. */
export async function attach(
    client: SimClient,
    gateway: Deployed,
    network: Deployed,
    third: number,
    inputs: Props = {},
): Promise<Deployed> {
    const subnetIds = [(await subnet(client, network, third)).id];
    const ids = { transitGatewayId: gateway.id, vpcId: network.id, subnetIds };
    return client.create(VPC_ATTACHMENT, { ...sameRegion(network), ...ids, ...inputs });
}

export function group(client: SimClient, network: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(GROUP, { ...sameRegion(network), vpcId: network.id, ...inputs });
}

/** An inline rule that names all its members, as the provider reports it. */
export function block(members: Props): Props {
    return {
        cidrBlocks: [],
        description: "",
        fromPort: 443,
        ipv6CidrBlocks: [],
        prefixListIds: [],
        protocol: "tcp",
        securityGroups: [],
        self: false,
        toPort: 443,
        ...members,
    };
}

function sameRegion(other: Deployed): Props {
    return { region: other.state.region ?? null };
}
