/** Spellings as the providers' documents print them, and the way back. */
import * as fs from "node:fs";
import * as fc from "fast-check";
import type { AdditionalExchange, DhGroup, Encryption, Hash } from "../../../facts/ipsec/algorithms";
import type { PhaseOffer, PhaseSuite, Suite } from "../../../plan/suites/suite";
import { offerOf, type EndKind, type IpsecEnd } from "../../../plan/suites/ends";
import { onlySuite, readSpelling } from "../../../plan/suites/reading";
import { spellSuite } from "../../../plan/suites/spelling";

const DEFAULT: Suite = {
    ike: { encryption: "aes-256-gcm", prf: "sha-384", dh: 20 },
    esp: { encryption: "aes-256-gcm", dh: 20 },
    ppk: false,
};
/** What an old device has. */
const OLD: Suite = {
    ike: { encryption: "aes-256-cbc", prf: "sha-256", integrity: "sha-256", dh: 14 },
    esp: { encryption: "aes-256-cbc", integrity: "sha-256", dh: 14 },
    ppk: false,
};
const QUANTUM: Suite = {
    ike: { ...DEFAULT.ike, extra: "ml-kem-768" },
    esp: { ...DEFAULT.esp, extra: "ml-kem-768" },
    ppk: true,
};
const spelled = (kind: EndKind, suite: Suite, lifetimes?: { ike?: number; esp?: number }): object => {
    const result = spellSuite(kind, suite, lifetimes);
    if ("problems" in result) throw new Error(JSON.stringify(result.problems));
    return result.spelling;
};
const problemsOf = (kind: EndKind, suite: Suite): unknown => {
    const result = spellSuite(kind, suite);
    return "problems" in result ? result.problems : [];
};

describe("the default suite", () => {
    test("AWS: one value for each option of both tunnels", () => {
        const tunnel = (n: number): object => ({
            [`tunnel${n}IkeVersions`]: ["ikev2"],
            [`tunnel${n}Phase1EncryptionAlgorithms`]: ["AES256-GCM-16"],
            [`tunnel${n}Phase1IntegrityAlgorithms`]: ["SHA2-384"],
            [`tunnel${n}Phase1DhGroupNumbers`]: [20],
            [`tunnel${n}Phase2EncryptionAlgorithms`]: ["AES256-GCM-16"],
            [`tunnel${n}Phase2IntegrityAlgorithms`]: ["SHA2-384"],
            [`tunnel${n}Phase2DhGroupNumbers`]: [20],
        });
        expect(spelled("aws", DEFAULT)).toStrictEqual({ ...tunnel(1), ...tunnel(2) });
    });

    test("Azure: the eight fields, GCM repeated as IPsec integrity and a SHA as IKE integrity", () => {
        const fields = {
            ikeEncryption: "GCMAES256",
            ikeIntegrity: "SHA384",
            dhGroup: "ECP384",
            ipsecEncryption: "GCMAES256",
            ipsecIntegrity: "GCMAES256",
            pfsGroup: "ECP384",
            saDataSizeKilobytes: 102400000,
        };
        expect(spelled("azure", DEFAULT)).toStrictEqual({ ...fields, saLifeTimeSeconds: 27000 });
        expect(spelled("azure", DEFAULT, { ike: 28800, esp: 3600 })).toStrictEqual({
            ...fields,
            saLifeTimeSeconds: 3600,
        });
        expect(spelled("azure-virtual-wan", DEFAULT)).toStrictEqual({ ...fields, saLifeTimeSeconds: 3600 });
    });

    test("Google: prves with its odd plural, no integrities, no lifetimes", () => {
        expect(spelled("gcp", DEFAULT, { ike: 36000, esp: 10800 })).toStrictEqual({
            cipherSuite: {
                phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
                phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
            },
        });
    });

    test("strongSwan", () => {
        expect(spelled("strongswan", DEFAULT)).toStrictEqual({
            connection: { version: 2, proposals: "aes256gcm16-prfsha384-ecp384" },
            child: { esp_proposals: "aes256gcm16-ecp384" },
        });
        expect(spelled("strongswan", QUANTUM, { ike: 14400, esp: 3600 })).toStrictEqual({
            connection: {
                version: 2,
                proposals: "aes256gcm16-prfsha384-ecp384-ke1_mlkem768",
                rekey_time: "14400s",
                ppk_required: "yes",
            },
            child: { esp_proposals: "aes256gcm16-ecp384-ke1_mlkem768", rekey_time: "3600s" },
        });
    });

    test("a device keeps the canonical words", () => {
        expect(spelled("device", QUANTUM)).toStrictEqual({ suite: QUANTUM });
        expect(spelled("device", DEFAULT, { esp: 3600 })).toStrictEqual({ suite: DEFAULT, lifetimes: { esp: 3600 } });
    });
});

