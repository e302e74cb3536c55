/** What devices offer, as their vendors' command references have it. */
import { DH_GROUPS, ENCRYPTIONS, HASHES } from "../../../facts/ipsec/algorithms";
import { DEVICE_FACTS, DEVICE_OFFERS, ENGINES_OF_DEVICES } from "../../../facts/ipsec/devices";

const MODELS = Object.keys(DEVICE_OFFERS) as (keyof typeof DEVICE_OFFERS)[];

test.each(MODELS)("%s offers the suite that every managed gateway has", (model) => {
    const { ike, esp } = DEVICE_OFFERS[model];
    expect(ike).toMatchObject({
        encryption: expect.arrayContaining(["aes-256-gcm"]),
        prf: expect.arrayContaining(["sha-384"]),
        dh: expect.arrayContaining([20]),
    });
    expect(esp).toMatchObject({
        encryption: expect.arrayContaining(["aes-256-gcm"]),
        dh: expect.arrayContaining([20]),
    });
});

test.each(MODELS)("%s offers nothing weak", (model) => {
    const { ike, esp } = DEVICE_OFFERS[model];
    const weak = [ike, esp].flatMap(({ encryption, integrity, prf, dh }) => [
        ...encryption.filter((word) => ENCRYPTIONS[word].weak !== undefined),
        ...[...integrity, ...prf].filter((word) => HASHES[word].weak !== undefined),
        ...dh.filter((group) => DH_GROUPS[group].weak !== undefined),
    ]);
    expect(weak).toEqual([]);
});

test.each(MODELS)("%s takes no post-quantum key in the form that is written for it", (model) => {
    const { ppk, ike, esp } = DEVICE_OFFERS[model];
    expect([ppk, ...ike.extra, ...esp.extra]).toEqual([false]);
});

// Junos CLI reference, prf-algorithm: AES-256-GCM implies the PRF of SHA-384.
test("an SRX has no hash beside which GCM would mean another one", () => {
    expect(DEVICE_OFFERS["juniper-srx"].ike).toMatchObject({ integrity: ["sha-384"], prf: ["sha-384"] });
});

test("which engines each model has", () => {
    expect(ENGINES_OF_DEVICES).toEqual({
        linux: ["ipsec", "wireguard", "openvpn"],
        vyos: ["ipsec", "wireguard", "openvpn"],
        "cisco-ios-xe": ["ipsec"],
        "juniper-srx": ["ipsec"],
        fortios: ["ipsec"],
        pfsense: ["ipsec"],
        opnsense: ["ipsec", "wireguard"],
        other: ["ipsec"],
    });
});

test("IPv6 inside tunnels is written for VyOS alone", () => {
    expect(MODELS.filter((model) => DEVICE_FACTS[model].ipv6)).toEqual(["vyos"]);
});

// frr_zebra.inc of pfSense-pkg-frr and STATICd.xml of os-frr: a route has no distance.
test("the firewalls whose routes have no order of preference route by BGP only", () => {
    expect(MODELS.filter((model) => !DEVICE_FACTS[model].staticRoutes)).toEqual(["pfsense", "opnsense"]);
});
