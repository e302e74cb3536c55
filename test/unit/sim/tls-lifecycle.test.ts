import type { Props } from "../../../sim/core/values";
import { tls } from "../../../sim/tls";
import { UNKNOWN, useClouds, type Deployed } from "../../support/sim-client";
import { LOCALLY_SIGNED, SELF_SIGNED, TlsMaker } from "../../support/tls";

const UNCHANGED = { changed: [], replaces: [] };

const clouds = useClouds([tls]);
const client = clouds.client("tls");
const make = new TlsMaker(client);

describe("what is refused", () => {
    test.each<[string, Props, string[]]>([
        [
            SELF_SIGNED,
            { privateKeyPem: "x" },
            [
                "allowedUses: Missing required property 'allowedUses'",
                "validityPeriodHours: Missing required property 'validityPeriodHours'",
            ],
        ],
        [
            LOCALLY_SIGNED,
            { caPrivateKeyPem: "x" },
            ["allowedUses", "caCertPem", "certRequestPem", "validityPeriodHours"].map(
                (name) => `${name}: Missing required property '${name}'`,
            ),
        ],
        [
            SELF_SIGNED,
            { allowedUses: [], validityPeriodHours: 1 },
            [": Exactly one of these attributes must be configured: [privateKeyPem,privateKeyPemWo]"],
        ],
        [
            LOCALLY_SIGNED,
            { allowedUses: [], validityPeriodHours: 1, caCertPem: "", certRequestPem: "", caPrivateKeyPemWo: "x" },
            [": These attributes must be configured together: [caPrivateKeyPemWo,caPrivateKeyPemWoVersion]"],
        ],
        [
            SELF_SIGNED,
            { allowedUses: [], validityPeriodHours: -1, earlyRenewalHours: -1, maxPathLength: -2, privateKeyPem: "x" },
            [
                "earlyRenewalHours: Attribute earlyRenewalHours value must be at least 0, got: -1",
                "maxPathLength: Attribute maxPathLength value must be at least -1, got: -2",
                "validityPeriodHours: Attribute validityPeriodHours value must be at least 0, got: -1",
            ],
        ],
    ])("%s %j", async (type, inputs, failures) => {
        expect(await client.check(type, inputs)).toEqual(failures);
    });

    test("uses in camel case, as the SDK's text has them but the provider does not", async () => {
        const inputs = { allowedUses: ["serverAuth"], validityPeriodHours: 1, privateKeyPem: "x" };
        const [failure, ...others] = await client.check(SELF_SIGNED, inputs);
        expect(failure).toMatch(
            /^allowedUses\[0\]: expected one of \["any_extended",.*"timestamping"\], got "serverAuth"$/,
        );
        expect(others).toEqual([]);
    });

    test("an authority without a name", async () => {
        const message =
            "Invalid Certificate Subject: Must contain at least one Distinguished Name when creating Certificate Authority (CA)";
        await expect(make.selfSigned({ isCaCertificate: true })).rejects.toThrow(
            new Error(`creating TLS self-signed certificate: ${message}`),
        );
    });

    test("an authority whose key is another's, and texts that are not what they should be", async () => {
        const authority = await make.root();
        const doing = "creating TLS locally signed certificate: ";
        const attempt = (inputs: Props): Promise<unknown> =>
            make.signed(authority, inputs, { dnsNames: ["a.example"] });
        const certPem = authority.cert.state.certPem ?? "";
        await expect(attempt({ caPrivateKeyPem: await make.key() })).rejects.toThrow(
            new Error(
                `${doing}Failed to create certificate: x509: provided PrivateKey doesn't match parent's PublicKey`,
            ),
        );
        await expect(attempt({ caPrivateKeyPem: "hunter2" })).rejects.toThrow(
            new Error(`${doing}Failed to parse CA private key PEM: failed to decode PEM block`),
        );
        await expect(attempt({ caCertPem: "x" })).rejects.toThrow(
            new Error(
                `${doing}Failed to parse CA certificate PEM: failed to decode PEM of expected type "CERTIFICATE" from bytes`,
            ),
        );
        await expect(attempt({ certRequestPem: certPem })).rejects.toThrow(
            new Error(
                `${doing}Failed to parse certificate request PEM: invalid PEM type - expected "CERTIFICATE REQUEST", got "CERTIFICATE"`,
            ),
        );
        const garbled = (label: string): string => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;
        await expect(attempt({ certRequestPem: garbled("CERTIFICATE REQUEST") })).rejects.toThrow(
            new Error(`${doing}Failed to parse certificate request PEM: failed to parse certificate request`),
        );
        await expect(attempt({ caCertPem: garbled("CERTIFICATE") })).rejects.toThrow(
            new Error(`${doing}Failed to parse CA certificate PEM: failed to parse certificate`),
        );
    });
});

