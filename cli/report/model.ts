/** What a report shows. Whoever writes one asks the graph and the rules, and puts the answers here. */
import type { Verdict } from "../../graph/answer";
import type { Network } from "../../graph/network";
import type { Picture } from "../../graph/picture";
import type { Code } from "../../graph/reason";
import type { Finding } from "../../policy/finding";

export interface ReportModel {
    readonly title: ReportTitle;
    readonly network: Pick<Network, "unmodelled" | "assumptions">;
    readonly picture: Picture;
    /** Undefined where it was not asked; so are the three below. An empty list means that there is nothing to tell. */
    readonly matrix?: ReachTable;
    readonly findings?: readonly Finding[];
    readonly cost?: CostTable;
    readonly drills?: readonly DrillRow[];
    /** What every answer here takes for granted, besides what the network says itself. */
    readonly caveats: readonly string[];
}

export interface ReportTitle {
    readonly project: string;
    readonly stack: string;
    /** "pulumi preview", "state of the stack" … */
    readonly source: string;
    /** As it is printed: "2026-11-23". The report has no clock of its own. */
    readonly date: string;
}

export interface ReachTable {
    /** "tcp/443" */
    readonly traffic: string;
    readonly rows: readonly Named[];
    readonly columns: readonly Named[];
    /** By row, then by column; undefined where there is nothing to ask. */
    readonly cells: readonly (readonly (ReachCell | undefined)[])[];
}

export interface Named {
    /** Of the place in the network. */
    readonly id: string;
    readonly label: string;
}

export interface ReachCell {
    readonly verdict: Verdict;
    readonly code?: Code;
    /** A sentence without a full stop. */
    readonly reason?: string;
    readonly out: Route;
    /** Empty where no packet arrives. */
    readonly back: Route;
    /** The largest packet, in bytes. */
    readonly mtu?: number;
    /** In words: "encrypted between regions". */
    readonly encryption?: string;
    /** Round trip. */
    readonly latencyMs?: number;
}

export interface Route {
    /** What the packet meets, in order. */
    readonly hops: readonly { readonly label: string; readonly text: string }[];
    /** Ids of the places and links of the network that it passes, in order. */
    readonly passes: readonly string[];
}

export interface CostTable {
    readonly lines: readonly { readonly what: string; readonly usd: number; readonly why: string }[];
    /** USD a month, of everything whose price is known. */
    readonly total: number;
    /** What has no price here, in words. */
    readonly unknown: readonly string[];
}

export interface DrillRow {
    /** "region us-east-1" */
    readonly failed: string;
    /** Pairs that lose their traffic: "shop to orders". */
    readonly lost: readonly string[];
    /** How long those that find another way are without one. */
    readonly seconds?: { readonly atLeast: number; readonly atMost: number };
    readonly note: string;
}
