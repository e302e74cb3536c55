/** Sheets as the component makes them, with one thing different in each test. Words are those of vpn.md, section 3. */
import type {
    DeviceSheet,
    SheetIpsec,
    SheetOpenVpn,
    SheetTunnel,
    SheetWireGuard,
} from "../../../../components/vpn-bridge/device/sheet";

export const KEY = "Q7.kd_93hfPSK";
export const OTHER_KEY = "Z1.other_PSK22";

export const IPSEC: SheetIpsec = {
    kind: "ipsec",
    suite: {
        ike: { encryption: "aes-256-gcm", prf: "sha-384", dh: 20 },
        esp: { encryption: "aes-256-gcm", dh: 20 },
        ppk: false,
    },
    lifetimes: { ike: 28_800, esp: 3_600 },
    authentication: { kind: "pre-shared-key", key: KEY },
    localId: "198.51.100.7",
    remoteId: "203.0.113.11",
    deadPeerDetection: 30,
    initiates: true,
    encapsulated: false,
};

export const CBC: SheetIpsec = {
    ...IPSEC,
    suite: {
        ike: { encryption: "aes-256-cbc", integrity: "sha-384", prf: "sha-384", dh: 14 },
        esp: { encryption: "aes-256-cbc", integrity: "sha-256", dh: 14 },
        ppk: false,
    },
};

export const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nb3du\n-----END CERTIFICATE-----\n";
const AUTHORITIES = ["cm9vdA==", "c3Vi"].map(
    (text) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
);
export const CERTIFIED: SheetIpsec = {
    ...IPSEC,
    authentication: {
        kind: "certificate",
        certificate: CERTIFICATE,
        privateKey: "-----BEGIN PRIVATE KEY-----\na2V5\n-----END PRIVATE KEY-----\n",
        authorities: AUTHORITIES.join(""),
    },
    localId: "CN=plant, O=Example",
};

export const WIREGUARD: SheetWireGuard = {
    kind: "wireguard",
    privateKey: "privatekeyofthedevice0000000000000000000000=",
    peerPublicKey: "publickeyofthepeer000000000000000000000000=",
    preSharedKey: "presharedkey0000000000000000000000000000000=",
    port: 10_007,
    peerPort: 10_007,
    keepsAlive: false,
};

export const OPENVPN: SheetOpenVpn = {
    kind: "openvpn",
    role: "client",
    port: 10_008,
    authority: "-----BEGIN CERTIFICATE-----\nY2E=\n-----END CERTIFICATE-----\n",
    certificate: CERTIFICATE,
    privateKey: "-----BEGIN PRIVATE KEY-----\na2V5\n-----END PRIVATE KEY-----\n",
    peerName: "lab/1",
    tlsCrypt: "-----BEGIN OpenVPN Static key V1-----\n00ff\n-----END OpenVPN Static key V1-----\n",
    revoked: "-----BEGIN X509 CRL-----\nY3Js\n-----END X509 CRL-----\n",
};

/** Number `n` has the block 169.254.21.(4n), its peer the first address of it. */
export function tunnel(n: number, changes: Partial<SheetTunnel> = {}): SheetTunnel {
    return {
        key: `aws/plant#${n}`,
        number: n,
        peer: { site: "aws", kind: "aws", address: `203.0.113.${n}`, inside: `169.254.21.${4 * n + 1}` },
        inside: `169.254.21.${4 * n + 2}`,
        cidr: `169.254.21.${4 * n}/30`,
        mtu: 1_446,
        mss: { ipv4: 1_406 },
        bgp: { peerAsn: 64_512, keepalive: 10, hold: 30 },
        accepts: ["10.0.0.0/16"],
        announces: ["10.20.0.0/16"],
        rank: 0,
        engine: IPSEC,
        ...changes,
    };
}

/** Without BGP. */
export function staticTunnel(n: number, changes: Partial<SheetTunnel> = {}): SheetTunnel {
    const { bgp: _, ...rest } = tunnel(n, changes);
    return rest;
}

export function sheet(tunnels: readonly SheetTunnel[], changes: Partial<DeviceSheet> = {}): DeviceSheet {
    return {
        bridge: "core",
        site: "plant",
        device: 1,
        publicAddress: "198.51.100.7",
        isTranslated: false,
        asn: 65_001,
        prefixes: ["10.20.0.0/16"],
        tunnels,
        classes: [],
        ...changes,
    };
}

/** How often `part` stands in all the texts together. */
export function count(texts: Readonly<Record<string, string>>, part: string): number {
    return Object.values(texts).join("\n").split(part).length - 1;
}

/** Lines without what stands around them. */
export function lines(text: string | undefined): string[] {
    return (text ?? "").split("\n").map((line) => line.trim());
}
