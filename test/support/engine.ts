/**
 * A Pulumi project of a test's own, on the real engine and simulated clouds of its own. Programs are JavaScript, so that no
 * run pays for the type checker; `npm run build` must have run before.
 */
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { simEnvironment } from "../../cli/sim/exec";
import { runningServer, startServer, stopServer } from "../../cli/sim/clouds";
import { homeIn, type SimHome } from "../../cli/sim/home";
import type { CloudObject } from "../../sim/core/world";
import { engineEnvironment } from "../../tools/engine";
import { packageRoot } from "../../tools/engine/package-root";

/** What one Pulumi command did. */
export interface Run {
    code: number;
    /** Everything it printed, without colours. */
    output: string;
    /** Resources by operation, as the engine sums them up; empty for commands that deploy nothing. */
    changes: Record<string, number>;
    /** "op name" of every resource that was not left as it is, sorted; the stack itself is left out. */
    steps: string[];
    /** Messages of severity error. */
    errors: string[];
}

interface EngineEvent {
    summaryEvent?: { resourceChanges?: Record<string, number> };
    resourcePreEvent?: { metadata: { op: string; urn: string } };
    diagnosticEvent?: { severity: string; message: string };
    stdoutEvent?: { message: string };
}

export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    parent?: string;
    provider?: string;
    protect?: boolean;
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
    initErrors?: string[];
}

export interface State {
    resources: StateResource[];
    pending_operations?: { type: string; resource: StateResource }[];
}

const WORK = path.join(packageRoot(), ".causeway", "test");
let counter = 0;

/** Installed in the root of the repository, above every project's folder. */
const DEPENDENCIES = Object.fromEntries(
    ["aws", "azure-native", "gcp", "random", "tls"].map((name) => [`@pulumi/${name}`, "*"]),
);

/** What the providers of a program need that says nothing itself. */
const CONFIG = { "aws:region": "us-east-1", "gcp:project": "network-prod" };

export class Project {
    readonly folder: string;
    readonly home: SimHome;
    private env: NodeJS.ProcessEnv = {};
    private readonly running = new Set<ChildProcess>();

    private constructor(
        name: string,
        private readonly entry: string,
    ) {
        this.folder = path.join(WORK, `${name}-${process.pid}-${++counter}`);
        this.home = homeIn(path.join(this.folder, "home"));
    }

    /**
     * A project with this program, its stack made, and clouds that run in a process of their own. Programs are JavaScript
     * unless `typescript` is set.
     */
    static async create(name: string, program: string, { typescript = false } = {}): Promise<Project> {
        const project = new Project(name, typescript ? "index.ts" : "index.js");
        fs.mkdirSync(project.home.folder, { recursive: true });
        fs.writeFileSync(
            path.join(project.folder, "package.json"),
            JSON.stringify({ name, main: project.entry, dependencies: DEPENDENCIES }),
        );
        const options = { typescript, nodeargs: "--stack-trace-limit=1" };
        const manifest = { name, runtime: { name: "nodejs", options }, config: CONFIG };
        fs.writeFileSync(path.join(project.folder, "Pulumi.yaml"), JSON.stringify(manifest));
        project.program(program);
        await project.startClouds();
        await project.pulumi(["stack", "init", "sim"]);
        return project;
    }

    /** Replaces the program. */
    program(text: string): void {
        fs.writeFileSync(path.join(this.folder, this.entry), text);
    }

    async startClouds(): Promise<void> {
        const server = await startServer(this.home, 2_000);
        const engine = await engineEnvironment((line) => process.stderr.write(`${line}\n`));
        // --event-log is one of the engine's own debugging flags.
        const debugging = { PULUMI_DEBUG_COMMANDS: "true" };
        this.env = { ...process.env, ...simEnvironment(this.home, server.ports), ...engine, ...debugging };
    }

    /** Kills the clouds as a power cut would. */
    async killClouds(): Promise<void> {
        const server = await runningServer(this.home);
        if (server !== undefined) process.kill(server.pid, "SIGKILL");
    }

    preview(...flags: string[]): Promise<Run> {
        return this.deploy(["preview", ...flags]);
    }

    up(...flags: string[]): Promise<Run> {
        return this.deploy(["up", "--yes", "--skip-preview", ...flags]);
    }

    refresh(...flags: string[]): Promise<Run> {
        return this.deploy(["refresh", "--yes", "--skip-preview", ...flags]);
    }

    destroy(...flags: string[]): Promise<Run> {
        return this.deploy(["destroy", "--yes", "--skip-preview", ...flags]);
    }

