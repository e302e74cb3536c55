import { Tier } from "../../../plan/hierarchy";
import { numberFromKey } from "../../../plan/identity";
import { planTunnels, type TunnelPlan } from "../../../plan/tunnels";
import { TunnelTopology, type TunnelNetwork, type TunnelSite } from "../../../plan/tunnels/network";
import * as fc from "fast-check";

const aws: TunnelSite = { kind: "aws", place: { cloud: "aws", region: "us-east-1" } };
const azure: TunnelSite = { kind: "azure", place: { cloud: "azure", region: "eastus" }, sku: "VpnGw1AZ" };
const wan: TunnelSite = { kind: "azure-virtual-wan", place: { cloud: "azure", region: "eastus" } };
const gcp: TunnelSite = { kind: "gcp", place: { cloud: "gcp", region: "us-central1" } };
const plant: TunnelSite = { kind: "strongswan", place: { country: "DE", latitude: 50.11, longitude: 8.68 } };

const planned = (network: TunnelNetwork): TunnelPlan => {
    const plan = planTunnels(network);
    if ("problems" in plan) throw new Error(JSON.stringify(plan, null, 2));
    return plan;
};
const problemsOf = (network: TunnelNetwork) => {
    const plan = planTunnels(network);
    return "problems" in plan ? plan.problems : [];
};
const checks = (network: TunnelNetwork): string[] => problemsOf(network).map((p) => `${p.check} ${p.path}`);

describe("tunnels between two sites", () => {
    // Google: HA VPN with AWS and with Azure. Azure: BGP with AWS. Each document's topology.
    test.each<[string, TunnelSite, TunnelSite, number]>([
        ["AWS and Azure", aws, azure, 4],
        ["AWS and a virtual hub", aws, wan, 4],
        ["AWS and Google", aws, gcp, 4],
        ["Azure and Google", azure, gcp, 2],
        ["a virtual hub and Google", wan, gcp, 2],
        ["two of Google", gcp, gcp, 2],
        ["AWS and one device", aws, plant, 2],
        ["AWS and two devices", aws, { ...plant, devices: 2 }, 4],
        ["Azure and one device", azure, plant, 2],
        ["Azure and two devices", azure, { ...plant, devices: 2 }, 4],
        ["a virtual hub and two devices", wan, { ...plant, devices: 2 }, 4],
        ["Google and one device", gcp, plant, 2],
        ["Google and two devices", gcp, { ...plant, devices: 2 }, 2],
        ["two devices", plant, plant, 1],
        ["two sites with two devices each", { ...plant, devices: 2 }, { ...plant, devices: 2 }, 2],
    ])("%s: as their documents say", (_, a, b, count) => {
        for (const sites of [
            { a, b },
            { a: b, b: a },
        ]) {
            const plan = planned({ sites });
            expect(plan.tunnels).toBe(count);
            expect(plan.pairs["a/b"]!.tunnels.map((t) => t.key)).toEqual(
                Array.from({ length: count }, (_t, i) => `a/b#${i + 1}`),
            );
        }
    });

    test.each<[TunnelSite, TunnelSite, string, string]>([
        [
            aws,
            aws,
            '"aws" and "aws": a Site-to-Site VPN connection of AWS ends at a customer gateway, and another AWS gateway cannot be one',
            "Peer the transit gateways: TransitHub does that.",
        ],
        [
            azure,
            azure,
            '"azure" and "azure": two Azure VPN gateways are joined by a VNet-to-VNet connection or by peering, not by a site-to-site tunnel',
            "Peer the virtual networks, or attach both to a virtual hub.",
        ],
    ])("none, where gateways cannot be joined: %#", (a, b, got, fix) => {
        const allowed = "ends that a tunnel can join";
        expect(problemsOf({ sites: { a, b } })).toEqual([
            { check: "no-tunnel", path: 'pairs["a/b"]', got, allowed, fix },
        ]);
    });

    test("a virtual hub is joined with Azure's own by Azure", () => {
        expect(checks({ sites: { a: azure, b: wan } })).toEqual(['no-tunnel pairs["a/b"]']);
        expect(checks({ sites: { a: wan, b: wan } }).slice(0, 1)).toEqual(['no-tunnel pairs["a/b"]']);
    });

    test("AWS has the first host of each block, and Azure towards Google", () => {
        const { pairs } = planned({
            sites: { z: aws, azure, gcp },
            pairs: { "azure/z": { id: 0 }, "azure/gcp": { id: 2 }, "gcp/z": { id: 1 } },
        });
        expect(pairs["azure/z"]!.tunnels[0]).toEqual({
            key: "azure/z#1",
            cidr: "169.254.21.0/30",
            inside: { z: "169.254.21.1", azure: "169.254.21.2" },
        });
        expect(pairs["azure/gcp"]!.tunnels).toEqual([
            {
                key: "azure/gcp#1",
                cidr: "169.254.21.16/30",
                inside: { azure: "169.254.21.17", gcp: "169.254.21.18" },
            },
            {
                key: "azure/gcp#2",
                cidr: "169.254.21.20/30",
                inside: { azure: "169.254.21.21", gcp: "169.254.21.22" },
            },
        ]);
        expect(pairs["gcp/z"]!.tunnels[3]).toEqual({
            key: "gcp/z#4",
            cidr: "169.254.0.28/30",
            inside: { z: "169.254.0.29", gcp: "169.254.0.30" },
        });
    });

    test("between two of a kind the first by name has the first host", () => {
        const [tunnel] = planned({ sites: { north: plant, east: plant } }).pairs["east/north"]!.tunnels;
        expect(Object.keys(tunnel!.inside)).toEqual(["east", "north"]);
    });
});

