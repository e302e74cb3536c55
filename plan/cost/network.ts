/** What a bill is made from: the components of a network, and the traffic that passes them. */
import type { RateOptions } from "./prices";

/** Something that costs money: a gateway, an attachment, one end of a link. */
export interface Component {
    /** Unique. What several links share is one component. */
    readonly name: string;
    /** A row of `KINDS`: "aws.tgw.vpn". */
    readonly kind: string;
    /**
     * The provider's name of the region; "" for what is global, or in a region that the tables do not have: then a price by
     * region is asked for. A site is "", in a region of any provider, in an area of a price ("australia"), or at a place
     * that the user's own prices name.
     */
    readonly region: string;
    /** Who gets the bill: an account, subscription, project or site. */
    readonly owner: string;
    /** How many of them there are; 1 by default. */
    readonly count?: number;
    /** What the kind counts: connections, users, scale units. Whole numbers, but for millions and for users by the hour. */
    readonly counts?: Readonly<Record<string, number>>;
    /** Hours that it exists in the month, whole ones because a part is billed as one; the options' hours by default. */
    readonly hours?: number;
}

/** Passing a component: in through it, into its hub, network or provider, or out through it. */
export type Hop = { readonly in: string; readonly out?: undefined } | { readonly out: string; readonly in?: undefined };

/** Traffic in one direction. The answer's traffic is a flow of its own. */
export interface Flow {
    readonly from: string;
    readonly to: string;
    readonly gbPerMonth: number;
    /**
     * The components on the way, from the sender on: out of one provider before into the next. What is not named costs
     * nothing; what traffic does not pass, such as an address or a port, is not named.
     */
    readonly over: readonly Hop[];
}

export interface CostedNetwork {
    readonly components: readonly Component[];
    readonly flows?: readonly Flow[];
}

export interface CostOptions extends RateOptions {
    /** Whole hours of the month, at most 744; 730 by default. */
    readonly hours?: number;
    /** The argument that holds these options, as answers and problems name it: "cost" makes `cost.prices["…"]`. Default none. */
    readonly path?: string;
}
