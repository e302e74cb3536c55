/** Arguments that no type would let through: what a program in JavaScript, or one that casts, may hand over. */
import type { ProfileName } from "../../../facts/ipsec/profiles";
import type { Problem } from "../../../plan/problem";
import { describeProblem } from "../../../plan/problem";
import { strongestSuite } from "../../../plan/suites";
import { checkSuites, judgeSuite } from "../../../plan/suites/check";
import { readSpelling } from "../../../plan/suites/reading";
import { spellSuite } from "../../../plan/suites/spelling";

type Loose<R> = (...args: unknown[]) => R;
const choose = strongestSuite as Loose<ReturnType<typeof strongestSuite>>;
const check = checkSuites as Loose<ReturnType<typeof checkSuites>>;
const judge = judgeSuite as Loose<ReturnType<typeof judgeSuite>>;
const spell = spellSuite as Loose<ReturnType<typeof spellSuite>>;
const told = (result: object): string[] =>
    ((result as { problems?: readonly Problem[] }).problems ?? []).map(describeProblem);

const AWS = { kind: "aws", name: "aws" };
const GCP = { kind: "gcp", name: "gcp" };
const AZURE = { kind: "azure", name: "azure" };
const DEFAULT = {
    ike: { encryption: "aes-256-gcm", prf: "sha-384", dh: 20 },
    esp: { encryption: "aes-256-gcm", dh: 20 },
    ppk: false,
};
const UNKNOWN = "Remove it, or correct the spelling.";

describe("strongestSuite", () => {
    test("no ends", () => {
        const end = "an object with kind, name, offers, openssl or version";
        expect(choose(null, undefined, "default")).toMatchObject({ suite: undefined, reasoning: [] });
        expect(told(choose(null, undefined, "default"))).toEqual([
            `left [missing-argument]: got nothing; allowed: ${end}. Add 'left'.`,
            `right [missing-argument]: got nothing; allowed: ${end}. Add 'right'.`,
        ]);
    });

    test.each([
        ["options", AWS, null],
        ["lifetimes and pins", AWS, { lifetimes: null, pin: null, ppk: null }],
        ["pins of a phase", AWS, { pin: { ike: null, esp: { dh: null } } }],
        ["offers of a phase", { ...AWS, offers: { ike: null, esp: { dh: null } } }, {}],
    ])("null is the same as not given: %s", (_, left, options) => {
        const { suite } = choose(left, GCP, "default", options);
        expect(suite).toEqual(DEFAULT);
    });

    test("misspelt, of the wrong type, all at once and each with its path", () => {
        const offers = {
            ike: { encryption: "aes-256-gcm", encryptions: [], dh: ["20"] },
            phase1: {},
            ppk: "yes",
        };
        const options = { ppk: "yes", pin: { IKE: {}, ike: { cipher: "x" }, esp: { prf: "sha-384" } }, lifetime: 1 };
        expect(told(choose({ ...AWS, offers }, GCP, "soc2", options))).toEqual([
            'profile [suite-profile]: got "soc2"; allowed: cnsa-1.0, cnsa-2.0, default, fips or pci. ' +
                "Write default where no rule book binds you.",
            `left.offers.phase1 [unknown-argument]: got "phase1"; allowed: esp, ike or ppk. ${UNKNOWN}`,
            'left.offers.ike.encryptions [unknown-argument]: got "encryptions"; ' +
                `allowed: dh, encryption, extra, integrity or prf. ${UNKNOWN}`,
            'left.offers.ike.encryption [wrong-type]: got "aes-256-gcm"; allowed: a list, each a string. ' +
                "Give a list, each a string.",
            'left.offers.ike.dh[0] [wrong-type]: got "20"; allowed: a number. Give a number.',
            'left.offers.ppk [wrong-type]: got "yes"; allowed: a boolean. Give a boolean.',
            `options.lifetime [unknown-argument]: got "lifetime"; allowed: lifetimes, pin or ppk. ${UNKNOWN}`,
            `options.pin.IKE [unknown-argument]: got "IKE"; allowed: esp or ike. ${UNKNOWN}`,
            'options.pin.ike.cipher [unknown-argument]: got "cipher"; ' +
                `allowed: dh, encryption, extra, integrity or prf. ${UNKNOWN}`,
            'options.pin.esp.prf [unknown-argument]: got "prf"; ' +
                `allowed: dh, encryption, extra or integrity. ${UNKNOWN}`,
            'options.ppk [wrong-type]: got "yes"; allowed: a boolean. Give a boolean.',
        ]);
    });

    test("lifetimes that no end can follow", () => {
        const lifetimes = (left: object, wanted: object): string[] =>
            told(choose(left, GCP, "default", { lifetimes: wanted }));
        const both = "Choose one that both ends take, or leave it out.";
        expect(lifetimes(AWS, { ike: NaN })).toEqual([
            `options.lifetimes.ike [suite-lifetime]: got NaN; allowed: whole seconds from 900 to 28800 at aws. ${both}`,
        ]);
        expect(lifetimes(AZURE, { ike: 60 })).toEqual([
            "options.lifetimes.ike [suite-lifetime]: got 60; allowed: 28800 at azure, 36000 at gcp, " +
                "fixed by the provider. Leave it out.",
        ]);
        expect(lifetimes(AZURE, { ike: 28800 })).toEqual([]);
        expect(lifetimes(AZURE, { ike: 36000 })).toEqual([]);
        expect(lifetimes(AWS, { ike: "60" })).toEqual([
            'options.lifetimes.ike [wrong-type]: got "60"; allowed: a number. Give a number.',
        ]);
    });

    test("two ends of one name are told apart", () => {
        const box = (dh: number): object => ({
            kind: "device",
            name: "box",
            offers: { ike: { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [dh] }, esp: DEFAULT_ESP },
        });
        expect(choose(box(19), box(20), "default")).toMatchObject({
            problems: [
                {
                    check: "suite-ike-dh",
                    path: "box (left) to box (right)",
                    got: "box (left) offers group 19; box (right) offers group 20",
                    allowed: "group 20, group 21, group 18, group 17, group 16, group 19, group 31, group 15, group 14",
                    fix: "Let box (left) offer group 20.",
                },
            ],
        });
    });
    const DEFAULT_ESP = { encryption: ["aes-256-gcm"], dh: [20] };
});

