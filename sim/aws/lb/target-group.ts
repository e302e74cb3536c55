/**
 * A target group. Target failover, target health states, health thresholds of the group and the target control port are not
 * modelled. Sources: Elastic Load Balancing API reference (CreateTargetGroup: bounds and defaults of health checks by
 * protocol; DeleteTargetGroup; TargetGroupAttribute; errors), quotas, Terraform AWS provider (arguments, its own refusals).
 */
import { conflicts } from "../../core/combine";
import { bool, CloudError, int, list, obj, str, type CheckFailure, type ResourceType } from "../../core/definition";
import { isEmpty, isObject, text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { between, firstOf, lengthBetween, matching } from "../bounds";
import { arn, region, tagging } from "../place";
import { nameOf } from "../unique-name";
import { LISTENER, nameProperty, suffix, TARGET_GROUP, toTargetGroup, toTargetVpc, validationError } from "./codes";

const HTTP = ["HTTP", "HTTPS"];
const PROTOCOLS = [...HTTP, "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE"];
const GENEVE_PORT = 6081;

/** Kinds of stickiness, by what the target group speaks. */
const STICKINESS: Readonly<Record<string, readonly string[]>> = {
    HTTP: ["lb_cookie", "app_cookie"],
    HTTPS: ["lb_cookie", "app_cookie"],
    TCP: ["source_ip"],
    TLS: ["source_ip"],
    UDP: ["source_ip"],
    TCP_UDP: ["source_ip"],
    GENEVE: ["source_ip_dest_ip", "source_ip_dest_ip_proto"],
};

const healthCheck = obj(
    {
        enabled: bool(),
        healthyThreshold: int({ refuse: between("health_check.0.healthy_threshold", 2, 10) }),
        interval: int({ refuse: between("health_check.0.interval", 5, 300) }),
        matcher: str(),
        path: str({
            refuse: firstOf(
                lengthBetween("health_check.0.path", 1, 1024),
                matching(/^\//, '"health_check.0.path" must begin with a "/"'),
            ),
        }),
        port: str({
            refuse: (value) =>
                value === "traffic-port" ||
                (/^\d{1,5}$/.test(value as string) && Number(value) > 0 && Number(value) < 65_536)
                    ? undefined
                    : '"health_check.0.port" must be a valid port number (1-65536) or "traffic-port"',
        }),
        protocol: str({ oneOf: ["HTTP", "HTTPS", "TCP"] }),
        timeout: int({ refuse: between("health_check.0.timeout", 2, 120) }),
        unhealthyThreshold: int({ refuse: between("health_check.0.unhealthy_threshold", 2, 10) }),
    },
    { computed: true },
);

export const targetGroup: ResourceType = {
    token: TARGET_GROUP,
    noun: "ELBv2 Target Group",
    id: () => "",
    properties: {
        region,
        ...tagging,
        name: nameProperty("name", 32),
        namePrefix: nameProperty("name_prefix", 6),
        targetType: str({ default: "instance", immutable: true, oneOf: ["instance", "ip", "lambda", "alb"] }),
        port: int({ immutable: true, refuse: between("port", 1, 65_535) }),
        protocol: str({ immutable: true, oneOf: PROTOCOLS }),
        protocolVersion: str({ computed: true, immutable: true, oneOf: ["HTTP1", "HTTP2", "GRPC"] }),
        vpcId: str({ immutable: true, ref: toTargetVpc }),
        ipAddressType: str({ computed: true, immutable: true, oneOf: ["ipv4", "ipv6"] }),
        healthCheck,
        stickiness: obj(
            {
                type: str({ required: true, oneOf: [...new Set(Object.values(STICKINESS).flat())] }),
                enabled: bool(),
                cookieDuration: int({ refuse: between("stickiness.0.cookie_duration", 0, 604_800) }),
                cookieName: str(),
            },
            { computed: true },
        ),
        connectionTermination: bool({ computed: true }),
        deregistrationDelay: int({ default: 300, refuse: between("deregistration_delay", 0, 3600) }),
        lambdaMultiValueHeadersEnabled: bool({ default: false }),
        loadBalancingAlgorithmType: str({
            computed: true,
            oneOf: ["round_robin", "least_outstanding_requests", "weighted_random"],
        }),
        loadBalancingAnomalyMitigation: str({ computed: true, oneOf: ["on", "off"] }),
        loadBalancingCrossZoneEnabled: str({
            computed: true,
            oneOf: ["true", "false", "use_load_balancer_configuration"],
        }),
        preserveClientIp: str({ computed: true, oneOf: ["true", "false"] }),
        proxyProtocolV2: bool({ default: false }),
        slowStart: int({
            default: 0,
            refuse: (value) => (value === 0 ? undefined : between("slow_start", 30, 900)(value)),
        }),
        arn: str({ output: true }),
        arnSuffix: str({ output: true }),
        loadBalancerArns: list(str(), { output: true }),
    },
    autoName: { property: "name", maxLength: 32, unless: "namePrefix" },
    check: (inputs) => [...conflicts(inputs, "name", ["namePrefix"]), ...checkType(inputs), ...checkHealth(inputs)],
    quota: {
        name: "target-groups-per-region",
        limit: 3000,
        exceeded: () => new CloudError("TooManyTargetGroups", "The maximum number of target groups has been reached"),
    },
    create: (context, draft) => {
        const { world } = context;
        const { props } = draft;
        const name = nameOf(context, draft);
        // The provider asks first, and says so in its own words.
        if (world.all(TARGET_GROUP, draft).some((group) => group.props.name === name)) {
            throw new Error(`ELBv2 Target Group (${name}) already exists`);
        }
        const http = HTTP.includes(text(props, "protocol") ?? "");
        const lambda = props.targetType === "lambda";
        const arnSuffix = `targetgroup/${name}/${suffix()}`;
        draft.id = arn(draft, "elasticloadbalancing", arnSuffix);
        Object.assign(props, {
            name,
            namePrefix: props.namePrefix ?? "",
            arn: draft.id,
            arnSuffix,
            loadBalancerArns: [],
            protocolVersion: props.protocolVersion ?? (http ? "HTTP1" : ""),
            ipAddressType: props.ipAddressType ?? (lambda ? "" : "ipv4"),
            connectionTermination: props.connectionTermination ?? false,
            loadBalancingAlgorithmType: props.loadBalancingAlgorithmType ?? (http || lambda ? "round_robin" : ""),
            loadBalancingAnomalyMitigation: props.loadBalancingAnomalyMitigation ?? (http ? "off" : ""),
            loadBalancingCrossZoneEnabled: props.loadBalancingCrossZoneEnabled ?? "use_load_balancer_configuration",
            preserveClientIp: props.preserveClientIp ?? (http || lambda ? "" : preservesByDefault(props)),
        });
        complete(draft);
    },
    update: (_, object) => complete(object),
    view: ({ world }, object) => ({ loadBalancerArns: balancersOf(world, object) }),
    inUse: (object) =>
        new CloudError("ResourceInUse", `Target group '${object.id}' is currently in use by a listener or a rule`),
    gone: toTargetGroup.missing,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "bare",
};

/** The load balancers whose listeners forward to the group. */
export function balancersOf(world: World, group: CloudObject, besides?: CloudObject): string[] {
    const listeners = world.referrers(group, LISTENER).filter((listener) => listener.id !== besides?.id);
    return [...new Set(listeners.map((listener) => text(listener.props, "loadBalancerArn") ?? ""))];
}

/** Client addresses are kept but where targets are addresses that speak TCP. */
function preservesByDefault(props: Props): string {
    return props.targetType === "ip" && ["TCP", "TLS"].includes(text(props, "protocol") ?? "") ? "false" : "true";
}

function checkType(inputs: Props): CheckFailure[] {
    const type = inputs.targetType ?? "instance";
    if (typeof type !== "string" || type === "lambda") return [];
    return [
        ["port", "port"],
        ["protocol", "protocol"],
        ["vpcId", "vpc_id"],
    ]
        .filter(([name = ""]) => isEmpty(inputs[name]))
        .map(([property = "", argument = ""]) => ({
            property,
            reason: `Attribute "${argument}" must be specified when "target_type" is "${type}".`,
        }));
}

function checkHealth(inputs: Props): CheckFailure[] {
    const check = inputs.healthCheck;
    if (!isObject(check) || check.protocol !== "TCP") return [];
    const fail = (reason: string): CheckFailure[] => [{ property: "healthCheck", reason }];
    for (const name of ["matcher", "path"]) {
        if (isEmpty(check[name])) continue;
        return fail(
            `Attribute "health_check[0].${name}" cannot be specified when "health_check[0].protocol" is "TCP".`,
        );
    }
    const protocol = inputs.protocol;
    if (typeof protocol === "string" && HTTP.includes(protocol)) {
        return fail(`Attribute "health_check[0].protocol" cannot have value "TCP" when "protocol" is "${protocol}".`);
    }
    return inputs.targetType === "lambda"
        ? fail('Attribute "health_check[0].protocol" cannot have value "TCP" when "target_type" is "lambda".')
        : [];
}

/** Refuses what does not go together, and fills in health checks and stickiness. */
function complete(group: CloudObject): void {
    const { props } = group;
    const [protocol, type] = [text(props, "protocol") ?? "", text(props, "targetType") ?? ""];
    if (type === "alb" && protocol !== "TCP") {
        throw validationError(`Protocol '${protocol}' is not supported with target type 'alb'`);
    }
    if (protocol === "GENEVE" && props.port !== GENEVE_PORT) {
        throw validationError(`Port must be ${GENEVE_PORT} for target groups with protocol 'GENEVE'`);
    }
    const given = isObject(props.healthCheck) ? props.healthCheck : undefined;
    const speaks =
        given?.protocol ?? (given !== undefined || HTTP.includes(protocol) || type === "lambda" ? "HTTP" : "TCP");
    // The provider's own defaults hold as soon as anything is said of health checks; otherwise those of the API.
    const [healthy, unhealthy] = given === undefined ? [5, 2] : [3, 3];
    const check: Props = {
        enabled: given !== undefined || type !== "lambda",
        healthyThreshold: healthy ?? 0,
        unhealthyThreshold: unhealthy ?? 0,
        interval: type === "lambda" && given === undefined ? 35 : 30,
        timeout: type === "lambda" ? 30 : speaks === "HTTP" && HTTP.includes(protocol) ? 5 : speaks === "HTTP" ? 6 : 10,
        port: type === "lambda" ? "" : "traffic-port",
        protocol: type === "lambda" ? "" : speaks,
        path: speaks === "TCP" ? "" : props.protocolVersion === "GRPC" ? "/AWS.ALB/healthcheck" : "/",
        matcher:
            speaks === "TCP"
                ? ""
                : props.protocolVersion === "GRPC"
                  ? "12"
                  : HTTP.includes(protocol)
                    ? "200"
                    : "200-399",
        ...given,
    };
    if ((check.timeout as number) >= (check.interval as number)) {
        throw validationError("Health check interval must be greater than the timeout.");
    }
    if (check.enabled === false && type !== "lambda") {
        throw validationError(`Health check enabled must be true for target groups with target type '${type}'`);
    }
    props.healthCheck = check;
    completeStickiness(group, protocol);
}

function completeStickiness({ props }: CloudObject, protocol: string): void {
    const kinds = STICKINESS[protocol];
    const given = props.stickiness;
    if (!isObject(given)) {
        props.stickiness =
            kinds === undefined
                ? {}
                : {
                      type: kinds[0] ?? "",
                      enabled: false,
                      cookieDuration: HTTP.includes(protocol) ? 86_400 : 0,
                      cookieName: "",
                  };
        return;
    }
    if (kinds?.includes(text(given, "type") ?? "") !== true && given.enabled !== false) {
        throw new CloudError(
            "InvalidConfigurationRequest",
            `Stickiness type '${text(given, "type") ?? ""}' is not supported for target groups with the ${protocol} protocol`,
        );
    }
    if (given.type === "app_cookie" && isEmpty(given.cookieName)) {
        throw validationError("The cookie name is required for stickiness type 'app_cookie'");
    }
    props.stickiness = { enabled: true, cookieDuration: 86_400, cookieName: "", ...given };
}
