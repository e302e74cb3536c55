/** What a bill is made from: the components of a network, and the traffic that passes them. */
import type { RateOptions } from "./prices";

/** Something that costs money: a gateway, an attachment, one end of a link. */
export interface Component {
    /** Unique. What several links share is one component. */
    readonly name: string;
    /** A row of `KINDS`: "aws.tgw.vpn". */
    readonly kind: string;
    /** The provider's name of the region; "" for what is global. A site may name an area of a price: "australia". */
    readonly region: string;
    /** Who gets the bill: an account, subscription, project or site. */
    readonly owner: string;
    /** How many of them there are; 1 by default. */
    readonly count?: number;
    /** What the kind counts: connections, users, scale units. */
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
    /** The components on the way, from the sender on. What is not named costs nothing. */
    readonly over: readonly Hop[];
}

export interface CostedNetwork {
    readonly components: readonly Component[];
    readonly flows?: readonly Flow[];
}

export interface CostOptions extends RateOptions {
    /** Hours of the month; 730 by default. */
    readonly hours?: number;
}
