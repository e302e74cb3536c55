/**
 * The vocabulary of IPsec: one canonical word for each algorithm, whatever a provider calls it, with its strength and what
 * speaks against it. Key exchange groups go by their IANA number.
 */
import { fact, unknownFact, type Fact, type Known, type Source } from "../fact";

export type Encryption =
    | "aes-256-gcm"
    | "aes-192-gcm"
    | "aes-128-gcm"
    | "chacha20-poly1305"
    | "aes-256-cbc"
    | "aes-192-cbc"
    | "aes-128-cbc"
    | "3des-cbc"
    | "des-cbc"
    | "none";
/** Of an integrity algorithm (HMAC, or the MAC itself) and of a pseudo-random function alike. */
export type Hash = "sha-512" | "sha-384" | "sha-256" | "sha-1" | "md5" | "aes-cmac" | "aes-xcbc";
/** 0 is no exchange at all: no perfect forward secrecy. */
export type DhGroup = 0 | 1 | 2 | 5 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 31;
/** A key exchange on top of the first one (RFC 9370), as protection against quantum computers. */
export type AdditionalExchange = "ml-kem-768" | "ml-kem-1024";

export interface Weakness {
    readonly reason: string;
    readonly source: Source;
}

export interface AlgorithmFact {
    readonly name: string;
    readonly strength: Fact;
    /** Present where the algorithm must not be chosen for anything new. */
    readonly weak?: Weakness;
}
export interface EncryptionFact extends AlgorithmFact {
    /** True where the cipher protects integrity itself, so that no integrity algorithm is negotiated. */
    readonly aead: boolean;
}
export interface DhGroupFact extends AlgorithmFact {
    readonly kind: "none" | "MODP" | "ECP" | "Curve25519";
    /** Of the modulus or of the curve's field. */
    readonly bits: number;
}

const known = (document: string, date: string): Source => ({ document, date, certainty: "known" });
const KEY_SIZES = known("NIST SP 800-57 part 1 rev. 5, comparable strengths", "2020-05");
const SAFE_PRIMES = known("NIST SP 800-56A rev. 3, appendix D", "2018-04");
const OLD_PRIMES = known("RFC 3526, section 8, strength estimates", "2003-05");
const IKE_RULES = known("RFC 8247, IKEv2 algorithm requirements", "2017-09");
const ESP_RULES = known("RFC 8221, ESP algorithm requirements", "2017-10");
const DEPRECATED = known("RFC 9395, deprecated IKEv2 algorithms", "2023-04");
const TRANSITIONS = known("NIST SP 800-131A rev. 2", "2019-03");
const ML_KEM: Source = { document: "FIPS 203", date: "2024-08-13", certainty: "read" };

const strong = (bits: number, source: Source): Known => fact(bits, "bits of security", source);
const weak = (reason: string, source: Source): Weakness => ({ reason, source });

export const ENCRYPTIONS: Readonly<Record<Encryption, EncryptionFact>> = {
    "aes-256-gcm": { name: "AES-256-GCM", aead: true, strength: strong(256, KEY_SIZES) },
    "aes-192-gcm": { name: "AES-192-GCM", aead: true, strength: strong(192, KEY_SIZES) },
    "aes-128-gcm": { name: "AES-128-GCM", aead: true, strength: strong(128, KEY_SIZES) },
    "chacha20-poly1305": { name: "ChaCha20-Poly1305", aead: true, strength: strong(256, known("RFC 7634", "2015-08")) },
    "aes-256-cbc": { name: "AES-256-CBC", aead: false, strength: strong(256, KEY_SIZES) },
    "aes-192-cbc": { name: "AES-192-CBC", aead: false, strength: strong(192, KEY_SIZES) },
    "aes-128-cbc": { name: "AES-128-CBC", aead: false, strength: strong(128, KEY_SIZES) },
    "3des-cbc": {
        name: "3DES-CBC",
        aead: false,
        strength: strong(112, KEY_SIZES),
        weak: weak("blocks of 64 bits, and disallowed since 2024", TRANSITIONS),
    },
    "des-cbc": {
        name: "DES-CBC",
        aead: false,
        strength: strong(56, KEY_SIZES),
        weak: weak("a key of 56 bits is found by trying them all", DEPRECATED),
    },
    none: {
        name: "no encryption",
        aead: false,
        strength: strong(0, ESP_RULES),
        weak: weak("everybody on the path reads the traffic", ESP_RULES),
    },
};

export const HASHES: Readonly<Record<Hash, AlgorithmFact>> = {
    "sha-512": { name: "SHA-512", strength: strong(512, KEY_SIZES) },
    "sha-384": { name: "SHA-384", strength: strong(384, KEY_SIZES) },
    "sha-256": { name: "SHA-256", strength: strong(256, KEY_SIZES) },
    "aes-cmac": { name: "AES-CMAC", strength: strong(128, KEY_SIZES) },
    "aes-xcbc": { name: "AES-XCBC", strength: strong(128, KEY_SIZES) },
    "sha-1": {
        name: "SHA-1",
        strength: strong(160, KEY_SIZES),
        weak: weak("collisions are found in practice; tolerated in old tunnels, not for new ones", TRANSITIONS),
    },
    md5: {
        name: "MD5",
        strength: strong(128, KEY_SIZES),
        weak: weak("broken, and deprecated in IKEv2", DEPRECATED),
    },
};

