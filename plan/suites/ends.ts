/** What each end of a tunnel offers: from the tables of its provider, from its build, or as the user says. */
import { AWS_IPSEC } from "../../facts/ipsec/aws";
import { AZURE_IPSEC, AZURE_VIRTUAL_WAN_IPSEC } from "../../facts/ipsec/azure";
import type { EndFacts, PhaseTable } from "../../facts/ipsec/end";
import { GCP_IPSEC } from "../../facts/ipsec/gcp";
import { DEBIAN_STRONGSWAN, STRONGSWAN_IPSEC, STRONGSWAN_SINCE } from "../../facts/ipsec/strongswan";
import { oneOf, show, type Problem } from "../problem";
import type { Step } from "../reasoning";
import {
    algorithmFact,
    inOrder,
    orderOf,
    SUITE_PLACES,
    type Algorithm,
    type Offer,
    type PhaseOffer,
    type Role,
} from "./suite";

export type EndKind = "aws" | "azure" | "azure-virtual-wan" | "gcp" | "strongswan" | "device";

export const END_FACTS: Readonly<Record<Exclude<EndKind, "device">, EndFacts>> = {
    aws: AWS_IPSEC,
    azure: AZURE_IPSEC,
    "azure-virtual-wan": AZURE_VIRTUAL_WAN_IPSEC,
    gcp: GCP_IPSEC,
    strongswan: STRONGSWAN_IPSEC,
};
export const END_KINDS: readonly string[] = [...Object.keys(END_FACTS), "device"];
const BUILDS = Object.keys(DEBIAN_STRONGSWAN);

/** What the user knows better than the tables: each list replaces the table's list for that role. */
export interface GivenOffers {
    readonly ike?: Partial<PhaseOffer>;
    /** Without `prf`, which this phase does not need. */
    readonly esp?: Partial<PhaseOffer>;
    /** Whether the end takes a post-quantum pre-shared key (RFC 8784). */
    readonly ppk?: boolean;
}

export interface IpsecEnd {
    readonly kind: EndKind;
    /** As it is called in texts. */
    readonly name: string;
    /** Of strongSwan: a Debian release ("trixie"), or a number ("6.0.2"). Default: as in bookworm. */
    readonly version?: string;
    /** Of the OpenSSL that this strongSwan uses: "3.5.0". Without it a bare number in `version` means no ML-KEM. */
    readonly openssl?: string;
    /** Required of a device; without `prf` its integrity algorithms serve as PRF as well. */
    readonly offers?: GivenOffers;
}

export interface EndOffer {
    readonly name: string;
    /** Undefined for a device, which no document describes. */
    readonly facts: EndFacts | undefined;
    readonly offer: Offer;
    readonly steps: readonly Step[];
    readonly problems: readonly Problem[];
}

/** What `end` offers. `path` is where the user wrote it: "left". With problems the offer is not to be used. */
export function offerOf(end: IpsecEnd, path: string): EndOffer {
    if (!END_KINDS.includes(end.kind)) return refused(end, unknownKind(end.kind, `${path}.kind`));
    const facts = end.kind === "device" ? undefined : END_FACTS[end.kind];
    const given = end.offers ?? {};
    const problems = givenProblems(given, facts, `${path}.offers`);
    if (facts === undefined) {
        if (end.offers === undefined) problems.push(noOffers(path));
        const offer: Offer = {
            ike: { ...NOTHING, ...ordered({ ...given.ike, prf: given.ike?.prf ?? given.ike?.integrity }) },
            esp: { ...NOTHING, ...ordered(given.esp) },
            ppk: given.ppk ?? false,
        };
        return { name: end.name, facts, offer, steps: [givenStep(end.name, path)], problems };
    }
    const build = end.kind === "strongswan" ? strongswanBuild(end, path) : undefined;
    const table = TABLE_OFFERS[end.kind as keyof typeof END_FACTS];
    const without = build?.mlKem === false ? { extra: [] } : {};
    const offer: Offer = {
        ike: { ...table.ike, ...without, ...ordered(given.ike) },
        esp: { ...table.esp, ...without, ...ordered(given.esp) },
        ppk: given.ppk ?? build?.ppk ?? false,
    };
    const steps: Step[] = (build?.steps ?? []).map((step) => ({ what: end.name, ...step }));
    if (end.offers !== undefined) steps.push(givenStep(end.name, path));
    return { name: end.name, facts, offer, steps, problems: [...(build?.problems ?? []), ...problems] };
}

const NOTHING: PhaseOffer = { encryption: [], prf: [], integrity: [], dh: [], extra: [] };

const ROLES = ["encryption", "prf", "integrity", "dh", "extra"] as const;

function ordered(lists: Partial<PhaseOffer> = {}): Partial<PhaseOffer> {
    return Object.fromEntries(
        ROLES.flatMap((role) => {
            const list: readonly Algorithm[] | undefined = lists[role];
            return list === undefined ? [] : [[role, inOrder(role, list)]];
        }),
    );
}

