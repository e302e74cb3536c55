/**
 * Arguments of VpnBridge.
 *
 * Keys of `sites` are yours: lower-case letters, digits and inner hyphens, at most 40. They become part of resource names, so
 * a renamed key is another resource; their order never matters. Two keys in the order of their names, with "/" between them,
 * name a link: "aws/plant".
 */
import type * as pulumi from "@pulumi/pulumi";
import type { Tier } from "../../plan/hierarchy";
import type { Device } from "./device/models";

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

    /** Quotas that were raised for you. Default: the standard quotas. */
    limits?: BridgeLimitArgs;

    /**
     * Tags or labels for every resource that takes them; Google's labels are written in lower case. Default: none.
     */
    tags?: Record<string, string>;
}

/** One of `aws`, `azure`, `azureVirtualWan`, `gcp` and `device`. */
export interface BridgeSiteArgs {
    /** A Transit Gateway or a virtual private gateway of AWS. Default: it is another kind of site. */
    aws?: AwsEndArgs;

    /** A VPN gateway in a virtual network of Azure, which the component creates. Default: it is another kind of site. */
    azure?: AzureEndArgs;

    /** A VPN gateway in a virtual hub of Azure Virtual WAN, which the component creates. Default: it is another kind of site. */
    azureVirtualWan?: AzureVirtualWanEndArgs;

    /** An HA VPN gateway and a Cloud Router of Google Cloud, which the component creates. Default: it is another kind of site. */
    gcp?: GcpEndArgs;

    /** A device or machine of your own: on premises, at the edge, or in any cloud. Default: it is another kind of site. */
    device?: DeviceEndArgs;

    /** The prefixes behind this site. They decide what is routed to it, and are checked for overlap. At least one. */
    cidrs: string[];

    /** In a hierarchy. Default: edge. */
    tier?: Tier;

    /** In a hierarchy: the keys of the sites that this one hangs on, the preferred one first. Default: none. */
    parents?: string[];

    /** Who pays: free amounts and tiers of prices are one owner's together. Default: the key of the site. */
    owner?: string;

    /** Chooses the site's ASN: 4200000000 + id, or 64512 + id with `twoBytes`. Default: a number from the key. */
    id?: number;
}

export interface AwsEndArgs {
    /** Region of the gateway, such as "us-east-1". */
    region: string;

    /** "tgw-…". Either this or `vpnGatewayId`. Default: none. */
    transitGatewayId?: pulumi.Input<string>;

    /** "vgw-…": a virtual private gateway, which shares no load between tunnels and carries 10 connections. Default: none. */
    vpnGatewayId?: pulumi.Input<string>;

    /** The Amazon-side ASN of that gateway. */
    asn: pulumi.Input<number>;

    /** Enter AWS at its edge (Global Accelerator); of Transit Gateways only, at a price. Default: false. */
    accelerated?: boolean;

    /** Tunnels of 5 Gbps instead of 1.25; of Transit Gateways only, and not accelerated. Default: false. */
    largeBandwidth?: boolean;

    /** Keep the logs of IKE and BGP in a group of CloudWatch that exists: its ARN. Default: a group is created. */
    logGroupArn?: pulumi.Input<string>;

    /** Days that the created group keeps its events: a value of CloudWatch, such as 90. Default: 90. */
    logRetentionDays?: number;
}

export interface AzureEndArgs {
    /** "eastus" */
    location: string;

    /** Resource group that everything of this site is created in. */
    resourceGroupName: pulumi.Input<string>;

    /** Id of the subnet called GatewaySubnet, /27 or larger, which no other VPN gateway uses. */
    gatewaySubnetId: pulumi.Input<string>;

    /** VpnGw1AZ to VpnGw5AZ. Default: VpnGw2AZ. */
    sku?: string;

    /** Of the gateway. Default: a number from the key; never Azure's own 65515, which no two gateways could share. */
    asn?: number;

    /** Zones of the gateway's public addresses. Default: "1", "2" and "3". */
    zones?: string[];
}

export interface AzureVirtualWanEndArgs {
    /** Location of the hub: "westeurope". */
    location: string;

    /** Resource group that everything of this site is created in. */
    resourceGroupName: pulumi.Input<string>;

    /** Id of the virtual WAN, which the far ends are made sites of. */
    virtualWanId: pulumi.Input<string>;

    /** Id of the virtual hub, which has no VPN gateway yet. Its ASN is 65515, and cannot be another. */
    virtualHubId: pulumi.Input<string>;

