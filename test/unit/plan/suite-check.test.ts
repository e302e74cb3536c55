/** Two configured ends, and one suite before a rule book. */
import type { ProfileName } from "../../../facts/ipsec/profiles";
import { explain } from "../../../plan/reasoning";
import type { Suite } from "../../../plan/suites/suite";
import { checkSuites, judgeSuite, type ConfiguredEnd } from "../../../plan/suites/check";

const vm = (proposals: string, esp: string, ppk = "no", name = "vm"): ConfiguredEnd => ({
    kind: "strongswan",
    name,
    spelling: { connection: { version: 2, proposals, ppk_required: ppk }, child: { esp_proposals: esp } },
});
const GCP: ConfiguredEnd = {
    kind: "gcp",
    name: "gcp",
    spelling: {
        cipherSuite: {
            phase1: { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] },
            phase2: { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] },
        },
    },
};
const AZURE: ConfiguredEnd = {
    kind: "azure",
    name: "azure",
    spelling: {
        ikeEncryption: "GCMAES256",
        ikeIntegrity: "SHA384",
        dhGroup: "ECP384",
        ipsecEncryption: "GCMAES256",
        ipsecIntegrity: "GCMAES256",
        pfsGroup: "ECP384",
    },
};
const changed = (end: ConfiguredEnd, fields: object): ConfiguredEnd => ({
    ...end,
    spelling: { ...end.spelling, ...fields },
});
const RFC_7296 = { document: "RFC 7296, sections 1.2 and 1.3", date: "2014-10", certainty: "known" };
const ONE_VALUE = { document: "Google Cloud VPN, supported IKE ciphers", date: "2026-04-10", certainty: "read" };

