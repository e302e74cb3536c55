/** A request for a certificate (PKCS #10, RFC 2986), and reading one. */
import * as crypto from "node:crypto";
import { Attributes, CertificationRequest, CertificationRequestInfo } from "@peculiar/asn1-csr";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
    Attribute,
    Extensions,
    id_ce_subjectAltName,
    SubjectAlternativeName,
    SubjectPublicKeyInfo,
    type GeneralName,
    type Name,
} from "@peculiar/asn1-x509";
import { int, str } from "../core/definition";
import { stateless } from "../core/stateless";
import { subjectAltName } from "./extensions";
import { algorithmOf, parsePrivateKey, publicDer } from "./keys";
import { alternativeNames, subjectName, subjectProperties } from "./names";
import { checkKeyOptions } from "./options";
import { expectBlock, toPem } from "./pem";
import { schemeOf, signature } from "./signing";

const LABEL = "CERTIFICATE REQUEST";

/** The attribute that holds the extensions asked for (PKCS #9, RFC 2985 §5.4.2). */
const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

export const certRequest = stateless({
    token: "tls:index/certRequest:CertRequest",
    noun: "TLS certificate request",
    properties: {
        ...subjectProperties,
        privateKeyPem: str({ immutable: true, secret: true }),
        privateKeyPemWo: str({ secret: true, writeOnly: true }),
        privateKeyPemWoVersion: int({ immutable: true }),
        certRequestPem: str({ output: true }),
        keyAlgorithm: str({ output: true }),
    },
    check: (inputs) => checkKeyOptions(inputs, "privateKeyPem"),
    make: (inputs) => {
        const pem = (inputs.privateKeyPem ?? inputs.privateKeyPemWo) as string;
        const key = parsePrivateKey(pem, "Failed to parse private key PEM");
        const wanted = subjectAltName(alternativeNames(inputs), false);
        const values = [AsnConvert.serialize(new Extensions(wanted))];
        const certificationRequestInfo = new CertificationRequestInfo({
            subject: subjectName(inputs),
            subjectPKInfo: AsnConvert.parse(publicDer(crypto.createPublicKey(key)), SubjectPublicKeyInfo),
            attributes: new Attributes(wanted.length === 0 ? [] : [new Attribute({ type: EXTENSION_REQUEST, values })]),
        });
        const scheme = schemeOf(key);
        const request = new CertificationRequest({
            certificationRequestInfo,
            signatureAlgorithm: scheme.identifier,
            signature: signature(scheme, key, AsnConvert.serialize(certificationRequestInfo)),
        });
        const der = new Uint8Array(AsnConvert.serialize(request));
        return {
            id: crypto.createHash("sha1").update(der).digest("hex"),
            props: { certRequestPem: toPem(LABEL, der), keyAlgorithm: algorithmOf(key) ?? "" },
        };
    },
});

/** What a request asks for. Names of kinds that the provider does not carry over are left out. */
export function readRequest(pem: string): { subject: Name; names: GeneralName[]; publicKey: SubjectPublicKeyInfo } {
    const doing = "Failed to parse certificate request PEM";
    const der = expectBlock(pem, LABEL, doing);
    try {
        const info = AsnConvert.parse(der, CertificationRequest).certificationRequestInfo;
        const names = (info.attributes ?? [])
            .filter((attribute) => attribute.type === EXTENSION_REQUEST)
            .flatMap((attribute) => attribute.values.flatMap((value) => [...AsnConvert.parse(value, Extensions)]))
            .filter((extension) => extension.extnID === id_ce_subjectAltName)
            .flatMap((extension) => [...AsnConvert.parse(extension.extnValue, SubjectAlternativeName)]);
        return {
            subject: info.subject,
            names: names.filter((n) => (n.dNSName ?? n.iPAddress ?? n.uniformResourceIdentifier) !== undefined),
            publicKey: info.subjectPKInfo,
        };
    } catch {
        throw new Error(`${doing}: failed to parse certificate request`);
    }
}
