import { Tier } from "../../../plan/hierarchy";
import { numberFromKey } from "../../../plan/identity";
import { planTunnels, type TunnelPlan } from "../../../plan/tunnels";
import { TunnelTopology, type TunnelNetwork, type TunnelSite } from "../../../plan/tunnels/network";
import { aws, azure, checks, gcp, planned, plant, problemsOf, wan } from "./tunnel-sites";
import * as fc from "fast-check";

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
        ["two sites with two devices each", { ...plant, devices: 2 }, { ...plant, devices: 2 }, 4],
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
            'Peer the transit gateways: TransitHub does that. Then say so: pairs: { "a/b": { elsewhere: true } }.',
        ],
        [
            azure,
            azure,
            '"azure" and "azure": two Azure VPN gateways are joined by a VNet-to-VNet connection or by peering, not by a site-to-site tunnel',
            'Peer the virtual networks, or attach both to a virtual hub. Then say so: pairs: { "a/b": { elsewhere: true } }.',
        ],
        [
            gcp,
            { ...plant, place: { cloud: "gcp", region: "europe-west3" } },
            '"gcp" and "strongswan": an external VPN gateway of Google cannot have the address of a machine of Compute Engine',
            "End the tunnel at an HA VPN gateway of that machine's network, or peer the two networks. Then say so: " +
                'pairs: { "a/b": { elsewhere: true } }.',
        ],
    ])("none, where gateways cannot be joined: %#", (a, b, got, fix) => {
        const allowed = "ends that a tunnel can join";
        expect(problemsOf({ sites: { a, b } })).toEqual([
            { check: "no-tunnel", path: 'pairs["a/b"]', got, allowed, fix },
        ]);
    });

    test("a virtual hub is joined with Azure's own by Azure", () => {
        expect(checks({ sites: { a: azure, b: wan } })).toEqual(['no-tunnel pairs["a/b"]']);
        expect(checks({ sites: { a: wan, b: wan } })).toEqual(['no-tunnel pairs["a/b"]']);
    });

    test("what is joined by other means carries traffic, without tunnels and without a price", () => {
        const west: TunnelSite = { ...aws, place: { cloud: "aws", region: "us-west-2" } };
        const network: TunnelNetwork = {
            sites: { east: aws, west, plant },
            topology: TunnelTopology.HubAndSpoke,
            hubs: ["east"],
            pairs: { "east/west": { elsewhere: true } },
            traffic: [{ from: "west", to: "plant", gbPerMonth: 70 }],
        };
        const plan = planned(network);
        expect(Object.keys(plan.pairs)).toEqual(["east/plant"]);
        expect(plan.elsewhere).toEqual(["east/west"]);
        expect(plan.connections.links).toBe(2);
        expect(plan.nextHop("west", "plant")).toBe("east");
        expect(plan.reasoning).toContainEqual({
            what: "'east/west'",
            figure: "joined by other means",
            because: "70 GB a month pass it, at a price that is not in the cost",
        });
        const quiet = planned({ ...network, traffic: [] });
        expect(quiet.reasoning).toContainEqual({ what: "'east/west'", figure: "joined by other means" });
        const alone = planned({ sites: { a: aws, b: west }, pairs: { "a/b": { elsewhere: true } } });
        expect([alone.tunnels, alone.mtu, alone.elsewhere]).toEqual([0, undefined, ["a/b"]]);
    });

    test("following the advice of several at once gives a plan", () => {
        const sites = {
            a: aws,
            b: { ...aws, place: { cloud: "aws" as const, region: "eu-west-1" } },
            x: azure,
            y: azure,
            plant,
        };
        const pairs = Object.fromEntries(
            problemsOf({ sites })
                .filter((p) => p.check === "no-tunnel")
                .map((p) => [/pairs: \{ "([^"]*)"/.exec(p.fix)![1]!, { elsewhere: true }]),
        );
        expect(Object.keys(pairs)).toEqual(["a/b", "x/y"]);
        const plan = planTunnels({ sites, pairs });
        const left = "problems" in plan ? plan.problems.map((p) => p.check) : [];
        expect(left.filter((c) => c !== "id-collision")).toEqual([]);
    });

    test("a second device has tunnels of its own, and moves none of the first", () => {
        const one = planned({ sites: { aws, plant }, pairs: { "aws/plant": { id: 9 } } });
        const two = planned({
            sites: { aws, plant: { ...plant, devices: 2 } },
            pairs: { "aws/plant": { id: 9 }, "aws/plant/2": { id: 40 } },
        });
        const cidrs = (plan: TunnelPlan): string[] => plan.pairs["aws/plant"]!.tunnels.map((t) => t.cidr);
        expect(cidrs(one)).toEqual(["169.254.0.72/30", "169.254.0.76/30"]);
        expect(cidrs(two)).toEqual([...cidrs(one), "169.254.1.64/30", "169.254.1.68/30"]);
    });

    test("a device has one BGP address towards Azure, which both of the gateway's instances peer with", () => {
        const { tunnels } = planned({
            sites: { azure, plant: { ...plant, devices: 2 } },
            pairs: { "azure/plant": { id: 0 }, "azure/plant/2": { id: 1 } },
        }).pairs["azure/plant"]!;
        expect(tunnels.map((t) => t.inside)).toEqual([
            { azure: "169.254.21.1", plant: "169.254.21.2" },
            { azure: "169.254.21.5", plant: "169.254.21.2" },
            { azure: "169.254.21.9", plant: "169.254.21.10" },
            { azure: "169.254.21.13", plant: "169.254.21.10" },
        ]);
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
        const { suite, spelling } = planned({ sites: { aws, azure } }).pairs["aws/azure"]!.ipsec!;
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

    test("ChaCha20-Poly1305, where both ends have nothing else", () => {
        const roles = { encryption: ["chacha20-poly1305" as const], prf: ["sha-256" as const], dh: [31 as const] };
        const offers = { ike: roles, esp: { encryption: ["chacha20-poly1305" as const], dh: [31 as const] } };
        const device: TunnelSite = { ...plant, kind: "device", offers };
        const plan = planned({ sites: { a: device, b: device } });
        expect([plan.mtu, Object.keys(plan.pairs)]).toEqual([{ bytes: 1446, decidedBy: "a/b" }, ["a/b"]]);
    });

    test("Google as a station between others is warned of", () => {
        const network: TunnelNetwork = {
            sites: { aws, gcp, plant },
            topology: TunnelTopology.HubAndSpoke,
            hubs: ["gcp"],
        };
        expect(planned(network).warnings.map((w) => [w.check, w.about])).toContainEqual(["gcp-transit", "gcp"]);
        expect(planned({ ...network, hubs: ["aws"] }).warnings.map((w) => w.check)).not.toContain("gcp-transit");
    });

    test("virtual hubs that meet at one site are warned of", () => {
        const hubs = { u: wan, v: { ...wan, place: { cloud: "azure" as const, region: "westeurope" } } };
        const network: TunnelNetwork = { sites: { ...hubs, aws }, topology: TunnelTopology.HubAndSpoke, hubs: ["aws"] };
        expect(planned(network).warnings.map((w) => [w.check, w.about])).toContainEqual([
            "azure-virtual-wan-asn",
            "aws",
        ]);
        const one = planned({ ...network, sites: { u: wan, aws } }).warnings.map((w) => w.check);
        expect(one).not.toContain("azure-virtual-wan-asn");
    });

    test("the network below is cited, or the user", () => {
        const outermost = (sites: Record<string, TunnelSite>): unknown =>
            planned({ sites }).pairs["a/b"]!.reasoning.find((step) => step.what.endsWith("outermost"))!.source;
        expect(outermost({ a: plant, b: gcp })).toMatchObject({ certainty: "read" });
        expect(outermost({ a: plant, b: { ...plant, underlayMtu: 1400 } })).toEqual({
            document: "sites.b.underlayMtu",
            date: "",
            certainty: "given",
        });
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
        // 0.25 the hub, 0.361 a unit and 0.05 a connection, for 730 hours.
        const hub = { ...wan, scaleUnits: 2 };
        expect(planned({ sites: { hub, plant } }).cost.total).toBe(182.5 + 2 * 263.53 + 36.5);
        expect(planned({ sites: { hub: wan, gcp } }).cost.total).toBe(182.5 + 263.53 + 2 * 36.5 + 2 * 36.5);
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

    test("to Australia and China has Google's own prices", () => {
        const at = (country: string): TunnelSite => ({ ...plant, place: { country, latitude: 0, longitude: 110 } });
        const far = { gcp, sydney: at("AU"), beijing: at("CN"), berlin: at("DE") };
        const to = (site: string): string => {
            const busy = paid({ sites: far, traffic: [{ from: "gcp", to: site, gbPerMonth: 100 }] });
            return (busy["gcp"]! - paid({ sites: far })["gcp"]!).toFixed(2);
        };
        expect(["sydney", "beijing", "berlin"].map(to)).toEqual(["19.00", "23.00", "12.00"]);
    });

    test("of one's own machine in a cloud is paid like that cloud's internet traffic", () => {
        const machine: TunnelSite = { ...plant, place: { cloud: "aws", region: "us-east-1" } };
        const network: TunnelNetwork = { sites: { gcp, machine } };
        const busy = paid({ ...network, traffic: [{ from: "machine", to: "gcp", gbPerMonth: 1000 }] });
        // 100 GB free, 900 at 0.09.
        expect((busy["machine"]! - (paid(network)["machine"] ?? 0)).toFixed(2)).toBe("81.00");
    });

    test("of one owner shares what is free", () => {
        const at = (region: string): TunnelSite => ({ ...aws, place: { cloud: "aws", region } });
        const network = (owner?: string): TunnelNetwork => ({
            sites: {
                east: { ...at("us-east-1"), ...(owner === undefined ? {} : { owner }) },
                west: { ...at("us-west-2"), ...(owner === undefined ? {} : { owner }) },
                plant,
            },
            pairs: { "east/west": { elsewhere: true } },
            cost: { assumeHomeRates: true },
        });
        const traffic = ["east", "west"].map((from) => ({ from, to: "plant", gbPerMonth: 100 }));
        const difference = (owner?: string): string =>
            (planned({ ...network(owner), traffic }).cost.total - planned(network(owner)).cost.total).toFixed(2);
        // 2 × 100 GB from networks to their gateways at 0.02; out, 100 GB free for each owner.
        expect([difference(), difference("retail")]).toEqual(["4.00", "13.00"]);
    });

    test("that has no way, or none to go, is refused", () => {
        const network: TunnelNetwork = {
            sites: {
                core: { ...aws, tier: Tier.Core },
                a: { ...plant, tier: Tier.Regional },
                b: { ...plant, tier: Tier.Regional },
            },
            topology: TunnelTopology.Hierarchical,
            traffic: [{ from: "a", to: "a", gbPerMonth: 1 }],
        };
        expect(problemsOf(network)).toEqual([
            {
                check: "traffic-to-itself",
                path: "traffic[0]",
                got: '"a"',
                allowed: "another site than the sender",
                fix: "Remove it.",
            },
        ]);
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
            pairs: { "aws/p1": { id: 9 }, "aws/p2": { id: 9 } },
        });
        if (!("problems" in plan)) throw new Error("planned");
        expect(plan.lines.map((l) => `${l.path}: ${l.id}`)).toEqual(["sites.p2.id: 0", 'pairs["aws/p2"].id: 1']);
        expect(plan.problems.map((p) => p.check)).toEqual(["id-collision", "id-collision"]);
    });

    test("of the devices with 16-bit ASNs, and given ones", () => {
        const { asns } = planned({ sites: { aws: { ...aws, asn: 64_999 }, old: { ...plant, twoBytes: true, id: 3 } } });
        expect(asns).toEqual({ aws: 64_999, old: 64_515 });
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

describe("another engine than IPsec", () => {
    const depot: TunnelSite = { ...plant, place: { country: "FR", latitude: 48.86, longitude: 2.35 } };

    test.each([
        ["wireguard", 1440],
        ["openvpn", 1448],
    ] as const)("%s joins two devices, without a suite, and leaves packets of %i bytes", (engine, mtu) => {
        const { pairs } = planned({ sites: { depot, plant }, pairs: { "depot/plant": { engine } } });
        const pair = pairs["depot/plant"]!;
        expect([pair.engine, pair.ipsec, pair.mtu, pair.tunnels.length]).toEqual([engine, undefined, mtu, 1]);
    });

    test("is refused at a managed gateway, which knows IPsec only", () => {
        const pairs = { "aws/plant": { engine: "wireguard" } } as const;
        expect(checks({ sites: { aws, plant }, pairs })).toEqual(['managed-engine pairs["aws/plant"].engine']);
    });

    test("is refused where the profile does not allow its algorithms", () => {
        const pairs = { "depot/plant": { engine: "wireguard" } } as const;
        expect(checks({ sites: { depot, plant }, pairs, profile: "fips" })).toEqual([
            'engine-profile pairs["depot/plant"].engine',
        ]);
    });
});

describe("what a pair demands of IPsec", () => {
    test("is taken instead of what would be stronger, in this pair only", () => {
        const pairs = { "aws/plant": { pin: { ike: { dh: 14 } } } } as const;
        const plan = planned({ sites: { aws, azure, plant }, pairs });
        expect([plan.pairs["aws/plant"]!.ipsec!.suite.ike.dh, plan.pairs["aws/azure"]!.ipsec!.suite.ike.dh]).toEqual([
            14, 20,
        ]);
    });

    test("is refused where an end cannot: a post-quantum key at a managed gateway", () => {
        expect(checks({ sites: { aws, plant }, pairs: { "aws/plant": { ppk: true } } })).toEqual([
            'suite-ppk pairs["aws/plant"]',
        ]);
    });
});
