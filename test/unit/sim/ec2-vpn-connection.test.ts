/**
 * aws.ec2.VpnConnection and VpnConnectionRoute. Expected values: EC2 API reference (VpnTunnelOptionsSpecification: bounds,
 * reserved inside ranges), Site-to-Site VPN user guide (quotas: 50 connections per Region, 10 per virtual private gateway;
 * large bandwidth tunnels), acceptance tests of the provider's resource (what a connection without options reads),
 * hashicorp/terraform#17631 (the second connection between two gateways is the first), "Error codes for the Amazon EC2 API".
 */
import { aws } from "../../../sim/aws";
import type { Props, Value } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as vpn from "../../support/ec2-vpn";
import { LOG_GROUP } from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";
import * as tgw from "../../support/transit-gateway";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

const creating = "creating EC2 VPN Connection: api error";
const ends = { customerGatewayId: "cgw-1", type: "ipsec.1" };
const check = (inputs: Props): Promise<string[]> => east.check(vpn.VPN_CONNECTION, { ...ends, ...inputs });

let [device, gateway] = [] as unknown as [Deployed, Deployed];

beforeEach(async () => {
    [device, gateway] = [await vpn.device(east), await vpn.vpnGateway(east)];
});

const make = (inputs: Props = {}): Promise<Deployed> => vpn.connection(east, device, gateway, inputs);

describe("what it reads", () => {
    test("an id, an arn, and what AWS assumes", async () => {
        const { id, state } = await make();
        expect(id).toMatch(/^vpn-[0-9a-f]{17}$/);
        expect(state).toMatchObject({
            arn: `arn:aws:ec2:us-east-1:111122223333:vpn-connection/${id}`,
            coreNetworkArn: "",
            enableAcceleration: false,
            localIpv4NetworkCidr: "0.0.0.0/0",
            outsideIpAddressType: "PublicIpv4",
            remoteIpv4NetworkCidr: "0.0.0.0/0",
            routes: [],
            staticRoutesOnly: false,
            transitGatewayAttachmentId: "",
            tunnel1BgpAsn: "64512",
            tunnel1BgpHoldtime: 30,
            tunnelBandwidth: "standard",
            tunnelInsideIpVersion: "ipv4",
        });
    });

    test("of options that are not given nothing, but that no log is written", async () => {
        const { state } = await make();
        expect(state.tunnel1LogOptions).toMatchObject({ cloudwatchLogOptions: { logEnabled: false } });
        expect(Object.keys(state)).not.toContain("tunnel1Phase1DhGroupNumbers");
        expect(Object.keys(state)).not.toContain("tunnel1DpdTimeoutAction");
    });

    test("two tunnels that are down", async () => {
        const { state } = await make();
        const telemetries = state.vgwTelemetries as Props[];
        expect(telemetries.map(({ outsideIpAddress }) => outsideIpAddress).sort()).toEqual(
            [state.tunnel1Address, state.tunnel2Address].sort(),
        );
        expect(telemetries.map(({ status }) => status)).toEqual(["DOWN", "DOWN"]);
    });

    test("no BGP session where routes are static", async () => {
        const { state } = await make({ staticRoutesOnly: true });
        expect(state).toMatchObject({ tunnel1BgpAsn: "", tunnel1BgpHoldtime: 0 });
        expect(state.customerGatewayConfiguration).not.toContain("<bgp>");
    });

    test("no ASN of AWS while it ends nowhere", async () => {
        const free = await east.create(vpn.VPN_CONNECTION, { customerGatewayId: device.id, type: "ipsec.1" });
        expect(free.state).toMatchObject({ tunnel1BgpAsn: "", transitGatewayAttachmentId: "" });
    });
});

