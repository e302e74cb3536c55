/**
 * The pack's configuration: one object, the same for the pack and for the command line. It is checked as a whole, and every
 * problem is told at once. With a problem nothing is judged: a misspelt exemption or level must not pass for a clean network.
 */
import { describeProblems, oneOf, type Problem } from "../plan/problem";
import { checkShape, join, own, withoutNulls, type Shape } from "../plan/shape";
import type { Budget, DataClass, DeclaredFlow, Exemption, PolicyConfig, RuleChoice } from "./config-types";
import type { Level } from "./finding";
import { PROFILES, type ProfileName } from "./profiles";
import type { Rule, Settings, Severity } from "./rule";
import { RULES } from "./rules";

const LEVELS = ["mandatory", "advisory", "disabled"] as const;

/** Level of a rule where nobody chose one: what can be exploited or loses data ends the run, the rest is told. */
const LEVEL_BY_SEVERITY: Readonly<Record<Severity, Level>> = {
    critical: "mandatory",
    high: "mandatory",
    medium: "advisory",
    low: "advisory",
};

const text: Shape = { kind: "string" };
const texts: Shape = { kind: "list", of: text };
const flows: Shape = {
    kind: "list",
    of: {
        kind: "object",
        members: {
            from: { ...text, required: true },
            to: { ...text, required: true },
            traffic: { ...text, required: true },
            data: text,
        },
    },
};

const SHAPE: Shape = {
    kind: "object",
    members: {
        profile: { kind: "string", among: PROFILES },
        strict: { kind: "boolean" },
        rules: { kind: "map", of: { kind: "plain" } },
        exemptions: {
            kind: "list",
            of: {
                kind: "object",
                members: {
                    rule: { ...text, required: true },
                    urn: text,
                    name: text,
                    reason: { ...text, required: true },
                    expires: { ...text, required: true },
                },
            },
        },
        expectations: {
            kind: "object",
            members: {
                mustReach: flows,
                mustNotReach: flows,
                critical: flows,
                classes: {
                    kind: "map",
                    of: {
                        kind: "object",
                        members: {
                            tags: { kind: "map", of: text, required: true },
                            allowedRegions: { ...texts, required: true },
                        },
                    },
                },
                allowedRegions: texts,
                budget: {
                    kind: "object",
                    members: {
                        usdPerMonth: { kind: "number", from: 0, required: true },
                        usage: { kind: "map", of: { kind: "plain" } },
                    },
                },
            },
        },
    },
};

type RawChoice = Settings & { readonly level?: RuleChoice["level"] };
interface RawConfig {
    profile?: ProfileName;
    strict?: boolean;
    rules?: Record<string, RawChoice>;
    exemptions?: { rule: string; urn?: string; name?: string; reason: string; expires: string }[];
    expectations?: {
        mustReach?: DeclaredFlow[];
        mustNotReach?: DeclaredFlow[];
        critical?: DeclaredFlow[];
        classes?: Record<string, DataClass>;
        allowedRegions?: string[];
        budget?: { usdPerMonth: number; usage?: Budget["usage"] };
    };
}

export type ReadConfig =
    | { readonly config: PolicyConfig; readonly problems: readonly [] }
    | { readonly config: undefined; readonly problems: readonly Problem[] };

/** Reads the configuration; `undefined` and an empty object are the baseline. */
export function readConfig(json: unknown): ReadConfig {
    const problems = checkShape(SHAPE, json ?? {});
    if (problems.length > 0) return { config: undefined, problems };
    const raw = withoutNulls<RawConfig>(SHAPE, json ?? {});
    const more = [
        ...Object.entries(raw.rules ?? {}).flatMap(([id, choice]) => choiceProblems(id, choice)),
        ...(raw.exemptions ?? []).flatMap((exemption, i) => exemptionProblems(exemption, `exemptions[${i}]`)),
        ...classProblems(raw),
    ];
    return more.length > 0 ? { config: undefined, problems: more } : { config: resolved(raw), problems: [] };
}

export function describeConfigProblems(problems: readonly Problem[]): string {
    return describeProblems("the policy configuration", problems);
}

