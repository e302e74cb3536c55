import { addressSet, describeSet, subtract } from "../../../../../plan/address-set";
import { deployed, Hubs, inWords, make, output, planned, ref, type Written } from "../../../../support/hubs";

const OFF = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
const NETWORK = [
    make("vpc", "shop", { cidrBlock: "10.0.0.0/16" }),
    make("vpc", "desk", { cidrBlock: "10.1.0.0/16" }),
    make("subnet", "shop-a", { vpcId: ref("shop"), availabilityZone: "us-east-1a" }),
];
const HUB = [
    make("gateway", "hub", OFF),
    make("attachment", "attachment", { vpcId: ref("shop"), transitGatewayId: ref("hub"), subnetIds: [ref("shop-a")] }),
    make("table", "prod", { transitGatewayId: ref("hub") }),
    make("table", "sites", { transitGatewayId: ref("hub") }),
];
const PLANT = make("customerGateway", "plant", { bgpAsn: "65010", ipAddress: "203.0.113.7", type: "ipsec.1" });
const ATTACHED = { outputs: { transitGatewayAttachmentId: "tgw-attach-vpn" } };
const vpn = (inputs: Written["inputs"] = {}, name = "vpn"): Written =>
    make(
        "vpn",
        name,
        { customerGatewayId: ref("plant"), transitGatewayId: ref("hub"), type: "ipsec.1", ...inputs },
        ATTACHED,
    );
const STATIC = { staticRoutesOnly: true };
const join = (kind: "association" | "propagation" | "route", table: string, inputs: Written["inputs"] = {}): Written =>
    make(kind, `${kind} ${table}${String(inputs["destinationCidrBlock"] ?? "")}`, {
        transitGatewayAttachmentId: output("vpn", "transitGatewayAttachmentId"),
        transitGatewayRouteTableId: ref(table),
        ...inputs,
    });
const towards = (table: string, destinationCidrBlock: string): Written =>
    join("route", table, { destinationCidrBlock });
const shop = (kind: "propagation" | "route", table: string, inputs: Written["inputs"] = {}): Written =>
    make(kind, `shop in ${table}`, {
        transitGatewayAttachmentId: ref("attachment"),
        transitGatewayRouteTableId: ref(table),
        ...inputs,
    });
const byDefault = make("propagation", "by default", {
    transitGatewayAttachmentId: output("vpn", "transitGatewayAttachmentId"),
    transitGatewayRouteTableId: output("hub", "associationDefaultRouteTableId"),
});
const UNTOLD = "UNKNOWN: what vpn connection vpn announces is not known: these packets may go there";

