/** Numbers as the documents that are named give them, typed here a second time. */
import { CLOUDFLARE_LIMITS, FRONT_DOOR_LIMITS, SHARE_RANGES } from "../../../facts/limits/accelerators";
import { GLOBAL_ACCELERATOR_LIMITS, TRAFFIC_MANAGER_LIMITS } from "../../../facts/limits/accelerators";
import { ROUTE53_GEOPROXIMITY_BIAS } from "../../../facts/limits/accelerators";
import { AWS_LIMITS, AWS_QUOTAS, PREFIX_LIST_COUNTS, VPC_PREFIX_LENGTHS } from "../../../facts/limits/aws";
import { TRANSIT_GATEWAY_PREFIX_LENGTHS } from "../../../facts/limits/aws";
import { AZURE_LIMITS, VIRTUAL_HUB_PREFIX_LENGTHS } from "../../../facts/limits/azure";
import { GCP_LIMITS } from "../../../facts/limits/gcp";
import type { Limit, UnknownLimit } from "../../../facts/limits/limit";
import { MESH_LIMITS } from "../../../facts/limits/mesh";

type Row = [
    value: number | undefined,
    unit: string,
    raisable: boolean | undefined,
    certainty: string,
    ceiling?: number,
];

/** Its document does not say whether it is raised. */
const UNSAID = undefined;

const rows = (table: Readonly<Record<string, Limit | UnknownLimit>>): Record<string, Row> =>
    Object.fromEntries(
        Object.entries(table).map(([name, l]): [string, Row] => [
            name,
            [l.value, l.unit, l.adjustable, l.source.certainty, ...(l.ceiling === undefined ? [] : [l.ceiling])] as Row,
        ]),
    );

test("AWS, as its quota pages say", () => {
    expect(rows(AWS_LIMITS)).toEqual({
        // VPC Transit Gateway guide, Quotas.
        routeTablesPerGateway: [20, "tables", true, "read"],
        routesPerGateway: [10_000, "routes", true, "read"],
        peeringsPerGateway: [50, "peerings", true, "read"],
        gatewaysPerRegion: [5, "transit gateways", true, "read"],
        cidrBlocksPerGateway: [5, "CIDR blocks", false, "read"],
        attachmentsPerGateway: [5_000, "attachments", false, "read"],
        gatewaysPerVpc: [5, "transit gateways", false, "read"],
        attachmentsOfVpcPerGateway: [1, "attachments", false, "read"],
        pendingPeeringsPerGateway: [10, "peerings", true, "read"],
        peeringsBetweenTwoGateways: [1, "peerings", false, "read"],
        connectPeersPerConnect: [4, "Connect peers", false, "read"],
        routesFromConnectPeer: [1_000, "routes", true, "read"],
        routesToConnectPeer: [5_000, "routes", false, "read"],
        staticRoutesPerPrefixAndAttachment: [1, "routes", false, "read"],
        // Amazon VPC quotas.
        routesPerVpcTable: [50, "routes", true, "known", 1_000],
        peeringsPerVpc: [50, "peerings", true, "read", 125],
        ipv4CidrsPerVpc: [5, "CIDR blocks", true, "read", 50],
        // Site-to-Site VPN quotas.
        customerGatewaysPerRegion: [50, "customer gateways", true, "read"],
        vpnConnectionsPerRegion: [50, "VPN connections", true, "read"],
        vpnConnectionsPerVirtualPrivateGateway: [10, "VPN connections", true, "read"],
        routesFromCustomerToVirtualPrivateGateway: [100, "routes", false, "read"],
        routesFromCustomerToTransitGateway: [1_000, "routes", UNSAID, "read"],
        routesFromVirtualPrivateGatewayToCustomer: [1_000, "routes", UNSAID, "read"],
        routesFromTransitGatewayToCustomer: [5_000, "routes", UNSAID, "read"],
        sitesPerVpnConcentrator: [100, "sites", true, "read"],
        tunnelsPerVpnConnection: [2, "tunnels", false, "read"],
        // Direct Connect quotas.
        directConnectGatewaysPerTransitGateway: [20, "Direct Connect gateways", UNSAID, "read"],
        // An older edition; a list of 2026 says 6 and 200.
        transitGatewaysPerDirectConnectGateway: [3, "transit gateways", false, "read"],
        allowedPrefixesPerAssociation: [20, "prefixes", false, "read"],
        transitInterfacesPerDedicatedConnection: [4, "transit virtual interfaces", false, "read"],
        transitInterfacesPerHostedConnection: [1, "transit virtual interfaces", false, "read"],
        routesOnVirtualInterface: [100, "routes", true, "read", 1_000],
        // Cloud WAN quotas.
        segmentsPerCoreNetwork: [40, "segments", false, "read"],
        attachmentsPerCoreNetwork: [5_000, "attachments", true, "read"],
        edgesPerRegion: [1, "edges", false, "read"],
        coreAttachmentsPerVpc: [5, "attachments", false, "read"],
        transitGatewayPeeringsPerCoreNetwork: [50, "peerings", true, "read"],
        policySize: [1, "MB", false, "read"],
    });
});

