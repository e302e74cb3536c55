/** What each device shows to its peers in IKE where links have certificates, and what it is checked against. */
import * as pulumi from "@pulumi/pulumi";
import { join } from "../../plan/shape";
import { problemsError } from "../shared/errors";
import { BridgeAuthentication, type DeviceCertificateArgs } from "./args";
import type { Bridge } from "./bridge";
import type { EndCertificate } from "./certificates";
import { checkDeviceCertificate } from "./checks/certificates";
import { certificatesIn, expiryOf, subjectOf } from "./x509";

/** PEM throughout, once it is known. */
export interface IkeCertificate {
    /** The device's own, and behind it the authorities between it and the root. */
    readonly certificate: string;
    readonly privateKey: string;
    /** Its subject, as an identity of IKE. */
    readonly identity: string;
    /** Whom it follows from, up to the root: what its peers must trust. */
    readonly authorities: string;
    /** The list of revoked certificates of that authority; undefined where the authority publishes its own. */
    readonly revoked?: string;
}

export interface IkeCertificates {
    /** By "site/number". Secret. */
    readonly ends: ReadonlyMap<string, pulumi.Output<IkeCertificate>>;
    /** When those that were given end, by the same keys: RFC 3339. */
    readonly expiry: ReadonlyMap<string, pulumi.Output<string>>;
}

/** "site/number" of the devices that a link of IPsec with certificates ends at, sorted. */
export function certifiedEnds({ plan, args }: Bridge): string[] {
    const ends = plan.links
        .filter(({ authentication }) => authentication === BridgeAuthentication.Certificate)
        .flatMap(({ tunnels }) => tunnels.flatMap((tunnel) => Object.entries(tunnel.ends)))
        .filter(([site]) => args.sites[site]?.device !== undefined)
        .map(([site, { gate }]) => `${site}/${gate + 1}`);
    return [...new Set(ends)].sort();
}

/** The certificate that the program gave for a device. */
export function givenCertificate({ args }: Bridge, key: string): DeviceCertificateArgs | undefined {
    const [site = "", number = ""] = key.split("/");
    return args.sites[site]?.device?.certificates?.[Number(number) - 1];
}

/** `issued`: those of the bridge's own authority, for devices that were given none. */
export function ikeCertificates(bridge: Bridge, issued: ReadonlyMap<string, EndCertificate>): IkeCertificates {
    const ends = new Map<string, pulumi.Output<IkeCertificate>>();
    const expiry = new Map<string, pulumi.Output<string>>();
    for (const key of certifiedEnds(bridge)) {
        const given = givenCertificate(bridge, key);
        const own = issued.get(key);
        if (given !== undefined) {
            const known = ofElsewhere(bridge, key, given);
            ends.set(key, known);
            // When it ends is no secret, though it is read together with the key.
            expiry.set(key, pulumi.unsecret(known.apply(({ certificate }) => expiryOf(certificate))));
        } else if (own !== undefined) {
            ends.set(key, pulumi.secret(pulumi.output(own).apply(ofBridge)));
        }
    }
    return { ends, expiry };
}

function ofBridge({ certificate, privateKey, authority, revoked }: pulumi.Unwrap<EndCertificate>): IkeCertificate {
    return { certificate, privateKey, identity: subjectOf(certificate), authorities: authority, revoked };
}

function ofElsewhere(bridge: Bridge, key: string, given: DeviceCertificateArgs): pulumi.Output<IkeCertificate> {
    const [site = "", number = ""] = key.split("/");
    const path = `${join("sites", site)}.device.certificates[${Number(number) - 1}]`;
    const { certificate, privateKey, authority } = given;
    const known = pulumi.all([certificate, privateKey, authority]).apply(([own, privateKey, authorities]) => {
        const problems = checkDeviceCertificate({ certificate: own, privateKey, authority: authorities }, path);
        if (problems.length > 0) throw problemsError(bridge.subject, problems);
        // The root is what a peer has already; a text may hold what is above the certificate besides.
        const between = certificatesIn(authorities).slice(0, -1);
        return {
            certificate: [...certificatesIn(own).slice(0, 1), ...between].join(""),
            privateKey,
            identity: subjectOf(own),
            authorities,
        };
    });
    return pulumi.secret(known);
}
