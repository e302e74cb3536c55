/**
 * Devices of one's own whose configuration is written in their own form: what they can encrypt with, and the word that each
 * of them has for it. strongSwan on Linux has tables of its own (strongswan.ts).
 */
import type { Source } from "../fact";
import type { AdditionalExchange, DhGroup, Encryption, Hash } from "./algorithms";

/** Devices with a form of their own, apart from Linux. */
export type ApplianceName = "vyos" | "cisco-ios-xe" | "juniper-srx" | "fortios";
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
        postQuantum: NO_FIELD,
        source: known("FortiOS 7, CLI reference, vpn ipsec phase1-interface and phase2-interface"),
    },
};

/** Engines of every model; of one that nobody described, IPsec alone. */
export const ENGINES_OF_DEVICES: Readonly<Record<ApplianceName | "linux" | "other", readonly DeviceEngine[]>> = {
    linux: ["ipsec", "wireguard", "openvpn"],
    vyos: DEVICE_FACTS.vyos.engines,
    "cisco-ios-xe": DEVICE_FACTS["cisco-ios-xe"].engines,
    "juniper-srx": DEVICE_FACTS["juniper-srx"].engines,
    fortios: DEVICE_FACTS.fortios.engines,
    other: ["ipsec"],
};

/** What the words are there for is what the device offers. */
export const DEVICE_OFFERS: Readonly<Record<ApplianceName, DeviceOffer>> = {
    vyos: offerOf(DEVICE_FACTS.vyos),
    "cisco-ios-xe": offerOf(DEVICE_FACTS["cisco-ios-xe"]),
    "juniper-srx": offerOf(DEVICE_FACTS["juniper-srx"]),
    fortios: offerOf(DEVICE_FACTS.fortios),
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
