import * as crypto from "node:crypto";
import type { Props } from "../../../sim/core/values";
import { tls } from "../../../sim/tls";
import { run, testWith } from "../../support/commands";
import { modelledTypes, sdkTypes, sdkVersion } from "../../support/sdk-types";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";

const KEY = "tls:index/privateKey:PrivateKey";
const REQUEST = "tls:index/certRequest:CertRequest";
const SELF_SIGNED = "tls:index/selfSignedCert:SelfSignedCert";
const LOCALLY_SIGNED = "tls:index/locallySignedCert:LocallySignedCert";
const GET_PUBLIC_KEY = "tls:index/getPublicKey:getPublicKey";

const pemOf = (key: Deployed): string => key.state.privateKeyPem as string;

const clouds = useClouds([tls]);
const client = clouds.client("tls");

test("models every resource of the SDK's version, with its inputs, outputs and secrets", () => {
    expect(tls.version).toBe(sdkVersion("tls"));
    expect(modelledTypes(tls)).toEqual(sdkTypes("tls"));
});

test("refuses by name what reads certificates from the network", async () => {
    await expect(
        client.invoke("tls:index/getCertificate:getCertificate", { url: "https://example.com" }),
    ).rejects.toThrow(
        new Error(
            `the simulated tls does not model the function tls:index/getCertificate:getCertificate; what it models: causeway sim types`,
        ),
    );
    await expect(clouds.provider("tls", { proxy: { url: "http://proxy" } })).rejects.toThrow(
        new Error('proxy: Invalid or unknown key "proxy"'),
    );
});

test.each([
    [KEY, "private key", { algorithm: "ED25519" }],
    [REQUEST, "certificate request", {}],
    [SELF_SIGNED, "self-signed certificate", { allowedUses: [], validityPeriodHours: 1 }],
    [
        LOCALLY_SIGNED,
        "locally signed certificate",
        { allowedUses: [], validityPeriodHours: 1, caCertPem: "", certRequestPem: "" },
    ],
])("%s refuses an unknown property and an import", async (type, noun, minimal: Props) => {
    expect(await client.check(type, { ...minimal, colour: "red" })).toEqual([
        'colour: Invalid or unknown key "colour"',
    ]);
    await expect(client.import(type, "1234")).rejects.toThrow(
        new Error(`reading TLS ${noun}: TLS ${noun} does not support import`),
    );
});

const KINDS: {
    kind: string;
    algorithm: string;
    ecdsaCurve?: string;
    rsaBits?: number;
    label: string;
    details: object;
}[] = [
    { kind: "RSA 2048", algorithm: "RSA", label: "RSA PRIVATE KEY", details: { modulusLength: 2048 } },
    { kind: "RSA 1024", algorithm: "RSA", rsaBits: 1024, label: "RSA PRIVATE KEY", details: { modulusLength: 1024 } },
    { kind: "ECDSA P224", algorithm: "ECDSA", label: "EC PRIVATE KEY", details: { namedCurve: "secp224r1" } },
    {
        kind: "ECDSA P256",
        algorithm: "ECDSA",
        ecdsaCurve: "P256",
        label: "EC PRIVATE KEY",
        details: { namedCurve: "prime256v1" },
    },
    {
        kind: "ECDSA P384",
        algorithm: "ECDSA",
        ecdsaCurve: "P384",
        label: "EC PRIVATE KEY",
        details: { namedCurve: "secp384r1" },
    },
    {
        kind: "ECDSA P521",
        algorithm: "ECDSA",
        ecdsaCurve: "P521",
        label: "EC PRIVATE KEY",
        details: { namedCurve: "secp521r1" },
    },
    { kind: "ED25519", algorithm: "ED25519", label: "PRIVATE KEY", details: {} },
];

