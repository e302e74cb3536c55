/** A list of revoked certificates (RFC 5280, §5), signed by the authority that issued them: OpenVPN refuses whom it names. */
import * as crypto from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
    AlgorithmIdentifier,
    AuthorityKeyIdentifier,
    Certificate,
    CertificateList,
    CRLNumber,
    Extension,
    id_ce_authorityKeyIdentifier,
    id_ce_cRLNumber,
    id_ce_subjectKeyIdentifier,
    RevokedCertificate,
    SubjectKeyIdentifier,
    TBSCertList,
    Time,
    Version,
} from "@peculiar/asn1-x509";

const SHA256_WITH_RSA = "1.2.840.113549.1.1.11";

export interface Authority {
    /** PEM. */
    readonly certificate: string;
    /** PEM, of an RSA key: its signature over the same list is always the same, so nothing changes without a reason. */
    readonly privateKey: string;
}

/** `serials`: serial numbers in hexadecimal digits. The list is valid as long as the authority is. PEM. */
export function revocationList({ certificate, privateKey }: Authority, serials: readonly string[]): string {
    const der = Buffer.from(certificate.replace(/-----[^-]+-----|\s/g, ""), "base64");
    const { tbsCertificate: issuer } = AsnConvert.parse(new Uint8Array(der).buffer, Certificate);
    const { notBefore, notAfter } = issuer.validity;
    const algorithm = new AlgorithmIdentifier({ algorithm: SHA256_WITH_RSA, parameters: null });
    const keyId = issuer.extensions?.find(({ extnID }) => extnID === id_ce_subjectKeyIdentifier);
    const revoked = [...new Set(serials.map(serialOf))].sort();
    const list = new TBSCertList({
        version: Version.v2,
        signature: algorithm,
        issuer: issuer.subject,
        thisUpdate: new Time(notBefore.getTime()),
        nextUpdate: new Time(notAfter.getTime()),
        ...(revoked.length === 0
            ? {}
            : {
                  revokedCertificates: revoked.map(
                      (serial) =>
                          new RevokedCertificate({
                              userCertificate: new Uint8Array(Buffer.from(serial, "hex")).buffer,
                              revocationDate: new Time(notBefore.getTime()),
                          }),
                  ),
              }),
        crlExtensions: [
            ...(keyId === undefined
                ? []
                : [
                      extension(
                          id_ce_authorityKeyIdentifier,
                          new AuthorityKeyIdentifier({
                              keyIdentifier: AsnConvert.parse(keyId.extnValue.buffer, SubjectKeyIdentifier),
                          }),
                      ),
                  ]),
            // Grows with the list, as RFC 5280 demands.
            extension(id_ce_cRLNumber, new CRLNumber(revoked.length + 1)),
        ],
    });
    const signed = AsnConvert.serialize(list);
    const signature = crypto.sign("sha256", Buffer.from(signed), privateKey);
    const whole = new CertificateList({
        tbsCertList: list,
        signatureAlgorithm: algorithm,
        signature: new Uint8Array(signature).buffer,
    });
    const base64 = Buffer.from(AsnConvert.serialize(whole)).toString("base64");
    return ["-----BEGIN X509 CRL-----", ...(base64.match(/.{1,64}/g) ?? []), "-----END X509 CRL-----", ""].join("\n");
}

/** As DER has a positive number: whole bytes, and a zero before a first bit that is set. */
function serialOf(text: string): string {
    const digits = text.replace(/[:\s]/g, "").replace(/^0+/, "").toLowerCase();
    const even = digits.length % 2 === 0 ? digits : `0${digits}`;
    return /^[89a-f]/.test(even) ? `00${even}` : even;
}

function extension(extnID: string, value: unknown): Extension {
    return new Extension({ extnID, critical: false, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
