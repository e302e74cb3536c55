/** The devices whose configuration is written in their own form. */
import { DEVICE_FACTS, type DeviceFacts } from "../../../facts/ipsec/devices";
import { own } from "../../../plan/shape";
import type { DeviceEndArgs } from "../args";

/** What a device of your own is. */
export const Device = {
    /** A Linux machine with strongSwan, WireGuard or OpenVPN, and FRR: any engine. */
    Linux: "linux",
    /** VyOS 1.4 and later, as set commands. */
    Vyos: "vyos",
    /** Cisco IOS XE: routers with tunnel interfaces. */
    CiscoIosXe: "cisco-ios-xe",
    /** Juniper SRX with Junos, as set commands. */
    JuniperSrx: "juniper-srx",
    /** Fortinet FortiGate with FortiOS 7. */
    FortiOs: "fortios",
    /** pfSense 2.7 or Plus, with its FRR package: parts of config.xml, and what puts them there. BGP only. */
    PfSense: "pfsense",
    /** OPNsense 26.1 or later, with its os-frr plugin: parts of config.xml, and what puts them there. BGP only. */
    OpnSense: "opnsense",
    /** Anything else: a sheet with all numbers instead of a configuration, and `offers` say what it can do. */
    Other: "other",
} as const;
export type Device = (typeof Device)[keyof typeof Device];

export function modelOf({ model = Device.Linux }: Pick<DeviceEndArgs, "model">): Device {
    return model;
}

/** False for models whose routes cannot wait behind others, which leaves BGP. */
export function hasStaticRoutes(model: string): boolean {
    return own<DeviceFacts>(DEVICE_FACTS, model)?.staticRoutes !== false;
}
