/** The suites that the pairs of gateways come to, under each profile, with every word of the reasons. */
import type { ProfileName } from "../../../facts/ipsec/profiles";
import type { Problem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import type { IkeSuite, PhaseOffer, PhaseSuite, Suite } from "../../../plan/suites/suite";
import type { IpsecEnd } from "../../../plan/suites/ends";
import { strongestSuite, type ChosenSuite, type NoSuite, type SuiteOptions } from "../../../plan/suites";

const PROFILES: ProfileName[] = ["default", "fips", "cnsa-1.0", "cnsa-2.0", "pci"];
const MANAGED = (["aws", "azure", "azure-virtual-wan", "gcp"] as const).map((kind): IpsecEnd => ({ kind, name: kind }));
const [AWS, AZURE, WAN, GCP] = MANAGED as [IpsecEnd, IpsecEnd, IpsecEnd, IpsecEnd];
const vm = (version: string): IpsecEnd => ({ kind: "strongswan", name: version, version });
const device = (name: string, ike: Partial<PhaseOffer>, esp: Partial<PhaseOffer> = ike): IpsecEnd => ({
    kind: "device",
    name,
    offers: { ike, esp },
});
const OLD = device("old", { encryption: ["aes-256-cbc"], integrity: ["sha-256"], dh: [14] });

const DEFAULT: Suite = {
    ike: { encryption: "aes-256-gcm", prf: "sha-384", dh: 20 },
    esp: { encryption: "aes-256-gcm", dh: 20 },
    ppk: false,
};
const FALLBACK: Suite = {
    ike: { encryption: "aes-256-cbc", prf: "sha-256", integrity: "sha-256", dh: 14 },
    esp: { encryption: "aes-256-cbc", integrity: "sha-256", dh: 14 },
    ppk: false,
};
const hybrid = (extra: "ml-kem-768" | "ml-kem-1024"): Suite => ({
    ike: { ...DEFAULT.ike, extra },
    esp: { ...DEFAULT.esp, extra },
    ppk: false,
});

function chosen(left: IpsecEnd, right: IpsecEnd, profile: ProfileName, options?: SuiteOptions): ChosenSuite {
    const result = strongestSuite(left, right, profile, options);
    if (result.suite === undefined) throw new Error(JSON.stringify(result.problems, undefined, 2));
    return result;
}
function none(left: IpsecEnd, right: IpsecEnd, profile: ProfileName, options?: SuiteOptions): NoSuite {
    const result = strongestSuite(left, right, profile, options);
    if (result.suite !== undefined) throw new Error(JSON.stringify(result.suite));
    return result;
}
const checks = (problems: readonly Problem[]): string[] => problems.map(({ check }) => check);
const lines = (result: ChosenSuite | NoSuite, from: string): string[] =>
    explain(result.reasoning)
        .split("\n")
        .filter((line) => line.startsWith(from));

describe("pairs and profiles", () => {
    const pairs = [...MANAGED, vm("bookworm"), vm("trixie")].flatMap((left) =>
        [...MANAGED, vm("sid")].map((right): [string, string, IpsecEnd, IpsecEnd] => [
            left.name,
            right.name,
            left,
            right,
        ]),
    );
    test.each(pairs)(
        "%s and %s: AES-256-GCM, SHA-384 and group 20, or nothing that CNSA 2.0 would take",
        (_, __, l, r) => {
            for (const profile of PROFILES) {
                const { suite } = strongestSuite(l, r, profile);
                expect([profile, suite]).toEqual([profile, profile === "cnsa-2.0" ? undefined : DEFAULT]);
            }
        },
    );

    test.each<[ProfileName, Suite]>([
        ["default", hybrid("ml-kem-768")],
        ["fips", hybrid("ml-kem-768")],
        ["pci", hybrid("ml-kem-768")],
        ["cnsa-1.0", DEFAULT],
        ["cnsa-2.0", hybrid("ml-kem-1024")],
    ])("two ends of strongSwan with ML-KEM under %s", (profile, suite) => {
        expect(chosen(vm("sid"), vm("forky"), profile).suite).toEqual(suite);
    });

    test.each([AWS, AZURE, WAN, GCP, vm("sid")])("%s and an old device fall back where the profile allows", (end) => {
        for (const profile of ["default", "fips", "pci"] as const) {
            expect(chosen(end, OLD, profile).suite).toEqual(FALLBACK);
            expect(chosen(OLD, end, profile).suite).toEqual(FALLBACK);
        }
        expect(checks(none(end, OLD, "cnsa-1.0").problems)).toEqual([
            "suite-ike-encryption",
            "suite-ike-prf",
            "suite-ike-integrity",
            "suite-ike-dh",
            "suite-esp-encryption",
            "suite-esp-integrity",
            "suite-esp-dh",
        ]);
    });
});

describe("spellings and lifetimes", () => {
    test.each<[IpsecEnd, IpsecEnd, object, object]>([
        [AWS, GCP, { ike: 28800, esp: 3600 }, { ike: 36000, esp: 10800 }],
        [AWS, AZURE, { ike: 28800, esp: 3600 }, { ike: 28800, esp: 3600 }],
        [AZURE, GCP, { ike: 28800, esp: 10800 }, { ike: 36000, esp: 10800 }],
        [AZURE, AZURE, { ike: 28800, esp: 27000 }, { ike: 28800, esp: 27000 }],
        [AZURE, WAN, { ike: 28800, esp: 3600 }, { ike: 28800, esp: 3600 }],
        [AWS, vm("sid"), { ike: 14400, esp: 3600 }, { ike: 14400, esp: 3600 }],
        [GCP, vm("sid"), { ike: 36000, esp: 10800 }, { ike: 14400, esp: 3600 }],
        [AZURE, OLD, { ike: 28800, esp: 27000 }, { ike: 28800, esp: 27000 }],
        [OLD, OLD, {}, {}],
    ])("%# the shorter default, as far as each end follows", (left, right, expectedLeft, expectedRight) => {
        const { lifetimes } = chosen(left, right, "default");
        expect(lifetimes).toEqual({ left: expectedLeft, right: expectedRight });
    });

    test("both ends get the suite and their lifetimes in their own words", () => {
        const { spelling } = chosen(AZURE, vm("trixie"), "default");
        expect(spelling).toEqual({
            left: {
                ikeEncryption: "GCMAES256",
                ikeIntegrity: "SHA384",
                dhGroup: "ECP384",
                ipsecEncryption: "GCMAES256",
                ipsecIntegrity: "GCMAES256",
                pfsGroup: "ECP384",
                saLifeTimeSeconds: 3600,
                saDataSizeKilobytes: 102400000,
            },
            right: {
                connection: { version: 2, proposals: "aes256gcm16-prfsha384-ecp384", rekey_time: "14400s" },
                child: { esp_proposals: "aes256gcm16-ecp384", rekey_time: "3600s" },
            },
        });
    });

    test("the user's lifetime counts at every end that is not fixed", () => {
        const { lifetimes, reasoning } = chosen(AWS, GCP, "default", { lifetimes: { ike: 900, esp: 1800 } });
        expect(lifetimes).toEqual({ left: { ike: 900, esp: 1800 }, right: { ike: 36000, esp: 10800 } });
        expect(explain(reasoning.slice(-3)).split("\n")).toEqual([
            "lifetimes of aws: IKE 900 s, ESP 1800 s, as given; ends need not agree " +
                "(@pulumi/aws 7.48.0, VpnConnectionArgs, 2026-11, read)",
            "lifetimes of gcp: IKE 36000 s, ESP 10800 s, as given; IKE and ESP fixed by the provider; ends need not agree " +
                "(Google Cloud VPN, supported IKE ciphers, 2026-04-10, read)",
            "note on aws: IKE 900 s, ESP 1800 s, ESP keys outlive the IKE keys that guard them: " +
                "are the two lifetimes swapped?",
        ]);
        const { lifetimes: azure } = chosen(AZURE, OLD, "default", { lifetimes: { esp: 300 } });
        expect(azure).toEqual({ left: { ike: 28800, esp: 300 }, right: { ike: 28800, esp: 300 } });
    });

    test.each<[IpsecEnd, object, string, string, string]>([
        [AWS, { ike: 899 }, "ike", "899", "from 900 to 28800 at aws"],
        [AWS, { ike: 28801 }, "ike", "28801", "from 900 to 28800 at aws"],
        [AWS, { esp: 3601 }, "esp", "3601", "from 900 to 3600 at aws"],
        [AZURE, { esp: 299 }, "esp", "299", "from 300 up at azure"],
        [AZURE, { esp: 900.5 }, "esp", "900.5", "from 300 up at azure"],
        [OLD, { esp: 0 }, "esp", "0", "from 1 up at old"],
    ])("%# a lifetime that an end does not take", (end, lifetimes, phase, got, allowed) => {
        const problem = {
            check: "suite-lifetime",
            path: `options.lifetimes.${phase}`,
            got,
            allowed: `whole seconds ${allowed}`,
            fix: "Choose one that both ends take, or leave it out.",
        };
        const other = device("other", { encryption: ["aes-256-cbc", "aes-256-gcm"], integrity: ["sha-256"], dh: [14] });
        expect(none(end, other, "default", { lifetimes }).problems).toContainEqual(problem);
    });

    test("bounds themselves are taken", () => {
        const lifetimesOf = (lifetimes: object): unknown => chosen(AWS, OLD, "default", { lifetimes }).lifetimes.left;
        expect(lifetimesOf({ ike: 900, esp: 900 })).toEqual({ ike: 900, esp: 900 });
        expect(lifetimesOf({ ike: 28800, esp: 3600 })).toEqual({ ike: 28800, esp: 3600 });
    });
});

describe("reasoning", () => {
    test("AWS and Google: what would be stronger, and why it is not taken", () => {
        const aws = "@pulumi/aws 7.48.0, VpnConnectionArgs, 2026-11, read";
        expect(explain(chosen(AWS, GCP, "default").reasoning).split("\n")).toEqual([
            "profile: default, nothing weak, forward secrecy always (RFC 8247 and RFC 8221, 2017-10, known)",
            "preferred suite: AES-256-GCM, SHA-384, group 20 (384-bit ECP), one suite for every pair, " +
                "so that a third end joins with the same " +
                "(RFC 9206 and the lists of AWS, Azure and Google, 2026-11, derived)",
            "IKE encryption: AES-256-GCM, preferred",
            "IKE PRF: SHA-384, preferred over SHA-512",
            "IKE key exchange: group 20 (384-bit ECP), preferred over group 21, group 18",
            `IKE additional key exchange: none, not offered by aws and gcp (${aws})`,
            "ESP encryption: AES-256-GCM, preferred",
            "ESP forward secrecy: group 20 (384-bit ECP), preferred over group 21, group 18",
            "note on aws, the PRF is taken from the phase 1 integrity list, which no document says; if IKE does not come " +
                "up, pin ike.encryption to aes-256-cbc and keep GCM in ESP " +
                "(AWS lists no PRF: taken from the integrity list, by reasoning, 2026-11, known)",
            `lifetimes of aws: IKE 28800 s, ESP 3600 s, the shorter of both ends' defaults; ends need not agree (${aws})`,
            "lifetimes of gcp: IKE 36000 s, ESP 10800 s, the shorter of both ends' defaults; " +
                "IKE and ESP fixed by the provider; ends need not agree " +
                "(Google Cloud VPN, supported IKE ciphers, 2026-04-10, read)",
        ]);
    });

    test("Azure and an old device: what is weaker, who lacks it, and what it costs", () => {
        const old = "(offers of old, given)";
        expect(
            explain(chosen(AZURE, OLD, "default").reasoning)
                .split("\n")
                .slice(2),
        ).toEqual([
            "old: offers as given (right.offers, given)",
            `IKE encryption: AES-256-CBC, instead of AES-256-GCM: not offered by old ${old}`,
            `IKE PRF: SHA-256, weaker than SHA-384: not offered by old ${old}`,
            `IKE integrity: SHA-256, weaker than SHA-384: not offered by old ${old}`,
            `IKE key exchange: group 14 (2048-bit MODP), weaker than group 20: not offered by old ${old}`,
            "IKE additional key exchange: none, not offered by azure and old " +
                "(@pulumi/azure-native 3.28.0, enums.network (API 2024-05-01), 2026-11, read)",
            `ESP encryption: AES-256-CBC, instead of AES-256-GCM: not offered by old ${old}`,
            "ESP integrity: SHA-256, weaker than SHA-384: not offered by azure and old " +
                "(@pulumi/azure-native 3.28.0, enums.network (API 2024-05-01), 2026-11, read)",
            `ESP forward secrecy: group 14 (2048-bit MODP), weaker than group 20: not offered by old ${old}`,
            "note on azure, a tunnel without GCM is slower: 500 instead of 650 Mbps on VpnGw1AZ, " +
                "less than half from VpnGw2AZ up (Azure VPN Gateway, table of SKU performance, 2024-01, read)",
            "lifetimes of azure: IKE 28800 s, ESP 27000 s, the shorter of both ends' defaults; " +
                "IKE fixed by the provider; ends need not agree (Azure VPN Gateway FAQ, 2026-11, read)",
            "lifetimes of old: IKE 28800 s, ESP 27000 s, the shorter of both ends' defaults; ends need not agree (old, given)",
        ]);
    });

    test("two devices are told that nobody chooses their lifetimes", () => {
        expect(lines(chosen(OLD, OLD, "default"), "lifetimes")).toEqual([
            "lifetimes of old (left): IKE not chosen, ESP not chosen, the shorter of both ends' defaults; " +
                "ends need not agree (old (left), given)",
            "lifetimes of old (right): IKE not chosen, ESP not chosen, the shorter of both ends' defaults; " +
                "ends need not agree (old (right), given)",
        ]);
    });

    test("a profile that refuses the preferred value says so, and what it does not prove", () => {
        const cnsa = "CNSA 2.0 and draft-guthrie-cnsa2-ipsec-profile-04, 2026-07, known";
        const result = chosen(vm("sid"), vm("sid"), "cnsa-2.0");
        expect(lines(result, "ESP additional")).toEqual([
            `ESP additional key exchange: ML-KEM-1024, instead of ML-KEM-768: refused by profile cnsa-2.0: it is not in CNSA 2.0 (${cnsa})`,
        ]);
        expect(lines(result, "not proved")).toEqual([
            `not proved by the algorithms, CNSA 2.0 asks for ML-DSA-87 signatures: a pre-shared key does not meet it (${cnsa})`,
            `not proved by the algorithms, New national security systems must comply from 2027-01-01 (${cnsa})`,
        ]);
        expect(lines(chosen(vm("sid"), vm("sid"), "cnsa-1.0"), "IKE additional")).toEqual([
            "IKE additional key exchange: none, refused by profile cnsa-1.0: it is not in RFC 9206 (RFC 9206, 2022-02, known)",
        ]);
    });

    test("group 18 at Google has its own warning, for each phase in which it is taken", () => {
        const big = device("big", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [18] });
        const note =
            "note on gcp, group 18 does not work on a gateway with IPv6 interfaces " +
            "(Google Cloud VPN, supported IKE ciphers, 2026-04-10, read)";
        expect(lines(chosen(big, GCP, "default"), "note")).toEqual([note, note]);
        expect(lines(chosen(big, vm("sid"), "default"), "note")).toEqual([]);
        expect(lines(chosen(big, GCP, "default"), "IKE key")).toEqual([
            "IKE key exchange: group 18 (8192-bit MODP), instead of group 20: not offered by big (offers of big, given)",
        ]);
    });
});

