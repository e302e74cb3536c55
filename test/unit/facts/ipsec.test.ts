/**
 * Every spelling of every provider, typed here from the documents: the types of @pulumi/aws 7.48.0, the enums of
 * @pulumi/azure-native 3.28.0, Google's list of supported IKE ciphers (2026-04-10), Azure Virtual WAN's custom policies
 * (2023-05-25) and strongSwan's proposal keywords.
 */
import * as fs from "node:fs";
import {
    ADDITIONAL_EXCHANGES,
    DH_GROUPS,
    ENCRYPTIONS,
    HASHES,
    ORDER_OF_CHOICE,
    PREFERRED_SUITE,
} from "../../../facts/ipsec/algorithms";
import { AWS_IPSEC, AWS_TUNNEL_OPTIONS } from "../../../facts/ipsec/aws";
import {
    AZURE_DEAD_PEER_ADVICE,
    AZURE_IPSEC,
    AZURE_TUNNEL_SPEED,
    AZURE_VIRTUAL_WAN_IPSEC,
} from "../../../facts/ipsec/azure";
import type { EndFacts, PhaseTable } from "../../../facts/ipsec/end";
import { GCP_IPSEC } from "../../../facts/ipsec/gcp";
import { OTHER_TUNNELS, PROFILES } from "../../../facts/ipsec/profiles";
import { PSK_ALPHABET } from "../../../facts/ipsec/psk";
import { DEBIAN_STRONGSWAN, STRONGSWAN_IPSEC, STRONGSWAN_SINCE } from "../../../facts/ipsec/strongswan";

type Table = Record<string, string | number>;
/** A table turned around: what each spelling means. */
const meanings = (table: PhaseTable[keyof PhaseTable]): Record<string, string> =>
    Object.fromEntries(Object.entries(table as Table).map(([canonical, spelled]) => [spelled, canonical]));
const groups = (...numbers: number[]): Record<string, string> =>
    Object.fromEntries(numbers.map((number) => [number, String(number)]));
const aliasesOf = ({ aliases }: EndFacts, phase: "ike" | "esp", role: string): unknown =>
    Object.fromEntries(
        aliases.filter((a) => a.phase === phase && a.role === role).map(({ spelled, means }) => [spelled, means]),
    );
const avoided = ({ avoid }: EndFacts): [string, string | number][] => avoid.map(({ field, value }) => [field, value]);

describe("AWS Site-to-Site VPN", () => {
    const encryption = {
        AES128: "aes-128-cbc",
        AES256: "aes-256-cbc",
        "AES128-GCM-16": "aes-128-gcm",
        "AES256-GCM-16": "aes-256-gcm",
    };
    const integrity = { SHA1: "sha-1", "SHA2-256": "sha-256", "SHA2-384": "sha-384", "SHA2-512": "sha-512" };

    test("phase 1 has these values and no others", () => {
        expect(meanings(AWS_IPSEC.ike.encryption)).toEqual(encryption);
        expect(meanings(AWS_IPSEC.ike.integrity)).toEqual(integrity);
        expect(meanings(AWS_IPSEC.ike.prf)).toEqual(integrity);
        expect(meanings(AWS_IPSEC.ike.dh)).toEqual(groups(2, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24));
        expect(AWS_IPSEC.ike.extra).toEqual({});
    });

    test("phase 2 has group 5 besides", () => {
        expect(meanings(AWS_IPSEC.esp.encryption)).toEqual(encryption);
        expect(meanings(AWS_IPSEC.esp.integrity)).toEqual(integrity);
        expect(meanings(AWS_IPSEC.esp.dh)).toEqual(groups(2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24));
        expect(AWS_IPSEC.esp.prf).toEqual({});
    });

    test("the installed SDK's own documentation lists the same values", () => {
        const types = fs.readFileSync(require.resolve("@pulumi/aws/ec2/vpnConnection.d.ts"), "utf8");
        const documented = (property: string): string[] => {
            const comment = new RegExp(`Valid values are \x60([^\x60]*)\x60\\.\\s*\\*/\\s*tunnel1${property}\\?:`).exec(
                types,
            );
            return (comment?.[1] ?? "").split("|").map((value) => value.trim());
        };
        const spelled = (table: object): string[] => Object.values(table as Table).map(String);
        const sorted = (values: string[]): string[] => [...values].sort();
        for (const [phase, table] of [[1, AWS_IPSEC.ike] as const, [2, AWS_IPSEC.esp] as const]) {
            const property = `Phase${phase}`;
            expect(sorted(documented(`${property}EncryptionAlgorithms`))).toEqual(sorted(spelled(table.encryption)));
            expect(sorted(documented(`${property}IntegrityAlgorithms`))).toEqual(sorted(spelled(table.integrity)));
            expect(sorted(documented(`${property}DhGroupNumbers`))).toEqual(sorted(spelled(table.dh)));
        }
    });

    test("groups are numbers there, not texts", () => {
        expect(Object.values(AWS_IPSEC.esp.dh).every((group) => typeof group === "number")).toBe(true);
    });

    test("limits", () => {
        const { ikeVersions, ikeLifetime, espLifetime, deadPeerDetection, bfd } = AWS_IPSEC.limits;
        expect(ikeVersions.value).toEqual([1, 2]);
        expect(ikeLifetime.value).toEqual({ min: 900, max: 28800, default: 28800 });
        expect(espLifetime.value).toEqual({ min: 900, max: 3600, default: 3600 });
        expect(deadPeerDetection.value).toEqual({ min: 30 });
        expect(bfd.value).toBe(false);
        expect(AWS_TUNNEL_OPTIONS.rekeyMargin.value).toEqual({ min: 60, default: 540 });
        expect(AWS_TUNNEL_OPTIONS.rekeyFuzz.value).toEqual({ min: 0, max: 100 });
        expect(AWS_TUNNEL_OPTIONS.replayWindow.value).toEqual({ min: 64, max: 2048, default: 1024 });
        expect(AWS_TUNNEL_OPTIONS.deadPeerAction.value).toEqual({
            allowed: ["clear", "none", "restart"],
            default: "clear",
        });
        expect(AWS_TUNNEL_OPTIONS.startupAction.value).toEqual({ allowed: ["add", "start"], default: "add" });
        expect(avoided(AWS_IPSEC)).toEqual([["tunnelNIkeVersions", "ikev1"]]);
    });
});

