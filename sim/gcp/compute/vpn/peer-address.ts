/** Which addresses the gateway of the other side may have. */
import { covers } from "../../../core/prefix";
import type { World } from "../../../core/world";
import { invalid } from "../../errors";
import { isGoogles } from "../network/public-addresses";

/** As the Terraform Google provider has them (RFC 5735): addresses that are nobody's on the internet. */
const NOT_PUBLIC = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
];

/** For `refuse`: what the provider says against the peer address of a tunnel. */
export function refusePeerAddress(value: unknown): string | undefined {
    const address = String(value);
    if (!isIpv4(address)) return `could not parse "peer_ip" to IP address`;
    const range = NOT_PUBLIC.find((one) => covers(one, `${address}/32`));
    return range === undefined ? undefined : `address is invalid (is in ${range}, conflicting with RFC5735)`;
}

/**
 * What the API demands of an address in `field`: public, and not one of Compute Engine (REST reference, externalVpnGateways:
 * "it cannot be an IP address from Google Compute Engine"). Ranges for documents are refused to tunnels by the provider only.
 */
export function demandForeignAddress(world: World, field: string, address: string): void {
    if (!isIpv4(address)) throw invalid(field, address, "The value must be an IPv4 address.");
    if (PRIVATE.some((range) => covers(range, `${address}/32`))) {
        throw invalid(field, address, "The address may not be in a private or reserved IP range.");
    }
    if (isGoogles(world, address)) {
        throw invalid(field, address, "The address may not be an IP address from Google Compute Engine.");
    }
}

const PRIVATE = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/4",
    "240.0.0.0/4",
];

function isIpv4(address: string): boolean {
    return covers("0.0.0.0/0", `${address}/32`);
}
