/**
 * An endpoint of a VPC to a service of AWS: a gateway, which route tables lead to, or an interface in each of some subnets.
 * Endpoint services of other accounts, Gateway Load Balancers, resources and service networks are not modelled. Sources: EC2
 * API reference (CreateVpcEndpoint, ModifyVpcEndpoint, DeleteVpcEndpoints, error codes), AWS PrivateLink guide (quotas, DNS
 * names, default policy, default security group), Terraform AWS provider (arguments, replacement, how policies compare).
 */
import { bool, CloudError, list, obj, set, str, type Context, type ResourceType } from "../../../core/definition";
import { isObject, text, texts, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { arn, region, tagging } from "../../place";
import { ROUTE_TABLE, SUBNET, toRouteTable, toSecurityGroup, toSubnet, toVpc } from "../codes";
import { toEndpoint, VPC_ENDPOINT } from "./codes";
import {
    demandGroups,
    demandPrivateDns,
    demandSubnets,
    demandTables,
    followSubnets,
    GROUPS,
    interfacesOf,
    isGateway,
    privateDomain,
    serviceOf,
    SUBNETS,
    TABLES,
    vpcOf,
} from "./endpoints";
import { digest, domainOf, isGatewayService, noService, prefixListOf, serviceIn } from "./services";

/** Full access, in the words of AWS. */
const DEFAULT_POLICY = {
    Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
    Version: "2008-10-17",
};

export const GATEWAYS_PER_REGION = { name: "gateway-endpoints-per-region", limit: 20 };

export const vpcEndpoint: ResourceType = {
    token: VPC_ENDPOINT,
    noun: "EC2 VPC Endpoint",
    id: "vpce",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        serviceName: str({ immutable: true }),
        vpcEndpointType: str({ default: "Gateway", immutable: true, oneOf: ["Gateway", "Interface"] }),
        // A route table may be deleted: it only leads here.
        routeTableIds: set(str({ ref: { ...toRouteTable, holds: false } }), { computed: true, imported: true }),
        subnetIds: set(str({ ref: toSubnet }), { computed: true, imported: true }),
        securityGroupIds: set(str({ ref: toSecurityGroup }), { computed: true, imported: true }),
        privateDnsEnabled: bool({
            computed: true,
            imported: true,
            replacedWhen: (_have, _want, state) => state.vpcEndpointType !== "Interface",
        }),
        dnsOptions: obj(
            {
                dnsRecordIpType: str({ oneOf: ["ipv4", "dualstack", "ipv6", "service-defined"] }),
                privateDnsOnlyForInboundResolverEndpoint: bool(),
            },
            { computed: true },
        ),
        ipAddressType: str({ computed: true, oneOf: ["ipv4", "dualstack", "ipv6"] }),
        policy: str({ computed: true, refuse: refusePolicy }),
        arn: str({ output: true }),
        cidrBlocks: list(str(), { output: true }),
        dnsEntries: list(obj({ dnsName: str(), hostedZoneId: str() }), { output: true }),
        networkInterfaceIds: set(str(), { output: true }),
        ownerId: str({ output: true }),
        prefixListId: str({ output: true }),
        requesterManaged: bool({ output: true }),
        state: str({ output: true }),
    },
    canonical: (inputs) => {
        const policy = text(inputs, "policy");
        return policy === undefined ? inputs : { ...inputs, policy: canonicalPolicy(policy) };
    },
    quota: {
        name: "interface-endpoints-per-vpc",
        limit: 50,
        used: (world, draft) => {
            const own = isGateway(draft) ? undefined : vpcOf(world, draft);
            return own === undefined ? 0 : world.referrers(own, VPC_ENDPOINT).filter((e) => !isGateway(e)).length;
        },
        exceeded: limitExceeded,
    },
    create: (context, draft) => {
        const { world } = context;
        demandService(draft);
        demandRoom(world, draft);
        demandAll(world, draft, {});
        demandPrivateDns(world, draft);
        const { props } = draft;
        const gateway = isGateway(draft);
        const dualStack = props.ipAddressType ?? "ipv4";
        Object.assign(props, {
            arn: arn(draft, "ec2", `vpc-endpoint/${draft.id}`),
            ownerId: draft.account,
            requesterManaged: false,
            state: "available",
            ipAddressType: dualStack,
            policy: props.policy ?? JSON.stringify(DEFAULT_POLICY),
            privateDnsEnabled: props.privateDnsEnabled ?? false,
            [TABLES]: props[TABLES] ?? [],
            [SUBNETS]: props[SUBNETS] ?? [],
            [GROUPS]: gateway ? [] : groupsOrDefault(world, draft),
            dnsOptions: { dnsRecordIpType: gateway ? "service-defined" : dualStack, ...asObject(props.dnsOptions) },
        });
        followSubnets(context, draft);
    },
    update: (context, object, old, { asked }) => {
        const { world } = context;
        demandAll(world, object, old);
        if (!isGateway(object)) object.props[GROUPS] = groupsOrDefault(world, object);
        object.props.dnsOptions = { ...asObject(old.dnsOptions), ...asObject(asked.dnsOptions) };
        if (old.privateDnsEnabled !== true) demandPrivateDns(world, object);
        // Left empty, it is the default again.
        if (asked.policy === "") object.props.policy = JSON.stringify(DEFAULT_POLICY);
        followSubnets(context, object);
    },
    view,
    gone: toEndpoint.missing,
    seconds: { create: 30, update: 20, delete: 30 },
    onTimeout: "partial",
};

