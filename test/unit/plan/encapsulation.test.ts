import * as fc from "fast-check";
import type { EspEncryption, EspIntegrity, Family, LayerName } from "../../../facts/encapsulation";
import { LAYERS, MTU_CAPS, UNDERLAY_MTUS } from "../../../facts/encapsulation";
import { given } from "../../../facts/fact";
import { type Layer, encrypts, espPayload, outerSize, payloadAlong } from "../../../plan/encapsulation";
import { explain } from "../../../plan/reasoning";

const CBC: EspIntegrity[] = ["sha-1", "sha-256", "sha-384", "sha-512"];
const GCM_ESP: Layer = { kind: "esp", suite: { encryption: "aes-256-gcm" } };
const inside = (mtu: number, ...layers: Layer[]): number | undefined => payloadAlong(mtu, layers).mtu;

describe("published payloads", () => {
    // "Best practices for a customer gateway device", AWS Site-to-Site VPN user guide, read 2026-11.
    test.each<[EspEncryption, EspIntegrity | undefined, boolean, number]>([
        ["aes-256-gcm", undefined, false, 1446],
        ["aes-256-gcm", undefined, true, 1438],
        ["aes-256-cbc", "sha-1", false, 1438],
        ["aes-256-cbc", "sha-256", false, 1438],
        ["aes-256-cbc", "sha-1", true, 1422],
        ["aes-256-cbc", "sha-256", true, 1422],
        ["aes-256-cbc", "sha-384", false, 1422],
        ["aes-256-cbc", "sha-384", true, 1422],
        ["aes-256-cbc", "sha-512", false, 1422],
        ["aes-256-cbc", "sha-512", true, 1406],
    ])("AWS: %s %s, NAT traversal %s: %d", (encryption, integrity, natTraversal, mtu) => {
        for (const same of [encryption, encryption.replace("256", "128") as EspEncryption]) {
            const suite = { encryption: same, integrity };
            expect(espPayload({ outerMtu: 1500, outerFamily: 4, natTraversal, suite }).mtu).toBe(mtu);
        }
    });

    // "MTU considerations", Cloud VPN, read 2026-04: over IPv4, on the internet and over Interconnect.
    test.each<[EspEncryption, EspIntegrity | undefined, number, number]>([
        ["aes-192-gcm", undefined, 1406, 1386],
        ["aes-192-cbc", "sha-1", 1390, 1370],
        ["aes-192-cbc", "sha-256", 1390, 1370],
        ["aes-192-cbc", "sha-512", 1374, 1354],
    ])(
        "Google: %s %s: %d, and never less than the %d over Interconnect",
        (encryption, integrity, mtu, interconnect) => {
            const suite = { encryption, integrity };
            expect(espPayload({ outerMtu: 1460, suite }).mtu).toBe(mtu);
            expect(espPayload({ outerMtu: 1440, suite }).mtu).toBeGreaterThanOrEqual(interconnect);
        },
    );

    test("over IPv6 GCM leaves Google's 1386; CBC leaves 4 more than Google says", () => {
        expect(espPayload({ outerMtu: 1460, outerFamily: 6, suite: { encryption: "aes-256-gcm" } }).mtu).toBe(1386);
        const suite = { encryption: "aes-256-cbc", integrity: "sha-256" } as const;
        expect(espPayload({ outerMtu: 1460, outerFamily: 6, suite }).mtu).toBe(1374);
    });

    test("wg-quick's 1420 is Ethernet less WireGuard over IPv6", () => {
        expect(inside(1500, { kind: "wireguard", outerFamily: 6 })).toBe(1420);
    });

    test("OpenVPN's tun-mtu is 1448 on 1500 and 1408 on 1460, and its 1500 needs 1552 outside", () => {
        expect(inside(1500, { kind: "openvpn-udp-gcm" })).toBe(1448);
        expect(inside(1460, { kind: "openvpn-udp-gcm" })).toBe(1408);
        expect(outerSize(1500, { kind: "openvpn-udp-gcm" })).toBe(1552);
        expect(outerSize(1500, { kind: "openvpn-udp-gcm-epoch" })).toBe(1556);
    });
});

