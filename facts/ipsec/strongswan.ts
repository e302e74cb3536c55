/** strongSwan: proposal keywords of swanctl.conf, and which build can do what. */
import { fact, type Source } from "../fact";
import type { EndFacts, PhaseTable } from "./end";

const KEYWORDS: Source = { document: "strongSwan, proposal_keywords_static.txt", date: "2026-11", certainty: "read" };
const OPTIONS: Source = { document: "strongSwan, swanctl.opt", date: "2026-05-12", certainty: "read" };
const NEWS: Source = { document: "strongSwan, NEWS", date: "2026-05-12", certainty: "read" };
const BY_EXPERIENCE: Source = { document: "swanctl.conf, by experience", date: "2026-11", certainty: "known" };
const NEGOTIATED: Source = {
    document: "negotiation between two strongSwan ends, 5.9.8 and 6.1.0",
    date: "2026-11",
    certainty: "measured",
};

const encryption: PhaseTable["encryption"] = {
    "aes-256-gcm": "aes256gcm16",
    "aes-192-gcm": "aes192gcm16",
    "aes-128-gcm": "aes128gcm16",
    "chacha20-poly1305": "chacha20poly1305",
    "aes-256-cbc": "aes256",
    "aes-192-cbc": "aes192",
    "aes-128-cbc": "aes128",
    "3des-cbc": "3des",
    "des-cbc": "des",
};
const integrity: PhaseTable["integrity"] = {
    "sha-512": "sha512",
    "sha-384": "sha384",
    "sha-256": "sha256",
    "sha-1": "sha1",
    md5: "md5",
    "aes-cmac": "aescmac",
    "aes-xcbc": "aesxcbc",
};
const dh: PhaseTable["dh"] = {
    1: "modp768",
    2: "modp1024",
    5: "modp1536",
    14: "modp2048",
    15: "modp3072",
    16: "modp4096",
    17: "modp6144",
    18: "modp8192",
    19: "ecp256",
    20: "ecp384",
    21: "ecp521",
    22: "modp1024s160",
    23: "modp2048s224",
    24: "modp2048s256",
    31: "curve25519",
};
/** Written with the number of the exchange: ke1_mlkem768. */
const extra: PhaseTable["extra"] = { "ml-kem-768": "ke1_mlkem768", "ml-kem-1024": "ke1_mlkem1024" };

export const STRONGSWAN_IPSEC: EndFacts = {
    title: "strongSwan",
    ike: {
        encryption,
        integrity,
        prf: {
            "sha-512": "prfsha512",
            "sha-384": "prfsha384",
            "sha-256": "prfsha256",
            "sha-1": "prfsha1",
            md5: "prfmd5",
            "aes-cmac": "prfaescmac",
            "aes-xcbc": "prfaesxcbc",
        },
        dh,
        extra,
        source: KEYWORDS,
    },
    /** Without a group in an ESP proposal there is no forward secrecy; "none" says so in words. */
    esp: {
        encryption: { ...encryption, none: "null" },
        integrity,
        prf: {},
        dh: { ...dh, 0: "none" },
        extra,
        source: KEYWORDS,
    },
    oneHash: false,
    aliases: [
        ...(["ike", "esp"] as const).flatMap((phase) => [
            { phase, role: "encryption", spelled: "aes", means: "aes-128-cbc" } as const,
            { phase, role: "encryption", spelled: "aes256gcm128", means: "aes-256-gcm" } as const,
            { phase, role: "encryption", spelled: "aes256gcm", means: "aes-256-gcm" } as const,
            { phase, role: "encryption", spelled: "aes192gcm128", means: "aes-192-gcm" } as const,
            { phase, role: "encryption", spelled: "aes192gcm", means: "aes-192-gcm" } as const,
            { phase, role: "encryption", spelled: "aes128gcm128", means: "aes-128-gcm" } as const,
            { phase, role: "encryption", spelled: "aes128gcm", means: "aes-128-gcm" } as const,
            { phase, role: "integrity", spelled: "sha", means: "sha-1" } as const,
            { phase, role: "integrity", spelled: "sha2_256", means: "sha-256" } as const,
            { phase, role: "integrity", spelled: "sha2_384", means: "sha-384" } as const,
            { phase, role: "integrity", spelled: "sha2_512", means: "sha-512" } as const,
            { phase, role: "dh", spelled: "x25519", means: 31 } as const,
        ]),
        { phase: "esp", role: "dh", spelled: "modpnone", means: 0 },
    ],
    avoid: [
        {
            field: "version",
            value: 0,
            unset: true,
            reason: "it accepts IKEv1 as well: write 2",
            source: OPTIONS,
        },
    ],
    caveats: [],
    limits: {
        ikeVersions: fact([0, 1, 2], "versions of IKE", OPTIONS),
        ikeLifetime: fact({ min: 1, default: 14_400 }, "seconds", OPTIONS),
        espLifetime: fact({ min: 1, default: 3_600 }, "seconds", BY_EXPERIENCE),
        deadPeerDetection: fact({ min: 0, default: 0 }, "seconds", BY_EXPERIENCE),
        bfd: fact(true, "offered", { ...BY_EXPERIENCE, document: "FRR beside strongSwan, by experience" }),
    },
    postQuantum: {
        reason: "this build of strongSwan has no ML-KEM",
        instead:
            "Use strongSwan 6.0.2 or later with OpenSSL 3.5 or later (Debian forky has both) and name the build in " +
            "version, or in version and openssl",
        source: NEWS,
    },
};

/** What a build of strongSwan can do besides its keywords. */
export interface StrongswanBuild {
    readonly version: string;
    readonly multipleExchanges: boolean;
    readonly mlKem: boolean;
    readonly ppk: boolean;
    readonly source: Source;
}

/** trixie can do several exchanges, but none of its packages provides ML-KEM. */
export const DEBIAN_STRONGSWAN: Readonly<Record<"bookworm" | "trixie" | "forky" | "sid", StrongswanBuild>> = {
    bookworm: { version: "5.9.8", multipleExchanges: false, mlKem: false, ppk: true, source: NEGOTIATED },
    trixie: { version: "6.0.1", multipleExchanges: true, mlKem: false, ppk: true, source: NEGOTIATED },
    forky: { version: "6.1.0", multipleExchanges: true, mlKem: true, ppk: true, source: NEGOTIATED },
    sid: { version: "6.1.0", multipleExchanges: true, mlKem: true, ppk: true, source: NEGOTIATED },
};

/** From which version on. ML-KEM through OpenSSL needs both versions; other providers of it are not told by a version. */
export const STRONGSWAN_SINCE = {
    multipleExchanges: fact("6.0.0", "version", NEWS),
    mlKemThroughOpenssl: fact("6.0.2", "version", NEWS),
    opensslWithMlKem: fact("3.5.0", "version of OpenSSL", NEWS),
    ppk: fact("5.7.0", "version", { ...NEWS, certainty: "known" }),
} as const;
