import { BridgeEngine, BridgeTopology } from "../../../components/vpn-bridge/args";
import type { LinkPlan } from "../../../components/vpn-bridge/plan";
import { aws, azure, depot, gcp, planned, plant } from "./sites";

const linkOf = (links: readonly LinkPlan[], key: string): LinkPlan => links.find((link) => link.key === key)!;
/** "gate/slot inside" of one end, tunnel by tunnel. */
const endsAt = (link: LinkPlan, site: string): string[] =>
    link.tunnels.map(
        ({ ends }) => `${ends[site]!.gate}${ends[site]!.slot === undefined ? "" : `/${ends[site]!.slot}`}`,
    );

describe("where the tunnels of a link end", () => {
    const { links } = planned({ sites: { aws, azure, gcp, plant, depot } });
    const two = { ...plant, device: { ...plant.device!, publicAddresses: ["203.0.113.7", "203.0.113.8"] } };
    const doubled = planned({ sites: { aws, azure, gcp, plant: two, depot } }).links;

    // Azure VPN Gateway, BGP connection to AWS: two connections, one for each instance, two tunnels in each.
    test("AWS and Azure: a connection for each instance of Azure's", () => {
        const link = linkOf(links, "aws/azure");
        expect(endsAt(link, "aws")).toEqual(["0/1", "0/2", "1/1", "1/2"]);
        expect(endsAt(link, "azure")).toEqual(["0", "0", "1", "1"]);
    });

    // Google Cloud VPN, HA VPN connections between Google Cloud and AWS: interfaces 0, 0, 1, 1.
    test("AWS and Google: a connection for each interface of Google's", () => {
        const link = linkOf(links, "aws/gcp");
        expect(endsAt(link, "aws")).toEqual(["0/1", "0/2", "1/1", "1/2"]);
        expect(endsAt(link, "gcp")).toEqual(["0", "0", "1", "1"]);
    });

    // Google Cloud VPN, HA VPN connections between Google Cloud and Azure: interface 0 to instance 0, 1 to 1.
    test("Azure and Google: instance to interface", () => {
        const link = linkOf(links, "azure/gcp");
        expect(endsAt(link, "azure")).toEqual(["0", "1"]);
        expect(endsAt(link, "gcp")).toEqual(["0", "1"]);
    });

    test.each([
        ["AWS and a device: one connection of two tunnels", "aws/plant", "aws", ["0/1", "0/2"], ["0", "0"]],
        ["Azure and a device: both instances", "azure/plant", "azure", ["0", "1"], ["0", "0"]],
        ["Google and a device: both interfaces", "gcp/plant", "gcp", ["0", "1"], ["0", "0"]],
        ["two devices: one tunnel", "depot/plant", "depot", ["0"], ["0"]],
    ])("%s", (_, key, site, its, plants) => {
        const link = linkOf(links, key);
        expect([endsAt(link, site), endsAt(link, "plant")]).toEqual([its, plants]);
    });

    test.each([
        ["AWS: a connection more", "aws/plant", "aws", ["0/1", "0/2", "1/1", "1/2"], ["0", "0", "1", "1"]],
        ["Azure: both instances to both", "azure/plant", "azure", ["0", "1", "0", "1"], ["0", "0", "1", "1"]],
        ["Google: an interface to each", "gcp/plant", "gcp", ["0", "1"], ["0", "1"]],
        ["another device: a tunnel to each", "depot/plant", "depot", ["0", "0"], ["0", "1"]],
    ])("a second device at %s", (_, key, site, its, plants) => {
        const link = linkOf(doubled, key);
        expect([endsAt(link, site), endsAt(link, "plant")]).toEqual([its, plants]);
    });
});

describe("inside addresses", () => {
    const { links } = planned({ sites: { aws, azure, gcp, plant, depot } });

    test("give AWS the first host, Azure the first one towards Google, a device the second", () => {
        const hosts = (key: string, site: string): number[] =>
            linkOf(links, key).tunnels.map(({ ends }) => Number(ends[site]!.inside.split(".")[3]) % 4);
        expect(hosts("aws/azure", "aws")).toEqual([1, 1, 1, 1]);
        expect(hosts("aws/gcp", "gcp")).toEqual([2, 2, 2, 2]);
        expect(hosts("azure/gcp", "azure")).toEqual([1, 1]);
        expect(hosts("aws/plant", "plant")).toEqual([2, 2]);
    });

    test("are of 169.254.21.0–169.254.22.255 where Azure is one end", () => {
        const cidrs = links.filter((l) => l.ends.includes("azure")).flatMap((l) => l.tunnels.map((t) => t.cidr));
        expect(cidrs.filter((cidr) => !/^169\.254\.2[12]\./.test(cidr))).toEqual([]);
        expect(cidrs).toHaveLength(10);
    });

    test("and numbers of tunnels are used once", () => {
        const numbers = links.flatMap((l) => l.tunnels.map((t) => t.number));
        expect(new Set(numbers).size).toBe(numbers.length);
    });

    test("of standing links move when another site comes, and so do numbers of BGP, not at all", () => {
        const before = planned({ sites: { aws, azure, plant } }).links;
        for (const link of before) expect(linkOf(links, link.key).tunnels).toEqual(link.tunnels);
    });
});