describe.each(KINDS)("a private key of $kind", ({ kind: _, label, details, ...inputs }) => {
    const knownToSsh = !("namedCurve" in details && details.namedCurve === "secp224r1");
    let key: Deployed;
    let state: Record<string, string>;
    let parsed: crypto.KeyObject;

    beforeAll(async () => {
        key = await client.create(KEY, inputs);
        state = key.state as Record<string, string>;
        parsed = crypto.createPrivateKey(state.privateKeyPem ?? "");
    });

    test("has the size or curve asked for", () => {
        expect(parsed.asymmetricKeyType).toBe({ RSA: "rsa", ECDSA: "ec", ED25519: "ed25519" }[inputs.algorithm]);
        expect(parsed.asymmetricKeyDetails).toMatchObject(details);
        expect(key.state).toMatchObject(inputs);
    });

    test("is the same key in every format", () => {
        expect(state.privateKeyPem).toMatch(new RegExp(`^-----BEGIN ${label}-----\n`));
        expect(state.privateKeyPemPkcs8).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
        expect(crypto.createPrivateKey(state.privateKeyPemPkcs8 ?? "").equals(parsed)).toBe(true);
        const publicKey = crypto.createPublicKey(state.publicKeyPem ?? "");
        expect(crypto.createPublicKey(parsed).equals(publicKey)).toBe(true);
        const der = publicKey.export({ type: "spki", format: "der" });
        expect(key.id).toBe(crypto.createHash("sha1").update(der).digest("hex"));
    });

    test("gives its public half to whoever has either form of it", async () => {
        const { publicKeyPem, publicKeyOpenssh, publicKeyFingerprintMd5, publicKeyFingerprintSha256 } = state;
        const half = { publicKeyPem, publicKeyOpenssh, publicKeyFingerprintMd5, publicKeyFingerprintSha256 };
        const expected = { ...half, id: key.id, algorithm: inputs.algorithm };
        for (const pem of [state.privateKeyPem ?? "", state.privateKeyPemPkcs8 ?? ""]) {
            expect(await client.invoke(GET_PUBLIC_KEY, { privateKeyPem: pem })).toEqual({
                ...expected,
                privateKeyPem: pem,
            });
        }
        const openssh = knownToSsh ? state.privateKeyOpenssh : state.privateKeyPem;
        expect(await client.invoke(GET_PUBLIC_KEY, { privateKeyOpenssh: openssh ?? "" })).toMatchObject(expected);
    });

    test("differs from the next one, has nothing to do the second time, and stays out of the clouds", async () => {
        expect((await client.create(KEY, inputs)).id).not.toBe(key.id);
        expect(await client.diff(key, key.inputs)).toEqual({ changed: [], replaces: [] });
        expect(await client.read(key)).toEqual(key);
        expect(clouds.world.everything()).toEqual([]);
        await client.delete(key);
    });

    testWith("ssh-keygen")("is read by OpenSSH, which derives the same public key and fingerprints", () => {
        if (!knownToSsh) {
            const { privateKeyOpenssh, publicKeyOpenssh, publicKeyFingerprintMd5, publicKeyFingerprintSha256 } = state;
            const forms = [privateKeyOpenssh, publicKeyOpenssh, publicKeyFingerprintMd5, publicKeyFingerprintSha256];
            expect(forms).toEqual(["", "", "", ""]);
            return;
        }
        const files = { id: state.privateKeyOpenssh ?? "", "id.pub": state.publicKeyOpenssh ?? "" };
        expect(run("ssh-keygen", ["-y", "-f", "id"], files)).toEqual({ ok: true, output: state.publicKeyOpenssh });
        const fingerprint = (hash: string): string | undefined =>
            run("ssh-keygen", ["-l", "-E", hash, "-f", "id.pub"], files).output.split(" ")[1];
        expect(fingerprint("md5")).toBe(`MD5:${state.publicKeyFingerprintMd5}`);
        expect(fingerprint("sha256")).toBe(state.publicKeyFingerprintSha256);
    });
});

