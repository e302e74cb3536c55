/**
 * Builds the pinned Pulumi engine from its Go module, once per machine and version, into the user's cache folder.
 * The build goes to a folder of its own and is renamed into place, so a broken build is never found again and two
 * builds at once do not meet.
 */
import { spawn, spawnSync } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { exitCode } from "./node-process";
import { packageRoot } from "./package-root";
import { ENGINE_VERSION } from "./engine-version";

export interface BuiltEngine {
    /** Folder to put on PATH. */
    bin: string;
    pulumi: string;
    generateProgram: string;
}

/** Thrown when there is neither an installed engine nor Go to build one. */
export class NoEngine extends Error {
    constructor() {
        super(
            [
                "No Pulumi engine: `pulumi` is not on PATH, and Go, which could build it, is not either.",
                "  Install the Pulumi CLI (any version from 3.202), or",
                `  install Go 1.21 or newer: Causeway then builds Pulumi ${ENGINE_VERSION} once, in about five minutes.`,
            ].join("\n"),
        );
    }
}

const GO_MODULE = path.join(packageRoot(), "tools", "engine", "go");
/** Names the executable that the engine's language host hands over to: one cached engine serves several checkouts. */
export const HOST_VARIABLE = "CAUSEWAY_LANGUAGE_HOST";
/** Lies beside the engine, where the engine trusts it as its own; from anywhere else on PATH it warns at every command. */
const LANGUAGE_HOST = `#!/bin/sh
exec "\${${HOST_VARIABLE}:?is not set: start Pulumi through causeway}" "$@"
`;
const PACKAGES = {
    pulumi: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    "generate-program": "./generate-program",
} as const;

/** The cached engine, when it has been built on this machine. */
export function builtEngine(): BuiltEngine | undefined {
    const bin = path.join(cacheFolder(), engineKey());
    return fs.existsSync(path.join(bin, "pulumi")) ? engineIn(bin) : undefined;
}

/**
 * The cached engine, built first where it is missing. `report` receives a line now and then while that takes.
 * Throws `NoEngine` where Go is not on the search path.
 */
export async function buildEngine(report: (line: string) => void, searchPath: string): Promise<BuiltEngine> {
    const ready = builtEngine();
    if (ready !== undefined) return ready;
    const env = { ...process.env, PATH: searchPath };
    if (spawnSync("go", ["version"], { env }).status !== 0) throw new NoEngine();

    const scratch = path.join(cacheFolder(), `building-${process.pid}`);
    fs.mkdirSync(scratch, { recursive: true });
    report(`building Pulumi ${ENGINE_VERSION} from its Go module, once (three to six minutes on two cores)`);
    const began = Date.now();
    const clock = setInterval(() => {
        report(`  still building, ${Math.round((Date.now() - began) / 1000)} s so far`);
    }, 30_000);
    try {
        for (const [name, source] of Object.entries(PACKAGES)) await goBuild(source, path.join(scratch, name), env);
        fs.writeFileSync(path.join(scratch, "pulumi-language-nodejs"), LANGUAGE_HOST, { mode: 0o755 });
        const bin = path.join(cacheFolder(), engineKey());
        if (!fs.existsSync(bin)) fs.renameSync(scratch, bin);
        report(`built in ${Math.round((Date.now() - began) / 1000)} s, kept in ${bin}`);
        return engineIn(bin);
    } finally {
        clearInterval(clock);
        fs.rmSync(scratch, { recursive: true, force: true });
    }
}

async function goBuild(source: string, output: string, env: NodeJS.ProcessEnv): Promise<void> {
    const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`;
    const child = spawn(
        "go",
        ["build", "-mod=readonly", "-trimpath", `-ldflags=-s -w ${version}`, "-o", output, source],
        {
            cwd: GO_MODULE,
            env,
            stdio: ["ignore", "inherit", "pipe"],
        },
    );
    const errors: Buffer[] = [];
    child.stderr.on("data", (data: Buffer) => errors.push(data));
    if ((await exitCode(child)) !== 0) {
        throw new Error(`go build ${source} failed:\n${Buffer.concat(errors).toString().trimEnd()}`);
    }
}

function engineIn(bin: string): BuiltEngine {
    return { bin, pulumi: path.join(bin, "pulumi"), generateProgram: path.join(bin, "generate-program") };
}

function cacheFolder(): string {
    const base = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
    return path.join(base, "causeway", "engine");
}

/** The version, and a hash of what is built from: a changed pin or generator is another engine. */
function engineKey(): string {
    const hash = crypto.createHash("sha256").update(LANGUAGE_HOST);
    for (const file of ["go.mod", "go.sum", path.join("generate-program", "main.go")]) {
        hash.update(fs.readFileSync(path.join(GO_MODULE, file)));
    }
    return `v${ENGINE_VERSION}-${hash.digest("hex").slice(0, 12)}`;
}
