/** Which provider plugins the engine is asked to have ready for a program. */
import * as fs from "node:fs";
import * as path from "node:path";
import { directDependencies, requiredPackages } from "../../../tools/engine/required-packages";
import { temporaryFolder, write } from "./temporary-folder";

const root = temporaryFolder();
let projects = 0;

/** A project with these package.json files, by folder; gives the project's folder. */
function project(manifests: Record<string, object>, links: Record<string, string> = {}): string {
    const folder = path.join(root, `project-${projects++}`);
    for (const [at, manifest] of Object.entries(manifests)) {
        write(path.join(folder, at, "package.json"), JSON.stringify(manifest));
    }
    for (const [at, target] of Object.entries(links)) {
        fs.mkdirSync(path.dirname(path.join(folder, at)), { recursive: true });
        fs.symlinkSync(path.join(folder, target), path.join(folder, at));
    }
    return folder;
}

const sdk = (name: string, version: string, more: object = {}): object => ({
    name: `@pulumi/${name}`,
    version,
    pulumi: { resource: true, name, ...more },
});
const names = (folder: string): string[] => requiredPackages(folder).map((p) => `${p.name}@${p.version}`);

test("only packages that say so are providers", () => {
    const folder = project({
        ".": { dependencies: { "@pulumi/aws": "*", "left-pad": "*", "@pulumi/policy": "*" } },
        "node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
        "node_modules/@pulumi/policy": { name: "@pulumi/policy", version: "1.0.0", pulumi: { resource: false } },
        "node_modules/left-pad": { name: "left-pad", version: "1.0.0" },
    });
    expect(requiredPackages(folder)).toEqual([{ name: "aws", version: "v7.48.0" }]);
});

test("a dependency installed further up is found", () => {
    const folder = project({
        ".": {},
        "programs/shop": { dependencies: { "@pulumi/aws": "*" } },
        "node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
    });
    expect(names(path.join(folder, "programs/shop"))).toEqual(["aws@v7.48.0"]);
});

test("two versions, one of them nested, are both needed", () => {
    const folder = project({
        ".": { dependencies: { "@pulumi/aws": "*", "old-component": "*" } },
        "node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
        "node_modules/old-component": { version: "1.0.0", dependencies: { "@pulumi/aws": "^6" } },
        "node_modules/old-component/node_modules/@pulumi/aws": sdk("aws", "6.80.0"),
    });
    expect(names(folder)).toEqual(["aws@v6.80.0", "aws@v7.48.0"]);
});

test("a component's peer and optional dependencies count", () => {
    const folder = project({
        ".": { dependencies: { component: "*" } },
        "node_modules/component": {
            version: "1.0.0",
            peerDependencies: { "@pulumi/aws": "*" },
            optionalDependencies: { "@pulumi/gcp": "*" },
        },
        "node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
        "node_modules/@pulumi/gcp": sdk("gcp", "9.0.0"),
    });
    expect(names(folder)).toEqual(["aws@v7.48.0", "gcp@v9.0.0"]);
});

test("a workspace's package is followed to where it really lies", () => {
    const folder = project(
        {
            "programs/shop": { dependencies: { component: "*" } },
            "packages/component": { version: "1.0.0", dependencies: { "@pulumi/aws": "*" } },
            "packages/node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
        },
        { "node_modules/component": "packages/component" },
    );
    expect(names(path.join(folder, "programs/shop"))).toEqual(["aws@v7.48.0"]);
});

test("packages that depend on each other are visited once", () => {
    const folder = project({
        ".": { dependencies: { one: "*" } },
        "node_modules/one": { version: "1.0.0", dependencies: { two: "*" } },
        "node_modules/two": { version: "1.0.0", dependencies: { one: "*", "@pulumi/aws": "*" } },
        "node_modules/@pulumi/aws": { ...sdk("aws", "7.48.0"), dependencies: { two: "*" } },
    });
    expect(names(folder)).toEqual(["aws@v7.48.0"]);
});

test("the program's development dependencies count, those of its dependencies do not", () => {
    const folder = project({
        ".": { devDependencies: { "@pulumi/aws": "*" }, dependencies: { component: "*" } },
        "node_modules/component": { version: "1.0.0", devDependencies: { "@pulumi/gcp": "*" } },
        "node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
        "node_modules/@pulumi/gcp": sdk("gcp", "9.0.0"),
    });
    expect(names(folder)).toEqual(["aws@v7.48.0"]);
});

test("a provider's own program does not need itself from elsewhere", () => {
    expect(names(project({ ".": sdk("aws", "7.48.0") }))).toEqual([]);
});

test("a package states its plugin's name, version and download server where they differ from its own", () => {
    const folder = project({
        ".": { dependencies: { "@acme/pulumi-edge": "*", "@acme/lake": "*" } },
        "node_modules/@acme/pulumi-edge": {
            ...{ name: "@acme/pulumi-edge", version: "2.0.1" },
            pulumi: { resource: true, name: "edge", version: "v2.0.0", server: "https://get.example" },
        },
        "node_modules/@acme/lake": { name: "@acme/lake", version: "1.2.3", pulumi: { resource: true } },
    });
    expect(requiredPackages(folder)).toEqual([
        { name: "edge", version: "v2.0.0", server: "https://get.example" },
        { name: "lake", version: "v1.2.3" },
    ]);
});

test("the program is the nearest package above its folder", () => {
    const folder = project({
        ".": { dependencies: { "@pulumi/aws": "*", "not-installed": "*" }, devDependencies: { typescript: "*" } },
        "node_modules/@pulumi/aws": sdk("aws", "7.48.0"),
        "node_modules/typescript": { name: "typescript", version: "5.9.3" },
    });
    const source = path.join(folder, "src", "network");
    fs.mkdirSync(source, { recursive: true });
    expect(names(source)).toEqual(["aws@v7.48.0"]);
    expect(directDependencies(source)).toEqual([
        { name: "@pulumi/aws", version: "7.48.0" },
        { name: "typescript", version: "5.9.3" },
    ]);
});
