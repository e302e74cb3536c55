/** What `check`, `preflight` and `report` have in common: the configuration, the bounds, and the exit code. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { describeConfigProblems, readConfig } from "../../policy/config";
import type { PolicyConfig } from "../../policy/config-types";
import { breaks, type Finding } from "../../policy/finding";
import { check, type Found } from "../check";
import { Exit, Unanswered } from "../exit";
import { GRAVEST_FIRST, isAtLeast, type Checked } from "../format/checked";
import { ETHERNET } from "../preflight/paths";
import { version } from "../version";
import { traffic } from "./asked-for";
import type { Asked, QuestionOptions } from "./question";
import { settingsFile } from "./settings-file";

const MANDATORY = "mandatory";

/** What is looked at, and by which rules. */
export interface RuleOptions extends QuestionOptions {
    readonly config?: string;
    readonly traffic: string;
    readonly packet: number;
    readonly latency?: number;
}

export interface CheckOptions extends RuleOptions {
    readonly failOn: string;
}

export function withRuleOptions(command: Command): Command {
    return command
        .option("--config <file>", "the configuration of the policies, JSON or YAML (docs/policies.md)")
        .option("--traffic <traffic>", "whose paths are looked at", "all")
        .addOption(
            new Option("--packet <bytes>", "what hosts send in one packet").default(ETHERNET).argParser(above(0)),
        )
        .addOption(new Option("--latency <ms>", "the longest round trip that is good enough").argParser(above(0)));
}

export function withCheckOptions(command: Command): Command {
    return withRuleOptions(command).addOption(
        new Option(
            "--fail-on <what>",
            "what ends with exit code 1: what the configuration makes mandatory, or a severity and what is graver",
        )
            .choices([MANDATORY, ...GRAVEST_FIRST])
            .default(MANDATORY),
    );
}

/** Everything that is found, with the day of today. */
export function found(
    asked: Asked,
    options: RuleOptions,
): { readonly checked: Checked; readonly paths: Found["paths"]; readonly config: PolicyConfig } {
    const config = configOf(options);
    const { rules, findings, paths } = check({
        resources: asked.resources,
        network: asked.network,
        config,
        bounds: { packet: options.packet, latencyMs: options.latency },
        traffic: traffic(options.traffic),
        today: new Date().toISOString().slice(0, 10),
    });
    const { description: source, folder } = asked;
    return { checked: { source, rules, findings, folder, version: version() }, paths, config };
}

/** The configuration file, with --strict over it. Without a file it is the baseline. */
function configOf({ config: file, strict }: RuleOptions): PolicyConfig {
    const { config, problems } = readConfig(file === undefined ? {} : ofThePack(settingsFile(file)));
    if (config === undefined) throw new Unanswered(describeConfigProblems(problems));
    return strict === true ? { ...config, strict: true } : config;
}

/** Pulumi's own file, for --policy-pack-config, has the configuration under the policy's name, beside its enforcement level. */
function ofThePack(json: unknown): unknown {
    if (typeof json !== "object" || json === null || !("causeway" in json)) return json;
    const own: unknown = json.causeway;
    // An enforcement level by itself configures nothing.
    if (typeof own === "string") return {};
    if (typeof own !== "object" || own === null) return own;
    return Object.fromEntries(Object.entries(own).filter(([name]) => name !== "enforcementLevel"));
}

/** Open findings count where a failure of the same rule would. */
export function exitOf(findings: readonly Finding[], failOn: string, config: PolicyConfig): Exit {
    const severity = GRAVEST_FIRST.find((one) => one === failOn);
    const decides = ({ rule, severity: found }: Finding): boolean =>
        severity === undefined ? config.rules[rule]?.level === "mandatory" : isAtLeast(found, severity);
    const isBroken = (finding: Finding): boolean =>
        severity === undefined ? breaks(finding) : finding.status === "fail" && decides(finding);
    if (findings.some(isBroken)) return Exit.No;
    const isOpen = ({ status }: Finding): boolean => status === "undetermined" || status === "error";
    return findings.some((finding) => isOpen(finding) && decides(finding)) ? Exit.Undetermined : Exit.Fine;
}

export function above(bound: number): (text: string) => number {
    return (text) => {
        const value = Number(text);
        if (text.trim() === "" || !Number.isFinite(value) || value <= bound)
            throw new InvalidArgumentError(`'${text}' is no number above ${bound}`);
        return value;
    };
}
