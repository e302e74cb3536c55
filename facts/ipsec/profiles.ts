/** Security profiles: which algorithms each rule book allows in which role, and what it says of other tunnels. */
import type { Source } from "../fact";
import type { AdditionalExchange, DhGroup, Encryption, Hash } from "./algorithms";

export type ProfileName = "default" | "fips" | "cnsa-1.0" | "cnsa-2.0" | "pci";

export interface Profile {
    readonly title: string;
    readonly encryption: readonly Encryption[];
    readonly integrity: readonly Hash[];
    readonly prf: readonly Hash[];
    readonly dh: readonly DhGroup[];
    readonly extra: readonly AdditionalExchange[];
    /** True where one of `extra` is required; otherwise it is used where both ends have it. */
    readonly demandsExtra: boolean;
    /** Why an algorithm that is not weak is refused. */
    readonly refusal: string;
    /** What the choice of algorithms does not prove. */
    readonly notes: readonly string[];
    readonly source: Source;
}

const SHA_2: readonly Hash[] = ["sha-384", "sha-512", "sha-256"];
const AES: readonly Encryption[] = [
    "aes-256-gcm",
    "aes-192-gcm",
    "aes-128-gcm",
    "aes-256-cbc",
    "aes-192-cbc",
    "aes-128-cbc",
];
const NIST_GROUPS: readonly DhGroup[] = [14, 15, 16, 17, 18, 19, 20, 21];
const ML_KEM: readonly AdditionalExchange[] = ["ml-kem-768", "ml-kem-1024"];

const known = (document: string, date: string): Source => ({ document, date, certainty: "known" });
const SP_800_77: Source = known("NIST SP 800-77 rev. 1", "2020-06");
const RFC_9206: Source = known("RFC 9206", "2022-02");
const CNSA_2: Source = known("CNSA 2.0 and draft-guthrie-cnsa2-ipsec-profile-04", "2026-07");
const PCI_DSS: Source = known("PCI DSS 4.0.1, requirement 4.2.1 and glossary, strong cryptography", "2024-06");
const RFC_8247: Source = known("RFC 8247 and RFC 8221", "2017-10");

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
    default: {
        title: "nothing weak, forward secrecy always",
        encryption: [...AES, "chacha20-poly1305"],
        integrity: [...SHA_2, "aes-cmac", "aes-xcbc"],
        prf: [...SHA_2, "aes-cmac", "aes-xcbc"],
        dh: [...NIST_GROUPS, 31],
        extra: ML_KEM,
        demandsExtra: false,
        refusal: "is weak",
        notes: [],
        source: RFC_8247,
    },
    fips: {
        title: "FIPS 140-3, algorithms approved for IPsec",
        encryption: AES,
        integrity: SHA_2,
        prf: SHA_2,
        dh: NIST_GROUPS,
        extra: ML_KEM,
        demandsExtra: false,
        refusal: "is not approved for IPsec under FIPS 140-3",
        notes: [
            "The algorithms are approved; that each end's module holds a FIPS 140-3 certificate is for you to check",
            "FIPS 140-2 certificates count no more since 2026-09-21",
        ],
        source: SP_800_77,
    },
    "cnsa-1.0": {
        title: "Commercial National Security Algorithm Suite 1.0",
        encryption: ["aes-256-gcm"],
        integrity: ["sha-384"],
        prf: ["sha-384"],
        // The groups of its three suites. CNSA 1.0 itself allows larger MODP groups, which RFC 9206 gives no suite.
        dh: [15, 16, 20],
        extra: [],
        demandsExtra: false,
        refusal: "is not in RFC 9206",
        notes: [
            "RFC 9206 asks for certificates (P-384 or RSA of 3072 bits, signed with SHA-384): a pre-shared key does not meet it, nor does a certificate signed with SHA-256",
        ],
        source: RFC_9206,
    },
    "cnsa-2.0": {
        title: "Commercial National Security Algorithm Suite 2.0",
        encryption: ["aes-256-gcm"],
        integrity: ["sha-384", "sha-512"],
        prf: ["sha-384", "sha-512"],
        dh: [20],
        extra: ["ml-kem-1024"],
        demandsExtra: true,
        refusal: "is not in CNSA 2.0",
        notes: [
            "CNSA 2.0 asks for ML-DSA-87 signatures: a pre-shared key does not meet it",
            "New national security systems must comply from 2027-01-01",
        ],
        source: CNSA_2,
    },
    pci: {
        title: "PCI DSS, strong cryptography of 112 bits and more",
        encryption: [...AES, "chacha20-poly1305"],
        integrity: SHA_2,
        prf: SHA_2,
        dh: [...NIST_GROUPS, 31],
        extra: ML_KEM,
        demandsExtra: false,
        refusal: "does not count as strong cryptography",
        notes: ["Requirement 4.2.1.1 asks for an inventory of keys and certificates besides"],
        source: PCI_DSS,
    },
};

export interface TunnelVerdict {
    /** Undefined where no document was found that settles it. */
    readonly allowed: boolean | undefined;
    readonly reason: string;
    readonly source: Source;
}

const WIREGUARD: Source = known("WireGuard, protocol: Curve25519, ChaCha20-Poly1305, BLAKE2s", "2026-11");
const OPENVPN: Source = known("OpenVPN 2.6, data-ciphers and tls-groups", "2026-11");
const noneApproved = (rules: string, source: Source): TunnelVerdict => ({
    allowed: false,
    reason: `WireGuard knows Curve25519, ChaCha20-Poly1305 and BLAKE2s only, and ${rules}`,
    source,
});

/** Tunnels without a suite to choose. */
export const OTHER_TUNNELS: Readonly<Record<"wireguard" | "openvpn", Readonly<Record<ProfileName, TunnelVerdict>>>> = {
    wireguard: {
        default: {
            allowed: true,
            reason: "all of its algorithms are strong, and none can be set weaker",
            source: WIREGUARD,
        },
        fips: noneApproved("none of them is approved under FIPS 140-3", WIREGUARD),
        "cnsa-1.0": noneApproved("none of them is in CNSA 1.0", WIREGUARD),
        "cnsa-2.0": noneApproved("none of them is in CNSA 2.0", WIREGUARD),
        pci: { allowed: true, reason: "all of its algorithms have 128 bits of security and more", source: PCI_DSS },
    },
    openvpn: {
        default: { allowed: true, reason: "with TLS 1.2 or later and data-ciphers AES-256-GCM", source: OPENVPN },
        fips: {
            allowed: true,
            reason: "with a FIPS 140-3 module of OpenSSL, TLS 1.2 or later and data-ciphers AES-256-GCM",
            source: OPENVPN,
        },
        "cnsa-1.0": {
            allowed: true,
            reason: "with data-ciphers AES-256-GCM, tls-groups secp384r1 and certificates of P-384",
            source: OPENVPN,
        },
        "cnsa-2.0": {
            allowed: undefined,
            reason: "no document was found on ML-KEM-1024 in OpenVPN: tell whether your build negotiates it",
            source: { document: "none", date: "2026-11", certainty: "unknown" },
        },
        pci: { allowed: true, reason: "with TLS 1.2 or later and data-ciphers AES-256-GCM", source: PCI_DSS },
    },
};
