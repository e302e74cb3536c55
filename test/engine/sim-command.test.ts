/** `causeway sim …` as a user types it. */
import * as fs from "node:fs";
import { Project, succeeded } from "../support/engine";

const PROGRAM = `
const { Vpc, Subnet } = require("@pulumi/aws/ec2");
const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } });
new Subnet("first", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
`;

let project: Project;
beforeAll(async () => {
    project = await Project.create("sim-command", PROGRAM);
}, 600_000);
afterAll(() => project.dispose());

test("status tells what runs and what exists", async () => {
    succeeded(await project.up());
    const status = await project.sim("status");
    expect(status).toMatch(/^server {4}process \d+$/m);
    expect(status).toMatch(/^ {2}aws {5}127\.0\.0\.1:\d+$/m);
    expect(status).toMatch(/^objects {3}2$/m);
    expect(status).toMatch(/^orphans {3}0$/m);
    expect(status).toMatch(/^stacks {4}sim-command\/sim$/m);
});

test("ls lists what the program made, and with --all what the cloud made along with it", async () => {
    const listed = await project.sim("ls");
    expect(listed).toMatch(/^aws:ec2\/vpc:Vpc +vpc-[0-9a-f]{17} +us-east-1 +111122223333 +net$/m);
    expect(listed).toMatch(/^2 objects$/m);
    expect(await project.sim("ls", "--all", "--type", "aws:ec2/securityGroup:SecurityGroup")).toMatch(/^1 objects$/m);
});

test("a quota stops the sixth VPC, and is raised", async () => {
    const vpcs = (count: number): string => `
const { Vpc } = require("@pulumi/aws/ec2");
for (let i = 0; i < ${count}; i++) new Vpc("net" + i, { cidrBlock: "10." + i + ".0.0/16" });`;
    project.program(vpcs(6));
    const run = await project.up("--parallel", "1");
    expect(run.errors.join("\n")).toContain("api error VpcLimitExceeded: The maximum number of VPCs has been reached.");
    // The network of before is still there while the new ones are made.
    expect(await project.sim("quota", "vpcs-per-region=7")).toMatch(/^vpcs-per-region +7 +5$/m);
    succeeded(await project.up());
    project.program(PROGRAM);
    succeeded(await project.up());
});

test("drift refuses what the cloud would refuse, and what the type does not have", async () => {
    const [vpc] = await project.objects("--type", "aws:ec2/vpc:Vpc");
    const id = vpc?.id ?? "";
    await expect(project.sim("drift", id, "--delete")).rejects.toThrow("has dependencies and cannot be deleted");
    await expect(project.sim("drift", id, "colour=red")).rejects.toThrow('colour: Invalid or unknown key "colour"');
    await expect(project.sim("drift", id)).rejects.toThrow("say either property=value or --delete");
    await expect(project.sim("drift", "vpc-0", "--delete")).rejects.toThrow(
        "nothing in the simulated clouds has the id 'vpc-0'",
    );
});

test("fail lists its rules, counts what they saw, and refuses types that are not modelled", async () => {
    const SUBNET = "aws:ec2/subnet:Subnet";
    await project.sim("fail", SUBNET, "--op", "read", "--nth", "9");
    succeeded(await project.refresh());
    expect(await project.sim("fail")).toMatch(/^1 +error +aws:ec2\/subnet:Subnet +read +9 +1 +before +1$/m);
    expect(await project.sim("fail", "--clear", "1")).toMatch(/^0 rules$/m);
    await expect(project.sim("fail", "aws:rds/instance:Instance")).rejects.toThrow(
        "do not model the type aws:rds/instance:Instance",
    );
});

test("stop keeps what exists; exec then serves for itself; start brings the server back", async () => {
    expect(await project.sim("stop")).toMatch(/^stopped \(process \d+\)$/m);
    expect(await project.sim("status")).toContain("server    not running");
    const shown = await project.sim("exec", "--", "pulumi", "refresh", "--yes", "--skip-preview", "--color=never");
    expect(shown).toMatch(/3 unchanged/);
    expect(await project.sim("start")).toMatch(/^simulated clouds started/m);
    expect(await project.sim("start")).toMatch(/^simulated clouds are running already/m);
});

test("exec passes the exit code of its command on, and leaves its options alone", async () => {
    await expect(project.sim("exec", "--", "sh", "-c", "exit 7")).rejects.toThrow("ended with 7");
    expect(await project.sim("exec", "echo", "--speed", "x")).toBe("--speed x\n");
    await expect(project.sim("exec", "--", "no-such-command")).rejects.toThrow("no command 'no-such-command' on PATH");
});

test("exec shows its command the simulated clouds, a backend of their own, and no downloads", async () => {
    const env = await project.sim("exec", "--", "env");
    expect(env).toMatch(/^PULUMI_DEBUG_PROVIDERS=aws:\d+,azure-native:\d+,gcp:\d+,random:\d+,tls:\d+$/m);
    expect(env).toContain(`PULUMI_BACKEND_URL=file://${project.home.backend}\n`);
    expect(env).toContain("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true\n");
});

test("reset forgets objects and states together", async () => {
    expect(await project.sim("reset")).toMatch(/^forgot 2 objects and 1 stacks$/m);
    expect(await project.sim("ls", "--all")).toMatch(/^0 objects$/m);
});

test("two starts at once leave one server, which stop finds", async () => {
    await project.sim("stop");
    await Promise.all([project.sim("start"), project.sim("start")]);
    expect(await project.sim("stop")).toMatch(/^stopped \(process \d+\)$/m);
    expect(await project.sim("status")).toContain("server    not running");
    expect(fs.existsSync(project.home.serverLock)).toBe(false);
});

test("half a server file counts for nothing", async () => {
    fs.writeFileSync(project.home.serverFile, "{");
    expect(await project.sim("stop")).toMatch(/^no simulated clouds are running$/m);
    expect(await project.sim("start")).toMatch(/^simulated clouds started/m);
});
