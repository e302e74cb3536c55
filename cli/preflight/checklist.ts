/** The practitioner's checklist before a network goes into service, made of findings of policies and of its own rules. */
import type { Finding } from "../../policy/finding";
import { sorted, type Checked, type RuleInfo } from "../format/checked";
import { round, type Path } from "./paths";

export interface Item {
    readonly title: string;
    /** "passed" only where a rule looked and found nothing; "not asked" where none did. */
    readonly outcome: "passed" | "failed" | "undetermined" | "not asked";
    readonly findings: readonly Finding[];
    /** Figures of what was looked at. */
    readonly note: string;
}

const ITEMS: readonly {
    readonly title: string;
    readonly has: (rule: RuleInfo) => boolean;
    readonly note?: (paths: readonly Path[]) => string;
    /** How it is asked where it is not. */
    readonly ask?: string;
}[] = [
    { title: "The same policy everywhere", has: ({ area }) => area === "consistency" || area === "segmentation" },
    {
        title: "Routes lead there and back",
        has: ({ id }) => ["preflight-loop", "preflight-blackhole", "preflight-asymmetry"].includes(id),
    },
    {
        title: "Latency",
        has: ({ id }) => id === "preflight-latency",
        note: latencyNote,
        ask: "--latency <ms> judges it",
    },
    { title: "DNS", has: ({ id }) => id.startsWith("preflight-dns-") },
    { title: "Packet sizes (MTU)", has: ({ id }) => id === "preflight-mtu", note: mtuNote },
    { title: "Links are monitored", has: ({ area }) => area === "observability" },
    { title: "Certificates", has: ({ id }) => id.includes("certificate") },
];

export function checklist(
    { rules, findings }: Pick<Checked, "rules" | "findings">,
    paths: readonly Path[],
): readonly Item[] {
    return ITEMS.map(({ title, has, note, ask }) => {
        const asked = new Set(rules.filter(has).map(({ id }) => id));
        const found = sorted(findings).filter(({ rule, status }) => asked.has(rule) && status !== "exempt");
        const outcome = outcomeOf(asked.size, found);
        const notes = [note?.(paths), outcome === "not asked" ? ask : undefined];
        return { title, outcome, findings: found, note: notes.filter((text) => text !== undefined).join("; ") };
    });
}

function outcomeOf(asked: number, findings: readonly Finding[]): Item["outcome"] {
    if (findings.some(({ status }) => status === "fail")) return "failed";
    if (findings.length > 0) return "undetermined";
    return asked === 0 ? "not asked" : "passed";
}

function latencyNote(paths: readonly Path[]): string {
    const known = paths.flatMap((path) => (path.latency === undefined ? [] : [{ ...path, latency: path.latency }]));
    if (known.length === 0) return "no round trip between regions is known";
    const slowest = known.reduce((slow, one) => (one.latency.highMs > slow.latency.highMs ? one : slow));
    const { lowMs, highMs } = slowest.latency;
    return `the slowest of ${known.length} pairs is ${slowest.from} to ${slowest.to}: ${round(lowMs)} to ${round(highMs)} ms`;
}

function mtuNote(paths: readonly Path[]): string {
    const known = paths.flatMap((path) => (path.mtu === undefined ? [] : [{ ...path, mtu: path.mtu }]));
    if (known.length === 0) return "no path's packet size is known";
    const smallest = known.reduce((small, one) => (one.mtu < small.mtu ? one : small));
    return `the smallest of ${known.length} pairs is ${smallest.from} to ${smallest.to}: ${smallest.mtu} bytes`;
}
