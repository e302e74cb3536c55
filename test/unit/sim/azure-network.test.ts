/**
 * What Azure refuses and computes for resource groups, networks, subnets, addresses, security groups and route tables.
 * Sources: Azure Resource Manager documentation, Azure Virtual Network documentation, public reports of the error codes.
 */
import { azure } from "../../../sim/azure";
import * as az from "../../support/azure";
import { useClouds } from "../../support/sim-client";

const clouds = useClouds([azure]);
const client = clouds.client("azure-native");

describe("names and locations", () => {
    test("a name is made of the resource's name and eight hexadecimal digits", async () => {
        const { inputs } = await client.create(az.GROUP, { location: "westeurope" });
        expect(inputs.resourceGroupName).toMatch(/^thing[\da-f]{8}$/);
    });

    test("what the program named is deleted before its successor is made, what the provider named after it", async () => {
        const location = "westeurope";
        const named = await client.create(az.GROUP, { resourceGroupName: "shop", location });
        const unnamed = await client.create(az.GROUP, { location });
        const moved = { location: "northeurope" };
        expect(await client.deletesFirst(named, { ...named.inputs, ...moved })).toBe(true);
        expect(await client.deletesFirst(unnamed, { ...unnamed.inputs, ...moved })).toBe(false);
    });

    test("what is only updated is not said to be deleted first, so replaceOnChanges alone meets the old name", async () => {
        const made = await client.create(az.CONNECTION, await az.connectionInputs(client));
        expect(await client.deletesFirst(made, { ...made.inputs, sharedKey: "Another.Key" })).toBe(false);
    });

    test("a refresh keeps in mind that the provider made up the name", async () => {
        const made = await client.create(az.GROUP, { location: "westeurope" });
        const read = (await client.read(made))!;
        expect(await client.deletesFirst(read, { ...read.inputs, location: "northeurope" })).toBe(false);
    });

    test("a part is named as the resource is", async () => {
        await az.network(client);
        const inputs = { ...az.IN_GROUP, virtualNetworkName: "net", addressPrefix: "10.1.1.0/24" };
        expect((await client.create(az.SUBNET, inputs)).state.name).toBe("thing");
    });

    test("what names no location is where its group is", async () => {
        expect((await az.network(client)).state.location).toBe("westeurope");
    });

    test("what names no location is where the provider says", async () => {
        const north = await clouds.provider("azure-native", { location: "North Europe" });
        await az.group(client);
        const space = { addressPrefixes: ["10.1.0.0/16"] };
        const net = await north.create(az.NETWORK, { ...az.IN_GROUP, addressSpace: space });
        expect(net.state.location).toBe("northeurope");
    });

    test("a group must say where it is, when the provider does not", async () => {
        expect(await client.check(az.GROUP, {})).toEqual([
            "location: missing required property 'location'. " +
                "Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
        ]);
    });

    test("a location may be written as people do", async () => {
        const group = await client.create(az.GROUP, { location: "West Europe" });
        expect(group.state.location).toBe("westeurope");
        expect(await client.diff(group, { ...group.inputs, location: "WestEurope" })).toEqual(az.UNCHANGED);
    });

    test("a location that there is not is refused", async () => {
        await expect(client.create(az.GROUP, { location: "atlantis" })).rejects.toThrow(
            `Code="LocationNotAvailableForResourceType" Message="The provided location 'atlantis' is not available`,
        );
    });

    test("a name differs from another by more than case", async () => {
        await az.group(client, "shop");
        await expect(az.group(client, "SHOP")).rejects.toThrow(
            `cannot create already existing resource '/subscriptions/${az.SUBSCRIPTION}/resourceGroups/shop'`,
        );
    });

    test("ids are of the subscription that the provider names", async () => {
        const subscriptionId = "99998888-7777-4666-8555-444433332222";
        const other = await clouds.provider("azure-native", { subscriptionId });
        expect((await az.group(other)).id).toBe(`/subscriptions/${subscriptionId}/resourceGroups/shop`);
    });
});

