/**
 * VPN concentrators and private VPNs of a Transit Gateway. Sources: Site-to-Site VPN user guide (a concentrator is one attachment,
 * its connections speak BGP), VPC Transit Gateway guide ("How transit gateways work": private VPN, VPN, VPN concentrator).
 */
import { deployed, Hubs, make, output, planned, ref, type Written } from "../../../../support/hubs";

const OFF = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
const NETWORK = [
    make("vpc", "shop", { cidrBlock: "10.0.0.0/16" }),
    make("subnet", "shop-a", { vpcId: ref("shop"), availabilityZone: "us-east-1a" }),
    make("gateway", "hub", OFF),
    make("attachment", "attachment", { vpcId: ref("shop"), transitGatewayId: ref("hub"), subnetIds: [ref("shop-a")] }),
    make("table", "prod", { transitGatewayId: ref("hub") }),
    make("table", "sites", { transitGatewayId: ref("hub") }),
    make(
        "concentrator",
        "branches",
        { transitGatewayId: ref("hub"), type: "ipsec.1" },
        { outputs: { transitGatewayAttachmentId: "tgw-attach-branches", vpnConcentratorId: "id-of-branches" } },
    ),
];
const device = (name: string, ipAddress: string): Written =>
    make("customerGateway", name, { bgpAsn: "65010", ipAddress, type: "ipsec.1" });
const on = (concentrator: Written["inputs"][string], name: string, of: string): Written =>
    make("vpn", name, { customerGatewayId: ref(of), vpnConcentratorId: concentrator, type: "ipsec.1" });
const BRANCHES = [
    device("plant", "203.0.113.7"),
    device("depot", "203.0.113.8"),
    on(output("branches", "vpnConcentratorId"), "to plant", "plant"),
    on(output("branches", "vpnConcentratorId"), "to depot", "depot"),
];
const join = (kind: "association" | "propagation" | "route", table: string, inputs: Written["inputs"] = {}): Written =>
    make(kind, `${kind} ${table}`, {
        transitGatewayAttachmentId: output("branches", "transitGatewayAttachmentId"),
        transitGatewayRouteTableId: ref(table),
        ...inputs,
    });

describe.each([
    ["planned", planned],
    ["deployed", deployed],
] as const)("a VPN concentrator, %s", (_, read) => {
    const hubs = (...written: readonly Written[]): Hubs => new Hubs(read([...NETWORK, ...BRANCHES, ...written]));

    test("lets every site into the table that is associated with its one attachment", () => {
        const world = hubs(join("association", "sites"));
        expect(world.route("plant", "10.0.0.1")).toBe("sites over to plant");
        expect(world.route("depot", "10.0.0.1")).toBe("sites over to depot");
    });

    test("drops what comes from its sites where no table is associated", () => {
        expect(hubs().route("plant", "10.0.0.1")).toBe(
            "WRONG_TABLE: no route table of transit gateway hub is associated with vpn concentrator branches",
        );
    });

    test("brings what its sites announce, which nobody here knows", () => {
        const world = hubs(join("propagation", "prod"));
        expect(world.route("prod", "192.168.1.1")).toMatch(
            /^UNKNOWN: what vpn connection to (plant|depot) announces is not known: these packets may go there$/,
        );
        expect(world.route("sites", "192.168.1.1")).toBe("no route");
    });

    test("takes static routes, and decides itself among its connections", () => {
        const world = hubs(join("route", "prod", { destinationCidrBlock: "192.168.0.0/16" }));
        expect(world.route("prod", "192.168.1.1")).toContain(
            "which of its connections takes these packets is not read",
        );
    });

    test("is paid for once beside its connections", () => {
        const links = hubs(join("association", "sites")).side.parts.links.filter(({ kind }) => kind === "vpn");
        expect(links.map(({ paid }) => paid?.map(({ kind }) => kind))).toEqual([
            ["aws.tgw.vpn.concentrated", "aws.tgw.vpn-concentrator"],
            ["aws.tgw.vpn.concentrated", "aws.tgw.vpn-concentrator"],
        ]);
        expect(new Set(links.map(({ paid }) => paid?.[1]?.by)).size).toBe(1);
    });

    test("that is not in the program may be at any gateway", () => {
        const world = new Hubs(read([...NETWORK, device("shed", "203.0.113.9"), on("vcn-0123", "to shed", "shed")]));
        expect(world.route("shed", "10.0.0.1")).toContain(
            "which transit gateway its VPN concentrator is attached to is not known",
        );
    });

    test("a private VPN is a VPN of its Transit Gateway, with a price of its own", () => {
        const written = [
            device("mill", "10.9.0.1"),
            make(
                "vpn",
                "to mill",
                {
                    customerGatewayId: ref("mill"),
                    transitGatewayId: ref("hub"),
                    outsideIpAddressType: "PrivateIpv4",
                    transportTransitGatewayAttachmentId: "tgw-attach-dx",
                    type: "ipsec.1",
                },
                { outputs: { transitGatewayAttachmentId: "tgw-attach-mill" } },
            ),
            make("association", "mill in sites", {
                transitGatewayAttachmentId: output("to mill", "transitGatewayAttachmentId"),
                transitGatewayRouteTableId: ref("sites"),
            }),
        ];
        const world = hubs(...written);
        expect(world.route("mill", "10.0.0.1")).toBe("sites over to mill");
        const link = world.side.parts.links.find(({ id }) => id === world.urn("to mill"));
        expect(link?.paid?.map(({ kind }) => kind)).toEqual(["aws.tgw.vpn.private"]);
    });
});
