/**
 * gcp.compute.HaVpnGateway, ExternalVpnGateway and Router. Expected values: Compute Engine REST reference (vpnGateways,
 * externalVpnGateways, routers), Cloud VPN and Cloud Router documentation; the text about ASNs is the API's
 * (cloud-foundation-fabric#3800).
 */
import { gcp } from "../../../sim/gcp";
import type { Props } from "../../../sim/core/values";
import * as g from "../../support/gcp";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([gcp]);
const client = clouds.client("gcp", g.CONFIG);

const refused = (noun: string, field: string, value: string | number, why: string): string =>
    `creating ${noun}: googleapi: Error 400: Invalid value for field 'resource.${field}': '${value}'. ${why}, invalid`;

const addressesOf = (gateway: Deployed): string[] =>
    (gateway.state.vpnInterfaces as Props[]).map((one) => one.ipAddress as string);

describe("an HA VPN gateway", () => {
    test("has two interfaces, 0 and 1, with addresses of their own", async () => {
        const net = await g.network(client);
        const gateways = [await g.gateway(client, net), await g.gateway(client, net, { name: "second" })];
        expect(gateways[0]?.state.vpnInterfaces).toMatchObject([{ id: 0 }, { id: 1 }]);
        expect(new Set(gateways.flatMap(addressesOf)).size).toBe(4);
    });

    test("is told no addresses", async () => {
        const net = await g.network(client);
        const vpnInterfaces = [{ id: 0, ipAddress: "35.242.1.1" }];
        await expect(g.gateway(client, net, { vpnInterfaces })).rejects.toThrow('Invalid or unknown key "ipAddress"');
    });
});

describe("an external VPN gateway", () => {
    const make = (redundancyType: string, addresses: string[], ids = addresses.map((_, i) => i)): Promise<Deployed> =>
        client.create(g.EXTERNAL, {
            name: "onprem",
            redundancyType,
            interfaces: addresses.map((ipAddress, i) => ({ id: ids[i] ?? 0, ipAddress })),
        });
    const four = ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"];

    test.each([
        ["SINGLE_IP_INTERNALLY_REDUNDANT", 1],
        ["TWO_IPS_REDUNDANCY", 2],
        ["FOUR_IPS_REDUNDANCY", 4],
    ])("of %s has %d interfaces", async (type, count) => {
        const made = await make(type, four.slice(0, count));
        expect(made.state.redundancyType).toBe(type);
        await client.delete(made);
        await expect(make(type, four.slice(0, 3))).rejects.toThrow(
            refused(
                "ExternalVpnGateway",
                "interfaces",
                "",
                `An external VPN gateway of redundancy type ${type} has ${count} interfaces, not 3.`,
            ),
        );
    });

    test("numbers its interfaces from 0", async () => {
        await expect(make("TWO_IPS_REDUNDANCY", four.slice(0, 2), [1, 2])).rejects.toThrow(
            refused(
                "ExternalVpnGateway",
                "interfaces[1].id",
                2,
                "The ids of TWO_IPS_REDUNDANCY are 0 to 1, each of them once.",
            ),
        );
    });

    test.each(["10.0.0.1", "169.254.1.1", "100.64.0.1"])("does not have the private address %s", async (address) => {
        const why = "The address may not be in a private or reserved IP range.";
        await expect(make("SINGLE_IP_INTERNALLY_REDUNDANT", [address])).rejects.toThrow(
            refused("ExternalVpnGateway", "interfaces[0].ipAddress", address, why),
        );
    });

    test("does not have an address of Compute Engine: a gateway's, or a static one", async () => {
        const [taken = ""] = addressesOf(await g.gateway(client, await g.network(client)));
        const fixed = (await client.create(g.ADDRESS, { name: "fixed" })).state.address as string;
        const why = "The address may not be an IP address from Google Compute Engine.";
        for (const address of [taken, fixed]) {
            await expect(make("SINGLE_IP_INTERNALLY_REDUNDANT", [address])).rejects.toThrow(
                refused("ExternalVpnGateway", "interfaces[0].ipAddress", address, why),
            );
        }
    });

    test("needs to say how redundant it is", async () => {
        await expect(client.create(g.EXTERNAL, { name: "onprem" })).rejects.toThrow(
            "Error 400: Required field 'resource.redundancyType' not specified, required",
        );
    });
});

