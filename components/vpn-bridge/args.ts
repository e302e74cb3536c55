/**
 * Arguments of VpnBridge.
 *
 * Keys of `sites` are yours: lower-case letters, digits and inner hyphens, at most 40. They become part of resource names, so
 * a renamed key is another resource; their order never matters. Two keys in the order of their names, with "/" between them,
 * name a link: "aws/plant".
 */
import type * as pulumi from "@pulumi/pulumi";
import type { BridgeSiteArgs } from "./site-args";

export type * from "./site-args";

/** How sites are linked. */
export const BridgeTopology = {
    /** Every site with every other. */
    FullMesh: "full-mesh",
    /** Every site with the hubs, hubs with each other; two other sites reach each other through a hub. */
    HubAndSpoke: "hub-and-spoke",
    /** Edges hang on regional sites, these on cores, as `tier` and `parents` of each site say. */
    Hierarchical: "hierarchical",
} as const;
export type BridgeTopology = (typeof BridgeTopology)[keyof typeof BridgeTopology];

/** What the algorithms of every tunnel must keep. */
export const SecurityProfile = {
    /** Nothing weak, forward secrecy always. */
    Default: "default",
    /** FIPS 140-3: approved algorithms only. */
    Fips: "fips",
    /** Commercial National Security Algorithm Suite 1.0. */
    Cnsa1: "cnsa-1.0",
    /** Commercial National Security Algorithm Suite 2.0: with ML-KEM, which no managed gateway has. */
    Cnsa2: "cnsa-2.0",
    /** PCI DSS, strong cryptography. */
    Pci: "pci",
} as const;
export type SecurityProfile = (typeof SecurityProfile)[keyof typeof SecurityProfile];

/** What encrypts a link. */
export const BridgeEngine = {
    /** IKEv2 and ESP. The only engine of managed gateways. */
    Ipsec: "ipsec",
    /** Between two devices of your own. */
    WireGuard: "wireguard",
    /** OpenVPN 2.6 with TLS 1.3, between two devices of your own. */
    OpenVpn: "openvpn",
} as const;
export type BridgeEngine = (typeof BridgeEngine)[keyof typeof BridgeEngine];

/** How the two ends of a link learn each other's prefixes. */
export const BridgeRouting = {
    /** Each end tells the other what lies behind it. */
    Bgp: "bgp",
    /** The prefixes of the sites, as declared. One tunnel after the other carries them; a silent loss is noticed later. */
    Static: "static",
} as const;
export type BridgeRouting = (typeof BridgeRouting)[keyof typeof BridgeRouting];

/** How the two ends of a link of IPsec know each other. */
export const BridgeAuthentication = {
    /** By a key that both have, of each tunnel's own. */
    PreSharedKey: "pre-shared-key",
    /** By certificates: between devices of the bridge's own authority, towards AWS of AWS Private CA. */
    Certificate: "certificate",
} as const;
export type BridgeAuthentication = (typeof BridgeAuthentication)[keyof typeof BridgeAuthentication];

/** What to hold against an attacker who stores traffic today and has a quantum computer later. */
export const PostQuantum = {
    /** ML-KEM besides the elliptic curve (RFC 9370): strongSwan 6.0.2 with OpenSSL 3.5 and later, on both ends. */
    Hybrid: "hybrid",
    /** A pre-shared key besides (RFC 8784): strongSwan 5.7 and later, on both ends. */
    PreSharedKey: "pre-shared-key",
} as const;
export type PostQuantum = (typeof PostQuantum)[keyof typeof PostQuantum];

export interface VpnBridgeArgs {
    /** The networks to join, by name. At least two. */
    sites: Record<string, BridgeSiteArgs>;

    /** Default: full mesh. */
    topology?: BridgeTopology;

    /** For hub-and-spoke: the keys of the sites that all others are linked with. Default: none. */
    hubs?: string[];

    /** For a hierarchy: link regional sites with each other too. Default: false. */
    meshRegional?: boolean;

    /** What is different about single links, by the two keys: "aws/plant". Default: nothing. */
    links?: Record<string, BridgeLinkArgs>;

    /** Default: nothing weak, forward secrecy always. */
    profile?: SecurityProfile;

    /**
     * Classes of traffic that go first where a device of yours sends them, by name. Managed gateways have no queues, and the
     * internet ignores the marks: the promise ends at the device's own connection. Default: all traffic is alike.
     */
    classes?: Record<string, BridgeClassArgs>;

    /** The secret that all keys follow from, and their rotation. Default: a secret of this component's own, never rotated. */
    keys?: BridgeKeyArgs;

    /** Alarms and dashboards. Default: alarms in every cloud's own monitoring, which nobody is told of. */
    monitoring?: BridgeMonitoringArgs;

    /** True where IPv6 packets travel through the tunnels. Default: false. */
    ipv6?: boolean;

    /** Traffic to estimate the monthly cost with. Default: none, so that only fixed prices count. */
    traffic?: BridgeTrafficArgs[];

    /**
     * Prices in US dollars that you know better, or that no table has, by name and place, as `answer` of
     * `planVpnBridge(args).cost.unknowns` has them: `{ "azure.vpn-gateway.VpnGw2AZ": { eastus: 0.36 } }`. Default: the tables.
     */
    prices?: Record<string, Record<string, number>>;

    /** Quotas that were raised for you. Default: the standard quotas. */
    limits?: BridgeLimitArgs;

    /**
     * Tags or labels for every resource that takes them; Google's labels are written in lower case. Default: none.
     */
    tags?: Record<string, string>;
}

export interface BridgeLinkArgs {
    /** Default: IPsec. */
    engine?: BridgeEngine;

    /** Default: BGP. */
    routing?: BridgeRouting;

