import * as fc from "fast-check";
import type { Component, CostedNetwork, CostOptions, Flow, Hop, MonthlyCost } from "../../../plan/cost";
import { monthlyCost } from "../../../plan/cost";
import { KINDS } from "../../../plan/cost/kinds";
import { explain } from "../../../plan/reasoning";

function costOf(network: CostedNetwork, options?: CostOptions): MonthlyCost {
    const result = monthlyCost(network, options);
    if ("problems" in result) throw new Error(JSON.stringify(result.problems));
    return result;
}

const part = (name: string, kind: string, region: string, more: Partial<Component> = {}): Component => ({
    name,
    kind,
    region,
    owner: "net",
    ...more,
});
const into = (name: string): Hop => ({ in: name });
const out = (name: string): Hop => ({ out: name });
const flow = (gbPerMonth: number, ...over: Hop[]): Flow => ({ from: "a", to: "b", gbPerMonth, over });
const standing = (...components: Component[]): number => costOf({ components }).total;

/** A highly available pair has two VPN connections on AWS, each with two tunnels. */
const AWS_END = part("aws", "aws.tgw.vpn", "us-east-1", { count: 2 });
const AZURE_GATEWAY = part("azure", "azure.vpn-gateway.VpnGw1AZ", "eastus", { counts: { connections: 4 } });

/** Infracost's expected outputs, at 730 hours a month: the same figures as in the pairs' monthly sums below. */
describe("what a highly available pair costs before any traffic", () => {
    test("AWS and Google: connections, attachments and tunnels are 292 USD", () => {
        // 2 × 36.50 + 2 × 36.50 + 4 × 36.50
        expect(standing(AWS_END, part("gcp", "gcp.vpn.tunnel", "us-central1", { count: 4 }))).toBe(292);
    });

    test("AWS and Azure: 146 and the gateway's 153.30 USD, its connections included", () => {
        expect(standing(AWS_END, AZURE_GATEWAY)).toBe(299.3);
    });

    test("Azure and Google: 153.30 and 73 USD", () => {
        const gateway = { ...AZURE_GATEWAY, counts: { connections: 2 } };
        expect(standing(gateway, part("gcp", "gcp.vpn.tunnel", "us-central1", { count: 2 }))).toBe(226.3);
    });

    test("an Azure gateway that serves several pairs is paid once, and its eleventh connection by itself", () => {
        const gateway = (connections: number) => ({ ...AZURE_GATEWAY, counts: { connections } });
        const google = part("gcp", "gcp.vpn.tunnel", "us-central1", { count: 2 });
        expect(standing(AWS_END, gateway(6), google)).toBe(146 + 153.3 + 73);
        expect(standing(gateway(10))).toBe(153.3);
        // 0.015 × 730
        expect(standing(gateway(11))).toBe(164.25);
        expect(standing(gateway(13))).toBe(186.15);
    });

    test("three regions with four VPCs each, every two peered: (6 + 12) × 0.05 × 730 = 657 USD", () => {
        const vpcs = part("vpcs", "aws.tgw.vpc-attachment", "us-east-1", { count: 12 });
        const sides = ["a-b", "b-a", "a-c", "c-a", "b-c", "c-b"].map((side) =>
            part(side, "aws.tgw.peering", "us-east-1", { owner: side.slice(0, 1) }),
        );
        const { total, perPayer } = costOf({ components: [vpcs, ...sides] });
        expect(total).toBe(657);
        // Each gateway's owner pays its own sides.
        expect(perPayer).toEqual({ a: 73, b: 73, c: 73, net: 438 });
    });
});

