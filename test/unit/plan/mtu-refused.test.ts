import { MTU_CAPS, UNDERLAY_MTUS } from "../../../facts/encapsulation";
import { fact } from "../../../facts/fact";
import { type Layer, encrypts, espPayload, outerSize, payloadAlong } from "../../../plan/encapsulation";
import { gcpVpnCap, meshMtu, pathMtu, tcpMss } from "../../../plan/mtu";
import type { Problem } from "../../../plan/problem";
import { explain } from "../../../plan/reasoning";

/** What a program in JavaScript can pass. */
const any = (value: unknown): never => value as never;

const missing = (path: string, allowed: string): Problem => ({
    check: "missing-argument",
    path,
    got: "nothing",
    allowed,
    fix: path === "" ? "Give the arguments." : `Add '${/[^.]+$/.exec(path)![0]}'.`,
});
const wrongType = (path: string, got: string, allowed: string): Problem => ({
    check: "wrong-type",
    path,
    got,
    allowed,
    fix: `Give ${allowed}.`,
});
const unknown = (path: string, got: string, allowed: string): Problem => ({
    check: "unknown-argument",
    path,
    got: `"${got}"`,
    allowed,
    fix: "Remove it, or correct the spelling.",
});
const outerFamily = (path: string, got: string): Problem => ({
    check: "outer-family",
    path,
    got,
    allowed: "4 or 6",
    fix: "Choose one of them.",
});

const SIZE = "a whole number from 68 to 65535";
const FACT = "an object with ask, source, unit or value";
const SUITE = "an object with encryption or integrity";
const CAP = "an object with encrypts, mss, mtu, name or notes";
const LAYER = "an object with cap, interfaceMtu, kind, natTraversal, outerFamily, overhead or suite";
const SOURCE = { document: "the provider's ticket 7", date: "2026-10-01", certainty: "read" } as const;

describe("a size is a number or a fact", () => {
    test.each<[unknown, Problem[]]>([
        [null, [missing("link.mtu", SIZE)]],
        [undefined, [missing("link.mtu", SIZE)]],
        ["1500", [wrongType("link.mtu", '"1500"', SIZE)]],
        [{}, [missing("link.mtu.source", "an object with certainty, date or document")]],
        [{ value: "1500", source: SOURCE }, [wrongType("link.mtu.value", '"1500"', "a number")]],
        [{ source: SOURCE }, [missing("link.mtu.value", SIZE)]],
        [{ value: null, source: SOURCE }, [missing("link.mtu.value", SIZE)]],
        [{ value: 1, source: { ...SOURCE, date: 5 } }, [wrongType("link.mtu.source.date", "5", "a string")]],
        [[1500], [wrongType("link.mtu", "a list of 1", FACT)]],
    ])("%j", (mtu, problems) => {
        expect(payloadAlong(any(mtu), [])).toEqual({ reasoning: [], problems });
    });

    test("a fact's own source is printed, and a plain number is given where the user wrote it", () => {
        const links = [
            { name: "wan", mtu: fact(1480, "bytes", SOURCE) },
            { name: "lan", mtu: 1500 },
        ];
        const { reasoning } = meshMtu({ "a/b": links }).paths["a/b"]!;
        expect(explain(reasoning.slice(0, 2))).toBe(
            [
                "wan: outermost: 1480 bytes (the provider's ticket 7, 2026-10-01, read)",
                'lan: outermost: 1500 bytes (paths["a/b"][1].mtu, given)',
            ].join("\n"),
        );
        const suite = { encryption: "aes-256-gcm" } as const;
        expect(espPayload({ outerMtu: UNDERLAY_MTUS["gcp-vpn"], suite }).reasoning[0]?.source).toEqual({
            document: "Cloud VPN, MTU considerations",
            date: "2026-04",
            certainty: "read",
        });
    });
});

