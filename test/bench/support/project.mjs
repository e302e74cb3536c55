/** A program to measure, as a Pulumi project of its own, with simulated clouds and a state backend of its own. */
import * as fs from "node:fs";
import * as path from "node:path";
import { startServer, stopServer } from "../../../dist/cli/sim/clouds.js";
import { simEnvironment } from "../../../dist/cli/sim/exec.js";
import { homeIn } from "../../../dist/cli/sim/home.js";
import { engineEnvironment } from "../../../dist/tools/engine/index.js";
import { root, say } from "../../../tools/house.mjs";
import { timed } from "./measure.mjs";

/** As many times faster than real clouds as `causeway sim exec` lets them be. */
const SPEED = 1000;
const WORK = path.join(root, ".causeway", "bench");
const open = new Set();
let counter = 0;

export class Project {
    /** Files by name, from which `main` is run. `options` are those of the Node.js runtime in Pulumi.yaml. */
    static async create(name, { files, main, options = {}, config = {} }) {
        const project = new Project();
        project.folder = path.join(WORK, `${name}-${process.pid}-${++counter}`);
        project.home = homeIn(path.join(project.folder, "home"));
        open.add(project);
        fs.mkdirSync(project.home.folder, { recursive: true });
        const manifest = {
            name,
            runtime: { name: "nodejs", options },
            config: { "aws:region": "us-east-1", ...config },
        };
        const texts = {
            ...files,
            "package.json": JSON.stringify({ name, main }),
            "Pulumi.yaml": JSON.stringify(manifest),
        };
        for (const [file, text] of Object.entries(texts)) fs.writeFileSync(path.join(project.folder, file), text);
        const server = await startServer(project.home, SPEED);
        project.env = {
            ...process.env,
            ...simEnvironment(project.home, server.ports),
            ...(await engineEnvironment(say)),
            // Where the SDK's ts-node keeps what it compiled; otherwise a folder that all projects of the machine share.
            TS_NODE_CACHE_DIRECTORY: path.join(project.folder, "compiled"),
        };
        await project.pulumi("stack", "init", "sim");
        return project;
    }

    /** Runs a Pulumi command and measures it. */
    pulumi(...args) {
        return timed("pulumi", [...args, "--non-interactive", "--color=never"], {
            cwd: this.folder,
            env: this.env,
            scratch: this.folder,
        });
    }

    preview(...flags) {
        return this.pulumi("preview", ...flags);
    }

    /** Makes the next run compile and check the whole program again. */
    forgetCompiled() {
        fs.rmSync(this.env.TS_NODE_CACHE_DIRECTORY, { recursive: true, force: true });
    }

    async dispose() {
        open.delete(this);
        await stopServer(this.home);
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

/** Ends the clouds of every project that is still there, and removes it. */
export async function disposeAll() {
    for (const project of [...open]) await project.dispose();
}
