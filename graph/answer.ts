/** What a question about reach is answered with. */
import type { Host } from "./network";
import type { PacketSet } from "./packets";
import type { Element, Reason } from "./reason";

export const Verdict = {
    /** Every packet arrives, and every answer comes back. */
    Reachable: "REACHABLE",
    /** No packet arrives and is answered. */
    Denied: "DENIED",
    /** Some packets arrive and are answered, others do not: from some hosts, to some hosts, by some ports or in some zones. */
    Partial: "PARTIAL",
    /** It depends on something that is not known. */
    Undetermined: "UNDETERMINED",
} as const;
export type Verdict = (typeof Verdict)[keyof typeof Verdict];

/** One thing that a packet meets on its way. */
export interface Step {
    readonly element: Element;
    /** "looked up: 10.1.0.0/16 propagated, to the attachment of orders"; a clause without a full stop. */
    readonly text: string;
    /** The station that it is looked up in here. */
    readonly station?: string;
    /** The route that decides here. */
    readonly route?: Element;
    /** The link that it takes from here. */
    readonly link?: string;
    /** The zone that it is in, where that is known. */
    readonly zone?: string;
}

/** One way through the network, and the packets that take it. */
export interface Way {
    readonly from: Host;
    /** As they were sent. */
    readonly packets: PacketSet;
    readonly steps: readonly Step[];
    readonly end: WayEnd;
}

export type WayEnd =
    | { readonly is: "delivered"; readonly host: Host }
    | { readonly is: "denied"; readonly reason: Reason }
    | { readonly is: "unknown"; readonly reason: Reason };

/** One pair of a way and the way of its answers. */
export interface RoundTrip {
    readonly out: Way;
    /** Ways of the answers; empty where the packets do not arrive. */
    readonly back: readonly Way[];
    readonly verdict: Verdict;
    /** Why not, or why nobody can say. */
    readonly reason?: Reason;
}

export interface Answer {
    readonly from: Selection;
    readonly to: Selection;
    /** "tcp 443" */
    readonly traffic: string;
    readonly verdict: Verdict;
    readonly trips: readonly RoundTrip[];
    /** Each once, the one that concerns most hosts first. */
    readonly reasons: readonly Reason[];
    /** What the verdict takes for granted, and what resources nobody modelled could change about it. */
    readonly caveats: readonly string[];
}

/** The hosts that a name means. */
export interface Selection {
    /** As it was asked: "vpc/shop". */
    readonly text: string;
    readonly hosts: readonly Host[];
    /** Hosts that the name could mean and that were left out, with the reason: "subnets that only hold an attachment". */
    readonly leftOut: readonly { readonly host: Host; readonly why: string }[];
    /** Why there may be more hosts that the name means: then no verdict about it is final. */
    readonly open?: readonly Reason[];
}
