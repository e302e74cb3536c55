/** What a provider allows at most: a fact with the words that an error needs when somebody wants more. */
import { fact, unknownFact, type Known, type Source, type Unknown } from "../fact";

/** What a limit says besides its number. */
export interface LimitWords {
    /** What is counted: "VPN connections per Region". */
    readonly what: string;
    /** Whose quota it is: "account", "transit gateway". */
    readonly scope: string;
    /** True where the provider raises it on request, false where it says that it stays, undefined where it says nothing. */
    readonly adjustable: boolean | undefined;
    /** What to do for more, as an imperative: "have AWS raise the quota". Of a limit that stays: "cannot be raised". */
    readonly raise: string;
    /** What to do instead, as an imperative without a full stop: "Use fewer segments". */
    readonly fix: string;
    /** The highest to which it can be raised, where that is known. */
    readonly ceiling?: number;
    /** The count above which there is little room left, where the provider names one. */
    readonly warnAbove?: number;
    /** What to find out where documents disagree, as a sentence without a full stop: "Another list says 6: ask AWS". */
    readonly doubt?: string;
}

export interface Limit extends Known, LimitWords {}

/** A limit that exists, with a number that no document told. */
export interface UnknownLimit extends Unknown, LimitWords {}

/** How many, of what, for whom. */
export interface Counted {
    readonly value: number;
    readonly unit: string;
    readonly what: string;
    readonly scope: string;
    readonly source: Source;
    readonly fix: string;
    readonly ceiling?: number;
    readonly warnAbove?: number;
    readonly doubt?: string;
}

/** A limit that the provider raises. `raise` says how. */
export function raisable(raise: string, { value, unit, source, ...words }: Counted): Limit {
    return { ...fact(value, unit, source), ...words, adjustable: true, raise };
}

/** A limit of which the provider says that it stays. */
export function fixed({ value, unit, source, ...words }: Counted): Limit {
    return { ...fact(value, unit, source), ...words, adjustable: false, raise: "cannot be raised" };
}

/** A limit of which the document does not say whether it can be raised. */
export function unsaid({ value, unit, source, ...words }: Counted): Limit {
    const raise = "ask the provider whether it can be raised";
    return { ...fact(value, unit, source), ...words, adjustable: undefined, raise };
}

/** A limit whose number has to come from the user. `ask` says what is asked for. */
export function unknownLimit(
    raise: string,
    ask: string,
    { unit, source, ...words }: Omit<Counted, "value" | "source"> & { readonly source: Omit<Source, "certainty"> },
): UnknownLimit {
    return { ...words, ...unknownFact(unit, ask, source), adjustable: true, raise };
}
