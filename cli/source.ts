/**
 * Where the network comes from: a project's preview or deployed state, or files of either. Several of them are one network,
 * as stacks that refer to each other are.
 */
import * as fs from "node:fs";
import { fromPreview, fromStackExport, type Resource, type Unreadable } from "../graph/read/resources";
import { stepsOf, type PlannedStep } from "../graph/read/steps";
import { isSimulated, projectAt, runPulumi } from "./engine-run";
import { Unanswered } from "./exit";
import { duringLongWork } from "./progress";

export interface SourceOptions {
    /** Folders of Pulumi projects, each as `folder` or `folder#stack`. */
    readonly stack?: readonly string[];
    /** Files that `pulumi preview --json --show-sames` printed; "-" is standard input. */
    readonly preview?: readonly string[];
    /** Files that `pulumi stack export` printed; "-" is standard input. */
    readonly state?: readonly string[];
    /** Of projects the state as deployed, not the preview. */
    readonly deployed?: boolean;
    /** On simulated clouds; where undefined, if the project lives there only. */
    readonly sim?: boolean;
}

export interface Loaded {
    readonly resources: readonly Resource[];
    /** "preview of global-retail/sim, on simulated clouds", for people. */
    readonly description: string;
    /** What the preview will do; empty for what is deployed. */
    readonly steps: readonly PlannedStep[];
    /** Folder of the project that the positions of findings are relative to. */
    readonly folder: string;
}

type Kind = "preview" | "state";

const READERS: Readonly<Record<Kind, (json: unknown) => readonly Resource[] | Unreadable>> = {
    preview: fromPreview,
    state: fromStackExport,
};
/** Everything that stays with what changes, and replacements by what is done first. */
const COMMANDS: Readonly<Record<Kind, readonly string[]>> = {
    preview: ["preview", "--json", "--show-sames", "--show-reads", "--show-replacement-steps"],
    state: ["stack", "export"],
};
/** The other kind. */
const OTHER: Readonly<Record<Kind, Kind>> = { preview: "state", state: "preview" };

/** The resources that the options name; the project of the current folder where they name none. */
export async function load(options: SourceOptions): Promise<Loaded> {
    const files = [
        ...(options.preview ?? []).map((file) => ({ kind: "preview" as const, file })),
        ...(options.state ?? []).map((file) => ({ kind: "state" as const, file })),
    ];
    const stacks = options.stack ?? (files.length === 0 ? ["."] : []);
    if (files.filter(({ file }) => file === "-").length > 1)
        throw new Unanswered("standard input (-) can be one source only: write the others to files");
    const loaded = files.map(({ kind, file }) => fromFile(parsed(textOf(file), file), file, kind));
    // One after the other: two engines at once would share a terminal and, on simulated clouds, a store.
    for (const stack of stacks)
        loaded.push(await fromProject(stack, options.deployed === true ? "state" : "preview", options));
    return joined(loaded);
}

/** A file of either kind, told apart by what it holds. */
export function loadFile(file: string): Loaded {
    const json = parsed(textOf(file), file);
    const kind = kindOf(json);
    if (kind !== undefined) return fromFile(json, file, kind);
    throw new Unanswered(
        `${nameOf(file)} is neither a preview (it has no 'steps') nor the export of a stack (it has no 'deployment')`,
    );
}

function fromFile(json: unknown, file: string, kind: Kind): Loaded {
    if (kindOf(json) === OTHER[kind])
        throw new Unanswered(`${nameOf(file)} is a ${OTHER[kind]}, not a ${kind}: use --${OTHER[kind]}`);
    return read(json, kind, `${kind} in ${nameOf(file)}`, nameOf(file), process.cwd());
}

async function fromProject(given: string, kind: Kind, options: SourceOptions): Promise<Loaded> {
    const [folder = "", stack] = given.split("#", 2);
    const project = projectAt(folder === "" ? "." : folder);
    const isOnSim = options.sim ?? isSimulated(project);
    const where = isOnSim ? ", on simulated clouds" : "";
    const args = [...COMMANDS[kind], ...(stack === undefined ? [] : ["--stack", stack])];
    const working = kind === "preview" ? "previewing" : "reading the state of";
    const output = await duringLongWork(`${working} ${project.name}${where}`, () => runPulumi(project, args, isOnSim));
    const json = parsed(output, `what pulumi ${args[0] ?? ""} printed in ${project.shown}`);
    return read(json, kind, `${kind} of ${project.name}${where}`, project.shown, project.folder);
}

function textOf(file: string): string {
    try {
        return fs.readFileSync(file === "-" ? 0 : file, "utf8");
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === "ENOENT") throw new Unanswered(`there is no file ${file}`);
        throw new Unanswered(`${nameOf(file)} cannot be read: ${message}`);
    }
}

function parsed(text: string, name: string): unknown {
    if (text.trim() === "") throw new Unanswered(`${nameOf(name)} is empty`);
    try {
        return JSON.parse(text);
    } catch (error) {
        throw new Unanswered(
            `${nameOf(name)} is not JSON (${(error as Error).message}). ` +
                "Make it with: pulumi preview --json --show-sames > preview.json, or pulumi stack export > state.json",
        );
    }
}

function kindOf(json: unknown): Kind | undefined {
    if (typeof json !== "object" || json === null) return undefined;
    return "steps" in json ? "preview" : "deployment" in json ? "state" : undefined;
}

function read(json: unknown, kind: Kind, description: string, name: string, folder: string): Loaded {
    const resources = READERS[kind](json);
    if ("unreadable" in resources) throw new Unanswered(`${name}: ${resources.unreadable}`);
    const missing = kind === "preview" ? leftOut(json) : 0;
    if (missing > 0)
        throw new Unanswered(
            `${name} leaves out ${missing} resources that the preview does not change, and an answer about the rest would be ` +
                "wrong. Make it with: pulumi preview --json --show-sames --show-reads",
        );
    return { resources, description, folder, steps: kind === "preview" ? stepsOf(json) : [] };
}

/** How many unchanged or read resources a preview counts and does not list: without `--show-sames` it names only changes. */
function leftOut(json: unknown): number {
    const { changeSummary = {}, steps = [] } = json as {
        changeSummary?: Partial<Record<string, number>>;
        steps?: readonly { op?: string }[];
    };
    const listed = (op: string): number => steps.filter((step) => step.op === op).length;
    return ["same", "read"].reduce((sum, op) => sum + Math.max(0, (changeSummary[op] ?? 0) - listed(op)), 0);
}

function joined(loaded: readonly Loaded[]): Loaded {
    const seen = new Map<string, Loaded>();
    for (const source of loaded)
        for (const { urn, stack } of source.resources) {
            const other = seen.get(urn);
            if (other !== undefined && other !== source)
                throw new Unanswered(
                    `the ${other.description} and the ${source.description} both tell of the stack ${stack}: name one of them`,
                );
            seen.set(urn, source);
        }
    return {
        resources: loaded.flatMap(({ resources }) => resources),
        description: loaded.map(({ description }) => description).join(" and "),
        steps: loaded.flatMap(({ steps }) => steps),
        folder: loaded.at(-1)?.folder ?? process.cwd(),
    };
}

function nameOf(file: string): string {
    return file === "-" ? "standard input" : file;
}