describe.each([
    ["planned", planned],
    ["deployed", deployed],
] as const)("a VPN of a Transit Gateway, %s", (_, read) => {
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(read([...NETWORK, ...HUB, PLANT, ...written]));

    test("with static routes leads to a site that has what the routes say, and back by the associated table", () => {
        const world = hubs(vpn(STATIC), join("association", "sites"), towards("prod", "192.168.0.0/16"));
        expect(world.route("prod", "192.168.9.1")).toBe("hosts of plant");
        expect(world.route("prod", "192.169.0.1")).toBe("no route");
        const [host] = world.side.parts.hosts;
        const id = world.urn("plant");
        expect(host).toEqual({
            id,
            kind: "site",
            element: { urn: id, label: "customer gateway plant" },
            place: id,
            addresses: addressSet(["192.168.0.0/16"]),
            isExact: true,
            station: id,
            sends: [],
            receives: [],
            groups: [],
            tags: {},
        });
        expect(world.route("plant", "10.0.0.1")).toBe("sites over vpn");
        expect(world.side.parts.places).toContainEqual({ id, kind: "site", label: "plant", urn: id, tags: {} });
        expect(world.side.parts.assumptions).toEqual([]);
    });

    test("drops what comes from the site where no table is associated", () => {
        expect(hubs(vpn(STATIC)).route("plant", "10.0.0.1")).toBe(
            "WRONG_TABLE: no route table of transit gateway hub is associated with vpn connection vpn",
        );
    });

    test("may lead to anything that no network here has, where the site announces its routes", () => {
        const world = hubs(
            vpn(),
            join("propagation", "prod"),
            shop("propagation", "prod"),
            towards("prod", "172.16.0.0/12"),
        );
        expect(world.route("prod", "10.9.0.1")).toBe(UNTOLD);
        expect(world.route("prod", "8.8.8.8")).toBe(UNTOLD);
        expect(world.route("prod", "10.0.0.1")).toBe("shop-a (us-east-1a)");
        // Desk is a network here, and what a site announces is not: so nothing in this table leads there.
        expect(world.route("prod", "10.1.0.1")).toBe("no route");
        expect(world.route("prod", "172.16.0.1")).toBe("hosts of plant");
        expect(world.route("sites", "10.9.0.1")).toBe("no route");
        expect(world.side.parts.assumptions).toEqual([
            {
                text:
                    "what vpn connection vpn announces to route table prod is neither a prefix of the networks here nor part of " +
                    "another route there, and private where there is a default route",
                about: [world.urn("prod")],
            },
        ]);
        const [host] = world.side.parts.hosts;
        expect(host?.isExact).toBe(false);
        const blocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];
        const expected = subtract(addressSet(blocks), addressSet(["10.0.0.0/16", "10.1.0.0/16"]));
        expect(describeSet(host?.addresses ?? addressSet([]), 99)).toBe(describeSet(expected, 99));
    });

    test("announces, it is taken for granted, nothing that another route has", () => {
        const world = hubs(
            vpn(),
            join("propagation", "prod"),
            shop("route", "prod", { destinationCidrBlock: "10.0.0.0/8" }),
        );
        expect(world.route("prod", "10.9.0.1")).toBe("shop-a (us-east-1a)");
        expect(world.route("prod", "192.168.0.1")).toBe(UNTOLD);
    });

    test("propagates once, whether by default or because a resource says so", () => {
        const [, ...rest] = HUB;
        const gateway = make("gateway", "hub", {}, { outputs: { associationDefaultRouteTableId: "tgw-rtb-0" } });
        const world = new Hubs(read([...NETWORK, gateway, ...rest, PLANT, vpn(), byDefault]));
        expect(world.route("hub#default-table", "192.168.0.1")).toBe(UNTOLD);
        expect(world.side.parts.assumptions).toHaveLength(1);
    });

    test("has what lies behind a route and in no network here, and what is a part of one if a route says so", () => {
        const world = hubs(
            vpn(STATIC),
            towards("prod", "10.0.0.0/14"),
            towards("prod", "10.1.7.0/24"),
            towards("prod", "10.4.0.0/16"),
        );
        const [host] = world.side.parts.hosts;
        expect(host?.addresses).toEqual(addressSet(["10.1.7.0/24", "10.2.0.0/15", "10.4.0.0/16"]));
    });

    test("leaves public addresses to a default route, and private ones open", () => {
        const fallback = shop("route", "prod", { destinationCidrBlock: "0.0.0.0/0" });
        const world = hubs(vpn(), join("propagation", "prod"), fallback);
        expect(world.route("prod", "8.8.8.8")).toBe("shop-a (us-east-1a)");
        expect(world.route("prod", "10.1.0.1")).toBe("shop-a (us-east-1a)");
        expect(world.route("prod", "192.168.0.1")).toBe(UNTOLD);
    });

    test("that has the default route takes all private addresses that no network here has, and the rest nobody knows where", () => {
        const world = hubs(vpn(), join("propagation", "prod"), towards("prod", "0.0.0.0/0"));
        expect(world.route("prod", "192.168.0.1")).toBe("hosts of plant");
        expect(world.route("prod", "8.8.8.8")).toBe(
            "UNKNOWN: vpn connection vpn: what the other end does with packets that are not for its own networks is not known",
        );
    });

    test("carries IPv4, or IPv6 where it is told to", () => {
        const four = hubs(vpn(), join("propagation", "prod"));
        const six = hubs(vpn({ tunnelInsideIpVersion: "ipv6" }), join("propagation", "prod"));
        expect([four.route("prod", "192.168.0.1"), four.route("prod", "fd00::1")]).toEqual([UNTOLD, "no route"]);
        expect([six.route("prod", "192.168.0.1"), six.route("prod", "fd00::1")]).toEqual(["no route", UNTOLD]);
    });

    test("of a site with several goes each way that announces the destination", () => {
        const second = [
            make("gateway", "far", OFF),
            make("table", "far-table", { transitGatewayId: ref("far") }),
            make(
                "vpn",
                "second",
                { customerGatewayId: ref("plant"), transitGatewayId: ref("far") },
                { outputs: { transitGatewayAttachmentId: "tgw-attach-second" } },
            ),
            make("association", "second's", {
                transitGatewayAttachmentId: output("second", "transitGatewayAttachmentId"),
                transitGatewayRouteTableId: ref("far-table"),
            }),
            make("attachment", "desk's", { vpcId: ref("desk"), transitGatewayId: ref("far"), subnetIds: [] }),
            make("propagation", "desk to far", {
                transitGatewayAttachmentId: ref("desk's"),
                transitGatewayRouteTableId: ref("far-table"),
            }),
        ];
        const world = hubs(vpn(), join("association", "sites"), shop("propagation", "sites"), ...second);
        expect(world.route("plant", "10.0.0.1")).toBe("sites over vpn");
        expect(world.route("plant", "10.1.0.1")).toBe("far-table over second");
        expect(world.side.parts.hosts).toHaveLength(1);
    });

    test("is a link of two tunnels, encrypted as they are told and as large as that leaves", () => {
        const pinned = {
            tunnel1Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
            tunnel2Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
        };
        const linkOf = (inputs: Written["inputs"]): unknown =>
            hubs(vpn(inputs)).side.parts.links.find(({ kind }) => kind === "vpn");
        const world = hubs(vpn());
        const frame = {
            id: world.urn("vpn"),
            kind: "vpn",
            element: { urn: world.urn("vpn"), label: "vpn connection vpn" },
            ends: [world.urn("hub"), world.urn("plant")],
            elements: [world.urn("vpn"), world.urn("plant")],
            zones: [],
            lanes: 2,
        };
        expect(linkOf(pinned)).toEqual({ ...frame, encryption: "IPsec AES-256-GCM", mtu: 1446 });
        expect(linkOf({})).toEqual({ ...frame, encryption: "IPsec with any cipher that AWS offers" });
        expect(linkOf({ ...pinned, tunnel2Phase2EncryptionAlgorithms: ["AES128", "AES256-GCM-16"] })).toEqual({
            ...frame,
            encryption: "IPsec AES-128-CBC or AES-256-GCM",
        });
        const cbc = Object.fromEntries(Object.keys(pinned).map((name) => [name, ["AES256"]]));
        const hash = { tunnel1Phase2IntegrityAlgorithms: ["SHA2-256"], tunnel2Phase2IntegrityAlgorithms: ["SHA2-256"] };
        const either = { ...cbc, ...hash, tunnel2Phase2EncryptionAlgorithms: ["AES256", "AES256-GCM-16"] };
        expect(linkOf(either)).toEqual({ ...frame, encryption: "IPsec AES-256-CBC or AES-256-GCM" });
        expect(linkOf({ ...cbc, ...hash })).toEqual({ ...frame, encryption: "IPsec AES-256-CBC", mtu: 1438 });
        expect(linkOf(cbc)).toEqual({ ...frame, encryption: "IPsec AES-256-CBC" });
    });
});

