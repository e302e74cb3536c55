import { monthlyCost, type Component, type CostedNetwork, type Hop } from "../../../plan/cost";

const vpn: Component = { name: "vpn", kind: "aws.vgw.vpn", region: "us-east-1", owner: "net" };
const anything = monthlyCost as (network?: unknown, options?: unknown) => ReturnType<typeof monthlyCost>;
const problemsOf = (network?: unknown, options?: unknown) => {
    const result = anything(network, options);
    return "problems" in result ? result.problems : [];
};
const brief = (network?: unknown, options?: unknown) =>
    problemsOf(network, options).map(({ check, path, got }) => [check, path, got]);
const flow = (...over: unknown[]) => ({ from: "a", to: "b", gbPerMonth: 1, over });
const withFlows = (flows: unknown) => ({ components: [vpn], flows });

describe("whatever is given, nothing throws and nothing is billed that was not said", () => {
    test.each<[string, unknown, [string, string, string][]]>([
        ["no network", undefined, [["missing-argument", "", "nothing"]]],
        ["null", null, [["missing-argument", "", "nothing"]]],
        ["a text", "net", [["wrong-type", "", '"net"']]],
        ["an empty map", {}, [["missing-argument", "components", "nothing"]]],
        ["a map of components", { components: { vpn } }, [["wrong-type", "components", "an object"]]],
        ["an unknown argument", { components: [], flow: [] }, [["unknown-argument", "flow", '"flow"']]],
        ["a component of null", { components: [null] }, [["missing-argument", "components[0]", "nothing"]]],
        [
            "a component of nothing",
            { components: [{}] },
            ["kind", "name", "owner", "region"].map((m) => ["missing-argument", `components[0].${m}`, "nothing"]),
        ],
        [
            "a kind of null",
            { components: [{ ...vpn, kind: null }] },
            [["missing-argument", "components.vpn.kind", "nothing"]],
        ],
        ["a number as kind", { components: [{ ...vpn, kind: 5 }] }, [["wrong-type", "components.vpn.kind", "5"]]],
        ["no owner", { components: [{ ...vpn, owner: "" }] }, [["no-name", "components.vpn.owner", '""']]],
        ["no name", { components: [{ ...vpn, name: "" }] }, [["no-name", "components[0].name", '""']]],
        [
            "a count outside of counts",
            { components: [{ ...vpn, connections: 20 }] },
            [["unknown-argument", "components.vpn.connections", '"connections"']],
        ],
        [
            "counts of null",
            { components: [{ ...vpn, counts: { users: null } }] },
            [["missing-argument", "components.vpn.counts.users", "nothing"]],
        ],
        ["a map of flows", withFlows({}), [["wrong-type", "flows", "an empty map"]]],
        ["a flow of null", withFlows([null]), [["missing-argument", "flows[0]", "nothing"]]],
        [
            "a flow without a way",
            withFlows([{ from: "a", to: "b", gbPerMonth: 1 }]),
            [["missing-argument", "flows[0].over", "nothing"]],
        ],
        ["a flow from 5", withFlows([{ ...flow(), from: 5 }]), [["wrong-type", "flows[0].from", "5"]]],
        ["a text of GB", withFlows([{ ...flow(), gbPerMonth: "5" }]), [["wrong-type", "flows[0].gbPerMonth", '"5"']]],
        ["a hop of null", withFlows([flow(null)]), [["missing-argument", "flows[0].over[0]", "nothing"]]],
        ["a hop into 5", withFlows([flow({ in: 5 })]), [["wrong-type", "flows[0].over[0].in", "5"]]],
    ])("%s", (_, network, expected) => {
        expect(brief(network).sort()).toEqual(expected);
    });

    test.each<[unknown, [string, string, string][]]>([
        ["eu", [["wrong-type", "options", '"eu"']]],
        [{ prices: "low" }, [["wrong-type", "prices", '"low"']]],
        [{ prices: [] }, [["wrong-type", "prices", "an empty list"]]],
        [{ assumeHomeRate: true }, [["unknown-argument", "assumeHomeRate", '"assumeHomeRate"']]],
        [{ assumeHomeRates: "no" }, [["wrong-type", "assumeHomeRates", '"no"']]],
        [{ path: 5 }, [["wrong-type", "path", "5"]]],
        [{ prices: { "aws.vpn.connection": 1e300 } }, [["price-value", 'prices["aws.vpn.connection"]', "1e+300"]]],
    ])("options of %j", (options, expected) => {
        expect(brief({ components: [vpn] }, options)).toEqual(expected);
    });

    test("null where an argument may be left out is as if it were", () => {
        const bare = { components: [{ ...vpn, count: null, counts: null, hours: null }], flows: null };
        const options = { prices: null, hours: null, assumeHomeRates: null, path: null };
        expect(anything(bare, options)).toEqual(monthlyCost({ components: [vpn] }));
        expect(anything(bare, null)).toEqual(monthlyCost({ components: [vpn] }));
    });

    test("a gateway has a scale unit, and whole ones", () => {
        const gateway = { ...vpn, kind: "azure.vwan.vpn-gateway", region: "eastus" };
        const scaled = (scaleUnits: number) => problemsOf({ components: [{ ...gateway, counts: { scaleUnits } }] });
        const problem = {
            check: "out-of-range",
            path: "components.vpn.counts.scaleUnits",
            allowed: "a whole number from 1 to 1000000",
            fix: "Give a whole number from 1 to 1000000.",
        };
        expect(scaled(0)).toEqual([{ ...problem, got: "0" }]);
        expect(scaled(1.5)).toEqual([{ ...problem, got: "1.5" }]);
        expect(scaled(1)).toEqual([]);
    });
});

