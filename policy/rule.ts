/**
 * A rule is data and one function. The data says what the rule is for, to people and to auditors; the function judges a
 * resource by itself, or the network as a whole. What a rule does not know it says: a claim is a failure or undetermined.
 */
import { labelOf, type References } from "../graph/read/references";
import type { Resource } from "../graph/read/resources";
import type { Shape } from "../plan/shape";
import type { Expectations } from "./config-types";
import type { Requirement } from "./frameworks";
import type { ProfileName } from "./profiles";
import type { Questions } from "./questions";

export const AREAS = [
    "encryption",
    "segmentation",
    "exposure",
    "consistency",
    "resilience",
    "observability",
    "residency",
    "cost",
    "hygiene",
] as const;
export type Area = (typeof AREAS)[number];

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Values of a rule's own settings: what JSON has. */
export type Settings = Readonly<Record<string, unknown>>;

export interface RuleData<S extends object = Settings> {
    /** Area first, in kebab case: "encryption-listener-tls". Stable over versions. */
    readonly id: string;
    readonly area: Area;
    /** What holds where the rule is kept: "Listeners accept TLS 1.2 or later only". */
    readonly title: string;
    readonly severity: Severity;
    readonly frameworks: readonly Requirement[];
    /** Why: what happens where it is broken. */
    readonly rationale: string;
    /** What to do, a sentence with a full stop. */
    readonly fix: string;
    /** Types of resources that it looks at; empty where it only asks the network. */
    readonly looksAt: readonly string[];
    /** Profiles that switch it on. */
    readonly profiles: readonly ProfileName[];
    readonly settings?: SettingsOf<S>;
}

export interface SettingsOf<S extends object> {
    /** The shape of each setting, with a sentence for the documentation. */
    readonly members: Readonly<Record<keyof S & string, { readonly shape: Shape; readonly text: string }>>;
    readonly defaults: S;
    /** What a profile sets otherwise. */
    readonly byProfile?: Readonly<Partial<Record<ProfileName, Partial<S>>>>;
}

/** What a rule says of one thing. */
export interface Claim {
    readonly status: "fail" | "undetermined";
    readonly resource?: Resource;
    /** What it is about where no resource is: "orders to payments, tcp 443". */
    readonly label: string;
    /** A sentence without a full stop. */
    readonly message: string;
    /** Instead of the rule's own. */
    readonly fix?: string;
}

export interface ResourceContext<S extends object = Settings> {
    readonly settings: S;
    readonly expectations: Expectations;
    /** "2026-11-23" */
    readonly today: string;
    /** The region of the resource, its own or its provider's; undefined where nobody can say. */
    readonly regionOf: (resource: Resource) => string | undefined;
}

export interface NetworkContext<S extends object = Settings> extends ResourceContext<S> {
    readonly refs: References;
    readonly questions: Questions;
}

export interface ResourceRule<S extends object = Settings> extends RuleData<S> {
    readonly judges: "resource";
    /** Judges one resource by its inputs: it runs before the resource is made. */
    readonly check: (resource: Resource, context: ResourceContext<S>) => readonly Claim[];
    /** Only where it cannot break traffic. */
    readonly remedy?: Remedy;
}

export interface Remedy {
    /** Why it cannot break traffic. */
    readonly because: string;
    /** Inputs, by name, as they are to be where the rule is broken. */
    readonly change: Readonly<Record<string, string | boolean | number>>;
}

export interface NetworkRule<S extends object = Settings> extends RuleData<S> {
    readonly judges: "network";
    /** Judges all resources together: it runs once for a stack. */
    readonly check: (context: NetworkContext<S>) => readonly Claim[];
}

/** A rule on the configuration itself: `run.ts` keeps it. */
export interface ReportRule extends RuleData {
    readonly judges: "exemptions";
}

export type Rule = ResourceRule | NetworkRule | ReportRule;

/** A rule with settings of a type of its own. The settings are checked against their shapes before a check sees them. */
export function resourceRule<S extends object = Settings>(rule: Omit<ResourceRule<S>, "judges">): ResourceRule {
    return { ...rule, judges: "resource" } as unknown as ResourceRule;
}

export function networkRule<S extends object = Settings>(rule: Omit<NetworkRule<S>, "judges">): NetworkRule {
    return { ...rule, judges: "network" } as unknown as NetworkRule;
}

export function fails(resource: Resource, message: string, fix?: string): Claim {
    return claim("fail", resource, message, fix);
}

export function undetermined(resource: Resource, message: string, fix?: string): Claim {
    return claim("undetermined", resource, message, fix);
}

/** For what no resource stands for: a flow, a hub pair, the whole network. */
export function failsAt(label: string, message: string, fix?: string): Claim {
    return { status: "fail", label, message, ...(fix === undefined ? {} : { fix }) };
}

export function undeterminedAt(label: string, message: string, fix?: string): Claim {
    return { status: "undetermined", label, message, ...(fix === undefined ? {} : { fix }) };
}

/** A property decides, and only the deployment will tell it. */
export function unknownAt(resource: Resource, path: string): Claim {
    return undetermined(
        resource,
        `${path} is not known before the deployment`,
        `Give ${path} a value that the program knows, or judge the deployed stack.`,
    );
}

function claim(status: Claim["status"], resource: Resource, message: string, fix: string | undefined): Claim {
    return { status, resource, label: labelOf(resource), message, ...(fix === undefined ? {} : { fix }) };
}
