/**
 * A subnet, as a resource of its own or written into its network. Delegations and service endpoints are kept, and nothing
 * follows from them. Sources: Network REST API (Subnets), Azure Virtual Network FAQ ("The smallest supported IPv4 subnet is
 * /29"), VPN Gateway settings (gateway subnet: its name, no network security group), azure-native provider (arguments,
 * defaults).
 */
import { bool, CloudError, list, obj, str, type Context, type Property } from "../../core/definition";
import { isIpv4, overlaps, sizeOf } from "../../core/prefix";
import { isObject, text, texts, type Props } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { armType, demandSameLocation, entries, find, idAt } from "../arm";
import { invalid, nameIn } from "../refusals";
import {
    API,
    configurationsWith,
    NETWORK_SECURITY_GROUP,
    ROUTE_TABLE,
    SUBNET,
    toRouteTable,
    toSecurityGroup,
    VIRTUAL_NETWORK,
} from "./codes";
import { demandPrefix, isWithin } from "./prefixes";

/** The subnet in which gateways live, and nothing else. */
export const GATEWAY_SUBNET = "GatewaySubnet";

/** What a subnet says, wherever it is written. */
export const SUBNET_PROPERTIES: Record<string, Property> = {
    addressPrefix: str(),
    addressPrefixes: list(str()),
    defaultOutboundAccess: bool(),
    delegations: list(obj({ name: str(), serviceName: str() })),
    networkSecurityGroup: obj({ id: str({ ref: toSecurityGroup }) }),
    privateEndpointNetworkPolicies: str({
        default: "Disabled",
        oneOf: ["Enabled", "Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled"],
    }),
    privateLinkServiceNetworkPolicies: str({ default: "Enabled", oneOf: ["Enabled", "Disabled"] }),
    routeTable: obj({ id: str({ ref: toRouteTable }) }),
    serviceEndpoints: list(obj({ service: str(), locations: list(str()) })),
};

export const subnet = armType({
    token: SUBNET,
    noun: "Subnet",
    armType: "Microsoft.Network/virtualNetworks/subnets",
    apiVersion: API,
    nameProperty: "subnetName",
    parent: { property: "virtualNetworkName", token: VIRTUAL_NETWORK },
    tracked: false,
    properties: {
        ...SUBNET_PROPERTIES,
        // The path says both already; what is written here beside it changes nothing.
        name: str({ computed: true }),
        type: str({ computed: true }),
        ipConfigurations: list(obj({ id: str() }), { output: true }),
    },
    // Virtual network limits: "Subnets per virtual network 3,000".
    quota: {
        name: "azure-subnets-per-virtual-network",
        limit: 3000,
        used: (world, draft) =>
            world.all(SUBNET, draft).filter((other) => networkIdOf(other) === networkIdOf(draft)).length,
        exceeded: (limit) =>
            new CloudError("SubnetCountLimitReached", `Cannot create more than ${limit} subnets in a virtual network.`),
    },
    put: (context, object, old) => {
        const network = find(context.world, VIRTUAL_NETWORK, networkIdOf(object));
        if (network === undefined) return;
        demandRanges(context, object, network);
        demandKept(context, object, old);
        demandNeighbours(context, object, network);
    },
    view: ({ world }, object) => ({
        ipConfigurations: configurationsWith(world, object, "subnet").map((id) => ({ id })),
    }),
    inUse: (object, [holder]) => inUseBy(object, holder),
    seconds: { create: 4, update: 4, delete: 10 },
});

/** The id of the network that the subnet is a part of. */
function networkIdOf(object: CloudObject): string {
    const group = text(object.props, "resourceGroupName") ?? "";
    const network = text(object.props, "virtualNetworkName") ?? "";
    return `/subscriptions/${object.account}/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${network}`;
}

/** The refusal, with the configuration of the holder that uses the subnet. */
export function inUseBy(object: CloudObject, holder: CloudObject | undefined): CloudError {
    const using = entries(holder?.props ?? {}, "ipConfigurations").find((c) => idAt(c, "subnet") === object.id);
    const user = text(using ?? {}, "id") ?? holder?.id ?? "";
    return new CloudError(
        "InUseSubnetCannotBeDeleted",
        `Subnet ${text(object.props, "name") ?? ""} is in use by ${user} and cannot be deleted. ` +
            "In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.",
    );
}

export function prefixesOf(props: Props): string[] {
    const one = text(props, "addressPrefix");
    return one === undefined ? texts(props, "addressPrefixes") : [one];
}

/** Proper prefixes of the network's address space, of which no other subnet has any. */
function demandRanges({ world }: Context, object: CloudObject, network: CloudObject): void {
    const name = text(object.props, "name") ?? "";
    const within = nameIn(network.id);
    const prefixes = prefixesOf(object.props);
    if (prefixes.length === 0) throw invalid(`Subnet '${name}' has no address prefix.`);
    const space = isObject(network.props.addressSpace) ? texts(network.props.addressSpace, "addressPrefixes") : [];
    for (const prefix of prefixes) {
        demandPrefix(prefix);
        if ((isIpv4(prefix) && sizeOf(prefix) > 29) || !isWithin(prefix, space)) {
            throw new CloudError(
                "NetcfgInvalidSubnet",
                `Subnet '${name}' is not valid in virtual network '${within}'.`,
            );
        }
    }
    const others = world.all(SUBNET, object).filter((s) => s.id !== object.id && networkIdOf(s) === network.id);
    const clash = others.find((s) => prefixesOf(s.props).some((theirs) => prefixes.some((p) => overlaps(p, theirs))));
    if (clash === undefined) return;
    throw new CloudError(
        "NetcfgSubnetRangesOverlap",
        `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${within}'.`,
    );
}

/** Addresses that are in use stay. */
function demandKept({ world }: Context, object: CloudObject, old: Props | undefined): void {
    if (old === undefined || configurationsWith(world, object, "subnet").length === 0) return;
    const now = prefixesOf(object.props);
    const lost = prefixesOf(old).find((prefix) => !now.includes(prefix));
    if (lost === undefined) return;
    throw new CloudError(
        "InUsePrefixCannotBeDeleted",
        `IpPrefix ${lost} on Subnet ${text(object.props, "name") ?? ""} has active allocations and cannot be deleted.`,
    );
}

function demandNeighbours({ world }: Context, object: CloudObject, network: CloudObject): void {
    const group = find(world, NETWORK_SECURITY_GROUP, idAt(object.props, "networkSecurityGroup"));
    demandSameLocation(network, group);
    demandSameLocation(network, find(world, ROUTE_TABLE, idAt(object.props, "routeTable")));
    if (group === undefined || text(object.props, "name") !== GATEWAY_SUBNET) return;
    throw new CloudError(
        "NetworkSecurityGroupCannotBeAttachedToGatewaySubnet",
        `The operation failed because the network security group ${nameIn(group.id)} can not be associated to the GatewaySubnet. ` +
            "Please remove the network security group associated to the GatewaySubnet.",
    );
}
