/**
 * The tunnels of aws.ec2.VpnConnection. Expected values: EC2 API reference (VpnTunnelOptionsSpecification), Site-to-Site VPN
 * user guide (inside addresses: AWS has the first, the device the second), the provider's test of how it tells tunnels apart
 * (by pre-shared key, else by inside range), hashicorp/terraform-provider-aws#5809 (tunnels whose values are those of the
 * other), the SDK (what is a secret).
 */
import { aws } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as vpn from "../../support/ec2-vpn";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([aws]);
const east = clouds.client("aws", { region: "us-east-1" });

let [device, gateway] = [] as unknown as [Deployed, Deployed];

beforeEach(async () => {
    [device, gateway] = [await vpn.device(east), await vpn.vpnGateway(east)];
});

const make = (inputs: Props = {}): Promise<Deployed> => vpn.connection(east, device, gateway, inputs);

/** Ranges of their own, and one key for both. */
const ALIKE: Props = { ...vpn.APART, tunnel1PresharedKey: "One.key_for_both", tunnel2PresharedKey: "One.key_for_both" };
const without = (name: string): Props => Object.fromEntries(Object.entries(vpn.APART).filter(([key]) => key !== name));

const insideOf = ({ state }: Deployed): unknown[] => [
    state.tunnel1VgwInsideAddress,
    state.tunnel1CgwInsideAddress,
    state.tunnel2VgwInsideAddress,
    state.tunnel2CgwInsideAddress,
];
const STRAIGHT = ["169.254.21.1", "169.254.21.2", "169.254.22.1", "169.254.22.2"];
const CROSSED = ["169.254.22.1", "169.254.22.2", "169.254.21.1", "169.254.21.2"];

/** Key and inside address of each tunnel, in the order of the configuration. */
const configured = ({ state }: Deployed): string[][] =>
    (state.customerGatewayConfiguration as string)
        .split("<ipsec_tunnel>")
        .slice(1)
        .map((xml) => [
            /<pre_shared_key>(.*)<\/pre_shared_key>/.exec(xml)?.[1] ?? "",
            /<vpn_gateway>[^]*<tunnel_inside_address>\s*<ip_address>([^<]*)</.exec(xml)?.[1] ?? "",
        ]);

describe("the addresses of the tunnels", () => {
    test("are told apart by their keys", async () => expect(insideOf(await make(vpn.APART))).toEqual(STRAIGHT));

    test("are told apart by their inside ranges where AWS makes up the first key", async () => {
        expect(insideOf(await make(without("tunnel1PresharedKey")))).toEqual(STRAIGHT);
    });

    test("are told apart though AWS makes up everything", async () => {
        const { state } = await make();
        const network = (state.tunnel1InsideCidr as string).replace(/\.\d+\/30$/, ".");
        expect((state.tunnel1VgwInsideAddress as string).startsWith(network)).toBe(true);
    });

    test("are those of the other tunnel where both have one key", async () => {
        const made = await make(ALIKE);
        expect(made.state.tunnel1InsideCidr).toBe("169.254.21.0/30");
        expect(insideOf(made)).toEqual(CROSSED);
    });

    test("stay those of the other, and so a key that is changed goes to the wrong one", async () => {
        const made = await make(ALIKE);
        const updated = await east.update(made, { ...made.inputs, tunnel2PresharedKey: "Second.key_of_the_tunnel" });
        expect(insideOf(updated)).toEqual(CROSSED);
        expect(configured(updated)).toContainEqual(["Second.key_of_the_tunnel", "169.254.21.1"]);
    });

    test("differ from one another, and from those of other connections", async () => {
        const two = [await make(), await vpn.connection(east, await vpn.device(east, 2), gateway)];
        const addresses = two.flatMap(({ state }) => [state.tunnel1Address, state.tunnel2Address]);
        expect(new Set(addresses).size).toBe(4);
    });
});

describe("options that are changed", () => {
    test("are those of the tunnel that is named", async () => {
        const made = await make(vpn.APART);
        const updated = await east.update(made, { ...made.inputs, tunnel1StartupAction: "start" });
        expect([updated.state.tunnel1StartupAction, updated.state.tunnel2StartupAction]).toEqual(["start", undefined]);
    });

    test("are those of the other tunnel where both have one key, and the difference stays", async () => {
        const made = await make(ALIKE);
        const wanted = { ...made.inputs, tunnel1StartupAction: "start" };
        const updated = await east.update(made, wanted);
        expect([updated.state.tunnel1StartupAction, updated.state.tunnel2StartupAction]).toEqual([undefined, "start"]);
        expect((await east.diff(updated, wanted)).changed).toEqual(["tunnel1StartupAction", "tunnel2StartupAction"]);
    });

    test("are gone when the program does not name them any more", async () => {
        const made = await make({ tunnel1DpdTimeoutSeconds: 45 });
        const { tunnel1DpdTimeoutSeconds: _, ...rest } = made.inputs;
        expect((await east.update(made, rest)).state.tunnel1DpdTimeoutSeconds).toBeUndefined();
    });
});

