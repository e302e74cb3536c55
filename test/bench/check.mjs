/** `causeway check` of branches with BGP at one hub, all that it does but reading the file: beside the matrix alone. */
import { check } from "../../dist/cli/check.js";
import { groupsOf, matrix } from "../../dist/graph/matrix.js";
import { readNetwork } from "../../dist/graph/read/index.js";
import { fromStackExport } from "../../dist/graph/read/resources.js";
import { readTraffic } from "../../dist/graph/traffic.js";
import { readConfig } from "../../dist/policy/config.js";
import { branchesExport } from "./support/branches.mjs";
import { cpuMilliseconds, median } from "./support/measure.mjs";

const ROUNDS = 3;
const SIZES = [50, 100, 200];
/** Somebody waits for it before every merge. */
const MOST_MS = 10_000;
/** Pairs grow with the square of the branches; the work may not grow much faster. */
const MOST_GROWTH = 2.5;
/** Every pair is looked at for faults and paths, and some once more for the segments. */
const MOST_TIMES = 4;

export function measure(report) {
    const sides = SIZES.map(sidesOf);
    // Once beforehand, so that no size pays for Node's own compiler.
    for (const { whole } of sides.slice(0, 2)) whole();
    const times = sides.map(() => ({ whole: [], alone: [] }));
    for (let round = 0; round < ROUNDS; round++)
        for (const [i, { whole, alone }] of sides.entries()) {
            times[i].whole.push(cpuMilliseconds(whole));
            times[i].alone.push(cpuMilliseconds(alone));
        }
    const medians = times.map(({ whole }) => median(whole));
    const ratio = median(times.at(-1).whole.map((spent, round) => spent / times.at(-1).alone[round]));
    report(`  ${SIZES.map((size, i) => `${size} branches ${medians[i].toFixed(0)} ms`).join(", ")}`);
    return [
        ...SIZES.map((size, i) => ({
            figure: `check: CPU for ${size} branches with BGP`,
            value: medians[i],
            unit: "ms",
            ...(size === SIZES.at(-1) ? { bound: { is: "≤", value: MOST_MS } } : {}),
        })),
        ...SIZES.slice(1).map((size, i) => ({
            figure: `check: growth exponent from ${SIZES[i]} to ${size} branches (2 is that of the pairs)`,
            value: Math.log(medians[i + 1] / medians[i]) / Math.log(size / SIZES[i]),
            bound: { is: "≤", value: MOST_GROWTH },
        })),
        {
            figure: `check: CPU for ${SIZES.at(-1)} branches, all of it ÷ the matrix alone`,
            value: ratio,
            bound: { is: "≤", value: MOST_TIMES },
        },
    ];
}

/** All of the check, and the matrix alone: each on a network that was not asked before. */
function sidesOf(branches) {
    const resources = fromStackExport(branchesExport({ branches }));
    const { config } = readConfig({});
    const traffic = readTraffic("all");
    const settled = { config, traffic, bounds: { packet: 1500, latencyMs: undefined }, today: "2026-11-24" };
    return {
        whole: () => {
            const { paths } = check({ resources, network: readNetwork(resources), ...settled });
            // Packets of every branch come to every network, and answers may come back another way: nobody knows.
            const wanted = (name) => paths.some(({ from, to }) => from.startsWith("site/") && to === `vpc/${name}`);
            if (!["net-0", "net-1", "net-2"].every(wanted)) throw new Error("no branch has a path to the networks");
        },
        alone: () => {
            const network = readNetwork(resources);
            matrix(network, traffic, groupsOf(network));
        },
    };
}
