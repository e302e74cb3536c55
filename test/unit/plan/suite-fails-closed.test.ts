/** What must never pass: suites that lack something, and configurations that do not come up. */
import { judgeSuite, checkSuites, type ConfiguredEnd, type SuiteAgreement } from "../../../plan/suites/check";
import { describeProblem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import type { Suite } from "../../../plan/suites/suite";

const lacking = (suite: object): Suite => suite as unknown as Suite;
const RFC_7296 = { document: "RFC 7296, section 3.3.3", date: "2014-10", certainty: "known" };
const RFC_8221 = { document: "RFC 8221, section 4", date: "2017-10", certainty: "known" };
const RFC_8247 = { document: "RFC 8247, IKEv2 algorithm requirements", date: "2017-09", certainty: "known" };

describe("judgeSuite", () => {
    test.each(["default", "fips", "cnsa-1.0", "pci"] as const)("an empty suite is refused under %s", (profile) => {
        const unnamed = { algorithm: undefined, weak: true, reason: "it is not named, and no suite is without" };
        const judgement = judgeSuite(lacking({ ike: {}, esp: {}, ppk: false }), profile);
        expect(judgement).toMatchObject({ allowed: false, problems: [] });
        expect(judgement.findings).toEqual([
            { phase: "ike", role: "encryption", label: "IKE encryption", ...unnamed, source: RFC_7296 },
            { phase: "ike", role: "prf", label: "IKE PRF", ...unnamed, source: RFC_7296 },
            { phase: "ike", role: "dh", label: "IKE key exchange", ...unnamed, source: RFC_7296 },
            { phase: "esp", role: "encryption", label: "ESP encryption", ...unnamed, source: RFC_7296 },
            {
                phase: "esp",
                role: "dh",
                label: "ESP forward secrecy",
                ...unnamed,
                reason: "it is not named: without forward secrecy one stolen key opens everything recorded before",
                source: RFC_8247,
            },
        ]);
    });

    test("CBC without integrity is refused in both phases, by every profile", () => {
        const esp = { encryption: "aes-256-cbc", dh: 14 };
        const suite = lacking({ ike: { ...esp, prf: "sha-256" }, esp, ppk: false });
        const finding = {
            role: "integrity",
            algorithm: undefined,
            weak: true,
            reason: "AES-256-CBC alone does not authenticate: whoever is on the path can change what it carries",
            source: RFC_8221,
        };
        const both = [
            { ...finding, phase: "ike", label: "IKE integrity" },
            { ...finding, phase: "esp", label: "ESP integrity" },
        ];
        expect(judgeSuite(suite, "fips").findings).toEqual(both);
        expect(judgeSuite(suite, "default").findings).toEqual(both);
        expect(judgeSuite(suite, "pci").allowed).toBe(false);
        expect(judgeSuite(suite, "cnsa-1.0").allowed).toBe(false);
        expect(explain(judgeSuite(suite, "fips").reasoning).split("\n")[1]).toBe(
            "IKE integrity: none, AES-256-CBC alone does not authenticate: whoever is on the path can change what it " +
                "carries (RFC 8221, section 4, 2017-10, known)",
        );
    });

    test("CNSA 1.0 takes the groups of RFC 9206's suites", () => {
        const judged = [14, 15, 16, 17, 18, 19, 20, 21].filter((dh) => {
            const esp = { encryption: "aes-256-gcm", dh };
            return judgeSuite(lacking({ ike: { ...esp, prf: "sha-384" }, esp, ppk: false }), "cnsa-1.0").allowed;
        });
        expect(judged).toEqual([15, 16, 20]);
    });
});

describe("checkSuites", () => {
    const aws = (options: object = {}): ConfiguredEnd => ({
        kind: "aws",
        name: "aws",
        spelling: Object.fromEntries(
            Object.entries({
                IkeVersions: ["ikev2"],
                Phase1EncryptionAlgorithms: ["AES256-GCM-16"],
                Phase1IntegrityAlgorithms: ["SHA2-384"],
                Phase1DhGroupNumbers: [20],
                Phase2EncryptionAlgorithms: ["AES256-GCM-16"],
                Phase2DhGroupNumbers: [20],
                ...options,
            }).map(([name, value]) => [`tunnel1${name}`, value]),
        ),
    });
    const PHASE_1 = { encryptions: ["AES-GCM-16-256"], prves: ["PRF-HMAC-SHA2-384"], dhs: ["Group-20"] };
    const PHASE_2 = { encryptions: ["AES-GCM-16-256"], pfs: ["Group-20"] };
    const gcp = (phase1: object = PHASE_1, phase2: object = PHASE_2, rest: object = {}): ConfiguredEnd => ({
        kind: "gcp",
        name: "gcp",
        spelling: { cipherSuite: { phase1, phase2 }, ...rest },
    });
    const vm = (connection: object, esp = "aes256gcm16-ecp384"): ConfiguredEnd => ({
        kind: "strongswan",
        name: "vm",
        spelling: {
            connection: { proposals: "aes256gcm16-prfsha384-ecp384", ...connection },
            child: { esp_proposals: esp },
        },
    });
    const told = ({ problems }: SuiteAgreement): string[] => problems.map(describeProblem);
    const AGREED = { compatible: true, differences: [], open: [], problems: [], remarks: [], reasoning: [] };
    const VERSIONS = { phase: "ike", role: "version", label: "IKE version", shows: "at the start" };

    test("one version of IKE at both ends", () => {
        expect(checkSuites(aws(), gcp())).toEqual(AGREED);
        expect(checkSuites(vm({ version: 2 }), gcp(PHASE_1, PHASE_2, { ikeVersion: 2 }))).toEqual(AGREED);
        expect(checkSuites(vm({ version: "2" }), gcp())).toEqual(AGREED);
        const agreement = checkSuites(vm({ version: 1 }), gcp());
        expect(agreement).toEqual({
            ...AGREED,
            compatible: false,
            differences: [{ ...VERSIONS, left: [1], right: [2] }],
            reasoning: [
                {
                    what: "IKE version differs",
                    figure: "vm speaks IKEv1, gcp speaks IKEv2",
                    because: "the tunnel does not come up",
                },
            ],
        });
        expect(checkSuites(gcp(), aws({ IkeVersions: ["ikev1"] }))).toMatchObject({
            compatible: false,
            differences: [{ ...VERSIONS, left: [2], right: [1] }],
        });
    });

    test("Google takes no cipherSuite with IKEv1", () => {
        const agreement = checkSuites(aws(), gcp(PHASE_1, PHASE_2, { ikeVersion: 1 }));
        expect(agreement).toMatchObject({ compatible: false, differences: [{ left: [2], right: [1] }] });
        expect(told(agreement)).toEqual([
            "gcp: ikeVersion [suite-gcp-version]: got 1; allowed: 2. " +
                "Only a tunnel of IKEv2 takes a cipherSuite: leave ikeVersion out, or write 2.",
        ]);
    });

    test("IKEv1 at both ends is not judged by the tables of IKEv2", () => {
        const agreement = checkSuites(vm({ version: 1 }), aws({ IkeVersions: ["ikev1"] }));
        expect(agreement).toMatchObject({ compatible: undefined, differences: [] });
        expect(told(agreement)).toEqual([
            "vm to aws [suite-ikev1]: got IKEv1 alone; allowed: IKEv2. " +
                "IKEv1 is deprecated, and negotiates by rules of its own: configure IKEv2 at both ends.",
        ]);
    });

    test("a version that is none leaves the answer open", () => {
        const agreement = checkSuites(vm({ version: 3 }), aws({ IkeVersions: ["ikev3"] }));
        expect(agreement).toMatchObject({ compatible: undefined, differences: [] });
        expect(told(agreement)).toEqual([
            "vm: connection.version [suite-unread]: got 3; allowed: 0, 1 or 2. Write the version 2 of IKE.",
            'aws: tunnel1IkeVersions [suite-unread]: got "ikev3"; allowed: ikev1 or ikev2. Write the version 2 of IKE.',
        ]);
    });

    test("Google refuses integrities beside AES-GCM, in either phase; beside CBC it wants them", () => {
        const integrities = ["HMAC-SHA2-256-128"];
        const agreement = checkSuites(aws(), gcp({ ...PHASE_1, integrities }, { ...PHASE_2, integrities }));
        const rule = "allowed: nothing beside AES-GCM. ";
        const fix = "Google refuses it: AES-GCM protects integrity itself, so leave the list out.";
        expect(agreement).toMatchObject({ compatible: false, differences: [] });
        expect(told(agreement)).toEqual(
            ["phase1", "phase2"].map(
                (phase) =>
                    `gcp: cipherSuite.${phase}.integrities [suite-gcp-integrity]: got HMAC-SHA2-256-128; ${rule}${fix}`,
            ),
        );
        const cbc = gcp({ ...PHASE_1, encryptions: ["AES-CBC-256"], integrities: ["HMAC-SHA2-384-192"] });
        expect(checkSuites(aws({ Phase1EncryptionAlgorithms: ["AES256"] }), cbc)).toEqual(AGREED);
        expect(checkSuites(aws(), gcp({ ...PHASE_1, integrities: [] }))).toEqual(AGREED);
    });

    test("a misspelt field is not the whole list", () => {
        const agreement = checkSuites(aws(), gcp({ ...PHASE_1, prves: undefined, prfs: ["PRF-HMAC-SHA1"] }));
        expect(agreement).toMatchObject({ compatible: undefined, differences: [] });
        expect(told(agreement)).toEqual([
            'gcp: cipherSuite.phase1.prfs [unknown-argument]: got "prfs"; ' +
                "allowed: dhs, encryptions, integrities or prves. Remove it, or correct the spelling.",
        ]);
    });

    test("AWS's own list before Google: it may come up, with two remarks", () => {
        const VERSION_1 = {
            what: "note on aws",
            figure: "tunnelNIkeVersions ikev1",
            because: "the default allows both versions; IKEv1 is deprecated, and Google takes no ciphers with it",
            source: { document: "@pulumi/aws 7.48.0, VpnConnectionArgs", date: "2026-11", certainty: "read" },
        };
        const fragments = (figure: string): object => ({
            what: "note on aws",
            figure,
            because:
                "AWS sends its whole list, its first IKE message fragments, and Cloud VPN drops fragments: set one value",
            source: { document: "Google Cloud, HA VPN connections to AWS", date: "2026-04-10", certainty: "read" },
        });
        const remarks = [
            VERSION_1,
            fragments(
                "tunnel1Phase1EncryptionAlgorithms, tunnel1Phase1IntegrityAlgorithms, tunnel1Phase1DhGroupNumbers not set",
            ),
        ];
        const unset: ConfiguredEnd = { kind: "aws", name: "aws", spelling: {} };
        expect(checkSuites(unset, gcp())).toEqual({ ...AGREED, remarks, reasoning: remarks });
        expect(checkSuites(gcp(), unset)).toEqual({ ...AGREED, remarks, reasoning: remarks });
        const one = [fragments("tunnel1Phase1DhGroupNumbers not set")];
        expect(checkSuites(aws({ Phase1DhGroupNumbers: [] }), gcp())).toMatchObject({ remarks: one });
        expect(checkSuites(unset, vm({ version: 2 })).remarks).toEqual([VERSION_1]);
    });

    test("what should be avoided is told, whether it is written or stands by default", () => {
        const version = {
            what: "note on vm",
            figure: "version 0",
            because: "it accepts IKEv1 as well: write 2",
            source: { document: "strongSwan, swanctl.opt", date: "2026-05-12", certainty: "read" },
        };
        for (const end of [vm({}), vm({ version: 0 }), vm({ version: "0" })]) {
            expect(checkSuites(end, gcp())).toEqual({ ...AGREED, remarks: [version], reasoning: [version] });
        }
        const azure: ConfiguredEnd = {
            kind: "azure",
            name: "azure",
            spelling: {
                ikeEncryption: "GCMAES256",
                ikeIntegrity: "SHA384",
                dhGroup: "ECP384",
                ipsecEncryption: "GCMAES256",
                ipsecIntegrity: "GCMAES256",
                pfsGroup: "None",
            },
        };
        const { compatible, remarks } = checkSuites(azure, vm({ version: 2 }, "aes256gcm16"));
        expect(compatible).toBe(true);
        expect(explain(remarks)).toBe(
            "note on azure: pfsGroup None, an exchange at every rekey is what keeps a stolen key from opening the " +
                "traffic recorded before (Azure VPN Gateway FAQ, 2026-11, read)",
        );
        // What cannot be read is a problem with the same reason already.
        const mainMode = { ...azure, spelling: { ...azure.spelling, pfsGroup: "PFSMM" } };
        expect(checkSuites(mainMode, gcp()).remarks).toEqual([]);
    });

    test("nothing is concluded from what could not be read", () => {
        const unread = checkSuites(aws({ Phase1DhGroupNumbers: ["20"] }), gcp());
        expect(unread).toMatchObject({ compatible: undefined, differences: [], reasoning: [] });
        const partly = checkSuites(aws({ Phase1DhGroupNumbers: ["20", 21], Phase2DhGroupNumbers: [14] }), gcp());
        expect(partly.differences.map(({ label }) => label)).toEqual(["ESP forward secrecy"]);
        const device: ConfiguredEnd = { kind: "device", name: "box", spelling: {} };
        expect(checkSuites(device, gcp())).toMatchObject({ compatible: undefined, differences: [], reasoning: [] });
        const keyword = vm({ version: 2, proposals: "camellia256-sha256-modp2048" });
        expect(checkSuites(keyword, gcp()).differences).toEqual([]);
    });

    test("an additional exchange that may be left out", () => {
        const optional = vm({ version: 2, proposals: "aes256gcm16-prfsha384-ecp384-ke1_mlkem768-ke1_none" });
        const without = vm({ version: 2 });
        const demanded = vm({ version: 2, proposals: "aes256gcm16-prfsha384-ecp384-ke1_mlkem1024" });
        expect(checkSuites(optional, gcp())).toEqual(AGREED);
        expect(checkSuites(without, optional).compatible).toBe(true);
        expect(checkSuites(optional, demanded).differences.map(({ label }) => label)).toEqual([
            "IKE additional key exchange",
        ]);
    });

    test("two ends of one name are told apart", () => {
        const [text] = checkSuites({ ...vm({ version: 1 }), name: "x" }, { ...gcp(), name: "x" }).reasoning;
        expect(text?.figure).toBe("x (left) speaks IKEv1, x (right) speaks IKEv2");
    });
});
