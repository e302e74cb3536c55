import * as aws from "@pulumi/aws";
const vpc = new aws.ec2.Vpc("a", { cidrBlock: "10.0.0.0/16", tags: { Name: "x" } });
const s = new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
export const id = vpc.id;
export const zone = s.availabilityZone;
