import * as fs from "node:fs";
import * as path from "node:path";

/** The folder of this package, whether this file runs from its source or from `dist/`. */
export function packageRoot(): string {
    let folder = __dirname;
    while (!fs.existsSync(path.join(folder, "package.json"))) folder = path.dirname(folder);
    return folder;
}