describe("layers", () => {
    const cap = MTU_CAPS.awsVpn;
    test.each<[unknown, Problem[]]>([
        [null, [missing("link.layers[0]", LAYER)]],
        ["vxlan", [wrongType("link.layers[0]", '"vxlan"', LAYER)]],
        [{ kind: "esp" }, [missing("link.layers[0].suite", SUITE)]],
        [{ kind: "esp", suite: "aes-256-gcm" }, [wrongType("link.layers[0].suite", '"aes-256-gcm"', SUITE)]],
        [
            { kind: "esp", suite: { encryption: "aes-256-gcm" }, natTraversal: "yes", nat: true },
            [
                unknown("link.layers[0].nat", "nat", "kind, natTraversal, outerFamily or suite"),
                wrongType("link.layers[0].natTraversal", '"yes"', "a boolean"),
            ],
        ],
        [{ kind: "cap" }, [missing("link.layers[0].cap", CAP)]],
        [{ kind: "cap", cap: { name: "x", mtu: 1400 } }, [wrongType("link.layers[0].cap.mtu", "1400", FACT)]],
        [{ kind: "cap", cap: { ...cap, mss: { source: SOURCE } } }, [missing("link.layers[0].cap.mss.value", SIZE)]],
        [
            { kind: "cap", cap: { ...cap, notes: [{ check: "c", text: "t", source: SOURCE }] } },
            [missing("link.layers[0].cap.notes[0].fix", "a string")],
        ],
        [
            { kind: "wireguard", interfaceMTU: 1420 },
            [unknown("link.layers[0].interfaceMTU", "interfaceMTU", "interfaceMtu, kind, outerFamily or overhead")],
        ],
        [{ kind: "vxlan", outerFamily: "6" }, [wrongType("link.layers[0].outerFamily", '"6"', "a number")]],
        [{ kind: "vxlan", outerFamily: null }, [outerFamily("link.layers[0].outerFamily", "null")]],
    ])("%j", (layer, problems) => {
        expect(payloadAlong(1500, [any(layer)])).toEqual({ reasoning: [], problems });
        expect(outerSize(1400, any(layer))).toBeUndefined();
    });

    test("a kind that is a list of one kind is none", () => {
        const problems = payloadAlong(1500, any([{ kind: ["vxlan"] }])).problems;
        expect(problems.map(({ check, path, got }) => [check, path, got])).toEqual([
            ["layer-kind", "link.layers[0].kind", "a list of 1"],
        ]);
    });

    test("none are needed, and what is no list is named", () => {
        expect(payloadAlong(1500).mtu).toBe(1500);
        const list = `a list, each ${LAYER}`;
        expect(payloadAlong(0, any("vxlan"), "here").problems.map(({ path }) => path)).toEqual([
            "here.mtu",
            "here.layers",
        ]);
        expect(payloadAlong(1500, any({ kind: "vxlan" })).problems).toEqual([
            wrongType("link.layers", "an object", list),
        ]);
        expect(payloadAlong(1500, any(null)).problems).toEqual([missing("link.layers", list)]);
    });

    test("espPayload takes one object", () => {
        const args = "an object with natTraversal, outerFamily, outerMtu or suite";
        expect(espPayload(any(undefined))).toEqual({ reasoning: [], problems: [missing("", args)] });
        expect(espPayload(any(1500)).problems).toEqual([wrongType("", "1500", args)]);
        expect(espPayload(any({})).problems).toEqual([missing("esp.mtu", SIZE), missing("esp.layers[0].suite", SUITE)]);
        expect(espPayload(any({ kind: "cap", outerMtu: 1500, suite: { encryption: "aes-256-gcm" } })).mtu).toBe(1446);
    });

    test("encrypts throws on what is no layer", () => {
        expect(() => encrypts(any(null))).toThrow(
            new TypeError(
                `encrypts: 1 problem\n  layer [missing-argument]: got nothing; allowed: ${LAYER}. Add 'layer'.`,
            ),
        );
        expect(() => encrypts(any({ kind: "cap" }))).toThrow(TypeError);
        expect(() => encrypts(any({ kind: "stt" }))).toThrow(TypeError);
    });

    test("an outer packet is around a packet", () => {
        const vxlan: Layer = { kind: "vxlan" };
        const sizes = [0, 65_535, -1, -5, 65_536, NaN, 0.5, Infinity, any("84"), any(null)];
        expect(sizes.map((inner) => outerSize(inner, vxlan))).toEqual([50, 65_585, ...Array<undefined>(8)]);
    });
});

