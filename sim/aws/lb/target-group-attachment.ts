/**
 * A target of a target group. Lambda functions are not modelled: of one, the form of its ARN is looked at. Sources: Elastic
 * Load Balancing API reference (RegisterTargets, TargetDescription, errors), its user guides (targets), Terraform AWS
 * provider (arguments, import). To register a target again is no error. Targets go along with their group.
 */
import ipaddr from "ipaddr.js";
import { CloudError, int, str, type ResourceType } from "../../core/definition";
import { covers } from "../../core/prefix";
import { text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arnParts, between } from "../bounds";
import { SUBNET, VPC } from "../ec2/codes";
import { region } from "../place";
import {
    LISTENER,
    LOAD_BALANCER,
    TARGET_GROUP,
    TARGET_GROUP_ATTACHMENT,
    toTargetGroup,
    validationError,
} from "./codes";

const INSTANCE = "aws:ec2/instance:Instance";

/** "RFC 1918 and RFC 6598": what may stand outside of the VPC. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

const invalidTarget = (message: string): CloudError => new CloudError("InvalidTarget", message);

export const targetGroupAttachment: ResourceType = {
    token: TARGET_GROUP_ATTACHMENT,
    noun: "ELBv2 Target Group Attachment",
    id: (props) => {
        const port = typeof props.port === "number" ? `,${props.port}` : "";
        return `${text(props, "targetGroupArn") ?? ""},${text(props, "targetId") ?? ""}${port}`;
    },
    properties: {
        region,
        targetGroupArn: str({ required: true, immutable: true, ref: { ...toTargetGroup, part: true } }),
        targetId: str({ required: true, immutable: true }),
        port: int({ immutable: true, refuse: between("port", 1, 65_535) }),
        availabilityZone: str({ immutable: true }),
    },
    quota: {
        name: "targets-per-target-group",
        limit: 1000,
        per: "targetGroupArn",
        exceeded: () => new CloudError("TooManyTargets", "The maximum number of targets has been reached"),
    },
    create: ({ world }, draft) => {
        const group = world.get(TARGET_GROUP, draft, text(draft.props, "targetGroupArn") ?? "");
        if (group === undefined) return;
        const type = text(group.props, "targetType") ?? "";
        const target = text(draft.props, "targetId") ?? "";
        if (type === "instance") demandInstance(world, group, target);
        if (type === "ip") demandAddress(world, group, draft.props);
        if (type === "lambda" && arnParts(target)?.service !== "lambda") {
            throw validationError(`Target '${target}' is not a valid Lambda function ARN`);
        }
        if (type === "alb") demandBalancer(world, group, target);
        if (type === "lambda" || type === "alb") demandAlone(world, group, target);
    },
    importId: (_, named) => {
        if (/^arn:[^,]+,[^,]+(,\d+)?$/.test(named)) return named;
        throw new Error(
            `unexpected format for ID (${named}), expected <target-group-arn>,<target-id> or <target-group-arn>,<target-id>,<port>`,
        );
    },
    onTimeout: "bare",
};

function demandInstance(world: World, group: CloudObject, target: string): void {
    if (!/^i-[0-9a-f]{8,17}$/.test(target)) throw validationError(`Instance ID '${target}' is not valid`);
    const instance = world.get(INSTANCE, group, target);
    if (instance === undefined) {
        throw invalidTarget(`The following targets are not in a running state and cannot be registered: '${target}'`);
    }
    const subnet = world.get(SUBNET, group, text(instance.props, "subnetId") ?? "");
    if (subnet?.props.vpcId === group.props.vpcId) return;
    throw invalidTarget(
        `The following targets are not in the target group VPC '${text(group.props, "vpcId") ?? ""}': '${target}'`,
    );
}

function demandAddress(world: World, group: CloudObject, props: Props): void {
    const target = text(props, "targetId") ?? "";
    const family = group.props.ipAddressType === "ipv6" ? "ipv6" : "ipv4";
    if (!ipaddr.isValid(target) || ipaddr.parse(target).kind() !== family) {
        throw validationError(
            `The IP address '${target}' is not a valid ${family === "ipv4" ? "IPv4" : "IPv6"} address`,
        );
    }
    const vpc = world.get(VPC, group, text(group.props, "vpcId") ?? "")?.props ?? {};
    const [block, size] = family === "ipv4" ? (["cidrBlock", 32] as const) : (["ipv6CidrBlock", 128] as const);
    if (covers(text(vpc, block) ?? "", `${target}/${size}`)) return;
    if (!PRIVATE.some((range) => covers(range, `${target}/${size}`))) {
        throw validationError(`The IP address '${target}' is not within a permitted range`);
    }
    if (props.availabilityZone !== "all") {
        throw validationError(
            `You must specify an Availability Zone of 'all' for IP address '${target}', which is outside the VPC`,
        );
    }
}

/** An application load balancer of the VPC, which listens on the port of the group. */
function demandBalancer(world: World, group: CloudObject, target: string): void {
    const balancer = world.get(LOAD_BALANCER, group, target);
    if (balancer?.props.loadBalancerType !== "application") {
        throw validationError(`'${target}' is not a valid Application Load Balancer ARN`);
    }
    if (balancer.props.vpcId !== group.props.vpcId) {
        throw invalidTarget(
            `The following targets are not in the target group VPC '${text(group.props, "vpcId") ?? ""}': '${target}'`,
        );
    }
    if (world.referrers(balancer, LISTENER).some((listener) => listener.props.port === group.props.port)) return;
    throw invalidTarget(
        `The specified Application Load Balancer '${target}' must have at least one listener that matches the target group port`,
    );
}

function demandAlone(world: World, group: CloudObject, target: string): void {
    const others = world.referrers(group, TARGET_GROUP_ATTACHMENT).filter((other) => other.props.targetId !== target);
    if (others.length === 0) return;
    throw new CloudError(
        "TooManyTargets",
        `A target group of type '${text(group.props, "targetType") ?? ""}' has one target`,
    );
}
