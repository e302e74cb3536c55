/** Calls that fail: a clear error with the cloud's code, and the next update converges. */
import { Project, succeeded } from "../support/engine";
import { hubProgram } from "../support/programs";

const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const PROPAGATION = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";
const SUBNET = "aws:ec2/subnet:Subnet";

let project: Project;
beforeAll(async () => {
    project = await Project.create("faults", hubProgram());
}, 600_000);
afterAll(() => project.dispose());
afterEach(async () => {
    await project.sim("fail", "--clear");
    succeeded(await project.destroy());
    expect(await project.objects("--all")).toEqual([]);
});

/** Everything is there after one more update, nothing twice, and then nothing is left to do. */
async function converges(): Promise<void> {
    await project.sim("fail", "--clear");
    succeeded(await project.up());
    expect(succeeded(await project.up()).steps).toEqual([]);
    expect(await project.objects("--orphans")).toEqual([]);
}

test("the n-th call fails: the error names the resource, the code and the message", async () => {
    await project.sim(
        "fail",
        SUBNET,
        "--op",
        "create",
        "--nth",
        "2",
        "--code",
        "InsufficientCapacity",
        "--message",
        "no room",
    );
    const run = await project.up();
    expect(run.code).not.toBe(0);
    expect(run.errors.join("\n")).toContain("creating EC2 Subnet: api error InsufficientCapacity: no room");
    expect((await project.objects("--type", SUBNET)).length).toBeLessThan(3);
    await converges();
});

test("throttling within the provider's patience is only slower", async () => {
    await project.sim("fail", "*", "--op", "create", "--nth", "3", "--times", "10", "--kind", "throttle");
    expect(succeeded(await project.up()).errors).toEqual([]);
    await converges();
});

test("throttling beyond the provider's patience is an error with the cloud's code", async () => {
    await project.sim("fail", ATTACHMENT, "--op", "create", "--times", "100", "--kind", "throttle");
    const run = await project.up();
    expect(run.code).not.toBe(0);
    expect(run.errors.join("\n")).toContain("api error RequestLimitExceeded: Request limit exceeded.");
    await converges();
});

test("a time-out after the change keeps the gateway: it is not made twice", async () => {
    await project.sim("fail", GATEWAY, "--op", "create", "--kind", "timeout");
    const run = await project.up();
    expect(run.code).not.toBe(0);
    expect(run.errors.join("\n")).toContain("timeout while waiting");
    const { resources } = await project.state();
    const failed = resources.filter((r) => (r.initErrors ?? []).length > 0);
    expect(failed.map((r) => r.type)).toEqual([GATEWAY]);
    await converges();
    expect((await project.objects("--type", GATEWAY)).length).toBe(2);
});

test("a connection that breaks before the change loses nothing", async () => {
    await project.sim("fail", PROPAGATION, "--op", "create", "--nth", "2", "--kind", "drop", "--when", "before");
    // One call at a time: a broken connection takes the answers of all calls under way with it.
    const run = await project.up("--parallel", "1");
    expect(run.code).not.toBe(0);
    await converges();
});

test("a failed deletion is tried again", async () => {
    succeeded(await project.up());
    await project.sim(
        "fail",
        ATTACHMENT,
        "--op",
        "delete",
        "--nth",
        "1",
        "--code",
        "IncorrectState",
        "--message",
        "busy",
    );
    const run = await project.destroy();
    expect(run.code).not.toBe(0);
    expect(run.errors.join("\n")).toContain("api error IncorrectState: busy");
});
