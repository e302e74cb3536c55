import { matrix } from "../../../../../graph/matrix";
import { SECRET, type Values } from "../../../../../graph/read/values";
import { readTraffic, type Traffic } from "../../../../../graph/traffic";
import { Asked, aws, deployed, id, out, planned, READINGS, type Written } from "../../../../support/graph";

const vpc = (name: string, cidrBlock: string): Written => aws("ec2/vpc:Vpc", name, { cidrBlock });
const subnet = (name: string, of: string, cidrBlock: string): Written =>
    aws("ec2/subnet:Subnet", name, { vpcId: id(of), cidrBlock, availabilityZone: "us-east-1a" });
const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443 };
const group = (name: string, of: string, inputs: Written["inputs"]): Written =>
    aws("ec2/securityGroup:SecurityGroup", name, { vpcId: id(of), ...inputs });

describe.each(READINGS)("a group of another VPC at the same Transit Gateway, %s", (_, read) => {
    const WORLD = [
        vpc("shop", "10.0.0.0/16"),
        vpc("desk", "10.1.0.0/16"),
        subnet("data", "shop", "10.0.1.0/24"),
        subnet("office", "desk", "10.1.1.0/24"),
        group("guests", "desk", { egress: [{ ...HTTPS, cidrBlocks: ["0.0.0.0/0"] }] }),
        group("servers", "shop", {
            ingress: [{ ...HTTPS, securityGroups: [id("guests")] }],
            egress: [{ ...HTTPS, securityGroups: [id("guests")] }],
        }),
        aws("ec2/instance:Instance", "server", { subnetId: id("data"), vpcSecurityGroupIds: [id("servers")] }),
    ];
    const gates = (hub: Written["inputs"], desk: Written["inputs"] = {}): string => {
        const attachment = (of: string, door: string, inputs: Written["inputs"] = {}): Written =>
            aws("ec2transitgateway/vpcAttachment:VpcAttachment", `${of} attachment`, {
                vpcId: id(of),
                subnetIds: [id(door)],
                transitGatewayId: id("hub"),
                ...inputs,
            });
        const { network } = new Asked(
            read([
                ...WORLD,
                aws("ec2transitgateway/transitGateway:TransitGateway", "hub", hub),
                attachment("shop", "data"),
                attachment("desk", "office", desk),
            ]),
        );
        const server = [...network.hosts.values()].find(({ id: key }) => key.endsWith("::server"));
        const named = (list: NonNullable<typeof server>["receives"]): number =>
            list.flatMap((g) => g.fromGroups).length;
        return `in ${named(server?.receives ?? [])}, out ${named(server?.sends ?? [])}`;
    };

    test("can be named for what comes in, where gateway and attachments support it", () => {
        const isOn = { securityGroupReferencingSupport: "enable" };
        expect(gates(isOn)).toBe("in 1, out 0");
        expect(gates({})).toBe("in 0, out 0");
        expect(gates(isOn, { securityGroupReferencingSupport: "disable" })).toBe("in 0, out 0");
    });
});

describe("a subnet whose VPC a plan does not know", () => {
    const WORLD = [vpc("shop", "10.0.0.0/16"), vpc("desk", "10.1.0.0/16"), subnet("data", "shop", "10.0.1.0/24")];
    const stray = {
        ...subnet("stray", "shop", "10.0.9.0/24"),
        inputs: { vpcId: out("elsewhere", "value"), cidrBlock: "10.0.9.0/24", availabilityZone: "us-east-1a" },
    };
    const PARAMETER = aws("ssm/parameter:Parameter", "elsewhere", { type: "String", value: id("shop") });

    test("leaves open what is asked about all of a VPC that it may lie in, and nothing about a subnet", () => {
        const asked = new Asked(planned([...WORLD, PARAMETER, stray]));
        expect(asked.reach("vpc/shop", "vpc/shop")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.why("vpc/shop", "vpc/shop")[0]).toContain("subnet stray: vpcId is not known");
        const { groups, cells } = matrix(asked.network, readTraffic("tcp/443") as Traffic);
        const shop = groups.findIndex(({ name }) => name === "vpc/shop");
        expect(cells[shop]?.[shop]?.verdict).toBe("UNDETERMINED");
        expect(asked.reach("subnet/data", "subnet/data")).toBe("REACHABLE");
    });
});

