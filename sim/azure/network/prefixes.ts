/** Address prefixes as Azure checks them. Source: Azure Virtual Network documentation (FAQ: ranges, sizes of subnets). */
import { CloudError } from "../../core/definition";
import { canonicalPrefix, covers, networkOf, overlaps, parsePrefix } from "../../core/prefix";
import { invalid } from "../refusals";

/** "You can't add these address ranges": multicast, broadcast, loopback, link-local, and the address of Azure's own DNS. */
const RESERVED = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];

/** Refuses what is no prefix, or has host bits. */
export function demandPrefix(prefix: string): void {
    if (parsePrefix(prefix) === undefined) {
        throw new CloudError("InvalidAddressPrefixFormat", `Address prefix ${prefix} has an invalid format.`);
    }
    const network = networkOf(prefix);
    if (network === canonicalPrefix(prefix)) return;
    throw new CloudError(
        "InvalidCIDRNotation",
        `The address prefix ${prefix} has an invalid CIDR notation. ` +
            `For the given prefix length, the address prefix should be ${network}.`,
    );
}

/** The address space of a network: proper prefixes, none of them reserved, no two of which overlap. */
export function demandSpace(prefixes: readonly string[], name: string): void {
    for (const prefix of prefixes) {
        demandPrefix(prefix);
        if (RESERVED.some((range) => overlaps(range, prefix))) {
            throw invalid(`The address prefix ${prefix} of ${name} is reserved.`);
        }
    }
    const twice = prefixes.find((p, i) => prefixes.slice(i + 1).some((other) => overlaps(p, other)));
    if (twice !== undefined) throw invalid(`The address prefix ${twice} of ${name} overlaps with another one.`);
}

export const isWithin = (prefix: string, space: readonly string[]): boolean => space.some((s) => covers(s, prefix));
