/**
 * `npm run mutate`: how many small changes of plan/ the unit tests notice; fails below 80 %. What survived is listed, and
 * everything is in test-results/mutation.json. Arguments select files or lines of them:
 * `npm run mutate -- plan/prefix.ts plan/shape.ts:20-50`.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { install, root } from "./house.mjs";

const asked = process.argv.slice(2);
const missing = asked.map((name) => name.split(":")[0]).filter((file) => !fs.existsSync(path.join(root, file)));
if (missing.length > 0) {
    process.stderr.write(`no such file: ${missing.join(", ")}\n`);
    process.exit(2);
}

install();
const stryker = path.join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
const selection = asked.length === 0 ? [] : ["--mutate", asked.join(",")];
const result = spawnSync(process.execPath, [stryker, "run", ...selection], { cwd: root, stdio: "inherit" });
process.exit(result.status ?? 1);
