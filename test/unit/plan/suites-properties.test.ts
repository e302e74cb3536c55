/**
 * The chosen suite against every suite there could be. Ranks, profiles and offers of the managed ends are typed here a
 * second time, from the same documents, so that a slip in the tables shows.
 */
import * as fc from "fast-check";
import type { DhGroup, Encryption, Hash } from "../../../facts/ipsec/algorithms";
import type { ProfileName } from "../../../facts/ipsec/profiles";
import type { PhaseOffer, PhaseSuite, Suite } from "../../../plan/suites/suite";
import type { IpsecEnd } from "../../../plan/suites/ends";
import { strongestSuite } from "../../../plan/suites";

/** Higher is chosen first. */
const RANK: Record<string, number> = {
    "aes-256-gcm": 10,
    "chacha20-poly1305": 9,
    "aes-192-gcm": 8,
    "aes-128-gcm": 7,
    "aes-256-cbc": 6,
    "aes-192-cbc": 5,
    "aes-128-cbc": 4,
    "3des-cbc": 3,
    "des-cbc": 2,
    none: 1,
    "sha-384": 7,
    "sha-512": 6,
    "sha-256": 5,
    "aes-cmac": 4,
    "aes-xcbc": 3,
    "sha-1": 2,
    md5: 1,
};
const GROUP_RANK = [0, 1, 22, 2, 5, 23, 24, 14, 15, 31, 19, 16, 17, 18, 21, 20];
const rankOf = (value: string | number | undefined): number =>
    value === undefined ? 0 : typeof value === "number" ? GROUP_RANK.indexOf(value) : (RANK[value] ?? NaN);

const AES = /^aes-\d+-(gcm|cbc)$/;
const SHA_2 = /^sha-(256|384|512)$/;
const ALLOWED: Record<"default" | "fips" | "cnsa-1.0" | "pci", [cipher: RegExp, hash: RegExp, groups: number[]]> = {
    default: [/^(aes|chacha20)/, /^(sha-(256|384|512)|aes-)/, [14, 15, 16, 17, 18, 19, 20, 21, 31]],
    fips: [AES, SHA_2, [14, 15, 16, 17, 18, 19, 20, 21]],
    "cnsa-1.0": [/^aes-256-gcm$/, /^sha-384$/, [15, 16, 20]],
    pci: [/^(aes|chacha20)/, SHA_2, [14, 15, 16, 17, 18, 19, 20, 21, 31]],
};
type Profile = keyof typeof ALLOWED;

const CIPHERS = Object.keys(RANK).slice(0, 10) as Encryption[];
const HASHES = Object.keys(RANK).slice(10) as Hash[];
const GROUPS = GROUP_RANK as DhGroup[];
const some = <T>(values: readonly T[], biased: readonly T[]): fc.Arbitrary<T[]> =>
    fc.tuple(fc.subarray([...values], { maxLength: 4 }), fc.subarray([...biased])).map(([a, b]) => [...a, ...b]);
const phaseOffer: fc.Arbitrary<PhaseOffer> = fc.record({
    encryption: some(CIPHERS, ["aes-128-gcm", "aes-256-cbc", "aes-128-cbc"]),
    prf: some(HASHES, ["sha-512", "sha-256"]),
    integrity: some(HASHES, ["sha-512", "sha-256"]),
    dh: some(GROUPS, [14, 19, 21]),
    extra: fc.constant([]),
});
const deviceEnd = (name: string): fc.Arbitrary<IpsecEnd> =>
    fc.record({ ike: phaseOffer, esp: phaseOffer }).map((offers) => ({ kind: "device", name, offers }));
const profiles = fc.constantFrom<Profile[]>("default", "default", "default", "fips", "cnsa-1.0", "pci");

