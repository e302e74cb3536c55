import { pictureOf, type Picture } from "../../../graph/picture";
import { printable } from "../../../cli/picture/escape";
import { layOut, type Rectangle } from "../../../cli/picture/layout";
import { mermaidOf } from "../../../cli/picture/mermaid";
import { d2Of } from "../../../cli/picture/d2";
import { svgOf } from "../../../cli/picture/svg";
import { dollars, milliseconds } from "../../../cli/picture/words";
import { sampleNetwork, urn, type SampleOptions } from "../../support/sample-network";

const picture = pictureOf(sampleNetwork());
const SHAPES: readonly (readonly [string, SampleOptions])[] = [
    ["one cloud", {}],
    ["30 networks in a region", { more: 30 }],
    ["two clouds", { twoClouds: true, more: 3 }],
];

const inside = (inner: Rectangle, outer: Rectangle): boolean =>
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height;
const meet = (a: Rectangle, b: Rectangle): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the layout", () => {
    test.each(SHAPES)(
        "of %s puts every box inside the one around it, and no two boxes over each other",
        (_, options) => {
            const { boxes, width, height } = layOut(pictureOf(sampleNetwork(options)));
            const at = (id: string) => boxes.find(({ box }) => box.id === id)!;
            const leaves = boxes.filter(({ box }) => box.boxes.length === 0);
            for (const placed of boxes) {
                expect(inside(placed, { x: 0, y: 0, width, height })).toBe(true);
                for (const child of placed.box.boxes) expect(inside(at(child.id), placed)).toBe(true);
            }
            for (const [i, a] of leaves.entries()) for (const b of leaves.slice(i + 1)) expect(meet(a, b)).toBe(false);
        },
    );

    test.each(SHAPES)(
        "of %s draws every link from box to box, upright and level, through no third box",
        (_, options) => {
            const drawn = pictureOf(sampleNetwork(options));
            const { boxes, edges } = layOut(drawn);
            const leaves = boxes.filter(({ box }) => box.boxes.length === 0);
            expect(edges).toHaveLength(drawn.edges.length);
            for (const { edge, points } of edges) {
                const ends = leaves.filter(({ box }) => edge.ends.includes(box.id));
                for (const end of [points[0]!, points.at(-1)!]) {
                    const touches = ends.some(
                        (box) =>
                            [box.x, box.x + box.width].includes(end.x) && end.y > box.y && end.y < box.y + box.height,
                    );
                    expect(touches).toBe(true);
                }
                for (const [i, to] of points.slice(1).entries()) {
                    const from = points[i]!;
                    expect(Math.abs(from.x - to.x) <= 1 || Math.abs(from.y - to.y) <= 1).toBe(true);
                    const line = {
                        ...{ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
                        ...{ width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) },
                    };
                    const crossed = leaves
                        .filter((box) => !ends.includes(box) && meet(line, box))
                        .map(({ box }) => box.id);
                    expect(crossed).toEqual([]);
                }
            }
        },
    );

    test.each(SHAPES)("of %s draws no link along another", (_, options) => {
        const { edges } = layOut(pictureOf(sampleNetwork(options)));
        const lines = edges.flatMap(({ edge, points }) =>
            points.slice(1).map((to, i) => {
                const from = points[i]!;
                const isLevel = Math.abs(from.y - to.y) <= 1;
                const [a, b] = isLevel ? [from.x, to.x] : [from.y, to.y];
                return { id: edge.id, isLevel, at: isLevel ? to.y : to.x, first: Math.min(a, b), last: Math.max(a, b) };
            }),
        );
        for (const [i, one] of lines.entries()) {
            const along = lines
                .slice(i + 1)
                .filter((two) => two.id !== one.id && two.isLevel === one.isLevel && Math.abs(two.at - one.at) < 5)
                .filter((two) => two.first < one.last && one.first < two.last);
            expect(along).toEqual([]);
        }
    });

    test("puts a site beside what it is linked to, so that the link is one straight line", () => {
        const { edges } = layOut(picture);
        expect(edges.find(({ edge }) => edge.kind === "vpn")!.points).toHaveLength(2);
    });

    test("leads a link past a column of boxes that it does not end in", () => {
        const network = sampleNetwork();
        const id = urn("vpn", "direct");
        const vpn = { ...[...network.links.values()].find(({ kind }) => kind === "vpn")!, id };
        const ends = [urn("vpc", "shop-virginia"), urn("site", "plant")] as const;
        const { boxes, edges } = layOut(
            pictureOf({ ...network, links: new Map(network.links).set(id, { ...vpn, ends }) }),
        );
        const { points } = edges.find(({ edge }) => edge.ends[0] === "network-shop-virginia" && edge.kind === "vpn")!;
        const hub = boxes.find(({ box }) => box.id === "hub-retail-gateway-virginia")!;
        expect(points).toHaveLength(6);
        for (const [i, to] of points.slice(1).entries()) {
            const [x, y] = [Math.min(points[i]!.x, to.x), Math.min(points[i]!.y, to.y)];
            const line = { x, y, width: Math.abs(points[i]!.x - to.x), height: Math.abs(points[i]!.y - to.y) };
            expect(meet(line, hub)).toBe(false);
        }
    });

    test("gets higher and not wider with more networks", () => {
        const [few, many] = [layOut(picture), layOut(pictureOf(sampleNetwork({ more: 30 })))];
        expect(many.height).toBeGreaterThan(3 * few.height);
        // Longer addresses take a few units.
        expect(many.width - few.width).toBeLessThan(20);
    });

    test("draws an attachment as one straight line, because its hub stands beside it", () => {
        const attachments = layOut(picture).edges.filter(({ edge }) => edge.kind === "attachment");
        expect(attachments.map(({ points }) => [points.length, points[0]!.y === points[1]!.y])).toEqual(
            attachments.map(() => [2, true]),
        );
    });

    test("of nothing is empty", () => {
        const nothing: Picture = { boxes: [], edges: [], segments: [], shownBy: new Map() };
        expect(layOut(nothing)).toMatchObject({ boxes: [], edges: [] });
        expect(svgOf(nothing, { title: "empty" })).toContain('aria-label="Topology of empty: 0 links"');
    });
});