describe("what may be learnt", () => {
    const accepts = (links: readonly LinkPlan[], key: string, site: string): string[] =>
        linkOf(links, key).tunnels[0]!.ends[site]!.accepts;

    test("in a full mesh: the neighbour's own prefixes", () => {
        const { links } = planned({ sites: { aws, azure, plant } });
        expect(accepts(links, "aws/plant", "plant")).toEqual(["10.0.0.0/16"]);
        expect(accepts(links, "aws/plant", "aws")).toEqual(["192.168.10.0/24"]);
    });

    test("through a hub: all that lies behind it, and from a spoke its own", () => {
        const { links } = planned({
            sites: { aws, plant, depot },
            topology: BridgeTopology.HubAndSpoke,
            hubs: ["aws"],
        });
        expect(accepts(links, "aws/plant", "plant")).toEqual(["10.0.0.0/16", "192.168.11.0/24"]);
        expect(accepts(links, "aws/plant", "aws")).toEqual(["192.168.10.0/24"]);
    });

    test("through either of two hubs, also when the other is lost", () => {
        const { links } = planned({
            sites: { aws, azure, plant, depot },
            topology: BridgeTopology.HubAndSpoke,
            hubs: ["aws", "azure"],
        });
        const all = ["10.0.0.0/16", "10.1.0.0/16", "192.168.11.0/24"];
        expect(accepts(links, "aws/plant", "plant")).toEqual(all);
        expect(accepts(links, "azure/plant", "plant")).toEqual(all);
    });

    test("is announced by the other end", () => {
        const { links } = planned({ sites: { aws, plant } });
        const { ends } = links[0]!.tunnels[0]!;
        expect([ends["aws"]!.announces, ends["plant"]!.announces]).toEqual([
            ends["plant"]!.accepts,
            ends["aws"]!.accepts,
        ]);
    });
});

describe("timers of BGP", () => {
    // AWS 10/30, Azure 60/180 fixed, Google 20/60; between two devices 3/9.
    test.each([
        ["aws/plant", { keepalive: 10, hold: 30 }],
        ["azure/plant", { keepalive: 60, hold: 180 }],
        ["gcp/plant", { keepalive: 20, hold: 60 }],
        ["azure/gcp", { keepalive: 20, hold: 60 }],
        ["depot/plant", { keepalive: 3, hold: 9 }],
    ])("%s: %j", (key, timers) => {
        expect(linkOf(planned({ sites: { aws, azure, gcp, plant, depot } }).links, key).timers).toEqual(timers);
    });
});

describe("preference", () => {
    test("a link of rank 1 comes after the others, with all its tunnels", () => {
        const { links } = planned({ sites: { aws, azure, plant }, links: { "azure/plant": { rank: 1 } } });
        expect(linkOf(links, "azure/plant").tunnels.map((t) => t.rank)).toEqual([1, 1]);
        expect(linkOf(links, "aws/plant").tunnels.map((t) => t.rank)).toEqual([0, 0]);
    });

    test("standby leaves everything to the first tunnel", () => {
        const { links } = planned({ sites: { aws, plant }, links: { "aws/plant": { standby: true } } });
        expect(links[0]!.tunnels.map((t) => t.rank)).toEqual([0, 1]);
    });
});

test("a step of rotation renews every other tunnel of each link", () => {
    const { links } = planned({ sites: { aws, azure, plant }, keys: { rotation: 1 } });
    expect(linkOf(links, "aws/azure").tunnels.map((t) => t.generation)).toEqual([1, 0, 1, 0]);
    expect(linkOf(links, "aws/plant").tunnels.map((t) => t.generation)).toEqual([1, 0]);
});

test("the two tunnels of an Azure connection to a device have one key, as the connection has, and change it together", () => {
    const { links } = planned({ sites: { azure, plant }, keys: { rotation: 1 } });
    expect(links[0]!.tunnels.map((t) => [t.keysOf, t.generation])).toEqual([
        ["azure/plant#1", 1],
        ["azure/plant#1", 1],
    ]);
});

test("an ASN that is an Output is left open, and everything else is planned", () => {
    const asn = { apply: () => asn } as never;
    const site = { ...aws, aws: { ...aws.aws!, asn } };
    const plan = planned({ sites: { aws: site, plant } });
    expect([plan.sites["aws"]!.asn, plan.links[0]!.tunnels.length]).toEqual([undefined, 2]);
});