test("where documents disagree the lowest counts, and the doubt is said", () => {
    const { transitGatewaysPerDirectConnectGateway: gateways, allowedPrefixesPerAssociation: prefixes } = AWS_LIMITS;
    expect([gateways.doubt, prefixes.doubt]).toEqual([
        "A list of AWS's changes of 2024–2026 says 6: ask AWS which holds for you",
        "A list of AWS's changes of 2024–2026 says 200: ask AWS which holds for you",
    ]);
    expect([gateways.raise, prefixes.raise]).toEqual(["cannot be raised", "cannot be raised"]);
});

test("sizes that providers demand of networks, and what a prefix list counts for", () => {
    // VPC Transit Gateway guide: /24 or larger for IPv4, /64 or larger for IPv6.
    expect([TRANSIT_GATEWAY_PREFIX_LENGTHS.ipv4, TRANSIT_GATEWAY_PREFIX_LENGTHS.ipv6]).toEqual([
        { longest: 24 },
        { longest: 64 },
    ]);
    // azure-docs, Virtual WAN hub settings: at least /24, /23 recommended.
    expect([VIRTUAL_HUB_PREFIX_LENGTHS.longest, VIRTUAL_HUB_PREFIX_LENGTHS.recommended]).toEqual([24, 23]);
    // Amazon VPC quotas: the maximum number of entries counts, not how many there are.
    expect([PREFIX_LIST_COUNTS.value, PREFIX_LIST_COUNTS.source.certainty]).toEqual(["maxEntries", "read"]);
});

test("Route 53's geoproximity bias is −99 to 99", () => {
    expect(ROUTE53_GEOPROXIMITY_BIAS).toEqual({
        lowest: -99,
        highest: 99,
        source: { document: "Route 53 developer guide, geoproximity routing", date: "2026-11", certainty: "known" },
    });
});

test("TransitHub's four quotas are among them under the same names", () => {
    expect(Object.keys(AWS_QUOTAS)).toEqual([
        "routeTablesPerGateway",
        "routesPerGateway",
        "peeringsPerGateway",
        "routesPerVpcTable",
    ]);
    expect(AWS_LIMITS).toEqual(expect.objectContaining(AWS_QUOTAS));
});

test("an IPv4 block of a VPC is a /16 to a /28 (VPC user guide)", () => {
    expect([VPC_PREFIX_LENGTHS.shortest, VPC_PREFIX_LENGTHS.longest]).toEqual([16, 28]);
});

