/** The tests that judge mutants of plan/: the unit tests beside it, and no others. See stryker.config.mjs. */
const { projects } = require("./jest.config.js");

module.exports = {
    ...projects.find(({ displayName }) => displayName === "unit"),
    testMatch: ["<rootDir>/test/unit/plan/**/*.test.ts"],
    setupFiles: ["<rootDir>/tools/mutation/same-examples.cjs"],
};
