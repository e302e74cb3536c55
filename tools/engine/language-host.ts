/**
 * A Node.js language host for machines that have none: it serves `Run` (programs) and `RunPlugin` (policy packs,
 * component plugins) of Pulumi's language protocol, what the engine asks around them, and nothing beyond the official
 * host, which is preferred wherever it is installed.
 *
 * The engine starts it as `pulumi-language-nodejs <engine address>`, reads the port from the first line of standard
 * output and shows later lines to the user.
 */
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService, type ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as lang from "@pulumi/pulumi/proto/language_pb";
import * as pluginpb from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ENGINE_VERSION } from "./engine-version";
import { generateProgram } from "./generate-program";
import { exitCode, runtimeOptions, SdkMissing, startNode } from "./node-process";
import { directDependencies, requiredPackages } from "./required-packages";

/** The SDK exits with this code after it has already told the user what went wrong. */
const EXIT_ALREADY_REPORTED = 32;

type Answer<T> = (error: grpc.ServiceError | Partial<grpc.StatusObject> | null, value?: T) => void;

export function main(): void {
    const engineAddress = process.argv[2];
    if (engineAddress === undefined) {
        process.stderr.write("pulumi-language-nodejs is started by the Pulumi engine, with the engine's address\n");
        process.exit(1);
    }
    const host = new Host(engineAddress);
    const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
    server.addService(LanguageRuntimeService, host.methods());
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error !== null) throw error;
        process.stdout.write(`${port}\n`);
    });
    // The engine holds our standard input open for as long as it lives, so its end is the engine's death.
    process.stdin.on("end", () => host.exit()).resume();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => host.exit());
}

class Host {
    private readonly children = new Set<ChildProcess>();

    constructor(private readonly engineAddress: string) {}

    exit(): void {
        for (const child of this.children) child.kill("SIGTERM");
        process.exit(0);
    }