describe("sizes captured on the wire", () => {
    const natEsp: Layer = { ...GCM_ESP, natTraversal: true };
    test.each<[string, Layer, number, number]>([
        ["ESP GCM with NAT traversal", natEsp, 1400, 1464],
        ["ESP GCM with NAT traversal", natEsp, 84, 148],
        ["ESP GCM with NAT traversal", natEsp, 1028, 1092],
        ["WireGuard", { kind: "wireguard", interfaceMtu: 1420 }, 84, 156],
        ["WireGuard", { kind: "wireguard", interfaceMtu: 1420 }, 1400, 1468],
        ["WireGuard", { kind: "wireguard", interfaceMtu: 1420 }, 1420, 1480],
        ["OpenVPN", { kind: "openvpn-udp-gcm" }, 84, 136],
        ["OpenVPN", { kind: "openvpn-udp-gcm" }, 1400, 1452],
    ])("%s: %j carries %d as %d", (_, layer, inner, outer) => {
        expect(outerSize(inner, layer)).toBe(outer);
    });

    test("a packet larger than WireGuard's interface is not padded, and one of unknown interface is taken to fill it", () => {
        expect(outerSize(1430, { kind: "wireguard", interfaceMtu: 1420 })).toBe(1490);
        expect(outerSize(1400, { kind: "wireguard" })).toBe(1460);
        expect(outerSize(1420, { kind: "wireguard" })).toBe(1480);
    });

    test("a cap adds nothing; a layer that is wrong has no size", () => {
        expect(outerSize(1400, { kind: "cap", cap: MTU_CAPS.awsVpn })).toBe(1400);
        expect(outerSize(1400, { kind: "esp", suite: { encryption: "aes-256-cbc" } })).toBeUndefined();
        expect(outerSize(1400, { kind: "weave", outerFamily: 6 })).toBeUndefined();
    });
});

/** Byte by byte, as RFC 4303 writes an ESP packet: headers, vector, packet, padding up to the block, two bytes, tag. */
function espOnWire(inner: number, headers: number, iv: number, block: number, tag: number): number {
    let padded = inner + 2;
    while (padded % block !== 0) padded++;
    return headers + 8 + iv + padded + tag;
}

function largestThatFits(outer: number, onWire: (inner: number) => number): number {
    let inner = outer;
    while (onWire(inner) > outer) inner--;
    return inner;
}

const mtus = fc.integer({ min: 200, max: 9001 });
const families = fc.constantFrom<Family>(4, 6);

describe("the payload is the largest packet that fits", () => {
    test("of every ESP suite, over every family, with and without NAT traversal", () => {
        const tags: Record<string, number> = {
            "aes-cmac": 12,
            "aes-xcbc": 12,
            "sha-1": 12,
            "sha-256": 16,
            "sha-384": 24,
            "sha-512": 32,
        };
        const suites = fc.constantFrom<[EspEncryption, EspIntegrity | undefined, number, number, number]>(
            ["aes-128-gcm", undefined, 8, 4, 16],
            // RFC 7634: an IV of 8, a tag of 16, padding to 4.
            ["chacha20-poly1305", undefined, 8, 4, 16],
            ["aes-192-gcm", "sha-512", 8, 4, 16],
            ["aes-256-gcm", "sha-384", 8, 4, 16],
            ...CBC.map((name) => ["aes-256-cbc", name, 16, 16, tags[name]] as never),
        );
        fc.assert(
            fc.property(mtus, families, fc.boolean(), suites, (outerMtu, outerFamily, natTraversal, suite) => {
                const [encryption, integrity, iv, block, tag] = suite;
                const headers = (outerFamily === 4 ? 20 : 40) + (natTraversal ? 8 : 0);
                const onWire = (inner: number): number => espOnWire(inner, headers, iv, block, tag);
                const esp = { suite: { encryption, integrity }, natTraversal, outerFamily };
                const { mtu = 0 } = espPayload({ outerMtu, ...esp });
                expect(mtu).toBe(largestThatFits(outerMtu, onWire));
                const layer: Layer = { kind: "esp", ...esp };
                expect([mtu, mtu + 1].map((inner) => outerSize(inner, layer))).toEqual([mtu, mtu + 1].map(onWire));
                expect(onWire(mtu + 1)).toBeGreaterThan(outerMtu);
            }),
        );
    });

    test("of every layer that adds bytes, WireGuard's interface set to what fits", () => {
        const kinds = fc.constantFrom(...(Object.keys(LAYERS) as LayerName[]).filter((kind) => kind !== "weave"));
        fc.assert(
            fc.property(mtus, families, kinds, (outerMtu, outerFamily, kind) => {
                const mtu = inside(outerMtu, { kind, outerFamily })!;
                const set: Layer = { kind, outerFamily, ...(kind === "wireguard" ? { interfaceMtu: mtu } : {}) };
                for (const layer of [set, { kind, outerFamily }]) {
                    expect(outerSize(mtu, layer)).toBe(outerMtu);
                    expect(outerSize(mtu + 1, layer)).toBe(outerMtu + 1);
                    expect(inside(outerMtu, layer)).toBe(mtu);
                }
            }),
        );
    });

    test("of WireGuard with any interface MTU: whatever the interface takes is padded and still fits", () => {
        fc.assert(
            fc.property(mtus, fc.integer({ min: 68, max: 9001 }), (outerMtu, interfaceMtu) => {
                const onWire = (inner: number): number => {
                    let padded = inner;
                    while (padded % 16 !== 0 && padded < interfaceMtu) padded++;
                    return 60 + padded;
                };
                const expected = Math.min(interfaceMtu, largestThatFits(outerMtu, onWire));
                expect(inside(outerMtu, { kind: "wireguard", interfaceMtu })).toBe(expected);
                expect(outerSize(expected, { kind: "wireguard", interfaceMtu })).toBe(onWire(expected));
            }),
        );
    });
});

