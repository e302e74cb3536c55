/**
 * Findings as JUnit XML, as Jenkins, GitLab and Azure DevOps read it: a suite for each area, a test case for each rule. There
 * is no standard; these are the elements that all of them document.
 */
import type { Finding } from "../../policy/finding";
import { inWords, placeOf, sorted, type Checked, type RuleInfo } from "./checked";

/** What is undetermined is skipped, and a failure where `strict` asks for certainty. */
export function junit(checked: Checked, strict = false): string {
    const findings = sorted(checked.findings);
    const areas = [...new Set(checked.rules.map(({ area }) => area))].sort();
    const suites = areas.map((area) => {
        const rules = checked.rules.filter((rule) => rule.area === area).sort((a, b) => (a.id < b.id ? -1 : 1));
        const cases = rules.map((rule) =>
            testCase(
                rule,
                findings.filter((f) => f.rule === rule.id),
                strict,
            ),
        );
        return { area, cases };
    });
    const all = suites.flatMap(({ cases }) => cases);
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="causeway check" ${counts(all)}>`,
        ...suites.flatMap(({ area, cases }) => [
            `  <testsuite name="${escaped(area)}" ${counts(cases)}>`,
            ...cases.map(({ xml }) => xml),
            "  </testsuite>",
        ]),
        "</testsuites>",
        "",
    ].join("\n");
}

type Outcome = "passed" | "failure" | "error" | "skipped";
interface Case {
    readonly outcome: Outcome;
    readonly xml: string;
}

function testCase(rule: RuleInfo, findings: readonly Finding[], strict: boolean): Case {
    const outcome = outcomeOf(findings, strict);
    const head = `    <testcase classname="causeway.${escaped(rule.area)}" name="${escaped(`${rule.id}: ${rule.title}`)}" time="0"`;
    if (outcome === "passed" && findings.length === 0) return { outcome, xml: `${head}/>` };
    const shown = findings.filter(({ status }) => outcome === "passed" || status !== "exempt");
    const summary = `${shown.length} ${shown.length === 1 ? "finding" : "findings"}, ${rule.severity}`;
    const text = shown.map(line).join("\n");
    const body: Readonly<Record<Outcome, string>> = {
        // Exempt findings keep their reason in the record of a test that passed.
        passed: `      <system-out>${escaped(text)}</system-out>`,
        failure: `      <failure message="${escaped(summary)}" type="${rule.severity}">${escaped(text)}</failure>`,
        error: `      <error message="the rule is broken" type="error">${escaped(text)}</error>`,
        skipped: `      <skipped message="${escaped(`undetermined: ${text}`)}"/>`,
    };
    return { outcome, xml: [`${head}>`, body[outcome], "    </testcase>"].join("\n") };
}

function outcomeOf(findings: readonly Finding[], strict: boolean): Outcome {
    const has = (status: Finding["status"]): boolean => findings.some((finding) => finding.status === status);
    if (has("error")) return "error";
    if (has("fail") || (strict && has("undetermined"))) return "failure";
    return has("undetermined") ? "skipped" : "passed";
}

function line(finding: Finding): string {
    const place = placeOf(finding);
    const { wrong, then } = inWords(finding);
    return `${finding.label}${place === "" ? "" : ` (${place})`}: ${wrong} ${then}`;
}

function counts(cases: readonly Case[]): string {
    const count = (outcome: Outcome): number => cases.filter((c) => c.outcome === outcome).length;
    return `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
}

/** Text for XML 1.0, which has no place for control characters, not even escaped (XML 1.0 §2.2). */
function escaped(text: string): string {
    return text
        .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/"/g, "&quot;")
        .replace(/\n/g, "&#10;");
}
