/**
 * The address ranges of a VPC network: which are valid, and that no two overlap. Source: VPC documentation, "Subnets" (valid
 * ranges, prohibited ranges, at least /29, unusable addresses); the words of a conflict are those that the API gives.
 */
import ipaddr from "ipaddr.js";
import type { CloudError } from "../../../core/definition";
import { covers, isIpv4, networkOf, overlaps, sizeOf } from "../../../core/prefix";
import { isObject, text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { invalid } from "../../errors";
import { said } from "../../said";
import { NETWORK, placeIn, SUBNETWORK, to } from "../../kinds";

const PROHIBITED = [
    "0.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "199.36.153.4/30",
    "199.36.153.8/30",
    "224.0.0.0/4",
    "255.255.255.255/32",
];
const LONGEST = 29;
const SHORTEST = 4;

/** A range in a request, and where in the request it stands. */
export interface Ranged {
    field: string;
    range: string;
}

/** For `refuse`, as the provider checks it: any prefix. */
export function refuseRange(value: unknown): string | undefined {
    return sizeOf(String(value)) >= 0 ? undefined : `"${String(value)}" is not a valid IP CIDR range`;
}

/** What the API says against the range as such; undefined when nothing. */
export function refusedRange({ field, range }: Ranged): CloudError | undefined {
    if (!isIpv4(range) || networkOf(range) !== range) {
        return invalid(field, range, `Invalid IPCidrRange: ${range} is not an IPv4 range without host bits.`);
    }
    if (sizeOf(range) > LONGEST || sizeOf(range) < SHORTEST) {
        return invalid(field, range, `Invalid IPCidrRange: the prefix length must be from ${SHORTEST} to ${LONGEST}.`);
    }
    const prohibited = PROHIBITED.find((other) => overlaps(other, range));
    if (prohibited === undefined) return undefined;
    return invalid(field, range, `Invalid IPCidrRange: ${range} overlaps the prohibited range ${prohibited}.`);
}

/** The ranges of a subnet as its request has them: the primary one and the secondary ones. */
export function rangesOf(props: Props): Ranged[] {
    const primary = text(props, "ipCidrRange");
    const secondary = Array.isArray(props.secondaryIpRanges) ? props.secondaryIpRanges.filter(isObject) : [];
    return [
        ...(primary === undefined ? [] : [{ field: "ipCidrRange", range: primary }]),
        ...secondary.map((range, i) => ({
            field: `secondaryIpRanges[${i}].ipCidrRange`,
            range: text(range, "ipCidrRange") ?? "",
        })),
    ];
}

export function subnetsOf(world: World, network: CloudObject): CloudObject[] {
    return world.referrers(network, SUBNETWORK.token);
}

/** The network that an object's `network` property means. */
export function networkOfObject(world: World, object: CloudObject): CloudObject | undefined {
    const id = to(NETWORK, "network").idOf?.(text(object.props, "network") ?? "", object) ?? "";
    const place = placeIn(id);
    return place === undefined ? undefined : world.get(NETWORK.token, place, id);
}

export function conflict({ field, range }: Ranged, other: CloudObject): CloudError {
    const where = `existing subnetwork '${said(other.props, "name")}' in region '${other.region}'`;
    return invalid(field, range, `Invalid IPCidrRange: ${range} conflicts with ${where}.`);
}

/** The subnet whose range holds the address; undefined when none does. */
export function subnetWith(world: World, network: CloudObject, address: string): CloudObject | undefined {
    return subnetsOf(world, network).find((subnet) =>
        rangesOf(subnet.props).some((r) => covers(r.range, `${address}/32`)),
    );
}

/** The second address of a subnet is its gateway. */
export function gatewayOf(range: string): string {
    return nth(range, 1);
}

/** The first two and the last two addresses of a primary range are kept back. */
export function isUsable(range: string, address: string): boolean {
    const last = 2 ** (32 - sizeOf(range)) - 1;
    return covers(range, `${address}/32`) && ![0, 1, last - 1, last].some((n) => nth(range, n) === address);
}

/** The `n`th address of an IPv4 range. */
export function nth(range: string, n: number): string {
    const [base = ""] = range.split("/");
    const number = ipaddr.IPv4.parse(base)
        .toByteArray()
        .reduce((sum, byte) => sum * 256 + byte, 0);
    const wanted = number + n;
    return [24, 16, 8, 0].map((shift) => Math.floor(wanted / 2 ** shift) % 256).join(".");
}