describe("what the provider refuses", () => {
    test.each<[string, Value]>([
        ["DpdTimeoutAction", "hold"],
        ["DpdTimeoutSeconds", 29],
        ["InsideCidr", "169.254.0.0/30"],
        ["InsideCidr", "169.254.5.0/30"],
        ["InsideCidr", "169.254.169.252/30"],
        ["InsideCidr", "169.254.21.0/29"],
        ["InsideCidr", "169.254.21.1/30"],
        ["InsideCidr", "169.253.21.0/30"],
        ["Phase1LifetimeSeconds", 899],
        ["Phase1LifetimeSeconds", 28_801],
        ["Phase2LifetimeSeconds", 899],
        ["Phase2LifetimeSeconds", 3601],
        ["RekeyFuzzPercentage", 101],
        ["RekeyMarginTimeSeconds", 59],
        ["ReplayWindowSize", 63],
        ["ReplayWindowSize", 2049],
        ["StartupAction", "stop"],
    ])("%s %s", async (name, value) => {
        for (const tunnel of ["tunnel1", "tunnel2"]) {
            expect(await check({ [`${tunnel}${name}`]: value })).toEqual([
                expect.stringMatching(new RegExp(`^${tunnel}${name}: `)),
            ]);
        }
    });

    test.each<[string, string]>([
        ["IkeVersions", "ikev3"],
        ["Phase1EncryptionAlgorithms", "AES192"],
        ["Phase2EncryptionAlgorithms", "AES256-GCM"],
        ["Phase1IntegrityAlgorithms", "SHA2-224"],
        ["Phase2IntegrityAlgorithms", "MD5"],
    ])("%s of %s", async (name, value) => {
        expect(await check({ [`tunnel1${name}`]: [value] })).toEqual([
            expect.stringMatching(new RegExp(`^tunnel1${name}\\[0\\]: expected one of`)),
        ]);
    });

    test.each([
        ["too short", "Seven77"],
        ["too long", "x".repeat(65)],
        ["with a leading zero", "0123456789"],
        ["with a hyphen", "key-with-hyphen"],
        ["of base64", "a+b/c==d"],
    ])("a key %s, without showing it", async (_, key) => {
        const failures = await check({ tunnel2PresharedKey: key });
        expect(failures).toEqual([expect.stringMatching(/^tunnel2PresharedKey: /)]);
        expect(failures[0]).not.toContain(key);
    });

    test.each(["Eight888", `A${"b._9".repeat(15)}xyz`])("not the key %s", async (key) => {
        expect(await check({ tunnel1PresharedKey: key })).toEqual([]);
    });

    test("two gateways", async () => {
        expect(await check({ transitGatewayId: "tgw-1", vpnGatewayId: "vgw-1" })).toEqual([
            'transitGatewayId: Conflicting configuration arguments: "transitGatewayId": conflicts with vpnGatewayId',
        ]);
    });

    test("acceleration without a transit gateway", async () => {
        expect(await check({ enableAcceleration: true, vpnGatewayId: "vgw-1" })).toEqual([
            'enableAcceleration: "enableAcceleration": all of `enableAcceleration,transitGatewayId` must be specified',
        ]);
    });

    test("private addresses without what carries them", async () => {
        expect(await check({ outsideIpAddressType: "PrivateIpv4", transitGatewayId: "tgw-1" })).toEqual([
            "transportTransitGatewayAttachmentId: `transportTransitGatewayAttachmentId` must be provided if " +
                "`outsideIpAddressType` is `PrivateIpv4`",
        ]);
    });
});

describe("what AWS refuses", () => {
    test.each<[string, Props, string]>([
        ["Diffie-Hellman group 1", { tunnel1Phase1DhGroupNumbers: [1] }, "InvalidParameterValue: Value (1) for"],
        ["group 5 in phase 1", { tunnel2Phase1DhGroupNumbers: [5] }, "InvalidParameterValue: Value (5) for"],
        [
            "a rekey margin of more than half of phase 2",
            { tunnel1Phase2LifetimeSeconds: 900, tunnel1RekeyMarginTimeSeconds: 451 },
            "InvalidParameterValue: Value (451) for parameter RekeyMarginTimeSeconds is invalid: it can be up to 450.",
        ],
        [
            "one inside range for both tunnels",
            { tunnel1InsideCidr: "169.254.21.0/30", tunnel2InsideCidr: "169.254.21.0/30" },
            "InvalidParameterValue: The inside CIDR block 169.254.21.0/30 is already in use.",
        ],
        [
            "large tunnels at a virtual private gateway",
            { tunnelBandwidth: "large" },
            "InvalidParameterCombination: Large bandwidth tunnels are supported on a transit gateway or Cloud WAN only.",
        ],
    ])("%s", async (_, inputs, answer) => {
        await expect(make(inputs)).rejects.toThrow(`${creating} ${answer}`);
    });

    test("not group 5 in phase 2", async () => {
        expect((await make({ tunnel1Phase2DhGroupNumbers: [5] })).state.tunnel1Phase2DhGroupNumbers).toEqual([5]);
    });

    test("large tunnels with acceleration", async () => {
        const hub = await tgw.gateway(east);
        const inputs = { tunnelBandwidth: "large", enableAcceleration: true };
        await expect(vpn.connection(east, device, hub, inputs)).rejects.toThrow(
            `${creating} InvalidParameterCombination: Large bandwidth tunnels are not supported with acceleration.`,
        );
    });

    test("an inside range of another connection to the same virtual private gateway", async () => {
        await make(vpn.APART);
        const other = await vpn.device(east, 2);
        await expect(vpn.connection(east, other, gateway, vpn.APART)).rejects.toThrow(
            `${creating} InvalidParameterValue: The inside CIDR block 169.254.21.0/30 is already in use.`,
        );
    });

    test("not an inside range of another connection to the same transit gateway", async () => {
        const hub = await tgw.gateway(east);
        await vpn.connection(east, device, hub, vpn.APART);
        const second = await vpn.connection(east, await vpn.device(east, 2), hub, vpn.APART);
        expect(second.state.tunnel1InsideCidr).toBe("169.254.21.0/30");
    });

    test("the ASN of the gateway at the other end, unless routes are static", async () => {
        gateway = await vpn.vpnGateway(east, undefined, { amazonSideAsn: "65010" });
        await expect(make()).rejects.toThrow(`${creating} InvalidParameterValue: The ASN of the customer gateway`);
        expect((await make({ staticRoutesOnly: true })).id).toMatch(/^vpn-/);
    });

    test("the same when an option is changed", async () => {
        const made = await make();
        await expect(east.update(made, { ...made.inputs, tunnel1Phase1DhGroupNumbers: [1] })).rejects.toThrow(
            `updating EC2 VPN Connection (${made.id}): api error InvalidParameterValue`,
        );
    });
});

