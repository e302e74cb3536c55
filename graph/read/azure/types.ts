/** Type tokens of Azure's resources that are read, without the version of the API that a token may have. */
import type { Resource } from "../resources";

const network = (name: string): string => `azure-native:network:${name}`;

export const VNET = network("VirtualNetwork");
export const SUBNET = network("Subnet");
export const PEERING = network("VirtualNetworkPeering");
export const SECURITY_GROUP = network("NetworkSecurityGroup");
export const SECURITY_RULE = network("SecurityRule");
export const ROUTE_TABLE = network("RouteTable");
export const ROUTE = network("Route");
export const PUBLIC_IP = network("PublicIPAddress");
export const GATEWAY = network("VirtualNetworkGateway");
export const LOCAL_GATEWAY = network("LocalNetworkGateway");
export const CONNECTION = network("VirtualNetworkGatewayConnection");

export const READ_TYPES: readonly string[] = [
    VNET,
    SUBNET,
    SECURITY_GROUP,
    SECURITY_RULE,
    ROUTE_TABLE,
    ROUTE,
    PUBLIC_IP,
    GATEWAY,
    LOCAL_GATEWAY,
    CONNECTION,
];

/** "azure-native:network/v20240501:Subnet", and the same from a package that a program generates for one version. */
const VERSIONED = /^azure-native(?:_[a-z]+_v\w+)?:([a-z]+)(?:\/v\w+)?:(\w+)$/;

/** The type without a version: all versions of a resource are read alike. */
export function unversioned(type: string): string {
    const [, module, name] = VERSIONED.exec(type) ?? [];
    return module === undefined || name === undefined ? type : `azure-native:${module}:${name}`;
}

/** The resources, those of Azure by types without versions. */
export function azureTypes(resources: readonly Resource[]): readonly Resource[] {
    return resources.map((resource) => {
        const type = unversioned(resource.type);
        return type === resource.type ? resource : { ...resource, type };
    });
}

const MODULES =
    /^azure-native:(?:network|compute|containerservice|sql|dbfor\w+|web|apimanagement|containerinstance|hybridnetwork|netapp):/;
const HARMLESS =
    /^azure-native:(?:network:(?:.*Diagnostic.*|NetworkWatcher|FlowLog|PrivateZone|PrivateDnsZoneGroup|.*RecordSet|Zone|DdosProtectionPlan|IpGroup|ConnectionMonitor|PacketCapture|ApplicationSecurityGroup|PublicIPPrefix|VirtualNetworkLink)|compute:(?:Disk.*|Image|Gallery.*|Snapshot|SshPublicKey|AvailabilitySet|ProximityPlacementGroup|VirtualMachineExtension|CapacityReservation.*))$/;

/** Whether a resource may carry, filter or lead packets, or be a machine. */
export function mayMatter(type: string): boolean {
    return MODULES.test(type) && !HARMLESS.test(type);
}
