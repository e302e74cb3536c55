/** How a program is started: with the SDK that it has installed itself, and with the options of its Pulumi.yaml. */
import { spawn } from "node:child_process";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { exitCode, runtimeOptions, SdkMissing, startNode } from "../../../tools/engine/node-process";
import { temporaryFolder, write } from "./temporary-folder";

const infoWith = (options: Record<string, JavaScriptValue>): ProgramInfo =>
    new ProgramInfo().setOptions(Struct.fromJavaScript(options));

describe("the runtime options of Pulumi.yaml", () => {
    test.each<[string, ProgramInfo | undefined, object]>([
        ["none without a project", undefined, {}],
        ["none where the project states none", new ProgramInfo(), {}],
        ["Node arguments", infoWith({ nodeargs: "--stack-trace-limit=1" }), { nodeargs: "--stack-trace-limit=1" }],
        ["TypeScript off", infoWith({ typescript: false }), { typescript: false }],
        ["values of another type are not taken", infoWith({ nodeargs: 5, typescript: "no" }), {}],
        ["unknown options are left alone", infoWith({ packagemanager: "pnpm" }), {}],
    ])("%s", (_, info, expected) => {
        expect(runtimeOptions(info)).toEqual(expected);
    });
});

describe("a program's process", () => {
    const folder = temporaryFolder();
    const program = path.join(folder, "program");
    const installed = path.join(program, "node_modules", "@pulumi", "pulumi");
    write(path.join(installed, "package.json"), JSON.stringify({ name: "@pulumi/pulumi" }));
    write(
        path.join(installed, "cmd", "run", "index.js"),
        `console.log(JSON.stringify({
            script: __filename, args: process.argv.slice(2), node: process.execArgv, cwd: process.cwd(),
            typescript: process.env.PULUMI_NODEJS_TYPESCRIPT, given: process.env.GIVEN,
        }))`,
    );
    const start = (more: Partial<Parameters<typeof startNode>[0]>): ReturnType<typeof startNode> =>
        startNode({
            ...{ entry: "run", resolveFrom: program, cwd: folder, options: {}, args: ["--dry-run", "."] },
            ...{ env: { GIVEN: "yes" }, stdio: ["ignore", "pipe", "inherit"] },
            ...more,
        });
    const told = async (more: Partial<Parameters<typeof startNode>[0]>): Promise<unknown> =>
        JSON.parse(await text(start(more).stdout!));

    test("runs the SDK that the program has installed, where and with what it is told, as TypeScript", async () => {
        expect(await told({})).toEqual({
            script: path.join(installed, "cmd", "run", "index.js"),
            args: ["--dry-run", "."],
            node: [],
            cwd: folder,
            given: "yes",
            typescript: "true",
        });
    });

    test("splits the Node arguments at white space", async () => {
        expect(await told({ options: { nodeargs: "  --stack-trace-limit=1   --no-warnings " } })).toMatchObject({
            node: ["--stack-trace-limit=1", "--no-warnings"],
        });
    });

    test.each([true, false])("passes on typescript: %s", async (typescript) => {
        expect(await told({ options: { typescript } })).toMatchObject({ typescript: String(typescript) });
    });

    test("without an SDK, says where it is missing and what to do", () => {
        const elsewhere = path.join(folder, "elsewhere");
        expect(() => start({ resolveFrom: elsewhere })).toThrow(SdkMissing);
        expect(() => start({ resolveFrom: elsewhere })).toThrow(`is not installed for ${elsewhere}: run 'npm install'`);
    });
});

describe("an exit code", () => {
    const node = (script: string): ReturnType<typeof spawn> => spawn(process.execPath, ["-e", script]);

    test("is the process's own", async () => {
        expect(await exitCode(node("process.exit(32)"))).toBe(32);
    });

    test("is that of a terminated process where a signal ended it", async () => {
        expect(await exitCode(node("process.kill(process.pid, 'SIGKILL')"))).toBe(143);
    });

    test("does not come where the program cannot be started", async () => {
        await expect(exitCode(spawn(path.join("/", "no", "such", "program")))).rejects.toThrow("ENOENT");
    });
});
