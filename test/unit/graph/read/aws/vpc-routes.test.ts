import { addressesOf } from "../../../../../graph/packets";
import { addressSet } from "../../../../../plan/address-set";
import { Asked, aws, deployed, id, out, planned, READINGS, type Written } from "../../../../support/graph";

const VPC = aws("ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const subnet = (name: string, cidrBlock: string, more: Written["inputs"] = {}): Written =>
    aws("ec2/subnet:Subnet", name, { vpcId: id("shop"), cidrBlock, availabilityZone: "us-east-1a", ...more });
const NETWORK = [VPC, subnet("web", "10.0.1.0/24"), subnet("data", "10.0.2.0/24")];
const table = (name: string, routes: readonly object[] = [], vpc = "shop"): Written =>
    aws("ec2/routeTable:RouteTable", name, { vpcId: id(vpc), routes: routes as never });
const use = (subnetName: string, tableName: string): Written =>
    aws("ec2/routeTableAssociation:RouteTableAssociation", `${subnetName} uses ${tableName}`, {
        subnetId: id(subnetName),
        routeTableId: id(tableName),
    });
const PEER = [
    aws("ec2/vpc:Vpc", "tools", { cidrBlock: "10.1.0.0/16" }),
    aws("ec2/subnet:Subnet", "desk", { vpcId: id("tools"), cidrBlock: "10.1.1.0/24" }),
    aws("ec2/route:Route", "home", {
        routeTableId: out("tools", "mainRouteTableId"),
        destinationCidrBlock: "10.0.0.0/16",
        vpcPeeringConnectionId: id("peering"),
    }),
];
const peering = (inputs: Written["inputs"] = { autoAccept: true }): Written =>
    aws("ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
        vpcId: id("shop"),
        peerVpcId: id("tools"),
        ...inputs,
    });
const TO_PEER = { cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: id("peering") };