function resolved(raw: RawConfig): PolicyConfig {
    const { profile = "baseline", strict = false, expectations = {}, exemptions = [] } = raw;
    return {
        profile,
        strict,
        exemptions: exemptions.map((e): Exemption => ({ ...e, urn: e.urn, name: e.name })),
        expectations: {
            mustReach: expectations.mustReach ?? [],
            mustNotReach: expectations.mustNotReach ?? [],
            critical: expectations.critical ?? [],
            classes: expectations.classes ?? {},
            allowedRegions: expectations.allowedRegions,
            budget:
                expectations.budget === undefined
                    ? undefined
                    : { usdPerMonth: expectations.budget.usdPerMonth, usage: expectations.budget.usage ?? {} },
        },
        rules: Object.fromEntries(RULES.map((rule) => [rule.id, choiceOf(rule, profile, own(raw.rules, rule.id))])),
    };
}

/** A rule that the configuration names is on, whatever the profile. */
function choiceOf(rule: Rule, profile: ProfileName, given: RawChoice | undefined): RuleChoice {
    const { level, ...settings }: RawChoice = given ?? {};
    const isOn = given !== undefined || rule.profiles.includes(profile);
    return {
        level: level ?? (isOn ? LEVEL_BY_SEVERITY[rule.severity] : "disabled"),
        settings: { ...rule.settings?.defaults, ...own(rule.settings?.byProfile, profile), ...settings },
    };
}

function shapeOf(rule: Rule): Shape {
    const settings = Object.entries(rule.settings?.members ?? {}).map(([name, { shape }]) => [name, shape] as const);
    return { kind: "object", members: { level: { kind: "string", among: LEVELS }, ...Object.fromEntries(settings) } };
}

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

function choiceProblems(id: string, choice: unknown): Problem[] {
    const path = join("rules", id);
    const rule = BY_ID.get(id);
    return rule === undefined
        ? [unknownRule(id, path)]
        : checkShape({ ...shapeOf(rule), required: true }, choice, path);
}

/** There are too many to list them all: those of the same area are near enough. */
function unknownRule(id: string, path: string): Problem {
    const near = RULES.filter(({ area }) => id.startsWith(`${area}-`)).map((rule) => rule.id);
    const allowed = near.length === 0 ? "the id of a rule, as in docs/policies.md" : oneOf(near);
    return { check: "unknown-rule", path, got: JSON.stringify(id), allowed, fix: "Correct the id, or remove it." };
}

function exemptionProblems(exemption: NonNullable<RawConfig["exemptions"]>[number], path: string): Problem[] {
    const { rule, urn, name, reason, expires } = exemption;
    const problems: Problem[] = BY_ID.has(rule) ? [] : [unknownRule(rule, join(path, "rule"))];
    if ((urn === undefined) === (name === undefined))
        problems.push({
            check: "exemption-target",
            path,
            got: urn === undefined ? "neither urn nor name" : "both urn and name",
            allowed: "one of urn and name",
            fix: "Name what is exempt by its URN or by its name in the program; * stands for any text.",
        });
    if (reason.trim() === "")
        problems.push({
            check: "exemption-reason",
            path: join(path, "reason"),
            got: "nothing",
            allowed: "a sentence",
            fix: "Say why this may stay as it is: an auditor reads it.",
        });
    if (!isDay(expires))
        problems.push({
            check: "exemption-expires",
            path: join(path, "expires"),
            got: JSON.stringify(expires),
            allowed: 'a day like "2027-03-31"',
            fix: "Give the last day on which the exemption holds.",
        });
    return problems;
}

function classProblems({ expectations = {} }: RawConfig): Problem[] {
    const { classes = {}, ...rest } = expectations;
    const lists = ["mustReach", "mustNotReach", "critical"] as const;
    return lists.flatMap((list) =>
        (rest[list] ?? []).flatMap(({ data }, i): Problem[] =>
            data === undefined || own(classes, data) !== undefined
                ? []
                : [
                      {
                          check: "unknown-class",
                          path: `expectations.${list}[${i}].data`,
                          got: JSON.stringify(data),
                          allowed: Object.keys(classes).join(", ") || "nothing: no class is declared",
                          fix: "Declare the class under expectations.classes.",
                      },
                  ],
        ),
    );
}

/** A day of the calendar: 2027-02-30 is none. */
function isDay(text: string): boolean {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
    const date = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
