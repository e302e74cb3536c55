import { hasPacket, type Packet } from "../../../../../graph/packets";
import { parseAddress } from "../../../../../plan/prefix";
import { Asked, aws, deployed, id, out, planned, READINGS, type Input, type Written } from "../../../../support/graph";

const VPC = aws("ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const subnet = (name: string, cidrBlock: string): Written =>
    aws("ec2/subnet:Subnet", name, { vpcId: id("shop"), cidrBlock, availabilityZone: "us-east-1a" });
const NETWORK = [VPC, subnet("web", "10.0.1.0/24"), subnet("data", "10.0.2.0/24")];
const acl = (name: string, inputs: Written["inputs"]): Written =>
    aws("ec2/networkAcl:NetworkAcl", name, { vpcId: id("shop"), ...inputs });
const rule = (ruleNo: number, action: string, more: object = {}): Input => ({
    ruleNo,
    action,
    protocol: "-1",
    cidrBlock: "0.0.0.0/0",
    fromPort: 0,
    toPort: 0,
    ...more,
});
const OPEN = [rule(100, "allow")];
const packet = (protocol: number, destinationPort = 0): Packet => ({
    family: 4,
    source: parseAddress("10.0.1.9")?.value ?? 0n,
    destination: parseAddress("10.0.2.9")?.value ?? 0n,
    protocol,
    sourcePort: 0,
    destinationPort,
});
const TCP = { protocol: "tcp", fromPort: 443, toPort: 443 };
const EPHEMERAL = { protocol: "6", fromPort: 1024, toPort: 65_535 };

describe.each(READINGS)("a network ACL, %s", (_, read) => {
    const ask = (...written: readonly Written[]): Asked => new Asked(read([...NETWORK, ...written]));
    const ofData = (inputs: Written["inputs"]): Asked => ask(acl("data", { subnetIds: [id("data")], ...inputs }));

    test("without rules lets nothing into its subnet, and nothing out of it", () => {
        const asked = ofData({});
        expect(asked.reach("subnet/web", "subnet/data")).toBe("DENIED NACL_DENY");
        expect(asked.reach("subnet/data", "subnet/web")).toBe("DENIED NACL_DENY");
        // Inside a subnet nobody asks it.
        expect(asked.reach("subnet/data", "subnet/data")).toBe("REACHABLE");
    });

    test("keeps no state: answers need a rule of their own", () => {
        const ingress = [rule(100, "allow", TCP)];
        expect(ofData({ ingress }).reach("subnet/web", "subnet/data")).toBe("DENIED RETURN_BLOCKED NACL_DENY");
        const egress = [rule(100, "allow", EPHEMERAL)];
        expect(ofData({ ingress, egress }).reach("subnet/web", "subnet/data")).toBe("REACHABLE");
        expect(ofData({ ingress, egress }).reach("subnet/web", "subnet/data", "tcp/22")).toBe("DENIED NACL_DENY");
    });

    test("follows the rule with the lowest number, whatever their order", () => {
        const deny = rule(90, "deny", { cidrBlock: "10.0.1.0/24", ...TCP });
        const asked = ofData({ ingress: [rule(100, "allow"), deny], egress: OPEN });
        expect(asked.reach("subnet/web", "subnet/data")).toBe("DENIED NACL_DENY");
        expect(asked.reach("subnet/web", "subnet/data", "tcp/80")).toBe("REACHABLE");
    });

    test("knows types and codes of ICMP; what is left out is 0", () => {
        const passes = (type: number, code: number, more: object): boolean => {
            const asked = ofData({ ingress: [rule(100, "allow", { protocol: "icmp", ...more })] });
            const inside = [...asked.network.stations.values()].find(({ id: key }) => key.endsWith("::shop#inside"));
            const [gate] = inside?.entries.flatMap(({ to }) => (to.to === "hosts" ? to.gates : [])) ?? [];
            return hasPacket(gate?.allows ?? [], packet(1, 256 * type + code));
        };
        expect(passes(8, 0, { icmpType: -1, icmpCode: -1 })).toBe(true);
        expect(passes(8, 0, { icmpType: 8, icmpCode: 0 })).toBe(true);
        expect(passes(8, 1, { icmpType: 8, icmpCode: 0 })).toBe(false);
        expect(passes(8, 1, { icmpType: 8, icmpCode: -1 })).toBe(true);
        expect(passes(8, 0, {})).toBe(false);
        expect(passes(0, 0, {})).toBe(true);
    });

    test("has rules that are resources of their own, and is associated by one", () => {
        const own = (name: string, inputs: Written["inputs"]): Written =>
            aws("ec2/networkAclRule:NetworkAclRule", name, {
                networkAclId: id("data-acl"),
                ruleNumber: 100,
                ruleAction: "allow",
                protocol: "-1",
                cidrBlock: "10.0.0.0/16",
                ...inputs,
            });
        const joined = aws("ec2/networkAclAssociation:NetworkAclAssociation", "joined", {
            networkAclId: id("data-acl"),
            subnetId: id("data"),
        });
        const asked = ask(acl("data-acl", {}), joined, own("in", { egress: false }), own("out", { egress: true }));
        expect(asked.reach("subnet/web", "subnet/data")).toBe("REACHABLE");
        expect(ask(acl("data-acl", {}), joined, own("in", {})).reach("subnet/web", "subnet/data")).toBe(
            "DENIED RETURN_BLOCKED NACL_DENY",
        );
    });

    test("is the default one of the VPC where nothing else is: managed by the program, or open", () => {
        const managed = aws("ec2/defaultNetworkAcl:DefaultNetworkAcl", "default", {
            defaultNetworkAclId: out("shop", "defaultNetworkAclId"),
            ingress: OPEN,
        });
        expect(ask(managed).reach("subnet/web", "subnet/data")).toBe("DENIED NACL_DENY");
        expect(ask().reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });

    test("of a new VPC gets rules beside the one that allows everything", () => {
        const deny = (ruleNumber: number): Written =>
            aws("ec2/networkAclRule:NetworkAclRule", "deny", {
                networkAclId: out("shop", "defaultNetworkAclId"),
                ruleNumber,
                ruleAction: "deny",
                egress: false,
                ...TCP,
                cidrBlock: "10.0.1.0/24",
            });
        expect(ask(deny(50)).reach("subnet/web", "subnet/data")).toBe("DENIED NACL_DENY");
        expect(ask(deny(150)).reach("subnet/web", "subnet/data")).toBe("REACHABLE");
    });

    test("of a VPC that was there before may have any rules", () => {
        const old = [
            aws("ec2/defaultVpc:DefaultVpc", "old", {}, { cidrBlock: "172.31.0.0/16" }),
            aws("ec2/routeTable:RouteTable", "known", { vpcId: id("old") }),
            ...["one", "two"].flatMap((name, i) => [
                aws("ec2/subnet:Subnet", name, { vpcId: id("old"), cidrBlock: `172.31.${100 + i}.0/24` }),
                aws("ec2/routeTableAssociation:RouteTableAssociation", `${name} known`, {
                    subnetId: id(name),
                    routeTableId: id("known"),
                }),
            ]),
        ];
        const asked = ask(...old);
        expect(asked.reach("subnet/one", "subnet/two")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/one", "subnet/one")).toBe("REACHABLE");
        if (read === deployed)
            expect(asked.why("subnet/one", "subnet/two")).toEqual([
                "default vpc old: the VPC was there before, and its default network ACL may have any rules",
            ]);
    });
});

describe("a network ACL of which the plan does not tell", () => {
    const ask = (...written: readonly Written[]): Asked => new Asked(planned([...NETWORK, ...written]));
    const UNTOLD = id("shop");

    test("a prefix is open where the answer depends on it, and nowhere else", () => {
        const ingress = [
            rule(90, "deny", { ...TCP, fromPort: 22, toPort: 22 }),
            rule(100, "allow", { ...TCP, cidrBlock: UNTOLD }),
            rule(110, "allow", { ...TCP, fromPort: 80, toPort: 80 }),
        ];
        const asked = ask(acl("data", { subnetIds: [id("data")], ingress, egress: OPEN }));
        expect(asked.reach("subnet/web", "subnet/data", "tcp/443")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.why("subnet/web", "subnet/data", "tcp/443")).toEqual([
            "network acl data: ingress.1 is not known before the deployment",
        ]);
        expect(asked.reach("subnet/web", "subnet/data", "tcp/22")).toBe("DENIED NACL_DENY");
        expect(asked.reach("subnet/web", "subnet/data", "tcp/80")).toBe("REACHABLE");
    });

    test("a rule's number may be any, and decides where rules differ", () => {
        const ingress = [
            rule(100, "allow", TCP),
            rule(UNTOLD as never, "deny", { ...TCP, cidrBlock: "10.0.1.0/24", toPort: 500 }),
        ];
        const asked = ask(acl("data", { subnetIds: [id("data")], ingress, egress: OPEN }));
        expect(asked.reach("subnet/web", "subnet/data", "tcp/443")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/web", "subnet/data", "tcp/450")).toBe("DENIED NACL_DENY");
    });

    test("its subnets are open: all that it may belong to", () => {
        const asked = ask(acl("some", { subnetIds: [id("web", "data")] }), subnet("cache", "10.0.3.0/24"));
        expect(asked.reach("subnet/cache", "subnet/data")).toBe("UNDETERMINED UNKNOWN");
        expect(asked.reach("subnet/cache", "subnet/cache")).toBe("REACHABLE");
    });
});

const INSTANCES = [
    aws("ec2/instance:Instance", "client", { subnetId: id("web"), vpcSecurityGroupIds: [id("clients")] }),
    aws("ec2/instance:Instance", "server", { subnetId: id("data"), vpcSecurityGroupIds: [id("servers")] }),
];
const group = (name: string, inputs: Written["inputs"] = {}, vpc = "shop"): Written =>
    aws("ec2/securityGroup:SecurityGroup", name, { vpcId: id(vpc), ...inputs });
const HTTPS = { protocol: "tcp", fromPort: 443, toPort: 443 };
const OUT = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
const CLIENTS = group("clients", { egress: [OUT] });

describe.each(READINGS)("a security group, %s", (_, read) => {
    const ask = (...written: readonly Written[]): Asked => new Asked(read([...NETWORK, ...INSTANCES, ...written]));
    const servers = (...rules: readonly object[]): Asked => ask(CLIENTS, group("servers", { ingress: rules as never }));

    test("lets in what a rule means, and the answers out", () => {
        const asked = servers({ ...HTTPS, cidrBlocks: ["10.0.1.0/24"] });
        expect(asked.reach("instance/client", "instance/server")).toBe("REACHABLE");
        expect(asked.reach("instance/client", "instance/server", "tcp/80")).toBe("DENIED SG_DENY");
        expect(asked.reach("subnet/data", "instance/server")).toBe("DENIED SG_DENY");
    });

    test("has no rule for what goes out, if none is written", () => {
        const asked = ask(group("clients"), group("servers", { ingress: [{ ...OUT }] }));
        expect(asked.reach("instance/client", "instance/server")).toBe("DENIED SG_DENY");
    });

    test("lets in members of a group that a rule names, and nobody else", () => {
        const asked = servers({ ...HTTPS, securityGroups: [id("clients")] });
        expect(asked.reach("instance/client", "instance/server")).toBe("REACHABLE");
        expect(asked.reach("subnet/web", "instance/server")).toBe("DENIED SG_DENY");
    });

    test("lets in its own members by self", () => {
        const self = group("both", { ingress: [{ ...HTTPS, self: true }], egress: [OUT] });
        const pair = ["a", "b"].map((name) =>
            aws("ec2/instance:Instance", name, { subnetId: id("web"), vpcSecurityGroupIds: [id("both")] }),
        );
        const asked = new Asked(read([...NETWORK, self, ...pair]));
        expect(asked.reach("instance/a", "instance/b")).toBe("REACHABLE");
        expect(asked.reach("subnet/web", "instance/b")).toBe("DENIED SG_DENY");
    });

    test.each<[string, Written]>([
        [
            "rules of the older type",
            aws("ec2/securityGroupRule:SecurityGroupRule", "rule", {
                type: "ingress",
                securityGroupId: id("servers"),
                ...HTTPS,
                sourceSecurityGroupId: id("clients"),
            }),
        ],
        [
            "rules of the newer type",
            aws("vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
                securityGroupId: id("servers"),
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                referencedSecurityGroupId: id("clients"),
            }),
        ],
        [
            "a prefix list in a rule",
            aws("ec2/securityGroupRule:SecurityGroupRule", "rule", {
                type: "ingress",
                securityGroupId: id("servers"),
                ...HTTPS,
                prefixListIds: [id("offices")],
            }),
        ],
    ])("has %s", (_name, written) => {
        const list = aws("ec2/managedPrefixList:ManagedPrefixList", "offices", { addressFamily: "IPv4", entries: [] });
        const entry = aws("ec2/managedPrefixListEntry:ManagedPrefixListEntry", "office", {
            prefixListId: id("offices"),
            cidr: "10.0.1.0/24",
        });
        const asked = ask(CLIENTS, group("servers"), written, list, entry);
        expect(asked.reach("instance/client", "instance/server")).toBe("REACHABLE");
        expect(asked.reach("instance/client", "instance/server", "tcp/444")).toBe("DENIED SG_DENY");
    });

    test("limits what goes out by rules of its own", () => {
        const rule = aws("vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", {
            securityGroupId: id("clients"),
            ipProtocol: "-1",
            cidrIpv4: "10.0.2.0/24",
        });
        const asked = ask(group("clients"), rule, group("servers", { ingress: [OUT] }));
        expect(asked.reach("instance/client", "instance/server")).toBe("REACHABLE");
        expect(asked.reach("instance/client", "subnet/web")).toBe("DENIED SG_DENY");
    });

    test("is the default one of the VPC where none is named: members reach each other", () => {
        const pair = ["a", "b"].map((name) => aws("ec2/instance:Instance", name, { subnetId: id("web") }));
        const asked = (more: readonly Written[]): Asked => new Asked(read([...NETWORK, ...pair, ...more]));
        expect(asked([]).reach("instance/a", "instance/b")).toBe("REACHABLE");
        expect(asked([]).reach("subnet/data", "instance/b")).toBe("DENIED SG_DENY");
        const managed = aws("ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { vpcId: id("shop") });
        expect(asked([managed]).reach("instance/a", "instance/b")).toBe("DENIED SG_DENY");
    });

    test("is added to an interface by an attachment", () => {
        const more = aws(
            "ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
            "more",
            { securityGroupId: id("extra"), networkInterfaceId: out("server", "primaryNetworkInterfaceId") },
        );
        const extra = group("extra", { ingress: [{ ...HTTPS, cidrBlocks: ["0.0.0.0/0"] }] });
        expect(ask(CLIENTS, group("servers"), extra, more).reach("instance/client", "instance/server")).toBe(
            "REACHABLE",
        );
    });

    test("of a VPC that is peered can be named, of another not", () => {
        const there = [
            aws("ec2/vpc:Vpc", "tools", { cidrBlock: "10.1.0.0/16" }),
            aws("ec2/subnet:Subnet", "desk", { vpcId: id("tools"), cidrBlock: "10.1.1.0/24" }),
            group("guests", { egress: [OUT] }, "tools"),
            aws("ec2/instance:Instance", "guest", { subnetId: id("desk"), vpcSecurityGroupIds: [id("guests")] }),
            group("clients"),
            group("servers", { ingress: [{ ...HTTPS, securityGroups: [id("guests")] }] }),
        ];
        const peering = aws("ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", {
            vpcId: id("shop"),
            peerVpcId: id("tools"),
            autoAccept: true,
        });
        const route = (name: string, vpc: string, destinationCidrBlock: string): Written =>
            aws("ec2/route:Route", name, {
                routeTableId: out(vpc, "mainRouteTableId"),
                destinationCidrBlock,
                vpcPeeringConnectionId: id("peering"),
            });
        const routes = [route("there", "shop", "10.1.0.0/16"), route("back", "tools", "10.0.0.0/16")];
        expect(ask(...there, peering, ...routes).reach("instance/guest", "instance/server")).toBe("REACHABLE");
        const asked = ask(...there);
        const server = [...asked.network.hosts.values()].find(({ id: key }) => key.endsWith("::server"));
        expect(server?.receives.map(({ fromGroups }) => fromGroups)).toEqual([[]]);
    });
});

test("a security group of which a plan does not tell a prefix is open for its ports only", () => {
    const rules = [{ ...HTTPS, cidrBlocks: [id("shop")] }];
    const asked = new Asked(planned([...NETWORK, ...INSTANCES, CLIENTS, group("servers", { ingress: rules })]));
    expect(asked.reach("instance/client", "instance/server")).toBe("UNDETERMINED UNKNOWN");
    expect(asked.reach("instance/client", "instance/server", "tcp/80")).toBe("DENIED SG_DENY");
});

test("a security group that nothing describes may let anything through", () => {
    const machine = aws("ec2/instance:Instance", "server", { subnetId: id("data"), vpcSecurityGroupIds: ["sg-0abc"] });
    const asked = new Asked(planned([...NETWORK, machine]));
    expect(asked.why("subnet/web", "instance/server")).toEqual(["nothing here describes security group sg-0abc"]);
});

test("protocols go by number or by name, and those without ports have all of them", () => {
    const rules = ["gre", "50"].map((protocol) => ({ protocol, fromPort: 5, toPort: 5, cidrBlocks: ["0.0.0.0/0"] }));
    const asked = new Asked(planned([...NETWORK, ...INSTANCES, CLIENTS, group("servers", { ingress: rules })]));
    const server = [...asked.network.hosts.values()].find(({ id: key }) => key.endsWith("::server"));
    const allowed = [47, 50, 51].map((number) => hasPacket(server?.receives[0]?.allows ?? [], packet(number)));
    expect(allowed).toEqual([true, true, false]);
});
