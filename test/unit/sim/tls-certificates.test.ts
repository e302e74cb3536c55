import * as crypto from "node:crypto";
import type { Props } from "../../../sim/core/values";
import { tls } from "../../../sim/tls";
import { run, testWith } from "../../support/commands";
import { useClouds } from "../../support/sim-client";
import { certOf, TlsMaker } from "../../support/tls";

const client = useClouds([tls]).client("tls");
const make = new TlsMaker(client);

/** Where the value of an extension of this type begins in the certificate, after "critical" where it says so. */
function extensionValue(certificate: crypto.X509Certificate, type: number, critical: boolean): Buffer {
    const head = Buffer.from([0x06, 0x03, 0x55, 0x1d, type, ...(critical ? [0x01, 0x01, 0xff] : []), 0x04]);
    const at = certificate.raw.indexOf(head);
    expect(at).toBeGreaterThan(0);
    const length = certificate.raw.readUInt8(at + head.length);
    return certificate.raw.subarray(at + head.length + 1, at + head.length + 1 + length);
}

describe.each([
    ["RSA", { algorithm: "RSA" }],
    ["ECDSA P224", { algorithm: "ECDSA" }],
    ["ECDSA P256", { algorithm: "ECDSA", ecdsaCurve: "P256" }],
    ["ECDSA P384", { algorithm: "ECDSA", ecdsaCurve: "P384" }],
    ["ECDSA P521", { algorithm: "ECDSA", ecdsaCurve: "P521" }],
    ["ED25519", { algorithm: "ED25519" }],
])("an authority with a key of %s", (_, kind: Props) => {
    test("vouches for itself and for another, and for nobody with another key", async () => {
        const authority = await make.root({}, kind);
        const leaf = await make.signed(authority, {}, { dnsNames: ["shop.example"] }, kind);
        const [ca, cert] = [certOf(authority.cert), certOf(leaf.cert)];
        expect(ca.verify(ca.publicKey)).toBe(true);
        expect(cert.verify(ca.publicKey)).toBe(true);
        expect(cert.checkIssued(ca)).toBe(true);
        expect(cert.verify(cert.publicKey)).toBe(false);
        expect(cert.checkPrivateKey(crypto.createPrivateKey(leaf.key))).toBe(true);
        expect(authority.cert.state.keyAlgorithm).toBe(kind.algorithm);
        expect(leaf.cert.state.caKeyAlgorithm).toBe(kind.algorithm);
    });

    testWith("openssl")("is accepted by OpenSSL, with a chain below it", async () => {
        const authority = await make.root({}, kind);
        const middle = await make.intermediate(authority);
        const leaf = await make.signed(middle, {}, { dnsNames: ["shop.example"] });
        const files = { root: certOf(authority.cert).toString(), middle: certOf(middle.cert).toString() };
        const args = ["verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "shop.example"];
        const chain = [...args, "-CAfile", "root", "-untrusted", "middle", "leaf"];
        expect(run("openssl", chain, { ...files, leaf: certOf(leaf.cert).toString() })).toEqual({
            ok: true,
            output: "leaf: OK\n",
        });
    });
});

describe("a certificate", () => {
    test("says what it was told to say", async () => {
        const made = await make.selfSigned({
            subject: {
                commonName: "shop.example",
                organization: "Ünion",
                organizationalUnit: "Nets",
                country: "DE",
                province: "Berlin",
                locality: "Mitte",
                postalCode: "10115",
                streetAddresses: ["Alley 1"],
                serialNumber: "7",
                emailAddress: "net@shop.example",
            },
            dnsNames: ["shop.example", "*.shop.example"],
            ipAddresses: ["192.0.2.1", "2001:db8::1"],
            uris: ["spiffe://example/shop"],
            validityPeriodHours: 48,
        });
        const cert = certOf(made);
        expect(cert.subject.split("\n")).toEqual([
            "C=DE",
            "O=Ünion",
            "OU=Nets",
            "L=Mitte",
            "ST=Berlin",
            "street=Alley 1",
            "postalCode=10115",
            "CN=shop.example",
            "serialNumber=7",
            "emailAddress=net@shop.example",
        ]);
        expect(cert.issuer).toBe(cert.subject);
        expect(cert.subjectAltName).toBe(
            "DNS:shop.example, DNS:*.shop.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1, URI:spiffe://example/shop",
        );
        expect(cert.checkHost("www.shop.example")).toBe("*.shop.example");
        expect(cert.checkIP("2001:db8::1")).toBe("2001:db8::1");
        expect(cert.ca).toBe(false);
        const [start, end] = [made.state.validityStartTime, made.state.validityEndTime].map((t) =>
            Date.parse(t as string),
        );
        expect((end ?? 0) - (start ?? 0)).toBe(48 * 3_600_000);
        // The certificate writes whole seconds.
        expect(Date.parse(cert.validFrom)).toBe(Math.floor((start ?? 0) / 1000) * 1000);
        expect(Date.parse(cert.validTo)).toBe(Math.floor((end ?? 0) / 1000) * 1000);
    });

    test("has its id as its serial number, which is never negative", async () => {
        const key = await make.key();
        for (let i = 0; i < 20; i++) {
            const made = await make.selfSigned({}, key);
            expect(BigInt(`0x${certOf(made).serialNumber}`).toString()).toBe(made.id);
        }
    });

    test("may be valid for longer than two-digit years reach", async () => {
        const made = await make.selfSigned({ validityPeriodHours: 24 * 365 * 100 });
        expect(Date.parse(certOf(made).validTo)).toBe(
            Math.floor(Date.parse(made.state.validityEndTime as string) / 1000) * 1000,
        );
        await expect(make.selfSigned({ validityPeriodHours: 24 * 365 * 9000 })).rejects.toThrow(
            new Error(
                "creating TLS self-signed certificate: Failed to serialize validity end time: year outside of range [0,9999]",
            ),
        );
    });

    // Bits of RFC 5280 §4.2.1.3 in DER: the number of unused bits, then the bits from the left.
    test.each([
        ["digital_signature", "0780"],
        ["content_commitment", "0640"],
        ["key_encipherment", "0520"],
        ["data_encipherment", "0410"],
        ["key_agreement", "0308"],
        ["cert_signing", "0204"],
        ["crl_signing", "0102"],
        ["encipher_only", "0001"],
        ["decipher_only", "070080"],
    ])("for %s is for that and nothing else", async (use, bits) => {
        const cert = certOf(await make.selfSigned({ allowedUses: [use] }));
        expect(extensionValue(cert, 15, true).subarray(2).toString("hex")).toBe(bits);
        expect(cert.keyUsage).toBeUndefined();
    });

    // Object identifiers as the registries of IETF, Microsoft and Netscape list them.
    test("names every extended use, in the order given", async () => {
        const uses = {
            any_extended: "2.5.29.37.0",
            client_auth: "1.3.6.1.5.5.7.3.2",
            code_signing: "1.3.6.1.5.5.7.3.3",
            email_protection: "1.3.6.1.5.5.7.3.4",
            ipsec_end_system: "1.3.6.1.5.5.7.3.5",
            ipsec_tunnel: "1.3.6.1.5.5.7.3.6",
            ipsec_user: "1.3.6.1.5.5.7.3.7",
            microsoft_commercial_code_signing: "1.3.6.1.4.1.311.2.1.22",
            microsoft_kernel_code_signing: "1.3.6.1.4.1.311.61.1.1",
            microsoft_server_gated_crypto: "1.3.6.1.4.1.311.10.3.3",
            netscape_server_gated_crypto: "2.16.840.1.113730.4.1",
            ocsp_signing: "1.3.6.1.5.5.7.3.9",
            server_auth: "1.3.6.1.5.5.7.3.1",
            timestamping: "1.3.6.1.5.5.7.3.8",
        };
        const made = await make.selfSigned({ allowedUses: Object.keys(uses) });
        expect(certOf(made).keyUsage).toEqual(Object.values(uses));
    });

    test("with no subject stands for its alternative names, and says that they must be understood", async () => {
        const cert = certOf(await make.selfSigned({ dnsNames: ["a.example"] }));
        expect(extensionValue(cert, 17, true).toString()).toContain("a.example");
        const named = certOf(await make.selfSigned({ dnsNames: ["a.example"], subject: { commonName: "a" } }));
        expect(extensionValue(named, 17, false).toString()).toContain("a.example");
    });

    test("carries key identifiers where asked, and an authority's always", async () => {
        const id = (cert: crypto.X509Certificate): Buffer => {
            const point = cert.publicKey.export({ type: "spki", format: "der" }).subarray(-65);
            return crypto.createHash("sha1").update(point).digest();
        };
        const authority = await make.root();
        const [ca, leaf] = [certOf(authority.cert), certOf((await make.signed(authority, {}, {})).cert)];
        expect(extensionValue(ca, 14, false).subarray(2)).toEqual(id(ca));
        expect(extensionValue(leaf, 35, false).subarray(4)).toEqual(id(ca));
        expect(leaf.raw.includes(id(leaf))).toBe(false);
        const marked = certOf((await make.signed(authority, { setSubjectKeyId: true }, {})).cert);
        expect(extensionValue(marked, 14, false).subarray(2)).toEqual(id(marked));
        const self = certOf(await make.selfSigned({ setSubjectKeyId: true, setAuthorityKeyId: true }));
        expect(extensionValue(self, 35, false).subarray(4)).toEqual(id(self));
        await expect(make.selfSigned({ setAuthorityKeyId: true })).rejects.toThrow(
            /Invalid Certificate Authority: Could not determine Authority Key Identifier$/,
        );
    });

    testWith("openssl")("of an authority limits how many may follow", async () => {
        const verdict = async (maxPathLength: number): Promise<string> => {
            const authority = await make.root({ maxPathLength });
            const middle = await make.intermediate(authority);
            const leaf = await make.signed(middle, {}, { dnsNames: ["a.example"] });
            const files = { root: authority.cert, middle: middle.cert, leaf: leaf.cert };
            const pems = Object.entries(files).map(([name, r]) => [name, certOf(r).toString()] as const);
            return run(
                "openssl",
                ["verify", "-CAfile", "root", "-untrusted", "middle", "leaf"],
                Object.fromEntries(pems),
            ).output;
        };
        expect(await verdict(0)).toMatch(/path length constraint exceeded/);
        expect(await verdict(1)).toBe("leaf: OK\n");
        expect(await verdict(-1)).toBe("leaf: OK\n");
    });

    test("that is no authority's ignores a path length", async () => {
        const cert = certOf(await make.selfSigned({ maxPathLength: 3 }));
        expect(extensionValue(cert, 19, true).toString("hex")).toBe("3000");
    });
});
