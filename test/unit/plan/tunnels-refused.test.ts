import { Tier } from "../../../plan/hierarchy";
import { TunnelTopology, type TunnelNetwork, type TunnelSite } from "../../../plan/tunnels/network";
import { aws, azure, checks, gcp, planned, plant, problemsOf } from "./tunnel-sites";

describe("limits", () => {
    const many = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { ...plant, id: i }]));
    const spokes = (hub: TunnelSite, count: number, more: Partial<TunnelNetwork> = {}): TunnelNetwork => ({
        sites: { hub, ...many(count) },
        topology: TunnelTopology.HubAndSpoke,
        hubs: ["hub"],
        pairs: Object.fromEntries(
            // Above the reserved runs of the general pool.
            Array.from({ length: count }, (_, i) => [`hub/p${i}`, { id: hub.kind === "azure" ? i : 200 + i }]),
        ),
        ...more,
    });

    // VPN quotas: 50 connections per Region, adjustable.
    test("50 VPN connections per AWS region, unless more were granted", () => {
        expect(checks(spokes(aws, 50))).toEqual([]);
        expect(problemsOf(spokes(aws, 51)).map((p) => [p.path, p.got, p.allowed])).toEqual([
            ["sites.hub", "51 VPN connections", "50 VPN connections"],
            ["sites.hub", "51 customer gateways", "50 customer gateways"],
        ]);
        const limits = { vpnConnectionsPerRegion: 60, customerGatewaysPerRegion: 60 };
        expect(checks(spokes(aws, 51, { limits }))).toEqual([]);
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

    test("are in the reasoning with what is used of them", () => {
        const { reasoning } = planned(spokes({ ...azure, sku: "VpnGw1AZ" }, 15));
        expect(reasoning.filter((step) => step.what.includes("tunnels per"))).toHaveLength(1);
        expect(
            planned({ sites: { aws, plant } })
                .reasoning.map((step) => step.what)
                .join(),
        ).toContain("VPN connections per Region");
    });

    test("of an Azure gateway yield to what the user knows", () => {
        const network = spokes({ ...azure, sku: "VpnGw2AZ" }, 16);
        expect(checks({ ...network, limits: { tunnelsPerAzureGateway: 40 } })).toEqual([]);
    });

    test("30 tunnels of a small Azure gateway", () => {
        expect(problemsOf(spokes({ ...azure, sku: "VpnGw2AZ" }, 16)).map((p) => [p.path, p.got])).toEqual([
            ["sites.hub", "32 tunnels"],
        ]);
    });
});

