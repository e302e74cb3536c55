/** Judgements on suites that exist: whether two configured ends agree, and whether a profile allows a suite. */
import { PPK } from "../../facts/ipsec/algorithms";
import { PROFILES, type SecurityProfile } from "../../facts/ipsec/profiles";
import type { Source } from "../../facts/fact";
import { oneOf, show, type Problem } from "../problem";
import type { Reasoning } from "../reasoning";
import {
    algorithmFact,
    algorithmName,
    algorithmNames,
    chosenAt,
    isAead,
    SUITE_PLACES,
    type Algorithm,
    type Phase,
    type PhaseOffer,
    type Role,
    type Suite,
    type SuitePlace,
} from "./suite";
import type { EndKind } from "./ends";
import { readSpelling } from "./reading";

export interface ConfiguredEnd {
    readonly kind: EndKind;
    /** As it is called in texts. */
    readonly name: string;
    /** In the shape that `spellSuite` writes; what is not set counts as the provider's whole list. */
    readonly spelling: object;
    /** Of an AWS connection. Default 1. */
    readonly tunnel?: 1 | 2;
}

export interface Difference {
    readonly phase: Phase;
    readonly role: Role | "ppk";
    readonly label: string;
    readonly left: readonly (Algorithm | "ppk")[];
    readonly right: readonly (Algorithm | "ppk")[];
    /** A wrong group of forward secrecy stays unnoticed until the first keys run out. */
    readonly shows: "at the start" | "at the first rekey";
}

export interface SuiteAgreement {
    /** Undefined where something could not be read that could decide it. */
    readonly compatible: boolean | undefined;
    /** Roles without a common algorithm, between the two proposals that differ least. */
    readonly differences: readonly Difference[];
    /** Roles with more than one: a rekey can change the suite. */
    readonly open: readonly { readonly label: string; readonly common: readonly Algorithm[] }[];
    readonly problems: readonly Problem[];
    readonly reasoning: Reasoning;
}

const AT_REKEY: Source = { document: "RFC 7296, sections 1.2 and 1.3", date: "2014-10", certainty: "known" };
const ONE_VALUE: Source = {
    document: "Google Cloud VPN, supported IKE ciphers",
    date: "2026-04-10",
    certainty: "read",
};

/** Whether two ends, as they are configured, can negotiate. Left and right are alike. */
export function checkSuites(left: ConfiguredEnd, right: ConfiguredEnd): SuiteAgreement {
    const [l, r] = [left, right].map((end) => readSpelling(end.kind, end.spelling, end.tunnel));
    if (l === undefined || r === undefined) throw new Error("a pair has two ends");
    const problems = [
        ...l.problems.map((problem) => ({ ...problem, path: `${left.name}: ${problem.path}` })),
        ...r.problems.map((problem) => ({ ...problem, path: `${right.name}: ${problem.path}` })),
    ];
    const [ike, esp] = [closest("ike", l.ike, r.ike), closest("esp", l.esp, r.esp)];
    const differences = [...ike.differences, ...esp.differences];
    if (l.ppk !== r.ppk) differences.push(ppkDifference(l.ppk));
    const open = [...ike.open, ...esp.open];
    return {
        compatible: problems.length > 0 ? undefined : differences.length === 0,
        differences,
        open,
        problems,
        reasoning: [
            ...differences.map((difference) => differenceStep(difference, left.name, right.name)),
            ...open.map(({ label, role, common }) => ({
                what: label,
                figure: algorithmNames(role, common),
                because: "several in common: a rekey can change the suite, so configure one",
                source: ONE_VALUE,
            })),
        ],
    };
}

interface Comparison {
    readonly differences: Difference[];
    readonly open: { readonly label: string; readonly role: Role; readonly common: readonly Algorithm[] }[];
}

/** Of all pairs of proposals the one with the fewest differences, the first of equals. */
function closest(phase: Phase, left: readonly PhaseOffer[], right: readonly PhaseOffer[]): Comparison {
    const pairs = left.flatMap((l) => right.map((r) => compare(phase, l, r)));
    const fewest = Math.min(...pairs.map(({ differences }) => differences.length));
    return pairs.find(({ differences }) => differences.length === fewest) ?? { differences: [], open: [] };
}

