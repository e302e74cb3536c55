/** Limits of AWS that a plan can break: Transit Gateway, VPC, Site-to-Site VPN, Direct Connect, Cloud WAN. */
import { but, fact, type Source } from "../fact";
import { fixed, raisable, unsaid, type Counted, type Limit } from "./limit";

const read = (document: string): Source => ({ document, date: "2026-11", certainty: "read" });

const TGW_QUOTAS = read("VPC Transit Gateway guide, Quotas");
const VPC_QUOTAS = read("VPC user guide, Amazon VPC quotas");
const VPN_QUOTAS = read("Site-to-Site VPN user guide, Quotas");
const DX_QUOTAS = read("Direct Connect user guide, Quotas");
const WAN_QUOTAS = read("Cloud WAN guide, Quotas");

const raised = (limit: Counted): Limit => raisable("have AWS raise the quota", limit);

/** What TransitHub checks; a user gives a raised quota under the same name, as `aws.limits.routesPerGateway`. */
export const AWS_QUOTAS = {
    routeTablesPerGateway: raised({
        value: 20,
        unit: "tables",
        what: "route tables per transit gateway",
        scope: "transit gateway",
        source: TGW_QUOTAS,
        fix: "Use fewer segments",
    }),
    /** Over all tables of the gateway together, static and propagated. */
    routesPerGateway: raised({
        value: 10_000,
        unit: "routes",
        what: "routes over all tables of a transit gateway",
        scope: "transit gateway",
        source: TGW_QUOTAS,
        fix: "Declare supernets for the other hubs",
    }),
    peeringsPerGateway: raised({
        value: 50,
        unit: "peerings",
        what: "peerings per transit gateway",
        scope: "transit gateway",
        source: TGW_QUOTAS,
        fix: "Use hub-and-spoke",
    }),
    /** 50 for years; AWS raised the standard since, so accounts differ. The lowest that is granted everywhere counts. */
    routesPerVpcTable: raised({
        value: 50,
        unit: "routes",
        what: "routes per VPC route table",
        scope: "account and Region",
        source: but(VPC_QUOTAS, { certainty: "known" }),
        fix: "Route wider prefixes, or a prefix list",
        ceiling: 1_000,
    }),
} as const satisfies Record<string, Limit>;

const TRANSIT_GATEWAY = {
    gatewaysPerRegion: raised({
        value: 5,
        unit: "transit gateways",
        what: "transit gateways per account and Region",
        scope: "account and Region",
        source: TGW_QUOTAS,
        fix: "Share one gateway between segments",
    }),
    cidrBlocksPerGateway: fixed({
        value: 5,
        unit: "CIDR blocks",
        what: "CIDR blocks per transit gateway",
        scope: "transit gateway",
        source: TGW_QUOTAS,
        fix: "Use fewer, wider blocks",
    }),
    attachmentsPerGateway: fixed({
        value: 5_000,
        unit: "attachments",
        what: "attachments per transit gateway",
        scope: "transit gateway",
        source: TGW_QUOTAS,
        fix: "Spread the attachments over several gateways and peer them",
    }),
    gatewaysPerVpc: fixed({
        value: 5,
        unit: "transit gateways",
        what: "transit gateways per VPC",
        scope: "VPC",
        source: TGW_QUOTAS,
        fix: "Attach the VPC to fewer hubs",
    }),
    attachmentsOfVpcPerGateway: fixed({
        value: 1,
        unit: "attachments",
        what: "attachments of one VPC to one transit gateway",
        scope: "VPC",
        source: TGW_QUOTAS,
        fix: "Merge the attachments",
    }),
    pendingPeeringsPerGateway: raised({
        value: 10,
        unit: "peerings",
        what: "pending peerings per transit gateway",
        scope: "transit gateway",
        source: TGW_QUOTAS,
        fix: "Accept peerings before requesting more",
    }),
    peeringsBetweenTwoGateways: fixed({
        value: 1,
        unit: "peerings",
        what: "peerings between the same two transit gateways",
        scope: "pair of transit gateways",
        source: TGW_QUOTAS,
        fix: "Keep one peering",
    }),
    connectPeersPerConnect: fixed({
        value: 4,
        unit: "Connect peers",
        what: "Connect peers per Connect attachment",
        scope: "Connect attachment",
        source: TGW_QUOTAS,
        fix: "Add a Connect attachment",
    }),
    routesFromConnectPeer: raised({
        value: 1_000,
        unit: "routes",
        what: "routes that a Connect peer may advertise",
        scope: "Connect peer",
        source: TGW_QUOTAS,
        fix: "Advertise wider prefixes",
    }),
    routesToConnectPeer: fixed({
        value: 5_000,
        unit: "routes",
        what: "routes that a Connect peer is told",
        scope: "Connect peer",
        source: TGW_QUOTAS,
        fix: "Associate the attachment with a table that holds fewer routes",
    }),
    staticRoutesPerPrefixAndAttachment: fixed({
        value: 1,
        unit: "routes",
        what: "static routes for one prefix to one attachment",
        scope: "route table",
        source: TGW_QUOTAS,
        fix: "Remove the second route",
    }),
} as const satisfies Record<string, Limit>;

