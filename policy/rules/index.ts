/** All rules, in the order in which reports and the documentation have them. */
import type { Rule } from "../rule";
import { EXEMPTION_EXPIRED, EXEMPTION_UNUSED } from "../exemptions";
import { rule as encryptionDistributionTls } from "./encryption/distribution-tls";
import { rule as encryptionListenerTls } from "./encryption/listener-tls";
import { rule as encryptionPathBetweenSites } from "./encryption/path-between-sites";
import { rule as encryptionTargetProtocol } from "./encryption/target-protocol";
import { rule as encryptionTunnelIkeVersion } from "./encryption/tunnel-ike-version";
import { rule as encryptionTunnelSuite } from "./encryption/tunnel-suite";
import { rule as segmentationDefaultGroup } from "./segmentation/default-group";
import { rule as segmentationHubAutoAccept } from "./segmentation/hub-auto-accept";
import { rule as segmentationHubDefaultTables } from "./segmentation/hub-default-tables";
import { rule as segmentationMustNotReach } from "./segmentation/must-not-reach";
import { rule as segmentationNoOpenAcl } from "./segmentation/no-open-acl";
import { rule as segmentationNoOpenGroup } from "./segmentation/no-open-group";
import { rule as segmentationPeeringRoutes } from "./segmentation/peering-routes";
import { rule as exposureClusterApi } from "./exposure/cluster-api";
import { rule as exposureEndpointAcceptance } from "./exposure/endpoint-acceptance";
import { rule as exposureOpenAcl } from "./exposure/open-acl";
import { rule as exposureOpenPort } from "./exposure/open-port";
import { rule as exposurePublicAddress } from "./exposure/public-address";
import { rule as exposureWebBehindBalancer } from "./exposure/web-behind-balancer";
import { rule as consistencyAsnUnique } from "./consistency/asn-unique";
import { rule as consistencyBothDirections } from "./consistency/both-directions";
import { rule as consistencyMustReach } from "./consistency/must-reach";
import { rule as consistencyNoOverlap } from "./consistency/no-overlap";
import { rule as consistencySameSegments } from "./consistency/same-segments";
import { rule as consistencyTunnelEndsAgree } from "./consistency/tunnel-ends-agree";
import { rule as resilienceNatPerZone } from "./resilience/nat-per-zone";
import { rule as resilienceGatewayInstances } from "./resilience/gateway-instances";
import { rule as resilienceGatewayZones } from "./resilience/gateway-zones";
import { rule as resilienceNoSinglePoint } from "./resilience/no-single-point";
import { rule as resilienceTwoDevices } from "./resilience/two-devices";
import { rule as resilienceTwoZones } from "./resilience/two-zones";
import { rule as observabilityBalancerLogs } from "./observability/balancer-logs";
import { rule as observabilityFlowLogs } from "./observability/flow-logs";
import { rule as observabilityGatewayLogs } from "./observability/gateway-logs";
import { rule as observabilityLogRetention } from "./observability/log-retention";
import { rule as observabilityTunnelAlarm } from "./observability/tunnel-alarm";
import { rule as observabilityTunnelLogs } from "./observability/tunnel-logs";
import { rule as residencyAdequateCountry } from "./residency/adequate-country";
import { rule as residencyAllowedRegions } from "./residency/allowed-regions";
import { rule as residencyDataFlow } from "./residency/data-flow";
import { rule as residencyDataPlace } from "./residency/data-place";
import { rule as costBudget } from "./cost/budget";
import { rule as hygieneCertificateExpiry } from "./hygiene/certificate-expiry";
import { rule as hygieneKeyReuse } from "./hygiene/key-reuse";
import { rule as hygienePresharedKey } from "./hygiene/preshared-key";
import { rule as hygieneRequiredTags } from "./hygiene/required-tags";

export const RULES: readonly Rule[] = [
    encryptionDistributionTls,
    encryptionListenerTls,
    encryptionPathBetweenSites,
    encryptionTargetProtocol,
    encryptionTunnelIkeVersion,
    encryptionTunnelSuite,
    segmentationDefaultGroup,
    segmentationHubAutoAccept,
    segmentationHubDefaultTables,
    segmentationMustNotReach,
    segmentationNoOpenAcl,
    segmentationNoOpenGroup,
    segmentationPeeringRoutes,
    exposureClusterApi,
    exposureEndpointAcceptance,
    exposureOpenAcl,
    exposureOpenPort,
    exposurePublicAddress,
    exposureWebBehindBalancer,
    consistencyAsnUnique,
    consistencyBothDirections,
    consistencyMustReach,
    consistencyNoOverlap,
    consistencySameSegments,
    consistencyTunnelEndsAgree,
    resilienceNatPerZone,
    resilienceGatewayInstances,
    resilienceGatewayZones,
    resilienceNoSinglePoint,
    resilienceTwoDevices,
    resilienceTwoZones,
    observabilityBalancerLogs,
    observabilityFlowLogs,
    observabilityGatewayLogs,
    observabilityLogRetention,
    observabilityTunnelAlarm,
    observabilityTunnelLogs,
    residencyAdequateCountry,
    residencyAllowedRegions,
    residencyDataFlow,
    residencyDataPlace,
    costBudget,
    hygieneCertificateExpiry,
    hygieneKeyReuse,
    hygienePresharedKey,
    hygieneRequiredTags,
    EXEMPTION_EXPIRED,
    EXEMPTION_UNUSED,
];