describe("what stands", () => {
    test.each<[string, Component, number | undefined]>([
        ["nothing of a site", part("s", "site", "europe"), 0],
        ["hours of its own", part("x", "aws.vgw.vpn", "us-east-1", { hours: 10 }), 0.5],
        ["no hours", part("x", "aws.vgw.vpn", "us-east-1", { hours: 0 }), 0],
        ["none of them", part("x", "aws.vgw.vpn", "us-east-1", { count: 0 }), 0],
        ["five forwarding rules together", part("x", "gcp.forwarding-rules", "", { counts: { rules: 5 } }), 18.25],
        ["and two more", part("x", "gcp.forwarding-rules", "", { counts: { rules: 7 } }), 32.85],
        ["no forwarding rules", part("x", "gcp.forwarding-rules", "", { counts: { rules: 0 } }), 0],
        ["a virtual hub", part("x", "azure.vwan.hub", "eastus"), 182.5],
        // 0.361 + 3 × 0.05
        ["its VPN gateway", part("x", "azure.vwan.vpn-gateway", "", { counts: { connections: 3 } }), 373.03],
        // (5 × 0.42 + 2 × 0.25) × 730
        ["seven ExpressRoute units", part("x", "azure.vwan.er-gateway", "", { counts: { scaleUnits: 7 } }), 1898],
        ["an accelerator", part("x", "aws.global-accelerator", ""), 18.25],
        ["a firewall endpoint", part("x", "aws.network-firewall", "us-east-1"), 288.35],
        // 0.50 + 2 × 1
        ["a health check with options", part("x", "aws.route53.health-check.aws", "", { counts: { options: 2 } }), 2.5],
        ["half a million queries", part("x", "azure.traffic-manager", "", { counts: { millions: 0.5 } }), 0.27],
        ["monthly prices, whatever the hours", part("x", "aws.route53.zone", "", { hours: 1, count: 3 }), 1.5],
        ["twenty users", part("x", "tailscale.user.standard", "", { counts: { users: 20 } }), 160],
    ])("%s", (_, component, usd) => {
        expect(costOf({ components: [component] })).toMatchObject({ total: usd, unknowns: [] });
    });

    test("for as many hours as the month is said to have", () => {
        expect(costOf({ components: [AWS_END] }, { hours: 100 }).total).toBe(20);
    });
});