    methods(): ILanguageRuntimeServer {
        return {
            handshake: (_, done) => done(null, new lang.LanguageHandshakeResponse()),
            run: (call, done) => void this.run(call, done),
            runPlugin: (call) => void this.runPlugin(call),
            installDependencies: (call) => void this.installDependencies(call),
            getRequiredPackages: (call, done) => done(null, packagesOf(call.request.getInfo())),
            getPluginInfo: (_, done) => done(null, new pluginpb.PluginInfo().setVersion(ENGINE_VERSION)),
            about: (_, done) =>
                done(null, new lang.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
            getProgramDependencies: (call, done) => done(null, dependenciesOf(call.request.getInfo())),
            runtimeOptionsPrompts: (_, done) => done(null, new lang.RuntimeOptionsResponse()),
            generateProgram: (call, done) =>
                void generateProgram(call.request).then(
                    (response) => done(null, response),
                    (error: unknown) => done({ code: grpc.status.UNAVAILABLE, details: (error as Error).message }),
                ),
            cancel: (_, done) => done(null, new Empty()),
            getRequiredPlugins: unserved("GetRequiredPlugins"),
            template: unserved("Template"),
            generateProject: unserved("GenerateProject"),
            generatePackage: unserved("GeneratePackage"),
            pack: unserved("Pack"),
            link: unserved("Link"),
        };
    }

    /** Runs the user's program once, for a preview or a deployment. */
    private async run(
        call: grpc.ServerUnaryCall<lang.RunRequest, lang.RunResponse>,
        done: Answer<lang.RunResponse>,
    ): Promise<void> {
        const request = call.request;
        const info = request.getInfo();
        const args = [
            `--monitor=${request.getMonitorAddress()}`,
            `--engine=${this.engineAddress}`,
            `--organization=${request.getOrganization()}`,
            `--project=${request.getProject()}`,
            `--root-directory=${info?.getRootDirectory() ?? request.getPwd()}`,
            `--stack=${request.getStack()}`,
            `--pwd=${request.getPwd()}`,
            `--parallel=${request.getParallel()}`,
            ...(request.getDryrun() ? ["--dry-run"] : []),
            info?.getEntryPoint() ?? request.getProgram(),
            ...request.getArgsList(),
        ];
        const env = {
            ...process.env,
            PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        };
        try {
            const child = this.start(call, () =>
                startNode({
                    entry: "run",
                    resolveFrom: request.getPwd(),
                    cwd: request.getPwd(),
                    options: runtimeOptions(info),
                    args,
                    env,
                    stdio: ["ignore", "inherit", "inherit"],
                }),
            );
            const code = await exitCode(child);
            const response = new lang.RunResponse();
            if (code === EXIT_ALREADY_REPORTED) response.setBail(true);
            else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
            done(null, response);
        } catch (error) {
            const message = (error as Error).message;
            if (error instanceof SdkMissing) done(null, new lang.RunResponse().setError(message));
            else done({ code: grpc.status.INTERNAL, details: message });
        }
    }

    /** Runs a policy pack or a component plugin until the engine is done with it, and streams what it prints. */
    private async runPlugin(
        call: grpc.ServerWritableStream<lang.RunPluginRequest, lang.RunPluginResponse>,
    ): Promise<void> {
        const request = call.request;
        const info = request.getInfo();
        const program = info?.getProgramDirectory() ?? request.getProgram();
        const isPolicyPack = request.getKind() === "analyzer";
        const env = Object.fromEntries(request.getEnvList().map(splitVariable));
        try {
            const child = this.start(call, () =>
                startNode({
                    entry: isPolicyPack ? "run-policy-pack" : "run-plugin",
                    resolveFrom: program,
                    cwd: isPolicyPack ? program : request.getPwd(),
                    options: runtimeOptions(info),
                    args: isPolicyPack ? [...request.getArgsList(), program] : [program, ...request.getArgsList()],
                    env: request.getEnvList().length === 0 ? process.env : env,
                    stdio: ["ignore", "pipe", "pipe"],
                }),
            );
            child.stdout?.on("data", (data: Buffer) => call.write(new lang.RunPluginResponse().setStdout(data)));
            child.stderr?.on("data", (data: Buffer) => call.write(new lang.RunPluginResponse().setStderr(data)));
            call.write(new lang.RunPluginResponse().setExitcode(await exitCode(child)));
            call.end();
        } catch (error) {
            refuseStream(call, error as Error);
        }
    }

    private async installDependencies(
        call: grpc.ServerWritableStream<lang.InstallDependenciesRequest, lang.InstallDependenciesResponse>,
    ): Promise<void> {
        const request = call.request;
        const cwd = request.getInfo()?.getProgramDirectory() || request.getDirectory();
        // A plugin that is a checkout of somebody's is installed already; leaving out its development dependencies would take
        // them away from whoever works there.
        if (request.getIsPlugin() && fs.existsSync(path.join(cwd, "node_modules"))) {
            call.end();
            return;
        }
        const flags = request.getIsPlugin() ? ["--omit=dev"] : [];
        try {
            const child = this.start(call, () =>
                spawn("npm", ["install", "--loglevel=error", ...flags], { cwd, stdio: ["ignore", "pipe", "pipe"] }),
            );
            child.stdout?.on("data", (data: Buffer) =>
                call.write(new lang.InstallDependenciesResponse().setStdout(data)),
            );
            child.stderr?.on("data", (data: Buffer) =>
                call.write(new lang.InstallDependenciesResponse().setStderr(data)),
            );
            const code = await exitCode(child);
            if (code !== 0) throw new Error(`npm install in ${cwd} ended with exit code ${code}`);
            call.end();
        } catch (error) {
            refuseStream(call, error as Error);
        }
    }

    /** Starts a child that ends with the call: the engine stops a program or plugin by cancelling its call. */
    private start(
        call: { on(event: "cancelled", listener: () => void): unknown },
        spawnIt: () => ChildProcess,
    ): ChildProcess {
        const child = spawnIt();
        this.children.add(child);
        child.once("close", () => this.children.delete(child));
        call.on("cancelled", () => child.kill("SIGTERM"));
        return child;
    }
}

function packagesOf(info: lang.ProgramInfo | undefined): lang.GetRequiredPackagesResponse {
    const program = info?.getProgramDirectory() ?? ".";
    // To run a component plugin the engine installs the plugins that it needs in turn, whatever it was told about downloads;
    // what the engine is attached to already needs none.
    const isPlugin = fs.existsSync(path.join(program, "PulumiPlugin.yaml"));
    const attached = (process.env.PULUMI_DEBUG_PROVIDERS ?? "").split(",").map((entry) => entry.split(":")[0]);
    const needed = requiredPackages(program).filter((p) => !isPlugin || !attached.includes(p.name));
    const packages = needed.map((p) =>
        new pluginpb.PackageDependency()
            .setName(p.name)
            .setKind("resource")
            .setVersion(p.version)
            .setServer(p.server ?? ""),
    );
    return new lang.GetRequiredPackagesResponse().setPackagesList(packages);
}

function dependenciesOf(info: lang.ProgramInfo | undefined): lang.GetProgramDependenciesResponse {
    const dependencies = directDependencies(info?.getProgramDirectory() ?? ".").map((d) =>
        new lang.DependencyInfo().setName(d.name).setVersion(d.version),
    );
    return new lang.GetProgramDependenciesResponse().setDependenciesList(dependencies);
}

function splitVariable(variable: string): [string, string] {
    const at = variable.indexOf("=");
    return [variable.slice(0, at), variable.slice(at + 1)];
}

function unserved(method: string): (call: unknown, done: Answer<never>) => void {
    const details = `${method} needs the official Node.js language host (pulumi-language-nodejs), which is not installed`;
    return (_, done) => done({ code: grpc.status.UNIMPLEMENTED, details });
}

function refuseStream(call: grpc.ServerWritableStream<unknown, unknown>, error: Error): void {
    const code = error instanceof SdkMissing ? grpc.status.NOT_FOUND : grpc.status.INTERNAL;
    call.emit("error", { code, details: error.message });
}
