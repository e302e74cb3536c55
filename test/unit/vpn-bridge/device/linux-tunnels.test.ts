/** What the daemons of a Linux device are told: strongSwan, WireGuard and OpenVPN. */
import { renderLinux } from "../../../../components/vpn-bridge/device/linux";
import type { SheetIpsec } from "../../../../components/vpn-bridge/device/sheet";
import {
    CBC,
    CERTIFIED,
    count,
    IPSEC,
    KEY,
    lines,
    OPENVPN,
    OTHER_KEY,
    sheet,
    staticTunnel,
    tunnel,
    WIREGUARD,
} from "./sheets";

const CONNECTION = "/etc/swanctl/conf.d/core-cw5.conf";
const connection = (engine: SheetIpsec, changes: Parameters<typeof sheet>[1] = {}): string[] =>
    lines(renderLinux(sheet([tunnel(5, { engine })], changes))[CONNECTION]);

describe("strongSwan", () => {
    // vpn.md, section 3.
    test.each<readonly [string, SheetIpsec, string, string]>([
        ["the preferred suite", IPSEC, "aes256gcm16-prfsha384-ecp384", "aes256gcm16-ecp384"],
        ["a suite with CBC", CBC, "aes256-sha384-modp2048", "aes256-sha256-modp2048"],
        [
            "a hybrid suite",
            {
                ...IPSEC,
                suite: {
                    ...IPSEC.suite,
                    ike: { ...IPSEC.suite.ike, extra: "ml-kem-768" },
                    esp: { ...IPSEC.suite.esp, extra: "ml-kem-768" },
                },
            },
            "aes256gcm16-prfsha384-ecp384-ke1_mlkem768",
            "aes256gcm16-ecp384-ke1_mlkem768",
        ],
    ])("%s is the only one that is offered", (_, engine, ike, esp) => {
        const found = connection(engine);
        expect(found.filter((line) => line.startsWith("proposals"))).toEqual([`proposals = ${ike}`]);
        expect(found.filter((line) => line.startsWith("esp_proposals"))).toEqual([`esp_proposals = ${esp}`]);
    });

    test("IKEv1 is refused", () => {
        expect(connection(IPSEC)).toContain("version = 2");
    });

    test("each key stands in the file of its own tunnel, once", () => {
        const other: SheetIpsec = { ...IPSEC, authentication: { kind: "pre-shared-key", key: OTHER_KEY } };
        const files = renderLinux(sheet([tunnel(5), tunnel(6, { engine: other })]));
        expect(count(files, KEY)).toBe(1);
        expect(count(files, OTHER_KEY)).toBe(1);
        expect(files[CONNECTION]).toContain(`secret = "${KEY}"`);
    });

    test("a tunnel's file is the same whichever tunnels are beside it", () => {
        const alone = renderLinux(sheet([tunnel(5)]));
        const beside = renderLinux(sheet([tunnel(6, { engine: WIREGUARD }), tunnel(5), tunnel(9)]));
        expect(beside[CONNECTION]).toBe(alone[CONNECTION]);
        expect(beside["/etc/causeway/core-cw5.conf"]).toBe(alone["/etc/causeway/core-cw5.conf"]);
    });

    test("block 0 has an interface id too, which cannot be 0", () => {
        const found = renderLinux(sheet([tunnel(0)]))["/etc/swanctl/conf.d/core-cw0.conf"];
        expect(lines(found)).toEqual(expect.arrayContaining(["if_id_in = 1", "if_id_out = 1"]));
    });

    test("new keys are asked for before the old ones end", () => {
        const found = connection(IPSEC);
        expect(found).toEqual(expect.arrayContaining(["rekey_time = 25920s", "over_time = 2880s"]));
        expect(found).toEqual(expect.arrayContaining(["rekey_time = 3240s", "life_time = 3600s"]));
    });

    test("the end that opens the tunnel opens it again whenever it is gone", () => {
        const found = connection(IPSEC);
        expect(found).toEqual(expect.arrayContaining(["start_action = start", "close_action = start"]));
        expect(found).toEqual(expect.arrayContaining(["dpd_action = restart", "dpd_delay = 30s", "keyingtries = 0"]));
    });

    test("what a peer has refused is tried again by a timer, where this end opens the tunnel", () => {
        const waits = tunnel(6, { engine: { ...IPSEC, initiates: false } });
        const files = renderLinux(sheet([tunnel(5), waits]));
        expect(lines(files["/etc/causeway/core-watch"])).toContain("for tunnel in core-cw5; do");
        expect(lines(files["/etc/systemd/system/core-watch.timer"])).toContain("OnUnitInactiveSec=30");
        expect(renderLinux(sheet([waits]))["/etc/causeway/core-watch"]).toBeUndefined();
    });

    test("the other end waits", () => {
        const found = connection({ ...IPSEC, initiates: false });
        expect(found).toEqual(
            expect.arrayContaining(["start_action = none", "close_action = none", "dpd_action = clear"]),
        );
    });

    test("behind address translation the public address is an identity, not the device's own", () => {
        const found = connection({ ...IPSEC, encapsulated: true }, { isTranslated: true });
        expect(found).toEqual(expect.arrayContaining(["local_addrs = %any", 'id = "198.51.100.7"', "encap = yes"]));
        expect(found).not.toContain("local_addrs = 198.51.100.7");
    });

    test("a post-quantum key is required, not only used where the peer has it", () => {
        const suite = { ...IPSEC.suite, ppk: true };
        const found = connection({ ...IPSEC, suite, ppk: { id: "aws/plant#5", key: "00ff17" } });
        expect(found).toEqual(expect.arrayContaining(['ppk_id = "aws/plant#5"', "ppk_required = yes"]));
        expect(found).toContain("secret = 0x00ff17");
    });

    test("with certificates there is no shared secret, and each certificate has a file", () => {
        const files = renderLinux(sheet([tunnel(5, { engine: CERTIFIED })]));
        const found = lines(files[CONNECTION]);
        expect(found).toEqual(
            expect.arrayContaining([
                "auth = pubkey",
                'id = "CN=plant, O=Example"',
                "certs = core-cw5.pem",
                "cacerts = core-cw5.1.pem, core-cw5.2.pem",
            ]),
        );
        expect(found).not.toContain("secrets {");
        expect(files["/etc/swanctl/x509/core-cw5.pem"]).toContain("b3du");
        expect(files["/etc/swanctl/x509ca/core-cw5.1.pem"]).toContain("cm9vdA==");
        expect(files["/etc/swanctl/x509ca/core-cw5.2.pem"]).toContain("c3Vi");
        expect(files["/etc/swanctl/private/core-cw5.pem"]).toContain("PRIVATE KEY");
    });

    test("a list of revoked certificates is asked always; without one, that which a certificate names", () => {
        const { authentication } = CERTIFIED;
        if (authentication.kind !== "certificate") throw new Error("no certificate");
        const revoked = "-----BEGIN X509 CRL-----\nY3Js\n-----END X509 CRL-----\n";
        const engine = { ...CERTIFIED, authentication: { ...authentication, revoked } };
        const files = renderLinux(sheet([tunnel(5, { engine })]));
        expect(files["/etc/swanctl/x509crl/core-cw5.pem"]).toBe(revoked);
        expect(lines(files[CONNECTION])).toContain("revocation = strict");
        expect(connection(CERTIFIED)).toContain("revocation = ifuri");
    });

    test("IPv6 is let in where there are prefixes of it, and else not", () => {
        expect(connection(IPSEC)).toContain("remote_ts = 0.0.0.0/0");
        expect(connection(IPSEC, { prefixes: ["2001:db8::/48"] })).toContain("remote_ts = 0.0.0.0/0, ::/0");
    });

    test("an identity cannot break out of its quotes", () => {
        const found = connection({ ...IPSEC, remoteId: 'x"\n} #' });
        expect(found).toContain('id = "x\\"\\n} #"');
    });
});

