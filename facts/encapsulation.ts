/**
 * How many bytes each way of putting a packet into another one adds, which sizes the networks below carry, and which
 * sizes providers and products allow.
 *
 * Where a layer's figure is `derived` for IPv6, it is the IPv4 figure and the 20 bytes by which the IPv6 header is longer.
 */
import type { Family } from "./family";
import { type Fact, type Known, type Source, but, fact, unknownFact } from "./fact";

export type { Family } from "./family";

const read = (document: string, date = "2026-11"): Source => ({ document, date, certainty: "read" });
const known = (document: string): Source => ({ document, date: "2026-11", certainty: "known" });

const WIRE = {
    document: "sizes captured on the wire of a Linux machine",
    date: "2026-11",
    certainty: "measured",
} as const;
const CILIUM_MTU = read("cilium/cilium pkg/mtu/mtu.go");
const CALICO_MTU = known("Calico documentation, Configure MTU to maximize network performance");
const WEAVE_MTU = read("rajch/weave 2.9.0, WEAVE_MTU and fast datapath");
const OPENVPN_EPOCH = read("OpenVPN/openvpn#1074", "2026-07");
const GRE = known("RFC 2784 and RFC 2890, GRE");
const AWS_BEST_PRACTICES = read("Site-to-Site VPN user guide, Best practices for a customer gateway device");
const AWS_TRANSIT_MTU = read("VPC Transit Gateway guide, Transit gateway concepts");
const EC2_MTU = read("EC2 user guide, Network maximum transmission unit");
const DIRECT_CONNECT = read("Direct Connect API reference, CreateTransitVirtualInterface");
const AZURE_TUNING = read("Azure, TCP/IP performance tuning for Azure VMs", "2019-04");
const AZURE_VM_MTU = read("Azure, Configure MTU for virtual machines");
const AZURE_VPN_DEVICES = read("Azure VPN Gateway, About VPN devices and IPsec/IKE parameters");
const GCP_VPN_MTU = read("Cloud VPN, MTU considerations", "2026-04");
const GCP_VPC_MTU = read("Google Cloud VPC, Maximum transmission unit");

const bytes = (value: number, source: Source): Known => fact(value, "bytes", source);

/** The header of the outer packet. */
export const OUTER_HEADER = {
    4: bytes(20, known("RFC 791, Internet Protocol")),
    6: bytes(40, known("RFC 8200, IPv6")),
} as const;

/** TCP's header without options; the options are the sender's business and count as payload. */
export const TCP_HEADER = bytes(20, known("RFC 9293, TCP"));

/** ESP in tunnel mode: what every suite adds. The trailer is padded together with the packet, the tag is not. */
export const ESP = {
    header: bytes(8, but(WIRE, { document: "RFC 4303, ESP" })),
    /** The UDP header of NAT traversal. */
    natTraversal: bytes(8, but(WIRE, { document: "RFC 3948, UDP encapsulation of ESP" })),
    /** Pad length and next header. */
    trailer: bytes(2, but(WIRE, { document: "RFC 4303, ESP" })),
} as const;

export interface EspEncryptionSizes {
    readonly iv: Known;
    /** Packet and trailer are padded to a multiple of this. */
    readonly block: Known;
    /** The tag, where the encryption makes it itself; otherwise the integrity algorithm does. */
    readonly tag?: Known;
}

const RFC_4106 = but(WIRE, { document: "RFC 4106, GCM in ESP" });
/** These sizes reproduce the tables that AWS and Google publish. */
const CBC_SOURCE: Source = { document: "RFC 3602, AES-CBC in ESP", date: "2026-11", certainty: "derived" };
const HMAC_SOURCE: Source = but(CBC_SOURCE, { document: "RFC 2404 and RFC 4868, HMAC in ESP" });
const GCM: EspEncryptionSizes = { iv: bytes(8, RFC_4106), block: bytes(4, RFC_4106), tag: bytes(16, RFC_4106) };
const RFC_7634: Source = { document: "RFC 7634, ChaCha20-Poly1305 in ESP", date: "2026-11", certainty: "known" };
const CHACHA: EspEncryptionSizes = { iv: bytes(8, RFC_7634), block: bytes(4, RFC_7634), tag: bytes(16, RFC_7634) };
const CBC: EspEncryptionSizes = { iv: bytes(16, CBC_SOURCE), block: bytes(16, CBC_SOURCE) };

