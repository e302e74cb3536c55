import * as fc from "fast-check";
import type { EspEncryption, EspIntegrity, Family, Overlay } from "../../../facts/encapsulation";
import { MTU_CAPS, UNDERLAY_MTUS } from "../../../facts/encapsulation";
import { given } from "../../../facts/fact";
import type { Layer } from "../../../plan/encapsulation";
import { type MtuLink, gcpVpnCap, meshMtu, pathMtu, tcpMss } from "../../../plan/mtu";
import { explain } from "../../../plan/reasoning";

const SUITE = { encryption: "aes-256-gcm" } as const;
const ESP: Layer = { kind: "esp", suite: SUITE };
const AWS: Layer = { kind: "cap", cap: MTU_CAPS.awsVpn };
const AZURE: Layer = { kind: "cap", cap: MTU_CAPS.azureVpn };
const GCP: Layer = { kind: "cap", cap: gcpVpnCap(SUITE)! };

const awsGcp: MtuLink = { name: "tunnel", mtu: UNDERLAY_MTUS["gcp-vpn"], layers: [ESP, AWS, GCP] };
const awsAzure: MtuLink = { name: "tunnel", mtu: UNDERLAY_MTUS["aws-transit-gateway-vpn"], layers: [ESP, AWS, AZURE] };
const azureGcp: MtuLink = { name: "tunnel", mtu: UNDERLAY_MTUS["gcp-vpn"], layers: [ESP, AZURE, GCP] };
const office: MtuLink = { name: "tunnel", mtu: UNDERLAY_MTUS.ethernet, layers: [ESP, AWS] };
const nat: MtuLink = { ...office, layers: [{ ...ESP, natTraversal: true }, AWS] };
const wireguard: MtuLink = {
    name: "wg0",
    mtu: UNDERLAY_MTUS.ethernet,
    layers: [{ kind: "wireguard", outerFamily: 6 }],
};
const wireguardGcp: MtuLink = { ...wireguard, mtu: UNDERLAY_MTUS["gcp-vpc"] };
const tailscale: MtuLink = {
    name: "tailnet",
    mtu: UNDERLAY_MTUS.ethernet,
    layers: [{ kind: "cap", cap: MTU_CAPS.tailscale }],
};
const tunMtu = { name: "tun-mtu", mtu: given(1400, "bytes", "bridge.tunMtu") };
const openvpn: MtuLink = {
    name: "tun0",
    mtu: UNDERLAY_MTUS.ethernet,
    layers: [{ kind: "openvpn-udp-gcm" }, { kind: "cap", cap: tunMtu }],
};

/** The overlays of the columns below, as Cilium subtracts them in releases before pull request 45940. */
const COLUMNS: Overlay[] = ["vxlan", "cilium-wireguard-80", "cilium-wireguard-80-vxlan"];

describe("pairs of sites", () => {
    // Path, payload, TCP segment over IPv4, then pods on VXLAN or Geneve, on WireGuard, on WireGuard and VXLAN.
    const pairs: [string, MtuLink, number, number, number[]][] = [
        ["AWS and Google, GCM", awsGcp, 1406, 1366, [1356, 1326, 1276]],
        ["AWS and Azure", awsAzure, 1400, 1350, [1350, 1320, 1270]],
        ["Azure and Google", azureGcp, 1400, 1350, [1350, 1320, 1270]],
        ["AWS and an office, GCM", office, 1446, 1406, [1396, 1366, 1316]],
        ["AWS and an office behind NAT, GCM", nat, 1438, 1398, [1388, 1358, 1308]],
        ["WireGuard gateways", wireguard, 1420, 1380, [1370, 1340, 1290]],
        ["WireGuard gateways in a Google network", wireguardGcp, 1380, 1340, [1330, 1300, 1250]],
        ["Tailscale", tailscale, 1280, 1240, [1230, 1200, 1150]],
        ["OpenVPN with tun-mtu 1400", openvpn, 1400, 1360, [1350, 1320, 1270]],
    ];

    test.each(pairs)("%s", (_, link, mtu, mss, pods) => {
        const path = pathMtu([link], { ipv6: true });
        expect(path).toMatchObject({ mtu, decidedBy: link.name, mss: { ipv4: mss }, problems: [] });
        expect(path.warnings.filter(({ severity }) => severity === "problem")).toEqual([]);
        const mesh = meshMtu({ pair: [link] });
        expect(COLUMNS.map((overlay) => mesh.pods?.[overlay])).toEqual(pods);
        expect([mesh.pods?.geneve, mesh.pods?.native]).toEqual([pods[0], mtu]);
    });

    test.each(pairs)("%s: IPv6 pods are warned of what leaves them less than 1280, and IPv4 pods never", (...row) => {
        const [, link, , , pods] = row;
        const warned = (overlay: Overlay, ipv6: boolean): boolean =>
            meshMtu({ pair: [link] }, { overlay, ipv6 }).warnings.some(({ check }) => check === "ipv6-minimum");
        expect(COLUMNS.map((overlay) => warned(overlay, true))).toEqual(pods.map((size) => size < 1280));
        expect(COLUMNS.map((overlay) => warned(overlay, false))).toEqual([false, false, false]);
    });
});

