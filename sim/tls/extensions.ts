/** What a certificate is for, as X.509 extensions (RFC 5280 §4.2.1). */
import * as crypto from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
    AuthorityKeyIdentifier,
    BasicConstraints,
    ExtendedKeyUsage,
    Extension,
    id_ce_authorityKeyIdentifier,
    id_ce_basicConstraints,
    id_ce_extKeyUsage,
    id_ce_keyUsage,
    id_ce_subjectAltName,
    id_ce_subjectKeyIdentifier,
    KeyIdentifier,
    KeyUsage,
    KeyUsageFlags,
    SubjectAlternativeName,
    SubjectKeyIdentifier,
    SubjectPublicKeyInfo,
    type Certificate,
    type GeneralName,
} from "@peculiar/asn1-x509";

const KEY_USAGES: Record<string, KeyUsageFlags> = {
    digital_signature: KeyUsageFlags.digitalSignature,
    content_commitment: KeyUsageFlags.nonRepudiation,
    key_encipherment: KeyUsageFlags.keyEncipherment,
    data_encipherment: KeyUsageFlags.dataEncipherment,
    key_agreement: KeyUsageFlags.keyAgreement,
    cert_signing: KeyUsageFlags.keyCertSign,
    crl_signing: KeyUsageFlags.cRLSign,
    encipher_only: KeyUsageFlags.encipherOnly,
    decipher_only: KeyUsageFlags.decipherOnly,
};

const EXTENDED_KEY_USAGES: Record<string, string> = {
    any_extended: "2.5.29.37.0",
    server_auth: "1.3.6.1.5.5.7.3.1",
    client_auth: "1.3.6.1.5.5.7.3.2",
    code_signing: "1.3.6.1.5.5.7.3.3",
    email_protection: "1.3.6.1.5.5.7.3.4",
    ipsec_end_system: "1.3.6.1.5.5.7.3.5",
    ipsec_tunnel: "1.3.6.1.5.5.7.3.6",
    ipsec_user: "1.3.6.1.5.5.7.3.7",
    timestamping: "1.3.6.1.5.5.7.3.8",
    ocsp_signing: "1.3.6.1.5.5.7.3.9",
    microsoft_server_gated_crypto: "1.3.6.1.4.1.311.10.3.3",
    netscape_server_gated_crypto: "2.16.840.1.113730.4.1",
    microsoft_commercial_code_signing: "1.3.6.1.4.1.311.2.1.22",
    microsoft_kernel_code_signing: "1.3.6.1.4.1.311.61.1.1",
};

/** The spellings that the provider takes; its documentation also writes them in camel case, which it refuses. */
export const ALLOWED_USES = [...Object.keys(KEY_USAGES), ...Object.keys(EXTENDED_KEY_USAGES)].sort();

export function usages(allowed: string[]): Extension[] {
    const flags = allowed.reduce((all, use) => all | (KEY_USAGES[use] ?? 0), 0);
    const purposes = allowed.flatMap((use) => EXTENDED_KEY_USAGES[use] ?? []);
    return [
        ...(flags === 0 ? [] : [extension(id_ce_keyUsage, new KeyUsage(flags), true)]),
        ...(purposes.length === 0 ? [] : [extension(id_ce_extKeyUsage, new ExtendedKeyUsage(purposes))]),
    ];
}

export function basicConstraints(isCa: boolean, maxPathLength: number): Extension {
    const limited = isCa && maxPathLength >= 0 ? { pathLenConstraint: maxPathLength } : {};
    return extension(id_ce_basicConstraints, new BasicConstraints({ cA: isCa, ...limited }), true);
}

export function subjectKeyId(id: ArrayBuffer): Extension {
    return extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(id));
}

export function authorityKeyId(id: ArrayBuffer): Extension {
    return extension(
        id_ce_authorityKeyIdentifier,
        new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(id) }),
    );
}

/** Nothing when there are none. Critical where nothing else says whom the certificate is about. */
export function subjectAltName(names: GeneralName[], critical: boolean): Extension[] {
    return names.length === 0 ? [] : [extension(id_ce_subjectAltName, new SubjectAlternativeName(names), critical)];
}

/** SHA-1 of the key's bits: method (1) of RFC 5280 §4.2.1.2. */
export function keyIdOf(key: SubjectPublicKeyInfo): ArrayBuffer {
    const digest = crypto.createHash("sha1").update(Buffer.from(key.subjectPublicKey)).digest();
    return new Uint8Array(digest).buffer;
}

export function keyIdIn(certificate: Certificate): ArrayBuffer | undefined {
    const found = certificate.tbsCertificate.extensions?.find((e) => e.extnID === id_ce_subjectKeyIdentifier);
    return found === undefined ? undefined : AsnConvert.parse(found.extnValue, SubjectKeyIdentifier).buffer;
}

function extension(extnID: string, value: object, critical = false): Extension {
    return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
