/**
 * What holds for every modelled type of Azure's network and its resource groups. What is replaced: the provider's schema
 * (names, group and location, for everything else Azure itself refuses). Error codes: Azure Resource Manager documentation.
 */
import { azure } from "../../../sim/azure";
import * as az from "../../support/azure";
import { baseCases, filterCases, vpnCases } from "../../support/azure-cases";
import { testEveryAzureType } from "../../support/azure-every-type";
import { WAN_ABSENT, WAN_ABSENT_OUTPUTS, WAN_DECIDED, wanCases } from "../../support/azure-wan-cases";
import { sdkVersion } from "../../support/sdk-types";

testEveryAzureType({
    modules: ["network", "resources"],
    absent: {
        ...WAN_ABSENT,
        // Peerings, encryption, DDoS plans, edge zones, address pools of a network manager.
        [az.NETWORK]: [
            ...["bgpCommunities", "ddosProtectionPlan", "encryption", "extendedLocation", "id", "ipAllocations"],
            "virtualNetworkPeerings",
        ],
        // Application gateways, NAT gateways, address pools, policies of service endpoints, sharing.
        [az.SUBNET]: [
            ...["applicationGatewayIPConfigurations", "id", "ipAllocations", "ipamPoolPrefixAllocations", "natGateway"],
            ...["serviceEndpointPolicies", "sharingScope"],
        ],
        // DDoS settings, edge zones, IP tags, prefixes, migration from Basic.
        [az.ADDRESS]: [
            ...["ddosSettings", "extendedLocation", "id", "ipTags", "linkedPublicIPAddress", "migrationPhase"],
            ...["natGateway", "publicIPPrefix", "servicePublicIPAddress"],
        ],
        // ExpressRoute, point-to-site, NAT rules, edge zones, identities.
        [az.GATEWAY]: [
            ...["adminState", "allowRemoteVnetTraffic", "allowVirtualWanTraffic", "autoScaleConfiguration"],
            ...["customRoutes", "enableBgpRouteTranslationForNat", "extendedLocation", "id", "identity", "natRules"],
            ...["resiliencyModel", "vNetExtendedLocationResourceId", "virtualNetworkGatewayPolicyGroups"],
            "vpnClientConfiguration",
        ],
        // Application security groups.
        [az.SECURITY_GROUP]: ["id"],
        [az.SECURITY_RULE]: ["destinationApplicationSecurityGroups", "id", "sourceApplicationSecurityGroups"],
        [az.ROUTE_TABLE]: ["id"],
        [az.ROUTE]: ["id"],
        [az.LOCAL_GATEWAY]: ["id"],
        // ExpressRoute, NAT rules, private addresses.
        [az.CONNECTION]: [
            ...["authorizationKey", "egressNatRules", "enablePrivateLinkFastPath", "expressRouteGatewayBypass", "id"],
            ...["ingressNatRules", "peer", "useLocalAzureIpAddress"],
        ],
    },
    absentOutputs: {
        ...WAN_ABSENT_OUTPUTS,
        [az.NETWORK]: ["flowLogs"],
        [az.SUBNET]: [
            ...["ipConfigurationProfiles", "privateEndpoints", "purpose", "resourceNavigationLinks"],
            "serviceAssociationLinks",
        ],
        [az.SECURITY_GROUP]: ["flowLogs", "networkInterfaces"],
        [az.GATEWAY]: ["inboundDnsForwardingEndpoint"],
    },
    decidedOutputs: { ...WAN_DECIDED, [az.ADDRESS]: ["ipAddress"] },
    cases: (client) => [...baseCases(client), ...filterCases(client), ...vpnCases(client), ...wanCases(client)],
});

test("it claims to be of the SDK's version", () => {
    expect(azure.version).toBe(sdkVersion("azure-native"));
});
