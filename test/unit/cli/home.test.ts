import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { simHome } from "../../../cli/sim/home";

/** Where the simulated clouds of a folder live. */
let work: string;
const given = process.env.CAUSEWAY_SIM_HOME;
beforeEach(() => {
    work = fs.mkdtempSync(path.join(os.tmpdir(), "causeway-home-"));
    fs.mkdirSync(path.join(work, "repository", "project", "src"), { recursive: true });
    delete process.env.CAUSEWAY_SIM_HOME;
});
afterEach(() => {
    fs.rmSync(work, { recursive: true, force: true });
    if (given !== undefined) process.env.CAUSEWAY_SIM_HOME = given;
});

const at = (...parts: string[]): string => path.join(work, "repository", ...parts);

test("in the folder itself, where nothing else is known", () => {
    expect(simHome(at("project")).folder).toBe(at("project", ".causeway"));
});

test("in the root of the enclosing Git repository: one simulated world for all of its projects", () => {
    fs.mkdirSync(at(".git"));
    expect(simHome(at("project", "src")).folder).toBe(at(".causeway"));
});

test("where there is one already, further up than anything else", () => {
    fs.mkdirSync(at(".git"));
    fs.mkdirSync(at("project", ".causeway"));
    expect(simHome(at("project", "src")).folder).toBe(at("project", ".causeway"));
});

test("where the environment says", () => {
    process.env.CAUSEWAY_SIM_HOME = path.join(work, "elsewhere");
    expect(simHome(at("project"))).toEqual({
        folder: path.join(work, "elsewhere"),
        world: path.join(work, "elsewhere", "world"),
        backend: path.join(work, "elsewhere", "backend"),
        pulumi: path.join(work, "elsewhere", "pulumi"),
        serverFile: path.join(work, "elsewhere", "server.json"),
        serverLock: path.join(work, "elsewhere", "server.lock"),
        serverLog: path.join(work, "elsewhere", "server.log"),
    });
});

test("a relative one is read from here, whatever folder Pulumi works in", () => {
    process.env.CAUSEWAY_SIM_HOME = "some/where";
    expect(simHome(at("project")).folder).toBe(path.resolve("some/where"));
});
