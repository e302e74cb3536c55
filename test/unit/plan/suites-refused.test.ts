/** Pairs for which there is no suite: every role that failed, with what each end has and what to do. */
import type { ProfileName } from "../../../facts/ipsec/profiles";
import type { Problem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";
import type { PhaseOffer } from "../../../plan/suites/suite";
import type { IpsecEnd } from "../../../plan/suites/ends";
import { strongestSuite, type SuiteOptions } from "../../../plan/suites";

const AWS: IpsecEnd = { kind: "aws", name: "aws" };
const AZURE: IpsecEnd = { kind: "azure", name: "azure" };
const GCP: IpsecEnd = { kind: "gcp", name: "gcp" };
const vm = (version: string): IpsecEnd => ({ kind: "strongswan", name: version, version });
const device = (name: string, ike: Partial<PhaseOffer>, esp: Partial<PhaseOffer> = ike): IpsecEnd => ({
    kind: "device",
    name,
    offers: { ike, esp },
});
const problemsOf = (l: IpsecEnd, r: IpsecEnd, profile: ProfileName, options?: SuiteOptions): readonly Problem[] => {
    const result = strongestSuite(l, r, profile, options);
    return result.suite === undefined ? result.problems : [];
};
const MANAGED_ADVICE =
    "Not achievable as it is: managed gateways have no field for ML-KEM, further key exchanges or a PPK. " +
    "End the tunnel on strongSwan with ML-KEM on both sides, inside or instead of the managed tunnel, or on WireGuard " +
    "with a pre-shared key that is rotated.";
const STRONGSWAN_ADVICE =
    "Not achievable as it is: this build of strongSwan has no ML-KEM. Use strongSwan 6.0.2 or later with OpenSSL 3.5 or " +
    "later (Debian forky has both) and name the build in version, or in version and openssl.";

describe("CNSA 2.0", () => {
    test("two managed gateways: not achievable, and what to do instead, once", () => {
        expect(problemsOf(AWS, GCP, "cnsa-2.0")).toEqual([
            {
                check: "suite-ike-extra",
                path: "aws to gcp",
                got: "aws offers nothing; gcp offers nothing",
                allowed: "ML-KEM-1024",
                fix: MANAGED_ADVICE,
            },
        ]);
    });

    test("each end that lacks it has its own advice", () => {
        expect(problemsOf(AWS, vm("trixie"), "cnsa-2.0")[0]?.fix).toBe(`${MANAGED_ADVICE} ${STRONGSWAN_ADVICE}`);
        expect(problemsOf(vm("sid"), vm("trixie"), "cnsa-2.0")[0]?.fix).toBe(STRONGSWAN_ADVICE);
        const sheet = device("box", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [20] });
        expect(problemsOf(vm("sid"), sheet, "cnsa-2.0")[0]?.fix).toBe(
            "Not achievable as it is: the device's list names no ML-KEM. " +
                "List it under offers.ike.extra and offers.esp.extra if the device has it.",
        );
    });

    test("a device that has it in IKE only fails in ESP", () => {
        const offers = { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [20] } as const;
        const half = device("half", { ...offers, extra: ["ml-kem-1024"] }, offers);
        expect(problemsOf(vm("sid"), half, "cnsa-2.0").map(({ check }) => check)).toEqual(["suite-esp-extra"]);
        const full = device("full", { ...offers, extra: ["ml-kem-1024"] });
        expect(problemsOf(vm("sid"), full, "cnsa-2.0")).toEqual([]);
    });
});

