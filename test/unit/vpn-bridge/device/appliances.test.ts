/**
 * Devices with a form of their own. Words are those of the vendors' command references: VyOS 1.4, IOS XE 17, Junos CLI
 * reference, FortiOS 7.
 */
import { Device, renderDevice } from "../../../../components/vpn-bridge/device";
import type { DeviceSheet } from "../../../../components/vpn-bridge/device/sheet";
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

const FILES = {
    [Device.Vyos]: "vyos-commands.txt",
    [Device.CiscoIosXe]: "ios-xe-commands.txt",
    [Device.JuniperSrx]: "junos-commands.txt",
    [Device.FortiOs]: "fortios-commands.txt",
} as const;
type Appliance = keyof typeof FILES;
const APPLIANCES = Object.keys(FILES) as Appliance[];
/** Those in XML are tested for themselves, but for what is true of all. */
const ALL_FILES = {
    ...FILES,
    [Device.PfSense]: "pfsense-config.xml",
    [Device.OpnSense]: "opnsense-config.xml",
} as const;
const ALL = Object.keys(ALL_FILES) as (keyof typeof ALL_FILES)[];
const render = (device: keyof typeof ALL_FILES, of: DeviceSheet): string[] =>
    lines(renderDevice(device, of)[ALL_FILES[device]]);
type Expected = Readonly<Record<Appliance, readonly string[]>>;
const expectEach = (of: DeviceSheet, expected: Expected): void => {
    for (const device of APPLIANCES) expect(render(device, of)).toEqual(expect.arrayContaining([...expected[device]]));
};

test("the preferred suite, in each device's words", () => {
    expectEach(sheet([tunnel(5)]), {
        vyos: [
            "set vpn ipsec ike-group CW5 key-exchange 'ikev2'",
            "set vpn ipsec ike-group CW5 proposal 1 encryption 'aes256gcm128'",
            "set vpn ipsec ike-group CW5 proposal 1 prf 'prfsha384'",
            "set vpn ipsec ike-group CW5 proposal 1 dh-group '20'",
            "set vpn ipsec esp-group CW5 proposal 1 encryption 'aes256gcm128'",
            "set vpn ipsec esp-group CW5 pfs 'dh-group20'",
        ],
        "cisco-ios-xe": [
            "encryption aes-gcm-256",
            "prf sha384",
            "group 20",
            "crypto ipsec transform-set CW5 esp-gcm 256",
            "set pfs group20",
        ],
        "juniper-srx": [
            "set security ike proposal CW5 encryption-algorithm aes-256-gcm",
            "set security ike proposal CW5 dh-group group20",
            "set security ike gateway CW5 version v2-only",
            "set security ipsec proposal CW5 encryption-algorithm aes-256-gcm",
            "set security ipsec policy CW5 perfect-forward-secrecy keys group20",
        ],
        fortios: ["set ike-version 2", "set proposal aes256gcm-prfsha384", "set dhgrp 20", "set proposal aes256gcm"],
    });
});

test("a suite with CBC, in each device's words", () => {
    expectEach(sheet([tunnel(5, { engine: CBC })]), {
        vyos: [
            "set vpn ipsec ike-group CW5 proposal 1 encryption 'aes256'",
            "set vpn ipsec ike-group CW5 proposal 1 hash 'sha384'",
            "set vpn ipsec esp-group CW5 proposal 1 hash 'sha256'",
            "set vpn ipsec esp-group CW5 pfs 'dh-group14'",
        ],
        "cisco-ios-xe": [
            "encryption aes-cbc-256",
            "integrity sha384",
            "group 14",
            "crypto ipsec transform-set CW5 esp-aes 256 esp-sha256-hmac",
        ],
        "juniper-srx": [
            "set security ike proposal CW5 encryption-algorithm aes-256-cbc",
            "set security ike proposal CW5 authentication-algorithm sha-384",
            "set security ipsec proposal CW5 authentication-algorithm hmac-sha-256-128",
        ],
        fortios: ["set proposal aes256-sha384", "set dhgrp 14", "set proposal aes256-sha256"],
    });
});

// Junos CLI reference, prf-algorithm: naming one beside an AEAD cipher fails the commit.
test("Junos is told no hash beside GCM", () => {
    expect(render("juniper-srx", sheet([tunnel(5)])).join("\n")).not.toContain("authentication-algorithm");
});

test("IOS names one suite in each proposal, however many tunnels have it", () => {
    const found = render("cisco-ios-xe", sheet([tunnel(5), tunnel(6), tunnel(9, { engine: CBC })]));
    expect(found.filter((line) => line.startsWith("crypto ikev2 proposal"))).toEqual([
        "crypto ikev2 proposal CW5",
        "crypto ikev2 proposal CW9",
    ]);
});

