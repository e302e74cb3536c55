/**
 * In which subnets a load balancer lies, and which security groups filter its traffic. Sources: Elastic Load Balancing API
 * reference (CreateLoadBalancer, SetSubnets, SetSecurityGroups), its user guides (application, network and gateway load
 * balancers: subnets and zones, free addresses, internet gateway).
 */
import { CloudError } from "../../core/definition";
import { covers } from "../../core/prefix";
import { isObject, text, texts, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { SECURITY_GROUP, SUBNET } from "../ec2/codes";
import { INTERNET_GATEWAY } from "../ec2/internet/codes";
import { validationError } from "./codes";

const DEFAULT_GROUP = "default";
/** "Application Load Balancers need subnets with a bitmask of at least /27". */
const SMALLEST_SUBNET = 27;

/** Checks where the load balancer is to lie, and writes down what follows from it. */
export function place(world: World, balancer: CloudObject, asked: Props): void {
    const { props } = balancer;
    const mappings = mappingsOf(asked);
    const ids = mappings.length > 0 ? mappings.map((m) => text(m, "subnetId") ?? "") : texts(asked, "subnets");
    const subnets = ids.flatMap((id) => world.get(SUBNET, balancer, id) ?? []);
    demandSubnets(balancer, subnets);
    for (const mapping of mappings) demandMapping(balancer, mapping, subnets);
    const vpcId = text(subnets[0]?.props ?? {}, "vpcId") ?? "";
    if (props.internal !== true && text(props, "loadBalancerType") !== "gateway") demandGateway(world, balancer, vpcId);
    if (props.ipAddressType !== "ipv4") demandIpv6(balancer, subnets);
    const whole = (subnetId: string): Value => ({
        subnetId,
        allocationId: "",
        ipv6Address: "",
        privateIpv4Address: "",
        outpostId: "",
        ...mappings.find((m) => m.subnetId === subnetId),
    });
    Object.assign(props, { subnets: ids, subnetMappings: ids.map(whole), vpcId });
}

/** The groups that are given, or those that a load balancer gets where none is. */
export function demandGroups(world: World, balancer: CloudObject): void {
    const { props } = balancer;
    const type = text(props, "loadBalancerType");
    const given = texts(props, "securityGroups");
    if (type === "gateway" && given.length > 0) {
        throw validationError("Security groups are not supported for load balancers with type 'gateway'");
    }
    if (given.length === 0) {
        const groups = world.all(SECURITY_GROUP, balancer).filter((group) => group.props.vpcId === props.vpcId);
        const standard = groups.filter((group) => group.props.name === DEFAULT_GROUP).map((group) => group.id);
        props.securityGroups = type === "application" ? standard : [];
        return;
    }
    for (const id of given) {
        const group = world.get(SECURITY_GROUP, balancer, id);
        if (group !== undefined && group.props.vpcId !== props.vpcId) {
            throw new CloudError(
                "InvalidConfigurationRequest",
                `One or more security groups are invalid: '${id}' does not belong to VPC '${text(props, "vpcId") ?? ""}'`,
            );
        }
    }
}

export function mappingsOf(props: Props): Props[] {
    return Array.isArray(props.subnetMappings) ? props.subnetMappings.filter(isObject) : [];
}

/** One VPC, no two subnets of a zone, two zones for applications. */
function demandSubnets({ props }: CloudObject, subnets: CloudObject[]): void {
    const application = props.loadBalancerType === "application";
    if (new Set(subnets.map((s) => s.props.vpcId)).size > 1) {
        throw new CloudError("InvalidConfigurationRequest", "All subnets must belong to the same VPC");
    }
    const zones = new Set(subnets.map((s) => s.props.availabilityZone));
    if (zones.size < subnets.length) {
        throw new CloudError(
            "InvalidConfigurationRequest",
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
        );
    }
    if (application && zones.size < 2) {
        throw validationError("At least two subnets in two different Availability Zones must be specified");
    }
    if (!application) return;
    for (const { id, props: subnet } of subnets) {
        const size = Number((text(subnet, "cidrBlock") ?? "/0").split("/")[1]);
        if (size <= SMALLEST_SUBNET) continue;
        throw new CloudError(
            "InvalidSubnet",
            `Not enough IP space available in ${id}. ELB requires at least 8 free IP addresses in each subnet.`,
        );
    }
}

/** Fixed addresses are those of network load balancers. */
function demandMapping({ props }: CloudObject, mapping: Props, subnets: CloudObject[]): void {
    const [allocation, address] = [text(mapping, "allocationId"), text(mapping, "privateIpv4Address")];
    if (allocation === undefined && address === undefined && text(mapping, "ipv6Address") === undefined) return;
    if (props.loadBalancerType !== "network") {
        throw validationError(
            `Addresses can not be specified in subnet mappings for load balancers with type '${text(props, "loadBalancerType") ?? ""}'`,
        );
    }
    if (allocation !== undefined && props.internal === true) {
        throw validationError("Elastic IP addresses can not be specified for internal load balancers");
    }
    if (address === undefined) return;
    if (props.internal !== true) {
        throw validationError("Private IPv4 addresses can only be specified for internal load balancers");
    }
    const subnet = subnets.find((s) => s.id === mapping.subnetId);
    if (subnet === undefined || covers(text(subnet.props, "cidrBlock") ?? "", `${address}/32`)) return;
    throw validationError(`The private IPv4 address '${address}' is not in the subnet '${subnet.id}'`);
}

function demandGateway(world: World, balancer: CloudObject, vpcId: string): void {
    const attached = world.all(INTERNET_GATEWAY, balancer).some((gateway) => gateway.props.vpcId === vpcId);
    if (!attached) throw new CloudError("InvalidSubnet", `VPC ${vpcId} has no internet gateway`);
}

function demandIpv6({ props }: CloudObject, subnets: CloudObject[]): void {
    const without = subnets.find((s) => text(s.props, "ipv6CidrBlock") === undefined);
    if (without === undefined) return;
    throw validationError(
        `The subnets must have associated IPv6 CIDR blocks for ip address type '${text(props, "ipAddressType") ?? ""}': ${without.id}`,
    );
}
