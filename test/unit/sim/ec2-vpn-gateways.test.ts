/**
 * aws.ec2.CustomerGateway, VpnGateway, VpnGatewayAttachment and VpnGatewayRoutePropagation. Expected values: EC2 API reference
 * (CreateCustomerGateway: "subsequent requests return information about the existing customer gateway", valid ASNs;
 * CreateVpnGateway; AttachVpnGateway; EnableVgwRoutePropagation), "Error codes for the Amazon EC2 API", messages as quoted in
 * public reports (cloudposse/terraform-aws-vpn-connection#22 and #53, hashicorp/terraform-provider-aws#5831), documentation of
 * the provider's resources.
 */
import { aws } from "../../../sim/aws";
import * as ec2 from "../../support/ec2";
import { useClouds, type Deployed } from "../../support/sim-client";
import * as vpn from "../../support/ec2-vpn";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const attachment = (gateway: Deployed, vpc: Deployed): Promise<Deployed> =>
    east.create(vpn.VPN_GATEWAY_ATTACHMENT, { vpnGatewayId: gateway.id, vpcId: vpc.id });
const propagation = (gateway: Deployed, table: Deployed): Promise<Deployed> =>
    east.create(vpn.VPN_GATEWAY_ROUTE_PROPAGATION, { vpnGatewayId: gateway.id, routeTableId: table.id });

