import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { isSimulated, projectAt } from "../../../cli/engine-run";
import { load, loadFile } from "../../../cli/source";
import { UNKNOWN } from "../../../graph/read/values";

/** Where the network of a question comes from, and what is said when it cannot be read. */
let work: string;
const before = { ...process.env };
beforeEach(() => {
    work = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-source-"));
    process.env.PULUMI_HOME = path.join(work, "settings");
    process.env.CAUSEWAY_SIM_HOME = path.join(work, "sim");
});
afterEach(() => {
    fs.rmSync(work, { recursive: true, force: true });
    process.env = { ...before };
});

const urn = (name: string, stack = "prod"): string => `urn:pulumi:${stack}::net::aws:ec2/vpc:Vpc::${name}`;
const vpc = (name: string, stack?: string): object => ({
    urn: urn(name, stack),
    type: "aws:ec2/vpc:Vpc",
    custom: true,
    inputs: { cidrBlock: "10.0.0.0/16" },
});
const preview = (op: string, ...names: string[]): object => ({
    steps: names.map((name) => ({ op, urn: urn(name), newState: vpc(name) })),
    changeSummary: { [op]: names.length },
});
const state = (stack: string, ...names: string[]): object => ({
    version: 3,
    deployment: { resources: names.map((name) => ({ ...vpc(name, stack), id: `vpc-${name}` })) },
});

function file(name: string, content: unknown): string {
    const at = path.join(work, name);
    fs.writeFileSync(at, typeof content === "string" ? content : JSON.stringify(content));
    return at;
}

