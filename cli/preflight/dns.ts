/** Whether names resolve, and to the addresses that the network routes: from the resources alone. */
import { References, labelOf } from "../../graph/read/references";
import type { Resource } from "../../graph/read/resources";
import { SECRET, UNKNOWN, type Value } from "../../graph/read/values";
import type { Finding } from "../../policy/finding";
import type { RuleInfo } from "../format/checked";
import { finding } from "./finding";
import { PREFLIGHT } from "./rules";

const VPC = "aws:ec2/vpc:Vpc";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const HUBS: readonly string[] = [
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
];

export function dnsFindings(resources: readonly Resource[]): readonly Finding[] {
    const references = new References(resources);
    return [
        ...references.ofType(VPC).flatMap((vpc) => mustBe(vpc, "enableDnsSupport", true, PREFLIGHT.dnsNetwork)),
        ...references.ofType(ENDPOINT).flatMap((endpoint) => endpointFindings(references, endpoint)),
        ...references.ofType(...HUBS).flatMap((hub) => mustBe(hub, "dnsSupport", "enable", PREFLIGHT.dnsHub)),
    ];
}

/** A property that the cloud sets to `wanted` where the program does not set it. */
function mustBe(resource: Resource, property: string, wanted: string | boolean, rule: RuleInfo): readonly Finding[] {
    const value = resource.props[property];
    if (value === undefined || value === null || value === wanted) return [];
    return isOpen(value)
        ? [finding(rule, resource, "undetermined", `${property} is not known before the deployment`)]
        : [finding(rule, resource, "fail", `${property} is ${JSON.stringify(value)}`)];
}

function endpointFindings(references: References, endpoint: Resource): readonly Finding[] {
    const { vpcEndpointType: type, privateDnsEnabled: isPrivate } = endpoint.props;
    if (type !== "Interface" || isPrivate === undefined || isPrivate === false || isPrivate === null) return [];
    const rule = PREFLIGHT.dnsEndpoint;
    const open = (what: string): readonly Finding[] => [
        finding(rule, endpoint, "undetermined", `${what} is not known before the deployment`),
    ];
    if (isOpen(isPrivate)) return open("privateDnsEnabled");
    const found = references.one(endpoint, "vpcId", { types: [VPC] });
    if (found.is !== "resource") return open("its network");
    const { enableDnsSupport: support = true, enableDnsHostnames: hostnames = false } = found.resource.props;
    if (isOpen(support) || isOpen(hostnames)) return open(`a DNS attribute of ${labelOf(found.resource)}`);
    const off = [
        ...(support === false ? ["enableDnsSupport"] : []),
        ...(hostnames === true ? [] : ["enableDnsHostnames"]),
    ];
    return off.length === 0
        ? []
        : [
              finding(
                  rule,
                  endpoint,
                  "fail",
                  `its private names need ${off.join(" and ")} of ${labelOf(found.resource)}`,
              ),
          ];
}

function isOpen(value: Value): boolean {
    return value === UNKNOWN || value === SECRET;
}