interface Lists {
    ike: PhaseOffer;
    esp: PhaseOffer;
    oneHash: boolean;
}
/** AWS as its types list it, Google as its document does. */
const AWS: Lists = {
    oneHash: true,
    ike: {
        encryption: ["aes-256-gcm", "aes-128-gcm", "aes-256-cbc", "aes-128-cbc"],
        prf: ["sha-1", "sha-256", "sha-384", "sha-512"],
        integrity: ["sha-1", "sha-256", "sha-384", "sha-512"],
        dh: [2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
        extra: [],
    },
    esp: {
        encryption: ["aes-256-gcm", "aes-128-gcm", "aes-256-cbc", "aes-128-cbc"],
        prf: [],
        integrity: ["sha-1", "sha-256", "sha-384", "sha-512"],
        dh: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
        extra: [],
    },
};
const GOOGLE_DH: DhGroup[] = [14, 23, 24, 5, 15, 16, 18, 2, 22, 19, 20, 21, 31];
const GOOGLE_CIPHERS = CIPHERS.filter((cipher) => !["chacha20-poly1305", "des-cbc", "none"].includes(cipher));
const GCP: Lists = {
    oneHash: false,
    ike: { encryption: GOOGLE_CIPHERS, prf: HASHES, integrity: HASHES, dh: GOOGLE_DH, extra: [] },
    esp: { encryption: GOOGLE_CIPHERS, prf: [], integrity: ["sha-256", "sha-512", "sha-1"], dh: GOOGLE_DH, extra: [] },
};
const managed = fc.constantFrom<[IpsecEnd, Lists][]>(
    [{ kind: "aws", name: "aws" }, AWS],
    [{ kind: "gcp", name: "gcp" }, GCP],
);
const end = (name: string): fc.Arbitrary<[IpsecEnd, Lists]> =>
    fc.oneof(
        managed,
        deviceEnd(name).map((device): [IpsecEnd, Lists] => [
            device,
            { ...(device.offers as { ike: PhaseOffer; esp: PhaseOffer }), oneHash: false },
        ]),
    );

const isAead = (cipher: Encryption): boolean => /gcm|poly/.test(cipher);
/** Every choice for one phase, as a list of its values, best encryption first. */
function every(phase: "ike" | "esp", left: Lists, right: Lists, profile: Profile): (string | number)[][] {
    const [ciphers, hashes, groups] = ALLOWED[profile];
    const shared = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set(a.filter((value) => b.includes(value)))];
    const [l, r] = [left[phase], right[phase]];
    const integrities = shared(l.integrity, r.integrity).filter((hash) => hashes.test(hash));
    const prfs = phase === "esp" ? ["-"] : shared(l.prf, r.prf).filter((hash) => hashes.test(hash));
    return shared(l.encryption, r.encryption)
        .filter((cipher) => cipher !== "none" && ciphers.test(cipher))
        .flatMap((cipher) =>
            prfs.flatMap((prf) =>
                (isAead(cipher) ? ["-"] : integrities)
                    .filter((hash) => hash === "-" || prf === "-" || hash === prf || !(left.oneHash || right.oneHash))
                    .flatMap((hash) =>
                        shared(l.dh, r.dh)
                            .filter((group) => groups.includes(group))
                            .map((group) => [cipher, prf, hash, group]),
                    ),
            ),
        );
}
const valuesOf = ({ encryption, integrity, dh, ...rest }: PhaseSuite): (string | number)[] => [
    encryption,
    "prf" in rest ? (rest.prf as Hash) : "-",
    integrity ?? "-",
    dh,
];
/** Encryption first, then PRF, then integrity, then the group. */
function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
    const differs = a.findIndex((value, i) => value !== b[i]);
    return differs < 0 ? 0 : rankOf(a[differs]) - rankOf(b[differs]);
}
const suiteOf = (l: IpsecEnd, r: IpsecEnd, profile: ProfileName): Suite | undefined =>
    strongestSuite(l, r, profile).suite;

test("the suite is one that both ends offer and the profile allows, and none such is stronger", () => {
    let found = 0;
    fc.assert(
        fc.property(end("left"), end("right"), profiles, ([left, l], [right, r], profile) => {
            const suite = suiteOf(left, right, profile);
            const [ike, esp] = [every("ike", l, r, profile), every("esp", l, r, profile)];
            if (suite === undefined) {
                expect(Math.min(ike.length, esp.length)).toBe(0);
                return;
            }
            found++;
            for (const [all, taken] of [[ike, valuesOf(suite.ike)] as const, [esp, valuesOf(suite.esp)] as const]) {
                expect(all).toContainEqual(taken);
                expect(all.filter((other) => compare(other, taken) > 0)).toEqual([]);
            }
        }),
        { numRuns: 1000 },
    );
    expect(found).toBeGreaterThan(5);
});

test("left and right are alike", () => {
    fc.assert(
        fc.property(end("left"), end("right"), profiles, ([left], [right], profile) => {
            const [there, back] = [strongestSuite(left, right, profile), strongestSuite(right, left, profile)];
            expect(back.suite).toEqual(there.suite);
            if (there.suite === undefined || back.suite === undefined) return;
            expect(back.spelling).toEqual({ left: there.spelling.right, right: there.spelling.left });
            expect(back.lifetimes).toEqual({ left: there.lifetimes.right, right: there.lifetimes.left });
        }),
    );
});

test("the order in which a device lists its algorithms means nothing", () => {
    const reversed = (offer: Partial<PhaseOffer> = {}): Partial<PhaseOffer> =>
        Object.fromEntries(Object.entries(offer).map(([role, list]) => [role, [...(list as string[])].reverse()]));
    fc.assert(
        fc.property(deviceEnd("left"), end("right"), profiles, (left, [right], profile) => {
            const other: IpsecEnd = {
                ...left,
                offers: { ike: reversed(left.offers?.ike), esp: reversed(left.offers?.esp) },
            };
            expect(strongestSuite(other, right, profile)).toEqual(strongestSuite(left, right, profile));
        }),
    );
});

test("what a device offers besides never makes the suite worse", () => {
    const phase = (a: PhaseOffer, b: PhaseOffer): PhaseOffer => ({
        encryption: [...a.encryption, ...b.encryption],
        prf: [...a.prf, ...b.prf],
        integrity: [...a.integrity, ...b.integrity],
        dh: [...a.dh, ...b.dh],
        extra: [],
    });
    fc.assert(
        fc.property(deviceEnd("device"), phaseOffer, end("right"), profiles, (device, more, [right], profile) => {
            const { ike, esp } = device.offers as { ike: PhaseOffer; esp: PhaseOffer };
            const before = suiteOf(device, right, profile);
            const larger: IpsecEnd = { ...device, offers: { ike: phase(ike, more), esp: phase(esp, more) } };
            const after = suiteOf(larger, right, profile);
            if (before === undefined) return;
            expect(after).toBeDefined();
            expect(compare(valuesOf(after!.ike), valuesOf(before.ike))).toBeGreaterThanOrEqual(0);
            expect(compare(valuesOf(after!.esp), valuesOf(before.esp))).toBeGreaterThanOrEqual(0);
        }),
        { numRuns: 1000 },
    );
});
