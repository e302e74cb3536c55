/** Pulumi's own commands in a project's folder, for what they print. */
import { spawn } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import { engineEnvironment } from "../tools/engine";
import { packageRoot } from "../tools/engine/package-root";
import { Unanswered } from "./exit";
import { ancestors, simHome } from "./sim/home";
import { stacks } from "./sim/orphans";

export interface Project {
    /** Absolute; where Pulumi.yaml lies. */
    readonly folder: string;
    readonly name: string;
    /** As the user named it, for messages. */
    readonly shown: string;
}

const MANIFESTS = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
/** Enough to show a compiler's or a program's error with its first lines of stack. */
const SHOWN_LINES = 15;

/** The project of a folder, or of the nearest folder above it. */
export function projectAt(given: string): Project {
    const start = path.resolve(given);
    if (!fs.existsSync(start)) throw new Unanswered(`there is no folder ${given}`);
    for (const folder of ancestors(start)) {
        const manifest = MANIFESTS.map((name) => path.join(folder, name)).find((file) => fs.existsSync(file));
        if (manifest !== undefined)
            return { folder, name: projectName(manifest), shown: given === "." ? folder : given };
    }
    throw new Unanswered(
        `neither ${given} nor a folder above it is a Pulumi project. Name one with --stack <folder>, ` +
            "or a file with --preview <file> or --state <file>",
    );
}

function projectName(manifest: string): string {
    const name: unknown = (parse(fs.readFileSync(manifest, "utf8")) as { name?: unknown } | null)?.name;
    if (typeof name !== "string") throw new Unanswered(`${manifest} names no project: it needs a line 'name: …'`);
    return name;
}

/**
 * Whether a project lives on the simulated clouds only: it has a stack there, and none is selected in Pulumi's own
 * settings. Those lie in a file named after the hash of the project file's path (pulumi/pulumi sdk/go/common/workspace).
 */
export function isSimulated({ folder, name }: Project): boolean {
    const hash = crypto.createHash("sha1").update(path.join(folder, "Pulumi.yaml")).digest("hex");
    const settings = process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
    if (fs.existsSync(path.join(settings, "workspaces", `${name}-${hash}-workspace.json`))) return false;
    return stacks(simHome(folder)).some((stack) => stack.startsWith(`${name}/`));
}

/** What `pulumi <args>` prints in the project's folder. Throws what Pulumi said where it fails. */
export async function runPulumi(project: Project, args: readonly string[], isOnSim: boolean): Promise<string> {
    const env = { ...process.env, ...(isOnSim ? await simulated(project) : {}) };
    // A stream of events would take the place of the one object that is read here.
    delete env.PULUMI_ENABLE_STREAMING_JSON_PREVIEW;
    const causeway = [path.join(packageRoot(), "bin", "causeway.js"), "sim", "exec", "--", "pulumi"];
    const [program, ...first] = isOnSim ? [process.execPath, ...causeway] : ["pulumi"];
    const { code, output, errors } = await run(
        program ?? "",
        [...first, ...args, "--non-interactive"],
        project.folder,
        env,
    );
    if (code === 0) return output;
    throw new Unanswered(
        [`pulumi ${args[0] ?? ""} failed in ${project.shown}:`, ...reasons(output, errors)].join("\n  ") +
            (isOnSim ? "" : "\nTo try it on simulated clouds, without an account, add --sim."),
    );
}

async function simulated(project: Project): Promise<Record<string, string>> {
    // Building an engine takes minutes and is reported while it lasts; the command below then finds it built.
    const engine = await engineEnvironment((line) => void process.stderr.write(`${line}\n`));
    return { ...engine, CAUSEWAY_SIM_HOME: simHome(project.folder).folder };
}

function run(
    program: string,
    args: readonly string[],
    cwd: string,
    env: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string; errors: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        const output: Buffer[] = [];
        const errors: Buffer[] = [];
        child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
        child.once("error", (error: NodeJS.ErrnoException) => {
            const missing = new Unanswered(
                "no `pulumi` on PATH. Install the Pulumi CLI, or add --sim to preview on simulated clouds",
            );
            reject(error.code === "ENOENT" ? missing : error);
        });
        child.once("close", (code) => {
            const [text, said] = [output, errors].map((chunks) => Buffer.concat(chunks).toString());
            resolve({ code: code ?? 1, output: text ?? "", errors: said ?? "" });
        });
    });
}

/** The errors among the diagnostics of a preview in JSON, else the last lines that were printed. */
function reasons(output: string, errors: string): readonly string[] {
    const said = diagnostics(output);
    const text = said.length > 0 ? said.join("\n") : errors.trim() !== "" ? errors : output;
    const lines = plain(text)
        .split("\n")
        .filter((line) => line.trim() !== "");
    return said.length > 0 ? lines.slice(0, SHOWN_LINES) : lines.slice(-SHOWN_LINES);
}

function diagnostics(output: string): readonly string[] {
    try {
        const { diagnostics: all = [] } = JSON.parse(output) as {
            diagnostics?: { severity: string; message: string }[];
        };
        return all.filter(({ severity }) => severity === "error").map(({ message }) => message.replace(/^error: /, ""));
    } catch {
        return [];
    }
}

/** Without the escape sequences that colour a terminal. */
function plain(text: string): string {
    // eslint-disable-next-line no-control-regex -- an escape sequence begins with a control character
    return text.replace(/\u001b\[[0-9;]*m/g, "");
}
