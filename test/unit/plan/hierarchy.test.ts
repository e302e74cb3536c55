import { checkHierarchy, Tier, wireHierarchy, type TierSite } from "../../../plan/hierarchy";
import { countConnections, Topology, wire, type Link, type Wiring } from "../../../plan/topology";
import * as fc from "fast-check";

/** 50 edges, 4 regional hubs and 2 cores; each edge on `homes` regional hubs. */
const fleet = (homes: number): Record<string, TierSite> => {
    const entries: [string, TierSite][] = [
        ...["core-1", "core-2"].map((s): [string, TierSite] => [s, { tier: Tier.Core }]),
        ...[0, 1, 2, 3].map((i): [string, TierSite] => [`hub-${i}`, { tier: Tier.Regional }]),
        ...Array.from({ length: 50 }, (_, i): [string, TierSite] => {
            const parents = Array.from({ length: homes }, (_p, home) => `hub-${(i + home) % 4}`);
            return [`edge-${i}`, { tier: Tier.Edge, parents }];
        }),
    ];
    return Object.fromEntries(entries);
};
const pathOf = ({ nextHop }: Wiring, from: string, to: string): string[] => {
    const path = [from];
    for (let at: string | undefined = from; at !== to;) {
        at = nextHop(at, to);
        if (at === undefined || path.includes(at)) return [...path, at === undefined ? "nowhere" : `${at} again`];
        path.push(at);
    }
    return path;
};

describe("connections of 56 clusters", () => {
    const names = Object.keys(fleet(1));

    // Cilium Cluster Mesh at 50 edge, 4 regional and 2 core clusters.
    test.each<[string, Link[], number]>([
        ["full mesh", wire(Topology.FullMesh, names, []).links, 1540],
        ["hierarchical, one hub per edge", wireHierarchy(fleet(1)).links, 59],
        ["with regional hubs meshed", wireHierarchy(fleet(1), { meshRegional: true }).links, 65],
        ["dual-homed", wireHierarchy(fleet(2)).links, 109],
    ])("%s: %#", (_, links, expected) => {
        expect(countConnections(links).links).toBe(expected);
        expect(countConnections(links).entries).toBe(2 * expected);
    });

    test("are counted with the reasons, and the busiest sites named", () => {
        expect(countConnections(wireHierarchy(fleet(1)).links)).toEqual({
            links: 59,
            entries: 118,
            busiest: { sites: ["hub-0", "hub-1"], links: 15 },
            reasoning: [
                { what: "links", figure: "59", because: "each pair of linked sites once" },
                { what: "entries", figure: "118", because: "each link at both of its ends" },
                { what: "most links at one site", figure: "15", because: "at hub-0, hub-1" },
            ],
        });
        expect(countConnections([])).toMatchObject({ links: 0, entries: 0, busiest: { sites: [], links: 0 } });
        expect(countConnections([]).reasoning).toHaveLength(2);
    });

    // A practitioner's report: hub-and-spoke cut the connections of three clusters from 6 to 3.
    test("three clusters from 6 to 3: entries of the mesh against links round a hub beside them", () => {
        const three = ["frankfurt", "singapore", "virginia"];
        const mesh = countConnections(wire(Topology.FullMesh, three, []).links);
        const beside = countConnections(wire(Topology.HubAndSpoke, [...three, "hub"], ["hub"]).links);
        const among = countConnections(wire(Topology.HubAndSpoke, three, ["virginia"]).links);
        expect([mesh.entries, beside.links]).toEqual([6, 3]);
        // Counted in one way, only a hub that is one of the three saves anything.
        expect([mesh.links, beside.links, among.links]).toEqual([3, 3, 2]);
        expect([mesh.entries, beside.entries, among.entries]).toEqual([6, 6, 4]);
    });
});

