/**
 * Links over Direct Connect: AWS finds each device at an address of its own, a private one. Sources: Site-to-Site VPN user guide,
 * Private IP VPN with Direct Connect (RFC 1918 and RFC 6598; the addresses of AWS are of the Transit Gateway's CIDR blocks).
 */
import { covers, parseAddress, prefixOf } from "../../../plan/prefix";
import { oneOf, show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import { checkId } from "../../shared/ids";
import type { DeviceEndArgs, VpnBridgeArgs } from "../args";

export function checkDirectConnect(args: VpnBridgeArgs): Problem[] {
    const links = Object.entries(args.links ?? {}).filter(([, link]) => link.directConnectAttachmentId !== undefined);
    const used = new Set(links.flatMap(([key]) => key.split("/")));
    return [
        ...links.flatMap(([key, { directConnectAttachmentId: id }]) =>
            typeof id === "string"
                ? checkId("gatewayAttachment", id, `${join("links", key)}.directConnectAttachmentId`)
                : [],
        ),
        ...Object.entries(args.sites).flatMap(([site, { device }]) =>
            device === undefined ? [] : checkDevice(device, `${join("sites", site)}.device`, used.has(site)),
        ),
        ...checkTwice(args),
    ];
}

function checkDevice(device: DeviceEndArgs, path: string, isUsed: boolean): Problem[] {
    const { directConnectAddresses: addresses, directConnectInterface, publicAddresses } = device;
    const unused = (name: string, value: unknown): Problem[] =>
        isUsed || value === undefined
            ? []
            : [
                  {
                      check: "unused-argument",
                      path: `${path}.${name}`,
                      got: Array.isArray(value) ? `a list of ${value.length}` : show(value),
                      allowed: "nothing, without a link that has a directConnectAttachmentId",
                      fix: "Remove it, or say which of its links go over Direct Connect.",
                  },
              ];
    const count = publicAddresses.length;
    return [
        ...unused("directConnectAddresses", addresses),
        ...unused("directConnectInterface", directConnectInterface),
        ...(isUsed && (addresses ?? []).length !== count
            ? [
                  {
                      check: "direct-connect-addresses",
                      path: `${path}.directConnectAddresses`,
                      got: addresses === undefined ? "nothing" : `a list of ${addresses.length}`,
                      allowed: count === 1 ? "one address" : `one address for each of its ${count} devices`,
                      fix: "Give the addresses that the devices have towards Direct Connect.",
                  },
              ]
            : []),
        ...(addresses ?? []).flatMap((address, i) =>
            typeof address === "string" ? checkPrivateAddress(address, `${path}.directConnectAddresses[${i}]`) : [],
        ),
    ];
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"] as const;

/** Also when an address becomes known. */
export function checkPrivateAddress(address: string, path: string): Problem[] {
    const isPrivate =
        parseAddress(address)?.family === 4 &&
        PRIVATE.some((block) => covers(prefixOf(block), prefixOf(`${address}/32`)));
    if (isPrivate) return [];
    const fix = "Over Direct Connect AWS takes private addresses only: give the device's own one there.";
    return [{ check: "private-address", path, got: show(address), allowed: `an address of ${oneOf(PRIVATE)}`, fix }];
}

/** AWS tells devices apart by them. */
function checkTwice({ sites }: VpnBridgeArgs): Problem[] {
    const first = new Map<string, string>();
    return Object.entries(sites)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([site, { device }]) =>
            (device?.directConnectAddresses ?? []).flatMap((address, i): Problem[] => {
                if (typeof address !== "string") return [];
                const path = `${join("sites", site)}.device.directConnectAddresses[${i}]`;
                const seen = first.get(address);
                if (seen === undefined) first.set(address, path);
                if (seen === undefined) return [];
                const fix = "AWS tells devices apart by their address: correct it.";
                const got = `${show(address)}, as ${seen}`;
                return [{ check: "address-twice", path, got, allowed: "each address once", fix }];
            }),
        );
}

/**
 * Once AWS has chosen its own addresses: a device that sends their prefix into the tunnel would never find the tunnel's end.
 * `accepted`: what the device sends into it.
 */
export function checkOuterAddress(address: string, accepted: readonly string[], path: string): Problem[] {
    const inside = accepted.find(
        (prefix) => parseAddress(address)?.family === 4 && covers(prefixOf(prefix), prefixOf(`${address}/32`)),
    );
    if (inside === undefined) return [];
    return [
        {
            check: "tunnel-in-itself",
            path,
            got: `${show(address)} of AWS, which lies in ${inside}`,
            allowed: "CIDR blocks of the Transit Gateway outside of the prefixes that the tunnel leads to",
            fix: "Give the Transit Gateway another CIDR block, or declare narrower prefixes.",
        },
    ];
}
