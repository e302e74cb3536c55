/** A Linux machine: strongSwan, WireGuard or OpenVPN for the tunnels, FRR for routes, nftables and HTB for what travels. */
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { renderGateway } from "./cluster/start";
import { renderFirewall } from "./firewall";
import { renderFrr } from "./frr";
import { renderHost } from "./host";
import { renderInterfaces } from "./interfaces";
import { renderOpenVpn } from "./openvpn";
import { renderQos } from "./qos";
import { renderSwanctl } from "./swanctl";
import { renderExpiry } from "./expiry";
import { renderWatch } from "./watch";
import { renderWireGuard } from "./wireguard";

const PARTS = [
    renderSwanctl,
    renderWatch,
    renderExpiry,
    renderWireGuard,
    renderOpenVpn,
    renderInterfaces,
    renderFrr,
    renderHost,
    renderFirewall,
    renderQos,
] as const;

/**
 * Files by absolute path. cloud-init.ts makes one text of them that sets a fresh machine up, cluster/manifests.ts one that
 * makes pods: there a script starts what systemd starts on a machine.
 */
export function renderLinux(sheet: DeviceSheet): RenderedFiles {
    const files = Object.fromEntries(PARTS.flatMap((render) => Object.entries(render(sheet))));
    if (sheet.cluster === undefined) return files;
    const useful = Object.entries(files).filter(([file]) => !file.startsWith("/etc/systemd/"));
    return Object.fromEntries([...useful, ...Object.entries(renderGateway(sheet, Object.fromEntries(useful)))]);
}