describe("remarks of strongestSuite", () => {
    const notes = (left: object, right: object, profile: ProfileName, options?: object): string[] =>
        choose(left, right, profile, options).reasoning.flatMap(({ what, figure = "", because = "" }) =>
            what.startsWith("note") ? [`${what}: ${figure} ${because}`] : [],
        );
    const vm = { kind: "strongswan", name: "vm" };
    const inferred = "note on aws:  the PRF is taken from the phase 1 integrity list, which no document says; ";

    test("the way out of a guessed PRF is told only where it is one", () => {
        expect(notes(AWS, GCP, "fips")).toEqual([
            `${inferred}if IKE does not come up, pin ike.encryption to aes-256-cbc and keep GCM in ESP`,
        ]);
        const none = `${inferred}if IKE does not come up, these ends have no other cipher under this profile`;
        expect(notes(AWS, GCP, "cnsa-1.0")).toEqual([none]);
        const gcm = { kind: "device", name: "gcm", offers: { ike: { encryption: ["aes-256-gcm"] }, esp: {} } };
        const ike = { encryption: ["aes-256-gcm", "aes-256-cbc"], prf: ["sha-384"], dh: [20] };
        const offers = { ike, esp: { encryption: ["aes-256-gcm"], dh: [20] } };
        expect(notes(AWS, { ...gcm, offers }, "default")).toEqual([none]);
    });

    test("short lifetimes, below what any managed gateway takes", () => {
        const at = (ike: number, esp: number): string[] =>
            notes({ ...vm, name: "a" }, { ...vm, name: "b" }, "default", { lifetimes: { ike, esp } });
        expect(at(1, 1)).toEqual(
            ["a", "b"].flatMap((name) => [
                `note on ${name}: IKE 1 s no managed gateway takes less than 900 s: every rekey is an exchange of keys`,
                `note on ${name}: ESP 1 s no managed gateway takes less than 300 s: every rekey is an exchange of keys`,
            ]),
        );
        expect(at(900, 300)).toEqual([]);
        expect(at(900, 900)).toEqual([]);
        expect(at(899, 299)).toHaveLength(4);
        const swapped =
            "IKE 900 s, ESP 901 s ESP keys outlive the IKE keys that guard them: are the two lifetimes swapped?";
        expect(at(900, 901)).toEqual([`note on a: ${swapped}`, `note on b: ${swapped}`]);
    });
});

