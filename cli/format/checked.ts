/** What the formats of `causeway check` are given, and what they share: severities in order, places in files, stable names. */
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Finding } from "../../policy/finding";
import { SEVERITIES, type RuleData, type Severity } from "../../policy/rule";
import { ancestors } from "../sim/home";

/** What a format tells of a rule, whether it found something or not. */
export type RuleInfo = Pick<RuleData, "id" | "title" | "severity" | "frameworks" | "rationale" | "fix"> & {
    /** The rule's area; "preflight" for what no policy judges. */
    readonly area: string;
    /** Where it is documented, from the root of Causeway's repository; undefined where only `--help` tells of it. */
    readonly docs?: string;
};

export interface Checked {
    /** "preview of global-retail" */
    readonly source: string;
    /** Every rule that was asked. */
    readonly rules: readonly RuleInfo[];
    readonly findings: readonly Finding[];
    /** Folder of the project that positions are relative to; absolute. */
    readonly folder: string;
    /** Causeway's own version. */
    readonly version: string;
}

/** The gravest first. */
export const GRAVEST_FIRST: readonly Severity[] = [...SEVERITIES].reverse();

/** True where `severity` is as grave as `bound`, or graver. */
export function isAtLeast(severity: Severity, bound: Severity): boolean {
    return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(bound);
}

const STATUSES: readonly Finding["status"][] = ["error", "fail", "undetermined", "exempt"];

/** Failures before what is open, the gravest first, then by rule and resource: the same order on every run. */
export function sorted(findings: readonly Finding[]): readonly Finding[] {
    const key = (f: Finding): readonly (number | string)[] => [
        STATUSES.indexOf(f.status),
        GRAVEST_FIRST.indexOf(f.severity),
        f.rule,
        f.urn ?? f.label,
        f.message,
    ];
    return [...findings].sort((a, b) => {
        const [left, right] = [key(a), key(b)];
        const at = left.findIndex((part, i) => part !== right[i]);
        return at < 0 ? 0 : (left[at] ?? "") < (right[at] ?? "") ? -1 : 1;
    });
}

/** "2 high, 1 medium; 3 undetermined; 1 exempt", "nothing found". */
export function tally(findings: readonly Finding[]): string {
    const count = (status: Finding["status"], severity?: Severity): number =>
        findings.filter((f) => f.status === status && (severity === undefined || f.severity === severity)).length;
    const failed = GRAVEST_FIRST.filter((severity) => count("fail", severity) > 0).map(
        (severity) => `${count("fail", severity)} ${severity}`,
    );
    const errors = count("error");
    const parts = [
        failed.join(", "),
        ...(errors > 0 ? [`${errors} ${errors === 1 ? "rule" : "rules"} broken`] : []),
        ...(["undetermined", "exempt"] as const)
            .filter((status) => count(status) > 0)
            .map((status) => `${count(status)} ${status}`),
    ].filter((part) => part !== "");
    return parts.length === 0 ? "nothing found" : parts.join("; ");
}

/** What is wrong and what to do, in sentences. An exemption gives its reason instead of a fix. */
export function inWords({ message, fix, exemption }: Finding): { readonly wrong: string; readonly then: string } {
    const then = exemption === undefined ? `Fix: ${fix}` : `Exempt until ${exemption.expires}: ${exemption.reason}`;
    return { wrong: stopped(message), then: stopped(then) };
}

function stopped(text: string): string {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** "index.ts:20" */
export function placeOf({ position }: Finding): string {
    return position === undefined ? "" : `${position.file}:${position.line}`;
}

/**
 * Where a file of the project lies in its repository, with forward slashes: readers of SARIF take a path from the root of a
 * checkout. Relative to the project's folder where no Git repository is around it.
 */
export function repositoryPath(folder: string, file: string): string {
    const root = ancestors(folder).find((above) => fs.existsSync(path.join(above, ".git"))) ?? folder;
    return path.relative(root, path.resolve(folder, file)).split(path.sep).join("/");
}

/**
 * A name for each finding that stays when its message, its line or its neighbours change: of the rule and the resource, with a
 * number where one rule finds several things in one resource.
 */
export function fingerprints(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
    const seen = new Map<string, number>();
    return new Map(
        sorted(findings).map((finding) => {
            const subject = `${finding.rule}\n${finding.urn ?? finding.label}`;
            const number = (seen.get(subject) ?? 0) + 1;
            seen.set(subject, number);
            const hash = crypto.createHash("sha256").update(subject).digest("hex").slice(0, 16);
            return [finding, `${hash}:${number}`];
        }),
    );
}
