/**
 * Which private IPv4 addresses of a subnet are taken, for everything that has one there: network interfaces, instances, NAT
 * gateways, endpoints. Sources: VPC user guide (subnet CIDR blocks: "The first four IP addresses and the last IP address in
 * each subnet CIDR block are not available for your use"), EC2 API reference (CreateNetworkInterface, RunInstances, error
 * codes). AWS picks any free address; here it is the lowest one.
 */
import { CloudError } from "../../core/definition";
import { covers, parsePrefix } from "../../core/prefix";
import { text, texts } from "../../core/values";
import type { CloudObject, World } from "../../core/world";

/** Where the types that stand in a subnet keep their addresses of it. */
const SINGLE = ["privateIp"];
const SEVERAL = ["privateIps", "secondaryPrivateIpAddresses", "secondaryPrivateIps"];

/** At the start of a subnet: the network itself, the router, the DNS server, and one for later. */
const KEPT_AT_THE_START = 4;

/** Every address that something in the subnet has, but that of `holder`. */
export function takenPrivateAddresses(world: World, subnet: CloudObject, holder?: CloudObject): Set<string> {
    const others = world.referrers(subnet).filter((o) => o.type !== holder?.type || o.id !== holder.id);
    return new Set(
        others.flatMap(({ props }) => [
            ...SINGLE.flatMap((name) => text(props, name) ?? []),
            ...SEVERAL.flatMap((name) => texts(props, name)),
        ]),
    );
}

/** Refuses an address that is not one of the subnet's, that AWS keeps for itself, or that something else has. */
export function demandPrivateAddress(world: World, subnet: CloudObject, address: string, holder?: CloudObject): void {
    const range = rangeOf(subnet);
    if (range === undefined || !covers(text(subnet.props, "cidrBlock") ?? "", `${address}/32`)) {
        throw new CloudError(
            "InvalidParameterValue",
            `Address ${address} does not fall within the subnet's address range`,
        );
    }
    const number = toNumber(address);
    if (number < range.first || number > range.last) {
        throw new CloudError("InvalidParameterValue", `Address ${address} is in subnet's reserved address range`);
    }
    if (takenPrivateAddresses(world, subnet, holder).has(address)) {
        throw new CloudError("InvalidIPAddress.InUse", `Address ${address} is in use.`);
    }
}

/** An address that nothing has, none of `beside` either. */
export function freePrivateAddress(world: World, subnet: CloudObject, beside: readonly string[] = []): string {
    const range = rangeOf(subnet);
    if (range === undefined)
        throw new Error(`${subnet.id} has no IPv4 prefix; interfaces of IPv6 only are not modelled`);
    const taken = new Set([...takenPrivateAddresses(world, subnet), ...beside]);
    for (let number = range.first; number <= range.last; number++) {
        if (!taken.has(toAddress(number))) return toAddress(number);
    }
    throw new CloudError(
        "InsufficientFreeAddressesInSubnet",
        `The specified subnet does not have enough free addresses to satisfy the request.`,
    );
}

/** The addresses of the subnet that can be used, as numbers. */
function rangeOf(subnet: CloudObject): { first: number; last: number } | undefined {
    const prefix = parsePrefix(text(subnet.props, "cidrBlock") ?? "");
    if (prefix === undefined) return undefined;
    const start = toNumber(prefix[0].toString());
    return { first: start + KEPT_AT_THE_START, last: start + 2 ** (32 - prefix[1]) - 2 };
}

function toNumber(address: string): number {
    return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function toAddress(number: number): string {
    return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}