describe("checkSuites", () => {
    test("no ends, and no spellings", () => {
        const end = "an object with kind, name, spelling or tunnel";
        const nothing = { compatible: undefined, differences: [], open: [], remarks: [], reasoning: [] };
        expect(check(undefined, null)).toMatchObject(nothing);
        expect(told(check(undefined, null))).toEqual([
            `left [missing-argument]: got nothing; allowed: ${end}. Add 'left'.`,
            `right [missing-argument]: got nothing; allowed: ${end}. Add 'right'.`,
        ]);
        const allowed =
            "allowed: an object with the fields that spellSuite writes, and others of the same resource. " +
            "Give what is configured, in the shape that spellSuite writes.";
        expect(check({ ...AWS, spelling: null }, { ...GCP, spelling: "none" })).toMatchObject(nothing);
        expect(told(check({ ...AWS, spelling: null }, { ...GCP, spelling: "none" }))).toEqual([
            `aws: spelling [missing-argument]: got nothing; ${allowed}`,
            `gcp: spelling [wrong-type]: got "none"; ${allowed}`,
        ]);
        expect(told(check({ ...AWS, spelling: {}, tunnel: 3 }, { ...GCP, spelling: {} }))).toEqual([
            "left.tunnel [out-of-range]: got 3; allowed: a whole number from 1 to 2. Give a whole number from 1 to 2.",
        ]);
    });

    test.each([
        ["aws", { tunnel1Phase1DhGroupNumber: [20] }, "tunnel1Phase1DhGroupNumber"],
        ["strongswan", { connection: { proposal: "x" }, child: {} }, "connection.proposal"],
        ["device", { ike: {} }, "ike"],
        ["gcp", { ciphersuite: {} }, "ciphersuite"],
    ])("a field that %s does not have is told", (kind, spelling, path) => {
        expect(readSpelling(kind as "aws", spelling).problems[0]).toMatchObject({ check: "unknown-argument", path });
    });
});

describe("judgeSuite", () => {
    test("no suite, half a suite", () => {
        const ike = "an object with dh, encryption, extra, integrity or prf";
        const esp = "an object with dh, encryption, extra or integrity";
        const refused = { allowed: false, findings: [], reasoning: [] };
        expect(judge(null, "default")).toMatchObject(refused);
        expect(told(judge(null, "default"))).toEqual([
            "suite [missing-argument]: got nothing; allowed: an object with esp, ike or ppk. Add 'suite'.",
        ]);
        expect(told(judge({}, "default"))).toEqual([
            `suite.ike [missing-argument]: got nothing; allowed: ${ike}. Add 'ike'.`,
            `suite.esp [missing-argument]: got nothing; allowed: ${esp}. Add 'esp'.`,
        ]);
        expect(told(judge({ ...DEFAULT, ppk: "yes" }, "default"))).toEqual([
            'suite.ppk [wrong-type]: got "yes"; allowed: a boolean. Give a boolean.',
        ]);
    });

    test("a word outside the vocabulary is unknown, not weak", () => {
        const suite = { ...DEFAULT, ike: { ...DEFAULT.ike, dh: 25 }, esp: { encryption: "rot13", dh: 20 } };
        expect(judge(suite, "default")).toEqual({
            allowed: false,
            findings: [],
            problems: [
                {
                    check: "suite-word",
                    path: "suite.ike.dh",
                    got: "25",
                    allowed: "0, 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 or 31",
                    fix: "It is unknown: use the canonical word.",
                },
                {
                    check: "suite-word",
                    path: "suite.esp.encryption",
                    got: '"rot13"',
                    allowed:
                        "3des-cbc, aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm, " +
                        "chacha20-poly1305, des-cbc or none",
                    fix: "It is unknown: use the canonical word.",
                },
            ],
            reasoning: [],
        });
    });
});