describe("links, paths and options", () => {
    const LINK = "an object with layers, mtu or name";
    const LINKS = `a list, each ${LINK}`;
    const nothing = { reasoning: [], warnings: [] };

    test.each<[unknown, Problem[]]>([
        [undefined, [missing("links", LINKS)]],
        [null, [missing("links", LINKS)]],
        [{ name: "lan", mtu: 1500 }, [wrongType("links", "an object", LINKS)]],
        [[null], [missing("links[0]", LINK)]],
        [[{}], [missing("links[0].name", "a string"), missing("links[0].mtu", SIZE)]],
        [
            [{ name: 5, mtu: 1500, layer: [] }],
            [unknown("links[0].layer", "layer", "layers, mtu or name"), wrongType("links[0].name", "5", "a string")],
        ],
    ])("%j", (links, problems) => {
        expect(pathMtu(any(links))).toEqual({ ...nothing, problems });
    });

    test("a link that is wrong is found beside one that is right, in its place in the list", () => {
        const links = [{ name: "lan", mtu: 1500 }, null, { mtu: 1400 }, { name: "wan", mtu: 1, layers: null }];
        const path = pathMtu(any(links));
        expect(path.problems.map(({ check, path: at }) => [check, at])).toEqual([
            ["missing-argument", "links[1]"],
            ["missing-argument", "links[2].name"],
            ["mtu-range", "links[3].mtu"],
        ]);
        expect(path.reasoning.map(({ what }) => what)).toEqual(["lan: outermost"]);
        expect(path).not.toHaveProperty("mtu");
    });

    test("nulls for what may be left out are nothing", () => {
        const cap = { name: "x", mtu: fact(1300, "bytes", SOURCE), mss: null, notes: null, encrypts: null };
        const links = any([{ name: "lan", mtu: 1500, layers: [{ kind: "cap", cap }] }]);
        expect(pathMtu(links, any(null))).toMatchObject({ mtu: 1300, mss: { ipv4: 1260 }, warnings: [], problems: [] });
        expect(pathMtu(any([{ name: "lan", mtu: 1500, layers: null }]), any({ ipv6: null })).mtu).toBe(1500);
        const options = any({ overlay: null, nodeFamily: null, ipv6: null });
        expect(meshMtu({ p: [{ name: "l", mtu: 1500 }] }, options).pods?.vxlan).toBe(1450);
        expect(meshMtu({ p: [{ name: "l", mtu: 1500 }] }, any(null)).mtu).toBe(1500);
    });

    test("options that nobody knows", () => {
        const links = [{ name: "lan", mtu: 1500 }];
        const typo = unknown("ipv", "ipv", "ipv6");
        expect(pathMtu(links, any({ ipv: true }))).toEqual({ ...nothing, problems: [typo] });
        expect(pathMtu(links, any({ ipv6: "yes" })).problems).toEqual([wrongType("ipv6", '"yes"', "a boolean")]);
        const mesh = (options: unknown) => meshMtu({ p: links }, any(options));
        const members = "ipv6, nodeFamily or overlay";
        expect(mesh({ overlays: "vxlan" })).toEqual({
            ...nothing,
            paths: {},
            problems: [unknown("overlays", "overlays", members)],
        });
        expect(mesh({ overlay: 5 }).problems).toEqual([wrongType("overlay", "5", "a string")]);
        expect(mesh({ nodeFamily: 5 }).problems).toEqual([outerFamily("nodeFamily", "5")]);
        expect(mesh({ nodeFamily: NaN, overlay: "vxlan" }).problems).toEqual([outerFamily("nodeFamily", "NaN")]);
    });

    test("paths are a map of lists, each found in its place", () => {
        const paths = `a map`;
        expect(meshMtu(any(null))).toEqual({ ...nothing, paths: {}, problems: [missing("paths", paths)] });
        expect(meshMtu(any([[]])).problems).toEqual([wrongType("paths", "a list of 1", paths)]);
        expect(meshMtu(any({ b: null, "a/b": [{ name: "l" }] })).problems).toEqual([
            missing('paths["a/b"][0].mtu', SIZE),
            missing("paths.b", LINKS),
        ]);
    });
});