describe("the suite of old devices", () => {
    test("AWS and Azure write the one hash once per phase", () => {
        expect(spelled("aws", OLD)).toMatchObject({
            tunnel2Phase1EncryptionAlgorithms: ["AES256"],
            tunnel2Phase1IntegrityAlgorithms: ["SHA2-256"],
            tunnel2Phase2IntegrityAlgorithms: ["SHA2-256"],
            tunnel2Phase2DhGroupNumbers: [14],
        });
        const azure = {
            ikeEncryption: "AES256",
            ikeIntegrity: "SHA256",
            dhGroup: "DHGroup14",
            ipsecEncryption: "AES256",
            ipsecIntegrity: "SHA256",
        };
        expect(spelled("azure", OLD)).toMatchObject({ ...azure, pfsGroup: "PFS2048" });
        expect(spelled("azure-virtual-wan", OLD)).toMatchObject({ ...azure, pfsGroup: "PFS14" });
    });

    test("Google lists integrities as well, strongSwan's PRF follows from the integrity", () => {
        expect(spelled("gcp", OLD)).toStrictEqual({
            cipherSuite: {
                phase1: {
                    encryptions: ["AES-CBC-256"],
                    integrities: ["HMAC-SHA2-256-128"],
                    prves: ["PRF-HMAC-SHA2-256"],
                    dhs: ["Group-14"],
                },
                phase2: { encryptions: ["AES-CBC-256"], integrities: ["HMAC-SHA2-256-128"], pfs: ["Group-14"] },
            },
        });
        expect(spelled("strongswan", OLD)).toStrictEqual({
            connection: { version: 2, proposals: "aes256-sha256-modp2048" },
            child: { esp_proposals: "aes256-sha256-modp2048" },
        });
        expect(spelled("strongswan", { ...OLD, ike: { ...OLD.ike, prf: "sha-512" } })).toMatchObject({
            connection: { proposals: "aes256-sha256-prfsha512-modp2048" },
        });
    });
});

describe("lifetimes at AWS", () => {
    const margin = (esp: number): unknown =>
        (spelled("aws", DEFAULT, { ike: 28800, esp }) as Record<string, unknown>).tunnel1RekeyMarginTimeSeconds;

    test("are written for both tunnels", () => {
        const options = spelled("aws", DEFAULT, { ike: 14400, esp: 3600 });
        expect(options).toMatchObject({ tunnel1Phase1LifetimeSeconds: 14400, tunnel2Phase1LifetimeSeconds: 14400 });
        expect(options).toMatchObject({ tunnel1Phase2LifetimeSeconds: 3600, tunnel2Phase2LifetimeSeconds: 3600 });
    });

    test("a short one needs a rekey margin below the default of 540 s, at most half of it", () => {
        expect([margin(900), margin(901), margin(1079), margin(1080), margin(3600)]).toEqual([
            450,
            450,
            539,
            undefined,
            undefined,
        ]);
    });

    test("every option is one that the installed SDK knows", () => {
        const types = fs.readFileSync(require.resolve("@pulumi/aws/ec2/vpnConnection.d.ts"), "utf8");
        const options = Object.keys(spelled("aws", DEFAULT, { ike: 28800, esp: 900 }));
        expect(options).toHaveLength(20);
        expect(options.filter((option) => !types.includes(` ${option}?: pulumi.Input<`))).toEqual([]);
    });
});

describe("what cannot be written", () => {
    test("an algorithm that the end does not have", () => {
        expect(problemsOf("azure", { ...DEFAULT, ike: { ...DEFAULT.ike, prf: "sha-512", dh: 21 } })).toEqual([
            {
                check: "suite-spelling",
                path: "suite.ike.prf",
                got: '"sha-512"',
                allowed: "md5, sha-1, sha-256 or sha-384",
                fix: "Azure VPN Gateway has no spelling for it.",
            },
            {
                check: "suite-spelling",
                path: "suite.ike.dh",
                got: "21",
                allowed: "0, 1, 2, 14, 19, 20 or 24",
                fix: "Azure VPN Gateway has no spelling for it.",
            },
        ]);
    });

    test("anything against quantum computers at a managed gateway", () => {
        expect(problemsOf("gcp", QUANTUM)).toEqual([
            {
                check: "suite-spelling",
                path: "suite.ike.extra",
                got: '"ml-kem-768"',
                allowed: "nothing",
                fix: "Google Cloud HA VPN has no spelling for it.",
            },
            {
                check: "suite-spelling",
                path: "suite.esp.extra",
                got: '"ml-kem-768"',
                allowed: "nothing",
                fix: "Google Cloud HA VPN has no spelling for it.",
            },
            {
                check: "suite-ppk",
                path: "suite.ppk",
                got: "true",
                allowed: "false",
                fix:
                    "Google Cloud HA VPN: managed gateways have no field for ML-KEM, further key exchanges or a PPK. " +
                    "End the tunnel on strongSwan with ML-KEM on both sides, inside or instead of the managed tunnel, " +
                    "or on WireGuard with a pre-shared key that is rotated.",
            },
        ]);
    });

    test("integrity beside GCM, and CBC without it, wherever it is written", () => {
        const wrong: Suite = {
            ...DEFAULT,
            ike: { ...DEFAULT.ike, integrity: "sha-384" },
            esp: { encryption: "aes-128-cbc", dh: 20 },
        };
        const expected = [
            {
                check: "suite-integrity",
                path: "suite.ike.integrity",
                got: '"sha-384"',
                allowed: "nothing beside AES-256-GCM",
                fix: "Leave it out.",
            },
            {
                check: "suite-integrity",
                path: "suite.esp.integrity",
                got: "nothing",
                allowed: "an integrity algorithm beside AES-128-CBC",
                fix: "Name one.",
            },
        ];
        expect(problemsOf("device", wrong)).toEqual(expected);
        expect(problemsOf("aws", wrong)).toEqual(expected);
    });

    test("another PRF than the integrity where one field holds both", () => {
        expect(problemsOf("aws", { ...OLD, ike: { ...OLD.ike, prf: "sha-512" } })).toEqual([
            {
                check: "suite-one-hash",
                path: "suite.ike.prf",
                got: '"sha-512"',
                allowed: '"sha-256"',
                fix: "AWS Site-to-Site VPN has one field for integrity and PRF: choose the same for both.",
            },
        ]);
    });

    test("an end of no known kind", () => {
        const expected = [
            {
                check: "suite-kind",
                path: "kind",
                got: '"oracle"',
                allowed: "aws, azure, azure-virtual-wan, device, gcp or strongswan",
                fix: "For any other gateway write device and list what it offers.",
            },
        ];
        expect(problemsOf("oracle" as EndKind, DEFAULT)).toEqual(expected);
        expect(readSpelling("oracle" as EndKind, {})).toEqual({
            ike: [],
            esp: [],
            versions: [],
            ppk: false,
            problems: expected,
            remarks: [],
        });
    });
});

