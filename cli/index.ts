/** The `causeway` command. */
import { Command } from "commander";
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../tools/engine/package-root";
import { simCommand } from "./sim";

export async function main(argv: string[]): Promise<void> {
    const manifest = JSON.parse(fs.readFileSync(path.join(packageRoot(), "package.json"), "utf8")) as {
        version: string;
    };
    const program = new Command("causeway")
        .description("networks across clouds, proved before they are deployed")
        .version(manifest.version)
        .enablePositionalOptions()
        .addCommand(simCommand());
    try {
        await program.parseAsync(argv);
    } catch (error) {
        // An error of a command is a sentence for its user; the stack is nobody's business but a developer's.
        process.stderr.write(
            `causeway: ${process.env.CAUSEWAY_DEBUG === undefined ? (error as Error).message : (error as Error).stack}\n`,
        );
        process.exitCode = 1;
    }
}
