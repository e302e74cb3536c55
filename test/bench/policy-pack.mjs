/** What the policy pack adds to a preview of a thousand resources: the same stack with a pack that checks nothing. */
import * as path from "node:path";
import { root } from "../../tools/house.mjs";
import { interleaved, median, medianRatio } from "./support/measure.mjs";
import { compiled, program, shippedNodeArguments } from "./support/programs.mjs";
import { Project } from "./support/project.mjs";

const MOST = 1.5;
const ROUNDS = 3;
const EMPTY = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("empty", { policies: [
    { name: "resource", description: "checks nothing", enforcementLevel: "mandatory", validateResource: () => {} },
    { name: "stack", description: "checks nothing", enforcementLevel: "mandatory", validateStack: () => {} },
] });
`;

export async function measure(report) {
    const project = await Project.create({
        files: {
            ...compiled(program("with-transit-hub")),
            "empty/index.js": EMPTY,
            "empty/package.json": { name: "empty", version: "0.0.1", main: "index.js" },
            "empty/PulumiPolicy.yaml": { runtime: { name: "nodejs", options: { typescript: false } } },
        },
        network: "thousand",
        options: { typescript: false, nodeargs: shippedNodeArguments() },
    });
    const preview = (pack) => () => project.pulumi("preview", "--policy-pack", pack);
    const sides = { causeway: preview(path.join(root, "policy")), empty: preview(path.join(project.folder, "empty")) };
    const results = await interleaved(ROUNDS, sides, report);
    await project.dispose();
    const figure = (text) => `policy pack: preview of 1,000 resources, ${text}`;
    return [
        { figure: figure("wall time with the pack"), value: median(results.causeway.map((r) => r.wall)), unit: "s" },
        {
            figure: figure("wall time, the pack ÷ an empty pack"),
            value: medianRatio(results.causeway, results.empty, "wall"),
            bound: { is: "≤", value: MOST },
        },
    ];
}
