/**
 * The network as the questions see it, the same for every cloud. Hosts send and receive. Stations look packets up in a table,
 * whose entries lead to a station, to a host, or to an end. On the way stand gates (filters) and translations. A reader builds
 * one from resources; it is plain data, and nothing in it depends on the question.
 */
import type { AddressSet } from "../plan/address-set";
import type { Family } from "../plan/prefix";
import type { PacketSet } from "./packets";
import type { Element, Reason } from "./reason";
import type { Position } from "./read/resources";

export interface Network {
    readonly hosts: ReadonlyMap<string, Host>;
    readonly stations: ReadonlyMap<string, Station>;
    readonly links: ReadonlyMap<string, Link>;
    /** Clouds, accounts, regions, networks, zones and subnets, hubs and sites: what lies in what. */
    readonly places: ReadonlyMap<string, Place>;
    /** Resources that may change what a question answers and that no reader models. */
    readonly unmodelled: readonly Unmodelled[];
    /** What the answers take for granted: "what site plant announces lies outside the networks here". */
    readonly assumptions: readonly Assumption[];
    /** URN to the user's file and line. */
    readonly positions: ReadonlyMap<string, Position>;
}

/** Where packets begin and end. */
export interface Host {
    /** The URN; "internet" and what else no resource stands for has a word. */
    readonly id: string;
    readonly kind: HostKind;
    readonly element: Element;
    /** The place it lies in: a subnet, a site, the internet. */
    readonly place: string;
    /** The network (VPC) it belongs to. */
    readonly network?: string;
    readonly addresses: AddressSet;
    /** False where it has one of `addresses`, and the deployment will tell which. */
    readonly isExact: boolean;
    /** Zone by name; undefined where it is not known or has none. */
    readonly zone?: string;
    /** The station that looks up what it sends. */
    readonly station: string;
    /** Filters of its own, on what it sends and on what it receives. Only packets that pass all of them pass. */
    readonly sends: readonly Gate[];
    readonly receives: readonly Gate[];
    /** Groups it belongs to: filters of other hosts may let members in. */
    readonly groups: readonly string[];
    /** Of a NAT gateway: what comes back to its address goes on to who asked. It answers nobody else. */
    readonly translates?: boolean;
    /** A subnet that only holds a gateway's attachment: no place for workloads. */
    readonly isDedicated?: boolean;
    /** Tags of the resource, for naming. */
    readonly tags: Readonly<Record<string, string>>;
}

export const HostKind = {
    /** Any machine in a subnet, without a filter of its own. */
    Subnet: "subnet",
    Interface: "interface",
    LoadBalancer: "load-balancer",
    Endpoint: "endpoint",
    Nat: "nat",
    Internet: "internet",
    Site: "site",
    /** A service of the cloud behind a gateway endpoint. */
    Service: "service",
} as const;
export type HostKind = (typeof HostKind)[keyof typeof HostKind];

/** A filter. What neither `allows`, nor a group, nor `unsure` has, it drops. */
export interface Gate {
    /** Two gates with one id are one filter: what a stateful filter let through, it lets back. */
    readonly id: string;
    readonly element: Element;
    readonly code: Reason["code"];
    /** True where answers pass that belong to packets that passed before. */
    readonly isStateful: boolean;
    readonly allows: PacketSet;
    /** What members of groups may send or receive besides: `packets` with the host at the other end in `group`. */
    readonly fromGroups: readonly { readonly group: string; readonly packets: PacketSet }[];
    /** Packets of which nobody can say yet. Disjoint from `allows`. */
    readonly unsure: readonly { readonly packets: PacketSet; readonly reason: Reason }[];
}

/** Looks packets up: a subnet's router, a hub's table, the internet. */
export interface Station {
    readonly id: string;
    readonly element: Element;
    readonly kind: StationKind;
    readonly place: string;
    /** Longest prefix first, and of equal prefixes the lowest rank. */
    readonly entries: readonly Entry[];
    /** Where something is not known that could lead any packet elsewhere. */
    readonly unsure: readonly Reason[];
    /** What becomes of packets that no entry has. `NO_ROUTE` of this station where undefined. */
    readonly otherwise?: Hop;
    /** Tables of the same hub: the walk names the one that would have had a route. */
    readonly siblings?: readonly string[];
}

export const StationKind = {
    /** A subnet: its route table, behind its network ACL. */
    Subnet: "subnet",
    /** The inside of a network: knows its subnets. */
    Network: "network",
    HubTable: "hub-table",
    Gateway: "gateway",
    Internet: "internet",
    Site: "site",
} as const;
export type StationKind = (typeof StationKind)[keyof typeof StationKind];