describe("a private key", () => {
    test("is refused without an algorithm, and with one that there is not", async () => {
        expect(await client.check(KEY, {})).toEqual(["algorithm: Missing required property 'algorithm'"]);
        expect(await client.check(KEY, { algorithm: "DSA" })).toEqual([
            'algorithm: expected one of ["RSA","ECDSA","ED25519"], got "DSA"',
        ]);
        expect(await client.check(KEY, { algorithm: "ECDSA", ecdsaCurve: "P-256" })).toEqual([
            'ecdsaCurve: expected one of ["P224","P256","P384","P521"], got "P-256"',
        ]);
        await expect(client.create(KEY, { algorithm: "RSA", rsaBits: 512 })).rejects.toThrow(
            new Error(
                "creating TLS private key: Unable to generate Key from configuration: crypto/rsa: 512-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)",
            ),
        );
    });

    test("is made anew when anything about it changes", async () => {
        const key = await client.create(KEY, { algorithm: "ED25519" });
        const diff = await client.diff(key, { algorithm: "RSA", rsaBits: 4096, ecdsaCurve: "P521" });
        expect(diff.replaces).toEqual(["algorithm", "ecdsaCurve", "rsaBits"]);
        expect(await client.diff(key, { algorithm: "ED25519", rsaBits: 2048, ecdsaCurve: "P224" })).toEqual({
            changed: [],
            replaces: [],
        });
    });

    test("is unknown in a preview", async () => {
        const shown = await client.preview(KEY, { algorithm: "RSA" });
        expect(shown).toMatchObject({ algorithm: "RSA", rsaBits: 2048, privateKeyPem: UNKNOWN, publicKeyPem: UNKNOWN });
    });
});

describe("getPublicKey", () => {
    const exactlyOne = "Exactly one of these attributes must be configured: [privateKeyPem,privateKeyOpenssh]";
    const privateWords = "c2VjcmV0IHNlY3JldCBzZWNyZXQ=";
    const wrapped = (label: string): string => `-----BEGIN ${label}-----\n${privateWords}\n-----END ${label}-----\n`;

    test.each<[Props, string]>([
        [{}, exactlyOne],
        [{ privateKeyPem: "a", privateKeyOpenssh: "b" }, exactlyOne],
        [{ privateKeyPem: privateWords }, "Failed to parse private key PEM: failed to decode PEM block"],
        [
            { privateKeyPem: wrapped("CERTIFICATE") },
            "Failed to parse private key PEM: unsupported PEM preamble/type: CERTIFICATE",
        ],
        [
            { privateKeyPem: wrapped("PRIVATE KEY") },
            "Failed to parse private key PEM: failed to parse private key given PEM preamble 'PRIVATE KEY'",
        ],
        [
            { privateKeyOpenssh: wrapped("OPENSSH PRIVATE KEY") },
            "Failed to parse private key OpenSSH PEM: not in the format openssh-key-v1",
        ],
        [{ privateKeyPem: { key: privateWords } }, "privateKeyPem: expected a string, got a object"],
    ])("refuses case %#, without a word of the key", async (args, message) => {
        await expect(client.invoke(GET_PUBLIC_KEY, args)).rejects.toThrow(new Error(message));
        expect(message).not.toContain(privateWords);
    });

    test("refuses kinds of key that the provider does not know", async () => {
        const { privateKey } = crypto.generateKeyPairSync("x25519");
        const pem = privateKey.export({ type: "pkcs8", format: "pem" });
        await expect(client.invoke(GET_PUBLIC_KEY, { privateKeyPem: pem as string })).rejects.toThrow(
            new Error("Failed to parse private key PEM: unsupported private key type"),
        );
    });

    testWith("ssh-keygen")("refuses a key that is protected by a passphrase", async () => {
        const { state } = await client.create(KEY, { algorithm: "ED25519" });
        const script = 'ssh-keygen -q -p -P "" -N hunter2 -f id >/dev/null && cat id';
        const { output } = run("sh", ["-c", script], { id: state.privateKeyOpenssh as string });
        await expect(client.invoke(GET_PUBLIC_KEY, { privateKeyOpenssh: output })).rejects.toThrow(
            new Error("Failed to parse private key OpenSSH PEM: this private key is passphrase protected"),
        );
    });
});

