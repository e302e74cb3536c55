/**
 * Certificates that the bridge issues, one for each device that needs one, whichever of its links need it: by the user's
 * authority, or by one of the bridge's own.
 */
import * as pulumi from "@pulumi/pulumi";
import { CertRequest } from "@pulumi/tls/certRequest";
import { LocallySignedCert } from "@pulumi/tls/locallySignedCert";
import { PrivateKey } from "@pulumi/tls/privateKey";
import { SelfSignedCert } from "@pulumi/tls/selfSignedCert";
import { problemsError } from "../shared/errors";
import type { Bridge } from "./bridge";
import { checkAuthority } from "./checks/certificates";
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
    const authority = givenAuthority(bridge) ?? ownAuthority(bridge);
    const revoked = pulumi
        .all([authority.certificate, authority.privateKey])
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
                caPrivateKeyPem: authority.privateKey,
                caCertPem: authority.certificate,
                validityPeriodHours: LEAF_DAYS * HOURS_PER_DAY,
                earlyRenewalHours: RENEWAL_DAYS * HOURS_PER_DAY,
                allowedUses: ["digital_signature", "key_encipherment", "server_auth", "client_auth"],
            },
            bridge.child(),
        );
        ends.set(key, {
            authority: authority.certificate,
            certificate: leaf.certPem,
            privateKey: privateKey.privateKeyPem,
            revoked,
            expiry: leaf.validityEndTime,
        });
    }
    return { ends };
}

interface Issuer {
    readonly certificate: pulumi.Output<string>;
    /** Secret. */
    readonly privateKey: pulumi.Output<string>;
}

function ownAuthority(bridge: Bridge): Issuer {
    const name = childName.authority(bridge.name);
    const { privateKeyPem } = new PrivateKey(name, KEY, bridge.child());
    const { certPem } = new SelfSignedCert(
        name,
        {
            privateKeyPem,
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
    return { certificate: certPem, privateKey: privateKeyPem };
}

/** The user's. What was an Output is checked as soon as both are known, and before anything is issued. */
function givenAuthority(bridge: Bridge): Issuer | undefined {
    const given = bridge.args.keys?.authority;
    if (given === undefined) return undefined;
    const checked = pulumi.all([given.certificate, given.privateKey]).apply(([certificate, privateKey]) => {
        const problems = checkAuthority({ certificate, privateKey }, "keys.authority");
        if (problems.length > 0) throw problemsError(bridge.subject, problems);
        return { certificate, privateKey };
    });
    return {
        // The certificate is no secret, though it was checked together with its key.
        certificate: pulumi.unsecret(checked).certificate,
        privateKey: pulumi.secret(checked).privateKey,
    };
}