describe("what passes", () => {
    /** Of a network whose components cost nothing by standing. */
    const lines = (components: Component[], ...flows: Flow[]) => {
        const { items, unknowns } = costOf({ components, flows }, { hours: 0 });
        return [
            ...items.map(({ payer, price, region, monthly }) => [payer, price, region, monthly]),
            ...unknowns.map(({ payer, price, region }) => [payer, price, region, undefined]),
        ];
    };
    const vpc = part("vpc", "aws.tgw.vpc-attachment", "us-east-1", { owner: "shop" });
    const vpn = part("vpn", "aws.tgw.vpn", "us-east-1");
    const tunnel = part("tunnel", "gcp.vpn.tunnel", "us-central1", { owner: "data" });

    test("from AWS to Google: the VPC pays the gateway, the VPN's owner the way out, Google nothing", () => {
        // 1,000 × 0.02, and 900 × 0.09 after 100 free GB
        expect(lines([vpc, vpn, tunnel], flow(1000, into("vpc"), out("vpn"), into("tunnel")))).toEqual([
            ["net", "aws.egress.internet", "us-east-1", 81],
            ["shop", "aws.tgw.data", "us-east-1", 20],
        ]);
    });

    test("from Google to AWS: Google's way out, and what the VPN sends to the transit gateway", () => {
        expect(lines([vpc, vpn, tunnel], flow(1000, out("tunnel"), into("vpn"), out("vpc")))).toEqual([
            ["data", "gcp.vpn.egress.internet", "us-central1 to us-east-1", 120],
            ["net", "aws.tgw.data", "us-east-1", 20],
        ]);
    });

    test("over a peering: the sending VPC and the sending side pay, the receiving side does not", () => {
        const components = [
            vpc,
            part("east", "aws.tgw.peering", "us-east-1", { owner: "east" }),
            part("ohio", "aws.tgw.peering", "us-east-2", { owner: "ohio" }),
            part("vpc2", "aws.tgw.vpc-attachment", "us-east-2", { owner: "lab" }),
        ];
        expect(lines(components, flow(100, into("vpc"), out("east"), into("ohio"), out("vpc2")))).toEqual([
            ["east", "aws.transfer.inter-region", "us-east-1 to us-east-2", 1],
            ["shop", "aws.tgw.data", "us-east-1", 2],
        ]);
    });

    test("Google's VPN traffic has the price of where it goes", () => {
        const ends = [
            tunnel,
            part("eu", "gcp.vpn.tunnel", "europe-west1", { owner: "data" }),
            part("sydney", "aws.vgw.vpn", "ap-southeast-2"),
            part("perth", "site", "australia"),
        ];
        const to = (name: string) => flow(100, out("tunnel"), into(name));
        expect(lines(ends, to("eu"), to("sydney"), to("perth"), flow(100, out("tunnel")))).toEqual([
            ["data", "gcp.vpn.egress.internal", "us-central1 to europe-west1", 8],
            ["data", "gcp.vpn.egress.internet", "us-central1 to elsewhere", 12],
            ["data", "gcp.vpn.egress.internet", "us-central1 to ap-southeast-2, us-central1 to australia", 38],
        ]);
    });

    test("an Azure gateway sends to the internet, or to another network of Azure", () => {
        const ends = [AZURE_GATEWAY, part("eu", "azure.vpn-gateway.VpnGw1AZ", "westeurope"), vpn];
        expect(
            lines(ends, flow(200, out("azure"), into("eu")), flow(200, out("azure"), into("vpn"))).map((l) => l[3]),
        ).toEqual([4, 8.7, 7]);
    });

    test("a virtual hub counts what goes from network to network, and charges the way to another hub", () => {
        const ends = [
            part("v1", "azure.vwan.vnet-connection", "eastus"),
            part("v2", "azure.vwan.vnet-connection", "westeurope"),
            part("l1", "azure.vwan.hub-link", "eastus"),
            part("l2", "azure.vwan.hub-link", "westeurope"),
            part("branch", "azure.vwan.vpn-gateway", "eastus"),
        ];
        expect(lines(ends, flow(100, into("v1"), out("v2")))).toEqual([["net", "azure.vwan.data", "eastus", 2]]);
        expect(lines(ends, flow(100, into("v1"), out("l1"), into("l2"), out("v2")))).toEqual([
            ["net", "azure.vwan.data", "eastus", 2],
            ["net", "azure.vwan.hub-to-hub", "eastus to westeurope", 7],
        ]);
        expect(lines(ends, flow(100, into("v1"), out("branch")))).toEqual([
            ["net", "azure.egress.internet", "eastus", 0],
        ]);
    });

    test("both ends of a peering of virtual networks pay, each by its own zone", () => {
        const ends = [
            part("eu", "azure.vnet-peering", "westeurope", { owner: "eu" }),
            part("jp", "azure.vnet-peering", "japanwest", { owner: "jp" }),
        ];
        expect(lines(ends, flow(1000, out("eu"), into("jp")))).toEqual([
            ["eu", "azure.vnet-peering", "westeurope to japanwest", 35],
            ["jp", "azure.vnet-peering", "japanwest to westeurope", 90],
        ]);
    });

    test("zones of AWS charge what leaves and what arrives", () => {
        const ends = ["z1", "z2"].map((zone) => part(zone, "aws.zone-crossing", "us-east-1"));
        expect(lines(ends, flow(1000, out("z1"), into("z2")))).toEqual([
            ["net", "aws.transfer.cross-zone", "us-east-1", 20],
        ]);
    });

    test("one account's traffic is summed before the tiers apply, another's is not", () => {
        const way = (name: string, owner: string, region = "us-east-1") => part(name, "aws.vgw.vpn", region, { owner });
        const ends = [way("v1", "a"), way("v2", "a", "eu-west-1"), way("v3", "b")];
        const flows = ["v1", "v2", "v3"].map((name) => flow(5120, out(name)));
        expect(lines(ends, ...flows)).toEqual([
            ["a", "aws.egress.internet", "eu-west-1, us-east-1", 912.6],
            ["b", "aws.egress.internet", "us-east-1", 451.8],
        ]);
        // The 100 free GB are given once, whatever the regions charge: 40 × 0, then 60 × 0 and 40 × 0.114.
        const far = [...ends, way("v4", "a", "ap-northeast-1")];
        expect(lines(far, flow(40, out("v1")), flow(100, out("v4")))).toEqual([
            ["a", "aws.egress.internet", "us-east-1", 0],
            ["a", "aws.egress.internet", "ap-northeast-1", 4.56],
        ]);
    });

    test("free GB are not for GovCloud, and are used up over the other regions", () => {
        const ends = ["us-east-1", "us-gov-west-1", "ap-south-1"].map((region) => part(region, "aws.vgw.vpn", region));
        // 60 free; 40 free and 20 × 0.1093; 10 × 0.155
        expect(
            lines(ends, flow(60, out("us-east-1")), flow(10, out("us-gov-west-1")), flow(60, out("ap-south-1"))),
        ).toEqual([
            ["net", "aws.egress.internet", "us-east-1", 0],
            ["net", "aws.egress.internet", "ap-south-1", 2.186],
            ["net", "aws.egress.internet", "us-gov-west-1", 1.55],
        ]);
    });
});

