import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { paintFor } from "../../../cli/colour";
import { fingerprints, sorted, tally, type Checked, type RuleInfo } from "../../../cli/format/checked";
import { checkedJson } from "../../../cli/format/json";
import { junit } from "../../../cli/format/junit";
import { markdown, MOST_CHARACTERS } from "../../../cli/format/markdown";
import { sarif } from "../../../cli/format/sarif";
import { findingsTable } from "../../../cli/format/table";
import type { Finding } from "../../../policy/finding";

/** What `causeway check` found, in the formats of terminals, pipelines and pull requests. */
const rule = (id: string, severity: RuleInfo["severity"], more: Partial<RuleInfo> = {}): RuleInfo => ({
    id,
    area: id.split("-")[0] ?? "",
    title: `Title of ${id}`,
    severity,
    frameworks: [{ name: "PCI DSS", version: "4.0.1", clause: "4.2.1" }],
    rationale: "Because.",
    fix: "Do it.",
    docs: `docs/policies.md#${id}`,
    ...more,
});
const TLS = rule("encryption-listener-tls", "high");
const LOGS = rule("observability-flow-logs", "medium");
const TAGS = rule("hygiene-required-tags", "low");
const ASN = rule("consistency-asn-unique", "critical");

const urnOf = (name: string): string => `urn:pulumi:prod::net::aws:lb/listener:Listener::${name}`;
const finding = (of: RuleInfo, name: string, more: Partial<Finding> = {}): Finding => ({
    rule: of.id,
    severity: of.severity,
    status: "fail",
    level: "mandatory",
    urn: urnOf(name),
    label: `listener ${name}`,
    message: "TLS 1.0 is accepted",
    fix: "Set sslPolicy.",
    position: { file: "src/my net.ts", line: 20 },
    ...more,
});
const EXEMPTION = { reason: "the old partner", expires: "2027-03-31" };
const FINDINGS: readonly Finding[] = [
    finding(LOGS, "shop", { status: "undetermined", message: "vpcId is not known before the deployment" }),
    finding(TLS, "web"),
    finding(TLS, "api", { status: "exempt", exemption: EXEMPTION }),
    finding(ASN, "core", { status: "error", message: "this rule failed" }),
];

let work: string;
beforeEach(() => {
    work = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-formats-"));
    fs.mkdirSync(path.join(work, ".git"));
    fs.mkdirSync(path.join(work, "infra", "net"), { recursive: true });
});
afterEach(() => fs.rmSync(work, { recursive: true, force: true }));

const checked = (findings: readonly Finding[] = FINDINGS): Checked => ({
    source: "preview of net",
    rules: [TLS, LOGS, TAGS, ASN],
    findings,
    folder: path.join(work, "infra", "net"),
    version: "1.2.3",
});

describe("a summary", () => {
    test.each([
        [[], "nothing found"],
        [FINDINGS, "1 high; 1 rule broken; 1 undetermined; 1 exempt"],
        [[finding(TLS, "a"), finding(TLS, "b"), finding(LOGS, "c")], "2 high, 1 medium"],
    ])("counts what fails by severity, and what is open by itself (%#)", (findings, text) => {
        expect(tally(findings)).toBe(text);
    });

    test("has failures before what is open, and the gravest first", () => {
        const findings = [finding(TAGS, "a"), ...FINDINGS, finding(LOGS, "b"), finding(TLS, "a")];
        expect(sorted(findings).map(({ status, label }) => `${status} ${label}`)).toEqual([
            "error listener core",
            "fail listener a",
            "fail listener web",
            "fail listener b",
            "fail listener a",
            "undetermined listener shop",
            "exempt listener api",
        ]);
    });
});

