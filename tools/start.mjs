/** `npm start`: the example network on simulated clouds, through the real engine, from a fresh clone and without an account. */
import { spawn } from "node:child_process";
import * as path from "node:path";
import { prepare, root, say } from "./house.mjs";

prepare();
const example = path.join(root, "examples", "global-retail");
const causeway = path.join(root, "bin", "causeway.js");

say("\nexamples/global-retail: three regions, a Transit Gateway each, on simulated clouds\n");
const output = await run([causeway, "sim", "exec", "--", "pulumi", "up", "--yes", "--skip-preview"]);
if (output.code !== 0) process.exit(output.code);

say("What exists now, by type:\n");
const listed = await run([causeway, "sim", "ls", "--json"], false);
const counts = new Map();
for (const { type } of JSON.parse(listed.text)) counts.set(type, (counts.get(type) ?? 0) + 1);
for (const [type, count] of [...counts].sort()) say(`  ${String(count).padStart(3)}  ${type}`);

const changed = (output.text.split("Resources:").at(-1) ?? "").match(/^ +[+~-]/m) !== null;
say(changed ? "\nRun npm start again: it changes nothing." : "\n0 changes: the network is as the program says.");
say(`
Next, in examples/global-retail:
  1. Change something behind Pulumi's back, and see it found and repaired:
       npx --no causeway sim ls --type aws:ec2/route:Route
       npx --no causeway sim drift <id of a route> --delete
       npx --no causeway sim exec -- pulumi up --refresh --yes
  2. Ask it something:
       npx --no causeway matrix tcp/443
       npx --no causeway explain vpc/shop-virginia vpc/services tcp/443
       npx --no causeway drill region/us-east-1
       npx --no causeway check
  3. Add a region or a VPC to index.ts, and see that nothing else changes:
       npx --no causeway sim exec -- pulumi preview
  4. Take it all down:
       npx --no causeway sim exec -- pulumi destroy --yes
`);

say("What policies and checklist find:\n");
await run([causeway, "check", "--deployed", "--sim", "--summary"]);
const report = path.join(root, ".causeway", "report.html");
const written = await run([causeway, "report", "--deployed", "--sim", "--output", report], false);
if (written.code !== 0) process.exit(written.code);
say(`\nThe whole network on one page:\n  ${report}`);

function run(args, shown = true) {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, args, { cwd: example, stdio: ["ignore", "pipe", "inherit"] });
        const chunks = [];
        child.stdout.on("data", (chunk) => {
            chunks.push(chunk);
            if (shown) process.stdout.write(chunk);
        });
        child.once("error", reject);
        child.once("close", (code) => resolve({ code: code ?? 1, text: Buffer.concat(chunks).toString() }));
    });
}
