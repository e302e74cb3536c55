/**
 * Network interfaces, whoever made them: a resource of its own, or AWS along with an instance or an endpoint. The latter
 * know no security groups of their own, but have those of their owner. Sources: EC2 API reference (CreateNetworkInterface,
 * AttachNetworkInterface, ModifyNetworkInterfaceAttribute, TerminateInstances), EC2 user guide (elastic network interfaces),
 * VPC user guide (quotas).
 */
import { CloudError, type Context } from "../../../core/definition";
import { newId } from "../../../core/lifecycle";
import { isObject, text, texts, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { arn } from "../../place";
import { SECURITY_GROUP, SUBNET, VPC } from "../codes";
import { VPC_ENDPOINT } from "../endpoint/codes";
import { INSTANCE, INTERFACE_ATTACHMENT, interfaceInUse, NETWORK_INTERFACE, toInterface } from "./codes";
import { addressLabel, privateName } from "./host-names";

/** Where the owner of an interface keeps its security groups. */
const OWNERS: Readonly<Record<string, string>> = {
    [INSTANCE]: "vpcSecurityGroupIds",
    [VPC_ENDPOINT]: "securityGroupIds",
};

export const GROUPS_PER_INTERFACE = { name: "security-groups-per-network-interface", limit: 5 };

export interface Attachment {
    instance: CloudObject;
    deviceIndex: number;
    networkCardIndex: number;
}

/** An interface that AWS makes along with `owner`, and removes with it. */
export function makeInterface(
    { world }: Context,
    owner: CloudObject,
    subnet: CloudObject,
    address: string,
    more: Props = {},
): CloudObject {
    const { account, region } = owner;
    const id = newId("eni");
    const props: Props = {
        region,
        subnetId: subnet.id,
        description: "",
        interfaceType: "interface",
        privateIps: [address],
        sourceDestCheck: true,
        tagsAll: {},
        ...more,
    };
    const serial = world.nextSerial();
    const made: CloudObject = {
        type: NETWORK_INTERFACE,
        account,
        region,
        id,
        serial,
        implicitOf: owner.id,
        props,
    };
    completeInterface(made);
    world.put(made);
    return made;
}

/** What EC2 computes of every interface on creation. */
export function completeInterface(made: CloudObject): void {
    const privateIps = texts(made.props, "privateIps");
    Object.assign(made.props, {
        arn: arn(made, "ec2", `network-interface/${made.id}`),
        interfaceType: made.props.interfaceType ?? "interface",
        macAddress: macAddress(made.serial),
        outpostArn: "",
        ownerId: made.account,
        privateIp: privateIps[0] ?? "",
        privateIpsCount: privateIps.length - 1,
    });
}

/** Locally administered, so that no network card has it. */
function macAddress(serial: number): string {
    const parts = [0x02, 0, 24, 16, 8, 0].map((part, i) => (i < 2 ? part : (serial >>> part) & 255));
    return parts.map((part) => part.toString(16).padStart(2, "0")).join(":");
}

export function interfaceOf(
    world: World,
    object: CloudObject,
    property = "networkInterfaceId",
): CloudObject | undefined {
    return world.get(NETWORK_INTERFACE, object, text(object.props, property) ?? "");
}

export function subnetOf(world: World, object: CloudObject): CloudObject | undefined {
    return world.get(SUBNET, object, text(object.props, "subnetId") ?? "");
}

export function vpcOf(world: World, subnet: CloudObject | undefined): CloudObject | undefined {
    return subnet === undefined ? undefined : world.get(VPC, subnet, text(subnet.props, "vpcId") ?? "");
}

/** The object that keeps the interface's security groups, and where. */
function groupHolder(world: World, one: CloudObject): { object: CloudObject; property: string } {
    for (const [type, property] of Object.entries(OWNERS)) {
        const owner = one.implicitOf === undefined ? undefined : world.get(type, one, one.implicitOf);
        if (owner !== undefined) return { object: owner, property };
    }
    return { object: one, property: "securityGroups" };
}

export function groupsOf(world: World, one: CloudObject): string[] {
    const { object, property } = groupHolder(world, one);
    return texts(object.props, property);
}

export function setGroups(world: World, one: CloudObject, groups: readonly string[]): void {
    const { object, property } = groupHolder(world, one);
    world.put({ ...object, props: { ...object.props, [property]: [...groups] } });
}

/** Refuses groups of another VPC, with the answer of the call that names them, and too many of them. */
export function demandGroups(
    world: World,
    groups: readonly string[],
    subnet: CloudObject,
    foreign: (group: string) => CloudError = differentNetworks,
): void {
    const stranger = groups.find((id) => world.get(SECURITY_GROUP, subnet, id)?.props.vpcId !== subnet.props.vpcId);
    if (stranger !== undefined) throw foreign(stranger);
    const limit = world.quota(GROUPS_PER_INTERFACE.name, GROUPS_PER_INTERFACE.limit);
    if (groups.length > limit) {
        throw new CloudError(
            "SecurityGroupsPerInterfaceLimitExceeded",
            "The maximum number of security groups per interface has been reached.",
        );
    }
}

/** What EC2 says of an interface and a group. */
export function differentNetworks(): CloudError {
    return new CloudError(
        "InvalidGroup.NotFound",
        "You have specified two resources that belong to different networks.",
    );
}

/** The groups given, or else the default group of the VPC. */
export function groupsOrDefault(world: World, given: Value | undefined, subnet: CloudObject): string[] {
    if (Array.isArray(given) && given.length > 0) return given.filter((id) => typeof id === "string");
    const own = vpcOf(world, subnet);
    return own === undefined ? [] : [text(own.props, "defaultSecurityGroupId") ?? ""];
}

/** The instance that the interface is attached to. */
export function attachmentOf(world: World, one: CloudObject): Attachment | undefined {
    const owner = one.implicitOf === undefined ? undefined : world.get(INSTANCE, one, one.implicitOf);
    const launched = owner ?? world.referrers(one, INSTANCE)[0];
    if (launched !== undefined) return { instance: launched, deviceIndex: 0, networkCardIndex: 0 };
    const [resource] = world.referrers(one, INTERFACE_ATTACHMENT);
    if (resource !== undefined) return attachment(world, one, resource.props, "instanceId");
    const inline = inlineAttachment(one.props);
    return inline === undefined ? undefined : attachment(world, one, inline, "instance");
}

function attachment(world: World, one: CloudObject, props: Props, name: string): Attachment | undefined {
    const instance = world.get(INSTANCE, one, text(props, name) ?? "");
    if (instance === undefined) return undefined;
    return {
        instance,
        deviceIndex: Number(props.deviceIndex ?? 0),
        networkCardIndex: Number(props.networkCardIndex ?? 0),
    };
}

export function inlineAttachment(props: Props): Props | undefined {
    const [first] = Array.isArray(props.attachments) ? props.attachments : [];
    return isObject(first) ? first : undefined;
}

/** The id of the attachment of an interface: it has one at most. */
export function attachmentId(one: CloudObject): string {
    return one.id.replace(/^eni-/, "eni-attach-");
}

/** Refuses what AttachNetworkInterface refuses. */
export function demandAttachable(world: World, one: CloudObject, instance: CloudObject, deviceIndex: number): void {
    if (subnetOf(world, one)?.props.availabilityZone !== instance.props.availabilityZone) {
        throw new CloudError(
            "InvalidParameterCombination",
            "You may not attach a network interface to an instance if they are not in the same availability zone",
        );
    }
    const others = [
        ...world.referrers(instance, INTERFACE_ATTACHMENT).filter((a) => a.props.networkInterfaceId !== one.id),
        ...world.referrers(instance, NETWORK_INTERFACE).filter((other) => other.id !== one.id),
    ].map(({ props }) => (inlineAttachment(props) ?? props).deviceIndex);
    // The instance was launched with an interface at index 0.
    if (deviceIndex === 0 || others.includes(deviceIndex)) {
        throw new CloudError(
            "InvalidParameterValue",
            `Instance '${instance.id}' already has an interface attached at device index '${deviceIndex}'.`,
        );
    }
}

/** The interface, free to be attached. */
export function demandFreeInterface(world: World, place: CloudObject, id: string): CloudObject {
    const one = world.get(NETWORK_INTERFACE, place, id);
    if (one === undefined) throw toInterface.missing(id);
    if (one.implicitOf !== undefined || attachmentOf(world, one) !== undefined) throw interfaceInUse(id);
    return one;
}

/** Empty where the VPC gives out no host names. */
export function interfaceName(world: World, one: CloudObject): string {
    const own = vpcOf(world, subnetOf(world, one));
    const named = own?.props.enableDnsHostnames === true && own.props.enableDnsSupport === true;
    const address = text(one.props, "privateIp");
    return named && address !== undefined ? privateName(one.region, addressLabel(address)) : "";
}
