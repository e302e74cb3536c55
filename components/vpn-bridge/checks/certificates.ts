/**
 * What certificates and keys that were given must be, as far as they can be read: each by itself, and what belongs together.
 * They are checked as soon as they are known. No key is ever shown.
 */
import * as crypto from "node:crypto";
import { LEAST_RSA_BITS } from "../../../facts/ipsec/certificates";
import { show, type Problem } from "../../../plan/problem";
import { join } from "../../../plan/shape";
import type { BridgeAuthorityArgs, DeviceCertificateArgs } from "../args";
import { certificatesIn, isAuthority } from "../x509";

/** What of some inputs is known now; the others are undefined. */
export type Texts<T> = { readonly [K in keyof T]?: string | undefined };
export type AuthorityTexts = Texts<BridgeAuthorityArgs>;
export type DeviceCertificateTexts = Texts<Omit<DeviceCertificateArgs, "arns">>;

/** The plain ones of some inputs. */
export function plainTexts<T extends object>(inputs: T): Texts<T> {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => typeof value === "string")) as Texts<T>;
}

/** `path` is that of the whole: "keys.authority". */
export function checkAuthority({ certificate, privateKey }: AuthorityTexts, path: string): Problem[] {
    const [root, ...more] = certificate === undefined ? [] : readable(certificate);
    return [
        ...checkReadable(certificate, `${path}.certificate`),
        ...(root === undefined || more.length > 0 ? [] : checkRoot(root, `${path}.certificate`)),
        ...(more.length === 0
            ? []
            : [
                  {
                      check: "authority-root",
                      path: `${path}.certificate`,
                      got: `${more.length + 1} certificates`,
                      allowed: ROOT,
                      fix: "Give the root alone: what devices hold is checked against it and its list of revoked ones.",
                  },
              ]),
        ...checkKey(privateKey, root, `${path}.privateKey`),
    ];
}

/** `path` is that of the whole: `sites.plant.device.certificates[0]`. */
export function checkDeviceCertificate(texts: DeviceCertificateTexts, path: string): Problem[] {
    const { certificate, privateKey, authority } = texts;
    const [own] = certificate === undefined ? [] : readable(certificate);
    const chain = authority === undefined ? [] : readable(authority);
    return [
        ...checkReadable(certificate, `${path}.certificate`),
        ...checkReadable(authority, `${path}.authority`),
        ...(own === undefined ? [] : checkDates(own, `${path}.certificate`)),
        ...chain.flatMap((one) => checkDates(one, `${path}.authority`)),
        ...checkKey(privateKey, own, `${path}.privateKey`),
        ...checkChain(own, chain, path),
    ];
}

/** `arn:aws:acm:us-east-1:111122223333:certificate/…` (ACM, resource ARNs), of the region that it is given for. */
const ARN = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[A-Za-z0-9-]+$/;

export function checkCertificateArn(arn: string, region: string, path: string): Problem[] {
    if (ARN.exec(arn)?.[1] === region) return [];
    const allowed = `"arn:aws:acm:${region}:<account>:certificate/<id>"`;
    const fix = "Give the ARN of the device's certificate in AWS Certificate Manager, in the region of the connection.";
    return [{ check: "certificate-arn", path: join(path, region), got: show(arn), allowed, fix }];
}

const ROOT = "one certificate of an authority that signed it itself";

function checkRoot(root: crypto.X509Certificate, path: string): Problem[] {
    const unfit = (got: string, allowed: string, fix: string): Problem[] => [
        { check: "authority-root", path, got, allowed, fix },
    ];
    const bits = root.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    return [
        ...checkDates(root, path),
        ...(maySign(root)
            ? []
            : unfit(
                  "a certificate that may not sign certificates and lists of revoked ones",
                  ROOT,
                  "Issue one with CA:TRUE, and with keyCertSign and cRLSign where it has a key usage.",
              )),
        ...(isRoot(root)
            ? []
            : unfit(
                  "a certificate that another authority signed",
                  ROOT,
                  "Give a root: strongSwan and OpenVPN trust nothing less.",
              )),
        ...(root.publicKey.asymmetricKeyType === "rsa" && bits >= LEAST_RSA_BITS.value
            ? []
            : unfit(
                  `a key of ${root.publicKey.asymmetricKeyType ?? "no kind"}${bits === 0 ? "" : ` of ${bits} bits`}`,
                  `a key of rsa of ${LEAST_RSA_BITS.value} bits and more`,
                  "Other signatures differ each time, and the list of revoked certificates would never stay as it is.",
              )),
    ];
}

