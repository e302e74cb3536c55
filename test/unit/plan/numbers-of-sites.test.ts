import { planAsns, type AsnSite } from "../../../plan/asns";
import { planClusterIds } from "../../../plan/cluster-ids";
import { numberFromKey } from "../../../plan/identity";
import { planTunnelAddresses, type TunnelPair } from "../../../plan/tunnel-addresses";
import * as fc from "fast-check";

describe("ASNs", () => {
    const plan = (sites: Record<string, AsnSite>) => planAsns(sites);
    const checks = (sites: Record<string, AsnSite>): unknown[] => plan(sites).problems.map((p) => [p.check, p.path]);

    test("come from the site's own, from its id, or from its key", () => {
        const sites: Record<string, AsnSite> = {
            aws: { holder: "aws", asn: 64_512 },
            gcp: { holder: "gcp", id: 7 },
            plant: { holder: "on-premises" },
            old: { holder: "on-premises", twoBytes: true, id: 1002 },
            wan: { holder: "azure-virtual-wan" },
        };
        expect(plan(sites)).toEqual({
            asns: {
                aws: 64_512,
                gcp: 4_200_000_007,
                old: 65_514,
                plant: 4_200_000_000 + numberFromKey("plant", 94_967_295),
                wan: 65_515,
            },
            problems: [],
            lines: [],
            reasoning: [
                { what: "ASN of 'aws'", figure: "64512", because: "given" },
                { what: "ASN of 'gcp'", figure: "4200000007", because: "from id 7" },
                { what: "ASN of 'old'", figure: "65514", because: "from id 1002" },
                {
                    what: "ASN of 'plant'",
                    figure: String(4_200_000_000 + numberFromKey("plant", 94_967_295)),
                    because: 'from the key "plant"',
                },
                {
                    what: "ASN of 'wan'",
                    figure: "65515",
                    because: "as every virtual hub",
                    source: {
                        document: "Azure Virtual WAN, VPN gateway settings",
                        date: "2026-11",
                        certainty: "known",
                    },
                },
            ],
        });
    });

    // AWS: CreateTransitGateway. Google: Router.bgp.asn. Azure: VPN Gateway FAQ. IANA: RFC 5398, 6793, 7300.
    test.each<[AsnSite["holder"], number, boolean]>([
        ["aws", 64_511, false],
        ["aws", 64_512, true],
        ["aws", 65_534, true],
        ["aws", 65_535, false],
        ["aws", 4_199_999_999, false],
        ["aws", 4_200_000_000, true],
        ["aws", 4_294_967_294, true],
        ["aws", 4_294_967_295, false],
        ["gcp", 16_550, false],
        ["gcp", 64_512, true],
        ["gcp", 65_534, true],
        ["gcp", 4_294_967_294, true],
        ["azure", 8073, true],
        ["azure", 8074, false],
        ["azure", 8075, false],
        ["azure", 12_076, false],
        ["azure", 65_514, true],
        ["azure", 65_515, true],
        ["azure", 65_516, true],
        ["azure", 65_517, false],
        ["azure", 65_520, false],
        ["azure", 65_521, true],
        ["azure", 65_534, true],
        ["azure", 23_456, false],
        ["azure", 64_496, false],
        ["azure", 64_511, false],
        ["azure", 65_535, false],
        ["azure", 65_551, false],
        ["azure", 65_552, true],
        ["on-premises", 0, false],
        ["on-premises", 1, true],
        ["on-premises", 8074, true],
        ["on-premises", 65_515, true],
        ["on-premises", 23_456, false],
        ["on-premises", 4_294_967_294, true],
        ["on-premises", 4_294_967_295, false],
        ["azure-virtual-wan", 65_515, true],
        ["azure-virtual-wan", 65_514, false],
    ])("%s may have %d: %s", (holder, asn, isAllowed) => {
        expect(plan({ s: { holder, asn } }).problems).toHaveLength(isAllowed ? 0 : 1);
    });

    test("of any site beside an Azure gateway keep off Azure's own", () => {
        for (const asn of [8074, 8075, 12_076, 65_515, 65_517, 65_520]) {
            const plant: AsnSite = { holder: "on-premises", asn };
            expect(checks({ plant, azure: { holder: "azure", asn: 65_010 } })).toEqual([
                ["asn-reserved", "sites.plant.asn"],
            ]);
            expect(checks({ plant, aws: { holder: "aws" } })).toEqual([]);
        }
    });

    test("out of range or reserved are refused in words", () => {
        const { asns, problems } = planAsns(
            { hub: { holder: "aws", asn: 7224 }, "the plant": { holder: "on-premises", asn: 64_500 } },
            "bridge.sites",
        );
        expect(asns).toBeUndefined();
        expect(problems).toEqual([
            {
                check: "asn-range",
                path: "bridge.sites.hub.asn",
                got: "7224",
                allowed: "64512–65534 or 4200000000–4294967294",
                fix: "Correct it, or leave it out and have a private one follow from the site's key.",
            },
            {
                check: "asn-reserved",
                path: 'bridge.sites["the plant"].asn',
                got: "64500",
                allowed: "an ASN outside of 0, 23456, 64496–64511, 65535–65551 or 4294967295",
                fix:
                    "It is reserved (IANA Autonomous System Numbers registry; RFC 6996 (private), 5398 (documentation), " +
                    "7300 (last), 7607 (zero)): take a private one, 64512–65534 or 4200000000–4294967294, or leave it out.",
            },
        ]);
    });

    test("of Azure's virtual hubs are the same, and nobody else's", () => {
        const hubs: Record<string, AsnSite> = {
            a: { holder: "azure-virtual-wan" },
            b: { holder: "azure-virtual-wan", id: 4 },
        };
        expect(plan(hubs).asns).toEqual({ a: 65_515, b: 65_515 });
        const { problems } = plan({ ...hubs, gateway: { holder: "azure", asn: 65_515 } });
        expect(problems).toEqual([
            {
                check: "asn-reserved",
                path: "sites.gateway.asn",
                got: "65515",
                allowed: "another than 65515",
                fix:
                    "Every virtual hub has it, and cannot change it: take a private one, 64512–65514, 65521–65534 or " +
                    "4200000000–4294967294, or leave it out.",
            },
        ]);
        expect(checks({ ...hubs, plant: { holder: "on-premises", asn: 65_515 } })).toEqual([
            ["asn-reserved", "sites.plant.asn"],
        ]);
    });

    test("of two sites that have the same one: the line says another", () => {
        const sites: Record<string, AsnSite> = {
            a: { holder: "on-premises", asn: 65_010 },
            b: { holder: "on-premises", asn: 65_010 },
        };
        const { problems, lines } = plan(sites);
        expect(problems).toEqual([
            {
                check: "id-collision",
                path: "sites.b.asn",
                got: "65010, as 'a'",
                allowed: "what no other has (ASN)",
                fix:
                    "Change in 'b': asn: 4200000000. Another number ends all BGP sessions of the site, and replaces a gateway " +
                    "that cannot change its own.",
            },
        ]);
        expect(lines).toEqual([{ key: "b", path: "sites.b.asn", id: 4_200_000_000 }]);
        expect(plan({ ...sites, b: { ...sites["b"]!, asn: 4_200_000_000 } }).problems).toEqual([]);
    });

    test("and ids together are one too many", () => {
        expect(plan({ a: { holder: "gcp", asn: 64_600, id: 4 } }).problems).toEqual([
            {
                check: "asn-and-id",
                path: "sites.a",
                got: "asn 64600 and id 4",
                allowed: "one of the two",
                fix: "Remove one of them: the id chooses an ASN where none is given.",
            },
        ]);
    });

    test("of a device with 16-bit ASNs have 16 bits", () => {
        const device = (asn: number): AsnSite => ({ holder: "on-premises", twoBytes: true, asn });
        expect(plan({ a: device(64_513) }).asns).toEqual({ a: 64_513 });
        expect(plan({ a: device(4_200_000_001) }).problems.map((p) => [p.check, p.allowed])).toEqual([
            ["asn-range", "1–4294967294, and no more than 65535 with twoBytes"],
        ]);
    });

    test("are all judged at once", () => {
        const sites: Record<string, AsnSite> = {
            a: { holder: "aws", id: 5 },
            b: { holder: "aws", id: 5 },
            c: { holder: "aws", id: -1 },
            d: { holder: "gcp", asn: 7 },
        };
        const { problems, lines } = plan(sites);
        expect(problems.map((p) => [p.check, p.path])).toEqual([
            ["asn-range", "sites.d.asn"],
            ["id-collision", "sites.b.id"],
            ["id-range", "sites.c.id"],
        ]);
        const edited: Record<string, AsnSite> = { ...sites, d: { holder: "gcp" } };
        for (const { key, id } of lines) edited[key] = { ...edited[key]!, id };
        expect(plan(edited).problems).toEqual([]);
    });

    test.each<[string, unknown]>([
        ["no map", null],
        ["a list", []],
        ["no site", { a: null }],
        ["no holder", { a: {} }],
        ["an unknown holder", { a: { holder: "onprem", asn: 65_000 } }],
        ["text for a number", { a: { holder: "aws", asn: "64512" } }],
        ["an unknown argument", { a: { holder: "aws", ASN: 64_512 } }],
    ])("%s is one problem", (_, sites) => {
        expect(planAsns(sites as Record<string, AsnSite>).problems).toHaveLength(1);
    });

    test("that meet are told the id line, and say where ids may lie", () => {
        const { problems, lines } = plan({
            a: { holder: "on-premises", twoBytes: true, id: 5 },
            b: { holder: "on-premises", twoBytes: true, id: 5 },
            c: { holder: "on-premises", asn: 64_512 },
        });
        expect(problems.map((p) => [p.got, p.fix])).toEqual([
            [
                "5, which is ASN 64517, as 'a'",
                "Change in 'b': id: 1. Another number ends all BGP sessions of the site, and replaces a gateway that cannot " +
                    "change its own.",
            ],
        ]);
        expect(lines).toEqual([{ key: "b", path: "sites.b.id", id: 1 }]);
        expect(plan({ a: { holder: "gcp", id: -1 } }).problems.map((p) => p.allowed)).toEqual([
            "a whole number, 0–94967294 (ASN 4200000000 + id)",
        ]);
        expect(plan({ a: { holder: "gcp", twoBytes: true, id: 1003 } }).problems.map((p) => p.allowed)).toEqual([
            "a whole number, 0–1002 (ASN 64512 + id, for a device with 16-bit ASNs)",
        ]);
    });
});

