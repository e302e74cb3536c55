/** `causeway preflight`: the practitioner's checklist. */
import type { Command } from "commander";
import type { Colour, Paint } from "../colour";
import { Exit } from "../exit";
import { inWords } from "../format/checked";
import { checklist, type Item } from "../preflight/checklist";
import { found, withCheckOptions, exitOf, type CheckOptions } from "./check-options";
import { answers, networkOf, question } from "./question";

export function preflightCommand(): Command {
    const command = withCheckOptions(
        question("preflight", "the checklist before going live: policies, latency, DNS, MTU, monitoring, certificates"),
    );
    return answers(command, async () => {
        const options = command.opts<CheckOptions>();
        const { checked, paths, config } = found(await networkOf(options), options);
        const items = checklist(checked, paths);
        const findings = items.flatMap((item) => item.findings);
        return {
            text: (paint) =>
                `${items.map((item) => itemText(item, paint)).join("\n")}\n\n${paint("dim", checked.source)}`,
            json: { source: checked.source, items, paths },
            exit: worstOf(items, exitOf(findings, options.failOn, config)),
        };
    });
}

/** A checklist with an open point is not done, however grave the point is. */
function worstOf(items: readonly Item[], exit: Exit): Exit {
    if (exit !== Exit.Fine) return exit;
    if (items.some(({ outcome }) => outcome === "failed")) return Exit.No;
    return items.some(({ outcome }) => outcome === "undetermined") ? Exit.Undetermined : Exit.Fine;
}

const MARKS: Readonly<Record<Item["outcome"], { readonly colour: Colour; readonly word: string }>> = {
    passed: { colour: "green", word: "passed" },
    failed: { colour: "red", word: "FAILED" },
    undetermined: { colour: "yellow", word: "open" },
    "not asked": { colour: "dim", word: "not asked" },
};
/** Enough to see what it is about; `causeway check` lists all. */
const SHOWN = 5;

function itemText({ title, outcome, findings, note }: Item, paint: Paint): string {
    const { colour, word } = MARKS[outcome];
    const shown = findings.slice(0, SHOWN).flatMap((finding) => {
        const { wrong, then } = inWords(finding);
        return [`             ${finding.label}: ${wrong}`, paint("dim", `             ${then}`)];
    });
    const more = findings.length - SHOWN;
    return [
        `${paint(colour, word.padEnd(11))}  ${paint("bold", title)}${note === "" ? "" : `: ${note}`}`,
        ...shown,
        ...(more > 0 ? [`             and ${more} more: causeway check`] : []),
    ].join("\n");
}