describe("what is wrong with the arguments", () => {
    test("in the shape of the arguments is found all at once", () => {
        const network = {
            sites: {
                cloud: { ...aws, kind: "ibm" },
                azure: { ...azure, sku: "VpnGw1" },
                big: { ...plant, devices: 3, behindNAT: true },
                nowhere: { kind: "gcp" },
                small: { ...plant, underlayMtu: "1400", tier: "leaf" },
            },
            toplogy: "hub-and-spoke",
            profile: "fipps",
            pairs: { "azure/big": { Id: 7 } },
            traffic: [{ from: "azure", to: "big", gbPerMonth: NaN }, null],
        };
        expect(problemsOf(network as unknown as TunnelNetwork).map((p) => `${p.check} ${p.path}: ${p.got}`)).toEqual([
            'unknown-argument toplogy: "toplogy"',
            'unknown-value sites.cloud.kind: "ibm"',
            'unknown-value sites.azure.sku: "VpnGw1"',
            'unknown-argument sites.big.behindNAT: "behindNAT"',
            "out-of-range sites.big.devices: 3",
            "missing-argument sites.nowhere.place: nothing",
            'wrong-type sites.small.underlayMtu: "1400"',
            'unknown-value sites.small.tier: "leaf"',
            'unknown-value profile: "fipps"',
            'unknown-argument pairs["azure/big"].Id: "Id"',
            "out-of-range traffic[0].gbPerMonth: NaN",
            "missing-argument traffic[1]: nothing",
        ]);
    });

    test.each<[unknown]>([
        [undefined],
        [null],
        [{}],
        [{ sites: null }],
        [{ sites: { a: null, b: null } }],
        [{ sites: { a: aws, b: { ...gcp, place: "us-central1" } } }],
        [{ sites: { a: aws, b: gcp }, hubs: "a" }],
        [{ sites: { a: aws, b: gcp }, pairs: { "a/b": null } }],
        [{ sites: { a: aws, b: gcp }, measured: { a: null } }],
        [{ sites: { a: aws, b: gcp }, cost: 5 }],
    ])("%j gives problems, and never throws", (network) => {
        expect(problemsOf(network as TunnelNetwork).length).toBeGreaterThan(0);
    });

    test("in names is found all at once", () => {
        expect(
            problemsOf({
                sites: {
                    "a/b": plant,
                    "": plant,
                    azure,
                    far: { ...gcp, place: { cloud: "aws", region: "us-east-1" }, sku: "VpnGw1AZ", scaleUnits: 2 },
                    tiered: { ...plant, tier: Tier.Edge, parents: ["zz"] },
                },
                hubs: ["core"],
                pairs: { "far/azure": {}, "azure/far/1": {}, "azure/gone": {}, "azure/far/2/3": {} },
                traffic: [{ from: "azure", to: "nobody", gbPerMonth: 1 }],
            }).map((p) => [p.check, p.path, p.got, p.allowed]),
        ).toEqual([
            ["unused-hubs", "hubs", "a list of 1", 'nothing, with the topology "full-mesh"'],
            ["unknown-site", "hubs[0]", '"core"', ", a/b, azure, far or tiered"],
            ["site-name", 'sites["a/b"]', '"a/b"', "a name, without '/'"],
            ["site-name", 'sites[""]', '""', "a name, without '/'"],
            ["place-cloud", "sites.far.place.cloud", '"aws"', '"gcp"'],
            ["unused-argument", "sites.far.sku", '"VpnGw1AZ"', 'nothing, but for the kind "azure"'],
            ["unused-argument", "sites.far.scaleUnits", "2", 'nothing, but for the kind "azure-virtual-wan"'],
            ["unused-argument", "sites.tiered.tier", '"edge"', 'nothing, but with the topology "hierarchical"'],
            ["unused-argument", "sites.tiered.parents", "a list of 1", 'nothing, but with the topology "hierarchical"'],
            ["unknown-pair", 'pairs["far/azure"]', '"far/azure"', '"azure/far"'],
            ...["azure/far/1", "azure/gone", "azure/far/2/3"].map((pair) => [
                "unknown-pair",
                `pairs["${pair}"]`,
                `"${pair}"`,
                'two sites: "aws/plant"',
            ]),
            ["unknown-site", "traffic[0].to", '"nobody"', ", a/b, azure, far or tiered"],
        ]);
    });

    test("nothing is left unread", () => {
        const network: TunnelNetwork = {
            sites: { aws: { ...aws, devices: 2, version: "trixie", openssl: "3.5.0", owner: "" }, gcp, plant },
            meshRegional: true,
            pairs: { "aws/plant/2": { elsewhere: true }, "aws/plant/5": { id: 3 } },
            measured: { aws: { plnt: 90 }, gpc: { aws: 30 } },
        };
        expect(checks(network)).toEqual([
            "owner-name sites.aws.owner",
            "unused-argument sites.aws.devices",
            "unused-argument sites.aws.version",
            "unused-argument sites.aws.openssl",
            "unused-argument meshRegional",
            'unused-argument pairs["aws/plant/2"].elsewhere',
            'unknown-pair pairs["aws/plant/5"]',
            "unknown-site measured.aws.plnt",
            "unknown-site measured.gpc",
        ]);
    });

    test("null is what is left out", () => {
        const bare = planned({ sites: { aws, plant } });
        const nulls = {
            sites: {
                aws: { ...aws, sku: null, id: null, asn: null, tier: null, parents: null, owner: null },
                plant: { ...plant, underlayMtu: null, devices: null },
            },
            topology: null,
            hubs: null,
            pairs: null,
            traffic: null,
            profile: null,
            limits: { vpnConnectionsPerRegion: null },
            cost: null,
            measured: null,
        };
        expect(JSON.stringify(planned(nulls as unknown as TunnelNetwork))).toBe(JSON.stringify(bare));
    });

    test("what looks like a map and is none, or will only be known later", () => {
        const sites = { aws, plant };
        expect(checks({ sites, measured: new Map() as never })).toEqual(["wrong-type measured"]);
        expect(checks({ sites, cost: { prices: Promise.resolve({}) as never } })).toEqual(["not-plain cost.prices"]);
        const later = { "aws.vpn.connection": Promise.resolve(1) as never };
        expect(checks({ sites, cost: { prices: later } })).toEqual(['not-plain cost.prices["aws.vpn.connection"]']);
        expect(checks({ sites, cost: { prices: new Map() as never } })).toHaveLength(1);
    });

    test("too few sites, no hubs, a hierarchy without a core", () => {
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
        expect(checks({ sites: { aws, gcp }, topology: TunnelTopology.Hierarchical })).toEqual([
            "no-core sites",
            "no-parent sites.aws.parents",
            "no-parent sites.gcp.parents",
        ]);
    });

    test("of a site is said at the site, once, whatever pairs it has", () => {
        const sites = { aws, gcp, plant: { ...plant, version: "nonsense" } };
        expect(checks({ sites })).toEqual(["suite-version sites.plant.version"]);
    });

    test("about places: a region that nobody knows, a managed gateway without one, a country that is none", () => {
        const sites = {
            aws: { ...aws, place: { cloud: "aws", region: "us-east-9" } } as TunnelSite,
            gcp: { ...gcp, place: plant.place },
            plant: { ...plant, place: { country: "XX", latitude: 1, longitude: 1 } },
        };
        expect(problemsOf({ sites })[0]!.fix).toBe(
            "Correct it; a region newer than this version of Causeway needs a newer version.",
        );
        expect(checks({ sites })).toEqual([
            "unknown-region sites.aws.place.region",
            "place-cloud sites.gcp.place.cloud",
            "unknown-country sites.plant.place.country",
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
            "out-of-range limits.vpnConnectionsPerRegion",
        ]);
        expect(checks({ sites: { aws, gcp }, traffic: [{ from: "aws", to: "gcp", gbPerMonth: -1 }] })).toHaveLength(1);
        expect(checks({ sites: { aws, gcp }, cost: { hours: -1 } }).map((c) => c.split(" ")[1])).toEqual([
            "cost.hours",
        ]);
    });
});