describe("cluster ids", () => {
    const refused = (id: number, cluster: object, size: 255 | 511 = 255): boolean =>
        planClusterIds({ c: { id, ...cluster } }, size).problems.length > 0;

    test("are the id, or follow from the key", () => {
        expect(planClusterIds({ a: { id: 9 }, virginia: {} })).toEqual({
            ids: { a: 9, virginia: 1 + numberFromKey("virginia", 255) },
            problems: [],
            lines: [],
            reasoning: [
                { what: "cluster id of 'a'", figure: "9", because: "from id 9" },
                {
                    what: "cluster id of 'virginia'",
                    figure: String(1 + numberFromKey("virginia", 255)),
                    because: 'from the key "virginia"',
                },
            ],
        });
    });

    // cilium/cilium#35349: refused where the id has bit 7 and IPAM is eni or alibabacloud, or chaining is aws-cni.
    test.each([{ ipam: "eni" }, { ipam: "alibabacloud" }, { chaining: "aws-cni" }])(
        "with %j never have bit 7",
        (datapath) => {
            for (let id = 1; id <= 511; id++) {
                expect(refused(id, datapath, 511)).toBe((id & 0x80) !== 0);
                expect(refused(id, datapath, 255)).toBe(id > 255 || (id & 0x80) !== 0);
                expect(refused(id, { ipam: "cluster-pool" }, 511)).toBe(false);
                expect(refused(id, { chaining: "generic-veth" }, 255)).toBe(id > 255);
            }
            expect(refused(0, {}, 511) && refused(512, {}, 511)).toBe(true);
        },
    );

    test("from keys keep the rule as well", () => {
        for (let i = 0; i < 300; i++) {
            const id = planClusterIds({ [`c${i}`]: { ipam: "eni" } }, 511).ids![`c${i}`]!;
            expect(id & 0x80).toBe(0);
        }
    });

    test("say why an id is refused", () => {
        expect(planClusterIds({ eks: { id: 200, ipam: "eni" } }, 255, "mesh.clusters").problems).toEqual([
            {
                check: "id-range",
                path: "mesh.clusters.eks.id",
                got: "200",
                allowed: "a whole number, 1–127 (bit 7 of the id belongs to its datapath: cilium/cilium#35349, #21330)",
                fix: "Change in 'eks': id: 1, or leave it out and have it follow from the key.",
            },
        ]);
    });

    test.each<[string, unknown, unknown]>([
        ["no map", null, 255],
        ["no cluster", { a: null }, 255],
        ["an unknown argument", { a: { ID: 1 } }, 255],
        ["a mesh of another size", { a: {} }, 300],
    ])("%s is one problem", (_, clusters, size) => {
        expect(planClusterIds(clusters as Record<string, object>, size as 255).problems).toHaveLength(1);
    });

    test("that run out name the larger mesh and another IPAM mode", () => {
        const many = Object.fromEntries(Array.from({ length: 128 }, (_, i) => [`c${i}`, { ipam: "ENI" }]));
        expect(planClusterIds(many).problems.map((p) => [p.check, p.fix])).toContainEqual([
            "numbers-exhausted",
            "Set maxConnectedClusters to 511 where it is 255. Use another IPAM mode. Otherwise make several meshes.",
        ]);
    });

    test("of clusters of both kinds never meet", () => {
        const { problems, lines } = planClusterIds({ any: { id: 5 }, eks: { id: 5, ipam: "eni" } });
        expect(problems.map((p) => p.fix)).toEqual([
            "Change in 'eks': id: 1. Another number restarts every workload of the cluster.",
        ]);
        expect(lines).toEqual([{ key: "eks", path: "clusters.eks.id", id: 1 }]);
    });
});

