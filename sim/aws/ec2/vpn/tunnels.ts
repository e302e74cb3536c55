/**
 * The two tunnel endpoints of a VPN connection, and which of them is "tunnel1". AWS numbers no tunnels: its configuration
 * lists both in an order that it does not promise, and the provider looks for the one that the program calls the first, by its
 * pre-shared key. Given one key for both, it cannot tell. Here the list begins with the tunnel that the program named last, so
 * that a program which relies on the order is always let down. Sources: Terraform AWS provider (how it tells tunnels apart;
 * that it changes options of the tunnel at an address), EC2 API reference (VpnTunnelOptionsSpecification: the range of
 * inside addresses), Site-to-Site VPN user guide (AWS has the first address of the range, the device the second).
 */
import * as crypto from "node:crypto";
import ipaddr from "ipaddr.js";
import { covers } from "../../../core/prefix";
import { text, type Props, type Value } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { invalidValue, VPN_CONNECTION } from "./codes";
import { CHANGEABLE, isReserved, of, TUNNELS, type Tunnel } from "./tunnel-options";

export interface Endpoint {
    /** The public address at which the device reaches it. */
    address: string;
    /** Inside the tunnel: of the device, and of AWS. */
    cgwInside: string;
    vgwInside: string;
    presharedKey: string;
}

/** What is different about the endpoints of some connections. */
interface Peculiar {
    /** Their addresses, where these are private. */
    readonly outside?: readonly [string, string] | undefined;
    /** With certificates none has a key. */
    readonly hasCertificates?: boolean;
}

/** Makes the endpoints of a new connection, and numbers them as the provider does. */
export function openTunnels(
    world: World,
    draft: CloudObject,
    { outside, hasCertificates = false }: Peculiar = {},
): void {
    const taken = insideCidrsAt(world, draft);
    const endpoints = TUNNELS.map((tunnel): Endpoint => {
        const cidr = text(draft.props, of(tunnel, "InsideCidr")) ?? freeCidr(givenOrTaken(draft.props, taken));
        if (taken.has(cidr)) throw invalidValue(`The inside CIDR block ${cidr} is already in use.`);
        taken.add(cidr);
        draft.props[of(tunnel, "InsideCidr")] = cidr;
        const presharedKey = hasCertificates ? "" : (text(draft.props, of(tunnel, "PresharedKey")) ?? newKey());
        return { address: outside?.[tunnel - 1] ?? addressOf(draft.serial, tunnel), ...insideOf(cidr), presharedKey };
    });
    number(draft.props, endpoints);
}

/**
 * What the provider does with changed options: it changes those of the tunnel that it takes for the one meant, and looks anew
 * which is which. Where it takes one for the other, the options arrive at the other.
 */
export function changeTunnels(connection: CloudObject, old: Props): void {
    if (isCrossed(old)) connection.props = exchanged(connection.props, old);
    number(connection.props, endpointsOf(connection.props));
}

/** The properties with the changes of either tunnel's options made at the other. */
function exchanged(asked: Props, old: Props): Props {
    const isChanged = (name: string): boolean => JSON.stringify(asked[name]) !== JSON.stringify(old[name]);
    const options = TUNNELS.flatMap((tunnel) =>
        CHANGEABLE.map((name) => [of(tunnel, name), of(tunnel === 1 ? 2 : 1, name)] as const),
    );
    const made = options.flatMap(([name, other]): [string, Value][] => {
        const value = isChanged(other) ? asked[other] : old[name];
        return value === undefined ? [] : [[name, value]];
    });
    const rest = Object.entries(asked).filter(([name]) => !options.some(([option]) => option === name));
    return Object.fromEntries([...rest, ...made]);
}

/** In the order in which AWS lists them. */
export function listed(props: Props): Endpoint[] {
    return sorted(endpointsOf(props));
}

