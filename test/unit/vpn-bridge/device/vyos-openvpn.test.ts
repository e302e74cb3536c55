/** OpenVPN on VyOS. Words are those of vyos-1x: interfaces_openvpn.xml.in, pki.xml.in, and what interfaces_openvpn.py demands. */
import { Device, renderDevice } from "../../../../components/vpn-bridge/device";
import type { DeviceSheet, SheetOpenVpn } from "../../../../components/vpn-bridge/device/sheet";
import { lines, OPENVPN, sheet, staticTunnel, tunnel } from "./sheets";
import * as crypto from "node:crypto";

const CLIENT = tunnel(8, { engine: OPENVPN, mtu: 1_448, mss: { ipv4: 1_408 } });
const SERVER = tunnel(8, { engine: { ...OPENVPN, role: "server" } });
const render = (of: DeviceSheet): string[] => lines(renderDevice(Device.Vyos, of)["vyos-commands.txt"]);
const optionsOf = (of: DeviceSheet): string[] =>
    render(of).flatMap((line) => /openvpn-option '(.*)'$/.exec(line)?.[1] ?? []);

test("the client: site-to-site with the active role, and the server's address and port", () => {
    expect(render(sheet([CLIENT]))).toEqual(
        expect.arrayContaining([
            "set interfaces openvpn vtun8 mode 'site-to-site'",
            "set interfaces openvpn vtun8 protocol 'udp'",
            "set interfaces openvpn vtun8 device-type 'tun'",
            "set interfaces openvpn vtun8 local-address '169.254.21.34'",
            "set interfaces openvpn vtun8 remote-address '169.254.21.33'",
            "set interfaces openvpn vtun8 remote-host '203.0.113.8'",
            "set interfaces openvpn vtun8 remote-port '10008'",
            "set interfaces openvpn vtun8 tls role 'active'",
        ]),
    );
});

test("the server waits at its own address, and names no peer", () => {
    const found = render(sheet([SERVER]));
    expect(found).toEqual(
        expect.arrayContaining([
            "set interfaces openvpn vtun8 local-host '198.51.100.7'",
            "set interfaces openvpn vtun8 local-port '10008'",
            "set interfaces openvpn vtun8 tls role 'passive'",
        ]),
    );
    expect(found.join("\n")).not.toContain("remote-host");
});

test("behind address translation the server waits at every address", () => {
    expect(render(sheet([SERVER], { isTranslated: true })).join("\n")).not.toContain("local-host");
});

test("TLS 1.3, one cipher, the peer's name, and keys by name", () => {
    const of = sheet([CLIENT]);
    expect(render(of)).toEqual(
        expect.arrayContaining([
            "set interfaces openvpn vtun8 tls tls-version-min '1.3'",
            "set interfaces openvpn vtun8 tls ca-certificate 'CW8'",
            "set interfaces openvpn vtun8 tls certificate 'CW8'",
            "set interfaces openvpn vtun8 tls crypt-key 'CW8'",
            "set interfaces openvpn vtun8 encryption data-ciphers-fallback 'aes256gcm'",
        ]),
    );
    expect(optionsOf(of)).toEqual(
        expect.arrayContaining([
            "data-ciphers AES-256-GCM",
            "tls-ciphersuites TLS_AES_256_GCM_SHA384",
            "tls-groups secp384r1",
            "allow-compression no",
            'verify-x509-name "lab/1" name',
            "remote-cert-tls server",
        ]),
    );
});

// interfaces_openvpn.py refuses both in mode site-to-site with TLS.
test("no setting that VyOS refuses beside TLS", () => {
    expect(render(sheet([CLIENT])).join("\n")).not.toMatch(/encryption (?:cipher|data-ciphers|ncp-ciphers) /);
});

test("packets and segments have the sizes of the sheet", () => {
    const of = sheet([CLIENT]);
    expect(optionsOf(of)).toEqual(expect.arrayContaining(["tun-mtu 1448", "mssfix 1448 fixed"]));
    expect(render(of)).toContain("set interfaces openvpn vtun8 ip adjust-mss '1408'");
});

test("certificates, the list of revoked ones and keys are told without the lines around them", () => {
    expect(render(sheet([CLIENT]))).toEqual(
        expect.arrayContaining([
            "set pki ca CW8 certificate 'Y2E='",
            "set pki ca CW8 crl 'Y3Js'",
            "set pki certificate CW8 certificate 'b3du'",
            "set pki certificate CW8 private key 'a2V5'",
            "set pki openvpn shared-secret CW8 key '00ff'",
            "set pki openvpn shared-secret CW8 version '1'",
        ]),
    );
});

// VyOS writes "BEGIN PRIVATE KEY" around a key, which stands for PKCS #8.
test("a key of RSA is told in the form that VyOS reads", () => {
    const pair = crypto.generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const engine: SheetOpenVpn = {
        ...OPENVPN,
        privateKey: pair.privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    };
    const told = render(sheet([tunnel(8, { engine })])).flatMap((l) => / private key '(.*)'$/.exec(l)?.[1] ?? []);
    const key = crypto.createPrivateKey({ key: Buffer.from(told[0]!, "base64"), format: "der", type: "pkcs8" });
    expect(key.equals(pair.privateKey)).toBe(true);
});

test("tunnels of one device share its certificate, and have a tls-crypt key each", () => {
    const other = { ...OPENVPN, tlsCrypt: OPENVPN.tlsCrypt.replace("00ff", "11ee") };
    const found = render(sheet([CLIENT, tunnel(9, { engine: other })]));
    expect(found.filter((line) => line.startsWith("set pki certificate"))).toHaveLength(2);
    expect(found).toEqual(
        expect.arrayContaining([
            "set interfaces openvpn vtun9 tls certificate 'CW8'",
            "set pki openvpn shared-secret CW9 key '11ee'",
        ]),
    );
});

test("a silent tunnel is opened anew as soon as on Linux", () => {
    expect(render(sheet([CLIENT]))).toContain("set interfaces openvpn vtun8 keep-alive interval '10'");
    expect(optionsOf(sheet([CLIENT]))).toContain("ping-restart 60");
});

test("BGP and static routes use the tunnel as any other", () => {
    expect(render(sheet([CLIENT, staticTunnel(9, { engine: OPENVPN })]))).toEqual(
        expect.arrayContaining([
            "set protocols bgp neighbor 169.254.21.33 address-family ipv4-unicast route-map import 'CW8-IN'",
            "set protocols static route 10.0.0.0/16 interface vtun9 distance '10'",
        ]),
    );
});