describe("engines of one bridge", () => {
    const links = { "depot/plant": { engine: BridgeEngine.WireGuard } };

    test("differ link by link", () => {
        const plan = planned({ sites: { aws, plant, depot }, links });
        expect(plan.links.map(({ key, engine, ipsec }) => [key, engine, ipsec !== undefined])).toEqual([
            ["aws/depot", "ipsec", true],
            ["aws/plant", "ipsec", true],
            ["depot/plant", "wireguard", false],
        ]);
    });

    test("leave their own sizes: MTU of IPsec with GCM 1446, of WireGuard 1440", () => {
        const plan = planned({ sites: { aws, plant, depot }, links });
        expect(plan.links.map(({ mtu }) => mtu)).toEqual([1446, 1446, 1440]);
    });

    test("count the bytes of NAT traversal where a cloud translates a machine's address", () => {
        const machine = { ...depot, device: { ...depot.device!, place: { cloud: "azure", region: "westeurope" } } };
        expect(planned({ sites: { aws, machine } }).links[0]!.mtu).toBe(1438);
    });
});

describe("prefixes with tunnels of their own", () => {
    const sites = { aws, azure, gcp, plant };
    const { links } = planned({
        sites,
        links: {
            "aws/plant": { dedicated: ["10.0.8.0/24", "192.168.10.64/26"] },
            "azure/gcp": { dedicated: ["10.1.8.0/24", "10.2.8.0/24"] },
        },
    });
    const apart = planned({ sites }).links;
    const of = (key: string, site: string) => linkOf(links, key).tunnels[0]!.ends[site]!;

    test("have as many as the link, with addresses and keys of their own", () => {
        const [first, second] = [linkOf(links, "aws/plant"), linkOf(links, "aws/plant/dedicated")];
        expect(endsAt(second, "aws")).toEqual(["0/1", "0/2"]);
        expect(second.tunnels.map(({ key, keysOf }) => [key, keysOf])).toEqual([
            ["aws/plant/dedicated#1", "aws/plant/dedicated#1"],
            ["aws/plant/dedicated#2", "aws/plant/dedicated#2"],
        ]);
        const all = [...first.tunnels, ...second.tunnels].map(({ cidr }) => cidr);
        expect(new Set(all).size).toBe(4);
    });

    test("leave the tunnels where they are that were there before", () => {
        const where = (of: readonly LinkPlan[]): unknown =>
            of.filter(({ dedicated }) => !dedicated).map(({ key, tunnels }) => [key, tunnels.map(({ cidr }) => cidr)]);
        expect(where(links)).toEqual(where(apart));
    });

    test("end at a second gateway of Google: two tunnels never join one pair of addresses", () => {
        expect(endsAt(linkOf(links, "azure/gcp/dedicated"), "gcp")).toEqual(["2", "3"]);
    });

    test("are told through them alone, where an end tells its tunnels different things", () => {
        expect(of("aws/plant/dedicated", "plant").announces).toEqual(["192.168.10.64/26"]);
        expect(of("aws/plant", "plant").withholds).toEqual(["192.168.10.64/26"]);
        expect(of("azure/gcp/dedicated", "gcp").announces).toEqual(["10.2.8.0/24"]);
        expect(of("azure/gcp", "gcp").withholds).toEqual(["10.2.8.0/24"]);
    });

    test("are told to third sites on the way that they have: a longer prefix by another way would win", () => {
        expect(of("gcp/plant", "plant").announces).toEqual(["192.168.10.0/24", "192.168.10.64/26"]);
        expect(of("gcp/plant", "plant").withholds).toEqual([]);
    });

    test("are no routes of links without BGP, which could not take them back", () => {
        const { links: all } = planned({
            sites: { aws, gcp, plant },
            links: {
                "aws/plant": { routing: "static" },
                "gcp/plant": { dedicated: ["10.2.8.0/24", "192.168.10.64/26"] },
            },
        });
        expect(linkOf(all, "aws/plant").tunnels[0]!.ends["aws"]!.accepts).toEqual(["192.168.10.0/24"]);
    });

    test("are known to an end whose peer tells all tunnels the same", () => {
        expect(of("aws/plant/dedicated", "plant").pinned).toEqual(["10.0.8.0/24"]);
        expect(of("aws/plant/dedicated", "aws").pinned).toEqual([]);
        expect(of("azure/gcp/dedicated", "gcp").pinned).toEqual(["10.1.8.0/24"]);
    });

    test("cost a second set of connections, and nothing more", () => {
        const two = { aws, plant };
        const monitoring = { enabled: false };
        const beside = planned({
            monitoring,
            sites: two,
            links: { "aws/plant": { dedicated: ["10.0.8.0/24", "192.168.10.64/26"] } },
        });
        // One more VPN connection and Transit Gateway attachment of AWS, at 0.05 USD each, for 730 hours.
        expect(beside.cost.total - planned({ monitoring, sites: two }).cost.total).toBeCloseTo(2 * 0.05 * 730);
    });
});