test("Azure, as the limits of Virtual WAN and VPN gateways say", () => {
    expect(rows(AZURE_LIMITS)).toEqual({
        vnetConnectionsPerHub: [500, "VNet connections", UNSAID, "read"],
        branchConnectionsPerHub: [1_000, "branch connections", UNSAID, "read"],
        routesPerHub: [10_000, "routes", UNSAID, "read"],
        routingUnitsPerHub: [50, "routing units", UNSAID, "read"],
        tunnelsPerSiteLink: [2, "tunnels", UNSAID, "read"],
        linksPerVpnConnection: [4, "links", UNSAID, "read"],
        expressRouteCircuitsPerHub: [8, "circuits", UNSAID, "read"],
        vnetAddressSpacesPerHub: [600, "address spaces", UNSAID, "read"],
        internetPoliciesPerHub: [1, "policies", false, "read"],
        privatePoliciesPerHub: [1, "policies", false, "read"],
        peeringsPerVnet: [500, "peerings", UNSAID, "read"],
        tunnelsPerBasicGateway: [10, "tunnels", UNSAID, "read"],
        tunnelsPerSmallGateway: [30, "tunnels", UNSAID, "read"],
        tunnelsPerLargeGateway: [100, "tunnels", UNSAID, "read"],
        prefixesPerBgpSession: [4_000, "prefixes", UNSAID, "read"],
        // Two /24 of the range hold 64 /30 each.
        linkLocalTunnelNetworks: [128, "tunnel networks", false, "derived"],
        policiesPerConnection: [1, "policies", false, "read"],
    });
    expect(AZURE_LIMITS.vnetAddressSpacesPerHub.warnAbove).toBe(540);
});

test("Google: what its pages say, and what only a project's own quotas say", () => {
    expect(rows(GCP_LIMITS)).toEqual({
        activeVpcSpokesPerHub: [250, "VPC spokes", true, "read"],
        hubsPerProject: [undefined, "hubs", true, "unknown"],
        vpcSpokesPerProject: [undefined, "VPC spokes", true, "unknown"],
        tunnelSpokesPerRegion: [undefined, "spokes", true, "unknown"],
        attachmentSpokesPerRegion: [undefined, "spokes", true, "unknown"],
        applianceSpokesPerRegion: [undefined, "spokes", true, "unknown"],
        applianceInstancesPerSpoke: [8, "instances", UNSAID, "known"],
        customLearnedRoutesPerSession: [10, "prefixes", false, "known"],
        hybridResourcesPerSpoke: [8, "linked resources", UNSAID, "known"],
        hubsPerVpc: [1, "hubs", false, "read"],
        peeringsPerNetwork: [25, "peerings", true, "read"],
        peeringNameLength: [63, "characters", false, "read"],
    });
    expect(GCP_LIMITS.hubsPerProject.ask).toBe(
        "Network Connectivity Center hubs per project, as your project's Cloud Quotas page shows",
    );
});

test("the global fronts", () => {
    // Global Accelerator endpoints and quotas.
    expect(rows(GLOBAL_ACCELERATOR_LIMITS)).toEqual({
        acceleratorsPerAccount: [20, "accelerators", true, "read"],
        listenersPerAccelerator: [10, "listeners", true, "read"],
        groupsPerAccelerator: [42, "endpoint groups", false, "read"],
        endpointsPerGroup: [10, "endpoints", false, "read"],
        portRangesPerListener: [10, "port ranges", false, "read"],
        portOverridesPerGroup: [10, "port overrides", true, "read"],
        crossAccountAttachmentsPerAccount: [10, "cross-account attachments", true, "read"],
    });
    expect(rows(FRONT_DOOR_LIMITS)).toEqual({
        profilesPerSubscription: [500, "profiles", UNSAID, "read"],
        endpointsPerStandardProfile: [10, "endpoints", UNSAID, "read"],
        endpointsPerPremiumProfile: [25, "endpoints", UNSAID, "read"],
        originGroupsPerStandardProfile: [100, "origin groups", UNSAID, "read"],
        originGroupsPerPremiumProfile: [200, "origin groups", UNSAID, "read"],
        originsPerGroup: [50, "origins", UNSAID, "read"],
        domainsPerStandardProfile: [100, "domains", UNSAID, "read"],
        domainsPerPremiumProfile: [500, "domains", UNSAID, "read"],
        compositeRoutesPerProfile: [5_000, "composite routes", UNSAID, "read"],
    });
    expect(rows(TRAFFIC_MANAGER_LIMITS)).toEqual({ endpointsPerProfile: [200, "endpoints", UNSAID, "read"] });
    // Cloudflare Load Balancing, Limitations: monitors are one and a half times the pools.
    expect(rows(CLOUDFLARE_LIMITS)).toEqual({
        loadBalancersPerAccount: [20, "load balancers", true, "read"],
        poolsPerAccount: [20, "pools", true, "read"],
        endpointsPerAccount: [20, "endpoints", true, "read"],
        monitorsPerAccount: [30, "monitors", true, "derived"],
    });
});

