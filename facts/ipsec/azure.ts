/** Azure's two VPN gateways, classic and Virtual WAN: the fields of an entry of `ipsecPolicies`, all eight required. */
import { but, fact, type Source } from "../fact";
import {
    CBC_IN_IKE,
    MANAGED_POST_QUANTUM,
    type Avoid,
    type Caveat,
    type EndFacts,
    type EndLimits,
    type PhaseTable,
} from "./end";

const ENUMS: Source = {
    document: "@pulumi/azure-native 3.28.0, enums.network (API 2024-05-01)",
    date: "2026-11",
    certainty: "read",
};
const FAQ: Source = { document: "Azure VPN Gateway FAQ", date: "2026-11", certainty: "read" };
const VIRTUAL_WAN: Source = {
    document: "Azure Virtual WAN, custom IPsec policies",
    date: "2023-05-25",
    certainty: "read",
};
const SPEED: Source = {
    document: "Azure VPN Gateway, table of SKU performance",
    date: "2024-01",
    certainty: "read",
};
const INFERRED: Source = {
    document: "Azure names the field integrity only; Cloudflare and Virtual WAN documents read it as the PRF",
    date: "2026-11",
    certainty: "known",
};
const FORWARD_SECRECY =
    "an exchange at every rekey is what keeps a stolen key from opening the traffic recorded before";

const classicIke: PhaseTable = {
    encryption: {
        "aes-256-gcm": "GCMAES256",
        "aes-128-gcm": "GCMAES128",
        "aes-256-cbc": "AES256",
        "aes-192-cbc": "AES192",
        "aes-128-cbc": "AES128",
        "3des-cbc": "DES3",
        "des-cbc": "DES",
    },
    integrity: { "sha-384": "SHA384", "sha-256": "SHA256", "sha-1": "SHA1", md5: "MD5" },
    prf: { "sha-384": "SHA384", "sha-256": "SHA256", "sha-1": "SHA1", md5: "MD5" },
    dh: { 0: "None", 1: "DHGroup1", 2: "DHGroup2", 14: "DHGroup14", 19: "ECP256", 20: "ECP384", 24: "DHGroup24" },
    extra: {},
    source: ENUMS,
};
const classicEsp: PhaseTable = {
    encryption: {
        "aes-256-gcm": "GCMAES256",
        "aes-192-gcm": "GCMAES192",
        "aes-128-gcm": "GCMAES128",
        "aes-256-cbc": "AES256",
        "aes-192-cbc": "AES192",
        "aes-128-cbc": "AES128",
        "3des-cbc": "DES3",
        "des-cbc": "DES",
        none: "None",
    },
    integrity: { "sha-256": "SHA256", "sha-1": "SHA1", md5: "MD5" },
    prf: {},
    dh: { 0: "None", 1: "PFS1", 2: "PFS2", 14: "PFS2048", 19: "ECP256", 20: "ECP384", 24: "PFS24" },
    extra: {},
    source: ENUMS,
};

const avoid: readonly Avoid[] = [
    ...["GCMAES256", "GCMAES128"].map((value) => ({
        field: "ikeIntegrity",
        value,
        reason: "the FAQ lists no GCM as IKE integrity: the field acts as the PRF and must be a SHA",
        source: FAQ,
    })),
    { field: "ikeEncryption", value: "DES", reason: "the FAQ no longer lists it, and 56 bits are no key", source: FAQ },
    { field: "dhGroup", value: "None", reason: "IKEv2 has no keys without an exchange", source: FAQ },
    { field: "ipsecEncryption", value: "None", reason: "everybody on the path reads the traffic", source: FAQ },
    { field: "pfsGroup", value: "None", reason: FORWARD_SECRECY, source: FAQ },
    {
        field: "pfsGroup",
        value: "PFSMM",
        reason: "it repeats whatever group IKE has instead of naming one, so the peer's group cannot be read off it",
        source: but(FAQ, { document: "Windows API, IPSEC_PFS_GROUP" }),
    },
];

const inferredPrf: Caveat = {
    phase: "ike",
    role: "encryption",
    values: ["aes-256-gcm", "aes-128-gcm"],
    text: "the PRF is taken from ikeIntegrity, which no document says",
    fallback: CBC_IN_IKE,
    source: INFERRED,
};
const slowWithoutGcm: Caveat = {
    phase: "esp",
    role: "encryption",
    values: ["aes-256-cbc", "aes-192-cbc", "aes-128-cbc", "3des-cbc", "des-cbc"],
    text: "a tunnel without GCM is slower: 500 instead of 650 Mbps on VpnGw1AZ, less than half from VpnGw2AZ up",
    source: SPEED,
};

