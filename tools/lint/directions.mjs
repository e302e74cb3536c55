/**
 * Which folder may import which: the house's one-way streets, as a table, and the ESLint configuration made of it.
 * It needs no type information. The reasons stand in the messages, because that is where somebody meets them.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import boundaries from "eslint-plugin-boundaries";

const packageName = createRequire(import.meta.url)("../../package.json").name;

/**
 * Every place that holds code: a folder, or a file at the top. A folder's own files import each other freely, except
 * where `pattern` makes each of its folders a place of its own.
 */
const HOUSE = {
    facts: {
        imports: [],
        fix: "Facts are tables that everybody reads: move code that needs more to plan/ or above.",
    },
    plan: {
        imports: ["facts"],
        fix: "Planning is pure arithmetic: take the value as an argument, or move the table it reads to facts/.",
    },
    components: {
        pattern: "components/*",
        capture: ["component"],
        imports: ["facts", "plan"],
        fix: "Components share through components/shared/ and plan/; what judges a network stays in graph/ and policy/.",
    },
    graph: {
        imports: ["facts", "plan"],
        fix: "The graph is read from the resources that Pulumi will create, never from the components that made them.",
    },
    policy: {
        imports: ["facts", "plan", "graph"],
        fix: "A rule asks the graph: put the question there.",
    },
    sim: {
        imports: ["facts"],
        fix: "A simulated cloud follows the real one's documents, so that it cannot share a mistake with what it tests.",
    },
    cli: {
        imports: ["facts", "plan", "graph", "policy", "sim", "tools/engine"],
        fix: "Of a component it may import args, validate and plan, which load no cloud.",
    },
    bin: {
        imports: ["cli", "tools/engine"],
        fix: "A command's file only starts it: put the code into cli/.",
    },
    "tools/engine": {
        imports: [],
        fix: "The engine's tools are published without their neighbours: pass in what they need as an argument.",
    },
    tools: {
        imports: ["facts", "plan", "components", "graph", "policy", "sim", "cli", "tools/engine"],
        fix: "Move what both need into tools/.",
    },
    examples: {
        pattern: "examples/*",
        imports: [],
        fix: `Readers copy an example: import "${packageName}", and nothing else outside the example's own folder.`,
    },
    "index.ts": {
        file: "index.ts",
        imports: ["components"],
        fix: "The package exports its components and their arguments, nothing else.",
    },
    configuration: {
        file: "*.config.{js,mjs}",
        imports: ["tools"],
        fix: "Configuration describes the code, it does not run it.",
    },
    test: { imports: "everything" },
};
const PLACES = Object.entries(HOUSE);

/** The parts of a component that describe and plan: they load no cloud, so everybody can afford to import them. */
const CLOUDLESS = "{index,args,validate,plan}{,.ts,/**}";
const PLANNERS = "{args,validate,plan}{,.ts,/**}";

const SDKS = ["@pulumi/!(pulumi|policy|eslint-plugin)", "@pulumiverse/*"];
const MACHINE =
    "{node:,}{child_process,cluster,dgram,dns,fs,http,http2,https,net,os,process,readline,tls,worker_threads}";

const place = (name) => (HOUSE[name].file ? { file: { categories: name } } : { element: { type: name } });
const placesBut = (...names) =>
    PLACES.map(([name]) => name)
        .filter((name) => !names.includes(name))
        .map(place);
const external = (source, internalPath) => ({ module: { origin: "external", source, internalPath } });
const inComponents = (more) => ({ element: { type: "components", ...more } });

