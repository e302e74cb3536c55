/** Refusals of Elastic Load Balancing, in the codes of its API reference (version 2015-12-01). */
import * as crypto from "node:crypto";
import { CloudError, str, type Property, type Reference } from "../../core/definition";
import type { Value } from "../../core/values";
import { CERTIFICATE } from "../acm/codes";
import { firstOf, lengthBetween, matching } from "../bounds";
import { SECURITY_GROUP, SUBNET, VPC } from "../ec2/codes";

export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
export const TARGET_GROUP_ATTACHMENT = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
export const LISTENER = "aws:lb/listener:Listener";

export const toLoadBalancer: Reference = {
    to: [LOAD_BALANCER],
    missing: (id) => new CloudError("LoadBalancerNotFound", `Load balancer '${id}' not found`),
};

export const toTargetGroup: Reference = {
    to: [TARGET_GROUP],
    missing: () => new CloudError("TargetGroupNotFound", "One or more target groups not found"),
};

export const toListenerCertificate: Reference = {
    to: [CERTIFICATE],
    missing: (id) => new CloudError("CertificateNotFound", `Certificate '${id}' not found`),
};

export const toBalancedSubnet: Reference = {
    to: [SUBNET],
    missing: (id) => new CloudError("SubnetNotFound", `The subnet ID '${id}' does not exist`),
};

export const toBalancerGroup: Reference = {
    to: [SECURITY_GROUP],
    missing: (id) => new CloudError("InvalidSecurityGroup", `Security group '${id}' is not valid`),
};

/** A target group without targets does not keep its VPC. */
export const toTargetVpc: Reference = {
    to: [VPC],
    holds: false,
    missing: (id) => validationError(`The VPC ID '${id}' is not found`),
};

export const validationError = (message: string): CloudError => new CloudError("ValidationError", message);

/** What comes behind the name in an ARN: sixteen hexadecimal digits. */
export function suffix(): string {
    return crypto.randomBytes(8).toString("hex");
}

/** Names of load balancers and target groups: the same rules for both. */
export function nameProperty(argument: string, most: number): Property {
    return str({
        computed: true,
        imported: argument === "name",
        immutable: true,
        refuse: firstOf(
            lengthBetween(argument, 1, most),
            matching(/^[0-9A-Za-z-]+$/, `only alphanumeric characters and hyphens allowed in "${argument}"`),
            matching(/^[^-]/, `"${argument}" cannot begin with a hyphen`),
            argument === "name" ? matching(/[^-]$/, `"${argument}" cannot end with a hyphen`) : () => undefined,
            (value: Value) =>
                argument === "name" && (value as string).startsWith("internal-")
                    ? `"${argument}" cannot begin with "internal-"`
                    : undefined,
        ),
    });
}
