/** Every provider instance of a program has its own account and region, and its default tags reach what it makes. */
import { Project, succeeded } from "../support/engine";

const program = (region: string): string => `
const aws = require("@pulumi/aws/provider");
const { Vpc } = require("@pulumi/aws/ec2");
const { getCallerIdentityOutput } = require("@pulumi/aws/getCallerIdentity");
const { getRegionOutput } = require("@pulumi/aws/getRegion");

const assumeRoles = [{ roleArn: "arn:aws:iam::222233334444:role/network" }];
const retail = new aws.Provider("retail", { region: "${region}", assumeRoles, defaultTags: { tags: { team: "retail" } } });

new Vpc("own", { cidrBlock: "10.0.0.0/16" });
new Vpc("other-region", { region: "eu-west-1", cidrBlock: "10.1.0.0/16" });
new Vpc("other-account", { cidrBlock: "10.2.0.0/16", tags: { Name: "shop" } }, { provider: retail });

exports.own = getCallerIdentityOutput().accountId;
exports.other = getCallerIdentityOutput({}, { provider: retail }).accountId;
exports.region = getRegionOutput({}, { provider: retail }).region;
`;

let project: Project;
beforeAll(async () => {
    project = await Project.create("providers", program("eu-central-1"));
}, 600_000);
afterAll(() => project.dispose());

const places = async (): Promise<string[]> =>
    (await project.objects()).map((o) => `${String(o.props.cidrBlock)} ${o.account} ${o.region}`).sort();

test("objects land in the account and region of their provider, or in the region they name", async () => {
    succeeded(await project.up());
    expect(await places()).toEqual([
        "10.0.0.0/16 111122223333 us-east-1",
        "10.1.0.0/16 111122223333 eu-west-1",
        "10.2.0.0/16 222233334444 eu-central-1",
    ]);
    const outputs = succeeded(await project.pulumi(["stack", "output", "--json"])).output;
    expect(JSON.parse(outputs)).toEqual({ own: "111122223333", other: "222233334444", region: "eu-central-1" });
});

test("default tags of a provider are in tagsAll, beside the resource's own", async () => {
    const shop = (await project.objects()).find((o) => o.account === "222233334444");
    expect(shop?.props.tags).toEqual({ Name: "shop" });
    expect(shop?.props.tagsAll).toEqual({ Name: "shop", team: "retail" });
});

test("a changed default tag reaches everything at once", async () => {
    project.program(program("eu-central-1").replace('team: "retail"', 'team: "network"'));
    expect(succeeded(await project.up()).steps).toContain("update other-account");
    const shop = (await project.objects()).find((o) => o.account === "222233334444");
    expect(shop?.props.tagsAll).toEqual({ Name: "shop", team: "network" });
    expect(succeeded(await project.up()).steps).toEqual([]);
});

test("a provider that moves to another region replaces what it made, and nothing else", async () => {
    project.program(program("eu-north-1"));
    const run = succeeded(await project.up());
    expect(run.steps.filter((step) => step.includes("own") || step.includes("other-region"))).toEqual([]);
    expect(await places()).toContain("10.2.0.0/16 222233334444 eu-north-1");
    expect(await places()).toHaveLength(3);
});

test("without a region the provider says how to set one", async () => {
    project.program(`
const aws = require("@pulumi/aws/provider");
const { Vpc } = require("@pulumi/aws/ec2");
new Vpc("lost", { cidrBlock: "10.9.0.0/16" }, { provider: new aws.Provider("nowhere", { profile: "x", region: "" }) });
`);
    const run = await project.up();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("Missing region configuration");
});
