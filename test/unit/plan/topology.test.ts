import { Topology, wire, type Wiring } from "../../../plan/topology";
import * as fc from "fast-check";

const site = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const sites = fc.uniqueArray(site, { minLength: 1, maxLength: 9 });
/** Sites, and a non-empty choice of them as hubs. */
const hubAndSpoke = sites.chain((all) =>
    fc.record({ all: fc.constant(all), hubs: fc.subarray(all, { minLength: 1 }) }),
);

const pairsOf = (all: readonly string[]): [string, string][] =>
    all.flatMap((from) => all.filter((to) => to !== from).map((to): [string, string] => [from, to]));

/** Everything that a wiring says, with the pairs among `all`. */
const said = ({ links, nextHop, reachedThrough }: Wiring, all: readonly string[]) => ({
    links,
    hops: Object.fromEntries(pairsOf(all).map(([from, to]) => [`${from} ${to}`, nextHop(from, to)])),
    through: Object.fromEntries(all.map((s) => [s, reachedThrough(s)])),
});

describe("full mesh", () => {
    test("links every two sites, ends and links in the order of their names", () => {
        expect(wire(Topology.FullMesh, ["c", "a", "b"], []).links).toEqual([
            ["a", "b"],
            ["a", "c"],
            ["b", "c"],
        ]);
    });

    test("has n(n-1)/2 links, every way is one hop, and nobody stands between others", () => {
        fc.assert(
            fc.property(sites, (all) => {
                const { links, nextHop, reachedThrough } = wire(Topology.FullMesh, all, []);
                expect(links).toHaveLength((all.length * (all.length - 1)) / 2);
                for (const [from, to] of pairsOf(all)) expect(nextHop(from, to)).toBe(to);
                for (const s of all) expect(reachedThrough(s)).toEqual([]);
            }),
        );
    });
});

describe("hub and spoke", () => {
    test("links spokes with the hub only", () => {
        const { links, nextHop, reachedThrough } = wire(Topology.HubAndSpoke, ["a", "hub", "z"], ["hub"]);
        expect(links).toEqual([
            ["a", "hub"],
            ["hub", "z"],
        ]);
        expect([nextHop("a", "z"), nextHop("z", "a"), nextHop("a", "hub"), nextHop("hub", "z")]).toEqual([
            "hub",
            "hub",
            "hub",
            "z",
        ]);
        expect([reachedThrough("hub"), reachedThrough("a")]).toEqual([["a", "z"], []]);
    });

    test("links hubs with each other", () => {
        expect(wire(Topology.HubAndSpoke, ["h1", "h2", "s"], ["h2", "h1"]).links).toEqual([
            ["h1", "h2"],
            ["h1", "s"],
            ["h2", "s"],
        ]);
    });

    test("a single spoke passes through nobody", () => {
        expect(wire(Topology.HubAndSpoke, ["hub", "s"], ["hub"]).reachedThrough("hub")).toEqual([]);
    });

    // Which hub a pair goes over decides routes: another choice here moves traffic of running networks.
    test("spreads the pairs over the hubs, always the same way", () => {
        const all = ["east", "west", "a", "b", "c"];
        const { nextHop, reachedThrough } = wire(Topology.HubAndSpoke, all, ["east", "west"]);
        expect([nextHop("a", "b"), nextHop("a", "c"), nextHop("b", "c")]).toEqual(["east", "west", "east"]);
        expect([reachedThrough("east"), reachedThrough("west")]).toEqual([
            ["a", "b", "c"],
            ["a", "c"],
        ]);
    });

    test("has h(h-1)/2 links among the hubs, and one from each hub to each spoke", () => {
        fc.assert(
            fc.property(hubAndSpoke, ({ all, hubs }) => {
                const [h, spokes] = [hubs.length, all.length - hubs.length];
                expect(wire(Topology.HubAndSpoke, all, hubs).links).toHaveLength((h * (h - 1)) / 2 + h * spokes);
            }),
        );
    });

    test("the next hop is a neighbour; the second hop arrives; both directions use the same relay, which is a hub", () => {
        fc.assert(
            fc.property(hubAndSpoke, ({ all, hubs }) => {
                const { links, nextHop } = wire(Topology.HubAndSpoke, all, hubs);
                const linked = (a: string, b: string) => links.some((l) => l.includes(a) && l.includes(b));
                for (const [from, to] of pairsOf(all)) {
                    const hop = nextHop(from, to)!;
                    expect(linked(from, hop)).toBe(true);
                    if (hop === to) continue;
                    expect(linked(from, to)).toBe(false);
                    expect(hubs).toContain(hop);
                    expect(nextHop(hop, to)).toBe(to);
                    expect(nextHop(to, from)).toBe(hop);
                }
            }),
        );
    });

    test("what is reached through a site is what others send there for somebody else", () => {
        fc.assert(
            fc.property(hubAndSpoke, ({ all, hubs }) => {
                const { nextHop, reachedThrough } = wire(Topology.HubAndSpoke, all, hubs);
                for (const s of all) {
                    const to = pairsOf(all).filter(([from, to]) => to !== s && from !== s && nextHop(from, to) === s);
                    expect(reachedThrough(s)).toEqual([...new Set(to.map(([, end]) => end))].sort());
                }
            }),
        );
    });

    test("hubs that are no sites, and no hubs at all, link nothing", () => {
        for (const hubs of [[], ["elsewhere"]]) {
            const { links, reachedThrough } = wire(Topology.HubAndSpoke, ["a", "b"], hubs);
            expect(links).toEqual([]);
            expect(reachedThrough("elsewhere")).toEqual([]);
        }
    });
});

