/** What the package promises as a whole: its licences, its install, its entry points, and that its files hold together. */
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { ENGINE_VERSION } from "../../../tools/engine/engine-version";

interface Manifest {
    version: string;
    license: string;
    main: string;
    types: string;
    bin: Record<string, string>;
    exports: Record<string, string | Record<string, string>>;
    files: string[];
    dependencies: Record<string, string>;
}

interface Locked {
    license?: string;
    hasInstallScript?: boolean;
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
}

const ROOT = path.resolve(__dirname, "../../..");
const inRoot = (file: string): string => path.join(ROOT, file);
const read = (file: string): string => fs.readFileSync(inRoot(file), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const locked = (JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> }).packages;

/** Our own files, relative to the root: not what is installed, built or left behind by a run. */
const MADE = new Set([".git", "node_modules", "dist", ".causeway", "test-results", "coverage"]);
const files = filesIn(ROOT).map((file) => path.relative(ROOT, file));

function filesIn(folder: string): string[] {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        if (MADE.has(entry.name)) return [];
        const found = path.join(folder, entry.name);
        return entry.isDirectory() ? filesIn(found) : [found];
    });
}

/** What a user installs along with us, as paths in the lock file. Peers are the user's own choice. */
function installedWithUs(): string[] {
    const found = new Set<string>();
    const visit = (from: string): void => {
        const { dependencies, optionalDependencies } = locked[from]!;
        for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
            const at = resolved(name, from);
            // An optional one may be for another platform, and not be published for every version.
            if (at === undefined && optionalDependencies?.[name] !== undefined) continue;
            if (at === undefined) throw new Error(`${name} is not in package-lock.json: run npm install`);
            if (found.has(at)) continue;
            found.add(at);
            visit(at);
        }
    };
    visit("");
    return [...found].sort();
}

/** Where Node finds it: in the package's own node_modules, or in those further up. */
function resolved(name: string, from: string): string | undefined {
    const at = path.posix.join(from, "node_modules", name);
    if (locked[at] !== undefined) return at;
    if (from === "") return undefined;
    const above = from.lastIndexOf("/node_modules/");
    return resolved(name, above === -1 ? "" : from.slice(0, above));
}

const dependencies = installedWithUs();

describe("dependencies", () => {
    const LICENCES = new Set([
        ...["Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"],
        ...["BlueOak-1.0.0", "Python-2.0", "Unlicense", "CC0-1.0"],
    ]);

    test("are all of them found", () => {
        expect(dependencies).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies).map(installedAt)));
        expect(dependencies.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
    });

    test("may all be used by anybody", () => {
        const others = dependencies
            .map((at) => `${at}: ${licenceOf(at)}`)
            .filter((line) => !isFree(line.split(": ")[1]!));
        expect(others).toEqual([]);
    });

    test("work without an install script", () => {
        const reasons: Record<string, string> = {
            lmdb: "its binaries are optional dependencies, one package per platform; the script compiles where none fits",
            "msgpackr-extract": "speeds lmdb up; its binaries are optional dependencies like lmdb's",
            protobufjs: "the script only compares version ranges and prints a warning",
        };
        const withScript = dependencies.filter((at) => locked[at]!.hasInstallScript === true);
        const names = withScript.map((at) => at.slice(at.lastIndexOf("node_modules/") + "node_modules/".length));
        expect([...new Set(names)].sort()).toEqual(Object.keys(reasons).sort());
    });

    test("bring the simulated clouds' store for every platform that it exists for", () => {
        const binaries = Object.keys(locked[installedAt("lmdb")]!.optionalDependencies ?? {});
        expect(binaries.length).toBeGreaterThan(5);
        expect(binaries.filter((name) => locked[installedAt(name)] === undefined)).toEqual([]);
    });

    function installedAt(name: string): string {
        return `node_modules/${name}`;
    }

    /** From the installed package; packages for other platforms are in the lock file only. */
    function licenceOf(at: string): string {
        const file = inRoot(`${at}/package.json`);
        if (!fs.existsSync(file)) return locked[at]!.license ?? "none";
        const { license } = JSON.parse(fs.readFileSync(file, "utf8")) as { license?: string | { type: string } };
        return (typeof license === "object" ? license.type : license) ?? "none";
    }

    /** SPDX expressions: every part of AND, one part of OR. */
    function isFree(licence: string): boolean {
        const bare = licence.replace(/^\((.*)\)$/, "$1");
        if (bare.includes(" AND ")) return bare.split(" AND ").every(isFree);
        return bare.split(" OR ").some((name) => LICENCES.has(name));
    }
});