describe("inside addresses", () => {
    const pair = (more: Partial<TunnelPair> = {}): TunnelPair => ({ touchesAzure: false, blocks: 4, ...more });
    const blocksOf = (one: Partial<TunnelPair>) => {
        const { blocks, problems } = planTunnelAddresses({ p: pair(one) });
        expect(problems).toEqual([]);
        return blocks!["p"]!;
    };

    test("are as many /30 blocks as the pair keeps, with both hosts", () => {
        expect(blocksOf({ touchesAzure: true, id: 0 })).toEqual([
            { cidr: "169.254.21.0/30", first: "169.254.21.1", second: "169.254.21.2" },
            { cidr: "169.254.21.4/30", first: "169.254.21.5", second: "169.254.21.6" },
            { cidr: "169.254.21.8/30", first: "169.254.21.9", second: "169.254.21.10" },
            { cidr: "169.254.21.12/30", first: "169.254.21.13", second: "169.254.21.14" },
        ]);
        expect(blocksOf({ touchesAzure: true, blocks: 2, id: 63 })).toEqual([
            { cidr: "169.254.22.248/30", first: "169.254.22.249", second: "169.254.22.250" },
            { cidr: "169.254.22.252/30", first: "169.254.22.253", second: "169.254.22.254" },
        ]);
        expect(blocksOf({ id: 1 }).map((b) => b.cidr)[0]).toBe("169.254.0.16/30");
        expect(blocksOf({ id: 4095 }).map((b) => b.cidr)[3]).toBe("169.254.255.252/30");
    });

    test("with Azure: 128 blocks hold 32 pairs of four or 64 of two, and not one more", () => {
        const many = (count: number, blocks: 2 | 4) =>
            planTunnelAddresses(
                Object.fromEntries(
                    Array.from({ length: count }, (_, id) => [`p${id}`, pair({ touchesAzure: true, blocks, id })]),
                ),
            );
        for (const [count, width] of [
            [32, 4],
            [64, 2],
        ] as const) {
            const { blocks } = many(count, width);
            const cidrs = Object.values(blocks!)
                .flat()
                .map((b) => b.cidr);
            expect(new Set(cidrs).size).toBe(128);
            expect(cidrs.every((c) => c.startsWith("169.254.21.") || c.startsWith("169.254.22."))).toBe(true);
            expect(many(count + 1, width).problems).toEqual([
                {
                    check: "numbers-exhausted",
                    path: `pairs.p${count}`,
                    got: `no inside block left for 'p${count}'`,
                    allowed: `at most ${count} of them of ${width} each, some of which others need`,
                    fix:
                        "Choose a topology with fewer links to Azure, or peer over Azure's regular BGP addresses, which are not " +
                        "link-local, and leave those pairs out.",
                },
            ]);
        }
        const unnumbered = planTunnelAddresses(
            Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`p${i}`, pair({ touchesAzure: true })])),
        );
        expect(unnumbered.problems.map((p) => p.check)).toEqual(["numbers-exhausted"]);
    });

    // AWS: Site-to-Site VPN user guide, tunnel options; Azure: BGP with AWS.
    const RESERVED = [
        ...["169.254.0.0", "169.254.1.0", "169.254.2.0", "169.254.3.0", "169.254.4.0", "169.254.5.0"],
        "169.254.169.252",
    ];

    test("without Azure: every run that holds nothing reserved, and none of Azure's", () => {
        const isRefused = (id: number): boolean => planTunnelAddresses({ p: pair({ id }) }).problems.length > 0;
        const runs = Array.from({ length: 4096 }, (_, id) => id);
        const expected = runs.filter((id) => {
            const [third, fourth] = [id >> 4, (id & 15) * 16];
            const cidrs = [0, 4, 8, 12].map((host) => `169.254.${third}.${fourth + host}`);
            return cidrs.some((c) => RESERVED.includes(c)) || third === 21 || third === 22;
        });
        expect(runs.filter(isRefused)).toEqual(expected);
        expect(isRefused(4096)).toBe(true);
    });

    test("follow from the key alone: another pair moves nothing", () => {
        const key = fc.stringMatching(/^[a-z]{1,6}$/);
        fc.assert(
            fc.property(fc.dictionary(key, fc.boolean(), { minKeys: 1, maxKeys: 6 }), (kinds) => {
                const pairs = Object.fromEntries(
                    Object.entries(kinds).map(([k, touchesAzure]) => [k, pair({ touchesAzure })]),
                );
                const { blocks } = planTunnelAddresses(pairs);
                if (blocks === undefined) return;
                for (const k of Object.keys(pairs)) {
                    expect(planTunnelAddresses({ [k]: pairs[k]! }).blocks![k]).toEqual(blocks[k]);
                }
                const cidrs = Object.values(blocks)
                    .flat()
                    .map((b) => b.cidr);
                expect(new Set(cidrs).size).toBe(cidrs.length);
                expect(cidrs.filter((c) => RESERVED.includes(c.split("/")[0]!))).toEqual([]);
            }),
        );
    });

    test.each([3, 0, 5, 2.5, NaN])("are one, two or four, not %d", (blocks) => {
        const { problems } = planTunnelAddresses({ p: pair({ blocks: blocks as 1 }) });
        expect(problems.map((p) => [p.check, p.path, p.got, p.allowed])).toEqual([
            ["out-of-range", "pairs.p.blocks", String(blocks), "1, 2 or 4"],
        ]);
    });

    test.each<[string, unknown]>([
        ["no map", undefined],
        ["no pair", { p: null }],
        ["nothing about Azure", { p: { blocks: 2 } }],
        ["text for a choice", { p: { blocks: 2, touchesAzure: "no" } }],
        ["an unknown argument", { p: { blocks: 2, touchesAzure: false, Id: 1 } }],
    ])("%s is one problem", (_, pairs) => {
        expect(planTunnelAddresses(pairs as Record<string, TunnelPair>).problems).toHaveLength(1);
    });

    test("a single block is one of 128 with Azure", () => {
        expect(blocksOf({ touchesAzure: true, blocks: 1, id: 127 })).toEqual([
            { cidr: "169.254.22.252/30", first: "169.254.22.253", second: "169.254.22.254" },
        ]);
    });

    test("that meet print the run and the line", () => {
        const { blocks, problems, lines } = planTunnelAddresses(
            { "aws azure": pair({ touchesAzure: true, id: 3 }), "azure plant": pair({ touchesAzure: true, id: 3 }) },
            "bridge.pairs",
        );
        expect(blocks).toBeUndefined();
        expect(problems).toEqual([
            {
                check: "id-collision",
                path: 'bridge.pairs["azure plant"].id',
                got: "3, which is inside block 169.254.21.48/28, as 'aws azure'",
                allowed: "what no other has (inside block)",
                fix: "Change in 'azure plant': id: 0. Another number replaces the tunnels of the pair.",
            },
        ]);
        expect(lines).toEqual([{ key: "azure plant", path: 'bridge.pairs["azure plant"].id', id: 0 }]);
    });

    test("give their reasons with the document", () => {
        const { reasoning } = planTunnelAddresses({
            a: pair({ id: 1 }),
            z: pair({ touchesAzure: true, blocks: 2, id: 1 }),
        });
        expect(reasoning).toEqual([
            {
                what: "inside addresses of 'a'",
                figure: "169.254.0.16/28",
                because: "from id 1",
                source: {
                    document: "AWS Site-to-Site VPN user guide, Tunnel options; AWS provider, vpnsite_connection",
                    date: "2026-11",
                    certainty: "read",
                },
            },
            {
                what: "inside addresses of 'z'",
                figure: "169.254.21.8/29",
                because: "from id 1",
                source: {
                    document: "Azure VPN Gateway, BGP with AWS: APIPA addresses",
                    date: "2026-02-18",
                    certainty: "read",
                },
            },
        ]);
    });
});
