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
    /** Tunnels with one device at the own end, and with two; where no end is one's own both figures are the same. */
    readonly tunnels: Known<readonly [one: number, two: number]>;
    /** Blocks of inside addresses that the pair keeps: two where there can never be more tunnels than two. */
    readonly blocks: 2 | 4;
    /** Whose end has the first host of each block; between two of a kind it is the first by name. */
    readonly first: TunnelEnd;
    /** What each end calls a connection: how many tunnels one has. AWS bills, and limits, connections of two tunnels. */
    readonly tunnelsPerConnection: Readonly<Partial<Record<TunnelEnd, number>>>;
}

/** An end pair that managed gateways cannot join. */
export interface NoJoint {
    readonly why: string;
    readonly instead: string;
    readonly source: Source;
}

const both = (count: number, source: Source): Known<readonly [number, number]> =>
    fact([count, count], "tunnels", source);
const perDevice = (one: number, two: number, source: Source): Known<readonly [number, number]> =>
    fact([one, two], "tunnels", source);

const azureToOwn: Joint = {
    tunnels: perDevice(2, 4, AZURE),
    blocks: 4,
    first: "azure",
    tunnelsPerConnection: { azure: 2, "azure-virtual-wan": 2 },
};
const awsToAzure: Joint = {
    tunnels: both(4, AWS_AZURE),
    blocks: 4,
    first: "aws",
    tunnelsPerConnection: { aws: 2, azure: 1, "azure-virtual-wan": 1 },
};
// One local network gateway has one BGP address, and each session of Google wants a block of its own: never more than two.
const azureToGcp: Joint = {
    tunnels: both(2, AZURE_GCP),
    blocks: 2,
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
    "aws azure-virtual-wan": { ...awsToAzure, tunnels: both(4, but(AWS_AZURE, { certainty: "derived" })) },
    "aws gcp": { tunnels: both(4, AWS_GCP), blocks: 4, first: "aws", tunnelsPerConnection: { aws: 2, gcp: 1 } },
    "aws own": { tunnels: perDevice(2, 4, AWS), blocks: 4, first: "aws", tunnelsPerConnection: { aws: 2 } },
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
        tunnels: both(2, but(AZURE_GCP, { certainty: "derived" })),
        first: "azure-virtual-wan",
    },
    "azure-virtual-wan own": {
        ...azureToOwn,
        tunnels: perDevice(2, 4, but(AZURE, { certainty: "derived" })),
        first: "azure-virtual-wan",
    },
    "gcp gcp": { tunnels: both(2, GCP), blocks: 4, first: "gcp", tunnelsPerConnection: { gcp: 1 } },
    "gcp own": { tunnels: perDevice(2, 2, GCP), blocks: 4, first: "gcp", tunnelsPerConnection: { gcp: 1 } },
    "own own": { tunnels: perDevice(1, 2, OWN), blocks: 4, first: "own", tunnelsPerConnection: { own: 1 } },
};
