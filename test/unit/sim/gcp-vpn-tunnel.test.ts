/**
 * gcp.compute.VPNTunnel. Expected values: Cloud VPN documentation ("Supported IKE ciphers" of 2026-04-10, "HA VPN topologies"),
 * Compute Engine REST reference (vpnTunnels), Terraform Google provider (arguments, validation of the peer's address); the
 * texts of two refusals are the API's (terraform-google-vpn#202, terraform-provider-google#16619).
 */
import { gcp } from "../../../sim/gcp";
import type { Props } from "../../../sim/core/values";
import * as g from "../../support/gcp";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([gcp]);
const client = clouds.client("gcp", g.CONFIG);
let site: g.Ends;

beforeEach(async () => {
    site = await g.ends(client);
});

const refused = (field: string, value: string | number, why: string): string =>
    `creating VpnTunnel: googleapi: Error 400: Invalid value for field 'resource.${field}': '${value}'. ${why}, invalid`;

const make = (more: Props = {}, number = 0): Promise<Deployed> => g.tunnel(client, site, number, more);

describe("its ends", () => {
    test("are an interface of either gateway; the peer's address is known at once", async () => {
        expect((await make({}, 1)).state).toMatchObject({
            peerIp: "203.0.113.2",
            ikeVersion: 2,
            localTrafficSelectors: ["0.0.0.0/0"],
            remoteTrafficSelectors: ["0.0.0.0/0"],
        });
    });

    test.each([
        ["vpnGatewayInterface", 2, "The VPN gateway has the interfaces 0 and 1."],
        ["peerExternalGatewayInterface", 2, "The external VPN gateway has no such interface."],
    ])("are such as there are: %s %d", async (property, number, why) => {
        await expect(make({ [property]: number })).rejects.toThrow(refused(property, number, why));
    });

    test.each(["vpnGateway", "vpnGatewayInterface", "peerExternalGateway", "peerExternalGatewayInterface", "router"])(
        "are named whole: %s",
        async (property) => {
            await expect(make({ [property]: null })).rejects.toThrow(
                `googleapi: Error 400: Required field 'resource.${property}' not specified, required`,
            );
        },
    );

    test("have one tunnel between them", async () => {
        await make();
        await expect(make({ name: "again" })).rejects.toThrow(
            refused(
                "peerExternalGatewayInterface",
                0,
                "A tunnel with same peer external VPN gateway interface and VPN gateway interface already exists: tunnel-0.",
            ),
        );
    });

    test("have one tunnel between them by whatever gateway the peer's address is known", async () => {
        await make();
        const alias = await g.external(client, ["203.0.113.1"], { name: "alias" });
        await expect(make({ name: "again", peerExternalGateway: alias.id })).rejects.toThrow(
            "and VPN gateway interface already exists: tunnel-0.",
        );
    });

    test("may each have a tunnel to both interfaces of the peer", async () => {
        for (const [own, theirs] of [
            [0, 0],
            [0, 1],
            [1, 0],
            [1, 1],
        ] as const) {
            await make({
                name: `tunnel-${own}-${theirs}`,
                vpnGatewayInterface: own,
                peerExternalGatewayInterface: theirs,
            });
        }
        expect(clouds.world.all(g.TUNNEL)).toHaveLength(4);
    });

    test("lie in the network and the region of the router", async () => {
        const other = await g.router(client, await g.network(client, "other"), { name: "foreign" });
        const away = await g.router(client, site.net, { name: "away", region: "us-west1" });
        await expect(make({ router: other.id })).rejects.toThrow(
            refused("router", `${g.API}${other.id}`, "The router is in another network than the VPN gateway."),
        );
        await expect(make({ router: away.id })).rejects.toThrow(
            refused("router", `${g.API}${away.id}`, "The router is in another region than the tunnel."),
        );
        await expect(make({ region: "us-west1", router: away.id })).rejects.toThrow(
            refused(
                "vpnGateway",
                `${g.API}${site.gateway.id}`,
                "The VPN gateway is in another region than the tunnel.",
            ),
        );
    });

    test("may be two HA VPN gateways, joined at interfaces of one number", async () => {
        const other = await g.gateway(client, await g.network(client, "other"), { name: "other" });
        const made = await make(
            { peerExternalGateway: null, peerExternalGatewayInterface: null, peerGcpGateway: other.id },
            1,
        );
        expect(made.state.peerIp).toBe((other.state.vpnInterfaces as Props[])[1]?.ipAddress);
    });

    test("are an external gateway or one of Google's, not both", async () => {
        const failures = await client.check(g.TUNNEL, g.tunnelOf(site, 0, { peerGcpGateway: "other" }));
        expect(failures).toEqual([
            'peerExternalGateway: Conflicting configuration arguments: "peerExternalGateway": conflicts with peerGcpGateway',
        ]);
    });

    test.each(["10.0.0.1", "203.0.113.9", "169.254.1.1"])("do not have the address %s", async (peerIp) => {
        expect(await client.check(g.TUNNEL, g.tunnelOf(site, 0, { peerIp }))).toEqual([
            expect.stringMatching(/^peerIp: address is invalid \(is in .*, conflicting with RFC5735\)$/),
        ]);
    });
});