describe("weak devices", () => {
    const ANCIENT = device("ancient", { encryption: ["3des-cbc"], integrity: ["sha-1"], dh: [2] });

    test("what both have and the profile refuses is named with the reason, and what to offer instead", () => {
        const problems = problemsOf(GCP, ANCIENT, "default");
        expect(problems.map(({ check }) => check)).toEqual([
            "suite-ike-encryption",
            "suite-ike-prf",
            "suite-ike-integrity",
            "suite-ike-dh",
            "suite-esp-encryption",
            "suite-esp-integrity",
            "suite-esp-dh",
        ]);
        expect(problems[0]).toEqual({
            check: "suite-ike-encryption",
            path: "gcp to ancient",
            got:
                "gcp offers AES-256-GCM, AES-192-GCM, AES-128-GCM, AES-256-CBC, AES-192-CBC, AES-128-CBC, 3DES-CBC; " +
                "ancient offers 3DES-CBC",
            allowed: "AES-256-GCM, ChaCha20-Poly1305, AES-192-GCM, AES-128-GCM, AES-256-CBC, AES-192-CBC, AES-128-CBC",
            fix:
                "3DES-CBC is refused by profile default: blocks of 64 bits, and disallowed since 2024. " +
                "Let ancient offer AES-256-GCM.",
        });
        expect(problems[5]?.fix).toBe(
            "SHA-1 is refused by profile default: collisions are found in practice; tolerated in old tunnels, " +
                "not for new ones. Let ancient offer SHA-512.",
        );
        expect(problems[3]).toEqual({
            check: "suite-ike-dh",
            path: "gcp to ancient",
            got:
                "gcp offers group 20, group 21, group 18, group 16, group 19, group 31, group 15, group 14, group 24, " +
                "group 23, group 5, group 2, group 22; ancient offers group 2",
            allowed: "group 20, group 21, group 18, group 17, group 16, group 19, group 31, group 15, group 14",
            fix:
                "group 2 is refused by profile default: a group of about 1024 bits or less is within reach of " +
                "well-funded attackers. Let ancient offer group 20.",
        });
    });

    test("the reasoning goes as far as the answer is known", () => {
        const { reasoning } = strongestSuite(GCP, ANCIENT, "default");
        expect(explain(reasoning).split("\n").slice(2)).toEqual([
            "ancient: offers as given (right.offers, given)",
            "IKE encryption: none in common",
            "IKE PRF: none in common",
            "IKE integrity: none in common",
            "IKE key exchange: none in common",
            "IKE additional key exchange: none, not offered by gcp and ancient " +
                "(Google Cloud VPN, supported IKE ciphers, 2026-04-10, read)",
            "ESP encryption: none in common",
            "ESP integrity: none in common",
            "ESP forward secrecy: none in common",
        ]);
    });

    test("a refusal that is only this profile's says so", () => {
        const old = device("old", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [14] });
        expect(problemsOf(old, AWS, "cnsa-1.0")[0]?.fix).toBe(
            "group 14 is refused by profile cnsa-1.0: it is not in RFC 9206. Let old offer group 20.",
        );
    });

    test("without anything in common there is nothing to refuse", () => {
        const odd = device("odd", { encryption: ["aes-256-gcm"], prf: ["aes-xcbc"], dh: [20] });
        expect(problemsOf(AZURE, odd, "default")).toEqual([
            {
                check: "suite-ike-prf",
                path: "azure to odd",
                got: "azure offers SHA-384, SHA-256, SHA-1, MD5; odd offers AES-XCBC",
                allowed: "SHA-384, SHA-512, SHA-256, AES-CMAC, AES-XCBC",
                fix: "Let odd offer SHA-384.",
            },
        ]);
    });

    test("two devices are both told to change", () => {
        const a = device("a", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [1] });
        const b = device("b", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [] });
        expect(problemsOf(a, b, "default")[0]).toEqual({
            check: "suite-ike-dh",
            path: "a to b",
            got: "a offers group 1; b offers nothing",
            allowed: "group 20, group 21, group 18, group 17, group 16, group 19, group 31, group 15, group 14",
            fix: "Let a and b offer group 20.",
        });
    });

    test("two gateways that the user narrowed apart are not told to offer what they cannot", () => {
        const narrowed: IpsecEnd = { ...AWS, offers: { ike: { dh: [17] } } };
        expect(problemsOf(narrowed, GCP, "default")[0]).toMatchObject({
            check: "suite-ike-dh",
            got:
                "aws offers group 17; gcp offers group 20, group 21, group 18, group 16, group 19, group 31, group 15, " +
                "group 14, group 24, group 23, group 5, group 2, group 22",
            fix: "No common algorithm of these gateways will do: choose another profile.",
        });
    });

    test("integrity is asked for only where both ends have a cipher that needs it", () => {
        const gcm = device("gcm", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [20] });
        const cbc = device("cbc", { encryption: ["aes-256-cbc"], prf: ["sha-384"], dh: [20] });
        expect(problemsOf(gcm, cbc, "default").map(({ check }) => check)).toEqual([
            "suite-ike-encryption",
            "suite-esp-encryption",
        ]);
        expect(problemsOf(cbc, { ...cbc, name: "twin" }, "default").map(({ check }) => check)).toEqual([
            "suite-ike-integrity",
            "suite-esp-integrity",
        ]);
    });

    test("forward secrecy is never given up", () => {
        const offers = { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [20] } as const;
        const static_ = device("static", offers, { ...offers, dh: [0] });
        expect(problemsOf(AZURE, static_, "default")).toMatchObject([
            {
                check: "suite-esp-dh",
                fix:
                    "no exchange is refused by profile default: without forward secrecy one stolen key opens " +
                    "everything recorded before. Let static offer group 20.",
            },
        ]);
    });
});

