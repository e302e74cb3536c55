/** Pulumi's commands as a user types them, on the engine and the language host of this machine. */
import * as fs from "node:fs";
import * as path from "node:path";
import { packageRoot } from "../../tools/engine/package-root";
import { Project, succeeded } from "../support/engine";

const PACK = path.join(packageRoot(), "test", "engine", "policy-pack");
const program = (tags: string): string => `
const { Vpc, Subnet } = require("@pulumi/aws/ec2");
const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16", tags: ${tags} });
new Subnet("first", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
exports.vpcId = vpc.id;
`;

let project: Project;
beforeAll(async () => {
    project = await Project.create("commands", program("{}"));
}, 600_000);
afterAll(() => project.dispose());

test("preview with a policy pack: a violation fails it, and a stack policy follows references to ids not known yet", async () => {
    const run = await project.pulumi(["preview", "--policy-pack", PACK]);
    expect(run.output).toContain("this VPC has no owner");
    expect(run.code).not.toBe(0);
    project.program(program('{ owner: "platform" }'));
    const passing = succeeded(await project.pulumi(["preview", "--policy-pack", PACK]));
    expect(passing.output).toContain("first is in net");
});

test("up with a policy pack stops a resource that breaks a rule", async () => {
    project.program(program("{}"));
    const run = await project.pulumi(["up", "--yes", "--skip-preview", "--policy-pack", PACK]);
    expect(run.code).not.toBe(0);
    expect(await project.objects()).toEqual([]);
});

test("policy analyze judges a deployed stack, and an exported one", async () => {
    succeeded(await project.up());
    const deployed = await project.pulumi(["policy", "analyze", "--policy-pack", PACK]);
    expect(deployed.output).toContain("this VPC has no owner");
    expect(deployed.code).not.toBe(0);
    const file = path.join(project.folder, "state.json");
    fs.writeFileSync(file, succeeded(await project.pulumi(["stack", "export"])).output);
    const exported = await project.pulumi(["policy", "analyze", "--file", file, "--policy-pack", PACK]);
    expect(exported.output).toContain("this VPC has no owner");
});

test("import takes over what exists, and prints the program for it", async () => {
    const existing = await project.objects();
    const idOf = (type: string): string => existing.find((o) => o.type === type)?.id ?? "";
    succeeded(await project.pulumi(["state", "delete", "--all", "--force", "--yes"]));
    const imported = async (type: string, name: string): Promise<string> => {
        const flags = ["--yes", "--protect=false"];
        return succeeded(await project.pulumi(["import", type, name, idOf(type), ...flags])).output;
    };
    const vpc = await imported("aws:ec2/vpc:Vpc", "net");
    expect(vpc).toContain('new aws.ec2.Vpc("net"');
    expect(vpc).toContain('cidrBlock: "10.0.0.0/16"');
    expect(await imported("aws:ec2/subnet:Subnet", "first")).toContain('cidrBlock: "10.0.1.0/24"');
    // The program says the same as what was imported: nothing is left to do.
    expect(succeeded(await project.up()).steps).toEqual([]);
});

test("cancel frees a stack that a killed engine left locked", async () => {
    const locks = path.join(project.home.backend, ".pulumi", "locks", "organization", "commands", "sim");
    fs.mkdirSync(locks, { recursive: true });
    const lock = { pid: 1, username: "nobody", hostname: "gone", timestamp: new Date().toISOString() };
    fs.writeFileSync(path.join(locks, "0b2c1e4e-0000-4000-8000-000000000000.json"), JSON.stringify(lock));
    expect((await project.up()).output).toContain("the stack is currently locked");
    succeeded(await project.pulumi(["cancel", "--yes"]));
    succeeded(await project.up());
});

test("an unmodelled type is refused by name", async () => {
    project.program(
        'const { Instance } = require("@pulumi/aws/rds"); new Instance("one", { instanceClass: "db.t4g.micro" });',
    );
    const run = await project.preview();
    expect(run.code).not.toBe(0);
    expect(run.errors.join("\n")).toContain(
        "the simulated aws does not model the resource type aws:rds/instance:Instance",
    );
});

test("an unmodelled function is refused by name", async () => {
    project.program('const { getAmi } = require("@pulumi/aws/ec2"); getAmi({ owners: ["self"] });');
    const run = await project.preview();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("the simulated aws does not model the function aws:ec2/getAmi:getAmi");
});