describe("SARIF", () => {
    interface Log {
        version: string;
        $schema: string;
        runs: {
            tool: { driver: { name: string; semanticVersion: string; rules: Record<string, unknown>[] } };
            invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[];
            results: Result[];
        }[];
    }
    interface Result {
        ruleId: string;
        ruleIndex: number;
        kind: string;
        level: string;
        message: { text: string };
        locations: { physicalLocation: unknown; logicalLocations?: unknown[] }[];
        partialFingerprints: Record<string, string>;
        suppressions?: unknown[];
    }
    const run = (findings?: readonly Finding[]): Log["runs"][number] =>
        (JSON.parse(sarif(checked(findings))) as Log).runs[0]!;

    test("has every member that SARIF 2.1.0 requires, and one run", () => {
        const log = JSON.parse(sarif(checked())) as Log;
        expect(log.version).toBe("2.1.0");
        expect(log.$schema).toMatch(/sarif-schema-2\.1\.0\.json$/);
        expect(log.runs).toHaveLength(1);
        const [{ tool, invocations, results }] = log.runs as [Log["runs"][number]];
        // §3.18.1, §3.19.2, §3.20.14, §3.49.3, §3.27.11, §3.11.8, §3.58.5 of the standard.
        expect(tool.driver).toMatchObject({ name: "Causeway", semanticVersion: "1.2.3" });
        for (const { executionSuccessful } of invocations) expect(executionSuccessful).toBe(true);
        for (const { id } of tool.driver.rules) expect(id).toMatch(/^[a-z-]+$/);
        for (const { message } of results) expect(message.text).not.toBe("");
    });

    test("tells of every rule that was asked: why, how to fix it, and what it is evidence for", () => {
        const { rules } = run().tool.driver;
        expect(rules.map(({ id }) => id)).toEqual([ASN.id, TLS.id, TAGS.id, LOGS.id]);
        expect(rules[1]).toEqual({
            id: "encryption-listener-tls",
            name: "EncryptionListenerTls",
            shortDescription: { text: "Title of encryption-listener-tls" },
            fullDescription: { text: "Because." },
            help: { text: "Because.\n\nDo it.", markdown: "Because.\n\n**Fix:** Do it." },
            helpUri: "https://github.com/causeway-iac/causeway/blob/main/docs/policies.md#encryption-listener-tls",
            defaultConfiguration: { level: "error" },
            properties: {
                "security-severity": "8.0",
                tags: ["security", "encryption", "PCI DSS 4.0.1 4.2.1"],
            },
        });
    });

    test("places a result at the user's line, by its path from the root of the repository", () => {
        const [result] = run().results;
        expect(result).toMatchObject({
            ruleId: TLS.id,
            ruleIndex: 1,
            kind: "fail",
            level: "error",
            message: { text: "listener web: TLS 1.0 is accepted. Fix: Set sslPolicy." },
        });
        expect(result?.locations).toEqual([
            {
                physicalLocation: {
                    artifactLocation: { uri: "infra/net/src/my%20net.ts" },
                    region: { startLine: 20 },
                },
                logicalLocations: [{ name: "listener web", fullyQualifiedName: urnOf("web"), kind: "resource" }],
            },
        ]);
    });

    test("places what no line makes at the project, because code scanning shows nothing without a file", () => {
        const [result] = run([{ ...finding(TLS, "web"), position: undefined }]).results;
        expect(result?.locations[0]?.physicalLocation).toEqual({
            artifactLocation: { uri: "infra/net/Pulumi.yaml" },
            region: { startLine: 1 },
        });
    });

    test("what is not known is open and has no level; an exemption is a suppression with its reason", () => {
        const { results } = run();
        expect(results.map(({ ruleId, kind, level }) => [ruleId, kind, level])).toEqual([
            [TLS.id, "fail", "error"],
            [LOGS.id, "open", "none"],
            [TLS.id, "fail", "error"],
        ]);
        expect(results[2]?.suppressions).toEqual([
            { kind: "external", status: "accepted", justification: "Exempt until 2027-03-31: the old partner." },
        ]);
    });

    test("a rule that is broken is a notification about the rule, not a result", () => {
        expect(run().invocations[0]?.toolExecutionNotifications).toEqual([
            { level: "error", message: { text: "this rule failed" }, associatedRule: { id: ASN.id } },
        ]);
    });

    test("an alert stays the same when its line, its words and its neighbours change", () => {
        const mark = (findings: readonly Finding[], name: string): string | undefined =>
            run(findings).results.find(({ message }) => message.text.startsWith(`listener ${name}:`))
                ?.partialFingerprints["primaryLocationLineHash"];
        const moved = finding(TLS, "web", { position: { file: "b.ts", line: 99 }, message: "TLS 1.1 is accepted" });
        expect(mark(FINDINGS, "web")).toMatch(/^[0-9a-f]{16}:1$/);
        expect(mark([finding(TLS, "aaa"), moved], "web")).toBe(mark(FINDINGS, "web"));
        expect(mark(FINDINGS, "api")).not.toBe(mark(FINDINGS, "web"));
    });

    test("two findings of one rule in one resource are two alerts", () => {
        const twins = [finding(TLS, "web", { message: "a" }), finding(TLS, "web", { message: "b" })];
        expect(new Set(fingerprints(twins).values()).size).toBe(2);
    });
});

