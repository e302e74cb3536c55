/** Runs a command with the simulated clouds in place of the real ones. */
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { engineEnvironment } from "../../tools/engine";
import { runningServer, serveHere } from "./clouds";
import { ancestors, type SimHome } from "./home";

/** The stack that is made where a project has none selected yet. */
export const STANDARD_STACK = "sim";

/** Pulumi commands that work on a selected stack. */
const NEED_A_STACK = new Set([
    ...["preview", "pre", "up", "update", "refresh", "destroy", "down", "dn", "import", "cancel", "watch"],
    ...["config", "cfg", "state", "history", "hist", "stack"],
]);

/**
 * Serves the clouds for as long as the command runs, unless a server is there already. Resolves with the command's exit
 * code. A missing stack is made first, and named to the user.
 */
export async function execute(home: SimHome, command: string[], speed: number): Promise<number> {
    const report = (line: string): void => void process.stderr.write(`${line}\n`);
    const engine = await engineEnvironment(report);
    const server = await runningServer(home);
    const clouds = server === undefined ? await serveHere(home, speed) : undefined;
    try {
        const env = { ...process.env, ...simEnvironment(home, server?.ports ?? clouds?.ports ?? {}), ...engine };
        ensureStack(home, command, env, report);
        return await run(command, env);
    } finally {
        await clouds?.stop();
    }
}

/** What points Pulumi at the simulated clouds, away from any real backend, and keeps it from fetching plugins. */
export function simEnvironment(home: SimHome, ports: Record<string, number>): Record<string, string> {
    fs.mkdirSync(home.backend, { recursive: true });
    const hasPassphrase = "PULUMI_CONFIG_PASSPHRASE" in process.env || "PULUMI_CONFIG_PASSPHRASE_FILE" in process.env;
    return {
        PULUMI_DEBUG_PROVIDERS: Object.entries(ports)
            .map(([name, port]) => `${name}:${port}`)
            .join(","),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_BACKEND_URL: pathToFileURL(home.backend).href,
        PULUMI_HOME: home.pulumi,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // Simulated secrets are nobody's; a passphrase of the user's own is still respected.
        ...(hasPassphrase ? {} : { PULUMI_CONFIG_PASSPHRASE: "simulated" }),
    };
}

/** `pulumi up` in a project that was never deployed here finds a stack to work on, as it would after `pulumi new`. */
function ensureStack(home: SimHome, command: string[], env: NodeJS.ProcessEnv, report: (line: string) => void): void {
    const [program, ...args] = command;
    if (path.basename(program ?? "") !== "pulumi" || "PULUMI_STACK" in env) return;
    if (args.some((arg) => arg === "-s" || arg.startsWith("--stack") || arg === "--help" || arg === "-h")) return;
    const words = args.filter((arg) => !arg.startsWith("-"));
    const at = args.findIndex((arg) => arg === "-C" || arg === "--cwd");
    const folder = path.resolve(at < 0 ? "." : (args[at + 1] ?? "."));
    const verbs = at < 0 ? words : words.filter((word) => word !== args[at + 1]);
    if (!NEED_A_STACK.has(verbs[0] ?? "")) return;
    if (verbs[0] === "stack" && ["init", "select", "ls"].includes(verbs[1] ?? "")) return;
    const project = ancestors(folder).find((f) => fs.existsSync(path.join(f, "Pulumi.yaml")));
    if (project === undefined || hasSelection(home, project, env)) return;
    const result = spawnSync("pulumi", ["stack", "select", "--create", STANDARD_STACK, "--non-interactive"], {
        cwd: project,
        env,
        encoding: "utf8",
    });
    if (result.status !== 0) throw new Error(`no stack could be selected:\n${result.stderr || result.stdout}`);
    report(`using the stack '${STANDARD_STACK}' (choose another with --stack)`);
}

function hasSelection(home: SimHome, project: string, env: NodeJS.ProcessEnv): boolean {
    // Pulumi writes a file here when a stack is selected; without any, there is no need to ask.
    if (!fs.existsSync(path.join(home.pulumi, "workspaces"))) return false;
    const shown = spawnSync("pulumi", ["stack", "--show-name", "--non-interactive"], { cwd: project, env });
    return shown.status === 0;
}

function run(command: string[], env: NodeJS.ProcessEnv): Promise<number> {
    const [program = "", ...args] = command;
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { env, stdio: "inherit" });
        // The terminal signals the whole group: the command ends by itself, and the clouds stay until it has.
        const ignore = (): void => undefined;
        process.on("SIGINT", ignore);
        process.on("SIGTERM", () => child.kill("SIGTERM"));
        child.once("error", (error: NodeJS.ErrnoException) => {
            reject(error.code === "ENOENT" ? new Error(`no command '${program}' on PATH`) : error);
        });
        child.once("close", (code, signal) => {
            process.off("SIGINT", ignore);
            resolve(code ?? 128 + (signal === null ? 0 : os.constants.signals[signal]));
        });
    });
}
