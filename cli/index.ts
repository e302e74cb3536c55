/** The `causeway` command. */
import { Command, CommanderError } from "commander";
import { checkCommand } from "./ask/check";
import { costCommand } from "./ask/cost";
import { diagramCommand } from "./ask/diagram";
import { diffCommand } from "./ask/diff";
import { drillCommand } from "./ask/drill";
import { matrixCommand } from "./ask/matrix";
import { preflightCommand } from "./ask/preflight";
import { explainCommand, reachCommand } from "./ask/reach";
import { reportCommand } from "./ask/report";
import { Exit } from "./exit";
import { simCommand } from "./sim";
import { version } from "./version";

/** In the order of `--help`. */
const COMMANDS = [
    checkCommand,
    reachCommand,
    explainCommand,
    matrixCommand,
    diffCommand,
    drillCommand,
    costCommand,
    preflightCommand,
    diagramCommand,
    reportCommand,
    simCommand,
];

/** The command with all of its commands, not run yet. */
export function program(): Command {
    const all = new Command("causeway")
        .description("networks across clouds, proved before they are deployed")
        .version(version())
        .enablePositionalOptions();
    for (const make of COMMANDS) all.addCommand(make());
    everyCommand(all, (command) => command.exitOverride().showHelpAfterError("(see --help)"));
    return all;
}

export async function main(argv: string[]): Promise<void> {
    process.stdout.on("error", stopWhenNobodyReads);
    try {
        await program().parseAsync(argv);
    } catch (error) {
        process.exitCode = failed(error as Error);
    }
}

/** Who pipes the output into `head` has seen enough of it. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): void {
    if (error.code !== "EPIPE") throw error;
    process.exit();
}

/** Says what went wrong, and gives the exit code for it. */
function failed(error: Error & { exitCode?: number }): number {
    // Of usage commander has told already. Help and the version are no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : Exit.Unanswered;
    // An error of a command is a sentence for its user; the stack is nobody's business but a developer's.
    const text = process.env.CAUSEWAY_DEBUG === undefined ? error.message : error.stack;
    process.stderr.write(`causeway: ${text ?? error.message}\n`);
    return error.exitCode ?? 1;
}

function everyCommand(command: Command, change: (command: Command) => void): void {
    change(command);
    for (const child of command.commands) everyCommand(child, change);
}