function refusePolicy(value: Value): string | undefined {
    if (value === "") return undefined;
    try {
        return isObject(JSON.parse(value as string) as Value) ? undefined : '"policy" contains no JSON object';
    } catch (error) {
        return `"policy" contains an invalid JSON: ${(error as Error).message}`;
    }
}

/** Without its spaces and with the members in order, as the provider compares them. */
function canonicalPolicy(policy: string): string {
    try {
        return JSON.stringify(inOrder(JSON.parse(policy) as Value));
    } catch {
        return policy;
    }
}

function inOrder(value: Value): Value {
    if (Array.isArray(value)) return value.map(inOrder);
    if (!isObject(value)) return value;
    const names = Object.keys(value).sort();
    return Object.fromEntries(names.map((name) => [name, inOrder(value[name] ?? null)]));
}

const asObject = (value: Value | undefined): Props => (isObject(value) ? value : {});

function demandService(draft: CloudObject): void {
    const name = text(draft.props, "serviceName");
    if (name === undefined) {
        throw new CloudError("MissingParameter", "The request must contain the parameter ServiceName");
    }
    const service = serviceIn(draft.region, name);
    if (service === undefined) throw noService(name);
    if (isGateway(draft) && !isGatewayService(service)) {
        throw new CloudError(
            "InvalidParameter",
            `The service ${name} does not support endpoints of type Gateway. Check the service's types and try again.`,
        );
    }
}

/** Gateways are counted in the whole region, interfaces in each VPC. */
function demandRoom(world: World, draft: CloudObject): void {
    const limit = world.quota(GATEWAYS_PER_REGION.name, GATEWAYS_PER_REGION.limit);
    if (isGateway(draft) && world.all(VPC_ENDPOINT, draft).filter(isGateway).length >= limit) throw limitExceeded();
}

function limitExceeded(): CloudError {
    return new CloudError("VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.");
}

/** Refuses what is new compared with `old`. */
function demandAll(world: World, object: CloudObject, old: Props): void {
    const added = (name: string): string[] => texts(object.props, name).filter((id) => !texts(old, name).includes(id));
    const kept = texts(object.props, SUBNETS).filter((id) => texts(old, SUBNETS).includes(id));
    demandTables(world, object, added(TABLES));
    demandSubnets(world, object, added(SUBNETS), kept);
    demandGroups(world, object, added(GROUPS));
}

/** "If this parameter is not specified, we use the default security group for the VPC." */
function groupsOrDefault(world: World, object: CloudObject): string[] {
    const given = texts(object.props, GROUPS);
    const standard = text(vpcOf(world, object)?.props ?? {}, "defaultSecurityGroupId");
    return given.length > 0 || standard === undefined ? given : [standard];
}

function view({ world }: Context, object: CloudObject): Props {
    const list = prefixListOf(object.region, serviceOf(object));
    return {
        cidrBlocks: list?.prefixes ?? [],
        dnsEntries: isGateway(object) ? [] : dnsEntries(world, object),
        networkInterfaceIds: interfacesOf(world, object).map((one) => one.id),
        prefixListId: list?.id ?? "",
        [TABLES]: texts(object.props, TABLES).filter((id) => world.get(ROUTE_TABLE, object, id) !== undefined),
    };
}

/** A name for the endpoint, one in each of its zones, and the service's own where that leads here. */
function dnsEntries(world: World, object: CloudObject): Props[] {
    const label = `${object.id}-${digest(object.id).slice(0, 8)}`;
    const service = serviceOf(object).split(".").reverse().join(".");
    const zones = texts(object.props, SUBNETS)
        .flatMap((id) => text(world.get(SUBNET, object, id)?.props ?? {}, "availabilityZone") ?? [])
        .sort();
    const own = ["", ...zones.map((zone) => `-${zone}`)].map((zone) => ({
        dnsName: `${label}${zone}.${service}.${object.region}.vpce.${domainOf(object.region)}`,
        hostedZoneId: zoneId(`${object.region}.vpce`),
    }));
    if (object.props.privateDnsEnabled !== true) return own;
    return [...own, { dnsName: privateDomain(object), hostedZoneId: zoneId(object.id) }];
}

/** In the form of Route 53. */
function zoneId(of: string): string {
    return `Z${digest(of).slice(0, 13).toUpperCase()}`;
}
