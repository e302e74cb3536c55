/** What configurations mean that nobody spelled with the planner: lists, gaps, other spellings and mistakes. */
import type { PhaseOffer } from "../../../plan/suites/suite";
import { onlySuite, readSpelling } from "../../../plan/suites/reading";

const AZURE = {
    ikeEncryption: "GCMAES256",
    ikeIntegrity: "SHA384",
    dhGroup: "ECP384",
    ipsecEncryption: "GCMAES256",
    ipsecIntegrity: "GCMAES256",
    pfsGroup: "ECP384",
};
const GCM: PhaseOffer = { encryption: ["aes-256-gcm"], prf: ["sha-384"], integrity: [], dh: [20], extra: [] };
const VERSION_0 = {
    figure: "version 0",
    because: "it accepts IKEv1 as well: write 2",
    source: { document: "strongSwan, swanctl.opt", date: "2026-05-12", certainty: "read" },
};
const strongswan = (proposals: unknown, esp: unknown = "aes256gcm16-ecp384"): ReturnType<typeof readSpelling> =>
    readSpelling("strongswan", { connection: { proposals }, child: { esp_proposals: esp } });

describe("AWS", () => {
    test("what is not set is the whole list, weak algorithms included", () => {
        const everyCipher = ["aes-256-gcm", "aes-128-gcm", "aes-256-cbc", "aes-128-cbc"];
        const everyHash = ["sha-384", "sha-512", "sha-256", "sha-1"];
        expect(readSpelling("aws", {})).toEqual({
            ike: [
                {
                    encryption: everyCipher,
                    prf: everyHash,
                    integrity: everyHash,
                    dh: [20, 21, 18, 17, 16, 19, 15, 14, 24, 23, 2, 22],
                    extra: [],
                },
            ],
            esp: [
                {
                    encryption: everyCipher,
                    prf: [],
                    integrity: everyHash,
                    dh: [20, 21, 18, 17, 16, 19, 15, 14, 24, 23, 5, 2, 22],
                    extra: [],
                },
            ],
            versions: [1, 2],
            ppk: false,
            problems: [],
            remarks: [
                {
                    figure: "tunnelNIkeVersions ikev1",
                    because:
                        "the default allows both versions; IKEv1 is deprecated, and Google takes no ciphers with it",
                    source: { document: "@pulumi/aws 7.48.0, VpnConnectionArgs", date: "2026-11", certainty: "read" },
                },
            ],
        });
    });

    test("each tunnel has options of its own, and the order in a list means nothing", () => {
        const spelling = {
            tunnel1Phase1DhGroupNumbers: [14, 20],
            tunnel2Phase1DhGroupNumbers: [21],
            tunnel2Phase1EncryptionAlgorithms: ["AES128", "AES256-GCM-16", "AES128"],
            tunnel2Phase2DhGroupNumbers: null,
        };
        expect(readSpelling("aws", spelling).ike[0]?.dh).toEqual([20, 14]);
        expect(readSpelling("aws", spelling, 2).ike[0]).toMatchObject({
            dh: [21],
            encryption: ["aes-256-gcm", "aes-128-cbc"],
            integrity: ["sha-384", "sha-512", "sha-256", "sha-1"],
        });
        expect(readSpelling("aws", spelling, 2).esp[0]?.dh).toHaveLength(13);
    });

    test("a word that AWS does not have is told, and left out", () => {
        const { ike, problems } = readSpelling("aws", { tunnel1Phase1EncryptionAlgorithms: ["AES192", "AES256"] });
        expect(ike[0]?.encryption).toEqual(["aes-256-cbc"]);
        expect(problems).toEqual([
            {
                check: "suite-unread",
                path: "ike.encryption",
                got: '"AES192"',
                allowed: "AES128, AES128-GCM-16, AES256 or AES256-GCM-16",
                fix: "Correct the spelling.",
            },
        ]);
    });

    test("a text is no group number", () => {
        expect(readSpelling("aws", { tunnel1Phase1DhGroupNumbers: ["20"] }).ike[0]?.dh).toEqual([]);
    });
});