describe("checkSuites", () => {
    test("the default suite in two spellings is one suite", () => {
        const agreed = { compatible: true, differences: [], open: [], problems: [], remarks: [], reasoning: [] };
        expect(checkSuites(AZURE, GCP)).toEqual(agreed);
        expect(checkSuites(GCP, vm("aes256gcm16-prfsha384-ecp384", "aes256gcm16-ecp384"))).toEqual(agreed);
    });

    test("names each role that differs, and what both sides have", () => {
        const other = vm("aes256-sha256-modp2048", "aes256-sha256-modp2048");
        expect(checkSuites(AZURE, other)).toEqual({
            compatible: false,
            differences: [
                {
                    phase: "ike",
                    role: "encryption",
                    label: "IKE encryption",
                    left: ["aes-256-gcm"],
                    right: ["aes-256-cbc"],
                    shows: "at the start",
                },
                {
                    phase: "ike",
                    role: "prf",
                    label: "IKE PRF",
                    left: ["sha-384"],
                    right: ["sha-256"],
                    shows: "at the start",
                },
                {
                    phase: "ike",
                    role: "dh",
                    label: "IKE key exchange",
                    left: [20],
                    right: [14],
                    shows: "at the start",
                },
                {
                    phase: "esp",
                    role: "encryption",
                    label: "ESP encryption",
                    left: ["aes-256-gcm"],
                    right: ["aes-256-cbc"],
                    shows: "at the start",
                },
                {
                    phase: "esp",
                    role: "dh",
                    label: "ESP forward secrecy",
                    left: [20],
                    right: [14],
                    shows: "at the first rekey",
                },
            ],
            open: [],
            problems: [],
            remarks: [],
            reasoning: [
                {
                    what: "IKE encryption differs",
                    figure: "azure has AES-256-GCM, vm has AES-256-CBC",
                    because: "the tunnel does not come up",
                },
                {
                    what: "IKE PRF differs",
                    figure: "azure has SHA-384, vm has SHA-256",
                    because: "the tunnel does not come up",
                },
                {
                    what: "IKE key exchange differs",
                    figure: "azure has group 20, vm has group 14",
                    because: "the tunnel does not come up",
                },
                {
                    what: "ESP encryption differs",
                    figure: "azure has AES-256-GCM, vm has AES-256-CBC",
                    because: "the tunnel does not come up",
                },
                {
                    what: "ESP forward secrecy differs",
                    figure: "azure has group 20, vm has group 14",
                    because: "the tunnel comes up, because its first keys come from IKE, and fails at the first rekey",
                    source: RFC_7296,
                },
            ],
        });
    });

    test("integrity counts where no common cipher protects it itself", () => {
        const left = vm("aes256-sha256-prfsha384-ecp384", "aes256-sha256-ecp384");
        const right = vm("aes256-sha512-prfsha384-ecp384", "aes256-sha512-ecp384");
        expect(checkSuites(left, right).differences.map(({ label }) => label)).toEqual([
            "IKE integrity",
            "ESP integrity",
        ]);
        const both = vm("aes256gcm16-aes256-sha512-prfsha384-ecp384", "aes256gcm16-aes256-sha512-ecp384");
        expect(checkSuites(left, both).differences.map(({ label }) => label)).toEqual([
            "IKE integrity",
            "ESP integrity",
        ]);
        const mixed = vm("aes256gcm16-aes256-sha256-prfsha384-ecp384", "aes256gcm16-aes256-sha256-ecp384");
        expect(checkSuites(mixed, both)).toMatchObject({ compatible: true, differences: [] });
        expect(checkSuites(mixed, GCP)).toMatchObject({ compatible: true, differences: [], open: [] });
    });

    test("of several proposals those that differ least are compared", () => {
        const several = vm("aes128-sha1-modp1024,aes256gcm16-prfsha384-ecp521", "aes256-sha256,aes256gcm16-ecp384");
        expect(checkSuites(several, GCP).differences).toEqual([
            {
                phase: "ike",
                role: "dh",
                label: "IKE key exchange",
                left: [21],
                right: [20],
                shows: "at the start",
            },
        ]);
    });

    test("an additional exchange on one side only", () => {
        const quantum = vm("aes256gcm16-prfsha384-ecp384-ke1_mlkem768", "aes256gcm16-ecp384-ke1_mlkem768");
        expect(checkSuites(quantum, quantum)).toMatchObject({ compatible: true });
        expect(checkSuites(quantum, GCP)).toMatchObject({
            compatible: false,
            differences: [
                { role: "extra", left: ["ml-kem-768"], right: [], shows: "at the start" },
                { role: "extra", left: ["ml-kem-768"], right: [], shows: "at the first rekey" },
            ],
        });
        expect(checkSuites(GCP, quantum).reasoning[0]).toEqual({
            what: "IKE additional key exchange differs",
            figure: "gcp has nothing, vm has ML-KEM-768",
            because: "the tunnel does not come up",
        });
    });

    test("a PPK that one side requires", () => {
        const requires = vm("aes256gcm16-prfsha384-ecp384", "aes256gcm16-ecp384", "yes");
        expect(checkSuites(requires, requires).compatible).toBe(true);
        const difference = {
            phase: "ike",
            role: "ppk",
            label: "IKE post-quantum pre-shared key",
            shows: "at the start",
        };
        expect(checkSuites(requires, GCP).differences).toEqual([{ ...difference, left: ["ppk"], right: [] }]);
        expect(checkSuites(GCP, requires)).toEqual({
            compatible: false,
            differences: [{ ...difference, left: [], right: ["ppk"] }],
            open: [],
            problems: [],
            remarks: [],
            reasoning: [
                {
                    what: "IKE post-quantum pre-shared key differs",
                    figure: "gcp does not use it, vm requires it",
                    because: "the tunnel does not come up",
                },
            ],
        });
    });

    test("roles with several values in common are told, because a rekey can change the suite", () => {
        const aws: ConfiguredEnd = {
            kind: "aws",
            name: "aws",
            tunnel: 2,
            spelling: {
                tunnel1Phase1DhGroupNumbers: [2],
                tunnel1IkeVersions: ["ikev2"],
                tunnel2IkeVersions: ["ikev2"],
                tunnel2Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
                tunnel2Phase1IntegrityAlgorithms: ["SHA2-384"],
                tunnel2Phase1DhGroupNumbers: [20, 21],
                tunnel2Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
                tunnel2Phase2DhGroupNumbers: [20],
            },
        };
        const agreement = checkSuites(aws, vm("aes256gcm16-prfsha384-ecp384-ecp521", "aes256gcm16-ecp384"));
        expect(agreement).toEqual({
            compatible: true,
            differences: [],
            open: [{ label: "IKE key exchange", role: "dh", common: [20, 21] }],
            problems: [],
            remarks: [],
            reasoning: [
                {
                    what: "IKE key exchange",
                    figure: "group 20, group 21",
                    because: "several in common: a rekey can change the suite, so configure one",
                    source: ONE_VALUE,
                },
            ],
        });
        expect(
            checkSuites({ ...aws, tunnel: 1 }, vm("aes256gcm16-prfsha384-ecp384", "aes256gcm16-ecp384")),
        ).toMatchObject({
            compatible: false,
            differences: [{ label: "IKE key exchange", left: [2], right: [20] }],
        });
    });

    test("what cannot be read leaves the answer open, and is told with its end", () => {
        const unread = changed(AZURE, { pfsGroup: "PFSMM" });
        const agreement = checkSuites(unread, vm("camellia256-sha256", "aes256gcm16-ecp384"));
        expect(agreement.compatible).toBeUndefined();
        expect(agreement.problems.map(({ path, got }) => `${path} ${got}`)).toEqual([
            'azure: esp.dh "PFSMM"',
            'vm: ike proposal "camellia256"',
        ]);
        const nothing = checkSuites({ kind: "azure", name: "azure", spelling: {} }, GCP);
        expect(nothing).toMatchObject({ compatible: undefined, differences: [], open: [], reasoning: [] });
        expect(nothing.problems).toHaveLength(6);
    });
});