describe("a price that nobody told", () => {
    const large = { components: [part("vpn", "aws.tgw.vpn.large", "us-east-1", { count: 2 })] };

    test("is asked for, and is not in the total", () => {
        const { total, unknowns, perPayer, reasoning } = costOf(large);
        expect([total, perPayer]).toEqual([73, { net: 73 }]);
        expect(unknowns).toEqual([
            {
                price: "aws.vpn.connection.large",
                what: "a large-bandwidth Site-to-Site VPN connection",
                payer: "net",
                region: "us-east-1",
                for: ["vpn"],
                quantity: 1460,
                unit: "USD/hour",
                ask: "the price of a large-bandwidth Site-to-Site VPN connection in us-east-1, in USD/hour",
                answer: 'prices["aws.vpn.connection.large"]["us-east-1"]',
            },
        ]);
        expect(explain(reasoning).split("\n").slice(1)).toEqual([
            "net: a large-bandwidth Site-to-Site VPN connection, us-east-1: not known, 1,460 hours; give the price of a " +
                "large-bandwidth Site-to-Site VPN connection in us-east-1, in USD/hour, as " +
                'prices["aws.vpn.connection.large"]["us-east-1"]',
            "total: 73.00 USD/month, 1 item, without 1 item whose price is not known",
        ]);
    });

    test("is the user's where the user gives it", () => {
        const { total, unknowns, items } = costOf(large, { prices: { "aws.vpn.connection.large": 0.5 } });
        expect([total, unknowns]).toEqual([803, []]);
        expect(items[1]?.source).toEqual({
            document: 'prices["aws.vpn.connection.large"]',
            date: "",
            certainty: "given",
        });
    });

    test("of another region may be assumed, and then says so", () => {
        const frankfurt = { components: [part("vpn", "aws.vgw.vpn", "eu-central-1")] };
        expect(costOf(frankfurt)).toMatchObject({ total: 0, unknowns: [{ region: "eu-central-1", quantity: 730 }] });
        const { total, unknowns, items } = costOf(frankfurt, { assumeHomeRates: true });
        expect([total, unknowns, items[0]?.source.certainty]).toEqual([36.5, [], "derived"]);
    });

    test("may be the one above a table's last tier", () => {
        const sydney = [part("t", "gcp.vpn.tunnel", "us-central1", { hours: 0 }), part("s", "site", "australia")];
        const { items, unknowns } = costOf({ components: sydney, flows: [flow(1030, out("t"), into("s"))] });
        expect(items.map(({ quantity, monthly }) => [quantity, monthly])).toEqual([[1024, 194.56]]);
        expect(unknowns).toMatchObject([
            {
                quantity: 6,
                ask:
                    "the price of IPsec traffic from Google Cloud to the internet above 1,024 GB " +
                    "in us-central1 to australia, in USD/GB",
                answer: 'prices["gcp.vpn.egress.internet"]["*>australia"].above',
            },
        ]);
    });

    test("leaves a payer with nothing else at zero", () => {
        const spoke = { components: [part("s", "gcp.ncc.spoke", "us-central1")] };
        expect(costOf(spoke)).toMatchObject({ total: 0, items: [], perPayer: { net: 0 } });
    });
});