    /** Of the gateway, 500 Mbps each. Default: 1. */
    scaleUnits?: number;
}

export interface GcpEndArgs {
    /** Default: the project of the provider. */
    project?: pulumi.Input<string>;

    /** "us-central1" */
    region: string;

    /** Id, self link or name of the VPC network. */
    network: pulumi.Input<string>;

    /** Of the Cloud Router: 64512–65534 or 4200000000–4294967294. Default: a number from the key. */
    asn?: number;
}

export interface DeviceEndArgs {
    /** What it is: decides what it can do, and in which form its configuration is written. Default: Linux. */
    model?: Device;

    /** What a device of model "other" can do; of another model, what yours can do instead of what the tables say. Default: the tables. */
    offers?: DeviceOfferArgs;

    /**
     * IPv4 addresses under which others find it; one for each of one or two devices. Behind address translation that is the
     * address outside.
     */
    publicAddresses: pulumi.Input<string>[];

    /** Where it is: decides latency, residency and prices. */
    place: BridgePlaceArgs;

    /** Default: a number from the key. */
    asn?: pulumi.Input<number>;

    /** True for devices that know 16-bit ASNs only. Default: false. */
    twoBytes?: boolean;

    /**
     * True where its own interface has another address than the public one, so that ESP travels in UDP. Default: true for
     * machines in a cloud, where it always is so, and false elsewhere.
     */
    behindNat?: boolean;

    /** False where nobody can open a tunnel to it from outside: then it opens all of them. Default: true. */
    reachable?: boolean;

    /** The largest packet of the network below the tunnels, in bytes. Default: 1500, on Google Cloud 1460. */
    underlayMtu?: number;

    /** Bits per second of its connection to the internet: what `classes` are shared out of. Default: nothing is shaped. */
    uplink?: number;

    /**
     * Name of its interface towards the internet, for models whose configuration needs it: Juniper SRX, FortiOS, and Cisco IOS
     * XE behind address translation. Default: the word WAN-INTERFACE, which you replace before you install it.
     */
    wanInterface?: string;

    /** Version of strongSwan: a Debian release ("trixie") or a number ("6.0.2"). Default: bookworm. */
    strongSwanVersion?: string;

    /** Version of OpenSSL below strongSwan, where the number alone does not say it. Default: without ML-KEM. */
    opensslVersion?: string;
}

/** Algorithms in canonical words. Each list replaces the table's. */
export interface DeviceOfferArgs {
    /** Of IKE. Default: the table of the model. */
    ike?: DevicePhaseArgs;
    /** Of ESP. Default: the table of the model. */
    esp?: DevicePhaseArgs;
    /** Whether it takes a post-quantum pre-shared key (RFC 8784). Default: false. */
    postQuantumKey?: boolean;
}

export interface DevicePhaseArgs {
    /** "aes-256-gcm", "aes-128-gcm", "aes-256-cbc", … Default: the table of the model. */
    encryption?: string[];
    /** "sha-512", "sha-384", "sha-256". Not needed beside GCM, but for IKE, where it is the PRF unless that is given. Default: the table. */
    integrity?: string[];
    /** Of IKE. Default: as `integrity`. */
    prf?: string[];
    /** Groups of Diffie-Hellman: 14, 19, 20, 21, … Default: the table of the model. */
    dh?: number[];
}

/** A region of a cloud, or a country with coordinates. */
export interface BridgePlaceArgs {
    /** "aws", "azure" or "gcp": the device is a machine in that cloud. Default: in none. */
    cloud?: string;
    /** Of that cloud. Default: none; then `country`, `latitude` and `longitude` are needed. */
    region?: string;
    /** Two letters: "DE". Default: that of the region. */
    country?: string;
    /** Degrees north. Default: those of the region. */
    latitude?: number;
    /** Degrees east. Default: those of the region. */
    longitude?: number;
}

export interface BridgeLinkArgs {
    /** Default: IPsec. */
    engine?: BridgeEngine;

    /** Default: BGP. */
    routing?: BridgeRouting;

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

    /** Of a second, third … run of tunnels, where a site has two devices, by its number: "2". Default: from the keys. */
    ids?: Record<string, number>;

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

    /** Serial numbers, in hexadecimal digits, of OpenVPN certificates that count no more: of a stolen device. Default: none. */
    revokedSerials?: string[];
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
    /** Tunnels per VPN gateway of Azure. Default: 30, from VpnGw4AZ on 100. */
    tunnelsPerAzureGateway?: number;
}
