/**
 * Which network ACL a subnet has: always exactly one. An association is kept only where somebody chose it; a subnet without
 * any has its VPC's default ACL. Sources: EC2 API reference (ReplaceNetworkAclAssociation), VPC user guide (network ACLs).
 */
import { newId } from "../../../core/lifecycle";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { differentNetworks, SUBNET, toSubnet, VPC } from "../codes";
import { NETWORK_ACL_ASSOCIATION } from "./codes";

/** Made by the cloud along with the VPC. */
export const isDefault = (acl: CloudObject): boolean => acl.implicitOf !== undefined;

/** Ids of the subnets that have this ACL. */
export function subnetsOf(world: World, acl: CloudObject): string[] {
    const vpc = world.get(VPC, acl, text(acl.props, "vpcId") ?? "");
    const subnets = vpc === undefined ? [] : world.referrers(vpc, SUBNET);
    return subnets
        .filter((subnet) => {
            const chosen = world.referrers(subnet, NETWORK_ACL_ASSOCIATION)[0];
            return chosen === undefined ? isDefault(acl) : chosen.props.networkAclId === acl.id;
        })
        .map((subnet) => subnet.id);
}

/** Ends what association the subnet has: it is replaced by another, or by that with the default ACL. */
export function dissociate(world: World, subnet: CloudObject | undefined): void {
    if (subnet === undefined) return;
    for (const association of world.referrers(subnet, NETWORK_ACL_ASSOCIATION)) world.remove(association);
}

export function subnetAt(world: World, place: CloudObject, id: string): CloudObject | undefined {
    return world.get(SUBNET, place, id);
}

/** Both are in one VPC. */
export function demandSameNetwork(acl: CloudObject, subnet: CloudObject): void {
    if (acl.props.vpcId === subnet.props.vpcId) return;
    throw differentNetworks(`network acl ${acl.id}`, `subnet ${subnet.id}`);
}

/** Gives the subnet this ACL. */
export function associate(world: World, acl: CloudObject, subnetId: string): void {
    const subnet = subnetAt(world, acl, subnetId);
    if (subnet === undefined) throw toSubnet.missing(subnetId);
    demandSameNetwork(acl, subnet);
    dissociate(world, subnet);
    if (isDefault(acl)) return;
    const { account, region } = acl;
    world.put({
        type: NETWORK_ACL_ASSOCIATION,
        account,
        region,
        id: newId("aclassoc"),
        implicitOf: acl.id,
        serial: world.nextSerial(),
        props: { region, networkAclId: acl.id, subnetId },
    });
}
