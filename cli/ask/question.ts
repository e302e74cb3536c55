/** What the commands that ask about a network share: their options, their exit codes, and how they print. */
import { Command, Option } from "commander";
import type { Network } from "../../graph/network";
import { readNetwork } from "../../graph/read";
import { paintFor, type Paint } from "../colour";
import { Exit, EXIT_HELP, judged, Unanswered } from "../exit";
import { load, type Loaded, type SourceOptions } from "../source";

export interface QuestionOptions extends SourceOptions {
    readonly json?: boolean;
    readonly strict?: boolean;
}

/** What a command says: for people, as JSON, and to the shell. */
export interface Reply {
    /** Lines for a terminal. */
    readonly text: (paint: Paint) => string;
    /** For programs; a version and the question stand around it. */
    readonly json: object;
    readonly exit: Exit;
}

/** The version of what `--json` prints: a member is added without a new one, never removed or changed. */
export const JSON_VERSION = 1;

/** A command with the options that every question takes. */
export function question(name: string, description: string): Command {
    return new Command(name)
        .description(description)
        .addOption(
            new Option("--stack <folder[#stack]>", "a Pulumi project, previewed; again for several").argParser(collect),
        )
        .addOption(
            new Option(
                "--preview <file>",
                "what 'pulumi preview --json --show-sames' printed; - is standard input",
            ).argParser(collect),
        )
        .addOption(
            new Option("--state <file>", "what 'pulumi stack export' printed; - is standard input").argParser(collect),
        )
        .option("--deployed", "of a project take the deployed state, not the preview")
        .option("--sim", "preview on the simulated clouds (the default where the project lives there only)")
        .option("--no-sim", "never on the simulated clouds")
        .option("--json", "answer in JSON")
        .option("--strict", "count undetermined as no")
        .addHelpText("after", EXIT_HELP);
}

/** Adds what a command does. Whatever keeps it from answering ends with the exit code of no answer, never with that of a no. */
export function answers(
    command: Command,
    reply: (words: readonly (string | undefined)[]) => Reply | Promise<Reply>,
): Command {
    return command.action(async () => {
        const { json: isJson = false, strict: isStrict = false } = command.opts<QuestionOptions>();
        try {
            const { text, json, exit } = await reply(command.processedArgs as (string | undefined)[]);
            process.exitCode = judged(exit, isStrict);
            print(isJson ? framed(command, process.exitCode, json) : text(paintFor(process.stdout)).trimEnd());
        } catch (error) {
            throw Object.assign(error as Error, { exitCode: Exit.Unanswered });
        }
    });
}

/** An answer as JSON: the version of the shape, the question and the exit code stand around it. */
export function framed(command: Command, exit: number, json: object): string {
    return JSON.stringify({ causeway: JSON_VERSION, question: command.name(), exit, ...json }, null, 2);
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

export interface Asked extends Loaded {
    readonly network: Network;
}

/** The network that the options name. */
export async function networkOf(options: SourceOptions): Promise<Asked> {
    return withNetwork(await load(options));
}

export function withNetwork(loaded: Loaded): Asked {
    if (loaded.resources.length === 0)
        throw new Unanswered(`the ${loaded.description} has no resources: nothing is deployed there`);
    return { ...loaded, network: readNetwork(loaded.resources) };
}

/** For an option that may be given again. */
export function collect(value: string, before: readonly string[] | undefined): readonly string[] {
    return [...(before ?? []), value];
}
