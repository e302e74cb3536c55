/** Address prefixes as the clouds check them. */
import ipaddr from "ipaddr.js";

export type Prefix = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Only the spelling that clouds take: four decimal numbers, or IPv6 without a zone. */
export function parsePrefix(cidr: string): Prefix | undefined {
    const [address = ""] = cidr.split("/");
    const plain = address.includes(":") ? !address.includes("%") : ipaddr.IPv4.isValidFourPartDecimal(address);
    return plain && ipaddr.isValidCIDR(cidr) ? ipaddr.parseCIDR(cidr) : undefined;
}

export function sizeOf(cidr: string): number {
    return parsePrefix(cidr)?.[1] ?? -1;
}

export function isIpv4(cidr: string): boolean {
    return parsePrefix(cidr)?.[0].kind() === "ipv4";
}

/** Every address of `inner` is one of `outer`. */
export function covers(outer: string, inner: string): boolean {
    const [o, i] = [parsePrefix(outer), parsePrefix(inner)];
    if (o === undefined || i === undefined || o[0].kind() !== i[0].kind()) return false;
    return o[1] <= i[1] && i[0].match(o);
}

export function overlaps(a: string, b: string): boolean {
    return covers(a, b) || covers(b, a);
}

/** The prefix with its host bits set to zero. */
export function networkOf(cidr: string): string {
    const prefix = parsePrefix(cidr);
    if (prefix === undefined) return cidr;
    const family = prefix[0].kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
    return `${family.networkAddressFromCIDR(cidr).toString()}/${prefix[1]}`;
}

/** For `refuse`: an IPv4 prefix without host bits. */
export function refuseIpv4Prefix(value: unknown): string | undefined {
    return refusePrefix(value, "ipv4");
}

/** For `refuse`: an IPv6 prefix without host bits. */
export function refuseIpv6Prefix(value: unknown): string | undefined {
    return refusePrefix(value, "ipv6");
}

function refusePrefix(value: unknown, kind: "ipv4" | "ipv6"): string | undefined {
    const prefix = parsePrefix(String(value));
    if (prefix === undefined || prefix[0].kind() !== kind)
        return `${JSON.stringify(value)} is not a valid ${kind === "ipv4" ? "IPv4" : "IPv6"} CIDR block`;
    const network = networkOf(String(value));
    return network === canonicalPrefix(String(value))
        ? undefined
        : `${JSON.stringify(value)} is not a valid CIDR block; did you mean "${network}"?`;
}

/** The prefix in the one form that clouds print: IPv6 in lower case and shortened. */
export function canonicalPrefix(cidr: string): string {
    const prefix = parsePrefix(cidr);
    return prefix === undefined ? cidr : `${prefix[0].toString()}/${prefix[1]}`;
}
