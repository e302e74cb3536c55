/**
 * How much a prefix list weighs in what refers to it: as many routes or rules as it may have entries, whether it has them or
 * not. Source: VPC user guide ("Amazon VPC quotas": maximum number of entries per prefix list).
 */
import type { CloudObject, World } from "../../../core/world";
import { PREFIX_LIST } from "./entries";

/** Ids of prefix lists; anything else that a route or rule names is an address prefix, or a security group. */
const isPrefixList = (name: string): boolean => name.startsWith("pl-");

/** Of what `name` stands for as a destination or a peer. `user` is what refers to it. */
export function weightOf(world: World, user: CloudObject, name: string): number {
    const list = isPrefixList(name) ? world.get(PREFIX_LIST, user, name) : undefined;
    return list === undefined ? 1 : (list.props.maxEntries as number);
}

/** The address family of a destination. */
export function isIpv6(world: World, user: CloudObject, destination: string): boolean {
    if (!isPrefixList(destination)) return destination.includes(":");
    return world.get(PREFIX_LIST, user, destination)?.props.addressFamily === "IPv6";
}
