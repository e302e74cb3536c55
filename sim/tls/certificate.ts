/** Issuing a certificate, and what its two resource types have in common. */
import * as crypto from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
    Certificate,
    Extensions,
    TBSCertificate,
    Validity,
    Version,
    type GeneralName,
    type Name,
    type SubjectPublicKeyInfo,
} from "@peculiar/asn1-x509";
import { refuseBelow } from "../core/bounds";
import { bool, int, list, str, type Made, type Property } from "../core/definition";
import { texts, type Props } from "../core/values";
import {
    ALLOWED_USES,
    authorityKeyId,
    basicConstraints,
    keyIdOf,
    subjectAltName,
    subjectKeyId,
    usages,
} from "./extensions";
import { toPem } from "./pem";
import { schemeOf, signature } from "./signing";

const HOUR = 3_600_000;
const SERIAL_BYTES = 16;

export const certificateProperties: Record<string, Property> = {
    allowedUses: list(str({ oneOf: ALLOWED_USES }), { required: true, immutable: true }),
    validityPeriodHours: int({ required: true, immutable: true, refuse: refuseBelow("validityPeriodHours", 0) }),
    earlyRenewalHours: int({ default: 0, refuse: refuseBelow("earlyRenewalHours", 0) }),
    isCaCertificate: bool({ default: false, immutable: true }),
    maxPathLength: int({ default: -1, immutable: true, refuse: refuseBelow("maxPathLength", -1) }),
    setSubjectKeyId: bool({ default: false, immutable: true }),
    certPem: str({ output: true }),
    readyForRenewal: bool({ output: true }),
    validityStartTime: str({ output: true }),
    validityEndTime: str({ output: true }),
};

export interface Order {
    subject: Name;
    names: GeneralName[];
    publicKey: SubjectPublicKeyInfo;
    issuer: Name;
    issuerKey: crypto.KeyObject;
    /** What the issuer's certificate is found by. */
    authorityKeyId: ArrayBuffer | undefined;
}

/** `inputs` are those of `certificateProperties`. */
export function issue(order: Order, inputs: Props, now: number): Made {
    const isCa = inputs.isCaCertificate === true;
    if (isCa && order.subject.length === 0) {
        throw new Error(
            "Invalid Certificate Subject: Must contain at least one Distinguished Name when creating Certificate Authority (CA)",
        );
    }
    const [notBefore, notAfter] = [new Date(now), new Date(now + (inputs.validityPeriodHours as number) * HOUR)];
    // Written this way, because a date too far to be one has no year at all.
    if (!(notAfter.getUTCFullYear() <= 9999)) {
        throw new Error("Failed to serialize validity end time: year outside of range [0,9999]");
    }
    const scheme = schemeOf(order.issuerKey);
    const serial = serialNumber();
    const tbsCertificate = new TBSCertificate({
        version: Version.v3,
        serialNumber: serial.der,
        signature: scheme.identifier,
        issuer: order.issuer,
        validity: new Validity({ notBefore, notAfter }),
        subject: order.subject,
        subjectPublicKeyInfo: order.publicKey,
        extensions: new Extensions([
            ...usages(texts(inputs, "allowedUses")),
            basicConstraints(isCa, inputs.maxPathLength as number),
            ...(isCa || inputs.setSubjectKeyId === true ? [subjectKeyId(keyIdOf(order.publicKey))] : []),
            ...(order.authorityKeyId === undefined ? [] : [authorityKeyId(order.authorityKeyId)]),
            ...subjectAltName(order.names, order.subject.length === 0),
        ]),
    });
    const signatureValue = signature(scheme, order.issuerKey, AsnConvert.serialize(tbsCertificate));
    const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: scheme.identifier, signatureValue });
    return {
        id: serial.decimal,
        props: {
            certPem: toPem("CERTIFICATE", new Uint8Array(AsnConvert.serialize(certificate))),
            readyForRenewal: false,
            validityStartTime: notBefore.toISOString(),
            validityEndTime: notAfter.toISOString(),
        },
    };
}

/** Over, or so near its end that the user wants another. */
export function readyForRenewal(props: Props, now: number): string | undefined {
    const { validityEndTime, earlyRenewalHours } = props;
    if (typeof validityEndTime !== "string" || typeof earlyRenewalHours !== "number") return undefined;
    return Date.parse(validityEndTime) - earlyRenewalHours * HOUR <= now ? "readyForRenewal" : undefined;
}

/** Positive, so the DER form starts with a zero byte where the first bit is set. */
function serialNumber(): { der: ArrayBuffer; decimal: string } {
    const value = BigInt(`0x${crypto.randomBytes(SERIAL_BYTES).toString("hex")}`);
    const hex = value.toString(16);
    const padded = hex.length % 2 === 1 ? `0${hex}` : /^[89a-f]/.test(hex) ? `00${hex}` : hex;
    return { der: new Uint8Array(Buffer.from(padded, "hex")).buffer, decimal: value.toString() };
}
