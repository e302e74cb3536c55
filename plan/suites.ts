/** The strongest IPsec suite that both ends of a tunnel have and a security profile allows: one value for each role. */
import { PREFERRED_SUITE } from "../facts/ipsec/algorithms";
import type { Caveat } from "../facts/ipsec/end";
import { PROFILES, type Profile, type ProfileName } from "../facts/ipsec/profiles";
import { given, type Source } from "../facts/fact";
import { oneOf, show, type Problem } from "./problem";
import type { Reasoning, Step } from "./reasoning";
import { checkShape, withoutNulls } from "./shape";
import {
    algorithmFact,
    algorithmName,
    algorithmNames,
    algorithmTitle,
    inOrder,
    isAead,
    namesApart,
    offered,
    orderOf,
    SUITE_PLACES,
    suiteOf,
    type Algorithm,
    type IkeSuite,
    type PhaseSuite,
    type Role,
    type Suite,
    type SuitePlace,
} from "./suites/suite";
import { profileProblems } from "./suites/check";
import { offerOf, type EndOffer, type IpsecEnd } from "./suites/ends";
import { chooseLifetimes } from "./suites/lifetimes";
import { END_SHAPE, OPTIONS_SHAPE } from "./suites/shapes";
import { spellSuite, type Lifetimes, type Spelling } from "./suites/spelling";

export interface SuiteOptions {
    /** Algorithms that must be taken, whatever is stronger. Each must be offered by both ends and allowed by the profile. */
    readonly pin?: { readonly ike?: Partial<IkeSuite>; readonly esp?: Partial<PhaseSuite> };
    /** Require a post-quantum pre-shared key (RFC 8784). Default false. */
    readonly ppk?: boolean;
    /** Seconds. Default: the shorter of the two ends' own defaults. */
    readonly lifetimes?: Lifetimes;
}

export interface ChosenSuite {
    readonly suite: Suite;
    /** The suite and the lifetimes in the words of each end's configuration. */
    readonly spelling: { readonly left: Spelling; readonly right: Spelling };
    readonly lifetimes: { readonly left: Lifetimes; readonly right: Lifetimes };
    readonly reasoning: Reasoning;
}
export interface NoSuite {
    readonly suite: undefined;
    /** A problem for every role without a common algorithm, and for every argument that makes no sense. */
    readonly problems: readonly Problem[];
    readonly reasoning: Reasoning;
}

const PREFERENCE: Step = {
    what: "preferred suite",
    figure: [
        algorithmTitle("encryption", PREFERRED_SUITE.encryption),
        algorithmTitle("prf", PREFERRED_SUITE.hash),
        algorithmTitle("dh", PREFERRED_SUITE.dh),
    ].join(", "),
    because: PREFERRED_SUITE.reason,
    source: PREFERRED_SUITE.source,
};

interface Context {
    readonly ends: readonly [EndOffer, EndOffer];
    readonly profile: Profile;
    readonly profileName: string;
    readonly pin: NonNullable<SuiteOptions["pin"]>;
}

/**
 * Which suite the ends negotiate, in canonical words and in their own, or why there is none. Left and right are alike.
 * `options` may be left out.
 */
