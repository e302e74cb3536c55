/**
 * A machine of the test network: namespaces of its own for network, mounts and processes, around one process that waits for
 * its standard input to end. That ends with the test, however the test ends, and then the kernel ends every process of the
 * cell and takes its network away: nothing is left to be cleaned up, and the machine's own network is never touched.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import type { RenderedFiles } from "../../../components/vpn-bridge/device/sheet";
import { eventually } from "./wait";

export interface Answer {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

export interface CellOptions {
    /** Shares the network of that cell: for daemons which insist on files of one and the same name. */
    readonly network?: Cell;
    readonly files?: RenderedFiles;
}

/** What daemons write to. A cell has these for itself, and a copy of /etc. */
const OWN = ["/run", "/var/log", "/var/tmp", "/var/lib/frr"];
/** The first process says which number it has outside, once everything is in place. */
const PREPARE = `
set -e
mount -t tmpfs -o mode=755 causeway "$1"
cp -a /etc "$1/etc"
mount --bind "$1/etc" /etc
shift_to="$1"; shift
for own; do
    mkdir -p "$shift_to$own"
    if [ -d "$own" ]; then mount --bind "$shift_to$own" "$own"; fi
done
mkdir -p /run/lock
read -r pid rest </proc/self/stat
mount -t proc proc /proc
mount -t sysfs sysfs /sys
echo "$pid"
exec cat
`;

/** Answers in English, and root's commands, wherever root came from. */
const ENVIRONMENT = { ...process.env, LC_ALL: "C", PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin` };

/** Folders and their keepers, for when the runner itself ends in the middle. */
const alive = new Set<Cell>();

export class Cell {
    readonly #daemons: Daemon[] = [];
    #ended = false;

    private constructor(
        readonly name: string,
        private readonly folder: string,
        private readonly holder: ChildProcess,
        /** Number of the first process, as the machine counts. */
        readonly pid: number,
    ) {
        alive.add(this);
    }

    /** Its loopback interface is up, and it forwards packets. */
    static async start(name: string, { network, files = {} }: CellOptions = {}): Promise<Cell> {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), `causeway-tunnels-${name}-`));
        const unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child"];
        const shell = ["sh", "-c", PREPARE, "cell", path.join(folder, "own"), ...OWN];
        fs.mkdirSync(path.join(folder, "own"));
        const command =
            network === undefined
                ? [...unshare, "--net", ...shell]
                : ["nsenter", "-t", String(network.pid), "-n", ...unshare, ...shell];
        const holder = spawn("env", command, { stdio: ["pipe", "pipe", "pipe"], env: ENVIRONMENT });
        const problems: string[] = [];
        holder.stderr.on("data", (chunk: Buffer) => problems.push(chunk.toString()));
        const pid = await new Promise<number>((resolve, reject) => {
            holder.stdout.once("data", (chunk: Buffer) => resolve(Number(chunk.toString())));
            holder.once("exit", () => reject(new Error(`cell ${name} did not start: ${problems.join("")}`)));
        });
        const cell = new Cell(name, folder, holder, pid);
        await cell.write(files);
        if (network === undefined) {
            await cell.demand("ip", "link", "set", "lo", "up");
            await cell.demand("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.ping_group_range=0 0");
        }
        return cell;
    }

    /** The answer of a command in the cell, whatever it is. Ended after `limit` milliseconds, one minute by default. */
    async run(command: readonly string[], { input, limit = 60_000 }: { input?: string; limit?: number } = {}) {
        return new Promise<Answer>((resolve) => {
            const child = execFile(
                "nsenter",
                [...this.inside(), ...command],
                { timeout: limit, killSignal: "SIGKILL", maxBuffer: 1 << 26, env: ENVIRONMENT },
                (error, stdout, stderr) => {
                    const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
                    resolve({ code, stdout, stderr });
                },
            );
            // A command that reads nothing may be over before it is written to.
            child.stdin?.on("error", () => undefined).end(input ?? "");
        });
    }

    /** A command of the machine, on the cell's network: where processes are numbered as the machine counts them. */
    async outside(...command: readonly string[]): Promise<void> {
        await promisify(execFile)("nsenter", ["-t", String(this.pid), "-n", "--", ...command], { env: ENVIRONMENT });
    }

    /** Standard output of a command that must succeed. */
    async demand(...command: readonly string[]): Promise<string> {
        const { code, stdout, stderr } = await this.run(command);
        if (code === 0) return stdout;
        throw new Error(`${this.name}: ${command.join(" ")}: ${code}\n${stderr}${stdout}`);
    }

    /** Files by absolute path, below /etc, /run or /var/log. Scripts may be run. */
    async write(files: RenderedFiles): Promise<void> {
        for (const [file, content] of Object.entries(files)) {
            if (!/^\/(etc|run|var\/log)\//.test(file)) throw new Error(`not a cell's own file: ${file}`);
            const script = 'umask 077; mkdir -p "$(dirname "$1")"; cat >"$1"; chmod 755 "$(dirname "$1")"';
            const { code, stderr } = await this.run(["sh", "-c", script, "write", file], { input: content });
            if (code !== 0) throw new Error(`${this.name}: ${file}: ${stderr}`);
            if (content.startsWith("#!")) await this.demand("chmod", "755", file);
        }
    }

    /** A process that stays. What it prints is its log. */
    daemon(name: string, command: readonly string[], environment: Readonly<Record<string, string>> = {}): Daemon {
        const log = path.join(this.folder, `${name}-${this.#daemons.length}.log`);
        const output = fs.openSync(log, "w");
        const env = { ...ENVIRONMENT, ...environment };
        spawn("nsenter", [...this.inside(), ...command], { stdio: ["ignore", output, output], env });
        fs.closeSync(output);
        const daemon = new Daemon(log);
        this.#daemons.push(daemon);
        return daemon;
    }

    /** The machine loses its power: all its processes end at once, and its network is gone. */
    async end(): Promise<void> {
        if (this.#ended) return;
        this.#ended = true;
        const gone = this.holder.exitCode === null ? once(this.holder, "exit") : undefined;
        this.holder.kill("SIGKILL");
        await gone;
        alive.delete(this);
        fs.rmSync(this.folder, { recursive: true, force: true });
    }

    /** What its daemons printed, the last lines of each. */
    logs(lines = 40): string {
        return this.#daemons
            .map((daemon) => `--- ${this.name}: ${path.basename(daemon.file)}\n${daemon.tail(lines)}`)
            .join("\n");
    }

    private inside(): string[] {
        return ["-t", String(this.pid), "-m", "-n", "-p", "--wd=/", "--"];
    }
}

export class Daemon {
    constructor(readonly file: string) {}

    log(): string {
        return fs.readFileSync(this.file, "utf8");
    }

    tail(lines: number): string {
        return this.log().split("\n").slice(-lines).join("\n");
    }

    /** The line of the log that `pattern` is found in, once there is one. */
    async says(pattern: RegExp, limit?: number): Promise<string> {
        return eventually(
            `${pattern.source} in ${path.basename(this.file)}`,
            () =>
                this.log()
                    .split("\n")
                    .find((line) => pattern.test(line)),
            {
                ...(limit === undefined ? {} : { limit }),
                explain: () => this.tail(40),
            },
        );
    }
}

/** Ends every cell that a test has left. */
export async function endCells(): Promise<void> {
    await Promise.all([...alive].map((cell) => cell.end()));
}