describe("one field for integrity and PRF", () => {
    const picky = device("picky", {
        encryption: ["aes-256-cbc"],
        integrity: ["sha-256", "sha-512"],
        prf: ["sha-384", "sha-256"],
        dh: [20],
    });

    test("an AWS tunnel takes a hash that the other end has as both", () => {
        const result = chosen(AWS, picky, "default");
        expect(result.suite.ike).toMatchObject({ prf: "sha-256", integrity: "sha-256" });
        expect(lines(result, "IKE PRF")).toEqual([
            "IKE PRF: SHA-256, weaker than SHA-384: AWS Site-to-Site VPN has one field for integrity and PRF, " +
                "and the ends do not share it as both (@pulumi/aws 7.48.0, VpnConnectionArgs, 2026-11, read)",
        ]);
    });

    test("Google and strongSwan choose each on its own", () => {
        for (const end of [GCP, vm("trixie")]) {
            expect(chosen(end, picky, "default").suite.ike).toMatchObject({ prf: "sha-384", integrity: "sha-512" });
        }
    });

    test("beside GCM only the PRF counts", () => {
        const gcm = device("gcm", { encryption: ["aes-256-gcm"], integrity: ["sha-256"], prf: ["sha-384"], dh: [20] });
        expect(chosen(gcm, AZURE, "default").suite.ike).toEqual(DEFAULT.ike);
    });

    test("with nothing that serves as both, both roles fail and name the way out", () => {
        const split = device("split", {
            encryption: ["aes-256-cbc"],
            integrity: ["sha-384"],
            prf: ["sha-256"],
            dh: [20],
        });
        const { problems } = none(split, AZURE, "default");
        expect(checks(problems)).toEqual(["suite-ike-prf", "suite-ike-integrity", "suite-esp-integrity"]);
        expect(problems[1]).toEqual({
            check: "suite-ike-integrity",
            path: "split to azure",
            got: "split offers SHA-384; azure offers SHA-384, SHA-256, SHA-1, MD5",
            allowed: "SHA-384, SHA-512, SHA-256, AES-CMAC, AES-XCBC",
            fix: "Let both ends have SHA-384 as IKE integrity and as PRF.",
        });
    });
});

