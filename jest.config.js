/** Tests by layer; see docs/testing.md. Type errors are the business of `npm run typecheck`. */
const transform = {
    "^.+\\.ts$": [
        "@swc/jest",
        {
            jsc: { parser: { syntax: "typescript", decorators: false }, target: "es2022" },
            module: { type: "commonjs" },
            sourceMaps: "inline",
        },
    ],
};
const layer = (name) => ({
    displayName: name,
    testEnvironment: "node",
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    transform,
    modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.causeway/"],
});
module.exports = {
    projects: ["unit", "component", "schema", "engine", "tunnels", "policy"].map(layer),
    // A limit for what hangs, not a measure: an engine test on a busy machine takes many seconds.
    testTimeout: 300_000,
};
