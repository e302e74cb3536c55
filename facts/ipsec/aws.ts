/** AWS Site-to-Site VPN: the tunnel options of `aws.ec2.VpnConnection`. */
import { but, fact, type Source } from "../fact";
import { CBC_IN_IKE, MANAGED_POST_QUANTUM, type EndFacts, type PhaseTable } from "./end";

const TYPES: Source = { document: "@pulumi/aws 7.48.0, VpnConnectionArgs", date: "2026-11", certainty: "read" };
const INFERRED: Source = {
    document: "AWS lists no PRF: taken from the integrity list, by reasoning",
    date: "2026-11",
    certainty: "known",
};

const encryption: PhaseTable["encryption"] = {
    "aes-256-gcm": "AES256-GCM-16",
    "aes-128-gcm": "AES128-GCM-16",
    "aes-256-cbc": "AES256",
    "aes-128-cbc": "AES128",
};
const hashes: PhaseTable["integrity"] = {
    "sha-512": "SHA2-512",
    "sha-384": "SHA2-384",
    "sha-256": "SHA2-256",
    "sha-1": "SHA1",
};
const dh: PhaseTable["dh"] = {
    2: 2,
    14: 14,
    15: 15,
    16: 16,
    17: 17,
    18: 18,
    19: 19,
    20: 20,
    21: 21,
    22: 22,
    23: 23,
    24: 24,
};

export const AWS_IPSEC: EndFacts = {
    title: "AWS Site-to-Site VPN",
    ike: { encryption, integrity: hashes, prf: hashes, dh, extra: {}, source: TYPES },
    esp: { encryption, integrity: hashes, prf: {}, dh: { ...dh, 5: 5 }, extra: {}, source: TYPES },
    oneHash: true,
    aliases: [],
    avoid: [
        {
            field: "tunnelNIkeVersions",
            value: "ikev1",
            unset: true,
            reason: "the default allows both versions; IKEv1 is deprecated, and Google takes no ciphers with it",
            source: TYPES,
        },
    ],
    caveats: [
        {
            phase: "ike",
            role: "encryption",
            values: ["aes-256-gcm", "aes-128-gcm"],
            text: "the PRF is taken from the phase 1 integrity list, which no document says",
            fallback: CBC_IN_IKE,
            source: INFERRED,
        },
    ],
    limits: {
        ikeVersions: fact([1, 2], "versions of IKE", TYPES),
        ikeLifetime: fact({ min: 900, max: 28_800, default: 28_800 }, "seconds", TYPES),
        espLifetime: fact({ min: 900, max: 3_600, default: 3_600 }, "seconds", TYPES),
        deadPeerDetection: fact({ min: 30 }, "seconds", TYPES),
        bfd: fact(
            false,
            "offered",
            but(TYPES, { document: "AWS Site-to-Site VPN, by experience", certainty: "known" }),
        ),
    },
    postQuantum: MANAGED_POST_QUANTUM,
};

/** Further options of a tunnel. The rekey margin's greatest value is half of the phase 2 lifetime. */
export const AWS_TUNNEL_OPTIONS = {
    rekeyMargin: fact({ min: 60, default: 540 }, "seconds", TYPES),
    rekeyFuzz: fact({ min: 0, max: 100 }, "percent", TYPES),
    replayWindow: fact({ min: 64, max: 2_048, default: 1_024 }, "packets", TYPES),
    deadPeerAction: fact({ allowed: ["clear", "none", "restart"], default: "clear" }, "action", TYPES),
    startupAction: fact({ allowed: ["add", "start"], default: "add" }, "action", TYPES),
} as const;

/**
 * AWS takes the first match of its own list, from the lowest value up, and its full list makes a first IKE message that
 * fragments, which Google drops: so a planner configures exactly one value for each role.
 */
export const AWS_PINS_ONE_VALUE: Source = {
    document: "Google Cloud, HA VPN connections to AWS",
    date: "2026-04-10",
    certainty: "read",
};
