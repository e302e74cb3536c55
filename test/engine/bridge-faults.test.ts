/** Calls that fail while a bridge comes up: a clear error, nothing lost, and the next update converges. */
import { bridgeProgram } from "../support/bridge-programs";
import { killGroup, Project, succeeded } from "../support/engine";

const CONNECTION = "aws:ec2/vpnConnection:VpnConnection";
const GATEWAY = "azure-native:network:VirtualNetworkGateway";
const TUNNEL = "gcp:compute/vPNTunnel:VPNTunnel";

let project: Project;
beforeAll(async () => {
    project = await Project.create("bridge-faults", bridgeProgram({ sites: ["aws", "azure", "gcp"] }));
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

test.each([
    ["a VPN connection of AWS", CONNECTION, "creating EC2 VPN Connection"],
    ["a VPN gateway of Azure", GATEWAY, "creating Virtual Network Gateway"],
    ["a tunnel of Google", TUNNEL, "creating VpnTunnel"],
])("%s that is refused says so, and comes with the next update", async (_, type, words) => {
    await project.sim("fail", type, "--op", "create", "--code", "Refused", "--message", "not today");
    const run = await project.up();
    expect(run.code).not.toBe(0);
    const errors = run.errors.join("\n");
    expect(errors).toContain(words);
    expect(errors).toContain("not today");
    await converges();
});

test("throttling by all three clouds is only slower", async () => {
    for (const type of [CONNECTION, GATEWAY, TUNNEL]) {
        await project.sim("fail", type, "--op", "create", "--times", "3", "--kind", "throttle");
    }
    expect(succeeded(await project.up()).errors).toEqual([]);
    await converges();
});

test("a VPN gateway that takes longer than anybody waits is kept, and not made twice", async () => {
    await project.sim("fail", GATEWAY, "--op", "create", "--kind", "timeout");
    expect((await project.up()).code).not.toBe(0);
    await converges();
    expect(await project.objects("--type", GATEWAY)).toHaveLength(1);
});

test("clouds that are killed before a tunnel is made lose nothing", async () => {
    await project.sim("fail", TUNNEL, "--op", "create", "--nth", "2", "--kind", "kill", "--when", "before");
    expect((await project.up("--parallel", "1")).code).not.toBe(0);
    await project.startClouds();
    await project.pulumi(["cancel", "--yes"]);
    await converges();
});

test("an engine that is killed while a gateway is made goes on where it was", async () => {
    // One call at a time: what else is under way would be made without anybody to write it down.
    await project.sim("fail", GATEWAY, "--op", "create", "--kind", "hold", "--when", "before");
    let pid = 0;
    const running = project.pulumi(
        ["up", "--yes", "--skip-preview", "--parallel", "1"],
        (child) => (pid = child.pid ?? 0),
    );
    await held();
    killGroup(pid);
    expect((await running).code).not.toBe(0);
    await project.sim("fail", "--clear");
    await project.pulumi(["cancel", "--yes"]);
    await converges();
});

/** Until the clouds hold a call: the engine is then in the middle of it. */
async function held(): Promise<void> {
    for (let look = 0; look < 300; look++) {
        if (/ held$/m.test(await project.sim("fail"))) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("no call was held");
}
