/**
 * Where the simulated clouds of a project live: `$CAUSEWAY_SIM_HOME`, else `.causeway` in the nearest folder above that has
 * one, else in the root of the enclosing Git repository, else here. The clouds, Pulumi's states of them and Pulumi's own
 * settings lie together, so that a simulated id never lands in a real state, and a reset forgets them together.
 */
import * as fs from "node:fs";
import * as path from "node:path";

export interface SimHome {
    folder: string;
    /** The store with everything that exists. */
    world: string;
    /** Pulumi's state backend. */
    backend: string;
    /** Pulumi's settings (which stack is selected where). */
    pulumi: string;
    /** The running server, if any. */
    serverFile: string;
    /** Holds the process that serves, so that there is only one. */
    serverLock: string;
    serverLog: string;
}

export function simHome(from = process.cwd()): SimHome {
    return homeIn(process.env.CAUSEWAY_SIM_HOME ?? discover(from));
}

export function homeIn(where: string): SimHome {
    // Pulumi would read a relative path from the folder that it works in.
    const folder = path.resolve(where);
    return {
        folder,
        world: path.join(folder, "world"),
        backend: path.join(folder, "backend"),
        pulumi: path.join(folder, "pulumi"),
        serverFile: path.join(folder, "server.json"),
        serverLock: path.join(folder, "server.lock"),
        serverLog: path.join(folder, "server.log"),
    };
}

function discover(from: string): string {
    const folders = ancestors(path.resolve(from));
    const root =
        folders.find((folder) => fs.existsSync(path.join(folder, ".causeway"))) ??
        folders.find((folder) => fs.existsSync(path.join(folder, ".git"))) ??
        path.resolve(from);
    return path.join(root, ".causeway");
}

export function ancestors(folder: string): string[] {
    const parent = path.dirname(folder);
    return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}