test("what a plan keeps secret is not read, and says so", () => {
    const open = subnet("data", "shop", "10.0.1.0/24");
    const [shop, data] = planned([vpc("shop", "10.0.0.0/16"), open]);
    if (shop === undefined || data === undefined) throw new Error("two resources");
    const props: Values = { ...data.props, cidrBlock: SECRET };
    const hidden = { ...data, props };
    const { network } = new Asked([shop, hidden]);
    const inside = network.stations.get(`${shop.urn}#inside`);
    expect(inside?.otherwise).toMatchObject({
        reason: { code: "UNKNOWN", detail: "subnet data: cidrBlock is secret and is not read" },
    });
});

describe("a default subnet, planned", () => {
    const asked = new Asked(
        planned([
            aws("ec2/defaultVpc:DefaultVpc", "old"),
            aws("ec2/defaultSubnet:DefaultSubnet", "old-a", { availabilityZone: "us-east-1a" }),
        ]),
    );

    test("lies in the default VPC of its region", () => {
        const place = [...asked.network.places.values()].find(({ label }) => label === "old-a");
        expect(place?.within).toMatch(/::old$/);
    });

    test("may give public addresses, and may have any prefix", () => {
        const [host] = [...asked.network.hosts.values()].filter(({ kind }) => kind === "subnet");
        expect(host?.isExact).toBe(false);
    });
});

test("a load balancer over mapped subnets is in each of them, though a plan cannot say which mapping is whose", () => {
    const { network } = new Asked(
        planned([
            vpc("shop", "10.0.0.0/16"),
            subnet("one", "shop", "10.0.1.0/24"),
            subnet("two", "shop", "10.0.2.0/24"),
            aws("lb/loadBalancer:LoadBalancer", "front", {
                loadBalancerType: "network",
                subnetMappings: [{ subnetId: id("one") }, { subnetId: id("two") }],
            }),
        ]),
    );
    const places = [...network.hosts.values()].filter(({ kind }) => kind === "load-balancer").map(({ place }) => place);
    expect(places.map((place) => place.split("::").at(-1))).toEqual(["one", "two"]);
});

test("a setting of a whole account that closes the internet is named beside the gateways that it closes", () => {
    const gateway = aws("ec2/internetGateway:InternetGateway", "gate", { vpcId: id("shop") });
    const block = aws("ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions", "block", {
        internetGatewayBlockMode: "block-bidirectional",
    });
    const { network } = new Asked(planned([vpc("shop", "10.0.0.0/16"), gateway, block]));
    expect(network.unmodelled.map(({ name, touches }) => [name, touches.map((urn) => urn.split("::").at(-1))])).toEqual(
        [["block", ["gate"]]],
    );
});

describe("prefixes that an address pool will choose", () => {
    const table = aws("ec2/routeTable:RouteTable", "private", {
        vpcId: id("shop"),
        routes: [{ cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: id("peering") }],
    });
    const WORLD = [
        subnet("web", "shop", "10.0.1.0/24"),
        vpc("desk", "10.1.0.0/16"),
        subnet("office", "desk", "10.1.1.0/24"),
        aws("ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
            vpcId: id("shop"),
            peerVpcId: id("desk"),
            autoAccept: true,
        }),
        table,
        aws("ec2/routeTableAssociation:RouteTableAssociation", "use", {
            subnetId: id("web"),
            routeTableId: id("private"),
        }),
        aws("ec2/route:Route", "back", {
            routeTableId: out("desk", "mainRouteTableId"),
            destinationCidrBlock: "10.0.0.0/16",
            vpcPeeringConnectionId: id("peering"),
        }),
    ];
    const asked = (...written: readonly Written[]): Asked => new Asked(planned([...WORLD, ...written]));

    test("may be any destination's, whether the VPC has one or gets another", () => {
        expect(asked(vpc("shop", "10.0.0.0/16")).reach("subnet/web", "subnet/office")).toBe("REACHABLE");
        const pooled = aws("ec2/vpc:Vpc", "shop", { ipv4IpamPoolId: "ipam-pool-1" });
        expect(asked(pooled).why("subnet/web", "subnet/office")).toEqual([
            "vpc shop: cidrBlock is not known before the deployment",
        ]);
        const second = aws("ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "second", {
            vpcId: id("shop"),
            ipv4IpamPoolId: "ipam-pool-1",
        });
        expect(asked(vpc("shop", "10.0.0.0/16"), second).why("subnet/web", "subnet/office")).toEqual([
            "vpc ipv4 cidr block association second: cidrBlock is not known before the deployment",
        ]);
    });

    test("that are added and known are the VPC's too", () => {
        const second = aws("ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "second", {
            vpcId: id("shop"),
            cidrBlock: "10.2.0.0/16",
        });
        const more = asked(vpc("shop", "10.0.0.0/16"), second, subnet("far", "shop", "10.2.1.0/24"));
        expect(more.reach("subnet/web", "subnet/far")).toBe("REACHABLE");
    });
});

