/**
 * aws.lb.TargetGroup and TargetGroupAttachment. Expected values: Elastic Load Balancing API reference (CreateTargetGroup:
 * health checks and their defaults by protocol; RegisterTargets; DeleteTargetGroup: ResourceInUse), its user guides (targets,
 * stickiness; quotas), documentation of the provider's resources (their defaults and refusals).
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as aws from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });
let net: aws.Network;

beforeEach(async () => {
    net = await aws.network(east);
});

const creating = "creating ELBv2 Target Group: api error";
const make = (inputs: Props = {}): Promise<Deployed> => aws.targetGroup(east, net, inputs);
const register = (group: Deployed, targetId: string, inputs: Props = {}): Promise<Deployed> =>
    east.create(aws.TARGET_GROUP_ATTACHMENT, { targetGroupArn: group.id, targetId, ...inputs });

test("has an ARN, no load balancer yet, and the targets of instances", async () => {
    const { id, state } = await make();
    expect(id).toMatch(/^arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup\/web\/[0-9a-f]{16}$/);
    expect(state).toMatchObject({
        arn: id,
        arnSuffix: id.slice(id.indexOf("targetgroup/")),
        loadBalancerArns: [],
        targetType: "instance",
        protocolVersion: "HTTP1",
        deregistrationDelay: 300,
    });
});

test("has a name that is unique in the region", async () => {
    await make();
    await expect(make()).rejects.toThrow("creating ELBv2 Target Group: ELBv2 Target Group (web) already exists");
});

test.each(["port", "protocol", "vpcId"])("needs %s but for lambda", async (name) => {
    const argument = name === "vpcId" ? "vpc_id" : name;
    const all: Props = { name: "web", port: 80, protocol: "HTTP", vpcId: net.vpc.id };
    const inputs = Object.fromEntries(Object.entries(all).filter(([given]) => given !== name));
    expect(await east.check(aws.TARGET_GROUP, inputs)).toEqual([
        `${name}: Attribute "${argument}" must be specified when "target_type" is "instance".`,
    ]);
    expect(await east.check(aws.TARGET_GROUP, { name: "web", targetType: "lambda" })).toEqual([]);
});

describe("health checks", () => {
    test.each<[string, Props, Props]>([
        [
            "HTTP",
            {},
            {
                protocol: "HTTP",
                path: "/",
                matcher: "200",
                interval: 30,
                timeout: 5,
                healthyThreshold: 5,
                unhealthyThreshold: 2,
            },
        ],
        ["TCP", { protocol: "TCP" }, { protocol: "TCP", path: "", matcher: "", interval: 30, timeout: 10 }],
        ["gRPC", { protocolVersion: "GRPC" }, { path: "/AWS.ALB/healthcheck", matcher: "12" }],
    ])("are those of the API for %s where nothing is said", async (_, inputs, expected) => {
        expect((await make(inputs)).state.healthCheck).toMatchObject({
            enabled: true,
            port: "traffic-port",
            ...expected,
        });
    });

    test("are off for lambda where nothing is said", async () => {
        const made = await east.create(aws.TARGET_GROUP, { name: "web", targetType: "lambda" });
        expect(made.state.healthCheck).toMatchObject({ enabled: false, interval: 35, timeout: 30 });
    });

    test("have the provider's thresholds where anything is said", async () => {
        expect((await make({ healthCheck: { path: "/up" } })).state.healthCheck).toMatchObject({
            healthyThreshold: 3,
            unhealthyThreshold: 3,
            path: "/up",
        });
    });

    test.each<[string, Props, string]>([
        ["seldom", { interval: 301 }, "interval to be in the range (5 - 300), got 301"],
        ["too often", { interval: 4 }, "interval to be in the range (5 - 300), got 4"],
        ["with too long a timeout", { timeout: 121 }, "timeout to be in the range (2 - 120), got 121"],
        ["with a threshold of 1", { healthyThreshold: 1 }, "healthy_threshold to be in the range (2 - 10), got 1"],
        [
            "with a threshold of 11",
            { unhealthyThreshold: 11 },
            "unhealthy_threshold to be in the range (2 - 10), got 11",
        ],
        ["of a path without a slash", { path: "up" }, '"health_check.0.path" must begin with a "/"'],
        ["of a port that is none", { port: "http" }, "must be a valid port number"],
        ["by TCP for HTTP", { protocol: "TCP" }, 'cannot have value "TCP" when "protocol" is "HTTP".'],
        [
            "of a path by TCP",
            { protocol: "TCP", path: "/" },
            'path" cannot be specified when "health_check[0].protocol" is "TCP".',
        ],
        [
            "of an answer by TCP",
            { protocol: "TCP", matcher: "200" },
            'matcher" cannot be specified when "health_check[0].protocol" is "TCP".',
        ],
    ])("are not made %s", async (_, healthCheck, reason) => {
        const inputs = { name: "web", port: 80, protocol: "HTTP", vpcId: net.vpc.id, healthCheck };
        expect(await east.check(aws.TARGET_GROUP, inputs)).toEqual([expect.stringContaining(reason)]);
    });

    test("end before the next begins", async () => {
        await expect(make({ healthCheck: { interval: 5, timeout: 5 } })).rejects.toThrow(
            `${creating} ValidationError: Health check interval must be greater than the timeout.`,
        );
    });

    test("cannot be switched off but for lambda", async () => {
        await expect(make({ healthCheck: { enabled: false } })).rejects.toThrow(
            `${creating} ValidationError: Health check enabled must be true for target groups with target type 'instance'`,
        );
    });
});

test.each<[string, Props, string]>([
    [
        "of load balancers that does not speak TCP",
        { targetType: "alb" },
        "ValidationError: Protocol 'HTTP' is not supported with target type 'alb'",
    ],
    ["of GENEVE on another port", { protocol: "GENEVE" }, "ValidationError: Port must be 6081"],
    [
        "of TCP with cookies",
        { protocol: "TCP", stickiness: { type: "lb_cookie" } },
        "InvalidConfigurationRequest: Stickiness type 'lb_cookie' is not supported for target groups with the TCP protocol",
    ],
    ["with a nameless cookie", { stickiness: { type: "app_cookie" } }, "ValidationError: The cookie name is required"],
])("is refused %s", async (_, inputs, reason) => {
    await expect(make(inputs)).rejects.toThrow(`${creating} ${reason}`);
});

test.each([29, 901])("does not start slowly within %d seconds", async (slowStart) => {
    const inputs = { name: "web", port: 80, protocol: "HTTP", vpcId: net.vpc.id, slowStart };
    expect(await east.check(aws.TARGET_GROUP, inputs)).toEqual([
        `slowStart: expected slow_start to be in the range (30 - 900), got ${slowStart}`,
    ]);
});

test("counts in a quota of the region", async () => {
    clouds.world.putSetting("quotas", { "target-groups-per-region": 1 });
    await make();
    await expect(make({ name: "www" })).rejects.toThrow(`${creating} TooManyTargetGroups: `);
});

describe("deletion", () => {
    test("is refused while a listener forwards to it", async () => {
        const group = await make();
        const balancer = await aws.balancer(east, net);
        const listener = await aws.listener(east, balancer, group);
        expect((await east.read(group))?.state.loadBalancerArns).toEqual([balancer.id]);
        await expect(east.delete(group)).rejects.toThrow(
            `api error ResourceInUse: Target group '${group.id}' is currently in use by a listener or a rule`,
        );
        await east.delete(listener);
        await east.delete(group);
    });

    test("takes along its targets", async () => {
        const group = await make({ targetType: "ip" });
        const target = await register(group, "10.1.1.9");
        await east.delete(group);
        expect(await east.read(target)).toBeUndefined();
    });
});

describe("a target", () => {
    const registering = "creating ELBv2 Target Group Attachment: api error";

    test("is named by group, id and port", async () => {
        const group = await make({ targetType: "ip" });
        expect((await register(group, "10.1.1.9", { port: 81 })).id).toBe(`${group.id},10.1.1.9,81`);
        expect((await register(group, "10.1.1.9")).id).toBe(`${group.id},10.1.1.9`);
    });

    test("is an instance that is there", async () => {
        const group = await make();
        await expect(register(group, "web-1")).rejects.toThrow(
            `${registering} ValidationError: Instance ID 'web-1' is not valid`,
        );
        await expect(register(group, ec2.nothing("i"))).rejects.toThrow(
            `${registering} InvalidTarget: The following targets are not in a running state and cannot be registered: '${ec2.nothing("i")}'`,
        );
    });

    test("is an instance of the VPC", async () => {
        const launch = (subnet: Deployed): Promise<Deployed> =>
            east.create("aws:ec2/instance:Instance", {
                ami: "ami-0123456789abcdef0",
                instanceType: "t3.micro",
                subnetId: subnet.id,
            });
        const group = await make();
        const [inside, outside] = [
            await launch(net.subnets[0]!),
            await launch(await ec2.subnet(east, await ec2.vpc(east, 2))),
        ];
        await expect(register(group, outside.id)).rejects.toThrow(
            `${registering} InvalidTarget: The following targets are not in the target group VPC '${net.vpc.id}': '${outside.id}'`,
        );
        expect((await register(group, inside.id)).state.targetId).toBe(inside.id);
    });

    test.each([
        ["8.8.8.8", "The IP address '8.8.8.8' is not within a permitted range"],
        ["2001:db8::1", "The IP address '2001:db8::1' is not a valid IPv4 address"],
        ["10.9.9.9", "You must specify an Availability Zone of 'all' for IP address '10.9.9.9'"],
    ])("is not the address %s", async (address, reason) => {
        const group = await make({ targetType: "ip" });
        await expect(register(group, address)).rejects.toThrow(`${registering} ValidationError: ${reason}`);
    });

    test("may be a private address outside of the VPC", async () => {
        const group = await make({ targetType: "ip" });
        expect((await register(group, "10.9.9.9", { availabilityZone: "all" })).state.targetId).toBe("10.9.9.9");
    });

    test("is one function of a group for lambda", async () => {
        const group = await east.create(aws.TARGET_GROUP, { name: "web", targetType: "lambda" });
        const lambda = (name: string): string => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
        await expect(register(group, "web")).rejects.toThrow(`${registering} ValidationError: `);
        await register(group, lambda("web"));
        await expect(register(group, lambda("api"))).rejects.toThrow(`${registering} TooManyTargets: `);
    });

    test("is a load balancer that listens on the group's port", async () => {
        const group = await make({ name: "alb", targetType: "alb", protocol: "TCP" });
        const balancer = await aws.balancer(east, net);
        await expect(register(group, balancer.id)).rejects.toThrow(
            `${registering} InvalidTarget: The specified Application Load Balancer '${balancer.id}' must have at least one listener`,
        );
        await aws.listener(east, balancer, await make());
        expect((await register(group, balancer.id)).state.targetId).toBe(balancer.id);
    });

    test("is imported by group, id and port only", async () => {
        await expect(east.import(aws.TARGET_GROUP_ATTACHMENT, "web")).rejects.toThrow("unexpected format for ID (web)");
    });

    test("counts in a quota of its group", async () => {
        clouds.world.putSetting("quotas", { "targets-per-target-group": 1 });
        const group = await make({ targetType: "ip" });
        await register(group, "10.1.1.9");
        await expect(register(group, "10.1.1.10")).rejects.toThrow(`${registering} TooManyTargets: `);
    });
});
