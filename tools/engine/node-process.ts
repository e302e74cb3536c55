/**
 * How a Node program, policy pack or component plugin is started: which entry point of the Pulumi SDK runs it, and with
 * which Node arguments. The SDK is the one the program itself has installed, never the host's own.
 */
import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** The SDK's three ways in; each takes the program differently, see the callers. */
export type EntryPoint = "run" | "run-plugin" | "run-policy-pack";

/** Thrown when the program's folder has no Pulumi SDK installed. */
export class SdkMissing extends Error {
    constructor(directory: string) {
        super(`the Pulumi SDK is not installed for ${directory}: run 'npm install' there`);
    }
}

/** The runtime options of Pulumi.yaml that this host understands. */
export interface RuntimeOptions {
    /** Extra arguments for the Node process, one string as a shell would split it at white space. */
    nodeargs?: string;
    /** False switches the TypeScript compiler off. Default: on. */
    typescript?: boolean;
}

export function runtimeOptions(info: ProgramInfo | undefined): RuntimeOptions {
    const raw = (info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>;
    return {
        nodeargs: typeof raw.nodeargs === "string" ? raw.nodeargs : undefined,
        typescript: typeof raw.typescript === "boolean" ? raw.typescript : undefined,
    };
}

export interface NodeProcess {
    entry: EntryPoint;
    /** Folder from which the SDK is resolved. */
    resolveFrom: string;
    cwd: string;
    options: RuntimeOptions;
    args: string[];
    env: NodeJS.ProcessEnv;
    stdio: StdioOptions;
}

export function startNode(p: NodeProcess): ChildProcess {
    const nodeArgs = p.options.nodeargs?.split(/\s+/).filter((arg) => arg !== "") ?? [];
    // The SDK compiles TypeScript only where it is told to.
    const env = { ...p.env, PULUMI_NODEJS_TYPESCRIPT: String(p.options.typescript ?? true) };
    return spawn(process.execPath, [...nodeArgs, sdkEntry(p.entry, p.resolveFrom), ...p.args], {
        cwd: p.cwd,
        env,
        stdio: p.stdio,
    });
}

function sdkEntry(entry: EntryPoint, from: string): string {
    try {
        return createRequire(path.join(from, "package.json")).resolve(`@pulumi/pulumi/cmd/${entry}`);
    } catch {
        throw new SdkMissing(from);
    }
}

/** Resolves with the exit code; a death by signal counts as 128 + 15. */
export function exitCode(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve(code ?? 143));
    });
}