function compare(phase: Phase, left: PhaseOffer, right: PhaseOffer): Comparison {
    const ciphers = both(left.encryption, right.encryption);
    const aead = [left, right].some(({ encryption }) => encryption.every(isAead));
    const places = SUITE_PLACES.filter((place) => place.phase === phase).filter(
        ({ role }) => role !== "integrity" || !(aead || ciphers.some(isAead)),
    );
    return {
        differences: places
            .filter(({ role }) => !agree(role, left[role], right[role]))
            .map(({ role, label }) => ({
                phase,
                role,
                label,
                left: left[role],
                right: right[role],
                shows: phase === "esp" && (role === "dh" || role === "extra") ? "at the first rekey" : "at the start",
            })),
        open: places
            .map(({ role, label }) => ({ label, role, common: both<Algorithm>(left[role], right[role]) }))
            .filter(({ common }) => common.length > 1),
    };
}

/** No additional exchange at both ends is agreement as well. */
function agree(role: Role, left: readonly Algorithm[], right: readonly Algorithm[]): boolean {
    return both(left, right).length > 0 || (role === "extra" && left.length + right.length === 0);
}

function both<T extends Algorithm>(left: readonly T[], right: readonly T[]): T[] {
    return left.filter((algorithm) => right.includes(algorithm));
}

function ppkDifference(left: boolean): Difference {
    const [has, lacks] = [["ppk" as const], []];
    return {
        phase: "ike",
        role: "ppk",
        label: `IKE ${PPK.name}`,
        left: left ? has : lacks,
        right: left ? lacks : has,
        shows: "at the start",
    };
}

function differenceStep({ role, label, left, right, shows }: Difference, l: string, r: string): Reasoning[number] {
    const has = (words: Difference["left"]): string => {
        if (role === "ppk") return words.length > 0 ? "requires it" : "does not use it";
        return `has ${algorithmNames(role, words as Algorithm[])}`;
    };
    const what = `${label} differs`;
    const figure = `${l} ${has(left)}, ${r} ${has(right)}`;
    if (shows === "at the start") return { what, figure, because: "the tunnel does not come up" };
    const because = "the tunnel comes up, because its first keys come from IKE, and fails at the first rekey";
    return { what, figure, because, source: AT_REKEY };
}

export interface SuiteFinding {
    readonly phase: Phase;
    readonly role: Role;
    readonly label: string;
    /** Undefined where the profile demands an additional exchange and the suite has none. */
    readonly algorithm: Algorithm | undefined;
    /** True where it is weak by any measure, false where only this profile refuses it. */
    readonly weak: boolean;
    readonly reason: string;
    readonly source: Source;
}

export interface SuiteJudgement {
    readonly allowed: boolean;
    /** Every refused role, with the reason. */
    readonly findings: readonly SuiteFinding[];
    /** Of the arguments. */
    readonly problems: readonly Problem[];
    readonly reasoning: Reasoning;
}

/** What `profile` refuses in `suite`. */
export function judgeSuite(suite: Suite, profile: SecurityProfile): SuiteJudgement {
    const problems = profileProblems(profile);
    if (problems.length > 0) return { allowed: false, findings: [], problems, reasoning: [] };
    const findings = SUITE_PLACES.flatMap((place) => finding(place, suite, profile));
    const { title, source } = PROFILES[profile];
    const verdict = findings.length === 0 ? "allowed" : "refused";
    return {
        allowed: findings.length === 0,
        findings,
        problems,
        reasoning: [
            { what: `profile ${profile}`, figure: verdict, because: title, source },
            ...findings.map(({ label, role, algorithm, reason, source: by }) => ({
                what: label,
                figure: algorithm === undefined ? "none" : algorithmName(role, algorithm),
                because: reason,
                source: by,
            })),
        ],
    };
}

function finding(place: SuitePlace, suite: Suite, profileName: SecurityProfile): SuiteFinding[] {
    const profile = PROFILES[profileName];
    const { role } = place;
    const algorithm = chosenAt(suite, place);
    const demanded = role === "extra" && profile.demandsExtra;
    if (algorithm === undefined && !demanded) return [];
    const allowed: readonly Algorithm[] = profile[role];
    if (algorithm === undefined) {
        const reason = `${profileName} demands ${algorithmNames(role, allowed)}`;
        return [{ ...place, algorithm, weak: false, reason, source: profile.source }];
    }
    if (allowed.includes(algorithm)) return [];
    const weakness = algorithmFact(role, algorithm)?.weak;
    const reason = weakness?.reason ?? `it ${profile.refusal}`;
    return [{ ...place, algorithm, weak: weakness !== undefined, reason, source: weakness?.source ?? profile.source }];
}

/** A problem where `profile` is none that the facts know. */
export function profileProblems(profile: string): Problem[] {
    const names = Object.keys(PROFILES);
    if (names.includes(profile)) return [];
    const fix = "Write default where no rule book binds you.";
    return [{ check: "suite-profile", path: "profile", got: show(profile), allowed: oneOf(names), fix }];
}
