/**
 * aws.ec2.RouteTable. Expected values: EC2 API reference (DeleteRouteTable: "You must disassociate the route table from any
 * subnets before you can delete it. You can't delete the main route table."), VPC user guide ("Amazon VPC quotas": 200 route
 * tables per VPC, "The main route table counts toward this quota"), "Error codes for the Amazon EC2 API", documentation of
 * the provider's resource (inline routes beside Route resources, adopting a local route).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let gateway: Deployed;
let other: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1);
    gateway = await ec2.attachedGateway(east, vpc);
    other = await east.create(ec2.TRANSIT_GATEWAY, {});
    await ec2.attach(east, other, vpc, 201);
});

const creating = "creating Route Table: api error";

function make(...routes: Props[]): Promise<Deployed> {
    return ec2.routeTable(east, vpc, { routes });
}

const to = (cidrBlock: string, via: Deployed = gateway): Props => ({ cidrBlock, transitGatewayId: via.id });

/** A Route of its own in the table. */
function route(table: Deployed, destinationCidrBlock: string, via: Deployed = gateway): Promise<Deployed> {
    return east.create(ec2.ROUTE, { routeTableId: table.id, destinationCidrBlock, transitGatewayId: via.id });
}

async function refreshed(resource: Deployed): Promise<Deployed> {
    return (await east.read(resource))!;
}

/** Detaches the VPC from the gateway, as somebody may do in the console. */
async function detach(from: Deployed): Promise<void> {
    const attachment = clouds.world.all(ec2.VPC_ATTACHMENT).find((a) => a.props.transitGatewayId === from.id)!;
    await east.delete((await east.import(ec2.VPC_ATTACHMENT, attachment.id))!);
}

