/**
 * What Azure refuses and computes for VPN gateways and their connections. Sources: VPN Gateway documentation (FAQ, SKUs, BGP,
 * highly available connections, cryptographic requirements), public reports of the error codes.
 */
import { azure } from "../../../sim/azure";
import type { Props } from "../../../sim/core/values";
import * as az from "../../support/azure";
import { useClouds } from "../../support/sim-client";

const clouds = useClouds([azure]);
const client = clouds.client("azure-native");

const configuration = (name: string): string => az.idOf(`virtualNetworkGateways/gw/ipConfigurations/${name}`);
const sku = (name: string): Props => ({ name, tier: name });
const gatewayWith = async (inputs: Props): Promise<unknown> => az.gateway(client, inputs);
const connectionWith = async (inputs: Props): Promise<unknown> =>
    client.create(az.CONNECTION, { ...(await az.connectionInputs(client)), ...inputs });

describe("a gateway", () => {
    test.each(["VpnGw1", "VpnGw2", "VpnGw5", "Standard", "HighPerformance"])(
        "is not of SKU %s any more",
        async (name) => {
            await expect(gatewayWith({ sku: sku(name) })).rejects.toThrow('Code="NonAzSkusNotAllowedForVPNGateway" ');
        },
    );

    test.each([
        ["VpnGw1AZ", "Generation2", "Generation1"],
        ["VpnGw4AZ", "Generation1", "Generation2"],
    ])("of SKU %s is not of %s", async (name, vpnGatewayGeneration, possible) => {
        await expect(gatewayWith({ sku: sku(name), vpnGatewayGeneration })).rejects.toThrow(
            `Sku ${name} does not exist in ${vpnGatewayGeneration}; it exists in: ${possible}.`,
        );
    });

    test("that is active-active has two IP configurations", async () => {
        const { ipConfigurations, bgpSettings: _, ...rest } = await az.gatewayInputs(client);
        const [first] = ipConfigurations as Props[];
        await expect(client.create(az.GATEWAY, { ...rest, ipConfigurations: [first!] })).rejects.toThrow(
            'Code="ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations" Message="Gateway has 1 IP configurations specified',
        );
    });

    test("has an address of its own for each instance", async () => {
        const { ipConfigurations, ...rest } = await az.gatewayInputs(client);
        const [one, two] = ipConfigurations as Props[];
        const both: Props[] = [one!, { ...two!, publicIPAddress: one!.publicIPAddress! }];
        await expect(client.create(az.GATEWAY, { ...rest, ipConfigurations: both })).rejects.toThrow(
            'Code="PublicIPAddressInUse" ',
        );
    });

    test("of a zone-redundant SKU has zone-redundant addresses", async () => {
        const inputs = await az.gatewayInputs(client);
        const plain = await az.address(client, "plain", { zones: [] });
        const [one, two] = inputs.ipConfigurations as Props[];
        const ipConfigurations = [one!, { ...two!, publicIPAddress: { id: plain.id } }];
        await expect(client.create(az.GATEWAY, { ...inputs, ipConfigurations })).rejects.toThrow(
            'Code="VmssVpnGatewayPublicIpsMustHaveZonesConfigured" Message="Standard Public IPs associated with VPN Gateways ' +
                'with AZ VPN skus must have zones configured."',
        );
    });

    test("has addresses of the same zones", async () => {
        const inputs = await az.gatewayInputs(client);
        const zonal = await az.address(client, "zonal", { zones: ["1"] });
        const [one, two] = inputs.ipConfigurations as Props[];
        const ipConfigurations = [one!, { ...two!, publicIPAddress: { id: zonal.id } }];
        await expect(client.create(az.GATEWAY, { ...inputs, ipConfigurations })).rejects.toThrow(
            'Code="ActiveActiveGatewayPublicIPAddressesDiffersInSkuOrZones" ',
        );
    });

    test("is in a subnet named GatewaySubnet", async () => {
        const inputs = await az.gatewayInputs(client);
        const web = await az.subnet(client, "web", "10.1.1.0/24");
        const moved = (inputs.ipConfigurations as Props[]).map((c) => ({ ...c, subnet: { id: web.id } }));
        await expect(client.create(az.GATEWAY, { ...inputs, ipConfigurations: moved })).rejects.toThrow(
            "must use one subnet named GatewaySubnet.",
        );
    });

    test("is the only one of its network", async () => {
        const { inputs } = await az.gateway(client);
        const [one, two] = [await az.address(client, "c"), await az.address(client, "d")];
        const again = (inputs.ipConfigurations as Props[]).map((c, i) => ({
            ...c,
            publicIPAddress: { id: [one, two][i]!.id },
        }));
        const { bgpSettings: _, ...rest } = inputs;
        const second = { ...rest, virtualNetworkGatewayName: "gw2", ipConfigurations: again };
        await expect(client.create(az.GATEWAY, second)).rejects.toThrow(
            "A virtual network cannot have more than one gateway of type Vpn;",
        );
    });

    test("is where its network is", async () => {
        await expect(gatewayWith({ location: "northeurope" })).rejects.toThrow('Code="InvalidResourceReference" ');
    });

    test.each([8075, 12076, 23456, 64500, 65517, 65535])("cannot have ASN %d", async (asn) => {
        await expect(gatewayWith({ bgpSettings: { asn } })).rejects.toThrow(
            `ASN ${asn} of virtual network gateway ${az.idOf("virtualNetworkGateways/gw")} is reserved by Azure or IANA`,
        );
    });

    test("has ASN 65515 where it is given none", async () => {
        const { bgpSettings: _, ...inputs } = await az.gatewayInputs(client);
        expect((await client.create(az.GATEWAY, inputs)).state.bgpSettings).toMatchObject({ asn: 65515 });
    });

    test.each(["169.254.20.255", "169.254.23.0", "10.1.255.9"])(
        "cannot have the custom BGP address %s",
        async (address) => {
            const bgpPeeringAddresses = [{ ipconfigurationId: configuration("one"), customBgpIpAddresses: [address] }];
            await expect(gatewayWith({ bgpSettings: { asn: 65010, bgpPeeringAddresses } })).rejects.toThrow(
                `The custom BGP IP address ${address} is not in the range 169.254.21.0 - 169.254.22.255`,
            );
        },
    );

    test("gives custom addresses to its own IP configurations only", async () => {
        const bgpPeeringAddresses = [
            { ipconfigurationId: configuration("three"), customBgpIpAddresses: ["169.254.21.2"] },
        ];
        await expect(gatewayWith({ bgpSettings: { bgpPeeringAddresses } })).rejects.toThrow(
            `${configuration("three")} is not an IP configuration of virtual network gateway`,
        );
    });

    // VPN Gateway documentation, highly available connections: the first two addresses of the subnet that Azure leaves.
    test("with two instances peers from the first addresses of its subnet, through its public ones", async () => {
        const { state } = await az.gateway(client);
        const addressed = await Promise.all(
            ["a", "b"].map(
                async (n) => (await client.import(az.ADDRESS, az.idOf(`publicIPAddresses/${n}`)))!.state.ipAddress,
            ),
        );
        expect(state.bgpSettings).toEqual({
            asn: 65010,
            bgpPeeringAddress: "10.1.255.4,10.1.255.5",
            peerWeight: 0,
            bgpPeeringAddresses: [
                {
                    ipconfigurationId: configuration("one"),
                    customBgpIpAddresses: ["169.254.21.2", "169.254.22.2"],
                    defaultBgpIpAddresses: ["10.1.255.4"],
                    tunnelIpAddresses: [addressed[0]],
                },
                {
                    ipconfigurationId: configuration("two"),
                    customBgpIpAddresses: ["169.254.21.6", "169.254.22.6"],
                    defaultBgpIpAddresses: ["10.1.255.5"],
                    tunnelIpAddresses: [addressed[1]],
                },
            ],
        });
    });

    // VPN Gateway documentation, BGP: 10.12.255.30 of 10.12.255.0/27.
    test("with one instance peers from the last address of its subnet", async () => {
        const { ipConfigurations, bgpSettings: _, ...rest } = await az.gatewayInputs(client);
        const [first] = ipConfigurations as Props[];
        const inputs = { ...rest, activeActive: false, ipConfigurations: [first!] };
        expect((await client.create(az.GATEWAY, inputs)).state.bgpSettings).toMatchObject({
            bgpPeeringAddress: "10.1.255.30",
        });
    });

    test("cannot be given another BGP address in its subnet", async () => {
        await expect(gatewayWith({ bgpSettings: { bgpPeeringAddress: "10.1.255.9" } })).rejects.toThrow(
            'Code="VirtualNetworkGatewayBgpPeeringAddressCannotBeModified" ',
        );
    });

    test("is not resized into another generation", async () => {
        const gateway = await az.gateway(client);
        const wanted = { ...gateway.inputs, sku: sku("VpnGw1AZ"), vpnGatewayGeneration: "Generation1" };
        await expect(client.update(gateway, wanted)).rejects.toThrow(
            'Code="CrossSeriesOrCrossGatewayGenenrationResizeNotSupported" ',
        );
    });
});

