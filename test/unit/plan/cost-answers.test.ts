import type { Component, CostedNetwork, CostOptions, Flow, MonthlyCost } from "../../../plan/cost";
import { monthlyCost } from "../../../plan/cost";

const part = (name: string, kind: string, region: string, more: Partial<Component> = {}): Component => ({
    name,
    kind,
    region,
    owner: "net",
    ...more,
});
const sent = (gbPerMonth: number, from: string, to: string): Flow => ({
    from: "a",
    to: "b",
    gbPerMonth,
    over: [{ out: from }, { in: to }],
});
function costOf(network: CostedNetwork, options?: CostOptions): MonthlyCost {
    const result = monthlyCost(network, options);
    if ("problems" in result) throw new Error(JSON.stringify(result.problems));
    return result;
}
type Tree = { [key: string]: Tree | number };
/** Options with every path of an answer set to a number, as a program would write it. */
function answered(answer: string, value: number): CostOptions {
    const options: Tree = {};
    for (const path of answer.split(" and ")) {
        const keys = [...path.matchAll(/(?:^|\.)([A-Za-z_]\w*)|\[("(?:[^"\\]|\\.)*")\]/g)].map(
            ([, name, quoted]) => name ?? (JSON.parse(quoted!) as string),
        );
        const last = keys.pop()!;
        const holder = keys.reduce<Tree>((at, key) => (at[key] ??= {}) as Tree, options);
        holder[last] = value;
    }
    return options;
}

/** Whatever nobody told: by place, everywhere, by pair, above a last tier, without a region. */
const NETWORK: CostedNetwork = {
    components: [
        part("frankfurt", "gcp.vpn.tunnel", "europe-west3"),
        part("tokyo", "gcp.vpn.tunnel", "asia-northeast1"),
        part("iowa", "gcp.vpn.tunnel", "us-central1"),
        part("somewhere", "gcp.vpn.tunnel", ""),
        part("large", "aws.tgw.vpn.large", "us-east-1"),
        part("large2", "aws.tgw.vpn.large", "eu-west-1"),
        part("port", "aws.dx.port.1g", "ap-northeast-1"),
        part("port2", "aws.dx.port.1g", "ap-northeast-3"),
        part("mexico", "aws.vpc-peering", "mx-central-1"),
        part("spoke", "gcp.ncc.spoke", "us-central1"),
        part("spoke2", "gcp.ncc.spoke", "us-east1"),
        part("team", "netbird.user.team", ""),
        part("us", "azure.internet", "eastus"),
        part("eu", "azure.internet", "westeurope"),
        part("asia", "azure.internet", "japaneast"),
        part("gateway", "azure.vpn-gateway.VpnGw2AZ", "eastus"),
        part("gateway2", "azure.vpn-gateway.VpnGw2AZ", "westeurope"),
        part("perth", "site", "australia"),
        part("beijing", "site", "china"),
        part("plant", "site", ""),
    ],
    flows: [
        sent(2000, "iowa", "perth"),
        sent(20_000, "iowa", "beijing"),
        sent(10, "iowa", "plant"),
        sent(300_000, "us", "plant"),
        sent(300_000, "eu", "plant"),
        sent(10, "asia", "plant"),
        { from: "a", to: "b", gbPerMonth: 5, over: [{ out: "mexico" }] },
        sent(5, "mexico", "large"),
    ],
};
const idle = costOf(NETWORK);
const summary = (cost: MonthlyCost) => cost.items.map((i) => [i.payer, i.price, i.region, i.monthly]);

test("every place without a price has an answer of its own", () => {
    expect(idle.unknowns.map(({ answer }) => answer).sort()).toEqual([
        'prices["aws.dx.port.1g"]["ap-northeast-1"]',
        'prices["aws.dx.port.1g"]["ap-northeast-3"]',
        'prices["aws.tgw.attachment"]["eu-west-1"]',
        'prices["aws.transfer.inter-region"]["mx-central-1>elsewhere"]',
        'prices["aws.transfer.inter-region"]["mx-central-1>us-east-1"]',
        'prices["aws.vpn.connection.large"]["eu-west-1"]',
        'prices["aws.vpn.connection.large"]["us-east-1"]',
        'prices["azure.egress.internet"].europe.above and prices["azure.egress.internet"]["north-america"].above',
        'prices["azure.egress.internet"].japaneast',
        'prices["azure.vpn-gateway.VpnGw2AZ"].eastus',
        'prices["azure.vpn-gateway.VpnGw2AZ"].westeurope',
        'prices["gcp.ncc.spoke"]["us-central1"]',
        'prices["gcp.ncc.spoke"]["us-east1"]',
        'prices["gcp.vpn.egress.internet"]["*>australia"].above',
        'prices["gcp.vpn.egress.internet"]["*>china"].above',
        'prices["gcp.vpn.tunnel"].elsewhere',
        'prices["gcp.vpn.tunnel"]["asia-northeast1"]',
        'prices["gcp.vpn.tunnel"]["europe-west3"]',
        'prices["netbird.user.team"]',
    ]);
});

test.each(idle.unknowns.map((unknown) => [unknown.answer, unknown] as const))(
    "%s, answered as printed, prices what was asked and nothing else",
    (answer, unknown) => {
        const cost = costOf(NETWORK, answered(answer, 2));
        expect(cost.unknowns).toEqual(idle.unknowns.filter((u) => u !== unknown));
        expect(Math.round((cost.total - idle.total) * 1e6)).toBe(Math.round(unknown.quantity * 2e6));
        const before = new Set(summary(idle).map((line) => JSON.stringify(line)));
        const others = summary(cost).filter((line) => !before.has(JSON.stringify(line)));
        expect(others.map(([payer, price]) => [payer, price])).toEqual([[unknown.payer, unknown.price]]);
    },
);

test("answers and problems name the argument that holds the options", () => {
    const { unknowns } = costOf({ components: [part("t", "gcp.vpn.tunnel", "europe-west3")] }, { path: "cost" });
    expect(unknowns.map(({ answer }) => answer)).toEqual(['cost.prices["gcp.vpn.tunnel"]["europe-west3"]']);
    const prices = { "gcp.vpn.tunnel": { "europe-west3": 0.06 } };
    const { items } = costOf({ components: [part("t", "gcp.vpn.tunnel", "europe-west3")] }, { path: "cost", prices });
    expect(items[0]?.source.document).toBe('cost.prices["gcp.vpn.tunnel"]["europe-west3"]');
    const wrong = monthlyCost({ components: [] }, { path: "cost", hours: -1, prices: { "gcp.vpn.tunnel": -1 } });
    expect("problems" in wrong && wrong.problems.map(({ path }) => path)).toEqual([
        "cost.hours",
        'cost.prices["gcp.vpn.tunnel"]',
    ]);
});

describe("a price above the last tier", () => {
    const network = {
        components: [part("iowa", "gcp.vpn.tunnel", "us-central1", { hours: 0 }), part("perth", "site", "australia")],
        flows: [sent(1034, "iowa", "perth")],
    };

    test("keeps the tiers below, and says where it comes from", () => {
        const prices = { "gcp.vpn.egress.internet": { "*>australia": { above: 0.18 } } };
        const { total, items, unknowns } = costOf(network, { prices });
        // 1,024 × 0.19 + 10 × 0.18
        expect([total, unknowns]).toEqual([196.36, []]);
        expect(items).toMatchObject([
            {
                rate: [{ upTo: 1024, rate: 0.19 }, { rate: 0.18 }],
                source: {
                    document:
                        "infracost, expected outputs of google_compute_ha_vpn_gateway and " +
                        "google_compute_external_vpn_gateway; above its last tier " +
                        'prices["gcp.vpn.egress.internet"]["*>australia"].above',
                    date: "2024-07-01",
                    certainty: "given",
                },
            },
        ]);
    });

    test.each([
        ["for a place", { "us-central1>australia": [{ upTo: 34, rate: 1 }, { rate: 0.5 }] }],
        ["for everywhere", [{ upTo: 34, rate: 1 }, { rate: 0.5 }]],
    ])("may be among tiers of the user's own, %s", (_, said) => {
        const { total, unknowns } = costOf(network, { prices: { "gcp.vpn.egress.internet": said } });
        expect([total, unknowns]).toEqual([534, []]);
    });

    test("an area stands for its regions", () => {
        const sydney = [network.components[0]!, part("sydney", "aws.vgw.vpn", "ap-southeast-2", { hours: 0 })];
        const prices = { "gcp.vpn.egress.internet": { "us-central1>australia": 0.5 } };
        expect(costOf({ components: sydney, flows: [sent(10, "iowa", "sydney")] }, { prices }).total).toBe(5);
    });
});

describe("Azure's gateways", () => {
    test("without a known price name the region, and the price that is a floor", () => {
        const { unknowns } = costOf({ components: [part("g", "azure.vpn-gateway.VpnGw2AZ", "westeurope")] });
        expect(unknowns.map(({ ask }) => ask)).toEqual([
            "the price of an Azure VPN gateway VpnGw2AZ in westeurope, in USD/hour (derived: at least the 0.49 of " +
                "VpnGw2, its like without zones, in eastus (infracost, expected output of " +
                "azurerm_virtual_network_gateway, 2025-01))",
        ]);
    });

    test("without zones can no longer be created, and the bill says so", () => {
        const { items } = costOf({ components: [part("g", "azure.vpn-gateway.VpnGw1", "eastus")] });
        expect(items.map(({ what, monthly }) => [what, monthly])).toEqual([
            ["an Azure VPN gateway VpnGw1, which can no longer be created", 138.7],
        ]);
    });
});

test("a region without a name is asked for, never assumed", () => {
    const { total, unknowns } = costOf({ components: [part("v", "aws.vgw.vpn", "")] }, { assumeHomeRates: true });
    expect([total, unknowns.map(({ ask, answer }) => [ask, answer])]).toEqual([
        0,
        [
            [
                "the price of a Site-to-Site VPN connection in any region, in USD/hour",
                'prices["aws.vpn.connection"].elsewhere',
            ],
        ],
    ]);
});