describe("every topology", () => {
    const network = fc.record({ topology: fc.constantFrom(...Object.values(Topology)), sites: hubAndSpoke });

    test("the order of sites and of hubs never matters", () => {
        fc.assert(
            fc.property(network, fc.func(fc.integer()), ({ topology, sites: { all, hubs } }, rank) => {
                const shuffled = (names: string[]) => [...names].sort((a, b) => rank(a) - rank(b));
                expect(said(wire(topology, shuffled(all), shuffled(hubs)), all)).toEqual(
                    said(wire(topology, all, hubs), all),
                );
            }),
        );
    });

    test("another site leaves links and next hops among the others as they are", () => {
        fc.assert(
            fc.property(network, site, ({ topology, sites: { all, hubs } }, added) => {
                fc.pre(!all.includes(added));
                const before = said(wire(topology, all, hubs), all);
                const after = said(wire(topology, [...all, added], hubs), all);
                expect(after.links.filter((link) => !link.includes(added))).toEqual(before.links);
                expect(after.hops).toEqual(before.hops);
            }),
        );
    });

    test("another hub moves pairs to itself only", () => {
        fc.assert(
            fc.property(hubAndSpoke, ({ all, hubs }) => {
                const [added, ...rest] = hubs;
                fc.pre(rest.length > 0);
                const others = all.filter((s) => s !== added);
                const before = wire(Topology.HubAndSpoke, others, rest);
                const after = wire(Topology.HubAndSpoke, all, hubs);
                for (const [from, to] of pairsOf(others)) {
                    expect([before.nextHop(from, to), added]).toContain(after.nextHop(from, to));
                }
            }),
        );
    });
});

describe("sites that cannot be linked", () => {
    const apart = (a: string, b: string): boolean => a[0] === b[0];

    test("are not, whatever the topology says; the others are as they would be", () => {
        const { links, nextHop } = wire(Topology.FullMesh, ["a1", "a2", "b1"], [], apart);
        expect(links).toEqual([
            ["a1", "b1"],
            ["a2", "b1"],
        ]);
        expect(nextHop("a1", "a2")).toBeUndefined();
        expect(nextHop("a1", "b1")).toBe("b1");
    });

    test("reach each other through a hub that both can be linked with, and not through another", () => {
        const { nextHop, reachedThrough } = wire(Topology.HubAndSpoke, ["a1", "a2", "b1", "c1"], ["a2", "b1"], apart);
        expect(nextHop("a1", "c1")).toBe("b1");
        expect(nextHop("a1", "a2")).toBeUndefined();
        expect(reachedThrough("a2")).toEqual([]);
        expect(reachedThrough("b1")).toEqual(["a1", "c1"]);
    });
});