function checkChain(
    own: crypto.X509Certificate | undefined,
    chain: readonly crypto.X509Certificate[],
    path: string,
): Problem[] {
    if (chain.length === 0) return [];
    const broken = (where: string, got: string): Problem => ({
        check: "certificate-chain",
        path: `${path}.${where}`,
        got,
        allowed: "the authority that issued the certificate, then the one above it, up to the root",
        fix: "Export the chain with the certificate, in this order, root included.",
    });
    const breaks = chain.findIndex((one, i) => {
        const above = chain[i + 1];
        return !one.ca || (above === undefined ? !isRoot(one) : !isIssued(one, above));
    });
    const [issuer] = chain;
    return [
        ...(breaks < 0
            ? []
            : [
                  broken(
                      "authority",
                      breaks < chain.length - 1
                          ? `a certificate ${breaks + 1} that is no authority's, or that certificate ${breaks + 2} did not issue`
                          : "a last certificate that is no root",
                  ),
              ]),
        ...(own === undefined || issuer === undefined || isIssued(own, issuer)
            ? []
            : [broken("certificate", "a certificate that the first of 'authority' did not issue")]),
    ];
}

function checkKey(key: string | undefined, owner: crypto.X509Certificate | undefined, path: string): Problem[] {
    if (key === undefined) return [];
    const read = privateKeyOf(key);
    if (read === undefined) {
        const allowed = "PEM of a private key without a password";
        const fix = "Give the whole text, from its BEGIN line to its END line; devices start without anybody to ask.";
        return [{ check: "private-key", path, got: "a text that is none", allowed, fix }];
    }
    if (owner === undefined || owner.checkPrivateKey(read)) return [];
    const fix = "Give the two that belong together.";
    return [
        {
            check: "private-key",
            path,
            got: "the key of another certificate",
            allowed: "the certificate's own key",
            fix,
        },
    ];
}

function checkReadable(pem: string | undefined, path: string): Problem[] {
    if (pem === undefined || readable(pem).length > 0) return [];
    const fix = "Give the whole text, from its BEGIN line to its END line.";
    const got = "a text that is none";
    return [{ check: "certificate-text", path, got, allowed: "PEM of an X.509 certificate", fix }];
}

function checkDates(certificate: crypto.X509Certificate, path: string): Problem[] {
    const ends = new Date(certificate.validTo);
    // eslint-disable-next-line no-restricted-properties -- nothing that is deployed follows from it: it refuses, or it does not
    if (ends.getTime() > Date.now()) return [];
    const got = `a certificate that ended on ${ends.toISOString().slice(0, 10)}`;
    const allowed = "a certificate that is good today";
    return [{ check: "certificate-expired", path, got, allowed, fix: "Issue a new one: nobody believes this one." }];
}

/** None where one of them cannot be read. */
function readable(pem: string): crypto.X509Certificate[] {
    try {
        return certificatesIn(pem).map((text) => new crypto.X509Certificate(text));
    } catch {
        return [];
    }
}

function privateKeyOf(pem: string): crypto.KeyObject | undefined {
    try {
        return crypto.createPrivateKey(pem);
    } catch {
        return undefined;
    }
}

const isIssued = (one: crypto.X509Certificate, by: crypto.X509Certificate): boolean =>
    one.checkIssued(by) && one.verify(by.publicKey);
const isRoot = (one: crypto.X509Certificate): boolean => isIssued(one, one);
const maySign = (one: crypto.X509Certificate): boolean => isAuthority(one.toString());
