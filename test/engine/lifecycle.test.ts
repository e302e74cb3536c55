/** TransitHub on the real engine: it comes up, stays, is repaired, and leaves nothing. */
import { Project, succeeded } from "../support/engine";
import { hubProgram } from "../support/programs";

let project: Project;
beforeAll(async () => {
    project = await Project.create("lifecycle", hubProgram());
}, 600_000);
afterAll(() => project.dispose());

test("comes up, and a second up changes nothing", async () => {
    expect(succeeded(await project.up()).errors).toEqual([]);
    const again = succeeded(await project.up());
    expect(again.steps).toEqual([]);
    expect(Object.keys(again.changes)).toEqual(["same"]);
});

test("a refresh finds nothing", async () => {
    const run = succeeded(await project.refresh());
    expect(Object.keys(run.changes)).toEqual(["same"]);
});

test("destroy leaves nothing", async () => {
    succeeded(await project.destroy());
    expect(await project.objects("--all")).toEqual([]);
});
