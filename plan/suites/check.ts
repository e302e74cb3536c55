/** Judgements on suites that exist: whether two configured ends agree, and whether a profile allows a suite. */
import { DH_GROUPS, PPK } from "../../facts/ipsec/algorithms";
import { AWS_PINS_ONE_VALUE } from "../../facts/ipsec/aws";
import { PROFILES, type ProfileName } from "../../facts/ipsec/profiles";
import type { Source } from "../../facts/fact";
import { oneOf, show, type Problem } from "../problem";
import type { Reasoning, Step } from "../reasoning";
import { checkShape } from "../shape";
import {
    algorithmFact,
    algorithmName,
    algorithmNames,
    chosenAt,
    isAead,
    missingPlaces,
    namesApart,
    SUITE_PLACES,
    type Algorithm,
    type Phase,
    type Role,
    type Suite,
    type SuitePlace,
} from "./suite";
import type { EndKind } from "./ends";
import { readSpelling, REFUSED_BY_PROVIDER, type IkeVersion, type ReadOffer } from "./reading";
import { CONFIGURED_SHAPE, suiteProblems } from "./shapes";

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
    readonly role: Role | "ppk" | "version";
    readonly label: string;
    readonly left: readonly (Algorithm | "ppk")[];
    readonly right: readonly (Algorithm | "ppk")[];
    /** A wrong group of forward secrecy stays unnoticed until the first keys run out. */
    readonly shows: "at the start" | "at the first rekey";
}

export interface SuiteAgreement {
    /** False also where a provider refuses its configuration. Undefined where something unread could decide it. */
    readonly compatible: boolean | undefined;
    /** Roles without a common algorithm, between the two proposals that differ least. */
    readonly differences: readonly Difference[];
    /** Roles with more than one: a rekey can change the suite. */
    readonly open: readonly { readonly label: string; readonly common: readonly Algorithm[] }[];
    readonly problems: readonly Problem[];
    /** What comes up and should not be left as it is. They stand in the reasoning as well. */
    readonly remarks: Reasoning;
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
    const shape = [...checkShape(CONFIGURED_SHAPE, left, "left"), ...checkShape(CONFIGURED_SHAPE, right, "right")];
    if (shape.length > 0) {
        return { compatible: undefined, differences: [], open: [], problems: shape, remarks: [], reasoning: [] };
    }
    const names = namesApart(left.name, right.name);
    const l = readSpelling(left.kind, left.spelling, left.tunnel ?? 1);
    const r = readSpelling(right.kind, right.spelling, right.tunnel ?? 1);
    const problems = [
        ...l.problems.map((problem) => ({ ...problem, path: `${names[0]}: ${problem.path}` })),
        ...r.problems.map((problem) => ({ ...problem, path: `${names[1]}: ${problem.path}` })),
        ...onlyIkev1(l.versions, r.versions, names),
    ];
    const [ike, esp] = [closest("ike", l.ike, r.ike), closest("esp", l.esp, r.esp)];
    const differences = [...versionDifference(l.versions, r.versions), ...ike.differences, ...esp.differences];
    if (l.ppk !== r.ppk) differences.push(ppkDifference(l.ppk));
    const open = [...ike.open, ...esp.open];
    const remarks = [
        ...l.remarks.map((remark) => ({ what: `note on ${names[0]}`, ...remark })),
        ...r.remarks.map((remark) => ({ what: `note on ${names[1]}`, ...remark })),
        ...(l.ike.length > 0 ? fragments(left, right, names[0]) : []),
        ...(r.ike.length > 0 ? fragments(right, left, names[1]) : []),
    ];
    const certain = problems.some(({ check }) => REFUSED_BY_PROVIDER.includes(check));
    return {
        compatible: certain ? false : problems.length > 0 ? undefined : differences.length === 0,
        differences,
        open,
        problems,
        remarks,
        reasoning: [
            ...differences.map((difference) => differenceStep(difference, ...names)),
            ...open.map(({ label, role, common }) => ({
                what: label,
                figure: algorithmNames(role, common),
                because: "several in common: a rekey can change the suite, so configure one",
                source: ONE_VALUE,
            })),
            ...remarks,
        ],
    };
}

type Versions = readonly IkeVersion[];

/** Nothing is said of an end whose version could not be read. */
function versionDifference(left: Versions, right: Versions): Difference[] {
    if (left.length * right.length === 0 || left.some((version) => right.includes(version))) return [];
    return [{ phase: "ike", role: "version", label: "IKE version", left, right, shows: "at the start" }];
}

/** The tables tell what IKEv2 negotiates. */
function onlyIkev1(left: Versions, right: Versions, names: readonly [string, string]): Problem[] {
    const common = left.filter((version) => right.includes(version));
    if (common.join() !== "1") return [];
    const fix = "IKEv1 is deprecated, and negotiates by rules of its own: configure IKEv2 at both ends.";
    return [{ check: "suite-ikev1", path: names.join(" to "), got: "IKEv1 alone", allowed: "IKEv2", fix }];
}

