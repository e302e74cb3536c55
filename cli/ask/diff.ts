/** `causeway diff`: who reaches whom before and after, and which steps of the preview cut traffic meanwhile. */
import type { Command } from "commander";
import { Verdict } from "../../graph/answer";
import { diffOf, type ChangedPair, type NetworkDiff } from "../../graph/diff";
import { disruptionsOf, type Disruption } from "../../graph/disruption";
import type { Network } from "../../graph/network";
import { readNetwork } from "../../graph/read";
import type { Paint } from "../colour";
import { Exit } from "../exit";
import { verdictText } from "../format/answer";
import { reasonJson } from "../format/json";
import { load, loadFile, type Loaded } from "../source";
import { table } from "../table";
import { traffic } from "./asked-for";
import { answers, question, withNetwork, type Asked, type QuestionOptions } from "./question";

interface DiffOptions extends QuestionOptions {
    readonly traffic?: string;
}

interface Changes extends NetworkDiff {
    readonly disruptions: readonly Disruption[];
}

export function diffCommand(): Command {
    const command = question("diff", "who reaches whom before and after, and which steps cut traffic meanwhile")
        .argument("[before]", "a file of a preview or a state; the project's deployed state if left out")
        .argument("[after]", "a file of a preview or a state; the project's preview if left out")
        .option("--traffic <traffic>", "what is sent", "all");
    return answers(command, async ([first, second]) => {
        const options = command.opts<DiffOptions>();
        const [before, after] = await sides(options, first, second);
        const asked = traffic(options.traffic);
        const changes: Changes = {
            ...diffOf(before.network, after.network, asked),
            disruptions: disruptionsOf({
                today: before.resources,
                steps: after.steps,
                after: after.network,
                read: readNetwork,
                traffic: asked,
            }),
        };
        const sources = `from ${before.description} to ${after.description}`;
        return {
            text: (paint) => `${changesText(changes, paint)}\n${paint("dim", `${asked.text}; ${sources}`)}`,
            json: {
                before: before.description,
                after: after.description,
                traffic: asked.text,
                ...changesJson(after.network, changes),
            },
            exit: exitOf(changes),
        };
    });
}

/** Before may be empty: nothing is deployed yet. */
async function sides(
    options: DiffOptions,
    first: string | undefined,
    second: string | undefined,
): Promise<readonly [Asked, Asked]> {
    const from = (deployed: boolean): Promise<Loaded> => load({ ...options, deployed });
    const before = first === undefined ? await from(true) : loadFile(first);
    const after = second === undefined ? await from(false) : loadFile(second);
    return [{ ...before, network: readNetwork(before.resources) }, withNetwork(after)];
}

function changesText({ added, removed, changed, unchanged, disruptions }: Changes, paint: Paint): string {
    const list = (word: string, names: readonly string[]): string[] =>
        names.length === 0 ? [] : [`${word}: ${names.join(", ")}`];
    const rows = changed.map(({ from, to, before, after, reason }) => [
        from,
        to,
        verdictText(before, paint),
        verdictText(after, paint),
        reason === undefined ? "" : reason.code,
    ]);
    return [
        ...list("New", added),
        ...list("Gone", removed),
        ...(rows.length === 0 ? [] : [table(["FROM", "TO", "BEFORE", "AFTER", "WHY"], rows)]),
        `${changed.length} of ${changed.length + unchanged} pairs change`,
        "",
        ...disruptions.flatMap((disruption) => disruptionText(disruption, paint)),
    ].join("\n");
}

function disruptionText({ step, cut, lasts }: Disruption, paint: Paint): readonly string[] {
    const pairs = cut.map(({ from, to, isForGood }) => `  ${from} to ${to}${isForGood ? ", for good" : ""}`);
    return [
        `${paint("red", "CUTS TRAFFIC")}  ${step.kind} ${paint("bold", step.urn.split("::").at(-1) ?? step.urn)} (${step.type})`,
        `  ${lasts}`,
        ...pairs,
        "",
    ];
}

function changesJson(network: Network, { disruptions, changed, ...rest }: Changes): object {
    return {
        ...rest,
        changed: changed.map(({ reason, ...pair }) => ({
            ...pair,
            ...(reason === undefined ? {} : { reason: reasonJson(network, reason) }),
        })),
        disruptions: disruptions.map(({ step, ...found }) => ({ urn: step.urn, step: step.kind, ...found })),
    };
}

/** Like diff(1): 1 where something differs. What a preview leaves open is no difference yet. */
function exitOf({ added, removed, changed, disruptions }: Changes): Exit {
    const isOpen = ({ after }: ChangedPair): boolean => after === Verdict.Undetermined;
    if (added.length + removed.length + disruptions.length > 0 || changed.some((pair) => !isOpen(pair))) return Exit.No;
    return changed.length > 0 ? Exit.Undetermined : Exit.Fine;
}
