/** Gateways and addresses for the tests of what joins a VPC to the internet. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import type { Deployed, SimClient } from "./sim-client";

export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const INTERNET_GATEWAY_ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
export const EGRESS_ONLY_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const EIP = "aws:ec2/eip:Eip";
export const EIP_ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
export const INSTANCE = "aws:ec2/instance:Instance";

const placeOf = (other: Deployed): Props => ({ region: other.state.region ?? null });

/** An internet gateway attached to the VPC. */
export function gateway(client: SimClient, network: Deployed): Promise<Deployed> {
    return client.create(INTERNET_GATEWAY, { ...placeOf(network), vpcId: network.id });
}

export function eip(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    return client.create(EIP, { domain: "vpc", ...inputs });
}

/** A network interface in a new subnet of the VPC, the third byte of whose prefix is `third`. */
export async function networkInterface(
    client: SimClient,
    network: Deployed,
    third = 50,
    inputs: Props = {},
): Promise<Deployed> {
    const subnetId = (await ec2.subnet(client, network, third)).id;
    return client.create(NETWORK_INTERFACE, { ...placeOf(network), subnetId, ...inputs });
}

/** An instance in a new subnet of the VPC, the third byte of whose prefix is `third`. */
export async function instance(client: SimClient, network: Deployed, third = 60, more: Props = {}): Promise<Deployed> {
    const subnetId = (await ec2.subnet(client, network, third)).id;
    const inputs = { ami: "ami-0123456789abcdef0", instanceType: "t3.micro", subnetId, ...more };
    return client.create(INSTANCE, { ...placeOf(network), ...inputs });
}

/** A public NAT gateway in the subnet, with an address of its own. */
export async function natGateway(client: SimClient, subnet: Deployed, inputs: Props = {}): Promise<Deployed> {
    const allocationId = (await eip(client, placeOf(subnet))).id;
    return client.create(NAT_GATEWAY, { ...placeOf(subnet), subnetId: subnet.id, allocationId, ...inputs });
}
