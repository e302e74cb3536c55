/**
 * Which routes a Cloud Router's session takes: those that none of its import policies drops. Terms are tried by priority, and
 * what none of them drops is taken. Source: Cloud Router, "BGP route policies overview" and "BGP route policy attribute
 * reference".
 */
import { addressSet, EVERYTHING, intersect, union, type AddressSet } from "../../../plan/address-set";
import { covers, type Prefix } from "../../../plan/prefix";
import { membersOf, numberOf, prefixFrom, textOf } from "../fields";
import type { References } from "../references";
import type { Resource } from "../resources";
import type { Announced, Intake } from "../tunnels/end";
import { UNKNOWN } from "../values";
import { meant } from "./meant";
import { ROUTE_POLICY } from "./types";

type Verdict = "drop" | "take" | "next";

interface Term {
    readonly priority: number;
    readonly matches: (prefix: Announced["prefix"]) => boolean;
    readonly verdict: Verdict;
    /** Of a term that drops all but these and parts of them: what may be left. */
    readonly leaves: AddressSet;
}

/** Undefined where it takes everything. */
export function intakeOf(references: References, session: Resource): Intake | undefined {
    const members = membersOf(session, "importPolicies");
    if (members === UNKNOWN) return OPEN;
    if (members.length === 0) return undefined;
    const policies = members.map((path) => {
        const named = meant(references, session, path, ROUTE_POLICY);
        return named.is === "resource" ? termsOf(named.resource) : undefined;
    });
    if (!policies.every((terms) => terms !== undefined)) return OPEN;
    return {
        takes: (prefix) => policies.every((terms) => !isDropped(terms, prefix)),
        within: policies.reduce(
            (left, terms) => terms.reduce((set, { leaves }) => intersect(set, leaves), left),
            EVERYTHING,
        ),
    };
}

const OPEN: Intake = { takes: () => UNKNOWN, within: EVERYTHING };

function isDropped(terms: readonly Term[], prefix: Announced["prefix"]): boolean {
    const first = terms.find(({ matches, verdict }) => verdict !== "next" && matches(prefix));
    return first?.verdict === "drop";
}

/** In their order; undefined where one of them is not understood. */
function termsOf(policy: Resource): readonly Term[] | undefined {
    const members = membersOf(policy, "terms");
    if (members === UNKNOWN) return undefined;
    const terms = members.map((path): Term | undefined => {
        const priority = numberOf(policy, ...path, "priority");
        const condition = conditionOf(textOf(policy, ...path, "match", "expression"));
        const actions = membersOf(policy, ...path, "actions");
        if (typeof priority !== "number" || condition === undefined || actions === UNKNOWN) return undefined;
        const verdicts = actions.map((action) => verdictOf(textOf(policy, ...action, "expression")));
        if (verdicts.includes(undefined)) return undefined;
        const verdict = verdicts.find((one) => one !== "next") ?? "next";
        return { priority, verdict, matches: condition.matches, leaves: leftBy(verdict, condition) };
    });
    if (!terms.every((term) => term !== undefined)) return undefined;
    const inOrder = [...terms].sort((a, b) => a.priority - b.priority);
    // Behind a term that takes routes nothing is known of what later ones leave.
    return inOrder.some(({ verdict }) => verdict === "take")
        ? inOrder.map((term) => ({ ...term, leaves: EVERYTHING }))
        : inOrder;
}

function leftBy(verdict: Verdict, { isNegated, ranges }: Condition): AddressSet {
    if (verdict !== "drop" || !isNegated) return EVERYTHING;
    return union(...ranges.map(({ prefix }) => addressSet([prefix])));
}

function verdictOf(expression: unknown): Verdict | undefined {
    if (expression === "drop()") return "drop";
    if (expression === "accept()") return "take";
    return typeof expression === "string" && /^med\.set\(\d+\)$/.test(expression) ? "next" : undefined;
}

interface Range {
    readonly prefix: Prefix;
    readonly reach: "exact" | "longer" | "orLonger";
}

interface Condition {
    readonly isNegated: boolean;
    readonly ranges: readonly Range[];
    readonly matches: (prefix: Announced["prefix"]) => boolean;
}

const EQUAL = /^destination ([!=])= '([^']*)'$/;
const IN_RANGE = /^(!?)destination\.inAnyRange\(\[?(.*?)\]?\)$/;
const RANGE = /^(?:'([^']*)'|prefix\('([^']*)'\)(?:\.(longer|orLonger)\(\))?)$/;

function conditionOf(expression: unknown): Condition | undefined {
    if (typeof expression !== "string") return undefined;
    const [, sign, one] = EQUAL.exec(expression) ?? [];
    const [, negation, list = ""] = IN_RANGE.exec(expression) ?? [];
    if (sign === undefined && negation === undefined) return undefined;
    const texts = sign === undefined ? list.split(/,\s*/) : [`'${one}'`];
    const ranges = texts.map(rangeOf);
    if (!ranges.every((range) => range !== undefined)) return undefined;
    const isNegated = sign === "!" || negation === "!";
    return { isNegated, ranges, matches: (prefix) => ranges.some((range) => isIn(range, prefix)) !== isNegated };
}

function rangeOf(text: string): Range | undefined {
    const [, exact, wide, reach = "exact"] = RANGE.exec(text) ?? [];
    const prefix = prefixFrom(exact ?? wide ?? "");
    return prefix === undefined ? undefined : { prefix, reach: reach as Range["reach"] };
}

function isIn({ prefix: range, reach }: Range, prefix: Announced["prefix"]): boolean {
    const isSame = range.text === prefix.text;
    if (reach === "exact") return isSame;
    return covers(range, prefix) && (reach === "orLonger" || !isSame);
}