export function strongestSuite(
    left: IpsecEnd,
    right: IpsecEnd,
    profile: ProfileName,
    options?: SuiteOptions,
): ChosenSuite | NoSuite {
    const shapeProblems = [
        ...profileProblems(profile),
        ...checkShape(END_SHAPE, left, "left"),
        ...checkShape(END_SHAPE, right, "right"),
        ...checkShape(OPTIONS_SHAPE, options, "options"),
    ];
    const refused = (problems: readonly Problem[], reasoning: Reasoning = []): NoSuite => ({
        suite: undefined,
        problems,
        reasoning,
    });
    if (shapeProblems.some(({ check }) => check !== "suite-profile")) return refused(shapeProblems);

    const wanted = withoutNulls<SuiteOptions | null>(OPTIONS_SHAPE, options ?? null) ?? {};
    const names = namesApart(left.name, right.name);
    const ends = [
        offerOf({ ...withoutNulls(END_SHAPE, left), name: names[0] }, "left"),
        offerOf({ ...withoutNulls(END_SHAPE, right), name: names[1] }, "right"),
    ] as const;
    const argumentProblems = [
        ...shapeProblems,
        ...ends.flatMap((end) => end.problems),
        ...pinProblems(wanted.pin ?? {}),
    ];
    if (argumentProblems.length > 0) return refused(argumentProblems);

    const context: Context = { ends, profile: PROFILES[profile], profileName: profile, pin: wanted.pin ?? {} };
    const choices = choose(context);
    const lifetimes = chooseLifetimes(...ends, wanted.lifetimes);
    const ppk = wanted.ppk ?? false;
    const problems = [
        ...failures(choices).map((place) => noCommon(place, context)),
        ...(ppk ? ppkProblems(context) : []),
        ...lifetimes.problems,
    ];
    const reasoning = [
        { what: "profile", figure: profile, because: context.profile.title, source: context.profile.source },
        PREFERENCE,
        ...ends.flatMap((end) => end.steps),
        ...choices.flatMap((choice) => choiceStep(choice, context)),
        ...unusedPins(choices, context),
    ];
    if (problems.length > 0) return refused(problems, reasoning);

    const suite = suiteOf((place) => choices.find((choice) => choice.place === place)?.taken, ppk);
    const l = spellSuite(left.kind, suite, lifetimes.left);
    const r = spellSuite(right.kind, suite, lifetimes.right);
    if ("problems" in l || "problems" in r) {
        return refused(
            [l, r].flatMap((result) => ("problems" in result ? result.problems : [])),
            reasoning,
        );
    }
    return {
        suite,
        spelling: { left: l.spelling, right: r.spelling },
        lifetimes: { left: lifetimes.left, right: lifetimes.right },
        reasoning: [...reasoning, ...caveats(choices, context), ...lifetimes.steps, ...notes(context.profile)],
    };
}

interface Choice {
    readonly place: SuitePlace;
    /** What both ends offer and the profile allows, the best first. */
    readonly candidates: readonly Algorithm[];
    readonly taken: Algorithm | undefined;
    /** True where nothing was found for a role that must be filled. */
    readonly failed: boolean;
}

/** Role after role: AEAD stands before everything else in the order, so no later role can gain from a weaker encryption. */
function choose(context: Context): Choice[] {
    const choices: Choice[] = [];
    for (const place of SUITE_PLACES) {
        const cipher = choices.find(({ place: { phase, role } }) => phase === place.phase && role === "encryption");
        const separate = needsIntegrity(place, cipher?.taken, context);
        if (place.role === "integrity" && !separate) continue;
        const twin = separate ? twinOf(place, context) : undefined;
        const candidates = candidatesAt(place, context).filter(
            (algorithm) => twin === undefined || candidatesAt(twin, context).includes(algorithm),
        );
        const required = place.role !== "extra" || context.profile.demandsExtra || pinned(place, context) !== undefined;
        choices.push({ place, candidates, taken: candidates[0], failed: required && candidates.length === 0 });
    }
    return choices;
}

/** The additional exchange fails in both phases for one reason, which is told once. */
function failures(choices: readonly Choice[]): SuitePlace[] {
    const places = choices.filter(({ failed }) => failed).map(({ place }) => place);
    const twice = places.filter(({ role }) => role === "extra").length > 1;
    return places.filter(({ phase, role }) => !(twice && phase === "esp" && role === "extra"));
}

/** Without a common encryption: whether both ends have ciphers that would need it. */
function needsIntegrity({ phase }: SuitePlace, encryption: Algorithm | undefined, { ends }: Context): boolean {
    if (encryption !== undefined) return !isAead(encryption);
    return ends.every((end) => end.offer[phase].encryption.some((cipher) => !isAead(cipher)));
}

/** The other role of the field that serves as integrity and as PRF. */
function twinOf(place: SuitePlace, { ends }: Context): SuitePlace | undefined {
    if (place.phase === "esp" || !ends.some((end) => end.facts?.oneHash === true)) return undefined;
    if (place.role === "prf") return { ...place, role: "integrity" };
    return place.role === "integrity" ? { ...place, role: "prf" } : undefined;
}

function candidatesAt(place: SuitePlace, context: Context): Algorithm[] {
    const pin = pinned(place, context);
    const allowed = context.profile[place.role] as readonly Algorithm[];
    return common(place, context).filter(
        (algorithm) => allowed.includes(algorithm) && (pin === undefined || algorithm === pin),
    );
}

function common(place: SuitePlace, { ends: [left, right] }: Context): Algorithm[] {
    const theirs = offered(right.offer, place);
    return inOrder(place.role, offered(left.offer, place)).filter((algorithm) => theirs.includes(algorithm));
}

function pinned({ phase, role }: SuitePlace, { pin }: Context): Algorithm | undefined {
    return (pin[phase] as Partial<Record<Role, Algorithm>> | undefined)?.[role];
}

