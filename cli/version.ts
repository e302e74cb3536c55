/** The version of this package. */
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../tools/engine/package-root";

export function version(): string {
    const manifest = fs.readFileSync(path.join(packageRoot(), "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
}