describe("what a pair carries", () => {
    // AWS: best practices for a customer gateway. Google: MTU considerations. Azure: about VPN devices.
    test.each<[string, TunnelSite, TunnelSite, number, number]>([
        ["AWS and Google", aws, gcp, 1406, 1366],
        ["AWS and Azure", aws, azure, 1400, 1350],
        ["Azure and Google", azure, gcp, 1400, 1350],
        ["AWS and a device", aws, plant, 1446, 1406],
        ["AWS and a device behind NAT", aws, { ...plant, behindNat: true }, 1438, 1398],
        ["Google and a device behind NAT", gcp, { ...plant, behindNat: true }, 1398, 1358],
        ["two devices over 9000 bytes", { ...plant, underlayMtu: 9000 }, { ...plant, underlayMtu: 9000 }, 8946, 8906],
    ])("%s", (_, a, b, mtu, mss) => {
        const plan = planned({ sites: { a, b } });
        expect([plan.pairs["a/b"]!.mtu, plan.pairs["a/b"]!.mss.ipv4]).toEqual([mtu, mss]);
        expect(plan.mtu).toEqual({ bytes: mtu, decidedBy: "a/b" });
    });

    test("one suite, in the words of both ends", () => {
        const { suite, spelling } = planned({ sites: { aws, azure } }).pairs["aws/azure"]!;
        expect(suite.ike.encryption).toBe("aes-256-gcm");
        expect(spelling["aws"]).toMatchObject({ tunnel1Phase1EncryptionAlgorithms: ["AES256-GCM-16"] });
        expect(spelling["azure"]).toMatchObject({ ikeEncryption: "GCMAES256", dhGroup: "ECP384" });
    });

    test("the narrowest pair decides for the network, and warnings name all their pairs", () => {
        const plan = planned({ sites: { aws, gcp, plant: { ...plant, behindNat: true } } });
        expect(plan.mtu).toEqual({ bytes: 1398, decidedBy: "gcp/plant" });
        expect(plan.warnings.map((w) => [w.check, w.about])).toEqual([
            ["aws-no-path-mtu-discovery", "aws/gcp, aws/plant"],
            ["gcp-prefragmentation", "aws/gcp, gcp/plant"],
        ]);
    });

    test("IPv6 inside is warned of where it does not fit", () => {
        const low = { ...plant, underlayMtu: 1300 };
        expect(planned({ sites: { a: low, b: low } }).warnings).toEqual([]);
        expect(planned({ sites: { a: low, b: low }, ipv6: true }).warnings.map((w) => [w.check, w.about])).toEqual([
            ["ipv6-minimum", "a/b"],
        ]);
    });

    test("what was measured wins", () => {
        const { latency } = planned({ sites: { aws, plant }, measured: { aws: { plant: 91 } } }).pairs["aws/plant"]!;
        expect([latency.basis, latency.estimateMs]).toEqual(["measured", 91]);
    });

    test("over the internet, 2.1 times the bound where nothing was measured", () => {
        const { latency } = planned({ sites: { aws, plant } }).pairs["aws/plant"]!;
        expect([latency.basis, (latency.estimateMs / latency.boundMs).toFixed(3)]).toEqual(["distance", "2.100"]);
    });
});

