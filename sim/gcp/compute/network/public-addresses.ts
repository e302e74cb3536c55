/**
 * Public addresses that the simulated Google gives out, all from ranges of Google Cloud: static ones, and those of the two
 * interfaces of HA VPN gateways, which lie in different ranges.
 */
import type { World } from "../../../core/world";
import { isObject, text } from "../../../core/values";
import { ADDRESS, HA_GATEWAY } from "../../kinds";

const within = (range: string, serial: number): string => `${range}.${Math.floor(serial / 256) % 256}.${serial % 256}`;

export const staticAddress = (serial: number): string => within("34.139", serial);

/** Interface 0 and interface 1. */
export const gatewayAddresses = (serial: number): readonly [string, string] => [
    within("35.242", serial),
    within("35.220", serial),
];

/** Whether the address is one of Compute Engine: given out to anybody here. */
export function isGoogles(world: World, address: string): boolean {
    if (world.all(ADDRESS.token).some((a) => a.props.addressType === "EXTERNAL" && a.props.address === address))
        return true;
    return world.all(HA_GATEWAY.token).some((gateway) => {
        const interfaces = Array.isArray(gateway.props.vpnInterfaces) ? gateway.props.vpnInterfaces : [];
        return interfaces.some((one) => isObject(one) && text(one, "ipAddress") === address);
    });
}
