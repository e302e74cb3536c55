/** What an end offers: by its build, by its provider, or as the user says. */
import { explain } from "../../../plan/reasoning";
import { offerOf, type EndKind, type IpsecEnd } from "../../../plan/suites/ends";

const vm = (version?: string, openssl?: string): IpsecEnd => ({ kind: "strongswan", name: "vm", version, openssl });
const quantum = (end: IpsecEnd): [readonly string[], readonly string[], boolean] => {
    const { offer } = offerOf(end, "left");
    return [offer.ike.extra, offer.esp.extra, offer.ppk];
};
const NONE = [[], [], true];
const ML_KEM = [["ml-kem-768", "ml-kem-1024"], ["ml-kem-768", "ml-kem-1024"], true];

describe("strongSwan", () => {
    test.each([
        [undefined, undefined, NONE, "strongSwan 5.9.8 without ML-KEM, no version given: taken as in Debian bookworm"],
        ["bookworm", undefined, NONE, "strongSwan 5.9.8 without ML-KEM, Debian bookworm"],
        ["trixie", undefined, NONE, "strongSwan 6.0.1 without ML-KEM, Debian trixie"],
        ["forky", undefined, ML_KEM, "strongSwan 6.1.0 with ML-KEM, Debian forky"],
        ["sid", "1.1.1", ML_KEM, "strongSwan 6.1.0 with ML-KEM, Debian sid"],
    ])("Debian's build of %s", (version, openssl, expected, text) => {
        expect(quantum(vm(version, openssl))).toEqual(expected);
        const source = "negotiation between two strongSwan ends, 5.9.8 and 6.1.0, 2026-11, measured";
        expect(explain(offerOf(vm(version, openssl), "left").steps)).toBe(`vm: ${text} (${source})`);
    });

    test.each([
        ["5.9.8", "3.5.0", NONE],
        ["6.0.1", "3.5.0", NONE],
        ["6.0.2", "3.4.9", NONE],
        ["6.0.2", "3.5.0", ML_KEM],
        ["6.0.2", "3.5", ML_KEM],
        ["6.0.10", "3.5.1", ML_KEM],
        ["6.1", "3.6.5", ML_KEM],
        ["7.0", "4.0", ML_KEM],
        ["6.0.2-1+deb14u1", "3.5.0-2", ML_KEM],
        ["6.1.0", undefined, NONE],
        ["5.7.0", undefined, NONE],
        ["5.6.3", undefined, [[], [], false]],
    ])("%s with OpenSSL %s", (version, openssl, expected) => {
        expect(quantum(vm(version, openssl))).toEqual(expected);
    });

    test("a bare number says what ML-KEM needs, and what was not told", () => {
        expect(explain(offerOf(vm("6.1.0"), "left").steps)).toBe(
            "vm: strongSwan 6.1.0 without ML-KEM, ML-KEM needs strongSwan 6.0.2 with OpenSSL 3.5.0, " +
                "and here is OpenSSL of no given version (strongSwan, NEWS, 2026-05-12, read)",
        );
        expect(offerOf(vm("6.1.0", "3.6.1"), "left").steps[0]?.because).toBe(
            "ML-KEM needs strongSwan 6.0.2 with OpenSSL 3.5.0, and here is OpenSSL 3.6.1",
        );
    });

    test("a version that is none", () => {
        const fix = "Ask the machine: swanctl --version, openssl version.";
        expect(offerOf(vm("bullseye", "new"), "right").problems).toEqual([
            {
                check: "suite-version",
                path: "right.version",
                got: '"bullseye"',
                allowed: "bookworm, forky, sid or trixie, or a number like 6.0.2",
                fix,
            },
            {
                check: "suite-version",
                path: "right.openssl",
                got: '"new"',
                allowed: "a number like 3.5.0",
                fix,
            },
        ]);
        expect(offerOf(vm("v6.0.2"), "right").problems).toHaveLength(1);
        expect(offerOf(vm("6"), "right").problems).toHaveLength(1);
        expect(offerOf(vm("6.0.2", "3.5.0"), "right").problems).toEqual([]);
    });

    test("has no way of its own to write no exchange in IKE, and one in ESP", () => {
        const { ike, esp } = offerOf(vm(), "left").offer;
        expect(ike.dh).toEqual([20, 21, 18, 17, 16, 19, 31, 15, 14, 24, 23, 5, 2, 22, 1]);
        expect(esp.dh).toEqual([...ike.dh, 0]);
        expect(esp.prf).toEqual([]);
    });
});

