/** Findings as Markdown for a pull request: a line that says how it stands, a table, and what to do, folded. */
import type { Finding } from "../../policy/finding";
import { inWords, placeOf, sorted, tally, type Checked } from "./checked";

/** GitHub takes comments of up to 65,536 characters, the other two more; this leaves room for what a pipeline adds. */
export const MOST_CHARACTERS = 60_000;
const MARKS: Readonly<Record<Finding["status"], string>> = {
    error: "broken",
    fail: "fails",
    undetermined: "undetermined",
    exempt: "exempt",
};

export function markdown(checked: Checked): string {
    const findings = sorted(checked.findings);
    const head = [
        `### Causeway: ${tally(findings)}`,
        "",
        `${checked.rules.length} rules, ${escaped(checked.source)}.`,
        "",
    ].join("\n");
    if (findings.length === 0) return head;
    // Each finding costs a row and a paragraph. What does not fit any more is counted, and stands in the other formats.
    const parts = findings.map((finding) => ({ row: row(finding), detail: detail(finding) }));
    const frame = head.length + FRAME.length + MORE.length;
    let room = MOST_CHARACTERS - frame;
    const fitting = parts.filter(({ row: r, detail: d }) => {
        room -= r.length + d.length + 2;
        return room >= 0;
    });
    const more = parts.length - fitting.length;
    return [
        head,
        TABLE_HEAD,
        ...fitting.map((part) => part.row),
        ...(more === 0 ? [] : ["", MORE.replace("N", String(more))]),
        "",
        DETAILS_HEAD,
        ...fitting.map((part) => part.detail),
        DETAILS_END,
        "",
    ].join("\n");
}

const TABLE_HEAD = "| severity | status | rule | resource | where |\n| --- | --- | --- | --- | --- |";
const DETAILS_HEAD = "<details>\n<summary>What was found, and how to fix it</summary>\n";
const DETAILS_END = "\n</details>";
const MORE = "And N more: see the table, the SARIF or the JSON of the same run.";
/** What stands around the findings, with the number that replaces a letter of `MORE`, and line ends. */
const FRAME = TABLE_HEAD + DETAILS_HEAD + DETAILS_END + " ".repeat(20);

function row(finding: Finding): string {
    const cells = [finding.severity, MARKS[finding.status], code(finding.rule), finding.label, placeOf(finding)];
    return `| ${cells.map((cell, i) => (i === 2 ? cell : escaped(cell))).join(" | ")} |`;
}

function detail(finding: Finding): string {
    const urn = finding.urn === undefined ? "" : ` (${code(finding.urn)})`;
    const { wrong, then } = inWords(finding);
    return `- **${escaped(finding.label)}**${urn}, ${code(finding.rule)}: ${escaped(wrong)} ${escaped(then)}`;
}

/** Everything between the marks is text already, but for the mark itself. */
function code(text: string): string {
    return `\`${text.replace(/[`\n\r]/g, " ")}\``;
}

/** Text that stays text: no table cell, no tag, no link and no mention comes of it. */
function escaped(text: string): string {
    return text
        .replace(/\s+/g, " ")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/([\\`*_[\]|~])/g, "\\$1")
        .replace(/@(?=\w)/g, "@\u200b");
}