describe("tcpMss", () => {
    // AWS, "Best practices for a customer gateway device": MTU, MSS for IPv4, MSS for IPv6 in IPv4.
    test.each([
        [1446, 1406, 1386],
        [1438, 1398, 1378],
        [1422, 1382, 1362],
        [1406, 1366, 1346],
    ])("in %d bytes: %d over IPv4, %d over IPv6", (mtu, ipv4, ipv6) => {
        expect([tcpMss(mtu, 4), tcpMss(mtu, 6)]).toEqual([ipv4, ipv6]);
    });

    test("the cap counts where it is smaller: Azure's 1350", () => {
        const cap = MTU_CAPS.azureVpn.mss;
        expect([tcpMss(1400, 4, cap), tcpMss(1390, 4, cap), tcpMss(1389, 4, cap)]).toEqual([1350, 1350, 1349]);
        expect(tcpMss(1400, 6, cap)).toBe(1340);
    });
});

describe("gcpVpnCap", () => {
    // "MTU considerations", Cloud VPN: IPv4, IPv6, IPv4 over Interconnect, IPv6 over Interconnect.
    test.each<[EspEncryption, EspIntegrity | undefined, number[]]>([
        ["aes-128-gcm", undefined, [1406, 1386, 1386, 1366]],
        ["aes-256-gcm", "sha-512", [1406, 1386, 1386, 1366]],
        ["aes-256-cbc", "sha-1", [1390, 1370, 1370, 1350]],
        ["aes-256-cbc", "sha-256", [1390, 1370, 1370, 1350]],
        ["aes-128-cbc", "sha-512", [1374, 1354, 1354, 1334]],
    ])("%s %s", (encryption, integrity, sizes) => {
        const ends = [
            { outerFamily: 4 as Family },
            { outerFamily: 6 as Family },
            { overInterconnect: true },
            { outerFamily: 6 as Family, overInterconnect: true },
        ];
        const caps = ends.map((tunnel) => gcpVpnCap({ encryption, integrity }, tunnel));
        expect(caps.map((cap) => cap?.mtu.value)).toEqual(sizes);
        const source = { document: "Cloud VPN, MTU considerations", date: "2026-04", certainty: "read" };
        expect(gcpVpnCap({ encryption, integrity })).toMatchObject({
            name: "gcp-vpn",
            mtu: { value: sizes[0], unit: "bytes", source },
        });
    });

    test("8 less with NAT traversal, as Google's page says in the edition of S3NS", () => {
        expect(gcpVpnCap(SUITE, { natTraversal: true })?.mtu.value).toBe(1398);
        expect(gcpVpnCap(SUITE, { natTraversal: false, overInterconnect: false })?.mtu.value).toBe(1406);
    });

    test("nothing for a cipher that Google does not list", () => {
        expect(gcpVpnCap({ encryption: "aes-256-cbc", integrity: "sha-384" })).toBeUndefined();
        expect(gcpVpnCap({ encryption: "aes-256-cbc" })).toBeUndefined();
    });

    test("decides over IPv6, where the sum of the headers would leave CBC 4 bytes more", () => {
        const suite = { encryption: "aes-256-cbc", integrity: "sha-256" } as const;
        const cap = gcpVpnCap(suite, { outerFamily: 6 })!;
        const layers: Layer[] = [
            { kind: "esp", suite, outerFamily: 6 },
            { kind: "cap", cap },
        ];
        expect(pathMtu([{ name: "tunnel", mtu: 1460, layers }]).mtu).toBe(1370);
    });
});