describe("the package", () => {
    test("is under the Apache licence, word for word", () => {
        expect(manifest.license).toBe("Apache-2.0");
        // The text at https://www.apache.org/licenses/LICENSE-2.0.txt.
        expect(crypto.createHash("sha256").update(read("LICENSE")).digest("hex")).toBe(
            "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30",
        );
    });

    test("every entry point has its source", () => {
        const targets = [
            manifest.main,
            manifest.types,
            ...Object.values(manifest.exports).flatMap((e) => Object.values(e)),
        ];
        const compiled = targets.filter((target) => /\bdist\//.test(target));
        const sources = compiled.map((target) =>
            target.replace(/^(\.\/)?dist\//, "").replace(/(\.d\.ts|\.js)$/, ".ts"),
        );
        // "./plan/*" opens every file of a folder.
        const isThere = (source: string): boolean =>
            source.endsWith("/*.ts") ? files.some((f) => f.startsWith(source.slice(0, -4))) : files.includes(source);
        expect(sources).toContain("index.ts");
        expect(sources.filter((source) => !isThere(source))).toEqual([]);
    });

    test("every file that it publishes is there", () => {
        const published = [...manifest.files, ...Object.values(manifest.bin)].filter((file) => file !== "dist");
        expect(published.filter((file) => !files.some((f) => f === file || f.startsWith(`${file}/`)))).toEqual([]);
    });

    test("its version stands at the top of the changelog", () => {
        expect(read("CHANGELOG.md").match(/^## (\S+)/m)?.[1]).toBe(manifest.version);
    });

    test("the engine is pinned to one version", () => {
        const pins = [...read("tools/engine/go/go.mod").matchAll(/github\.com\/pulumi\/pulumi\/(\w+)\/v3 v(\S+)/g)];
        expect(Object.fromEntries(pins.map(([, module, version]) => [module, version]))).toEqual({
            pkg: ENGINE_VERSION,
            sdk: ENGINE_VERSION,
        });
    });
});

describe("documentation", () => {
    test("links lead somewhere", () => {
        const broken = files
            .filter((file) => file.endsWith(".md"))
            .flatMap((file) => linksOf(read(file)).map((link) => ({ file, link })))
            .filter(({ file, link }) => !leadsSomewhere(file, link))
            .map(({ file, link }) => `${file}: ${link}`);
        expect(broken).toEqual([]);
    });

    function linksOf(markdown: string): string[] {
        const prose = markdown.replace(/^```.*?^```/gms, "").replace(/`[^`\n]*`/g, "");
        const patterns = [/\]\(\s*<?([^)\s>]+)/g, /^\[[^\]]+\]:\s*(\S+)/gm, /\b(?:src|href)="([^"]+)"/g];
        const links = patterns.flatMap((pattern) => [...prose.matchAll(pattern)].map((match) => match[1]!));
        return links.filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link));
    }

    function leadsSomewhere(from: string, link: string): boolean {
        const [target, anchor] = decodeURIComponent(link).split("#");
        const file = target === "" ? from : path.join(path.dirname(from), target!);
        if (!fs.existsSync(inRoot(file))) return false;
        return anchor === undefined || !file.endsWith(".md") || anchorsOf(read(file)).includes(anchor);
    }

    /** As GitHub makes them of headings. */
    function anchorsOf(markdown: string): string[] {
        const headings = markdown.replace(/^```.*?^```/gms, "").matchAll(/^#+ +(.*?) *#*$/gm);
        return [...headings].map(([, heading]) =>
            heading!
                .toLowerCase()
                .replace(/[^\p{L}\p{N} _-]/gu, "")
                .replaceAll(" ", "-"),
        );
    }
});

describe("sources", () => {
    const sources = files.filter((file) => /\.(ts|js|mjs|cjs|go|sh)$/.test(file));
    const outsideTests = sources.filter((file) => !file.startsWith("test/"));

    test("are short enough to read in one go", () => {
        const long = outsideTests.map((file) => `${file}: ${read(file).trimEnd().split("\n").length}`);
        expect(long.filter((line) => Number(line.split(": ")[1]) > 400)).toEqual([]);
    });

    test("leave nothing for later", () => {
        const later = /\b(TODO|FIXME|XXX|HACK)\b|\bfor now\b|\bnot (yet )?implemented\b/i;
        const lines = sources
            .filter((file) => inRoot(file) !== __filename)
            .flatMap((file) =>
                read(file)
                    .split("\n")
                    .map((line) => `${file}: ${line.trim()}`),
            );
        expect(lines.filter((line) => later.test(line))).toEqual([]);
    });
});
