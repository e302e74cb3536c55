/** The graph alone: how long a person waits for an answer about a large deployed network. */
import { matrix } from "../../dist/graph/matrix.js";
import { select } from "../../dist/graph/names.js";
import { readAws } from "../../dist/graph/read/aws/index.js";
import { fromStackExport } from "../../dist/graph/read/resources.js";
import { reach } from "../../dist/graph/reach.js";
import { readTraffic } from "../../dist/graph/traffic.js";
import { cpuMilliseconds, median } from "./support/measure.mjs";
import { stackExport } from "./support/retailer.mjs";

const NETWORKS = 200;
const SUBNETS = 10;
const ROUNDS = 5;

export function measure(report) {
    const exported = stackExport({ networks: NETWORKS, subnets: SUBNETS });
    let network;
    const reading = cpuMilliseconds(() => (network = readAws(fromStackExport(exported))));
    const traffic = readTraffic("tcp/443");
    let answered;
    const all = cpuMilliseconds(() => (answered = matrix(network, traffic)));
    check(answered);
    const [from, to] = [select(network, "vpc/net-0"), select(network, "vpc/net-198")];
    const single = median(
        Array.from({ length: ROUNDS }, () => cpuMilliseconds(() => reach(network, from, to, traffic))),
    );
    const memory = process.memoryUsage().rss / 2 ** 20;
    report(
        `  read ${reading.toFixed(0)} ms, matrix ${all.toFixed(0)} ms, one question ${single.toFixed(1)} ms, ${memory.toFixed(0)} MB`,
    );
    const of = `${NETWORKS} networks, ${NETWORKS * SUBNETS} subnets`;
    return [
        { figure: `graph: CPU to read ${of}`, value: reading, unit: "ms", bound: { is: "≤", value: 10_000 } },
        {
            figure: `graph: CPU for the full matrix of ${of}`,
            value: all,
            unit: "ms",
            bound: { is: "≤", value: 10_000 },
        },
        { figure: `graph: CPU for one question in ${of}`, value: single, unit: "ms", bound: { is: "≤", value: 50 } },
        { figure: `graph: memory with ${of}`, value: memory, unit: "MB", bound: { is: "≤", value: 1024 } },
    ];
}

/** Of three segments two are apart from each other: 67 and 67 networks do not reach 2 × 67 others, in both directions. */
function check({ groups, cells }) {
    const kind = ({ name }) => Number(name.split("-").at(-1)) % 3;
    const networks = groups.filter(({ name }) => name !== "internet");
    for (const [i, from] of networks.entries())
        for (const [j, to] of networks.entries()) {
            const expected = kind(from) === kind(to) || kind(from) === 2 || kind(to) === 2 ? "REACHABLE" : "DENIED";
            const { verdict } = cells[i][j];
            if (verdict !== expected) throw new Error(`${from.name} to ${to.name}: ${verdict}, expected ${expected}`);
        }
}