describe("fixed monthly cost, without traffic", () => {
    // 2 × 36.50 connections + 2 × 36.50 attachments + 4 × 36.50 tunnels; 146 + 153.30; 153.30 + 73.
    test.each<[string, Record<string, TunnelSite>, number]>([
        ["AWS and Google", { aws, gcp }, 292],
        ["AWS and Azure", { aws, azure }, 299.3],
        ["Azure and Google", { azure, gcp }, 226.3],
        ["all three: the Azure gateway once", { aws, azure, gcp }, 292 + 299.3 + 226.3 - 153.3],
        ["AWS and two devices", { aws, plant: { ...plant, devices: 2 } }, 146],
        ["two devices", { a: plant, b: plant }, 0],
    ])("%s", (_, sites, usd) => {
        expect(planned({ sites }).cost.total).toBe(usd);
    });

    test("of an Azure gateway without a known price is asked for", () => {
        const { cost } = planned({ sites: { aws, azure: { ...azure, sku: "VpnGw2AZ" } } });
        expect(cost.total).toBe(146);
        expect(cost.unknowns.map((u) => u.price)).toEqual(["azure.vpn-gateway.VpnGw2AZ"]);
        expect(planned({ sites: { aws, azure: { ...azure, sku: undefined! } } }).cost.unknowns).toHaveLength(1);
        const prices = { "azure.vpn-gateway.VpnGw2AZ": 0.5 };
        expect(planned({ sites: { aws, azure: { ...azure, sku: "VpnGw2AZ" } }, cost: { prices } }).cost.total).toBe(
            511,
        );
    });

    test("of a virtual hub's gateway: by scale unit and by connection", () => {
        // 0.361 a unit and 0.05 a connection, for 730 hours.
        const hub = { ...wan, scaleUnits: 2 };
        expect(planned({ sites: { hub, plant } }).cost.total).toBe(2 * 263.53 + 36.5);
        expect(planned({ sites: { hub: wan, gcp } }).cost.total).toBe(263.53 + 2 * 36.5 + 2 * 36.5);
    });
});

describe("traffic", () => {
    const sites = { aws, gcp, plant };
    const paid = (network: TunnelNetwork) => planned(network).cost.perPayer;

    test("is paid by who sends it, on the way it takes", () => {
        const idle = paid({ sites });
        // 100 GB of Google's first tier at 0.12; what arrives at AWS enters the gateway for 0.02.
        const busy = paid({ sites, traffic: [{ from: "gcp", to: "aws", gbPerMonth: 100 }] });
        expect([busy["gcp"]! - idle["gcp"]!, busy["aws"]! - idle["aws"]!].map((n) => n.toFixed(2))).toEqual([
            "12.00",
            "2.00",
        ]);
        expect(busy["plant"]).toBe(idle["plant"]);
    });

    test("over a hub passes it: in for 0.02, out at the price of the internet", () => {
        const network: TunnelNetwork = { sites, topology: TunnelTopology.HubAndSpoke, hubs: ["aws"] };
        const idle = paid(network);
        const busy = paid({ ...network, traffic: [{ from: "gcp", to: "plant", gbPerMonth: 1000 }] });
        // 1,000 GB in at 0.02; out, 100 GB free and 900 at 0.09.
        expect((busy["aws"]! - idle["aws"]!).toFixed(2)).toBe("101.00");
        expect((busy["gcp"]! - idle["gcp"]!).toFixed(2)).toBe("120.00");
    });
});

