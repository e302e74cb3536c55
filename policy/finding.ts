/** What a rule found: the one form in which every report is made. */
import type { Severity } from "./rule";

export const Status = {
    /** The rule is broken. */
    Fail: "fail",
    /** Something that decides is not known before the deployment. */
    Undetermined: "undetermined",
    /** The rule is broken, and an exemption in the configuration allows it. */
    Exempt: "exempt",
    /** The rule itself failed: nothing is known of what it judges. */
    Error: "error",
} as const;
export type Status = (typeof Status)[keyof typeof Status];

/** What the finding does to a run: "mandatory" ends it with an error. */
export type Level = "mandatory" | "advisory";

export interface Finding {
    /** The rule's id: "encryption-listener-tls". */
    readonly rule: string;
    readonly severity: Severity;
    readonly status: Status;
    readonly level: Level;
    /** The resource; undefined where the finding is about the network as a whole. */
    readonly urn?: string;
    /** "listener web", or what the finding is about: "orders to payments, tcp 443". */
    readonly label: string;
    /** What is wrong, a sentence without a full stop. Never a secret. */
    readonly message: string;
    /** What to do, a sentence. */
    readonly fix: string;
    /** Where the program makes the resource; the file is relative to the project's folder. */
    readonly position?: { readonly file: string; readonly line: number };
    readonly exemption?: { readonly reason: string; readonly expires: string };
}

/** True where a run must not pass. */
export function breaks(finding: Finding): boolean {
    return finding.level === "mandatory" && finding.status !== Status.Exempt;
}

/** "[encryption-listener-tls] listener web: TLS 1.0 is accepted · fix: Set sslPolicy to …"; one line. */
export function describeFinding({ rule, status, label, message, fix, position, exemption }: Finding): string {
    const words = { fail: "", undetermined: "not known: ", exempt: "exempt: ", error: "" } as const;
    const where = position === undefined ? "" : ` (${position.file}:${position.line})`;
    const then = exemption === undefined ? `fix: ${fix}` : `until ${exemption.expires}: ${exemption.reason}`;
    return `[${rule}] ${label}${where}: ${words[status]}${message} · ${then}`;
}
