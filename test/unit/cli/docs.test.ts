import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { parseAllDocuments } from "yaml";
import { program } from "../../../cli";
import { packageRoot } from "../../../tools/engine/package-root";

/** Every command line that the documentation prints is one that the command line takes. */
const FILES = ["docs/cli.md", "docs/ci.md", "tools/start.mjs"];
const read = (file: string): string => fs.readFileSync(path.join(packageRoot(), file), "utf8");

const LINES = FILES.flatMap((file) =>
    [
        ...read(file).matchAll(
            /(?:npx --no )?causeway ((?:check|reach|matrix|explain|diff|drill|cost|preflight|diagram|report)\b[^`\n|;]*)/g,
        ),
    ]
        .map(([, line = ""]) => line.replace(/\|\|.*$/, "").trim())
        .filter((line) => !/[<[(…]|^report, |^check `/.test(line))
        .map((line) => [file, line] as const),
);

test("there are some, in each", () => {
    for (const file of FILES) expect(LINES.filter(([of]) => of === file).length).toBeGreaterThan(3);
});

test.each(LINES)("%s: causeway %s", (_, line) => {
    const words = line.split(/ +/).map((word) => word.replace(/^["']|["']$/g, ""));
    const command = program().commands.find((one) => one.name() === words[0]) as Command;
    let ran = false;
    command
        .action(() => void (ran = true))
        .exitOverride((error) => {
            throw error;
        });
    command.parse(words.slice(1), { from: "user" });
    expect(ran).toBe(true);
});

test("docs/cli.md lists every command, and every option of it stands in its help", () => {
    const page = read("docs/cli.md");
    for (const command of program().commands) {
        expect(page).toContain(`\`causeway ${command.name()}`);
        expect(command.description()).not.toBe("");
        for (const option of command.options)
            expect([command.name(), option.flags, option.description]).not.toContain("");
    }
});

test("the pipelines of docs/ci.md are YAML", () => {
    const blocks = [...read("docs/ci.md").matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = ""]) => text);
    expect(blocks).toHaveLength(4);
    for (const text of blocks) for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
});