/** A program called pulumi, first on PATH, that does what the script says. */
function pulumi(script: string): void {
    const bin = path.join(work, "bin");
    fs.mkdirSync(bin, { recursive: true });
    fs.writeFileSync(path.join(bin, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    process.env.PATH = `${bin}${path.delimiter}${before.PATH ?? ""}`;
}

function project(name = "net"): string {
    const folder = path.join(work, "project");
    fs.mkdirSync(path.join(folder, "src"), { recursive: true });
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
    return folder;
}

describe("files", () => {
    test("a preview and states of other stacks are one network", async () => {
        const files = [file("a.json", preview("create", "shop")), file("b.json", state("shared", "dns"))] as const;
        const { resources, description } = await load({ preview: [files[0]], state: [files[1]] });
        expect(resources.map(({ name, stack }) => [name, stack])).toEqual([
            ["shop", "net/prod"],
            ["dns", "net/shared"],
        ]);
        expect(description).toBe(`preview in ${files[0]} and state in ${files[1]}`);
    });

    test("are told apart by what they hold", () => {
        expect(loadFile(file("a.json", preview("create", "shop"))).description).toMatch(/^preview in /);
        expect(loadFile(file("b.json", state("prod", "shop"))).description).toMatch(/^state in /);
        expect(() => loadFile(file("c.json", { vpcs: [] }))).toThrow(/c\.json is neither a preview .* nor the export/);
    });

    test.each([
        ["missing", undefined, /^there is no file .*x\.json$/],
        ["empty", " \n", /x\.json is empty$/],
        ["no JSON", "Previewing update", /x\.json is not JSON .*Make it with: pulumi preview --json --show-sames/],
        ["no preview", { vpcs: [] }, /x\.json: this is no preview: it has no list of 'steps'/],
        ["a state", state("prod", "shop"), /x\.json is a state, not a preview: use --state$/],
    ])("%s: says what to do", async (_, content, message) => {
        const at = path.join(work, "x.json");
        if (content !== undefined) file("x.json", content);
        await expect(load({ preview: [at] })).rejects.toThrow(message);
    });

    test("a preview that lists only changes is refused: the rest of the network is missing", async () => {
        const partial = { ...preview("create", "shop"), changeSummary: { create: 1, same: 41 } };
        await expect(load({ preview: [file("a.json", partial)] })).rejects.toThrow(
            /leaves out 41 resources that the preview does not change.*--show-sames/s,
        );
        const whole = { ...preview("same", "shop", "dns"), changeSummary: { same: 2 } };
        expect((await load({ preview: [file("b.json", whole)] })).resources).toHaveLength(2);
    });

    test("what a preview keeps has its id and what the cloud computed; what it makes anew has neither", async () => {
        const step = (op: string, inputs: object, more: object = {}): object => ({
            op,
            urn: urn(op),
            oldState: {
                ...vpc(op),
                id: `vpc-${op}`,
                outputs: { cidrBlock: "10.0.0.0/16", mainRouteTableId: "rtb-1", tenancy: "default" },
            },
            newState: { ...vpc(op), inputs },
            ...more,
        });
        const steps = [
            step("same", { cidrBlock: "10.0.0.0/16" }),
            step("update", { cidrBlock: "10.9.0.0/16" }, { detailedDiff: { cidrBlock: {} } }),
            step("replace", { cidrBlock: "10.9.0.0/16" }, { detailedDiff: { cidrBlock: {} } }),
            {
                ...step("same", {}),
                urn: urn("tagged"),
                op: "update",
                detailedDiff: { "tags.Name": {} },
                newState: { ...vpc("tagged"), inputs: {} },
            },
        ];
        const { resources } = await load({ preview: [file("a.json", { steps })] });
        expect(resources.map(({ name, id, props }) => [name, id, props])).toEqual([
            ["same", "vpc-same", { cidrBlock: "10.0.0.0/16", mainRouteTableId: "rtb-1", tenancy: "default" }],
            // An update may change what the cloud computes, but not what names the parts of the resource.
            ["update", "vpc-update", { cidrBlock: "10.9.0.0/16", mainRouteTableId: "rtb-1" }],
            ["replace", UNKNOWN, { cidrBlock: "10.9.0.0/16" }],
            ["tagged", "vpc-same", { mainRouteTableId: "rtb-1", tenancy: "default" }],
        ]);
    });

    test("the same stack twice is refused, whichever way it is told", async () => {
        const files = {
            preview: [file("a.json", preview("same", "shop"))],
            state: [file("b.json", state("prod", "shop"))],
        };
        await expect(load(files)).rejects.toThrow(/both tell of the stack net\/prod: name one of them/);
    });

    test("standard input is one source only", async () => {
        await expect(load({ preview: ["-"], state: ["-"] })).rejects.toThrow(
            /standard input \(-\) can be one source only/,
        );
    });
});

describe("projects", () => {
    const here = process.cwd();
    afterEach(() => process.chdir(here));

    test("the current folder's project is previewed, with everything that stays the same", async () => {
        pulumi(`echo "$@" > ${work}/asked; pwd >> ${work}/asked; echo '${JSON.stringify(preview("same", "shop"))}'`);
        const folder = project();
        process.chdir(path.join(folder, "src"));
        const loaded = await load({});
        expect(loaded.resources.map(({ name }) => name)).toEqual(["shop"]);
        expect(loaded).toMatchObject({ description: "preview of net", folder });
        expect(fs.readFileSync(path.join(work, "asked"), "utf8").split("\n")).toEqual([
            "preview --json --show-sames --show-reads --show-replacement-steps --non-interactive",
            fs.realpathSync(folder),
            "",
        ]);
    });

    test("--deployed reads the state, of the stack that is named", async () => {
        pulumi(`echo "$@" > ${work}/asked; echo '${JSON.stringify(state("prod", "shop"))}'`);
        const { description } = await load({ stack: [`${project()}#prod`], deployed: true });
        expect(description).toBe("state of net");
        expect(fs.readFileSync(path.join(work, "asked"), "utf8")).toBe("stack export --stack prod --non-interactive\n");
    });

    test("a preview that fails gives the program's error", async () => {
        const diagnostics = [
            { severity: "warning", message: "warning: old" },
            {
                severity: "error",
                message: "error: Running program failed:\n\u001b[31mTypeError\u001b[39m: x is not a function",
            },
        ];
        pulumi(`echo '${JSON.stringify({ steps: [], diagnostics }).replace(/\\/g, "\\\\")}'; exit 255`);
        await expect(load({ stack: [project()] })).rejects.toThrow(
            /^pulumi preview failed in .*project:\n {2}Running program failed:\n {2}TypeError: x is not a function\nTo try it/,
        );
    });

    test("an engine that fails before it has JSON gives its last lines", async () => {
        pulumi("seq 1 40 >&2; echo 'error: no stack selected' >&2; exit 1");
        const failure = load({ stack: [project()] });
        await expect(failure).rejects.toThrow(/\n {2}40\n {2}error: no stack selected\n/);
        await expect(failure).rejects.not.toThrow(/\n {2}5\n/);
    });

    test("no project and no engine: says what to name and what to install", async () => {
        await expect(load({ stack: [work] })).rejects.toThrow(
            /neither .* nor a folder above it is a Pulumi project.*--state/,
        );
        await expect(load({ stack: [path.join(work, "nowhere")] })).rejects.toThrow(/there is no folder .*nowhere/);
        process.env.PATH = path.join(work, "empty");
        await expect(load({ stack: [project()] })).rejects.toThrow(/no `pulumi` on PATH.*--sim/);
    });

    test("a project lives on the simulated clouds when its only stack is there", () => {
        const found = projectAt(project());
        expect(isSimulated(found)).toBe(false);
        const stacks = path.join(work, "sim", "backend", ".pulumi", "stacks", "net");
        fs.mkdirSync(stacks, { recursive: true });
        fs.writeFileSync(path.join(stacks, "sim.json"), "{}");
        expect(isSimulated(found)).toBe(true);
        expect(isSimulated({ ...found, name: "another" })).toBe(false);
    });

    test("a stack that is selected in Pulumi's own settings keeps it off the simulated clouds", () => {
        const found = projectAt(project());
        fs.mkdirSync(path.join(work, "sim", "backend", ".pulumi", "stacks", "net"), { recursive: true });
        fs.writeFileSync(path.join(work, "sim", "backend", ".pulumi", "stacks", "net", "sim.json"), "{}");
        const settings = path.join(work, "settings", "workspaces");
        fs.mkdirSync(settings, { recursive: true });
        const manifest = path.join(found.folder, "Pulumi.yaml");
        const hash = crypto.createHash("sha1").update(manifest).digest("hex");
        fs.writeFileSync(path.join(settings, `net-${hash}-workspace.json`), '{"stack":"prod"}');
        expect(isSimulated(found)).toBe(false);
    });
});