describe("JUnit", () => {
    test("has a test case for every rule: passed, failed, skipped where it is open, broken", () => {
        expect(junit(checked()).split("\n")).toEqual([
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<testsuites name="causeway check" tests="4" failures="1" errors="1" skipped="1">',
            '  <testsuite name="consistency" tests="1" failures="0" errors="1" skipped="0">',
            '    <testcase classname="causeway.consistency" name="consistency-asn-unique: Title of consistency-asn-unique" time="0">',
            '      <error message="the rule is broken" type="error">listener core (src/my net.ts:20): this rule failed. Fix: Set sslPolicy.</error>',
            "    </testcase>",
            "  </testsuite>",
            '  <testsuite name="encryption" tests="1" failures="1" errors="0" skipped="0">',
            '    <testcase classname="causeway.encryption" name="encryption-listener-tls: Title of encryption-listener-tls" time="0">',
            '      <failure message="1 finding, high" type="high">listener web (src/my net.ts:20): TLS 1.0 is accepted. Fix: Set sslPolicy.</failure>',
            "    </testcase>",
            "  </testsuite>",
            '  <testsuite name="hygiene" tests="1" failures="0" errors="0" skipped="0">',
            '    <testcase classname="causeway.hygiene" name="hygiene-required-tags: Title of hygiene-required-tags" time="0"/>',
            "  </testsuite>",
            '  <testsuite name="observability" tests="1" failures="0" errors="0" skipped="1">',
            '    <testcase classname="causeway.observability" name="observability-flow-logs: Title of observability-flow-logs" time="0">',
            '      <skipped message="undetermined: listener shop (src/my net.ts:20): vpcId is not known before the deployment. Fix: Set sslPolicy."/>',
            "    </testcase>",
            "  </testsuite>",
            "</testsuites>",
            "",
        ]);
    });

    test("a rule with only exempt findings passes, and keeps the reason", () => {
        const xml = junit(checked([finding(TLS, "api", { status: "exempt", exemption: EXEMPTION })]));
        expect(xml).toContain('failures="0"');
        expect(xml).toContain(
            "<system-out>listener api (src/my net.ts:20): TLS 1.0 is accepted. Exempt until 2027-03-31:",
        );
    });

    test("what is open fails where certainty is asked for", () => {
        expect(junit(checked([FINDINGS[0]!]), true)).toContain('tests="4" failures="1" errors="0" skipped="0"');
    });

    test("names and messages stay text, whatever is in them", () => {
        const xml = junit(checked([finding(TLS, `<a>&"\u0000\u001b`)]));
        expect(xml).toContain("listener &lt;a&gt;&amp;&quot;\uFFFD\uFFFD (");
    });
});

