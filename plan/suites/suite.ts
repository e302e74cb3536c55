/** A suite of IPsec algorithms in canonical words, and the places in it that a planner fills one by one. */
import {
    ADDITIONAL_EXCHANGES,
    DH_GROUPS,
    ENCRYPTIONS,
    HASHES,
    ORDER_OF_CHOICE,
    type AdditionalExchange,
    type AlgorithmFact,
    type DhGroup,
    type Encryption,
    type Hash,
} from "../../facts/ipsec/algorithms";

export type Phase = "ike" | "esp";
export type Role = "encryption" | "prf" | "integrity" | "dh" | "extra";
export type Algorithm = Encryption | Hash | DhGroup | AdditionalExchange;

export interface PhaseSuite {
    readonly encryption: Encryption;
    /** Absent exactly where the encryption protects integrity itself. */
    readonly integrity?: Hash;
    /** In ESP the group of perfect forward secrecy; 0 is none. */
    readonly dh: DhGroup;
    /** The additional key exchange that holds against quantum computers. */
    readonly extra?: AdditionalExchange;
}
export interface IkeSuite extends PhaseSuite {
    readonly prf: Hash;
}
export interface Suite {
    readonly ike: IkeSuite;
    readonly esp: PhaseSuite;
    /** True where a post-quantum pre-shared key (RFC 8784) is required besides. */
    readonly ppk: boolean;
}

/** Lists instead of single values: what an end can do, or what it is configured to accept. */
export interface PhaseOffer {
    readonly encryption: readonly Encryption[];
    readonly prf: readonly Hash[];
    readonly integrity: readonly Hash[];
    readonly dh: readonly DhGroup[];
    readonly extra: readonly AdditionalExchange[];
}
export interface Offer {
    readonly ike: PhaseOffer;
    readonly esp: PhaseOffer;
    readonly ppk: boolean;
}

export interface SuitePlace {
    readonly phase: Phase;
    readonly role: Role;
    readonly label: string;
}

/** In the order in which a planner decides: what follows depends on what stands before. */
export const SUITE_PLACES: readonly SuitePlace[] = [
    { phase: "ike", role: "encryption", label: "IKE encryption" },
    { phase: "ike", role: "prf", label: "IKE PRF" },
    { phase: "ike", role: "integrity", label: "IKE integrity" },
    { phase: "ike", role: "dh", label: "IKE key exchange" },
    { phase: "ike", role: "extra", label: "IKE additional key exchange" },
    { phase: "esp", role: "encryption", label: "ESP encryption" },
    { phase: "esp", role: "integrity", label: "ESP integrity" },
    { phase: "esp", role: "dh", label: "ESP forward secrecy" },
    { phase: "esp", role: "extra", label: "ESP additional key exchange" },
];

const TABLES: Readonly<Record<Role, Readonly<Record<string, AlgorithmFact>>>> = {
    encryption: ENCRYPTIONS,
    prf: HASHES,
    integrity: HASHES,
    dh: DH_GROUPS,
    extra: ADDITIONAL_EXCHANGES,
};
const ORDERS: Readonly<Record<Role, readonly Algorithm[]>> = {
    encryption: ORDER_OF_CHOICE.encryption,
    prf: ORDER_OF_CHOICE.hash,
    integrity: ORDER_OF_CHOICE.hash,
    dh: ORDER_OF_CHOICE.dh,
    extra: ORDER_OF_CHOICE.extra,
};

/** Every algorithm of a role, the one that is chosen first at the front. */
export function orderOf(role: Role): readonly Algorithm[] {
    return ORDERS[role];
}

/** Undefined for a word that is not in the vocabulary. */
export function algorithmFact(role: Role, algorithm: Algorithm): AlgorithmFact | undefined {
    return ORDERS[role].includes(algorithm) ? TABLES[role][algorithm] : undefined;
}

/** "AES-256-GCM", "group 20". */
export function algorithmName(role: Role, algorithm: Algorithm): string {
    return algorithmFact(role, algorithm)?.name ?? String(algorithm);
}

/** The name, of a group with its size and kind: "group 20 (384-bit ECP)". */
export function algorithmTitle(role: Role, algorithm: Algorithm): string {
    const name = algorithmName(role, algorithm);
    const group = role === "dh" ? DH_GROUPS[algorithm as DhGroup] : undefined;
    return group === undefined ? name : `${name} (${group.bits}-bit ${group.kind})`;
}

/** Names in the order of choice, "nothing" where there are none. */
export function algorithmNames(role: Role, algorithms: readonly Algorithm[]): string {
    const named = inOrder(role, algorithms).map((algorithm) => algorithmName(role, algorithm));
    return named.length === 0 ? "nothing" : named.join(", ");
}

/** The same algorithms, each once, in the order of choice; words outside the vocabulary are left out. */
export function inOrder<T extends Algorithm>(role: Role, algorithms: readonly T[]): T[] {
    return ORDERS[role].filter((algorithm) => (algorithms as readonly Algorithm[]).includes(algorithm)) as T[];
}

export function isAead(encryption: Algorithm): boolean {
    return orderOf("encryption").includes(encryption) && ENCRYPTIONS[encryption as Encryption].aead;
}

export function offered(offer: Pick<Offer, Phase>, { phase, role }: SuitePlace): readonly Algorithm[] {
    return offer[phase][role];
}

/** Undefined where nothing is named; null counts as nothing. */
export function chosenAt(suite: Suite, { phase, role }: SuitePlace): Algorithm | undefined {
    return (suite[phase] as Partial<Record<Role, Algorithm | null>>)[role] ?? undefined;
}

/** The places that every suite fills, and those that this one must: integrity where the cipher does not protect it. */
export function missingPlaces(suite: Suite): SuitePlace[] {
    return SUITE_PLACES.filter((place) => {
        if (place.role === "extra" || chosenAt(suite, place) !== undefined) return false;
        const cipher = chosenAt(suite, { ...place, role: "encryption" });
        return (
            (place.role !== "prf" || place.phase === "ike") &&
            (place.role !== "integrity" || (cipher !== undefined && !isAead(cipher)))
        );
    });
}

/** Names for texts: two ends of one name are told apart by their side. */
export function namesApart(left: string, right: string): readonly [string, string] {
    return left === right ? [`${left} (left)`, `${right} (right)`] : [left, right];
}

/** A suite of one value for each place that has one. */
export function suiteOf(at: (place: SuitePlace) => Algorithm | undefined, ppk: boolean): Suite {
    const phase = (name: Phase): Record<string, Algorithm> =>
        Object.fromEntries(
            SUITE_PLACES.filter((place) => place.phase === name).flatMap((place) => {
                const algorithm = at(place);
                return algorithm === undefined ? [] : [[place.role, algorithm]];
            }),
        );
    return { ike: phase("ike") as unknown as IkeSuite, esp: phase("esp") as unknown as PhaseSuite, ppk };
}
