import * as causeway from "../../index";
import { expectCommitted } from "../support/committed";
import { ComponentProvider, getPulumiComponents } from "@pulumi/pulumi/provider/experimental/provider";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const ROOT = path.join(__dirname, "../..");
const SNAPSHOT = path.join(__dirname, "schema.snapshot.json");

interface Property {
    description?: string;
    optional?: boolean;
    $ref?: string;
    items?: Property;
    additionalProperties?: Property;
}
interface Schema {
    resources: Record<
        string,
        { inputProperties: Record<string, Property>; properties: Record<string, Property>; description?: string }
    >;
    types: Record<string, { properties?: Record<string, Property>; enum?: { description?: string }[] }>;
}
interface Manifest {
    version?: string;
    exports: Record<string, string | { types: string }>;
}

const components = getPulumiComponents(causeway);
let schema: Schema;

beforeAll(async () => {
    // As Pulumi's plugin host does it for `pulumi package add`, from package.json, tsconfig.json and the sources.
    const provider = new ComponentProvider({ components, name: "causeway", namespace: "causeway-iac", dirname: ROOT });
    schema = JSON.parse(await provider.getSchema()) as Schema;
}, 60_000);

test("the public surface is the committed one: what changes here changes for users of every language", () => {
    const { version: _, ...stable } = schema as Schema & Manifest;
    const prettier = path.join(ROOT, "node_modules/prettier/bin/prettier.cjs");
    const input = JSON.stringify(stable);
    const options = { cwd: ROOT, input, encoding: "utf8" } as const;
    expectCommitted(SNAPSHOT, execFileSync(process.execPath, [prettier, "--stdin-filepath", SNAPSHOT], options));
});

test("every component is in the schema, and carries its token as `__pulumiType`", () => {
    const tokens = components.map((component) => `causeway:index:${component.name}`);
    expect(tokens.length).toBeGreaterThan(0);
    expect(Object.keys(schema.resources).sort()).toEqual([...tokens].sort());
    expect(components.map((component) => (component as { __pulumiType?: unknown }).__pulumiType)).toEqual(tokens);
});

describe("what the schema says to a reader", () => {
    /** Every property of the schema by its place, with those that users give told from those that they get. */
    const properties = (): { at: string; property: Property; isInput: boolean }[] => [
        ...Object.entries(schema.resources).flatMap(([token, { inputProperties, properties: outputs }]) => [
            ...Object.entries(inputProperties).map(([name, property]) => ({
                at: `${token}.${name}`,
                property,
                isInput: true,
            })),
            ...Object.entries(outputs).map(([name, property]) => ({
                at: `${token} -> ${name}`,
                property,
                isInput: false,
            })),
        ]),
        ...Object.entries(schema.types).flatMap(([token, { properties: members = {} }]) =>
            Object.entries(members).map(([name, property]) => ({ at: `${token}.${name}`, property, isInput: true })),
        ),
    ];
    const without = (is: (description: string) => boolean, of: ReturnType<typeof properties>): string[] =>
        of.filter(({ property }) => !is(property.description ?? "")).map(({ at }) => at);

    test("every argument and every output is described", () => {
        expect(properties().length).toBeGreaterThan(20);
        expect(without((text) => text.length > 0, properties())).toEqual([]);
        expect(Object.values(schema.resources).filter((resource) => (resource.description ?? "") === "")).toEqual([]);
        expect(
            Object.values(schema.types)
                .flatMap((type) => type.enum ?? [])
                .filter((m) => m.description === undefined),
        ).toEqual([]);
    });

    test("every argument that may be left out says what happens then", () => {
        const optional = properties().filter(({ property, isInput }) => isInput && property.optional === true);
        expect(optional.length).toBeGreaterThan(10);
        expect(without((text) => /\bDefault: ./.test(text), optional)).toEqual([]);
    });

    test("no other language is shown a TypeScript link", () => {
        expect(JSON.stringify(schema)).not.toContain("{@");
    });

    test("every type that is referred to is there", () => {
        const refsOf = (p: Property | undefined): string[] =>
            p === undefined
                ? []
                : [...(p.$ref === undefined ? [] : [p.$ref]), ...refsOf(p.items), ...refsOf(p.additionalProperties)];
        const refs = properties().flatMap(({ property }) => refsOf(property));
        const known = Object.keys(schema.types).map((token) => `#/types/${token}`);
        expect([...new Set(refs)].sort()).toEqual([...known].sort());
    });
});

describe("the type declarations that users get", () => {
    const { exports } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8")) as Manifest;
    // Planning, facts and the graph are no components: their types stand in no schema.
    const entries = Object.entries(exports).flatMap(([subpath, entry]) =>
        typeof entry !== "string" && (subpath === "." || entry.types.startsWith("./dist/components/"))
            ? [entry.types]
            : [],
    );
    const declarations = reachable(entries.map((entry) => path.join(ROOT, entry)));

    test("import nothing but Pulumi's SDK and each other", () => {
        expect(declarations.size).toBeGreaterThan(3);
        const packages = [...declarations.values()].flatMap(({ imports }) =>
            imports.filter((name) => !name.startsWith(".")),
        );
        expect(new Set(packages)).toEqual(new Set(["@pulumi/pulumi"]));
    });

    test("contain no link that only TypeScript resolves", () => {
        const linked = [...declarations].filter(([, { text }]) => text.includes("{@link"));
        expect(linked.map(([file]) => path.relative(ROOT, file))).toEqual([]);
    });

    // The schema has one name space: of two types with one name, the analyzer silently takes the first.
    test("use every type name once", () => {
        const places = new Map<string, Set<string>>();
        for (const [file, { text }] of declarations) {
            for (const name of typesIn(file, text)) {
                places.set(name, (places.get(name) ?? new Set()).add(path.relative(ROOT, file)));
            }
        }
        const names = Object.keys(schema.types).map((token) => token.split(":")[2]!);
        expect(names.filter((name) => !places.has(name))).toEqual([]);
        expect([...places].filter(([name, files]) => names.includes(name) && files.size > 1)).toEqual([]);
    });
});

interface Declarations {
    text: string;
    imports: string[];
}

/** The declaration files that these import, directly or not, themselves included. */
function reachable(entries: readonly string[]): Map<string, Declarations> {
    const found = new Map<string, Declarations>();
    const visit = (file: string): void => {
        if (found.has(file)) return;
        const text = fs.readFileSync(file, "utf8");
        const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
        const imports = [...importedFiles, ...typeReferenceDirectives].map((reference) => reference.fileName);
        found.set(file, { text, imports });
        for (const name of imports.filter((i) => i.startsWith("."))) {
            const target = path.join(path.dirname(file), name);
            visit([`${target}.d.ts`, path.join(target, "index.d.ts")].find((candidate) => fs.existsSync(candidate))!);
        }
    };
    entries.forEach(visit);
    return found;
}

/** Names of the interfaces, classes, type aliases and enumerations that a declaration file declares. */
function typesIn(file: string, text: string): string[] {
    return ts
        .createSourceFile(file, text, ts.ScriptTarget.ES2022)
        .statements.filter(
            (node) =>
                ts.isInterfaceDeclaration(node) ||
                ts.isClassDeclaration(node) ||
                ts.isTypeAliasDeclaration(node) ||
                ts.isEnumDeclaration(node),
        )
        .map((node) => node.name?.text ?? "default");
}
