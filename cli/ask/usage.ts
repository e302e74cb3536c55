/** Flows of a month, as a user writes them down for their cost. */
import type { Usage } from "../../graph/cost";
import { checkShape, type Shape } from "../../plan/shape";
import { refuse } from "./asked-for";
import { settingsFile } from "./settings-file";

const USAGE: Shape = {
    kind: "list",
    of: {
        kind: "object",
        members: {
            from: { kind: "string", required: true },
            to: { kind: "string", required: true },
            gbPerMonth: { kind: "number", from: 0, required: true },
            traffic: { kind: "string" },
        },
    },
};

/** Without a file there are none. */
export function usageOf(file: string | undefined): readonly Usage[] {
    if (file === undefined) return [];
    const usage = settingsFile(file);
    refuse(checkShape(USAGE, usage));
    return usage as readonly Usage[];
}
