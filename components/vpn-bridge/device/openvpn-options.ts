/** Options of OpenVPN 2.6 (its manual) that do not depend on whose form they stand in. */
import { TCP_HEADERS, type TunnelOf } from "./words";

/** Seconds: how often a silent tunnel is tried, and after how long without an answer it is opened anew. */
export const KEEPALIVE = { ping: 10, restart: 60 };

/** How large packets are (with its word "fixed" `mssfix` means packets, not segments), and that their marks travel outside. */
export function packetOptions({ mtu, mss }: TunnelOf<"openvpn">): string[] {
    return [`tun-mtu ${mtu}`, `mssfix ${mss.ipv4 + TCP_HEADERS} fixed`, "passtos"];
}

/** One cipher, one group, no compression, and a peer that is known by its name. */
export function trustOptions({ engine }: TunnelOf<"openvpn">): string[] {
    return [
        "tls-ciphersuites TLS_AES_256_GCM_SHA384",
        "tls-groups secp384r1",
        "data-ciphers AES-256-GCM",
        "allow-compression no",
        `verify-x509-name "${engine.peerName.replace(/["\\]/g, "\\$&")}" name`,
    ];
}