const VPC = {
    peeringsPerVpc: raised({
        value: 50,
        unit: "peerings",
        what: "active peerings per VPC",
        scope: "VPC",
        source: VPC_QUOTAS,
        fix: "Attach the VPC to a transit gateway",
        ceiling: 125,
    }),
    ipv4CidrsPerVpc: raised({
        value: 5,
        unit: "CIDR blocks",
        what: "IPv4 CIDR blocks per VPC",
        scope: "VPC",
        source: VPC_QUOTAS,
        fix: "Use fewer, wider blocks",
        ceiling: 50,
    }),
} as const satisfies Record<string, Limit>;

const VPN = {
    customerGatewaysPerRegion: raised({
        value: 50,
        unit: "customer gateways",
        what: "customer gateways per Region",
        scope: "account and Region",
        source: VPN_QUOTAS,
        fix: "Use hub-and-spoke",
    }),
    vpnConnectionsPerRegion: raised({
        value: 50,
        unit: "VPN connections",
        what: "VPN connections per Region",
        scope: "account and Region",
        source: VPN_QUOTAS,
        fix: "Use hub-and-spoke",
    }),
    vpnConnectionsPerVirtualPrivateGateway: raised({
        value: 10,
        unit: "VPN connections",
        what: "VPN connections per virtual private gateway",
        scope: "virtual private gateway",
        source: VPN_QUOTAS,
        fix: "Connect to a transit gateway",
    }),
    /** The Transit Gateway guide says that it stays, the VPN guide that AWS raises it. */
    sitesPerVpnConcentrator: raised({
        value: 100,
        unit: "sites",
        what: "remote sites per VPN concentrator",
        scope: "VPN concentrator",
        source: VPN_QUOTAS,
        fix: "Put further sites on another Transit Gateway",
    }),
    routesFromCustomerToVirtualPrivateGateway: fixed({
        value: 100,
        unit: "routes",
        what: "routes that a customer gateway may advertise to a virtual private gateway",
        scope: "VPN connection",
        source: VPN_QUOTAS,
        fix: "Advertise wider prefixes, or connect to a transit gateway",
    }),
    routesFromCustomerToTransitGateway: unsaid({
        value: 1_000,
        unit: "routes",
        what: "routes that a customer gateway may advertise to a transit gateway",
        scope: "VPN connection",
        source: VPN_QUOTAS,
        fix: "Advertise wider prefixes",
    }),
    routesFromVirtualPrivateGatewayToCustomer: unsaid({
        value: 1_000,
        unit: "routes",
        what: "routes that a virtual private gateway advertises to a customer gateway",
        scope: "VPN connection",
        source: VPN_QUOTAS,
        fix: "Use wider prefixes",
    }),
    routesFromTransitGatewayToCustomer: unsaid({
        value: 5_000,
        unit: "routes",
        what: "routes that a transit gateway advertises to a customer gateway",
        scope: "VPN connection",
        source: VPN_QUOTAS,
        fix: "Associate the connection with a table that holds fewer routes",
    }),
    tunnelsPerVpnConnection: fixed({
        value: 2,
        unit: "tunnels",
        what: "tunnels per VPN connection",
        scope: "VPN connection",
        source: read("Landing Zone Accelerator, VPN configuration"),
        fix: "Add a VPN connection",
    }),
} as const satisfies Record<string, Limit>;

/**
 * The newest edition that was read with these two numbers; it says of both that they cannot be increased. A list of AWS's
 * changes (jayendrapatil.com, AWS Direct Connect gateway, updates of 2024–2026) has higher ones, which no edition of the
 * guide that was read confirms. The lowest that is granted everywhere counts.
 */
const DX_OLDER: Source = {
    document: "Direct Connect user guide, Quotas, the edition with one transit virtual interface per connection",
    date: "2026-11",
    certainty: "read",
};

