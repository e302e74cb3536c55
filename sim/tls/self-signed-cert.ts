/** A certificate that vouches for itself: a root, or a server in a test. */
import * as crypto from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { SubjectPublicKeyInfo } from "@peculiar/asn1-x509";
import { bool, int, str } from "../core/definition";
import { stateless } from "../core/stateless";
import { certificateProperties, issue, readyForRenewal } from "./certificate";
import { keyIdOf } from "./extensions";
import { algorithmOf, parsePrivateKey, publicDer } from "./keys";
import { alternativeNames, subjectName, subjectProperties } from "./names";
import { checkKeyOptions } from "./options";

export const selfSignedCert = stateless({
    token: "tls:index/selfSignedCert:SelfSignedCert",
    noun: "TLS self-signed certificate",
    properties: {
        ...certificateProperties,
        ...subjectProperties,
        privateKeyPem: str({ immutable: true, secret: true }),
        privateKeyPemWo: str({ secret: true, writeOnly: true }),
        privateKeyPemWoVersion: int({ immutable: true }),
        setAuthorityKeyId: bool({ default: false, immutable: true }),
        keyAlgorithm: str({ output: true }),
    },
    check: (inputs) => checkKeyOptions(inputs, "privateKeyPem"),
    make: (inputs, now) => {
        const pem = (inputs.privateKeyPem ?? inputs.privateKeyPemWo) as string;
        const key = parsePrivateKey(pem, "Failed to parse private key PEM");
        const publicKey = AsnConvert.parse(publicDer(crypto.createPublicKey(key)), SubjectPublicKeyInfo);
        const subject = subjectName(inputs);
        const identified = inputs.isCaCertificate === true || inputs.setSubjectKeyId === true;
        if (inputs.setAuthorityKeyId === true && !identified) {
            throw new Error("Invalid Certificate Authority: Could not determine Authority Key Identifier");
        }
        const made = issue(
            {
                subject,
                names: alternativeNames(inputs),
                publicKey,
                issuer: subject,
                issuerKey: key,
                authorityKeyId: inputs.setAuthorityKeyId === true ? keyIdOf(publicKey) : undefined,
            },
            inputs,
            now,
        );
        return { ...made, props: { ...made.props, keyAlgorithm: algorithmOf(key) ?? "" } };
    },
    expired: readyForRenewal,
});
