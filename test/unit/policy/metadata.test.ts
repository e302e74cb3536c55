/** What every rule says of itself: people, auditors and the documentation rely on it. */
import * as fs from "node:fs";
import * as path from "node:path";
import { anchorOf, policyDocs } from "../../../policy/docs";
import { AREAS, SEVERITIES } from "../../../policy/rule";
import { RULES } from "../../../policy/rules";

const ROOT = path.resolve(__dirname, "../../..");
const FOLDER = path.join(ROOT, "policy", "rules");

/** "encryption-listener-tls" of encryption/listener-tls.ts */
const files = AREAS.flatMap((area) =>
    fs.readdirSync(path.join(FOLDER, area)).map((file) => `${area}-${path.basename(file, ".ts")}`),
);

test("every file of a rule is in the list, under the name of the file", () => {
    const ids = RULES.filter(({ judges }) => judges !== "exemptions").map(({ id }) => id);
    expect([...ids].sort()).toEqual([...files].sort());
});

test("no two rules have one id", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    test("has an id of its area, a severity and a profile", () => {
        expect(id).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
        expect(id.startsWith(`${rule.area}-`)).toBe(true);
        expect(SEVERITIES).toContain(rule.severity);
        expect(rule.profiles.length).toBeGreaterThan(0);
    });

    test("names rule books by clause", () => {
        expect(rule.frameworks.length).toBeGreaterThan(0);
        for (const { name, version, clause } of rule.frameworks) {
            expect([name, version].every((text) => text !== "")).toBe(true);
            expect(clause).toMatch(/\d/);
        }
    });

    test("speaks in sentences", () => {
        expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
        for (const text of [rule.rationale, rule.fix]) expect(text).toMatch(/^[A-Z].*\.$/);
    });

    test("stands in the documentation under its id", () => {
        expect(policyDocs()).toContain(`\n### ${anchorOf(rule)}\n`);
    });

    test("has a default for each setting, and tells what it is", () => {
        const { members = {}, defaults = {} } = rule.settings ?? {};
        expect(Object.keys(members)).toEqual(Object.keys(defaults));
        for (const { text } of Object.values(members)) expect(text).toMatch(/\.$/);
    });
});

test("docs/policies.md is what the rules say: node tools/policy-docs.mjs makes it", () => {
    expect(fs.readFileSync(path.join(ROOT, "docs", "policies.md"), "utf8")).toBe(policyDocs());
});

test("the pack has the package's version", () => {
    const versionOf = (file: string): unknown =>
        (JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8")) as { version: string }).version;
    expect(versionOf("policy/package.json")).toBe(versionOf("package.json"));
});
