/** What is said on the component reaches every part of it: parent, protection, aliases, transforms, tags, region, secrets. */
import { Project, succeeded, type StateResource } from "../support/engine";
import { hubProgram, TWO_REGIONS } from "../support/programs";

/** Types of a hub that take tags; the others have no such property. */
const TAGGABLE = [
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment",
    "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter",
    "aws:ec2transitgateway/routeTable:RouteTable",
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
];
const SECRET = "opened-by-nobody-1f0c";

let project: Project;
beforeAll(async () => {
    const more = `tags: { owner: "platform", code: require("@pulumi/pulumi").secret("${SECRET}") },`;
    const transforms = `[({ name, type, props, opts }) => type.endsWith(":VpcAttachment")
        ? { props: { ...props, applianceModeSupport: "enable" }, opts } : undefined]`;
    const options = `{ protect: true, transforms: ${transforms} }`;
    project = await Project.create("inheritance", hubProgram({ ...TWO_REGIONS, more, options }));
    succeeded(await project.up());
}, 600_000);
afterAll(() => project.dispose());

async function children(): Promise<StateResource[]> {
    const { resources } = await project.state();
    return resources.filter((r) => r.urn.includes("$aws:"));
}

test("every part is a child of the component, and protected with it", async () => {
    const component = "urn:pulumi:sim::inheritance::causeway:index:TransitHub::core";
    const parts = await children();
    expect(parts.length).toBe(39);
    expect(new Set(parts.map((r) => r.parent))).toEqual(new Set([component]));
    expect(parts.filter((r) => r.protect !== true)).toEqual([]);
});

test("every part names its region", async () => {
    for (const part of await children()) {
        const isEurope = /-(?:euc|accepter-euc\/use$)/.test(part.urn.slice(part.urn.lastIndexOf("::")));
        // The accepter of a peering stands in the region of the hub that accepts.
        const expected = part.type.endsWith("PeeringAttachmentAccepter") || !isEurope ? "us-east-1" : "eu-central-1";
        expect([part.urn, part.inputs.region]).toEqual([part.urn, expected]);
    }
});

test("tags reach every part that takes tags, beside its name", async () => {
    const parts = (await children()).filter((r) => TAGGABLE.includes(r.type));
    expect(new Set(parts.map((r) => r.type))).toEqual(new Set(TAGGABLE));
    // The accepter is the peering as its other side sees it: one thing to the cloud.
    const objects = await project.objects("--all");
    for (const part of parts) {
        const tags = objects.find((o) => o.id === part.id && o.type === part.type)?.props.tags;
        expect(tags).toEqual({ owner: "platform", code: SECRET, Name: part.urn.slice(part.urn.lastIndexOf("::") + 2) });
    }
});

test("a transform reaches the parts", async () => {
    const attachments = (await project.objects()).filter((o) => o.type.endsWith(":VpcAttachment"));
    expect(attachments.map((a) => a.props.applianceModeSupport)).toEqual(["enable", "enable", "enable"]);
});

test("a secret is readable neither in the state nor in what the engine prints", async () => {
    const exported = await project.pulumi(["stack", "export"]);
    expect(exported.output).toContain("core-gateway-use");
    expect(exported.output).not.toContain(SECRET);
    const preview = await project.pulumi(["preview", "--diff", "--json", "--show-sames"]);
    expect(preview.output).toContain("core-gateway-use");
    expect(preview.output).not.toContain(SECRET);
});

test("protected parts are not deleted", async () => {
    const run = await project.destroy();
    expect(run.code).not.toBe(0);
    expect((await children()).length).toBe(39);
});

test("a renamed component keeps every part through one alias", async () => {
    const renamed = hubProgram({
        ...TWO_REGIONS,
        more: `tags: { owner: "platform", code: require("@pulumi/pulumi").secret("${SECRET}") },`,
        options: `{ aliases: [{ name: "core" }] }`,
    }).replace('new TransitHub("core"', 'new TransitHub("backbone"');
    project.program(renamed);
    const steps = succeeded(await project.preview()).steps;
    // Only the labels follow the new name: nothing is made anew or taken down.
    expect(steps.filter((step) => !step.startsWith("update backbone"))).toEqual([]);
    expect(steps).toContain("update backbone-gateway-use");
});
