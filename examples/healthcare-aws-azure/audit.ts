/** Who reached what on AWS: flow logs of the VPC and of the hub, in one group that keeps them as long as HIPAA asks. */
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { FlowLog, type FlowLogArgs } from "@pulumi/aws/ec2";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import { jsonStringify } from "@pulumi/pulumi";
import { hub, vpc } from "./records";
import { logRetentionDays, region, tags } from "./settings";

const group = new LogGroup("flows", { region, retentionInDays: logRetentionDays, tags });

// What the flow logs service may do in this account: write into that group.
const role = new Role("flows", {
    assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "vpc-flow-logs.amazonaws.com" } },
        ],
    }),
    tags,
});
new RolePolicy("flows", {
    role: role.id,
    policy: jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
                Resource: group.arn.apply((arn) => [arn, `${arn}:*`]),
            },
        ],
    }),
});

const watched: Record<string, Pick<FlowLogArgs, "vpcId" | "transitGatewayId" | "trafficType">> = {
    records: { vpcId: vpc.id, trafficType: "ALL" },
    // Of a gateway every flow is logged; it takes no type.
    hub: { transitGatewayId: hub.transitGatewayIds.virginia },
};
for (const [name, what] of Object.entries(watched)) {
    new FlowLog(name, {
        region,
        ...what,
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60,
        tags: { ...tags, Name: `${name}-flows` },
    });
}
