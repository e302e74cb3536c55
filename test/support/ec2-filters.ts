/** Network ACLs, prefix lists and VPC peering for the tests of EC2. Tokens are written out here as the SDK registers them. */
import type { Props } from "../../sim/core/values";
import type { Deployed, SimClient } from "./sim-client";

export const ACL = "aws:ec2/networkAcl:NetworkAcl";
export const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";
export const ACL_ASSOCIATION = "aws:ec2/networkAclAssociation:NetworkAclAssociation";
export const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
export const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
export const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
export const LIST_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";
export const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
export const PEERING_ACCEPTER = "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter";
export const PEERING_OPTIONS = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";

/** An inline rule as a program writes it: HTTPS from everywhere unless told otherwise. */
export function rule(members: Props = {}): Props {
    return {
        ruleNo: 100,
        action: "allow",
        protocol: "6",
        cidrBlock: "0.0.0.0/0",
        fromPort: 443,
        toPort: 443,
        ...members,
    };
}

/** The same with all its members, as the provider reports it. */
export function entry(members: Props = {}): Props {
    return { ipv6CidrBlock: "", icmpType: 0, icmpCode: 0, ...rule(members) };
}

/** Everything may pass. */
export const all = rule({ protocol: "-1", fromPort: 0, toPort: 0 });

const sameRegion = (other: Deployed): Props => ({ region: other.state.region ?? null });

export function acl(client: SimClient, network: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(ACL, { ...sameRegion(network), vpcId: network.id, ...inputs });
}

/** A list for IPv4 with room for five. */
export function list(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    return client.create(LIST, { addressFamily: "IPv4", maxEntries: 5, ...inputs });
}

/** A request from the one VPC to the other, wherever that is. */
export function peering(client: SimClient, own: Deployed, peer: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(PEERING, { ...sameRegion(own), vpcId: own.id, peerVpcId: peer.id, ...inputs });
}
