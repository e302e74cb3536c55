/**
 * Devices of one's own whose configuration is written in their own form: what they can encrypt with, and the word that each
 * of them has for it. strongSwan on Linux has tables of its own (strongswan.ts).
 */
import type { Source } from "../fact";
import type { AdditionalExchange, DhGroup, Encryption, Hash } from "./algorithms";

/** Devices with a form of their own, apart from Linux. */
export type ApplianceName = "vyos" | "cisco-ios-xe" | "juniper-srx" | "fortios" | "pfsense" | "opnsense";
export type DeviceEngine = "ipsec" | "wireguard" | "openvpn";

interface OfferedPhase {
    readonly encryption: readonly Encryption[];
    readonly prf: readonly Hash[];
    readonly integrity: readonly Hash[];
    readonly dh: readonly DhGroup[];
    readonly extra: readonly AdditionalExchange[];
}

/** In the shape in which a planner takes what a user says of a device. */
export interface DeviceOffer {
    readonly ike: OfferedPhase;
    readonly esp: OfferedPhase;
    readonly ppk: boolean;
}

/** The word of one phase for each algorithm. */
export interface DevicePhaseWords {
    readonly encryption: Readonly<Partial<Record<Encryption, string>>>;
    /** Of ESP none beside GCM. */
    readonly integrity: Readonly<Partial<Record<Hash, string>>>;
    readonly prf: Readonly<Partial<Record<Hash, string>>>;
    readonly dh: Readonly<Partial<Record<DhGroup, string>>>;
}

export interface DeviceFacts {
    readonly title: string;
    readonly ike: DevicePhaseWords;
    readonly esp: DevicePhaseWords;
    readonly engines: readonly DeviceEngine[];
    /** True where beside CBC the integrity algorithm of IKE is its PRF as well. */
    readonly oneHash: boolean;
    /** Whether what is written for it carries IPv6 packets inside the tunnels. */
    readonly ipv6: boolean;
    /** Whether what is written for it routes without BGP: prefixes into several tunnels, the better ones first. */
    readonly staticRoutes: boolean;
    /** Why it takes no post-quantum key and no further exchange. */
    readonly postQuantum: string;
    readonly source: Source;
}

const read = (document: string, date: string): Source => ({ document, date, certainty: "read" });
const known = (document: string): Source => ({ document, date: "2026-11", certainty: "known" });

const groups = (prefix: string, ...numbers: readonly DhGroup[]): Readonly<Partial<Record<DhGroup, string>>> =>
    Object.fromEntries(numbers.map((number) => [number, `${prefix}${number}`]));
const words = <K extends string>(table: Readonly<Partial<Record<K, string>>>) => table;

const VYOS_ENCRYPTION = words<Encryption>({
    "aes-256-gcm": "aes256gcm128",
    "aes-192-gcm": "aes192gcm128",
    "aes-128-gcm": "aes128gcm128",
    "chacha20-poly1305": "chacha20poly1305",
    "aes-256-cbc": "aes256",
    "aes-192-cbc": "aes192",
    "aes-128-cbc": "aes128",
});
const VYOS_HASH = words<Hash>({ "sha-512": "sha512", "sha-384": "sha384", "sha-256": "sha256" });

const IOS_IKE_CBC = words<Encryption>({
    "aes-256-cbc": "aes-cbc-256",
    "aes-192-cbc": "aes-cbc-192",
    "aes-128-cbc": "aes-cbc-128",
});
const IOS_HASH = words<Hash>({ "sha-512": "sha512", "sha-384": "sha384", "sha-256": "sha256" });

const JUNOS_CBC = words<Encryption>({
    "aes-256-cbc": "aes-256-cbc",
    "aes-192-cbc": "aes-192-cbc",
    "aes-128-cbc": "aes-128-cbc",
});

const FORTIOS_CBC = words<Encryption>({
    "aes-256-cbc": "aes256",
    "aes-192-cbc": "aes192",
    "aes-128-cbc": "aes128",
});
const FORTIOS_HASH = words<Hash>({ "sha-512": "sha512", "sha-384": "sha384", "sha-256": "sha256" });

/** Both firewalls have one kernel and one strongSwan below, and groups by number or by name. */
const PF_GROUPS = [14, 15, 16, 17, 18, 19, 20, 21, 31] as const;
const PF_HASH = words<Hash>({ "sha-512": "sha512", "sha-384": "sha384", "sha-256": "sha256" });

/** A cipher and the bits beside it: of the key, or with GCM of the check value. */
const PFSENSE_ENCRYPTION = words<Encryption>({
    "aes-256-gcm": "aes256gcm 128",
    "aes-192-gcm": "aes192gcm 128",
    "aes-128-gcm": "aes128gcm 128",
    "aes-256-cbc": "aes 256",
    "aes-192-cbc": "aes 192",
    "aes-128-cbc": "aes 128",
});

