/**
 * What holds for every modelled type of Elastic Load Balancing. Error codes: its API reference. What is replaced: the
 * provider's documentation.
 */
import { at, nothing } from "../../support/ec2";
import { testEveryType, type ServiceCase } from "../../support/every-type";
import * as aws from "../../support/services";

const arn = (resource: string): string => `arn:aws:elasticloadbalancing:us-east-1:111122223333:${resource}`;
const noBalancer = arn("loadbalancer/app/none/0000000000000000");
const noGroup = arn("targetgroup/none/0000000000000000");
const tags = { Name: "shop" };

testEveryType({
    modules: ["lb"],
    absent: {
        // Outposts, pools of IPAM, reserved capacity, secondary addresses, source NAT and logs of health checks.
        [aws.LOAD_BALANCER]: [
            "customerOwnedIpv4Pool",
            "enablePrefixForIpv6SourceNat",
            "healthCheckLogs",
            "ipamPools",
            "minimumLoadBalancerCapacity",
            "secondaryIpsAutoAssignedPerSubnet",
        ],
        // Fail-over of gateway targets, thresholds of the group, and the target optimizer.
        [aws.TARGET_GROUP]: ["targetControlPort", "targetFailovers", "targetGroupHealth", "targetHealthStates"],
        // QUIC.
        [aws.TARGET_GROUP_ATTACHMENT]: ["quicServerId"],
        // Mutual TLS, and headers that the listener adds or changes.
        [aws.LISTENER]: [
            "mutualAuthentication",
            ...["", "Issuer", "Leaf", "SerialNumber", "Subject", "Validity"].map(
                (what) => `routingHttpRequestXAmznMtlsClientcert${what}HeaderName`,
            ),
            "routingHttpRequestXAmznTlsCipherSuiteHeaderName",
            "routingHttpRequestXAmznTlsVersionHeaderName",
            ...["Credentials", "Headers", "Methods", "Origin"].map(
                (what) => `routingHttpResponseAccessControlAllow${what}HeaderValue`,
            ),
            "routingHttpResponseAccessControlExposeHeadersHeaderValue",
            "routingHttpResponseAccessControlMaxAgeHeaderValue",
            "routingHttpResponseContentSecurityPolicyHeaderValue",
            "routingHttpResponseServerEnabled",
            "routingHttpResponseStrictTransportSecurityHeaderValue",
            "routingHttpResponseXContentTypeOptionsHeaderValue",
            "routingHttpResponseXFrameOptionsHeaderValue",
        ],
    },
    cases: (client): ServiceCase[] => [
        {
            type: aws.LOAD_BALANCER,
            noun: "ELBv2 Load Balancer",
            inputs: async (region) => {
                const { subnets, group } = await aws.network(client(), 1, region);
                return {
                    ...at(region),
                    name: "web",
                    subnets: aws.idsOf(subnets.slice(0, 2)),
                    securityGroups: [group.id],
                    tags,
                };
            },
            required: [],
            dangling: {
                securityGroups: [[nothing("sg")], "InvalidSecurityGroup: "],
                subnets: [[nothing("subnet")], `SubnetNotFound: The subnet ID '${nothing("subnet")}'`],
            },
            unknown: [
                "arn",
                "arnSuffix",
                "dnsName",
                "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
                "internal",
                "ipAddressType",
                "namePrefix",
                "subnetMappings",
                "vpcId",
                "zoneId",
            ],
            optional: [
                "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
                "internal",
                "ipAddressType",
                "namePrefix",
                "subnetMappings",
            ],
            replaced: {
                internal: true,
                loadBalancerType: "network",
                name: "www",
                namePrefix: "www-",
                region: "eu-west-1",
            },
            updated: {
                clientKeepAlive: 600,
                desyncMitigationMode: "strictest",
                dropInvalidHeaderFields: true,
                enableCrossZoneLoadBalancing: true,
                enableDeletionProtection: true,
                enableHttp2: false,
                enableTlsVersionAndCipherSuiteHeaders: true,
                enableWafFailOpen: true,
                enableXffClientPort: true,
                enableZonalShift: true,
                idleTimeout: 120,
                preserveHostHeader: true,
                tags: {},
                xffHeaderProcessingMode: "remove",
            },
            imported: (made) => made.id,
            gone: "LoadBalancerNotFound",
            onTimeout: "partial",
        },
        {
            type: aws.TARGET_GROUP,
            noun: "ELBv2 Target Group",
            inputs: async (region) => {
                const { vpc } = await aws.network(client(), 1, region);
                return { ...at(region), name: "web", port: 80, protocol: "HTTP", vpcId: vpc.id, tags };
            },
            required: [],
            dangling: { vpcId: [nothing("vpc"), `ValidationError: The VPC ID '${nothing("vpc")}' is not found`] },
            unknown: [
                "arn",
                "arnSuffix",
                "connectionTermination",
                "healthCheck",
                "ipAddressType",
                "loadBalancerArns",
                "loadBalancingAlgorithmType",
                "loadBalancingAnomalyMitigation",
                "loadBalancingCrossZoneEnabled",
                "namePrefix",
                "preserveClientIp",
                "protocolVersion",
                "stickiness",
            ],
            optional: [
                "connectionTermination",
                "healthCheck",
                "ipAddressType",
                "loadBalancingAlgorithmType",
                "loadBalancingAnomalyMitigation",
                "loadBalancingCrossZoneEnabled",
                "namePrefix",
                "preserveClientIp",
                "protocolVersion",
                "stickiness",
            ],
            replaced: {
                ipAddressType: "ipv6",
                name: "www",
                namePrefix: "www-",
                port: 81,
                protocol: "HTTPS",
                protocolVersion: "GRPC",
                region: "eu-west-1",
                targetType: "ip",
                vpcId: nothing("vpc"),
            },
            updated: {
                connectionTermination: true,
                deregistrationDelay: 60,
                healthCheck: {
                    enabled: true,
                    healthyThreshold: 2,
                    interval: 10,
                    matcher: "200-299",
                    path: "/health",
                    port: "8080",
                    protocol: "HTTP",
                    timeout: 3,
                    unhealthyThreshold: 4,
                },
                lambdaMultiValueHeadersEnabled: true,
                loadBalancingAlgorithmType: "least_outstanding_requests",
                loadBalancingAnomalyMitigation: "on",
                loadBalancingCrossZoneEnabled: "false",
                preserveClientIp: "true",
                proxyProtocolV2: true,
                slowStart: 30,
                stickiness: { type: "lb_cookie", enabled: true, cookieDuration: 60, cookieName: "" },
                tags: {},
            },
            imported: (made) => made.id,
            gone: "TargetGroupNotFound",
            onTimeout: "bare",
        },
        {
            type: aws.TARGET_GROUP_ATTACHMENT,
            noun: "ELBv2 Target Group Attachment",
            inputs: async (region) => {
                const group = await aws.targetGroup(client(), await aws.network(client(), 1, region), {
                    targetType: "ip",
                });
                return { ...at(region), targetGroupArn: group.id, targetId: "10.1.1.10", port: 8080 };
            },
            required: ["targetGroupArn", "targetId"],
            dangling: { targetGroupArn: [noGroup, "TargetGroupNotFound: One or more target groups not found"] },
            unknown: [],
            replaced: {
                availabilityZone: "all",
                port: 80,
                region: "eu-west-1",
                targetGroupArn: noGroup,
                targetId: "10.1.1.11",
            },
            updated: {},
            imported: (made) => `${made.state.targetGroupArn as string},10.1.1.10,8080`,
            onTimeout: "bare",
        },
        {
            type: aws.LISTENER,
            noun: "ELBv2 Listener",
            inputs: async (region) => {
                const network = await aws.network(client(), 1, region);
                const [balancer, group] = [
                    await aws.balancer(client(), network),
                    await aws.targetGroup(client(), network),
                ];
                const defaultActions = [{ type: "forward", targetGroupArn: group.id }];
                return {
                    ...at(region),
                    loadBalancerArn: balancer.id,
                    port: 80,
                    protocol: "HTTP",
                    defaultActions,
                    tags,
                };
            },
            required: ["defaultActions", "loadBalancerArn"],
            dangling: {
                defaultActions: [
                    [{ type: "forward", targetGroupArn: noGroup }],
                    "TargetGroupNotFound: One or more target groups not found",
                ],
                loadBalancerArn: [noBalancer, `LoadBalancerNotFound: Load balancer '${noBalancer}' not found`],
            },
            unknown: ["arn", "sslPolicy", "tcpIdleTimeoutSeconds"],
            optional: ["sslPolicy", "tcpIdleTimeoutSeconds"],
            replaced: { loadBalancerArn: noBalancer, region: "eu-west-1" },
            updated: {
                defaultActions: [
                    {
                        type: "fixed-response",
                        order: 1,
                        fixedResponse: { contentType: "text/plain", messageBody: "closed", statusCode: "503" },
                    },
                ],
                port: 8080,
                tags: {},
            },
            imported: (made) => made.id,
            gone: "ListenerNotFound",
            onTimeout: "bare",
        },
    ],
});
