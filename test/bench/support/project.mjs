/** A program to measure, as a Pulumi project of its own, with simulated clouds and a state backend of its own. */
import * as fs from "node:fs";
import * as path from "node:path";
import { STANDARD_SPEED, startServer, stopServer } from "../../../dist/cli/sim/clouds.js";
import { simEnvironment } from "../../../dist/cli/sim/exec.js";
import { homeIn } from "../../../dist/cli/sim/home.js";
import { engineEnvironment } from "../../../dist/tools/engine/index.js";
import { root, say } from "../../../tools/house.mjs";
import { timed } from "./measure.mjs";

const WORK = path.join(root, ".causeway", "bench");
const open = new Set();
let counter = 0;

export class Project {
    /**
     * A project of these files, by name, with an index.ts or index.js. `options` are those of the Node.js runtime in
     * Pulumi.yaml, `network` names one in programs/networks.ts.
     */
    static async create({ files, options = {}, network }) {
        const project = new Project();
        project.folder = path.join(WORK, `${process.pid}-${++counter}`);
        project.home = homeIn(path.join(project.folder, "home"));
        open.add(project);
        fs.mkdirSync(project.home.folder, { recursive: true });
        project.write({
            ...files,
            "package.json": { name: "bench", main: "index.ts" in files ? "index.ts" : "index.js" },
            "Pulumi.yaml": {
                name: "bench",
                runtime: { name: "nodejs", options },
                config: { "aws:region": "us-east-1", ...(network === undefined ? {} : { "bench:network": network }) },
            },
        });
        const { ports } = await startServer(project.home, STANDARD_SPEED);
        project.env = {
            ...process.env,
            ...simEnvironment(project.home, ports),
            ...(await engineEnvironment(say)),
            // Where the SDK's ts-node keeps what it compiled; by default all projects of the machine share a folder.
            TS_NODE_CACHE_DIRECTORY: path.join(project.folder, "compiled"),
        };
        await project.pulumi("stack", "init", "sim");
        return project;
    }

    write(files) {
        for (const [file, content] of Object.entries(files)) {
            // JSON is YAML.
            const text = typeof content === "string" ? content : JSON.stringify(content);
            fs.mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
            fs.writeFileSync(path.join(this.folder, file), text);
        }
    }

    /** Runs a Pulumi command and measures it. */
    pulumi(...args) {
        return timed("pulumi", [...args, "--non-interactive", "--color=never"], {
            cwd: this.folder,
            env: this.env,
            scratch: this.folder,
        });
    }

    /** The next run checks and compiles the whole program, as the first one in a fresh job does. */
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