describe("Azure", () => {
    test("one value may stand without a list, and both names of group 14 are read", () => {
        expect(readSpelling("azure", AZURE)).toEqual({
            ike: [GCM],
            esp: [{ ...GCM, prf: [] }],
            versions: [2],
            ppk: false,
            problems: [],
            remarks: [],
        });
        const old = { ...AZURE, dhGroup: "DHGroup2048", pfsGroup: "PFS14" };
        expect(readSpelling("azure", old)).toMatchObject({ ike: [{ dh: [14] }], esp: [{ dh: [14] }], problems: [] });
    });

    test("GCM must stand in both IPsec fields", () => {
        const problem = (got: string, allowed: string): object => ({
            check: "suite-azure-gcm",
            path: "ipsecIntegrity",
            got,
            allowed,
            fix: "GCM protects encryption and integrity together: write the same value in both fields.",
        });
        const read = (ipsecEncryption: string, ipsecIntegrity: string): unknown =>
            readSpelling("azure", { ...AZURE, ipsecEncryption, ipsecIntegrity }).problems;
        expect(read("GCMAES256", "SHA256")).toEqual([problem('"SHA256"', '"GCMAES256"')]);
        expect(read("GCMAES256", "GCMAES128")).toEqual([problem('"GCMAES128"', '"GCMAES256"')]);
        expect(read("AES256", "GCMAES256")).toMatchObject([
            problem('"GCMAES256"', '"AES256"'),
            { path: "esp.integrity" },
        ]);
        expect(read("AES256", "SHA256")).toEqual([]);
    });

    test("a value that the type has and the gateway does not explains itself", () => {
        const mainMode = readSpelling("azure", { ...AZURE, pfsGroup: "PFSMM" });
        expect(mainMode.problems).toEqual([
            {
                check: "suite-unread",
                path: "esp.dh",
                got: '"PFSMM"',
                allowed: "ECP256, ECP384, None, PFS1, PFS2, PFS24 or PFS2048",
                fix:
                    "Choose another: it repeats whatever group IKE has instead of naming one, " +
                    "so the peer's group cannot be read off it.",
            },
        ]);
        expect(onlySuite(mainMode)).toBeUndefined();
        const gcm = readSpelling("azure", { ...AZURE, ikeIntegrity: "GCMAES256" }).problems;
        expect(gcm).toMatchObject([{ path: "ike.prf", allowed: "MD5, SHA1, SHA256 or SHA384" }]);
    });

    test("a field that is missing is told once", () => {
        const { ipsecIntegrity: _, ...rest } = AZURE;
        expect(readSpelling("azure", rest).problems).toMatchObject([{ check: "suite-unread", path: "ipsecIntegrity" }]);
    });

    test("an incomplete policy is no policy", () => {
        const { pfsGroup: _, ikeEncryption: __, ...rest } = AZURE;
        const problem = {
            check: "suite-unread",
            got: "nothing",
            allowed: "a value: a custom policy has all of its fields",
            fix: "Set the whole policy; without one Azure offers a list of its own, weak algorithms included.",
        };
        expect(readSpelling("azure-virtual-wan", rest)).toEqual({
            ike: [],
            esp: [],
            versions: [2],
            ppk: false,
            problems: [
                { ...problem, path: "ikeEncryption" },
                { ...problem, path: "pfsGroup" },
            ],
            remarks: [],
        });
        expect(onlySuite(readSpelling("azure", {}))).toBeUndefined();
    });
});

describe("Google", () => {
    test("without a cipher suite the whole list counts; what is set counts alone", () => {
        const everything = readSpelling("gcp", {});
        expect(everything.ike[0]?.encryption).toHaveLength(7);
        expect(everything.ike[0]?.prf).toHaveLength(7);
        expect(everything.esp[0]?.integrity).toEqual(["sha-512", "sha-256", "sha-1"]);
        const cipherSuite = {
            phase1: { encryptions: ["AES-CBC-256"], dhs: ["Group-14"] },
            phase2: { pfs: ["Group-31"] },
        };
        expect(readSpelling("gcp", { cipherSuite })).toMatchObject({
            ike: [{ encryption: ["aes-256-cbc"], dh: [14] }],
            esp: [{ dh: [31] }],
            problems: [],
        });
        expect(readSpelling("gcp", { cipherSuite }).ike[0]?.integrity).toHaveLength(7);
    });

    test("spellings are case-sensitive", () => {
        const cipherSuite = { phase1: { dhs: ["group-20"] } };
        expect(readSpelling("gcp", { cipherSuite }).problems).toMatchObject([{ path: "ike.dh", got: '"group-20"' }]);
    });
});