describe("ways through a hierarchy", () => {
    const sites: Record<string, TierSite> = {
        c: { tier: Tier.Core },
        r1: { tier: Tier.Regional },
        r2: { tier: Tier.Regional },
        a: { tier: Tier.Edge, parents: ["r1"] },
        b: { tier: Tier.Edge, parents: ["r1"] },
        z: { tier: Tier.Edge, parents: ["r2"] },
    };

    test("go up as far as needed and down again", () => {
        const wiring = wireHierarchy(sites);
        expect(wiring.links).toEqual([
            ["a", "r1"],
            ["b", "r1"],
            ["c", "r1"],
            ["c", "r2"],
            ["r2", "z"],
        ]);
        expect(pathOf(wiring, "a", "b")).toEqual(["a", "r1", "b"]);
        expect(pathOf(wiring, "a", "z")).toEqual(["a", "r1", "c", "r2", "z"]);
        expect(pathOf(wiring, "c", "a")).toEqual(["c", "r1", "a"]);
        expect(wiring.reachedThrough("r1")).toEqual(["a", "b", "c", "r2", "z"]);
        expect(wiring.reachedThrough("c")).toEqual(["a", "b", "r1", "r2", "z"]);
        expect(wiring.reachedThrough("a")).toEqual([]);
    });

    test("need no core where regional hubs are meshed", () => {
        expect(pathOf(wireHierarchy(sites, { meshRegional: true }), "a", "z")).toEqual(["a", "r1", "r2", "z"]);
    });

    test("never lead through an edge, also one on two hubs", () => {
        const dual: Record<string, TierSite> = { ...sites, d: { tier: Tier.Edge, parents: ["r1", "r2"] } };
        const wiring = wireHierarchy(dual);
        expect(pathOf(wiring, "a", "z")).toEqual(["a", "r1", "c", "r2", "z"]);
        expect(wiring.reachedThrough("d")).toEqual([]);
        expect(pathOf(wiring, "z", "d")).toEqual(["z", "r2", "d"]);
    });

    test("take the parent that is named first, and another only where it is nearer", () => {
        const dual: Record<string, TierSite> = {
            ...sites,
            first: { tier: Tier.Edge, parents: ["r1", "r2"] },
            second: { tier: Tier.Edge, parents: ["r2", "r1"] },
        };
        const wiring = wireHierarchy(dual);
        expect(pathOf(wiring, "first", "c")).toEqual(["first", "r1", "c"]);
        expect(pathOf(wiring, "second", "c")).toEqual(["second", "r2", "c"]);
        expect(pathOf(wiring, "c", "second")).toEqual(["c", "r2", "second"]);
        expect(pathOf(wiring, "first", "z")).toEqual(["first", "r2", "z"]);
    });

    test("use the cores that a regional hub names, where it names some", () => {
        const { links } = wireHierarchy({
            c1: { tier: Tier.Core },
            c2: { tier: Tier.Core },
            r: { tier: Tier.Regional, parents: ["c2"] },
        });
        expect(links).toEqual([
            ["c1", "c2"],
            ["c2", "r"],
        ]);
    });

    test("spread over the cores", () => {
        const { nextHop } = wireHierarchy(fleet(1));
        const used = [0, 1, 2, 3].flatMap((a) =>
            [0, 1, 2, 3].filter((b) => a !== b).map((b) => nextHop(`hub-${a}`, `hub-${b}`)),
        );
        expect(new Set(used)).toEqual(new Set(["core-1", "core-2"]));
    });

    test("lead nowhere for sites without links", () => {
        const { nextHop } = wireHierarchy({ c: { tier: Tier.Core }, r: { tier: Tier.Regional, parents: [] } });
        expect(nextHop("r", "c")).toBeUndefined();
    });

    const index = fc.nat(4);
    const hierarchy = fc
        .record({
            cores: fc.integer({ min: 1, max: 3 }),
            regional: fc.array(fc.option(fc.uniqueArray(index, { minLength: 1, maxLength: 2 }), { nil: undefined }), {
                minLength: 1,
                maxLength: 4,
            }),
            edges: fc.array(fc.uniqueArray(index, { minLength: 1, maxLength: 2 }), { maxLength: 5 }),
            meshRegional: fc.boolean(),
        })
        .map(({ cores, regional, edges, meshRegional }) => {
            const pick = (prefix: string, indices: number[], of: number): string[] => [
                ...new Set(indices.map((i) => `${prefix}${i % of}`)),
            ];
            const tiers: [string, TierSite][] = [
                ...Array.from({ length: cores }, (_, i): [string, TierSite] => [`c${i}`, { tier: Tier.Core }]),
                ...regional.map((parents, i): [string, TierSite] => [
                    `r${i}`,
                    { tier: Tier.Regional, ...(parents === undefined ? {} : { parents: pick("c", parents, cores) }) },
                ]),
                ...edges.map((parents, i): [string, TierSite] => [
                    `e${i}`,
                    { tier: Tier.Edge, parents: pick("r", parents, regional.length) },
                ]),
            ];
            return { sites: Object.fromEntries(tiers), meshRegional };
        });

    test("always arrive, over links and sites that carry, and no shorter way exists", () => {
        fc.assert(
            fc.property(hierarchy, ({ sites: tiers, meshRegional }) => {
                expect(checkHierarchy(tiers, "sites")).toEqual([]);
                const wiring = wireHierarchy(tiers, { meshRegional });
                const linked = new Set(wiring.links.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
                for (const from of Object.keys(tiers)) {
                    for (const to of Object.keys(tiers).filter((t) => t !== from)) {
                        const path = pathOf(wiring, from, to);
                        expect(path.at(-1)).toBe(to);
                        path.slice(1).forEach((s, i) => expect(linked).toContain(`${path[i]!} ${s}`));
                        path.slice(1, -1).forEach((s) => expect(tiers[s]!.tier).not.toBe(Tier.Edge));
                        expect(path.length).toBe(shortest(tiers, linked, from, to));
                    }
                }
            }),
        );
    });

    test("say the same whatever order the sites are declared in", () => {
        fc.assert(
            fc.property(hierarchy, ({ sites: tiers, meshRegional }) => {
                const turned = Object.fromEntries(Object.entries(tiers).reverse());
                const [one, other] = [tiers, turned].map((t) => wireHierarchy(t, { meshRegional }));
                expect(other!.links).toEqual(one!.links);
                for (const from of Object.keys(tiers)) {
                    expect(other!.reachedThrough(from)).toEqual(one!.reachedThrough(from));
                    for (const to of Object.keys(tiers).filter((t) => t !== from)) {
                        expect(other!.nextHop(from, to)).toBe(one!.nextHop(from, to));
                    }
                }
            }),
        );
    });

    test("are the same in both directions, and nobody on the way sends elsewhere", () => {
        fc.assert(
            fc.property(hierarchy, ({ sites: tiers, meshRegional }) => {
                const wiring = wireHierarchy(tiers, { meshRegional });
                for (const from of Object.keys(tiers)) {
                    for (const to of Object.keys(tiers).filter((t) => t !== from)) {
                        expect(pathOf(wiring, to, from).reverse()).toEqual(pathOf(wiring, from, to));
                    }
                }
            }),
        );
    });

    test("keep to the preferred parent from far away too, both ways", () => {
        const wiring = wireHierarchy({
            c0: { tier: Tier.Core },
            c1: { tier: Tier.Core },
            c2: { tier: Tier.Core },
            ra: { tier: Tier.Regional, parents: ["c1"] },
            rb: { tier: Tier.Regional, parents: ["c2"] },
            e: { tier: Tier.Edge, parents: ["ra", "rb"] },
            f: { tier: Tier.Edge, parents: ["rb", "ra"] },
        });
        expect(pathOf(wiring, "c0", "e")).toEqual(["c0", "c1", "ra", "e"]);
        expect(pathOf(wiring, "e", "c0")).toEqual(["e", "ra", "c1", "c0"]);
        expect(pathOf(wiring, "c0", "f")).toEqual(["c0", "c2", "rb", "f"]);
    });

    test("of 56 clusters with one core per regional hub, regional hubs meshed: all symmetric", () => {
        const one = Object.fromEntries(
            Object.entries(fleet(2)).map(([s, site]): [string, TierSite] => [
                s,
                site.tier === Tier.Regional ? { ...site, parents: [`core-${1 + (Number(s.at(-1)) % 2)}`] } : site,
            ]),
        );
        const wiring = wireHierarchy(one, { meshRegional: true });
        const names = Object.keys(one);
        const skew = names.flatMap((a) =>
            names.filter((b) => a < b && pathOf(wiring, b, a).reverse().join() !== pathOf(wiring, a, b).join()),
        );
        expect(skew).toEqual([]);
    });
});

/** Sites on a shortest way over sites that carry traffic: widths of ever more links, tried one after the other. */
function shortest(tiers: Record<string, TierSite>, linked: Set<string>, from: string, to: string): number {
    let reached = new Set([from]);
    for (let length = 2; ; length++) {
        const next = new Set(reached);
        for (const at of reached) {
            if (at !== from && tiers[at]!.tier === Tier.Edge) continue;
            for (const s of Object.keys(tiers)) if (linked.has(`${at} ${s}`)) next.add(s);
        }
        if (next.has(to)) return length;
        reached = next;
    }
}

describe("checkHierarchy", () => {
    const check = (sites: Record<string, TierSite>): unknown[] => checkHierarchy(sites, "clusters");

    test("finds everything at once", () => {
        expect(
            check({
                "far away": { tier: Tier.Edge },
                lost: { tier: Tier.Edge, parents: ["r", "c", "nobody"] },
                r: { tier: Tier.Regional, parents: ["lost"] },
                s: { tier: Tier.Regional, parents: [] },
                c: { tier: Tier.Core, parents: ["r"] },
            }),
        ).toEqual([
            {
                check: "no-parent",
                path: 'clusters["far away"].parents',
                got: "nothing",
                allowed: 'one site of the tier "regional" or more',
                fix: "Name the sites that this one is linked with, the preferred one first.",
            },
            ...["c", "nobody"].map((got) => ({
                check: "wrong-parent",
                path: "clusters.lost.parents",
                got: JSON.stringify(got),
                allowed: "r or s",
                fix: 'Name sites of the tier "regional", or correct a tier.',
            })),
            {
                check: "wrong-parent",
                path: "clusters.r.parents",
                got: '"lost"',
                allowed: "c",
                fix: 'Name sites of the tier "core", or correct a tier.',
            },
            {
                check: "no-parent",
                path: "clusters.s.parents",
                got: "nothing",
                allowed: 'one site of the tier "core" or more',
                fix: "Name the sites that this one is linked with, the preferred one first.",
            },
            {
                check: "wrong-parent",
                path: "clusters.c.parents",
                got: '"r"',
                allowed: "nothing: a core is at the top",
                fix: "Remove it: cores are linked with each other without being told.",
            },
        ]);
    });

    test("refuses what is no hierarchy at all", () => {
        expect(check({ c: { tier: "core" }, x: { tier: "leaf" as "core" }, y: { tier: "Edge" as "edge" } })).toEqual(
            ["leaf", "Edge"].map((got, i) => ({
                check: "unknown-value",
                path: `clusters.${"xy"[i]!}.tier`,
                got: JSON.stringify(got),
                allowed: "core, edge or regional",
                fix: "Give core, edge or regional.",
            })),
        );
        for (const sites of [
            null,
            { c: null },
            { c: { tier: "core", parents: "d" } },
            { c: { tier: "core", parent: [] } },
        ]) {
            expect(check(sites as Record<string, TierSite>)).toHaveLength(1);
        }
    });

    test("demands a core", () => {
        expect(check({ r: { tier: Tier.Regional } })).toEqual([
            {
                check: "no-core",
                path: "clusters",
                got: "no core",
                allowed: "at least one core",
                fix: 'Give a site the tier "core".',
            },
            expect.objectContaining({ check: "no-parent", path: "clusters.r.parents" }),
        ]);
    });
});