export interface Entry {
    readonly family: Family;
    readonly first: bigint;
    readonly last: bigint;
    /** Prefix length. */
    readonly length: number;
    /** Of entries of the same prefix the lowest wins. Two of the same rank share the traffic (ECMP). */
    readonly rank: number;
    readonly to: Hop;
    /** The route. */
    readonly element: Element;
    /** How the route came here: "static", "propagated", "local" …; for explanations. */
    readonly origin: string;
}

/** Where a packet goes next. Gates and translation apply in the order: gates, translation, then the next station. */
export type Hop =
    | {
          readonly to: "station";
          readonly station: string;
          readonly gates: readonly Gate[];
          readonly link?: string;
          readonly translation?: Translation;
          /** The zone in which the packet is afterwards; unchanged where undefined, "" where nobody can say. */
          readonly zone?: string;
      }
    /** Into one of several zones: the packet's own where it has a door, else the cloud chooses. */
    | {
          readonly to: "zones";
          readonly doors: readonly Door[];
          readonly link?: string;
          /** True: the cloud chooses for each connection, the same for both directions (appliance mode). */
          readonly isSticky: boolean;
      }
    /** To the hosts of a subnet or a site that have the address. */
    | { readonly to: "hosts"; readonly place: string; readonly gates: readonly Gate[]; readonly link?: string }
    /** The end of it. */
    | { readonly to: "end"; readonly reason: Reason };

export interface Door {
    readonly zone: string;
    readonly station: string;
    readonly gates: readonly Gate[];
}

/** Addresses change on the way. */
export interface Translation {
    readonly element: Element;
    readonly end: "source" | "destination";
    readonly pairs: readonly { readonly from: AddressSet; readonly to: AddressSet }[];
    /** What becomes of addresses that no pair has. */
    readonly otherwise: Reason | "unchanged";
    /** True where many share an address and answers are told apart by ports (NAT gateway). */
    readonly isShared: boolean;
}

/** What two stations are joined by. */
export interface Link {
    readonly id: string;
    readonly kind: LinkKind;
    readonly element: Element;
    /** Places at its two ends, a network first. */
    readonly ends: readonly [string, string];
    /** The largest packet, in bytes. */
    readonly mtu?: number;
    /** What encrypts it, "" where nothing does, undefined where nobody can say: "AWS backbone", "IPsec AES-256-GCM". */
    readonly encryption?: string;
    /** Resources that it consists of: it fails with any of them. */
    readonly elements: readonly string[];
    /** Zones it has a foot in. */
    readonly zones: readonly string[];
    /** Tunnels that carry it, of a VPN; 1 for everything else. */
    readonly lanes: number;
    /** What is paid for at its ends, where the kind of link does not tell. */
    readonly paid?: readonly Paid[];
}

/** Something with a price at one end of a link. Several links may share it. */
export interface Paid {
    /** The end, of the two. */
    readonly end: string;
    /** URN of what is paid for: a connection, a gateway, a tunnel. */
    readonly by: string;
    /** Of what stands in a region though its end does not: a tunnel of a global network. */
    readonly region?: string;
    /** A row of the table of kinds (plan/cost): "gcp.vpn.tunnel"; undefined where it is not known. */
    readonly kind?: string;
}

export const LinkKind = {
    Attachment: "attachment",
    HubPeering: "hub-peering",
    NetworkPeering: "network-peering",
    Vpn: "vpn",
    InternetGateway: "internet-gateway",
    EgressOnlyGateway: "egress-only-gateway",
    Nat: "nat",
    Endpoint: "endpoint",
} as const;
export type LinkKind = (typeof LinkKind)[keyof typeof LinkKind];

export interface Place {
    readonly id: string;
    readonly kind: PlaceKind;
    readonly label: string;
    /** The place around it. */
    readonly within?: string;
    readonly urn?: string;
    /** What it has of its own, a network or a subnet. */
    readonly addresses?: AddressSet;
    /** Cloud of a region; region name as the cloud spells it. */
    readonly cloud?: "aws" | "azure" | "gcp";
    readonly region?: string;
    /** Of a hub's table or an attachment: the segment, by the table's name. */
    readonly segment?: string;
    readonly tags?: Readonly<Record<string, string>>;
    /** Where there may be hosts here that nobody can place: what is asked about all of it stays open. */
    readonly unsure?: Reason;
}

export const PlaceKind = {
    Cloud: "cloud",
    Region: "region",
    Network: "network",
    Zone: "zone",
    Subnet: "subnet",
    Hub: "hub",
    HubTable: "hub-table",
    Site: "site",
    Internet: "internet",
} as const;
export type PlaceKind = (typeof PlaceKind)[keyof typeof PlaceKind];

export interface Unmodelled {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** URNs of modelled resources that it refers to: answers whose path has one of them name it. */
    readonly touches: readonly string[];
}

export interface Assumption {
    readonly text: string;
    /** Answers whose path has one of these name it. */
    readonly about: readonly string[];
}
