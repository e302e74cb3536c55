/** A hub built on what exists: a gateway and a table of somebody else's, in the same program or by id. */
import { Project, succeeded } from "../support/engine";

const PROGRAM = `
const { TransitHub } = require("@causeway-iac/causeway");
const { Vpc, Subnet } = require("@pulumi/aws/ec2");
const { TransitGateway, RouteTable } = require("@pulumi/aws/ec2transitgateway");

const off = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
const gateway = new TransitGateway("theirs", { amazonSideAsn: 64600, ...off });
const table = new RouteTable("theirs", { transitGatewayId: gateway.id });
const vpc = new Vpc("shop", { cidrBlock: "10.0.0.0/16" });
const subnet = new Subnet("shop", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1a" });

const shop = { vpcId: vpc.id, subnets: { "us-east-1a": subnet.id }, cidrs: ["10.0.0.0/16"], segment: "prod" };
const hub = new TransitHub("core", {
    segments: { prod: {}, dev: {} },
    aws: {
        hubs: {
            old: {
                region: "us-east-1",
                asn: 64600,
                existing: { transitGatewayId: gateway.id, routeTables: { prod: table.id } },
                attachments: { shop },
            },
            far: { region: "eu-central-1" },
            // Beside the old one, to move to: nothing is attached to it yet.
            fresh: { region: "us-east-1" },
        },
    },
});
exports.adopted = hub.transitGatewayIds.old;
exports.prod = hub.routeTableIds["old/prod"];
exports.theirs = [gateway.id, table.id];
`;

let project: Project;
beforeAll(async () => {
    project = await Project.create("adoption", PROGRAM);
}, 600_000);
afterAll(() => project.dispose());

test("uses them, makes what is missing, and changes nothing the second time", async () => {
    succeeded(await project.up());
    expect(succeeded(await project.up()).steps).toEqual([]);
    const outputs = JSON.parse(succeeded(await project.pulumi(["stack", "output", "--json"])).output) as {
        adopted: string;
        prod: string;
        theirs: [string, string];
    };
    expect([outputs.adopted, outputs.prod]).toEqual(outputs.theirs);

    const gateways = await project.objects("--type", "aws:ec2transitgateway/transitGateway:TransitGateway");
    expect(gateways.map((g) => [g.region, g.props.amazonSideAsn])).toContainEqual(["us-east-1", 64600]);
    expect(gateways).toHaveLength(3);
    const tables = await project.objects("--type", "aws:ec2transitgateway/routeTable:RouteTable");
    const inOld = tables.filter((t) => t.props.transitGatewayId === outputs.adopted);
    // Theirs for prod; the component's for dev and for transit.
    expect(inOld).toHaveLength(3);
});

test("a removed hub leaves what was there before it", async () => {
    project.program(PROGRAM.replace(/const hub = new TransitHub[^]*$/, ""));
    succeeded(await project.up());
    const left = (await project.objects()).map((o) => o.type.split(":")[1]);
    expect(left.sort()).toEqual([
        "ec2/subnet",
        "ec2/vpc",
        "ec2transitgateway/routeTable",
        "ec2transitgateway/transitGateway",
    ]);
});
