/** Writes docs/policies.md from the rules' own data: `npm run build && node tools/policy-docs.mjs`. */
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { root } from "./house.mjs";

const { policyDocs } = createRequire(import.meta.url)("../dist/policy/docs.js");
fs.writeFileSync(path.join(root, "docs", "policies.md"), policyDocs());
