/** `causeway check`: the policies and the checklist, on a preview or a state, for people and for pipelines. */
import { type Command, Option } from "commander";
import * as fs from "node:fs";
import type { Paint } from "../colour";
import type { Checked } from "../format/checked";
import { checkedJson } from "../format/json";
import { junit } from "../format/junit";
import { markdown } from "../format/markdown";
import { sarif } from "../format/sarif";
import { findingsTable } from "../format/table";
import { exitOf, found, withCheckOptions, type CheckOptions } from "./check-options";
import { answers, framed, networkOf, question } from "./question";

const FILES = ["sarif", "junit", "markdown"] as const;
type FileFormat = (typeof FILES)[number];

interface Options extends CheckOptions, Partial<Record<FileFormat, string>> {
    readonly format: "table" | "json" | FileFormat;
    readonly summary?: boolean;
}

export function checkCommand(): Command {
    const command = withCheckOptions(
        question("check", "the policies and the checklist: what is wrong, where, and how to fix it"),
    )
        .addOption(
            new Option("--format <format>", "how it is printed").choices(["table", "json", ...FILES]).default("table"),
        )
        .option("--summary", "of the table only how every area stands")
        .option("--sarif <file>", "write SARIF 2.1.0 too, for code scanning")
        .option("--junit <file>", "write JUnit XML too, for test reports")
        .option("--markdown <file>", "write Markdown too, for a pull request");
    return answers(command, async () => {
        const options = command.opts<Options>();
        const { checked, config } = found(await networkOf(options), options);
        const exit = exitOf(checked.findings, options.failOn, config);
        const formats: Readonly<Record<FileFormat, () => string>> = {
            sarif: () => sarif(checked),
            junit: () => junit(checked, options.strict),
            markdown: () => markdown(checked),
        };
        for (const format of FILES) {
            const file = options[format];
            if (file !== undefined) fs.writeFileSync(file, formats[format]());
        }
        const json = { source: checked.source, ...checkedJson(checked) };
        return { text: (paint) => printed(checked, options, paint, json, formats, exit), json, exit };
    });

    function printed(
        checked: Checked,
        { format, summary }: Options,
        paint: Paint,
        json: object,
        formats: Readonly<Record<FileFormat, () => string>>,
        exit: number,
    ): string {
        if (format === "table") return findingsTable(checked, paint, summary);
        return format === "json" ? framed(command, exit, json) : formats[format]();
    }
}