const KINDS: EndKind[] = ["aws", "azure", "azure-virtual-wan", "gcp", "strongswan", "device"];
/** The suites that an end of this kind can have: each role on its own from what it offers. */
function suitesOf(kind: EndKind): fc.Arbitrary<Suite> {
    const { offer, facts } = offerOf(EXAMPLES[kind], "left");
    const phase = (o: PhaseOffer): fc.Arbitrary<AnyPhase> =>
        fc.record({
            encryption: fc.constantFrom(...o.encryption),
            integrity: fc.constantFrom(...o.integrity),
            dh: fc.constantFrom(...o.dh),
            extra: fc.constantFrom(undefined, ...o.extra),
        });
    const shaped = ({ encryption, integrity, dh, extra }: AnyPhase): PhaseSuite => ({
        encryption,
        ...(/gcm|poly/.test(encryption) ? {} : { integrity }),
        dh,
        ...(extra === undefined ? {} : { extra }),
    });
    return fc
        .record({
            ike: phase(offer.ike),
            esp: phase(offer.esp),
            prf: fc.constantFrom(...offer.ike.prf),
            ppk: kind === "strongswan" || kind === "device" ? fc.boolean() : fc.constant(false),
        })
        .map(({ ike, esp, prf, ppk }) => ({
            ike: { ...shaped(ike), prf: facts?.oneHash === true ? ike.integrity : prf },
            esp: shaped(esp),
            ppk,
        }));
}
interface AnyPhase {
    encryption: Encryption;
    integrity: Hash;
    dh: DhGroup;
    extra: AdditionalExchange | undefined;
}
const DEVICE: PhaseOffer = {
    encryption: ["aes-192-gcm", "chacha20-poly1305", "aes-256-cbc", "none"],
    prf: ["sha-384", "md5"],
    integrity: ["sha-512", "aes-xcbc"],
    dh: [0, 17, 31],
    extra: ["ml-kem-1024"],
};
const EXAMPLES: Record<EndKind, IpsecEnd> = {
    aws: { kind: "aws", name: "aws" },
    azure: { kind: "azure", name: "azure" },
    "azure-virtual-wan": { kind: "azure-virtual-wan", name: "wan" },
    gcp: { kind: "gcp", name: "gcp" },
    strongswan: { kind: "strongswan", name: "vm", version: "sid" },
    device: { kind: "device", name: "device", offers: { ike: DEVICE, esp: DEVICE } },
};

/** Google's are fixed. */
const LIFETIMES: Record<EndKind, { ike: number; esp: number }> = {
    aws: { ike: 28800, esp: 3600 },
    azure: { ike: 28800, esp: 3600 },
    "azure-virtual-wan": { ike: 28800, esp: 3600 },
    gcp: { ike: 36000, esp: 10800 },
    strongswan: { ike: 28800, esp: 3600 },
    device: { ike: 28800, esp: 3600 },
};
test.each(KINDS)("every suite of %s, spelled and read again, is the same suite", (kind) => {
    fc.assert(
        fc.property(suitesOf(kind), fc.constantFrom<(1 | 2)[]>(1, 2), (suite, tunnel) => {
            const reading = readSpelling(kind, spelled(kind, suite, LIFETIMES[kind]), tunnel);
            expect(reading.problems).toEqual([]);
            expect(onlySuite(reading)).toStrictEqual(suite);
        }),
        { numRuns: 300 },
    );
});