describe("a region that there is not", () => {
    const fix = 'Correct the spelling. A region that the tables do not have is "": its prices are then asked for.';
    test.each<[string, string, string]>([
        ["aws.vgw.vpn", "narnia", 'a region of AWS, such as "us-east-1"'],
        ["aws.vgw.vpn", "us-esat-1", "us-east-1 or us-west-1"],
        ["gcp.vpn.tunnel", "europ-west3", "europe-west1, europe-west2 or europe-west3"],
        ["azure.vwan.hub", "west europe", "westeurope"],
        ["site", "chnia", "china"],
        ["site", "narnia-city", '"", a region, an area of a price or a place that your own prices name'],
        ["tailscale.user.standard", "europe", '"", because it has one price everywhere'],
    ])("%s in %s", (kind, region, allowed) => {
        const got = JSON.stringify(region);
        const path = "components.vpn.region";
        const result = problemsOf({ components: [{ ...vpn, kind, region }] }, { assumeHomeRates: true });
        expect(result).toMatchObject([{ check: "unknown-region", path, got, fix }]);
        expect(result[0]?.allowed).toBe(allowed);
    });

    test("but a site's that the user's own prices name is one", () => {
        const components = [
            { ...vpn, name: "dx", kind: "aws.tgw.dx-gateway" },
            { ...vpn, name: "office", kind: "site", region: "EqFR5" },
        ];
        const prices = { "aws.dx.egress": { "us-east-1>EqFR5": 3 } };
        const network: CostedNetwork = {
            components,
            flows: [{ from: "a", to: "b", gbPerMonth: 1, over: [{ out: "dx" }, { in: "office" }] }],
        };
        // 36.50 for the attachment.
        expect(monthlyCost(network, { prices })).toMatchObject({ total: 39.5 });
        expect(brief(network)).toEqual([["unknown-region", "components.office.region", '"EqFR5"']]);
        const other = { "aws.dx.egress": { "us-east-1>EqFR6": 3 } };
        expect(problemsOf(network, { prices: other }).map(({ check, got, allowed }) => [check, got, allowed])).toEqual([
            ["unknown-place", '"us-east-1>EqFR6"', "us-east-1>EqFR5"],
            ["unknown-region", '"EqFR5"', '"", a region, an area of a price or a place that your own prices name'],
        ]);
    });
});

