/** Resources and networks for tests of rules: small, and every reference as the engine would tell it. */
import type { Resource } from "../../../graph/read/resources";
import { UNKNOWN, type Value, type Values } from "../../../graph/read/values";
import { readConfig } from "../../../policy/config";
import type { PolicyConfig } from "../../../policy/config-types";
import type { Finding } from "../../../policy/finding";
import { noAnswers, type Questions } from "../../../policy/questions";
import { checkResources } from "../../../policy/run";

export const TODAY = "2026-11-23";

/** `refs` are properties that come from other resources; in a preview their values are not known. */
export interface Made {
    readonly props?: Values;
    readonly refs?: Readonly<Record<string, Resource | readonly Resource[]>>;
    readonly id?: string;
    readonly position?: Resource["position"];
}

export function made(type: string, name: string, { props = {}, refs = {}, id, position }: Made = {}): Resource {
    const all = Object.entries(refs).map(([property, of]) => [property, [of].flat()] as const);
    const values = all.map(([property, of]): [string, Value] => [
        property,
        Array.isArray(refs[property]) ? of.map(() => UNKNOWN) : UNKNOWN,
    ]);
    return {
        urn: `urn:pulumi:dev::net::${type}::${name}`,
        type,
        name,
        stack: "net/dev",
        isCustom: true,
        id: id ?? UNKNOWN,
        props: { region: "eu-central-1", ...Object.fromEntries(values), ...props },
        parent: undefined,
        provider: undefined,
        sources: Object.fromEntries(all.map(([property, of]) => [property, of.map(({ urn }) => urn)])),
        position,
        step: "create",
    };
}

/** The configuration, which must be right. */
export function configured(json: unknown): PolicyConfig {
    const { config, problems } = readConfig(json);
    if (config === undefined) throw new Error(JSON.stringify(problems));
    return config;
}

/** One case of a rule: what it finds as "status label: message", in order. */
export interface Case {
    readonly rule: string;
    readonly is: string;
    readonly resources?: readonly Resource[];
    /** The rule's own settings. */
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly expectations?: Readonly<Record<string, unknown>>;
    readonly profile?: string;
    readonly answers?: Partial<Questions>;
    readonly finds: readonly string[];
}

/** What the rule of the case finds, whatever the profile. */
export function found({
    rule,
    resources = [],
    settings = {},
    expectations = {},
    profile,
    answers = {},
}: Case): Finding[] {
    const json = { rules: { [rule]: settings }, expectations, ...(profile === undefined ? {} : { profile }) };
    const questions = { ...noAnswers("nobody asked"), ...answers };
    const findings = checkResources({ resources, questions: () => questions, config: configured(json), today: TODAY });
    return findings.filter((finding) => finding.rule === rule);
}

export function shown({ status, label, message }: Finding): string {
    return `${status} ${label}: ${message}`;
}
