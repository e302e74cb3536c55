/**
 * The services that an endpoint can lead to: those of AWS. Which of them a region has is not modelled; a name in the right
 * form is taken for one that is there. Sources: AWS PrivateLink guide (services that integrate, gateway endpoints, the
 * AWS-managed prefix lists), EC2 API reference (CreateVpcEndpoint, error codes).
 */
import * as crypto from "node:crypto";
import { AWS_REGIONS } from "../../../../facts/regions/aws";
import { CloudError } from "../../../core/definition";
import { partitionOf } from "../../place";

/** With their prefixes, which are of the ranges for documentation (RFC 5737). */
const GATEWAY_SERVICES: Readonly<Record<string, string>> = { dynamodb: "198.51.100.0/24", s3: "192.0.2.0/24" };

/** "com.amazonaws.eu-west-1.ssm": the service "ssm"; undefined for another region's, and for one that is nobody's. */
export function serviceIn(region: string, name: string): string | undefined {
    const start = `${partitionOf(region) === "aws-cn" ? "cn.com" : "com"}.amazonaws.${region}.`;
    // The gateways of China have names without the "cn".
    const own = [start, `com.amazonaws.${region}.`].find((prefix) => name.startsWith(prefix));
    const other = name.match(/^aws\.([a-z][a-z0-9-]*)\.([a-z0-9-]+)\.([a-z][a-z0-9-]*)$/);
    if (own === undefined) return other?.[2] === region ? `${other[3]}.${other[1]}` : undefined;
    const service = name.slice(own.length);
    return /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/.test(service) ? service : undefined;
}

/** Under which names of the region's services are. */
export function domainOf(region: string): string {
    return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

export function isGatewayService(service: string): boolean {
    return service in GATEWAY_SERVICES;
}

export function noService(name: string): CloudError {
    return new CloudError("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
}

/** The prefix list of AWS for a service: the same for everybody in a region. */
export function prefixListOf(region: string, service: string): { id: string; prefixes: string[] } | undefined {
    const prefix = GATEWAY_SERVICES[service];
    if (prefix === undefined) return undefined;
    return { id: `pl-${digest(`${region} ${service}`).slice(0, 8)}`, prefixes: [prefix] };
}

/** Every prefix list that AWS keeps for these services, in whatever region. */
export const AWS_PREFIX_LISTS: readonly string[] = Object.keys(AWS_REGIONS).flatMap((region) =>
    Object.keys(GATEWAY_SERVICES).flatMap((service) => prefixListOf(region, service)?.id ?? []),
);

/** What stands for something random that must stay the same. */
export function digest(text: string): string {
    return crypto.createHash("sha256").update(text).digest("hex");
}
