/**
 * The association of an Elastic IP address, whoever asks for it: the address itself, a resource of its own, or a NAT
 * gateway. The address keeps it. Sources: EC2 API reference (AssociateAddress: "Reassociation is automatic, but you can
 * specify false to ensure the operation fails"; "the existing address is disassociated from the instance, but remains
 * allocated to your account"; DisassociateAddress, Address), Terraform AWS provider (names of addresses).
 */
import { CloudError } from "../../../core/definition";
import { text, texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { SUBNET, toNetworkInterface, VPC } from "../codes";
import { INSTANCE, NETWORK_INTERFACE, toInstance } from "../machine/codes";
import { addressLabel, privateName } from "../machine/host-names";
import { attachmentOf } from "../machine/interfaces";
import { alreadyAssociated, EIP, INTERNET_GATEWAY, NAT_GATEWAY, notPermitted } from "./codes";

/** What an address shall be associated with: an instance or an interface, by default with the first address of it. */
export interface Wanted {
    instance?: string | undefined;
    networkInterface?: string | undefined;
    privateIp?: string | undefined;
    /** False: neither may have another association yet. */
    reassociate?: boolean;
}

/** What an address says that is associated with nothing. */
export const UNASSOCIATED: Props = {
    associationId: "",
    instance: "",
    networkInterface: "",
    privateIp: "",
    privateDns: "",
};

/** It is associated, and what it is associated with is still there: when that goes, AWS takes the association away. */
export function hasAddress(world: World, eip: CloudObject): boolean {
    if (isOfService(world, eip)) return true;
    const named = text(eip.props, "networkInterface") ?? "";
    return text(eip.props, "associationId") !== undefined && world.get(NETWORK_INTERFACE, eip, named) !== undefined;
}

/** A NAT gateway or a load balancer has it: only that gives it back. */
export function isOfService(world: World, eip: CloudObject): boolean {
    return world.holders(eip).length > 0;
}

/** Sets the association of the address; storing it is left to the caller. */
export function setAssociation(eip: CloudObject, association: string, networkInterface: string, more: Props): void {
    const privateIp = text(more, "privateIp") ?? "";
    Object.assign(eip.props, {
        ...UNASSOCIATED,
        ...more,
        associationId: association,
        networkInterface,
        privateDns: privateIp === "" ? "" : privateName(eip.region, addressLabel(privateIp)),
    });
}

/** Does what AssociateAddress does; storing the address is left to the caller. */
export function associate(world: World, eip: CloudObject, association: string, wanted: Wanted): void {
    const one = interfaceFor(world, eip, wanted);
    const privateIp = addressFor(one, wanted.privateIp);
    demandGateway(world, one);
    if (hasAddress(world, eip)) {
        if (isOfService(world, eip)) throw notPermitted();
        if (wanted.reassociate === false) throw alreadyAssociated(eip.id, text(eip.props, "associationId") ?? "");
    }
    const other = world
        .all(EIP, eip)
        .filter((o) => o.id !== eip.id && o.props.networkInterface === one.id)
        .find((o) => o.props.privateIp === privateIp);
    if (other !== undefined) {
        if (wanted.reassociate === false) throw alreadyAssociated(one.id, text(other.props, "associationId") ?? "");
        world.put({ ...other, props: { ...other.props, ...UNASSOCIATED } });
    }
    const instance = attachmentOf(world, one)?.instance.id ?? "";
    setAssociation(eip, association, one.id, { instance, privateIp });
}

/** Does what DisassociateAddress does; storing the address is left to the caller. */
export function disassociate(world: World, eip: CloudObject): void {
    if (isOfService(world, eip)) throw notPermitted();
    Object.assign(eip.props, UNASSOCIATED);
}

function interfaceFor(world: World, eip: CloudObject, wanted: Wanted): CloudObject {
    const instance = wanted.instance === undefined ? undefined : world.get(INSTANCE, eip, wanted.instance);
    if (wanted.instance !== undefined && instance === undefined) throw toInstance.missing(wanted.instance);
    const named = wanted.networkInterface ?? text(instance?.props ?? {}, "primaryNetworkInterfaceId");
    if (named === undefined) {
        throw new CloudError(
            "MissingParameter",
            "Either 'InstanceId' or 'NetworkInterfaceId' must be specified in the request.",
        );
    }
    // The interface of a NAT gateway can be seen, but not used.
    if (world.all(NAT_GATEWAY, eip).some((nat) => nat.props.networkInterfaceId === named)) throw notPermitted();
    const one = world.get(NETWORK_INTERFACE, eip, named);
    if (one === undefined) throw toNetworkInterface.missing(named);
    if (one.implicitOf !== undefined && world.get(INSTANCE, one, one.implicitOf) === undefined) throw notPermitted();
    return one;
}

function addressFor(one: CloudObject, wanted: string | undefined): string {
    const present = [text(one.props, "privateIp") ?? "", ...texts(one.props, "privateIps")];
    const address = wanted ?? present[0] ?? "";
    if (present.includes(address)) return address;
    throw new CloudError(
        "InvalidParameterValue",
        `The private IP address ${address} is not assigned to interface ${one.id}`,
    );
}

function demandGateway(world: World, one: CloudObject): void {
    const subnet = world.get(SUBNET, one, text(one.props, "subnetId") ?? "");
    const vpc = subnet === undefined ? undefined : world.get(VPC, subnet, text(subnet.props, "vpcId") ?? "");
    if (vpc === undefined || world.referrers(vpc, INTERNET_GATEWAY).length > 0) return;
    throw new CloudError("Gateway.NotAttached", `Network ${vpc.id} is not attached to any internet gateway`);
}
