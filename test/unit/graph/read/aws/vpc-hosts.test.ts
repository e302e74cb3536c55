import { describeSet } from "../../../../../plan/address-set";
import { readAws } from "../../../../../graph/read/aws";
import { Asked, aws, deployed, id, planned, READINGS, urnOf, type Written } from "../../../../support/graph";

const VPC = aws("ec2/vpc:Vpc", "shop", { cidrBlock: "10.0.0.0/16" });
const subnet = (name: string, cidrBlock: string, more: Written["inputs"] = {}): Written =>
    aws("ec2/subnet:Subnet", name, { vpcId: id("shop"), cidrBlock, availabilityZone: "us-east-1a", ...more });
const NETWORK = [VPC, subnet("web", "10.0.1.0/24"), subnet("data", "10.0.2.0/24", { availabilityZone: "us-east-1b" })];
const OPEN_GROUP = aws("ec2/securityGroup:SecurityGroup", "open", {
    vpcId: id("shop"),
    ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
const hostsOf = ({ network }: Asked): Record<string, string> =>
    Object.fromEntries(
        [...network.hosts.values()]
            .filter(({ kind }) => kind !== "internet")
            .map(({ id: key, addresses, isExact }) => [
                key.replaceAll(/urn:pulumi:[^#]*?::([^:#]+)(?=#|$)/g, "$1"),
                `${isExact ? "" : "one of "}${describeSet(addresses, 40)}`,
            ]),
    );

describe("hosts of subnets", () => {
    test("have all addresses but the five that AWS keeps, and those that others are known to have", () => {
        const small = [VPC, subnet("web", "10.0.1.0/28", { availabilityZone: "us-east-1a" })];
        expect(hostsOf(new Asked(planned(small)))).toEqual({
            web: "10.0.1.4/30, 10.0.1.8/30, 10.0.1.12/31, 10.0.1.14/32",
        });
        const box = aws("ec2/instance:Instance", "box", { subnetId: id("web"), privateIp: "10.0.1.5" });
        expect(hostsOf(new Asked(planned([...small, box])))).toEqual({
            web: "10.0.1.4/32, 10.0.1.6/31, 10.0.1.8/30, 10.0.1.12/31, 10.0.1.14/32",
            box: "10.0.1.5/32",
        });
    });

    test("stand for one of the subnet's addresses, until the deployment tells which", () => {
        const box = aws("ec2/instance:Instance", "box", { subnetId: id("web") }, { privateIp: "10.0.1.5" });
        const world = [VPC, subnet("web", "10.0.1.0/28"), box];
        expect(hostsOf(new Asked(planned(world)))["box"]).toBe(
            "one of 10.0.1.4/30, 10.0.1.8/30, 10.0.1.12/31, 10.0.1.14/32",
        );
        expect(hostsOf(new Asked(deployed(world)))["box"]).toBe("10.0.1.5/32");
    });

    test("know their zone where it is known", () => {
        const { network } = new Asked(planned([...NETWORK, subnet("any", "10.0.3.0/24", { availabilityZone: null })]));
        const zones = [...network.hosts.values()].map(({ element, zone }) => [element.label, zone]);
        expect(zones).toEqual(
            expect.arrayContaining([
                ["subnet web", "us-east-1a"],
                ["subnet data", "us-east-1b"],
                ["subnet any", undefined],
            ]),
        );
    });

    test("are no place for workloads where a gateway has a small subnet for itself", () => {
        const attachment = aws("ec2transitgateway/vpcAttachment:VpcAttachment", "attachment", {
            vpcId: id("shop"),
            transitGatewayId: "tgw-1",
            subnetIds: [id("door"), id("web"), id("busy")],
        });
        const busy = aws("ec2/networkInterface:NetworkInterface", "probe", { subnetId: id("busy") });
        const doors = [subnet("door", "10.0.9.0/28"), subnet("busy", "10.0.9.16/28")];
        const { network } = new Asked(planned([...NETWORK, ...doors, attachment, busy]));
        const dedicated = [...network.hosts.values()].filter(({ isDedicated }) => isDedicated);
        expect(dedicated.map(({ element }) => element.label)).toEqual(["subnet door"]);
    });
});

describe.each(READINGS)("machines, %s", (_, read) => {
    const ask = (...written: readonly Written[]): Asked => new Asked(read([...NETWORK, OPEN_GROUP, ...written]));

    test("with an interface of the program are that interface", () => {
        const asked = ask(
            aws("ec2/networkInterface:NetworkInterface", "card", {
                subnetId: id("data"),
                securityGroups: [id("open")],
            }),
            aws("ec2/instance:Instance", "box", {
                networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: id("card") }],
            }),
        );
        expect(Object.keys(hostsOf(asked)).sort()).toEqual(["card", "data", "web"]);
        expect(asked.network.unmodelled).toEqual([]);
        expect(asked.reach("subnet/web", "interface/card")).toBe("REACHABLE");
    });

    test("behind an interface endpoint answer in each of its subnets", () => {
        const endpoint = aws("ec2/vpcEndpoint:VpcEndpoint", "logs", {
            vpcId: id("shop"),
            serviceName: "com.amazonaws.us-east-1.logs",
            vpcEndpointType: "Interface",
            subnetIds: [id("data")],
            securityGroupIds: [id("open")],
        });
        expect(ask(endpoint).reach("subnet/web", "endpoint/logs")).toBe("REACHABLE");
        const both = { ...endpoint, inputs: { ...endpoint.inputs, subnetIds: [id("web"), id("data")] } };
        expect(Object.keys(hostsOf(ask(both))).sort()).toEqual(["data", "logs#data", "logs#web", "web"]);
    });
});

describe.each(READINGS)("a load balancer, %s", (_, read) => {
    const balancer = (inputs: Written["inputs"] = {}): Written =>
        aws("lb/loadBalancer:LoadBalancer", "front", {
            loadBalancerType: "application",
            internal: true,
            subnets: [id("data")],
            securityGroups: [id("open")],
            ...inputs,
        });
    const LISTENER = aws("lb/listener:Listener", "http", {
        loadBalancerArn: id("front"),
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: id("targets") }],
    });
    const TARGETS = aws("lb/targetGroup:TargetGroup", "targets", { vpcId: id("shop"), port: 80, protocol: "HTTP" });
    const TARGET = aws("lb/targetGroupAttachment:TargetGroupAttachment", "target", {
        targetGroupArn: id("targets"),
        targetId: "10.0.2.9",
    });
    const ask = (...written: readonly Written[]): Asked => new Asked(read([...NETWORK, OPEN_GROUP, ...written]));

    test("takes what comes to the ports of its listeners", () => {
        const asked = ask(balancer(), LISTENER, TARGETS, TARGET);
        expect(asked.reach("subnet/web", "lb/front", "tcp/80")).toBe("REACHABLE");
        expect(asked.reach("subnet/web", "lb/front", "tcp/443")).toBe("DENIED LB_PORT");
    });

    test("has nobody to give packets to without a target, unless it answers by itself", () => {
        expect(ask(balancer(), LISTENER, TARGETS).reach("subnet/web", "lb/front", "tcp/80")).toBe(
            "DENIED LB_NO_TARGET",
        );
        const redirect = { ...LISTENER, inputs: { ...LISTENER.inputs, defaultActions: [{ type: "redirect" }] } };
        expect(ask(balancer(), redirect).reach("subnet/web", "lb/front", "tcp/80")).toBe("REACHABLE");
    });

    test("may have targets in a group that nothing describes", () => {
        const listener = {
            ...LISTENER,
            inputs: { ...LISTENER.inputs, defaultActions: [{ type: "forward", targetGroupArn: "arn:aws:other" }] },
        };
        expect(ask(balancer(), listener).reach("subnet/web", "lb/front", "tcp/80")).toBe("UNDETERMINED UNKNOWN");
    });

    test("may answer by itself where a plan does not tell what it does", () => {
        const open = { ...LISTENER, inputs: { ...LISTENER.inputs, defaultActions: [{ type: id("front") }] } };
        const answer = read === planned ? "UNDETERMINED UNKNOWN" : "DENIED LB_NO_TARGET";
        expect(ask(balancer(), open).reach("subnet/web", "lb/front", "tcp/80")).toBe(answer);
    });

    test("of the network kind has no security group unless one is named", () => {
        const open = balancer({ loadBalancerType: "network", securityGroups: [] });
        const tcp = { ...LISTENER, inputs: { ...LISTENER.inputs, protocol: "TCP" } };
        expect(ask(open, tcp, TARGETS, TARGET).reach("subnet/web", "lb/front", "tcp/80")).toBe("REACHABLE");
    });

    test("that faces the internet is reached from there, an internal one is not", () => {
        const gateway = aws("ec2/internetGateway:InternetGateway", "gate", { vpcId: id("shop") });
        const table = aws("ec2/routeTable:RouteTable", "public", {
            vpcId: id("shop"),
            routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: id("gate") }],
        });
        const use = aws("ec2/routeTableAssociation:RouteTableAssociation", "use", {
            subnetId: id("data"),
            routeTableId: id("public"),
        });
        const world = [gateway, table, use, LISTENER, TARGETS, TARGET];
        expect(ask(...world, balancer({ internal: false })).reach("internet", "lb/front", "tcp/80")).toBe("REACHABLE");
        expect(ask(...world, balancer()).reach("internet", "lb/front", "tcp/80")).toBe("DENIED NO_PUBLIC_EGRESS");
    });
});

