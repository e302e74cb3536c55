/**
 * What the linter refuses. Which folder may import which stands in tools/lint/directions.mjs; layout is prettier's
 * business. Rules that need types run on TypeScript; scripts in plain JavaScript do without.
 */
import js from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { directions, knownFiles } from "./tools/lint/directions.mjs";

const CODE = "**/*.{ts,js,mjs,cjs}";
/** Folders whose code must give the same answer for the same arguments, on every machine and on every run. */
const PURE = ["facts/**", "plan/**", "components/**"];

const COMPUTED_IMPORTS = [
    "ImportExpression:not([source.type='Literal'])",
    "CallExpression[callee.name='require']:not([arguments.0.type='Literal'])",
].map((selector) => ({
    selector,
    message: "Name the module in a plain string: the rule on import directions cannot judge a computed one.",
}));

const AMBIENT_CONFIGURATION = [
    "NewExpression[callee.name='Config']",
    "NewExpression[callee.property.name='Config']",
    "MemberExpression[object.name=/^(aws|azure|gcp|kubernetes|k8s)$/][property.name='config']",
].map((selector) => ({
    selector,
    message: "A component reads no ambient configuration: take the value from args, or the provider from opts.",
}));

const NEW_EVERY_TIME = "A value that differs on every run makes a difference on every deployment: derive it from args.";

export default defineConfig(
    { ignores: ["**/node_modules/", "**/.causeway/", "dist/", "test-results/", "coverage/", "tools/engine/go/"] },
    { linterOptions: { reportUnusedDisableDirectives: "error" } },

    {
        name: "causeway/all-code",
        files: [CODE],
        extends: [js.configs.recommended],
        rules: {
            eqeqeq: "error",
            "max-lines": ["error", { max: 400 }],
            "no-restricted-syntax": ["error", ...COMPUTED_IMPORTS],
        },
    },
    {
        name: "causeway/scripts",
        files: ["**/*.{js,mjs,cjs}"],
        languageOptions: {
            globals: Object.fromEntries(
                ["process", "console", "URL", "Buffer", "__dirname", "setTimeout", "clearTimeout"].map((name) => [
                    name,
                    "readonly",
                ]),
            ),
        },
    },
    { name: "causeway/common-js", files: ["**/*.{js,cjs}"], languageOptions: { sourceType: "commonjs" } },
    {
        name: "causeway/typescript",
        files: ["**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            // Arguments come from programs in any language, data from files: what the types promise is checked.
            "@typescript-eslint/no-unnecessary-condition": "off",
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            // A place that must be filled and is not used is called _.
            "@typescript-eslint/no-unused-vars": [
                "error",
                { argsIgnorePattern: "^_+$", varsIgnorePattern: "^_+$", destructuredArrayIgnorePattern: "^_+$" },
            ],
            // Text is taken apart by character on purpose, and the standard library's classes are structural.
            "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
            "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
            // `() => done()` says well enough that nothing comes back.
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
        },
    },

    { files: [CODE], ...directions },
    {
        name: "causeway/pure-code",
        files: PURE,
        rules: {
            "no-restricted-globals": [
                "error",
                {
                    name: "process",
                    message: "Take the value as an argument: a deployment must not depend on the machine.",
                },
                {
                    name: "fetch",
                    message: "Take the value as an argument: a deployment must not depend on the network.",
                },
            ],
            "no-restricted-properties": [
                "error",
                { object: "Math", property: "random", message: NEW_EVERY_TIME },
                { object: "Date", property: "now", message: NEW_EVERY_TIME },
            ],
            "no-restricted-syntax": [
                "error",
                ...COMPUTED_IMPORTS,
                ...AMBIENT_CONFIGURATION,
                { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NEW_EVERY_TIME },
            ],
            // A cloud's file is loaded when it is first used: require("./aws") as typeof import("./aws").
            "@typescript-eslint/no-require-imports": ["error", { allow: ["^\\./"] }],
        },
    },
    {
        name: "causeway/pulumi-programs",
        files: ["index.ts", "components/**/*.ts"],
        plugins: { "@pulumi": pulumi },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
        },
    },
    {
        name: "causeway/examples",
        files: ["examples/**/*.ts"],
        // Each example is a project of its own: with types, the linter would load every cloud's SDK once for each of them. The
        // compiler judges their types, where they are deployed.
        extends: [tseslint.configs.disableTypeChecked],
    },
    {
        name: "causeway/tests",
        files: ["test/**"],
        rules: {
            "max-lines": ["error", { max: 600 }],
            // A test that finds nothing where it expects something fails anyway, and says so.
            "@typescript-eslint/no-non-null-assertion": "off",
            // A value of another shape than the test expects fails its assertion, however it is printed.
            "@typescript-eslint/no-base-to-string": "off",
            // Jest's matchers are typed as any.
            "@typescript-eslint/no-unsafe-assignment": "off",
        },
    },
    {
        name: "causeway/known-places",
        files: [CODE],
        ignores: knownFiles,
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector: "Program",
                    message:
                        "This file lies in no place that the house knows. Move it, or enter its folder in " +
                        "tools/lint/directions.mjs, with what it may import.",
                },
            ],
        },
    },
);
