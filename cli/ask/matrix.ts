/** `causeway matrix`: who reaches whom, all at once. */
import { type Command, Option } from "commander";
import { Verdict } from "../../graph/answer";
import { groupsOf, matrix, type Group, type Matrix } from "../../graph/matrix";
import type { Network } from "../../graph/network";
import { Exit } from "../exit";
import { grid } from "../format/grid";
import { reasonJson } from "../format/json";
import { ENDPOINT_HELP, selected, traffic } from "./asked-for";
import { answers, collect, networkOf, question, type QuestionOptions } from "./question";

interface MatrixOptions extends QuestionOptions {
    readonly among?: readonly string[];
}

export function matrixCommand(): Command {
    const command = question("matrix", "who reaches whom: every network, site and the internet with each other")
        .argument("[traffic]", "what is sent: tcp/443", "all")
        .addOption(
            new Option("--among <endpoint>", "these instead of every network; again for more").argParser(collect),
        )
        .addHelpText("after", ENDPOINT_HELP);
    return answers(command, async ([asked]) => {
        const options = command.opts<MatrixOptions>();
        const { network, description } = await networkOf(options);
        const groups = options.among?.map((text) => groupOf(network, text)) ?? groupsOf(network);
        const answer = matrix(network, traffic(asked), groups);
        const isOpen = answer.cells.flat().some((cell) => cell.isAsked && cell.verdict === Verdict.Undetermined);
        return {
            text: (paint) => `${grid(answer, paint)}\n${paint("dim", `${answer.traffic}; ${description}`)}`,
            json: { source: description, ...matrixJson(network, answer) },
            exit: isOpen ? Exit.Undetermined : Exit.Fine,
        };
    });
}

function groupOf(network: Network, text: string): Group {
    const { hosts } = selected(network, text, "among");
    return { name: text, place: hosts[0]?.place ?? text, hosts };
}

function matrixJson(network: Network, { traffic: text, groups, cells }: Matrix): object {
    const pairs = cells.flatMap((row, i) =>
        row.flatMap(({ verdict, reason, isAsked }, j) =>
            !isAsked
                ? []
                : [
                      {
                          from: groups[i]?.name,
                          to: groups[j]?.name,
                          verdict,
                          ...(reason === undefined ? {} : { reason: reasonJson(network, reason) }),
                      },
                  ],
        ),
    );
    return { traffic: text, groups: groups.map(({ name }) => name), pairs };
}
