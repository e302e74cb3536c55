/**
 * Where the engine is: an installed `pulumi` and language host are used as they are; what is missing is replaced by the
 * pinned engine, built once, and by our own language host.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { buildEngine, HOST_VARIABLE } from "./build";
import { packageRoot } from "./package-root";

export { NoEngine } from "./build";

/**
 * The environment variables under which `pulumi` and a Node.js language host are found.
 * Throws `NoEngine` where there is neither an engine nor Go to build one.
 */
export async function engineEnvironment(
    report: (line: string) => void,
    searchPath = process.env.PATH ?? "",
): Promise<Record<string, string>> {
    const ownBin = path.join(packageRoot(), "tools", "engine", "bin");
    const officialHost = findOnPath("pulumi-language-nodejs", searchPath);
    if (findOnPath("pulumi", searchPath) !== undefined) {
        return { PATH: officialHost === undefined ? ownBin + path.delimiter + searchPath : searchPath };
    }
    const { bin } = await buildEngine(report, searchPath);
    return {
        PATH: bin + path.delimiter + searchPath,
        [HOST_VARIABLE]: officialHost ?? path.join(ownBin, "pulumi-language-nodejs"),
    };
}

function findOnPath(command: string, searchPath: string): string | undefined {
    return searchPath
        .split(path.delimiter)
        .map((folder) => path.join(folder, command))
        .find((file) => {
            try {
                fs.accessSync(file, fs.constants.X_OK);
                return fs.statSync(file).isFile();
            } catch {
                return false;
            }
        });
}