describe("a user's price at a place that there is not", () => {
    const fix = "Correct the spelling, or remove it.";
    test.each<[string, string, string]>([
        ["aws.vpn.connection", "us-esat-1", "us-east-1 or us-west-1"],
        ["aws.vpn.connection", "nowhere at all", 'a region or "*", as AWS and this price name them'],
        ["aws.vpn.connection", "us-east-1>us-east-2", 'a region or "*", as AWS and this price name them'],
        ["aws.vpn.connection", "westeurope", 'a region or "*", as AWS and this price name them'],
        ["azure.egress.internet", "nowhere at all", 'a region, an area or "*", as Azure and this price name them'],
        ["gcp.vpn.egress.internet", "us-central1>chnia", "us-central1>china"],
        ["gcp.vpn.egress.internet", "us-centrl1>china", "us-central1>china"],
        [
            "gcp.vpn.egress.internet",
            "a>b>c",
            'a region, an area, a pair "a>b" or "*", as Google Cloud and this price name them',
        ],
        ["aws.transfer.inter-region", "other area", 'a region, a pair "a>b" or "*", as AWS and this price name them'],
        ["netbird.user.team", "europe", '"*"'],
    ])("%s, %s", (id, place, allowed) => {
        const result = problemsOf({ components: [] }, { prices: { [id]: { [place]: 1 } } });
        const got = JSON.stringify(place);
        expect(result).toMatchObject([{ check: "unknown-place", got, fix }]);
        expect(result[0]?.path.startsWith(`prices["${id}"]`)).toBe(true);
        expect(result[0]?.allowed).toBe(allowed);
    });

    test.each<[string, string]>([
        ["aws.vpn.connection", "*"],
        ["aws.vpn.connection", "elsewhere"],
        ["aws.transfer.inter-region", "same region"],
        ["gcp.vpn.egress.internal", "other area"],
        ["gcp.vpn.egress.internal", "europe>asia"],
        ["gcp.vpn.egress.internet", "*>ap-southeast-2"],
        ["gcp.vpn.egress.internet", "us-central1>elsewhere"],
        ["netbird.user.team", "*"],
    ])("%s, %s is one", (id, place) => {
        expect(problemsOf({ components: [] }, { prices: { [id]: { [place]: 1 } } })).toEqual([]);
    });
});

describe("tiers of the user's own", () => {
    const said = (id: string, value: unknown) => problemsOf({ components: [] }, { prices: { [id]: value } });
    const EGRESS = "gcp.vpn.egress.internet";

    test.each<[unknown, string]>([
        [[], "an empty list"],
        [[{ upTo: 10, rate: 1 }], "a list of 1"],
        [[{ upTo: 10, rate: 1 }, { upTo: 10, rate: 1 }, { rate: 1 }], "a list of 3"],
        [[{ upTo: 0, rate: 1 }, { rate: 1 }], "a list of 2"],
        [[{ upTo: 1e300, rate: 1 }, { rate: 1 }], "a list of 2"],
        [[{ rate: 1 }, { rate: 1 }], "a list of 2"],
        [[{ rate: -1 }], "a list of 1"],
        [[{ rate: 1, from: 5 }], "a list of 1"],
        [[null], "a list of 1"],
    ])("%j are refused", (tiers, got) => {
        expect(said(EGRESS, { "*": tiers })).toEqual([
            {
                check: "price-tiers",
                path: `prices["${EGRESS}"]["*"]`,
                got,
                allowed: "tiers { upTo, rate }, each ending above the one before it, the last without 'upTo'",
                fix: "Give the price that you pay.",
            },
        ]);
    });

    test("are for prices by the GB", () => {
        expect(said("aws.vpn.connection", [{ rate: 1 }])).toMatchObject([
            { check: "price-tiers", allowed: "one number of USD/hour: only prices by the GB have tiers" },
        ]);
        expect(said(EGRESS, [{ rate: 1 }])).toEqual([]);
    });

    test("'above' is for where the book's tiers end", () => {
        expect(said(EGRESS, { "*>china": { above: 0.2 }, "us-central1>cn-north-1": { above: 0.2 } })).toEqual([]);
        expect(said(EGRESS, { "*": { above: 0.2 } })).toEqual([
            {
                check: "no-last-tier",
                path: `prices["${EGRESS}"]["*"]`,
                got: "'above'",
                allowed: "'above' where the tiers of the price book end",
                fix: "Give the price itself, a number or all its tiers.",
            },
        ]);
        expect(said(EGRESS, { "*>china": { above: -1 } })).toMatchObject([{ check: "price-value", got: "-1" }]);
        expect(said(EGRESS, { "*>china": { abov: 1 } }).map(({ check }) => check)).toEqual([
            "unknown-argument",
            "missing-argument",
        ]);
    });
});

