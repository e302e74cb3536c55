/**
 * A load balancer: application, network or gateway. Outposts, pools of IPAM, reserved capacity and secondary addresses are
 * not modelled. Sources: Elastic Load Balancing API reference (CreateLoadBalancer, DeleteLoadBalancer,
 * LoadBalancerAttribute, errors), quotas of the three user guides, Terraform AWS provider (arguments, defaults, what is
 * replaced).
 */
import { conflicts, exactlyOneOf } from "../../core/combine";
import { bool, CloudError, int, obj, set, str, type Property, type ResourceType } from "../../core/definition";
import { isObject, text, type Props, type Value } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { between } from "../bounds";
import { EIP } from "../ec2/internet/codes";
import { arn, partitionOf, region, tagging } from "../place";
import { BUCKET, BUCKET_POLICY } from "../s3/codes";
import { nameOf } from "../unique-name";
import {
    LOAD_BALANCER,
    nameProperty,
    suffix,
    TARGET_GROUP_ATTACHMENT,
    toBalancedSubnet,
    toBalancerGroup,
    toLoadBalancer,
    validationError,
} from "./codes";
import { demandGroups, mappingsOf, place } from "./placement";
import { zoneIdFor } from "./zone-ids";

/** How the three kinds are called in an ARN. */
const KINDS: Readonly<Record<string, string>> = { application: "app", network: "net", gateway: "gwy" };

/** Of each kind; gateway load balancers have a quota of 100, which is not told apart here. */
const MOST_OF_A_KIND = 50;

const elementsOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);

/** A network load balancer can only be given more subnets. */
const subnetsTaken = (have: Value | undefined, want: Value | undefined, state: Props): boolean =>
    state.loadBalancerType === "network" && elementsOf(want).length <= elementsOf(have).length;

const mappingsChanged = (have: Value | undefined, want: Value | undefined, state: Props): boolean => {
    const kept = elementsOf(have)
        .filter(isObject)
        .every((h) => elementsOf(want).some((w) => isObject(w) && w.subnetId === h.subnetId));
    return elementsOf(want).length === elementsOf(have).length || (state.loadBalancerType === "network" && !kept);
};

/** Neither the first security group nor the last comes or goes while a network load balancer stands. */
const groupsComeOrGo = (have: Value | undefined, want: Value | undefined, state: Props): boolean =>
    state.loadBalancerType === "network" && (elementsOf(have).length === 0) !== (elementsOf(want).length === 0);

const logs = (): Property => obj({ bucket: str({ required: true }), enabled: bool(), prefix: str() });