describe("a resource group", () => {
    test("takes along what is in it", async () => {
        const net = await az.network(client);
        const inside = await az.subnet(client, "web", "10.1.1.0/24");
        const group = (await client.import(az.GROUP, `/subscriptions/${az.SUBSCRIPTION}/resourceGroups/shop`))!;
        await client.delete(group);
        expect([await client.read(net), await client.read(inside)]).toEqual([undefined, undefined]);
    });

    test("stays while something outside uses what is in it", async () => {
        const group = await az.group(client, "common");
        const rules = { resourceGroupName: "common", networkSecurityGroupName: "web" };
        const filter = await client.create(az.SECURITY_GROUP, rules);
        await az.network(client);
        await az.subnet(client, "web", "10.1.1.0/24", { networkSecurityGroup: { id: filter.id } });
        await expect(client.delete(group)).rejects.toThrow(
            'Code="ResourceGroupDeletionBlocked" Message="Deletion of resource group \'common\' failed as resources with ' +
                "identifiers 'Microsoft.Network/networkSecurityGroups/web' could not be deleted.",
        );
    });
});

describe("a network", () => {
    test.each([
        [[], "InvalidRequestFormat"],
        [["10.1.0.0"], "InvalidAddressPrefixFormat"],
        [["10.1.0.1/16"], "InvalidCIDRNotation"],
        [["169.254.0.0/16"], "InvalidRequestFormat"],
        [["10.1.0.0/16", "10.1.128.0/17"], "InvalidRequestFormat"],
    ])("cannot have the address space %j", async (addressPrefixes, code) => {
        await expect(az.network(client, { addressSpace: { addressPrefixes } })).rejects.toThrow(`Code="${code}" `);
    });

    test("that names no subnets keeps those it has", async () => {
        const net = await az.network(client);
        const web = await az.subnet(client, "web", "10.1.1.0/24");
        await client.update(net, { ...net.inputs, tags: { team: "net" } });
        expect((await client.read(web))?.id).toBe(web.id);
    });

    test("that names subnets loses the others", async () => {
        const net = await az.network(client, { subnets: [{ name: "web", addressPrefix: "10.1.1.0/24" }] });
        const web = (await client.import(az.SUBNET, `${net.id}/subnets/web`))!;
        await client.update(net, { ...net.inputs, subnets: [{ name: "db", addressPrefix: "10.1.2.0/24" }] });
        expect(await client.read(web)).toBeUndefined();
    });

    test("cannot shrink below its subnets", async () => {
        const net = await az.network(client);
        await az.subnet(client, "web", "10.1.200.0/24");
        const addressSpace = { addressPrefixes: ["10.1.0.0/17"] };
        await expect(client.update(net, { ...net.inputs, addressSpace })).rejects.toThrow(
            "Code=\"NetcfgInvalidSubnet\" Message=\"Subnet 'web' is not valid in virtual network 'net'.\"",
        );
    });

    test("stays while a gateway is in one of its subnets", async () => {
        await az.gateway(client);
        const net = (await client.import(az.NETWORK, az.idOf("virtualNetworks/net")))!;
        await expect(client.delete(net)).rejects.toThrow(
            'Code="InUseSubnetCannotBeDeleted" Message="Subnet GatewaySubnet is in use by ' +
                `${az.idOf("virtualNetworkGateways/gw/ipConfigurations/one")} and cannot be deleted.`,
        );
    });
});

describe("a subnet", () => {
    test.each([
        ["10.2.1.0/24", "NetcfgInvalidSubnet"],
        ["10.1.1.0/30", "NetcfgInvalidSubnet"],
        ["10.1.1.1/24", "InvalidCIDRNotation"],
        ["10.1.7.128/25", "NetcfgSubnetRangesOverlap"],
    ])("cannot be %s", async (prefix, code) => {
        await az.network(client);
        await az.subnet(client, "there", "10.1.7.0/24");
        await expect(az.subnet(client, "web", prefix)).rejects.toThrow(`Code="${code}" `);
    });

    test("for gateways has no network security group", async () => {
        await az.network(client);
        const filter = await client.create(az.SECURITY_GROUP, { ...az.IN_GROUP, networkSecurityGroupName: "web" });
        const networkSecurityGroup = { id: filter.id };
        await expect(az.subnet(client, "GatewaySubnet", "10.1.255.0/27", { networkSecurityGroup })).rejects.toThrow(
            'Code="NetworkSecurityGroupCannotBeAttachedToGatewaySubnet" ',
        );
    });

    test("is filtered by a group of its own region", async () => {
        await az.network(client);
        const away = { ...az.IN_GROUP, networkSecurityGroupName: "web", location: "northeurope" };
        const networkSecurityGroup = { id: (await client.create(az.SECURITY_GROUP, away)).id };
        await expect(az.subnet(client, "web", "10.1.1.0/24", { networkSecurityGroup })).rejects.toThrow(
            'Code="InvalidResourceReference" ',
        );
    });

    test("keeps its addresses while they are in use", async () => {
        const { inputs: _, ...made } = await az.gateway(client);
        expect(made.id).toBe(az.idOf("virtualNetworkGateways/gw"));
        const inside = (await client.import(az.SUBNET, az.idOf("virtualNetworks/net/subnets/GatewaySubnet")))!;
        await expect(client.update(inside, { ...inside.inputs, addressPrefix: "10.1.254.0/27" })).rejects.toThrow(
            'Code="InUsePrefixCannotBeDeleted" Message="IpPrefix 10.1.255.0/27 on Subnet GatewaySubnet has active allocations',
        );
    });
});

