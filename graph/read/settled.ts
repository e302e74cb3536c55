/**
 * What is known already of resources that a preview keeps. The engine prints a step before it runs it: the new state has the
 * inputs only, and what the cloud computed stands in the old one, which stays true where nothing changes.
 */

interface Step {
    readonly op?: unknown;
    readonly oldState?: State | null;
    readonly newState?: State | null;
    readonly detailedDiff?: unknown;
    readonly diffReasons?: unknown;
}
interface State {
    readonly id?: unknown;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Steps that leave the resource as it is. */
const KEEPING: ReadonlySet<unknown> = new Set(["same", "read", "refresh"]);
/** Inputs that no computed value follows from. */
const WORDS: ReadonlySet<string> = new Set(["tags", "tagsAll", "description"]);

/** A preview in JSON whose kept resources have their ids, and the outputs that the steps do not touch. */
export function settled(preview: unknown): unknown {
    if (typeof preview !== "object" || preview === null || !("steps" in preview) || !Array.isArray(preview.steps))
        return preview;
    return { ...preview, steps: preview.steps.map((step) => settledStep(step as Step | null)) };
}

function settledStep(step: Step | null): Step | null {
    const { op, oldState: before, newState: after } = step ?? {};
    if (typeof before !== "object" || before === null || typeof after !== "object" || after === null) return step;
    if (!KEEPING.has(op) && op !== "update") return step;
    const outputs = KEEPING.has(op) ? before.outputs : untouched(before, after, changedBy(step));
    return { ...step, newState: { ...after, id: after.id ?? before.id, outputs: after.outputs ?? outputs } };
}

/**
 * Of an update: what names the resource and its parts stays, such as the id of a network's main route table; what else the cloud
 * computed may follow from the inputs that change, unless these are only words.
 */
function untouched(before: State, after: State, changed: readonly string[] | undefined): State["outputs"] {
    const isAboutWords = changed?.every((name) => WORDS.has(name)) === true;
    const isInput = (name: string): boolean =>
        Object.hasOwn(before.inputs ?? {}, name) || Object.hasOwn(after.inputs ?? {}, name);
    return Object.fromEntries(
        Object.entries(before.outputs ?? {}).filter(
            ([name]) => !isInput(name) && !WORDS.has(name) && (isAboutWords || /^arn$|(Id|Arn)$/.test(name)),
        ),
    );
}

/** Top-level inputs that differ; undefined where the engine does not tell. */
function changedBy(step: Step | null): readonly string[] | undefined {
    const { detailedDiff, diffReasons } = step ?? {};
    const paths: readonly unknown[] = [
        ...(typeof detailedDiff === "object" && detailedDiff !== null ? Object.keys(detailedDiff) : []),
        ...(Array.isArray(diffReasons) ? (diffReasons as readonly unknown[]) : []),
    ];
    const names = paths.flatMap((path) => (typeof path === "string" ? (path.split(/[.[]/)[0] ?? []) : []));
    return names.length === 0 ? undefined : names;
}
