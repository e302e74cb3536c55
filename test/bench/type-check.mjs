/**
 * What a user's first run costs in a fresh CI job: the type check of examples/global-retail with nothing kept from before, by
 * `tsc`, and by the compiler that Pulumi itself runs a TypeScript program with. The latter cannot be told from the rest of
 * the first preview, so the whole process counts; a later preview shows how much of it is left then.
 */
import * as path from "node:path";
import { root } from "../../tools/house.mjs";
import { interleaved, median, timed } from "./support/measure.mjs";
import { example, shippedNodeArguments } from "./support/programs.mjs";
import { Project } from "./support/project.mjs";

const MOST = 8;
const ROUNDS = 5;

export async function measure(report) {
    const project = await Project.create({ files: example(), options: { nodeargs: shippedNodeArguments() } });
    const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
    const cwd = path.join(root, "examples", "global-retail");
    const sides = {
        tsc: () => timed(process.execPath, [tsc, "--noEmit"], { cwd, scratch: project.folder }),
        "first preview": () => {
            project.forgetCompiled();
            return project.pulumi("preview");
        },
        "later preview": () => project.pulumi("preview"),
    };
    const results = await interleaved(ROUNDS, sides, report);
    await project.dispose();

    const figure = (text) => `type check: examples/global-retail, ${text}`;
    const cpu = (side, of) => ({ value: median(results[side].map((r) => r[of])), unit: "s" });
    const bound = { is: "≤", value: MOST };
    return [
        { figure: figure("CPU of tsc --noEmit"), ...cpu("tsc", "cpu"), bound },
        {
            figure: figure("CPU of the program, first preview, nothing compiled"),
            ...cpu("first preview", "program"),
            bound,
        },
        { figure: figure("CPU of the program, later preview"), ...cpu("later preview", "program") },
    ];
}