/** The key's length changes no size. */
export const ESP_ENCRYPTIONS = {
    /** The same sizes as GCM's. */
    "chacha20-poly1305": CHACHA,
    "aes-128-gcm": GCM,
    "aes-192-gcm": GCM,
    "aes-256-gcm": GCM,
    "aes-128-cbc": CBC,
    "aes-192-cbc": CBC,
    "aes-256-cbc": CBC,
} as const satisfies Record<string, EspEncryptionSizes>;
export type EspEncryption = keyof typeof ESP_ENCRYPTIONS;

/** The truncated tag of each integrity algorithm. */
export const ESP_INTEGRITIES = {
    "sha-1": bytes(12, HMAC_SOURCE),
    "sha-256": bytes(16, HMAC_SOURCE),
    "sha-384": bytes(24, HMAC_SOURCE),
    "sha-512": bytes(32, HMAC_SOURCE),
    "aes-xcbc": bytes(12, known("RFC 3566, AES-XCBC-MAC-96 in ESP")),
    "aes-cmac": bytes(12, known("RFC 4494, AES-CMAC-96 in ESP")),
} as const satisfies Record<string, Known>;
export type EspIntegrity = keyof typeof ESP_INTEGRITIES;

export interface LayerSizes {
    /** Bytes that the layer adds, by the family of its outer header. */
    readonly over: Readonly<Record<Family, Fact>>;
    /** The inner packet is padded to a multiple of this, but never beyond the MTU of the tunnel's interface. */
    readonly padTo?: Known;
    readonly encrypts: boolean;
}

const plain = (over4: Known, over6: Fact): LayerSizes => ({ over: { 4: over4, 6: over6 }, encrypts: false });
const secret = (over4: Known, over6: Fact): LayerSizes => ({ over: { 4: over4, 6: over6 }, encrypts: true });
const derived = (value: number, source: Source): Known => bytes(value, but(source, { certainty: "derived" }));

/** Layers that add the same number of bytes to every packet, apart from WireGuard's padding. */
export const LAYERS = {
    wireguard: {
        over: { 4: bytes(60, WIRE), 6: bytes(80, read("tailscale/tailscale net/tstun/mtu.go, wgHeaderLen")) },
        padTo: bytes(16, WIRE),
        encrypts: true,
    },
    /** AES-256-GCM: 4 bytes opcode and peer id, 4 packet id, 16 tag behind IP and UDP. */
    "openvpn-udp-gcm": secret(bytes(52, WIRE), derived(72, WIRE)),
    /** The data format that two ends of release 2.7 agree on: its packet id has 8 bytes instead of 4. */
    "openvpn-udp-gcm-epoch": secret(derived(56, OPENVPN_EPOCH), derived(76, OPENVPN_EPOCH)),
    /** Outer IP and UDP, 8 of VXLAN, 14 of the inner Ethernet header. */
    vxlan: plain(bytes(50, CILIUM_MTU), bytes(70, CILIUM_MTU)),
    /** Without options, of which each adds its own length. */
    geneve: plain(bytes(50, CILIUM_MTU), bytes(70, CILIUM_MTU)),
    /** With the option by which Cilium's load balancer names the service: 12 more. */
    "geneve-dsr": plain(derived(62, CILIUM_MTU), derived(82, CILIUM_MTU)),
    gre: plain(bytes(24, GRE), derived(44, GRE)),
    "gre-key": plain(bytes(28, GRE), derived(48, GRE)),
    "gre-ethernet": plain(bytes(38, GRE), derived(58, GRE)),
    ipip: plain(bytes(20, known("RFC 2003, IP in IP")), derived(40, known("RFC 2473, tunnels in IPv6"))),
    /** What Cilium subtracts, whatever the family, in releases before pull request 45940. */
    "cilium-wireguard-80": secret(bytes(80, CILIUM_MTU), bytes(80, CILIUM_MTU)),
    /** The same in releases since then: 15 more for WireGuard's padding. */
    "cilium-wireguard-95": secret(
        bytes(95, read("cilium/cilium#45940", "2026-05")),
        bytes(95, read("cilium/cilium#45940", "2026-05")),
    ),
    /** For keys with a tag of 128 bits. */
    "cilium-ipsec": secret(bytes(77, CILIUM_MTU), bytes(77, CILIUM_MTU)),
    "calico-wireguard": secret(bytes(60, CALICO_MTU), bytes(80, CALICO_MTU)),
    /** 84 to 87 by the document; the most counts here. Encryption included. */
    weave: secret(
        bytes(87, WEAVE_MTU),
        unknownFact("bytes", "the bytes that Weave Net adds over IPv6", {
            document: WEAVE_MTU.document,
            date: "2026-11",
        }),
    ),
} as const satisfies Record<string, LayerSizes>;
export type LayerName = keyof typeof LAYERS;