describe("interfaces of IPsec", () => {
    test("have the planned size and both inside addresses", () => {
        const found = lines(renderLinux(sheet([tunnel(5)]))["/etc/causeway/core-cw5.conf"]);
        expect(found).toEqual(
            expect.arrayContaining(["mtu='1446'", "inside='169.254.21.22'", "peer='169.254.21.21'", "if_id='6'"]),
        );
    });

    test("lead to what the peer has, where nothing is learnt, and to nothing else", () => {
        const files = renderLinux(sheet([staticTunnel(5, { rank: 1 }), tunnel(6)]));
        expect(lines(files["/etc/causeway/core-cw5.conf"])).toEqual(
            expect.arrayContaining(["routes4='10.0.0.0/16'", "metric='101'"]),
        );
        expect(lines(files["/etc/causeway/core-cw6.conf"])).toContain("routes4=''");
    });

    test("IPv6 is routed statically beside BGP too, which carries IPv4 only", () => {
        const files = renderLinux(sheet([tunnel(5, { accepts: ["10.0.0.0/16", "2001:db8::/48"] })]));
        expect(lines(files["/etc/causeway/core-cw5.conf"])).toEqual(
            expect.arrayContaining(["routes4=''", "routes6='2001:db8::/48'"]),
        );
    });
});