describe("over time", () => {
    test("a certificate stays as it is, and two are never the same", async () => {
        const key = await make.key();
        const [one, other] = [await make.selfSigned({}, key), await make.selfSigned({}, key)];
        expect(one.id).not.toBe(other.id);
        expect(one.state.readyForRenewal).toBe(false);
        expect(await client.diff(one, one.inputs)).toEqual(UNCHANGED);
        expect(await client.read(one)).toEqual(one);
        const leaf = (await make.signed(await make.root(), {}, { dnsNames: ["a.example"] })).cert;
        expect(await client.diff(leaf, leaf.inputs)).toEqual(UNCHANGED);
        expect(clouds.world.everything()).toEqual([]);
        await client.delete(leaf);
    });

    test.each(["self-signed", "locally signed"])("a %s one near its end is made anew", async (kind) => {
        const renewal = { validityPeriodHours: 10, earlyRenewalHours: 11 };
        const made =
            kind === "self-signed"
                ? await make.selfSigned(renewal)
                : (await make.signed(await make.root(), renewal, {})).cert;
        const replaced = { changed: ["readyForRenewal"], replaces: ["readyForRenewal"] };
        expect(await client.diff(made, made.inputs)).toEqual(replaced);
        const refreshed = await client.read(made);
        expect(refreshed).toEqual({ ...made, state: { ...made.state, readyForRenewal: true } });
        expect(await client.diff(refreshed as Deployed, made.inputs)).toEqual(replaced);
    });

    test("an expired one is made anew, one with time left is not", async () => {
        const expired = await make.selfSigned({ validityPeriodHours: 0 });
        expect((await client.diff(expired, expired.inputs)).replaces).toEqual(["readyForRenewal"]);
        const made = await make.selfSigned({ validityPeriodHours: 10 });
        const ended = { ...made, state: { ...made.state, validityEndTime: "2001-01-01T00:00:00.000Z" } };
        expect((await client.diff(ended, made.inputs)).replaces).toEqual(["readyForRenewal"]);
        expect(await client.diff(made, { ...made.inputs })).toEqual(UNCHANGED);
    });

    test("the time of early renewal alone changes in place, and may make it due", async () => {
        const made = await make.selfSigned({ validityPeriodHours: 10 });
        const later = { ...made.inputs, earlyRenewalHours: 5 };
        expect(await client.diff(made, later)).toEqual({ changed: ["earlyRenewalHours"], replaces: [] });
        const updated = await client.update(made, later);
        expect(updated.state).toEqual({ ...made.state, earlyRenewalHours: 5 });
        expect(await client.diff(updated, later)).toEqual(UNCHANGED);
        const due = await client.diff(updated, { ...made.inputs, earlyRenewalHours: 10 });
        expect(due).toEqual({ changed: ["earlyRenewalHours", "readyForRenewal"], replaces: ["readyForRenewal"] });
    });

    test.each<Props>([
        { allowedUses: ["server_auth"] },
        { dnsNames: ["a.example"] },
        { isCaCertificate: true },
        { maxPathLength: 1 },
        { privateKeyPem: "another" },
        { setSubjectKeyId: true },
        { subject: { commonName: "a" } },
        { validityPeriodHours: 25 },
    ])("%j makes it anew", async (change) => {
        const made = await make.selfSigned({});
        expect((await client.diff(made, { ...made.inputs, ...change })).replaces).toEqual(Object.keys(change));
    });

    test("a preview knows nothing of it but what was asked", async () => {
        const shown = await client.preview(LOCALLY_SIGNED, {
            allowedUses: [],
            validityPeriodHours: 1,
            caCertPem: UNKNOWN,
        });
        expect(shown).toMatchObject({
            validityPeriodHours: 1,
            caCertPem: UNKNOWN,
            certPem: UNKNOWN,
            readyForRenewal: UNKNOWN,
        });
    });
});