describe("CustomerGateway", () => {
    test("has an id and an arn", async () => {
        const { id, state } = await vpn.device(east);
        expect(id).toMatch(/^cgw-[0-9a-f]{17}$/);
        expect(state.arn).toBe(`arn:aws:ec2:us-east-1:111122223333:customer-gateway/${id}`);
    });

    test("is the one that is there when the same is asked for again", async () => {
        const first = await vpn.device(east, 1, { tags: { Name: "first" } });
        const second = await vpn.device(east, 1, { tags: { Name: "second" } });
        expect([second.id, second.state.tags]).toEqual([first.id, { Name: "first" }]);
        expect(clouds.world.all(vpn.CUSTOMER_GATEWAY)).toHaveLength(1);
    });

    test.each([
        ["address", { ipAddress: "203.0.113.2" }],
        ["ASN", { bgpAsn: "65011" }],
        ["device name", { deviceName: "second" }],
        ["certificate", { certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d" }],
    ])("is another with another %s", async (_, inputs) => {
        const first = await vpn.device(east);
        expect((await vpn.device(east, 1, inputs)).id).not.toBe(first.id);
    });

    test("of the same kind in another region is another", async () => {
        const first = await vpn.device(east);
        expect((await vpn.device(east, 1, { region: "eu-west-1" })).id).not.toBe(first.id);
    });

    test.each([
        ["bgpAsn", "0"],
        ["bgpAsn", "2147483648"],
        ["bgpAsn", "AS65010"],
        ["bgpAsnExtended", "2147483647"],
        ["bgpAsnExtended", "4294967296"],
        ["ipAddress", "2001:db8::1"],
        ["ipAddress", "router.example.com"],
        ["type", "ipsec.2"],
    ])("refuses %s %s", async (property, value) => {
        const failures = await east.check(vpn.CUSTOMER_GATEWAY, { type: "ipsec.1", [property]: value });
        expect(failures).toEqual([expect.stringMatching(new RegExp(`^${property}: `))]);
    });

    test.each([
        ["bgpAsn", "1"],
        ["bgpAsn", "2147483647"],
        ["bgpAsnExtended", "2147483648"],
        ["bgpAsnExtended", "4294967295"],
    ])("takes %s %s", async (property, value) => {
        expect(await east.check(vpn.CUSTOMER_GATEWAY, { type: "ipsec.1", [property]: value })).toEqual([]);
    });

    test("has one ASN", async () => {
        const both = { type: "ipsec.1", bgpAsn: "65010", bgpAsnExtended: "4200000000" };
        expect(await east.check(vpn.CUSTOMER_GATEWAY, both)).toEqual([
            'bgpAsn: Conflicting configuration arguments: "bgpAsn": conflicts with bgpAsnExtended',
        ]);
    });

    test("needs an address", async () => {
        await expect(east.create(vpn.CUSTOMER_GATEWAY, { bgpAsn: "65010", type: "ipsec.1" })).rejects.toThrow(
            "creating EC2 Customer Gateway: api error MissingParameter: ",
        );
    });

    test("is not deleted while a connection uses it", async () => {
        const [device, gateway] = [await vpn.device(east), await vpn.vpnGateway(east)];
        const connection = await vpn.connection(east, device, gateway);
        await expect(east.delete(device)).rejects.toThrow(
            `deleting EC2 Customer Gateway (${device.id}): api error IncorrectState: The customer gateway is in use.`,
        );
        await east.delete(connection);
        await east.delete(device);
    });

    test("is limited in number, and the one that is there does not count twice", async () => {
        clouds.world.putSetting("quotas", { "customer-gateways-per-region": 1 });
        await vpn.device(east);
        await vpn.device(east);
        await expect(vpn.device(east, 2)).rejects.toThrow(
            "creating EC2 Customer Gateway: api error CustomerGatewayLimitExceeded: ",
        );
    });
});

describe("VpnGateway", () => {
    test("has an id, an arn, and the ASN that AWS gives to those that name none", async () => {
        const { id, state } = await vpn.vpnGateway(east);
        expect(id).toMatch(/^vgw-[0-9a-f]{17}$/);
        expect(state).toMatchObject({
            amazonSideAsn: "64512",
            arn: `arn:aws:ec2:us-east-1:111122223333:vpn-gateway/${id}`,
            vpcId: "",
        });
    });

    test.each(["64511", "65535", "4199999999", "4294967295", "x"])("refuses ASN %s", async (amazonSideAsn) => {
        expect(await east.check(vpn.VPN_GATEWAY, { amazonSideAsn })).toEqual([
            expect.stringMatching(/^amazonSideAsn: /),
        ]);
    });

    test.each(["64512", "65534", "4200000000", "4294967294", "7224"])("takes ASN %s", async (amazonSideAsn) => {
        expect(await east.check(vpn.VPN_GATEWAY, { amazonSideAsn })).toEqual([]);
    });

    test("a VPC has one at most", async () => {
        const vpc = await ec2.vpc(east);
        await vpn.vpnGateway(east, vpc);
        await expect(vpn.vpnGateway(east, vpc)).rejects.toThrow(
            `creating EC2 VPN Gateway: api error InvalidVpcState: VPC ${vpc.id} is currently attached to the Virtual ` +
                "Private Gateway.",
        );
    });

    test("is attached to one VPC at most", async () => {
        const gateway = await vpn.vpnGateway(east, await ec2.vpc(east));
        await expect(attachment(gateway, await ec2.vpc(east, 2))).rejects.toThrow(
            "creating EC2 VPN Gateway Attachment: api error VpnGatewayAttachmentLimitExceeded: ",
        );
    });

    test("moves to another VPC in place, and keeps it then", async () => {
        const [one, two] = [await ec2.vpc(east), await ec2.vpc(east, 2)];
        const gateway = await vpn.vpnGateway(east, one);
        expect(await east.diff(gateway, { vpcId: two.id })).toEqual({ changed: ["vpcId"], replaces: [] });
        expect((await east.update(gateway, { vpcId: two.id })).state.vpcId).toBe(two.id);
        await east.delete(one);
        await expect(east.delete(two)).rejects.toThrow("api error DependencyViolation");
    });

    test("stays while a connection ends at it", async () => {
        const gateway = await vpn.vpnGateway(east);
        const connection = await vpn.connection(east, await vpn.device(east), gateway);
        await expect(east.delete(gateway)).rejects.toThrow(
            `deleting EC2 VPN Gateway (${gateway.id}): api error IncorrectState: The VPN gateway is in use.`,
        );
        await east.delete(connection);
        await east.delete(gateway);
    });

    test("goes when its connection goes meanwhile, as in a program that deletes both at once", async () => {
        const gateway = await vpn.vpnGateway(east);
        const connection = await vpn.connection(east, await vpn.device(east), gateway);
        await Promise.all([east.delete(gateway), east.delete(connection)]);
        expect(clouds.world.all(vpn.VPN_GATEWAY)).toEqual([]);
    });

    test("lies in a zone of its region", async () => {
        await expect(vpn.vpnGateway(east, undefined, { availabilityZone: "eu-west-1a" })).rejects.toThrow(
            "api error InvalidParameterValue: Value (eu-west-1a) for parameter availabilityZone is invalid.",
        );
    });
});

describe("VpnGatewayAttachment", () => {
    test("attaches the gateway, and detaches it", async () => {
        const [gateway, vpc] = [await vpn.vpnGateway(east), await ec2.vpc(east)];
        const made = await attachment(gateway, vpc);
        expect(made.id).toMatch(/^vpn-attachment-[0-9a-f]{1,8}$/);
        expect((await east.read(gateway))?.state.vpcId).toBe(vpc.id);
        await east.delete(made);
        expect((await east.read(gateway))?.state.vpcId).toBe("");
    });

    test("keeps the gateway", async () => {
        const gateway = await vpn.vpnGateway(east);
        await attachment(gateway, await ec2.vpc(east));
        await expect(east.delete(gateway)).rejects.toThrow("api error IncorrectState: The VPN gateway is in use.");
    });

    test("is gone when the gateway has moved", async () => {
        const gateway = await vpn.vpnGateway(east);
        const made = await attachment(gateway, await ec2.vpc(east));
        const seen = (await east.read(gateway))!;
        await east.update(seen, { vpcId: (await ec2.vpc(east, 2)).id });
        expect(await east.read(made)).toBeUndefined();
    });
});

describe("the routes of a VPN gateway", () => {
    let [vpc, table, gateway] = [] as unknown as [Deployed, Deployed, Deployed];

    beforeEach(async () => {
        vpc = await ec2.vpc(east);
        table = await ec2.routeTable(east, vpc);
        gateway = await vpn.vpnGateway(east, vpc);
    });

    const toGateway = (): Promise<Deployed> =>
        east.create(ec2.ROUTE, {
            routeTableId: table.id,
            destinationCidrBlock: "192.168.0.0/16",
            gatewayId: gateway.id,
        });

    test("are static in the tables of its VPC", async () => {
        expect((await toGateway()).state.state).toBe("active");
    });

    test("are refused in the table of another VPC", async () => {
        table = await ec2.routeTable(east, await ec2.vpc(east, 2));
        await expect(toGateway()).rejects.toThrow(
            `api error InvalidParameterValue: route table ${table.id} and network gateway ${gateway.id} belong to ` +
                "different networks",
        );
    });

    test("lead nowhere once it is detached", async () => {
        const route = await toGateway();
        await east.update(gateway, { vpcId: "" });
        expect((await east.read(route))?.state.state).toBe("blackhole");
    });

    test("are propagated into a table, which names it, and is not changed by that", async () => {
        const made = await propagation(gateway, table);
        expect(made.id).toBe(`${gateway.id}_${table.id}`);
        const seen = (await east.read(table))!;
        expect(seen.state.propagatingVgws).toEqual([gateway.id]);
        expect(await east.diff(seen, table.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("are not propagated any more when the propagation is deleted", async () => {
        await east.delete(await propagation(gateway, table));
        expect((await east.read(table))?.state.propagatingVgws).toEqual([]);
    });

    test("are not propagated any more when it is detached", async () => {
        const made = await propagation(gateway, table);
        await east.update(gateway, { vpcId: "" });
        expect(await east.read(made)).toBeUndefined();
        expect((await east.read(table))?.state.propagatingVgws).toEqual([]);
    });

    test("are propagated by the table itself", async () => {
        const made = await ec2.routeTable(east, vpc, { propagatingVgws: [gateway.id] });
        expect(made.state.propagatingVgws).toEqual([gateway.id]);
    });

    test("are propagated by the VPC's main table", async () => {
        const made = await east.create("aws:ec2/defaultRouteTable:DefaultRouteTable", {
            defaultRouteTableId: vpc.state.mainRouteTableId ?? null,
            propagatingVgws: [gateway.id],
        });
        expect(made.state.propagatingVgws).toEqual([gateway.id]);
    });

    test("are not propagated while it is not attached to the VPC of the table", async () => {
        const free = await vpn.vpnGateway(east);
        const answer = `api error Gateway.NotAttached: resource ${free.id} is not attached to network ${vpc.id}`;
        await expect(propagation(free, table)).rejects.toThrow(answer);
        await expect(ec2.routeTable(east, vpc, { propagatingVgws: [free.id] })).rejects.toThrow(answer);
        await expect(east.update(table, { ...table.inputs, propagatingVgws: [free.id] })).rejects.toThrow(answer);
    });
});