describe("topologies", () => {
    const edges = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`edge-${i}`, plant]));

    test("hub and spoke", () => {
        const plan = planned({ sites: { aws, ...edges }, topology: TunnelTopology.HubAndSpoke, hubs: ["aws"] });
        expect(plan.connections.links).toBe(6);
        expect(plan.tunnels).toBe(12);
        expect(plan.nextHop("edge-1", "edge-2")).toBe("aws");
    });

    test("hierarchical", () => {
        const plan = planned({
            sites: {
                core: { ...aws, tier: Tier.Core },
                r1: { ...gcp, tier: Tier.Regional },
                r2: { ...plant, tier: Tier.Regional },
                e1: { ...plant, parents: ["r1"] },
                e2: { ...plant, tier: Tier.Edge, parents: ["r2"] },
            },
            topology: TunnelTopology.Hierarchical,
        });
        expect(Object.keys(plan.pairs)).toEqual(["core/r1", "core/r2", "e1/r1", "e2/r2"]);
        expect(plan.tunnels).toBe(4 + 2 + 2 + 1);
        expect(plan.nextHop("e1", "e2")).toBe("r1");
    });

    test("hierarchical with regional sites meshed", () => {
        const sites = {
            core: { ...aws, tier: Tier.Core },
            r1: { ...gcp, tier: Tier.Regional },
            r2: { ...plant, tier: Tier.Regional },
        };
        const links = (meshRegional: boolean): number =>
            planned({ sites, topology: TunnelTopology.Hierarchical, meshRegional }).connections.links;
        expect([links(false), links(true)]).toEqual([2, 3]);
    });
});

describe("numbers", () => {
    test("follow from names and ids; another site moves none", () => {
        const few = planned({ sites: { aws, gcp, plant } });
        const more = planned({ sites: { another: { ...plant, id: 5 }, aws, gcp, plant, zurich: plant } });
        expect(more.asns).toMatchObject(few.asns);
        for (const key of Object.keys(few.pairs)) expect(more.pairs[key]!.tunnels).toEqual(few.pairs[key]!.tunnels);
        expect(few.asns["plant"]).toBe(4_200_000_000 + numberFromKey("plant", 94_967_295));
        expect(more.asns["another"]).toBe(4_200_000_005);
    });

    test("that meet are reported with all lines at once", () => {
        const plan = planTunnels({
            sites: { aws, azure, p1: { ...plant, id: 9 }, p2: { ...plant, id: 9 } },
            pairs: { "aws/p1": { id: 1 }, "aws/p2": { id: 1 } },
        });
        if (!("problems" in plan)) throw new Error("planned");
        expect(plan.lines.map((l) => `${l.path}: ${l.id}`)).toEqual(["sites.p2.id: 0", 'pairs["aws/p2"].id: 2']);
        expect(plan.problems.map((p) => p.check)).toEqual(["id-collision", "id-collision"]);
    });

    test("of the devices with 16-bit ASNs, and given ones", () => {
        const { asns } = planned({ sites: { aws: { ...aws, asn: 64_999 }, old: { ...plant, twoBytes: true, id: 3 } } });
        expect(asns).toEqual({ aws: 64_999, old: 64_515 });
    });
});