describe.each(ALL)("%s", (device) => {
    test("has each key once", () => {
        const other = { ...IPSEC, authentication: { kind: "pre-shared-key", key: OTHER_KEY } } as const;
        const text = {
            all: renderDevice(device, sheet([tunnel(5), tunnel(6, { engine: other })]))[ALL_FILES[device]]!,
        };
        expect([count(text, KEY), count(text, OTHER_KEY)]).toEqual([1, 1]);
    });

    test("is the same in whichever order the tunnels are told", () => {
        const tunnels = [tunnel(5), tunnel(6, { rank: 1 })];
        expect(render(device, sheet([...tunnels].reverse()))).toEqual(render(device, sheet(tunnels)));
    });

    test.each([
        ["a certificate", { engine: CERTIFIED }],
        ["a post-quantum key", { engine: { ...IPSEC, ppk: { id: "a", key: "00" } } }],
        [
            "a group that it has no word for",
            { engine: { ...IPSEC, suite: { ...IPSEC.suite, ike: { ...IPSEC.suite.ike, dh: 24 } } } },
        ],
    ] as const)("refuses %s instead of leaving it out", (_, changes) => {
        expect(() => renderDevice(device, sheet([tunnel(5, changes)]))).toThrow(/no form for/);
    });

    test("tells no key where it refuses", () => {
        const of = sheet([tunnel(5, { engine: { ...IPSEC, ppk: { id: "a", key: "00ff" } } })]);
        let message = "";
        try {
            renderDevice(device, of);
        } catch (error) {
            message = String(error);
        }
        expect(message).toContain("the post-quantum key of aws/plant#5");
        expect(message).not.toMatch(new RegExp(`${KEY}|00ff`));
    });

    test("has no BFD", () => {
        expect(render(device, sheet([tunnel(5)])).join("\n")).not.toMatch(/bfd/i);
    });
});

const IPV4_ONLY = ["cisco-ios-xe", "juniper-srx", "fortios", "pfsense", "opnsense"] as const;
test.each(IPV4_ONLY)("%s refuses OpenVPN instead of leaving it out", (device) => {
    expect(() => renderDevice(device, sheet([tunnel(5, { engine: OPENVPN })]))).toThrow(/no form for openvpn/);
});

test.each(IPV4_ONLY)("%s refuses IPv6 prefixes", (device) => {
    expect(() => renderDevice(device, sheet([tunnel(5, { accepts: ["2001:db8::/48"] })]))).toThrow("IPv6 prefixes");
});

test("packets and segments have the sizes of the sheet", () => {
    expectEach(sheet([tunnel(5)]), {
        vyos: ["set interfaces vti vti5 mtu '1446'", "set interfaces vti vti5 ip adjust-mss '1406'"],
        "cisco-ios-xe": ["ip mtu 1446", "ip tcp adjust-mss 1406"],
        "juniper-srx": [
            "set interfaces st0 unit 5 family inet mtu 1446",
            "set security flow tcp-mss ipsec-vpn mss 1406",
        ],
        fortios: ["set mtu 1446", "set tcp-mss 1406"],
    });
});

test("only declared prefixes, and parts of them, are learnt", () => {
    const of = sheet([tunnel(5)]);
    expectEach(of, {
        vyos: [
            "set policy prefix-list CW5-IN rule 10 prefix '10.0.0.0/16'",
            "set policy prefix-list CW5-IN rule 10 le '32'",
            "set policy route-map CW5-IN rule 10 match ip address prefix-list 'CW5-IN'",
            "set protocols bgp neighbor 169.254.21.21 address-family ipv4-unicast route-map import 'CW5-IN'",
        ],
        "cisco-ios-xe": [
            "ip prefix-list CW5-IN seq 5 permit 10.0.0.0/16 le 32",
            "ip prefix-list CW5-IN seq 10 deny 0.0.0.0/0 le 32",
            "neighbor 169.254.21.21 route-map CW5-IN in",
        ],
        "juniper-srx": [
            "set policy-options policy-statement CW5-IN term declared from route-filter 10.0.0.0/16 orlonger",
            "set policy-options policy-statement CW5-IN term rest then reject",
            "set protocols bgp group causeway neighbor 169.254.21.21 import CW5-IN",
        ],
        fortios: ["set prefix 10.0.0.0 255.255.0.0", "set le 32", "set action deny", 'set route-map-in "CW5-IN"'],
    });
});

