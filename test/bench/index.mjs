/**
 * Measures, and holds the figures against their bounds; `npm run bench` starts it once everything is built. Results go to
 * test-results/bench.json. Arguments select benches: `npm run bench -- planning`.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { root, say } from "../../tools/house.mjs";
import { disposeAll } from "./support/project.mjs";
import { isBroken, tableOf } from "./support/report.mjs";
import * as bridge from "./bridge.mjs";
import * as bridgeByHand from "./bridge-by-hand.mjs";
import * as byHand from "./by-hand.mjs";
import * as check from "./check.mjs";
import * as deployment from "./deployment.mjs";
import * as graph from "./graph.mjs";
import * as planners from "./planners.mjs";
import * as planning from "./planning.mjs";
import * as policyPack from "./policy-pack.mjs";
import * as runtimeSettings from "./runtime-settings.mjs";
import * as typeCheck from "./type-check.mjs";

const BENCHES = {
    planning,
    planners,
    bridge,
    graph,
    check,
    "policy-pack": policyPack,
    "by-hand": byHand,
    "bridge-by-hand": bridgeByHand,
    "runtime-settings": runtimeSettings,
    "type-check": typeCheck,
    deployment,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
    process.stderr.write(`no such bench: ${unknown.join(", ")}; there are: ${Object.keys(BENCHES).join(", ")}\n`);
    process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => void disposeAll().finally(() => process.exit(130)));
}

const rows = [];
const load = [os.loadavg()[0]];
try {
    for (const [name, bench] of Object.entries(BENCHES)) {
        if (asked.length > 0 && !asked.includes(name)) continue;
        say(`\n== ${name}`);
        rows.push(...(await bench.measure(say)));
    }
} finally {
    await disposeAll();
}
load.push(os.loadavg()[0]);

const broken = rows.filter(isBroken);
const machine = { node: process.version, platform: `${os.platform()} ${os.arch()}`, cpus: os.cpus().length, load };
const results = { machine, rows: rows.map((row) => ({ ...row, broken: isBroken(row) })) };
fs.mkdirSync(path.join(root, "test-results"), { recursive: true });
fs.writeFileSync(path.join(root, "test-results", "bench.json"), `${JSON.stringify(results, null, 2)}\n`);

say(`\n${tableOf(rows)}\n`);
say(
    `Node ${machine.node} on ${machine.platform}, ${machine.cpus} CPUs, load ${load.map((l) => l.toFixed(1)).join(" to ")}`,
);
for (const { figure } of broken) say(`bound broken: ${figure}`);
process.exit(broken.length === 0 ? 0 : 1);
