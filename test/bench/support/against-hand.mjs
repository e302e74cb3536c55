/** A program with a component against the same network written by hand: what both register, and what a preview costs. */
import { interleaved, median, medianRatio } from "./measure.mjs";
import { compiled, shippedNodeArguments } from "./programs.mjs";
import { Project } from "./project.mjs";
import { missingFrom, registrations } from "./registrations.mjs";

/** A component may cost this much more of the program's CPU. */
const MOST = 1.15;

/**
 * `network` names one in programs/networks.ts, or only the rows; `withComponent` and `byHand` are files of programs. The ratio
 * is of the CPU time of the Node process that runs the program, because the engine does the same work for both; compiled
 * programs, because the compiler's share would hide a part of the difference.
 */
export async function againstHand({ network, component, withComponent, byHand, rounds, report }) {
    const options = { typescript: false, nodeargs: shippedNodeArguments() };
    const ours = await Project.create({ files: compiled(withComponent), options, network });
    const theirs = await Project.create({ files: compiled(byHand), options, network });
    const names = { network, component };
    const rows = await compareRegistrations(names, ours, theirs, report);
    const sides = { [component]: () => ours.pulumi("preview"), "by hand": () => theirs.pulumi("preview") };
    const results = await interleaved(rounds, sides, report);
    await ours.dispose();
    await theirs.dispose();
    return [...rows, ...ratios(names, results[component], results["by hand"])];
}

async function compareRegistrations({ network, component }, withComponent, byHand, report) {
    const ours = registrations((await withComponent.pulumi("preview", "--json")).printed);
    const theirs = registrations((await byHand.pulumi("preview", "--json")).printed);
    const [more, less] = [missingFrom(ours, theirs), missingFrom(theirs, ours)];
    for (const one of more) report(`  only ${component} registers ${one}`);
    for (const one of less) report(`  only by hand: ${one}`);
    const figure = (text) => `${network}: ${text}`;
    const types = (all) => new Set(all.map((one) => JSON.parse(one).type)).size;
    return [
        { figure: figure("types of resources by hand"), value: types(theirs) },
        { figure: figure("registrations by hand"), value: theirs.length },
        {
            figure: figure(`registrations of ${component}, without the component itself`),
            value: ours.length,
            bound: { is: "=", value: theirs.length },
        },
        {
            figure: figure("registrations that differ in type, name, inputs or dependencies"),
            value: more.length + less.length,
            bound: { is: "=", value: 0 },
        },
    ];
}

function ratios({ network, component }, ours, theirs) {
    const figure = (text) => `${network}: preview, ${text}`;
    const peaks = (of) => ({ ours: peak(ours, of), theirs: peak(theirs, of) });
    const [program, engine] = [peaks("programMemory"), peaks("engineMemory")];
    return [
        {
            figure: figure(`CPU of the program with ${component}`),
            value: median(ours.map((r) => r.program)),
            unit: "s",
        },
        { figure: figure("CPU of the program by hand"), value: median(theirs.map((r) => r.program)), unit: "s" },
        {
            figure: figure(`CPU of the program, ${component} ÷ by hand`),
            value: medianRatio(ours, theirs, "program"),
            bound: { is: "≤", value: MOST },
        },
        {
            figure: figure(`CPU of the whole process tree, ${component} ÷ by hand`),
            value: medianRatio(ours, theirs, "cpu"),
        },
        { figure: figure(`wall time, ${component} ÷ by hand`), value: medianRatio(ours, theirs, "wall") },
        ...memory(figure(`peak memory of the program`), component, program),
        ...memory(figure(`peak memory of the engine`), component, engine),
    ];
}

const peak = (runs, of) => (runs.some((run) => run[of] === undefined) ? undefined : median(runs.map((run) => run[of])));

/** Nothing where the platform does not tell. */
function memory(figure, component, { ours, theirs }) {
    if (ours === undefined || theirs === undefined) return [];
    return [
        { figure: `${figure} with ${component}`, value: ours, unit: "MB" },
        { figure: `${figure} by hand`, value: theirs, unit: "MB" },
        { figure: `${figure}, ${component} ÷ by hand`, value: ours / theirs },
    ];
}
