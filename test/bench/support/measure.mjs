/**
 * What a command costs: wall time, and CPU time (user and system) of its whole process tree.
 *
 * Node tells a process its own CPU time but not its children's, so the shell measures: `time` of bash 3 and newer counts a
 * command with every descendant that was waited for. Pulumi waits for its language host, and the host for the program. The
 * simulated clouds are no descendants: they run in a process of their own, as real clouds do.
 */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { watchPeak } from "./memory.mjs";

const TIMED = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" > "$BENCH_OUTPUT" 2>&1; } 2> "$BENCH_TIMES"';
const REPORT_USE = fileURLToPath(new URL("./report-use.cjs", import.meta.url));
/** Long enough that the clock's steps do not matter. */
const LEAST_MS = 200;
let counter = 0;

/**
 * Runs a command to its end. Seconds of `wall`, of `cpu` (the process tree), and of `program`: CPU of the Node process that
 * ran a Pulumi program, where there was one. Megabytes at most of `programMemory`, that process, and of `engineMemory`,
 * Pulumi's own where somebody tells. Throws what the command printed when it fails.
 */
export async function timed(command, args, { cwd, env = process.env, scratch }) {
    const at = path.join(scratch, `run-${++counter}`);
    const [output, times, report] = ["output", "times", "report"].map((kind) => `${at}.${kind}`);
    const child = spawn("bash", ["-c", TIMED, "bash", command, ...args], {
        cwd,
        env: {
            ...env,
            BENCH_OUTPUT: output,
            BENCH_TIMES: times,
            CAUSEWAY_BENCH_REPORT: report,
            NODE_OPTIONS: `${env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(REPORT_USE)}`,
            // The locale decides how the shell writes a decimal point.
            LC_ALL: "C",
        },
        stdio: "ignore",
    });
    const peak = watchPeak(child.pid, "pulumi");
    const code = await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    }).finally(peak);
    const printed = fs.readFileSync(output, "utf8");
    if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${printed}`);
    const [wall, user, system] = fs.readFileSync(times, "utf8").trim().split(" ").map(Number);
    const program = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, "utf8")) : undefined;
    const memory = { programMemory: program?.memory, engineMemory: peak() };
    return { wall, cpu: user + system, program: program?.cpu, ...memory, printed };
}

/**
 * Runs the sides in turn (A B A B …), each once beforehand without counting. Other work on the machine then hits all sides
 * alike, and every round has a ratio of its own.
 */
export async function interleaved(rounds, sides, report) {
    const results = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
    for (let round = 0; round <= rounds; round++) {
        for (const [side, run] of Object.entries(sides)) {
            const { wall, cpu, program, programMemory, engineMemory } = await run();
            const used = { wall, cpu, program, programMemory, engineMemory };
            if (round > 0) results[side].push(used);
            const figures = [`wall ${wall.toFixed(2)}`, `CPU ${cpu.toFixed(2)}`];
            if (program !== undefined) figures.push(`program ${program.toFixed(2)}`);
            if (programMemory !== undefined) figures.push(`program ${programMemory.toFixed(0)} MB`);
            if (engineMemory !== undefined) figures.push(`engine ${engineMemory.toFixed(0)} MB`);
            report(`  ${round === 0 ? "warming up" : `round ${round}`}: ${side}: ${figures.join(", ")}`);
        }
    }
    return results;
}

/** CPU time of one call in this process, in milliseconds, from as many as it takes. */
export function cpuMilliseconds(call) {
    const before = process.cpuUsage();
    for (let times = 1; ; times++) {
        call();
        const { user, system } = process.cpuUsage(before);
        const spent = (user + system) / 1000;
        if (spent >= LEAST_MS) return spent / times;
    }
}

export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median over the rounds of one figure of `a` divided by that of `b`. */
export function medianRatio(a, b, figure) {
    return median(a.map((result, round) => result[figure] / b[round][figure]));
}