test("a group of a VPC that may be peered may be meant", () => {
    const { network } = new Asked(
        planned([
            vpc("shop", "10.0.0.0/16"),
            vpc("desk", "10.1.0.0/16"),
            vpc("home", "10.2.0.0/16"),
            subnet("data", "shop", "10.0.1.0/24"),
            group("guests", "desk", {}),
            group("servers", "shop", { ingress: [{ ...HTTPS, securityGroups: [id("guests")] }] }),
            aws("ec2/instance:Instance", "server", { subnetId: id("data"), vpcSecurityGroupIds: [id("servers")] }),
            aws("ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
                vpcId: id("shop"),
                peerVpcId: id("desk", "home"),
                autoAccept: true,
            }),
        ]),
    );
    const server = [...network.hosts.values()].find(({ id: key }) => key.endsWith("::server"));
    expect(server?.receives.flatMap(({ unsure }) => unsure.map(({ reason }) => reason.detail))).toEqual([
        "vpc peering connection peering: peerVpcId is not known before the deployment and may be any of desk, home",
    ]);
});

test("a connection that somebody accepted by hand is accepted", () => {
    const peering = (acceptStatus: string): unknown => {
        const written = [
            vpc("shop", "10.0.0.0/16"),
            vpc("desk", "10.1.0.0/16"),
            subnet("web", "shop", "10.0.1.0/24"),
            aws(
                "ec2/vpcPeeringConnection:VpcPeeringConnection",
                "peering",
                { vpcId: id("shop"), peerVpcId: id("desk") },
                { acceptStatus },
            ),
            aws("ec2/route:Route", "there", {
                routeTableId: out("shop", "mainRouteTableId"),
                destinationCidrBlock: "10.1.0.0/16",
                vpcPeeringConnectionId: id("peering"),
            }),
        ];
        const { network } = new Asked(deployed(written));
        const web = [...network.stations.values()].find(({ id: key }) => key.endsWith("::web"));
        return web?.entries.find(({ origin }) => origin === "static")?.to.to;
    };
    expect(peering("active")).toBe("station");
    expect(peering("pending-acceptance")).toBe("end");
});

test("an instance that runs without a public address has none, whatever its subnet gives to others", () => {
    const world = [
        vpc("shop", "10.0.0.0/16"),
        aws("ec2/subnet:Subnet", "web", { vpcId: id("shop"), cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: true }),
        aws("ec2/internetGateway:InternetGateway", "gate", { vpcId: id("shop") }),
        aws("ec2/route:Route", "out", {
            routeTableId: out("shop", "mainRouteTableId"),
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: id("gate"),
        }),
        group("open", "shop", { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }),
    ];
    const box = (publicIp: string): Written =>
        aws("ec2/instance:Instance", "box", { subnetId: id("web"), vpcSecurityGroupIds: [id("open")] }, { publicIp });
    expect(new Asked(deployed([...world, box("")])).reach("instance/box", "internet")).toBe("DENIED NO_PUBLIC_EGRESS");
    expect(new Asked(planned([...world, box("")])).reach("instance/box", "internet")).toBe("REACHABLE");
    expect(new Asked(deployed([...world, box("52.1.2.3")])).reach("instance/box", "internet")).toBe("REACHABLE");
});
