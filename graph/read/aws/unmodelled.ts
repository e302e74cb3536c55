/** Resources of AWS that may change where packets go and that no reader models: answers that touch them say so. */
import type { Unmodelled } from "../../network";
import type { References } from "../references";
import type { Resource } from "../resources";
import type { Value } from "../values";
import { EGRESS_GATEWAY, GATEWAY } from "./vpc/types";

/** Modules whose resources carry, filter or lead packets, or are machines in a VPC. */
const NETWORK_MODULES: ReadonlySet<string> = new Set(
    (
        "alb apigatewayv2 applicationloadbalancing apprunner appmesh autoscaling batch cloudhsmv2 dax directconnect " +
        "directoryservice dms docdb ec2 ec2clientvpn ec2transitgateway ecs efs eks elasticache elasticbeanstalk " +
        "elasticloadbalancing elasticloadbalancingv2 elasticsearch elb emr fms fsx globalaccelerator lambda lb lightsail " +
        "memorydb mq msk mwaa neptune networkfirewall networkmanager odb opensearch outposts ram rds redshift " +
        "redshiftserverless storagegateway transfer verifiedaccess vpc vpclattice vpn wafv2 workspaces"
    ).split(" "),
);

/** Of those modules what changes no path: names, keys, images, disks, logs, settings, and templates of what others make. */
const HARMLESS =
    /^(ami.*|.*imageBlock.*|allowedImages.*|snapshot.*|volumeAttachment|keyPair|flowLog|tag|eipDomainName|placementGroup|capacity.*|dedicatedHost|launch.*|defaultCredit.*|instanceMetadataDefaults|serialConsoleAccess|spotDatafeed.*|networkInsights.*|trafficMirror.*|vpcDhcpOptions.*|defaultVpcDhcpOptions|vpcIpam.*|vpcNetworkPerformance.*|vpcEndpoint(Policy|Service.*|ConnectionNotification|ConnectionAccepter)|endpointPrivateDns|endpointServicePrivateDns.*|subnetCidrReservation|availabilityZoneGroup|peeringConnectionOptions|listenerCertificate|trustStore.*|.*(parameterGroup|ParameterGroup|optionGroup|snapshot|Snapshot|subnetGroup|SubnetGroup|[pP]olicy|logging.*|Logging.*|alias|permission|layerVersion|eventSourceMapping|accessEntry|addon|identityProvider.*|certificate|Certificate|capacityProvider.*|accountSetting.*|lifecycleHook|schedule|notification|[uU]ser|userGroup.*))$/;

/** What is about all resources of a kind without naming any: by its type, theirs. */
const AT_LARGE: Readonly<Record<string, readonly string[]>> = {
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": [GATEWAY, EGRESS_GATEWAY],
    "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion": [GATEWAY, EGRESS_GATEWAY],
};

/** What is neither read nor known to change nothing. `modelled` are URNs of what a reader has read. */
export function unmodelledOf(references: References, modelled: ReadonlySet<string>): readonly Unmodelled[] {
    const byId = new Map<string, string>();
    for (const { id, urn, props } of references.resources)
        for (const text of [id, props["arn"]]) if (typeof text === "string" && text !== "") byId.set(text, urn);
    return references.resources
        .filter((resource) => !modelled.has(resource.urn) && mayMatter(resource))
        .map((resource) => ({
            urn: resource.urn,
            type: resource.type,
            name: resource.name,
            touches: [
                ...new Set([
                    ...Object.values(resource.sources).flat(),
                    ...named(resource, byId),
                    ...references.ofType(...(AT_LARGE[resource.type] ?? [])).map(({ urn }) => urn),
                ]),
            ].sort(),
        }));
}

function mayMatter({ type, isCustom }: Resource): boolean {
    const [cloud, module = ""] = type.split(":");
    const [name = "", resource = ""] = module.split("/");
    return isCustom && cloud === "aws" && NETWORK_MODULES.has(name) && !HARMLESS.test(resource);
}

/** Resources whose ids stand somewhere in the properties. */
function named(resource: Resource, byId: ReadonlyMap<string, string>): readonly string[] {
    const found: string[] = [];
    const look = (value: Value): void => {
        if (typeof value === "string") {
            const urn = byId.get(value);
            if (urn !== undefined && urn !== resource.urn) found.push(urn);
        } else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
    };
    look(resource.props);
    return found;
}
