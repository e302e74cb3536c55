/**
 * What `npm start`, `npm test` and `npm run bench` do first, on a fresh clone too: install what is missing, and build;
 * `npm run mutate` needs no build. Plain Node, because nothing is installed yet.
 */
import { spawnSync } from "node:child_process";
import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export function say(line) {
    process.stdout.write(`${line}\n`);
}

/** Runs a command in the root with its output shown; ends the process when it fails. */
export function demand(what, command, args) {
    const result = spawnSync(command, args, { cwd: root, stdio: "inherit" });
    if (result.status === 0) return;
    process.stderr.write(`${what} failed: ${command} ${args.join(" ")}\n`);
    process.exit(result.status ?? 1);
}

/** Dependencies as the lock file says. */
export function install() {
    const [major] = process.versions.node.split(".").map(Number);
    if (major < 20) {
        process.stderr.write(`Causeway needs Node 20 or newer; this is ${process.version}\n`);
        process.exit(1);
    }
    if (!isInstalled()) {
        say("installing dependencies");
        demand("installing", "npm", ["ci", "--loglevel=error"]);
        fs.writeFileSync(marker(), lockHash());
    }
}

/** Dependencies as the lock file says, and `dist/` as the sources say. */
export function prepare() {
    install();
    demand("building", process.execPath, [
        path.join(root, "node_modules/typescript/bin/tsc"),
        "-p",
        "tsconfig.build.json",
    ]);
}

function isInstalled() {
    return fs.existsSync(marker()) && fs.readFileSync(marker(), "utf8") === lockHash();
}

function marker() {
    return path.join(root, "node_modules", ".causeway-lock");
}

function lockHash() {
    return crypto
        .createHash("sha256")
        .update(fs.readFileSync(path.join(root, "package-lock.json")))
        .digest("hex");
}
