/**
 * VPN connections to transit gateways. Expected values: VPC Transit Gateway guide (VPN attachments are made and deleted with
 * their connection, default route tables, routes of a deleted attachment), EC2 API reference (ModifyVpnConnection), message of
 * hashicorp/terraform-provider-aws#9497 (a gateway with a VPN attachment).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as dx from "../../support/direct-connect";
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

    /** Over an attachment that is there; of what kind it is does not come up. */
    const PRIVATELY = (): Props => ({
        outsideIpAddressType: "PrivateIpv4",
        transportTransitGatewayAttachmentId:
            clouds.world.all("aws:ec2transitgateway/vpnAttachment:VpnAttachment")[0]?.id ?? "",
    });

    test.each<[string, (hub: Deployed) => Props]>([
        ["static routes", () => ({ staticRoutesOnly: true })],
        ["large tunnels", () => ({ tunnelBandwidth: "large" })],
        ["private addresses", PRIVATELY],
        ["a transit gateway beside it", (hub) => ({ transitGatewayId: hub.id })],
    ])("it has no %s", async (_, inputs) => {
        const hub = await tgw.gateway(east);
        await expect(through(await concentrator(hub), inputs(hub))).rejects.toThrow(
            "creating EC2 VPN Connection: api error InvalidParameterCombination: ",
        );
    });

    // Site-to-Site VPN quotas: 100 remote sites per concentrator, 5 concentrators per transit gateway, 50 per Region.
    test("it is one of a hundred, or of as many as were granted", async () => {
        const to = await concentrator(await tgw.gateway(east));
        clouds.world.putSetting("quotas", { "vpn-connections-per-concentrator": 1 });
        await through(to);
        const other = await vpn.device(east, 2);
        await expect(through(to, { customerGatewayId: other.id })).rejects.toThrow(
            "creating EC2 VPN Connection: api error VpnConnectionLimitExceeded: The maximum number of VPN connections has been " +
                "reached.",
        );
    });

    test("of which a transit gateway has five", async () => {
        const hub = await tgw.gateway(east);
        for (const _ of [1, 2, 3, 4, 5]) await concentrator(hub);
        await concentrator(await tgw.gateway(east));
        await expect(concentrator(hub)).rejects.toThrow(
            "creating EC2 VPN Concentrator: api error VpnConcentratorLimitExceeded: The maximum number of VPN concentrators has " +
                "been reached.",
        );
    });
});

// Site-to-Site VPN user guide, "Private IP VPN with Direct Connect".
describe("over Direct Connect", () => {
    const OUTSIDE = { amazonSideAsn: 64_600, transitGatewayCidrBlocks: ["10.99.0.0/24"] };
    const attached = async (hub: Deployed, asn = "64700"): Promise<Deployed> => {
        const gateway = await east.create(dx.GATEWAY, { amazonSideAsn: asn, name: "dx" });
        const inputs = { dxGatewayId: gateway.id, associatedGatewayId: hub.id, allowedPrefixes: ["10.99.0.0/24"] };
        return east.create(dx.ASSOCIATION, inputs);
    };
    const privately = (to: Deployed, over: Deployed, from: Deployed, inputs: Props = {}): Promise<Deployed> =>
        vpn.connection(east, from, to, {
            outsideIpAddressType: "PrivateIpv4",
            transportTransitGatewayAttachmentId: attachmentOf(over),
            ...inputs,
        });
    const inside = (): Promise<Deployed> => vpn.device(east, 1, { ipAddress: "10.9.0.1" });

    test("its ends have private addresses, those of AWS out of the transit gateway's own block", async () => {
        const hub = await tgw.gateway(east, OUTSIDE);
        const { state } = await privately(hub, await attached(hub), await inside());
        expect(state.tunnel1Address).toMatch(/^10\.99\.0\.\d+$/);
        expect(state.tunnel2Address).toMatch(/^10\.99\.0\.\d+$/);
        expect(state.tunnel1Address).not.toBe(state.tunnel2Address);
        expect(attachmentOf({ state } as Deployed)).toMatch(/^tgw-attach-/);
    });

    test("the Direct Connect gateway is attached, and held by the connection", async () => {
        const hub = await tgw.gateway(east, OUTSIDE);
        const association = await attached(hub);
        const connection = await privately(hub, association, await inside());
        expect(clouds.world.all(tgw.ASSOCIATION).map(({ props }) => props.resourceType)).toEqual([
            "direct-connect-gateway",
            "vpn",
        ]);
        await expect(east.delete(association)).rejects.toThrow(
            `DirectConnectClientException: The VPN connection ${connection.id} uses the attachment.`,
        );
        await east.delete(connection);
        await east.delete(association);
        await east.delete(hub);
    });

    test.each<[string, () => Promise<Deployed>, string]>([
        [
            "a transit gateway without CIDR blocks",
            async () => {
                const hub = await tgw.gateway(east, { amazonSideAsn: 64_600 });
                return privately(hub, await attached(hub), await inside());
            },
            "InvalidParameterValue: The transit gateway tgw-",
        ],
        [
            "a device with a public address",
            async () => {
                const hub = await tgw.gateway(east, OUTSIDE);
                return privately(hub, await attached(hub), device);
            },
            "InvalidParameterValue: The customer gateway cgw-",
        ],
        [
            "the attachment of another transit gateway",
            async () => {
                const hub = await tgw.gateway(east, OUTSIDE);
                return privately(hub, await attached(await tgw.gateway(east)), await inside());
            },
            "InvalidTransitGatewayAttachmentID.NotFound: Transit Gateway Attachment tgw-attach-",
        ],
        [
            "an attachment that is not of Direct Connect",
            async () => {
                const hub = await tgw.gateway(east, OUTSIDE);
                return privately(hub, await vpn.connection(east, device, hub), await inside());
            },
            "InvalidParameterValue: The attachment tgw-attach-",
        ],
        [
            "acceleration",
            async () => {
                const hub = await tgw.gateway(east, OUTSIDE);
                return privately(hub, await attached(hub), await inside(), { enableAcceleration: true });
            },
            "InvalidParameterCombination: Private IP VPN connections do not support acceleration.",
        ],
        [
            "a virtual private gateway",
            async () => {
                const association = await attached(await tgw.gateway(east, OUTSIDE));
                return privately(await vpn.vpnGateway(east), association, await inside());
            },
            "InvalidParameterCombination: Private IP VPN connections are supported on a transit gateway only.",
        ],
    ])("it is refused with %s", async (_, make, answer) => {
        await expect(make()).rejects.toThrow(`creating EC2 VPN Connection: api error ${answer}`);
    });
});
