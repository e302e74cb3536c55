/**
 * Where the engine is: an installed `pulumi` and language host are used as they are; what is missing is replaced by the
 * pinned engine, built once, and by our own language host.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { buildEngine } from "./build";
import { packageRoot } from "./package-root";

export { NoEngine } from "./build";

/**
 * The value for PATH under which `pulumi` and a Node.js language host are found.
 * Throws `NoEngine` where there is neither an engine nor Go to build one.
 */
export async function enginePath(report: (line: string) => void, current = process.env.PATH ?? ""): Promise<string> {
    const folders = [current];
    if (!isOnPath("pulumi", current)) folders.unshift((await buildEngine(report)).bin);
    if (!isOnPath("pulumi-language-nodejs", current)) {
        folders.unshift(path.join(packageRoot(), "tools", "engine", "bin"));
    }
    return folders.join(path.delimiter);
}

function isOnPath(command: string, searchPath: string): boolean {
    return searchPath.split(path.delimiter).some((folder) => {
        try {
            fs.accessSync(path.join(folder, command), fs.constants.X_OK);
            return fs.statSync(path.join(folder, command)).isFile();
        } catch {
            return false;
        }
    });
}