describe("what is not modelled", () => {
    const firewall = aws("networkfirewall/firewall:Firewall", "wall", { vpcId: id("shop"), subnetMappings: [] });

    test("is named with what it refers to", () => {
        const { unmodelled } = readAws(planned([...NETWORK, firewall]));
        expect(unmodelled).toEqual([
            { urn: urnOf(firewall), type: firewall.type, name: "wall", touches: [urnOf(VPC)] },
        ]);
        const known = { ...firewall, inputs: { note: "id-of-shop", vpcId: "vpc-other" } };
        const named = readAws(deployed([{ ...VPC, outputs: { id: "id-of-shop" } }, known]));
        expect(named.unmodelled[0]?.touches).toEqual([urnOf(VPC)]);
    });

    test("is not what changes no path", () => {
        const quiet = [
            aws("ec2/flowLog:FlowLog", "flows", { vpcId: id("shop") }),
            aws("s3/bucket:Bucket", "logs"),
            aws("iam/role:Role", "role"),
            aws("ec2/eip:Eip", "address"),
            aws("ec2/keyPair:KeyPair", "key"),
            aws("cloudwatch/metricAlarm:MetricAlarm", "alarm"),
        ];
        expect(readAws(planned([...NETWORK, ...quiet])).unmodelled).toEqual([]);
    });

    test("is what nobody can say the place of", () => {
        const box = aws("ec2/instance:Instance", "box", { subnetId: id("web", "data") });
        const { unmodelled, hosts } = readAws(planned([...NETWORK, box]));
        expect([...hosts.keys()].filter((key) => key.endsWith("::box"))).toEqual([]);
        expect(unmodelled.map(({ name, touches }) => [name, touches.length])).toEqual([["box", 2]]);
    });
});

