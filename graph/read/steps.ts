/** What a preview will do to each resource, in its order. */
import { own } from "../../plan/shape";

export interface PlannedStep {
    readonly urn: string;
    readonly type: string;
    readonly kind: StepKind;
    /** Inputs that differ. */
    readonly changed: readonly string[];
}

export const StepKind = {
    Create: "create",
    Update: "update",
    /** The new one stands before the old one goes. */
    Replace: "replace",
    /** The old one goes first: for a time there is none. */
    ReplaceWithGap: "replace with a gap",
    /** One of the two: a preview tells which only with `--show-replacement-steps`. */
    ReplaceEither: "replace, with or without a gap",
    Delete: "delete",
} as const;
export type StepKind = (typeof StepKind)[keyof typeof StepKind];

/** The steps of `pulumi preview --json` that change something, one for each resource. */
export function stepsOf(json: unknown): readonly PlannedStep[] {
    const steps = member(json, "steps");
    if (!Array.isArray(steps)) return [];
    const byUrn = new Map<string, { ops: string[]; step: unknown }>();
    for (const step of steps) {
        const [urn, op] = [member(step, "urn"), member(step, "op")];
        if (typeof urn !== "string" || typeof op !== "string") continue;
        const found = byUrn.get(urn) ?? { ops: [] as string[], step: step as unknown };
        found.ops.push(op);
        if (op === "replace" || op === "create-replacement") found.step = step;
        byUrn.set(urn, found);
    }
    return [...byUrn].flatMap(([urn, { ops, step }]): PlannedStep[] => {
        const kind = kindOf(ops);
        if (kind === undefined) return [];
        const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
        return [{ urn, type, kind, changed: changedIn(step) }];
    });
}

function kindOf(ops: readonly string[]): StepKind | undefined {
    const created = ops.findIndex((op) => op === "create-replacement" || op === "import-replacement");
    const deleted = ops.indexOf("delete-replaced");
    if (created >= 0) return deleted >= 0 && deleted < created ? StepKind.ReplaceWithGap : StepKind.Replace;
    if (ops.includes("replace")) return StepKind.ReplaceEither;
    if (ops.includes("delete")) return StepKind.Delete;
    if (ops.includes("update")) return StepKind.Update;
    return ops.includes("create") ? StepKind.Create : undefined;
}

/** Top-level names of what differs: the engine tells them in one of three ways. */
function changedIn(step: unknown): readonly string[] {
    const detailed = member(step, "detailedDiff");
    const lists = ["replaceReasons", "diffReasons"].flatMap((name): unknown[] => {
        const list = member(step, name);
        return Array.isArray(list) ? list : [];
    });
    const paths: unknown[] = [
        ...(typeof detailed === "object" && detailed !== null ? Object.keys(detailed) : []),
        ...lists,
    ];
    const names = paths
        .filter((path): path is string => typeof path === "string")
        .map((path) => path.split(/[.[]/)[0] ?? path);
    return [...new Set(names)].sort();
}

function member(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? own(value as Record<string, unknown>, name) : undefined;
}
