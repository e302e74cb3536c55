/**
 * A preview of a thousand resources with the Node arguments that we ship, against Pulumi's defaults. The program is written
 * in TypeScript as users write theirs, so that every stack trace is mapped through source maps, and compiled before: the
 * compiler would add the same seconds to both.
 *
 * The bound is on wall time: the seconds that somebody waits for a preview. CPU time counts what the engine and Node's
 * garbage collector do at the same time on other cores, too. What a stack trace costs falls due for each output property of
 * each resource, so a program of large resources gains more than this one of routes and associations.
 */
import { interleaved, median, medianRatio } from "./support/measure.mjs";
import { program, shippedNodeArguments } from "./support/programs.mjs";
import { Project } from "./support/project.mjs";

const MOST = 0.5;
const ROUNDS = 5;

export async function measure(report) {
    const files = program("with-transit-hub");
    const network = "thousand";
    const shipped = await Project.create({ files, network, options: { nodeargs: shippedNodeArguments() } });
    const defaults = await Project.create({ files, network });
    const sides = { shipped: () => shipped.pulumi("preview"), defaults: () => defaults.pulumi("preview") };
    const results = await interleaved(ROUNDS, sides, report);
    await shipped.dispose();
    await defaults.dispose();

    const figure = (text) => `runtime settings: preview of 1,000 resources, ${text}`;
    const seconds = (side, of) => median(results[side].map((r) => r[of]));
    const ratio = (of) => medianRatio(results.shipped, results.defaults, of);
    return [
        { figure: figure("wall time with the shipped settings"), value: seconds("shipped", "wall"), unit: "s" },
        { figure: figure("wall time with Pulumi's defaults"), value: seconds("defaults", "wall"), unit: "s" },
        {
            figure: figure("wall time, shipped ÷ defaults"),
            value: ratio("wall"),
            bound: { is: "≤", value: MOST },
        },
        { figure: figure("CPU of the whole process tree, shipped ÷ defaults"), value: ratio("cpu") },
        { figure: figure("CPU of the program, shipped ÷ defaults"), value: ratio("program") },
    ];
}
