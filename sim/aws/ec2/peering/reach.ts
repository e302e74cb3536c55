/** What a VPC peering connection is to routes and security groups. Source: VPC Peering guide (routing, security groups). */
import type { CloudObject, World } from "../../../core/world";
import { VPC_PEERING_CONNECTION } from "../codes";

/** The VPC is one of the two. */
export function joins(connection: CloudObject, vpc: unknown): boolean {
    return connection.props.vpcId === vpc || connection.props.peerVpcId === vpc;
}

export function isActive(connection: CloudObject): boolean {
    return connection.props.acceptStatus === "active";
}

/** Groups of the one VPC may name groups of the other; only within a region. */
export function peered(world: World, here: CloudObject | undefined, there: CloudObject | undefined): boolean {
    if (here === undefined || there === undefined || here.region !== there.region) return false;
    return world.referrers(here, VPC_PEERING_CONNECTION).some((one) => isActive(one) && joins(one, there.id));
}
