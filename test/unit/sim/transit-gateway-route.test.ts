/**
 * aws.ec2transitgateway.Route. Expected values: EC2 API reference (CreateTransitGatewayRoute), VPC Transit Gateway guide
 * (quotas: 10,000 combined routes across all route tables; a static route precedes a propagated one), documentation of the
 * provider's resource ("required if blackhole is set to false").
 */
import { aws } from "../../../sim/aws";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let hub: Deployed;
let table: Deployed;
let attachment: Deployed;

beforeEach(async () => {
    hub = await tgw.gateway(east, tgw.SEGMENTED);
    table = await tgw.table(east, hub);
    attachment = await tgw.attach(east, hub, await tgw.network(east, 1));
});

const creating = "creating EC2 Transit Gateway Route: api error";

function to(destinationCidrBlock: string, via: Deployed = attachment, within: Deployed = table): Promise<Deployed> {
    return east.create(tgw.ROUTE, { ...tgw.pair(within, via), destinationCidrBlock });
}

function blackhole(destinationCidrBlock: string, within: Deployed = table): Promise<Deployed> {
    return east.create(tgw.ROUTE, { transitGatewayRouteTableId: within.id, destinationCidrBlock, blackhole: true });
}

describe("what it refuses", () => {
    test.each([
        ["10.0.0.1/8", '"10.0.0.1/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?'],
        ["2001:db8::1/32", '"2001:db8::1/32" is not a valid CIDR block; did you mean "2001:db8::/32"?'],
        ["10.0.0.0", '"10.0.0.0" is not a valid CIDR block'],
        ["everything", '"everything" is not a valid CIDR block'],
    ])("the destination %s", async (destinationCidrBlock, reason) => {
        const inputs = { ...tgw.pair(table, attachment), destinationCidrBlock };
        expect(await east.check(tgw.ROUTE, inputs)).toEqual([`destinationCidrBlock: ${reason}`]);
    });

    test("neither an attachment nor a blackhole, and both", async () => {
        const route = { transitGatewayRouteTableId: table.id, destinationCidrBlock: "10.0.0.0/8" };
        expect(await east.check(tgw.ROUTE, route)).toEqual([
            'transitGatewayAttachmentId: "transitGatewayAttachmentId" is required unless "blackhole" is true',
        ]);
        expect(
            await east.check(tgw.ROUTE, { ...route, blackhole: true, transitGatewayAttachmentId: attachment.id }),
        ).toEqual([
            'transitGatewayAttachmentId: Conflicting configuration: "transitGatewayAttachmentId" and "blackhole"',
        ]);
        expect(await east.check(tgw.ROUTE, { ...route, transitGatewayAttachmentId: UNKNOWN })).toEqual([]);
        expect(await east.check(tgw.ROUTE, { ...route, blackhole: UNKNOWN })).toEqual([]);
    });

    test("a second static route for a destination, however it is written", async () => {
        await to("2001:db8::/32");
        const twice =
            `${creating} RouteAlreadyExists: Route 2001:db8::/32 already exists in ` +
            `Transit Gateway Route Table ${table.id}.`;
        await expect(to("2001:db8::/32")).rejects.toThrow(twice);
        await expect(to("2001:0DB8:0::/32")).rejects.toThrow(twice);
        await expect(blackhole("2001:db8::/32")).rejects.toThrow(twice);
        await to("2001:db8::/32", attachment, await tgw.table(east, hub));
    });

    test("an attachment of another gateway, as if it were not there", async () => {
        const foreign = await tgw.table(east, await tgw.gateway(east, tgw.SEGMENTED));
        await expect(to("10.20.0.0/16", attachment, foreign)).rejects.toThrow(
            `${creating} InvalidTransitGatewayAttachmentID.NotFound: ` +
                `Transit Gateway Attachment ${attachment.id} was deleted or does not exist.`,
        );
    });

    test("a peering that is not accepted yet", async () => {
        const peering = await tgw.request(east, hub, await tgw.gateway(east, { region: "eu-west-1" }));
        await expect(to("10.20.0.0/16", peering)).rejects.toThrow(
            `${creating} IncorrectState: ${peering.id} is in invalid state`,
        );
    });

    test("more routes than a gateway may have in all its tables together, propagated ones counted", async () => {
        clouds.world.putSetting("quotas", { "routes-per-transit-gateway": 3 });
        const second = await tgw.table(east, hub);
        await to("10.20.0.0/16");
        await blackhole("10.21.0.0/16", second);
        await east.create(tgw.PROPAGATION, tgw.pair(second, attachment));
        await expect(to("10.22.0.0/16")).rejects.toThrow(
            `${creating} TransitGatewayLimitExceeded: ` +
                "The maximum number of routes of a transit gateway (3) has been reached.",
        );
        const other = await tgw.table(east, await tgw.gateway(east, tgw.SEGMENTED));
        await blackhole("10.22.0.0/16", other);
    });
});

