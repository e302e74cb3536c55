/**
 * Findings as SARIF 2.1.0 (OASIS, errata 01), in the subset that code scanning reads: rules with metadata, results with a
 * file and line, and fingerprints by which an alert stays the same when lines move.
 */
import type { Finding } from "../../policy/finding";
import type { Severity } from "../../policy/rule";
import { fingerprints, inWords, repositoryPath, sorted, type Checked, type RuleInfo } from "./checked";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME = "https://github.com/causeway-iac/causeway";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
    critical: "error",
    high: "error",
    medium: "warning",
    low: "note",
};
/** GitHub sorts by it: over 9.0 is critical, from 7.0 high, from 4.0 medium (docs: SARIF support for code scanning). */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
    critical: "9.5",
    high: "8.0",
    medium: "5.5",
    low: "2.0",
};

export function sarif(checked: Checked): string {
    const found = sorted(checked.findings);
    const [broken, results] = [found.filter(isBroken), found.filter((finding) => !isBroken(finding))];
    const marks = fingerprints(checked.findings);
    const rules = [...checked.rules].sort((a, b) => (a.id < b.id ? -1 : 1));
    const indexes = new Map(rules.map(({ id }, i) => [id, i]));
    const log = {
        $schema: SCHEMA,
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: {
                        name: "Causeway",
                        informationUri: HOME,
                        semanticVersion: checked.version,
                        rules: rules.map(descriptor),
                    },
                },
                invocations: [
                    {
                        // The run went well even where a rule did not: what it says about its rule stands here.
                        executionSuccessful: true,
                        toolExecutionNotifications: broken.map(({ rule, message }) => ({
                            level: "error",
                            message: { text: message },
                            associatedRule: { id: rule },
                        })),
                    },
                ],
                columnKind: "utf16CodeUnits",
                results: results.map((finding) =>
                    result(checked, finding, indexes.get(finding.rule), marks.get(finding) ?? ""),
                ),
            },
        ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
}

function isBroken({ status }: Finding): boolean {
    return status === "error";
}

function descriptor(rule: RuleInfo): object {
    return {
        id: rule.id,
        name: pascal(rule.id),
        shortDescription: { text: rule.title },
        fullDescription: { text: rule.rationale },
        help: {
            text: `${rule.rationale}\n\n${rule.fix}`,
            markdown: `${rule.rationale}\n\n**Fix:** ${rule.fix}`,
        },
        ...(rule.docs === undefined ? {} : { helpUri: `${HOME}/blob/main/${rule.docs}` }),
        defaultConfiguration: { level: LEVELS[rule.severity] },
        properties: {
            "security-severity": SECURITY_SEVERITY[rule.severity],
            tags: [
                "security",
                rule.area,
                ...rule.frameworks.map(({ name, version, clause }) => `${name} ${version} ${clause}`),
            ],
        },
    };
}

/** SARIF wants a name of a rule without separators: "EncryptionListenerTls". */
function pascal(id: string): string {
    return id
        .split(/[^A-Za-z0-9]+/)
        .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
        .join("");
}

function result(checked: Checked, finding: Finding, ruleIndex: number | undefined, mark: string): object {
    const isOpen = finding.status === "undetermined";
    const { wrong, then } = inWords(finding);
    return {
        ruleId: finding.rule,
        ...(ruleIndex === undefined ? {} : { ruleIndex }),
        // Only a failure has a level (SARIF 3.27.10).
        kind: isOpen ? "open" : "fail",
        level: isOpen ? "none" : LEVELS[finding.severity],
        message: { text: `${finding.label}: ${wrong} ${then}` },
        locations: [
            {
                physicalLocation: physicalLocation(checked.folder, finding),
                ...(finding.urn === undefined
                    ? {}
                    : {
                          logicalLocations: [
                              { name: finding.label, fullyQualifiedName: finding.urn, kind: "resource" },
                          ],
                      }),
            },
        ],
        partialFingerprints: { primaryLocationLineHash: mark },
        properties: { severity: finding.severity, status: finding.status },
        ...(finding.status === "exempt"
            ? { suppressions: [{ kind: "external", status: "accepted", justification: then }] }
            : {}),
    };
}

/** A finding about no line of the program stands at the head of the project: code scanning shows nothing without a file. */
function physicalLocation(folder: string, { position }: Finding): object {
    const uri = repositoryPath(folder, position?.file ?? "Pulumi.yaml")
        .split("/")
        .map(encodeURIComponent)
        .join("/");
    return { artifactLocation: { uri }, region: { startLine: position?.line ?? 1 } };
}
