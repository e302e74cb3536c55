/** What is said of every kind of IPsec end, managed gateway or not, so that planners treat them alike. */
import type { Fact, Known, Source } from "../fact";
import type { AdditionalExchange, DhGroup, Encryption, Hash } from "./algorithms";

/** A value as the end's own configuration has it. */
export type Spelled = string | number;

/** What one phase offers: the canonical word, and how it is written there. */
export interface PhaseTable {
    readonly encryption: Readonly<Partial<Record<Encryption, Spelled>>>;
    readonly integrity: Readonly<Partial<Record<Hash, Spelled>>>;
    /** Empty in the ESP phase, which needs none. */
    readonly prf: Readonly<Partial<Record<Hash, Spelled>>>;
    readonly dh: Readonly<Partial<Record<DhGroup, Spelled>>>;
    readonly extra: Readonly<Partial<Record<AdditionalExchange, Spelled>>>;
    readonly source: Source;
}

/** Another spelling of something in a table: it is understood where it stands, and not written. */
export interface Alias {
    readonly phase: "ike" | "esp";
    readonly role: "encryption" | "integrity" | "prf" | "dh";
    readonly spelled: Spelled;
    readonly means: Encryption | Hash | DhGroup;
}

/** A value that the types accept and that must not be configured. */
export interface Avoid {
    readonly field: string;
    readonly value: Spelled;
    /** True where the end does this as well while the field is not set. */
    readonly unset?: boolean;
    readonly reason: string;
    readonly source: Source;
}

/** What a user should know where one of `values` is chosen. */
export interface Caveat {
    readonly phase: "ike" | "esp";
    readonly role: "encryption" | "dh";
    readonly values: readonly (Encryption | DhGroup)[];
    readonly text: string;
    /** What to take instead if it fails, and how to say so; only where both ends and the profile have it. */
    readonly fallback?: { readonly encryption: Encryption; readonly text: string };
    readonly source: Source;
}

/** Where min and max are equal, the value is fixed and cannot be configured. No max: no document names one. */
export interface Span {
    readonly min: number;
    readonly max?: number;
    readonly default?: number;
}

export interface EndLimits {
    /** Versions of IKE that can be configured; a planner takes 2 always. */
    readonly ikeVersions: Known<readonly number[]>;
    readonly ikeLifetime: Known<Span>;
    readonly espLifetime: Known<Span>;
    /** Present where the end also counts volume. */
    readonly espVolume?: Known<Span>;
    /** After how long without an answer, or how often, a dead peer is looked for. */
    readonly deadPeerDetection: Fact<Span>;
    readonly bfd: Known<boolean>;
}

export interface EndFacts {
    readonly title: string;
    readonly ike: PhaseTable;
    readonly esp: PhaseTable;
    /** True where one field serves as integrity and as PRF, so that the two cannot differ. */
    readonly oneHash: boolean;
    readonly aliases: readonly Alias[];
    readonly avoid: readonly Avoid[];
    readonly caveats: readonly Caveat[];
    readonly limits: EndLimits;
    /** Why there is no exchange that holds against quantum computers, and what to do instead. */
    readonly postQuantum: { readonly reason: string; readonly instead: string; readonly source: Source };
}

/** Where nobody documents the PRF beside GCM: CBC in IKE negotiates it by the same field's other meaning. */
export const CBC_IN_IKE: NonNullable<Caveat["fallback"]> = {
    encryption: "aes-256-cbc",
    text: "if IKE does not come up, pin ike.encryption to aes-256-cbc and keep GCM in ESP",
};

/** One answer for every managed gateway: none of them has a field for it. */
export const MANAGED_POST_QUANTUM: EndFacts["postQuantum"] = {
    reason: "managed gateways have no field for ML-KEM, further key exchanges or a PPK",
    instead:
        "End the tunnel on strongSwan with ML-KEM on both sides, inside or instead of the managed tunnel, or on " +
        "WireGuard with a pre-shared key that is rotated",
    source: {
        document: "@pulumi/aws 7.48.0, @pulumi/azure-native 3.28.0, @pulumi/gcp 9.37.0, types",
        date: "2026-11",
        certainty: "read",
    },
};
