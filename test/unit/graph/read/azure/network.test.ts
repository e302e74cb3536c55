/** Azure's networks: security groups and route tables. Expectations follow "Network security groups" and "Traffic routing". */
import { Asked, id, make, out, READINGS, type Input, type Written } from "../../../../support/graph";

const azure = (type: string, name: string, inputs: Written["inputs"], outputs?: Written["outputs"]): Written =>
    make(`azure-native:network:${type}`, name, { resourceGroupName: "net", ...inputs }, outputs);
const subnet = (name: string, addressPrefix: string, more: Written["inputs"] = {}): Written =>
    azure("Subnet", name, { virtualNetworkName: out("desk", "name"), addressPrefix, ...more });
const VNET = azure("VirtualNetwork", "desk", {
    location: "westeurope",
    addressSpace: { addressPrefixes: ["10.2.0.0/16"] },
});
const APP = subnet("app", "10.2.0.0/24");
const data = (more: Written["inputs"] = {}): Written => subnet("data", "10.2.1.0/24", more);
const rule = (name: string, inputs: Readonly<Record<string, Input>>): Readonly<Record<string, Input>> => ({
    name,
    direction: "Inbound",
    access: "Deny",
    protocol: "Tcp",
    priority: 100,
    sourcePortRange: "*",
    sourceAddressPrefix: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "443",
    ...inputs,
});
const GROUP = { networkSecurityGroup: { id: id("group") } };
const group = (...securityRules: Readonly<Record<string, Input>>[]): Written =>
    azure("NetworkSecurityGroup", "group", { securityRules });