function tableOffer(table: PhaseTable): PhaseOffer {
    const words = (role: Role): Algorithm[] =>
        orderOf(role).filter((algorithm) => Object.keys(table[role]).includes(String(algorithm)));
    return Object.fromEntries(ROLES.map((role) => [role, words(role)])) as unknown as PhaseOffer;
}

/** Made once: a plan of many sites asks for the same few kinds. */
const TABLE_OFFERS = Object.fromEntries(
    Object.entries(END_FACTS).map(([kind, { ike, esp }]) => [kind, { ike: tableOffer(ike), esp: tableOffer(esp) }]),
) as Readonly<Record<keyof typeof END_FACTS, Pick<Offer, "ike" | "esp">>>;

interface Build {
    readonly mlKem: boolean;
    readonly ppk: boolean;
    readonly steps: readonly Omit<Step, "what">[];
    readonly problems: readonly Problem[];
}

function strongswanBuild({ version, openssl }: IpsecEnd, path: string): Build {
    const release = version ?? "bookworm";
    if (BUILDS.includes(release)) {
        const { version: number, mlKem, ppk, source } = DEBIAN_STRONGSWAN[release as keyof typeof DEBIAN_STRONGSWAN];
        const because = version === undefined ? "no version given: taken as in Debian bookworm" : `Debian ${release}`;
        return { mlKem, ppk, steps: [{ figure: figure(number, mlKem), because, source }], problems: [] };
    }
    const numbers = numbersOf(release);
    const problems =
        numbers === undefined
            ? [badVersion(`${path}.version`, release, `${oneOf([...BUILDS])}, or a number like 6.0.2`)]
            : [];
    const library = openssl === undefined ? undefined : numbersOf(openssl);
    if (openssl !== undefined && library === undefined)
        problems.push(badVersion(`${path}.openssl`, openssl, "a number like 3.5.0"));
    const { mlKemThroughOpenssl, opensslWithMlKem, ppk } = STRONGSWAN_SINCE;
    const mlKem = atLeast(numbers, mlKemThroughOpenssl.value) && atLeast(library, opensslWithMlKem.value);
    const because =
        `ML-KEM needs strongSwan ${mlKemThroughOpenssl.value} with OpenSSL ${opensslWithMlKem.value}, ` +
        `and here is OpenSSL ${openssl ?? "of no given version"}`;
    const step = { figure: figure(release, mlKem), because, source: mlKemThroughOpenssl.source };
    return { mlKem, ppk: atLeast(numbers, ppk.value), steps: [step], problems };
}

const figure = (version: string, mlKem: boolean): string =>
    `strongSwan ${version} ${mlKem ? "with" : "without"} ML-KEM`;

/** The numbers at the start of a version; a distribution's suffix does not count. */
function numbersOf(version: string): number[] | undefined {
    const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
    return parts === null ? undefined : parts.slice(1).map((part) => Number(part ?? 0));
}

function atLeast(numbers: readonly number[] | undefined, version: string): boolean {
    if (numbers === undefined) return false;
    const bound = numbersOf(version) ?? [];
    const differs = numbers.findIndex((number, i) => number !== bound[i]);
    return differs < 0 || Number(numbers[differs]) > Number(bound[differs]);
}

function givenProblems(given: GivenOffers, facts: EndFacts | undefined, path: string): Problem[] {
    return SUITE_PLACES.flatMap(({ phase, role }) => {
        const list: readonly Algorithm[] = given[phase]?.[role] ?? [];
        const spelled = facts === undefined ? orderOf(role).map(String) : Object.keys(facts[phase][role]);
        return list
            .filter((word) => algorithmFact(role, word) === undefined || !spelled.includes(String(word)))
            .map((word) => ({
                check: "suite-offer",
                path: `${path}.${phase}.${role}`,
                got: show(word),
                allowed: oneOf(spelled),
                fix: facts === undefined ? "Use the canonical word." : `${facts.title} has no spelling for it.`,
            }));
    });
}

function givenStep(name: string, path: string): Step {
    const source = { document: `${path}.offers`, date: "", certainty: "given" } as const;
    return { what: name, figure: "offers as given", source };
}

function refused(end: IpsecEnd, problem: Problem): EndOffer {
    const offer: Offer = { ike: NOTHING, esp: NOTHING, ppk: false };
    return { name: end.name, facts: undefined, offer, steps: [], problems: [problem] };
}

export function unknownKind(kind: string, path: string): Problem {
    const fix = "For any other gateway write device and list what it offers.";
    return { check: "suite-kind", path, got: show(kind), allowed: oneOf(END_KINDS), fix };
}

function noOffers(path: string): Problem {
    return {
        check: "suite-offer",
        path: `${path}.offers`,
        got: "nothing",
        allowed: "lists of encryption, integrity and dh for ike and for esp",
        fix: "Copy what the device's data sheet or its configuration offers.",
    };
}

function badVersion(path: string, got: string, allowed: string): Problem {
    return {
        check: "suite-version",
        path,
        got: show(got),
        allowed,
        fix: "Ask the machine: swanctl --version, openssl version.",
    };
}
