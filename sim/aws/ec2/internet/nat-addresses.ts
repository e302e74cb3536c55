/**
 * The addresses of a NAT gateway: its Elastic IP addresses, and the private ones that they are mapped to. Each secondary
 * Elastic IP address has a secondary private one; a private gateway has only the latter. Sources: EC2 API reference
 * (AssociateNatGatewayAddress, DisassociateNatGatewayAddress, AssignPrivateNatGatewayAddress, NatGateway: failure codes),
 * Terraform AWS provider (which of them it calls when).
 */
import { CloudError } from "../../../core/definition";
import { newId } from "../../../core/lifecycle";
import { text, texts, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { demandPrivateAddress, freePrivateAddress } from "../private-addresses";
import { hasAddress, setAssociation, UNASSOCIATED } from "./associating";
import { EIP } from "./codes";

/** Associates an Elastic IP address with the gateway, and says which it is. */
export function take(
    world: World,
    gateway: CloudObject,
    allocation: string,
    association: string,
    privateIp: string,
): string {
    const address = world.get(EIP, gateway, allocation);
    if (address === undefined) return "";
    const isOwn = address.props.networkInterface === gateway.props.networkInterfaceId;
    if (isOwn || hasAddress(world, address)) {
        const message = `Elastic IP address ${allocation} is already associated`;
        throw new CloudError("Resource.AlreadyAssociated", message);
    }
    setAssociation(address, association, text(gateway.props, "networkInterfaceId") ?? "", { privateIp });
    world.put(address);
    return text(address.props, "publicIp") ?? "";
}

/** Takes the association away again, if it is still the gateway's. */
export function release(world: World, gateway: CloudObject, allocation: string): void {
    const address = world.get(EIP, gateway, allocation);
    if (address === undefined || address.props.networkInterface !== gateway.props.networkInterfaceId) return;
    world.put({ ...address, props: { ...address.props, ...UNASSOCIATED } });
}

/** Gives the gateway the secondary addresses that its properties ask for, where `old` says what it had. */
export function placeSecondaries(world: World, gateway: CloudObject, subnet: CloudObject, old: Props): void {
    const isPublic = gateway.props.connectivityType === "public";
    const addresses = isPublic ? placePublic(world, gateway, subnet, old) : placePrivate(world, gateway, subnet, old);
    gateway.props.secondaryAllocationIds = isPublic ? texts(gateway.props, "secondaryAllocationIds") : [];
    gateway.props.secondaryPrivateIpAddresses = addresses;
    gateway.props.secondaryPrivateIpAddressCount = addresses.length;
}

/** The private addresses, in the order of the Elastic IP addresses. */
function placePublic(world: World, gateway: CloudObject, subnet: CloudObject, old: Props): string[] {
    const wanted = texts(gateway.props, "secondaryAllocationIds");
    const [had, hadAddresses] = [texts(old, "secondaryAllocationIds"), texts(old, "secondaryPrivateIpAddresses")];
    const given = texts(gateway.props, "secondaryPrivateIpAddresses").filter((one) => !hadAddresses.includes(one));
    const added = wanted.filter((allocation) => !had.includes(allocation));
    if (given.length > added.length) {
        throw new CloudError(
            "InvalidParameterValue",
            "The number of secondary private IP addresses exceeds that of secondary allocation IDs.",
        );
    }
    for (const allocation of had.filter((one) => !wanted.includes(one))) release(world, gateway, allocation);
    const taken: string[] = [];
    return wanted.map((allocation) => {
        const before = had.indexOf(allocation);
        const kept = before < 0 ? undefined : hadAddresses[before];
        const address = kept ?? place(world, gateway, subnet, given.shift(), [...given, ...taken]);
        taken.push(address);
        if (before < 0) take(world, gateway, allocation, newId("eipassoc"), address);
        return address;
    });
}

function placePrivate(world: World, gateway: CloudObject, subnet: CloudObject, old: Props): string[] {
    const had = texts(old, "secondaryPrivateIpAddresses");
    const given = texts(gateway.props, "secondaryPrivateIpAddresses");
    const count = given.length > 0 ? given.length : Number(gateway.props.secondaryPrivateIpAddressCount ?? 0);
    const taken: string[] = [];
    for (let i = 0; i < count; i++) {
        const address = given[i];
        taken.push(
            address !== undefined && had.includes(address) ? address : place(world, gateway, subnet, address, taken),
        );
    }
    return taken;
}

/** The address given, if it is free, or any that is. */
function place(
    world: World,
    gateway: CloudObject,
    subnet: CloudObject,
    given: string | undefined,
    taken: readonly string[],
): string {
    const own = [text(gateway.props, "privateIp") ?? "", ...taken];
    if (given === undefined) return freePrivateAddress(world, subnet, own);
    demandPrivateAddress(world, subnet, given);
    if (own[0] === given) throw new CloudError("InvalidIPAddress.InUse", `Address ${given} is in use.`);
    return given;
}
