/** Which simulated objects no stack knows: what a killed update leaves behind. */
import * as fs from "node:fs";
import * as path from "node:path";
import * as zlib from "node:zlib";
import type { CloudObject } from "../../sim/core/world";
import type { SimHome } from "./home";

interface Checkpoint {
    checkpoint?: { latest?: { resources?: { type: string; id?: string }[] } };
}

/** Objects that stand in no state of this home's backend. What the cloud made along with another object is not counted. */
export function orphans(home: SimHome, objects: CloudObject[]): CloudObject[] {
    const known = new Set(stateFiles(home).flatMap(resourcesIn));
    return objects.filter((o) => o.implicitOf === undefined && !known.has(`${o.type} ${o.id}`));
}

/** "project/stack" of every stack in this home's backend. */
export function stacks(home: SimHome): string[] {
    return stateFiles(home).map((file) => {
        const stack = path.basename(file).replace(/\.json(\.gz)?$/, "");
        return `${path.basename(path.dirname(file))}/${stack}`;
    });
}

function stateFiles(home: SimHome): string[] {
    const folder = path.join(home.backend, ".pulumi", "stacks");
    if (!fs.existsSync(folder)) return [];
    return fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.json(\.gz)?$/.test(file))
        .map((file) => path.join(folder, file))
        .sort();
}

function resourcesIn(file: string): string[] {
    const bytes = fs.readFileSync(file);
    const text = (file.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes).toString();
    const resources = parse(file, text).checkpoint?.latest?.resources ?? [];
    return resources.flatMap((r) => (r.id === undefined ? [] : [`${r.type} ${r.id}`]));
}

function parse(file: string, text: string): Checkpoint {
    try {
        return JSON.parse(text) as Checkpoint;
    } catch (error) {
        throw new Error(`${file} is no state of a stack: ${(error as Error).message}`);
    }
}
