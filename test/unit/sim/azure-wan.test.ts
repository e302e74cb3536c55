/**
 * What Azure refuses and computes for virtual WANs. Sources: Virtual WAN documentation (hubs, sites, VPN gateways), VPN
 * Gateway FAQ (ASNs, custom BGP addresses), public reports of the error codes.
 */
import { azure } from "../../../sim/azure";
import type { Props } from "../../../sim/core/values";
import * as az from "../../support/azure";
import * as wan from "../../support/azure-wan-cases";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([azure]);
const client = clouds.client("azure-native");
const inWan = { id: az.idOf("virtualWans/wan") };

describe("a hub", () => {
    test("has no fewer addresses than a /24", async () => {
        await expect(wan.hub(client, { addressPrefix: "10.100.0.0/25" })).rejects.toThrow("is smaller than /24.");
    });

    test("keeps its addresses", async () => {
        const hub = await wan.hub(client);
        await expect(client.update(hub, { ...hub.inputs, addressPrefix: "10.101.0.0/23" })).rejects.toThrow(
            `The addressPrefix of virtual hub ${hub.id} cannot be changed.`,
        );
    });

    test("is waited for until it is there", async () => {
        const inputs = await wan.gatewayInputs(client);
        const hub = clouds.world.get(wan.HUB, az.PLACE, az.idOf("virtualHubs/hub"))!;
        clouds.world.put({ ...hub, busyUntil: Date.now() + 3_600_000 });
        await expect(client.create(wan.VPN_GATEWAY, inputs)).rejects.toThrow(
            'Code="ReferencedResourceNotProvisioned" ',
        );
    });

    test("stays while a network is connected with it", async () => {
        const hub = await wan.hub(client);
        const remoteVirtualNetwork = { id: (await wan.spoke(client)).id };
        await client.create(wan.HUB_CONNECTION, { ...az.IN_GROUP, virtualHubName: "hub", remoteVirtualNetwork });
        await expect(client.delete(hub)).rejects.toThrow('Code="CannotDeleteVirtualHubWhenItIsInUse" ');
    });
});

describe("a network of a hub", () => {
    const connect = (name: string, network: Deployed): Promise<Deployed> =>
        client.create(wan.HUB_CONNECTION, {
            ...az.IN_GROUP,
            virtualHubName: "hub",
            connectionName: name,
            remoteVirtualNetwork: { id: network.id },
        });

    test("overlaps neither with the hub nor with another network of it", async () => {
        await wan.hub(client);
        await connect("one", await wan.spoke(client));
        const [inside, twin] = [
            await wan.spoke(client, "in", "10.100.1.0/24"),
            await wan.spoke(client, "twin", "10.1.2.0/24"),
        ];
        await expect(connect("in", inside)).rejects.toThrow(`The address space 10.100.1.0/24 of ${inside.id} overlaps`);
        await expect(connect("twin", twin)).rejects.toThrow(`The address space 10.1.2.0/24 of ${twin.id} overlaps`);
    });

    test("has one hub", async () => {
        await wan.hub(client);
        await wan.hubOf(client, inWan, { virtualHubName: "north", addressPrefix: "10.101.0.0/23" });
        const network = await wan.spoke(client);
        const first = await connect("one", network);
        const remoteVirtualNetwork = { id: network.id };
        await expect(
            client.create(wan.HUB_CONNECTION, { ...az.IN_GROUP, virtualHubName: "north", remoteVirtualNetwork }),
        ).rejects.toThrow(`Virtual network ${network.id} is connected with a hub already, by ${first.id}.`);
    });
});

describe("a VPN gateway", () => {
    const gatewayWith = async (inputs: Props): Promise<Deployed> =>
        client.create(wan.VPN_GATEWAY, { ...(await wan.gatewayInputs(client)), ...inputs });

    test("has Azure's own ASN and two instances with an address in the hub each", async () => {
        const { bgpSettings } = (await gatewayWith({})).state;
        expect(bgpSettings).toMatchObject({
            asn: 65515,
            bgpPeeringAddresses: [{ ipconfigurationId: "Instance0" }, { ipconfigurationId: "Instance1" }],
        });
    });

    test("cannot have another ASN", async () => {
        await expect(gatewayWith({ bgpSettings: { asn: 65010 } })).rejects.toThrow(
            "in a virtual hub is 65515 and cannot be changed.",
        );
    });

    test("is the only one of its hub", async () => {
        const { inputs } = await gatewayWith({});
        await expect(client.create(wan.VPN_GATEWAY, { ...inputs, gatewayName: "again" })).rejects.toThrow(
            `Virtual hub ${az.idOf("virtualHubs/hub")} has a VPN gateway already, ${az.idOf("vpnGateways/vpn")}.`,
        );
    });

    test("is where its hub is", async () => {
        await expect(gatewayWith({ location: "northeurope" })).rejects.toThrow('Code="InvalidResourceReference" ');
    });
});

describe("a site", () => {
    const siteWith = async (inputs: Props): Promise<Deployed> => {
        await wan.wan(client);
        return wan.site(client, inWan, inputs);
    };

    test.each([
        [{ vpnSiteLinks: [] }, "has 0 links; Azure allows 1 to 4."],
        [{ vpnSiteLinks: [{ ...wan.LINK, fqdn: "plant.example.com" }] }, "must have either an ipAddress or an fqdn."],
        [{ vpnSiteLinks: [wan.LINK, wan.LINK] }, "must have different names."],
        [
            { vpnSiteLinks: [{ name: "fibre", ipAddress: "203.0.113.7" }] },
            "needs an address space, or BGP on each of its links.",
        ],
        [
            { vpnSiteLinks: [{ ...wan.LINK, bgpProperties: { asn: 65515, bgpPeeringAddress: "169.254.21.1" } }] },
            "ASN 65515 of link fibre",
        ],
    ])("with %j is refused", async (inputs, message) => {
        await expect(siteWith(inputs)).rejects.toThrow(message);
    });
});

describe("a connection with a site", () => {
    const linkWith = async (change: Props): Promise<Deployed> => {
        const inputs = await wan.connectionInputs(client);
        const [link] = inputs.vpnLinkConnections as Props[];
        return client.create(wan.VPN_CONNECTION, { ...inputs, vpnLinkConnections: [{ ...link!, ...change }] });
    };

    test.each([
        [{ vpnSiteLink: { id: az.idOf("vpnSites/plant/vpnSiteLinks/radio") } }, "is not a link of VPN site"],
        [{ enableBgp: false }, "has no BGP, and VPN site"],
        [{ ipsecPolicies: [{ ...az.STRONG, ipsecIntegrity: "SHA256" }] }, "must be the same GCMAES algorithm."],
        [
            { vpnGatewayCustomBgpAddresses: [{ ipConfigurationId: "Instance0", customBgpIpAddress: "169.254.21.2" }] },
            "Instance1 is missing.",
        ],
    ])("over a link with %j is refused", async (change, message) => {
        await expect(linkWith(change)).rejects.toThrow(message);
    });

    test("is the only one of the gateway", async () => {
        const inputs = await wan.connectionInputs(client);
        const first = await client.create(wan.VPN_CONNECTION, inputs);
        await expect(client.create(wan.VPN_CONNECTION, { ...inputs, connectionName: "again" })).rejects.toThrow(
            `The gateway is connected with VPN site ${az.idOf("vpnSites/plant")} already, by ${first.id}.`,
        );
    });
});
