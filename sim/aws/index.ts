/** The simulated AWS. */
import type { Package } from "../core/definition";
import { acmTypes } from "./acm";
import { cloudwatchTypes } from "./cloudwatch";
import { directConnectTypes } from "./direct-connect";
import { ec2Types } from "./ec2";
import { iamTypes } from "./iam";
import { awsInvokes } from "./invokes";
import { lbTypes } from "./lb";
import { awsCaller, awsConfig, checkAwsConfig } from "./provider";
import { s3Types } from "./s3";
import { snsTypes } from "./sns";
import { transitGatewayTypes } from "./transit-gateway";

export const aws: Package = {
    name: "aws",
    version: "7.48.0",
    types: [
        ...acmTypes,
        ...cloudwatchTypes,
        ...directConnectTypes,
        ...ec2Types,
        ...iamTypes,
        ...lbTypes,
        ...s3Types,
        ...snsTypes,
        ...transitGatewayTypes,
    ],
    invokes: awsInvokes,
    config: awsConfig,
    checkConfig: checkAwsConfig,
    caller: awsCaller,
};
