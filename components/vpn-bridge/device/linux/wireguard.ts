/** WireGuard, one interface for each peer: as every prefix may lead into each of them, routes choose, not AllowedIPs. */
import { OVERLAY_TIMERS } from "../../../../facts/timers";
import type { DeviceSheet, RenderedFiles } from "../sheet";
import { textOf, titleOf, tunnelsOf, type TunnelOf } from "../words";
import { PLACES } from "./places";

export function renderWireGuard(sheet: DeviceSheet): RenderedFiles {
    return Object.fromEntries(
        tunnelsOf(sheet, "wireguard").map((tunnel) => [PLACES.wireGuard(tunnel), interfaceFile(sheet, tunnel)]),
    );
}

function interfaceFile(sheet: DeviceSheet, tunnel: TunnelOf<"wireguard">): string {
    const { engine, peer, inside, cidr, mtu } = tunnel;
    const script = `/bin/sh ${PLACES.interface(sheet)}`;
    return textOf([
        `# ${titleOf(tunnel)}.`,
        "[Interface]",
        `PrivateKey = ${engine.privateKey}`,
        `Address = ${inside}${cidr.slice(cidr.indexOf("/"))}`,
        `ListenPort = ${engine.port}`,
        `MTU = ${mtu}`,
        // wg-quick would lead everything into the tunnel.
        "Table = off",
        `PostUp = ${script} up %i`,
        `PreDown = ${script} down %i`,
        "",
        "[Peer]",
        `PublicKey = ${engine.peerPublicKey}`,
        `PresharedKey = ${engine.preSharedKey}`,
        "AllowedIPs = 0.0.0.0/0, ::/0",
        `Endpoint = ${peer.address}:${engine.peerPort}`,
        engine.keepsAlive ? `PersistentKeepalive = ${OVERLAY_TIMERS.wireguardKeepalive.value}` : undefined,
    ]);
}