describe("pathMtu", () => {
    const hub: MtuLink = { name: "hub", mtu: UNDERLAY_MTUS["aws-transit-gateway"] };

    test("the narrowest link decides, and the reasoning shows each", () => {
        const path = pathMtu([hub, awsAzure, { name: "lan", mtu: 1500 }], { ipv6: true });
        expect(path).toMatchObject({ mtu: 1400, decidedBy: "tunnel", mss: { ipv4: 1350, ipv6: 1340 }, problems: [] });
        expect(explain(path.reasoning)).toBe(
            [
                "hub: outermost: 8500 bytes (VPC Transit Gateway guide, Transit gateway concepts, 2026-11, read)",
                "tunnel: outermost: 1500 bytes (VPC Transit Gateway guide, Transit gateway concepts, 2026-11, read)",
                "tunnel: inside ESP aes-256-gcm: 1446 bytes, ⌊(1500 − 20 IPv4 − 8 ESP − 8 IV − 16 tag) ÷ 4⌋ × 4 " +
                    "− 2 trailer (RFC 4106, GCM in ESP, 2026-11, measured)",
                "tunnel: allowed by aws-vpn: 1446 bytes, the smaller of 1446 and 1446 " +
                    "(Site-to-Site VPN user guide, Best practices for a customer gateway device, 2026-11, read)",
                "tunnel: allowed by azure-vpn: 1400 bytes, the smaller of 1446 and 1400 " +
                    "(Azure VPN Gateway, About VPN devices and IPsec/IKE parameters, 2026-11, read)",
                "lan: outermost: 1500 bytes (links[2].mtu, given)",
                "path MTU: 1400 bytes, the smallest of 3 links, decided by tunnel",
                "TCP MSS: 1350 bytes IPv4, 1340 bytes IPv6, MTU − 40 IPv4 and TCP, − 60 IPv6 and TCP, at most 1350 " +
                    "(Azure VPN Gateway, About VPN devices and IPsec/IKE parameters, 2026-11, read)",
            ].join("\n"),
        );
    });

    test("of one link, and of links of one size, where the first on the way decides", () => {
        const one = pathMtu([{ name: "lan", mtu: 1500 }]);
        expect(one).toEqual({
            mtu: 1500,
            decidedBy: "lan",
            mss: { ipv4: 1460, ipv6: 1440 },
            reasoning: [
                { what: "lan: outermost", figure: "1500 bytes", source: given(0, "", "links[0].mtu").source },
                { what: "path MTU", figure: "1500 bytes", because: "its only link is lan" },
                {
                    what: "TCP MSS",
                    figure: "1460 bytes IPv4, 1440 bytes IPv6",
                    because: "MTU − 40 IPv4 and TCP, − 60 IPv6 and TCP",
                },
            ],
            warnings: [],
            problems: [],
        });
        const same = ["z", "a", "m"].map((name) => ({ name, mtu: 1500 }));
        expect(pathMtu(same).decidedBy).toBe("z");
        expect(pathMtu([{ name: "wide", mtu: 9001 }, ...same, { name: "narrow", mtu: 1499 }]).decidedBy).toBe("narrow");
    });

    test("the smallest cap on TCP segments of any link counts, wherever the narrowest link is", () => {
        const cap = (value: number): Layer => ({
            kind: "cap",
            cap: { name: `c${value}`, mtu: given(1500, "bytes", "x"), mss: given(value, "bytes", `mss${value}`) },
        });
        const links = [
            { name: "a", mtu: 1500, layers: [cap(1300), cap(1350)] },
            { name: "b", mtu: 1500, layers: [cap(1200)] },
            { name: "c", mtu: 1400, layers: [cap(1250), AWS] },
        ];
        const { mss, reasoning } = pathMtu(links);
        expect(mss).toEqual({ ipv4: 1200, ipv6: 1200 });
        expect(reasoning.at(-1)?.source?.document).toBe("mss1200");
    });

    test("a provider's traps come with its cap, each with the link", () => {
        expect(pathMtu([hub, awsGcp]).warnings).toEqual([
            {
                check: "aws-no-path-mtu-discovery",
                severity: "advice",
                about: "tunnel",
                text: "Site-to-Site VPN does not take part in path MTU discovery.",
                fix: "Set the MTU of the tunnel interface and clamp the MSS at the customer gateway.",
            },
            {
                check: "gcp-prefragmentation",
                severity: "advice",
                about: "tunnel",
                text: "Cloud VPN takes no packet that was fragmented after encryption.",
                fix: "Let the peer fragment packets before it encrypts them.",
            },
        ]);
        expect(pathMtu([tailscale]).warnings).toEqual([]);
    });

    test("warns of less than IPv6 and IPv4 need, to the byte", () => {
        const warnings = (mtu: number, ipv6: boolean) => pathMtu([{ name: "lan", mtu }], { ipv6 }).warnings;
        const fix = "Raise the MTU below the link, or take a layer away.";
        const common = { severity: "problem", about: "lan", fix };
        expect(warnings(1280, true)).toEqual([]);
        expect(warnings(1279, true)).toEqual([
            { ...common, check: "ipv6-minimum", text: "lan leaves 1279 bytes to a packet, IPv6 needs 1280." },
        ]);
        expect(warnings(1279, false)).toEqual([]);
        expect(warnings(576, false)).toEqual([]);
        const small = { ...common, check: "ipv4-minimum" };
        const text = "lan leaves 575 bytes to a packet, an IPv4 host needs 576.";
        expect(warnings(575, false)).toEqual([{ ...small, text }]);
        expect(warnings(575, true).map(({ check }) => check)).toEqual(["ipv4-minimum", "ipv6-minimum"]);
        expect(pathMtu([{ name: "lan", mtu: 575 }]).warnings).toHaveLength(1);
    });

    test("finds the problems of all links, and then gives no MTU", () => {
        const links = [{ name: "a", mtu: 0 }, office, { name: "b", mtu: UNDERLAY_MTUS["azure-expressroute"] }];
        const path = pathMtu(links, {}, "bridges.main");
        expect(Object.keys(path).sort()).toEqual(["problems", "reasoning", "warnings"]);
        expect(path.problems.map(({ check, path: at }) => [check, at])).toEqual([
            ["mtu-range", "bridges.main[0].mtu"],
            ["mtu-unknown", "bridges.main[2].mtu"],
        ]);
        expect(path.warnings).toEqual([]);
        expect(path.reasoning.map(({ what }) => what)).toContain("tunnel: outermost");
    });

    test("a path without links is a problem", () => {
        const problem = { check: "path-empty", got: "nothing", allowed: "at least one link", fix: "Name the links." };
        expect(pathMtu([])).toEqual({ reasoning: [], warnings: [], problems: [{ ...problem, path: "links" }] });
        expect(pathMtu([], {}, "way").problems).toEqual([{ ...problem, path: "way" }]);
    });
});