describe("what it makes", () => {
    test("a route under the id <route table>_<destination>", async () => {
        const route = await to("10.20.0.0/16");
        expect(route.id).toBe(`${table.id}_10.20.0.0/16`);
        expect(route.state).toMatchObject({ blackhole: false, transitGatewayAttachmentId: attachment.id });
    });

    test("a blackhole that needs no attachment", async () => {
        const route = await blackhole("0.0.0.0/0");
        expect(await east.diff(route, route.inputs)).toEqual({ changed: [], replaces: [] });
        const imported = (await east.import(tgw.ROUTE, `${table.id}_0.0.0.0/0`))!;
        expect(imported.inputs).toEqual({
            region: "us-east-1",
            transitGatewayRouteTableId: table.id,
            destinationCidrBlock: "0.0.0.0/0",
            blackhole: true,
        });
    });

    test("no difference where an IPv6 destination is only written another way", async () => {
        const route = await to("2001:DB8:0::/48");
        expect(route.state.destinationCidrBlock).toBe("2001:db8::/48");
        expect(await east.diff(route, route.inputs)).toEqual({ changed: [], replaces: [] });
    });

    test("with the IPv6 block of a VPC counted only where its attachment carries IPv6", async () => {
        clouds.world.putSetting("quotas", { "routes-per-transit-gateway": 2 });
        const vpc = await east.create(tgw.VPC, { cidrBlock: "10.9.0.0/16", assignGeneratedIpv6CidrBlock: true });
        const subnet = await east.create(tgw.SUBNET, { vpcId: vpc.id, cidrBlock: "10.9.0.0/24" });
        const dual = await tgw.attach(east, hub, { vpc, subnets: [subnet], subnetIds: [subnet.id] });
        await east.create(tgw.PROPAGATION, tgw.pair(table, dual));
        await east.delete(await to("10.20.0.0/16"));
        await east.update(dual, { ...dual.inputs, ipv6Support: "enable" });
        await expect(to("10.20.0.0/16")).rejects.toThrow("TransitGatewayLimitExceeded");
    });

    // VPC Transit Gateway guide, route evaluation order: static before propagated. Neither is refused.
    test("a route besides a propagated one of the same destination, without a word; together they count once", async () => {
        clouds.world.putSetting("quotas", { "routes-per-transit-gateway": 2 });
        await east.create(tgw.PROPAGATION, tgw.pair(table, attachment));
        await blackhole("10.1.0.0/16");
        await to("10.20.0.0/16");
    });
});

test("the route of an attachment that is replaced comes back to life only when it is made anew", async () => {
    const route = await to("10.20.0.0/16");
    await east.delete(attachment);
    const dead = (await east.read(route))!;
    expect(dead.inputs).toMatchObject({ blackhole: true });
    await east.delete(dead);
    const again = await tgw.attach(east, hub, await tgw.network(east, 2));
    expect((await to("10.20.0.0/16", again)).state.blackhole).toBe(false);
});
