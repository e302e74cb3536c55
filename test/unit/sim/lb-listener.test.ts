/**
 * aws.lb.Listener. Expected values: Elastic Load Balancing API reference (CreateListener: protocols, certificates, security
 * policies, actions; errors DuplicateListener, TargetGroupAssociationLimit, SSLPolicyNotFound, UnsupportedCertificate,
 * CertificateNotFound, IncompatibleProtocols, InvalidLoadBalancerAction, ALPNPolicyNotSupported, TooManyListeners), its user guides (protocols of
 * target groups by listener; 50 listeners), documentation of the provider's resource.
 */
import { aws as cloud } from "../../../sim/aws";
import type { Props } from "../../../sim/core/values";
import * as ec2 from "../../support/ec2";
import * as aws from "../../support/services";
import { useClouds, type Deployed } from "../../support/sim-client";

const clouds = useClouds([cloud]);
const east = clouds.client("aws", { region: "us-east-1" });
let net: aws.Network;
let balancer: Deployed;
let group: Deployed;

beforeEach(async () => {
    net = await aws.network(east);
    balancer = await aws.balancer(east, net);
    group = await aws.targetGroup(east, net);
});

const creating = "creating ELBv2 Listener: api error";
const make = (inputs: Props = {}): Promise<Deployed> => aws.listener(east, balancer, group, inputs);
const network = (inputs: Props = {}): Promise<Deployed> =>
    aws.balancer(east, net, { name: "net", loadBalancerType: "network", ...inputs });
const tcp = (inputs: Props = {}): Promise<Deployed> =>
    aws.targetGroup(east, net, { name: "tcp", protocol: "TCP", ...inputs });
const act = (...defaultActions: Props[]): Promise<Deployed> => make({ defaultActions });
const redirect = (members: Props): Props => ({ type: "redirect", redirect: { statusCode: "HTTP_301", ...members } });

test("has an ARN below that of its load balancer", async () => {
    const { id, state } = await make();
    expect(id).toMatch(
        /^arn:aws:elasticloadbalancing:us-east-1:111122223333:listener\/app\/web\/[0-9a-f]{16}\/[0-9a-f]{16}$/,
    );
    expect(state).toMatchObject({ arn: id, sslPolicy: "", protocol: "HTTP" });
});

test("speaks HTTP where an application's listener is told nothing", async () => {
    const defaultActions = [{ type: "forward", targetGroupArn: group.id }];
    const made = await east.create(aws.LISTENER, { loadBalancerArn: balancer.id, port: 80, defaultActions });
    expect(made.state.protocol).toBe("HTTP");
});