describe("SVG", () => {
    const figures = new Map([[urn("vpn", "plant"), { usdPerMonth: 1036.5, latencyMs: 12.34 }]]);
    const svg = svgOf(pictureOf(sampleNetwork(), { figures }), { title: "retail/dev" });

    test("says of a link its kind, tunnels, largest packet, round trip, price and encryption", () => {
        expect(svg).toContain(">VPN, 2 tunnels</text>");
        expect(svg).toContain(">1436 B · 12 ms · $1,036.50</text>");
        expect(svg).toContain(
            "<title>VPN plant: VPN, 2 tunnels of retail-gateway-frankfurt and plant · IPsec AES-256-GCM · MTU 1436 bytes · " +
                "round trip 12 ms · 1,036.50 USD a month · segment shared</title>",
        );
    });

    test("shows an open, a closed and no lock for a link that is not encrypted, one that is, and one of which nobody knows", () => {
        const edge = (part: string): string =>
            new RegExp(`<g class="cw-edge[^"]*" data-part="${part}">.*`).exec(svg)![0];
        expect(edge("network-services-hub-retail-gateway-virginia-attachment")).toContain("cw-lock cw-open");
        expect(edge("hub-retail-gateway-frankfurt-site-plant-vpn")).toContain("cw-lock cw-encrypted");
        expect(edge("network-services-internet-internet-internet-gateway")).toContain(">?</text>");
    });

    test("explains the signs that it uses and no others", () => {
        const legend = /<g class="cw-legend".*/.exec(svg)![0];
        expect([...legend.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words)).toEqual([
            ...["attachment", "hub peering", "network peering", "VPN", "internet gateway"],
            ...["encrypted", "not encrypted", "?", "encryption not known"],
            ...["segment prod", "segment shared", "segment transit"],
            "B: largest packet in bytes · ms: round trip · $: USD a month",
        ]);
    });

    test("explains no lock, no figure and no link that it does not show", () => {
        const network = sampleNetwork();
        const links = new Map([...network.links].filter(([, link]) => link.kind === "attachment"));
        const legend = /<g class="cw-legend".*/.exec(svgOf(pictureOf({ ...network, links }), { title: "x" }))![0];
        expect([...legend.matchAll(/<text[^>]*>([^<]*)</g)].map(([, words]) => words)).toEqual([
            ...["attachment", "not encrypted", "segment prod", "segment shared", "segment transit"],
            "B: largest packet in bytes",
        ]);
    });

    test("has dark colours, and brings its style only where it stands alone", () => {
        expect(svg).toContain("@media (prefers-color-scheme:dark)");
        expect(svgOf(picture, { title: "x", hasStyle: false })).not.toContain("<style>");
    });

    test("holds a label as text, whatever stands in it", () => {
        const hostile = svgOf(pictureOf(sampleNetwork({ label: `<script>alert("1")</script>&\u202e\u0007` })), {
            title: "</title>",
        });
        expect(hostile).not.toContain("<script>");
        expect(hostile).toContain("<title>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;\ufffd\ufffd");
        expect(hostile).toContain("<title>&lt;/title&gt;</title>");
    });
});

