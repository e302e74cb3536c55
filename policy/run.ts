/**
 * Runs rules over resources. Every rule stands alone: one that throws becomes one finding that says so, and all others go
 * on. Nothing here knows the time or the machine; the day is an argument.
 */
import { azureTypes } from "../graph/read/azure/types";
import { References } from "../graph/read/references";
import type { Resource } from "../graph/read/resources";
import type { PolicyConfig } from "./config-types";
import { applyExemptions } from "./exemptions";
import { Status, type Finding, type Level } from "./finding";
import type { Questions } from "./questions";
import type { Claim, NetworkRule, ResourceContext, ResourceRule, Rule } from "./rule";
import { RULES } from "./rules";

export interface Judged {
    readonly resources: readonly Resource[];
    /** Made when a rule first asks; what it throws ends that rule only. */
    readonly questions: () => Questions;
    readonly config: PolicyConfig;
    /** "2026-11-23": certificates and exemptions end. */
    readonly today: string;
    /** Other rules than the pack's own; for tests. */
    readonly rules?: readonly Rule[];
}

/** Everything that the rules find, in the order of the rules, and at the end what is to be said of exemptions. */
export function checkResources(given: Judged): readonly Finding[] {
    const judged = { ...given, resources: azureTypes(given.resources) };
    const { config, today } = judged;
    const rules = judged.rules ?? RULES;
    const context = { ...contextOf(judged), ...lazily(judged.questions) };
    const found = rules.flatMap((rule) => {
        switch (rule.judges) {
            case "resource":
                return runOnAll(rule, judged.resources, context, config);
            case "network":
                return run(rule, config, () =>
                    rule.check({ ...context, ...questionsOf(context), ...own(rule, config) }),
                );
            case "exemptions":
                return [];
        }
    });
    const { findings, about } = applyExemptions(found, config, today);
    return [...findings, ...about];
}

/**
 * What the rules of single resources find on one, before it is made. `around` are resources that tell more of it: its
 * provider. What is to be said of exemptions only the whole stack can tell.
 */
export function checkResource(
    resource: Resource,
    around: readonly Resource[],
    judged: Omit<Judged, "resources" | "questions">,
): readonly Finding[] {
    const { config, today, rules = RULES } = judged;
    const context = contextOf({ resources: [resource, ...around], config, today });
    const found = rules.flatMap((rule) =>
        rule.judges === "resource" ? runOnAll(rule, azureTypes([resource]), context, config) : [],
    );
    return applyExemptions(found, config, today).findings;
}

interface Shared extends Omit<ResourceContext, "settings"> {
    readonly refs: References;
}

function contextOf({ resources, config, today }: Pick<Judged, "resources" | "config" | "today">): Shared {
    const refs = new References(resources);
    return {
        refs,
        today,
        expectations: config.expectations,
        regionOf: (resource) => refs.regionOf(resource),
    };
}

function lazily(make: () => Questions): { readonly ask: () => Questions } {
    let made: Questions | undefined;
    return { ask: () => (made ??= make()) };
}

/** `questions` is a getter, so that a network is read only if a rule asks it something. */
function questionsOf({ ask }: { readonly ask: () => Questions }): { readonly questions: Questions } {
    const forward = <K extends keyof Questions>(name: K): Questions[K] =>
        ((...args: unknown[]) => (ask()[name] as (...args: unknown[]) => unknown)(...args)) as Questions[K];
    return {
        questions: {
            reach: forward("reach"),
            overlaps: forward("overlaps"),
            singlePoints: forward("singlePoints"),
            regionsOn: forward("regionsOn"),
            linksOn: forward("linksOn"),
            segments: forward("segments"),
            monthlyCost: forward("monthlyCost"),
        },
    };
}

/** A resource on which a rule throws leaves the other resources to it. */
function runOnAll(
    rule: ResourceRule,
    resources: readonly Resource[],
    context: Shared,
    config: PolicyConfig,
): Finding[] {
    const looksAt = new Set(rule.looksAt);
    return resources
        .filter(({ type }) => looksAt.size === 0 || looksAt.has(type))
        .flatMap((resource) =>
            run(rule, config, () => rule.check(resource, { ...context, ...own(rule, config) }), resource),
        );
}

function own(rule: Rule, config: PolicyConfig): Pick<ResourceContext, "settings"> {
    return { settings: config.rules[rule.id]?.settings ?? rule.settings?.defaults ?? {} };
}

function run(
    rule: ResourceRule | NetworkRule,
    config: PolicyConfig,
    check: () => readonly Claim[],
    on?: Resource,
): Finding[] {
    const level = config.rules[rule.id]?.level ?? "disabled";
    if (level === "disabled") return [];
    try {
        return check().map((claim) => findingOf(rule, claim, level, config));
    } catch (error) {
        const message = `this rule failed, so nothing is known of what it judges: ${error instanceof Error ? error.message : String(error)}`;
        const fix = `Report this as a bug of the rule; until then, set rules.${rule.id}.level to "disabled".`;
        return [
            {
                rule: rule.id,
                severity: rule.severity,
                status: Status.Error,
                level: config.strict ? level : "advisory",
                label: on?.name ?? "the network",
                message,
                fix,
                ...placeOf(on),
            },
        ];
    }
}

function findingOf(rule: Rule, claim: Claim, level: Level, config: PolicyConfig): Finding {
    const isKnown = claim.status === "fail";
    return {
        rule: rule.id,
        severity: rule.severity,
        status: isKnown ? Status.Fail : Status.Undetermined,
        level: isKnown || config.strict ? level : "advisory",
        label: claim.label,
        message: claim.message,
        fix: claim.fix ?? rule.fix,
        ...placeOf(claim.resource),
    };
}

function placeOf(resource: Resource | undefined): Pick<Finding, "urn" | "position"> {
    if (resource === undefined) return {};
    const { urn, position } = resource;
    return position === undefined ? { urn } : { urn, position: { file: position.file, line: position.line } };
}
