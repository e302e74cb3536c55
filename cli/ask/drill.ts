/** `causeway drill`: what a failure takes away, and for how long. */
import type { Command } from "commander";
import { drill, type Drill, type DrilledFlow } from "../../graph/drill";
import { failuresOf, readFailure, type Failure } from "../../graph/failure";
import { groupsOf, matrix, type Group } from "../../graph/matrix";
import type { Network } from "../../graph/network";
import type { Colour, Paint } from "../colour";
import { Exit, Unanswered } from "../exit";
import { table } from "../table";
import { demanded, ENDPOINT_HELP, selected, traffic } from "./asked-for";
import { answers, networkOf, question, type QuestionOptions } from "./question";

interface DrillOptions extends QuestionOptions {
    readonly from?: string;
    readonly to?: string;
    readonly traffic: string;
}

export function drillCommand(): Command {
    const command = question("drill", "what a failure takes away, and for how long; without a failure, each in turn")
        .argument(
            "[failure]",
            "region/us-east-1, zone/us-east-1a, hub/<name>, link/<name>, gateway/<name>; a+b together",
        )
        .option("--from <endpoint>", "only flows from here")
        .option("--to <endpoint>", "only flows to here")
        .option("--traffic <traffic>", "what is sent", "all")
        .addHelpText("after", ENDPOINT_HELP);
    return answers(command, async ([text]) => {
        const options = command.opts<DrillOptions>();
        const { network, description } = await networkOf(options);
        const drills = drillsOf(network, options, text);
        return {
            text: (paint) =>
                `${text === undefined ? overview(drills, paint) : drills.map((one) => drillText(one, paint)).join("\n")}\n${paint("dim", description)}`,
            json: { source: description, traffic: options.traffic, drills: drills.map(drillJson) },
            exit: exitOf(drills, text !== undefined),
        };
    });
}

function drillsOf(
    network: Network,
    { from, to, traffic: asked }: DrillOptions,
    text: string | undefined,
): readonly Drill[] {
    const failures: readonly Failure[] =
        text === undefined ? failuresOf(network) : [demanded(readFailure(network, text))];
    const groups = groupsBetween(network, from, to);
    const packets = traffic(asked);
    const before = matrix(network, packets, groups);
    const isAsked = (flow: DrilledFlow): boolean =>
        (from === undefined || flow.from === from) && (to === undefined || flow.to === to);
    return failures
        .map((failure) => drill(network, failure, packets, before))
        .map((found) => ({ ...found, flows: found.flows.filter(isAsked) }));
}

function groupsBetween(network: Network, from: string | undefined, to: string | undefined): readonly Group[] {
    if ((from === undefined) !== (to === undefined))
        throw new Unanswered("name both ends, --from and --to, or neither");
    if (from === undefined || to === undefined) return groupsOf(network);
    return [...new Set([from, to])].map((name) => {
        const { hosts } = selected(network, name, name === from ? "from" : "to");
        return { name, place: hosts[0]?.place ?? name, hosts };
    });
}

const COLOURS: Readonly<Record<DrilledFlow["outcome"], Colour>> = {
    lost: "red",
    undetermined: "yellow",
    interrupted: "yellow",
    kept: "green",
};
const OUTCOMES = ["lost", "interrupted", "undetermined", "kept"] as const satisfies readonly DrilledFlow["outcome"][];

function overview(drills: readonly Drill[], paint: Paint): string {
    const rows = drills.map(({ failure, flows, gone }) => [
        failure.text,
        ...OUTCOMES.map((outcome) => {
            const count = flows.filter((flow) => flow.outcome === outcome).length;
            return count === 0 ? "0" : paint(COLOURS[outcome], String(count));
        }),
        gone.join(", "),
    ]);
    return [
        table(["FAILURE", ...OUTCOMES.map((outcome) => outcome.toUpperCase()), "GONE WITH IT"], rows),
        "",
        "Flows between what is left. One failure in full: causeway drill <failure>",
    ].join("\n");
}

function drillText({ failure, flows, gone }: Drill, paint: Paint): string {
    const rows = flows.map((flow) => [
        flow.from,
        flow.to,
        paint(COLOURS[flow.outcome], flow.outcome),
        outageText(flow),
        flow.because,
    ]);
    return [
        `${paint("bold", failure.text)} fails`,
        ...(gone.length === 0 ? [] : [`Gone with it: ${gone.join(", ")}`]),
        rows.length === 0 ? "No flow is left to lose." : table(["FROM", "TO", "OUTCOME", "OUTAGE", "BECAUSE"], rows),
        "",
    ].join("\n");
}

function outageText({ outcome, outage }: DrilledFlow): string {
    if (outage === undefined) return outcome === "lost" ? "until repaired" : "not published";
    return outage.atLeast === outage.atMost ? `${outage.atMost} s` : `${outage.atLeast}–${outage.atMost} s`;
}

function drillJson({ failure, flows, gone }: Drill): object {
    return { failure: failure.text, gone, flows };
}

/** The list of all failures answers no question: losing what only a failed link carries is no surprise. */
function exitOf(drills: readonly Drill[], isNamed: boolean): Exit {
    const has = (outcome: DrilledFlow["outcome"]): boolean =>
        drills.some(({ flows }) => flows.some((flow) => flow.outcome === outcome));
    if (isNamed && has("lost")) return Exit.No;
    return has("undetermined") ? Exit.Undetermined : Exit.Fine;
}
