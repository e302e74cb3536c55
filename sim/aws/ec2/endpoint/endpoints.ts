/**
 * What an endpoint demands of the tables, subnets and groups that it is given, whether they stand in it or come with an
 * association. In the cloud both are the same. Sources: EC2 API reference (CreateVpcEndpoint, ModifyVpcEndpoint, error
 * codes), AWS PrivateLink guide (interface endpoints, gateway endpoints, private DNS names, quotas).
 */
import { CloudError, type Context } from "../../../core/definition";
import { isObject, text, texts, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { ROUTE_TABLE, SECURITY_GROUP, SUBNET, toRouteTable, toSecurityGroup, toSubnet, VPC } from "../codes";
import { NETWORK_INTERFACE } from "../machine/codes";
import { makeInterface } from "../machine/interfaces";
import { freePrivateAddress } from "../private-addresses";
import { entriesOf } from "../routing";
import { invalid, VPC_ENDPOINT } from "./codes";
import { domainOf, prefixListOf, serviceIn } from "./services";

export const TABLES = "routeTableIds";
export const SUBNETS = "subnetIds";
export const GROUPS = "securityGroupIds";

export const isGateway = (endpoint: CloudObject): boolean => endpoint.props.vpcEndpointType === "Gateway";

export function endpointOf(world: World, association: CloudObject): CloudObject | undefined {
    return world.get(VPC_ENDPOINT, association, text(association.props, "vpcEndpointId") ?? "");
}

export function vpcOf(world: World, endpoint: CloudObject): CloudObject | undefined {
    return world.get(VPC, endpoint, text(endpoint.props, "vpcId") ?? "");
}

export function serviceOf(endpoint: CloudObject): string {
    return serviceIn(endpoint.region, text(endpoint.props, "serviceName") ?? "") ?? "";
}

/** The other endpoints of the VPC. */
export function neighbours(world: World, endpoint: CloudObject): CloudObject[] {
    const own = vpcOf(world, endpoint);
    return own === undefined ? [] : world.referrers(own, VPC_ENDPOINT).filter((other) => other.id !== endpoint.id);
}

/** Refuses more tables for an endpoint than can lead to it: of another VPC, or with a route to the service already. */
export function demandTables(world: World, endpoint: CloudObject, added: readonly string[]): void {
    if (added.length === 0) return;
    if (!isGateway(endpoint)) throw invalid("Route table IDs are only supported for Gateway type VPC Endpoint.");
    const list = prefixListOf(endpoint.region, serviceOf(endpoint))?.id ?? "";
    for (const id of added) {
        const table = world.get(ROUTE_TABLE, endpoint, id);
        if (table === undefined) throw toRouteTable.missing(id);
        if (table.props.vpcId !== endpoint.props.vpcId) {
            throw invalid(`Route table ${id} does not belong to VPC ${text(endpoint.props, "vpcId") ?? ""}.`);
        }
        if (entriesOf(world, table).some((entry) => entry.destination === list)) {
            throw new CloudError(
                "RouteAlreadyExists",
                `route table ${id} already has a route with destination-prefix-list-id ${list}`,
            );
        }
    }
}

/** Refuses subnets that are not of this VPC, or two in one zone, where `present` are those it has already. */
export function demandSubnets(
    world: World,
    endpoint: CloudObject,
    added: readonly string[],
    present: readonly string[],
): void {
    if (added.length === 0) return;
    if (isGateway(endpoint)) throw invalid("Subnet IDs are only supported for Interface type VPC Endpoint.");
    const zones = new Set(present.map((id) => world.get(SUBNET, endpoint, id)?.props.availabilityZone));
    for (const id of added) {
        const subnet = world.get(SUBNET, endpoint, id);
        if (subnet === undefined || subnet.props.vpcId !== endpoint.props.vpcId) throw toSubnet.missing(id);
        if (zones.has(subnet.props.availabilityZone)) {
            throw new CloudError(
                "DuplicateSubnetsInSameZone",
                `Found another VPC endpoint subnet in the availability zone of ${id}. VPC endpoint subnets should be in ` +
                    "different availability zones supported by the VPC endpoint service.",
            );
        }
        zones.add(subnet.props.availabilityZone);
    }
}

export function demandGroups(world: World, endpoint: CloudObject, added: readonly string[]): void {
    if (added.length === 0) return;
    if (isGateway(endpoint)) throw invalid("Security group IDs are only supported for Interface type VPC Endpoint.");
    for (const id of added) {
        const group = world.get(SECURITY_GROUP, endpoint, id);
        if (group === undefined || group.props.vpcId !== endpoint.props.vpcId) throw toSecurityGroup.missing(id);
    }
}

/** The interface in each of the endpoint's subnets: makes what is missing, removes what is not wanted any more. */
export function followSubnets(context: Context, endpoint: CloudObject): void {
    const { world } = context;
    const wanted = texts(endpoint.props, SUBNETS);
    const there = interfacesOf(world, endpoint);
    for (const one of there) {
        if (!wanted.includes(text(one.props, "subnetId") ?? "")) world.remove(one);
    }
    const served = new Set(there.map((one) => one.props.subnetId));
    for (const id of wanted.filter((subnet) => !served.has(subnet))) {
        const subnet = world.get(SUBNET, endpoint, id);
        if (subnet === undefined) continue;
        makeInterface(context, endpoint, subnet, freePrivateAddress(world, subnet), {
            description: `VPC Endpoint Interface ${endpoint.id}`,
            interfaceType: "vpc_endpoint",
        });
    }
}

export function interfacesOf(world: World, endpoint: CloudObject): CloudObject[] {
    return world.implicits(endpoint, NETWORK_INTERFACE).sort((a, b) => a.serial - b.serial);
}

/** "Private DNS": the service's usual name leads to the endpoint everywhere in the VPC. */
export function demandPrivateDns(world: World, endpoint: CloudObject): void {
    if (endpoint.props.privateDnsEnabled !== true) return;
    const [own, service] = [vpcOf(world, endpoint), serviceOf(endpoint)];
    if (isGateway(endpoint)) throw invalid("Private DNS is only supported for Interface type VPC Endpoint.");
    if (own?.props.enableDnsSupport !== true || own.props.enableDnsHostnames !== true) {
        throw invalid(
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for " +
                (own?.id ?? ""),
        );
    }
    const others = neighbours(world, endpoint).filter((other) => serviceOf(other) === service);
    if (others.some((other) => other.props.privateDnsEnabled === true)) {
        throw invalid(
            "private-dns-enabled cannot be set because there is already a conflicting DNS domain for " +
                `${privateDomain(endpoint)} in the VPC ${own.id}`,
        );
    }
    const inboundOnly = onlyForInbound(endpoint.props.dnsOptions, service);
    if (inboundOnly && !others.some(isGateway)) {
        throw invalid(
            `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${own.id} must have a Gateway endpoint ` +
                "for the service.",
        );
    }
}

/** Of S3 this is so unless it is switched off. */
function onlyForInbound(options: Value | undefined, service: string): boolean {
    const given = isObject(options) ? options.privateDnsOnlyForInboundResolverEndpoint : undefined;
    return given === undefined ? service === "s3" : given === true;
}

/** "ssm.eu-west-1.amazonaws.com"; of "ecr.api" the parts in reverse: "api.ecr.eu-west-1.amazonaws.com". */
export function privateDomain(endpoint: CloudObject): string {
    return `${serviceOf(endpoint).split(".").reverse().join(".")}.${endpoint.region}.${domainOf(endpoint.region)}`;
}
