/**
 * What a device of one's own must be configured with, whole: addresses, numbers, keys, and what may pass. Nothing in it is
 * left to look up. It is made once everything is known, so it holds secrets, and whatever is rendered from it is one.
 */
import type { Suite } from "../../../plan/suites/suite";

export interface DeviceSheet {
    /** Name of the component: what the files are named by. */
    readonly bridge: string;
    readonly site: string;
    /** 1 or 2: the place of its address among those of the site. */
    readonly device: number;
    /** Where others find it. */
    readonly publicAddress: string;
    /**
     * True where its own interface has another address, because a cloud or a router translates it: then no file may name the
     * public one as the device's own, but as its identity.
     */
    readonly isTranslated: boolean;
    /** Its interface towards the internet, in its own words; undefined where nobody said it. */
    readonly wanInterface?: string;
    /** The same towards Direct Connect. */
    readonly directConnectInterface?: string;
    /** Its number in BGP; undefined where all its tunnels are routed statically. */
    readonly asn?: number;
    /** Prefixes behind the site, and parts of them that have tunnels of their own: what the device announces at all. */
    readonly prefixes: readonly string[];
    readonly tunnels: readonly SheetTunnel[];
    /** Classes of traffic that go first, the most urgent one first. Empty: all traffic is alike. */
    readonly classes: readonly TrafficClass[];
    /** Bits per second that the site's connection carries; undefined: nothing is shaped. */
    readonly uplink?: number;
    /** The pod that the device is, in a cluster of Kubernetes; undefined: it is a machine. */
    readonly cluster?: SheetCluster;
}

export interface SheetCluster {
    readonly namespace: string;
    readonly image: string;
    /** True where the image is bare and the pod installs Debian's packages when it starts. */
    readonly installs: boolean;
    /** How many gateways the site has in the cluster: 1 or 2. */
    readonly gateways: number;
    /** True where a peer's BGP waits to be called, so that the pod's must take calls: it needs the node's port 179. */
    readonly listens: boolean;
}

export interface SheetTunnel {
    /** "aws/plant#1" */
    readonly key: string;
    /**
     * Which block of the link-local range the tunnel has: 0–16383, once in the whole network, and never moved by another
     * tunnel. Interfaces are called "cw<number>", and marks, units and ports that must differ follow from it.
     */
    readonly number: number;
    readonly peer: SheetPeer;
    /** Over Direct Connect: the device's own address there, which the peer finds it at. Undefined: over the internet. */
    readonly privateAddress?: string;
    /**
     * The device's own address inside the tunnel, without length: "169.254.21.2". Towards Azure the tunnels of a device
     * share one address, so it may lie outside `cidr`: give it to the interface with the peer's address as its other end.
     */
    readonly inside: string;
    /** Both inside addresses: "169.254.21.0/30". */
    readonly cidr: string;
    /** The largest packet inside, in bytes. */
    readonly mtu: number;
    /** The largest TCP segments that fit into it. */
    readonly mss: { readonly ipv4: number; readonly ipv6?: number };
    /** Undefined: static routes. */
    readonly bgp?: SheetBgp;
    /** What may be learnt from the peer, or is statically routed to it: prefixes of the sites that lie that way. */
    readonly accepts: readonly string[];
    /** What may be announced to the peer: the site's own prefixes, and those of the sites that it carries traffic for. */
    readonly announces: readonly string[];
    /** Parts of `announces` that are not announced to it: dedicated tunnels of the same link do that. Undefined: none. */
    readonly withholds?: readonly string[];
    /** Of a tunnel that some prefixes have to themselves. */
    readonly dedicated?: SheetDedicated;
    /**
     * Order of preference among tunnels that carry the same prefixes, 0 first; those of one rank share the load. It is said
     * to the peer too: by MED, and by a path that is longer by `rank` numbers.
     */
    readonly rank: number;
    readonly engine: SheetIpsec | SheetWireGuard | SheetOpenVpn;
}

