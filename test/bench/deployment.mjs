/** A whole deployment of examples/global-retail, from nothing, and back, on clouds a thousand times faster than real ones. */
import { interleaved, median } from "./support/measure.mjs";
import { compiled, example, shippedNodeArguments } from "./support/programs.mjs";
import { Project } from "./support/project.mjs";

const ROUNDS = 3;

export async function measure(report) {
    const options = { typescript: false, nodeargs: shippedNodeArguments() };
    const project = await Project.create({ files: compiled(example()), options });
    const flags = ["--yes", "--skip-preview"];
    const sides = { up: () => project.pulumi("up", ...flags), destroy: () => project.pulumi("destroy", ...flags) };
    const results = await interleaved(ROUNDS, sides, report);
    await project.dispose();
    return Object.entries(results).flatMap(([side, runs]) =>
        [
            ["wall time", "wall"],
            ["CPU of the whole process tree", "cpu"],
        ].map(([text, of]) => ({
            figure: `deployment: examples/global-retail, ${side}, ${text}`,
            value: median(runs.map((r) => r[of])),
            unit: "s",
        })),
    );
}
