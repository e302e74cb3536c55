/** Compares with a file in the repository, which is rewritten on demand: its diff is what a reviewer reads. */
import * as fs from "node:fs";
import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Fails with the difference, and with the command that accepts it. */
export function expectCommitted(file: string, text: string): void {
    if (process.env.UPDATE_SNAPSHOTS === "1") fs.writeFileSync(file, text);
    const committed = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
    try {
        expect(text).toBe(committed);
    } catch (error) {
        const test = path.relative(ROOT, expect.getState().testPath ?? "");
        const hint = `${path.relative(ROOT, file)} differs. Where that is meant: UPDATE_SNAPSHOTS=1 npx jest -- ${test}`;
        throw new Error(`${hint}\n\n${(error as Error).message}`);
    }
}