const limits = (espDefault: number, source: Source): EndLimits => ({
    ikeVersions: fact([1, 2], "versions of IKE", source),
    ikeLifetime: fact({ min: 28_800, max: 28_800, default: 28_800 }, "seconds", FAQ),
    espLifetime: fact({ min: 300, default: espDefault }, "seconds", source),
    espVolume: fact({ min: 1_024, default: 102_400_000 }, "kilobytes", FAQ),
    deadPeerDetection: fact({ min: 9, max: 3_600, default: 45 }, "seconds", FAQ),
    bfd: fact(false, "offered", FAQ),
});

export const AZURE_IPSEC: EndFacts = {
    title: "Azure VPN Gateway",
    ike: classicIke,
    esp: classicEsp,
    oneHash: true,
    aliases: [
        { phase: "ike", role: "dh", spelled: "DHGroup2048", means: 14 },
        { phase: "esp", role: "dh", spelled: "PFS14", means: 14 },
    ],
    avoid,
    caveats: [inferredPrf, slowWithoutGcm],
    limits: limits(27_000, FAQ),
    postQuantum: MANAGED_POST_QUANTUM,
};

/** The same types as the classic gateway's; the document lists fewer of their values, and writes group 14 PFS14. */
export const AZURE_VIRTUAL_WAN_IPSEC: EndFacts = {
    title: "Azure Virtual WAN VPN",
    ike: {
        encryption: {
            "aes-256-gcm": "GCMAES256",
            "aes-128-gcm": "GCMAES128",
            "aes-256-cbc": "AES256",
            "aes-128-cbc": "AES128",
        },
        integrity: { "sha-384": "SHA384", "sha-256": "SHA256" },
        prf: { "sha-384": "SHA384", "sha-256": "SHA256" },
        dh: { 14: "DHGroup14", 19: "ECP256", 20: "ECP384", 24: "DHGroup24" },
        extra: {},
        source: VIRTUAL_WAN,
    },
    esp: {
        encryption: {
            "aes-256-gcm": "GCMAES256",
            "aes-128-gcm": "GCMAES128",
            "aes-256-cbc": "AES256",
            "aes-128-cbc": "AES128",
            none: "None",
        },
        integrity: { "sha-256": "SHA256" },
        prf: {},
        dh: { 0: "None", 14: "PFS14", 19: "ECP256", 20: "ECP384", 24: "PFS24" },
        extra: {},
        source: VIRTUAL_WAN,
    },
    oneHash: true,
    aliases: [
        { phase: "ike", role: "dh", spelled: "DHGroup2048", means: 14 },
        { phase: "esp", role: "dh", spelled: "PFS2048", means: 14 },
    ],
    avoid,
    caveats: [inferredPrf],
    limits: {
        ...limits(3_600, VIRTUAL_WAN),
        // The classic gateway's figures: the document of Virtual WAN is silent on them.
        ikeLifetime: fact({ min: 28_800, max: 28_800, default: 28_800 }, "seconds", but(FAQ, { certainty: "known" })),
        espVolume: fact({ min: 1_024, default: 102_400_000 }, "kilobytes", but(FAQ, { certainty: "known" })),
        deadPeerDetection: fact({ min: 9, max: 3_600, default: 45 }, "seconds", but(FAQ, { certainty: "known" })),
    },
    postQuantum: MANAGED_POST_QUANTUM,
};

/** What one tunnel of the classic gateway carries with GCMAES256, and with AES256 and SHA256. */
export const AZURE_TUNNEL_SPEED = {
    "VpnGw1AZ, generation 1": { gcm: fact(650, "Mbps", SPEED), cbc: fact(500, "Mbps", SPEED) },
    "VpnGw2AZ, generation 2": { gcm: fact(1_250, "Mbps", SPEED), cbc: fact(550, "Mbps", SPEED) },
    VpnGw3AZ: { gcm: fact(1_500, "Mbps", SPEED), cbc: fact(700, "Mbps", SPEED) },
    "VpnGw4AZ and VpnGw5AZ": { gcm: fact(2_300, "Mbps", SPEED), cbc: fact(700, "Mbps", SPEED) },
} as const;

export const AZURE_DEAD_PEER_ADVICE = fact({ min: 30, max: 45 }, "seconds", FAQ);
