/**
 * An instance. Images are not modelled: any id in the right form is taken for one that exists; so is any instance type whose
 * name is formed as AWS documents it. Volumes, key pairs, instance profiles, IPv6, launch templates, placement and the spot
 * market are not modelled. Sources: EC2 API reference (RunInstances, ModifyInstanceAttribute, StopInstances,
 * TerminateInstances, error codes), EC2 user guide (instance type naming conventions, host names, termination protection),
 * VPC user guide (DNS attributes), Terraform AWS provider (arguments, defaults, replacement, stop and start on a change of
 * type or user data).
 */
import ipaddr from "ipaddr.js";
import { atLeastOneOf, conflicts } from "../../../core/combine";
import { bool, CloudError, int, obj, set, str, type Context, type ResourceType } from "../../../core/definition";
import { isObject, text, texts, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { arn, region, tagging } from "../../place";
import { SUBNET, toSecurityGroup, toSubnet } from "../codes";
import { EIP } from "../internet/codes";
import { demandPrivateAddress, freePrivateAddress } from "../private-addresses";
import { INSTANCE, NETWORK_INTERFACE, toInstance, toInterface } from "./codes";
import { addressLabel, privateName, publicAddress, publicName } from "./host-names";
import {
    demandFreeInterface,
    demandGroups,
    groupsOf,
    groupsOrDefault,
    inlineAttachment,
    interfaceOf,
    makeInterface,
    subnetOf,
    vpcOf,
} from "./interfaces";

/** Letters of the series, generation, options, then the size. */
const INSTANCE_TYPE = /^[a-z]+\d*[a-z]*(-[a-z0-9]+)?\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/;
const IMAGE = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/;

/** With an interface that is there already, it decides on these. */
const OF_THE_INTERFACE = [
    "associatePublicIpAddress",
    "privateIp",
    "sourceDestCheck",
    "subnetId",
    "vpcSecurityGroupIds",
];

/** A change of these stops the instance and starts it again. */
const STOPPING = ["instanceType", "userData", "userDataBase64"];

const METADATA: Props = {
    httpEndpoint: "enabled",
    httpProtocolIpv6: "disabled",
    httpPutResponseHopLimit: 1,
    httpTokens: "optional",
    instanceMetadataTags: "disabled",
};

const replacedOnRequest = (_have: unknown, _want: unknown, state: Props): boolean =>
    state.userDataReplaceOnChange === true;

const onOff = str({ oneOf: ["enabled", "disabled"] });

export const instance: ResourceType = {
    token: INSTANCE,
    noun: "EC2 Instance",
    id: "i",
    properties: {
        region,
        ...tagging,
        ami: str({ computed: true, imported: true, immutable: true }),
        instanceType: str({ computed: true, imported: true }),
        subnetId: str({ computed: true, imported: true, immutable: true, ref: toSubnet }),
        vpcSecurityGroupIds: set(str({ ref: toSecurityGroup }), { computed: true }),
        privateIp: str({ computed: true, immutable: true, refuse: refuseAddress }),
        associatePublicIpAddress: bool({ computed: true, immutable: true }),
        availabilityZone: str({ computed: true, immutable: true }),
        primaryNetworkInterface: obj(
            { networkInterfaceId: str({ required: true, ref: toInterface }), deleteOnTermination: bool() },
            { computed: true, immutable: true },
        ),
        sourceDestCheck: bool({ default: true }),
        disableApiStop: bool({ computed: true }),
        disableApiTermination: bool({ computed: true }),
        ebsOptimized: bool({ computed: true, immutable: true }),
        forceDestroy: bool({ default: false }),
        instanceInitiatedShutdownBehavior: str({ computed: true, oneOf: ["stop", "terminate"] }),
        metadataOptions: obj(
            {
                httpEndpoint: onOff,
                httpProtocolIpv6: onOff,
                httpPutResponseHopLimit: int({ refuse: refuseHops }),
                httpTokens: str({ oneOf: ["optional", "required"] }),
                instanceMetadataTags: onOff,
            },
            { computed: true },
        ),
        monitoring: bool({ computed: true }),
        tenancy: str({ computed: true, immutable: true, oneOf: ["default", "dedicated"] }),
        userData: str({ refuse: refuseLong, replacedWhen: replacedOnRequest }),
        userDataBase64: str({ computed: true, refuse: refuseUnencoded, replacedWhen: replacedOnRequest }),
        userDataReplaceOnChange: bool({ default: false }),
        arn: str({ output: true }),
        instanceLifecycle: str({ output: true }),
        instanceState: str({ output: true }),
        outpostArn: str({ output: true }),
        passwordData: str({ output: true }),
        primaryNetworkInterfaceId: str({ output: true }),
        privateDns: str({ output: true }),
        publicDns: str({ output: true }),
        publicIp: str({ output: true }),
        spotInstanceRequestId: str({ output: true }),
    },
    check: (inputs) => [
        ...atLeastOneOf(inputs, ["ami", "launchTemplate"]),
        ...atLeastOneOf(inputs, ["instanceType", "launchTemplate"]),
        ...conflicts(inputs, "primaryNetworkInterface", OF_THE_INTERFACE),
        ...conflicts(inputs, "userData", ["userDataBase64"]),
    ],
    create: (context, draft) => {
        demandImage(text(draft.props, "ami") ?? "");
        demandType(draft.props);
        const given = draft.props.primaryNetworkInterface;
        const one = isObject(given) ? adopt(context.world, draft, given) : launch(context, draft);
        Object.assign(draft.props, {
            arn: arn(draft, "ec2", `instance/${draft.id}`),
            instanceLifecycle: "",
            instanceState: "running",
            outpostArn: "",
            passwordData: "",
            primaryNetworkInterface: { networkInterfaceId: one.id, deleteOnTermination: one.implicitOf !== undefined },
            primaryNetworkInterfaceId: one.id,
            spotInstanceRequestId: "",
            disableApiStop: draft.props.disableApiStop ?? false,
            disableApiTermination: draft.props.disableApiTermination ?? false,
            ebsOptimized: draft.props.ebsOptimized ?? false,
            instanceInitiatedShutdownBehavior: draft.props.instanceInitiatedShutdownBehavior ?? "stop",
            metadataOptions: { ...METADATA, ...asObject(draft.props.metadataOptions) },
            monitoring: draft.props.monitoring ?? false,
            userDataBase64: draft.props.userDataBase64 ?? "",
        });
    },
    update: ({ world }, object, old, { asked }) => {
        demandType(object.props);
        const { props } = object;
        const subnet = subnetOf(world, object);
        if (subnet !== undefined && asked.vpcSecurityGroupIds !== undefined) {
            props.vpcSecurityGroupIds = groupsOrDefault(world, asked.vpcSecurityGroupIds, subnet);
            demandGroups(world, texts(props, "vpcSecurityGroupIds"), subnet);
        }
        if (asked.userData !== undefined) props.userDataBase64 = "";
        props.metadataOptions = { ...asObject(old.metadataOptions), ...asObject(asked.metadataOptions) };
        if (STOPPING.some((name) => props[name] !== old[name])) restart(world, object, old);
    },
    view: ({ world }, object) => {
        const one = interfaceOf(world, object, "primaryNetworkInterfaceId");
        const address = text(object.props, "privateIp") ?? "";
        const names = hostNames(world, object, address);
        // An interface of its own has the groups of the instance; another one has groups itself.
        const adopted = one !== undefined && one.implicitOf === undefined;
        return adopted ? { ...names, vpcSecurityGroupIds: groupsOf(world, one) } : names;
    },
    release: (_, object) => {
        if (object.props.forceDestroy === true) object.props.disableApiTermination = false;
    },
    remove: ({ world }, object) => {
        if (object.props.disableApiTermination === true) throw protectedFrom(object.id, "terminated", "Termination");
        // What had been attached later stays, and is free again.
        for (const one of world.referrers(object, NETWORK_INTERFACE)) {
            if (inlineAttachment(one.props) !== undefined) {
                world.put({ ...one, props: { ...one.props, attachments: [] } });
            }
        }
    },
    gone: toInstance.missing,
    seconds: { create: 20, update: 30, delete: 30 },
    onTimeout: "partial",
};

function refuseAddress(value: Value): string | undefined {
    const good = ipaddr.IPv4.isValidFourPartDecimal(value as string);
    return good ? undefined : `expected privateIp to contain a valid IPv4 address, got: ${value as string}`;
}

function refuseHops(value: Value): string | undefined {
    const hops = value as number;
    return hops >= 1 && hops <= 64
        ? undefined
        : `expected httpPutResponseHopLimit to be in the range (1 - 64), got ${hops}`;
}

function refuseLong(value: Value): string | undefined {
    const fits = Buffer.byteLength(value as string) <= 16384;
    return fits ? undefined : "expected length of userData to be in the range (0 - 16384)";
}

function refuseUnencoded(value: Value): string | undefined {
    const encoded = Buffer.from(value as string, "base64").toString("base64");
    return encoded === value ? undefined : "userDataBase64: must be base64-encoded";
}

const asObject = (value: Value | undefined): Props => (isObject(value) ? value : {});

function demandImage(id: string): void {
    if (IMAGE.test(id)) return;
    throw new CloudError("InvalidAMIID.Malformed", `Invalid id: "${id}" (expecting "ami-...")`);
}

function demandType(props: Props): void {
    const type = text(props, "instanceType") ?? "";
    if (INSTANCE_TYPE.test(type)) return;
    throw new CloudError("InvalidParameterValue", `Invalid value '${type}' for InstanceType.`);
}

/** Launches it with an interface of its own. */
function launch(context: Context, draft: CloudObject): CloudObject {
    const { world } = context;
    const { props } = draft;
    const subnet = world.get(SUBNET, draft, text(props, "subnetId") ?? "");
    // There is no default VPC.
    if (subnet === undefined) throw new CloudError("VPCIdNotSpecified", "No default VPC for this user");
    place(world, draft, subnet);
    const groups = groupsOrDefault(world, props.vpcSecurityGroupIds, subnet);
    demandGroups(world, groups, subnet, (group) => foreignGroup(group, subnet.id));
    const given = text(props, "privateIp");
    if (given !== undefined) demandPrivateAddress(world, subnet, given);
    const address = given ?? freePrivateAddress(world, subnet);
    const isPublic = props.associatePublicIpAddress ?? subnet.props.mapPublicIpOnLaunch === true;
    Object.assign(props, {
        associatePublicIpAddress: isPublic,
        privateIp: address,
        publicIp: isPublic === true ? publicAddress(world.nextSerial()) : "",
        vpcSecurityGroupIds: groups,
    });
    return makeInterface(context, draft, subnet, address);
}

/** Launches it with an interface that is there. */
function adopt(world: World, draft: CloudObject, given: Props): CloudObject {
    const one = demandFreeInterface(world, draft, text(given, "networkInterfaceId") ?? "");
    const subnet = subnetOf(world, one);
    if (subnet !== undefined) place(world, draft, subnet);
    Object.assign(draft.props, {
        associatePublicIpAddress: false,
        privateIp: one.props.privateIp ?? "",
        publicIp: "",
        subnetId: one.props.subnetId ?? "",
    });
    return one;
}

function place(world: World, draft: CloudObject, subnet: CloudObject): void {
    const zone = text(subnet.props, "availabilityZone") ?? "";
    const wanted = text(draft.props, "availabilityZone") ?? zone;
    if (wanted !== zone) {
        throw new CloudError(
            "InvalidParameterValue",
            `The availability zone '${wanted}' is not that of ${subnet.id}, which is in '${zone}'`,
        );
    }
    draft.props.availabilityZone = zone;
    // A dedicated VPC makes every instance dedicated.
    const dedicated = vpcOf(world, subnet)?.props.instanceTenancy === "dedicated";
    draft.props.tenancy = dedicated ? "dedicated" : (draft.props.tenancy ?? "default");
}

function foreignGroup(group: string, subnet: string): CloudError {
    return new CloudError(
        "InvalidParameter",
        `Security group ${group} and subnet ${subnet} belong to different networks.`,
    );
}

/** An instance that was stopped gets another public address. */
function restart(world: World, object: CloudObject, old: Props): void {
    if (old.disableApiStop === true) throw protectedFrom(object.id, "stopped", "Stop");
    if (text(old, "publicIp") !== undefined) object.props.publicIp = publicAddress(world.nextSerial());
}

function protectedFrom(id: string, what: string, attribute: "Stop" | "Termination"): CloudError {
    return new CloudError(
        "OperationNotPermitted",
        `The instance '${id}' may not be ${what}. Modify its 'disableApi${attribute}' instance attribute and try again.`,
    );
}

/** Its Elastic IP address, in the place of one that AWS gave it; any other stays what it was. */
function publicIpOf(world: World, object: CloudObject): string {
    const one = object.props.primaryNetworkInterfaceId ?? null;
    const elastic = world.all(EIP, object).find((address) => address.props.networkInterface === one);
    return text((elastic ?? object).props, "publicIp") ?? "";
}

/** Private names are there in any case; public ones only where the VPC gives them out. */
function hostNames(world: World, object: CloudObject, address: string): Props {
    const subnet = subnetOf(world, object);
    const own = vpcOf(world, subnet);
    const byId = subnet?.props.privateDnsHostnameTypeOnLaunch === "resource-name";
    const named = own?.props.enableDnsHostnames === true && own.props.enableDnsSupport === true;
    const publicIp = publicIpOf(world, object);
    return {
        publicIp,
        privateDns: privateName(object.region, byId ? object.id : addressLabel(address)),
        publicDns: named && publicIp !== "" ? publicName(object.region, publicIp) : "",
    };
}
