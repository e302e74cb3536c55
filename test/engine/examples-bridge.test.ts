/**
 * The examples with a VpnBridge are ordinary Pulumi projects that come up as they are: on the real engine, on simulated clouds,
 * and a second time without a change.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { parse } from "yaml";
import { packageRoot } from "../../tools/engine/package-root";
import { Project, succeeded } from "../support/engine";

/** By example: tunnels, as its README counts them. */
const EXAMPLES = [
    ["three-cloud-triangle", 10],
    ["healthcare-aws-azure", 4],
    ["ecommerce-gcp-onprem", 4],
    ["media-wireguard", 3],
    ["branches-40", 272],
] as const;

const folderOf = (example: string): string => path.join(packageRoot(), "examples", example);

// Types are checked once, below, and not on every run. The engine writes its whole state twice for every resource, to survive a
// crash: with a thousand resources that takes minutes, of a test that is about something else.
const QUICKLY = {
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_EXPERIMENTAL: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
};
const before = process.env;
beforeAll(() => {
    process.env = { ...before, ...QUICKLY };
});
afterAll(() => {
    process.env = before;
});

/** A project with the example's own files, all of them. */
async function projectOf(example: string): Promise<Project> {
    const project = await Project.create(example, "", { typescript: true });
    const files = fs.readdirSync(folderOf(example)).filter((file) => /\.(ts|json|yaml)$/.test(file));
    for (const file of files.filter((name) => !/^Pulumi\..+\.yaml$/.test(name))) {
        fs.copyFileSync(path.join(folderOf(example), file), path.join(project.folder, file));
    }
    return project;
}

describe.each(EXAMPLES)("examples/%s", (example, tunnels) => {
    let project: Project;
    beforeAll(async () => {
        project = await projectOf(example);
    }, 600_000);
    afterAll(() => project.dispose());

    test("comes up, with as many tunnels as it says", async () => {
        expect(succeeded(await project.up()).errors).toEqual([]);
        const { resources } = await project.state();
        const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
        expect(stack?.outputs.tunnels).toBe(tunnels);
        expect(fs.readFileSync(path.join(folderOf(example), "README.md"), "utf8")).toContain(`${tunnels} tunnels`);
    });

    test("a second up changes nothing", async () => {
        const again = succeeded(await project.up());
        expect(again.steps).toEqual([]);
        expect(Object.keys(again.changes)).toEqual(["same"]);
    });

    test("a refresh finds nothing", async () => {
        const run = succeeded(await project.refresh());
        expect(Object.keys(run.changes)).toEqual(["same"]);
    });

    test("destroy leaves nothing", async () => {
        succeeded(await project.destroy());
        expect(await project.objects("--all")).toEqual([]);
    });
});

test("each compiles as its own tsconfig.json says", () => {
    const settings = EXAMPLES.map(([example]) => {
        const folder = folderOf(example);
        const { config } = ts.readConfigFile(path.join(folder, "tsconfig.json"), (file) => ts.sys.readFile(file));
        return ts.parseJsonConfigFileContent(config, ts.sys, folder);
    });
    const [first] = settings;
    for (const { options } of settings) expect(options).toEqual(first!.options);
    // All in one program: the SDKs are read once.
    const files = settings.flatMap(({ fileNames }) => fileNames);
    expect(files).toHaveLength(EXAMPLES.length);
    const found = ts.getPreEmitDiagnostics(ts.createProgram(files, { ...first!.options, noEmit: true }));
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test.each(EXAMPLES)("examples/%s says which clouds it needs, and nothing of simulated ones", (example) => {
    const texts = fs
        .readdirSync(folderOf(example))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => fs.readFileSync(path.join(folderOf(example), file), "utf8"));
    const { dependencies } = JSON.parse(fs.readFileSync(path.join(folderOf(example), "package.json"), "utf8")) as {
        dependencies: Record<string, string>;
    };
    const imported = texts.flatMap((text) =>
        [...text.matchAll(/ from "((?:@[\w-]+\/)[\w-]+)/g)].map(([, name]) => name),
    );
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...new Set(imported)]));
    const { name } = parse(fs.readFileSync(path.join(folderOf(example), "Pulumi.yaml"), "utf8")) as { name: string };
    expect(name).toBe(example);
    expect(texts.join("\n")).not.toMatch(/simulat|PULUMI_/i);
});
