/**
 * TransitHub against the same network written by hand: it registers exactly the same resources, and a preview costs hardly
 * more. The ratio is of the CPU time of the Node process that runs the program, because the engine does the same work for
 * both; compiled programs, because the compiler's share would hide a part of the difference.
 */
import { interleaved, median, medianRatio } from "./support/measure.mjs";
import { compiled, example, program, shippedNodeArguments } from "./support/programs.mjs";
import { Project } from "./support/project.mjs";
import { missingFrom, registrations } from "./support/registrations.mjs";

const MOST = 1.15;
const ROUNDS = 5;

/** By network: the program with the component. The example itself is the first. */
const WITH_HUB = { "global-retail": example, thousand: () => program("with-transit-hub") };

export async function measure(report) {
    const rows = [];
    for (const [network, withHub] of Object.entries(WITH_HUB)) {
        const options = { typescript: false, nodeargs: shippedNodeArguments() };
        const hub = await Project.create({ files: compiled(withHub()), options, network });
        const byHand = await Project.create({ files: compiled(program("by-hand")), options, network });
        rows.push(...(await compareRegistrations(network, hub, byHand, report)));
        const sides = { TransitHub: () => hub.pulumi("preview"), "by hand": () => byHand.pulumi("preview") };
        const results = await interleaved(ROUNDS, sides, report);
        await hub.dispose();
        await byHand.dispose();
        rows.push(...ratios(network, results));
    }
    return rows;
}

async function compareRegistrations(network, hub, byHand, report) {
    const ours = registrations((await hub.pulumi("preview", "--json")).printed);
    const theirs = registrations((await byHand.pulumi("preview", "--json")).printed);
    const [more, less] = [missingFrom(ours, theirs), missingFrom(theirs, ours)];
    for (const one of more) report(`  only TransitHub registers ${one}`);
    for (const one of less) report(`  only by hand: ${one}`);
    const figure = (text) => `${network}: ${text}`;
    return [
        { figure: figure("registrations by hand"), value: theirs.length },
        {
            figure: figure("registrations of TransitHub, without the component itself"),
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

function ratios(network, { TransitHub: hub, "by hand": byHand }) {
    const figure = (text) => `${network}: preview, ${text}`;
    return [
        { figure: figure("CPU of the program with TransitHub"), value: median(hub.map((r) => r.program)), unit: "s" },
        { figure: figure("CPU of the program by hand"), value: median(byHand.map((r) => r.program)), unit: "s" },
        {
            figure: figure("CPU of the program, TransitHub ÷ by hand"),
            value: medianRatio(hub, byHand, "program"),
            bound: { is: "≤", value: MOST },
        },
        {
            figure: figure("CPU of the whole process tree, TransitHub ÷ by hand"),
            value: medianRatio(hub, byHand, "cpu"),
        },
        { figure: figure("wall time, TransitHub ÷ by hand"), value: medianRatio(hub, byHand, "wall") },
    ];
}