describe("payloadAlong", () => {
    test("subtracts layer by layer from the outside in, and says how", () => {
        const plan = payloadAlong(UNDERLAY_MTUS["gcp-vpn"], [
            { ...GCM_ESP, natTraversal: true },
            { kind: "cap", cap: MTU_CAPS.awsVpn },
            { kind: "cilium-wireguard-80" },
            { kind: "vxlan", outerFamily: 6 },
        ]);
        expect({ mtu: plan.mtu, problems: plan.problems }).toEqual({ mtu: 1248, problems: [] });
        expect(explain(plan.reasoning)).toBe(
            [
                "outermost: 1460 bytes (Cloud VPN, MTU considerations, 2026-04, read)",
                "inside ESP aes-256-gcm: 1398 bytes, ⌊(1460 − 20 IPv4 − 8 UDP − 8 ESP − 8 IV − 16 tag) ÷ 4⌋ × 4 " +
                    "− 2 trailer (RFC 4106, GCM in ESP, 2026-11, measured)",
                "allowed by aws-vpn: 1398 bytes, the smaller of 1398 and 1446 " +
                    "(Site-to-Site VPN user guide, Best practices for a customer gateway device, 2026-11, read)",
                "inside cilium-wireguard-80 over IPv4: 1318 bytes, 1398 − 80 overhead " +
                    "(cilium/cilium pkg/mtu/mtu.go, 2026-11, read)",
                "inside vxlan over IPv6: 1248 bytes, 1318 − 70 overhead (cilium/cilium pkg/mtu/mtu.go, 2026-11, read)",
            ].join("\n"),
        );
    });

    test("says by which integrity algorithm, block and interface it came to a size", () => {
        const cbc: Layer = {
            kind: "esp",
            outerFamily: 6,
            suite: { encryption: "aes-256-cbc", integrity: "sha-512" },
        };
        const wireguard = { kind: "wireguard", interfaceMtu: 1400 } as const;
        expect(payloadAlong(1500, [cbc]).reasoning.slice(1)).toEqual([
            {
                what: "inside ESP aes-256-cbc with sha-512",
                figure: "1390 bytes",
                because: "⌊(1500 − 40 IPv6 − 8 ESP − 16 IV − 32 tag) ÷ 16⌋ × 16 − 2 trailer",
                source: { document: "RFC 2404 and RFC 4868, HMAC in ESP", date: "2026-11", certainty: "derived" },
            },
        ]);
        expect(payloadAlong(1500, [wireguard]).reasoning[1]).toMatchObject({
            figure: "1400 bytes",
            because: "1500 − 60 overhead ≥ 1400 of the interface",
        });
        expect(payloadAlong(1459, [wireguard]).reasoning[1]).toMatchObject({
            figure: "1392 bytes",
            because: "⌊(1459 − 60 overhead) ÷ 16⌋ × 16",
        });
        expect(payloadAlong(1460, [wireguard]).mtu).toBe(1400);
    });

    test("takes the user's figures for the facts', and says so", () => {
        const cap = { name: "tun-mtu", mtu: given(1300, "bytes", "bridge.tunMtu") };
        const plan = payloadAlong(
            1492,
            [
                { kind: "geneve", overhead: 58 },
                { kind: "cap", cap },
            ],
            "links.office",
        );
        expect(plan.mtu).toBe(1300);
        expect(explain(plan.reasoning)).toBe(
            [
                "outermost: 1492 bytes (links.office.mtu, given)",
                "inside geneve over IPv4: 1434 bytes, 1492 − 58 overhead (links.office.layers[0].overhead, given)",
                "allowed by tun-mtu: 1300 bytes, the smaller of 1434 and 1300 (bridge.tunMtu, given)",
            ].join("\n"),
        );
    });

    test("an overhead of 0 is the user's word too, and fills a figure that nobody told", () => {
        expect(inside(1500, { kind: "vxlan", overhead: 0 })).toBe(1500);
        expect(inside(1500, { kind: "weave", outerFamily: 6, overhead: 107 })).toBe(1393);
    });

    test("no layers leave everything", () => {
        expect(payloadAlong(1500, [])).toEqual({
            mtu: 1500,
            reasoning: [{ what: "outermost", figure: "1500 bytes", source: given(1500, "bytes", "link.mtu").source }],
            problems: [],
        });
    });

    test("encryption is told by the layer or by the cap", () => {
        const layers: Layer[] = [
            GCM_ESP,
            { kind: "wireguard" },
            { kind: "vxlan" },
            { kind: "cap", cap: MTU_CAPS.tailscale },
            { kind: "cap", cap: MTU_CAPS.awsVpn },
        ];
        expect(layers.map(encrypts)).toEqual([true, true, false, true, false]);
    });
});