const OPNSENSE_ENCRYPTION = words<Encryption>({
    "aes-256-gcm": "aes256gcm16",
    "aes-192-gcm": "aes192gcm16",
    "aes-128-gcm": "aes128gcm16",
    "aes-256-cbc": "aes256",
    "aes-192-cbc": "aes192",
    "aes-128-cbc": "aes128",
});
const OPNSENSE_DH = words<`${DhGroup}`>({
    "14": "modp2048",
    "15": "modp3072",
    "16": "modp4096",
    "17": "modp6144",
    "18": "modp8192",
    "19": "ecp256",
    "20": "ecp384",
    "21": "ecp521",
    "31": "x25519",
}) as Readonly<Partial<Record<DhGroup, string>>>;

const NO_FIELD = "the form that is written here has no field for a post-quantum key or a further key exchange";

export const DEVICE_FACTS: Readonly<Record<ApplianceName, DeviceFacts>> = {
    vyos: {
        title: "VyOS 1.4 and 1.5",
        ike: {
            encryption: VYOS_ENCRYPTION,
            integrity: VYOS_HASH,
            prf: { "sha-512": "prfsha512", "sha-384": "prfsha384", "sha-256": "prfsha256" },
            dh: groups("", 14, 15, 16, 17, 18, 19, 20, 21, 31),
        },
        esp: {
            encryption: VYOS_ENCRYPTION,
            integrity: VYOS_HASH,
            prf: {},
            dh: groups("dh-group", 14, 15, 16, 17, 18, 19, 20, 21, 31),
        },
        engines: ["ipsec", "wireguard", "openvpn"],
        oneHash: false,
        ipv6: true,
        staticRoutes: true,
        postQuantum: NO_FIELD,
        source: known("VyOS 1.4, configuration of vpn ipsec and of interfaces openvpn"),
    },
    "cisco-ios-xe": {
        title: "Cisco IOS XE 17",
        ike: {
            encryption: { "aes-256-gcm": "aes-gcm-256", "aes-128-gcm": "aes-gcm-128", ...IOS_IKE_CBC },
            integrity: IOS_HASH,
            prf: IOS_HASH,
            dh: groups("", 14, 15, 16, 19, 20, 21),
        },
        esp: {
            encryption: {
                "aes-256-gcm": "esp-gcm 256",
                "aes-192-gcm": "esp-gcm 192",
                "aes-128-gcm": "esp-gcm 128",
                "aes-256-cbc": "esp-aes 256",
                "aes-192-cbc": "esp-aes 192",
                "aes-128-cbc": "esp-aes",
            },
            integrity: { "sha-512": "esp-sha512-hmac", "sha-384": "esp-sha384-hmac", "sha-256": "esp-sha256-hmac" },
            prf: {},
            dh: groups("group", 14, 15, 16, 19, 20, 21),
        },
        engines: ["ipsec"],
        oneHash: false,
        ipv6: false,
        staticRoutes: true,
        postQuantum: NO_FIELD,
        source: known("Cisco IOS XE 17, Security and VPN configuration guide, IKEv2 and IPsec"),
    },
    "juniper-srx": {
        title: "Juniper SRX with the iked process",
        // Beside GCM the PRF is implied by the cipher, SHA-384 for 256 bits, and naming one fails the commit. So that the
        // one hash is right with either cipher, there is one.
        ike: {
            encryption: { "aes-256-gcm": "aes-256-gcm", ...JUNOS_CBC },
            integrity: { "sha-384": "sha-384" },
            prf: { "sha-384": "sha-384" },
            dh: groups("group", 14, 15, 16, 19, 20, 21),
        },
        esp: {
            encryption: {
                "aes-256-gcm": "aes-256-gcm",
                "aes-192-gcm": "aes-192-gcm",
                "aes-128-gcm": "aes-128-gcm",
                ...JUNOS_CBC,
            },
            integrity: { "sha-512": "hmac-sha-512", "sha-384": "hmac-sha-384", "sha-256": "hmac-sha-256-128" },
            prf: {},
            dh: groups("group", 14, 15, 16, 19, 20, 21),
        },
        engines: ["ipsec"],
        oneHash: true,
        ipv6: false,
        staticRoutes: true,
        postQuantum: NO_FIELD,
        source: read("Junos CLI reference, proposal (Security IKE) and prf-algorithm", "2024-09"),
    },
    fortios: {
        title: "FortiOS 7",
        // In IKE the PRF stands behind GCM in the word itself ("aes256gcm-prfsha384"); behind CBC the hash does.
        ike: {
            encryption: { "aes-256-gcm": "aes256gcm", "aes-128-gcm": "aes128gcm", ...FORTIOS_CBC },
            integrity: FORTIOS_HASH,
            prf: { "sha-512": "prfsha512", "sha-384": "prfsha384", "sha-256": "prfsha256" },
            dh: groups("", 14, 15, 16, 17, 18, 19, 20, 21, 31),
        },
        esp: {
            encryption: { "aes-256-gcm": "aes256gcm", "aes-128-gcm": "aes128gcm", ...FORTIOS_CBC },
            integrity: FORTIOS_HASH,
            prf: {},
            dh: groups("", 14, 15, 16, 17, 18, 19, 20, 21, 31),
        },
        engines: ["ipsec"],
        oneHash: true,
        ipv6: false,
        staticRoutes: true,
        postQuantum: NO_FIELD,
        source: known("FortiOS 7, CLI reference, vpn ipsec phase1-interface and phase2-interface"),
    },
    pfsense: {
        title: "pfSense 2.7 and Plus, with the FRR package",
        ike: { encryption: PFSENSE_ENCRYPTION, integrity: PF_HASH, prf: PF_HASH, dh: groups("", ...PF_GROUPS) },
        esp: {
            encryption: PFSENSE_ENCRYPTION,
            integrity: { "sha-512": "hmac_sha512", "sha-384": "hmac_sha384", "sha-256": "hmac_sha256" },
            prf: {},
            dh: groups("", ...PF_GROUPS),
        },
        engines: ["ipsec"],
        oneHash: false,
        ipv6: false,
        // Neither its own routes nor those of its FRR have a distance (frr_zebra.inc), so none waits behind another.
        staticRoutes: false,
        postQuantum: NO_FIELD,
        source: read("pfsense/pfsense ipsec.inc and interfaces.inc, pfsense/FreeBSD-ports pfSense-pkg-frr", "2026-11"),
    },
    opnsense: {
        title: "OPNsense 26.1 and later, with the os-frr plugin",
        // A proposal names one hash: beside GCM strongSwan takes it as the PRF (IPsecProposalField.php).
        ike: { encryption: OPNSENSE_ENCRYPTION, integrity: PF_HASH, prf: PF_HASH, dh: OPNSENSE_DH },
        esp: { encryption: OPNSENSE_ENCRYPTION, integrity: PF_HASH, prf: {}, dh: OPNSENSE_DH },
        engines: ["ipsec", "wireguard"],
        oneHash: true,
        ipv6: false,
        // Routes of its own and of os-frr have no distance, so none waits behind another.
        staticRoutes: false,
        postQuantum: NO_FIELD,
        source: read(
            "opnsense/core IPsec/Swanctl.xml and IPsecProposalField.php, opnsense/plugins Quagga/BGP.xml",
            "2026-11",
        ),
    },
};

