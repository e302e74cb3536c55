/** A Linux machine: strongSwan, WireGuard or OpenVPN for the tunnels, FRR for routes, nftables and HTB for what travels. */
import type { DeviceSheet, RenderedFiles } from "../sheet";
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

/** Files by absolute path. cloud-init.ts makes one text of them that sets a fresh machine up. */
export function renderLinux(sheet: DeviceSheet): RenderedFiles {
    return Object.fromEntries(PARTS.flatMap((render) => Object.entries(render(sheet))));
}
