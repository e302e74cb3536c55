/**
 * The BGP addresses that Azure gives a gateway out of its subnet. Source: VPN Gateway documentation (BGP: 10.12.255.30 of
 * 10.12.255.0/27 for one instance; highly available connections: 10.12.255.4 and 10.12.255.5 for two).
 */
import ipaddr from "ipaddr.js";
import { parsePrefix } from "../../../core/prefix";

/** Azure keeps the first four addresses of a subnet. */
const KEPT = 4;

/** The address of an instance, counted from 0. */
export function firstUsable(prefix: string, instance: number): string {
    return parsePrefix(prefix) === undefined ? "" : plus(ipaddr.IPv4.networkAddressFromCIDR(prefix), KEPT + instance);
}

export function lastUsable(prefix: string): string {
    return parsePrefix(prefix) === undefined ? "" : plus(ipaddr.IPv4.broadcastAddressFromCIDR(prefix), -1);
}

function plus(address: ipaddr.IPv4, offset: number): string {
    const number = address.octets.reduce((sum, octet) => sum * 256 + octet, 0) + offset;
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
