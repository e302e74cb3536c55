/** What the pack's configuration says, after it was checked. */
import type { Level } from "./finding";
import type { ProfileName } from "./profiles";
import type { Settings } from "./rule";
import type { Flow } from "./questions";

export interface DeclaredFlow extends Flow {
    /** The class of data that it carries. */
    readonly data?: string;
}

export interface DataClass {
    /** Resources with all of these tags hold data of the class. */
    readonly tags: Readonly<Record<string, string>>;
    /** Regions where such data may be and pass: "eu-central-1"; "*" stands for any text: "eu-*". */
    readonly allowedRegions: readonly string[];
}

export interface Budget {
    /** US dollars a month. */
    readonly usdPerMonth: number;
    /** Amounts by resource that a program does not say: gigabytes, hours. */
    readonly usage: Readonly<Record<string, unknown>>;
}

export interface Expectations {
    readonly mustReach: readonly DeclaredFlow[];
    readonly mustNotReach: readonly DeclaredFlow[];
    /** Flows that no single failure may cut. */
    readonly critical: readonly DeclaredFlow[];
    readonly classes: Readonly<Record<string, DataClass>>;
    /** Where anything may be at all; undefined: anywhere. */
    readonly allowedRegions: readonly string[] | undefined;
    readonly budget: Budget | undefined;
}

export interface Exemption {
    readonly rule: string;
    /** Exactly one of the two; "*" stands for any text. */
    readonly urn: string | undefined;
    /** The name in the program, or the label of what is no resource. */
    readonly name: string | undefined;
    readonly reason: string;
    /** The last day on which it holds: "2027-03-31". */
    readonly expires: string;
}

export interface RuleChoice {
    readonly level: Level | "disabled";
    readonly settings: Settings;
}

export interface PolicyConfig {
    readonly profile: ProfileName;
    /** True: what is not known counts as broken. */
    readonly strict: boolean;
    readonly exemptions: readonly Exemption[];
    readonly expectations: Expectations;
    /** By rule id, for every rule. */
    readonly rules: Readonly<Record<string, RuleChoice>>;
}
