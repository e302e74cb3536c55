/** What is read from certificates: who they are of, and what their keys may do. Throws on what is no certificate. */
import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, id_ce_keyUsage, KeyUsage, KeyUsageFlags, type Name } from "@peculiar/asn1-x509";

/** Words that every implementation has for these attributes (RFC 4514, section 3, and RFC 4519). */
const WORDS: Readonly<Record<string, string>> = {
    "2.5.4.3": "CN",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "0.9.2342.19200300.100.1.25": "DC",
};
/** Of a value, what means nothing else in a name that is written as text; "*" would mean anybody. */
const PLAIN = /^[A-Za-z0-9](?:[A-Za-z0-9 .:/_@()'-]*[A-Za-z0-9.)])?$/;

/** Each certificate of a PEM text by itself, in order. */
export function certificatesIn(pem: string): string[] {
    const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
    return found.map((text) => `${text}\n`);
}

/**
 * The subject of a certificate as an identity of IKE: "C=DE, CN=plant", or where a value could be read as something else
 * "asn1dn:#" and the hexadecimal digits of the whole name (strongSwan, swanctl.opt, id). `pem`: the first counts.
 */
export function subjectOf(pem: string): string {
    const { subject } = parsed(pem).tbsCertificate;
    return textOf(subject) ?? `asn1dn:#${Buffer.from(AsnConvert.serialize(subject)).toString("hex")}`;
}

function textOf(name: Name): string | undefined {
    const parts = name.map((relative) => {
        const [first, ...more] = relative;
        const word = first === undefined ? undefined : WORDS[first.type];
        const value = first?.value.toString() ?? "";
        return word !== undefined && more.length === 0 && PLAIN.test(value) ? `${word}=${value}` : undefined;
    });
    return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join(", ");
}

/** True for a certificate whose key may sign certificates and lists of revoked ones (RFC 5280, 4.2.1.3 and 4.2.1.9). */
export function isAuthority(pem: string): boolean {
    const extension = parsed(pem).tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_keyUsage);
    if (!new X509Certificate(pem).ca) return false;
    if (extension === undefined) return true;
    const usage = AsnConvert.parse(extension.extnValue.buffer, KeyUsage).toNumber();
    return [KeyUsageFlags.keyCertSign, KeyUsageFlags.cRLSign].every((flag) => (usage & flag) !== 0);
}

/** When a certificate ends: RFC 3339, to the second. `pem`: the first counts. */
export function expiryOf(pem: string): string {
    return `${new Date(new X509Certificate(pem).validTo).toISOString().slice(0, 19)}Z`;
}

function parsed(pem: string): Certificate {
    const der = new X509Certificate(pem).raw;
    return AsnConvert.parse(new Uint8Array(der).buffer, Certificate);
}