describe("a post-quantum pre-shared key", () => {
    test("strongSwan takes one, and a device that says so", () => {
        const box = device("box", { encryption: ["aes-256-gcm"], prf: ["sha-384"], dh: [20] });
        const willing: IpsecEnd = { ...box, offers: { ...box.offers, ppk: true } };
        for (const other of [vm("bookworm"), willing]) {
            expect(strongestSuite(vm("trixie"), other, "default", { ppk: true }).suite).toMatchObject({ ppk: true });
        }
        expect(strongestSuite(vm("trixie"), vm("trixie"), "default", { ppk: false }).suite).toMatchObject({
            ppk: false,
        });
        expect(problemsOf(vm("trixie"), box, "default", { ppk: true })).toEqual([
            {
                check: "suite-ppk",
                path: "options.ppk",
                got: "true",
                allowed: "false, because box takes no post-quantum pre-shared key",
                fix: "Say offers.ppk: true if it does.",
            },
        ]);
    });

    test("a managed gateway has no field for it, whatever the user says it offers", () => {
        const instead =
            "End the tunnel on strongSwan with ML-KEM on both sides, inside or instead of the managed tunnel, or on " +
            "WireGuard with a pre-shared key that is rotated.";
        expect(problemsOf(AWS, vm("sid"), "default", { ppk: true })).toEqual([
            {
                check: "suite-ppk",
                path: "options.ppk",
                got: "true",
                allowed: "false, because aws takes no post-quantum pre-shared key",
                fix: instead,
            },
        ]);
        const hopeful: IpsecEnd = { ...AWS, offers: { ppk: true } };
        const refusal = [{ check: "suite-ppk", path: "suite.ppk" }];
        expect(problemsOf(hopeful, vm("sid"), "default", { ppk: true })).toMatchObject(refusal);
        expect(problemsOf(vm("sid"), hopeful, "default", { ppk: true })).toMatchObject(refusal);
        expect(problemsOf(hopeful, hopeful, "default", { ppk: true })).toHaveLength(2);
    });
});

describe("arguments that make no sense", () => {
    test("are told all at once, before anything is chosen", () => {
        const box: IpsecEnd = { kind: "device", name: "box" };
        const result = strongestSuite({ ...AWS, kind: "ibm" } as unknown as IpsecEnd, box, "soc2" as ProfileName);
        expect(result).toMatchObject({ suite: undefined, reasoning: [] });
        expect("problems" in result ? result.problems : []).toEqual([
            {
                check: "suite-profile",
                path: "profile",
                got: '"soc2"',
                allowed: "cnsa-1.0, cnsa-2.0, default, fips or pci",
                fix: "Write default where no rule book binds you.",
            },
            {
                check: "suite-kind",
                path: "left.kind",
                got: '"ibm"',
                allowed: "aws, azure, azure-virtual-wan, device, gcp or strongswan",
                fix: "For any other gateway write device and list what it offers.",
            },
            {
                check: "suite-offer",
                path: "right.offers",
                got: "nothing",
                allowed: "lists of encryption, integrity and dh for ike and for esp",
                fix: "Copy what the device's data sheet or its configuration offers.",
            },
        ]);
    });
});