describe("arithmetic refuses what is no number", () => {
    test.each<[unknown, unknown, unknown, string]>([
        [NaN, 4, undefined, "no MTU for TCP segments: NaN; give 68 to 65535"],
        [67, 4, undefined, "no MTU for TCP segments: 67; give 68 to 65535"],
        [65_536, 4, undefined, "no MTU for TCP segments: 65536; give 68 to 65535"],
        [1400.5, 4, undefined, "no MTU for TCP segments: 1400.5; give 68 to 65535"],
        ["1400", 4, undefined, 'no MTU for TCP segments: "1400"; give 68 to 65535'],
        [1400, 5, undefined, "no family for TCP segments: 5; give 4 or 6"],
        [1400, 4, null, "no cap for TCP segments: null; give 1 or more"],
        [1400, 4, { value: undefined }, "no cap for TCP segments: an object; give 1 or more"],
        [1400, 4, NaN, "no cap for TCP segments: NaN; give 1 or more"],
        [1400, 4, 0, "no cap for TCP segments: 0; give 1 or more"],
    ])("tcpMss(%p, %p, %p)", (mtu, family, cap, text) => {
        expect(() => tcpMss(any(mtu), any(family), any(cap))).toThrow(new RangeError(text));
    });

    test("a cap on segments is a number too, and every MTU that a link can have has segments", () => {
        expect(tcpMss(1400, 4, 1350)).toBe(1350);
        expect(tcpMss(1400, 4, 1)).toBe(1);
        expect([tcpMss(68, 4), tcpMss(68, 6), tcpMss(65_535, 4)]).toEqual([28, 8, 65_495]);
    });

    test("gcpVpnCap has no figure for what is no suite, and refuses a tunnel that it cannot read", () => {
        const suites = [{}, null, { encryption: "aes-999-gcm" }, { encryption: "aes-256-cbc", integrity: "toString" }];
        expect(suites.map((suite) => gcpVpnCap(any(suite)))).toEqual(Array<undefined>(4).fill(undefined));
        const gcm = { encryption: "aes-256-gcm" } as const;
        expect(() => gcpVpnCap(gcm, any({ overInterconect: true }))).toThrow(
            new TypeError(
                'gcpVpnCap: 1 problem\n  tunnel.overInterconect [unknown-argument]: got "overInterconect"; ' +
                    "allowed: natTraversal, outerFamily or overInterconnect. Remove it, or correct the spelling.",
            ),
        );
        expect(() => gcpVpnCap(gcm, any({ outerFamily: 5 }))).toThrow(
            new TypeError(
                "gcpVpnCap: 1 problem\n  tunnel.outerFamily [outer-family]: got 5; allowed: 4 or 6. Choose one of them.",
            ),
        );
        expect(() => gcpVpnCap(gcm, any({ natTraversal: "yes" }))).toThrow(TypeError);
        expect(gcpVpnCap(gcm, any(null))?.mtu.value).toBe(1406);
        expect(gcpVpnCap(gcm, any({ outerFamily: null }))?.mtu.value).toBe(1406);
    });
});
