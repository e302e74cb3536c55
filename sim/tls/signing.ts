/** Signatures over certificates and requests, with the algorithm that Go's crypto/x509 chooses for the kind of key. */
import * as crypto from "node:crypto";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { curveOf, type Curve } from "./keys";

interface Scheme {
    identifier: AlgorithmIdentifier;
    /** Null where the algorithm hashes by itself. */
    hash: string | null;
}

const ECDSA: Record<Curve, [oid: string, hash: string]> = {
    P224: ["1.2.840.10045.4.3.2", "sha256"],
    P256: ["1.2.840.10045.4.3.2", "sha256"],
    P384: ["1.2.840.10045.4.3.3", "sha384"],
    P521: ["1.2.840.10045.4.3.4", "sha512"],
};

export function schemeOf(key: crypto.KeyObject): Scheme {
    const curve = curveOf(key);
    if (curve !== undefined) {
        const [algorithm, hash] = ECDSA[curve];
        return { identifier: new AlgorithmIdentifier({ algorithm }), hash };
    }
    if (key.asymmetricKeyType === "ed25519") {
        return { identifier: new AlgorithmIdentifier({ algorithm: "1.3.101.112" }), hash: null };
    }
    const sha256WithRsa = new AlgorithmIdentifier({ algorithm: "1.2.840.113549.1.1.11", parameters: null });
    return { identifier: sha256WithRsa, hash: "sha256" };
}

/** Node's cryptography rather than WebCrypto's, which knows no P-224: the provider's default curve. */
export function signature(scheme: Scheme, key: crypto.KeyObject, data: ArrayBuffer): ArrayBuffer {
    return new Uint8Array(crypto.sign(scheme.hash, Buffer.from(data), key)).buffer;
}
