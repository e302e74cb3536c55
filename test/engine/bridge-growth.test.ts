/** Adding a site to a bridge changes nothing that exists; rotation renews every other tunnel. Asserted on steps of previews. */
import { bridgeProgram, type BridgeProgram } from "../support/bridge-programs";
import { Project, succeeded } from "../support/engine";

const FOUR: BridgeProgram = { sites: ["aws", "azure", "gcp", "plant"] };

/** What is about all tunnels of a gateway or a region: its BGP addresses, its dashboard, and the alarm on what it drops. */
const OF_ALL_TUNNELS = [
    "update bridge-alarm-gcp/drops",
    "update bridge-dashboard-aws/us-east-1",
    "update bridge-dashboard-gcp",
    "update bridge-gateway-azure",
];

let project: Project;
beforeAll(async () => {
    project = await Project.create("bridge-growth", bridgeProgram(FOUR));
    succeeded(await project.up());
}, 600_000);
afterAll(() => project.dispose());

async function previewOf(program: BridgeProgram): Promise<string[]> {
    project.program(bridgeProgram(program));
    // Components write their arguments down, so their own records change with them; nothing in a cloud answers to it.
    return succeeded(await project.preview()).steps.filter((s) => !["update bridge", "update branches"].includes(s));
}

test("a new site brings its own tunnels; of what exists only that changes which is about all tunnels", async () => {
    const steps = await previewOf({ sites: [...FOUR.sites, "depot"] });
    expect(steps.filter((step) => !step.startsWith("create "))).toEqual(OF_ALL_TUNNELS);
    expect(steps.filter((step) => !/depot/.test(step))).toEqual(OF_ALL_TUNNELS);
});

test("a site that leaves takes its own tunnels with it, and changes no other", async () => {
    const steps = await previewOf({ sites: ["aws", "azure", "gcp"] });
    expect(steps.filter((step) => !/plant/.test(step))).toEqual(OF_ALL_TUNNELS);
    expect(steps.filter((step) => /plant/.test(step) && !step.startsWith("delete "))).toEqual([]);
});

describe("a step of rotation", () => {
    let steps: string[];
    beforeAll(async () => {
        steps = await previewOf({ ...FOUR, more: "keys: { rotation: 1 }," });
    });

    test("changes keys of AWS in place, one tunnel of each connection", () => {
        expect(steps.filter((step) => /^update bridge-connection-aws/.test(step))).toHaveLength(5);
    });

    test("replaces the tunnels of Google's first of each pair only", () => {
        const replaced = steps.filter((step) => /^replace bridge-tunnel-gcp/.test(step));
        expect(replaced).toEqual([
            "replace bridge-tunnel-gcp/aws/1",
            "replace bridge-tunnel-gcp/aws/3",
            "replace bridge-tunnel-gcp/azure/1",
            "replace bridge-tunnel-gcp/plant/1",
        ]);
    });

    test("replaces connections of Azure, which takes no other key for one that exists", () => {
        const replaced = steps.filter((step) => /^replace bridge-connection-azure/.test(step));
        expect(replaced).toEqual([
            "replace bridge-connection-azure/aws/1",
            "replace bridge-connection-azure/aws/3",
            "replace bridge-connection-azure/gcp/1",
            "replace bridge-connection-azure/plant/1",
        ]);
    });
});
