/** Limits of Azure that a plan can break: Virtual WAN, VPN gateways, virtual networks. */
import type { Source } from "../fact";
import { fixed, unsaid, type Limit } from "./limit";

const read = (document: string): Source => ({ document, date: "2026-11", certainty: "read" });

const WAN = read("azure-docs, virtual-wan-limits");
const HUB = read("azure-docs, Virtual WAN hub settings");
const ROUTING = read("azure-docs, Virtual WAN routing policies");
const VPN_SKUS: Source = { document: "azure-docs, About gateway SKUs", date: "2025-06", certainty: "read" };
const VPN_FAQ = read("azure-docs, VPN Gateway FAQ");

export const AZURE_LIMITS = {
    /** Less by one for every hub of the WAN: see `vnetConnectionsPerHub`. */
    vnetConnectionsPerHub: unsaid({
        value: 500,
        unit: "VNet connections",
        what: "VNet connections per hub, counting every hub of the WAN as one",
        scope: "virtual hub",
        source: WAN,
        fix: "Add a hub",
    }),
    branchConnectionsPerHub: unsaid({
        value: 1_000,
        unit: "branch connections",
        what: "branch connections per hub",
        scope: "virtual hub",
        source: WAN,
        fix: "Add a hub",
    }),
    routesPerHub: unsaid({
        value: 10_000,
        unit: "routes",
        what: "routes per hub",
        scope: "virtual hub",
        source: WAN,
        fix: "Advertise wider prefixes",
    }),
    routingUnitsPerHub: unsaid({
        value: 50,
        unit: "routing units",
        what: "routing units of a hub's router",
        scope: "virtual hub",
        source: HUB,
        fix: "Add a hub",
    }),
    tunnelsPerSiteLink: unsaid({
        value: 2,
        unit: "tunnels",
        what: "tunnels per link of a Virtual WAN VPN site",
        scope: "site link",
        source: WAN,
        fix: "Add a link to the site",
    }),
    linksPerVpnConnection: unsaid({
        value: 4,
        unit: "links",
        what: "links per Virtual WAN VPN connection",
        scope: "VPN connection",
        source: WAN,
        fix: "Add a VPN site",
    }),
    expressRouteCircuitsPerHub: unsaid({
        value: 8,
        unit: "circuits",
        what: "ExpressRoute circuits per hub",
        scope: "virtual hub",
        source: WAN,
        fix: "Add a hub",
    }),
    /** With routing intent only. */
    vnetAddressSpacesPerHub: unsaid({
        value: 600,
        unit: "address spaces",
        what: "VNet address spaces per hub with routing intent",
        scope: "virtual hub",
        source: ROUTING,
        fix: "Merge address spaces, or add a hub",
        warnAbove: 540,
    }),
    /** The document has it as a rule, and the next one too: a second policy is refused. */
    internetPoliciesPerHub: fixed({
        value: 1,
        unit: "policies",
        what: "Internet routing policies per hub",
        scope: "virtual hub",
        source: ROUTING,
        fix: "Merge the policies",
    }),
    privatePoliciesPerHub: fixed({
        value: 1,
        unit: "policies",
        what: "private routing policies per hub",
        scope: "virtual hub",
        source: ROUTING,
        fix: "Merge the policies",
    }),
    peeringsPerVnet: unsaid({
        value: 500,
        unit: "peerings",
        what: "peerings per virtual network",
        scope: "virtual network",
        source: read("azure-docs, Azure networking limits"),
        fix: "Connect the networks to a Virtual WAN hub",
    }),
    tunnelsPerBasicGateway: unsaid({
        value: 10,
        unit: "tunnels",
        what: "tunnels per VPN gateway of SKU Basic",
        scope: "VPN gateway",
        source: VPN_SKUS,
        fix: "Use VpnGw2AZ or larger",
    }),
    /** VpnGw1AZ, VpnGw2AZ and VpnGw3AZ. */
    tunnelsPerSmallGateway: unsaid({
        value: 30,
        unit: "tunnels",
        what: "tunnels per VPN gateway of SKU VpnGw1AZ to VpnGw3AZ",
        scope: "VPN gateway",
        source: VPN_SKUS,
        fix: "Use VpnGw4AZ or VpnGw5AZ",
    }),
    /** VpnGw4AZ and VpnGw5AZ. */
    tunnelsPerLargeGateway: unsaid({
        value: 100,
        unit: "tunnels",
        what: "tunnels per VPN gateway of SKU VpnGw4AZ or VpnGw5AZ",
        scope: "VPN gateway",
        source: VPN_SKUS,
        fix: "Use Virtual WAN",
    }),
    /** Above it the session drops. */
    prefixesPerBgpSession: unsaid({
        value: 4_000,
        unit: "prefixes",
        what: "prefixes that a VPN gateway accepts over BGP",
        scope: "VPN gateway",
        source: VPN_FAQ,
        fix: "Advertise wider prefixes",
    }),
    /** 169.254.21.0–169.254.22.255 holds 128 blocks of /30. */
    linkLocalTunnelNetworks: fixed({
        value: 128,
        unit: "tunnel networks",
        what: "link-local /30 networks that Azure accepts inside tunnels",
        scope: "every tunnel that touches Azure",
        source: { ...VPN_FAQ, certainty: "derived" },
        fix: "Use BGP addresses of the gateways' own subnets",
    }),
    /** The document has it as a rule: exactly one. */
    policiesPerConnection: fixed({
        value: 1,
        unit: "policies",
        what: "custom IPsec policies per VPN connection",
        scope: "VPN connection",
        source: VPN_FAQ,
        fix: "Keep one policy",
    }),
} as const satisfies Record<string, Limit>;

/** The longest prefix of a virtual hub's own network, which cannot be changed later; /23 is recommended. */
export const VIRTUAL_HUB_PREFIX_LENGTHS = { longest: 24, recommended: 23, source: HUB } as const;