describe("strongSwan", () => {
    test("several proposals, blanks between them, and keywords in any order", () => {
        const { ike, problems } = strongswan("ecp384-aes256gcm16-prfsha384, aes256-aes128-sha256-modp2048");
        expect(problems).toEqual([]);
        expect(ike).toEqual([
            GCM,
            {
                encryption: ["aes-256-cbc", "aes-128-cbc"],
                prf: ["sha-256"],
                integrity: ["sha-256"],
                dh: [14],
                extra: [],
            },
        ]);
        expect(onlySuite(strongswan("aes256gcm16-prfsha384-ecp384,aes256-sha256-modp2048"))).toBeUndefined();
        expect(onlySuite(strongswan("aes256-aes128-sha256-modp2048"))).toBeUndefined();
        expect(onlySuite(strongswan("aes256gcm16-prfsha384-ecp384", "aes256-ecp384"))).toBeUndefined();
    });

    test("a suite that could not be read whole is not the only one", () => {
        expect(onlySuite(strongswan("aes256gcm16-prfsha384-ecp384"))).toBeDefined();
        expect(onlySuite(strongswan("aes256gcm16-prfsha384-ecp384-esn"))).toBeUndefined();
        expect(onlySuite(strongswan("aes256gcm16-prfsha384-ecp384-ke1_mlkem768-ke1_mlkem1024"))).toBeUndefined();
    });

    test("GCM without a PRF offers all of them; ESP without a group has no forward secrecy", () => {
        const { ike, esp } = strongswan("aes256gcm16-ecp384", "aes256gcm16");
        expect(ike[0]?.prf).toHaveLength(7);
        expect(esp).toEqual([{ ...GCM, prf: [], dh: [0] }]);
    });

    test.each([
        ["aes-sha-modp2048", { encryption: ["aes-128-cbc"], integrity: ["sha-1"], prf: ["sha-1"], dh: [14] }],
        ["aes256gcm-prfsha384-x25519", { encryption: ["aes-256-gcm"], dh: [31] }],
        ["aes256gcm128-prfsha384-ecp521", { encryption: ["aes-256-gcm"], dh: [21] }],
        ["aes192gcm-prfsha384-ecp521", { encryption: ["aes-192-gcm"] }],
        ["aes192gcm128-prfsha384-ecp521", { encryption: ["aes-192-gcm"] }],
        ["aes128gcm-prfsha384-ecp521", { encryption: ["aes-128-gcm"] }],
        ["aes128gcm128-prfsha384-ecp521", { encryption: ["aes-128-gcm"] }],
        ["aes256-sha2_256-ecp256", { integrity: ["sha-256"], prf: ["sha-256"] }],
        ["aes256-sha2_384-ecp256", { integrity: ["sha-384"], prf: ["sha-384"] }],
        ["aes256-sha2_512-ecp256", { integrity: ["sha-512"], prf: ["sha-512"] }],
    ])("other keywords for the same: %s", (proposal, meant) => {
        expect(strongswan(proposal)).toMatchObject({ ike: [meant], problems: [] });
    });

    test("upper case is the same keyword", () => {
        expect(strongswan("AES256GCM16-PRFSHA384-ECP384").ike).toEqual([GCM]);
        expect(strongswan("AES256GCM16-PRFSHA384-ECP384").problems).toEqual([]);
    });

    test("ke1_none makes the additional exchange optional", () => {
        const reading = strongswan("aes256gcm16-prfsha384-ecp384-ke1_mlkem768-ke1_none");
        expect(reading.ike).toEqual([{ ...GCM, extra: ["ml-kem-768"], extraIsOptional: true }]);
        expect(reading.problems).toEqual([]);
        expect(onlySuite(reading)).toBeUndefined();
    });

    test("both words for no forward secrecy", () => {
        const groups = (esp: string): unknown => strongswan("aes256gcm16-prfsha384-ecp384", esp).esp[0]?.dh;
        expect([groups("aes256gcm16-none"), groups("aes256gcm16-modpnone")]).toEqual([[0], [0]]);
    });

    test("unknown keywords are told, and so are missing proposals", () => {
        expect(strongswan("camellia256-sha256-modp2048").problems).toEqual([
            {
                check: "suite-unread",
                path: "ike proposal",
                got: '"camellia256"',
                allowed: "keywords that the facts know",
                fix: "Correct the spelling, or compare the two ends by hand.",
            },
        ]);
        const missing = (path: string): object => ({
            check: "suite-unread",
            path,
            got: "nothing",
            allowed: "proposals in words",
            fix: "Write the proposals out: the default differs from build to build.",
        });
        expect(readSpelling("strongswan", {})).toEqual({
            ike: [],
            esp: [],
            versions: [1, 2],
            ppk: false,
            remarks: [VERSION_0],
            problems: [missing("connection.proposals"), missing("child.esp_proposals")],
        });
    });

    test("a required PPK, in both ways of writing it", () => {
        const ppk = (ppk_required: unknown): boolean =>
            readSpelling("strongswan", { connection: { proposals: "aes256-sha256-ecp384", ppk_required } }).ppk;
        expect([ppk("yes"), ppk(true), ppk("no"), ppk(undefined)]).toEqual([true, true, false, false]);
    });
});

