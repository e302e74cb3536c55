/** Files that a user writes for a question: JSON or YAML. */
import * as fs from "node:fs";
import { parse } from "yaml";
import { Unanswered } from "../exit";

/** What the file holds; its shape is checked by whoever asked for it. */
export function settingsFile(file: string): unknown {
    const text = textOf(file);
    try {
        return parse(text) as unknown;
    } catch (error) {
        throw new Unanswered(`${file} is neither JSON nor YAML: ${(error as Error).message.split("\n")[0] ?? ""}`);
    }
}

function textOf(file: string): string {
    try {
        return fs.readFileSync(file, "utf8");
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new Unanswered(code === "ENOENT" ? `there is no file ${file}` : `${file} cannot be read: ${message}`);
    }
}
