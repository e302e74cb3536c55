/** A certificate for a request, signed by a certificate authority whose key the user holds. */
import * as crypto from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, type Name } from "@peculiar/asn1-x509";
import { int, str } from "../core/definition";
import { stateless } from "../core/stateless";
import { readRequest } from "./cert-request";
import { certificateProperties, issue, readyForRenewal } from "./certificate";
import { keyIdIn } from "./extensions";
import { algorithmOf, parsePrivateKey } from "./keys";
import { checkKeyOptions } from "./options";
import { expectBlock } from "./pem";

export const locallySignedCert = stateless({
    token: "tls:index/locallySignedCert:LocallySignedCert",
    noun: "TLS locally signed certificate",
    properties: {
        ...certificateProperties,
        certRequestPem: str({ required: true, immutable: true }),
        caCertPem: str({ required: true, immutable: true }),
        caPrivateKeyPem: str({ immutable: true, secret: true }),
        caPrivateKeyPemWo: str({ secret: true, writeOnly: true }),
        caPrivateKeyPemWoVersion: int({ immutable: true }),
        caKeyAlgorithm: str({ output: true }),
    },
    check: (inputs) => checkKeyOptions(inputs, "caPrivateKeyPem"),
    make: (inputs, now) => {
        const request = readRequest(inputs.certRequestPem as string);
        const pem = (inputs.caPrivateKeyPem ?? inputs.caPrivateKeyPemWo) as string;
        const issuerKey = parsePrivateKey(pem, "Failed to parse CA private key PEM");
        const ca = readAuthority(inputs.caCertPem as string);
        if (!crypto.createPublicKey(issuerKey).equals(ca.publicKey)) {
            throw new Error("Failed to create certificate: x509: provided PrivateKey doesn't match parent's PublicKey");
        }
        // Whoever has its issuer's name is taken for self-signed, and need not say where its issuer is found.
        const authorityKeyId = sameName(request.subject, ca.subject) ? undefined : ca.keyId;
        const made = issue({ ...request, issuer: ca.subject, issuerKey, authorityKeyId }, inputs, now);
        return { ...made, props: { ...made.props, caKeyAlgorithm: algorithmOf(issuerKey) ?? "" } };
    },
    expired: readyForRenewal,
});

function readAuthority(pem: string): { subject: Name; publicKey: crypto.KeyObject; keyId: ArrayBuffer | undefined } {
    const doing = "Failed to parse CA certificate PEM";
    const der = expectBlock(pem, "CERTIFICATE", doing);
    try {
        const certificate = AsnConvert.parse(der, Certificate);
        return {
            subject: certificate.tbsCertificate.subject,
            publicKey: new crypto.X509Certificate(der).publicKey,
            keyId: keyIdIn(certificate),
        };
    } catch {
        throw new Error(`${doing}: failed to parse certificate`);
    }
}

function sameName(one: Name, other: Name): boolean {
    return Buffer.from(AsnConvert.serialize(one)).equals(Buffer.from(AsnConvert.serialize(other)));
}
