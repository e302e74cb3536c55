/**
 * A kill -9 in the middle of an update, of the clouds or of the engine, before or after the change was made. Points are
 * drawn from a seed that is printed; set CAUSEWAY_CRASH_SEED to repeat a run.
 *
 * What can be promised is what the cloud allows: it lets most things exist twice, so what was in flight is made again and
 * the first one is left over, named by `causeway sim ls --orphans`. Things that a cloud allows once (a route, an
 * association) are refused the second time, by the real cloud too; the last test shows the way out of that.
 */
import * as crypto from "node:crypto";
import type { ChildProcess } from "node:child_process";
import { killGroup, Project, succeeded, type Run } from "../support/engine";
import { hubProgram } from "../support/programs";

const seed = Number(process.env.CAUSEWAY_CRASH_SEED ?? crypto.randomInt(2 ** 31));

/** Twelve cloud resources that the cloud lets exist twice, on several levels of dependency. */
const PROGRAM = `
const { TransitHub } = require("@causeway-iac/causeway");
const { Vpc, RouteTable, SecurityGroup } = require("@pulumi/aws/ec2");
for (const [name, octet] of [["a", 0], ["b", 1]]) {
    const vpc = new Vpc(name, { cidrBlock: "10." + octet + ".0.0/16" });
    new RouteTable(name, { vpcId: vpc.id });
    new SecurityGroup(name, { vpcId: vpc.id });
}
new TransitHub("core", {
    segments: { prod: {}, dev: {}, shared: {} },
    aws: { hubs: { use: { region: "us-east-1" } } },
});
`;
const CREATES = 10;

/** Numbers from the seed: a linear congruential generator is random enough to choose points. */
function* draws(from: number): Generator<number, never> {
    for (let x = from % 2 ** 31; ;) {
        x = (x * 1_103_515_245 + 12_345) % 2 ** 31;
        yield x;
    }
}
const draw = draws(seed);
const points = (count: number): number[] =>
    Array.from({ length: count }, () => 1 + (draw.next().value % CREATES)).sort((a, b) => a - b);

let project: Project;
beforeAll(() => void process.stdout.write(`crash seed: ${seed}\n`));
beforeEach(async () => {
    project = await Project.create("crash", PROGRAM);
}, 600_000);
afterEach(() => project.dispose());

const ids = (objects: { id: string }[]): string[] => objects.map((o) => o.id).sort();

/** After the crash: one update brings everything, a further one has nothing to do, and exactly what is left over is named. */
async function recovers(when: "before" | "after"): Promise<void> {
    const committed = ids(await project.objects());
    await project.pulumi(["cancel", "--yes"]);
    succeeded(await project.up());
    expect(succeeded(await project.up()).steps).toEqual([]);

    const deployed = (await project.state()).resources.filter((r) => r.type.startsWith("aws:"));
    expect(deployed.length).toBe(CREATES);
    const known = deployed.map((r) => r.id);
    const left = ids(await project.objects("--orphans"));
    // Only what the interrupted update had committed, and had no time to write down.
    expect(left).toEqual(committed.filter((id) => !known.includes(id)));
    if (when === "after") expect(left).not.toEqual([]);

    // The last first: a table that was left over may stand in a VPC that was too.
    for (const { id } of (await project.objects("--orphans")).reverse()) await project.sim("drift", id, "--delete");
    succeeded(await project.destroy());
    expect(await project.objects("--all")).toEqual([]);
}

describe.each(["before", "after"] as const)("kill -9 of the clouds %s the commit", (when) => {
    test.each(points(2))("at creation %i", async (nth) => {
        await project.sim("fail", "*", "--op", "create", "--nth", String(nth), "--kind", "kill", "--when", when);
        expect((await project.up()).code).not.toBe(0);
        await project.startClouds();
        await project.sim("fail", "--clear");
        await recovers(when);
    });
});

describe.each(["before", "after"] as const)("kill -9 of the engine %s the commit", (when) => {
    test.each(points(2))("at creation %i", async (nth) => {
        await project.sim("fail", "*", "--op", "create", "--nth", String(nth), "--kind", "hold", "--when", when);
        let engine: ChildProcess | undefined;
        const update = project.pulumi(["up", "--yes", "--skip-preview"], (child) => {
            engine = child;
        });
        await Promise.race([callIsHeld(), update.then(failEarly)]);
        if (engine?.pid === undefined) throw new Error("the engine did not start");
        killGroup(engine.pid);
        await update;
        await project.sim("fail", "--clear");
        await recovers(when);
    });
});

describe.each(["before", "after"] as const)("kill -9 of the clouds %s a deletion is made", (when) => {
    test.each(points(1))("at deletion %i: one more destroy leaves nothing", async (nth) => {
        succeeded(await project.up());
        await project.sim("fail", "*", "--op", "delete", "--nth", String(nth), "--kind", "kill", "--when", when);
        expect((await project.destroy()).code).not.toBe(0);
        await project.startClouds();
        await project.sim("fail", "--clear");
        await project.pulumi(["cancel", "--yes"]);
        succeeded(await project.destroy());
        expect(await project.objects("--all")).toEqual([]);
    });
});

/** Waits until the clouds hold a call: the engine is then in the middle of it. */
async function callIsHeld(): Promise<void> {
    for (let look = 0; look < 300; look++) {
        if (/ held$/m.test(await project.sim("fail"))) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("no call was held");
}

function failEarly(run: Run): never {
    throw new Error(`the update ended before a call was held:\n${run.output}`);
}

test("what a cloud allows only once is refused after a crash, and named; deleted, the next update converges", async () => {
    project.program(hubProgram());
    const ROUTE = "aws:ec2/route:Route";
    await project.sim("fail", ROUTE, "--op", "create", "--nth", "1", "--kind", "kill", "--when", "after");
    // One call at a time, so that the route is the only one under way.
    expect((await project.up("--parallel", "1")).code).not.toBe(0);
    await project.startClouds();
    await project.sim("fail", "--clear");
    await project.pulumi(["cancel", "--yes"]);
    const refused = await project.up();
    expect(refused.code).not.toBe(0);
    expect(refused.errors.join("\n")).toContain("api error RouteAlreadyExists");
    const left = (await project.objects("--orphans")).filter((o) => o.type === ROUTE);
    expect(left.length).toBe(1);
    for (const { id } of left) await project.sim("drift", id, "--delete");
    succeeded(await project.up());
    expect(succeeded(await project.up()).steps).toEqual([]);
});