test("Junos takes nothing where nothing is declared", () => {
    const found = render("juniper-srx", sheet([tunnel(5, { accepts: [] })]));
    expect(found.filter((line) => line.includes("CW5-IN term"))).toEqual([
        "set policy-options policy-statement CW5-IN term rest then reject",
    ]);
});

test("only declared prefixes are announced", () => {
    expectEach(sheet([tunnel(5)]), {
        vyos: [
            "set policy prefix-list CW5-OUT rule 10 prefix '10.20.0.0/16'",
            "set protocols bgp address-family ipv4-unicast network 10.20.0.0/16",
            "set protocols bgp neighbor 169.254.21.21 address-family ipv4-unicast route-map export 'CW5-OUT'",
        ],
        "cisco-ios-xe": [
            "network 10.20.0.0 mask 255.255.0.0",
            "ip prefix-list CW5-OUT seq 5 permit 10.20.0.0/16 le 32",
            "neighbor 169.254.21.21 route-map CW5-OUT out",
        ],
        "juniper-srx": [
            "set policy-options policy-statement CW5-OUT term declared from route-filter 10.20.0.0/16 orlonger",
            "set policy-options policy-statement CW5-OUT term rest then reject",
            "set protocols bgp group causeway neighbor 169.254.21.21 export CW5-OUT",
        ],
        fortios: ["set prefix 10.20.0.0 255.255.0.0", 'set route-map-out "CW5-OUT"'],
    });
});

test("a higher rank is less preferred in both directions", () => {
    expectEach(sheet([tunnel(6, { rank: 2 })]), {
        vyos: [
            "set policy route-map CW6-IN rule 10 set local-preference '998'",
            "set policy route-map CW6-OUT rule 10 set metric '2'",
            "set policy route-map CW6-OUT rule 10 set as-path prepend '65001 65001'",
        ],
        "cisco-ios-xe": ["set local-preference 998", "set metric 2", "set as-path prepend 65001 65001"],
        "juniper-srx": [
            "set policy-options policy-statement CW6-IN term declared then local-preference 998",
            "set policy-options policy-statement CW6-OUT term declared then metric 2",
            'set policy-options policy-statement CW6-OUT term declared then as-path-prepend "65001 65001"',
        ],
        fortios: ["set set-local-preference 998", "set set-metric 2", 'set set-aspath "65001 65001"'],
    });
});

test("without BGP the peer's prefixes lead into the tunnel, by rank", () => {
    expectEach(sheet([staticTunnel(5), staticTunnel(6, { rank: 1 })]), {
        vyos: [
            "set protocols static route 10.0.0.0/16 interface vti5 distance '10'",
            "set protocols static route 10.0.0.0/16 interface vti6 distance '11'",
        ],
        "cisco-ios-xe": ["ip route 10.0.0.0 255.255.0.0 Tunnel5 10", "ip route 10.0.0.0 255.255.0.0 Tunnel6 11"],
        "juniper-srx": [
            "set routing-options static route 10.0.0.0/16 next-hop st0.5",
            "set routing-options static route 10.0.0.0/16 qualified-next-hop st0.6 preference 11",
        ],
        fortios: ["set dst 10.0.0.0 255.255.0.0", 'set device "cw6"', "set distance 11"],
    });
});

test("the end that waits does not open the tunnel", () => {
    expectEach(sheet([tunnel(5, { engine: { ...IPSEC, initiates: false } })]), {
        vyos: ["set vpn ipsec site-to-site peer CW5 connection-type 'none'"],
        "cisco-ios-xe": ["responder-only"],
        "juniper-srx": ["set security ipsec vpn CW5 establish-tunnels responder-only"],
        fortios: ["set passive-mode enable", "set auto-negotiate disable"],
    });
});

test("behind address translation the public address is an identity only", () => {
    const of = sheet([tunnel(5)], { isTranslated: true });
    expectEach(of, {
        vyos: [
            "set vpn ipsec site-to-site peer CW5 local-address 'any'",
            "set vpn ipsec site-to-site peer CW5 authentication local-id '198.51.100.7'",
        ],
        "cisco-ios-xe": ["tunnel source WAN-INTERFACE", "identity local address 198.51.100.7"],
        "juniper-srx": ["set security ike gateway CW5 local-identity inet 198.51.100.7"],
        fortios: ['set localid "198.51.100.7"'],
    });
    expect(render("juniper-srx", of).join("\n")).not.toContain("local-address 198.51.100.7");
    expect(render("fortios", of).join("\n")).not.toContain("local-gw");
});

