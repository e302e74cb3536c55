/** Programs of the machine that a test asks for a second opinion, where they are installed. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** `test`, or `test.skip` on a machine without the program. */
export function testWith(program: string): jest.It {
    const missing = spawnSync(program, ["-?"], { stdio: "ignore" }).error !== undefined;
    return missing ? test.skip : test;
}

/** Runs a program in a folder of its own that holds `files`; its output, after its errors, and whether it succeeded. */
export function run(program: string, args: string[], files: Record<string, string>): { ok: boolean; output: string } {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-run-"));
    try {
        for (const [name, content] of Object.entries(files)) {
            fs.writeFileSync(path.join(folder, name), content, { mode: 0o600 });
        }
        const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", input: "" });
        return { ok: status === 0, output: stderr + stdout };
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
}