describe("Mermaid", () => {
    test("has a subgraph for each cloud and region, a node for each network and hub, and an arrow for each link", () => {
        const lines = mermaidOf(picture).split("\n");
        expect(lines[0]).toBe("flowchart LR");
        expect(lines.filter((line) => line.includes("subgraph"))).toHaveLength(4);
        expect(lines.filter((line) => line.trim() === "end")).toHaveLength(4);
        expect(lines).toContain(
            '    n_hub_retail_gateway_frankfurt -.-|"VPN, 2 tunnels · IPsec AES-256-GCM · 1436 B"| n_site_plant',
        );
        expect(lines.filter((line) => /(---|===|-\.-)\|/.test(line))).toHaveLength(picture.edges.length);
    });

    test("holds a label as text, whatever stands in it", () => {
        const hostile = mermaidOf(pictureOf(sampleNetwork({ label: 'a"]\nend\nclick x "javascript:1" <b>`**#35;' })));
        expect(hostile).toContain(
            '["a#34;#93; end click x #34;javascript:1#34; #60;b#62;#96;#42;#42;#35;35;<br/>10.0.0.0/16',
        );
    });
});

describe("D2", () => {
    test("nests boxes and names both ends of a link by their path", () => {
        const text = d2Of(picture);
        expect(text).toContain('cloud-aws: "AWS" {\n  region-ap-southeast-1: "ap-southeast-1" {\n');
        expect(text).toContain(
            'cloud-aws.region-eu-central-1.hub-retail-gateway-frankfurt -- site-plant: "VPN, 2 tunnels\\nIPsec AES-256-GCM\\n1436 B" ' +
                "{style: {stroke-width: 3; stroke-dash: 3}}",
        );
    });

    test("holds a label as text, whatever stands in it", () => {
        const hostile = d2Of(pictureOf(sampleNetwork({ label: 'a" {x} ${y}\\\n' })));
        expect(hostile).toContain('"a\\" {x} \\${y}\\\\ \\n10.0.0.0/16');
    });
});

test.each([
    ["SVG", (of: Picture) => svgOf(of, { title: "x" })],
    ["Mermaid", mermaidOf],
    ["D2", d2Of],
] as const)("one network has one %s, byte for byte", (_, draw) => {
    expect(draw(pictureOf(sampleNetwork({ reversed: true })))).toBe(draw(picture));
});

test.each([
    [0, "0.00"],
    [999.999, "1,000.00"],
    [1_234_567.5, "1,234,567.50"],
])("%d dollars are written %s", (amount, text) => {
    expect(dollars(amount)).toBe(text);
});

test.each([
    [0.44, "0.4"],
    [2, "2"],
    [9.96, "10"],
    [91.4, "91"],
])("%d milliseconds are written %s", (ms, text) => {
    expect(milliseconds(ms)).toBe(text);
});

test("what cannot be printed shows as that", () => {
    expect(printable("a\u0000b\u009fc\ud800d\u2066e\tf\ng")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde f g");
});
