import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** A folder that is gone after the test file; its real path, as resolved paths are compared with it. */
export function temporaryFolder(): string {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "causeway-engine-host-")));
    afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
    return folder;
}

/** Writes the file, with the folders above it. */
export function write(file: string, content: string, mode = 0o644): string {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content, { mode });
    return file;
}
