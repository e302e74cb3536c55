/**
 * A certificate from elsewhere, with its private key: what ACM demands of it, and what it says of it then. Sources: ACM API
 * reference (ImportCertificate, CertificateDetail), ACM user guide ("Prerequisites for importing ACM certificates": PEM, a
 * supported key, a key that fits, valid now, and a chain unless it is self-signed).
 */
import * as crypto from "node:crypto";
import { text, type Props } from "../../core/values";
import { invalid } from "./codes";

const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const CURVES: Readonly<Record<string, string>> = {
    prime256v1: "EC_prime256v1",
    secp384r1: "EC_secp384r1",
    secp521r1: "EC_secp521r1",
};
const RSA_SIZES = [1024, 2048, 3072, 4096];

/** What ACM knows of the certificate in `certificateBody`. Throws what it has against it. */
export function describeImported(props: Props, now: number): Props {
    const [certificate, ...more] = certificatesIn(text(props, "certificateBody") ?? "");
    if (certificate === undefined) throw unreadable();
    if (more.length > 0) {
        throw invalid(
            "The certificate field contains more than one certificate. You can specify only one certificate in this field.",
        );
    }
    demandKey(certificate, text(props, "privateKey") ?? "");
    demandChain(certificate, certificatesIn(text(props, "certificateChain") ?? ""));
    const [notBefore, notAfter] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
    if (notAfter < now) throw invalid("The certificate has expired.");
    if (notBefore > now) throw invalid("The certificate is not in effect yet.");
    const algorithm = algorithmOf(certificate.publicKey);
    return {
        domainName: commonNameOf(certificate),
        subjectAlternativeNames: alternativeNamesOf(certificate),
        keyAlgorithm: algorithm ?? "",
        notBefore: inSeconds(notBefore),
        notAfter: inSeconds(notAfter),
        status: "ISSUED",
        type: "IMPORTED",
    };
}

/** A time as ACM writes it, without fractions of a second. */
export function inSeconds(time: number): string {
    return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

function unreadable(): Error {
    return invalid("Unable to parse certificate. Please ensure the certificate is in PEM format.");
}

function certificatesIn(pem: string): crypto.X509Certificate[] {
    const blocks = pem.match(PEM) ?? [];
    if (blocks.length === 0 && pem.trim() !== "") throw unreadable();
    try {
        return blocks.map((block) => new crypto.X509Certificate(block));
    } catch {
        throw unreadable();
    }
}

function demandKey(certificate: crypto.X509Certificate, pem: string): void {
    let key: crypto.KeyObject;
    try {
        key = crypto.createPrivateKey(pem);
    } catch {
        throw invalid("The private key is not supported: it must be an unencrypted key in PEM format.");
    }
    if (algorithmOf(key) === undefined) throw invalid("The private key length or algorithm is not supported.");
    if (!certificate.checkPrivateKey(key)) throw invalid("The private key does not match the certificate.");
}

function demandChain(certificate: crypto.X509Certificate, chain: crypto.X509Certificate[]): void {
    if (chain.length === 0) {
        if (certificate.verify(certificate.publicKey)) return;
        throw invalid(
            "The provided certificate is not a valid self signed. Please provide either a valid self-signed " +
                "certificate or certificate chain.",
        );
    }
    const signed = [certificate, ...chain].every((one, i) => {
        const issuer = chain[i];
        return issuer === undefined || (one.checkIssued(issuer) && one.verify(issuer.publicKey));
    });
    if (signed) return;
    throw invalid(
        "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, " +
            "followed by any intermediaries in order.",
    );
}

/** As ACM calls it; undefined for one that it does not take. */
function algorithmOf(key: crypto.KeyObject): string | undefined {
    const details = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === "ec") return CURVES[details.namedCurve ?? ""];
    const size = details.modulusLength ?? 0;
    return key.asymmetricKeyType === "rsa" && RSA_SIZES.includes(size) ? `RSA_${size}` : undefined;
}

function commonNameOf(certificate: crypto.X509Certificate): string {
    return /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? "";
}

function alternativeNamesOf(certificate: crypto.X509Certificate): string[] {
    const names = (certificate.subjectAltName ?? "").split(", ").flatMap((name) => /^DNS:(.+)$/.exec(name)?.[1] ?? []);
    return names.length > 0 ? names : [commonNameOf(certificate)];
}