    /**
     * Between a Transit Gateway and devices: "tgw-attach-…" of the Direct Connect gateway that its tunnels go over, encrypted as
     * any others, with private addresses outside: those of AWS are of the Transit Gateway's CIDR blocks, which it needs and which
     * lie outside of the site's `cidrs`; those of the devices are their `directConnectAddresses`. Default: over the internet.
     */
    directConnectAttachmentId?: pulumi.Input<string>;

    /**
     * Of IPsec: how the two ends know each other. Certificates are for two devices, or a device and AWS; Azure and Google have
     * pre-shared keys only. OpenVPN has certificates always, and WireGuard keys. Default: a pre-shared key.
     */
    authentication?: BridgeAuthentication;

    /**
     * Order of preference among links that lead to the same prefixes, 0 first; links of one rank share the load. It reaches
     * the other end as MED and AS path where this end is a device or Google; AWS and Azure say nothing. Default: 0.
     */
    rank?: number;

    /** True where the first tunnel of the link carries everything until it is lost. Default: false, all share the load. */
    standby?: boolean;

    /** What must be there. Default: ML-KEM where both ends have it, which no managed gateway does. */
    postQuantum?: PostQuantum;

    /** Chooses the inside addresses of the link's tunnels. Default: from the keys of its sites. */
    id?: number;

    /**
     * Of a second, third … run of tunnels, where a site has two devices, by its number: "2"; of dedicated ones "dedicated",
     * "dedicated/2" … Default: from the keys.
     */
    ids?: Record<string, number>;

    /**
     * Prefixes that have a second set of tunnels to themselves, so that nothing else of the link fills it: parts of the `cidrs`
     * of either end. A longer prefix wins, so traffic to them takes that set, and the first one while the second is lost. Name
     * the prefixes of both ends: answers go by their own. For links where one end is a Transit Gateway or Google, and the other
     * one too or a device; two devices have `classes` instead. What it promises ends at the tunnels: the line to the internet
     * below is shared. Costs another set of connections. Default: none.
     */
    dedicated?: string[];

    /** True where the two are joined by other means: no tunnel is made, and other sites may reach one through the other. Default: false. */
    elsewhere?: boolean;
}

export interface BridgeClassArgs {
    /** 1 goes before 2. */
    priority: number;
    /** 0–63, written into every packet of the class; every class has its own. 46 is expedited forwarding. */
    dscp: number;
    /** Of the device's `uplink`, in percent: what the class gets whenever it asks for it. All classes together: below 100. */
    share: number;
    /** A packet that fits one of these belongs to the class. At least one. */
    matches: BridgeMatchArgs[];
}

/** What a packet has to fit: everything that is given. */
export interface BridgeMatchArgs {
    /** Prefix of the sender. Default: any. */
    from?: string;
    /** Prefix of the receiver. Default: any. */
    to?: string;
    /** "tcp" or "udp". Default: any protocol. */
    protocol?: string;
    /** Ports of the receiver; needs `protocol`. Default: any. */
    ports?: number[];
}

export interface BridgeKeyArgs {
    /**
     * At least 32 characters nobody can guess, as a secret. Default: 32 random bytes, made once and kept as a secret in the
     * state of the stack.
     */
    secret?: pulumi.Input<string>;

    /**
     * Raise it by one for new keys, deploy, and raise it once more: every step renews every other tunnel of each link, so the
     * traffic stays on the rest. A step of two at once interrupts. A link with a single tunnel is interrupted anyway.
     * Default: 0.
     */
    rotation?: number;

    /** The authority that issues the certificates of devices, of OpenVPN and IPsec alike. Default: one of the bridge's own. */
    authority?: BridgeAuthorityArgs;

    /**
     * Serial numbers, in hexadecimal digits, of certificates of that authority that count no more: of a stolen device.
     * Default: none.
     */
    revokedSerials?: string[];
}

/** A private authority of yours. Whoever holds its key can pass for any device. */
export interface BridgeAuthorityArgs {
    /** PEM of its certificate, which it signed itself. */
    certificate: pulumi.Input<string>;
    /** PEM of its key, RSA of 3,072 bits and more, without a password; a secret. */
    privateKey: pulumi.Input<string>;
}

export interface BridgeMonitoringArgs {
    /** False: no alarms and no dashboards. Default: true. */
    enabled?: boolean;

    /** ARNs of SNS topics that alarms of AWS go to; a topic is of one region. By region. Default: none. */
    snsTopicArns?: Record<string, pulumi.Input<string>>;

    /** Id of the action group that alerts of Azure go to. Default: none. */
    actionGroupId?: pulumi.Input<string>;

    /** Id of the Log Analytics workspace that keeps the logs of Azure's gateways. Default: no logs of Azure are kept. */
    workspaceId?: pulumi.Input<string>;

    /** Location of that workspace: alerts on its logs are made there. Default: that of the sites of Azure, if they have one. */
    workspaceLocation?: string;

    /** Names of the notification channels that alerts of Google Cloud go to. Default: none. */
    notificationChannels?: pulumi.Input<string>[];
}

export interface BridgeTrafficArgs {
    /** Key of the sending site. */
    from: string;
    /** Key of the receiving site. */
    to: string;
    /** In this direction; the answers are another entry. */
    gbPerMonth: number;
}

export interface BridgeLimitArgs {
    /** VPN connections per region of AWS. Default: 50. */
    vpnConnectionsPerRegion?: number;
    /** Customer gateways per region of AWS. Default: 50. */
    customerGatewaysPerRegion?: number;
    /** Connections on one VPN concentrator of AWS. Default: 100. */
    sitesPerConcentrator?: number;
    /** Tunnels per VPN gateway of Azure. Default: 30, from VpnGw4AZ on 100. */
    tunnelsPerAzureGateway?: number;
}
