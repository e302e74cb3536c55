import { UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const vpc = made("aws:ec2/vpc:Vpc", "shop");
const lab = made("aws:ec2/vpc:Vpc", "lab");
const hub = made("aws:ec2transitgateway/transitGateway:TransitGateway", "core");
const subnet = made("aws:ec2/subnet:Subnet", "a", { refs: { vpcId: vpc } });
const log = (of: Parameters<typeof made>[2]) => made("aws:ec2/flowLog:FlowLog", "all", of);
const flow = (is: string, resources: Case["resources"], finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "observability-flow-logs",
    is,
    resources,
    finds,
    ...more,
});

const VPN = "aws:ec2/vpnConnection:VpnConnection";
const ON = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: "arn" } };
const tunnel = (is: string, tunnel1LogOptions: object | undefined, finds: string[]): Case => ({
    rule: "observability-tunnel-logs",
    is,
    resources: [
        made(VPN, "plant", {
            props: {
                tunnel2LogOptions: ON,
                ...(tunnel1LogOptions === undefined ? {} : { tunnel1LogOptions: { ...tunnel1LogOptions } }),
            },
        }),
    ],
    finds,
});
const [plant, office] = [made(VPN, "plant"), made(VPN, "office")];
const alarm = (metricName: string, ...of: (typeof plant)[]) => ({
    ...made("aws:cloudwatch/metricAlarm:MetricAlarm", "down", {
        props: { namespace: "AWS/VPN", metricName, dimensions: { VpnId: UNKNOWN } },
    }),
    sources: { dimensions: of.map(({ urn }) => urn) },
});
const alarms = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "observability-tunnel-alarm",
    is,
    resources,
    finds,
});
const balancer = (is: string, props: object, finds: string[]): Case => ({
    rule: "observability-balancer-logs",
    is,
    resources: [made("aws:lb/loadBalancer:LoadBalancer", "web", { props: { ...props } })],
    finds,
});
const retention = (is: string, retentionInDays: number | typeof UNKNOWN, finds: string[], profile = "pci"): Case => {
    const group = made("aws:cloudwatch/logGroup:LogGroup", "flows", { props: { retentionInDays } });
    return {
        rule: "observability-log-retention",
        is,
        profile,
        resources: [group, log({ refs: { vpcId: vpc, logDestination: group } })],
        finds,
    };
};

export const OBSERVABILITY: readonly Case[] = [
    flow("a log of everything", [vpc, log({ props: { trafficType: "ALL" }, refs: { vpcId: vpc } })], []),
    flow("a log of a hub", [hub, log({ refs: { transitGatewayId: hub } })], []),
    flow("logs of all subnets", [vpc, subnet, log({ props: { trafficType: "ALL" }, refs: { subnetId: subnet } })], []),
    flow(
        "logs of some subnets",
        [
            vpc,
            subnet,
            { ...subnet, urn: `${subnet.urn}-b`, name: "b" },
            log({ props: { trafficType: "ALL" }, refs: { subnetId: subnet } }),
        ],
        ["fail vpc shop: it has no flow log"],
    ),
    flow("none", [vpc, hub], ["fail vpc shop: it has no flow log", "fail transit gateway core: it has no flow log"]),
    flow(
        "a log of another network",
        [vpc, lab, log({ props: { trafficType: "ALL" }, refs: { vpcId: lab } })],
        ["fail vpc shop: it has no flow log"],
    ),
    flow(
        "rejected traffic only",
        [vpc, log({ props: { trafficType: "REJECT" }, refs: { vpcId: vpc } })],
        ["fail vpc shop: its flow log has REJECT traffic only"],
    ),
    flow(
        "rejected traffic where that is enough",
        [vpc, log({ props: { trafficType: "REJECT" }, refs: { vpcId: vpc } })],
        [],
        { settings: { traffic: "REJECT" } },
    ),
    flow(
        "a log of one of two networks",
        [vpc, lab, log({ props: { trafficType: "ALL", vpcId: UNKNOWN }, refs: { vpcId: [vpc, lab] } })],
        [
            "undetermined vpc shop: whether a flow log covers it is not known before the deployment",
            "undetermined vpc lab: whether a flow log covers it is not known before the deployment",
        ],
    ),
    tunnel("on", ON, []),
    tunnel("left out", undefined, ["fail vpn connection plant: tunnel1LogOptions logs nothing"]),
    tunnel("not known", { cloudwatchLogOptions: { logEnabled: UNKNOWN } }, [
        "undetermined vpn connection plant: tunnel1LogOptions.cloudwatchLogOptions.logEnabled is not known before the deployment",
    ]),
    alarms("one", [plant, alarm("TunnelState", plant)], []),
    alarms(
        "one on something else",
        [plant, alarm("TunnelDataIn", plant)],
        ["fail vpn connection plant: no alarm watches TunnelState of it"],
    ),
    alarms(
        "one on one of two",
        [plant, office, alarm("TunnelState", plant, office)],
        [
            "undetermined vpn connection plant: whether an alarm watches it is not known before the deployment",
            "undetermined vpn connection office: whether an alarm watches it is not known before the deployment",
        ],
    ),
    balancer("on", { accessLogs: { bucket: "logs", enabled: true } }, []),
    balancer("a bucket alone", { accessLogs: { bucket: "logs" } }, ["fail load balancer web: it logs no requests"]),
    balancer("a gateway load balancer, which has none", { loadBalancerType: "gateway" }, []),
    balancer("not known", { accessLogs: { enabled: UNKNOWN } }, [
        "undetermined load balancer web: accessLogs.enabled is not known before the deployment",
    ]),
    retention("a year", 365, []),
    retention("for ever", 0, []),
    retention("a month", 30, ["fail log group flows: it keeps flow logs for 30 days, and 365 are asked for"]),
    retention(
        "a year where six are asked for",
        365,
        ["fail log group flows: it keeps flow logs for 365 days, and 2192 are asked for"],
        "hipaa",
    ),
    retention("not known", UNKNOWN, [
        "undetermined log group flows: retentionInDays is not known before the deployment",
    ]),
];
