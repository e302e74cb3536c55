/**
 * What holds for every modelled type of Compute Engine. What is replaced and what is updated in place: documentation of the
 * provider's resources. Error texts: Compute Engine documentation, "Troubleshooting API errors".
 */
import { gcp } from "../../../sim/gcp";
import type { Value } from "../../../sim/core/values";
import * as g from "../../support/gcp";
import { testEveryGcpType, type GcpCase } from "../../support/gcp-every-type";
import { sdkVersion } from "../../support/sdk-types";

const NO_NETWORK: [Value, string] = [
    "none",
    `400: Invalid value for field 'resource.network': '${g.API}${g.global("networks", "none")}'. ` +
        "The referenced network resource cannot be found., invalid",
];

const missing = (field: string, word: string, path: string): [Value, string] => [
    path,
    `400: Invalid value for field 'resource.${field}': '${g.API}${path}'. ` +
        `The referenced ${word} resource cannot be found., invalid`,
];

const NO_ROUTER: [Value, string] = [
    "none",
    `404: The resource '${g.regional("routers", "none")}' was not found, notFound`,
];

/** Tags of Resource Manager are sent with a request and not kept. */
const PARAMS = ["params"];

const CASES: GcpCase[] = [
    {
        type: g.NETWORK,
        noun: "Network",
        inputs: () => Promise.resolve({ name: "net", autoCreateSubnetworks: false }),
        required: [],
        dangling: {},
        unknown: [
            "bgpAlwaysCompareMed",
            "bgpBestPathSelectionMode",
            "bgpInterRegionCost",
            "gatewayIpv4",
            "mtu",
            "networkId",
            "numericId",
            "routingMode",
            "selfLink",
        ],
        optional: ["bgpAlwaysCompareMed", "bgpBestPathSelectionMode", "bgpInterRegionCost", "mtu", "routingMode"],
        replaced: { autoCreateSubnetworks: true, description: "new" },
        updated: {
            bgpBestPathSelectionMode: "STANDARD",
            deleteDefaultRoutesOnCreate: true,
            mtu: 1500,
            networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL",
            routingMode: "GLOBAL",
        },
        id: () => g.global("networks", "net"),
        imports: ["shop-prod/net", "net", "global/networks/net"],
        global: true,
    },
    {
        type: g.SUBNETWORK,
        noun: "Subnetwork",
        inputs: async (client, region) => ({
            ...g.at(region),
            name: "subnet",
            network: (await g.network(client)).id,
            ipCidrRange: "10.1.0.0/24",
        }),
        required: ["network"],
        dangling: { network: NO_NETWORK },
        unknown: [
            "allowSubnetCidrRoutesOverlap",
            "creationTimestamp",
            "fingerprint",
            "gatewayAddress",
            "privateIpGoogleAccess",
            "privateIpv6GoogleAccess",
            "purpose",
            "secondaryIpRanges",
            "selfLink",
            "stackType",
            "subnetworkId",
        ],
        optional: [
            "allowSubnetCidrRoutesOverlap",
            "privateIpGoogleAccess",
            "privateIpv6GoogleAccess",
            "purpose",
            "secondaryIpRanges",
            "stackType",
        ],
        replaced: {
            description: "new",
            ipCidrRange: "10.1.0.0/25",
            network: "other",
            purpose: "PRIVATE_SERVICE_CONNECT",
            region: "us-west1",
        },
        updated: {
            ipCidrRange: "10.1.0.0/23",
            logConfig: { flowSampling: 0.5 },
            privateIpGoogleAccess: true,
            secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.2.0.0/20" }],
        },
        id: (region) => g.regional("subnetworks", "subnet", region),
        imports: ["shop-prod/us-east1/subnet", "us-east1/subnet", "subnet"],
    },
    {
        type: g.FIREWALL,
        noun: "Firewall",
        inputs: async (client) => ({
            name: "allow",
            network: (await g.network(client)).id,
            allows: [{ protocol: "tcp", ports: ["443"] }],
            sourceRanges: ["10.0.0.0/8"],
        }),
        required: ["network"],
        dangling: { network: NO_NETWORK },
        unknown: ["creationTimestamp", "destinationRanges", "direction", "selfLink"],
        optional: ["destinationRanges", "direction"],
        replaced: { direction: "EGRESS", network: "other", priority: 900 },
        updated: {
            allows: [{ protocol: "udp" }],
            description: "new",
            disabled: true,
            logConfig: { metadata: "INCLUDE_ALL_METADATA" },
            sourceRanges: ["10.0.0.0/9"],
            targetTags: ["web"],
        },
        id: () => g.global("firewalls", "allow"),
        imports: ["shop-prod/allow", "allow"],
        global: true,
    },
    {
        type: g.ROUTE,
        noun: "Route",
        inputs: async (client) => ({
            name: "out",
            network: (await g.network(client)).id,
            destRange: "192.0.2.0/24",
            nextHopGateway: "default-internet-gateway",
        }),
        required: ["destRange", "network"],
        dangling: { network: NO_NETWORK },
        unknown: [
            "asPaths",
            "creationTimestamp",
            "nextHopHub",
            "nextHopInterRegionCost",
            "nextHopIp",
            "nextHopMed",
            "nextHopNetwork",
            "nextHopOrigin",
            "nextHopPeering",
            "routeStatus",
            "routeType",
            "selfLink",
            "warnings",
        ],
        optional: ["nextHopIp"],
        replaced: { description: "new", destRange: "198.51.100.0/24", network: "other", priority: 900, tags: ["web"] },
        updated: {},
        id: () => g.global("routes", "out"),
        imports: ["shop-prod/out", "out"],
        global: true,
    },
    {
        type: g.ADDRESS,
        noun: "Address",
        inputs: async (client, region) => ({
            ...g.at(region),
            name: "address",
            addressType: "INTERNAL",
            subnetwork: (await g.subnet(client, await g.network(client), "10.1.0.0/24", g.at(region))).id,
        }),
        required: [],
        dangling: { subnetwork: missing("subnetwork", "subnetwork", g.regional("subnetworks", "none")) },
        unknown: [
            "address",
            "addressId",
            "creationTimestamp",
            "networkTier",
            "prefixLength",
            "purpose",
            "selfLink",
            "users",
        ],
        optional: ["address", "networkTier", "prefixLength", "purpose"],
        replaced: { address: "10.1.0.9", addressType: "EXTERNAL", description: "new", subnetwork: "other" },
        updated: {},
        id: (region) => g.regional("addresses", "address", region),
        imports: ["shop-prod/us-east1/address", "us-east1/address", "address"],
    },
    {
        type: g.GATEWAY,
        noun: "HaVpnGateway",
        inputs: async (client, region) => ({
            ...g.at(region),
            name: "gateway",
            network: (await g.network(client)).id,
        }),
        required: ["network"],
        dangling: { network: NO_NETWORK },
        unknown: ["selfLink", "vpnInterfaces"],
        optional: ["vpnInterfaces"],
        replaced: { description: "new", network: "other", region: "us-west1", stackType: "IPV4_IPV6" },
        updated: {},
        id: (region) => g.regional("vpnGateways", "gateway", region),
        imports: ["shop-prod/us-east1/gateway", "us-east1/gateway", "gateway"],
    },
    {
        type: g.EXTERNAL,
        noun: "ExternalVpnGateway",
        inputs: () =>
            Promise.resolve({
                name: "onprem",
                redundancyType: "SINGLE_IP_INTERNALLY_REDUNDANT",
                interfaces: [{ id: 0, ipAddress: "203.0.113.1" }],
            }),
        required: [],
        dangling: {},
        unknown: ["selfLink"],
        replaced: {
            description: "new",
            interfaces: [{ id: 0, ipAddress: "203.0.113.2" }],
            redundancyType: "TWO_IPS_REDUNDANCY",
        },
        updated: {},
        id: () => g.global("externalVpnGateways", "onprem"),
        imports: ["shop-prod/onprem", "onprem"],
        global: true,
    },
    {
        type: g.ROUTER,
        noun: "Router",
        inputs: async (client, region) => ({
            ...g.at(region),
            name: "router",
            network: (await g.network(client)).id,
            bgp: { asn: 64_514, advertiseMode: "DEFAULT", keepaliveInterval: 20 },
        }),
        required: [],
        dangling: { network: NO_NETWORK },
        unknown: ["creationTimestamp", "selfLink"],
        replaced: { encryptedInterconnectRouter: true, network: "other", region: "us-west1" },
        updated: {
            bgp: {
                asn: 64_515,
                advertiseMode: "CUSTOM",
                advertisedGroups: ["ALL_SUBNETS"],
                advertisedIpRanges: [{ range: "10.9.0.0/16" }],
                identifierRange: "169.254.200.0/30",
                keepaliveInterval: 60,
            },
            description: "new",
        },
        id: (region) => g.regional("routers", "router", region),
        imports: ["shop-prod/us-east1/router", "us-east1/router", "router"],
    },
    {
        type: g.TUNNEL,
        noun: "VpnTunnel",
        inputs: async (client, region) => g.tunnelOf(await g.ends(client, region), 0, g.at(region)),
        required: [],
        dangling: {
            vpnGateway: missing("vpnGateway", "vpn_gateway", g.regional("vpnGateways", "none")),
            peerExternalGateway: missing(
                "peerExternalGateway",
                "external_vpn_gateway",
                g.global("externalVpnGateways", "none"),
            ),
            peerGcpGateway: missing("peerGcpGateway", "vpn_gateway", g.regional("vpnGateways", "none")),
            router: missing("router", "router", g.regional("routers", "none")),
        },
        without: { peerGcpGateway: ["peerExternalGateway", "peerExternalGatewayInterface"] },
        unknown: [
            "creationTimestamp",
            "detailedStatus",
            "localTrafficSelectors",
            "peerIp",
            "remoteTrafficSelectors",
            "selfLink",
            "sharedSecretHash",
            "tunnelId",
        ],
        optional: ["localTrafficSelectors", "peerIp", "remoteTrafficSelectors"],
        replaced: {
            cipherSuite: { phase1: { encryptions: ["AES-GCM-16-256"] } },
            description: "new",
            ikeVersion: 1,
            localTrafficSelectors: ["10.0.0.0/8"],
            peerExternalGateway: "other",
            peerExternalGatewayInterface: 1,
            peerGcpGateway: "other",
            peerIp: "8.8.8.8",
            region: "us-west1",
            remoteTrafficSelectors: ["10.0.0.0/8"],
            router: "other",
            sharedSecret: "another.secret",
            sharedSecretWoVersion: "2",
            vpnGateway: "other",
            vpnGatewayInterface: 1,
        },
        updated: {},
        id: (region) => g.regional("vpnTunnels", "tunnel-0", region),
        imports: ["shop-prod/us-east1/tunnel-0", "us-east1/tunnel-0", "tunnel-0"],
        unread: ["sharedSecret"],
    },
    {
        type: g.INTERFACE,
        noun: "RouterInterface",
        inputs: async (client, region) => ({
            ...g.at(region),
            name: "interface-0",
            router: "router",
            vpnTunnel: (await g.tunnel(client, await g.ends(client, region), 0, g.at(region))).id,
            ipRange: "169.254.10.1/30",
        }),
        required: ["router"],
        dangling: {
            router: NO_ROUTER,
            vpnTunnel: missing("interfaces[0].linkedVpnTunnel", "vpn_tunnel", g.regional("vpnTunnels", "none")),
        },
        unknown: ["ipVersion", "redundantInterface"],
        optional: ["ipVersion", "redundantInterface"],
        replaced: { ipRange: "169.254.10.5/30", region: "us-west1", router: "other", vpnTunnel: "other" },
        updated: {},
        id: (region) => `${region}/router/interface-0`,
        imports: ["shop-prod/us-east1/router/interface-0"],
    },
    {
        type: g.PEER,
        noun: "RouterBgpPeer",
        inputs: async (client, region) => {
            const over = await g.tunnel(client, await g.ends(client, region), 0, g.at(region));
            await g.routerInterface(client, over);
            return {
                ...g.at(region),
                name: "peer",
                router: "router",
                interface: "interface-0",
                peerIpAddress: "169.254.10.2",
                peerAsn: 65_010,
            };
        },
        required: ["interface", "peerAsn", "router"],
        dangling: {
            router: NO_ROUTER,
            interface: [
                "none",
                "400: Invalid value for field 'resource.bgpPeers[0].interfaceName': 'none'. " +
                    "The router has no such interface., invalid",
            ],
        },
        unknown: [
            "bfd",
            "enableIpv4",
            "ipAddress",
            "ipv4NexthopAddress",
            "ipv6NexthopAddress",
            "isAdvertisedRoutePrioritySet",
            "isCustomLearnedPrioritySet",
            "managementType",
            "peerIpv4NexthopAddress",
            "peerIpv6NexthopAddress",
        ],
        optional: [
            "bfd",
            "enableIpv4",
            "ipAddress",
            "ipv4NexthopAddress",
            "ipv6NexthopAddress",
            "peerIpv4NexthopAddress",
            "peerIpv6NexthopAddress",
        ],
        replaced: { interface: "other", region: "us-west1", router: "other" },
        updated: {
            advertiseMode: "CUSTOM",
            advertisedRoutePriority: 200,
            customLearnedIpRanges: [{ range: "10.9.0.0/16" }],
            customLearnedRoutePriority: 300,
            enable: false,
            md5AuthenticationKey: { name: "key", key: "a.shared.key" },
            peerAsn: 65_011,
        },
        id: (region) => `${g.regional("routers", "router", region)}/peer`,
        imports: ["shop-prod/us-east1/router/peer", "us-east1/router/peer", "router/peer"],
    },
    {
        type: g.ROUTE_POLICY,
        noun: "RouterRoutePolicy",
        inputs: async (client, region) => {
            await g.router(client, await g.network(client), g.at(region));
            return {
                ...g.at(region),
                name: "accepts",
                router: "router",
                type: "ROUTE_POLICY_TYPE_IMPORT",
                terms: [{ priority: 0, match: { expression: "destination != '10.9.0.0/16'" } }],
            };
        },
        required: ["router", "terms"],
        dangling: { router: NO_ROUTER },
        unknown: ["fingerprint"],
        replaced: { region: "us-west1", router: "other" },
        updated: {
            terms: [
                {
                    priority: 5,
                    match: { expression: "!destination.inAnyRange(['10.9.0.0/16'])" },
                    actions: [{ expression: "drop()" }],
                },
            ],
            type: "ROUTE_POLICY_TYPE_EXPORT",
        },
        id: (region) => `${g.regional("routers", "router", region)}/routePolicies/accepts`,
        imports: ["shop-prod/us-east1/router/accepts", "us-east1/router/accepts", "router/accepts"],
    },
];

