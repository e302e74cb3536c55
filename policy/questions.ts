/**
 * What rules ask the network. The graph answers; a rule only compares the answer with what was declared. Every answer can be
 * that nobody knows, with the reasons.
 */

/** Ends and traffic in the words that the graph reads: "vpc/shop", "internet", "tcp 443". */
export interface Flow {
    readonly from: string;
    readonly to: string;
    readonly traffic: string;
}

export interface ReachAnswer {
    readonly verdict: "REACHABLE" | "DENIED" | "PARTIAL" | "UNDETERMINED";
    /** Sentences without a full stop, each naming the resource. */
    readonly reasons: readonly string[];
}

/** An answer that may be missing for a reason. */
export type Maybe<T> =
    { readonly known: true; readonly value: T } | { readonly known: false; readonly reasons: readonly string[] };

/** Something in the network, by URN where it is a resource. */
export interface Thing {
    readonly urn?: string;
    readonly label: string;
}

export interface Overlap {
    readonly one: Thing;
    readonly other: Thing;
    /** The addresses that both have: "10.0.1.0/24". */
    readonly addresses: string;
    /** True where a route or a link joins the two. */
    readonly joined: boolean;
}

/** One link on the way of a flow. `encryption` is "" where nothing encrypts it. */
export interface LinkOnPath extends Thing {
    readonly encryption: string;
    /** True between networks, regions or sites; false inside one network. */
    readonly isBetweenSites: boolean;
}

export interface RegionOnPath extends Thing {
    readonly region: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    readonly role: "from" | "transit" | "to";
}

/** What one segment may reach at one hub. */
export interface SegmentView {
    readonly segment: string;
    /** "us-east-1" */
    readonly region: string;
    readonly hub: Thing;
    /** Segments it reaches at this hub, sorted. */
    readonly reaches: readonly string[];
}

export interface MonthlyCost {
    /** Sum of what has a price. */
    readonly usd: number;
    /** What has no known price: "the NAT gateway's traffic". */
    readonly missing: readonly string[];
}

export interface Questions {
    reach(flow: Flow): ReachAnswer;
    /** Pairs of networks whose addresses overlap; `reasons` of what could not be compared. */
    overlaps(): { readonly found: readonly Overlap[]; readonly reasons: readonly string[] };
    /** What alone can cut the flow. */
    singlePoints(flow: Flow): Maybe<readonly Thing[]>;
    regionsOn(flow: Flow): Maybe<readonly RegionOnPath[]>;
    linksOn(flow: Flow): Maybe<readonly LinkOnPath[]>;
    segments(): Maybe<readonly SegmentView[]>;
    /** `usage` is by resource, in the words of the pack's configuration. */
    monthlyCost(usage: Readonly<Record<string, unknown>>): Maybe<MonthlyCost>;
}

/** For a place without a graph: nothing is known, and it says why. */
export function noAnswers(reason: string): Questions {
    const nobodyKnows = { known: false, reasons: [reason] } as const;
    return {
        reach: () => ({ verdict: "UNDETERMINED", reasons: [reason] }),
        overlaps: () => ({ found: [], reasons: [reason] }),
        singlePoints: () => nobodyKnows,
        regionsOn: () => nobodyKnows,
        linksOn: () => nobodyKnows,
        segments: () => nobodyKnows,
        monthlyCost: () => nobodyKnows,
    };
}