test("places lie in each other, from the cloud to the subnet", () => {
    const { places } = readAws(planned(NETWORK));
    const chain = (key: string | undefined): string[] => {
        const place = key === undefined ? undefined : places.get(key);
        return place === undefined ? [] : [`${place.kind} ${place.label}`, ...chain(place.within)];
    };
    expect(chain(urnOf({ type: "aws:ec2/subnet:Subnet", name: "web" }))).toEqual([
        "subnet web",
        "network shop",
        "region us-east-1",
        "cloud AWS",
    ]);
});

test("a peering connection carries 9001 bytes in a region, and 8500 encrypted between two", () => {
    const peer = (region: string): readonly Written[] => [
        VPC,
        aws("ec2/vpc:Vpc", "tools", { cidrBlock: "10.1.0.0/16", region }),
        aws("ec2/vpcPeeringConnection:VpcPeeringConnection", "peering", { vpcId: id("shop"), peerVpcId: id("tools") }),
    ];
    const figures = (region: string): unknown[] =>
        [...readAws(planned(peer(region))).links.values()].map(({ mtu, encryption }) => [mtu, encryption]);
    expect(figures("us-east-1")).toEqual([[9001, ""]]);
    expect(figures("eu-west-1")).toEqual([[8500, "AWS inter-region encryption"]]);
});

test("the order of the resources changes nothing", () => {
    const resources = planned([...NETWORK, OPEN_GROUP, aws("ec2/instance:Instance", "box", { subnetId: id("web") })]);
    expect(readAws([...resources].reverse())).toEqual(readAws(resources));
});
