/** The code that `pulumi import` prints, made by the engine's own generator (go/generate-program). */
import { spawn } from "node:child_process";
import { GenerateProgramResponse, type GenerateProgramRequest } from "@pulumi/pulumi/proto/language_pb";
import { builtEngine } from "./build";
import { exitCode } from "./node-process";

export async function generateProgram(request: GenerateProgramRequest): Promise<GenerateProgramResponse> {
    const engine = builtEngine();
    if (engine === undefined) {
        throw new Error(
            "the imported resources are in the stack, but no code is printed: " +
                "that needs the official Node.js language host, or the engine that Causeway builds (Go is needed)",
        );
    }
    const child = spawn(engine.generateProgram, { stdio: ["pipe", "pipe", "inherit"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin.end(request.serializeBinary());
    const code = await exitCode(child);
    if (code !== 0) throw new Error(`the code generator ended with exit code ${code}`);
    return GenerateProgramResponse.deserializeBinary(Buffer.concat(chunks));
}