describe("a Cloud Router", () => {
    let net: Deployed;
    beforeEach(async () => {
        net = await g.network(client);
    });
    const make = (bgp: Props, more: Props = {}): Promise<Deployed> => g.router(client, net, { bgp, ...more });

    test.each([64_512, 65_534, 4_200_000_000, 4_294_967_294, 16_550])("has the ASN %d", async (asn) => {
        expect((await make({ asn })).state.bgp).toMatchObject({ asn, keepaliveInterval: 20 });
    });

    test.each([64_511, 65_535, 65_000_000, 4_294_967_295, 0])("does not have the ASN %d", async (asn) => {
        expect(await client.check(g.ROUTER, { name: "router", network: net.id, bgp: { asn } })).toEqual([
            expect.stringMatching(/^bgp\.asn: expected "asn" to be a RFC6996-compliant Local ASN:/),
        ]);
    });

    test.each([19, 61])("does not send keepalives every %d seconds", async (keepaliveInterval) => {
        await expect(make({ asn: 64_512, keepaliveInterval })).rejects.toThrow(
            refused("Router", "bgp.keepaliveInterval", keepaliveInterval, "The value must be between 20 and 60."),
        );
    });

    test("announces what it is told to in custom mode only", async () => {
        const ranges = { advertisedIpRanges: [{ range: "10.0.0.0/8" }] };
        await expect(make({ asn: 64_512, ...ranges })).rejects.toThrow(
            refused("Router", "bgp.advertisedIpRanges", "", "It can only be populated if advertiseMode is CUSTOM."),
        );
        const custom = { asn: 64_512, advertiseMode: "CUSTOM", advertisedGroups: ["ALL_SUBNETS"], ...ranges };
        expect((await make(custom)).state.bgp).toMatchObject(custom);
    });

    test("no longer announces what it is no longer told to", async () => {
        const made = await make({ asn: 64_512, advertiseMode: "CUSTOM", advertisedGroups: ["ALL_SUBNETS"] });
        expect(await client.diff(made, { ...made.inputs, bgp: { asn: 64_512, advertiseMode: "CUSTOM" } })).toEqual({
            changed: ["bgp"],
            replaces: [],
        });
    });

    test("does not have the ASN of a peer of another router in its region and network", async () => {
        const site = { net, gateway: await g.gateway(client, net), router: await make({ asn: 64_514 }) };
        const external = await g.external(client, ["203.0.113.1", "203.0.113.2"]);
        const tunnel = await g.tunnel(client, { ...site, external });
        await g.peer(client, await g.routerInterface(client, tunnel), { peerAsn: 64_600 });
        await expect(make({ asn: 64_600 }, { name: "other" })).rejects.toThrow(
            refused(
                "Router",
                "bgp.asn",
                64_600,
                "Local ASN conflicts with peer ASN specified by a router in the same region and network: router.",
            ),
        );
        await make({ asn: 64_600 }, { name: "other", region: "us-west1" });
        await g.router(client, await g.network(client, "second"), { name: "third", bgp: { asn: 64_600 } });
    });

    // Cloud Router documentation, "Quotas and limits".
    test("is one of at most five in a region of a network", async () => {
        for (const n of [1, 2, 3, 4, 5]) await make({ asn: 64_512 }, { name: `router-${n}` });
        await expect(make({ asn: 64_512 }, { name: "sixth" })).rejects.toThrow("googleapi: Error 403: Quota");
        await make({ asn: 64_512 }, { name: "sixth", region: "us-west1" });
    });
});