describe("the bill", () => {
    test("has a line for each payer, thing and place, and says how it comes to the figure", () => {
        const { items, reasoning } = costOf({
            components: [
                part("vpn-b", "aws.vgw.vpn", "us-east-1"),
                part("vpn-a", "aws.vgw.vpn", "us-east-1", { hours: 10 }),
            ],
            flows: [flow(150, out("vpn-a"))],
        });
        expect(items).toEqual([
            {
                price: "aws.egress.internet",
                what: "traffic from AWS to the internet, VPN peers included",
                payer: "net",
                region: "us-east-1",
                for: ["vpn-a"],
                quantity: 150,
                unit: "USD/GB",
                rate: [
                    { upTo: 100, rate: 0 },
                    { upTo: 10_240, rate: 0.09 },
                    { upTo: 51_200, rate: 0.085 },
                    { upTo: 153_600, rate: 0.07 },
                    { rate: 0.05 },
                ],
                monthly: 4.5,
                source: {
                    document:
                        "infracost, expected output of aws_data_transfer; 100 GB free over all regions: " +
                        "AWS re:Post and free tier",
                    date: "2024-09-25",
                    certainty: "read",
                },
            },
            {
                price: "aws.vpn.connection",
                what: "a Site-to-Site VPN connection",
                payer: "net",
                region: "us-east-1",
                for: ["vpn-a", "vpn-b"],
                quantity: 740,
                unit: "USD/hour",
                rate: 0.05,
                monthly: 37,
                source: {
                    document: "infracost, expected outputs of its AWS tests",
                    date: "2024-07-01",
                    certainty: "read",
                },
            },
        ]);
        expect(explain(reasoning).split("\n")).toEqual([
            "net: traffic from AWS to the internet, VPN peers included, us-east-1: 4.50 USD/month, " +
                "100 GB × 0 USD/GB + 50 GB × 0.09 USD/GB (infracost, expected output of aws_data_transfer; " +
                "100 GB free over all regions: AWS re:Post and free tier, 2024-09-25, read)",
            "net: a Site-to-Site VPN connection, us-east-1: 37.00 USD/month, 740 hours × 0.05 USD/hour " +
                "(infracost, expected outputs of its AWS tests, 2024-07-01, read)",
            "total: 41.50 USD/month, 2 items",
        ]);
    });

    test("counts pieces and millions in their own words", () => {
        const { reasoning } = costOf({
            components: [part("z", "aws.route53.zone", ""), part("q", "aws.route53.queries.standard", "")],
        });
        expect(reasoning.map(({ because }) => because)).toEqual([
            "1 million × 0.4 USD/million",
            "1 × 0.5 USD/month",
            "2 items",
        ]);
    });

    test("of nothing is nothing", () => {
        expect(monthlyCost({ components: [] })).toEqual({
            total: 0,
            items: [],
            perPayer: {},
            unknowns: [],
            reasoning: [{ what: "total", figure: "0.00 USD/month", because: "0 items" }],
        });
    });
});

