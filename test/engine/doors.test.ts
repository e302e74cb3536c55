/** The repository has two doors: its root is a deployable project, and a component package for other languages. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { execute } from "../../cli/sim/exec";
import { homeIn } from "../../cli/sim/home";
import { packageRoot } from "../../tools/engine/package-root";

let work: string;
beforeAll(() => {
    work = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-doors-"));
});
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

/** Runs Pulumi through `causeway sim exec` from a folder; resolves with what it printed. */
async function pulumi(folder: string, args: string[]): Promise<{ code: number; output: string }> {
    const file = path.join(work, `${args.join("-").replace(/\W+/g, "-").slice(0, 60)}.txt`);
    const script = `cd "$1" && shift && exec pulumi "$@" >"$0" 2>&1`;
    const command = ["sh", "-c", script, file, folder, ...args, "--non-interactive", "--color=never"];
    const code = await execute(homeIn(path.join(work, "home")), command, 1000);
    return { code, output: fs.readFileSync(file, "utf8") };
}

/** The files of the repository, without its history and its tests, as a user's checkout has them. */
function checkout(): string {
    const folder = path.join(work, "checkout");
    const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
        cwd: packageRoot(),
        encoding: "utf8",
    });
    for (const file of files.split("\0").filter((f) => f !== "" && !f.startsWith("test/"))) {
        if (!fs.existsSync(path.join(packageRoot(), file))) continue;
        fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        fs.copyFileSync(path.join(packageRoot(), file), path.join(folder, file));
    }
    fs.symlinkSync(path.join(packageRoot(), "node_modules"), path.join(folder, "node_modules"));
    return folder;
}

test("pulumi preview in the root is the program of examples/global-retail", async () => {
    const init = await pulumi(packageRoot(), ["stack", "init", "doors", "--no-select"]);
    expect(init).toMatchObject({ code: 0 });
    const preview = await pulumi(packageRoot(), ["preview", "--stack", "doors", "--json"]);
    fs.rmSync(path.join(packageRoot(), "Pulumi.doors.yaml"), { force: true });
    expect(preview.code).toBe(0);
    const fromRoot = names(preview.output);

    const example = path.join(packageRoot(), "examples", "global-retail");
    const fromExample = await pulumi(example, ["preview", "--stack", "doors", "--json"]);
    fs.rmSync(path.join(example, "Pulumi.doors.yaml"), { force: true });
    expect(fromExample.code).toBe(0);
    expect(fromRoot).toEqual(names(fromExample.output));
    expect(fromRoot).toContain("retail-gateway-virginia");
});

test("pulumi package get-schema reads the components from another folder", async () => {
    const { code, output } = await pulumi(work, ["package", "get-schema", checkout()]);
    expect([code, output]).toEqual([0, expect.stringContaining('"causeway:index:TransitHub"')]);
    const schema = JSON.parse(output.slice(output.indexOf("{"))) as {
        resources: Record<string, { isComponent: boolean }>;
    };
    expect(Object.keys(schema.resources).sort()).toEqual(
        ["HubAttachment", "TransitHub", "VpnBridge"].map((name) => `causeway:index:${name}`),
    );
    expect(schema.resources["causeway:index:TransitHub"]?.isComponent).toBe(true);
});

test("inside the root get-schema is refused by Pulumi itself, as the README says", async () => {
    const { code, output } = await pulumi(packageRoot(), ["package", "get-schema", "."]);
    expect(code).not.toBe(0);
    expect(output).toContain("detected both PulumiPlugin.yaml and Pulumi.yaml");
});

function names(preview: string): string[] {
    const { steps } = JSON.parse(preview.slice(preview.indexOf("{"))) as { steps: { op: string; urn: string }[] };
    return steps
        .map(({ op, urn }) => (urn.includes("pulumi:Stack") ? op : urn.slice(urn.lastIndexOf("::") + 2)))
        .sort();
}
