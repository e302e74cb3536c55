/** The simulated AWS. */
import type { Package } from "../core/definition";
import { ec2Types } from "./ec2";
import { awsInvokes } from "./invokes";
import { awsCaller, awsConfig, checkAwsConfig } from "./provider";
import { transitGatewayTypes } from "./transit-gateway";

export const aws: Package = {
    name: "aws",
    version: "7.48.0",
    types: [...ec2Types, ...transitGatewayTypes],
    invokes: awsInvokes,
    config: awsConfig,
    checkConfig: checkAwsConfig,
    caller: awsCaller,
};
