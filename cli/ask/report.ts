/** `causeway report`: one page that shows the network and what is known of it, and opens without a connection. */
import type { Command } from "commander";
import * as fs from "node:fs";
import * as path from "node:path";
import { duringLongWork } from "../progress";
import { reportPage } from "../report/page";
import { Exit } from "../exit";
import { tally } from "../format/checked";
import { traffic } from "./asked-for";
import { found, withRuleOptions, type RuleOptions } from "./check-options";
import { usageOf } from "./usage";
import { answers, networkOf, question } from "./question";
import { reportOf } from "./report-model";

interface ReportOptions extends RuleOptions {
    readonly output: string;
    readonly usage?: string;
}

export function reportCommand(): Command {
    const command = withRuleOptions(
        question("report", "one HTML page: picture, who reaches whom, findings, cost and drills; opens offline"),
    )
        .option("-o, --output <file>", "the page", "causeway-report.html")
        .option("--usage <file>", "flows of the month for its cost, as 'causeway cost' takes them");
    return answers(command, async () => {
        const options = command.opts<ReportOptions>();
        const usage = usageOf(options.usage);
        const asked = await networkOf(options);
        const { checked } = found(asked, options);
        const page = await duringLongWork(`writing ${options.output}`, () => {
            const date = new Date().toISOString().slice(0, 10);
            return Promise.resolve(
                reportPage(reportOf(asked, checked.findings, traffic(options.traffic), usage, date)),
            );
        });
        fs.writeFileSync(options.output, page);
        const file = path.resolve(options.output);
        return {
            text: (paint) => `${tally(checked.findings)}\n${paint("bold", file)}`,
            json: { source: checked.source, file },
            // The page is written, whatever stands in it: `causeway check` is the gate.
            exit: Exit.Fine,
        };
    });
}
