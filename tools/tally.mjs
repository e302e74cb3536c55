/** Counts tests from the runners' own result files. */
import * as fs from "node:fs";
import * as path from "node:path";

/** Tests passed and failed over all result files. A suite that could not run at all counts as one failed test. */
export function tally(folder) {
    const results = fs
        .readdirSync(folder)
        .filter((file) => file.endsWith(".json"))
        .map((file) => JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")))
        // The benches write theirs beside them.
        .filter((result) => typeof result.numPassedTests === "number");
    const sum = (of) => results.reduce((total, result) => total + of(result), 0);
    return {
        passed: sum((r) => r.numPassedTests),
        failed: sum((r) => r.numFailedTests + r.numRuntimeErrorTestSuites),
    };
}
