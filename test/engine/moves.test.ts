/** Changes that a cloud allows in one order only: what may exist once is taken away before its successor is made. */
import { Project, succeeded } from "../support/engine";
import { hubProgram, TWO_REGIONS, type HubProgram } from "../support/programs";

const THREE_REGIONS: HubProgram = {
    ...TWO_REGIONS,
    hubs: { ...TWO_REGIONS.hubs, aps: { region: "ap-southeast-1", attachments: { shop: [32, "prod"] } } },
};
const STATIC = "aws:ec2transitgateway/route:Route";

let project: Project;
beforeAll(async () => {
    project = await Project.create("moves", hubProgram(THREE_REGIONS));
    succeeded(await project.up());
}, 600_000);
afterAll(() => project.dispose());

/** Deploys the program; then nothing is left to do, and nothing is left over. */
async function becomes(program: HubProgram): Promise<string[]> {
    project.program(hubProgram(program));
    const { steps } = succeeded(await project.up());
    expect(succeeded(await project.up()).steps).toEqual([]);
    expect(await project.objects("--orphans")).toEqual([]);
    return steps;
}

test("an attachment moves to another segment", async () => {
    const steps = await becomes({
        ...THREE_REGIONS,
        hubs: {
            ...THREE_REGIONS.hubs,
            use: { region: "us-east-1", attachments: { shop: [0, "prod"], tools: [1, "prod"] } },
        },
    });
    expect(steps).toContain("replace core-association-use/tools");
    expect(steps.filter((step) => step.includes("gateway") || step.includes("-attachment-"))).toEqual([]);
});

test("a full mesh becomes a hub and its spokes: routes go another way, peerings that are not needed go", async () => {
    const steps = await becomes({
        ...THREE_REGIONS,
        peering: '{ topology: Topology.HubAndSpoke, hubs: ["use"] }',
    });
    expect(steps).toContain("delete core-peering-aps/euc");
    expect(steps).toContain("replace core-static-aps/prod/10.16.0.0/16");
    expect(steps).toContain("create core-transit-static-use/10.16.0.0/16");
    const routes = await project.objects("--type", STATIC);
    const blackholes = routes.filter((r) => r.props.blackhole === true || r.props.state === "blackhole");
    expect(blackholes).toEqual([]);
});

test("an attachment under a new key stays, where its old name is told", async () => {
    const options = `{ transforms: [({ name, props, opts }) => name.includes("-use/store")
        ? { props, opts: require("@pulumi/pulumi").mergeOptions(opts, { aliases: [{ name: name.replace("-use/store", "-use/shop") }] }) }
        : undefined] }`;
    const { use: _, ...others } = THREE_REGIONS.hubs;
    const renamed: HubProgram = {
        ...THREE_REGIONS,
        hubs: {
            ...others,
            use: { region: "us-east-1", attachments: { store: [0, "prod"], tools: [1, "shared"] } },
        },
        peering: '{ topology: Topology.HubAndSpoke, hubs: ["use"] }',
        options,
    };
    // The VPC keeps its name in the program: only the key of the attachment is new.
    project.program(hubProgram(renamed).replace('network("use-store"', 'network("use-shop"'));
    const { steps } = succeeded(await project.up());
    expect(steps.filter((step) => !step.startsWith("update "))).toEqual([]);
    expect(succeeded(await project.up()).steps).toEqual([]);
});
