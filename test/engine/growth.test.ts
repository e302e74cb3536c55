/** Adding to a hub changes nothing that exists; removing touches its own parts only. Asserted on the steps of previews. */
import { Project, succeeded } from "../support/engine";
import { hubProgram, TWO_REGIONS, type HubProgram } from "../support/programs";

let project: Project;
beforeAll(async () => {
    project = await Project.create("growth", hubProgram());
    succeeded(await project.up());
}, 600_000);
afterAll(() => project.dispose());

async function previewOf(program: HubProgram): Promise<string[]> {
    project.program(hubProgram(program));
    // The component writes its arguments down, so its own record changes with them; nothing in a cloud answers to it.
    return succeeded(await project.preview()).steps.filter((step) => step !== "update core");
}

const withHub: HubProgram = {
    ...TWO_REGIONS,
    hubs: { ...TWO_REGIONS.hubs, aps: { region: "ap-southeast-1", attachments: { shop: [32, "prod"] } } },
};
const withVpc: HubProgram = {
    ...TWO_REGIONS,
    hubs: {
        ...TWO_REGIONS.hubs,
        use: { region: "us-east-1", attachments: { shop: [0, "prod"], tools: [1, "shared"], audit: [2, "shared"] } },
    },
};
const withSegment: HubProgram = {
    ...TWO_REGIONS,
    segments: { ...TWO_REGIONS.segments, dev: { reaches: { shared: {} }, isolated: true } },
};

test("a new VPC brings its network, its attachment and the routes to it, and changes nothing else", async () => {
    expect(await previewOf(withVpc)).toEqual([
        "create core-association-use/audit",
        "create core-attachment-use/audit",
        "create core-propagation-use/audit/prod",
        "create core-propagation-use/audit/shared",
        "create core-route-euc/shop/private/10.2.0.0/16",
        "create core-route-use/audit/private/10.0.0.0/16",
        "create core-route-use/audit/private/10.1.0.0/16",
        "create core-route-use/audit/private/10.16.0.0/16",
        "create core-route-use/shop/private/10.2.0.0/16",
        "create core-route-use/tools/private/10.2.0.0/16",
        "create core-static-euc/prod/10.2.0.0/16",
        "create core-static-euc/shared/10.2.0.0/16",
        "create core-transit-propagation-use/audit",
        "create use-audit",
        "create use-audit",
        "create use-audit",
    ]);
});

test("a new segment brings its tables and the propagations into them, and changes nothing else", async () => {
    expect(await previewOf(withSegment)).toEqual([
        "create core-propagation-use/tools/dev",
        "create core-static-euc/dev/10.1.0.0/16",
        "create core-table-euc/dev",
        "create core-table-use/dev",
    ]);
});

test("a new hub only creates", async () => {
    const steps = await previewOf(withHub);
    expect(steps.filter((step) => !step.startsWith("create "))).toEqual([]);
    expect(steps).toContain("create core-gateway-aps");
    expect(steps).toContain("create core-peering-aps/use");
    expect(steps).toContain("create core-static-use/prod/10.32.0.0/16");
});

test("a removed hub takes its own parts with it, and nothing else", async () => {
    project.program(hubProgram(withHub));
    const grown = succeeded(await project.up()).steps.filter((step) => step !== "update core");
    const back = await previewOf(TWO_REGIONS);
    expect(back).toEqual(grown.map((step) => step.replace("create ", "delete ")).sort());
    expect(succeeded(await project.up()).steps).toEqual([...back, "update core"]);
    expect(await project.objects("--orphans")).toEqual([]);
});

test("the order in which things are declared means nothing", async () => {
    const reversed = <T>(map: Record<string, T>): Record<string, T> =>
        Object.fromEntries(Object.entries(map).reverse());
    const hubs = Object.fromEntries(
        Object.entries(TWO_REGIONS.hubs).map(([key, hub]) => [key, { ...hub, attachments: reversed(hub.attachments) }]),
    );
    expect(await previewOf({ segments: reversed(TWO_REGIONS.segments), hubs: reversed(hubs) })).toEqual([]);
});
