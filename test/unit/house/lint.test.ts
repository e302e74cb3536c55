/** What the linter promises about the house; each text is linted with the repository's own configuration. */
import { spawnSync } from "node:child_process";
import * as path from "node:path";

interface Case {
    file: string;
    code: string;
    /** Needs type information. */
    typed?: true;
}

interface Finding {
    rule: string | null;
    message: string;
}

const ROOT = path.resolve(__dirname, "../../..");
const DIRECTION = "boundaries/dependencies";
const LIMIT_MS = 60_000;

/** Everything that is linted below, by one process in one go. */
const cases: Case[] = [];
let findings: Finding[][] = [];

beforeAll(() => {
    const script = path.join(__dirname, "lint-texts.mjs");
    const run = spawnSync(process.execPath, [script], { cwd: ROOT, input: JSON.stringify(cases), encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    findings = JSON.parse(run.stdout) as Finding[][];
}, LIMIT_MS);

/** Enters a case to be linted; the answer gives what was found, once the tests run. */
function lint(given: Case): () => Finding[] {
    const index = cases.push(given) - 1;
    return () => findings[index]!;
}

function each(title: string, given: Record<string, Case>, check: (found: Finding[]) => void): void {
    const named = Object.entries(given).map(([name, one]) => ({ name, found: lint(one) }));
    describe(title, () => {
        test.each(named)("$name", ({ found }) => check(found()));
    });
}

const passes = (found: Finding[]): void => expect(found).toEqual([]);
const refusedBy =
    (rule: string, reason: RegExp) =>
    (found: Finding[]): void =>
        expect(found).toEqual([{ rule, message: expect.stringMatching(reason) as string }]);
const at =
    (file: string) =>
    (code: string): Case => ({ file, code });

describe("a place imports what stands below it, and nothing else", () => {
    const shared = "components/shared/tags.ts";
    const planner = "components/vpn-bridge/plan.ts";
    const places: Record<string, string[]> = {
        "facts/mtu.ts": [],
        "plan/addresses.ts": ["facts/mtu.ts"],
        "components/transit-hub/aws.ts": ["facts/mtu.ts", "plan/addresses.ts", shared],
        [planner]: ["facts/mtu.ts", "plan/addresses.ts", shared],
        [shared]: ["facts/mtu.ts", "plan/addresses.ts"],
        "graph/read/aws.ts": ["facts/mtu.ts", "plan/addresses.ts"],
        "policy/encryption.ts": ["facts/mtu.ts", "plan/addresses.ts", "graph/read/aws.ts"],
        "sim/core/check.ts": ["facts/mtu.ts"],
        "cli/index.ts": [
            ...["facts/mtu.ts", "plan/addresses.ts", planner, "graph/read/aws.ts", "policy/encryption.ts"],
            ...["sim/core/check.ts", "tools/engine/build.ts"],
        ],
        "bin/causeway.js": ["cli/index.ts", "tools/engine/build.ts"],
        "tools/engine/build.ts": [],
        "examples/two-regions/index.ts": [],
        "examples/global-retail/index.ts": [],
        "index.ts": ["components/transit-hub/aws.ts", planner, shared],
        "eslint.config.mjs": ["jest.config.js", "tools/start.mjs"],
        "jest.config.js": ["eslint.config.mjs", "tools/start.mjs"],
        "tools/start.mjs": [
            ...["facts/mtu.ts", "plan/addresses.ts", "components/transit-hub/aws.ts", planner, shared],
            ...["graph/read/aws.ts", "policy/encryption.ts", "sim/core/check.ts", "cli/index.ts"],
            ...["tools/engine/build.ts", "index.ts"],
        ],
    };
    const unknown = "helpers/strings.ts";
    const imports = Object.keys(places).flatMap((from) =>
        [...Object.keys(places), unknown]
            .filter((to) => to !== from)
            .map((to) => ({ from, to, found: lint({ file: from, code: importing(from, to) }) })),
    );

    test.each(Object.entries(places))("%s", (place, allowed) => {
        const passing = imports.filter(({ from, found }) => from === place && found().length === 0);
        expect(passing.map(({ to }) => to)).toEqual(allowed);
    });

    test("each refusal names the rule, the import, and what to do instead", () => {
        for (const { rule, message } of imports.flatMap(({ found }) => found())) {
            expect(rule).toBe(DIRECTION);
            expect(message).toMatch(/^(\S+ imports .* only, not "[./\w-]+"\. [A-Z]|No place imports "[./\w-]+": )/);
        }
    });

    function importing(from: string, to: string): string {
        const target = path.relative(path.dirname(from), to.replace(/\.ts$/, ""));
        const source = target.startsWith(".") ? target : `./${target}`;
        return from.endsWith(".js") ? `require("${source}");` : `import "${source}";`;
    }
});

const graph = at("graph/route.ts");
each(
    "no way of writing an import gets round it",
    {
        import: graph('import "../sim/packages";'),
        "import type": graph('import type { P } from "../sim/packages"; export type Q = P;'),
        "import with inline types": graph('import { type P } from "../sim/packages"; export type Q = P;'),
        "export from": graph('export { aws } from "../sim/packages";'),
        "export all": graph('export * from "../sim/packages";'),
        "export type": graph('export type { P } from "../sim/packages";'),
        "import()": graph('export const p = import("../sim/packages");'),
        "type of import()": graph('export type P = typeof import("../sim/packages");'),
        "a folder's index": graph('import "../sim";'),
        "a file with its ending": graph('import "../sim/packages.js";'),
        "the compiled file": graph('import "../dist/sim/packages";'),
    },
    refusedBy(DIRECTION, /^graph imports facts, plan, its own files only, not "\.\./),
);

each(
    "an import must say what it imports",
    {
        "import of a variable": graph("export const load = (name: string) => import(name);"),
        "import of a template": graph("export const sim = import(`../sim/packages`);"),
        "require of a variable": graph('const name = "../sim/packages";\nexport const sim: unknown = require(name);'),
    },
    (found) => {
        expect(found.map((f) => f.rule)).toContain("no-restricted-syntax");
        expect(found.map((f) => f.message).join()).toMatch(/plain string/);
    },
);

each(
    "the compiler's and the package's own names are no way round either",
    {
        "the package by its name": graph('import "@causeway-iac/causeway";'),
        "a path into node_modules": graph('import "../node_modules/@pulumi/aws/ec2";'),
    },
    refusedBy(DIRECTION, /by its (relative path|name)/),
);

const plan = at("plan/names.ts");
const facts = at("facts/prices.ts");
const pulumiPackages = [
    "@pulumi/pulumi",
    "@pulumi/pulumi/output",
    "@pulumi/aws",
    "@pulumi/aws/ec2",
    "@pulumiverse/time",
];
const waysToImport: Record<string, (from: string) => string> = {
    import: (from) => `import "${from}";`,
    "import a value": (from) => `import { Resource } from "${from}"; export const r = Resource;`,
    "import type": (from) => `import type { Resource } from "${from}"; export type R = Resource;`,
    "import with inline types": (from) => `import { type Resource } from "${from}"; export type R = Resource;`,
    "export from": (from) => `export { Resource } from "${from}";`,
    "export all": (from) => `export * from "${from}";`,
    "import()": (from) => `export const p = import("${from}");`,
    "type of import()": (from) => `export type P = typeof import("${from}");`,
    require: (from) => `export const p: unknown = require("${from}");`,
    "import equals": (from) => `import p = require("${from}"); export { p };`,
};
each(
    "facts and plan work without Pulumi, however it is imported",
    Object.fromEntries(
        Object.entries({ facts, plan }).flatMap(([folder, inFolder]) =>
            Object.entries(waysToImport).flatMap(([way, write]) =>
                pulumiPackages.map((name) => [`${folder}: ${way} ${name}`, inFolder(write(name))]),
            ),
        ),
    ),
    (found) => {
        // Other rules have their say about require.
        const refusals = found.filter(({ rule }) => rule === DIRECTION);
        refusedBy(DIRECTION, /^facts and plan work without Pulumi, and never import "@pulumi/)(refusals);
    },
);

each(
    "a provider's SDK is for components",
    {
        "graph and a service": graph('import "@pulumi/aws/ec2";'),
        "graph and a whole SDK": graph('import "@pulumi/azure-native";'),
        "graph and types": graph('import type { Vpc } from "@pulumi/aws/ec2/vpc"; export type V = Vpc;'),
        policy: at("policy/encryption.ts")('import "@pulumi/gcp/compute";'),
        sim: at("sim/aws/index.ts")('import "@pulumi/aws";'),
        cli: at("cli/index.ts")('import "@pulumi/kubernetes/core/v1";'),
        "tools/engine": at("tools/engine/index.ts")('import "@pulumi/random";'),
        "index.ts": at("index.ts")('export * from "@pulumi/aws";'),
    },
    refusedBy(DIRECTION, /Only components.*type tokens/),
);

const hub = at("components/transit-hub/aws.ts");
each(
    "a component imports one service, never a whole SDK",
    {
        aws: hub('import "@pulumi/aws";'),
        "azure-native": hub('import "@pulumi/azure-native";'),
        gcp: hub('import "@pulumi/gcp";'),
        kubernetes: hub('import "@pulumi/kubernetes";'),
        "its types": hub('import type * as aws from "@pulumi/aws"; export type V = aws.ec2.Vpc;'),
        "the type of import()": hub('export type V = import("@pulumi/aws").ec2.Vpc;'),
        "import()": hub('export const aws = import("@pulumi/aws");'),
        "export from": hub('export { ec2 } from "@pulumi/aws";'),
        "the index by name": hub('import "@pulumi/aws/index.js";'),
    },
    refusedBy(DIRECTION, /loads the whole SDK.*Import the service/),
);
each(
    "and not by require either",
    {
        "import equals": hub(
            'import aws = require("@pulumi/aws"); type A = import("@pulumi/aws").Provider; export { aws, type A };',
        ),
        require: hub('export const aws = require("@pulumi/aws") as typeof import("@pulumi/aws");'),
    },
    (found) => expect(found.filter(({ rule }) => rule === DIRECTION)).toHaveLength(2),
);

each(
    "what describes or plans a component loads no cloud",
    Object.fromEntries(
        ["index.ts", "args.ts", "validate.ts", "plan.ts", "plan/routes.ts"].map((file) => [
            file,
            at(`components/transit-hub/${file}`)(
                'import type { Vpc } from "@pulumi/aws/ec2/vpc"; export const use = (vpc: Vpc): Vpc => vpc;',
            ),
        ]),
    ),
    refusedBy(DIRECTION, /users of other clouds do not install it.*require\("\.\/aws"\)/),
);

const config = 'import * as pulumi from "@pulumi/pulumi"; ';
each(
    "a component reads no ambient configuration",
    {
        "new pulumi.Config()": hub(`${config}export const c = new pulumi.Config();`),
        "new Config()": hub('import { Config } from "@pulumi/pulumi"; export const c = new Config("aws");'),
        "aws.config": hub('import * as aws from "@pulumi/aws/ec2"; export const r = aws.config.region;'),
        "gcp.config": hub('import * as gcp from "@pulumi/gcp/compute"; export const r = gcp.config;'),
    },
    refusedBy("no-restricted-syntax", /from args, or the provider from opts/),
);
each(
    "not from the SDK's configuration module either",
    {
        module: hub('import { region } from "@pulumi/aws/config"; export const r = region;'),
        file: hub('import { region } from "@pulumi/aws/config/vars"; export const r = region;'),
    },
    refusedBy(DIRECTION, /from args, or the provider from opts/),
);

const onPure = (code: string): Record<string, Case> =>
    Object.fromEntries(["facts/a.ts", "plan/a.ts", "components/vpn-bridge/aws.ts"].map((f) => [f, at(f)(code)]));
each(
    "no process.env",
    onPure("export const r = process.env.AWS_REGION;"),
    refusedBy("no-restricted-globals", /Take the value as an argument/),
);
each(
    "no network",
    onPure('export const r = fetch("https://a.example");'),
    refusedBy("no-restricted-globals", /argument/),
);
each("no shell", onPure('import "node:child_process";'), refusedBy(DIRECTION, /take the value as an argument/));
each("no files", onPure('import "fs/promises";'), refusedBy(DIRECTION, /take the value as an argument/));
each("no chance", onPure("export const n = Math.random();"), refusedBy("no-restricted-properties", /derive it/));
each("no clock", onPure("export const n = Date.now();"), refusedBy("no-restricted-properties", /derive it/));
each("no clock as an object", onPure("export const n = new Date();"), refusedBy("no-restricted-syntax", /derive it/));

each(
    "what a developer needs passes",
    {
        "an own file in plan": plan('import "./addresses";'),
        "a library in plan": plan('import "ipaddr.js";'),
        "arithmetic from Node in plan": plan('import "node:crypto";'),
        "a service": hub('import "@pulumi/aws/ec2transitgateway";'),
        "a service's file": hub('import "@pulumi/aws/ec2/vpc";'),
        "a provider": hub('import "@pulumi/aws/provider";'),
        "a Kubernetes group": hub('import "@pulumi/kubernetes/core/v1";'),
        "Pulumi in a component": at("components/vpn-bridge/index.ts")('import "@pulumi/pulumi";'),
        "a cloud's file, loaded when it is used": at("components/vpn-bridge/index.ts")(
            'export const load = () => require("./aws") as typeof import("./aws");',
        ),
        "the compiled command in its executable": at("bin/causeway.js")('require("../dist/cli/index.js").main();'),
        "a fixed date": hub('export const d = new Date("2026-01-01");'),
        "process.env in cli": at("cli/index.ts")("export const home = process.env.HOME;"),
        "files in graph": graph('import "node:fs";'),
        "the policy SDK": at("policy/index.ts")('import "@pulumi/policy"; import "@pulumi/pulumi";'),
        "the provider protocol in sim": at("sim/core/server.ts")('import "@pulumi/pulumi/proto/provider_pb";'),
        "the package in an example": at("examples/two-regions/index.ts")('import "@causeway-iac/causeway";'),
        "an own file in an example": at("examples/two-regions/index.ts")('import "./network";'),
        "a whole SDK in an example": at("examples/two-regions/index.ts")(
            'import * as aws from "@pulumi/aws"; void aws;',
        ),
        "everything in a test": at("test/unit/a.test.ts")(
            'import "../../index"; import "../../sim/packages"; import "../../components/a/aws"; import "@pulumi/aws";',
        ),
    },
    passes,
);

each(
    "a file in a place that the house does not know is refused",
    {
        "a folder at the top": at("helpers/strings.ts")("export const a = 1;"),
        "a file at the top": at("strings.ts")("export const a = 1;"),
        "a script at the top": at("strings.mjs")("export const a = 1;"),
        "a file among the components' folders": at("components/tags.ts")("export const a = 1;"),
    },
    refusedBy("no-restricted-syntax", /no place that the house knows.*tools\/lint\/directions\.mjs/s),
);

const lines = (count: number): string => "export {};\n".repeat(count);
each(
    "a file stays short",
    { source: plan(lines(401)), test: at("test/unit/a.test.ts")(lines(601)) },
    refusedBy("max-lines", /too many lines/),
);
each("up to its limit", { source: plan(lines(400)), test: at("test/unit/a.test.ts")(lines(600)) }, passes);

each(
    "an output is not pasted into a string",
    {
        output: {
            file: "index.ts",
            typed: true,
            code: `${config}const o = pulumi.output("a");\nexport const s: string = \`x-\${o}\`;`,
        },
    },
    (found) => expect(found.map((f) => f.rule)).toContain("@pulumi/no-output-in-template-literal"),
);
