/** The programs to measure, as the files of a project. */
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parse } from "yaml";
import { root } from "../../../tools/house.mjs";

const PROGRAMS = fileURLToPath(new URL("../programs/", import.meta.url));
const EXAMPLES = path.join(root, "examples");
const EXAMPLE = path.join(EXAMPLES, "global-retail");
const read = (...parts) => fs.readFileSync(path.join(...parts), "utf8");

/** An example's program as it is. */
export function example(name = "global-retail") {
    return { ...sourcesIn(path.join(EXAMPLES, name)), "tsconfig.json": read(EXAMPLES, name, "tsconfig.json") };
}

/** examples/branches-40 without a component: programs/branches-by-hand with the table of the example. */
export function branchesByHand() {
    const { "branches.ts": table } = example("branches-40");
    return { ...sourcesIn(path.join(PROGRAMS, "branches-by-hand")), "branches.ts": table };
}

function sourcesIn(folder) {
    const sources = fs.readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));
    return Object.fromEntries(sources.map((file) => [file, read(folder, file)]));
}

/** A program from programs/, with the example's compiler settings. */
export function program(name) {
    return {
        "index.ts": read(PROGRAMS, `${name}.ts`),
        "networks.ts": read(PROGRAMS, "networks.ts"),
        "tsconfig.json": read(EXAMPLE, "tsconfig.json"),
    };
}

/** The same program without types: a run then spends nothing on the compiler, which would hide a part of a difference. */
export function compiled(files) {
    const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
    const sources = Object.entries(files).filter(([file]) => file.endsWith(".ts"));
    return Object.fromEntries(
        sources.map(([file, text]) => [
            file.replace(/\.ts$/, ".js"),
            ts.transpileModule(text, { compilerOptions }).outputText,
        ]),
    );
}

/** The Node arguments that examples and the template ship. */
export function shippedNodeArguments() {
    return parse(read(EXAMPLE, "Pulumi.yaml")).runtime.options.nodeargs;
}
