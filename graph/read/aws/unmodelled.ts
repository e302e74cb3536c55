/** Resources of AWS that may change where packets go and that no reader models: answers that touch them say so. */
import type { Resource } from "../resources";
import type { Mattering } from "../unmodelled";
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

/** What of AWS may change where packets go. */
export const AWS_MATTERING: Mattering = { mayMatter, atLarge: AT_LARGE };

function mayMatter({ type, isCustom }: Resource): boolean {
    const [cloud, module = ""] = type.split(":");
    const [name = "", resource = ""] = module.split("/");
    return isCustom && cloud === "aws" && NETWORK_MODULES.has(name) && !HARMLESS.test(resource);
}