describe("Markdown", () => {
    test("says how it stands, then a table, then what to do, folded", () => {
        const text = markdown(checked());
        expect(text.split("\n").slice(0, 6)).toEqual([
            "### Causeway: 1 high; 1 rule broken; 1 undetermined; 1 exempt",
            "",
            "4 rules, preview of net.",
            "",
            "| severity | status | rule | resource | where |",
            "| --- | --- | --- | --- | --- |",
        ]);
        expect(text).toContain("| high | fails | `encryption-listener-tls` | listener web | src/my net.ts:20 |");
        expect(text).toMatch(/<details>\n<summary>[^<]+<\/summary>\n\n- \*\*listener core\*\*[^]*\n<\/details>\n$/);
        expect(text).toContain(
            `(\`${urnOf("web")}\`), \`encryption-listener-tls\`: TLS 1.0 is accepted. Fix: Set sslPolicy.`,
        );
    });

    test("is one line where nothing was found", () => {
        expect(markdown(checked([]))).toBe("### Causeway: nothing found\n\n4 rules, preview of net.\n");
    });

    test("fits into a comment, with the gravest findings and how many it leaves out", () => {
        const many = Array.from({ length: 2_000 }, (_, i) => finding(TAGS, `shop-${i}`));
        const text = markdown(checked([...many, finding(TLS, "web")]));
        expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
        expect(text.length).toBeGreaterThan(MOST_CHARACTERS - 1_000);
        expect(text).toContain("listener web");
        const rows = text.split("\n").filter((line) => line.startsWith("| low") || line.startsWith("| high"));
        expect(text).toContain(`And ${2_001 - rows.length} more:`);
        expect(text).toContain("2000 low");
    });

    test("names stay text: no table cell, no tag, no mention", () => {
        const text = markdown(checked([finding(TLS, "a|b<script>@team `x`")]));
        expect(text).toContain("| listener a\\|b&lt;script&gt;@\u200bteam \\`x\\` |");
        expect(text.replace(/`urn:[^`]*`/g, "")).not.toContain("<script>");
    });
});

describe("the table", () => {
    const plain = paintFor({ isTTY: false }, {});

    test("has each finding with what to do and where, then how every area stands", () => {
        const text = findingsTable(checked(), plain);
        expect(text).toContain(
            [
                "HIGH  listener web  encryption-listener-tls",
                "  TLS 1.0 is accepted.",
                "  Fix: Set sslPolicy.",
                "  at src/my net.ts:20",
                `  ${urnOf("web")}`,
            ].join("\n"),
        );
        expect(text).toContain("UNDETERMINED (MEDIUM)  listener shop");
        expect(text.split("\n").slice(-7)).toEqual([
            "AREA           RULES  PASS  FAIL  UNDETERMINED  EXEMPT  ERROR",
            "consistency    1      0     0     0             0       1",
            "encryption     1      0     1     0             0       0",
            "hygiene        1      1     0     0             0       0",
            "observability  1      0     0     1             0       0",
            "",
            "1 high; 1 rule broken; 1 undetermined; 1 exempt: 4 rules, preview of net",
        ]);
    });

    test("is coloured on a terminal only, and never where somebody said no", () => {
        const red = "\u001b[31mHIGH\u001b[0m";
        expect(findingsTable(checked(), paintFor({ isTTY: true }, {}))).toContain(red);
        for (const env of [
            { NO_COLOR: "1" },
            { TERM: "dumb" },
            { FORCE_COLOR: "0" },
            { NO_COLOR: "1", FORCE_COLOR: "1" },
        ])
            expect(findingsTable(checked(), paintFor({ isTTY: true }, env))).not.toContain("\u001b");
        expect(findingsTable(checked(), paintFor({}, { FORCE_COLOR: "1" }))).toContain(red);
        expect(findingsTable(checked(), paintFor({ isTTY: true }, { NO_COLOR: "" }))).toContain(red);
    });
});

test("JSON has counts, every rule that was asked, and findings with their fingerprints", () => {
    expect(checkedJson(checked())).toMatchObject({
        rules: [ASN.id, TLS.id, TAGS.id, LOGS.id],
        counts: { fail: 1, undetermined: 1, exempt: 1, error: 1 },
        findings: [
            { rule: ASN.id },
            { rule: TLS.id, urn: urnOf("web"), fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/) as string },
            { rule: LOGS.id },
            { rule: TLS.id, exemption: EXEMPTION },
        ],
    });
});