describe("a way that traffic cannot take", () => {
    const part = (name: string, kind: string, region: string): Component => ({ name, kind, region, owner: "net" });
    const components = [
        vpn,
        part("vpc", "aws.tgw.vpc-attachment", "us-east-1"),
        part("tunnel", "gcp.vpn.tunnel", "us-central1"),
        part("address", "azure.public-ip", "eastus"),
        part("firewall", "azure.firewall.standard", "eastus"),
        part("v1", "azure.vwan.vnet-connection", "eastus"),
        part("v2", "azure.vwan.vnet-connection", "westeurope"),
        part("a", "site", ""),
        part("b", "site", ""),
    ];
    const over = (...hops: Hop[]) => problemsOf({ components, flows: [flow(...hops)] });

    test("passes nothing that only stands", () => {
        expect(over({ out: "tunnel" }, { in: "address" })).toEqual([
            {
                check: "flow-direction",
                path: "flows[0].over[1]",
                got: 'in through "address" of the kind azure.public-ip',
                allowed: "a component that traffic passes",
                fix: "Nothing passes azure.public-ip inwards: take it out of the way.",
            },
        ]);
        expect(over({ out: "firewall" })).toEqual([
            {
                check: "flow-direction",
                path: "flows[0].over[0]",
                got: 'out through "firewall" of the kind azure.firewall.standard',
                allowed: '{ in: "firewall" }',
                fix: "Nothing passes azure.firewall.standard outwards: take it out of the way.",
            },
        ]);
    });

    test("leaves one provider before it enters the next", () => {
        expect(over({ in: "tunnel" }, { out: "vpn" })).toEqual([
            {
                check: "flow-order",
                path: "flows[0].over[1]",
                got: 'in through "tunnel", then out through "vpn"',
                allowed: "from Google Cloud to AWS: out of the one, then into the other",
                fix: "Name the components in the order in which the traffic passes them.",
            },
        ]);
        expect(over({ in: "a" }, { out: "b" })).toMatchObject([
            { check: "flow-order", allowed: 'from "a" to "b": out of the one, then into the other' },
        ]);
        expect(over({ out: "vpn" }, { out: "tunnel" })).toMatchObject([{ check: "flow-order" }]);
        expect(over({ in: "vpn" }, { in: "tunnel" })).toMatchObject([{ check: "flow-order" }]);
        expect(over({ in: "vpc" }, { out: "vpn" }, { in: "a" }, { out: "a" }, { in: "tunnel" })).toEqual([]);
    });

    test("is priced by where it next goes out, whatever stands between", () => {
        const secured = monthlyCost(
            { components, flows: [{ ...flow(), over: [{ in: "v1" }, { in: "firewall" }, { out: "v2" }] }] },
            { hours: 0 },
        );
        expect("items" in secured && secured.items.map(({ price, monthly }) => [price, monthly])).toEqual([
            ["azure.firewall.data", 0.016],
            ["azure.vwan.data", 0.02],
        ]);
    });

    test("is fine as far as nobody describes a component twice or wrongly", () => {
        expect(brief({ components: [{ ...vpn, count: -1 }], flows: [flow({ in: "vpn" })] })).toEqual([
            ["out-of-range", "components.vpn.count", "-1"],
        ]);
    });
});
