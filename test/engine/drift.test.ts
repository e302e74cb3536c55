/** What is changed behind Pulumi's back is found by a refresh and put right by the next update. */
import { Project, succeeded } from "../support/engine";
import { hubProgram } from "../support/programs";

const ROUTE = "aws:ec2/route:Route";
const STATIC = "aws:ec2transitgateway/route:Route";

let project: Project;
beforeAll(async () => {
    project = await Project.create("drift", hubProgram());
    succeeded(await project.up());
}, 600_000);
afterAll(() => project.dispose());

async function idOf(name: string): Promise<string> {
    const { resources } = await project.state();
    const id = resources.find((r) => r.urn.endsWith(`::${name}`))?.id;
    if (id === undefined) throw new Error(`no resource ${name}`);
    return id;
}

test("a deleted route is found and made again", async () => {
    await project.sim("drift", await idOf("core-route-use/shop/private/10.16.0.0/16"), "--delete");
    const refreshed = succeeded(await project.refresh());
    expect(refreshed.changes.delete).toBe(1);
    expect(succeeded(await project.up()).steps).toEqual(["create core-route-use/shop/private/10.16.0.0/16"]);
    expect((await project.objects("--type", ROUTE)).length).toBe(6);
    expect(succeeded(await project.up()).steps).toEqual([]);
});

test("a deleted static route of a gateway is found and made again", async () => {
    const before = (await project.objects("--type", STATIC)).length;
    await project.sim("drift", await idOf("core-static-use/prod/10.16.0.0/16"), "--delete", "--type", STATIC);
    expect(succeeded(await project.up("--refresh")).steps).toContain("create core-static-use/prod/10.16.0.0/16");
    expect((await project.objects("--type", STATIC)).length).toBe(before);
});

test("a changed setting of an attachment is found and put back in place", async () => {
    await project.sim("drift", await idOf("core-attachment-use/shop"), "applianceModeSupport=enable");
    const refreshed = succeeded(await project.refresh());
    expect(refreshed.changes.update).toBe(1);
    expect(succeeded(await project.up()).steps).toEqual(["update core-attachment-use/shop"]);
    expect(succeeded(await project.refresh()).changes).toEqual({ same: expect.any(Number) as number });
});

test("a tag added by hand is taken off again", async () => {
    const id = await idOf("core-gateway-use");
    await project.sim("drift", id, 'tags={"Name":"core-gateway-use","hand":"made"}');
    succeeded(await project.refresh());
    expect(succeeded(await project.up()).steps).toEqual(["update core-gateway-use"]);
});