export const loadBalancer: ResourceType = {
    token: LOAD_BALANCER,
    noun: "ELBv2 Load Balancer",
    id: () => "",
    properties: {
        region,
        ...tagging,
        name: nameProperty("name", 32),
        namePrefix: nameProperty("name_prefix", 6),
        loadBalancerType: str({ default: "application", immutable: true, oneOf: Object.keys(KINDS) }),
        internal: bool({ computed: true, imported: true, immutable: true }),
        ipAddressType: str({ computed: true, oneOf: ["ipv4", "dualstack", "dualstack-without-public-ipv4"] }),
        securityGroups: set(str({ ref: toBalancerGroup }), {
            computed: true,
            imported: true,
            replacedWhen: groupsComeOrGo,
        }),
        subnets: set(str({ ref: toBalancedSubnet }), { computed: true, imported: true, replacedWhen: subnetsTaken }),
        subnetMappings: set(
            obj({
                subnetId: str({ required: true, ref: toBalancedSubnet }),
                allocationId: str({
                    ref: {
                        to: [EIP],
                        missing: (id) =>
                            new CloudError("AllocationIdNotFound", `The allocation ID '${id}' does not exist`),
                    },
                }),
                ipv6Address: str(),
                privateIpv4Address: str(),
                outpostId: str({ output: true }),
            }),
            { computed: true, replacedWhen: mappingsChanged },
        ),
        accessLogs: logs(),
        connectionLogs: logs(),
        clientKeepAlive: int({ default: 3600, refuse: between("client_keep_alive", 60, 604_800) }),
        desyncMitigationMode: str({ default: "defensive", oneOf: ["monitor", "defensive", "strictest"] }),
        dnsRecordClientRoutingPolicy: str({
            default: "any_availability_zone",
            oneOf: ["any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity"],
        }),
        dropInvalidHeaderFields: bool({ default: false }),
        enableCrossZoneLoadBalancing: bool({ default: false }),
        enableDeletionProtection: bool({ default: false }),
        enableHttp2: bool({ default: true }),
        enableTlsVersionAndCipherSuiteHeaders: bool({ default: false }),
        enableWafFailOpen: bool({ default: false }),
        enableXffClientPort: bool({ default: false }),
        enableZonalShift: bool({ default: false }),
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: str({ computed: true, oneOf: ["on", "off"] }),
        idleTimeout: int({ default: 60, refuse: between("idle_timeout", 1, 4000) }),
        preserveHostHeader: bool({ default: false }),
        xffHeaderProcessingMode: str({ default: "append", oneOf: ["append", "preserve", "remove"] }),
        arn: str({ output: true }),
        arnSuffix: str({ output: true }),
        dnsName: str({ output: true }),
        vpcId: str({ output: true }),
        zoneId: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 32, unless: "namePrefix" },
    check: (inputs) => [
        ...conflicts(inputs, "name", ["namePrefix"]),
        ...exactlyOneOf(inputs, ["subnetMappings", "subnets"]),
    ],
    quota: {
        name: "load-balancers-per-region",
        limit: MOST_OF_A_KIND,
        per: "loadBalancerType",
        exceeded: (limit) =>
            new CloudError("TooManyLoadBalancers", `The maximum number of load balancers (${limit}) has been reached`),
    },
    create: (context, draft) => {
        const { world } = context;
        const name = nameOf(context, draft);
        // The provider asks first, and says so in its own words.
        const taken = world.all(LOAD_BALANCER, draft).find((balancer) => balancer.props.name === name);
        if (taken?.props.loadBalancerType === draft.props.loadBalancerType) {
            throw new Error(`ELBv2 Load Balancer (${name}) already exists`);
        }
        if (taken !== undefined) {
            throw new CloudError(
                "DuplicateLoadBalancerName",
                `A load balancer with the same name '${name}' exists, but with different settings`,
            );
        }
        draft.props.internal ??= false;
        draft.props.ipAddressType ??= "ipv4";
        demandAddressType(draft);
        place(world, draft, draft.props);
        demandGroups(world, draft);
        demandLogs(world, draft);
        describe(draft, name);
    },
    update: ({ world }, object, _, { asked }) => {
        demandAddressType(object);
        const placed = mappingsOf(asked).length > 0 || elementsOf(asked.subnets).length > 0;
        place(world, object, placed ? asked : { subnets: object.props.subnets ?? [] });
        demandGroups(world, object);
        demandLogs(world, object);
    },
    remove: ({ world }, object) => {
        if (object.props.enableDeletionProtection === true) {
            throw new CloudError(
                "OperationNotPermitted",
                `Load balancer '${object.id}' cannot be deleted because deletion protection is enabled`,
            );
        }
        const targeted = world.all(TARGET_GROUP_ATTACHMENT, object).some((a) => a.props.targetId === object.id);
        if (targeted || world.holders(object).length > 0) {
            throw new CloudError(
                "ResourceInUse",
                `Load balancer '${object.id}' cannot be deleted because it is currently associated with another service`,
            );
        }
    },
    gone: toLoadBalancer.missing,
    seconds: { create: 150, update: 10, delete: 20 },
    onTimeout: "partial",
};

function describe(draft: CloudObject, name: string): void {
    const { props } = draft;
    const type = text(props, "loadBalancerType") ?? "";
    const tail = suffix();
    const arnSuffix = `${KINDS[type] ?? ""}/${name}/${tail}`;
    const internal = props.internal === true ? "internal-" : "";
    const host = type === "application" ? `${internal}${name}-${parseInt(tail.slice(0, 8), 16)}` : `${name}-${tail}`;
    const domain = type === "application" ? `${draft.region}.elb` : `elb.${draft.region}`;
    const made = arn(draft, "elasticloadbalancing", `loadbalancer/${arnSuffix}`);
    draft.id = made;
    Object.assign(props, {
        name,
        namePrefix: props.namePrefix ?? "",
        arn: made,
        arnSuffix,
        dnsName:
            type === "gateway"
                ? ""
                : `${host}.${domain}.${partitionOf(draft.region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`,
        zoneId: type === "gateway" ? "" : zoneIdFor(draft.region, type),
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
            props.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic ?? (type === "network" ? "on" : ""),
    });
}

function demandAddressType({ props }: CloudObject): void {
    const [type, kind] = [text(props, "ipAddressType") ?? "", text(props, "loadBalancerType") ?? ""];
    if (type === "dualstack-without-public-ipv4" && kind !== "application") {
        throw validationError(`IP address type '${type}' is not supported for load balancers with type '${kind}'`);
    }
    if (type === "dualstack-without-public-ipv4" && props.internal === true) {
        throw validationError(`IP address type '${type}' is not supported for internal load balancers`);
    }
}

/** A bucket of the region, whose policy lets the service write. */
function demandLogs(world: World, balancer: CloudObject): void {
    const both: (Value | undefined)[] = [balancer.props.accessLogs, balancer.props.connectionLogs];
    for (const logging of both) {
        if (!isObject(logging) || logging.enabled !== true) continue;
        const name = text(logging, "bucket") ?? "";
        const bucket = world.all(BUCKET).find((b) => b.id === name);
        if (bucket === undefined) {
            throw new CloudError("InvalidConfigurationRequest", `The specified bucket does not exist: ${name}`);
        }
        if (bucket.region !== balancer.region || world.referrers(bucket, BUCKET_POLICY).length === 0) {
            throw new CloudError(
                "InvalidConfigurationRequest",
                `Access Denied for bucket: ${name}. Please check S3bucket permission`,
            );
        }
    }
}