describe("limits", () => {
    const many = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { ...plant, id: i }]));
    const spokes = (hub: TunnelSite, count: number, more: Partial<TunnelNetwork> = {}): TunnelNetwork => ({
        sites: { hub, ...many(count) },
        topology: TunnelTopology.HubAndSpoke,
        hubs: ["hub"],
        pairs: Object.fromEntries(
            // 7 runs of the general pool and Azure's are never given: 0, 16, 32, 48, 64, 80.
            Array.from({ length: count }, (_, i) => [`hub/p${i}`, { id: hub.kind === "azure" ? i : 100 + i }]),
        ),
        ...more,
    });

    // VPN quotas: 50 connections per Region, adjustable.
    test("50 VPN connections per AWS region, unless more were granted", () => {
        expect(checks(spokes(aws, 50))).toEqual([]);
        expect(problemsOf(spokes(aws, 51)).map((p) => [p.path, p.got, p.allowed])).toEqual([
            ["sites.hub", "51 VPN connections", "50 VPN connections"],
        ]);
        expect(checks(spokes(aws, 51, { limits: { vpnConnectionsPerRegion: 60 } }))).toEqual([]);
    });

    test("are counted over all sites of a region", () => {
        const two = (region: string): TunnelNetwork => ({
            sites: {
                h1: aws,
                h2: { ...aws, place: { cloud: "aws", region } },
                ...many(26),
                p1: { ...plant, id: 1, devices: 2 },
            },
            topology: TunnelTopology.Hierarchical,
            pairs: Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`h${(i % 2) + 1}/p${i}`, { id: 100 + i }])),
        });
        // 26 sites, 13 on each hub, one with two devices: 27 connections, far below 50.
        const tiers = (network: TunnelNetwork): TunnelNetwork => ({
            ...network,
            sites: Object.fromEntries(
                Object.entries(network.sites).map(([name, site], i) => [
                    name,
                    name.startsWith("h")
                        ? { ...site, tier: Tier.Regional, parents: ["core"] }
                        : { ...site, tier: Tier.Edge, parents: [`h${(i % 2) + 1}`] },
                ]),
            ),
        });
        const wired = (region: string): TunnelNetwork => {
            const network = tiers(two(region));
            return { ...network, sites: { ...network.sites, core: { ...plant, tier: Tier.Core } }, pairs: undefined! };
        };
        const over = (region: string): boolean =>
            problemsOf({ ...wired(region), limits: { vpnConnectionsPerRegion: 20 } }).some((p) =>
                p.got.includes("VPN connections"),
            );
        expect([over("us-east-1"), over("eu-west-1")]).toEqual([true, false]);
    });

    // Azure, about gateway SKUs: 30 tunnels on VpnGw1AZ–3AZ, 100 on VpnGw4AZ–5AZ.
    test.each([
        ["VpnGw1AZ", 15],
        ["VpnGw3AZ", 15],
        ["VpnGw4AZ", 32],
    ])("%s takes %d sites of two tunnels", (sku, sites) => {
        expect(checks(spokes({ ...azure, sku }, sites))).toEqual([]);
    });

    test("30 tunnels of a small Azure gateway", () => {
        expect(problemsOf(spokes({ ...azure, sku: "VpnGw2AZ" }, 16)).map((p) => [p.path, p.got])).toEqual([
            ["sites.hub", "32 tunnels"],
        ]);
    });
});

