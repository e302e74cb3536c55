/** The command line's questions on the example, through the real engine, as docs/cli.md prints them. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { packageRoot } from "../../tools/engine/package-root";

const root = packageRoot();
const home = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-ask-"));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

/** Runs a line as a user types it in the root; the engine's progress goes to standard error, and is left out. */
function type(line: string): { code: number | null; out: string } {
    const { status, stdout } = spawnSync("sh", ["-c", line], {
        cwd: root,
        env: { ...process.env, CAUSEWAY_SIM_HOME: home, PULUMI_HOME: path.join(home, "pulumi-home") },
        encoding: "utf8",
    });
    return { code: status, out: stdout };
}

const PAGE = fs.readFileSync(path.join(root, "docs", "cli.md"), "utf8");
const EXAMPLES = [...PAGE.matchAll(/^```sh\n(npx --no causeway [^\n]*)\n```\n\n```text\n([^]*?)^```$/gm)].map(
    ([, command = "", printed = ""]) => [command, printed] as const,
);

test("docs/cli.md has examples with what they print", () => {
    expect(EXAMPLES.length).toBeGreaterThan(3);
});

test.each(EXAMPLES)("%s", (command, printed) => {
    expect(type(command).out).toBe(printed);
});

test("a deployed network reads the same from the preview and from the state, and nothing changes between them", () => {
    const example = "--stack examples/global-retail";
    const up = type("cd examples/global-retail && npx --no causeway sim exec -- pulumi up --yes --skip-preview");
    expect(up.code).toBe(0);
    // Deployed there and nowhere else: --sim is not needed any more.
    const planned = type(`npx --no causeway matrix tcp/443 ${example}`);
    const deployed = type(`npx --no causeway matrix tcp/443 ${example} --deployed`);
    expect(planned.out.split("\n").slice(0, -2)).toEqual(deployed.out.split("\n").slice(0, -2));
    expect(deployed.out).toMatch(/\ntcp\/443; state of global-retail, on simulated clouds\n$/);
    expect(type(`npx --no causeway diff ${example}`)).toMatchObject({ code: 0 });
});

describe("the policy pack and causeway check agree", () => {
    const wall = path.join(home, "wall.json");
    const flow = { from: "vpc/shop-virginia", to: "vpc/services", traffic: "tcp 443" };
    const CONFIGS: readonly (readonly [string, object, number])[] = [
        ["on the baseline", {}, 0],
        ["on a wall that does not stand", { expectations: { mustNotReach: [flow] } }, 1],
    ];

    test.each(CONFIGS)("%s", (_, config, code) => {
        fs.writeFileSync(wall, JSON.stringify({ causeway: config }));
        const inExample = "cd examples/global-retail && npx --no causeway";
        const pack = type(
            `${inExample} sim exec -- pulumi preview --policy-pack ../../policy --policy-pack-config ${wall} --color never`,
        );
        const checked = type(`${inExample} check --sim --json --config ${wall}`);
        const { findings } = JSON.parse(checked.out) as { findings: { rule: string; label: string }[] };
        const told = [...pack.out.matchAll(/^ +\[([a-z-]+)\] ([^:(]+?)(?: \([^)]*\))?: /gm)].map(
            ([, r, label]) => `${r} ${label}`,
        );
        const own = findings.filter(({ rule }) => !rule.startsWith("preflight-"));
        expect([...told].sort()).toEqual(own.map(({ rule, label }) => `${rule} ${label}`).sort());
        expect(told.length).toBeGreaterThan(5);
        expect([pack.code === 0, checked.code]).toEqual([code === 0, code]);
    });
});

test("nobody is told of an error because the reader of the output has seen enough", () => {
    const errors = path.join(home, "errors.txt");
    // `true` is gone long before anything is printed.
    type(`node bin/causeway.js check --help 2>'${errors}' | true`);
    expect(fs.readFileSync(errors, "utf8")).toBe("");
});
