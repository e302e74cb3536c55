/** Who a certificate is about: its subject, and its alternative names. */
import * as net from "node:net";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
    AttributeTypeAndValue,
    AttributeValue,
    GeneralName,
    Name,
    RelativeDistinguishedName,
} from "@peculiar/asn1-x509";
import { list, obj, str, type Property } from "../core/definition";
import { texts, type Props } from "../core/values";

/** Attribute types by the provider's names, in the order in which Go writes them (crypto/x509/pkix, ToRDNSequence). */
const SUBJECT = {
    country: "2.5.4.6",
    organization: "2.5.4.10",
    organizationalUnit: "2.5.4.11",
    locality: "2.5.4.7",
    province: "2.5.4.8",
    streetAddresses: "2.5.4.9",
    postalCode: "2.5.4.17",
    commonName: "2.5.4.3",
    serialNumber: "2.5.4.5",
    emailAddress: "1.2.840.113549.1.9.1",
} as const;

export const subjectProperties: Record<string, Property> = {
    subject: obj(
        Object.fromEntries(
            Object.keys(SUBJECT).map((name) => [name, name === "streetAddresses" ? list(str()) : str()]),
        ),
        { immutable: true, exact: true },
    ),
    dnsNames: list(str(), { immutable: true }),
    ipAddresses: list(str({ refuse: refuseEmpty }), { immutable: true }),
    uris: list(str({ refuse: refuseEmpty }), { immutable: true }),
};

export function subjectName(inputs: Props): Name {
    const subject = (inputs.subject ?? {}) as Props;
    const parts = Object.entries(SUBJECT).flatMap(([name, type]) => {
        const value = subject[name];
        const values = name === "streetAddresses" ? texts(subject, name) : [value];
        const attributes = values
            .filter((v): v is string => typeof v === "string" && v !== "")
            .map((v) => new AttributeTypeAndValue({ type, value: attributeValue(name, v) }))
            .sort(byEncoding);
        return attributes.length === 0 ? [] : [new RelativeDistinguishedName(attributes)];
    });
    return new Name(parts);
}

export function alternativeNames(inputs: Props): GeneralName[] {
    return [
        ...texts(inputs, "dnsNames").map((dNSName) => new GeneralName({ dNSName })),
        ...texts(inputs, "ipAddresses").map((iPAddress) => {
            if (net.isIP(iPAddress) === 0) throw new Error(`Invalid IP address: Failed to parse "${iPAddress}"`);
            return new GeneralName({ iPAddress });
        }),
        ...texts(inputs, "uris").map((uniformResourceIdentifier) => {
            // A certificate writes it in ASCII, and spaces and controls are part of no URI (RFC 3986 §2).
            if (!/^[\x21-\x7e]+$/.test(uniformResourceIdentifier)) {
                throw new Error(`Invalid URI: Failed to parse "${uniformResourceIdentifier}"`);
            }
            return new GeneralName({ uniformResourceIdentifier });
        }),
    ];
}

/** The order of a set's elements in DER (X.690 §11.6). */
function byEncoding(one: AttributeTypeAndValue, other: AttributeTypeAndValue): number {
    return Buffer.compare(Buffer.from(AsnConvert.serialize(one)), Buffer.from(AsnConvert.serialize(other)));
}

/** As plain as the characters allow: whoever compares names byte by byte expects PrintableString where it suffices. */
function attributeValue(name: string, value: string): AttributeValue {
    if (name === "emailAddress") return new AttributeValue({ ia5String: value });
    return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value)
        ? new AttributeValue({ printableString: value })
        : new AttributeValue({ utf8String: value });
}

function refuseEmpty(value: unknown): string | undefined {
    return value === "" ? "string length must be at least 1, got: 0" : undefined;
}