test("tunnels that share an inside address have it on an interface of its own", () => {
    const shared = { inside: "169.254.21.2", bgp: { peerAsn: 65_515, keepalive: 60, hold: 180 } };
    expectEach(sheet([tunnel(5, shared), tunnel(6, shared)]), {
        vyos: [
            "set interfaces dummy dum0 address '169.254.21.2/32'",
            "set protocols static route 169.254.21.21/32 interface vti5",
            "set protocols bgp neighbor 169.254.21.25 disable-connected-check",
        ],
        "cisco-ios-xe": [
            "ip address 169.254.21.2 255.255.255.255",
            "ip unnumbered Loopback169",
            "ip route 169.254.21.21 255.255.255.255 Tunnel5",
            "neighbor 169.254.21.25 update-source Loopback169",
        ],
        "juniper-srx": [
            "set interfaces lo0 unit 0 family inet address 169.254.21.2/32",
            "set routing-options static route 169.254.21.25/32 next-hop st0.6",
            "set protocols bgp group causeway neighbor 169.254.21.21 multihop ttl 2",
        ],
        fortios: ["set type loopback", "set ip 169.254.21.2 255.255.255.255", 'set update-source "causeway0"'],
    });
});

test("VyOS carries WireGuard too", () => {
    const found = render("vyos", sheet([tunnel(7, { engine: WIREGUARD, mtu: 1_420 })]));
    expect(found).toEqual(
        expect.arrayContaining([
            "set interfaces wireguard wg7 mtu '1420'",
            "set interfaces wireguard wg7 port '10007'",
            `set interfaces wireguard wg7 peer far preshared-key '${WIREGUARD.preSharedKey}'`,
            "set interfaces wireguard wg7 peer far allowed-ips '0.0.0.0/0'",
        ]),
    );
});

describe("a tunnel that some prefixes have to themselves", () => {
    const apart = "10.20.8.0/24";
    const dedicated = { pinned: ["10.10.8.0/24"], passes: { far: ["10.10.0.0/16"], near: ["10.20.0.0/16"] } };
    const of = {
        ...sheet([
            { ...tunnel(5), withholds: [apart], announces: ["10.20.0.0/16"] },
            { ...tunnel(6), dedicated, accepts: ["10.10.8.0/24"], announces: [apart] },
        ]),
        prefixes: ["10.20.0.0/16", apart],
    };

    test("is told them, and the others of its link are not", () => {
        expectEach(of, {
            vyos: [
                "set policy prefix-list CW5-OUT rule 10 action 'deny'",
                "set policy prefix-list CW5-OUT rule 10 prefix '10.20.8.0/24'",
                "set policy prefix-list CW5-OUT rule 10 le '32'",
                "set policy prefix-list CW5-OUT rule 20 action 'permit'",
                "set policy prefix-list CW6-OUT rule 10 action 'permit'",
                "set policy prefix-list CW6-OUT rule 10 prefix '10.20.8.0/24'",
                "set protocols bgp address-family ipv4-unicast network 10.20.8.0/24",
            ],
            "cisco-ios-xe": [
                "ip prefix-list CW5-OUT seq 5 deny 10.20.8.0/24 le 32",
                "ip prefix-list CW5-OUT seq 10 permit 10.20.0.0/16 le 32",
                "ip prefix-list CW6-OUT seq 5 permit 10.20.8.0/24 le 32",
                "network 10.20.8.0 mask 255.255.255.0",
            ],
            "juniper-srx": [
                "set policy-options policy-statement CW5-OUT term dedicated from route-filter 10.20.8.0/24 orlonger",
                "set policy-options policy-statement CW5-OUT term dedicated then reject",
                "set policy-options policy-statement CW6-OUT term declared from route-filter 10.20.8.0/24 orlonger",
            ],
            fortios: ["set action deny", "set prefix 10.20.8.0 255.255.255.0"],
        });
    });

    test("has routes to what its peer tells all tunnels alike", () => {
        expectEach(of, {
            vyos: ["set protocols static route 10.10.8.0/24 interface vti6 distance '10'"],
            "cisco-ios-xe": ["ip route 10.10.8.0 255.255.255.0 Tunnel6 10"],
            "juniper-srx": ["set routing-options static route 10.10.8.0/24 next-hop st0.6"],
            fortios: ["set dst 10.10.8.0 255.255.255.0"],
        });
    });

    test.each([Device.CiscoIosXe, Device.JuniperSrx])(
        "%s discards what has no better route, but no part of it",
        (device) => {
            const all = render(device, of).join("\n");
            expect(all).toMatch(/10\.20\.0\.0.*(?:Null0 254|discard preference 254)/);
            expect(all).not.toMatch(/10\.20\.8\.0.*(?:Null0|discard)/);
            expect(all).toContain("10.20.8.0/24 is announced while the device has a route to exactly it: give it one.");
        },
    );
});
