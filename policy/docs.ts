/**
 * The policy reference as Markdown, from the rules themselves: docs/policies.md is this text, and a test compares the two.
 * Lists instead of tables, because a formatter would align those.
 */
import { oneOf } from "../plan/problem";
import { DOCS_INTRO } from "./docs-intro";
import { PROFILES, PROFILE_TITLES } from "./profiles";
import type { Requirement } from "./frameworks";
import { AREAS, type Area, type Rule } from "./rule";
import { RULES } from "./rules";

const AREA_TITLES: Readonly<Record<Area, string>> = {
    encryption: "Encryption",
    segmentation: "Segmentation",
    exposure: "Exposure",
    consistency: "Consistency",
    resilience: "Resilience",
    observability: "Observability",
    residency: "Residency",
    cost: "Cost",
    hygiene: "Hygiene",
};

const WHEN: Readonly<Record<Rule["judges"], string>> = {
    resource: "each resource by itself, before it is made",
    network: "all resources together, at the end of a preview or an update",
    exemptions: "the exemptions of the configuration",
};

/** The whole page; `intro` is what stands before the rules. */
export function policyDocs(rules: readonly Rule[] = RULES, intro = DOCS_INTRO): string {
    const index = AREAS.flatMap((area) => rules.filter((rule) => rule.area === area)).map(
        (rule) => `- [${rule.id}](#${anchorOf(rule)}): ${rule.title} (${rule.severity})`,
    );
    const profiles = PROFILES.map((profile) => `- \`${profile}\`: ${PROFILE_TITLES[profile]}`);
    return [
        intro.trim(),
        `## Profiles\n\n${profiles.join("\n")}`,
        `## All rules\n\n${index.join("\n")}`,
        ...AREAS.map((area) => areaText(area, rules)),
        "",
    ]
        .join("\n\n")
        .replace(/\n+$/, "\n");
}

/** Where the documentation of a rule begins: its id is its heading. */
export function anchorOf({ id }: Rule): string {
    return id;
}

function areaText(area: Area, rules: readonly Rule[]): string {
    const texts = rules.filter((rule) => rule.area === area).map(ruleText);
    return [`## ${AREA_TITLES[area]}`, ...texts].join("\n\n");
}

function ruleText(rule: Rule): string {
    const facts = [
        `- Severity: ${rule.severity}`,
        `- Profiles: ${profilesText(rule)}`,
        `- Judges ${WHEN[rule.judges]}`,
        ...(rule.frameworks.length === 0 ? [] : [`- Evidence for: ${frameworksText(rule.frameworks)}`]),
        ...(rule.looksAt.length === 0 ? [] : [`- Looks at: ${rule.looksAt.map((type) => `\`${type}\``).join(", ")}`]),
        ...(rule.judges === "resource" && rule.remedy !== undefined ? [`- Remedy: ${rule.remedy.because}`] : []),
    ];
    const settings = Object.entries(rule.settings?.members ?? {}).map(([name, { text }]) =>
        settingText(rule, name, text),
    );
    return [
        `### ${rule.id}`,
        `${rule.title}.`,
        rule.rationale,
        `**Fix.** ${rule.fix}`,
        facts.join("\n"),
        ...(settings.length === 0 ? [] : [`Settings:\n\n${settings.join("\n")}`]),
    ].join("\n\n");
}

function profilesText({ profiles }: Rule): string {
    return profiles.length === PROFILES.length ? "all" : oneOf(profiles).replace(" or ", " and ");
}

/** "PCI DSS 4.0.1 1.2.5, 1.3.1; SOC 2 2017 CC6.6" */
function frameworksText(requirements: readonly Requirement[]): string {
    const books = [...new Set(requirements.map(({ name, version }) => `${name} ${version}`))];
    return books
        .map((book) => {
            const clauses = requirements.filter(({ name, version }) => `${name} ${version}` === book);
            return `${book}: ${clauses.map(({ clause }) => clause).join(", ")}`;
        })
        .join("; ");
}

function settingText(rule: Rule, name: string, text: string): string {
    const value = (from: object | undefined): string =>
        `\`${JSON.stringify((from as Record<string, unknown> | undefined)?.[name])}\``;
    const others = Object.entries(rule.settings?.byProfile ?? {}).flatMap(([profile, changed]) =>
        changed !== undefined && name in changed ? [`${value(changed)} in ${profile}`] : [],
    );
    return `- \`${name}\`: ${text} Default ${[value(rule.settings?.defaults), ...others].join(", ")}.`;
}