describe("meshMtu", () => {
    const paths = { "b-azure": [awsAzure], "c-office": [office], "a-azure": [azureGcp], "d-google": [awsGcp] };

    test("the narrowest path decides, by name where several are, and the reasoning shows it", () => {
        const mesh = meshMtu(paths, { overlay: "vxlan" });
        expect(mesh).toMatchObject({ mtu: 1400, decidedBy: "a-azure", problems: [] });
        expect(explain(mesh.reasoning)).toBe(
            [
                "path a-azure: 1400 bytes, decided by link tunnel",
                "path b-azure: 1400 bytes, decided by link tunnel",
                "path c-office: 1446 bytes, decided by link tunnel",
                "path d-google: 1406 bytes, decided by link tunnel",
                "mesh MTU: 1400 bytes, the smallest of 4 paths, decided by a-azure",
                "pods: inside vxlan over IPv4: 1350 bytes, 1400 − 50 overhead (cilium/cilium pkg/mtu/mtu.go, 2026-11, read)",
            ].join("\n"),
        );
        expect(mesh.paths["c-office"]).toEqual(pathMtu([office]));
        expect(Object.keys(mesh.paths)).toEqual(["a-azure", "b-azure", "c-office", "d-google"]);
        expect(meshMtu({ only: [office] }).reasoning.at(-1)?.because).toBe("its only path is only");
    });

    test("the order in which the paths were named changes nothing", () => {
        const whole = meshMtu(paths, { overlay: "cilium-wireguard-80-vxlan", ipv6: true });
        const entries = fc.shuffledSubarray(Object.entries(paths), { minLength: 4 });
        fc.assert(
            fc.property(entries, (shuffled) => {
                const again = meshMtu(Object.fromEntries(shuffled), {
                    overlay: "cilium-wireguard-80-vxlan",
                    ipv6: true,
                });
                expect(JSON.stringify(again)).toBe(JSON.stringify(whole));
            }),
        );
    });

    test("every overlay has its pods' size, also between nodes that use IPv6", () => {
        expect(meshMtu(paths).pods).toStrictEqual({
            native: 1400,
            vxlan: 1350,
            geneve: 1350,
            "geneve-dsr": 1338,
            ipip: 1380,
            "cilium-wireguard-80": 1320,
            "cilium-wireguard-80-vxlan": 1270,
            "cilium-wireguard-95": 1305,
            "cilium-wireguard-95-vxlan": 1255,
            "cilium-ipsec": 1323,
            "cilium-ipsec-vxlan": 1273,
            "calico-wireguard": 1340,
            weave: 1313,
        });
        expect(meshMtu(paths, { nodeFamily: 6 }).pods).toStrictEqual({
            native: 1400,
            vxlan: 1330,
            geneve: 1330,
            "geneve-dsr": 1318,
            ipip: 1360,
            "cilium-wireguard-80": 1320,
            "cilium-wireguard-80-vxlan": 1250,
            "cilium-wireguard-95": 1305,
            "cilium-wireguard-95-vxlan": 1235,
            "cilium-ipsec": 1323,
            "cilium-ipsec-vxlan": 1253,
            "calico-wireguard": 1320,
        });
    });

    test("warns IPv6 pods, names what would do, and advises against wrapping twice over encrypted paths", () => {
        const open = { z: [{ name: "peering", mtu: 1500 }] };
        const mesh = meshMtu({ ...paths, ...open }, { overlay: "cilium-wireguard-80-vxlan", ipv6: true });
        expect(mesh.warnings.slice(-2)).toEqual([
            {
                check: "ipv6-minimum",
                severity: "problem",
                about: "cilium-wireguard-80-vxlan",
                text: "cilium-wireguard-80-vxlan leaves 1270 bytes to a packet, IPv6 needs 1280.",
                fix:
                    "Use overlay calico-wireguard, cilium-ipsec, cilium-wireguard-80, cilium-wireguard-95 or weave, " +
                    "or raise the MTU of path a-azure.",
            },
            {
                check: "wrapped-twice",
                severity: "advice",
                about: "cilium-wireguard-80-vxlan",
                text:
                    "cilium-wireguard-80-vxlan encrypts packets and wraps them twice; paths that encrypt again: " +
                    "a-azure, b-azure, c-office, d-google.",
                fix: "Route pods natively over paths that encrypt, and leave out the tunnel or the encryption of the overlay.",
            },
        ]);
        expect(mesh.warnings.map(({ check, about }) => [check, about])).toEqual([
            ["gcp-prefragmentation", "a-azure.tunnel"],
            ["aws-no-path-mtu-discovery", "b-azure.tunnel"],
            ["aws-no-path-mtu-discovery", "c-office.tunnel"],
            ["aws-no-path-mtu-discovery", "d-google.tunnel"],
            ["gcp-prefragmentation", "d-google.tunnel"],
            ["ipv6-minimum", "cilium-wireguard-80-vxlan"],
            ["wrapped-twice", "cilium-wireguard-80-vxlan"],
        ]);
    });

    test("an overlay that leaves 1280 to the byte is wide enough, and named as a way out where it keeps encryption", () => {
        const fixOf = (overlay: Overlay, mtu: number) =>
            meshMtu({ p: [{ name: "l", mtu }] }, { overlay, ipv6: true }).warnings.map(({ fix }) => fix);
        expect(fixOf("weave", 1367)).toEqual([]);
        expect(fixOf("weave", 1366)).toEqual([
            "Use overlay calico-wireguard, cilium-ipsec or cilium-wireguard-80, or raise the MTU of path p.",
        ]);
        expect(fixOf("weave", 1300)).toEqual(["No overlay that encrypts leaves enough: raise the MTU of path p."]);
        expect(fixOf("vxlan", 1300)).toEqual(["Use overlay ipip or native, or raise the MTU of path p."]);
    });

    test.each<[Overlay, MtuLink, boolean]>([
        ["cilium-wireguard-95-vxlan", wireguard, true],
        ["cilium-ipsec-vxlan", openvpn, true],
        ["cilium-wireguard-80-vxlan", tailscale, true],
        ["cilium-wireguard-80-vxlan", { name: "peering", mtu: 9001 }, false],
        ["cilium-wireguard-80-vxlan", { name: "gre", mtu: 9001, layers: [{ kind: "gre" }] }, false],
        ["cilium-wireguard-80", office, false],
        ["vxlan", office, false],
        ["native", office, false],
    ])("%s over %j: wrapped twice is %s", (overlay, link, twice) => {
        const { warnings } = meshMtu({ pair: [{ name: "lan", mtu: 9001 }, link] }, { overlay });
        const aboutOverlay = warnings.filter(({ check }) => check !== "aws-no-path-mtu-discovery");
        expect(aboutOverlay.map(({ check }) => check)).toEqual(twice ? ["wrapped-twice"] : []);
    });

    test("a path too narrow for IPv6 is warned of once, with the way out where no overlay helps", () => {
        const lan = { lan: [{ name: "dsl", mtu: 1279 }] };
        expect(meshMtu(lan).warnings).toEqual([]);
        const native = meshMtu(lan, { ipv6: true });
        expect(native.warnings.map(({ check, about }) => [check, about])).toEqual([["ipv6-minimum", "lan.dsl"]]);
        const vxlan = meshMtu(lan, { ipv6: true, overlay: "vxlan" });
        expect(vxlan.warnings.map(({ about, fix }) => [about, fix])).toEqual([
            ["lan.dsl", "Raise the MTU below the link, or take a layer away."],
            ["vxlan", "No overlay leaves enough: raise the MTU of path lan."],
        ]);
    });

    test("finds the problems of all paths, and then gives no MTU but the paths that are right", () => {
        const mesh = meshMtu(
            { good: [office], bad: [{ name: "l", mtu: 1 }], empty: [] },
            { overlay: "stt" as Overlay },
        );
        expect(Object.keys(mesh).sort()).toEqual(["paths", "problems", "reasoning", "warnings"]);
        expect(mesh.paths.good?.mtu).toBe(1446);
        expect([mesh.reasoning, mesh.warnings]).toEqual([[], []]);
        expect(mesh.problems.map(({ check, path }) => [check, path])).toEqual([
            ["mtu-range", "paths.bad[0].mtu"],
            ["path-empty", "paths.empty"],
            ["overlay", "overlay"],
        ]);
        expect(mesh.problems[2]).toEqual({
            check: "overlay",
            path: "overlay",
            got: '"stt"',
            allowed:
                "calico-wireguard, cilium-ipsec, cilium-ipsec-vxlan, cilium-wireguard-80, cilium-wireguard-80-vxlan, " +
                "cilium-wireguard-95, cilium-wireguard-95-vxlan, geneve, geneve-dsr, ipip, native, vxlan or weave",
            fix: "Choose one of them.",
        });
    });

    test("a mesh without paths is a problem", () => {
        expect(meshMtu({})).toEqual({
            paths: {},
            reasoning: [],
            warnings: [],
            problems: [
                {
                    check: "mesh-empty",
                    path: "paths",
                    got: "nothing",
                    allowed: "at least one path",
                    fix: "Name the paths.",
                },
            ],
        });
    });

    test("an overlay that leaves nothing, or of which nobody told the bytes, is a problem where it is used", () => {
        const narrow = meshMtu({ p: [{ name: "l", mtu: 100 }] }, { overlay: "vxlan" });
        expect(narrow.problems.map(({ check, path }) => [check, path])).toEqual([
            ["mtu-nothing-left", "overlay.layers"],
        ]);
        expect(narrow).not.toHaveProperty("mtu");
        expect(narrow.warnings).toEqual([]);
        expect(meshMtu({ p: [{ name: "l", mtu: 100 }] }).pods).toEqual({ native: 100, ipip: 80 });
        const unknown = meshMtu(paths, { overlay: "weave", nodeFamily: 6 });
        expect(unknown.problems.map(({ check, path }) => [check, path])).toEqual([
            ["layer-overhead-unknown", "overlay.layers[0].overhead"],
        ]);
    });
});
