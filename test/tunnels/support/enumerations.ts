/**
 * What each cloud's gateway can be configured with, written from the clouds' documents and SDK types, and not from facts/: a
 * wrong table there must not be repeated here. On the right the same algorithm in strongSwan's words.
 *
 * AWS: @pulumi/aws 7.48.0, arguments of VpnConnection. Azure: VPN Gateway FAQ (2026) and enums of azure-native 3.28.0.
 * Google: Cloud VPN, Supported IKE ciphers (2026-04-10).
 */

export type Words = Readonly<Record<string, string>>;

export interface CloudPhase {
    readonly encryption: Words;
    /** AEAD among them, by strongSwan's word. */
    readonly integrity: Words;
    readonly prf: Words;
    readonly dh: Words;
}

export interface Cloud {
    readonly ike: CloudPhase;
    readonly esp: CloudPhase;
}

export type CloudName = "aws" | "azure" | "gcp";

const awsEncryption = {
    AES128: "aes128",
    AES256: "aes256",
    "AES128-GCM-16": "aes128gcm16",
    "AES256-GCM-16": "aes256gcm16",
};
const awsIntegrity = { SHA1: "sha1", "SHA2-256": "sha256", "SHA2-384": "sha384", "SHA2-512": "sha512" };
const awsGroups = {
    2: "modp1024",
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
};
const prfOf = (integrity: Words): Words =>
    Object.fromEntries(Object.entries(integrity).map(([word, means]) => [word, `prf${means}`]));

const azureIntegrity = { MD5: "md5", SHA1: "sha1", SHA256: "sha256", SHA384: "sha384" };
const azureGcm = { GCMAES128: "aes128gcm16", GCMAES256: "aes256gcm16" };
const azureCbc = { DES3: "3des", AES128: "aes128", AES192: "aes192", AES256: "aes256" };

const gcpEncryption = {
    "AES-GCM-16-128": "aes128gcm16",
    "AES-GCM-16-192": "aes192gcm16",
    "AES-GCM-16-256": "aes256gcm16",
    "AES-CBC-128": "aes128",
    "AES-CBC-192": "aes192",
    "AES-CBC-256": "aes256",
    "3DES-CBC": "3des",
};
const gcpGroups = {
    "Group-2": "modp1024",
    "Group-5": "modp1536",
    "Group-14": "modp2048",
    "Group-15": "modp3072",
    "Group-16": "modp4096",
    "Group-18": "modp8192",
    "Group-19": "ecp256",
    "Group-20": "ecp384",
    "Group-21": "ecp521",
    "Group-31": "curve25519",
    "modp-1024-160": "modp1024s160",
    "modp-2048-224": "modp2048s224",
    "modp-2048-256": "modp2048s256",
};

export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
    aws: {
        ike: { encryption: awsEncryption, integrity: awsIntegrity, prf: prfOf(awsIntegrity), dh: awsGroups },
        esp: { encryption: awsEncryption, integrity: awsIntegrity, prf: {}, dh: { ...awsGroups, 5: "modp1536" } },
    },
    azure: {
        ike: {
            encryption: { ...azureCbc, ...azureGcm },
            integrity: azureIntegrity,
            prf: prfOf(azureIntegrity),
            dh: {
                DHGroup1: "modp768",
                DHGroup2: "modp1024",
                DHGroup14: "modp2048",
                DHGroup2048: "modp2048",
                DHGroup24: "modp2048s256",
                ECP256: "ecp256",
                ECP384: "ecp384",
            },
        },
        esp: {
            encryption: { ...azureCbc, ...azureGcm, GCMAES192: "aes192gcm16", DES: "des" },
            integrity: { MD5: "md5", SHA1: "sha1", SHA256: "sha256" },
            prf: {},
            dh: {
                PFS1: "modp768",
                PFS2: "modp1024",
                PFS14: "modp2048",
                PFS2048: "modp2048",
                PFS24: "modp2048s256",
                ECP256: "ecp256",
                ECP384: "ecp384",
            },
        },
    },
    gcp: {
        ike: {
            encryption: gcpEncryption,
            integrity: {
                "AES-XCBC-96": "aesxcbc",
                "AES-CMAC-96": "aescmac",
                "HMAC-SHA1-96": "sha1",
                "HMAC-MD5-96": "md5",
                "HMAC-SHA2-256-128": "sha256",
                "HMAC-SHA2-384-192": "sha384",
                "HMAC-SHA2-512-256": "sha512",
            },
            prf: {
                "PRF-AES128-XCBC": "prfaesxcbc",
                "PRF-AES128-CMAC": "prfaescmac",
                "PRF-HMAC-SHA1": "prfsha1",
                "PRF-HMAC-MD5": "prfmd5",
                "PRF-HMAC-SHA2-256": "prfsha256",
                "PRF-HMAC-SHA2-384": "prfsha384",
                "PRF-HMAC-SHA2-512": "prfsha512",
            },
            dh: gcpGroups,
        },
        esp: {
            encryption: gcpEncryption,
            integrity: { "HMAC-SHA2-256-128": "sha256", "HMAC-SHA2-512-256": "sha512", "HMAC-SHA1-96": "sha1" },
            prf: {},
            dh: gcpGroups,
        },
    },
};
