/**
 * How many tunnels join two ends, by what the ends are, and who has which host of a tunnel's inside block.
 */
import { but, fact, type Known, type Source } from "./fact";

/** What a tunnel ends at: a managed gateway of a cloud, or a device or machine of the user's own. */
export type TunnelEnd = "aws" | "azure" | "azure-virtual-wan" | "gcp" | "own";

const AWS_AZURE: Source = {
    document: "Azure VPN Gateway, BGP connection to AWS",
    date: "2026-02-18",
    certainty: "read",
};
const AWS_GCP: Source = {
    document: "Google Cloud VPN, HA VPN connections between Google Cloud and AWS",
    date: "2026-04-10",
    certainty: "read",
};
const AZURE_GCP: Source = {
    document: "Google Cloud VPN, HA VPN connections between Google Cloud and Azure",
    date: "2026-04-10",
    certainty: "read",
};
const GCP: Source = { document: "Google Cloud VPN, HA VPN topologies", date: "2026-04-10", certainty: "read" };
const AWS: Source = {
    document: "AWS Site-to-Site VPN user guide, Customer gateways",
    date: "2026-11",
    certainty: "read",
};
const AZURE: Source = {
    document: "Azure VPN Gateway, Highly available connections",
    date: "2026-11",
    certainty: "read",
};
const OWN: Source = { document: "one tunnel per pair of devices", date: "2026-11", certainty: "derived" };

export interface Joint {
    /** Tunnels that belong together, and share a run of inside blocks. */
    readonly run: Known<1 | 2 | 4>;
    /** True where each device of one's own, or each pair of them, has such a run; otherwise there is one. */
    readonly perDevice: boolean;
    /** Whose end has the first host of each block; between two of a kind it is the first by name. */
    readonly first: TunnelEnd;
    /** The end with one BGP address for all tunnels of a run; where there is none, each tunnel has its own. */
    readonly oneAddress?: TunnelEnd;
    /** What each end calls a connection: how many tunnels one has. AWS bills, and limits, connections of two tunnels. */
    readonly tunnelsPerConnection: Readonly<Partial<Record<TunnelEnd, number>>>;
}

/** An end pair that managed gateways cannot join. */
export interface NoJoint {
    readonly why: string;
    readonly instead: string;
    readonly source: Source;
}

const together = (count: 1 | 2 | 4, source: Source): Known<1 | 2 | 4> => fact(count, "tunnels", source);

// A device is one local network gateway, which has one BGP address: both instances of the Azure gateway peer with it.
const azureToOwn: Joint = {
    run: together(2, AZURE),
    perDevice: true,
    first: "azure",
    oneAddress: "own",
    tunnelsPerConnection: { azure: 2, "azure-virtual-wan": 2 },
};
const awsToAzure: Joint = {
    run: together(4, AWS_AZURE),
    perDevice: false,
    first: "aws",
    tunnelsPerConnection: { aws: 2, azure: 1, "azure-virtual-wan": 1 },
};
// One local network gateway has one BGP address, and each session of Google wants a block of its own: never more than two.
const azureToGcp: Joint = {
    run: together(2, AZURE_GCP),
    perDevice: false,
    first: "azure",
    tunnelsPerConnection: { azure: 1, "azure-virtual-wan": 1, gcp: 1 },
};

