/**
 * Lints texts as if they stood in the given files, with the repository's own configuration: cases in as JSON on standard
 * input, findings out on standard output. A process of its own, because Jest cannot load an ESLint configuration that is
 * an ES module. Only cases marked `typed` load types: of what their text imports, and not of the whole house.
 */
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { ESLint } from "eslint";
import ts from "typescript";
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

/** The repository's rules on a program of this file alone. */
function withTypes(file, code) {
    const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, process.cwd());
    const host = ts.createCompilerHost(options);
    const onDisk = host.readFile;
    host.readFile = (name) => (path.resolve(name) === path.resolve(file) ? code : onDisk(name));
    const programs = [ts.createProgram([path.resolve(file)], options, host)];
    return new ESLint({
        overrideConfig: { languageOptions: { parserOptions: { projectService: false, programs } } },
    });
}

const findings = [];
for (const { file, code, typed } of JSON.parse(await text(process.stdin))) {
    const results = await (typed ? withTypes(file, code) : withoutTypes).lintText(code, { filePath: file });
    findings.push(results.flatMap((r) => r.messages).map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(findings));
