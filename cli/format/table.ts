/** Findings for people: each with what to do, then how every area stands. */
import type { Finding } from "../../policy/finding";
import type { Colour, Paint } from "../colour";
import { table } from "../table";
import type { Severity } from "../../policy/rule";
import { inWords, placeOf, sorted, tally, type Checked } from "./checked";

const COLOURS: Readonly<Record<Severity, Colour>> = { critical: "red", high: "red", medium: "yellow", low: "cyan" };
const COLUMNS = ["fail", "undetermined", "exempt", "error"] as const satisfies readonly Finding["status"][];

/** `isSummary` leaves the findings out, and says how every area stands. */
export function findingsTable(checked: Checked, paint: Paint, isSummary = false): string {
    const findings = sorted(checked.findings);
    return [
        ...(isSummary ? [] : findings.map((finding) => entry(finding, paint))),
        areas(checked),
        "",
        `${paint("bold", tally(findings))}: ${checked.rules.length} rules, ${checked.source}`,
    ].join("\n");
}

function entry(finding: Finding, paint: Paint): string {
    const mark = finding.status === "fail" ? finding.severity : `${finding.status} (${finding.severity})`;
    const place = placeOf(finding);
    const { wrong, then } = inWords(finding);
    return [
        `${paint(COLOURS[finding.severity], mark.toUpperCase())}  ${paint("bold", finding.label)}  ${finding.rule}`,
        `  ${wrong}`,
        `  ${then}`,
        ...(place === "" ? [] : [paint("dim", `  at ${place}`)]),
        ...(finding.urn === undefined ? [] : [paint("dim", `  ${finding.urn}`)]),
        "",
    ].join("\n");
}

/** A rule with several findings counts once, in the worst column. */
function areas({ rules, findings }: Checked): string {
    const worstOf = (id: string): Finding["status"] | "pass" =>
        (["error", "fail", "undetermined", "exempt"] as const).find((status) =>
            findings.some((finding) => finding.rule === id && finding.status === status),
        ) ?? "pass";
    const rows = [...new Set(rules.map(({ area }) => area))].sort().map((area) => {
        const outcomes = rules.filter((rule) => rule.area === area).map(({ id }) => worstOf(id));
        const count = (outcome: string): string => String(outcomes.filter((o) => o === outcome).length);
        return [area, String(outcomes.length), count("pass"), ...COLUMNS.map(count)];
    });
    return table(["AREA", "RULES", "PASS", ...COLUMNS.map((column) => column.toUpperCase())], rows);
}