    /**
     * Everything that the engine told of its runs so far, as it wrote it down. Without messages for whoever debugs: in these
     * the Node SDK writes every answer it gets, secrets too, and only `--debug` shows them.
     */
    eventLogs(): string {
        const logs = fs.readdirSync(this.folder).filter((file) => /^events-\d+\.json$/.test(file));
        const lines = logs.flatMap((file) => fs.readFileSync(path.join(this.folder, file), "utf8").split("\n"));
        const isDebugging = (line: string): boolean =>
            (JSON.parse(line) as EngineEvent).diagnosticEvent?.severity === "debug";
        return lines.filter((line) => line !== "" && !isDebugging(line)).join("\n");
    }

    /** The same with engine events, from which changes, steps and errors are read. */
    private async deploy(args: string[]): Promise<Run> {
        const log = path.join(this.folder, `events-${++counter}.json`);
        const run = await this.pulumi([...args, "--event-log", log]);
        if (!fs.existsSync(log)) return run;
        // A killed engine may leave half a line.
        const lines = fs.readFileSync(log, "utf8").split("\n").slice(0, -1);
        const events = lines.map((line) => JSON.parse(line) as EngineEvent);
        return { ...run, ...digest(events) };
    }

    async pulumi(args: string[], onStart?: (child: ChildProcess) => void): Promise<Run> {
        const child = spawn("pulumi", [...args, "--non-interactive", "--color=never"], {
            cwd: this.folder,
            env: this.env,
            stdio: ["ignore", "pipe", "pipe"],
            detached: true,
        });
        this.running.add(child);
        onStart?.(child);
        const chunks: Buffer[] = [];
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        const code = await new Promise<number>((resolve, reject) => {
            child.once("error", reject);
            child.once("close", (status, signal) => resolve(status ?? (signal === null ? 1 : 137)));
        });
        this.running.delete(child);
        return { code, output: Buffer.concat(chunks).toString(), changes: {}, steps: [], errors: [] };
    }

    /** The `causeway sim` command of this project's home. */
    async sim(...args: string[]): Promise<string> {
        const child = spawn(process.execPath, [path.join(packageRoot(), "bin", "causeway.js"), "sim", ...args], {
            cwd: this.folder,
            env: { ...process.env, CAUSEWAY_SIM_HOME: this.home.folder },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const chunks: Buffer[] = [];
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        const code = await new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? 1)));
        const output = Buffer.concat(chunks).toString();
        if (code !== 0) throw new Error(`causeway sim ${args.join(" ")} ended with ${code}:\n${output}`);
        return output;
    }

    /** What exists, without what the clouds made by themselves. */
    async objects(...flags: string[]): Promise<CloudObject[]> {
        return JSON.parse(await this.sim("ls", "--json", ...flags)) as CloudObject[];
    }

    async state(): Promise<State> {
        const run = await this.pulumi(["stack", "export"]);
        if (run.code !== 0) throw new Error(run.output);
        return (JSON.parse(run.output) as { deployment: State }).deployment;
    }

    /** Ends every process of this project and removes its folder. */
    async dispose(): Promise<void> {
        for (const child of this.running) if (child.pid !== undefined) killGroup(child.pid);
        await stopServer(this.home);
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

/** Kills an engine and everything it started, at once. */
export function killGroup(pid: number): void {
    try {
        process.kill(-pid, "SIGKILL");
    } catch {
        // It ended by itself.
    }
}

/** The run, if it went well; otherwise what it printed, as an error. */
export function succeeded(run: Run): Run {
    if (run.code !== 0) throw new Error(`exit code ${run.code}\n${run.errors.join("\n")}\n${run.output}`);
    return run;
}

function digest(events: EngineEvent[]): Pick<Run, "changes" | "steps" | "errors"> {
    const changes = events.findLast((e) => e.summaryEvent !== undefined)?.summaryEvent?.resourceChanges ?? {};
    const steps = events.flatMap(({ resourcePreEvent }) => {
        if (resourcePreEvent === undefined) return [];
        const { op, urn } = resourcePreEvent.metadata;
        const isStack = urn.includes("::pulumi:pulumi:Stack::");
        return op === "same" || op === "read" || isStack ? [] : [`${op} ${urn.slice(urn.lastIndexOf("::") + 2)}`];
    });
    const errors = events.flatMap(({ diagnosticEvent: d }) => (d?.severity === "error" ? [d.message] : []));
    return { changes, steps: steps.sort(), errors };
}