describe("for any network", () => {
    const kinds = Object.keys(KINDS).sort();
    const regions: Readonly<Record<string, string[]>> = {
        aws: ["us-east-1", "eu-west-1", "ap-south-1", "cn-north-1", ""],
        azure: ["eastus", "japanwest", ""],
        gcp: ["us-central1", "europe-west1", ""],
        site: ["australia", "china", ""],
    };
    const cloudOf = (kind: string): string => kind.split(".", 1)[0]!;
    /** Ways that traffic can take: hops that nobody passes, or that skip a border, are left out. */
    const passable = (over: Hop[], components: Component[]): Hop[] => {
        const found = (hop: Hop): Component => components.find((c) => c.name === (hop.in ?? hop.out))!;
        const worldOf = ({ kind, name }: Component): string => (kind === "site" ? name : cloudOf(kind));
        return over.reduce<Hop[]>((way, hop) => {
            const last = way.at(-1);
            const isPassed = KINDS[found(hop).kind]?.[hop.in === undefined ? "out" : "in"] !== undefined;
            const crosses = last !== undefined && worldOf(found(last)) !== worldOf(found(hop));
            const isOrdered = !crosses || (last.out !== undefined && hop.in !== undefined);
            return isPassed && isOrdered ? [...way, hop] : way;
        }, []);
    };
    const network = (payers: string[]): fc.Arbitrary<{ components: Component[]; flows: Flow[] }> =>
        fc
            .array(
                fc.record({
                    kind: fc.constantFrom(...kinds),
                    place: fc.nat(100),
                    owner: fc.constantFrom(...payers),
                    count: fc.nat(3),
                }),
                { minLength: 1, maxLength: 6 },
            )
            .map((parts) =>
                parts.map(({ place, ...p }, i): Component => {
                    const among = regions[cloudOf(p.kind)] ?? [""];
                    return { ...p, name: `${p.owner}${i}`, region: among[place % among.length]! };
                }),
            )
            .chain((components) => {
                const name = fc.constantFrom(...components.map((c) => c.name));
                const hop = fc.oneof(name.map(into), name.map(out));
                const gb = fc.integer({ min: 0, max: 300_000_000 }).map((thousandths) => thousandths / 1000);
                const some = fc.record({ over: fc.array(hop, { maxLength: 4 }), gbPerMonth: gb });
                return fc.record({
                    components: fc.constant(components),
                    flows: fc.array(
                        some.map((f): Flow => ({ from: "a", to: "b", ...f, over: passable(f.over, components) })),
                        { maxLength: 5 },
                    ),
                });
            });
    const micros = (usd: number): number => Math.round(usd * 1e6);
    const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + micros(b), 0);

    test("the items, and the payers, sum up to the total", () => {
        fc.assert(
            fc.property(network(["x", "y"]), (any) => {
                const { total, items, perPayer } = costOf(any);
                expect(sum(items.map((i) => i.monthly))).toBe(micros(total));
                expect(sum(Object.values(perPayer))).toBe(micros(total));
            }),
        );
    });

    test("order means nothing", () => {
        fc.assert(
            fc.property(network(["x", "y"]), ({ components, flows }) => {
                const turned = { components: [...components].reverse(), flows: [...flows].reverse() };
                expect(monthlyCost(turned)).toEqual(monthlyCost({ components, flows }));
            }),
        );
    });

    test("two networks with different payers cost what each costs", () => {
        fc.assert(
            fc.property(network(["x"]), network(["y"]), (a, b) => {
                const both = costOf({
                    components: [...a.components, ...b.components],
                    flows: [...a.flows, ...b.flows],
                });
                const [one, other] = [costOf(a), costOf(b)];
                expect(micros(both.total)).toBe(micros(one.total) + micros(other.total));
                expect(both.perPayer).toEqual({ ...one.perPayer, ...other.perPayer });
                expect(both.items).toEqual([...one.items, ...other.items]);
            }),
        );
    });

    test("more traffic never costs less", () => {
        fc.assert(
            fc.property(network(["x"]), fc.nat(100_000), ({ components, flows }, more) => {
                const grown = flows.map((f, i) => (i === 0 ? { ...f, gbPerMonth: f.gbPerMonth + more } : f));
                const before = costOf({ components, flows }).total;
                expect(costOf({ components, flows: grown }).total).toBeGreaterThanOrEqual(before);
            }),
        );
    });
});
