"use strict";
/**
 * Loaded into every Node process of a measured command. The one that runs the Pulumi program (the SDK's cmd/run) writes down
 * at its end what it used: Node tells it of itself, and nobody else. Seconds of CPU, and megabytes at most.
 */
const fs = require("node:fs");

const file = process.env.CAUSEWAY_BENCH_REPORT;
if (file !== undefined && /[\\/]cmd[\\/]run([\\/]|$)/.test(process.argv[1] ?? "")) {
    process.once("exit", () => {
        // Kilobytes on every platform.
        const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
        fs.writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1024 }));
    });
}
