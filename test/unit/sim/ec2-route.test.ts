/**
 * aws.ec2.Route. Expected values: EC2 API reference (CreateRoute, ReplaceRoute; Route: "state: blackhole indicates that the
 * route's target isn't available"), VPC user guide ("Route tables": routes for the VPC's own prefix; "Amazon VPC quotas":
 * 500 routes per route table, for IPv4 and IPv6 apart), "Error codes for the Amazon EC2 API", documentation of the provider's
 * resource (arguments, import).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });
let vpc: Deployed;
let table: Deployed;
let gateway: Deployed;

beforeEach(async () => {
    vpc = await ec2.vpc(east, 1, { assignGeneratedIpv6CidrBlock: true });
    table = await ec2.routeTable(east, vpc);
    gateway = await ec2.attachedGateway(east, vpc);
});

const creating = "creating Route: api error";

function to(destinationCidrBlock: string, inputs: Props = {}): Promise<Deployed> {
    return route({ destinationCidrBlock, transitGatewayId: gateway.id, ...inputs });
}

function route(inputs: Props): Promise<Deployed> {
    return east.create(ec2.ROUTE, { routeTableId: table.id, ...inputs });
}

const TARGETS =
    "carrierGatewayId,coreNetworkArn,egressOnlyGatewayId,gatewayId,localGatewayId,natGatewayId,networkInterfaceId," +
    "odbNetworkArn,transitGatewayId,vpcEndpointId,vpcPeeringConnectionId";
const DESTINATIONS = "destinationCidrBlock,destinationIpv6CidrBlock,destinationPrefixListId";

describe("what belongs together", () => {
    const invalid = "Invalid combination of arguments:";

    test.each<[string, Props, string[]]>([
        [
            "neither a destination nor a target",
            {},
            [
                `: ${invalid} one of \`${DESTINATIONS}\` must be specified`,
                `: ${invalid} one of \`${TARGETS}\` must be specified`,
            ],
        ],
        [
            "two destinations and two targets",
            {
                destinationCidrBlock: "0.0.0.0/0",
                destinationIpv6CidrBlock: "::/0",
                gatewayId: "igw-1",
                transitGatewayId: "tgw-1",
            },
            [
                `: ${invalid} only one of \`${DESTINATIONS}\` can be specified, but ` +
                    "`destinationCidrBlock,destinationIpv6CidrBlock` were specified.",
                `: ${invalid} only one of \`${TARGETS}\` can be specified, but \`gatewayId,transitGatewayId\` were specified.`,
            ],
        ],
        [
            "a carrier gateway for IPv6",
            { destinationIpv6CidrBlock: "::/0", carrierGatewayId: "cagw-1" },
            [
                'carrierGatewayId: Conflicting configuration arguments: "carrierGatewayId": ' +
                    "conflicts with destinationIpv6CidrBlock",
            ],
        ],
        [
            "an egress-only gateway for IPv4",
            { destinationCidrBlock: "0.0.0.0/0", egressOnlyGatewayId: "eigw-1" },
            [
                'egressOnlyGatewayId: Conflicting configuration arguments: "egressOnlyGatewayId": ' +
                    "conflicts with destinationCidrBlock",
            ],
        ],
        [
            "a VPC endpoint for a prefix list",
            { destinationPrefixListId: "pl-1", vpcEndpointId: "vpce-1" },
            [
                'vpcEndpointId: Conflicting configuration arguments: "vpcEndpointId": ' +
                    "conflicts with destinationPrefixListId",
            ],
        ],
        ["a destination that is not known yet", { destinationCidrBlock: UNKNOWN, transitGatewayId: UNKNOWN }, []],
    ])("%s", async (_, inputs, failures) => {
        expect(await east.check(ec2.ROUTE, { routeTableId: "rtb-1", ...inputs })).toEqual(failures);
    });

    test.each<[Props, string]>([
        [
            { destinationCidrBlock: "10.0.0.1/8" },
            'destinationCidrBlock: "10.0.0.1/8" is not a valid CIDR block; did you mean "10.0.0.0/8"?',
        ],
        [{ destinationCidrBlock: "::/0" }, 'destinationCidrBlock: "::/0" is not a valid IPv4 CIDR block'],
        [
            { destinationIpv6CidrBlock: "0.0.0.0/0" },
            'destinationIpv6CidrBlock: "0.0.0.0/0" is not a valid IPv6 CIDR block',
        ],
    ])("refuses %j", async (destination, failure) => {
        const inputs = { routeTableId: "rtb-1", transitGatewayId: "tgw-1", ...destination };
        expect(await east.check(ec2.ROUTE, inputs)).toEqual([failure]);
    });
});

describe("targets", () => {
    test.each([
        [
            "carrierGatewayId",
            "cagw-1",
            "InvalidCarrierGatewayID.NotFound: The carrierGateway ID 'cagw-1' does not exist",
        ],
        ["coreNetworkArn", "arn:x", "InvalidCoreNetworkArn.NotFound: The core network arn 'arn:x' does not exist"],
        ["gatewayId", "igw-1", "InvalidGatewayID.NotFound: The gateway ID 'igw-1' does not exist"],
        ["gatewayId", "local", "InvalidGatewayID.NotFound: The gateway ID 'local' does not exist"],
        ["localGatewayId", "lgw-1", "InvalidLocalGatewayID.NotFound: The localGateway ID 'lgw-1' does not exist"],
        ["natGatewayId", "nat-1", "InvalidNatGatewayID.NotFound: The natGateway ID 'nat-1' does not exist"],
        [
            "networkInterfaceId",
            "eni-1",
            "InvalidNetworkInterfaceID.NotFound: The networkInterface ID 'eni-1' does not exist",
        ],
        ["odbNetworkArn", "arn:x", "InvalidParameterValue: The odb network arn 'arn:x' does not exist"],
        [
            "transitGatewayId",
            "tgw-1",
            "InvalidTransitGatewayID.NotFound: The transitGateway ID 'tgw-1' does not exist.",
        ],
        ["vpcEndpointId", "vpce-1", "InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id 'vpce-1' does not exist"],
        [
            "vpcPeeringConnectionId",
            "pcx-1",
            "InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID 'pcx-1' does not exist",
        ],
    ])("%s %s is not there", async (property, id, answer) => {
        const inputs = { destinationCidrBlock: "192.168.0.0/16", [property]: id };
        await expect(route(inputs)).rejects.toThrow(`${creating} ${answer}`);
    });

    test("an egress-only gateway and a prefix list are not there", async () => {
        await expect(route({ destinationIpv6CidrBlock: "::/0", egressOnlyGatewayId: "eigw-1" })).rejects.toThrow(
            `${creating} InvalidGatewayID.NotFound: The gateway ID 'eigw-1' does not exist`,
        );
        await expect(route({ destinationPrefixListId: "pl-1", transitGatewayId: gateway.id })).rejects.toThrow(
            `${creating} InvalidPrefixListID.NotFound: The prefix list (pl-1) does not exist.`,
        );
    });

    test("a transit gateway to which this VPC is not attached counts as not there", async () => {
        const unattached = await east.create(ec2.TRANSIT_GATEWAY, {});
        const absent =
            `${creating} InvalidTransitGatewayID.NotFound: ` +
            `The transitGateway ID '${unattached.id}' does not exist.`;
        await expect(to("10.0.0.0/8", { transitGatewayId: unattached.id })).rejects.toThrow(absent);
        await ec2.attach(east, unattached, await ec2.vpc(east, 2), 1);
        await expect(to("10.0.0.0/8", { transitGatewayId: unattached.id })).rejects.toThrow(absent);
        await ec2.attach(east, unattached, vpc, 1);
        await to("10.0.0.0/8", { transitGatewayId: unattached.id });
    });

    test("a transit gateway of another region counts as not there", async () => {
        const there = await ec2.vpc(east, 1, { region: "eu-west-1" });
        const far = await ec2.attachedGateway(east, there);
        await expect(to("10.0.0.0/8", { transitGatewayId: far.id })).rejects.toThrow(
            "InvalidTransitGatewayID.NotFound",
        );
    });
});

describe("destinations", () => {
    test.each([
        ["that of the VPC", "10.1.0.0/16"],
        ["one within that of the VPC", "10.1.2.0/24"],
    ])("%s cannot be taken to a transit gateway", async (_, destination) => {
        await expect(to(destination)).rejects.toThrow(
            `${creating} InvalidParameterValue: The destination CIDR block ${destination} is equal to or more specific ` +
                "than one of this VPC's CIDR blocks. This route can target only an interface or an instance.",
        );
    });

    test("nor can the IPv6 prefix of the VPC", async () => {
        const destinationIpv6CidrBlock = vpc.state.ipv6CidrBlock ?? null;
        await expect(route({ destinationIpv6CidrBlock, transitGatewayId: gateway.id })).rejects.toThrow(
            "equal to or more specific than one of this VPC's CIDR blocks",
        );
    });

    test("one that holds the VPC's own can", async () => {
        expect((await to("10.0.0.0/8")).state.state).toBe("active");
    });

    test("no two routes of a table have one destination, however it is written", async () => {
        const taken = (destination: string): string =>
            `${creating} RouteAlreadyExists: The route identified by ${destination} already exists.`;
        await to("0.0.0.0/0");
        await expect(to("0.0.0.0/0")).rejects.toThrow(taken("0.0.0.0/0"));
        const ipv6 = { transitGatewayId: gateway.id, destinationIpv6CidrBlock: "2001:db9::/32" };
        await route(ipv6);
        await expect(route({ ...ipv6, destinationIpv6CidrBlock: "2001:0DB9:0::/32" })).rejects.toThrow(
            taken("2001:db9::/32"),
        );
        const other = await ec2.routeTable(east, vpc);
        await to("0.0.0.0/0", { routeTableId: other.id });
    });

    test("an inline route of the table has its destination too", async () => {
        const routes = [{ cidrBlock: "0.0.0.0/0", transitGatewayId: gateway.id }];
        const routeTableId = (await ec2.routeTable(east, vpc, { routes })).id;
        await expect(to("0.0.0.0/0", { routeTableId })).rejects.toThrow(`${creating} RouteAlreadyExists`);
    });

    test("another spelling of an IPv6 prefix is no change", async () => {
        const made = await route({ transitGatewayId: gateway.id, destinationIpv6CidrBlock: "2001:0DB9::/32" });
        expect(made.state.destinationIpv6CidrBlock).toBe("2001:db9::/32");
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });
});

test("the quota of a table is counted for IPv4 and IPv6 apart, inline routes included", async () => {
    clouds.world.putSetting("quotas", { "routes-per-route-table": 2 });
    const routes = [{ cidrBlock: "192.168.0.0/16", transitGatewayId: gateway.id }];
    const routeTableId = (await ec2.routeTable(east, vpc, { routes })).id;
    await to("172.16.0.0/12", { routeTableId });
    await expect(to("172.32.0.0/12", { routeTableId })).rejects.toThrow(
        `${creating} RouteLimitExceeded: The maximum number of routes has been reached.`,
    );
    await route({ routeTableId, transitGatewayId: gateway.id, destinationIpv6CidrBlock: "::/0" });
});

describe("its state", () => {
    test("is active, made by CreateRoute", async () => {
        expect((await to("10.0.0.0/8")).state).toMatchObject({
            state: "active",
            origin: "CreateRoute",
            instanceId: "",
        });
    });

    // AWS lets an attachment go while routes point at its gateway; DeleteTransitGateway asks for no attachments only.
    test("is a blackhole once the attachment is gone, and after the gateway too", async () => {
        const made = await to("10.0.0.0/8");
        const attachment = clouds.world.all(ec2.VPC_ATTACHMENT)[0]!;
        await east.delete((await east.import(ec2.VPC_ATTACHMENT, attachment.id))!);
        expect((await east.read(made))?.state.state).toBe("blackhole");
        await east.delete(gateway);
        const read = (await east.read(made))!;
        expect(read.state).toMatchObject({ state: "blackhole", transitGatewayId: gateway.id });
        expect(await east.diff(read, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("is active again when the VPC is attached again", async () => {
        const made = await to("10.0.0.0/8");
        const attachment = clouds.world.all(ec2.VPC_ATTACHMENT)[0]!;
        await east.delete((await east.import(ec2.VPC_ATTACHMENT, attachment.id))!);
        await ec2.attach(east, gateway, vpc, 201);
        expect((await east.read(made))?.state.state).toBe("active");
    });
});

describe("changes", () => {
    test("another target is taken in place, if it can be reached", async () => {
        const made = await to("10.0.0.0/8");
        const other = await east.create(ec2.TRANSIT_GATEWAY, {});
        const wanted = { ...made.inputs, transitGatewayId: other.id };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["transitGatewayId"], replaces: [] });
        await expect(east.update(made, wanted)).rejects.toThrow(
            `updating Route (${made.id}): api error InvalidTransitGatewayID.NotFound: ` +
                `The transitGateway ID '${other.id}' does not exist.`,
        );
        await ec2.attach(east, other, vpc, 201);
        const updated = await east.update(made, wanted);
        expect([updated.id, updated.state.transitGatewayId]).toEqual([made.id, other.id]);
    });

    test("a target of another kind is a change in place too", async () => {
        const made = await to("10.0.0.0/8");
        const wanted = { routeTableId: table.id, destinationCidrBlock: "10.0.0.0/8", natGatewayId: "nat-1" };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["natGatewayId", "transitGatewayId"], replaces: [] });
        await expect(east.update(made, wanted)).rejects.toThrow("InvalidNatGatewayID.NotFound");
    });
});

describe("its id", () => {
    // The checksums are those in the ids that the provider gives these routes everywhere.
    test.each<[Props, string]>([
        [{ destinationCidrBlock: "0.0.0.0/0" }, "1080289494"],
        [{ destinationIpv6CidrBlock: "::/0" }, "2750132062"],
    ])("for %j ends in %s", async (destination, checksum) => {
        const made = await route({ transitGatewayId: gateway.id, ...destination });
        expect(made.id).toBe(`r-${table.id}${checksum}`);
    });

    test("is found by table and destination", async () => {
        const made = await route({ transitGatewayId: gateway.id, destinationIpv6CidrBlock: "2001:db9::/32" });
        expect(await east.import(ec2.ROUTE, `${table.id}_2001:0DB9::/32`)).toMatchObject({
            id: made.id,
            inputs: { routeTableId: table.id, destinationIpv6CidrBlock: "2001:db9::/32", transitGatewayId: gateway.id },
        });
        expect(await east.import(ec2.ROUTE, `${table.id}_10.0.0.0/8`)).toBeUndefined();
    });

    test.each(["rtb-1", "rtb-1_", "_10.0.0.0/8", "rtb-1_10.0.0.0/8_x"])("cannot be made of %s", async (named) => {
        await expect(east.import(ec2.ROUTE, named)).rejects.toThrow(
            `reading Route (${named}): unexpected format of ID ("${named}"), expected ROUTETABLEID_DESTINATION`,
        );
    });
});

// DeleteRouteTable asks for nothing but that the table is not associated.
test("goes along with its table", async () => {
    const made = await to("10.0.0.0/8");
    await east.delete(table);
    expect(await east.read(made)).toBeUndefined();
    await east.delete(made);
});