describe("wrong arguments are problems, all at once", () => {
    const sizes = "a whole number of bytes from 68 to 65535";
    const sizeFix = "Give the largest IP packet that the network carries, without the Ethernet header.";

    test.each([67, 65_536, 1500.5, NaN, -1])("an MTU of %d", (mtu) => {
        const problem = { check: "mtu-range", path: "link.mtu", got: String(mtu), allowed: sizes, fix: sizeFix };
        expect(payloadAlong(mtu, [])).toEqual({ reasoning: [], problems: [problem] });
    });

    test("68 and 65535 are sizes that a link can have", () => {
        expect([inside(68), inside(65_535)]).toEqual([68, 65_535]);
    });

    test("a fact that nobody told asks the user for it", () => {
        expect(
            payloadAlong(UNDERLAY_MTUS["gcp-interconnect"], [{ kind: "weave", outerFamily: 6 }], "l").problems,
        ).toEqual([
            {
                check: "mtu-unknown",
                path: "l.mtu",
                got: "nothing",
                allowed: "a whole number of bytes",
                fix: "No document tells it: give the MTU of your VLAN attachment.",
            },
            {
                check: "layer-overhead-unknown",
                path: "l.layers[0].overhead",
                got: "nothing",
                allowed: "a whole number of bytes",
                fix: "No document tells it: give the bytes that Weave Net adds over IPv6.",
            },
        ]);
    });

    test("names that no table has", () => {
        const layers = [
            { kind: "stt" },
            { kind: "toString" },
            { kind: "vxlan", outerFamily: 5 },
            { kind: "esp", outerFamily: 5, suite: { encryption: "aes-256-gcm" } },
            { kind: "esp", suite: { encryption: "AES256" } },
            { kind: "esp", suite: { encryption: "aes-256-cbc" } },
            { kind: "esp", suite: { encryption: "aes-256-cbc", integrity: "md5" } },
        ] as never[];
        const kinds =
            "calico-wireguard, cap, cilium-ipsec, cilium-wireguard-80, cilium-wireguard-95, esp, geneve, geneve-dsr, gre, " +
            "gre-ethernet, gre-key, ipip, openvpn-udp-gcm, openvpn-udp-gcm-epoch, vxlan, weave or wireguard";
        const ciphers =
            "aes-128-cbc, aes-128-gcm, aes-192-cbc, aes-192-gcm, aes-256-cbc, aes-256-gcm or chacha20-poly1305";
        const hashes = "aes-cmac, aes-xcbc, sha-1, sha-256, sha-384 or sha-512";
        const fix = "Choose one of them.";
        expect(payloadAlong(1500, layers).problems).toEqual([
            { check: "layer-kind", path: "link.layers[0].kind", got: '"stt"', allowed: kinds, fix },
            { check: "layer-kind", path: "link.layers[1].kind", got: '"toString"', allowed: kinds, fix },
            { check: "outer-family", path: "link.layers[2].outerFamily", got: "5", allowed: "4 or 6", fix },
            { check: "outer-family", path: "link.layers[3].outerFamily", got: "5", allowed: "4 or 6", fix },
            {
                check: "esp-encryption",
                path: "link.layers[4].suite.encryption",
                got: '"AES256"',
                allowed: ciphers,
                fix,
            },
            { check: "esp-integrity", path: "link.layers[5].suite.integrity", got: "nothing", allowed: hashes, fix },
            { check: "esp-integrity", path: "link.layers[6].suite.integrity", got: '"md5"', allowed: hashes, fix },
        ]);
    });

    test.each([-1, 1.5])("an overhead of %d", (overhead) => {
        expect(payloadAlong(1500, [{ kind: "vxlan", overhead }]).problems).toEqual([
            {
                check: "layer-overhead",
                path: "link.layers[0].overhead",
                got: String(overhead),
                allowed: "a whole number of bytes, 0 or more",
                fix: "Give the bytes that the layer adds to a packet, or leave the field away.",
            },
        ]);
    });

    test("an interface MTU that no interface has, or for a layer that does not pad by it", () => {
        const layers: Layer[] = [
            { kind: "wireguard", interfaceMtu: 67 },
            { kind: "vxlan", interfaceMtu: 1450 },
        ];
        expect(payloadAlong(1500, layers).problems).toEqual([
            { check: "mtu-range", path: "link.layers[0].interfaceMtu", got: "67", allowed: sizes, fix: sizeFix },
            {
                check: "layer-interface-mtu",
                path: "link.layers[1].interfaceMtu",
                got: "1450",
                allowed: "nothing: only WireGuard's padding depends on it",
                fix: "Put a cap behind the layer instead.",
            },
        ]);
    });

    test("a cap that is no size", () => {
        const cap = { name: "tun-mtu", mtu: given(0, "bytes", "bridge.tunMtu") };
        expect(payloadAlong(1500, [{ kind: "cap", cap }]).problems).toEqual([
            { check: "mtu-range", path: "link.layers[0].cap.mtu", got: "0", allowed: sizes, fix: sizeFix },
        ]);
    });

    test("layers that leave less than IPv4 needs, to the byte", () => {
        expect(payloadAlong(118, [{ kind: "vxlan" }])).toMatchObject({ mtu: 68, problems: [] });
        const short = payloadAlong(117, [{ kind: "vxlan" }]);
        expect(short).not.toHaveProperty("mtu");
        expect(short.reasoning.map(({ figure }) => figure)).toEqual(["117 bytes", "67 bytes"]);
        expect(short.problems).toEqual([
            {
                check: "mtu-nothing-left",
                path: "link.layers",
                got: "layers that leave 67 bytes to the packet",
                allowed: "layers that leave at least 68",
                fix: "Take a layer away, or raise the MTU below.",
            },
        ]);
    });

    test("nothing is never less than nothing", () => {
        expect(payloadAlong(68, [{ kind: "weave" }]).reasoning[1]?.figure).toBe("0 bytes");
        expect(payloadAlong(68, [GCM_ESP]).reasoning[1]?.figure).toBe("14 bytes");
        expect(payloadAlong(68, [GCM_ESP, GCM_ESP]).reasoning[2]?.figure).toBe("0 bytes");
    });

    test("espPayload says where it found them", () => {
        const { problems } = espPayload({ outerMtu: 0, suite: { encryption: "aes-256-cbc" } });
        expect(problems.map(({ path }) => path)).toEqual(["esp.mtu", "esp.layers[0].suite.integrity"]);
    });
});