describe("a public address", () => {
    test("that is standard is known once it is made", async () => {
        await az.group(client);
        const [one, other] = [await az.address(client, "a"), await az.address(client, "b")];
        expect(one.state.ipAddress).toMatch(/^198\.19\.\d+\.\d+$/);
        expect(other.state.ipAddress).not.toBe(one.state.ipAddress);
    });

    test("that is basic cannot be made any more", async () => {
        await az.group(client);
        await expect(az.address(client, "a", { sku: { name: "Basic" }, zones: [] })).rejects.toThrow(
            'Code="IPv4BasicSkuPublicIpCountLimitReached" Message="Cannot create more than 0 IPv4 Basic SKU public IP addresses',
        );
    });

    test("that is standard is not dynamic", async () => {
        await az.group(client);
        await expect(az.address(client, "a", { publicIPAllocationMethod: "Dynamic" })).rejects.toThrow(
            "must have AllocationMethod set to Static.",
        );
    });

    test("that is dynamic is there only while something uses it", async () => {
        clouds.world.putSetting("quotas", { "basic-public-ip-addresses": 1 });
        await az.group(client);
        const basic = { sku: { name: "Basic" }, publicIPAllocationMethod: "Dynamic", zones: [] };
        expect((await az.address(client, "a", basic)).state.ipAddress).toBe("");
    });

    test("stays in its zones", async () => {
        await az.group(client);
        const one = await az.address(client, "a");
        await expect(client.update(one, { ...one.inputs, zones: ["1"] })).rejects.toThrow(
            'Code="ResourceAvailabilityZonesCannotBeModified" ',
        );
    });

    test("has no zones where the region has none", async () => {
        await az.group(client, "shop", "westus");
        await expect(az.address(client, "a")).rejects.toThrow('Code="LocationNotSupportAvailabilityZones" ');
    });
});

describe("rules and routes", () => {
    const rule = {
        name: "https",
        access: "Allow",
        direction: "Inbound",
        priority: 100,
        protocol: "Tcp",
        sourceAddressPrefix: "*",
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: "443",
    };
    const filter = (...securityRules: object[]): Promise<unknown> =>
        client.create(az.SECURITY_GROUP, { ...az.IN_GROUP, securityRules: securityRules as never });

    test.each([
        [{ priority: 99 }, "SecurityRuleInvalidPriority"],
        [{ destinationPortRange: "443-80" }, "SecurityRuleInvalidPortRange"],
        [{ sourceAddressPrefix: "10.1.0.0/33" }, "SecurityRuleInvalidAddressPrefix"],
        [{ sourceAddressPrefix: null }, "InvalidRequestFormat"],
    ])("a rule with %j is refused", async (wrong, code) => {
        await az.group(client);
        await expect(filter({ ...rule, ...wrong })).rejects.toThrow(`Code="${code}" `);
    });

    test("two rules of one direction cannot have one priority", async () => {
        await az.group(client);
        await expect(filter(rule, { ...rule, name: "http", destinationPortRange: "80" })).rejects.toThrow(
            'Code="SecurityRuleConflict" Message="Security rule http conflicts with rule https.',
        );
    });

    test("an appliance is reached at an address, and nothing else is", async () => {
        await az.group(client);
        const routes = [{ name: "default", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" }];
        await expect(client.create(az.ROUTE_TABLE, { ...az.IN_GROUP, routes })).rejects.toThrow(
            "Route default must have a nextHopIpAddress if and only if its nextHopType is VirtualAppliance.",
        );
    });
});