describe("Azure VPN Gateway", () => {
    const cbc = { AES128: "aes-128-cbc", AES192: "aes-192-cbc", AES256: "aes-256-cbc" };
    const old = { DES: "des-cbc", DES3: "3des-cbc" };
    const gcm = { GCMAES128: "aes-128-gcm", GCMAES256: "aes-256-gcm" };

    test("IKE has every value of the enums, besides GCM as integrity", () => {
        expect(meanings(AZURE_IPSEC.ike.encryption)).toEqual({ ...old, ...cbc, ...gcm });
        const integrity = { MD5: "md5", SHA1: "sha-1", SHA256: "sha-256", SHA384: "sha-384" };
        expect(meanings(AZURE_IPSEC.ike.integrity)).toEqual(integrity);
        expect(meanings(AZURE_IPSEC.ike.prf)).toEqual(integrity);
        expect(meanings(AZURE_IPSEC.ike.dh)).toEqual({
            None: "0",
            DHGroup1: "1",
            DHGroup2: "2",
            DHGroup14: "14",
            ECP256: "19",
            ECP384: "20",
            DHGroup24: "24",
        });
        expect(aliasesOf(AZURE_IPSEC, "ike", "dh")).toEqual({ DHGroup2048: 14 });
    });

    test("IPsec has every value of the enums, besides the group of main mode", () => {
        expect(meanings(AZURE_IPSEC.esp.encryption)).toEqual({
            None: "none",
            ...old,
            ...cbc,
            ...gcm,
            GCMAES192: "aes-192-gcm",
        });
        expect(meanings(AZURE_IPSEC.esp.integrity)).toEqual({ MD5: "md5", SHA1: "sha-1", SHA256: "sha-256" });
        expect(meanings(AZURE_IPSEC.esp.dh)).toEqual({
            None: "0",
            PFS1: "1",
            PFS2: "2",
            PFS2048: "14",
            ECP256: "19",
            ECP384: "20",
            PFS24: "24",
        });
        expect(aliasesOf(AZURE_IPSEC, "esp", "dh")).toEqual({ PFS14: 14 });
    });

    test("what the enums have and nobody should configure", () => {
        const avoid = [
            ["ikeIntegrity", "GCMAES256"],
            ["ikeIntegrity", "GCMAES128"],
            ["ikeEncryption", "DES"],
            ["dhGroup", "None"],
            ["ipsecEncryption", "None"],
            ["pfsGroup", "None"],
            ["pfsGroup", "PFSMM"],
        ];
        expect(avoided(AZURE_IPSEC)).toEqual(avoid);
        expect(avoided(AZURE_VIRTUAL_WAN_IPSEC)).toEqual(avoid);
    });

    test("Virtual WAN documents fewer of them, and writes group 14 otherwise", () => {
        const { ike, esp } = AZURE_VIRTUAL_WAN_IPSEC;
        const encryption = { ...gcm, AES256: "aes-256-cbc", AES128: "aes-128-cbc" };
        expect(meanings(ike.encryption)).toEqual(encryption);
        expect(meanings(ike.integrity)).toEqual({ SHA384: "sha-384", SHA256: "sha-256" });
        expect(meanings(ike.prf)).toEqual({ SHA384: "sha-384", SHA256: "sha-256" });
        expect(meanings(ike.dh)).toEqual({ ECP384: "20", ECP256: "19", DHGroup24: "24", DHGroup14: "14" });
        expect(meanings(esp.encryption)).toEqual({ ...encryption, None: "none" });
        expect(meanings(esp.integrity)).toEqual({ SHA256: "sha-256" });
        expect(meanings(esp.dh)).toEqual({ ECP384: "20", ECP256: "19", PFS24: "24", PFS14: "14", None: "0" });
        expect(aliasesOf(AZURE_VIRTUAL_WAN_IPSEC, "ike", "dh")).toEqual({ DHGroup2048: 14 });
        expect(aliasesOf(AZURE_VIRTUAL_WAN_IPSEC, "esp", "dh")).toEqual({ PFS2048: 14 });
    });

    test("limits: main mode is fixed, quick mode has a default of its own in each product", () => {
        expect(AZURE_IPSEC.limits.ikeLifetime.value).toEqual({ min: 28800, max: 28800, default: 28800 });
        expect(AZURE_IPSEC.limits.espLifetime.value).toEqual({ min: 300, default: 27000 });
        expect(AZURE_VIRTUAL_WAN_IPSEC.limits.espLifetime.value).toEqual({ min: 300, default: 3600 });
        for (const { limits } of [AZURE_IPSEC, AZURE_VIRTUAL_WAN_IPSEC]) {
            expect(limits.espVolume?.value).toEqual({ min: 1024, default: 102400000 });
            expect(limits.deadPeerDetection.value).toEqual({ min: 9, max: 3600, default: 45 });
            expect(limits.bfd.value).toBe(false);
        }
        expect(AZURE_DEAD_PEER_ADVICE.value).toEqual({ min: 30, max: 45 });
        // The document of Virtual WAN does not tell its main mode.
        expect(AZURE_IPSEC.limits.ikeLifetime.source.certainty).toBe("read");
        expect(AZURE_VIRTUAL_WAN_IPSEC.limits.ikeLifetime.source.certainty).toBe("known");
    });

    test("the speed of a tunnel with and without GCM (table of SKU performance, 2024-01)", () => {
        const speeds = Object.entries(AZURE_TUNNEL_SPEED).map(([sku, s]) => [sku, s.gcm.value, s.cbc.value]);
        expect(speeds).toEqual([
            ["VpnGw1AZ, generation 1", 650, 500],
            ["VpnGw2AZ, generation 2", 1250, 550],
            ["VpnGw3AZ", 1500, 700],
            ["VpnGw4AZ and VpnGw5AZ", 2300, 700],
        ]);
    });
});

