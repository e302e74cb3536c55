/** `causeway sim …`: the simulated clouds from the command line. */
import * as fs from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { Faults, FAULTS, OPERATIONS, type FaultKind, type Operation } from "../../sim/core/faults";
import type { CloudObject } from "../../sim/core/world";
import { PACKAGES } from "../../sim/packages";
import { table } from "../table";
import { inWorld, runningServer, serveUntilStopped, STANDARD_SPEED, startServer, stopServer } from "./clouds";
import { execute } from "./exec";
import { simHome } from "./home";
import { deleteObject, drift, findObject, parseChanges } from "./meddle";
import { orphans, stacks } from "./orphans";

const print = (line: string): void => void process.stdout.write(`${line}\n`);

export function simCommand(): Command {
    const sim = new Command("sim").description("simulated clouds: the real Pulumi engine without an account");
    // Options after a command to run are that command's, with or without the "--" before it.
    sim.enablePositionalOptions();
    addLife(sim);
    addLooking(sim);
    addMeddling(sim);
    return sim;
}

function addLife(sim: Command): void {
    sim.command("exec")
        .description("run a command (pulumi up, an npm script, …) against the simulated clouds")
        .usage("[options] -- <command> [arguments…]")
        .argument("<command...>", "the command and its arguments, after --")
        .addOption(speedOption())
        .passThroughOptions()
        .action(async (command: string[], options: { speed: number }) => {
            process.exitCode = await execute(simHome(), command, options.speed);
        });
    sim.command("start")
        .description("start the simulated clouds in the background; 'exec' then uses them")
        .addOption(speedOption())
        .action(async (options: { speed: number }) => {
            const running = await runningServer(simHome());
            const server = running ?? (await startServer(simHome(), options.speed));
            print(
                `simulated clouds ${running === undefined ? "started" : "are running already"} (process ${server.pid})`,
            );
            print(`next: causeway sim exec -- pulumi up`);
        });
    sim.command("serve", { hidden: true })
        .addOption(speedOption())
        .action((options: { speed: number }) => serveUntilStopped(simHome(), options.speed));
    sim.command("stop")
        .description("stop the background clouds; what exists in them stays")
        .action(async () => {
            const stopped = await stopServer(simHome());
            print(stopped === undefined ? "no simulated clouds are running" : `stopped (process ${stopped.pid})`);
        });
    sim.command("reset")
        .description("forget everything: the simulated clouds and Pulumi's states of them")
        .action(async () => {
            const home = simHome();
            const objects = await inWorld(home, (world) => {
                const count = world.everything().filter((o) => o.implicitOf === undefined).length;
                world.clear();
                return count;
            });
            const states = stacks(home).length;
            for (const folder of [home.backend, home.pulumi]) fs.rmSync(folder, { recursive: true, force: true });
            print(`forgot ${objects} objects and ${states} stacks`);
        });
}

function addLooking(sim: Command): void {
    sim.command("status")
        .description("what runs, what exists, which faults are set")
        .action(async () => {
            const home = simHome();
            const server = await runningServer(home);
            print(`home      ${home.folder}`);
            print(
                `server    ${server === undefined ? "not running (exec serves for itself)" : `process ${server.pid}`}`,
            );
            for (const [name, port] of Object.entries(server?.ports ?? {}))
                print(`  ${name.padEnd(8)}127.0.0.1:${port}`);
            await inWorld(home, (world) => {
                const objects = world.everything().filter((o) => o.implicitOf === undefined);
                print(`packages  ${PACKAGES.map((p) => `${p.name} (${p.types.length} types)`).join(", ")}`);
                print(`objects   ${objects.length}`);
                print(`orphans   ${orphans(home, objects).length}`);
                print(`stacks    ${stacks(home).join(", ") || "none"}`);
                print(`faults    ${new Faults(world).rules().length}`);
            });
        });
    sim.command("types")
        .description("list the resource types and functions that are modelled")
        .action(() => {
            const kinds = PACKAGES.flatMap((p) => [
                ...p.types.map((t) => ["resource", t.token]),
                ...p.invokes.map((i) => ["function", i.token]),
            ]);
            print(table(["KIND", "TOKEN"], kinds));
        });
    sim.command("ls")
        .description("list what exists")
        .option("--orphans", "only what no stack knows")
        .option("--all", "also what the clouds made by themselves (main route tables, default groups)")
        .option("--type <token>", "only this type")
        .option("--json", "with every property, as JSON")
        .action(async (options: { orphans?: true; all?: true; type?: string; json?: true }) => {
            const home = simHome();
            const objects = await inWorld(home, (world) => world.everything());
            const asked = (options.orphans === true ? orphans(home, objects) : objects)
                .filter((o) => options.all === true || o.implicitOf === undefined)
                .filter((o) => options.type === undefined || o.type === options.type);
            if (options.json === true) print(JSON.stringify(asked, null, 2));
            else if (asked.length > 0) print(table(["TYPE", "ID", "REGION", "ACCOUNT", "NAME"], asked.map(row)));
            if (options.json !== true) print(`${asked.length} ${options.orphans === true ? "orphans" : "objects"}`);
        });
}

