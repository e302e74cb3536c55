/** Keys, authorities and certificates for tests of the package `tls`. */
import * as crypto from "node:crypto";
import type { Props } from "../../sim/core/values";
import type { Deployed, SimClient } from "./sim-client";

export const KEY = "tls:index/privateKey:PrivateKey";
export const REQUEST = "tls:index/certRequest:CertRequest";
export const SELF_SIGNED = "tls:index/selfSignedCert:SelfSignedCert";
export const LOCALLY_SIGNED = "tls:index/locallySignedCert:LocallySignedCert";

/** A certificate with the private key that belongs to it. */
export interface Identity {
    key: string;
    cert: Deployed;
}

export const certOf = (resource: Deployed): crypto.X509Certificate =>
    new crypto.X509Certificate(resource.state.certPem as string);

export class TlsMaker {
    constructor(private readonly client: SimClient) {}

    async key(inputs: Props = { algorithm: "ECDSA", ecdsaCurve: "P256" }): Promise<string> {
        return (await this.client.create(KEY, inputs)).state.privateKeyPem as string;
    }

    async selfSigned(inputs: Props, privateKeyPem?: string): Promise<Deployed> {
        const common = { allowedUses: [], validityPeriodHours: 24, privateKeyPem: privateKeyPem ?? (await this.key()) };
        return this.client.create(SELF_SIGNED, { ...common, ...inputs });
    }

    async root(inputs: Props = {}, keyInputs?: Props): Promise<Identity> {
        const key = await this.key(keyInputs);
        const ca = { isCaCertificate: true, allowedUses: ["cert_signing"], subject: { commonName: "root" } };
        return { key, cert: await this.selfSigned({ ...ca, ...inputs }, key) };
    }

    /** A certificate of `authority` for a request with these names. */
    async signed(authority: Identity, inputs: Props, names: Props, keyInputs?: Props): Promise<Identity> {
        const key = await this.key(keyInputs);
        const request = await this.client.create(REQUEST, { privateKeyPem: key, ...names });
        const cert = await this.client.create(LOCALLY_SIGNED, {
            certRequestPem: request.state.certRequestPem ?? "",
            caCertPem: authority.cert.state.certPem ?? "",
            caPrivateKeyPem: authority.key,
            allowedUses: ["server_auth"],
            validityPeriodHours: 24,
            ...inputs,
        });
        return { key, cert };
    }

    intermediate(authority: Identity): Promise<Identity> {
        const ca = { isCaCertificate: true, allowedUses: ["cert_signing"] };
        return this.signed(authority, ca, { subject: { commonName: "middle" } });
    }
}