describe("keys", () => {
    test("are made up by AWS, of its alphabet, where none is given", async () => {
        const { state } = await make();
        for (const key of [state.tunnel1PresharedKey, state.tunnel2PresharedKey]) {
            expect(key).toMatch(/^[A-Za-z1-9][A-Za-z0-9._]{31}$/);
        }
        expect(state.tunnel1PresharedKey).not.toBe(state.tunnel2PresharedKey);
    });

    test("stay as they are when the program names none", async () => {
        const made = await make();
        const updated = await east.update(made, { ...made.inputs, tags: { Name: "x" } });
        expect(updated.state.tunnel1PresharedKey).toBe(made.state.tunnel1PresharedKey);
    });

    test("are changed in place, one tunnel at a time", async () => {
        const made = await make(vpn.APART);
        const wanted = { ...made.inputs, tunnel2PresharedKey: "Rotated.second_key" };
        expect(await east.diff(made, wanted)).toEqual({ changed: ["tunnel2PresharedKey"], replaces: [] });
        const updated = await east.update(made, wanted);
        expect(insideOf(updated)).toEqual(STRAIGHT);
        expect(configured(updated)).toEqual([
            ["Rotated.second_key", "169.254.22.1"],
            ["First.key_of_the_tunnel", "169.254.21.1"],
        ]);
    });

    test("and the configuration that holds them are secrets", () => {
        const { properties } = aws.types.find(({ token }) => token === vpn.VPN_CONNECTION)!;
        const secrets = Object.keys(properties).filter((name) => properties[name]?.secret === true);
        expect(secrets.sort()).toEqual(["customerGatewayConfiguration", "tunnel1PresharedKey", "tunnel2PresharedKey"]);
    });
});

describe("inside ranges", () => {
    test("are made up in AWS's range where none is given, and never one that is reserved", async () => {
        const { state } = await make();
        for (const cidr of [state.tunnel1InsideCidr, state.tunnel2InsideCidr]) {
            expect(cidr).toMatch(/^169\.254\.\d+\.\d+\/30$/);
            expect(await east.check(vpn.VPN_CONNECTION, { ...made(cidr) })).toEqual([]);
        }
    });

    test("replace the connection when they are changed", async () => {
        const one = await make(vpn.APART);
        expect(await east.diff(one, { ...one.inputs, tunnel1InsideCidr: "169.254.23.0/30" })).toEqual({
            changed: ["tunnel1InsideCidr"],
            replaces: ["tunnel1InsideCidr"],
        });
    });
});

const made = (cidr: unknown): Props => ({
    customerGatewayId: "cgw-1",
    type: "ipsec.1",
    tunnel1InsideCidr: cidr as string,
});

test("an import tells the tunnels apart", async () => {
    const one = await make(vpn.APART);
    expect(insideOf((await east.import(vpn.VPN_CONNECTION, one.id))!)).toEqual(STRAIGHT);
});

test("the configuration is XML of the connection, with both tunnels", async () => {
    const one = await make(vpn.APART);
    const xml = one.state.customerGatewayConfiguration as string;
    expect(xml).toContain(`<vpn_connection id="${one.id}">`);
    expect(xml).toContain("<asn>65010</asn>");
    expect(configured(one)).toHaveLength(2);
});

describe("with a certificate", () => {
    const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-aaaa-bbbb-cccc-ddddeeeeffff";
    const RANGES: Props = { tunnel1InsideCidr: "169.254.21.0/30", tunnel2InsideCidr: "169.254.22.0/30" };
    const certified = async (inputs: Props = {}): Promise<Deployed> =>
        vpn.connection(east, await vpn.device(east, 3, { certificateArn: CERTIFICATE }), gateway, {
            ...RANGES,
            ...inputs,
        });

    // Customer gateway options: an address is not required with a private certificate.
    test("a device needs no address, and without one it does", async () => {
        const { state } = await east.create(vpn.CUSTOMER_GATEWAY, { type: "ipsec.1", certificateArn: CERTIFICATE });
        expect(state.certificateArn).toBe(CERTIFICATE);
        await expect(east.create(vpn.CUSTOMER_GATEWAY, { type: "ipsec.1" })).rejects.toThrow(/MissingParameter/);
    });

    // Terraform AWS provider, verify.ValidARN.
    test("only an ARN names it", async () => {
        await expect(vpn.device(east, 3, { certificateArn: "plant" })).rejects.toThrow(
            '"certificate_arn" (plant) is an invalid ARN: arn: invalid prefix or not enough sections',
        );
    });

    test("no tunnel has a key, and each end of AWS has a certificate", async () => {
        const { state } = await certified();
        expect([state.tunnel1PresharedKey, state.tunnel2PresharedKey]).toEqual(["", ""]);
        expect(state.customerGatewayConfiguration).not.toContain("pre_shared_key");
        const ends = (state.vgwTelemetries as Props[]).map(({ certificateArn }) => certificateArn);
        expect(new Set(ends.filter((end) => /^arn:aws:acm:us-east-1:/.test(end as string))).size).toBe(2);
    });

    test("the tunnels are told apart by their inside ranges", async () => {
        expect(insideOf(await certified())).toEqual(STRAIGHT);
    });

    test("a key besides is refused by name", async () => {
        await expect(certified({ tunnel1PresharedKey: "One.key_for_both" })).rejects.toThrow(
            "a pre-shared key beside a certificate is not modelled",
        );
    });
});
