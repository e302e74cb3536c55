/** What every program on the real engine owes its user. */
import { Project, succeeded } from "./engine";

/** Registers the tests: it comes up, stays as it is, and leaves nothing. */
export function testComesAndGoes(name: string, program: string): void {
    let project: Project;
    beforeAll(async () => {
        project = await Project.create(name, program);
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
}