describe.each(READINGS)("routes of a VPC, %s", (_, read) => {
    const ask = (...written: readonly Written[]): Asked => new Asked(read([...NETWORK, ...written]));

    test("lead to every subnet, by the main table where nothing is associated", () => {
        expect(ask().reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });

    test("lead nowhere else by themselves", () => {
        const asked = ask(...PEER, peering());
        expect(asked.reach("subnet/web", "subnet/desk")).toBe("DENIED NO_ROUTE");
    });

    test("lead over an accepted peering connection, from the tables that have a route", () => {
        const asked = ask(...PEER, peering(), table("private", [TO_PEER]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/desk")).toBe("REACHABLE");
        expect(asked.reach("subnet/data", "subnet/desk")).toBe("DENIED NO_ROUTE");
        // Answers come back: the connection has two ends.
        expect(asked.reach("subnet/desk", "subnet/data")).toBe("DENIED RETURN_BLOCKED NO_ROUTE");
    });

    test("over a peering connection carry packets of the VPC itself, and none that pass through it", () => {
        const { network } = ask(...PEER, peering(), table("private", [TO_PEER]), use("web", "private"));
        const web = [...network.stations.values()].find(({ id: key }) => key.endsWith("::web"));
        const hop = web?.entries.find(({ origin }) => origin === "static")?.to;
        const allowed = hop?.to === "station" ? hop.gates.map(({ allows }) => addressesOf(allows, "source")) : [];
        expect(allowed).toEqual([addressSet(["10.0.0.0/16"])]);
    });

    test("end at a peering connection that nobody accepts", () => {
        const asked = ask(...PEER, peering({}), table("private", [TO_PEER]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/desk")).toBe("DENIED BLACKHOLE");
        expect(asked.why("subnet/web", "subnet/desk")).toEqual([
            "vpc peering connection peering is not accepted by the other side",
        ]);
    });

    test("lead over a connection that an accepter accepts", () => {
        const accepter = aws("ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter", "yes", {
            vpcPeeringConnectionId: id("peering"),
            autoAccept: true,
        });
        const asked = ask(...PEER, peering({}), accepter, table("private", [TO_PEER]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/desk")).toBe("REACHABLE");
    });

    test("of the main table are those of the one that was made it", () => {
        const main = aws("ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", {
            vpcId: id("shop"),
            routeTableId: id("other"),
        });
        const asked = ask(...PEER, peering(), table("other", [TO_PEER]), main);
        expect(asked.reach("subnet/data", "subnet/desk")).toBe("REACHABLE");
    });

    test("of the default table are those of the resource that manages it", () => {
        const managed = aws("ec2/defaultRouteTable:DefaultRouteTable", "default", {
            defaultRouteTableId: out("shop", "defaultRouteTableId"),
            routes: [TO_PEER],
        });
        expect(ask(...PEER, peering(), managed).reach("subnet/data", "subnet/desk")).toBe("REACHABLE");
    });

    test("follow the longest prefix, and of a prefix list each of its prefixes", () => {
        const list = aws("ec2/managedPrefixList:ManagedPrefixList", "desks", {
            addressFamily: "IPv4",
            maxEntries: 5,
            entries: [{ cidr: "10.1.1.0/24" }],
        });
        const machine = aws("ec2/instance:Instance", "box", { subnetId: id("data"), sourceDestCheck: true });
        const wide = { cidrBlock: "10.0.0.0/8", networkInterfaceId: out("box", "primaryNetworkInterfaceId") };
        const listed = { destinationPrefixListId: id("desks"), vpcPeeringConnectionId: id("peering") };
        const asked = ask(...PEER, peering(), list, machine, table("private", [wide, listed]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/desk")).toBe("REACHABLE");
    });

    test.each([
        ["drops what is not for it", { sourceDestCheck: true }, "DENIED BLACKHOLE"],
        ["drops it by default", {}, "DENIED BLACKHOLE"],
        ["forwards by rules of its own", { sourceDestCheck: false }, "UNDETERMINED UNKNOWN"],
    ])("a machine that is a target %s", (_name, inputs, answer) => {
        const machine = aws("ec2/networkInterface:NetworkInterface", "box", { subnetId: id("data"), ...inputs });
        const route = { cidrBlock: "10.1.0.0/16", networkInterfaceId: id("box") };
        const asked = ask(...PEER, peering(), machine, table("private", [route]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/desk")).toBe(answer);
    });

    test("replace the local route, where one has the prefix of the VPC", () => {
        const endpoint = aws("ec2/vpcEndpoint:VpcEndpoint", "inspect", {
            vpcId: id("shop"),
            serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1",
            vpcEndpointType: "GatewayLoadBalancer",
            subnetIds: [id("data")],
        });
        const route = { cidrBlock: "10.0.0.0/16", vpcEndpointId: id("inspect") };
        const asked = ask(endpoint, table("private", [route]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/data")).toBe("UNDETERMINED UNKNOWN");
        // A subnet's own machines never ask its table.
        expect(asked.reach("subnet/web", "subnet/web")).toBe("REACHABLE");
    });

    test("to addresses of a VPC that no subnet has lead nowhere", () => {
        const asked = ask(...PEER, peering(), table("private", [TO_PEER]), use("web", "private"));
        const [station] = [...asked.network.stations.values()].filter(({ id: key }) => key.endsWith("::tools#inside"));
        expect(station?.otherwise).toEqual({
            to: "end",
            reason: {
                code: "NO_ROUTE",
                element: { urn: "urn:pulumi:dev::net::aws:ec2/vpc:Vpc::tools", label: "vpc tools" },
                detail: "no subnet of vpc tools has this address",
            },
        });
    });

    test("of a VPC that nothing describes are not known, and its subnets are known as far as they are", () => {
        const there = [
            aws("ec2/subnet:Subnet", "guest", { vpcId: "vpc-0abc", cidrBlock: "10.9.1.0/24" }),
            aws("ec2/subnet:Subnet", "lodger", { vpcId: "vpc-0abc", cidrBlock: "10.9.2.0/24" }),
        ];
        const asked = ask(...there);
        expect(asked.reach("subnet/guest", "subnet/lodger")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/guest", "subnet/guest")).toBe("REACHABLE");
        expect(asked.reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });
});

describe("a plan that does not tell", () => {
    const ask = (...written: readonly Written[]): Asked => new Asked(planned([...NETWORK, ...written]));

    test("which subnet a table is for leaves those that it may be for undetermined", () => {
        const either = aws("ec2/routeTableAssociation:RouteTableAssociation", "either", {
            subnetId: id("web", "data"),
            routeTableId: id("private"),
        });
        const asked = ask(subnet("cache", "10.0.3.0/24"), table("private"), either);
        expect(asked.reach("subnet/web", "subnet/data")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.why("subnet/web", "subnet/data")).toEqual([
            "route table association either: subnetId is not known before the deployment and may be any of web, data",
        ]);
        expect(asked.reach("subnet/web", "subnet/web")).toBe("REACHABLE");
    });

    test("which subnet a table is for says nothing of one that has its own", () => {
        const either = aws("ec2/routeTableAssociation:RouteTableAssociation", "either", {
            subnetId: id("web", "data"),
            routeTableId: id("private"),
        });
        const asked = ask(table("private"), table("own"), either, use("web", "own"), use("data", "own"));
        expect(asked.reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });

    test("the destination of a route leaves what is not in the subnet undetermined", () => {
        const route = { cidrBlock: id("shop"), networkInterfaceId: "eni-1" };
        const asked = ask(table("private", [route]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/data")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/web", "subnet/web")).toBe("REACHABLE");
    });

    test("the target of a route leaves its destination undetermined, and nothing else", () => {
        const route = { cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: id("peering", "spare") };
        const spare = { ...peering(), name: "spare" };
        const asked = ask(...PEER, peering(), spare, table("private", [route]), use("web", "private"));
        expect(asked.reach("subnet/web", "subnet/desk")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });

    test("the prefix of a subnet leaves addresses undetermined that it may have", () => {
        const asked = ask(aws("ec2/subnet:Subnet", "open", { vpcId: id("shop") }));
        expect(asked.reach("subnet/web", "subnet/open")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });
});

test("a route that a state tells twice, in its table and by itself, is one", () => {
    const route = aws("ec2/route:Route", "peer", {
        routeTableId: id("private"),
        destinationCidrBlock: "10.1.0.0/16",
        vpcPeeringConnectionId: id("peering"),
    });
    const written = [...NETWORK, ...PEER, peering(), table("private", [TO_PEER]), route, use("web", "private")];
    const asked = new Asked(deployed(written));
    const station = [...asked.network.stations.values()].find(({ id: key }) => key.endsWith("::web"));
    expect(station?.entries.filter(({ origin }) => origin === "static").map(({ element }) => element)).toEqual([
        { urn: "urn:pulumi:dev::net::aws:ec2/route:Route::peer", label: "route 10.1.0.0/16 of route table private" },
    ]);
    expect(asked.reach("subnet/web", "subnet/desk")).toBe("REACHABLE");
});
