/**
 * Certificates of the ends of OpenVPN: an authority of the bridge's own, and a certificate for each device.
 */
import * as pulumi from "@pulumi/pulumi";
import { CertRequest } from "@pulumi/tls/certRequest";
import { LocallySignedCert } from "@pulumi/tls/locallySignedCert";
import { PrivateKey } from "@pulumi/tls/privateKey";
import { SelfSignedCert } from "@pulumi/tls/selfSignedCert";
import type { Bridge } from "./bridge";
import { childName } from "./names";
import { revocationList } from "./revocation";

/** PEM throughout. */
export interface EndCertificate {
    readonly authority: pulumi.Output<string>;
    readonly certificate: pulumi.Output<string>;
    readonly privateKey: pulumi.Output<string>;
    readonly revoked: pulumi.Output<string>;
    /** RFC 3339. */
    readonly expiry: pulumi.Output<string>;
}

export interface Certificates {
    /** By "site/number". */
    readonly ends: ReadonlyMap<string, EndCertificate>;
}

/** RSA, because its signatures do not differ from run to run; 3,072 bits have a strength of 128. */
const KEY = { algorithm: "RSA", rsaBits: 3072 } as const;
const HOURS_PER_DAY = 24;
const AUTHORITY_DAYS = 3650;
/** As long as public authorities may issue (CA/Browser Forum, until 2026-03), and renewed a month before. */
const LEAF_DAYS = 398;
const RENEWAL_DAYS = 30;

/** `keys`: the ends, "site/number". */
export function buildCertificates(bridge: Bridge, keys: readonly string[]): Certificates {
    const ends = new Map<string, EndCertificate>();
    const authorityName = childName.authority(bridge.name);
    const authorityKey = new PrivateKey(authorityName, KEY, bridge.child());
    const authority = new SelfSignedCert(
        authorityName,
        {
            privateKeyPem: authorityKey.privateKeyPem,
            subject: { commonName: `${bridge.name} authority` },
            isCaCertificate: true,
            maxPathLength: 0,
            setSubjectKeyId: true,
            setAuthorityKeyId: true,
            validityPeriodHours: AUTHORITY_DAYS * HOURS_PER_DAY,
            earlyRenewalHours: LEAF_DAYS * HOURS_PER_DAY,
            allowedUses: ["cert_signing", "crl_signing"],
        },
        bridge.child(),
    );
    const revoked = pulumi
        .all([authority.certPem, authorityKey.privateKeyPem])
        .apply(([certificate, privateKey]) =>
            revocationList({ certificate, privateKey }, bridge.args.keys?.revokedSerials ?? []),
        );
    for (const key of keys) {
        const name = childName.certificate(bridge.name, key);
        const privateKey = new PrivateKey(name, KEY, bridge.child());
        const request = new CertRequest(
            name,
            { privateKeyPem: privateKey.privateKeyPem, subject: { commonName: key } },
            bridge.child(),
        );
        const leaf = new LocallySignedCert(
            name,
            {
                certRequestPem: request.certRequestPem,
                caPrivateKeyPem: authorityKey.privateKeyPem,
                caCertPem: authority.certPem,
                validityPeriodHours: LEAF_DAYS * HOURS_PER_DAY,
                earlyRenewalHours: RENEWAL_DAYS * HOURS_PER_DAY,
                allowedUses: ["digital_signature", "key_encipherment", "server_auth", "client_auth"],
            },
            bridge.child(),
        );
        ends.set(key, {
            authority: authority.certPem,
            certificate: leaf.certPem,
            privateKey: privateKey.privateKeyPem,
            revoked,
            expiry: leaf.validityEndTime,
        });
    }
    return { ends };
}
