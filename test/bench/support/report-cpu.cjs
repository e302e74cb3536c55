"use strict";
/**
 * Loaded into every Node process of a measured command. The one that runs the Pulumi program (the SDK's cmd/run) writes down
 * at its end how much CPU time it used: Node tells it of itself, and nobody else.
 */
const fs = require("node:fs");

const file = process.env.CAUSEWAY_BENCH_REPORT;
if (file !== undefined && /[\\/]cmd[\\/]run([\\/]|$)/.test(process.argv[1] ?? "")) {
    process.once("exit", () => {
        const { user, system } = process.cpuUsage();
        fs.writeFileSync(file, String((user + system) / 1e6));
    });
}