describe("protocols", () => {
    test("are those of the load balancer", async () => {
        await expect(make({ protocol: "TCP" })).rejects.toThrow(
            `${creating} ValidationError: Listener protocol 'TCP' must be one of 'HTTP, HTTPS'`,
        );
        await expect(aws.listener(east, await network(), await tcp())).rejects.toThrow(
            `${creating} ValidationError: Listener protocol 'HTTP' must be one of 'TCP, TLS, UDP, TCP_UDP'`,
        );
    });

    test("must be given for a network's", async () => {
        const defaultActions = [{ type: "forward", targetGroupArn: (await tcp()).id }];
        await expect(
            east.create(aws.LISTENER, { loadBalancerArn: (await network()).id, port: 80, defaultActions }),
        ).rejects.toThrow(`${creating} ValidationError: A listener protocol must be specified`);
    });

    test("are none of a gateway's, which has no port either", async () => {
        const gateway = await network({ name: "gwy", loadBalancerType: "gateway" });
        const geneve = await tcp({ protocol: "GENEVE", port: 6081 });
        await expect(aws.listener(east, gateway, geneve)).rejects.toThrow(`${creating} ValidationError: A port`);
        const defaultActions = [{ type: "forward", targetGroupArn: geneve.id }];
        const made = await east.create(aws.LISTENER, { loadBalancerArn: gateway.id, defaultActions });
        expect(made.state).toMatchObject({ protocol: "", tcpIdleTimeoutSeconds: 350 });
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("go with those of the target group", async () => {
        await expect(aws.listener(east, await network(), group, { protocol: "TCP" })).rejects.toThrow(
            `${creating} IncompatibleProtocols: The listener and its associated target group '${group.id}' have incompatible protocols: 'TCP' and 'HTTP'`,
        );
    });

    test.each([
        ["TCP", "TCP_UDP"],
        ["UDP", "TCP_UDP"],
        ["TCP_UDP", "TCP_UDP"],
        ["UDP", "UDP"],
    ])("%s goes with %s", async (protocol, of) => {
        const made = await aws.listener(east, await network(), await tcp({ protocol: of }), { protocol });
        expect(made.state.protocol).toBe(protocol);
    });
});

describe("ports", () => {
    test("have one listener each", async () => {
        await make();
        await expect(make()).rejects.toThrow(
            `${creating} DuplicateListener: A listener already exists on this port for this load balancer '${balancer.id}'`,
        );
        await make({ port: 81 });
    });

    test("have one listener each after a change too", async () => {
        await make();
        const other = await make({ port: 81 });
        await expect(east.update(other, { ...other.inputs, port: 80 })).rejects.toThrow(
            "api error DuplicateListener: ",
        );
    });

    test.each([0, 65_536])("%d is none", async (port) => {
        const inputs = { loadBalancerArn: balancer.id, port, defaultActions: [redirect({ port: "443" })] };
        expect(await east.check(aws.LISTENER, inputs)).toEqual([
            `port: expected port to be in the range (1 - 65535), got ${port}`,
        ]);
    });

    test("must be given", async () => {
        const defaultActions = [{ type: "forward", targetGroupArn: group.id }];
        await expect(east.create(aws.LISTENER, { loadBalancerArn: balancer.id, defaultActions })).rejects.toThrow(
            `${creating} ValidationError: A listener port must be specified`,
        );
    });

    test("are counted in a quota of the load balancer", async () => {
        clouds.world.putSetting("quotas", { "listeners-per-load-balancer": 1 });
        await make();
        await expect(make({ port: 81 })).rejects.toThrow(`${creating} TooManyListeners: `);
    });
});

describe("with TLS", () => {
    const https = (inputs: Props): Promise<Deployed> => make({ port: 443, protocol: "HTTPS", ...inputs });

    test("has the standard policy", async () => {
        const made = await https({ certificateArn: (await aws.issued(east)).id });
        expect(made.state.sslPolicy).toBe("ELBSecurityPolicy-2016-08");
    });

    test("has a policy that is known", async () => {
        const certificateArn = (await aws.issued(east)).id;
        await expect(https({ certificateArn, sslPolicy: "Secret" })).rejects.toThrow(
            `${creating} SSLPolicyNotFound: SSL policy 'Secret' not found`,
        );
        const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
        expect((await https({ certificateArn, sslPolicy })).state.sslPolicy).toBe(sslPolicy);
    });

    test.each(["HTTPS", "TLS"])("needs a certificate for %s", async (protocol) => {
        const to = protocol === "TLS" ? await network() : balancer;
        const forwards = protocol === "TLS" ? await tcp() : group;
        await expect(aws.listener(east, to, forwards, { protocol })).rejects.toThrow(
            `${creating} ValidationError: A certificate must be specified for ${protocol} listeners`,
        );
    });

    test("takes no certificate and no policy for HTTP", async () => {
        await expect(make({ certificateArn: (await aws.issued(east)).id })).rejects.toThrow(
            `${creating} ValidationError: A certificate cannot be specified for HTTP listeners`,
        );
        await expect(make({ sslPolicy: "ELBSecurityPolicy-2016-08" })).rejects.toThrow(
            `${creating} ValidationError: An SSL policy cannot be specified for HTTP listeners`,
        );
    });

    test("takes a certificate that is there", async () => {
        const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/0";
        await expect(https({ certificateArn })).rejects.toThrow(
            `${creating} CertificateNotFound: Certificate '${certificateArn}' not found`,
        );
    });

    test("takes a certificate that is issued", async () => {
        const pending = { domainName: "example.com", validationMethod: "DNS" };
        const certificateArn = (await east.create(aws.CERTIFICATE, pending)).id;
        await expect(https({ certificateArn })).rejects.toThrow(
            `${creating} UnsupportedCertificate: The certificate '${certificateArn}' must have a fully-qualified domain name`,
        );
    });

    test("negotiates protocols for TLS only", async () => {
        const certificateArn = (await aws.issued(east)).id;
        await expect(https({ certificateArn, alpnPolicy: "HTTP2Only" })).rejects.toThrow(
            `${creating} ALPNPolicyNotSupported: `,
        );
    });
});

test("waits for idle connections of TCP only", async () => {
    await expect(make({ tcpIdleTimeoutSeconds: 60 })).rejects.toThrow(`${creating} ValidationError: TCP idle timeout`);
    const made = await aws.listener(east, await network(), await tcp(), { protocol: "TCP", tcpIdleTimeoutSeconds: 60 });
    expect(made.state.tcpIdleTimeoutSeconds).toBe(60);
});

describe("actions", () => {
    test.each<[string, Props, string]>([
        [
            "forward to nothing",
            { type: "forward" },
            'Either "default_action[0].target_group_arn" or "default_action[0].forward" must be specified',
        ],
        [
            "redirect without saying where",
            { type: "redirect" },
            'Attribute "default_action[0].redirect" must be specified when "default_action[0].type" is "redirect".',
        ],
        [
            "answer without saying what",
            { type: "fixed-response" },
            'Attribute "default_action[0].fixed_response" must be specified when "default_action[0].type" is "fixed-response".',
        ],
        [
            "answer with a redirection",
            { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "301" } },
            "invalid value for status_code",
        ],
        ["redirect for a while", redirect({ statusCode: "HTTP_307" }), "expected one of"],
        ["log in", { type: "authenticate-oidc" }, "expected one of"],
    ])("do not %s", async (_, action, reason) => {
        const inputs = { loadBalancerArn: balancer.id, port: 80, defaultActions: [action] };
        expect((await east.check(aws.LISTENER, inputs)).join("\n")).toContain(reason);
    });

    test("keep on redirection what they do not name", async () => {
        const made = await act(redirect({ protocol: "HTTPS", port: "443" }));
        expect(made.state.defaultActions).toEqual([
            {
                order: 1,
                type: "redirect",
                redirect: {
                    host: "#{host}",
                    path: "/#{path}",
                    port: "443",
                    protocol: "HTTPS",
                    query: "#{query}",
                    statusCode: "HTTP_301",
                },
            },
        ]);
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("do not redirect in a circle", async () => {
        await expect(act(redirect({}))).rejects.toThrow(
            `${creating} InvalidLoadBalancerAction: The redirect configuration is not valid because it creates a loop.`,
        );
    });

    test("are one of a kind that ends", async () => {
        await expect(act(redirect({ port: "81" }), redirect({ port: "82" }))).rejects.toThrow(
            `${creating} ValidationError: Exactly one action`,
        );
    });

    test("only forward at a network's", async () => {
        const to = await network();
        const defaultActions = [redirect({ port: "81" })];
        await expect(aws.listener(east, to, group, { protocol: "TCP", defaultActions })).rejects.toThrow(
            `${creating} InvalidLoadBalancerAction: Actions of type 'redirect' are not supported for load balancers with type 'network'`,
        );
    });

    test("forward to several groups by weight", async () => {
        const second = await aws.targetGroup(east, net, { name: "www" });
        const targetGroups = [
            { arn: group.id, weight: 90 },
            { arn: second.id, weight: 10 },
        ];
        const made = await act({ type: "forward", forward: { targetGroups } });
        expect((await east.read(second))?.state.loadBalancerArns).toEqual([balancer.id]);
        await expect(east.delete(second)).rejects.toThrow("api error ResourceInUse: ");
        expect(await east.diff(made, made.inputs)).toEqual(ec2.UNCHANGED);
    });

    test("do not forward to a group of another load balancer", async () => {
        await make();
        const other = await aws.balancer(east, net, { name: "www" });
        await expect(aws.listener(east, other, group)).rejects.toThrow(
            `${creating} TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${group.id}`,
        );
    });

    test("do not forward into another VPC", async () => {
        const far = await aws.targetGroup(east, await aws.network(east, 2), { name: "far" });
        await expect(act({ type: "forward", targetGroupArn: far.id })).rejects.toThrow(
            `${creating} InvalidConfigurationRequest: The target group '${far.id}' is not in the VPC '${net.vpc.id}'`,
        );
    });

    test("forward to functions at an application's only", async () => {
        const lambda = await east.create(aws.TARGET_GROUP, { name: "fn", targetType: "lambda" });
        expect((await act({ type: "forward", targetGroupArn: lambda.id })).state.port).toBe(80);
        await expect(aws.listener(east, await network(), lambda, { protocol: "TCP" })).rejects.toThrow(
            `${creating} ValidationError: Target type 'lambda' is not supported for load balancers with type 'network'`,
        );
    });

    test("forward to load balancers at a network's only", async () => {
        const alb = await tcp({ targetType: "alb" });
        await expect(act({ type: "forward", targetGroupArn: alb.id })).rejects.toThrow(
            `${creating} ValidationError: Target type 'alb' is not supported for load balancers with type 'application'`,
        );
        expect((await aws.listener(east, await network(), alb, { protocol: "TCP" })).state.protocol).toBe("TCP");
    });
});
