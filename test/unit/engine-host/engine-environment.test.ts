/** Where the engine comes from: installed, from the cache, or built with Go. */
import * as fs from "node:fs";
import * as path from "node:path";
import { engineEnvironment, NoEngine } from "../../../tools/engine";
import { HOST_VARIABLE } from "../../../tools/engine/build";
import { ENGINE_VERSION } from "../../../tools/engine/engine-version";
import { packageRoot } from "../../../tools/engine/package-root";
import { temporaryFolder, write } from "./temporary-folder";

const folder = temporaryFolder();
const OWN_BIN = path.join(packageRoot(), "tools", "engine", "bin");
const OWN_HOST = path.join(OWN_BIN, "pulumi-language-nodejs");
const silent = (): void => undefined;
let folders = 0;

const executable = (name: string, script = "exit 0"): string =>
    path.dirname(write(path.join(folder, `bin-${folders++}`, name), `#!/bin/sh\n${script}\n`, 0o755));
const joined = (...parts: string[]): string => parts.join(path.delimiter);

const pulumi = executable("pulumi");
const officialHost = executable("pulumi-language-nodejs");
const nothing = path.dirname(write(path.join(folder, "nothing", "README"), ""));
/** A Go that writes down how it was called, and "builds" by writing the output file. */
const go = (more = ""): string =>
    executable(
        "go",
        `PATH=/usr/bin:/bin
         [ "$1" = version ] && exit 0
         echo "$@" >> "${folder}/go-calls"
         ${more}
         while [ "$1" != -o ]; do shift; done
         echo built > "$2"`,
    );
const goCalls = (): string[] => {
    const file = path.join(folder, "go-calls");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
};

const standardCache = process.env.XDG_CACHE_HOME;
beforeEach(() => {
    process.env.XDG_CACHE_HOME = path.join(folder, `cache-${folders++}`);
    fs.rmSync(path.join(folder, "go-calls"), { force: true });
});
afterAll(() => {
    if (standardCache === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = standardCache;
});

describe("where pulumi is installed", () => {
    test("with its language host, nothing is changed", async () => {
        const searchPath = joined(nothing, pulumi, officialHost);
        expect(await engineEnvironment(silent, searchPath)).toEqual({ PATH: searchPath });
    });

    test("without a language host, ours is put before it", async () => {
        expect(await engineEnvironment(silent, pulumi)).toEqual({ PATH: joined(OWN_BIN, pulumi) });
        expect(() => fs.accessSync(OWN_HOST, fs.constants.X_OK)).not.toThrow();
    });

    test("nothing is built, even with Go", async () => {
        await engineEnvironment(silent, joined(pulumi, go()));
        expect(goCalls()).toEqual([]);
    });
});

describe("where it is not", () => {
    test("and Go is not either, the error says both ways out", async () => {
        const attempt = engineEnvironment(silent, nothing);
        await expect(attempt).rejects.toThrow(NoEngine);
        await expect(attempt).rejects.toThrow(/Install the Pulumi CLI.*\n.*install Go/s);
        await expect(attempt).rejects.toThrow(ENGINE_VERSION);
    });

    test("what only looks like an executable is not taken for one", async () => {
        const plainFile = path.dirname(write(path.join(folder, "plain", "pulumi"), "", 0o644));
        const directory = path.join(folder, "directory");
        fs.mkdirSync(path.join(directory, "pulumi"), { recursive: true });
        await expect(engineEnvironment(silent, joined(plainFile, directory))).rejects.toThrow(NoEngine);
    });

    test("Go builds the pinned version, once", async () => {
        const searchPath = joined(nothing, go());
        const first = await engineEnvironment(silent, searchPath);
        const [bin] = first.PATH!.split(path.delimiter);
        expect(first).toEqual({ PATH: joined(bin!, searchPath), [HOST_VARIABLE]: OWN_HOST });
        expect(path.basename(bin!)).toMatch(new RegExp(`^v${ENGINE_VERSION}-[0-9a-f]{12}$`));
        expect(fs.readdirSync(bin!).sort()).toEqual(["generate-program", "pulumi", "pulumi-language-nodejs"]);
        expect(goCalls()).toHaveLength(2);
        expect(goCalls()[0]).toContain(`version.Version=v${ENGINE_VERSION}`);

        expect(await engineEnvironment(silent, searchPath)).toEqual(first);
        expect(goCalls()).toHaveLength(2);
    });

    test("a built engine needs no Go", async () => {
        const built = await engineEnvironment(silent, go());
        const [bin] = built.PATH!.split(path.delimiter);
        expect((await engineEnvironment(silent, nothing)).PATH).toBe(joined(bin!, nothing));
    });

    test("an official language host serves the built engine", async () => {
        const environment = await engineEnvironment(silent, joined(officialHost, go()));
        expect(environment[HOST_VARIABLE]).toBe(path.join(officialHost, "pulumi-language-nodejs"));
    });

    test("a failed build shows Go's words, and is not found again", async () => {
        const broken = go(`echo "no space left" >&2; exit 1`);
        await expect(engineEnvironment(silent, broken)).rejects.toThrow(/go build .* failed:\nno space left$/);
        expect(fs.readdirSync(path.join(process.env.XDG_CACHE_HOME!, "causeway", "engine"))).toEqual([]);
        await expect(engineEnvironment(silent, nothing)).rejects.toThrow(NoEngine);
    });

    test("the user is told that it takes a while, and where the result is kept", async () => {
        const lines: string[] = [];
        await engineEnvironment((line) => lines.push(line), go());
        expect(lines[0]).toMatch(new RegExp(`building Pulumi ${ENGINE_VERSION} .* once`));
        expect(lines.at(-1)).toContain(path.join(process.env.XDG_CACHE_HOME!, "causeway", "engine"));
    });
});
