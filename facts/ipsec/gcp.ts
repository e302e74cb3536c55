/** Google Cloud HA VPN: `cipherSuite` of `gcp.compute.VPNTunnel`, which only IKEv2 tunnels take. */
import { fact, unknownFact, type Source } from "../fact";
import { MANAGED_POST_QUANTUM, type EndFacts, type PhaseTable } from "./end";

/** Values are case-sensitive. */
const CIPHERS: Source = { document: "Google Cloud VPN, supported IKE ciphers", date: "2026-04-10", certainty: "read" };
const TYPES: Source = { document: "@pulumi/gcp 9.37.0, VPNTunnel", date: "2026-11", certainty: "read" };
const BFD: Source = { document: "Google Cloud Router, BFD", date: "2026-04-10", certainty: "read" };

/** The document's list does not tell the phases apart. */
const encryption: PhaseTable["encryption"] = {
    "aes-256-gcm": "AES-GCM-16-256",
    "aes-192-gcm": "AES-GCM-16-192",
    "aes-128-gcm": "AES-GCM-16-128",
    "aes-256-cbc": "AES-CBC-256",
    "aes-192-cbc": "AES-CBC-192",
    "aes-128-cbc": "AES-CBC-128",
    "3des-cbc": "3DES-CBC",
};
const dh: PhaseTable["dh"] = {
    2: "Group-2",
    5: "Group-5",
    14: "Group-14",
    15: "Group-15",
    16: "Group-16",
    18: "Group-18",
    19: "Group-19",
    20: "Group-20",
    21: "Group-21",
    22: "modp-1024-160",
    23: "modp-2048-224",
    24: "modp-2048-256",
    31: "Group-31",
};
const noIpv6 = {
    role: "dh",
    values: [18],
    text: "group 18 does not work on a gateway with IPv6 interfaces",
    source: CIPHERS,
} as const;

export const GCP_IPSEC: EndFacts = {
    title: "Google Cloud HA VPN",
    ike: {
        encryption,
        integrity: {
            "sha-512": "HMAC-SHA2-512-256",
            "sha-384": "HMAC-SHA2-384-192",
            "sha-256": "HMAC-SHA2-256-128",
            "sha-1": "HMAC-SHA1-96",
            md5: "HMAC-MD5-96",
            "aes-cmac": "AES-CMAC-96",
            "aes-xcbc": "AES-XCBC-96",
        },
        prf: {
            "sha-512": "PRF-HMAC-SHA2-512",
            "sha-384": "PRF-HMAC-SHA2-384",
            "sha-256": "PRF-HMAC-SHA2-256",
            "sha-1": "PRF-HMAC-SHA1",
            md5: "PRF-HMAC-MD5",
            "aes-cmac": "PRF-AES128-CMAC",
            "aes-xcbc": "PRF-AES128-XCBC",
        },
        dh,
        extra: {},
        source: CIPHERS,
    },
    esp: {
        encryption,
        integrity: { "sha-512": "HMAC-SHA2-512-256", "sha-256": "HMAC-SHA2-256-128", "sha-1": "HMAC-SHA1-96" },
        prf: {},
        dh,
        extra: {},
        source: CIPHERS,
    },
    oneHash: false,
    aliases: [],
    avoid: [
        {
            field: "RouterPeer.bfd",
            value: "any",
            reason: "the type has it, but BFD works on VLAN attachments only, not on VPN tunnels",
            source: BFD,
        },
        {
            field: "cipherSuite.phase1.integrities",
            value: "any, with AES-GCM",
            reason: "refused beside a cipher that protects integrity itself: leave it out, in phase 2 as well",
            source: {
                document: "terraform-google-modules/terraform-google-vpn#202",
                date: "2026-02-04",
                certainty: "read",
            },
        },
    ],
    caveats: [
        { phase: "ike", ...noIpv6 },
        { phase: "esp", ...noIpv6 },
    ],
    limits: {
        ikeVersions: fact([1, 2], "versions of IKE", TYPES),
        ikeLifetime: fact({ min: 36_000, max: 36_000, default: 36_000 }, "seconds", CIPHERS),
        espLifetime: fact({ min: 10_800, max: 10_800, default: 10_800 }, "seconds", CIPHERS),
        deadPeerDetection: unknownFact("seconds", "after how long your Cloud VPN gateway takes its peer for dead", {
            document: "Google Cloud VPN, supported IKE ciphers",
            date: "2026-04-10",
        }),
        bfd: fact(false, "offered", BFD),
    },
    postQuantum: MANAGED_POST_QUANTUM,
};
