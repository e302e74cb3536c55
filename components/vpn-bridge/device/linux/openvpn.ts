/**
 * OpenVPN 2.6 between two devices (manual of openvpn 2.6): TLS 1.3, one cipher, no compression, and a peer that is known by
 * its name. A device that both ends open anew after a break tells whoever routes over it that it was gone.
 */
import type { DeviceSheet, RenderedFiles, SheetOpenVpn } from "../sheet";
import { textOf, titleOf, tunnelsOf, interfaceOf, type Lines, type TunnelOf } from "../words";
import { KEEPALIVE, packetOptions, trustOptions } from "../openvpn-options";
import { PLACES } from "./places";

export function renderOpenVpn(sheet: DeviceSheet): RenderedFiles {
    return Object.fromEntries(
        tunnelsOf(sheet, "openvpn").flatMap((tunnel) => [
            [PLACES.openVpn(tunnel), configuration(sheet, tunnel)],
            [PLACES.revoked(tunnel), tunnel.engine.revoked],
        ]),
    );
}

function configuration(sheet: DeviceSheet, tunnel: TunnelOf<"openvpn">): string {
    const { engine, peer, inside } = tunnel;
    const name = interfaceOf(tunnel);
    const script = (verb: string): string => `"/bin/sh ${PLACES.interface(sheet)} ${verb} ${name}"`;
    return textOf([
        `# ${titleOf(tunnel)}.`,
        "mode p2p",
        `dev ${name}`,
        "dev-type tun",
        "proto udp4",
        ...ROLES[engine.role](sheet, tunnel),
        `ifconfig ${inside} ${peer.inside}`,
        ...packetOptions(tunnel),
        `keepalive ${KEEPALIVE.ping} ${KEEPALIVE.restart}`,
        "tls-version-min 1.3",
        ...trustOptions(tunnel),
        `crl-verify ${PLACES.revoked(tunnel)}`,
        "script-security 2",
        `up ${script("up")}`,
        `down ${script("down")}`,
        "down-pre",
        "verb 3",
        inline("ca", engine.authority),
        inline("cert", engine.certificate),
        inline("key", engine.privateKey),
        inline("tls-crypt", engine.tlsCrypt),
    ]);
}

/** The server knows its peer by its certificate; the firewall lets no other address in. */
const ROLES: Readonly<Record<SheetOpenVpn["role"], (sheet: DeviceSheet, tunnel: TunnelOf<"openvpn">) => Lines>> = {
    server: (sheet, { engine }) => [
        "tls-server",
        sheet.isTranslated ? undefined : `local ${sheet.publicAddress}`,
        `lport ${engine.port}`,
        // Elliptic curves only.
        "dh none",
        "remote-cert-tls client",
    ],
    client: (_, { engine, peer }) => [
        "tls-client",
        `remote ${peer.address} ${engine.port}`,
        "nobind",
        "resolv-retry infinite",
        "remote-cert-tls server",
        "explicit-exit-notify 1",
    ],
};

function inline(name: string, content: string): string {
    return `<${name}>\n${content.trim()}\n</${name}>`;
}