describe("Google Cloud HA VPN", () => {
    const encryption = {
        "AES-GCM-16-128": "aes-128-gcm",
        "AES-GCM-16-192": "aes-192-gcm",
        "AES-GCM-16-256": "aes-256-gcm",
        "AES-CBC-128": "aes-128-cbc",
        "AES-CBC-192": "aes-192-cbc",
        "AES-CBC-256": "aes-256-cbc",
        "3DES-CBC": "3des-cbc",
    };
    const dh = {
        "Group-14": "14",
        "modp-2048-224": "23",
        "modp-2048-256": "24",
        "Group-5": "5",
        "Group-15": "15",
        "Group-16": "16",
        "Group-18": "18",
        "Group-2": "2",
        "modp-1024-160": "22",
        "Group-19": "19",
        "Group-20": "20",
        "Group-21": "21",
        "Group-31": "31",
    };

    test("phase 1", () => {
        expect(meanings(GCP_IPSEC.ike.encryption)).toEqual(encryption);
        expect(meanings(GCP_IPSEC.ike.integrity)).toEqual({
            "AES-XCBC-96": "aes-xcbc",
            "AES-CMAC-96": "aes-cmac",
            "HMAC-SHA1-96": "sha-1",
            "HMAC-MD5-96": "md5",
            "HMAC-SHA2-256-128": "sha-256",
            "HMAC-SHA2-384-192": "sha-384",
            "HMAC-SHA2-512-256": "sha-512",
        });
        expect(meanings(GCP_IPSEC.ike.prf)).toEqual({
            "PRF-AES128-XCBC": "aes-xcbc",
            "PRF-AES128-CMAC": "aes-cmac",
            "PRF-HMAC-SHA1": "sha-1",
            "PRF-HMAC-MD5": "md5",
            "PRF-HMAC-SHA2-256": "sha-256",
            "PRF-HMAC-SHA2-384": "sha-384",
            "PRF-HMAC-SHA2-512": "sha-512",
        });
        expect(meanings(GCP_IPSEC.ike.dh)).toEqual(dh);
    });

    test("phase 2 has no SHA-384, and no way without forward secrecy", () => {
        expect(meanings(GCP_IPSEC.esp.encryption)).toEqual(encryption);
        expect(meanings(GCP_IPSEC.esp.integrity)).toEqual({
            "HMAC-SHA2-256-128": "sha-256",
            "HMAC-SHA2-512-256": "sha-512",
            "HMAC-SHA1-96": "sha-1",
        });
        expect(meanings(GCP_IPSEC.esp.dh)).toEqual(dh);
    });

    test("lifetimes are fixed, dead peers are not told of, BFD is refused", () => {
        const { ikeLifetime, espLifetime, deadPeerDetection, bfd } = GCP_IPSEC.limits;
        expect(ikeLifetime.value).toEqual({ min: 36000, max: 36000, default: 36000 });
        expect(espLifetime.value).toEqual({ min: 10800, max: 10800, default: 10800 });
        expect(deadPeerDetection.value).toBeUndefined();
        expect(bfd.value).toBe(false);
        expect(avoided(GCP_IPSEC)).toEqual([
            ["RouterPeer.bfd", "any"],
            ["cipherSuite.phase1.integrities", "any, with AES-GCM"],
        ]);
    });
});