describe.each(READINGS)("a network of Azure, %s", (_, read) => {
    const reach = (written: readonly Written[], from = "subnet/app", to = "subnet/data", traffic = "tcp/443"): string =>
        new Asked(read([VNET, APP, ...written])).reach(from, to, traffic);

    test("subnets of a network reach each other where no group is", () => {
        expect(reach([data()])).toBe("REACHABLE");
    });

    test("a group's own rules let the network's subnets through", () => {
        expect(reach([data(GROUP), group()])).toBe("REACHABLE");
    });

    test("a denial is named", () => {
        const asked = new Asked(read([VNET, APP, data(GROUP), group(rule("no", {}))]));
        expect(asked.reach("subnet/app", "subnet/data")).toBe("DENIED NSG_DENY");
        expect(asked.why("subnet/app", "subnet/data")[0]).toContain("network security group group lets no packets");
    });

    test("the lowest number decides", () => {
        const allow = rule("yes", { access: "Allow", priority: 90, sourceAddressPrefix: "10.2.0.0/24" });
        expect(reach([data(GROUP), group(rule("no", {}), allow)])).toBe("REACHABLE");
    });

    test("a rule that is a resource of its own belongs to its group", () => {
        const { name, ...inputs } = rule("no", {});
        const own = azure("SecurityRule", String(name), { networkSecurityGroupName: out("group", "name"), ...inputs });
        expect(reach([data(GROUP), azure("NetworkSecurityGroup", "group", {}), own])).toBe("DENIED NSG_DENY");
    });

    test("what comes from elsewhere than the networks joined here is dropped by the last rule", () => {
        const other = [
            azure("VirtualNetwork", "other", { addressSpace: { addressPrefixes: ["10.9.0.0/16"] } }),
            azure("Subnet", "far", { virtualNetworkName: out("other", "name"), addressPrefix: "10.9.0.0/24" }),
        ];
        expect(reach([data(GROUP), group(), ...other], "subnet/far", "subnet/data")).toBe("DENIED NO_ROUTE");
    });

    test("application security groups are not read: the answer stays open", () => {
        const machines = rule("some", {
            sourceAddressPrefix: null,
            sourceApplicationSecurityGroups: [{ id: "/asg/web" }],
        });
        expect(reach([data(GROUP), group(machines)])).toBe("UNDETERMINED UNKNOWN");
    });

    test("a route that drops packets wins over the network's own, of the same or a longer prefix", () => {
        const table = azure("RouteTable", "table", {
            routes: [{ name: "drop", addressPrefix: "10.2.1.0/24", nextHopType: "None" }],
        });
        const [first] = [subnet("app", "10.2.0.0/24", { routeTable: { id: id("table") } })];
        expect(new Asked(read([VNET, first, data(), table])).reach("subnet/app", "subnet/data")).toBe(
            "DENIED BLACKHOLE",
        );
    });

    test("an appliance in the way forwards by rules that nobody reads", () => {
        const route = azure("Route", "route", {
            routeTableName: out("table", "name"),
            addressPrefix: "10.2.1.0/24",
            nextHopType: "VirtualAppliance",
            nextHopIpAddress: "10.2.9.4",
        });
        const first = subnet("app", "10.2.0.0/24", { routeTable: { id: id("table") } });
        const world = [VNET, first, data(), azure("RouteTable", "table", {}), route];
        expect(new Asked(read(world)).reach("subnet/app", "subnet/data")).toBe("UNDETERMINED UNKNOWN");
    });

    test("subnets inside a network are read once, whatever the deployment repeats of them", () => {
        const inline = azure("VirtualNetwork", "desk", {
            addressSpace: { addressPrefixes: ["10.2.0.0/16"] },
            subnets: [
                { name: "app", addressPrefix: "10.2.0.0/24" },
                { name: "data", addressPrefix: "10.2.1.0/24" },
            ],
        });
        expect(new Asked(read([inline])).reach("subnet/app", "subnet/data")).toBe("REACHABLE");
    });

    test("networks that a peering joins stay open", () => {
        const other = [
            azure("VirtualNetwork", "other", { addressSpace: { addressPrefixes: ["10.9.0.0/16"] } }),
            azure("Subnet", "far", { virtualNetworkName: out("other", "name"), addressPrefix: "10.9.0.0/24" }),
            azure("VirtualNetworkPeering", "peering", {
                virtualNetworkName: out("desk", "name"),
                remoteVirtualNetwork: { id: id("other") },
            }),
        ];
        expect(reach(other, "subnet/app", "subnet/far")).toBe("UNDETERMINED UNKNOWN");
    });

    test("a site behind a connection with static routes is reached, and reaches the network", () => {
        const world = [
            subnet("gateways", "10.2.255.0/27", { subnetName: "GatewaySubnet" }),
            azure("PublicIPAddress", "ip", {}, { ipAddress: "20.0.0.1" }),
            azure("VirtualNetworkGateway", "gateway", {
                ipConfigurations: [{ name: "a", publicIPAddress: { id: id("ip") }, subnet: { id: id("gateways") } }],
            }),
            azure("LocalNetworkGateway", "plant", {
                gatewayIpAddress: "203.0.113.9",
                localNetworkAddressSpace: { addressPrefixes: ["192.168.7.0/24"] },
            }),
            azure("VirtualNetworkGatewayConnection", "connection", {
                connectionType: "IPsec",
                virtualNetworkGateway1: { id: id("gateway") },
                localNetworkGateway2: { id: id("plant") },
            }),
        ];
        expect(reach(world, "subnet/app", "site/plant")).toBe("REACHABLE");
        expect(reach(world, "site/plant", "subnet/app")).toBe("REACHABLE");
        const deaf = subnet("app", "10.2.0.0/24", { routeTable: { id: id("table") } });
        const table = azure("RouteTable", "table", { disableBgpRoutePropagation: true });
        expect(new Asked(read([VNET, deaf, table, ...world])).reach("subnet/app", "site/plant")).toBe(
            "DENIED NO_ROUTE",
        );
        const vnet = new Asked(read([VNET, APP, ...world])).answer("vnet/desk", "site/plant", "tcp/443");
        expect(vnet.from.leftOut.map(({ why }) => why)).toEqual(["it only holds a gateway's attachment"]);
    });
});

test("a type with a version of the API is read like one without", () => {
    const typed = [VNET, APP, data()].map((one) => ({
        ...one,
        type: one.type.replace("network:", "network/v20240501:"),
    }));
    for (const [, read] of READINGS)
        expect(new Asked(read(typed)).reach("subnet/app", "subnet/data")).toBe("REACHABLE");
});