describe("an inline route", () => {
    const invalid = "Invalid combination of arguments:";

    test("has one destination and one target", async () => {
        const routes = [to("10.0.0.0/8"), {}, { ...to("0.0.0.0/0"), ipv6CidrBlock: "::/0", natGatewayId: "nat-1" }];
        const failures = await east.check(ec2.ROUTE_TABLE, { vpcId: vpc.id, routes });
        const destinations = "`cidrBlock,ipv6CidrBlock,destinationPrefixListId`";
        expect(failures).toEqual([
            `routes[1]: ${invalid} one of ${destinations} must be specified`,
            expect.stringMatching(/^routes\[1\]: .*transitGatewayId.* must be specified$/),
            `routes[2]: ${invalid} only one of ${destinations} can be specified, but \`cidrBlock,ipv6CidrBlock\` were specified.`,
            expect.stringMatching(/^routes\[2\]: .* but `natGatewayId,transitGatewayId` were specified\.$/),
        ]);
    });

    test("is checked member by member", async () => {
        const routes: Props[] = [
            { cidrBlock: "10.0.0.1/8", transitGatewayId: 1 },
            { ...to("0.0.0.0/0"), instanceId: "i-1" },
        ];
        expect(await east.check(ec2.ROUTE_TABLE, { vpcId: vpc.id, routes })).toEqual([
            'routes[0].cidrBlock: "10.0.0.1/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?',
            "routes[0].transitGatewayId: expected a string, got a number (1)",
            'routes[1].instanceId: Invalid or unknown key "instanceId"',
        ]);
    });

    test("may have a target that is not known yet", async () => {
        const routes: Props[] = [{ cidrBlock: "10.0.0.0/8", transitGatewayId: UNKNOWN }];
        expect(await east.check(ec2.ROUTE_TABLE, { vpcId: vpc.id, routes })).toEqual([]);
        expect(await east.check(ec2.ROUTE_TABLE, { vpcId: vpc.id, routes: [UNKNOWN] })).toEqual([]);
        expect(await east.check(ec2.ROUTE_TABLE, { vpcId: vpc.id, routes: UNKNOWN })).toEqual([]);
    });

    test.each<[string, () => Props[], string]>([
        [
            "a gateway that is not there",
            () => [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
            "InvalidGatewayID.NotFound: The gateway ID 'igw-1' does not exist",
        ],
        [
            "a prefix list that is not there",
            () => [{ destinationPrefixListId: "pl-1", transitGatewayId: gateway.id }],
            "InvalidPrefixListID.NotFound: The prefix list (pl-1) does not exist.",
        ],
        [
            "the prefix of the VPC",
            () => [to("10.1.0.0/16")],
            "InvalidParameterValue: The destination CIDR block 10.1.0.0/16 is equal to or more specific than one of this " +
                "VPC's CIDR blocks. This route can target only an interface or an instance.",
        ],
        [
            "one destination twice",
            () => [to("10.0.0.0/8"), to("10.0.0.0/8", other)],
            "RouteAlreadyExists: The route identified by 10.0.0.0/8 already exists.",
        ],
    ])("cannot name %s", async (_, routes, answer) => {
        await expect(make(...routes())).rejects.toThrow(`${creating} ${answer}`);
    });

    test("needs an attachment of the VPC to the transit gateway", async () => {
        await detach(other);
        await expect(make(to("10.0.0.0/8", other))).rejects.toThrow(
            `${creating} InvalidTransitGatewayID.NotFound: The transitGateway ID '${other.id}' does not exist.`,
        );
    });

    test("may name a local route that is there, and no other", async () => {
        const made = await make({ cidrBlock: "10.1.0.0/16", gatewayId: "local" });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
        await expect(make({ cidrBlock: "10.2.0.0/16", gatewayId: "local" })).rejects.toThrow(
            "creating Route Table: local route cannot be created but must exist to be adopted, " +
                "local 10.2.0.0/16 does not exist",
        );
    });

    test("is among the inputs of an import", async () => {
        const made = await make(to("10.0.0.0/8"));
        expect((await east.import(ec2.ROUTE_TABLE, made.id))?.inputs).toEqual({
            region: "us-east-1",
            routes: [to("10.0.0.0/8")],
            vpcId: vpc.id,
        });
    });

    test("counts against the quota of the table", async () => {
        clouds.world.putSetting("quotas", { "routes-per-route-table": 1 });
        await expect(make(to("10.0.0.0/8"), to("192.168.0.0/16"))).rejects.toThrow(
            `${creating} RouteLimitExceeded: The maximum number of routes has been reached.`,
        );
        await make(to("10.0.0.0/8"), { ipv6CidrBlock: "::/0", transitGatewayId: gateway.id });
    });

    test("is the same in any order, and in any spelling", async () => {
        const ipv6 = { ipv6CidrBlock: "2001:0DB8::/32", transitGatewayId: gateway.id };
        const made = await make(to("10.0.0.0/8"), ipv6);
        expect(await east.diff(made, { ...made.inputs, routes: [ipv6, to("10.0.0.0/8")] })).toEqual(ec2.UNCHANGED);
    });
});

describe("changing inline routes", () => {
    test("adds, retargets and removes them in place", async () => {
        const made = await make(to("10.0.0.0/8"), to("172.16.0.0/12"));
        const wanted = { ...made.inputs, routes: [to("10.0.0.0/8", other), to("192.168.0.0/16")] };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["routes"], replaces: [] });
        const updated = await east.update(made, wanted);
        expect(updated.state.routes).toEqual([to("10.0.0.0/8", other), to("192.168.0.0/16")]);
        expect(await east.diff(updated, wanted)).toEqual(ec2.UNCHANGED);
    });

    test("asks again only for what changes: a blackhole may stay", async () => {
        const made = await make(to("10.0.0.0/8", other));
        await detach(other);
        const wanted = { ...made.inputs, routes: [to("10.0.0.0/8", other), to("192.168.0.0/16")] };
        await east.update(made, wanted);
        const retargeted = { ...made.inputs, routes: [to("10.0.0.0/8"), to("192.168.0.0/16", other)] };
        await expect(east.update(made, retargeted)).rejects.toThrow("InvalidTransitGatewayID.NotFound");
    });

    test("no list leaves the routes alone, an empty one removes them", async () => {
        const made = await make(to("10.0.0.0/8"));
        const { routes, ...silent } = made.inputs;
        expect(routes).toHaveLength(1);
        expect(await east.diff(made, silent)).toEqual(ec2.UNCHANGED);
        const tagged = await east.update(made, { ...silent, tags: { Name: "spokes" } });
        expect(tagged.state.routes).toEqual([to("10.0.0.0/8")]);
        expect((await east.update(tagged, { ...silent, routes: [] })).state.routes).toEqual([]);
    });
});