describe("a device", () => {
    const unlisted = (path: string, allowed: string): object => ({
        check: "suite-unread",
        path,
        got: "nothing",
        allowed,
        fix: "List what the device has.",
    });
    const CIPHERS =
        "3des-cbc, aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm, chacha20-poly1305, " +
        "des-cbc or none";
    const HASHES = "aes-cmac, aes-xcbc, md5, sha-1, sha-256, sha-384 or sha-512";
    const GROUPS = "0, 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 or 31";

    test("single values or lists, in canonical words", () => {
        const ike = { encryption: ["aes-128-gcm", "aes-256-gcm"], prf: "sha-384", dh: 20 };
        const reading = readSpelling("device", { suite: { ike, esp: { encryption: "aes-256-gcm", dh: [20, 0] } } });
        expect(reading).toEqual({
            ike: [{ ...GCM, encryption: ["aes-256-gcm", "aes-128-gcm"] }],
            esp: [{ ...GCM, prf: [], dh: [20, 0] }],
            versions: [2],
            ppk: false,
            problems: [],
            remarks: [],
        });
        expect(onlySuite(reading)).toBeUndefined();
    });

    test("anything else is told, and so is every role that nothing is said of", () => {
        const ike = { encryption: "aes-256-gcm", prf: "sha-384", dh: ["ecp384"], extra: "kyber" };
        const esp = { encryption: "aes-256-cbc", integrity: "sha-256", dh: 20 };
        expect(readSpelling("device", { suite: { ike, esp } }).problems).toEqual([
            { check: "suite-unread", path: "ike.dh", got: '"ecp384"', allowed: GROUPS, fix: "Correct the spelling." },
            {
                check: "suite-unread",
                path: "ike.extra",
                got: '"kyber"',
                allowed: "ml-kem-768 or ml-kem-1024",
                fix: "Correct the spelling.",
            },
        ]);
        const empty = { encryption: [], prf: [], integrity: [], dh: [], extra: [] };
        expect(readSpelling("device", {})).toEqual({
            ike: [{ ...empty, unread: ["encryption", "prf", "dh"] }],
            esp: [{ ...empty, unread: ["encryption", "dh"] }],
            versions: [2],
            ppk: false,
            problems: [
                unlisted("ike.encryption", CIPHERS),
                unlisted("ike.prf", HASHES),
                unlisted("ike.dh", GROUPS),
                unlisted("esp.encryption", CIPHERS),
                unlisted("esp.dh", GROUPS),
            ],
            remarks: [],
        });
        expect(onlySuite(readSpelling("device", {}))).toBeUndefined();
    });
});