function choiceStep({ place, candidates, taken, failed }: Choice, context: Context): Step[] {
    const { role, label } = place;
    if (taken === undefined) {
        if (failed) return [{ what: label, figure: "none in common" }];
        const { text, source } = whyNot(place, orderOf(role)[0] ?? "ml-kem-768", context);
        return place.phase === "esp" ? [] : [{ what: label, figure: "none", because: text, source }];
    }
    const figure = algorithmTitle(role, taken);
    const pin = pinned(place, context);
    if (pin !== undefined) {
        const { source } = given(pin, "algorithm", `options.pin.${place.phase}.${role}`);
        return [{ what: label, figure, because: "pinned", source }];
    }
    const preferred = orderOf(role)[0];
    if (preferred === undefined || taken === preferred) {
        const stronger = candidates.filter((other) => strength(role, other) > strength(role, taken));
        const because = stronger.length === 0 ? "preferred" : `preferred over ${algorithmNames(role, stronger)}`;
        return [{ what: label, figure, because }];
    }
    const { text, source } = whyNot(place, preferred, context);
    const comparison = strength(role, taken) < strength(role, preferred) ? "weaker than" : "instead of";
    return [{ what: label, figure, because: `${comparison} ${algorithmName(role, preferred)}: ${text}`, source }];
}

/** Integrity that is pinned beside a cipher which protects it itself. */
function unusedPins(choices: readonly Choice[], context: Context): Step[] {
    return SUITE_PLACES.filter((place) => pinned(place, context) !== undefined)
        .filter((place) => choices.every((choice) => choice.place !== place))
        .map(({ label }) => ({
            what: label,
            figure: "none",
            because: "the pin is unused: the cipher protects it itself",
        }));
}

function strength(role: Role, algorithm: Algorithm): number {
    return algorithmFact(role, algorithm)?.strength.value ?? 0;
}

/** Why `algorithm` was not taken: what both ends lack, then what the profile refuses. */
function whyNot(place: SuitePlace, algorithm: Algorithm, context: Context): { text: string; source: Source } {
    const lacking = context.ends.filter((end) => !offered(end.offer, place).includes(algorithm));
    const [first] = lacking;
    if (first !== undefined) {
        const names = lacking.map((end) => end.name).join(" and ");
        const source =
            first.facts?.[place.phase].source ?? given(algorithm, "algorithm", `offers of ${first.name}`).source;
        return { text: `not offered by ${names}`, source };
    }
    if (!(context.profile[place.role] as readonly Algorithm[]).includes(algorithm)) {
        return { text: refusal(place.role, algorithm, context), source: context.profile.source };
    }
    const held = context.ends.find((end) => end.facts?.oneHash === true);
    const text = `${held?.facts?.title ?? "one end"} has one field for integrity and PRF, and the ends do not share it as both`;
    return { text, source: held?.facts?.ike.source ?? PREFERRED_SUITE.source };
}

function refusal(role: Role, algorithm: Algorithm, { profile, profileName }: Context): string {
    return `refused by profile ${profileName}: ${algorithmFact(role, algorithm)?.weak?.reason ?? `it ${profile.refusal}`}`;
}

function noCommon(place: SuitePlace, context: Context): Problem {
    const { phase, role } = place;
    const [left, right] = context.ends;
    const list = (end: EndOffer): string => `${end.name} offers ${algorithmNames(role, offered(end.offer, place))}`;
    const pin = pinned(place, context);
    const allowed = inOrder(role, context.profile[role] as readonly Algorithm[]);
    const offers = `${list(left)}; ${list(right)}`;
    const base = { check: `suite-${phase}-${role}`, path: `${left.name} to ${right.name}` };
    if (pin !== undefined) {
        const possible = common(place, context).filter((algorithm) => allowed.includes(algorithm));
        return {
            ...base,
            got: `${algorithmName(role, pin)}, by options.pin.${phase}.${role}; ${offers}`,
            allowed: algorithmNames(role, possible),
            fix: pinFix(place, pin, context),
        };
    }
    const lacks = role === "extra" && context.ends.some((end) => !offersAny(end, place, allowed));
    return {
        ...base,
        got: offers,
        allowed: algorithmNames(role, allowed),
        fix: lacks ? postQuantumFix(place, allowed, context) : fix(place, context, allowed),
    };
}

