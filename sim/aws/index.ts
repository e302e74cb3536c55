/** The simulated AWS. */
import type { Package } from "../core/definition";
import { subnet } from "./ec2/subnet";
import { vpc } from "./ec2/vpc";
import { awsCaller, awsConfig, checkAwsConfig } from "./provider";

export const aws: Package = {
    name: "aws",
    version: "7.48.0",
    types: [vpc, subnet],
    invokes: [],
    config: awsConfig,
    checkConfig: checkAwsConfig,
    caller: awsCaller,
};