testEveryGcpType({
    module: "compute",
    absent: {
        // Internal ranges and IPv6 of networks and subnets, and the switch that takes an attribute back.
        [g.NETWORK]: [
            "deleteBgpAlwaysCompareMed",
            "enableUlaInternalIpv6",
            "internalIpv6Range",
            "networkProfile",
            ...PARAMS,
        ],
        [g.SUBNETWORK]: [
            "externalIpv6Prefix",
            "internalIpv6Prefix",
            "ipCollection",
            "ipv6AccessType",
            "reservedInternalRange",
            "resolveSubnetMask",
            "sendSecondaryIpRangeIfEmpty",
            ...PARAMS,
        ],
        // Deprecated in favour of logConfig.
        [g.FIREWALL]: ["enableLogging", ...PARAMS],
        // Instances, load balancers and Classic VPN.
        [g.ROUTE]: ["nextHopIlb", "nextHopInstance", "nextHopInstanceZone", "nextHopVpnTunnel", ...PARAMS],
        // Addresses of IPv6, of one's own ranges, and ranges for Interconnect.
        [g.ADDRESS]: ["ipCollection", "ipv6EndpointType", "network"],
        [g.GATEWAY]: PARAMS,
        [g.EXTERNAL]: PARAMS,
        // A key comes with the peer that uses it; routers of Network Connectivity gateways.
        [g.ROUTER]: ["md5AuthenticationKeys", "nccGateway", ...PARAMS],
        // Classic VPN gateways.
        [g.TUNNEL]: ["targetVpnGateway", ...PARAMS],
        // VLAN attachments and router appliances.
        [g.INTERFACE]: ["interconnectAttachment", "privateIpAddress", "subnetwork"],
        // Router appliances.
        [g.PEER]: ["routerApplianceInstance"],
    },
    absentOutputs: { [g.SUBNETWORK]: ["ipv6CidrRange", "ipv6GceEndpoint", "state"] },
    cases: CASES,
});

test("the version is that of the SDK", () => expect(gcp.version).toBe(sdkVersion("gcp")));