const PHASE_1 = ["EncryptionAlgorithms", "IntegrityAlgorithms", "DhGroupNumbers"];

/** AWS's own list makes the first message large. */
function fragments(aws: ConfiguredEnd, gcp: ConfiguredEnd, name: string): Step[] {
    if (aws.kind !== "aws" || gcp.kind !== "gcp") return [];
    const options = aws.spelling as Readonly<Record<string, unknown>>;
    const unset = PHASE_1.map((option) => `tunnel${aws.tunnel ?? 1}Phase1${option}`).filter((option) => {
        const value = options[option] ?? [];
        return Array.isArray(value) && value.length === 0;
    });
    if (unset.length === 0) return [];
    const because =
        "AWS sends its whole list, its first IKE message fragments, and Cloud VPN drops fragments: set one value";
    return [{ what: `note on ${name}`, figure: `${unset.join(", ")} not set`, because, source: AWS_PINS_ONE_VALUE }];
}

interface Comparison {
    readonly differences: Difference[];
    readonly open: { readonly label: string; readonly role: Role; readonly common: readonly Algorithm[] }[];
}

/** Of all pairs of proposals the one with the fewest differences, the first of equals. */
function closest(phase: Phase, left: readonly ReadOffer[], right: readonly ReadOffer[]): Comparison {
    const pairs = left.flatMap((l) => right.map((r) => compare(phase, l, r)));
    const fewest = Math.min(...pairs.map(({ differences }) => differences.length));
    return pairs.find(({ differences }) => differences.length === fewest) ?? { differences: [], open: [] };
}

function compare(phase: Phase, left: ReadOffer, right: ReadOffer): Comparison {
    const ciphers = both(left.encryption, right.encryption);
    const aead = [left, right].some(({ encryption }) => encryption.every(isAead));
    const places = SUITE_PLACES.filter((place) => place.phase === phase).filter(
        ({ role }) => role !== "integrity" || !(aead || ciphers.some(isAead)),
    );
    return {
        differences: places
            .filter(({ role }) => ![left, right].some(({ unread = [] }) => unread.includes(role)))
            .filter(({ role }) => !agree(role, left, right))
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

/** Two ends that can do without an additional exchange agree on none. */
function agree(role: Role, left: ReadOffer, right: ReadOffer): boolean {
    const canDoWithout = ({ extra, extraIsOptional }: ReadOffer): boolean =>
        extra.length === 0 || extraIsOptional === true;
    if (both<Algorithm>(left[role], right[role]).length > 0) return true;
    return role === "extra" && canDoWithout(left) && canDoWithout(right);
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
        if (role === "version") return `speaks ${words.map((version) => `IKEv${version}`).join(" and ")}`;
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
    /** Undefined where the suite has none: a role left out, or an additional exchange that the profile demands. */
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

/**
 * What `profile` refuses in `suite`, and what the suite lacks: it is allowed only where every role that must be filled is
 * filled with something that the profile allows.
 */
export function judgeSuite(suite: Suite, profile: ProfileName): SuiteJudgement {
    const problems = [...profileProblems(profile), ...suiteProblems(suite)];
    if (problems.length > 0) return { allowed: false, findings: [], problems, reasoning: [] };
    const missing = missingPlaces(suite);
    const findings = SUITE_PLACES.flatMap((place) =>
        missing.includes(place) ? [lack(place, suite)] : finding(place, suite, profile),
    );
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

const TRANSFORMS: Source = { document: "RFC 7296, section 3.3.3", date: "2014-10", certainty: "known" };
const UNAUTHENTICATED: Source = { document: "RFC 8221, section 4", date: "2017-10", certainty: "known" };

/** A role that every suite fills. Without forward secrecy a suite says so, by the group 0. */
function lack(place: SuitePlace, suite: Suite): SuiteFinding {
    const { phase, role } = place;
    const base = { ...place, algorithm: undefined, weak: true };
    if (role === "integrity") {
        const cipher = algorithmName("encryption", suite[phase].encryption);
        const reason = `${cipher} alone does not authenticate: whoever is on the path can change what it carries`;
        return { ...base, reason, source: UNAUTHENTICATED };
    }
    const noExchange = DH_GROUPS[0].weak;
    return phase === "esp" && role === "dh" && noExchange !== undefined
        ? { ...base, reason: `it is not named: ${noExchange.reason}`, source: noExchange.source }
        : { ...base, reason: "it is not named, and no suite is without", source: TRANSFORMS };
}

function finding(place: SuitePlace, suite: Suite, profileName: ProfileName): SuiteFinding[] {
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
