/** `causeway reach` and `causeway explain`: who reaches whom, over which path, or what is in the way. */
import { type Command, Option } from "commander";
import { Verdict, type Answer } from "../../graph/answer";
import { reach } from "../../graph/reach";
import { Exit } from "../exit";
import { answerText } from "../format/answer";
import { answerJson } from "../format/json";
import { ENDPOINT_HELP, selected, traffic } from "./asked-for";
import { answers, networkOf, question, type QuestionOptions, type Reply } from "./question";

interface ReachOptions extends QuestionOptions {
    readonly expect: "reachable" | "denied";
}

export function reachCommand(): Command {
    return asking("reach", "whether packets arrive and answers come back, and the path of each outcome", false);
}

export function explainCommand(): Command {
    return asking(
        "explain",
        "as reach, with every way, the URN and line of each resource, and the links between",
        true,
    );
}

function asking(name: string, description: string, isFull: boolean): Command {
    const command = question(name, description)
        .argument("<from>", "who sends: vpc/shop")
        .argument("<to>", "who receives: vpc/orders, internet, 10.0.0.0/16")
        .argument("[traffic]", "what is sent: tcp/443", "all")
        .addOption(
            new Option("--expect <verdict>", "the verdict that ends with exit code 0")
                .choices(["reachable", "denied"])
                .default("reachable"),
        )
        .addHelpText("after", ENDPOINT_HELP);
    return answers(command, async (words) => {
        const options = command.opts<ReachOptions>();
        const { network, description } = await networkOf(options);
        const [from, to] = [selected(network, words[0], "from"), selected(network, words[1], "to")];
        const answer = reach(network, from, to, traffic(words[2]));
        const reply: Reply = {
            text: (paint) => `${answerText(network, answer, { isFull }, paint)}\n\n${paint("dim", description)}`,
            json: { source: description, ...answerJson(network, answer) },
            exit: exitOf(answer, options.expect),
        };
        return reply;
    });
}

/** Some packets through is a no to either expectation. */
function exitOf({ verdict }: Answer, expected: ReachOptions["expect"]): Exit {
    if (verdict === Verdict.Undetermined) return Exit.Undetermined;
    const wanted = expected === "denied" ? Verdict.Denied : Verdict.Reachable;
    return verdict === wanted ? Exit.Fine : Exit.No;
}
