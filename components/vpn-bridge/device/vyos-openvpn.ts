/**
 * OpenVPN on VyOS (vyos-1x: interfaces_openvpn.xml.in, interfaces_openvpn.py and server.conf.j2): mode site-to-site, where
 * the TLS role tells server and client apart. What has no setting of its own is a raw option, which VyOS hands to the daemon
 * after its own file, so that it has the last word.
 */
import * as crypto from "node:crypto";
import { nameOf } from "./appliance";
import { KEEPALIVE, packetOptions, trustOptions } from "./openvpn-options";
import type { DeviceSheet, SheetOpenVpn } from "./sheet";
import { titleOf, tunnelsOf, type TunnelOf } from "./words";
import { below, set } from "./vyos-commands";

/** Nothing where no tunnel is OpenVPN's. */
export function openVpn(sheet: DeviceSheet): string[] {
    const tunnels = tunnelsOf(sheet, "openvpn");
    const papers = new Map<string, TunnelOf<"openvpn">>();
    for (const tunnel of tunnels) {
        const key = paperKey(tunnel.engine);
        if (!papers.has(key)) papers.set(key, tunnel);
    }
    return [
        ...[...papers.values()].flatMap(certificates),
        ...tunnels.flatMap((tunnel) => device(sheet, tunnel, papers.get(paperKey(tunnel.engine)) ?? tunnel)),
    ];
}

/** Tunnels of one device have one certificate, which is told once, under the name of the first of them. */
function paperKey({ authority, certificate, revoked }: SheetOpenVpn): string {
    return JSON.stringify([authority, certificate, revoked]);
}

function certificates(tunnel: TunnelOf<"openvpn">): string[] {
    const { authority, certificate, privateKey, revoked } = tunnel.engine;
    const name = nameOf(tunnel);
    return [
        set(`pki ca ${name} certificate`, bodyOf(authority)),
        set(`pki ca ${name} crl`, bodyOf(revoked)),
        set(`pki certificate ${name} certificate`, bodyOf(certificate)),
        set(`pki certificate ${name} private key`, bodyOf(pkcs8(privateKey))),
    ];
}

function device(sheet: DeviceSheet, tunnel: TunnelOf<"openvpn">, papers: TunnelOf<"openvpn">): string[] {
    const { engine, peer, number } = tunnel;
    const path = `interfaces openvpn vtun${number}`;
    const name = nameOf(tunnel);
    const isServer = engine.role === "server";
    const options = [
        ...packetOptions(tunnel),
        `ping-restart ${KEEPALIVE.restart}`,
        ...trustOptions(tunnel),
        ...(isServer
            ? ["remote-cert-tls client"]
            : ["nobind", "resolv-retry infinite", "remote-cert-tls server", "explicit-exit-notify 1"]),
    ];
    return [
        `# ${titleOf(tunnel)}`,
        ...below(`pki openvpn shared-secret ${name}`, { key: bodyOf(engine.tlsCrypt), version: 1 }),
        ...below(path, {
            description: titleOf(tunnel),
            mode: "site-to-site",
            protocol: "udp",
            "device-type": "tun",
            "local-address": tunnel.inside,
            "remote-address": peer.inside,
            "local-host": isServer && !sheet.isTranslated ? sheet.publicAddress : undefined,
            "local-port": isServer ? engine.port : undefined,
            "remote-host": isServer ? undefined : peer.address,
            "remote-port": isServer ? undefined : engine.port,
            "keep-alive interval": KEEPALIVE.ping,
            "ip adjust-mss": tunnel.mss.ipv4,
            "ipv6 adjust-mss": tunnel.mss.ipv6,
            "tls role": isServer ? "passive" : "active",
            "tls ca-certificate": nameOf(papers),
            "tls certificate": nameOf(papers),
            "tls crypt-key": name,
            "tls tls-version-min": "1.3",
        }),
        ...options.map((option) => set(`${path} openvpn-option`, option)),
        "# VyOS 1.5 demands the next line and 1.4 does not know it: leave it out there.",
        set(`${path} encryption data-ciphers-fallback`, "aes256gcm"),
    ];
}

/** VyOS keeps what stands between the lines of PEM, without ends of lines, and writes those lines itself. */
function bodyOf(pem: string): string {
    return pem.replace(/^(?:-----|#).*$/gm, "").replace(/\s/g, "");
}

/** The lines that VyOS writes around a private key are those of PKCS #8, and keys of RSA come in a form of their own. */
function pkcs8(pem: string): string {
    if (pem.includes("-----BEGIN PRIVATE KEY-----")) return pem;
    return crypto.createPrivateKey(pem).export({ type: "pkcs8", format: "pem" }).toString();
}