describe("a local network gateway", () => {
    const plant = async (inputs: Props): Promise<unknown> => {
        await az.group(client);
        return az.localGateway(client, "plant", inputs);
    };

    test("is found by an address or a name, not both", async () => {
        await expect(plant({ fqdn: "plant.example.com" })).rejects.toThrow(
            "must have either a gatewayIpAddress or an fqdn.",
        );
    });

    test.each([65515, 64511, 8074])("cannot have ASN %d", async (asn) => {
        await expect(plant({ bgpSettings: { asn, bgpPeeringAddress: "169.254.21.1" } })).rejects.toThrow(
            `ASN ${asn} of local network gateway`,
        );
    });
});

describe("a connection", () => {
    test("waits for a gateway that is still being made", async () => {
        const inputs = await az.connectionInputs(client);
        const gateway = clouds.world.get(az.GATEWAY, az.PLACE, az.idOf("virtualNetworkGateways/gw"))!;
        clouds.world.put({ ...gateway, busyUntil: Date.now() + 3_600_000 });
        await expect(client.create(az.CONNECTION, inputs)).rejects.toThrow(
            `Code="ReferencedResourceNotProvisioned" Message="Cannot proceed with operation because resource ${gateway.id} ` +
                'is not in Succeeded state. Resource is in Updating state."',
        );
    });

    test("with another shared key is updated, and the tunnel keeps the old one", async () => {
        const made = await client.create(az.CONNECTION, await az.connectionInputs(client));
        const now = await client.update(made, { ...made.inputs, sharedKey: "Key.Of.Tunnel.Two" });
        expect(await client.diff(now, now.inputs)).toEqual(az.UNCHANGED);
        const { props } = clouds.world.get(az.CONNECTION, az.PLACE, made.id)!;
        expect(props.sharedKeyInForce).toBe("Key.Of.Tunnel.One");
    });

    test("shows the key in force to nobody who reads it", async () => {
        const made = await client.create(az.CONNECTION, await az.connectionInputs(client));
        expect((await client.read(made))!.state).not.toHaveProperty("sharedKeyInForce");
    });

    test.each(["with space", "hy-phen", "til~de", "x".repeat(129), ""])(
        "does not take the key %j, nor tells it",
        async (sharedKey) => {
            const failures = await client.check(az.CONNECTION, { ...(await az.connectionInputs(client)), sharedKey });
            expect(failures).toEqual([
                "sharedKey: not a pre-shared key: 1-128 printable ASCII characters without space, hyphen and tilde",
            ]);
        },
    );

    test("has one IPsec policy", async () => {
        await expect(connectionWith({ ipsecPolicies: [az.STRONG, az.STRONG] })).rejects.toThrow(
            "has 2 IPsec policies; only one is supported.",
        );
    });

    test.each(Object.keys(az.STRONG))("has an IPsec policy with %s", async (missing) => {
        const policy = Object.fromEntries(Object.entries(az.STRONG).filter(([name]) => name !== missing));
        const inputs = { ...(await az.connectionInputs(client)), ipsecPolicies: [policy] };
        expect(await client.check(az.CONNECTION, inputs)).toEqual([
            `ipsecPolicies[0].${missing}: Missing required property '${missing}'`,
        ]);
    });

    test.each([
        [{ ipsecIntegrity: "SHA256" }, "IpsecEncryption GCMAES256 and IpsecIntegrity SHA256"],
        [{ ipsecEncryption: "AES256" }, "IpsecEncryption AES256 and IpsecIntegrity GCMAES256"],
        [{ ipsecIntegrity: "GCMAES128" }, "IpsecEncryption GCMAES256 and IpsecIntegrity GCMAES128"],
        [{ ikeIntegrity: "GCMAES256" }, "IkeIntegrity GCMAES256"],
    ])("has no IPsec policy with %j", async (wrong, message) => {
        await expect(connectionWith({ ipsecPolicies: [{ ...az.STRONG, ...wrong }] })).rejects.toThrow(message);
    });

    test.each([
        [{ saLifeTimeSeconds: 299 }, "saLifeTimeSeconds: 299; Azure allows no less than 300"],
        [{ saDataSizeKilobytes: 1023 }, "saDataSizeKilobytes: 1023; Azure allows no less than 1024"],
    ])("has no IPsec policy with %j", async (wrong, message) => {
        const inputs = { ...(await az.connectionInputs(client)), ipsecPolicies: [{ ...az.STRONG, ...wrong }] };
        expect(await client.check(az.CONNECTION, inputs)).toEqual([`ipsecPolicies[0].${message}`]);
    });

    test.each([
        [az.chosen("169.254.21.2", "169.254.21.6").slice(0, 1), `${configuration("two")} is missing.`],
        [
            az.chosen("169.254.21.2", "169.254.21.2"),
            `169.254.21.2 is not a custom BGP IP address of ${configuration("two")}`,
        ],
        [az.chosen("169.254.20.2", "169.254.21.6"), "169.254.20.2 is not in the range"],
        [
            [{ ipConfigurationId: configuration("six"), customBgpIpAddress: "169.254.21.2" }],
            "is not an IP configuration",
        ],
    ])("chooses an address of each instance that the gateway has: %j", async (gatewayCustomBgpIpAddresses, message) => {
        await expect(connectionWith({ gatewayCustomBgpIpAddresses })).rejects.toThrow(message);
    });

    test("speaks BGP only where both ends do", async () => {
        const inputs = await az.connectionInputs(client);
        const silent = await az.localGateway(client, "silent", { bgpSettings: null });
        await expect(
            client.create(az.CONNECTION, { ...inputs, localNetworkGateway2: { id: silent.id } }),
        ).rejects.toThrow(`enables BGP, and ${silent.id} has no BGP.`);
    });

    test("speaks BGP only between different ASNs", async () => {
        const inputs = await az.connectionInputs(client);
        const twin = await az.localGateway(client, "twin", {
            bgpSettings: { asn: 65010, bgpPeeringAddress: "169.254.21.1" },
        });
        await expect(
            client.create(az.CONNECTION, { ...inputs, localNetworkGateway2: { id: twin.id } }),
        ).rejects.toThrow("enables BGP between two ends of the same ASN.");
    });

    test("does not lead to what the network has itself", async () => {
        const inputs = await az.connectionInputs(client);
        const space = { localNetworkAddressSpace: { addressPrefixes: ["10.1.4.0/24"] } };
        const within = await az.localGateway(client, "within", space);
        await expect(
            client.create(az.CONNECTION, { ...inputs, localNetworkGateway2: { id: within.id } }),
        ).rejects.toThrow('Code="ConnectionOverlappingAddressSpaces" ');
    });

    test("keeps its protocol, its type and its ends", async () => {
        const made = await client.create(az.CONNECTION, await az.connectionInputs(client));
        await expect(client.update(made, { ...made.inputs, connectionProtocol: "IKEv1" })).rejects.toThrow(
            `connectionProtocol of connection ${made.id} cannot be changed from IKEv2 once it is created.`,
        );
        const other = await az.localGateway(client, "other");
        const moved = { ...made.inputs, localNetworkGateway2: { id: other.id } };
        await expect(client.update(made, moved)).rejects.toThrow(
            `localNetworkGateway2 of connection ${made.id} cannot be changed.`,
        );
    });

    // "About gateway SKUs": 30 site-to-site tunnels of VpnGw2AZ.
    test("is one of as many as the SKU of the gateway has tunnels", async () => {
        const inputs = await az.connectionInputs(client);
        const named = (i: number): Props => ({ ...inputs, virtualNetworkGatewayConnectionName: `tunnel-${i}` });
        for (let i = 0; i < 30; i++) await client.create(az.CONNECTION, named(i));
        await expect(client.create(az.CONNECTION, named(30))).rejects.toThrow(
            `Gateway ${az.idOf("virtualNetworkGateways/gw")} of sku VpnGw2AZ supports 30 tunnels, and has as many.`,
        );
    });
});
