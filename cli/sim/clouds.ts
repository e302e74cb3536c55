/** The clouds of a home: opened to look and meddle, or served, in this process or in one that stays. */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as path from "node:path";
import { serve, type RunningClouds } from "../../sim/core/server";
import { World } from "../../sim/core/world";
import { PACKAGES } from "../../sim/packages";
import { packageRoot } from "../../tools/engine/package-root";
import type { SimHome } from "./home";

/** How many times faster than real clouds the simulated ones are: a gateway's two minutes take 120 ms. */
export const STANDARD_SPEED = 1000;
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 10_000;

export interface Server {
    pid: number;
    ports: Record<string, number>;
    started: string;
}

export function openWorld(home: SimHome): World {
    return new World(
        home.world,
        PACKAGES.flatMap((p) => p.types),
    );
}

/** Opens the world for one piece of work, and closes it. */
export async function inWorld<T>(home: SimHome, work: (world: World) => T | Promise<T>): Promise<T> {
    const world = openWorld(home);
    try {
        return await work(world);
    } finally {
        await world.close();
    }
}

export function serveHere(home: SimHome, speed: number): Promise<RunningClouds> {
    return serve(PACKAGES, openWorld(home), speed);
}

/** The server that answers for this home now. */
export async function runningServer(home: SimHome): Promise<Server | undefined> {
    const server = readServer(home);
    if (server === undefined) return undefined;
    const port = Object.values(server.ports)[0];
    return isAlive(server.pid) && port !== undefined && (await accepts(port)) ? server : undefined;
}

/** What a server wrote down; undefined where there is nothing, or half of it. */
function readServer(home: SimHome): Server | undefined {
    try {
        return JSON.parse(fs.readFileSync(home.serverFile, "utf8")) as Server;
    } catch {
        return undefined;
    }
}

/**
 * Makes this process the only server of the home, or throws. The lock of a process that died counts for nothing.
 */
function claim(home: SimHome): void {
    try {
        fs.writeFileSync(home.serverLock, String(process.pid), { flag: "wx" });
    } catch {
        const holder = lockHolder(home);
        if (isAlive(holder)) throw new Error(`process ${holder} serves these clouds already`);
        fs.rmSync(home.serverLock, { force: true });
        claim(home);
    }
}

/** Serves until told to stop, and writes down where: the body of the process that `startServer` leaves behind. */
export async function serveUntilStopped(home: SimHome, speed: number): Promise<void> {
    claim(home);
    const clouds = await serveHere(home, speed);
    const server: Server = { pid: process.pid, ports: clouds.ports, started: new Date().toISOString() };
    fs.writeFileSync(`${home.serverFile}.new`, JSON.stringify(server));
    fs.renameSync(`${home.serverFile}.new`, home.serverFile);
    await new Promise<void>((resolve) => {
        for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
    });
    for (const file of [home.serverFile, home.serverLock]) fs.rmSync(file, { force: true });
    await clouds.stop();
}

export async function startServer(home: SimHome, speed: number): Promise<Server> {
    fs.mkdirSync(home.folder, { recursive: true });
    const log = fs.openSync(home.serverLog, "a");
    const command = path.join(packageRoot(), "bin", "causeway.js");
    const child = spawn(process.execPath, [command, "sim", "serve", "--speed", String(speed)], {
        detached: true,
        stdio: ["ignore", log, log],
        env: { ...process.env, CAUSEWAY_SIM_HOME: home.folder },
    });
    child.unref();
    fs.closeSync(log);
    const server = await until(START_LIMIT_MS, async () => {
        // Another one may have been started at the same moment: whichever answers is the server.
        const running = await runningServer(home);
        if (running === undefined && child.exitCode !== null && !isAlive(lockHolder(home))) {
            throw new Error(`the simulated clouds did not start; see ${home.serverLog}`);
        }
        return running;
    });
    if (server === undefined) throw new Error(`the simulated clouds did not answer in time; see ${home.serverLog}`);
    return server;
}

export async function stopServer(home: SimHome): Promise<Server | undefined> {
    const server = await runningServer(home);
    if (server === undefined) return undefined;
    process.kill(server.pid, "SIGTERM");
    const gone = await until(STOP_LIMIT_MS, () => Promise.resolve(isAlive(server.pid) ? undefined : true));
    if (gone === undefined) throw new Error(`the simulated clouds (process ${server.pid}) do not stop`);
    return server;
}

async function until<T>(limit: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
    for (const end = Date.now() + limit; Date.now() < end;) {
        const found = await look();
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return undefined;
}

function lockHolder(home: SimHome): number {
    return fs.existsSync(home.serverLock) ? Number(fs.readFileSync(home.serverLock, "utf8")) : 0;
}

function isAlive(pid: number): boolean {
    if (!(pid > 0)) return false;
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

function accepts(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = net.connect(port, "127.0.0.1");
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => resolve(false));
    });
}