describe("logs", () => {
    const logTo = (group: Value, more: Props = {}): Props => ({
        tunnel1LogOptions: { cloudwatchLogOptions: { logEnabled: true, logGroupArn: group, ...more } },
    });

    test("go to a group that is there", async () => {
        const group = await east.create(LOG_GROUP, { name: "/vpn" });
        const { state } = await make(logTo(group.state.arn ?? null, { logOutputFormat: "text" }));
        expect(state.tunnel1LogOptions).toEqual({
            cloudwatchLogOptions: {
                bgpLogEnabled: false,
                logEnabled: true,
                logGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/vpn",
                logOutputFormat: "text",
            },
        });
    });

    test("are refused to a group that is not", async () => {
        const arn = "arn:aws:logs:us-east-1:111122223333:log-group:/none";
        await expect(make(logTo(arn))).rejects.toThrow(
            `${creating} InvalidParameterValue: The log group ${arn} does not exist.`,
        );
    });

    test("are refused to a group of another region", async () => {
        const group = await east.create(LOG_GROUP, { name: "/vpn", region: "eu-west-1" });
        await expect(make(logTo(group.state.arn ?? null))).rejects.toThrow(`${creating} InvalidParameterValue`);
    });

    test("of BGP need a group of their own", async () => {
        const group = await east.create(LOG_GROUP, { name: "/vpn" });
        await expect(make(logTo(group.state.arn ?? null, { bgpLogEnabled: true }))).rejects.toThrow(
            `${creating} InvalidParameterCombination: bgpLogGroupArn must be specified when bgpLogEnabled is true`,
        );
    });
});

describe("between the same two gateways", () => {
    test("a virtual private gateway has one, which answers a second request", async () => {
        const first = await make(vpn.APART);
        const second = await make();
        expect([second.id, second.state.tunnel1InsideCidr]).toEqual([first.id, "169.254.21.0/30"]);
    });

    test("a transit gateway has as many as there are", async () => {
        const hub = await tgw.gateway(east);
        const first = await vpn.connection(east, device, hub);
        expect((await vpn.connection(east, device, hub)).id).not.toBe(first.id);
    });
});

describe("quotas", () => {
    const others = async (): Promise<Deployed[]> => [await vpn.device(east, 2), await vpn.device(east, 3)];

    test("a region has so many", async () => {
        clouds.world.putSetting("quotas", { "vpn-connections-per-region": 1 });
        const [second] = await others();
        await make();
        await expect(vpn.connection(east, second!, await vpn.vpnGateway(east))).rejects.toThrow(
            `${creating} VpnConnectionLimitExceeded: `,
        );
    });

    test("a virtual private gateway has ten", async () => {
        for (let host = 1; host <= 10; host++) await vpn.connection(east, await vpn.device(east, host), gateway);
        await expect(vpn.connection(east, await vpn.device(east, 11), gateway)).rejects.toThrow(
            `${creating} VpnConnectionLimitExceeded: `,
        );
        expect((await vpn.connection(east, await vpn.device(east, 11), await vpn.vpnGateway(east))).id).toMatch(
            /^vpn-/,
        );
    });
});

describe("VpnConnectionRoute", () => {
    const route = (of: Deployed, destinationCidrBlock = "192.168.0.0/16"): Promise<Deployed> =>
        east.create(vpn.VPN_CONNECTION_ROUTE, { vpnConnectionId: of.id, destinationCidrBlock });

    test("is among the routes of its connection", async () => {
        const of = await make({ staticRoutesOnly: true });
        expect((await route(of)).id).toBe(`192.168.0.0/16:${of.id}`);
        const seen = (await east.read(of))!;
        expect(seen.state.routes).toEqual([
            { destinationCidrBlock: "192.168.0.0/16", source: "Static", state: "available" },
        ]);
        expect(await east.diff(seen, of.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("goes along with its connection", async () => {
        const of = await make({ staticRoutesOnly: true });
        const made = await route(of);
        await east.delete(of);
        expect(await east.read(made)).toBeUndefined();
    });

    test("is refused where BGP brings the routes", async () => {
        const of = await make();
        await expect(route(of)).rejects.toThrow(
            `creating EC2 VPN Connection Route: api error InvalidVpnConnection.InvalidType: The VPN connection ${of.id} ` +
                "does not support static routes.",
        );
    });

    test("is refused at a transit gateway, whose tables have such routes", async () => {
        const of = await vpn.connection(east, device, await tgw.gateway(east), { staticRoutesOnly: true });
        await expect(route(of)).rejects.toThrow("api error InvalidVpnConnection.InvalidType: ");
    });

    test("leads to an IPv4 prefix", async () => {
        const of = await make({ staticRoutesOnly: true });
        await expect(route(of, "2001:db8::/32")).rejects.toThrow("api error InvalidParameterValue: ");
    });
});