/** The layers that a cluster's network puts around a pod's packet, from the outside in. */
export const OVERLAYS = {
    native: [],
    vxlan: ["vxlan"],
    geneve: ["geneve"],
    "geneve-dsr": ["geneve-dsr"],
    ipip: ["ipip"],
    "cilium-wireguard-80": ["cilium-wireguard-80"],
    "cilium-wireguard-80-vxlan": ["cilium-wireguard-80", "vxlan"],
    "cilium-wireguard-95": ["cilium-wireguard-95"],
    "cilium-wireguard-95-vxlan": ["cilium-wireguard-95", "vxlan"],
    "cilium-ipsec": ["cilium-ipsec"],
    "cilium-ipsec-vxlan": ["cilium-ipsec", "vxlan"],
    "calico-wireguard": ["calico-wireguard"],
    weave: ["weave"],
} as const satisfies Record<string, readonly LayerName[]>;
export type Overlay = keyof typeof OVERLAYS;

/** What the networks below carry. */
export const UNDERLAY_MTUS = {
    ethernet: bytes(1500, known("IEEE 802.3")),
    "aws-vpc": bytes(9001, EC2_MTU),
    "aws-internet-gateway": bytes(1500, EC2_MTU),
    "aws-vpc-peering-between-regions": bytes(8500, EC2_MTU),
    /** Between VPC, Direct Connect, Connect and peering attachments. Larger packets are dropped. */
    "aws-transit-gateway": bytes(8500, AWS_TRANSIT_MTU),
    "aws-transit-gateway-vpn": bytes(1500, AWS_TRANSIT_MTU),
    /** Unless the virtual interface was made with 8500. */
    "aws-transit-virtual-interface": bytes(1500, DIRECT_CONNECT),
    "aws-transit-virtual-interface-jumbo": bytes(8500, DIRECT_CONNECT),
    "azure-vm": bytes(1500, AZURE_VM_MTU),
    /** Inside one virtual network, where the user sets it on every machine. */
    "azure-vm-jumbo-mellanox": bytes(3900, AZURE_VM_MTU),
    "azure-vm-jumbo-mana": bytes(9000, AZURE_VM_MTU),
    "azure-expressroute": unknownFact("bytes", "the MTU of your ExpressRoute circuit", {
        document: "Azure ExpressRoute",
        date: "2026-11",
    }),
    /** The default; a network takes any value from 1300 to 8896. */
    "gcp-vpc": bytes(1460, GCP_VPC_MTU),
    "gcp-vpc-jumbo": bytes(8896, GCP_VPC_MTU),
    "gcp-vpn": bytes(1460, GCP_VPN_MTU),
    "gcp-vpn-over-interconnect": bytes(1440, GCP_VPN_MTU),
    "gcp-interconnect": unknownFact("bytes", "the MTU of your VLAN attachment", {
        document: "Google Cloud Interconnect",
        date: "2026-11",
    }),
} as const satisfies Record<string, Fact>;