const DIRECT_CONNECT = {
    directConnectGatewaysPerTransitGateway: unsaid({
        value: 20,
        unit: "Direct Connect gateways",
        what: "Direct Connect gateways per transit gateway",
        scope: "transit gateway",
        source: DX_QUOTAS,
        fix: "Share a Direct Connect gateway between connections",
    }),
    transitGatewaysPerDirectConnectGateway: fixed({
        value: 3,
        unit: "transit gateways",
        what: "transit gateways per Direct Connect gateway",
        scope: "Direct Connect gateway",
        source: DX_OLDER,
        fix: "Add a Direct Connect gateway",
        doubt: "A list of AWS's changes of 2024–2026 says 6: ask AWS which holds for you",
    }),
    allowedPrefixesPerAssociation: fixed({
        value: 20,
        unit: "prefixes",
        what: "allowed prefixes per association of a Direct Connect gateway with a transit gateway",
        scope: "association",
        source: DX_OLDER,
        fix: "Allow wider prefixes",
        doubt: "A list of AWS's changes of 2024–2026 says 200: ask AWS which holds for you",
    }),
    transitInterfacesPerDedicatedConnection: fixed({
        value: 4,
        unit: "transit virtual interfaces",
        what: "transit virtual interfaces per dedicated connection",
        scope: "dedicated connection",
        source: DX_QUOTAS,
        fix: "Associate several transit gateways with one Direct Connect gateway",
    }),
    transitInterfacesPerHostedConnection: fixed({
        value: 1,
        unit: "transit virtual interfaces",
        what: "transit virtual interfaces per hosted connection",
        scope: "hosted connection",
        source: DX_QUOTAS,
        fix: "Add a hosted connection",
    }),
    /** Above it BGP goes down. Since 2026-08 more can be allocated to an interface. */
    routesOnVirtualInterface: raisable("allocate more inbound prefixes to the interface", {
        value: 100,
        unit: "routes",
        what: "routes per address family from on-premises on a private or transit virtual interface",
        scope: "virtual interface",
        source: but(DX_QUOTAS, { document: `${DX_QUOTAS.document}; hashicorp/terraform-provider-aws#49608` }),
        fix: "Advertise wider prefixes",
        ceiling: 1_000,
    }),
} as const satisfies Record<string, Limit>;

const CLOUD_WAN = {
    segmentsPerCoreNetwork: fixed({
        value: 40,
        unit: "segments",
        what: "segments per Cloud WAN core network",
        scope: "core network",
        source: WAN_QUOTAS,
        fix: "Use fewer segments",
    }),
    attachmentsPerCoreNetwork: raised({
        value: 5_000,
        unit: "attachments",
        what: "attachments per Cloud WAN core network",
        scope: "core network",
        source: WAN_QUOTAS,
        fix: "Spread the attachments over several core networks",
    }),
    edgesPerRegion: fixed({
        value: 1,
        unit: "edges",
        what: "edges per Region of a Cloud WAN core network",
        scope: "core network",
        source: WAN_QUOTAS,
        fix: "Keep one edge in the Region",
    }),
    coreAttachmentsPerVpc: fixed({
        value: 5,
        unit: "attachments",
        what: "Cloud WAN attachments per VPC",
        scope: "VPC",
        source: WAN_QUOTAS,
        fix: "Attach the VPC to fewer core networks",
    }),
    transitGatewayPeeringsPerCoreNetwork: raised({
        value: 50,
        unit: "peerings",
        what: "transit gateways peered with a Cloud WAN core network",
        scope: "core network",
        source: WAN_QUOTAS,
        fix: "Attach networks to the core network itself",
    }),
    policySize: fixed({
        value: 1,
        unit: "MB",
        what: "size of a Cloud WAN core network policy",
        scope: "core network",
        source: WAN_QUOTAS,
        fix: "Use fewer rules",
    }),
} as const satisfies Record<string, Limit>;

/** Every limit of AWS, by a name of its own. */
export const AWS_LIMITS = {
    ...AWS_QUOTAS,
    ...TRANSIT_GATEWAY,
    ...VPC,
    ...VPN,
    ...DIRECT_CONNECT,
    ...CLOUD_WAN,
} as const satisfies Record<string, Limit>;

/** What of a prefix list counts against a route table: each entry that it may hold, not each that it holds. */
export const PREFIX_LIST_COUNTS = fact("maxEntries", "of the prefix list", VPC_QUOTAS);

/** The longest prefixes that a transit gateway takes for a CIDR block of its own: these or shorter. */
export const TRANSIT_GATEWAY_PREFIX_LENGTHS = {
    ipv4: { longest: 24 },
    ipv6: { longest: 64 },
    source: read("VPC Transit Gateway guide, CIDR blocks"),
} as const;

/** Sizes of an IPv4 block of a VPC (VPC user guide, VPC CIDR blocks). */
export const VPC_PREFIX_LENGTHS = {
    shortest: 16,
    longest: 28,
    source: read("VPC user guide, VPC CIDR blocks"),
} as const;
