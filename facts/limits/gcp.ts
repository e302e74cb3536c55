/** Limits of Google Cloud that a plan can break. Network Connectivity Center's numbers stand in each project's quotas only. */
import { but, type Source } from "../fact";
import { fixed, raisable, unknownLimit, unsaid, type Limit, type UnknownLimit } from "./limit";

const NCC_QUOTAS: Source = {
    document: "Network Connectivity Center, Quotas and limits",
    date: "2026-11",
    certainty: "read",
};
const VPC_PEERING: Source = { document: "VPC, VPC Network Peering", date: "2026-11", certainty: "read" };
const RAISE = "request more in Cloud Quotas";

const inCloudQuotas = (unit: string, what: string, scope: string): UnknownLimit =>
    unknownLimit(RAISE, `${what}, as your project's Cloud Quotas page shows`, {
        unit,
        what,
        scope,
        source: { document: NCC_QUOTAS.document, date: NCC_QUOTAS.date },
        fix: "Use fewer, or another project",
    });

export const GCP_LIMITS = {
    /** Older pages; today's page refers to Cloud Quotas. */
    activeVpcSpokesPerHub: raisable(RAISE, {
        value: 250,
        unit: "VPC spokes",
        what: "active VPC spokes per hub",
        scope: "hub",
        source: { document: "Network Connectivity Center, VPC spokes overview", date: "2024", certainty: "read" },
        fix: "Add a hub",
        doubt: "Google's page of today gives no number: look at your project's Cloud Quotas page",
    }),
    hubsPerProject: inCloudQuotas("hubs", "Network Connectivity Center hubs per project", "project"),
    vpcSpokesPerProject: inCloudQuotas("VPC spokes", "VPC spokes per project", "project"),
    tunnelSpokesPerRegion: inCloudQuotas("spokes", "Cloud VPN spokes per project and region", "project and region"),
    attachmentSpokesPerRegion: inCloudQuotas(
        "spokes",
        "VLAN attachment spokes per project and region",
        "project and region",
    ),
    applianceSpokesPerRegion: inCloudQuotas(
        "spokes",
        "router appliance spokes per project and region",
        "project and region",
    ),
    applianceInstancesPerSpoke: unsaid({
        value: 8,
        unit: "instances",
        what: "router appliance instances per spoke",
        scope: "spoke",
        source: but(NCC_QUOTAS, { certainty: "known" }),
        fix: "Add a spoke",
    }),
    customLearnedRoutesPerSession: fixed({
        value: 10,
        unit: "prefixes",
        what: "custom learned routes per BGP session of a Cloud Router",
        scope: "session",
        source: { document: "Cloud Router, Quotas and limits", date: "2026-11", certainty: "known" },
        fix: "Name fewer and wider prefixes",
    }),
    hybridResourcesPerSpoke: unsaid({
        value: 8,
        unit: "linked resources",
        what: "tunnels or VLAN attachments per spoke",
        scope: "spoke",
        source: but(NCC_QUOTAS, { certainty: "known" }),
        fix: "Add a spoke",
    }),
    /** The document has it as a rule: a second spoke of the same network is refused. */
    hubsPerVpc: fixed({
        value: 1,
        unit: "hubs",
        what: "hubs per VPC network",
        scope: "VPC network",
        source: { document: "Network Connectivity Center, VPC spokes overview", date: "2026-11", certainty: "read" },
        fix: "Connect the network to one hub",
    }),
    peeringsPerNetwork: raisable(RAISE, {
        value: 25,
        unit: "peerings",
        what: "peerings per VPC network",
        scope: "VPC network",
        source: VPC_PEERING,
        fix: "Use Network Connectivity Center",
    }),
    peeringNameLength: fixed({
        value: 63,
        unit: "characters",
        what: "length of a peering's name",
        scope: "peering",
        source: VPC_PEERING,
        fix: "Use a shorter name",
    }),
} as const satisfies Record<string, Limit | UnknownLimit>;