describe("its ciphers", () => {
    const gcm = { encryptions: ["AES-GCM-16-256"] };
    const whole = {
        phase1: { ...gcm, prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
        phase2: { ...gcm, pfs: ["Group-20"] },
    };
    const suite = (phase1: Props, phase2: Props = {}): Props => ({ cipherSuite: { phase1, phase2 } });

    test("are those that are pinned", async () => {
        expect((await make({ cipherSuite: whole })).state.cipherSuite).toEqual(whole);
    });

    // The documentation: values are case-sensitive.
    test.each<[string, string, Props]>([
        ["cipherSuite.phase1.encryption", "aes-gcm-16-256", suite({ encryptions: ["aes-gcm-16-256"] })],
        ["cipherSuite.phase1.integrity", "HMAC-SHA2-256", suite({ integrities: ["HMAC-SHA2-256"] })],
        ["cipherSuite.phase1.prf", "HMAC-SHA2-256-128", suite({ prves: ["HMAC-SHA2-256-128"] })],
        ["cipherSuite.phase1.dh", "Group-24", suite({ dhs: ["Group-24"] })],
        ["cipherSuite.phase2.integrity", "HMAC-SHA2-384-192", suite({}, { integrities: ["HMAC-SHA2-384-192"] })],
        ["cipherSuite.phase2.pfs", "group-20", suite({}, { pfs: ["group-20"] })],
    ])("are Google's: %s is not %s", async (field, value, inputs) => {
        await expect(make(inputs)).rejects.toThrow(`Invalid value for field 'resource.${field}': '${value}'.`);
    });

    test.each<[string, Props]>([
        ["phase1", suite({ ...gcm, integrities: ["HMAC-SHA2-256-128"] })],
        ["phase2", suite({}, { ...gcm, integrities: ["HMAC-SHA2-256-128"] })],
    ])("go without integrity in %s when they are AEAD", async (phase, inputs) => {
        const why = "Integrity cannot be specified when only AEAD algorithms are used for encryption.";
        await expect(make(inputs)).rejects.toThrow(refused(`cipherSuite.${phase}.integrity`, "HMAC-SHA2-256-128", why));
    });

    test("have perfect forward secrecy always", async () => {
        await expect(make(suite({}, { ...gcm, pfs: [] }))).rejects.toThrow(
            refused("cipherSuite.phase2.pfs", "", "Perfect forward secrecy cannot be switched off."),
        );
    });

    test("are chosen with IKEv2 only", async () => {
        await expect(make({ cipherSuite: whole, ikeVersion: 1 })).rejects.toThrow(
            refused("cipherSuite", "", "Cipher options can be set for tunnels that use IKEv2 only."),
        );
        await expect(make({ ikeVersion: 3 })).rejects.toThrow(refused("ikeVersion", 3, "The value must be 1 or 2."));
    });

    test("cannot be changed in place", async () => {
        const made = await make({ cipherSuite: whole });
        const other = { ...whole, phase2: { ...gcm, pfs: ["Group-21"] } };
        expect((await client.diff(made, { ...made.inputs, cipherSuite: other })).replaces).toEqual(["cipherSuite"]);
        expect((await client.diff(made, { ...made.inputs, cipherSuite: null })).replaces).toEqual(["cipherSuite"]);
    });
});

describe("its shared secret", () => {
    test("is given in one of two ways", async () => {
        const { sharedSecret, ...rest } = g.tunnelOf(site, 0);
        expect(await client.check(g.TUNNEL, rest)).toEqual([
            ": Invalid combination of arguments: one of `sharedSecret,sharedSecretWo` must be specified",
        ]);
        expect(
            await client.check(g.TUNNEL, {
                ...rest,
                sharedSecret: sharedSecret ?? null,
                sharedSecretWo: "x",
                sharedSecretWoVersion: "1",
            }),
        ).toEqual([expect.stringContaining("only one of `sharedSecret,sharedSecretWo` can be specified")]);
    });

    test("leaves no trace in the state when it is write-only, and is replaced by its version", async () => {
        const { sharedSecret, ...rest } = g.tunnelOf(site, 0);
        const made = await client.create(g.TUNNEL, {
            ...rest,
            sharedSecretWo: sharedSecret ?? null,
            sharedSecretWoVersion: "1",
        });
        expect(JSON.stringify(made.state)).not.toContain("battery");
        expect(await client.diff(made, { ...made.inputs, sharedSecretWo: "another" })).toEqual(g.UNCHANGED);
        expect((await client.diff(made, { ...made.inputs, sharedSecretWoVersion: "2" })).replaces).toEqual([
            "sharedSecretWoVersion",
        ]);
    });

    test("goes with a version when it is write-only", async () => {
        const { sharedSecret, ...rest } = g.tunnelOf(site, 0);
        expect(await client.check(g.TUNNEL, { ...rest, sharedSecretWo: sharedSecret ?? null })).toEqual([
            'sharedSecretWo: Missing required argument: "sharedSecretWo": all of `sharedSecretWoVersion` must be specified',
        ]);
    });

    test("is never read back: a change behind Pulumi's back is not seen", async () => {
        const made = await make();
        const object = clouds.world.all(g.TUNNEL)[0]!;
        clouds.world.put({ ...object, props: { ...object.props, sharedSecret: "changed" } });
        expect((await client.read(made))?.state).toEqual(made.state);
    });
});

test("a tunnel with dynamic routing selects all traffic", async () => {
    await expect(make({ localTrafficSelectors: ["10.0.0.0/8"] })).rejects.toThrow(
        refused("localTrafficSelector", "10.0.0.0/8", "A tunnel with dynamic routing selects 0.0.0.0/0 only."),
    );
});