/** The last policy that matches an import decides. */
const policies = [
    { allow: { to: { module: { origin: ["core", "external"] } } } },
    ...PLACES.flatMap(([name, { imports, fix }]) =>
        imports === "everything"
            ? [{ from: place(name), allow: { to: placesBut() } }]
            : [
                  {
                      from: place(name),
                      disallow: { to: { module: { origin: "local" } } },
                      message: `${name} imports ${[...imports, "its own files"].join(", ")} only, not "{{dependency.source}}". ${fix}`,
                  },
                  ...imports.map((target) => ({ from: place(name), allow: { to: place(target) } })),
                  // The plugin lets the files of a folder import each other; those at the top have none.
                  ...(HOUSE[name].file ? [{ from: place(name), allow: { to: place(name) } }] : []),
              ],
    ),
    { from: inComponents(), allow: { to: inComponents({ captured: { component: "shared" } }) } },
    { from: place("cli"), allow: { to: inComponents({ fileInternalPath: PLANNERS }) } },
    { from: place("tools"), allow: { to: place("index.ts") } },
    {
        disallow: { to: external([".", ".."]) },
        message: 'Import a package by its name, not "{{dependency.source}}".',
    },
    {
        from: placesBut("examples", "test"),
        disallow: { to: external(packageName) },
        message: `Only examples/ imports ${packageName} by its name. Inside, import the file by its relative path.`,
    },
    {
        from: [place("facts"), place("plan")],
        disallow: { to: external(["@pulumi/*", "@pulumiverse/*"]) },
        message:
            'facts and plan work without Pulumi, and never import "{{dependency.source}}". ' +
            "Return a plan, and turn it into resources in components/.",
    },
    {
        from: placesBut("facts", "plan", "components", "examples", "test"),
        disallow: { to: external(SDKS) },
        message:
            'Only components/ imports a provider\'s SDK such as "{{dependency.source}}". ' +
            "Match resource type tokens as strings: aws:ec2/vpc:Vpc.",
    },
    {
        from: inComponents({ fileInternalPath: CLOUDLESS }),
        disallow: { to: external(SDKS) },
        message:
            'A component\'s index, args, validate and plan never import "{{dependency.source}}", nor its types: users of ' +
            "other clouds do not install it. Import it in the cloud's own file, and load that when it is first used: " +
            'require("./aws") as typeof import("./aws").',
    },
    {
        from: inComponents(),
        disallow: { to: [external(SDKS, null), external(SDKS, "index{,.js}")] },
        message:
            '"{{dependency.source}}" loads the whole SDK: seconds and hundreds of megabytes. ' +
            "Import the service: @pulumi/aws/ec2transitgateway.",
    },
    {
        from: inComponents(),
        disallow: { to: external("@pulumi/*", "config{,/**}") },
        message: "A component reads no ambient configuration: take the value from args, or the provider from opts.",
    },
    {
        from: [place("facts"), place("plan"), inComponents()],
        disallow: { to: { module: { origin: "core", source: MACHINE } } },
        message:
            "facts, plan and components depend on their arguments alone, not on the machine they run on " +
            '("{{dependency.source}}"): take the value as an argument.',
    },
];

export const directions = {
    name: "causeway/directions",
    plugins: { boundaries },
    settings: {
        "import/resolver": { [fileURLToPath(new URL("./relative-resolver.cjs", import.meta.url))]: {} },
        "boundaries/root-path": fileURLToPath(new URL("../..", import.meta.url)),
        "boundaries/legacy-templates": false,
        "boundaries/elements": PLACES.filter(([, { file }]) => !file).map(
            ([type, { pattern = type, capture = [] }]) => ({
                type,
                pattern,
                capture,
                partialMatch: false,
            }),
        ),
        "boundaries/files": PLACES.filter(([, { file }]) => file).map(([category, { file }]) => ({
            category,
            pattern: file,
        })),
        "boundaries/dependency-nodes": ["import", "export", "require", "dynamic-import"],
        "boundaries/additional-dependency-nodes": [
            { selector: "TSImportType > Literal.source", kind: "type", name: "import-type" },
            { selector: "TSExternalModuleReference > Literal", kind: "value", name: "import-equals" },
        ],
    },
    rules: {
        "boundaries/dependencies": [
            "error",
            {
                default: "disallow",
                message: 'No place imports "{{dependency.source}}": enter its folder in tools/lint/directions.mjs.',
                checkAllOrigins: true,
                checkUnknownLocals: true,
                policies,
            },
        ],
    },
};

/** Every file that the directions know, as globs: a rule refuses all others. */
export const knownFiles = PLACES.map(([name, { file, pattern = name }]) => file ?? `${pattern}/**`);