describe("strongSwan", () => {
    const encryption = {
        aes256gcm16: "aes-256-gcm",
        aes192gcm16: "aes-192-gcm",
        aes128gcm16: "aes-128-gcm",
        chacha20poly1305: "chacha20-poly1305",
        aes256: "aes-256-cbc",
        aes192: "aes-192-cbc",
        aes128: "aes-128-cbc",
        "3des": "3des-cbc",
        des: "des-cbc",
    };
    const integrity = {
        sha512: "sha-512",
        sha384: "sha-384",
        sha256: "sha-256",
        sha1: "sha-1",
        md5: "md5",
        aescmac: "aes-cmac",
        aesxcbc: "aes-xcbc",
    };
    const dh = {
        modp768: "1",
        modp1024: "2",
        modp1536: "5",
        modp2048: "14",
        modp3072: "15",
        modp4096: "16",
        modp6144: "17",
        modp8192: "18",
        ecp256: "19",
        ecp384: "20",
        ecp521: "21",
        modp1024s160: "22",
        modp2048s224: "23",
        modp2048s256: "24",
        curve25519: "31",
    };
    const extra = { ke1_mlkem768: "ml-kem-768", ke1_mlkem1024: "ml-kem-1024" };

    test("keywords of proposals", () => {
        const { ike, esp } = STRONGSWAN_IPSEC;
        expect(meanings(ike.encryption)).toEqual(encryption);
        expect(meanings(esp.encryption)).toEqual({ ...encryption, null: "none" });
        expect([meanings(ike.integrity), meanings(esp.integrity)]).toEqual([integrity, integrity]);
        expect(meanings(ike.prf)).toEqual({
            prfsha512: "sha-512",
            prfsha384: "sha-384",
            prfsha256: "sha-256",
            prfsha1: "sha-1",
            prfmd5: "md5",
            prfaescmac: "aes-cmac",
            prfaesxcbc: "aes-xcbc",
        });
        expect(meanings(ike.dh)).toEqual(dh);
        expect(meanings(esp.dh)).toEqual({ ...dh, none: "0" });
        expect([meanings(ike.extra), meanings(esp.extra)]).toEqual([extra, extra]);
    });

    test("builds: ML-KEM needs more than several exchanges", () => {
        const builds = Object.entries(DEBIAN_STRONGSWAN).map(([name, { source: _, ...build }]) => [name, build]);
        expect(builds).toEqual([
            ["bookworm", { version: "5.9.8", multipleExchanges: false, mlKem: false, ppk: true }],
            ["trixie", { version: "6.0.1", multipleExchanges: true, mlKem: false, ppk: true }],
            ["forky", { version: "6.1.0", multipleExchanges: true, mlKem: true, ppk: true }],
            ["sid", { version: "6.1.0", multipleExchanges: true, mlKem: true, ppk: true }],
        ]);
        expect(Object.entries(STRONGSWAN_SINCE).map(([what, { value }]) => [what, value])).toEqual([
            ["multipleExchanges", "6.0.0"],
            ["mlKemThroughOpenssl", "6.0.2"],
            ["opensslWithMlKem", "3.5.0"],
            ["ppk", "5.7.0"],
        ]);
        expect(STRONGSWAN_IPSEC.limits.ikeLifetime.value.default).toBe(4 * 3600);
        expect(avoided(STRONGSWAN_IPSEC)).toEqual([["version", 0]]);
    });
});

