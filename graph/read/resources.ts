/**
 * The resources of a Pulumi program, planned or deployed, in one form. Where they come from makes one difference only: how much
 * of them is known.
 */
import { own } from "../../plan/shape";
import { settled } from "./settled";
import { KEYS, printOf } from "./tunnels/keys";
import { readValue, readValues, shownSecret, UNKNOWN, type Value, type Values } from "./values";

export interface Position {
    /** Relative to the project's folder. */
    readonly file: string;
    readonly line: number;
    readonly column: number;
}

export interface Resource {
    readonly urn: string;
    /** "aws:ec2/vpc:Vpc" */
    readonly type: string;
    /** Its name in the program. */
    readonly name: string;
    /** "project/stack": several stacks can be read as one network. */
    readonly stack: string;
    /** False for components, which only group others. */
    readonly isCustom: boolean;
    /** Undefined for components; unknown for what is not created yet. */
    readonly id: string | typeof UNKNOWN | undefined;
    /** Inputs, and over them the outputs: what the provider computed. */
    readonly props: Values;
    /** The resource that it belongs to. */
    readonly parent: string | undefined;
    /** The URN of its provider. */
    readonly provider: string | undefined;
    /** By input: the resources that its value came from, in no order. */
    readonly sources: Readonly<Record<string, readonly string[]>>;
    /** Where the user's own code makes it, or the component that it belongs to; if the engine was told. */
    readonly position: Position | undefined;
    /**
     * What the preview does to it: "create", "same", "replace" …; undefined for what is deployed. "read" in both for what
     * the program only looks up: somebody else made it, and what it has by default may have been changed.
     */
    readonly step: string | undefined;
    /** By input: of keys whose value could be seen, what tells equal ones from others (tunnels/keys.ts). */
    readonly keyPrints?: Readonly<Record<string, string>>;
}

/** What could not be read at all, in words. */
export interface Unreadable {
    readonly unreadable: string;
}

/** What `pulumi stack export` prints. Resources that wait for their deletion are left out. */
export function fromStackExport(json: unknown): readonly Resource[] | Unreadable {
    const deployment = member(json, "deployment");
    const states = member(deployment, "resources");
    if (deployment === undefined) return { unreadable: "this is no export of a stack: it has no 'deployment'" };
    if (states === undefined) return [];
    if (!Array.isArray(states)) return { unreadable: "this is no export of a stack: its 'resources' are no list" };
    return positioned(
        states.filter((state) => member(state, "delete") !== true).flatMap((state) => resourceOf(state, undefined)),
    );
}

/** Steps after which the resource is gone, and the ones that only prepare another step. */
const LEAVING: ReadonlySet<string> = new Set([
    "delete",
    "delete-replaced",
    "discard",
    "discard-replaced",
    "remove-pending-replace",
    "read-discard",
]);

/** What `pulumi preview --json` prints: the resources as they will be. */
export function fromPreview(json: unknown): readonly Resource[] | Unreadable {
    const steps = member(settled(json), "steps");
    if (!Array.isArray(steps))
        return { unreadable: "this is no preview: it has no list of 'steps' (pulumi preview --json)" };
    const planned = steps.flatMap((step): Resource[] => {
        const op = member(step, "op");
        if (typeof op !== "string" || LEAVING.has(op)) return [];
        return resourceOf(member(step, "newState"), op);
    });
    // A replacement has a step for the new one and one for both; they tell of the same resource.
    return positioned([...new Map(planned.map((resource) => [resource.urn, resource])).values()]);
}

function resourceOf(state: unknown, step: string | undefined): Resource[] {
    const urn = member(state, "urn");
    if (typeof urn !== "string") return [];
    const parts = urn.split("::");
    const [stack = "", project = ""] = [parts[0]?.split(":").at(-1), parts[1]];
    const type = member(state, "type");
    const isCustom = member(state, "custom") === true;
    const text = (name: string): string | undefined => {
        const value = member(state, name);
        return typeof value === "string" && value !== "" ? value : undefined;
    };
    const provider = text("provider");
    return [
        {
            urn,
            type: typeof type === "string" ? type : (parts[2]?.split("$").at(-1) ?? ""),
            name: parts.slice(3).join("::"),
            stack: `${project}/${stack}`,
            isCustom,
            id: idOf(member(state, "id"), isCustom),
            props: { ...readValues(member(state, "inputs")), ...readValues(member(state, "outputs")) },
            parent: text("parent"),
            // Behind the provider's URN stands its id.
            provider: provider?.split("::").slice(0, 4).join("::"),
            sources: sourcesOf(member(state, "propertyDependencies")),
            position: positionOf(state),
            step: member(state, "external") === true ? "read" : step,
            ...printsOf(member(state, "inputs")),
        },
    ];
}

/** Prints of secrets that are written out: the engine's wire does so, and an export with --show-secrets. */
function printsOf(inputs: unknown): Pick<Resource, "keyPrints"> {
    const names = typeof inputs === "object" && inputs !== null ? Object.keys(inputs).filter((n) => KEYS.test(n)) : [];
    const prints = names.flatMap((name): [string, string][] => {
        const text = shownSecret(member(inputs, name));
        return text === undefined ? [] : [[name, printOf(text)]];
    });
    return prints.length === 0 ? {} : { keyPrints: Object.fromEntries(prints) };
}

function idOf(id: unknown, isCustom: boolean): Resource["id"] {
    if (!isCustom) return undefined;
    const value: Value = typeof id === "string" && id !== "" ? readValue(id) : UNKNOWN;
    return typeof value === "string" ? value : UNKNOWN;
}

function sourcesOf(json: unknown): Resource["sources"] {
    if (typeof json !== "object" || json === null) return {};
    return Object.fromEntries(
        Object.entries(json).map(([property, urns]) => [
            property,
            Array.isArray(urns) ? urns.filter((urn): urn is string => typeof urn === "string").sort() : [],
        ]),
    );
}

/** The first place on the stack that lies in the user's project: frames of a library name files outside or in node_modules. */
function positionOf(state: unknown): Position | undefined {
    const frames = member(state, "stackTrace");
    const rest = Array.isArray(frames) ? frames.map((frame) => member(frame, "sourcePosition")) : [];
    return [member(state, "sourcePosition"), ...rest].map(readPosition).find((position) => position !== undefined);
}

/** "project:///index.ts#20,22" */
function readPosition(json: unknown): Position | undefined {
    const found = typeof json === "string" ? /^project:\/\/\/(.+)#(\d+)(?:,(\d+))?$/.exec(json) : null;
    if (found === null) return undefined;
    const [, file = "", line = "", column = "1"] = found;
    if (file.startsWith("../") || file.split("/").includes("node_modules")) return undefined;
    return { file, line: Number(line), column: Number(column) };
}

/** Children of a component that a library made have the line of the component. */
function positioned(resources: readonly Resource[]): readonly Resource[] {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const nearest = (resource: Resource | undefined): Position | undefined =>
        resource === undefined ? undefined : (resource.position ?? nearest(byUrn.get(resource.parent ?? "")));
    return resources.map((resource) => ({ ...resource, position: nearest(resource) }));
}

function member(value: unknown, name: string): unknown {
    return typeof value === "object" && value !== null ? own(value as Record<string, unknown>, name) : undefined;
}
