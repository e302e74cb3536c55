/**
 * Address blocks that mean something to somebody before a network uses them.
 */
import { fact, type Known, type Source } from "../fact";

const AWS_VPN: Source = {
    document: "AWS Site-to-Site VPN user guide, Tunnel options; AWS provider, vpnsite_connection",
    date: "2026-11",
    certainty: "read",
};
const AWS_CONNECT: Source = {
    document: "VPC Transit Gateway guide, Connect peers: inside CIDR blocks",
    date: "2026-11",
    certainty: "read",
};
const AZURE_APIPA: Source = {
    document: "Azure VPN Gateway, BGP with AWS: APIPA addresses",
    date: "2026-02-18",
    certainty: "read",
};
const GOOGLE_ROUTER: Source = {
    document: "Google Cloud Router, RouterInterface.ipRange",
    date: "2026-11",
    certainty: "read",
};
const IANA: Source = {
    document: "IANA special-purpose address registries; RFC 6890, 1918, 6598, 5737, 3849, 4193, 2544",
    date: "2026-11",
    certainty: "known",
};

/** Inside addresses of IPsec tunnels with BGP: a /30 each, the first host at one end and the second at the other. */
export const TUNNEL_INSIDE = {
    /** Where all managed gateways take them from. */
    pool: fact("169.254.0.0/16", "prefix", AWS_VPN),
    /** Blocks that AWS refuses. */
    awsReserved: fact(
        [
            ...[
                "169.254.0.0/30",
                "169.254.1.0/30",
                "169.254.2.0/30",
                "169.254.3.0/30",
                "169.254.4.0/30",
                "169.254.5.0/30",
            ],
            "169.254.169.252/30",
        ],
        "prefixes",
        AWS_VPN,
    ),
    /** The only addresses that Azure takes for BGP over link-local: 128 blocks. */
    azureFirst: fact("169.254.21.0", "address", AZURE_APIPA),
    azureLast: fact("169.254.22.255", "address", AZURE_APIPA),
    /** Google demands a /30 of which its router has one host, unique over all Cloud Routers of a VPC network. */
    blockLength: fact(30, "prefix length", GOOGLE_ROUTER),
    /** IPv6 inside a tunnel of AWS: a /126 of this block, on a Transit Gateway only. */
    ipv6Pool: fact("fd00::/8", "prefix", AWS_VPN),
    ipv6BlockLength: fact(126, "prefix length", AWS_VPN),
} as const;

/** Inside addresses of a Transit Gateway Connect peer (GRE): one /29 of 169.254.0.0/16, except these. */
export const CONNECT_INSIDE_RESERVED: Known<readonly string[]> = fact(
    [
        ...["169.254.0.0/29", "169.254.1.0/29", "169.254.2.0/29", "169.254.3.0/29", "169.254.4.0/29", "169.254.5.0/29"],
        "169.254.169.248/29",
    ],
    "prefixes",
    AWS_CONNECT,
);

export interface SpecialBlock {
    readonly block: string;
    readonly meaning: string;
    /**
     * - `never`: no network can have it and no gateway routes it.
     * - `shared`: somebody on the path may use it already; two of its users cannot be joined without translation.
     * - `private`: what private networks are made of.
     * - `documentation`: for examples; real networks must not carry it.
     */
    readonly use: "never" | "shared" | "private" | "documentation";
    readonly source: Source;
}

const special = (block: string, meaning: string, use: SpecialBlock["use"], source: Source = IANA): SpecialBlock => ({
    block,
    meaning,
    use,
    source,
});

export const SPECIAL_BLOCKS: readonly SpecialBlock[] = [
    special("0.0.0.0/8", "this network", "never"),
    special("10.0.0.0/8", "private networks", "private"),
    special("100.64.0.0/10", "carriers' own networks; every Tailscale network has its devices here", "shared"),
    special("127.0.0.0/8", "loopback", "never"),
    special("169.254.0.0/16", "link-local; AWS's own services answer there", "never"),
    special("172.16.0.0/12", "private networks", "private"),
    special("192.0.2.0/24", "documentation", "documentation"),
    special("192.168.0.0/16", "private networks", "private"),
    special("198.18.0.0/15", "measuring of network devices", "shared"),
    special("198.51.100.0/24", "documentation", "documentation"),
    special("203.0.113.0/24", "documentation", "documentation"),
    special("224.0.0.0/4", "multicast", "never"),
    special("240.0.0.0/4", "reserved; Submariner's Globalnet takes 242.0.0.0/8 of it", "shared"),
    special("::/127", "unspecified and loopback", "never"),
    special("2001:db8::/32", "documentation", "documentation"),
    special("fc00::/7", "private networks", "private"),
    special("fe80::/10", "link-local", "never"),
    special("ff00::/8", "multicast", "never"),
    special("168.63.129.16/32", "Azure's own services on every virtual network", "shared", {
        document: "Azure, What is IP address 168.63.129.16",
        date: "2026-11",
        certainty: "known",
    }),
];