test("one field for integrity and PRF at AWS and Azure, two at Google and strongSwan", () => {
    const ends = [AWS_IPSEC, AZURE_IPSEC, AZURE_VIRTUAL_WAN_IPSEC, GCP_IPSEC, STRONGSWAN_IPSEC];
    expect(ends.map(({ oneHash }) => oneHash)).toEqual([true, true, true, false, false]);
});

describe("the vocabulary", () => {
    const weakOf = (table: object): string[] =>
        Object.entries(table as Record<string, { weak?: object }>)
            .filter(([, { weak }]) => weak !== undefined)
            .map(([name]) => name);

    test("what is weak (RFC 8221, RFC 8247, RFC 9395, SP 800-131A)", () => {
        expect(weakOf(ENCRYPTIONS)).toEqual(["3des-cbc", "des-cbc", "none"]);
        expect(weakOf(HASHES)).toEqual(["sha-1", "md5"]);
        expect(weakOf(DH_GROUPS)).toEqual(["0", "1", "2", "5", "22", "23", "24"]);
        expect(weakOf(ADDITIONAL_EXCHANGES)).toEqual([]);
    });

    test("ciphers that protect integrity themselves", () => {
        const aead = Object.entries(ENCRYPTIONS).filter(([, fact]) => fact.aead);
        expect(aead.map(([name]) => name)).toEqual(["aes-256-gcm", "aes-192-gcm", "aes-128-gcm", "chacha20-poly1305"]);
    });

    test("groups with their size and kind (IANA, IKEv2 transform type 4)", () => {
        expect(Object.entries(DH_GROUPS).map(([number, { bits, kind }]) => `${number} ${bits} ${kind}`)).toEqual([
            "0 0 none",
            "1 768 MODP",
            "2 1024 MODP",
            "5 1536 MODP",
            "14 2048 MODP",
            "15 3072 MODP",
            "16 4096 MODP",
            "17 6144 MODP",
            "18 8192 MODP",
            "19 256 ECP",
            "20 384 ECP",
            "21 521 ECP",
            "22 1024 MODP",
            "23 2048 MODP",
            "24 2048 MODP",
            "31 255 Curve25519",
        ]);
    });

    test.each([
        ["encryption", ENCRYPTIONS, "encryption", PREFERRED_SUITE.encryption],
        ["hash", HASHES, "hash", PREFERRED_SUITE.hash],
        ["group", DH_GROUPS, "dh", PREFERRED_SUITE.dh],
        ["additional exchange", ADDITIONAL_EXCHANGES, "extra", PREFERRED_SUITE.extra],
    ] as const)("the order of each %s has all of them once, the preferred first", (_, table, role, preferred) => {
        const order = ORDER_OF_CHOICE[role].map(String);
        expect([...order].sort()).toEqual(Object.keys(table).sort());
        expect(order[0]).toBe(String(preferred));
    });

    test("behind the preferred one no weaker group stands before a stronger, and nothing weak before anything sound", () => {
        const [, ...groupsInOrder] = ORDER_OF_CHOICE.dh;
        const bits = groupsInOrder
            .filter((g) => DH_GROUPS[g].weak === undefined)
            .map((g) => DH_GROUPS[g].strength.value);
        expect(bits).toEqual([256, 200, 176, 152, 128, 128, 128, 112]);
        const [, ...hashes] = ORDER_OF_CHOICE.hash;
        expect(hashes).toEqual(["sha-512", "sha-256", "aes-cmac", "aes-xcbc", "sha-1", "md5"]);
        expect(ORDER_OF_CHOICE.dh.map((g) => DH_GROUPS[g].weak !== undefined)).toEqual([
            ...Array<boolean>(9).fill(false),
            ...Array<boolean>(7).fill(true),
        ]);
    });
});

