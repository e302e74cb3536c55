/**
 * `npm test`: everything that proves the project. Results of the runners go to test-results/, from which the last line is
 * counted. Arguments select steps: `npm test -- unit component`.
 */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { prepare, root, say } from "./house.mjs";
import { tally } from "./tally.mjs";

const bin = (name) => path.join(root, "node_modules", ".bin", name);
const jest = (layer, workers = 2) => [
    ...[bin("jest"), "--selectProjects", layer, `--maxWorkers=${workers}`, "--json"],
    `--outputFile=test-results/${layer}.json`,
];
const STEPS = {
    typecheck: [bin("tsc"), "--noEmit"],
    // The types of three clouds' SDKs take more than Node gives a program by itself.
    lint: [process.execPath, "--max-old-space-size=6144", bin("eslint"), "."],
    format: [bin("prettier"), "--check", "--log-level=warn", "."],
    unit: jest("unit"),
    component: jest("component"),
    schema: jest("schema"),
    // Once, before several workers would each want to.
    "build-engine": [process.execPath, "bin/causeway.js", "sim", "exec", "--", "pulumi", "version"],
    // For the test that looks at the report as its readers do.
    browser: [process.execPath, "tools/browser.mjs"],
    engine: jest("engine"),
    "tunnel-tools": [process.execPath, "tools/tunnels.mjs"],
    // One after the other: each is a network of many processes.
    tunnels: jest("tunnels", 1),
    policy: jest("policy"),
};

/**
 * One stage after the other; the lanes of a stage run beside each other, each a step at a time. Type checker, linter and
 * formatter have one thread each, and real tunnels mostly wait: two cores are enough for both lanes. All others use two
 * cores by themselves.
 */
const STAGES = [
    [
        ["typecheck", "lint", "format"],
        ["tunnel-tools", "tunnels"],
    ],
    [["unit", "component", "schema", "build-engine", "browser", "engine", "policy"]],
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
    process.stderr.write(`no such step: ${unknown.join(", ")}; there are: ${Object.keys(STEPS).join(", ")}\n`);
    process.exit(2);
}

prepare();
fs.rmSync(path.join(root, "test-results"), { recursive: true, force: true });
fs.mkdirSync(path.join(root, "test-results"), { recursive: true });
const failed = [];
for (const stage of STAGES) {
    const lanes = stage
        .map((lane) => lane.filter((name) => asked.length === 0 || asked.includes(name)))
        .filter((lane) => lane.length > 0);
    await Promise.all(lanes.map((lane) => runLane(lane, lanes.length > 1)));
}

async function runLane(lane, isBeside) {
    for (const name of lane) {
        const began = Date.now();
        say(`\n== ${name}`);
        const isFine = await runStep(STEPS[name], isBeside);
        say(`== ${name}: ${isFine ? "ok" : "FAILED"} (${Math.round((Date.now() - began) / 1000)} s)`);
        if (!isFine) failed.push(name);
    }
}

/** Of steps beside each other each shows its output in one piece, at its end. */
async function runStep([command, ...args], isBeside) {
    const stdio = isBeside ? ["ignore", "pipe", "pipe"] : "inherit";
    const child = spawn(command, args, { cwd: root, stdio });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => printed.push(chunk));
    const code = await new Promise((resolve) => {
        child.once("error", (error) => {
            printed.push(Buffer.from(`${error.message}\n`));
            resolve(1);
        });
        child.once("close", resolve);
    });
    process.stdout.write(Buffer.concat(printed));
    return code === 0;
}

const counted = tally(path.join(root, "test-results"));
say("");
if (failed.length > 0) say(`failed: ${failed.join(", ")}`);
say(`${counted.passed} passed, ${counted.failed} failed`);
process.exit(failed.length === 0 && counted.failed === 0 ? 0 : 1);