function endpointsOf(props: Props): Endpoint[] {
    return TUNNELS.map((tunnel) => {
        const part = (name: string): string => text(props, of(tunnel, name)) ?? "";
        return {
            address: part("Address"),
            cgwInside: part("CgwInsideAddress"),
            vgwInside: part("VgwInsideAddress"),
            presharedKey: part("PresharedKey"),
        };
    });
}

const sorted = (endpoints: readonly Endpoint[]): Endpoint[] =>
    [...endpoints].sort((a, b) => (a.address < b.address ? -1 : 1));

/** Writes down the endpoints under the numbers that the provider gives them. */
function number(props: Props, endpoints: readonly Endpoint[]): void {
    const [first, second] = sorted(endpoints);
    const isOther = (tell: (one: Endpoint) => boolean): boolean =>
        first !== undefined && second !== undefined && !tell(first) && tell(second);
    const [key, cidr] = [text(props, of(1, "PresharedKey")), text(props, of(1, "InsideCidr")) ?? ""];
    const swapped =
        key === undefined || key === ""
            ? isOther((one) => covers(cidr, `${one.vgwInside}/32`))
            : isOther((one) => one.presharedKey === key);
    const numbered = swapped ? [second, first] : [first, second];
    for (const tunnel of TUNNELS) {
        const one = numbered[tunnel - 1];
        if (one === undefined) continue;
        props[of(tunnel, "Address")] = one.address;
        props[of(tunnel, "CgwInsideAddress")] = one.cgwInside;
        props[of(tunnel, "VgwInsideAddress")] = one.vgwInside;
        props[of(tunnel, "PresharedKey")] = one.presharedKey;
    }
}

/** The provider takes each tunnel for the other. */
function isCrossed(props: Props): boolean {
    return !covers(text(props, of(1, "InsideCidr")) ?? "", `${text(props, of(1, "VgwInsideAddress")) ?? ""}/32`);
}

/** What the connections of the same VPN gateway use inside; at a transit gateway AWS lets ranges be used again. */
function insideCidrsAt(world: World, draft: CloudObject): Set<string> {
    const gateway = text(draft.props, "vpnGatewayId");
    const others = world
        .all(VPN_CONNECTION, draft)
        .filter((other) => other.id !== draft.id && gateway !== undefined && other.props.vpnGatewayId === gateway);
    return new Set(others.flatMap(({ props }) => TUNNELS.flatMap((t) => text(props, of(t, "InsideCidr")) ?? [])));
}

function givenOrTaken(props: Props, taken: ReadonlySet<string>): Set<string> {
    return new Set([...taken, ...TUNNELS.flatMap((tunnel) => text(props, of(tunnel, "InsideCidr")) ?? [])]);
}

function freeCidr(taken: ReadonlySet<string>): string {
    for (;;) {
        const cidr = `169.254.${crypto.randomInt(256)}.${crypto.randomInt(64) * 4}/30`;
        if (!isReserved(cidr) && !taken.has(cidr)) return cidr;
    }
}

function insideOf(cidr: string): Pick<Endpoint, "cgwInside" | "vgwInside"> {
    const [a = 0, b = 0, c = 0, d = 0] = ipaddr.parseCIDR(cidr)[0].toByteArray();
    return { vgwInside: [a, b, c, d + 1].join("."), cgwInside: [a, b, c, d + 2].join(".") };
}

/** As AWS makes them: 32 characters of the alphabet that it takes, the first not zero. */
function newKey(): string {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz123456789";
    const rest = `${letters}0._`;
    const one = (from: string): string => from.charAt(crypto.randomInt(from.length));
    return one(letters) + Array.from({ length: 31 }, () => one(rest)).join("");
}

/**
 * Addresses that nobody has, of the range for benchmarks (RFC 2544), numbered so that no two are alike; Elastic IP addresses
 * have the other half of it. The first tunnel has the higher one, and so comes last in the list.
 */
function addressOf(serial: number, tunnel: Tunnel): string {
    const n = 2 * serial + (tunnel === 1 ? 1 : 0);
    return `198.19.${(n >> 8) & 255}.${n & 255}`;
}
