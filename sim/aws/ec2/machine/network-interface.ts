/**
 * A network interface. IPv6 addresses, prefixes, addresses in order and ENA Express are not modelled. The first of the
 * addresses given is the primary one. Sources: EC2 API reference (CreateNetworkInterface, AttachNetworkInterface,
 * AssignPrivateIpAddresses, DeleteNetworkInterface, error codes), VPC user guide (quotas), Terraform AWS provider
 * (arguments, when it replaces, that it detaches before it deletes what it had attached).
 */
import ipaddr from "ipaddr.js";
import { bool, CloudError, int, obj, set, str, type Context, type ResourceType } from "../../../core/definition";
import { text, texts, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region, tagging } from "../../place";
import { toSecurityGroup, toSubnet } from "../codes";
import { demandPrivateAddress, freePrivateAddress } from "../private-addresses";
import { INTERFACE_ATTACHMENT, INSTANCE, NETWORK_INTERFACE, toInstance, toInterface } from "./codes";
import {
    attachmentId,
    attachmentOf,
    completeInterface,
    demandAttachable,
    demandGroups,
    groupsOf,
    groupsOrDefault,
    inlineAttachment,
    interfaceName,
    subnetOf,
} from "./interfaces";

export const networkInterface: ResourceType = {
    token: NETWORK_INTERFACE,
    noun: "EC2 Network Interface",
    id: "eni",
    properties: {
        region,
        ...tagging,
        subnetId: str({ required: true, immutable: true, ref: toSubnet }),
        description: str(),
        interfaceType: str({ computed: true, immutable: true, oneOf: ["branch", "efa", "efa-only", "trunk"] }),
        // The primary address stays for good.
        privateIps: set(str({ refuse: refuseAddress }), {
            computed: true,
            imported: true,
            replacedWhen: (_have, want, state) => !Array.isArray(want) || !want.includes(state.privateIp ?? null),
        }),
        privateIpsCount: int({ computed: true, refuse: refuseNegative }),
        securityGroups: set(str({ ref: toSecurityGroup }), { computed: true, imported: true }),
        sourceDestCheck: bool({ default: true }),
        attachments: set(
            obj({
                instance: str({ required: true, ref: { ...toInstance, holds: false } }),
                deviceIndex: int({ required: true }),
                networkCardIndex: int(),
                attachmentId: str({ output: true }),
            }),
            { computed: true, refuse: refuseSeveral },
        ),
        arn: str({ output: true }),
        macAddress: str({ output: true }),
        outpostArn: str({ output: true }),
        ownerId: str({ output: true }),
        privateDnsName: str({ output: true }),
        // The provider takes it as an argument too, but does nothing with it.
        privateIp: str({ output: true }),
    },
    quota: {
        name: "network-interfaces-per-region",
        limit: 5000,
        implicit: true,
        exceeded: () =>
            new CloudError(
                "NetworkInterfaceLimitExceeded",
                "The maximum number of network interfaces has been reached.",
            ),
    },
    create: ({ world }, draft) => {
        const subnet = subnetOf(world, draft);
        if (subnet === undefined) return;
        draft.props.privateIps = addressesFor(world, draft, subnet);
        draft.props.securityGroups = groupsOrDefault(world, draft.props.securityGroups, subnet);
        demandGroups(world, texts(draft.props, "securityGroups"), subnet);
        attach(world, draft);
        completeInterface(draft);
    },
    update: ({ world }, object, old, { asked }) => {
        const subnet = subnetOf(world, object);
        if (subnet === undefined) return;
        changeAddresses(world, object, old, asked, subnet);
        if (asked.securityGroups !== undefined) {
            object.props.securityGroups = groupsOrDefault(world, asked.securityGroups, subnet);
            demandGroups(world, texts(object.props, "securityGroups"), subnet);
        }
        if (asked.attachments !== undefined) {
            // The provider detaches it first, whoever had attached it.
            for (const attachment of world.referrers(object, INTERFACE_ATTACHMENT)) world.remove(attachment);
            attach(world, object);
        }
    },
    view: ({ world }, object) => ({
        attachments: attachmentsNow(world, object),
        privateDnsName: interfaceName(world, object),
        securityGroups: groupsOf(world, object),
        ...ownersCheck(world, object),
    }),
    release: (_, object) => {
        object.props.attachments = [];
    },
    remove: demandDetached,
    gone: toInterface.missing,
    seconds: { create: 3, update: 2, delete: 3 },
    onTimeout: "partial",
};

function refuseAddress(value: Value): string | undefined {
    const good = ipaddr.IPv4.isValidFourPartDecimal(value as string);
    return good ? undefined : `${JSON.stringify(value)} is not an IPv4 address`;
}

function refuseNegative(value: Value): string | undefined {
    return (value as number) < 0 ? `value must be at least 0, got: ${value as number}` : undefined;
}

function refuseSeveral(value: Value): string | undefined {
    const count = Array.isArray(value) ? value.length : 0;
    return count > 1 ? `an interface is attached to one instance at most, not to ${count}` : undefined;
}

/** As many as asked for: the addresses given, cut or filled up to one and `privateIpsCount` more. */
function addressesFor(world: World, object: CloudObject, subnet: CloudObject, had: readonly string[] = []): string[] {
    const given = texts(object.props, "privateIps");
    const { privateIpsCount } = object.props;
    const wanted = typeof privateIpsCount === "number" ? privateIpsCount + 1 : Math.max(1, given.length);
    const addresses = given.slice(0, wanted);
    for (const address of addresses.filter((a) => !had.includes(a))) demandPrivateAddress(world, subnet, address);
    while (addresses.length < wanted) addresses.push(freePrivateAddress(world, subnet, addresses));
    return addresses;
}

/** The number is that of the secondary addresses; where only the addresses change, it follows them. */
function changeAddresses(world: World, object: CloudObject, old: Props, asked: Props, subnet: CloudObject): void {
    const primary = text(old, "privateIp") ?? "";
    const others = texts(object.props, "privateIps").filter((address) => address !== primary);
    object.props.privateIps = [primary, ...others];
    if (asked.privateIpsCount === undefined) object.props.privateIpsCount = others.length;
    object.props.privateIps = addressesFor(world, object, subnet, texts(old, "privateIps"));
}

function attach(world: World, object: CloudObject): void {
    const wanted = inlineAttachment(object.props);
    const instance = world.get(INSTANCE, object, text(wanted ?? {}, "instance") ?? "");
    if (instance === undefined) return;
    const launched = world.referrers(object, INSTANCE).length > 0;
    if (!launched) demandAttachable(world, object, instance, Number(wanted?.deviceIndex ?? 0));
}

function attachmentsNow(world: World, object: CloudObject): Props[] {
    const now = attachmentOf(world, object);
    if (now === undefined) return [];
    const { instance, deviceIndex, networkCardIndex } = now;
    return [{ attachmentId: attachmentId(object), instance: instance.id, deviceIndex, networkCardIndex }];
}

/** The interface that an instance was launched with checks what the instance checks. */
function ownersCheck(world: World, object: CloudObject): Props {
    const owner = object.implicitOf === undefined ? undefined : world.get(INSTANCE, object, object.implicitOf);
    return owner === undefined ? {} : { sourceDestCheck: owner.props.sourceDestCheck ?? true };
}

function demandDetached({ world }: Context, object: CloudObject): void {
    if (object.implicitOf === undefined && attachmentOf(world, object) === undefined) return;
    throw new CloudError(
        "InvalidNetworkInterface.InUse",
        `The network interface '${object.id}' is currently in use and cannot be deleted.`,
    );
}
