/**
 * A fact is what a document says, with the document, the day it was read and how sure it is. A table of facts never holds
 * a guess: what no document told is an `Unknown`, which asks the user for the value.
 */

/**
 * - `read`: stands in the named document.
 * - `measured`: measured, or computed from the named public data set.
 * - `derived`: follows from facts that were read, by arithmetic or by reasoning.
 * - `known`: knowledge of the field that was not read again; verify it before you rely on it.
 * - `given`: the user said so.
 * - `unknown`: no source was found.
 */
export type Certainty = "read" | "measured" | "derived" | "known" | "given" | "unknown";

export interface Source {
    /** The document, so that a reader finds it: "VPC Transit Gateway guide, Quotas". */
    readonly document: string;
    /** When the document said so: the day or month it was published or read, "2026-11" or "2024-07-01". */
    readonly date: string;
    readonly certainty: Certainty;
}

export interface Known<T = number> {
    readonly value: T;
    readonly unit: string;
    readonly source: Source;
}

export interface Unknown {
    readonly value: undefined;
    readonly unit: string;
    readonly source: Source;
    /** What the user is asked for: "the hourly price of a large-bandwidth VPN connection in your region". */
    readonly ask: string;
}

export type Fact<T = number> = Known<T> | Unknown;

export function fact<T>(value: T, unit: string, source: Source): Known<T> {
    return { value, unit, source };
}

export function unknownFact(unit: string, ask: string, source: Omit<Source, "certainty">): Unknown {
    return { value: undefined, unit, ask, source: { ...source, certainty: "unknown" } };
}

/** The same document where it says less surely, or says it on another day. */
export function but(source: Source, change: Partial<Source>): Source {
    return { ...source, ...change };
}

/** What a planner takes instead of a fact where the user knows better; `argument` is where the user said it. */
export function given<T>(value: T, unit: string, argument: string): Known<T> {
    return { value, unit, source: { document: argument, date: "", certainty: "given" } };
}