/** By the two ends, in the order of their names. */
export const JOINTS: Readonly<Record<string, Joint | NoJoint>> = {
    "aws aws": {
        why: "a Site-to-Site VPN connection of AWS ends at a customer gateway, and another AWS gateway cannot be one",
        instead: "Peer the transit gateways: TransitHub does that.",
        source: but(AWS, { certainty: "known" }),
    },
    "aws azure": awsToAzure,
    "aws azure-virtual-wan": { ...awsToAzure, run: together(4, but(AWS_AZURE, { certainty: "derived" })) },
    "aws gcp": { run: together(4, AWS_GCP), perDevice: false, first: "aws", tunnelsPerConnection: { aws: 2, gcp: 1 } },
    "aws own": { run: together(2, AWS), perDevice: true, first: "aws", tunnelsPerConnection: { aws: 2 } },
    "azure azure": {
        why: "two Azure VPN gateways are joined by a VNet-to-VNet connection or by peering, not by a site-to-site tunnel",
        instead: "Peer the virtual networks, or attach both to a virtual hub.",
        source: but(AZURE, { certainty: "known" }),
    },
    "azure azure-virtual-wan": {
        why: "an Azure VPN gateway and a virtual hub of the same cloud are joined by a hub connection of the virtual network",
        instead: "Connect the virtual network to the hub.",
        source: but(AZURE, { certainty: "known" }),
    },
    "azure gcp": azureToGcp,
    "azure own": azureToOwn,
    "azure-virtual-wan azure-virtual-wan": {
        why: "the hubs of a virtual WAN are joined by the WAN itself",
        instead: "Put both hubs into one virtual WAN.",
        source: but(AZURE, { certainty: "known" }),
    },
    "azure-virtual-wan gcp": {
        ...azureToGcp,
        run: together(2, but(AZURE_GCP, { certainty: "derived" })),
        first: "azure-virtual-wan",
    },
    "azure-virtual-wan own": {
        ...azureToOwn,
        run: together(2, but(AZURE, { certainty: "derived" })),
        first: "azure-virtual-wan",
    },
    "gcp gcp": { run: together(2, GCP), perDevice: false, first: "gcp", tunnelsPerConnection: { gcp: 1 } },
    /** Two interfaces of Google's, one to each device or both to one. */
    "gcp own": { run: together(2, GCP), perDevice: false, first: "gcp", tunnelsPerConnection: { gcp: 1 } },
    "own own": { run: together(1, OWN), perDevice: true, first: "own", tunnelsPerConnection: { own: 1 } },
};

/**
 * Which ends can have a second set of tunnels beside their first, for single prefixes: they need outer addresses that differ
 * from those of the first set, and an end that says, or decides by itself, what goes through which. By the two ends, in the
 * order of their names.
 */
export const DEDICATED: Readonly<Record<string, true | Omit<NoJoint, "source">>> = {
    // Each connection of AWS has outer addresses of its own, and Google's second gateway has.
    "aws gcp": true,
    "aws own": true,
    "azure gcp": true,
    "azure-virtual-wan gcp": true,
    "gcp gcp": true,
    "gcp own": true,
    ...Object.fromEntries(
        ["aws azure", "aws azure-virtual-wan"].map((ends) => [
            ends,
            {
                why: "neither can tell the other a prefix through some of its tunnels only",
                instead: "Leave it out: a larger gateway is what helps here.",
            },
        ]),
    ),
    ...Object.fromEntries(
        ["azure own", "azure-virtual-wan own"].map((ends) => [
            ends,
            {
                why: "a gateway of Azure has one connection for each address of a device",
                instead: "Leave it out, and give the device classes of traffic: 'classes'.",
            },
        ]),
    ),
    "own own": {
        why: "a device has queues, which do the same within one set of tunnels",
        instead: "Leave it out, and give the devices classes of traffic: 'classes'.",
    },
};

/** Ends that tell each peer what it is told, tunnel by tunnel; the others tell all of them the same. */
export const TELLS_BY_TUNNEL: Readonly<Record<TunnelEnd, boolean>> = {
    aws: false,
    azure: false,
    "azure-virtual-wan": false,
    gcp: true,
    own: true,
};

/** Not by the kinds of the ends but by where one of them is. */
export const GOOGLE_TO_ITS_OWN_MACHINE: NoJoint = {
    why: "an external VPN gateway of Google cannot have the address of a machine of Compute Engine",
    instead: "End the tunnel at an HA VPN gateway of that machine's network, or peer the two networks.",
    source: { document: "Google Cloud VPN, ExternalVpnGateway", date: "2026-04-10", certainty: "read" },
};

/** What Causeway writes for devices of one's own where the other end leaves it open. */
export const DEVICE_TIMERS = {
    ikeLifetime: fact(28_800, "s", {
        document: "the default of AWS and of Azure",
        date: "2026-11",
        certainty: "derived",
    }),
    espLifetime: fact(3_600, "s", { document: "the default of AWS", date: "2026-11", certainty: "derived" }),
    /** As long as AWS waits at least; Azure advises 30 to 45. */
    deadPeerDetection: fact(30, "s", { document: "Azure VPN Gateway FAQ", date: "2026-11", certainty: "derived" }),
} as const;

/**
 * UDP port of the first tunnel of WireGuard and OpenVPN: every tunnel has its own, this one and the number of its inside
 * block, so that a new tunnel moves none. They end below the ports that Linux gives out by itself.
 */
export const FIRST_TUNNEL_PORT = fact(10_000, "port", {
    document: "Linux, ip-sysctl: ip_local_port_range begins at 32768",
    date: "2026-11",
    certainty: "known",
});
