/**
 * Which ciphers a tunnel of Cloud VPN may be told to use. Source: Cloud VPN documentation, "Supported IKE ciphers" (values are
 * case-sensitive; AEAD goes without an integrity algorithm; perfect forward secrecy is mandatory).
 */
import { obj, set, str, type Property } from "../../../core/definition";
import { texts, type Props } from "../../../core/values";
import { invalid } from "../../errors";
import { objectAt } from "../../said";

const AEAD = ["AES-GCM-16-128", "AES-GCM-16-192", "AES-GCM-16-256"];
const ENCRYPTION = [...AEAD, "AES-CBC-128", "AES-CBC-192", "AES-CBC-256", "3DES-CBC"];
const GROUPS = [
    "Group-14",
    "modp-2048-224",
    "modp-2048-256",
    "Group-5",
    "Group-15",
    "Group-16",
    "Group-18",
    "Group-2",
    "modp-1024-160",
    "Group-19",
    "Group-20",
    "Group-21",
    "Group-31",
];

/** What each list of the suite may hold, by phase; the names are those of the SDK. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    phase1: {
        encryptions: ENCRYPTION,
        integrities: [
            "AES-XCBC-96",
            "AES-CMAC-96",
            "HMAC-SHA1-96",
            "HMAC-MD5-96",
            "HMAC-SHA2-256-128",
            "HMAC-SHA2-384-192",
            "HMAC-SHA2-512-256",
        ],
        prves: [
            "PRF-AES128-XCBC",
            "PRF-AES128-CMAC",
            "PRF-HMAC-SHA1",
            "PRF-HMAC-MD5",
            "PRF-HMAC-SHA2-256",
            "PRF-HMAC-SHA2-384",
            "PRF-HMAC-SHA2-512",
        ],
        dhs: GROUPS,
    },
    phase2: {
        encryptions: ENCRYPTION,
        integrities: ["HMAC-SHA2-256-128", "HMAC-SHA2-512-256", "HMAC-SHA1-96"],
        pfs: GROUPS,
    },
};

/** The API's names of the lists. */
const FIELDS: Readonly<Record<string, string>> = {
    encryptions: "encryption",
    integrities: "integrity",
    prves: "prf",
    dhs: "dh",
    pfs: "pfs",
};

const phase = (lists: Readonly<Record<string, readonly string[]>>): Property =>
    obj(Object.fromEntries(Object.keys(lists).map((name) => [name, set(str())])), { exact: true });

export const cipherSuite: Property = obj(
    Object.fromEntries(Object.entries(ALLOWED).map(([name, lists]) => [name, phase(lists)])),
    { immutable: true, exact: true },
);

/** What the API refuses of a suite. A list that is not given is Google's own list, which has AEAD and no AEAD ciphers. */
export function demandCiphers(props: Props): void {
    const suite = objectAt(props, "cipherSuite");
    if (Object.keys(suite).length === 0) return;
    if (props.ikeVersion !== 2) {
        throw invalid("cipherSuite", "", "Cipher options can be set for tunnels that use IKEv2 only.");
    }
    for (const [name, lists] of Object.entries(ALLOWED)) demandPhase(name, lists, objectAt(suite, name));
}

function demandPhase(name: string, lists: Readonly<Record<string, readonly string[]>>, phase: Props): void {
    for (const [list, allowed] of Object.entries(lists)) {
        const wrong = texts(phase, list).find((cipher) => !allowed.includes(cipher));
        if (wrong === undefined) continue;
        throw invalid(fieldOf(name, list), wrong, `The value must be one of ${allowed.join(", ")}.`);
    }
    const encryptions = texts(phase, "encryptions");
    const integrities = texts(phase, "integrities");
    const onlyAead = encryptions.length > 0 && encryptions.every((cipher) => AEAD.includes(cipher));
    if (onlyAead && integrities.length > 0) {
        const why = "Integrity cannot be specified when only AEAD algorithms are used for encryption.";
        throw invalid(fieldOf(name, "integrities"), integrities.join(","), why);
    }
    if (Array.isArray(phase.pfs) && phase.pfs.length === 0) {
        throw invalid(fieldOf(name, "pfs"), "", "Perfect forward secrecy cannot be switched off.");
    }
}

function fieldOf(phase: string, list: string): string {
    return `cipherSuite.${phase}.${FIELDS[list] ?? list}`;
}
