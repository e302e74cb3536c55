/**
 * Mutation testing of plan/: each mutant is a small change of the code, and a test must fail on it. `npm run mutate` starts
 * it; see tools/mutate.mjs.
 */
export default {
    mutate: ["plan/**/*.ts"],
    testRunner: "jest",
    plugins: ["@stryker-mutator/jest-runner"],
    jest: { configFile: "jest.mutation.config.js" },
    coverageAnalysis: "perTest",
    // A mutant of what runs when a file is loaded, a table or a constant, would need every test again: hours for a few hundred.
    ignoreStatic: true,
    concurrency: 2,
    thresholds: { high: 90, low: 80, break: 80 },
    reporters: ["clear-text", "progress-append-only", "json"],
    clearTextReporter: { logTests: false, reportTests: false },
    jsonReporter: { fileName: "test-results/mutation.json" },
    allowConsoleColors: process.stdout.isTTY === true,
    // The tests run from a copy of the repository, with node_modules linked.
    tempDirName: ".causeway/mutation",
    cleanTempDir: "always",
    ignorePatterns: ["dist", ".causeway", "test-results", "examples", "docs"],
    // Nothing type-checks here: swc takes the types out.
    disableTypeChecks: false,
};
