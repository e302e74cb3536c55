/**
 * The attachment of an internet gateway, whoever asks for it: the gateway itself or a resource of its own. The gateway
 * keeps it, in `vpcId`. Sources: EC2 API reference (AttachInternetGateway, DetachInternetGateway: "The VPC must not contain
 * any running instances with Elastic IP addresses or public IPv4 addresses"), VPC user guide (quotas: "You can attach only
 * one internet gateway to a VPC at a time").
 */
import { CloudError } from "../../../core/definition";
import { text } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { LOAD_BALANCER } from "../../lb/codes";
import { SUBNET, VPC } from "../codes";
import { NETWORK_INTERFACE } from "../machine/codes";
import { hasAddress } from "./associating";
import { EIP, INTERNET_GATEWAY } from "./codes";

/** The internet gateway of the VPC. */
export function internetGatewayOf(world: World, vpc: CloudObject): CloudObject | undefined {
    return world.referrers(vpc, INTERNET_GATEWAY).find((gateway) => gateway.props.vpcId === vpc.id);
}

/** Sets `vpcId` of the gateway; storing it is left to the caller. */
export function attach(world: World, gateway: CloudObject, vpcId: string): void {
    const present = text(gateway.props, "vpcId");
    if (present !== undefined) {
        throw new CloudError(
            "Resource.AlreadyAssociated",
            `resource ${gateway.id} is already attached to network ${present}`,
        );
    }
    const vpc = world.get(VPC, gateway, vpcId);
    if (vpc !== undefined && internetGatewayOf(world, vpc) !== undefined) {
        throw new CloudError("InvalidParameterValue", `Network ${vpcId} already has an internet gateway attached`);
    }
    gateway.props.vpcId = vpcId;
}

/** Takes `vpcId` away; storing it is left to the caller. */
export function detach(world: World, gateway: CloudObject): void {
    const vpc = world.get(VPC, gateway, text(gateway.props, "vpcId") ?? "");
    if (vpc !== undefined && hasMappedAddresses(world, vpc)) {
        throw new CloudError(
            "DependencyViolation",
            `Network ${vpc.id} has some mapped public address(es). ` +
                "Please unmap those public address(es) before detaching the gateway.",
        );
    }
    gateway.props.vpcId = "";
}

/** Instances, NAT gateways and load balancers with public addresses, and interfaces with an Elastic IP address. */
function hasMappedAddresses(world: World, vpc: CloudObject): boolean {
    const subnets = world.referrers(vpc, SUBNET);
    if (subnets.some((subnet) => world.referrers(subnet).some(isPublic))) return true;
    return world.all(EIP, vpc).some((eip) => {
        const one = world.get(NETWORK_INTERFACE, eip, text(eip.props, "networkInterface") ?? "");
        return one !== undefined && hasAddress(world, eip) && subnets.some((s) => s.id === one.props.subnetId);
    });
}

function isPublic({ type, props }: CloudObject): boolean {
    if (type === LOAD_BALANCER) return props.internal !== true && props.loadBalancerType !== "gateway";
    return text(props, "publicIp") !== undefined;
}