describe.each([
    ["planned", planned],
    ["deployed", deployed],
] as const)("a virtual private gateway, %s", (_, read) => {
    const VGW = make("vpnGateway", "vgw", { vpcId: ref("shop") });
    const own = (inputs: Written["inputs"] = {}): Written =>
        make("vpn", "vpn", { customerGatewayId: ref("plant"), vpnGatewayId: ref("vgw"), ...inputs });
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(read([...NETWORK, PLANT, ...written]));
    const route = make("vpnRoute", "to plant", { vpnConnectionId: ref("vpn"), destinationCidrBlock: "192.168.0.0/16" });
    const into = (world: Hubs, vpc: string): string => {
        const hop = world.side.intoVgw?.(world.urn(vpc), world.meant("vgw"));
        return hop === undefined ? "" : inWords(hop);
    };

    test("leads from its VPC to the site by static routes, propagates them, and takes packets straight in", () => {
        const world = hubs(VGW, own(STATIC), route);
        expect(into(world, "shop")).toBe("vgw over ");
        expect(world.route("vgw", "192.168.0.1")).toBe("hosts of plant");
        expect(world.route("vgw", "172.16.0.1")).toBe("no route");
        expect(world.side.propagatedBy?.(world.meant("vgw")).prefixes.map(({ text }) => text)).toEqual([
            "192.168.0.0/16",
        ]);
        expect(world.route("plant", "10.0.0.1")).toBe("shop#inside over vpn");
        expect(world.side.parts.links.map(({ ends }) => ends)).toEqual([[world.urn("shop"), world.urn("plant")]]);
    });

    test("with a route table of its own brings packets where nobody here reads", () => {
        const edge = make("edgeAssociation", "edge", { gatewayId: ref("vgw"), routeTableId: "rtb-0" });
        expect(hubs(VGW, own(STATIC), route, edge).route("plant", "10.0.0.1")).toBe(
            "UNKNOWN: route table association edge: the route table of what vpn gateway vgw brings is not read",
        );
    });

    test("serves the VPC that it is attached to and no other", () => {
        expect(into(hubs(VGW, own()), "desk")).toBe(
            "BLACKHOLE: vpn gateway vgw is not attached to the VPC whose route leads to it",
        );
        const attached = make("vpnGatewayAttachment", "attach", { vpcId: ref("desk"), vpnGatewayId: ref("vgw") });
        expect(into(hubs(make("vpnGateway", "vgw"), own(), attached), "desk")).toBe("vgw over ");
        expect(hubs(make("vpnGateway", "vgw"), own()).route("plant", "10.0.0.1")).toBe(
            "BLACKHOLE: vpn gateway vgw is attached to no VPC",
        );
    });

    test("may lead to anything private where the site announces its routes", () => {
        const world = hubs(VGW, own());
        expect(world.route("vgw", "192.168.0.1")).toBe(UNTOLD);
        expect(world.route("vgw", "10.1.0.1")).toBe("no route");
        const texts = world.side.propagatedBy?.(world.meant("vgw")).prefixes.map(({ text }) => text);
        expect(texts).toContain("192.168.0.0/16");
        expect(texts).not.toContain("10.0.0.0/8");
        expect(world.side.parts.assumptions.map(({ about }) => about)).toEqual([[world.urn("vgw"), world.urn("shop")]]);
    });
});