describe("profiles", () => {
    test("the default is everything that is not weak", () => {
        const strong = (table: object): string[] =>
            Object.entries(table as Record<string, { weak?: object }>)
                .filter(([, { weak }]) => weak === undefined)
                .map(([name]) => name)
                .sort();
        const { encryption, integrity, prf, dh, extra, demandsExtra } = PROFILES.default;
        expect([...encryption].sort()).toEqual(strong(ENCRYPTIONS));
        expect([...integrity].sort()).toEqual(strong(HASHES));
        expect([...prf].sort()).toEqual(strong(HASHES));
        expect(dh.map(String).sort()).toEqual(strong(DH_GROUPS));
        expect(extra).toEqual(["ml-kem-768", "ml-kem-1024"]);
        expect(demandsExtra).toBe(false);
    });

    test("FIPS 140-3: AES, SHA-2 and groups 14 to 21 (SP 800-77 rev. 1)", () => {
        const { encryption, integrity, prf, dh } = PROFILES.fips;
        expect(encryption.every((name) => name.startsWith("aes-"))).toBe(true);
        expect(encryption).toHaveLength(6);
        expect([integrity, prf]).toEqual([
            ["sha-384", "sha-512", "sha-256"],
            ["sha-384", "sha-512", "sha-256"],
        ]);
        expect(dh).toEqual([14, 15, 16, 17, 18, 19, 20, 21]);
    });

    test("CNSA 1.0: AES-256-GCM, SHA-384, and the groups of the three suites of RFC 9206", () => {
        expect(PROFILES["cnsa-1.0"]).toMatchObject({
            encryption: ["aes-256-gcm"],
            integrity: ["sha-384"],
            prf: ["sha-384"],
            dh: [15, 16, 20],
            extra: [],
            demandsExtra: false,
        });
    });

    test("CNSA 2.0 demands ML-KEM-1024", () => {
        expect(PROFILES["cnsa-2.0"]).toMatchObject({
            encryption: ["aes-256-gcm"],
            prf: ["sha-384", "sha-512"],
            dh: [20],
            extra: ["ml-kem-1024"],
            demandsExtra: true,
        });
    });

    test("PCI: nothing below 112 bits, Curve25519 and ChaCha20 allowed", () => {
        const { encryption, dh, integrity } = PROFILES.pci;
        expect(encryption).toContain("chacha20-poly1305");
        expect(dh).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 31]);
        expect(integrity).toEqual(["sha-384", "sha-512", "sha-256"]);
    });

    test("WireGuard fails FIPS and CNSA, and nobody claims CNSA 2.0 for OpenVPN", () => {
        const verdicts = Object.entries(OTHER_TUNNELS).map(([tunnel, byProfile]) => [
            tunnel,
            Object.fromEntries(Object.entries(byProfile).map(([profile, { allowed }]) => [profile, allowed])),
        ]);
        expect(Object.fromEntries(verdicts)).toEqual({
            wireguard: { default: true, fips: false, "cnsa-1.0": false, "cnsa-2.0": false, pci: true },
            openvpn: { default: true, fips: true, "cnsa-1.0": true, "cnsa-2.0": undefined, pci: true },
        });
    });
});

test("the alphabet of pre-shared keys: what AWS and Azure both take", () => {
    expect(PSK_ALPHABET.first.value).toBe("A-Za-z1-9");
    expect(PSK_ALPHABET.rest.value).toBe("A-Za-z0-9._");
    expect(PSK_ALPHABET.length.value).toEqual({ min: 8, max: 64 });
    expect(PSK_ALPHABET.advisedLength.value).toEqual({ min: 48, max: 64 });
});
