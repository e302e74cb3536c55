/** What the documentation prints works as it prints it. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { packageRoot } from "../../tools/engine/package-root";
import { Project, succeeded } from "../support/engine";

const read = (file: string): string => fs.readFileSync(path.join(packageRoot(), file), "utf8");
const blocks = (file: string, language: string): string[] =>
    [...read(file).matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map((match) => match[1] ?? "");

const PAGES = ["README.md", ...["transit-hub", "vpn-bridge", "hub-attachment"].map((c) => `components/${c}/README.md`)];
const PROGRAMS = PAGES.flatMap((file) =>
    blocks(file, "ts").map((text, i) => [`${file}, example ${i + 1}`, text] as const),
);

describe("programs", () => {
    let project: Project;
    beforeAll(async () => {
        project = await Project.create("docs", "", { typescript: true });
    }, 600_000);
    afterAll(() => project.dispose());

    test("there are some", () => {
        expect(PROGRAMS.length).toBeGreaterThan(3);
    });

    test.each(PROGRAMS)("%s compiles and previews", async (_, text) => {
        project.program(text);
        const run = succeeded(await project.preview());
        expect(run.steps.filter((step) => step.startsWith("create ")).length).toBeGreaterThan(1);
    });
});

describe.each([
    ["docs/planning.md", 13],
    ["docs/graph.md", 1],
])("%s", (page, count) => {
    /** A command, and the text that the page says it prints. */
    const EXAMPLES = [...read(page).matchAll(/^```sh\n(node -e '\n[^]*?)^```\n\n```text\n([^]*?)^```$/gm)].map(
        ([, command = "", printed = ""], i) => [i + 1, command, printed] as const,
    );

    test("every command is followed by what it prints", () => {
        expect(EXAMPLES).toHaveLength(count);
        expect(blocks(page, "sh").filter((block) => block.startsWith("node"))).toHaveLength(count);
    });

    test.each(EXAMPLES)("example %d prints what the page says", (_, command, printed) => {
        expect(execFileSync("sh", ["-c", `${command} 2>&1`], { cwd: packageRoot(), encoding: "utf8" })).toBe(printed);
    });
});

describe("examples/global-retail", () => {
    const README = "examples/global-retail/README.md";
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-docs-"));
    afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

    /** Runs a line as a user types it in the example's folder; returns what it printed. */
    function type(line: string): string {
        return execFileSync("sh", ["-c", `${line} 2>&1`], {
            cwd: path.join(packageRoot(), "examples", "global-retail"),
            env: { ...process.env, CAUSEWAY_SIM_HOME: home },
            encoding: "utf8",
        });
    }

    test("its commands, in their order, bring it up, repair it and take it down", () => {
        const lines = blocks(README, "sh").flatMap((block) => block.trim().split("\n"));
        const printed: string[] = [];
        for (const line of lines) {
            const route = /rtb-\S+_\S+|r-rtb-\S+/.exec(printed.at(-1) ?? "")?.[0] ?? "";
            printed.push(type(line.replace("<id of a route>", route)));
        }
        const said = Object.fromEntries(
            lines.map((line, i) => [line.replace(/^npx --no causeway sim /, ""), printed[i]]),
        );
        expect(said["exec -- pulumi up --yes"]).toContain("+ 122 created");
        expect(said["drift <id of a route> --delete"]).toMatch(/^deleted aws:ec2\/route:Route/m);
        expect(said["exec -- pulumi up --refresh --yes"]).toMatch(/\+ 1 created/);
        expect(said["exec -- pulumi destroy --yes"]).toContain("- 122 deleted");
        expect(type("npx --no causeway sim ls --all")).toContain("0 objects");
    }, 300_000);
});
