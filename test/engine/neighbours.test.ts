/** What normal programs put beside a hub, on the real engine: it comes up, stays, and leaves nothing. */
import { testComesAndGoes } from "../support/comes-and-goes";

/** Two VPCs with everything that leads in and out of them, a machine, and who watches it. As a user writes it. */
const PROGRAM = `
const ec2 = require("@pulumi/aws/ec2");
const zones = ["us-east-1a", "us-east-1b"];

const vpc = new ec2.Vpc("shop", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const gateway = new ec2.InternetGateway("shop", { vpcId: vpc.id });
const open = new ec2.RouteTable("public", { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }] });
const publics = zones.map((availabilityZone, i) => {
    const subnet = new ec2.Subnet("public-" + i, { vpcId: vpc.id, cidrBlock: "10.0." + i + ".0/24", availabilityZone });
    new ec2.RouteTableAssociation("public-" + i, { subnetId: subnet.id, routeTableId: open.id });
    return subnet;
});
const address = new ec2.Eip("nat", { domain: "vpc" });
// Many programs forget that it needs the internet gateway, and are lucky.
const nat = new ec2.NatGateway("nat", { subnetId: publics[0].id, allocationId: address.id }, { dependsOn: [gateway] });
const closed = new ec2.RouteTable("private", { vpcId: vpc.id });
new ec2.Route("private-nat", { routeTableId: closed.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });
const privates = zones.map((availabilityZone, i) => {
    const subnet = new ec2.Subnet("private-" + i, { vpcId: vpc.id, cidrBlock: "10.0.1" + i + ".0/24", availabilityZone });
    new ec2.RouteTableAssociation("private-" + i, { subnetId: subnet.id, routeTableId: closed.id });
    return subnet;
});

const acl = new ec2.NetworkAcl("private", {
    vpcId: vpc.id,
    subnetIds: privates.map((s) => s.id),
    ingress: [{ ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: "10.0.0.0/8", fromPort: 0, toPort: 0 }],
});
new ec2.NetworkAclRule("private-out", {
    networkAclId: acl.id, ruleNumber: 100, egress: true, protocol: "-1", ruleAction: "allow", cidrBlock: "0.0.0.0/0",
});
const group = new ec2.SecurityGroup("web", {
    vpcId: vpc.id,
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});
new ec2.DefaultSecurityGroup("shop", { vpcId: vpc.id });

const office = new ec2.ManagedPrefixList("office", {
    name: "office", addressFamily: "IPv4", maxEntries: 5, entries: [{ cidr: "192.168.0.0/24" }, { cidr: "192.168.1.0/24" }],
});
const peer = new ec2.Vpc("tools", { cidrBlock: "10.1.0.0/16" });
const peering = new ec2.VpcPeeringConnection("tools", { vpcId: vpc.id, peerVpcId: peer.id, autoAccept: true });
new ec2.Route("private-tools", {
    routeTableId: closed.id, destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: peering.id,
});

new ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3", routeTableIds: [closed.id] });
new ec2.VpcEndpoint("logs", {
    vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.logs", vpcEndpointType: "Interface",
    subnetIds: privates.map((s) => s.id), securityGroupIds: [group.id], privateDnsEnabled: true,
});
new ec2.Instance("web", {
    ami: "ami-0a1b2c3d4e5f60718", instanceType: "t3.micro", subnetId: privates[0].id, vpcSecurityGroupIds: [group.id],
});

const { Role, RolePolicy } = require("@pulumi/aws/iam");
const { LogGroup, MetricAlarm } = require("@pulumi/aws/cloudwatch");
const logs = new LogGroup("flows", { retentionInDays: 30 });
const role = new Role("flows", {
    assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
});
new RolePolicy("flows", {
    role: role.id,
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }] }),
});
new ec2.FlowLog("shop", { vpcId: vpc.id, trafficType: "ALL", logDestination: logs.arn, iamRoleArn: role.arn });
new MetricAlarm("nat", {
    namespace: "AWS/NATGateway", metricName: "ErrorPortAllocation", dimensions: { NatGatewayId: nat.id }, statistic: "Sum",
    period: 300, evaluationPeriods: 1, threshold: 0, comparisonOperator: "GreaterThanThreshold",
});

const { Bucket } = require("@pulumi/aws/s3");
new Bucket("flows", { forceDestroy: true });
const { Certificate } = require("@pulumi/aws/acm");
new Certificate("shop", { domainName: "shop.example.com", validationMethod: "DNS" });
const lb = require("@pulumi/aws/lb");
const balancer = new lb.LoadBalancer("web", {
    loadBalancerType: "application", subnets: publics.map((s) => s.id), securityGroups: [group.id],
}, { dependsOn: [gateway] });
const targets = new lb.TargetGroup("web", { port: 80, protocol: "HTTP", vpcId: vpc.id, targetType: "ip" });
new lb.Listener("web", {
    loadBalancerArn: balancer.arn, port: 80, protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
`;

testComesAndGoes("neighbours", PROGRAM);
