/** A device with the files that Causeway renders for it, unchanged, started as its own services would start it. */
import { renderDevice } from "../../../components/vpn-bridge/device";
import type { DeviceSheet, RenderedFiles, SheetTunnel } from "../../../components/vpn-bridge/device/sheet";
import { Cell, type Daemon } from "./cell";
import { startFrr } from "./frr";
import { startCharon, type Charon } from "./strongswan";
import { plugInto, type Switch } from "./wire";

export interface Device {
    readonly cell: Cell;
    readonly sheet: DeviceSheet;
    readonly files: RenderedFiles;
    /** By the key of the tunnel, of IPsec. */
    readonly charons: Readonly<Record<string, Charon>>;
    /** By the key of the tunnel, of the others. */
    readonly daemons: Readonly<Record<string, Daemon>>;
}

/** What a device is given: files, and the numbers that they were made from. */
export interface Configuration {
    readonly sheet: DeviceSheet;
    readonly files: RenderedFiles;
}

export interface DeviceOptions {
    readonly internet: Switch;
    /** Its place on the internet, with the length: "203.0.113.2/24". */
    readonly address: string;
    /** Its place on the network behind it, with the length. */
    readonly lan?: string;
    /** Key of the only tunnel that is started. Default: all are. */
    readonly only?: string;
}

const LAN = "lan0";

/** The name of a tunnel's interface. */
export const interfaceOf = ({ number }: Pick<SheetTunnel, "number">): string => `cw${number}`;

/** The same with the files of a sheet that no component has made. */
export function startDevice(sheet: DeviceSheet, options: DeviceOptions): Promise<Device> {
    return installDevice({ sheet, files: renderDevice("linux", sheet) }, options);
}

/** A cell on the internet with these files, unchanged, and everything running that they are for. */
export async function installDevice(
    { sheet, files }: Configuration,
    { internet, address, lan, only }: DeviceOptions,
): Promise<Device> {
    const cell = await Cell.start(sheet.site, { files: absolute(files) });
    await internet.plug({ cell, address });
    if (lan !== undefined) {
        await cell.demand("ip", "link", "add", LAN, "type", "bridge");
        await cell.demand("ip", "address", "add", lan, "dev", LAN);
        await cell.demand("ip", "link", "set", LAN, "up");
    }
    await prepareHost(cell, files);
    const tunnels = sheet.tunnels.filter(({ key }) => only === undefined || key === only);
    const configuration = { sheet, files, isAlone: tunnels.length === 1 };
    const started = await Promise.all(tunnels.map((tunnel) => startTunnel(cell, configuration, tunnel)));
    if (sheet.asn !== undefined) await startFrr(cell);
    const by = <K extends "charon" | "daemon">(what: K): [string, NonNullable<Started[K]>][] =>
        started.flatMap((one) => (one[what] === undefined ? [] : [[one.key, one[what]]]));
    return { cell, sheet, files, charons: Object.fromEntries(by("charon")), daemons: Object.fromEntries(by("daemon")) };
}

/** A machine on the network behind the device, which is its way to everywhere else. */
export async function behind({ cell, sheet }: Device, name: string, address: string, gateway: string): Promise<Cell> {
    const station = await Cell.start(`${sheet.site}-${name}`);
    await plugInto(cell, LAN, { cell: station, address });
    await station.demand("ip", "route", "add", "default", "via", gateway);
    return station;
}

/** Kernel settings, and the firewall. */
async function prepareHost(cell: Cell, files: RenderedFiles): Promise<void> {
    for (const file of Object.keys(files)) {
        if (file.startsWith("/etc/sysctl.d/")) await cell.demand("sysctl", "-q", "-p", file);
        if (/^\/etc\/nftables/.test(file)) await cell.demand("nft", "-f", file);
    }
}

interface Started {
    readonly key: string;
    readonly charon?: Charon;
    readonly daemon?: Daemon;
}

interface Starting extends Configuration {
    /** True where it is the only tunnel that is started. */
    readonly isAlone: boolean;
}

async function startTunnel(cell: Cell, configuration: Starting, tunnel: SheetTunnel): Promise<Started> {
    const { key, engine } = tunnel;
    if (engine.kind === "ipsec") return { key, charon: await startIpsec(cell, configuration, tunnel) };
    if (engine.kind === "wireguard") return { key, daemon: await startWireGuard(cell, tunnel) };
    return { key, daemon: cell.daemon(`openvpn-${interfaceOf(tunnel)}`, openVpn(interfaceOf(tunnel))) };
}

/** Each tunnel has a charon with files of its own; where there are several, only one can have the usual ports. */
async function startIpsec(cell: Cell, { sheet, files, isAlone }: Starting, tunnel: SheetTunnel): Promise<Charon> {
    const others = sheet.tunnels.filter(({ key }) => key !== tunnel.key).map(interfaceOf);
    const isOthers = (file: string): boolean =>
        file.startsWith("/etc/swanctl/") && others.some((name) => file.includes(`-${name}.`));
    const own = Object.entries(absolute(files)).filter(([file]) => !isOthers(file));
    const room = await Cell.start(`${sheet.site}-${interfaceOf(tunnel)}`, {
        network: cell,
        files: Object.fromEntries(own),
    });
    return startCharon(room, { anyPort: !isAlone });
}

/**
 * wg-quick starts wireguard-go where the kernel has no WireGuard. It would go to the background, which hangs here: it is
 * started beforehand in the foreground, and wg-quick's own start finds it there.
 */
export const WIREGUARD_IN_USERSPACE = `#!/bin/sh
wireguard-go -f "$1" >>/var/log/"$1".log 2>&1 </dev/null &
until wg show "$1" >/dev/null 2>&1; do sleep 0.1; done
`;
async function startWireGuard(cell: Cell, tunnel: SheetTunnel): Promise<Daemon> {
    const name = interfaceOf(tunnel);
    await cell.write({ "/etc/causeway-userspace": WIREGUARD_IN_USERSPACE });
    const daemon = cell.daemon(name, ["sh", "-c", `wg-quick up ${name} && echo up; exec sleep infinity`], {
        WG_QUICK_USERSPACE_IMPLEMENTATION: "/etc/causeway-userspace",
        LOG_LEVEL: "verbose",
    });
    await daemon.says(/^up$/);
    return daemon;
}

/** As Debian's openvpn@.service starts it, in the foreground. */
function openVpn(name: string): string[] {
    return ["openvpn", "--cd", "/etc/openvpn", "--config", `/etc/openvpn/${name}.conf`];
}

const absolute = (files: RenderedFiles): RenderedFiles =>
    Object.fromEntries(Object.entries(files).filter(([file]) => file.startsWith("/")));
