/**
 * A flow log of a VPC, a subnet, a network interface, a transit gateway or one of its attachments. Whether the log group,
 * bucket or delivery stream and the role exist is not modelled; nor are regional NAT gateways and fields of tags. Sources: EC2
 * API reference (CreateFlowLogs, DeleteFlowLogs, error codes), VPC user guide (flow log basics, quotas), VPC Transit Gateway
 * guide (flow log records), Terraform AWS provider (arguments, replacement; it does not pass on a traffic type for a transit
 * gateway).
 */
import { exactlyOneOf } from "../../../core/combine";
import {
    bool,
    CloudError,
    int,
    obj,
    str,
    type Quota,
    type Reference,
    type ResourceType,
} from "../../../core/definition";
import { isObject, text, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { arn, region, tagging } from "../../place";
import { toAttachment, toTransitGateway } from "../../transit-gateway/codes";
import { toNetworkInterface, toSubnet, toVpc } from "../codes";
import { invalid } from "../endpoint/codes";

export const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

const OF_TRANSIT_GATEWAYS = ["transitGatewayId", "transitGatewayAttachmentId"];
const OF_VPCS = ["eniId", "subnetId", "vpcId"];
const SOURCES = ["eniId", "regionalNatGatewayId", "subnetId", "vpcId", ...OF_TRANSIT_GATEWAYS];

/** What makes two of them the same. */
const CONFIGURATION = ["trafficType", "logDestinationType", "logDestination", "logFormat", "maxAggregationInterval"];

/** How the name of a destination begins, by its kind: the service, and what of it. */
const DESTINATIONS: Readonly<Record<string, RegExp>> = {
    "cloud-watch-logs": /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:/,
    s3: /^arn:[^:]+:s3:::[^/]/,
    "kinesis-data-firehose": /^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\//,
};

const fields = (names: string): string => names.replaceAll(/[a-z0-9-]+/g, (name) => `\${${name}}`);

/** What AWS writes where no format is given. */
const VPC_FORMAT = fields(
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
);
const TRANSIT_GATEWAY_FORMAT = fields(
    "version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id " +
        "tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id " +
        "tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end log-status type " +
        "packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region " +
        "flow-direction pkt-src-aws-service pkt-dst-aws-service",
);

const DEFAULT_OPTIONS: Props = { fileFormat: "plain-text", hiveCompatiblePartitions: false, perHourPartition: false };

/** Ends with what it logs, and keeps none of it. */
const ended = (reference: Reference): Reference => ({ ...reference, holds: true, part: true });

const name = (reference: Reference) => str({ immutable: true, ref: ended(reference) });
const role = str({ immutable: true, refuse: refuseArn });

const PER_SOURCE: Quota = {
    name: "flow-logs-per-resource",
    limit: 2,
    used: (world, draft) => {
        // There is none for transit gateways.
        const source = text(draft.props, OF_VPCS.find((property) => text(draft.props, property) !== undefined) ?? "");
        return source === undefined ? 0 : logsOf(world, draft, source).length;
    },
    exceeded: () => new CloudError("FlowLogsLimitExceeded", "The maximum number of flow logs has been reached."),
};

export const flowLog: ResourceType = {
    token: FLOW_LOG,
    noun: "Flow Log",
    id: "fl",
    properties: {
        region,
        ...tagging,
        eniId: name(toNetworkInterface),
        subnetId: name(toSubnet),
        vpcId: name(toVpc),
        transitGatewayId: name(toTransitGateway),
        transitGatewayAttachmentId: name(toAttachment),
        trafficType: str({ immutable: true, oneOf: ["ACCEPT", "REJECT", "ALL"] }),
        logDestinationType: str({ default: "cloud-watch-logs", immutable: true, oneOf: Object.keys(DESTINATIONS) }),
        logDestination: str({ computed: true, imported: true, immutable: true, refuse: refuseArn }),
        logFormat: str({ computed: true, imported: true, immutable: true }),
        maxAggregationInterval: int({ default: 600, immutable: true, oneOf: [60, 600] }),
        iamRoleArn: role,
        deliverCrossAccountRole: role,
        destinationOptions: obj(
            {
                fileFormat: str({ oneOf: ["plain-text", "parquet"] }),
                hiveCompatiblePartitions: bool(),
                perHourPartition: bool(),
            },
            { immutable: true },
        ),
        arn: str({ output: true }),
    },
    check: (inputs) => exactlyOneOf(inputs, SOURCES),
    canonical: (inputs) => {
        // Log groups are sometimes named with all that is in them.
        const destination = text(inputs, "logDestination");
        return destination === undefined ? inputs : { ...inputs, logDestination: destination.replace(/:\*$/, "") };
    },
    quota: PER_SOURCE,
    create: ({ world }, draft) => {
        const gateway = OF_TRANSIT_GATEWAYS.some((property) => text(draft.props, property) !== undefined);
        demandCapture(draft.props, gateway);
        demandDestination(draft.props);
        draft.props.logFormat ??= gateway ? TRANSIT_GATEWAY_FORMAT : VPC_FORMAT;
        if (isObject(draft.props.destinationOptions)) {
            draft.props.destinationOptions = { ...DEFAULT_OPTIONS, ...draft.props.destinationOptions };
        }
        demandNew(world, draft);
        draft.props.arn = arn(draft, "ec2", `vpc-flow-log/${draft.id}`);
    },
    gone: (id) => new CloudError("InvalidFlowLogId.NotFound", `The flow log '${id}' does not exist`),
    onTimeout: "bare",
};

function refuseArn(value: Value): string | undefined {
    const parts = (value as string).split(":");
    const good = parts.length >= 6 && parts[0] === "arn" && parts[1] !== "" && parts[2] !== "";
    return good ? undefined : `(${value as string}) is an invalid ARN: it has not the form arn:partition:service:…`;
}

function demandCapture(props: Props, gateway: boolean): void {
    if (gateway && props.maxAggregationInterval !== 60) {
        throw invalid(
            "max-aggregation-interval other than 60 sec / 1 min is not supported when the resource-type is TransitGateway " +
                "or TransitGatewayAttachment",
        );
    }
    if (!gateway && props.trafficType === undefined) {
        throw new CloudError("MissingParameter", "The request must contain the parameter TrafficType");
    }
}

function demandDestination(props: Props): void {
    const [type, destination] = [text(props, "logDestinationType") ?? "", text(props, "logDestination")];
    if (destination === undefined) throw invalid("LogDestination can't be empty if LogGroupName is not provided.");
    if (DESTINATIONS[type]?.test(destination) !== true) {
        throw invalid(`LogDestination ${destination} is not a destination of type ${type}.`);
    }
    const [logs, given] = [type === "cloud-watch-logs", text(props, "iamRoleArn") !== undefined];
    if (logs && !given) {
        throw invalid("DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.");
    }
    if (type === "s3" && given) throw invalid("DeliverLogsPermissionArn is not applicable for s3 delivery.");
    if (type !== "s3" && isObject(props.destinationOptions)) {
        throw invalid("DestinationOptions are only supported if LogDestinationType is s3.");
    }
}

function logsOf(world: World, draft: CloudObject, source: string): CloudObject[] {
    return world.all(FLOW_LOG, draft).filter(({ props }) => SOURCES.some((property) => props[property] === source));
}

function demandNew(world: World, draft: CloudObject): void {
    const source = SOURCES.flatMap((property) => text(draft.props, property) ?? [])[0] ?? "";
    const same = ({ props }: CloudObject): boolean => CONFIGURATION.every((key) => props[key] === draft.props[key]);
    if (logsOf(world, draft, source).some(same)) {
        throw new CloudError(
            "FlowLogAlreadyExists",
            "Error. There is an existing Flow Log with the same configuration and log destination.",
        );
    }
}
