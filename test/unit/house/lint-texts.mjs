/**
 * Lints texts as if they stood in the given files, with the repository's own configuration: cases in as JSON on standard
 * input, findings out on standard output. A process of its own, because Jest cannot load an ESLint configuration that is
 * an ES module. Only cases marked `typed` load types; their files must exist.
 */
import { text } from "node:stream/consumers";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

const withoutTypes = new ESLint({
    overrideConfig: [
        tseslint.configs.disableTypeChecked,
        {
            rules: {
                "@pulumi/no-output-in-template-literal": "off",
                "@pulumi/no-output-instance-in-template-literal": "off",
            },
        },
    ],
});
const withTypes = new ESLint();

const findings = [];
for (const { file, code, typed } of JSON.parse(await text(process.stdin))) {
    const results = await (typed ? withTypes : withoutTypes).lintText(code, { filePath: file });
    findings.push(results.flatMap((r) => r.messages).map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(findings));