/** "At this time you cannot use a Route Table with in-line routes in conjunction with any Route resources." */
describe("beside Route resources", () => {
    test("they are among the routes of the table that a refresh finds", async () => {
        const table = await make(to("10.0.0.0/8"));
        await route(table, "192.168.0.0/16");
        const read = await refreshed(table);
        expect(read.state.routes).toEqual([to("10.0.0.0/8"), to("192.168.0.0/16")]);
        expect(await east.diff(read, table.inputs)).toEqual({ changed: ["routes"], replaces: [] });
    });

    test("a table without a list of its own takes no notice of them", async () => {
        const table = await ec2.routeTable(east, vpc);
        await route(table, "192.168.0.0/16");
        expect(await east.diff(await refreshed(table), table.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("once seen they are taken away as not wanted, and the two fight for ever", async () => {
        const table = await make(to("10.0.0.0/8"));
        const foreign = await route(table, "192.168.0.0/16");
        const updated = await east.update(await refreshed(table), table.inputs);
        expect(updated.state.routes).toEqual([to("10.0.0.0/8")]);
        expect(await east.read(foreign)).toBeUndefined();
    });

    test("not seen they stay, whatever else changes", async () => {
        const table = await make(to("10.0.0.0/8"));
        const foreign = await route(table, "192.168.0.0/16");
        await east.update(table, { ...table.inputs, routes: [to("10.0.0.0/8", other)] });
        expect((await refreshed(foreign)).state.transitGatewayId).toBe(gateway.id);
        await expect(
            east.update(table, { ...table.inputs, routes: [to("10.0.0.0/8"), to("192.168.0.0/16", other)] }),
        ).rejects.toThrow("RouteAlreadyExists: The route identified by 192.168.0.0/16 already exists.");
    });

    test("once seen and wanted they get the target that the list asks for", async () => {
        const table = await ec2.routeTable(east, vpc);
        const foreign = await route(table, "192.168.0.0/16");
        const routes = [to("192.168.0.0/16", other)];
        const updated = await east.update(await refreshed(table), { ...table.inputs, routes });
        expect(updated.state.routes).toEqual(routes);
        expect((await refreshed(foreign)).state.transitGatewayId).toBe(other.id);
    });
});

test("a virtual private gateway that propagates must be there", async () => {
    await expect(ec2.routeTable(east, vpc, { propagatingVgws: ["vgw-1"] })).rejects.toThrow(
        `${creating} InvalidVpnGatewayID.NotFound: The vpnGateway ID 'vgw-1' does not exist`,
    );
});

test("the main table counts toward the quota of a VPC", async () => {
    clouds.world.putSetting("quotas", { "route-tables-per-vpc": 2 });
    await ec2.routeTable(east, vpc);
    await expect(ec2.routeTable(east, vpc)).rejects.toThrow(
        `${creating} RouteTableLimitExceeded: The maximum number of route tables has been reached.`,
    );
    await ec2.routeTable(east, await ec2.vpc(east, 2));
});

test("cannot be deleted while a subnet is associated with it", async () => {
    const [table, subnet] = [await make(), await ec2.subnet(east, vpc)];
    const association = await east.create(ec2.ASSOCIATION, { subnetId: subnet.id, routeTableId: table.id });
    await expect(east.delete(table)).rejects.toThrow(
        `deleting Route Table (${table.id}): api error DependencyViolation: ` +
            `The routeTable '${table.id}' has dependencies and cannot be deleted.`,
    );
    await east.delete(association);
    await east.delete(table);
});

test("has an ARN and an owner", async () => {
    const table = await make();
    expect(table.id).toMatch(/^rtb-[0-9a-f]{17}$/);
    expect(table.state).toMatchObject({
        arn: `arn:aws:ec2:us-east-1:111122223333:route-table/${table.id}`,
        ownerId: "111122223333",
        propagatingVgws: [],
    });
});