/** `accepts` and `announces` of such a tunnel are the dedicated prefixes alone, and win over other tunnels' routes. */
export interface SheetDedicated {
    /** Those of `accepts` that lead into the tunnel while it is up, because the peer announces the same to every tunnel. */
    readonly pinned: readonly string[];
    /** What passes nonetheless: prefixes beyond the tunnel, and on this side. Whoever is not dedicated talks with those who are. */
    readonly passes: { readonly far: readonly string[]; readonly near: readonly string[] };
}

export interface SheetPeer {
    readonly site: string;
    /** "aws", "azure", "azure-virtual-wan", "gcp", or "own" for a device. */
    readonly kind: string;
    /** Where it is found. */
    readonly address: string;
    /** Its address inside the tunnel. */
    readonly inside: string;
}

export interface SheetBgp {
    readonly peerAsn: number;
    /** Seconds. */
    readonly keepalive: number;
    readonly hold: number;
    /** True where the peer takes no calls and makes them itself: one that calls it nevertheless, calls in vain. */
    readonly waits?: boolean;
}

export interface SheetIpsec {
    readonly kind: "ipsec";
    readonly suite: Suite;
    /** Seconds. */
    readonly lifetimes: { readonly ike: number; readonly esp: number };
    readonly authentication: SheetPreSharedKey | SheetCertificate;
    /** Identities in IKE: addresses, or names. */
    readonly localId: string;
    readonly remoteId: string;
    /** Seconds after which a silent peer is asked whether it lives. */
    readonly deadPeerDetection: number;
    /** True where this device opens the tunnel; both may. */
    readonly initiates: boolean;
    /** True where ESP travels in UDP whatever the path looks like. */
    readonly encapsulated: boolean;
    /** A post-quantum pre-shared key (RFC 8784) besides: its name, and the key in hexadecimal digits. */
    readonly ppk?: { readonly id: string; readonly key: string };
}

export interface SheetPreSharedKey {
    readonly kind: "pre-shared-key";
    readonly key: string;
}

/** PEM throughout. */
export interface SheetCertificate {
    readonly kind: "certificate";
    /** The device's own, and behind it the authorities between it and the root, which its peer may not know. */
    readonly certificate: string;
    readonly privateKey: string;
    /** Whom the peer's certificate must come from. */
    readonly authorities: string;
    /** The list of revoked certificates of that authority; undefined where it publishes its own. */
    readonly revoked?: string;
}

/** Keys in WireGuard's base64. */
export interface SheetWireGuard {
    readonly kind: "wireguard";
    readonly privateKey: string;
    readonly peerPublicKey: string;
    readonly preSharedKey: string;
    /** UDP ports: this device's, and the peer's. */
    readonly port: number;
    readonly peerPort: number;
    /** True where this device is behind address translation and must keep the way open. */
    readonly keepsAlive: boolean;
}

export interface SheetOpenVpn {
    readonly kind: "openvpn";
    readonly role: "server" | "client";
    /** UDP port of the server. */
    readonly port: number;
    /** PEM. */
    readonly authority: string;
    readonly certificate: string;
    readonly privateKey: string;
    /** Common name of the peer's certificate: another one is refused. */
    readonly peerName: string;
    /** "OpenVPN Static key V1", as --tls-crypt takes it. */
    readonly tlsCrypt: string;
    /** PEM of the list of revoked certificates. */
    readonly revoked: string;
}

export interface TrafficClass {
    readonly name: string;
    /** 0–63, written into every packet of the class. */
    readonly dscp: number;
    /** Of the uplink, in percent: what the class always gets when it asks for it. */
    readonly share: number;
    /** A packet belongs to the class where every condition that is given holds. */
    readonly matches: readonly TrafficMatch[];
}

export interface TrafficMatch {
    /** Prefix of the sender, or of the receiver. */
    readonly from?: string;
    readonly to?: string;
    readonly protocol?: "tcp" | "udp";
    /** Of the receiver. */
    readonly ports?: readonly number[];
}

/** Files by path: absolute on Linux and the like, else the name of what is pasted into the device. */
export type RenderedFiles = Readonly<Record<string, string>>;