const SMALL = "a group of about 1024 bits or less is within reach of well-funded attackers";
const SUBGROUP = "small subgroups, and nobody can tell how its prime was made";
export const DH_GROUPS: Readonly<Record<DhGroup, DhGroupFact>> = {
    0: {
        name: "no exchange",
        kind: "none",
        bits: 0,
        strength: strong(0, IKE_RULES),
        weak: weak("without forward secrecy one stolen key opens everything recorded before", IKE_RULES),
    },
    1: {
        name: "group 1",
        kind: "MODP",
        bits: 768,
        strength: unknownFact("bits of security", "how far below the 80 bits of group 2 you count group 1", {
            document: "RFC 8247, IKEv2 algorithm requirements",
            date: "2017-09",
        }),
        weak: weak(SMALL, DEPRECATED),
    },
    2: {
        name: "group 2",
        kind: "MODP",
        bits: 1024,
        strength: strong(80, KEY_SIZES),
        weak: weak(SMALL, IKE_RULES),
    },
    5: {
        name: "group 5",
        kind: "MODP",
        bits: 1536,
        strength: strong(90, OLD_PRIMES),
        weak: weak("below 112 bits of security", IKE_RULES),
    },
    14: { name: "group 14", kind: "MODP", bits: 2048, strength: strong(112, SAFE_PRIMES) },
    15: { name: "group 15", kind: "MODP", bits: 3072, strength: strong(128, SAFE_PRIMES) },
    16: { name: "group 16", kind: "MODP", bits: 4096, strength: strong(152, SAFE_PRIMES) },
    17: { name: "group 17", kind: "MODP", bits: 6144, strength: strong(176, SAFE_PRIMES) },
    18: { name: "group 18", kind: "MODP", bits: 8192, strength: strong(200, SAFE_PRIMES) },
    19: { name: "group 19", kind: "ECP", bits: 256, strength: strong(128, KEY_SIZES) },
    20: { name: "group 20", kind: "ECP", bits: 384, strength: strong(192, KEY_SIZES) },
    21: { name: "group 21", kind: "ECP", bits: 521, strength: strong(256, KEY_SIZES) },
    22: {
        name: "group 22",
        kind: "MODP",
        bits: 1024,
        strength: strong(80, KEY_SIZES),
        weak: weak(SMALL, DEPRECATED),
    },
    23: {
        name: "group 23",
        kind: "MODP",
        bits: 2048,
        strength: strong(112, KEY_SIZES),
        weak: weak(SUBGROUP, IKE_RULES),
    },
    24: {
        name: "group 24",
        kind: "MODP",
        bits: 2048,
        strength: strong(112, KEY_SIZES),
        weak: weak(SUBGROUP, IKE_RULES),
    },
    31: {
        name: "group 31",
        kind: "Curve25519",
        bits: 255,
        strength: strong(128, known("RFC 8031", "2016-12")),
    },
};

export const ADDITIONAL_EXCHANGES: Readonly<Record<AdditionalExchange, AlgorithmFact>> = {
    "ml-kem-768": { name: "ML-KEM-768", strength: strong(192, ML_KEM) },
    "ml-kem-1024": { name: "ML-KEM-1024", strength: strong(256, ML_KEM) },
};

/** A secret mixed into the keys besides the exchange, delivered out of band: it holds against quantum computers as well. */
export const PPK = {
    name: "post-quantum pre-shared key",
    source: known("RFC 8784", "2020-06"),
} as const;

/**
 * The suite that every planner prefers. Its members are not the strongest of their kinds: SHA-512 and group 21 are stronger,
 * and AWS and Google have both. But they are the strongest that all managed gateways have, and they are CNSA 1.0.
 */
export const PREFERRED_SUITE = {
    encryption: "aes-256-gcm",
    hash: "sha-384",
    dh: 20,
    extra: "ml-kem-768",
    reason: "one suite for every pair, so that a third end joins with the same",
    source: {
        document: "RFC 9206 and the lists of AWS, Azure and Google",
        date: "2026-11",
        certainty: "derived",
    },
} as const satisfies {
    encryption: Encryption;
    hash: Hash;
    dh: DhGroup;
    extra: AdditionalExchange;
    reason: string;
    source: Source;
};

/**
 * In which order a planner takes what both ends offer: the preferred suite first, then what protects integrity itself
 * before what does not (one pass over the data, and Azure's tunnels are up to three times as fast), then by strength. Of
 * equals the elliptic curve comes first, because its exchange is cheaper.
 */
export const ORDER_OF_CHOICE: {
    readonly encryption: readonly Encryption[];
    readonly hash: readonly Hash[];
    readonly dh: readonly DhGroup[];
    readonly extra: readonly AdditionalExchange[];
    readonly source: Source;
} = {
    encryption: [
        "aes-256-gcm",
        "chacha20-poly1305",
        "aes-192-gcm",
        "aes-128-gcm",
        "aes-256-cbc",
        "aes-192-cbc",
        "aes-128-cbc",
        "3des-cbc",
        "des-cbc",
        "none",
    ],
    hash: ["sha-384", "sha-512", "sha-256", "aes-cmac", "aes-xcbc", "sha-1", "md5"],
    dh: [20, 21, 18, 17, 16, 19, 31, 15, 14, 24, 23, 5, 2, 22, 1, 0],
    extra: ["ml-kem-768", "ml-kem-1024"],
    source: PREFERRED_SUITE.source,
};