function row(object: CloudObject): string[] {
    const tags = object.props.tags as Record<string, string> | undefined;
    return [object.type, object.id, object.region, object.account, tags?.Name ?? ""];
}

function addMeddling(sim: Command): void {
    sim.command("drift")
        .description("change or delete an object behind Pulumi's back")
        .argument("<id>", "id of the object")
        .argument("[property=value...]", "new values; JSON where a value parses as JSON")
        .option("--delete", "delete it, by the cloud's own rules")
        .option("--type <token>", "its type, where two objects have the same id")
        .action(async (id: string, pairs: string[], options: { delete?: true; type?: string }) => {
            if ((options.delete === true) === pairs.length > 0) {
                throw new Error("say either property=value or --delete");
            }
            await inWorld(simHome(), async (world) => {
                const object = findObject(world, id, options.type);
                if (options.delete === true) await deleteObject(world, object);
                else drift(world, object, parseChanges(pairs));
                print(`${options.delete === true ? "deleted" : "changed"} ${object.type} ${id}`);
            });
        });
    const kinds = Object.entries(FAULTS).map(([kind, meaning]) => `  ${kind.padEnd(9)} ${meaning}`);
    sim.command("fail")
        .description("make calls fail")
        .argument("[type]", "type token, or '*'; without it the rules are listed", undefined)
        .addOption(new Option("--op <operation>", "which operation").choices([...OPERATIONS, "*"]).default("*"))
        .addOption(new Option("--kind <kind>", "what happens").choices(Object.keys(FAULTS)).default("error"))
        .option("--nth <n>", "which matching call from now on", positive, 1)
        .option("--times <n>", "how many calls in a row", positive, 1)
        .addOption(new Option("--when <when>", "for drop, kill, hold").choices(["before", "after"]).default("before"))
        .option("--code <code>", "error code to answer with")
        .option("--message <text>", "error message to answer with")
        .option("--clear [rule]", "remove one rule, or all")
        .addHelpText("after", `\nKinds:\n${kinds.join("\n")}`)
        .action(async (type: string | undefined, options: FailOptions) => {
            await inWorld(simHome(), (world) => fail(new Faults(world), type, options));
        });
    sim.command("quota")
        .description("list the quotas that a real account may have raised, or set one")
        .argument("[name=limit]", "for instance vpcs-per-region=20")
        .action(async (pair?: string) => {
            await inWorld(simHome(), (world) => {
                const quotas = PACKAGES.flatMap((p) => p.types).flatMap((t) =>
                    t.quota === undefined ? [] : [t.quota],
                );
                if (pair !== undefined) {
                    const [name = "", limit, ...more] = pair.split("=");
                    if (!quotas.some((q) => q.name === name))
                        throw new Error(`no quota is named '${name}'; see: causeway sim quota`);
                    if (limit === undefined || more.length > 0)
                        throw new Error(`'${pair}' is not of the form name=limit`);
                    world.transaction(() => {
                        const set = (world.setting("quotas") as Record<string, number> | undefined) ?? {};
                        world.putSetting("quotas", { ...set, [name]: positive(limit) });
                    });
                }
                const rows = quotas.map((q) => [q.name, String(world.quota(q.name, q.limit)), String(q.limit)]);
                print(table(["QUOTA", "LIMIT", "STANDARD"], rows));
            });
        });
}

interface FailOptions {
    op: Operation | "*";
    kind: FaultKind;
    nth: number;
    times: number;
    when: "before" | "after";
    code?: string;
    message?: string;
    clear?: string | true;
}

function fail(faults: Faults, type: string | undefined, options: FailOptions): void {
    if (options.clear !== undefined) {
        faults.clear(options.clear === true ? undefined : positive(options.clear));
    } else if (type !== undefined) {
        const known = PACKAGES.flatMap((p) => [...p.types, ...p.invokes]).map((t) => t.token);
        if (type !== "*" && !known.includes(type))
            throw new Error(`the simulated clouds do not model the type ${type}`);
        const { op: operation, kind, nth, times, when, code, message } = options;
        faults.add({ type, operation, kind, nth, times, when, code, message });
    }
    const rows = faults
        .rules()
        .map((r) => [
            String(r.id),
            r.kind,
            r.type,
            r.operation,
            `${r.nth}`,
            `${r.times}`,
            r.when,
            String(r.seen),
            r.holding === true ? "held" : "",
        ]);
    if (rows.length > 0) print(table(["RULE", "KIND", "TYPE", "OPERATION", "NTH", "TIMES", "WHEN", "SEEN", ""], rows));
    print(`${rows.length} rules`);
}

function speedOption(): Option {
    return new Option("--speed <factor>", "how many times faster than real clouds")
        .default(STANDARD_SPEED)
        .argParser(positive);
}

function positive(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError(`'${text}' is not a whole number from 1`);
    return value;
}
