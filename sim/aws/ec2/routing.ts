/**
 * What EC2 demands of a route, whether it is a resource of its own or stands inline in its table: in the cloud both are the
 * same. Sources: EC2 API reference (CreateRoute, ReplaceRoute), VPC user guide (route tables, example routing options,
 * quotas), Terraform AWS provider (what it takes for a destination and a target).
 */
import { CloudError, str, type Property, type Quota, type Reference } from "../../core/definition";
import { covers } from "../../core/prefix";
import { isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import {
    differentNetworks,
    ROUTE,
    toCarrierGateway,
    toCoreNetwork,
    toEgressOnlyGateway,
    toGateway,
    toLocalGateway,
    toNatGateway,
    toNetworkInterface,
    toOdbNetwork,
    toPeeringConnection,
    toTransitGateway,
    toVpcEndpoint,
    TRANSIT_GATEWAY_VPC_ATTACHMENT,
    VPC,
} from "./codes";
import { gatewayRoutes } from "./endpoint/gateway-routes";
import { foreignGateway, isOfNetwork } from "./internet/reach";
import { demandOwnTarget, takesTraffic } from "./machine/reach";
import { isActive, joins } from "./peering/reach";
import { isIpv6, weightOf } from "./prefix-list/weight";

/** Every property that can name a target, and what it names. */
const TARGETS: Readonly<Record<string, Reference>> = {
    carrierGatewayId: toCarrierGateway,
    coreNetworkArn: toCoreNetwork,
    egressOnlyGatewayId: toEgressOnlyGateway,
    gatewayId: toGateway,
    localGatewayId: toLocalGateway,
    natGatewayId: toNatGateway,
    networkInterfaceId: toNetworkInterface,
    odbNetworkArn: toOdbNetwork,
    transitGatewayId: toTransitGateway,
    vpcEndpointId: toVpcEndpoint,
    vpcPeeringConnectionId: toPeeringConnection,
};
export const TARGET_NAMES = Object.keys(TARGETS);
export const TARGET_PROPERTIES: Record<string, Property> = Object.fromEntries(
    Object.entries(TARGETS).map(([name, ref]) => [name, str({ ref })]),
);

/** Destination properties of a route inline in its table, and those of a route of its own that mean the same. */
export const INLINE_DESTINATIONS: Readonly<Record<string, string>> = {
    cidrBlock: "destinationCidrBlock",
    ipv6CidrBlock: "destinationIpv6CidrBlock",
    destinationPrefixListId: "destinationPrefixListId",
};
export const DESTINATION_NAMES = Object.values(INLINE_DESTINATIONS);

/** The gateway of the routes that AWS keeps in every table for the VPC's own prefixes. */
export const LOCAL = "local";

/** Only these may take traffic out of a VPC's own prefixes. */
const WITHIN_THE_VPC = new Set(["natGatewayId", "networkInterfaceId", "vpcEndpointId"]);

/** A route, wherever it is kept. */
export interface Entry {
    destination: string;
    /** The property that names the target. */
    kind: string;
    target: string;
}

/** The route that the properties of a Route or of an inline route describe, once they are known. */
export function entryOf(props: Props): Entry | undefined {
    const destination = firstText(props, [...Object.keys(INLINE_DESTINATIONS), ...DESTINATION_NAMES]);
    const target = firstText(props, TARGET_NAMES);
    if (destination === undefined || target === undefined) return undefined;
    return { destination: destination.value, kind: target.name, target: target.value };
}

function firstText(props: Props, names: readonly string[]): { name: string; value: string } | undefined {
    for (const name of names) {
        const value = text(props, name);
        if (value !== undefined) return { name, value };
    }
    return undefined;
}

/** A route of its own as it would stand inline. */
export function inlineOf(route: Props): Props {
    const destinations = Object.entries(INLINE_DESTINATIONS).map(([inline, own]) => [inline, route[own]] as const);
    const targets = TARGET_NAMES.map((name) => [name, route[name]] as const);
    return Object.fromEntries([...destinations, ...targets].filter((e): e is [string, Value] => e[1] !== undefined));
}

export function inlineRoutes(table: Props): Props[] {
    return Array.isArray(table.routes) ? table.routes.filter(isObject) : [];
}

/** Routes of the table that are resources of their own. */
export function ownRoutes(world: World, table: CloudObject): CloudObject[] {
    return world.referrers(table, ROUTE);
}

/** Every route of the table but the local ones. */
export function entriesOf(world: World, table: CloudObject): Entry[] {
    return [...inlineRoutes(table.props), ...ownRoutes(world, table).map((route) => route.props)]
        .flatMap((props) => entryOf(props) ?? [])
        .filter((entry) => entry.target !== LOCAL)
        .concat(gatewayRoutes(world, table));
}

/** The prefixes of the table's VPC: for each of them every table has a local route. */
export function localPrefixes(world: World, table: CloudObject): string[] {
    const vpc = world.get(VPC, table, text(table.props, "vpcId") ?? "");
    return ["cidrBlock", "ipv6CidrBlock"].flatMap((name) => text(vpc?.props ?? {}, name) ?? []);
}

/** Refuses what CreateRoute refuses, where `present` are the routes that the table has already. */
export function demandCreatable(world: World, table: CloudObject, entry: Entry, present: readonly Entry[]): void {
    demandReplaceable(world, table, entry);
    const { destination } = entry;
    const taken = localPrefixes(world, table).includes(destination);
    if (taken || present.some((other) => other.destination === destination)) {
        throw new CloudError("RouteAlreadyExists", `The route identified by ${destination} already exists.`);
    }
}

/** Refuses what both CreateRoute and ReplaceRoute refuse: a target that this VPC cannot use. */
export function demandReplaceable(world: World, table: CloudObject, entry: Entry): void {
    demandSameNetwork(world, table, entry);
    demandOwnTarget(world, table, entry);
    const refused = canReach(world, table, entry) ? undefined : TARGETS[entry.kind]?.missing(entry.target);
    if (refused !== undefined) throw refused;
    const local = localPrefixes(world, table).find((prefix) => covers(prefix, entry.destination));
    if (local !== undefined && !WITHIN_THE_VPC.has(entry.kind)) {
        throw new CloudError(
            "InvalidParameterValue",
            `The destination CIDR block ${entry.destination} is equal to or more specific than one of this VPC's CIDR ` +
                "blocks. This route can target only an interface or an instance.",
        );
    }
}

/**
 * The target is there and the VPC can use it. A transit gateway is of use to a VPC only through an attachment of that VPC;
 * without one EC2 answers as if the gateway were not there.
 */
export function canReach(world: World, table: CloudObject, entry: Entry): boolean {
    const reference = TARGETS[entry.kind];
    const target = reference === undefined ? undefined : world.resolve(reference, table, entry.target);
    if (target === undefined || !isOfNetwork(table, target)) return false;
    if (entry.kind !== "transitGatewayId") return true;
    return world
        .referrers(target, TRANSIT_GATEWAY_VPC_ATTACHMENT)
        .some((attachment) => attachment.region === table.region && attachment.props.vpcId === table.props.vpcId);
}

/** What stands for the target of a route through a peering connection; of no other route. */
function peeringOf(world: World, table: CloudObject, entry: Entry): CloudObject | undefined {
    if (entry.kind !== "vpcPeeringConnectionId") return undefined;
    return world.resolve(toPeeringConnection, table, entry.target);
}

/** A gateway to the internet is a target for its own VPC only, a peering connection for its two. */
function demandSameNetwork(world: World, table: CloudObject, entry: Entry): void {
    const reference = TARGETS[entry.kind];
    const target = reference === undefined ? undefined : world.resolve(reference, table, entry.target);
    if (target !== undefined && !isOfNetwork(table, target)) throw foreignGateway(table, target);
    const peering = peeringOf(world, table, entry);
    if (peering === undefined || joins(peering, table.props.vpcId)) return;
    throw differentNetworks(`route table ${table.id}`, `network gateway ${peering.id}`);
}

/** The target takes traffic now. A route to a peering that is not accepted yet can be made, and has no effect. */
export function isWorking(world: World, table: CloudObject, entry: Entry): boolean {
    const peering = peeringOf(world, table, entry);
    if (peering !== undefined && !isActive(peering)) return false;
    return canReach(world, table, entry) && takesTraffic(world, table, entry);
}

/** For IPv4 and for IPv6 apart; the local routes do not count. */
export const ROUTES_PER_TABLE: Quota = {
    name: "routes-per-route-table",
    limit: 500,
    exceeded: () => new CloudError("RouteLimitExceeded", "The maximum number of routes has been reached."),
};

/** How many there are of the family of `destination`. A prefix list counts for as many as it may have entries. */
export function countLike(
    world: World,
    table: CloudObject,
    entries: readonly Pick<Entry, "destination">[],
    destination: string,
): number {
    const family = isIpv6(world, table, destination);
    return entries
        .filter((entry) => isIpv6(world, table, entry.destination) === family)
        .reduce((sum, entry) => sum + weightOf(world, table, entry.destination), 0);
}
