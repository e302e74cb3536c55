import { describeSet } from "../../../../../plan/address-set";
import { Asked, aws, id, out, planned, READINGS, type Input, type Written } from "../../../../support/graph";

const VPC = aws("ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const subnet = (name: string, cidrBlock: string, more: Written["inputs"] = {}): Written =>
    aws("ec2/subnet:Subnet", name, { vpcId: id("shop"), cidrBlock, availabilityZone: "us-east-1a", ...more });
const NETWORK = [VPC, subnet("front", "10.0.1.0/24"), subnet("back", "10.0.2.0/24")];
const GATEWAY = aws("ec2/internetGateway:InternetGateway", "gate", { vpcId: id("shop") });
const table = (name: string, ...routes: readonly Input[]): Written =>
    aws("ec2/routeTable:RouteTable", name, { vpcId: id("shop"), routes });
const use = (user: string, tableName: string, property = "subnetId"): Written =>
    aws("ec2/routeTableAssociation:RouteTableAssociation", `${user} uses ${tableName}`, {
        [property]: id(user),
        routeTableId: id(tableName),
    });
const OUT = { cidrBlock: "0.0.0.0/0", gatewayId: id("gate") };
const PUBLIC = [...NETWORK, GATEWAY, table("public", OUT), use("front", "public")];
const OPEN_GROUP = aws("ec2/securityGroup:SecurityGroup", "open", {
    vpcId: id("shop"),
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const machine = (name: string, subnetName: string, more: Written["inputs"] = {}, outputs = {}): Written =>
    aws(
        "ec2/instance:Instance",
        name,
        { subnetId: id(subnetName), vpcSecurityGroupIds: [id("open")], ...more },
        outputs,
    );
const EIP = aws("ec2/eip:Eip", "address", { domain: "vpc" }, { publicIp: "198.51.100.7" });

describe.each(READINGS)("an internet gateway, %s", (_, read) => {
    const ask = (...written: readonly Written[]): Asked => new Asked(read(written));

    test("takes packets of machines that have a public address, and of no other", () => {
        const elastic = { ...EIP, inputs: { instance: id("web") } };
        const asked = ask(...PUBLIC, OPEN_GROUP, machine("web", "front"), machine("dark", "front"), elastic);
        expect(asked.reach("instance/web", "internet")).toBe("REACHABLE");
        expect(asked.reach("internet", "instance/web")).toBe("REACHABLE");
        expect(asked.reach("internet", "instance/web", "tcp/22")).toBe("DENIED SG_DENY");
        expect(asked.reach("instance/dark", "internet")).toBe("DENIED NO_PUBLIC_EGRESS");
        expect(asked.reach("subnet/front", "internet")).toBe("DENIED NO_PUBLIC_EGRESS");
        expect(asked.reach("internet", "instance/dark")).toBe("DENIED NO_PUBLIC_EGRESS");
    });

    test("does not reach a network that uses the same addresses as another one with a gateway", () => {
        const twin = [
            aws("ec2/vpc:Vpc", "twin", { cidrBlock: "10.0.0.0/16" }),
            aws("ec2/subnet:Subnet", "dark", {
                vpcId: id("twin"),
                cidrBlock: "10.0.1.0/24",
                availabilityZone: "us-east-1a",
            }),
        ];
        const elastic = { ...EIP, inputs: { instance: id("web") } };
        const asked = ask(
            ...PUBLIC,
            ...twin,
            OPEN_GROUP,
            machine("web", "front", {}, { privateIp: "10.0.1.9" }),
            elastic,
        );
        expect(asked.reach("internet", "subnet/dark")).toBe("DENIED NO_PUBLIC_EGRESS");
    });

    test.each<[string, Written[]]>([
        [
            "by an association",
            [
                EIP,
                aws("ec2/eipAssociation:EipAssociation", "pair", {
                    allocationId: id("address"),
                    instanceId: id("web"),
                }),
            ],
        ],
        ["because the instance asks for one", []],
    ])("knows the public address of an instance %s", (name, more) => {
        const asks: Written["inputs"] = name.startsWith("because") ? { associatePublicIpAddress: true } : {};
        const asked = ask(...PUBLIC, OPEN_GROUP, machine("web", "front", asks, { privateIp: "10.0.1.9" }), ...more);
        expect(asked.reach("instance/web", "internet")).toBe("REACHABLE");
        expect(asked.reach("internet", "instance/web")).toBe("REACHABLE");
    });

    test("takes packets of every machine in a subnet that gives public addresses, but of one that refuses", () => {
        const open = subnet("open-air", "10.0.3.0/24", { mapPublicIpOnLaunch: true });
        const asked = ask(
            ...PUBLIC,
            open,
            use("open-air", "public"),
            OPEN_GROUP,
            machine("shy", "open-air", { associatePublicIpAddress: false }),
        );
        expect(asked.reach("subnet/open-air", "internet")).toBe("REACHABLE");
        expect(asked.reach("internet", "subnet/open-air")).toBe("REACHABLE");
        expect(asked.reach("instance/shy", "internet")).toBe("DENIED NO_PUBLIC_EGRESS");
    });

    test("that is attached to nothing, or to another VPC, leads nowhere", () => {
        const loose = aws("ec2/internetGateway:InternetGateway", "gate", {});
        const elastic = { ...EIP, inputs: { instance: id("web") } };
        const others = [...PUBLIC.filter(({ name }) => name !== "gate"), OPEN_GROUP, machine("web", "front"), elastic];
        expect(ask(...others, loose).why("instance/web", "internet")).toEqual([
            "internet gateway gate is attached to no VPC",
        ]);
        const tools = aws("ec2/vpc:Vpc", "tools", { cidrBlock: "10.1.0.0/16" });
        const there = aws("ec2/internetGatewayAttachment:InternetGatewayAttachment", "there", {
            internetGatewayId: id("gate"),
            vpcId: id("tools"),
        });
        const asked = ask(...others, loose, tools, there);
        expect(asked.reach("instance/web", "internet")).toBe("DENIED BLACKHOLE");
        expect(asked.why("instance/web", "internet")).toEqual([
            "internet gateway gate is attached to vpc tools, not to vpc shop",
        ]);
    });

    test("lets packets in to a subnet whose table does not lead out; their answers are lost", () => {
        const elastic = { ...EIP, inputs: { instance: id("web") } };
        const asked = ask(...PUBLIC, OPEN_GROUP, machine("web", "back"), elastic);
        expect(asked.reach("internet", "instance/web")).toBe("DENIED RETURN_BLOCKED NO_ROUTE");
    });

    test("follows a table of its own for what comes in", () => {
        const inspect = aws("ec2/networkInterface:NetworkInterface", "inspect", {
            subnetId: id("back"),
            sourceDestCheck: false,
        });
        const edge = table("edge", { cidrBlock: "10.0.1.0/24", networkInterfaceId: id("inspect") });
        const elastic = { ...EIP, inputs: { instance: id("web") } };
        const asked = ask(
            ...PUBLIC,
            OPEN_GROUP,
            machine("web", "front"),
            elastic,
            inspect,
            edge,
            use("gate", "edge", "gatewayId"),
        );
        expect(asked.reach("internet", "instance/web")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.why("internet", "instance/web")).toEqual([
            "network interface inspect forwards packets by rules of its own, which nothing here describes",
        ]);
    });
});

const NAT = aws("ec2/natGateway:NatGateway", "nat", { subnetId: id("front"), allocationId: id("address") });
const BEHIND = [
    ...PUBLIC,
    EIP,
    NAT,
    table("private", { cidrBlock: "0.0.0.0/0", natGatewayId: id("nat") }),
    use("back", "private"),
];

describe.each(READINGS)("a NAT gateway, %s", (_, read) => {
    const ask = (...written: readonly Written[]): Asked => new Asked(read(written));

    test("takes packets to the internet and their answers back, and nothing from there", () => {
        const asked = ask(...BEHIND);
        expect(asked.reach("subnet/back", "internet")).toBe("REACHABLE");
        expect(asked.reach("internet", "subnet/back")).toBe("DENIED NO_PUBLIC_EGRESS");
    });

    test("needs the network ACL of its own subnet to let packets in, and answers in and out", () => {
        const acl = (ingress: Input[], egress: Input[]): Written =>
            aws("ec2/networkAcl:NetworkAcl", "acl", { vpcId: id("shop"), subnetIds: [id("front")], ingress, egress });
        const all = { protocol: "-1", ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 };
        const inside = { ...all, cidrBlock: "10.0.0.0/16" };
        expect(ask(...BEHIND, acl([all], [all])).reach("subnet/back", "internet")).toBe("REACHABLE");
        expect(ask(...BEHIND, acl([], [all])).reach("subnet/back", "internet")).toBe("DENIED NACL_DENY");
        expect(ask(...BEHIND, acl([inside], [all])).reach("subnet/back", "internet")).toBe(
            "DENIED RETURN_BLOCKED NACL_DENY",
        );
        expect(ask(...BEHIND, acl([all], [inside])).reach("subnet/back", "internet")).toBe("DENIED NACL_DENY");
    });

    test("in a subnet that does not lead out leads nowhere", () => {
        const asked = ask(...BEHIND.filter(({ name }) => name !== "front uses public"));
        expect(asked.reach("subnet/back", "internet")).toBe("DENIED NO_ROUTE");
    });
});

test("the address of a gateway that AWS will choose stands for any, unless a rule tells the subnet's addresses apart", () => {
    expect(new Asked(planned(BEHIND)).reach("subnet/back", "internet")).toBe("REACHABLE");
    const rule = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.1.128/25"] };
    const group = aws("ec2/securityGroup:SecurityGroup", "half", { vpcId: id("shop"), ingress: [rule] });
    const asked = new Asked(planned([...BEHIND, group]));
    expect(asked.reach("subnet/back", "internet")).toBe("UNDETERMINED UNKNOWN");
    expect(asked.why("subnet/back", "internet")).toEqual([
        "nat gateway nat: its address in subnet front is not known before the deployment, and rules tell the addresses of the subnet apart",
    ]);
});

const SIX = [
    aws(
        "ec2/vpc:Vpc",
        "shop",
        { cidrBlock: "10.0.0.0/16", assignGeneratedIpv6CidrBlock: true },
        { ipv6CidrBlock: "2600:1f18:1::/56" },
    ),
    subnet("front", "10.0.1.0/24", { ipv6CidrBlock: out("shop", "front6") }),
    subnet("back", "10.0.2.0/24", { ipv6CidrBlock: out("shop", "back6") }),
].map((each) =>
    each.name === "shop"
        ? { ...each, outputs: { ...each.outputs, front6: "2600:1f18:1:1::/64", back6: "2600:1f18:1:2::/64" } }
        : each,
);

describe.each(READINGS)("IPv6, %s", (_, read) => {
    const WORLD = [
        ...SIX,
        GATEWAY,
        aws("ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "valve", { vpcId: id("shop") }),
        table("public", { ipv6CidrBlock: "::/0", gatewayId: id("gate") }),
        table("private", { ipv6CidrBlock: "::/0", egressOnlyGatewayId: id("valve") }),
        use("front", "public"),
        use("back", "private"),
    ];
    const asked = new Asked(read(WORLD));
    const verdict = (from: string, to: string): string => {
        const six = asked
            .answer(from, to, "tcp/443")
            .trips.filter(({ out: way }) => way.packets.some((cube) => cube.family === 6));
        return [...new Set(six.map((trip) => [trip.verdict, trip.reason?.code].join(" ").trim()))].join(", ");
    };

    test("needs no translation: an internet gateway lets packets in and out", () => {
        expect(verdict("subnet/front", "internet")).toBe("REACHABLE");
        expect(verdict("internet", "subnet/front")).toBe("REACHABLE");
    });

    test("an egress-only gateway lets out what is answered, and nothing in", () => {
        expect(verdict("subnet/back", "internet")).toBe("REACHABLE");
        expect(verdict("internet", "subnet/back")).toBe("DENIED NO_PUBLIC_EGRESS");
    });

    test("stays inside the VPC by its local route", () => {
        expect(verdict("subnet/front", "subnet/back")).toBe("REACHABLE");
    });
});

describe.each(READINGS)("a gateway endpoint, %s", (_, read) => {
    const endpoint = aws(
        "ec2/vpcEndpoint:VpcEndpoint",
        "s3",
        { vpcId: id("shop"), serviceName: "com.amazonaws.us-east-1.s3", routeTableIds: [id("private")] },
        { cidrBlocks: ["52.216.0.0/15"], prefixListId: "pl-63a5400a" },
    );
    const WORLD = [...NETWORK, endpoint, table("private"), use("back", "private")];

    test("leads from the tables that it is in to its service, and nowhere else", () => {
        const asked = new Asked(read(WORLD));
        expect(asked.reach("subnet/back", "service/com.amazonaws.us-east-1.s3")).toBe("REACHABLE");
        expect(asked.reach("subnet/front", "service/com.amazonaws.us-east-1.s3")).toBe("DENIED NO_ROUTE");
        expect(asked.reach("subnet/back", "internet")).toBe("DENIED NO_ROUTE");
    });

    test("can be named by its prefix list", () => {
        const group = aws("ec2/securityGroup:SecurityGroup", "open", {
            vpcId: id("shop"),
            egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, prefixListIds: [out("s3", "prefixListId")] }],
        });
        const asked = new Asked(read([...WORLD, group, machine("reader", "back")]));
        expect(asked.reach("instance/reader", "service/com.amazonaws.us-east-1.s3")).toBe("REACHABLE");
        expect(asked.reach("instance/reader", "subnet/back")).toBe("DENIED SG_DENY");
    });

    test("is out of reach of networks beyond its VPC", () => {
        const there = [
            aws("ec2/vpc:Vpc", "tools", { cidrBlock: "10.1.0.0/16" }),
            aws("ec2/subnet:Subnet", "desk", { vpcId: id("tools"), cidrBlock: "10.1.1.0/24" }),
        ];
        const asked = new Asked(read([...WORLD, ...there]));
        expect(asked.reach("subnet/desk", "service/com.amazonaws.us-east-1.s3")).toBe("DENIED NO_ROUTE");
    });
});

test("the internet has all public addresses, and none of those that are somebody's here", () => {
    const elastic = { ...EIP, inputs: { instance: id("web"), publicIp: "52.1.2.3" } };
    const { network } = new Asked(planned([...PUBLIC, OPEN_GROUP, machine("web", "front"), elastic]));
    const text = describeSet(network.hosts.get("internet")?.addresses ?? { 4: [], 6: [] }, 1000).split(", ");
    expect(["10.0.0.0/8", "240.0.0.0/4", "52.1.2.3/32"].filter((prefix) => text.includes(prefix))).toEqual([]);
    expect(text.filter((prefix) => prefix.startsWith("52.1.2."))).toEqual(
        expect.arrayContaining(["52.1.2.0/31", "52.1.2.2/32", "52.1.2.4/30"]),
    );
});