/** Why the pin cannot be kept, and the way out; of what only other gateways have, where to find it. */
function pinFix(place: SuitePlace, pin: Algorithm, context: Context): string {
    const allowed: readonly Algorithm[] = context.profile[place.role];
    const lacks = context.ends.some((end) => !offersAny(end, place, [pin]));
    if (place.role === "extra" && lacks && allowed.includes(pin)) return postQuantumFix(place, [pin], context);
    const name = algorithmName(place.role, pin);
    const reason = allowed.includes(pin) ? whyNot(place, pin, context).text : refusal(place.role, pin, context);
    return `${name}: ${reason}. Pin what both ends offer and the profile allows, or unpin it.`;
}

function offersAny(end: EndOffer, place: SuitePlace, algorithms: readonly Algorithm[]): boolean {
    return offered(end.offer, place).some((algorithm) => algorithms.includes(algorithm));
}

/** Names something that the end which cannot be changed has, and who else should offer it. */
function fix(place: SuitePlace, context: Context, allowed: readonly Algorithm[]): string {
    const [refused] = common(place, context).filter((algorithm) => !allowed.includes(algorithm));
    const both =
        refused === undefined
            ? ""
            : `${algorithmName(place.role, refused)} is ${refusal(place.role, refused, context)}. `;
    const managed = context.ends.filter((end) => end.facts !== undefined);
    const wanted = allowed.find((algorithm) => managed.every((end) => offered(end.offer, place).includes(algorithm)));
    if (wanted === undefined) return `${both}No common algorithm of these gateways will do: choose another profile.`;
    const without = context.ends.filter((end) => !offered(end.offer, place).includes(wanted));
    const names = without.map((end) => end.name).join(" and ");
    return names === ""
        ? `${both}Let both ends have ${algorithmName(place.role, wanted)} as IKE integrity and as PRF.`
        : `${both}Let ${names} offer ${algorithmName(place.role, wanted)}.`;
}

/** Each end that lacks the exchange, with its reason and its way out, once where they are the same. */
function postQuantumFix(place: SuitePlace, wanted: readonly Algorithm[], { ends }: Context): string {
    const advice = ends
        .filter((end) => !offersAny(end, place, wanted))
        .map(({ facts }) => facts?.postQuantum ?? DEVICE_ADVICE);
    return [...new Set(advice.map(({ reason, instead }) => `Not achievable as it is: ${reason}. ${instead}.`))].join(
        " ",
    );
}

const DEVICE_ADVICE = {
    reason: "the device's list names no ML-KEM",
    instead: "List it under offers.ike.extra and offers.esp.extra if the device has it",
};

function ppkProblems({ ends }: Context): Problem[] {
    return ends
        .filter((end) => !end.offer.ppk)
        .map((end) => ({
            check: "suite-ppk",
            path: "options.ppk",
            got: "true",
            allowed: `false, because ${end.name} takes no post-quantum pre-shared key`,
            fix: end.facts === undefined ? "Say offers.ppk: true if it does." : `${end.facts.postQuantum.instead}.`,
        }));
}

function caveats(choices: readonly Choice[], context: Context): Step[] {
    const isTaken = ({ phase, role, values }: Caveat): boolean =>
        choices.some(
            ({ place, taken }) =>
                place.phase === phase &&
                place.role === role &&
                taken !== undefined &&
                (values as readonly Algorithm[]).includes(taken),
        );
    return context.ends.flatMap((end) =>
        (end.facts?.caveats ?? []).filter(isTaken).map(({ text, fallback, source }) => ({
            what: `note on ${end.name}`,
            because: fallback === undefined ? text : `${text}; ${fallbackText(fallback, context)}`,
            source,
        })),
    );
}

/** The way out only where it is one: both ends and the profile have it, with all that it needs. */
function fallbackText({ encryption, text }: NonNullable<Caveat["fallback"]>, context: Context): string {
    const pin = { ...context.pin, ike: { ...context.pin.ike, encryption } };
    if (failures(choose({ ...context, pin })).length === 0) return text;
    return "if IKE does not come up, these ends have no other cipher under this profile";
}

function notes({ notes: texts, source }: Profile): Step[] {
    return texts.map((text) => ({ what: "not proved by the algorithms", because: text, source }));
}

function pinProblems(pin: NonNullable<SuiteOptions["pin"]>): Problem[] {
    return SUITE_PLACES.flatMap(({ phase, role }) => {
        const word = (pin[phase] as Partial<Record<Role, Algorithm>> | undefined)?.[role];
        if (word === undefined || algorithmFact(role, word) !== undefined) return [];
        return [
            {
                check: "suite-pin",
                path: `options.pin.${phase}.${role}`,
                got: show(word),
                allowed: oneOf(orderOf(role)),
                fix: "Use the canonical word.",
            },
        ];
    });
}
