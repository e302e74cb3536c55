/** Roles, buckets, certificates and load balancers for tests. Tokens are written out here as the SDK registers them. */
import type { Props } from "../../sim/core/values";
import * as ec2 from "./ec2";
import type { Deployed, SimClient } from "./sim-client";

export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const BUCKET = "aws:s3/bucket:Bucket";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const CERTIFICATE = "aws:acm/certificate:Certificate";
export const CERTIFICATE_VALIDATION = "aws:acm/certificateValidation:CertificateValidation";
export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
export const TARGET_GROUP_ATTACHMENT = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
export const LISTENER = "aws:lb/listener:Listener";
export const TOPIC = "aws:sns/topic:Topic";
export const TOPIC_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";

export const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/** A policy document in the form in which the provider keeps it: members in order, no white space. */
export function document(...statements: Props[]): string {
    const sorted = statements.map((s) => Object.fromEntries(Object.entries(s).sort(([a], [b]) => (a < b ? -1 : 1))));
    return JSON.stringify({ Statement: sorted, Version: "2012-10-17" });
}

/** Lets a service take on a role. */
export function trust(service = "vpc-flow-logs.amazonaws.com"): string {
    return document({ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: service } });
}

export function allow(action: string, resource = "*"): string {
    return document({ Action: action, Effect: "Allow", Resource: resource });
}

/** Lets the world read a bucket. */
export function readable(bucket: string): string {
    const resource = `arn:aws:s3:::${bucket}/*`;
    return document({ Action: "s3:GetObject", Effect: "Allow", Principal: "*", Resource: resource });
}

export const role = (client: SimClient, inputs: Props = {}): Promise<Deployed> =>
    client.create(ROLE, { name: "web", assumeRolePolicy: trust(), ...inputs });

export const bucket = (client: SimClient, inputs: Props = {}): Promise<Deployed> =>
    client.create(BUCKET, { bucket: "causeway-logs", ...inputs });

/** A certificate for *.example.com, issued. */
export async function issued(client: SimClient, inputs: Props = {}): Promise<Deployed> {
    const made = await client.create(CERTIFICATE, {
        domainName: "*.example.com",
        validationMethod: "DNS",
        ...inputs,
    });
    await client.create(CERTIFICATE_VALIDATION, { certificateArn: made.id, region: made.state.region ?? null });
    return made;
}

export interface Network {
    vpc: Deployed;
    subnets: Deployed[];
    group: Deployed;
}

/** A VPC with an internet gateway, a subnet in each of three zones, and a security group. */
export async function network(client: SimClient, number = 1, region?: string): Promise<Network> {
    const vpc = await ec2.vpc(client, number, ec2.at(region));
    await client.create(INTERNET_GATEWAY, { ...ec2.at(region), vpcId: vpc.id });
    const subnets = await Promise.all(
        ["a", "b", "c"].map((zone, i) =>
            ec2.subnet(client, vpc, i + 1, { availabilityZone: `${region ?? "us-east-1"}${zone}` }),
        ),
    );
    return { vpc, subnets, group: await ec2.group(client, vpc, { name: "web" }) };
}

export const idsOf = (resources: Deployed[]): string[] => resources.map((r) => r.id);

/** An application load balancer in the first two subnets, unless `inputs` say otherwise. */
export function balancer(client: SimClient, { subnets }: Network, inputs: Props = {}): Promise<Deployed> {
    const region = subnets[0]?.state.region ?? null;
    return client.create(LOAD_BALANCER, { region, name: "web", subnets: idsOf(subnets.slice(0, 2)), ...inputs });
}

export function targetGroup(client: SimClient, { vpc }: Network, inputs: Props = {}): Promise<Deployed> {
    const region = vpc.state.region ?? null;
    return client.create(TARGET_GROUP, { region, name: "web", port: 80, protocol: "HTTP", vpcId: vpc.id, ...inputs });
}

export function listener(client: SimClient, to: Deployed, group: Deployed, inputs: Props = {}): Promise<Deployed> {
    return client.create(LISTENER, {
        region: to.state.region ?? null,
        loadBalancerArn: to.id,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: group.id }],
        ...inputs,
    });
}