describe("WireGuard", () => {
    const files = renderLinux(sheet([tunnel(7, { engine: WIREGUARD, mtu: 1_420 })]));
    const found = lines(files["/etc/wireguard/cw7.conf"]);

    test("lets routes choose, not AllowedIPs", () => {
        expect(found).toEqual(expect.arrayContaining(["AllowedIPs = 0.0.0.0/0, ::/0", "Table = off"]));
    });

    test("has the planned size, port and peer", () => {
        expect(found).toEqual(
            expect.arrayContaining([
                "MTU = 1420",
                "Address = 169.254.21.30/30",
                "ListenPort = 10007",
                "Endpoint = 203.0.113.7:10007",
            ]),
        );
    });

    test("both secrets stand there once", () => {
        expect(count(files, WIREGUARD.privateKey)).toBe(1);
        expect(count(files, WIREGUARD.preSharedKey)).toBe(1);
    });

    test("only who is behind address translation keeps the way open", () => {
        expect(found.join()).not.toContain("PersistentKeepalive");
        const engine = { ...WIREGUARD, keepsAlive: true };
        expect(lines(renderLinux(sheet([tunnel(7, { engine })]))["/etc/wireguard/cw7.conf"])).toContain(
            "PersistentKeepalive = 25",
        );
    });
});

describe("OpenVPN", () => {
    const render = (
        role: "server" | "client",
        changes: Parameters<typeof sheet>[1] = {},
    ): Readonly<Record<string, string>> =>
        renderLinux(sheet([tunnel(8, { engine: { ...OPENVPN, role }, mtu: 1_448, mss: { ipv4: 1_400 } })], changes));
    const found = lines(render("client")["/etc/openvpn/cw8.conf"]);

    test("speaks TLS 1.3 with one cipher and without compression", () => {
        expect(found).toEqual(
            expect.arrayContaining(["tls-version-min 1.3", "data-ciphers AES-256-GCM", "allow-compression no"]),
        );
    });

    test("knows its peer by name, and refuses what is revoked", () => {
        const files = render("client");
        expect(found).toEqual(
            expect.arrayContaining([
                'verify-x509-name "lab/1" name',
                "remote-cert-tls server",
                "crl-verify /etc/openvpn/cw8.crl",
            ]),
        );
        expect(files["/etc/openvpn/cw8.crl"]).toBe(OPENVPN.revoked);
    });

    test("has the planned sizes: segments are 40 bytes smaller than the number that stands there", () => {
        expect(found).toEqual(expect.arrayContaining(["tun-mtu 1448", "mssfix 1440 fixed"]));
    });

    test("a client dials, from any port", () => {
        expect(found).toEqual(expect.arrayContaining(["tls-client", "remote 203.0.113.8 10008", "nobind"]));
    });

    test("a server listens at its own address, unless that is another one than others see", () => {
        const server = lines(render("server")["/etc/openvpn/cw8.conf"]);
        expect(server).toEqual(
            expect.arrayContaining(["tls-server", "local 198.51.100.7", "lport 10008", "remote-cert-tls client"]),
        );
        const translated = render("server", { isTranslated: true })["/etc/openvpn/cw8.conf"];
        expect(translated).not.toContain("198.51.100.7");
    });
});