describe("a certificate request", () => {
    const asked = {
        subject: { commonName: "shop.example", organization: "Ünion", country: "DE", streetAddresses: ["b 2", "a 1"] },
        dnsNames: ["shop.example", "*.shop.example"],
        ipAddresses: ["192.0.2.1", "2001:db8::1"],
        uris: ["spiffe://example/shop"],
    };
    let key: Deployed;

    beforeAll(async () => {
        key = await client.create(KEY, { algorithm: "ECDSA", ecdsaCurve: "P384" });
    });

    testWith("openssl")("is signed by its key, and asks for what it was told to", async () => {
        for (const made of KINDS) {
            const { kind: _, label: __, details: ___, ...inputs } = made;
            const another = await client.create(KEY, inputs);
            const request = await client.create(REQUEST, { ...asked, privateKeyPem: pemOf(another) });
            expect(request.state.keyAlgorithm).toBe(inputs.algorithm);
            const files = { csr: request.state.certRequestPem as string };
            const { ok, output } = run(
                "openssl",
                ["req", "-in", "csr", "-verify", "-text", "-nameopt", "RFC2253"],
                files,
            );
            expect(ok).toBe(true);
            expect(output).toMatch(/verify OK/);
            expect(output).toMatch(/Subject: CN=shop.example,street=b 2\+street=a 1,O=\\C3\\9Cnion,C=DE/);
            expect(output).toMatch(
                /DNS:shop.example, DNS:\*.shop.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1, URI:spiffe:\/\/example\/shop/,
            );
        }
    });

    testWith("openssl")("may ask for nothing at all", async () => {
        const request = await client.create(REQUEST, { privateKeyPem: pemOf(key) });
        const files = { csr: request.state.certRequestPem as string };
        expect(run("openssl", ["req", "-in", "csr", "-verify", "-noout"], files).output).toMatch(/verify OK/);
    });

    test("is made anew when anything about it changes, and a part of the subject that goes is a change", async () => {
        const inputs: Props = { ...asked, privateKeyPem: pemOf(key) };
        const request = await client.create(REQUEST, inputs);
        expect(await client.diff(request, inputs)).toEqual({ changed: [], replaces: [] });
        const { organization: _, ...subject } = asked.subject;
        expect((await client.diff(request, { ...inputs, subject })).replaces).toEqual(["subject"]);
        expect((await client.diff(request, { ...inputs, dnsNames: ["other"] })).replaces).toEqual(["dnsNames"]);
        const other = await client.create(KEY, { algorithm: "ED25519" });
        const rotated = { ...inputs, privateKeyPem: pemOf(other) };
        expect((await client.diff(request, rotated)).replaces).toEqual(["privateKeyPem"]);
    });

    test("takes its key in one way only, and a key that must not be kept with its version", async () => {
        const exactlyOne = ": Exactly one of these attributes must be configured: [privateKeyPem,privateKeyPemWo]";
        const together = ": These attributes must be configured together: [privateKeyPemWo,privateKeyPemWoVersion]";
        expect(await client.check(REQUEST, {})).toEqual([exactlyOne]);
        const both = { privateKeyPem: "a", privateKeyPemWo: "b", privateKeyPemWoVersion: 1 };
        expect(await client.check(REQUEST, both)).toEqual([exactlyOne]);
        expect(await client.check(REQUEST, { privateKeyPemWo: "b" })).toEqual([together]);
        expect(await client.check(REQUEST, { privateKeyPem: "a", privateKeyPemWoVersion: 1 })).toEqual([together]);
        expect(await client.check(REQUEST, { privateKeyPem: UNKNOWN })).toEqual([]);
    });

    test("forgets a key that must not be kept, and is made anew by its version alone", async () => {
        const inputs: Props = { ...asked, privateKeyPemWo: pemOf(key), privateKeyPemWoVersion: 1 };
        expect(await client.preview(REQUEST, inputs)).not.toHaveProperty("privateKeyPemWo");
        const request = await client.create(REQUEST, inputs);
        expect(request.state).not.toHaveProperty("privateKeyPemWo");
        expect(await client.read(request)).toEqual(request);
        const other = { ...inputs, privateKeyPemWo: "another key" };
        expect(await client.diff(request, other)).toEqual({ changed: [], replaces: [] });
        expect((await client.diff(request, { ...other, privateKeyPemWoVersion: 2 })).replaces).toEqual([
            "privateKeyPemWoVersion",
        ]);
    });

    test.each<[Props, string]>([
        [{ ipAddresses: ["10.0.0.300"] }, 'Invalid IP address: Failed to parse "10.0.0.300"'],
        [{ uris: ["http://a b"] }, 'Invalid URI: Failed to parse "http://a b"'],
    ])("is refused on creation with %j", async (wrong, message) => {
        const inputs = { ...wrong, privateKeyPem: pemOf(key) };
        await expect(client.create(REQUEST, inputs)).rejects.toThrow(
            new Error(`creating TLS certificate request: ${message}`),
        );
    });
});