describe("managed gateways", () => {
    test.each<EndKind>(["aws", "azure", "azure-virtual-wan", "gcp"])(
        "%s offers nothing against quantum computers",
        (kind) => {
            expect(quantum({ kind, name: kind })).toEqual([[], [], false]);
            expect(offerOf({ kind, name: kind }, "left")).toMatchObject({ steps: [], problems: [], name: kind });
        },
    );

    test("the user's list replaces the provider's, and only for that role", () => {
        const { offer, steps, problems } = offerOf(
            { kind: "aws", name: "aws", offers: { ike: { dh: [14, 19] }, ppk: true } },
            "left",
        );
        expect(problems).toEqual([]);
        expect(offer.ike.dh).toEqual([19, 14]);
        expect(offer.ike.encryption).toEqual(["aes-256-gcm", "aes-128-gcm", "aes-256-cbc", "aes-128-cbc"]);
        expect(offer.esp.dh).toHaveLength(13);
        expect(offer.ppk).toBe(true);
        expect(explain(steps)).toBe("aws: offers as given (left.offers, given)");
    });

    test("what cannot be spelled there cannot be given", () => {
        const end = {
            kind: "gcp",
            name: "gcp",
            offers: { ike: { extra: ["ml-kem-768"] }, esp: { integrity: ["sha-384"] } },
        };
        expect(offerOf(end as unknown as IpsecEnd, "right").problems).toEqual([
            {
                check: "suite-offer",
                path: "right.offers.ike.extra",
                got: '"ml-kem-768"',
                allowed: "nothing",
                fix: "Google Cloud HA VPN has no spelling for it.",
            },
            {
                check: "suite-offer",
                path: "right.offers.esp.integrity",
                got: '"sha-384"',
                allowed: "sha-1, sha-256 or sha-512",
                fix: "Google Cloud HA VPN has no spelling for it.",
            },
        ]);
    });

    test("an unknown kind", () => {
        const end = { kind: "vyos", name: "branch" } as unknown as IpsecEnd;
        const nothing = { encryption: [], prf: [], integrity: [], dh: [], extra: [] };
        expect(offerOf(end, "left")).toEqual({
            name: "branch",
            facts: undefined,
            offer: { ike: nothing, esp: nothing, ppk: false },
            steps: [],
            problems: [
                {
                    check: "suite-kind",
                    path: "left.kind",
                    got: '"vyos"',
                    allowed: "aws, azure, azure-virtual-wan, device, gcp or strongswan",
                    fix: "For any other gateway write device and list what it offers.",
                },
            ],
        });
    });
});

describe("a device", () => {
    test("offers what the user lists; its integrity algorithms serve as PRF unless it has PRFs of its own", () => {
        const ike = { encryption: ["aes-128-cbc", "aes-256-cbc"], integrity: ["sha-256"], dh: [14] } as const;
        const esp = { encryption: ["aes-256-cbc"], dh: [14, 14] } as const;
        const device = offerOf({ kind: "device", name: "old", offers: { ike, esp } }, "left");
        expect(device).toEqual({
            name: "old",
            facts: undefined,
            offer: {
                ike: {
                    encryption: ["aes-256-cbc", "aes-128-cbc"],
                    prf: ["sha-256"],
                    integrity: ["sha-256"],
                    dh: [14],
                    extra: [],
                },
                esp: { encryption: ["aes-256-cbc"], prf: [], integrity: [], dh: [14], extra: [] },
                ppk: false,
            },
            steps: [
                {
                    what: "old",
                    figure: "offers as given",
                    source: { document: "left.offers", date: "", certainty: "given" },
                },
            ],
            problems: [],
        });
        const own = offerOf(
            { kind: "device", name: "old", offers: { ike: { ...ike, prf: ["sha-512"] }, ppk: true } },
            "left",
        );
        expect(own.offer.ike.prf).toEqual(["sha-512"]);
        expect(own.offer.ppk).toBe(true);
    });

    test("a role that is there without a list counts as not given", () => {
        const ike = { integrity: ["sha-256"], prf: undefined, dh: undefined } as const;
        const { offer } = offerOf({ kind: "device", name: "old", offers: { ike } }, "left");
        expect(offer.ike).toEqual({ encryption: [], prf: ["sha-256"], integrity: ["sha-256"], dh: [], extra: [] });
        const given = offerOf({ kind: "aws", name: "aws", offers: { ike: { dh: undefined } } }, "left");
        expect(given.offer.ike.dh).toHaveLength(12);
    });

    test("without a list nothing is known of it", () => {
        expect(offerOf({ kind: "device", name: "old" }, "right").problems).toEqual([
            {
                check: "suite-offer",
                path: "right.offers",
                got: "nothing",
                allowed: "lists of encryption, integrity and dh for ike and for esp",
                fix: "Copy what the device's data sheet or its configuration offers.",
            },
        ]);
    });

    test("words outside the vocabulary", () => {
        const offers = { ike: { encryption: ["AES256"] }, esp: { dh: [25, "20"] } };
        const end = { kind: "device", name: "old", offers } as unknown as IpsecEnd;
        expect(offerOf(end, "left").problems).toEqual([
            {
                check: "suite-offer",
                path: "left.offers.ike.encryption",
                got: '"AES256"',
                allowed:
                    "3des-cbc, aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm, " +
                    "chacha20-poly1305, des-cbc or none",
                fix: "Use the canonical word.",
            },
            {
                check: "suite-offer",
                path: "left.offers.esp.dh",
                got: "25",
                allowed: "0, 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 or 31",
                fix: "Use the canonical word.",
            },
            {
                check: "suite-offer",
                path: "left.offers.esp.dh",
                got: '"20"',
                allowed: "0, 1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24 or 31",
                fix: "Use the canonical word.",
            },
        ]);
    });
});
