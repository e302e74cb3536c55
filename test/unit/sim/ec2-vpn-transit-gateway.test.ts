/**
 * VPN connections to transit gateways. Expected values: VPC Transit Gateway guide (VPN attachments are made and deleted with
 * their connection, default route tables, routes of a deleted attachment), EC2 API reference (ModifyVpnConnection), message of
 * hashicorp/terraform-provider-aws#9497 (a gateway with a VPN attachment).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as vpn from "../../support/ec2-vpn";
import { useClouds, type Deployed } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

let device = {} as Deployed;

beforeEach(async () => {
    device = await vpn.device(east);
});

const attachmentOf = ({ state }: Deployed): string => state.transitGatewayAttachmentId as string;
const naming = (table: Deployed, connection: Deployed): Props => ({
    transitGatewayRouteTableId: table.id,
    transitGatewayAttachmentId: attachmentOf(connection),
});

test("it is attached, and has the ASN of the gateway", async () => {
    const hub = await tgw.gateway(east, { amazonSideAsn: 64_600 });
    const { state } = await vpn.connection(east, device, hub);
    expect(state.transitGatewayAttachmentId).toMatch(/^tgw-attach-[0-9a-f]{17}$/);
    expect(state.tunnel1BgpAsn).toBe("64600");
});

test("it uses the default route table of the gateway", async () => {
    const hub = await tgw.gateway(east);
    const connection = await vpn.connection(east, device, hub);
    const use = {
        transitGatewayAttachmentId: attachmentOf(connection),
        transitGatewayRouteTableId: hub.state.associationDefaultRouteTableId,
        resourceId: connection.id,
        resourceType: "vpn",
    };
    expect(clouds.world.all(tgw.ASSOCIATION).map(({ props }) => props)).toEqual([expect.objectContaining(use)]);
    expect(clouds.world.all(tgw.PROPAGATION).map(({ props }) => props)).toEqual([expect.objectContaining(use)]);
});

test("it uses no table of a gateway without default tables", async () => {
    await vpn.connection(east, device, await tgw.gateway(east, tgw.SEGMENTED));
    expect([...clouds.world.all(tgw.ASSOCIATION), ...clouds.world.all(tgw.PROPAGATION)]).toEqual([]);
});

test("a table takes it, its routes, and static routes to it", async () => {
    const hub = await tgw.gateway(east, tgw.SEGMENTED);
    const table = await tgw.table(east, hub);
    const connection = await vpn.connection(east, device, hub);
    const ids = naming(table, connection);
    const made = [
        await east.create(tgw.ASSOCIATION, ids),
        await east.create(tgw.PROPAGATION, ids),
        await east.create(tgw.ROUTE, { ...ids, destinationCidrBlock: "192.168.0.0/16" }),
    ];
    expect(made.slice(0, 2).map(({ state }) => [state.resourceType, state.resourceId])).toEqual([
        ["vpn", connection.id],
        ["vpn", connection.id],
    ]);
});

test("a table of another gateway does not", async () => {
    const connection = await vpn.connection(east, device, await tgw.gateway(east));
    const table = await tgw.table(east, await tgw.gateway(east));
    await expect(east.create(tgw.PROPAGATION, naming(table, connection))).rejects.toThrow(
        "api error InvalidTransitGatewayAttachmentID.NotFound: ",
    );
});

test("its default association is not taken twice, but replaced on demand", async () => {
    const hub = await tgw.gateway(east);
    const table = await tgw.table(east, hub);
    const connection = await vpn.connection(east, device, hub);
    const ids = naming(table, connection);
    await expect(east.create(tgw.ASSOCIATION, ids)).rejects.toThrow(
        `api error Resource.AlreadyAssociated: Transit Gateway Attachment ${attachmentOf(connection)} is already ` +
            "associated to a route table.",
    );
    const made = await east.create(tgw.ASSOCIATION, { ...ids, replaceExistingAssociation: true });
    expect(made.state.transitGatewayRouteTableId).toBe(table.id);
});

test("it keeps the gateway", async () => {
    const hub = await tgw.gateway(east);
    const connection = await vpn.connection(east, device, hub);
    await expect(east.delete(hub)).rejects.toThrow(
        `deleting EC2 Transit Gateway (${hub.id}): api error IncorrectState: ${hub.id} has non-deleted VPN Attachments: ` +
            `${attachmentOf(connection)}.`,
    );
    await east.delete(connection);
    await east.delete(hub);
});

test("its attachment goes with it, and with that whatever used it; a route to it leads nowhere then", async () => {
    const hub = await tgw.gateway(east);
    const table = await tgw.table(east, hub);
    const connection = await vpn.connection(east, device, hub);
    const route = await east.create(tgw.ROUTE, {
        ...naming(table, connection),
        destinationCidrBlock: "192.168.0.0/16",
    });
    await east.delete(connection);
    expect([...clouds.world.all(tgw.ASSOCIATION), ...clouds.world.all(tgw.PROPAGATION)]).toEqual([]);
    expect((await east.read(route))?.state).toMatchObject({ blackhole: true, transitGatewayAttachmentId: "" });
    await east.delete(table);
});

test("its attachment counts in the quota of the gateway", async () => {
    clouds.world.putSetting("quotas", { "attachments-per-transit-gateway": 1 });
    const hub = await tgw.gateway(east);
    await vpn.connection(east, device, hub);
    await expect(vpn.connection(east, await vpn.device(east, 2), hub)).rejects.toThrow(
        "creating EC2 VPN Connection: api error TransitGatewayLimitExceeded: ",
    );
    await expect(tgw.attach(east, hub, await tgw.network(east, 1))).rejects.toThrow("TransitGatewayLimitExceeded");
});

test("it moves from a virtual private gateway to a transit gateway in place", async () => {
    const hub = await tgw.gateway(east);
    const made = await vpn.connection(east, device, await vpn.vpnGateway(east));
    const { vpnGatewayId: _, ...rest } = made.inputs;
    const wanted = { ...rest, transitGatewayId: hub.id };
    expect(await east.diff(made, wanted)).toEqual({ changed: ["transitGatewayId", "vpnGatewayId"], replaces: [] });
    const moved = await east.update(made, wanted);
    expect(attachmentOf(moved)).toMatch(/^tgw-attach-/);
    expect(clouds.world.all(tgw.ASSOCIATION)).toHaveLength(1);
    expect(await east.diff(moved, wanted)).toEqual(ec2.UNCHANGED);
});

test("it has a new attachment at another transit gateway, and none at the one before", async () => {
    const [one, two] = [await tgw.gateway(east), await tgw.gateway(east)];
    const made = await vpn.connection(east, device, one);
    const moved = await east.update(made, { ...made.inputs, transitGatewayId: two.id });
    expect(attachmentOf(moved)).not.toBe(attachmentOf(made));
    expect(clouds.world.all(tgw.ASSOCIATION).map(({ props }) => props.transitGatewayAttachmentId)).toEqual([
        attachmentOf(moved),
    ]);
    await east.delete(one);
});

test("it stays at its gateway when the program names none any more", async () => {
    const made = await vpn.connection(east, device, await tgw.gateway(east));
    const { transitGatewayId, ...rest } = made.inputs;
    expect((await east.update(made, rest)).state.transitGatewayId).toBe(transitGatewayId);
});

test("it does not end at a transit gateway that is not there, or is in another region", async () => {
    const elsewhere = await tgw.gateway(east, { region: "eu-west-1" });
    for (const id of [ec2.nothing("tgw"), elsewhere.id]) {
        await expect(
            east.create(vpn.VPN_CONNECTION, { customerGatewayId: device.id, transitGatewayId: id, type: "ipsec.1" }),
        ).rejects.toThrow(
            "creating EC2 VPN Connection: api error InvalidTransitGatewayID.NotFound: Transit Gateway " +
                `${id} was deleted or does not exist.`,
        );
    }
});

test("large tunnels end at a transit gateway", async () => {
    const made = await vpn.connection(east, device, await tgw.gateway(east), { tunnelBandwidth: "large" });
    expect(made.state.tunnelBandwidth).toBe("large");
});

describe("at a VPN concentrator", () => {
    const concentrator = (hub: Deployed): Promise<Deployed> =>
        east.create(vpn.VPN_CONCENTRATOR, { transitGatewayId: hub.id, type: "ipsec.1" });
    const through = (to: Deployed, inputs: Props = {}): Promise<Deployed> =>
        east.create(vpn.VPN_CONNECTION, {
            customerGatewayId: device.id,
            type: "ipsec.1",
            vpnConcentratorId: to.id,
            ...inputs,
        });

    test("it has the ASN of the transit gateway, and no attachment of its own", async () => {
        const to = await concentrator(await tgw.gateway(east, { amazonSideAsn: 64_600 }));
        expect(to.id).toMatch(/^vcn-[0-9a-f]{17}$/);
        expect((await through(to)).state).toMatchObject({ transitGatewayAttachmentId: "", tunnel1BgpAsn: "64600" });
        expect(clouds.world.all(tgw.ASSOCIATION).map(({ props }) => props)).toEqual([
            expect.objectContaining({
                transitGatewayAttachmentId: attachmentOf(to),
                resourceId: to.id,
                resourceType: "vpn-concentrator",
            }),
        ]);
    });

    test("it keeps the concentrator, and that the transit gateway", async () => {
        const hub = await tgw.gateway(east);
        const to = await concentrator(hub);
        const connection = await through(to);
        await expect(east.delete(to)).rejects.toThrow("api error IncorrectState: The VPN concentrator is in use.");
        await expect(east.delete(hub)).rejects.toThrow(
            `api error IncorrectState: ${hub.id} has non-deleted VPN Concentrator Attachments: ${attachmentOf(to)}.`,
        );
        for (const one of [connection, to, hub]) await east.delete(one);
    });

    test.each<[string, (hub: Deployed) => Props]>([
        ["static routes", () => ({ staticRoutesOnly: true })],
        ["large tunnels", () => ({ tunnelBandwidth: "large" })],
        ["a transit gateway beside it", (hub) => ({ transitGatewayId: hub.id })],
    ])("it has no %s", async (_, inputs) => {
        const hub = await tgw.gateway(east);
        await expect(through(await concentrator(hub), inputs(hub))).rejects.toThrow(
            "creating EC2 VPN Connection: api error InvalidParameterCombination: ",
        );
    });
});