describe("judgeSuite", () => {
    const DEFAULT: Suite = {
        ike: { encryption: "aes-256-gcm", prf: "sha-384", dh: 20 },
        esp: { encryption: "aes-256-gcm", dh: 20 },
        ppk: false,
    };
    const CURVE: Suite = {
        ike: { encryption: "chacha20-poly1305", prf: "sha-256", dh: 31 },
        esp: { encryption: "aes-256-cbc", integrity: "sha-256", dh: 31 },
        ppk: false,
    };
    const WEAK: Suite = {
        ike: { encryption: "3des-cbc", prf: "sha-1", integrity: "sha-1", dh: 2 },
        esp: { encryption: "none", integrity: "md5", dh: 0 },
        ppk: false,
    };
    const QUANTUM: Suite = {
        ike: { ...DEFAULT.ike, extra: "ml-kem-1024" },
        esp: { ...DEFAULT.esp, extra: "ml-kem-1024" },
        ppk: false,
    };
    const refused = (suite: Suite, profile: ProfileName): string[] =>
        judgeSuite(suite, profile).findings.map(({ phase, role }) => `${phase}.${role}`);
    const everyRoleOfWeak = ["encryption", "prf", "integrity", "dh"]
        .map((role) => `ike.${role}`)
        .concat(["encryption", "integrity", "dh"].map((role) => `esp.${role}`));

    test.each<[string, Suite, Record<ProfileName, string[]>]>([
        [
            "the default suite",
            DEFAULT,
            { default: [], fips: [], "cnsa-1.0": [], "cnsa-2.0": ["ike.extra", "esp.extra"], pci: [] },
        ],
        [
            "Curve25519 and ChaCha20",
            CURVE,
            {
                default: [],
                fips: ["ike.encryption", "ike.dh", "esp.dh"],
                "cnsa-1.0": ["ike.encryption", "ike.prf", "ike.dh", "esp.encryption", "esp.integrity", "esp.dh"],
                "cnsa-2.0": [
                    "ike.encryption",
                    "ike.prf",
                    "ike.dh",
                    "ike.extra",
                    "esp.encryption",
                    "esp.integrity",
                    "esp.dh",
                    "esp.extra",
                ],
                pci: [],
            },
        ],
        [
            "everything weak",
            WEAK,
            {
                default: everyRoleOfWeak,
                fips: everyRoleOfWeak,
                "cnsa-1.0": everyRoleOfWeak,
                "cnsa-2.0": [...everyRoleOfWeak.slice(0, 4), "ike.extra", ...everyRoleOfWeak.slice(4), "esp.extra"],
                pci: everyRoleOfWeak,
            },
        ],
        [
            "ML-KEM-1024",
            QUANTUM,
            { default: [], fips: [], "cnsa-1.0": ["ike.extra", "esp.extra"], "cnsa-2.0": [], pci: [] },
        ],
    ])("%s", (_, suite, expected) => {
        for (const profile of Object.keys(expected) as ProfileName[]) {
            expect([profile, refused(suite, profile)]).toEqual([profile, expected[profile]]);
            expect(judgeSuite(suite, profile).allowed).toBe(expected[profile].length === 0);
        }
    });

    test("says of each role whether it is weak by any measure, or refused by this profile", () => {
        const suite: Suite = { ...DEFAULT, ike: { ...DEFAULT.ike, dh: 31 }, esp: { ...DEFAULT.esp, dh: 24 } };
        const judgement = judgeSuite(suite, "fips");
        expect(judgement).toMatchObject({ allowed: false, problems: [] });
        expect(judgement.findings).toEqual([
            {
                phase: "ike",
                role: "dh",
                label: "IKE key exchange",
                algorithm: 31,
                weak: false,
                reason: "it is not approved for IPsec under FIPS 140-3",
                source: { document: "NIST SP 800-77 rev. 1", date: "2020-06", certainty: "known" },
            },
            {
                phase: "esp",
                role: "dh",
                label: "ESP forward secrecy",
                algorithm: 24,
                weak: true,
                reason: "small subgroups, and nobody can tell how its prime was made",
                source: {
                    document: "RFC 8247, IKEv2 algorithm requirements",
                    date: "2017-09",
                    certainty: "known",
                },
            },
        ]);
        expect(explain(judgement.reasoning).split("\n")).toEqual([
            "profile fips: refused, FIPS 140-3, algorithms approved for IPsec (NIST SP 800-77 rev. 1, 2020-06, known)",
            "IKE key exchange: group 31, it is not approved for IPsec under FIPS 140-3 (NIST SP 800-77 rev. 1, 2020-06, known)",
            "ESP forward secrecy: group 24, small subgroups, and nobody can tell how its prime was made " +
                "(RFC 8247, IKEv2 algorithm requirements, 2017-09, known)",
        ]);
    });

    test("a demanded exchange that is missing is a finding without an algorithm", () => {
        const { findings, reasoning } = judgeSuite(DEFAULT, "cnsa-2.0");
        expect(findings[0]).toMatchObject({
            role: "extra",
            algorithm: undefined,
            weak: false,
            reason: "cnsa-2.0 demands ML-KEM-1024",
        });
        expect(reasoning[1]).toMatchObject({
            what: "IKE additional key exchange",
            figure: "none",
            because: "cnsa-2.0 demands ML-KEM-1024",
        });
    });

    test("an allowed suite has one line", () => {
        expect(explain(judgeSuite(DEFAULT, "cnsa-1.0").reasoning)).toBe(
            "profile cnsa-1.0: allowed, Commercial National Security Algorithm Suite 1.0 (RFC 9206, 2022-02, known)",
        );
    });

    test("a profile that nobody knows is a problem", () => {
        expect(judgeSuite(DEFAULT, "suite-b" as ProfileName)).toEqual({
            allowed: false,
            findings: [],
            problems: [
                {
                    check: "suite-profile",
                    path: "profile",
                    got: '"suite-b"',
                    allowed: "cnsa-1.0, cnsa-2.0, default, fips or pci",
                    fix: "Write default where no rule book binds you.",
                },
            ],
            reasoning: [],
        });
    });
});