describe("pins", () => {
    test("win over what is stronger, and the reasoning says given", () => {
        const ike: Partial<IkeSuite> = { encryption: "aes-256-cbc", dh: 21 };
        const esp: Partial<PhaseSuite> = { dh: 19 };
        const result = chosen(AWS, GCP, "default", { pin: { ike, esp } });
        expect(result.suite).toEqual({
            ike: { encryption: "aes-256-cbc", prf: "sha-384", integrity: "sha-384", dh: 21 },
            esp: { encryption: "aes-256-gcm", dh: 19 },
            ppk: false,
        });
        expect(lines(result, "IKE encryption")).toEqual([
            "IKE encryption: AES-256-CBC, pinned (options.pin.ike.encryption, given)",
        ]);
        expect(lines(result, "ESP forward")).toEqual([
            "ESP forward secrecy: group 19 (256-bit ECP), pinned (options.pin.esp.dh, given)",
        ]);
        // Without GCM in IKE nothing is inferred about the PRF.
        expect(lines(result, "note")).toEqual([]);
    });

    test("must be offered and allowed", () => {
        const { problems } = none(AWS, AZURE, "fips", { pin: { ike: { prf: "sha-512" }, esp: { dh: 2 } } });
        expect(problems).toEqual([
            {
                check: "suite-ike-prf",
                path: "aws to azure",
                got:
                    "SHA-512, by options.pin.ike.prf; aws offers SHA-384, SHA-512, SHA-256, SHA-1; " +
                    "azure offers SHA-384, SHA-256, SHA-1, MD5",
                allowed: "SHA-384, SHA-256",
                fix: "SHA-512: not offered by azure. Pin what both ends offer and the profile allows, or unpin it.",
            },
            {
                check: "suite-esp-dh",
                path: "aws to azure",
                got:
                    "group 2, by options.pin.esp.dh; " +
                    "aws offers group 20, group 21, group 18, group 17, group 16, group 19, group 15, group 14, group 24, " +
                    "group 23, group 5, group 2, group 22; azure offers group 20, group 19, group 14, group 24, group 2, " +
                    "group 1, no exchange",
                allowed: "group 20, group 19, group 14",
                fix:
                    "group 2: refused by profile fips: a group of about 1024 bits or less is within reach of " +
                    "well-funded attackers. Pin what both ends offer and the profile allows, or unpin it.",
            },
        ]);
    });

    test("an additional exchange may be pinned to the larger one, and fails where an end lacks it", () => {
        const pin = { ike: { extra: "ml-kem-1024" } } as const;
        const { suite } = chosen(vm("sid"), vm("sid"), "default", { pin });
        expect([suite.ike.extra, suite.esp.extra]).toEqual(["ml-kem-1024", "ml-kem-768"]);
        expect(checks(none(vm("sid"), vm("trixie"), "default", { pin }).problems)).toEqual(["suite-ike-extra"]);
        expect(none(vm("sid"), vm("sid"), "cnsa-2.0", { pin: { ike: { extra: "ml-kem-768" } } }).problems).toEqual([
            {
                check: "suite-ike-extra",
                path: "sid (left) to sid (right)",
                got:
                    "ML-KEM-768, by options.pin.ike.extra; sid (left) offers ML-KEM-768, ML-KEM-1024; " +
                    "sid (right) offers ML-KEM-768, ML-KEM-1024",
                allowed: "ML-KEM-1024",
                fix: "ML-KEM-768: refused by profile cnsa-2.0: it is not in CNSA 2.0. Pin what both ends offer and the profile allows, or unpin it.",
            },
        ]);
    });

    test("of integrity beside GCM are unused, and said to be", () => {
        const result = chosen(AWS, GCP, "default", { pin: { esp: { integrity: "sha-256" } } });
        expect(result.suite).toEqual(DEFAULT);
        expect(lines(result, "ESP integrity")).toEqual([
            "ESP integrity: none, the pin is unused: the cipher protects it itself",
        ]);
    });

    test("words outside the vocabulary", () => {
        const pin = { ike: { dh: 99 }, esp: { encryption: "AES256" } } as unknown as SuiteOptions["pin"];
        expect(none(AWS, GCP, "default", { pin })).toEqual({
            suite: undefined,
            problems: [
                {
                    check: "suite-pin",
                    path: "options.pin.ike.dh",
                    got: "99",
                    allowed: "0, 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 or 31",
                    fix: "Use the canonical word.",
                },
                {
                    check: "suite-pin",
                    path: "options.pin.esp.encryption",
                    got: '"AES256"',
                    allowed:
                        "3des-cbc, aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm, " +
                        "chacha20-poly1305, des-cbc or none",
                    fix: "Use the canonical word.",
                },
            ],
            reasoning: [],
        });
    });
});