/** Azure cuts a larger packet into fragments, and drops fragments that arrive out of order. */
export const AZURE_FRAGMENTS_ABOVE = bytes(1400, AZURE_TUNING);

/** What a user of a provider's tunnel must know about packet sizes. */
export interface MtuNote {
    /** Name of the check, stable over versions. */
    readonly check: string;
    readonly text: string;
    readonly fix: string;
    readonly source: Source;
}

/** The largest packet that a provider's or product's tunnel takes, whatever its layers leave. */
export interface MtuCap {
    readonly name: string;
    readonly mtu: Known;
    /** The largest TCP segment, where the document names one of its own. */
    readonly mss?: Known;
    /** True where the tunnel encrypts, but no layer is named for it. */
    readonly encrypts?: boolean;
    readonly notes?: readonly MtuNote[];
}

export const GCP_VPN_NOTES: readonly MtuNote[] = [
    {
        check: "gcp-prefragmentation",
        text: "Cloud VPN takes no packet that was fragmented after encryption.",
        fix: "Let the peer fragment packets before it encrypts them.",
        source: GCP_VPN_MTU,
    },
];

export const MTU_CAPS = {
    awsVpn: {
        name: "aws-vpn",
        mtu: bytes(1446, AWS_BEST_PRACTICES),
        notes: [
            {
                check: "aws-no-path-mtu-discovery",
                text: "Site-to-Site VPN does not take part in path MTU discovery.",
                fix: "Set the MTU of the tunnel interface and clamp the MSS at the customer gateway.",
                source: read("Site-to-Site VPN user guide, Limitations"),
            },
        ],
    },
    /** Azure names the two as alternatives; both together are safe for every protocol. */
    azureVpn: { name: "azure-vpn", mtu: bytes(1400, AZURE_VPN_DEVICES), mss: bytes(1350, AZURE_VPN_DEVICES) },
    tailscale: {
        name: "tailscale",
        mtu: bytes(1280, read("tailscale/tailscale net/tstun/mtu.go, safeTUNMTU")),
        encrypts: true,
    },
    netbird: { name: "netbird", mtu: bytes(1280, known("NetBird, MTU of its interface")), encrypts: true },
    weave: { name: "weave", mtu: bytes(1376, WEAVE_MTU) },
    /** The interface of strongSwan's kernel-libipsec. */
    libipsec: { name: "libipsec", mtu: bytes(1400, WIRE) },
} as const satisfies Record<string, MtuCap>;

/** Cloud VPN's payload over IPv4 and the internet, and by how much less it takes elsewhere. */
export const GCP_VPN = {
    gcm: bytes(1406, GCP_VPN_MTU),
    /** By the integrity algorithm of phase 2; it offers no SHA-384. */
    cbc: {
        "sha-1": bytes(1390, GCP_VPN_MTU),
        "sha-256": bytes(1390, GCP_VPN_MTU),
        "sha-384": unknownFact("bytes", "the payload MTU that Google names for your cipher", GCP_VPN_MTU),
        "sha-512": bytes(1374, GCP_VPN_MTU),
    },
    lessOverIpv6: bytes(20, GCP_VPN_MTU),
    lessOverInterconnect: bytes(20, GCP_VPN_MTU),
    lessWithNatTraversal: bytes(8, read("Cloud VPN, MTU considerations, edition of S3NS")),
} as const;

export const SMALLEST_MTUS = {
    /** Every link that carries IPv6 takes this. */
    ipv6: bytes(1280, known("RFC 8200, section 5")),
    /** Every IPv4 host takes a packet of this size. */
    ipv4Host: bytes(576, known("RFC 791, section 3.2")),
    /** Every IPv4 router forwards this unfragmented. */
    ipv4Link: bytes(68, known("RFC 791, section 3.2")),
    /** The largest packet that IPv4's length field can say. */
    largest: bytes(65_535, known("RFC 791, section 3.1")),
} as const;
