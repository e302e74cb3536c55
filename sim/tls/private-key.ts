/** A new key pair. */
import * as crypto from "node:crypto";
import { promisify } from "node:util";
import { int, str } from "../core/definition";
import { stateless } from "../core/stateless";
import type { Props } from "../core/values";
import { ALGORITHMS, CURVES, publicKeyId, publicKeyOutputs, type Curve } from "./keys";
import { privateKeyFile } from "./openssh";

const generateKeyPair = promisify(crypto.generateKeyPair);

/** Smaller ones are refused by the real provider's library: https://pkg.go.dev/crypto/rsa#hdr-Minimum_key_size */
const LEAST_RSA_BITS = 1024;

export const privateKey = stateless({
    token: "tls:index/privateKey:PrivateKey",
    noun: "TLS private key",
    properties: {
        algorithm: str({ required: true, immutable: true, oneOf: ALGORITHMS }),
        ecdsaCurve: str({ default: "P224", immutable: true, oneOf: Object.keys(CURVES) }),
        rsaBits: int({ default: 2048, immutable: true }),
        privateKeyOpenssh: str({ output: true, secret: true }),
        privateKeyPem: str({ output: true, secret: true }),
        privateKeyPemPkcs8: str({ output: true, secret: true }),
        publicKeyFingerprintMd5: str({ output: true }),
        publicKeyFingerprintSha256: str({ output: true }),
        publicKeyOpenssh: str({ output: true }),
        publicKeyPem: str({ output: true }),
    },
    make: async (inputs) => {
        const keys = await generate(inputs);
        return {
            id: publicKeyId(keys.publicKey),
            props: {
                privateKeyPem: classicPem(keys.privateKey),
                privateKeyPemPkcs8: keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
                privateKeyOpenssh: privateKeyFile(keys.privateKey) ?? "",
                ...publicKeyOutputs(keys.publicKey),
            },
        };
    },
});

function generate(inputs: Props): Promise<crypto.KeyPairKeyObjectResult> {
    if (inputs.algorithm === "ED25519") return generateKeyPair("ed25519");
    if (inputs.algorithm === "ECDSA") {
        return generateKeyPair("ec", { namedCurve: CURVES[inputs.ecdsaCurve as Curve] });
    }
    const modulusLength = inputs.rsaBits as number;
    if (modulusLength < LEAST_RSA_BITS) {
        throw new Error(
            `Unable to generate Key from configuration: crypto/rsa: ${modulusLength}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`,
        );
    }
    return generateKeyPair("rsa", { modulusLength });
}

/** The oldest format that each kind of key has, as the provider writes it. */
function classicPem(key: crypto.KeyObject): string {
    if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs1", format: "pem" }).toString();
    if (key.asymmetricKeyType === "ec") return key.export({ type: "sec1", format: "pem" }).toString();
    return key.export({ type: "pkcs8", format: "pem" }).toString();
}
