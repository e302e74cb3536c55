/** One end of an IPsec tunnel as a cloud's resources describe it, the same for every cloud. */
import { NOTHING, type AddressSet } from "../../../plan/address-set";
import type { Prefix } from "../../../plan/prefix";
import type { EndKind } from "../../../plan/suites/ends";
import type { Hop, Paid } from "../../network";
import type { Element, Reason } from "../../reason";
import type { Read } from "../fields";
import type { Resource } from "../resources";
import type { Values } from "../values";

/** A public address of a gateway, as far as it is known. */
export interface OuterAddress {
    /** Undefined where only the deployment will tell it. */
    readonly text?: string;
    /** URN of the resource whose output it is. */
    readonly origin?: string;
    /** Which of that resource's addresses: "tunnel 1", "interface 0"; undefined where nobody can say. */
    readonly part?: string;
}

/** The pre-shared key of an end, or that it has none, by what may be told of it without telling it. */
export interface EndKey {
    /** Equal for equal keys, in this process only; undefined where the key itself is not to be seen. */
    readonly print?: string;
    /** URNs of the resources that it came from, sorted. */
    readonly origins: readonly string[];
    /** True where the end has a certificate instead of a key. Default: a key. */
    readonly isCertificate?: boolean;
}

export interface TunnelEnd {
    /** The URN, or the URN and which of the resource's tunnels it is. */
    readonly id: string;
    readonly cloud: "aws" | "azure" | "gcp";
    readonly resource: Resource;
    /** "tunnel 1 of vpn connection west". */
    readonly element: Element;
    /** Resources besides that the tunnel cannot be without. */
    readonly parts: readonly string[];
    /** The place at this end: a hub, a network. */
    readonly place: string;
    /** What is paid for at this end. */
    readonly paid: Omit<Paid, "end">;
    readonly own: OuterAddress;
    /** Addresses that it may dial. Several where the program does not tell which; none where anything may stand there. */
    readonly peers: readonly OuterAddress[];
    readonly suite: EndSuite;
    readonly key: EndKey;
    readonly routing: EndRouting;
    /** Where packets go that come out of this end. */
    readonly inward: Hop;
}

export interface EndSuite {
    readonly kind: EndKind;
    /** In the words of the cloud; undefined where part of it is not known. */
    readonly spelling: Values | undefined;
    readonly tunnel?: 1 | 2;
    readonly ikeVersions: Read<readonly number[]>;
}

export interface EndRouting {
    /** True with BGP, false with static routes. */
    readonly isDynamic: Read<boolean>;
    /**
     * Inside addresses: its own, and the one that it expects at the other end. Of several own ones the other end's decides, where
     * nobody can say yet which instance of the gateway has which.
     */
    readonly inside: { readonly own: Read<readonly string[]>; readonly peer: Read<string> };
    readonly asn: { readonly own: Read<number>; readonly peer: Read<number> };
    /** What it takes of what it is told; undefined for everything. */
    readonly intake?: Intake;
    /** Prefixes that it routes to the other end while they talk, though nobody told it; with the rank of routes it is told. */
    readonly learns?: readonly Pick<Announced, "prefix" | "med">[];
}

/** A filter of routes. */
export interface Intake {
    readonly takes: (prefix: Announced["prefix"]) => Read<boolean>;
    /** All that it may take lies in it. */
    readonly within: AddressSet;
}

/** A route as one end tells it to the other. */
export interface Announced {
    readonly prefix: Pick<Prefix, "family" | "first" | "last" | "length" | "text">;
    /** ASNs that it came by, the announcing one first. */
    readonly path: readonly number[];
    /** Multi-exit discriminator: of equal paths the lowest wins. */
    readonly med?: number;
    /** Why it may not come. */
    readonly open?: Reason;
}

export interface Announcement {
    readonly routes: readonly Announced[];
    /** Why there may be others. */
    readonly unsure: readonly Reason[];
}

export const NOTHING_ANNOUNCED: Announcement = { routes: [], unsure: [] };

export type Agreement =
    | { readonly is: "up" }
    /** No packet passes. */
    | { readonly is: "down"; readonly reason: Reason }
    | { readonly is: "open"; readonly reason: Reason };

/** A tunnel from one of its ends. */
export interface Lane {
    readonly end: TunnelEnd;
    /** Id of the link; undefined where nothing answers at the far end. */
    readonly link?: string;
    readonly state: Agreement;
    /** Into the far cloud; the end of it where the tunnel is down, or where nobody can say. */
    readonly hop: Hop;
    /** What the far end announces, or would announce. */
    readonly learned: Announcement;
}

/** What the other clouds tell the reader of one. */
export interface Across {
    /** The tunnels of a connection whose far end is a gateway that is read too; undefined for a device that nobody reads. */
    readonly lanesOf: (resourceUrn: string) => readonly Lane[] | undefined;
    /** All addresses of networks of other clouds: a device that nobody reads has none of them. */
    readonly networks: AddressSet;
}

export const NOBODY_ACROSS: Across = { lanesOf: () => undefined, networks: NOTHING };
