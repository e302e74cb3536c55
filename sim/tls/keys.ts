/** Private keys as the provider takes them, and what it says of their public half. */
import * as crypto from "node:crypto";
import type { Props } from "../core/values";
import { authorizedKey, publicBlob } from "./openssh";
import { firstBlock } from "./pem";

export const ALGORITHMS = ["RSA", "ECDSA", "ED25519"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** Curves by the provider's name, with OpenSSL's. */
export const CURVES = { P224: "secp224r1", P256: "prime256v1", P384: "secp384r1", P521: "secp521r1" } as const;
export type Curve = keyof typeof CURVES;

const LABELS = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];

/** The key in a PEM text. Messages name what is wrong with it, never what it holds. */
export function parsePrivateKey(pem: string, doing: string): crypto.KeyObject {
    const block = firstBlock(pem);
    if (block === undefined) throw new Error(`${doing}: failed to decode PEM block`);
    if (!LABELS.includes(block.label)) {
        throw new Error(`${doing}: unsupported PEM preamble/type: ${block.label}`);
    }
    let key: crypto.KeyObject;
    try {
        key = crypto.createPrivateKey(pem);
    } catch {
        // The reason that OpenSSL gives is left out: it says nothing that a user could act on.
        throw new Error(`${doing}: failed to parse private key given PEM preamble '${block.label}'`);
    }
    if (algorithmOf(key) === undefined) throw new Error(`${doing}: unsupported private key type`);
    return key;
}

/** The provider's name for the kind of key; undefined for one that it does not support. */
export function algorithmOf(key: crypto.KeyObject): Algorithm | undefined {
    if (key.asymmetricKeyType === "rsa") return "RSA";
    if (key.asymmetricKeyType === "ed25519") return "ED25519";
    return curveOf(key) === undefined ? undefined : "ECDSA";
}

export function curveOf(key: crypto.KeyObject): Curve | undefined {
    const name = key.asymmetricKeyDetails?.namedCurve;
    return (Object.keys(CURVES) as Curve[]).find((curve) => CURVES[curve] === name);
}

export function publicDer(key: crypto.KeyObject): Buffer {
    return key.export({ type: "spki", format: "der" });
}

/** SHA-1 of the public key: the id of everything that is known by its key. */
export function publicKeyId(key: crypto.KeyObject): string {
    return crypto.createHash("sha1").update(publicDer(key)).digest("hex");
}

/** The public key in every form. OpenSSH knows no P-224 keys: the provider leaves its forms empty then. */
export function publicKeyOutputs(key: crypto.KeyObject): Props {
    const blob = publicBlob(key);
    return {
        publicKeyPem: key.export({ type: "spki", format: "pem" }).toString(),
        publicKeyOpenssh: blob === undefined ? "" : authorizedKey(blob),
        publicKeyFingerprintMd5: blob === undefined ? "" : (digest("md5", blob).match(/../g) ?? []).join(":"),
        publicKeyFingerprintSha256:
            blob === undefined
                ? ""
                : `SHA256:${crypto.createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`,
    };
}

function digest(algorithm: string, data: Buffer): string {
    return crypto.createHash(algorithm).update(data).digest("hex");
}