describe("spellSuite", () => {
    test("roles that are missing are never written", () => {
        expect(told(spell("aws", { ike: {}, esp: { encryption: "aes-256-gcm" } }))).toEqual([
            "suite.ike.encryption [suite-missing]: got nothing; " +
                "allowed: aes-128-cbc, aes-128-gcm, aes-256-cbc or aes-256-gcm. Name one.",
            "suite.ike.prf [suite-missing]: got nothing; allowed: sha-1, sha-256, sha-384 or sha-512. Name one.",
            "suite.ike.dh [suite-missing]: got nothing; " +
                "allowed: 2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 or 24. Name one.",
            "suite.esp.dh [suite-missing]: got nothing; " +
                "allowed: 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 or 24. Name one.",
        ]);
        expect(told(spell("device", { ...DEFAULT, esp: { encryption: "aes-256-gcm" } }))).toEqual([
            "suite.esp.dh [suite-missing]: got nothing; " +
                "allowed: 0, 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 or 31. Name one.",
        ]);
        expect(told(spell("strongswan", { ike: {} }))).toHaveLength(1);
        expect(told(spell("gcp", null))).toHaveLength(1);
        expect(told(spell("device", { ...DEFAULT, ike: { ...DEFAULT.ike, prf: "rot13" } }))).toHaveLength(1);
    });

    test.each([
        ["aws", { ike: 1 }, "ike", "1", "whole seconds from 900 to 28800. AWS Site-to-Site VPN"],
        ["aws", { esp: 99999 }, "esp", "99999", "whole seconds from 900 to 3600. AWS Site-to-Site VPN"],
        ["azure", { ike: NaN }, "ike", "NaN", "28800, fixed by the provider. Azure VPN Gateway"],
        ["gcp", { ike: 28800 }, "ike", "28800", "36000, fixed by the provider. Google Cloud HA VPN"],
        ["strongswan", { esp: 0.5 }, "esp", "0.5", "whole seconds from 1 up. strongSwan"],
        ["device", { esp: 0 }, "esp", "0", "whole seconds from 1 up. A device"],
    ])("%s does not take the lifetime %j", (kind, lifetimes, phase, got, allowed) => {
        expect(told(spell(kind, DEFAULT, lifetimes))).toEqual([
            `lifetimes.${phase} [suite-lifetime]: got ${got}; allowed: ${allowed} takes no other: ` +
                "change it, or leave it out.",
        ]);
    });

    test("null is the same as not given", () => {
        expect(spell("device", DEFAULT, null)).toEqual({ spelling: { suite: DEFAULT } });
        expect(spell("strongswan", { ...DEFAULT, ike: { ...DEFAULT.ike, extra: null } }, { ike: null })).toEqual({
            spelling: {
                connection: { version: 2, proposals: "aes256gcm16-prfsha384-ecp384" },
                child: { esp_proposals: "aes256gcm16-ecp384" },
            },
        });
        expect(told(spell("device", DEFAULT, { ikev2: 1 }))).toEqual([
            `lifetimes.ikev2 [unknown-argument]: got "ikev2"; allowed: esp or ike. ${UNKNOWN}`,
        ]);
    });
});
