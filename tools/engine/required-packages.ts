/**
 * Which provider plugins a program needs: the packages that mark themselves as Pulumi resource packages in their
 * package.json, found by following the program's installed dependencies.
 */
import * as fs from "node:fs";
import * as path from "node:path";

export interface RequiredPackage {
    name: string;
    version: string;
    server?: string;
}

interface Manifest {
    name?: string;
    version?: string;
    pulumi?: { resource?: boolean; name?: string; version?: string; server?: string };
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
    peerDependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
}

/** Packages needed by the program in `directory`, sorted by name; each name and version once. */
export function requiredPackages(directory: string): RequiredPackage[] {
    const found = new Map<string, RequiredPackage>();
    const seen = new Set<string>();
    const visit = (folder: string, isProgram: boolean): void => {
        const real = fs.realpathSync(folder);
        if (seen.has(real)) return;
        seen.add(real);
        const manifest = readManifest(real);
        if (manifest === undefined) return;
        const plugin = pluginOf(manifest);
        if (plugin !== undefined && !isProgram) found.set(`${plugin.name}@${plugin.version}`, plugin);
        for (const name of dependencyNames(manifest, isProgram)) {
            const dependency = installedFolder(name, real);
            if (dependency !== undefined) visit(dependency, false);
        }
    };
    const program = enclosingPackage(directory);
    if (program !== undefined) visit(program, true);
    return [...found.values()].sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** What the program names itself, development dependencies included: a program is not published. */
export function directDependencies(directory: string): { name: string; version: string }[] {
    const program = enclosingPackage(directory);
    if (program === undefined) return [];
    const manifest = readManifest(program) ?? {};
    return dependencyNames(manifest, true).flatMap((name) => {
        const folder = installedFolder(name, program);
        const version = folder === undefined ? undefined : readManifest(folder)?.version;
        return version === undefined ? [] : [{ name, version }];
    });
}

function dependencyNames(manifest: Manifest, isProgram: boolean): string[] {
    return Object.keys({
        ...manifest.dependencies,
        ...manifest.optionalDependencies,
        ...manifest.peerDependencies,
        ...(isProgram ? manifest.devDependencies : {}),
    });
}

function pluginOf(manifest: Manifest): RequiredPackage | undefined {
    if (manifest.pulumi?.resource !== true) return undefined;
    const name = manifest.pulumi.name ?? manifest.name?.replace(/^@[^/]+\//, "");
    const version = manifest.pulumi.version ?? manifest.version;
    if (name === undefined || version === undefined) return undefined;
    return { name, version: version.startsWith("v") ? version : `v${version}`, server: manifest.pulumi.server };
}

function enclosingPackage(directory: string): string | undefined {
    return ancestors(path.resolve(directory)).find((folder) => fs.existsSync(path.join(folder, "package.json")));
}

function installedFolder(name: string, from: string): string | undefined {
    return ancestors(from)
        .map((folder) => path.join(folder, "node_modules", name))
        .find((folder) => fs.existsSync(path.join(folder, "package.json")));
}

function ancestors(directory: string): string[] {
    const parent = path.dirname(directory);
    return parent === directory ? [directory] : [directory, ...ancestors(parent)];
}

function readManifest(folder: string): Manifest | undefined {
    const file = path.join(folder, "package.json");
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Manifest) : undefined;
}