test("shares of traffic: where they start at 1, an endpoint is led away by disabling it", () => {
    expect(Object.entries(SHARE_RANGES).map(([name, { lowest, highest }]) => [name, lowest, highest])).toEqual([
        ["globalAcceleratorDial", 0, 100],
        ["globalAcceleratorWeight", 0, 255],
        ["route53Weight", 0, 255],
        ["trafficManagerWeight", 1, 1_000],
        ["trafficManagerPriority", 1, 1_000],
        ["frontDoorWeight", 1, 1_000],
        ["frontDoorPriority", 1, 5],
        ["googleCapacityScaler", 0, 1],
        ["cloudflareWeight", 0, 1],
    ]);
});

test("meshes and their policies", () => {
    expect(rows(MESH_LIMITS)).toEqual({
        ciliumClusterNameLength: [32, "characters", false, "read"],
        ciliumClusters: [255, "clusters", true, "read", 511],
        // Ids whose bit 7 is clear: 1–127, and 256–383 of 511.
        ciliumClustersOnEni: [127, "clusters", true, "derived", 255],
        ciliumIdentitiesPerCluster: [65_535, "identities", false, "read"],
        ciliumIdentitiesPerClusterOf511: [32_767, "identities", false, "read"],
        weavePeers: [200, "peers", true, "read"],
        calicoRulesPerPolicy: [1_024, "rules", false, "read"],
        clusterNetworkPolicyRules: [25, "rules", false, "read"],
        clusterNetworkPolicyPriority: [1_000, "", false, "read"],
        submarinerEgressAddresses: [8, "addresses", true, "read"],
    });
    const usable = (highest: number): number =>
        Array.from({ length: highest }, (_, i) => i + 1).filter((id) => (id & 0x80) === 0).length;
    expect([usable(255), usable(511)]).toEqual([127, 255]);
});

const SAID: Record<string, RegExp> = {
    false: /^cannot be raised$/,
    undefined: /^ask the provider whether it can be raised$/,
};

test("every row says what it counts, for whom, how it is raised and what to do instead", () => {
    const tables = [AWS_LIMITS, AZURE_LIMITS, GCP_LIMITS, GLOBAL_ACCELERATOR_LIMITS, FRONT_DOOR_LIMITS];
    const more = [TRAFFIC_MANAGER_LIMITS, CLOUDFLARE_LIMITS, MESH_LIMITS];
    for (const limit of [...tables, ...more].flatMap((t): (Limit | UnknownLimit)[] => Object.values(t))) {
        expect([limit.what, limit.scope, limit.source.document]).not.toContain("");
        expect(limit.fix).toMatch(/^[A-Z].*[^.]$/);
        const raise =
            limit.adjustable === true ? /^(have|request|move|allocate|install|set) / : SAID[`${limit.adjustable}`];
        expect(limit.raise).toMatch(raise!);
        expect(limit.doubt ?? "Ends").toMatch(/^[A-Z].*[^.]$/);
        expect(limit.ceiling ?? Infinity).toBeGreaterThan(limit.value ?? 0);
    }
});