/** Engines of every model; of one that nobody described, IPsec alone. */
export const ENGINES_OF_DEVICES: Readonly<Record<ApplianceName | "linux" | "other", readonly DeviceEngine[]>> = {
    linux: ["ipsec", "wireguard", "openvpn"],
    vyos: DEVICE_FACTS.vyos.engines,
    "cisco-ios-xe": DEVICE_FACTS["cisco-ios-xe"].engines,
    "juniper-srx": DEVICE_FACTS["juniper-srx"].engines,
    fortios: DEVICE_FACTS.fortios.engines,
    pfsense: DEVICE_FACTS.pfsense.engines,
    opnsense: DEVICE_FACTS.opnsense.engines,
    other: ["ipsec"],
};

/** What the words are there for is what the device offers. */
export const DEVICE_OFFERS: Readonly<Record<ApplianceName, DeviceOffer>> = {
    vyos: offerOf(DEVICE_FACTS.vyos),
    "cisco-ios-xe": offerOf(DEVICE_FACTS["cisco-ios-xe"]),
    "juniper-srx": offerOf(DEVICE_FACTS["juniper-srx"]),
    fortios: offerOf(DEVICE_FACTS.fortios),
    pfsense: offerOf(DEVICE_FACTS.pfsense),
    opnsense: offerOf(DEVICE_FACTS.opnsense),
};

function offerOf({ ike, esp }: DeviceFacts): DeviceOffer {
    return { ike: offeredIn(ike), esp: offeredIn(esp), ppk: false };
}

function offeredIn({ encryption, integrity, prf, dh }: DevicePhaseWords): OfferedPhase {
    return {
        encryption: Object.keys(encryption) as Encryption[],
        prf: Object.keys(prf) as Hash[],
        integrity: Object.keys(integrity) as Hash[],
        dh: Object.keys(dh).map((group) => Number(group) as DhGroup),
        extra: [],
    };
}