describe("what is wrong with the arguments", () => {
    test("is found all at once", () => {
        expect(
            problemsOf({
                sites: {
                    "a/b": plant,
                    cloud: { ...aws, kind: "ibm" as "aws" },
                    azure: { ...azure, sku: "VpnGw1" },
                    big: { ...plant, devices: 3 as 2 },
                    far: { ...gcp, place: { cloud: "aws", region: "us-east-1" } },
                },
                topology: TunnelTopology.HubAndSpoke,
                hubs: ["core"],
                pairs: { "big/azure": {}, "azure/big/more": {}, "azure/gone": {} },
                traffic: [{ from: "azure", to: "nobody", gbPerMonth: 1 }],
            }),
        ).toEqual([
            {
                check: "unknown-site",
                path: "hubs[0]",
                got: '"core"',
                allowed: "a/b, azure, big, cloud or far",
                fix: "Name one of the sites.",
            },
            {
                check: "site-name",
                path: 'sites["a/b"]',
                got: '"a/b"',
                allowed: "a name without '/'",
                fix: "A '/' joins two sites to a pair.",
            },
            {
                check: "unknown-kind",
                path: "sites.cloud.kind",
                got: '"ibm"',
                allowed: "aws, azure, azure-virtual-wan, device, gcp or strongswan",
                fix: "Say what the tunnels end at.",
            },
            {
                check: "azure-sku",
                path: "sites.azure.sku",
                got: '"VpnGw1"',
                allowed: "VpnGw1AZ, VpnGw2AZ, VpnGw3AZ, VpnGw4AZ or VpnGw5AZ",
                fix: "SKUs without zones can no longer be created.",
            },
            {
                check: "devices",
                path: "sites.big.devices",
                got: "3",
                allowed: "1 or 2",
                fix: "Make further devices a site of their own.",
            },
            {
                check: "place-cloud",
                path: "sites.far.place.cloud",
                got: '"aws"',
                allowed: '"gcp"',
                fix: "A gateway is in its own cloud.",
            },
            ...["big/azure", "azure/big/more", "azure/gone"].map((pair) => ({
                check: "unknown-pair",
                path: `pairs["${pair}"]`,
                got: `"${pair}"`,
                allowed: 'two sites: "aws/plant"',
                fix: "Name the two sites in the order of their names, joined by '/'.",
            })),
            {
                check: "unknown-site",
                path: "traffic[0].to",
                got: '"nobody"',
                allowed: "a/b, azure, big, cloud or far",
                fix: "Name one of the sites.",
            },
        ]);
    });

    test("too few sites, no hubs, no such topology, a hierarchy without a core", () => {
        expect(problemsOf({ sites: { aws } })).toEqual([
            { check: "too-few-sites", path: "sites", got: "1", allowed: "two or more", fix: "Name the sites to join." },
        ]);
        expect(problemsOf({ sites: { aws, gcp }, topology: TunnelTopology.HubAndSpoke })).toEqual([
            {
                check: "no-hubs",
                path: "hubs",
                got: "nothing",
                allowed: "at least one site",
                fix: "Name the sites that all others are linked with.",
            },
        ]);
        expect(problemsOf({ sites: { aws, gcp }, topology: "ring" as "full-mesh" })).toEqual([
            {
                check: "unknown-topology",
                path: "topology",
                got: '"ring"',
                allowed: "full-mesh, hierarchical or hub-and-spoke",
                fix: "Choose one of these topologies.",
            },
        ]);
        expect(checks({ sites: { aws, gcp }, topology: TunnelTopology.Hierarchical })).toEqual([
            "no-core sites",
            "no-parent sites.aws.parents",
            "no-parent sites.gcp.parents",
        ]);
    });

    test("of a site is said at the site, once, whatever pairs it has", () => {
        const sites = {
            aws: { ...aws, place: { cloud: "aws", region: "us-east-9" } } as TunnelSite,
            gcp,
            plant: { ...plant, version: "nonsense" },
        };
        expect(checks({ sites })).toEqual([
            "unknown-region sites.aws.place.region",
            "suite-version sites.plant.version",
        ]);
    });

    test("no common suite is said at the pair", () => {
        const offers = {
            ike: { encryption: ["3des-cbc" as const], integrity: ["sha-1" as const], dh: [2 as const] },
            esp: { encryption: ["3des-cbc" as const], integrity: ["sha-1" as const], dh: [2 as const] },
        };
        const found = problemsOf({ sites: { aws, old: { ...plant, kind: "device", offers } } });
        expect(new Set(found.map((p) => p.path))).toEqual(new Set(['pairs["aws/old"]']));
        expect(found.length).toBeGreaterThan(0);
    });

    test("prices, traffic and limits that make no sense", () => {
        expect(checks({ sites: { aws, gcp }, cost: { prices: { "aws.vpn.conection": 1 } } })).toHaveLength(1);
        expect(checks({ sites: { aws, gcp }, limits: { vpnConnectionsPerRegion: 0 } })).toEqual([
            "limit-range limits.vpnConnectionsPerRegion",
        ]);
        expect(checks({ sites: { aws, gcp }, traffic: [{ from: "aws", to: "gcp", gbPerMonth: -1 }] })).toHaveLength(1);
    });
});

describe("whatever the sites", () => {
    const site = fc.constantFrom(
        aws,
        azure,
        gcp,
        plant,
        { ...plant, devices: 2 as const },
        { ...plant, behindNat: true },
    );
    const network = fc.dictionary(fc.stringMatching(/^[a-z]{2,5}$/), site, {
        minKeys: 2,
        maxKeys: 5,
        noNullPrototype: true,
    });

    test("every address is used once, and the order of the sites means nothing", () => {
        fc.assert(
            fc.property(network, (sites) => {
                const plan = planTunnels({ sites });
                const turned = planTunnels({ sites: Object.fromEntries(Object.entries(sites).reverse()) });
                expect(JSON.stringify(turned)).toBe(JSON.stringify(plan));
                if ("problems" in plan) return;
                const tunnels = Object.values(plan.pairs).flatMap((p) => p.tunnels);
                expect(new Set(tunnels.map((t) => t.cidr)).size).toBe(tunnels.length);
                expect(tunnels).toHaveLength(plan.tunnels);
                expect(new Set(Object.values(plan.asns)).size).toBe(Object.keys(sites).length);
            }),
            { numRuns: 60 },
        );
    });
});
