/** `npm run bench`: what Causeway costs, against the same work done without it. See test/bench/. */
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { prepare, root } from "./house.mjs";

prepare();
const bench = path.join(root, "test", "bench", "index.mjs");
const result = spawnSync(process.execPath, [bench, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exit(result.status ?? 1);
