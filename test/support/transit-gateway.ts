/** Networks and hubs for the tests of transit gateways. Tokens are written out here as the SDK registers them. */
import type { Props } from "../../sim/core/values";
import type { World } from "../../sim/core/world";
import type { Deployed, SimClient } from "./sim-client";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
export const VPC_ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
export const ROUTE_TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
export const ASSOCIATION = "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation";
export const PROPAGATION = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";
export const ROUTE = "aws:ec2transitgateway/route:Route";
export const PEERING = "aws:ec2transitgateway/peeringAttachment:PeeringAttachment";
export const ACCEPTER = "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter";
export const DEFAULT_ASSOCIATION = "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation";
export const DEFAULT_PROPAGATION = "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation";

/** A gateway that puts nothing into a table by itself. */
export const SEGMENTED: Props = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };

export interface Network {
    vpc: Deployed;
    /** One in each of the first two zones. */
    subnets: Deployed[];
    subnetIds: string[];
}

/** The `region` property, where a test gives one. */
export function at(region: string | undefined): Props {
    return region === undefined ? {} : { region };
}

/** A VPC 10.`number`.0.0/16 with a subnet in each of two zones. */
export async function network(client: SimClient, number: number, region?: string): Promise<Network> {
    const vpc = await client.create(VPC, { ...at(region), cidrBlock: `10.${number}.0.0/16` });
    const subnets: Deployed[] = [];
    for (const [index, letter] of ["a", "b"].entries()) {
        subnets.push(
            await client.create(SUBNET, {
                ...at(region),
                vpcId: vpc.id,
                cidrBlock: `10.${number}.${index}.0/24`,
                availabilityZone: `${vpc.state.region as string}${letter}`,
            }),
        );
    }
    return { vpc, subnets, subnetIds: subnets.map((s) => s.id) };
}

export function gateway(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    return client.create(GATEWAY, inputs);
}

export function attach(client: SimClient, hub: Deployed, to: Network, inputs: Props = {}): Promise<Deployed> {
    return client.create(VPC_ATTACHMENT, {
        transitGatewayId: hub.id,
        vpcId: to.vpc.id,
        subnetIds: to.subnetIds,
        ...inputs,
    });
}

export function table(client: SimClient, hub: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(ROUTE_TABLE, { transitGatewayId: hub.id, ...inputs });
}

/** The two ids that an association or a propagation takes. */
export function pair(routeTable: Deployed, attachment: Deployed): Props {
    return { transitGatewayRouteTableId: routeTable.id, transitGatewayAttachmentId: attachment.id };
}

/** A peering requested by `from`, not accepted yet. */
export function request(client: SimClient, from: Deployed, to: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(PEERING, {
        region: from.state.region ?? null,
        transitGatewayId: from.id,
        peerTransitGatewayId: to.id,
        peerRegion: to.state.region ?? null,
        ...inputs,
    });
}

/** What there is of a type in the world, by id. */
export function idsOf(world: World, type: string): string[] {
    return world.all(type).map((object) => object.id);
}
