import { PRICE_IDS, type PriceId } from "../../../facts/prices/book";
import { price, type Price } from "../../../facts/prices/price";
import { checkOverrides } from "../../../plan/cost/overrides";
import { describePlace, placeKeys, rate, type Overrides } from "../../../plan/cost/prices";

const valueAt = (id: PriceId, region: string, to?: string) =>
    rate(id, to === undefined ? { region } : { region, to }).value;

describe("rate", () => {
    test("is the book's, with its source", () => {
        expect(rate("aws.tgw.attachment", { region: "us-east-1" })).toEqual({
            value: 0.05,
            unit: "USD/hour",
            source: {
                document: "infracost, expected outputs of its AWS tests",
                date: "2024-07-01",
                certainty: "read",
            },
        });
    });

    test("is asked for where no document told it", () => {
        expect(rate("aws.tgw.attachment", { region: "eu-central-1" })).toEqual({
            value: undefined,
            unit: "USD/hour",
            ask:
                "the price of a transit gateway attachment (VPC, VPN, Direct Connect, or one side of a peering) " +
                "in eu-central-1, in USD/hour",
            source: { document: "the price book has no rate there", date: "2026-11", certainty: "unknown" },
        });
        expect(rate("aws.vpn.connection.large", { region: "us-east-1" })).toEqual({
            value: undefined,
            unit: "USD/hour",
            ask: "the price of a large-bandwidth Site-to-Site VPN connection in us-east-1, in USD/hour",
            source: {
                document: "AWS VPN pricing names it, without its figure",
                date: "2026-09-01",
                certainty: "unknown",
            },
        });
    });

    test("of a region that was read stands in where the user accepts it, and is called derived", () => {
        const assumed = rate("aws.tgw.attachment", { region: "eu-central-1" }, { assumeHomeRates: true });
        expect(assumed).toEqual({
            value: 0.05,
            unit: "USD/hour",
            source: {
                document:
                    "infracost, expected outputs of its AWS tests; the rate of us-east-1, assumed for eu-central-1",
                date: "2024-07-01",
                certainty: "derived",
            },
        });
        const large = rate("aws.vpn.connection.large", { region: "us-east-1" }, { assumeHomeRates: true });
        expect(large.value).toBeUndefined();
        const tunnel = { region: "us-central1" };
        expect(rate("gcp.vpn.tunnel", tunnel, { assumeHomeRates: true })).toEqual(rate("gcp.vpn.tunnel", tunnel));
    });

    test("of the home region stands in for no pair that a document leaves open", () => {
        const peering = { region: "eu-central-1", to: "eu-central-1" };
        expect(rate("aws.transfer.inter-region", peering, { assumeHomeRates: true }).value).toBeUndefined();
        const elsewhere = { region: "eu-central-2", to: "eu-central-1" };
        expect(rate("aws.transfer.inter-region", elsewhere, { assumeHomeRates: true }).value).toBe(0.02);
    });

    const mine: Overrides = {
        "aws.vpn.connection": { "eu-central-1": 0.04, "*": 0.06 },
        "aws.vpn.connection.large": 0.5,
        "aws.transfer.inter-region": { "us-east-1>us-east-2": 0, europe: 9 },
    };
    const own = (id: PriceId, region: string, to?: string) =>
        rate(id, to === undefined ? { region } : { region, to }, { prices: mine, assumeHomeRates: true });

    test("is the user's where the user has one, and says so", () => {
        expect(own("aws.vpn.connection", "eu-central-1")).toEqual({
            value: 0.04,
            unit: "USD/hour",
            source: { document: 'prices["aws.vpn.connection"]["eu-central-1"]', date: "", certainty: "given" },
        });
        expect(own("aws.vpn.connection.large", "us-east-1")).toEqual({
            value: 0.5,
            unit: "USD/hour",
            source: { document: 'prices["aws.vpn.connection.large"]', date: "", certainty: "given" },
        });
        expect(own("aws.vpn.connection", "us-east-1").value).toBe(0.06);
        expect(own("aws.transfer.inter-region", "us-east-1", "us-east-2").value).toBe(0);
    });

    test("stays the book's at a place that the user does not name", () => {
        expect(own("aws.transfer.inter-region", "us-east-2", "us-east-1").value).toBe(0.01);
        expect(own("aws.tgw.attachment", "us-east-1").value).toBe(0.05);
    });
});

describe("placeKeys", () => {
    const row: Price = price({
        what: "traffic",
        unit: "USD/GB",
        payer: "the sender",
        areas: { a1: "a", a2: "a", b1: "b", a: "a", b: "b" },
        rates: {},
    });

    test("of one region: itself, its area, everywhere", () => {
        expect(placeKeys(row, { region: "a1" })).toEqual(["a1", "a", "*"]);
        expect(placeKeys(row, { region: "x" })).toEqual(["x", "*"]);
        expect(placeKeys(row, { region: "" })).toEqual(["elsewhere", "*"]);
        expect(placeKeys(row, { region: "constructor" })).toEqual(["constructor", "*"]);
    });

    test.each<[string, string, string[]]>([
        ["a1", "b1", ["a1>b1", "a1>b", "a>b1", "a>b", "a1", "a", "*>b1", "*>b", "other area", "*"]],
        ["a1", "a2", ["a1>a2", "a1>a", "a>a2", "a>a", "a1", "a", "*>a2", "*>a", "*"]],
        ["a1", "a1", ["a1>a1", "same region", "a1>a", "a>a1", "a>a", "a1", "a", "*>a1", "*>a", "*"]],
        ["a1", "x", ["a1>x", "a>x", "a1", "a", "*>x", "*"]],
        ["a1", "", ["a1>elsewhere", "a>elsewhere", "a1", "a", "*>elsewhere", "*"]],
        ["x", "b", ["x>b", "x", "*>b", "*"]],
    ])("from %s to %s, the most precise first", (region, to, keys) => {
        expect(placeKeys(row, { region, to })).toEqual(keys);
    });
});

describe("describePlace", () => {
    test.each([
        [{ region: "us-east-1" }, "us-east-1"],
        [{ region: "" }, "any region"],
        [{ region: "us-east-1", to: "eu-west-1" }, "us-east-1 to eu-west-1"],
        [{ region: "us-east-1", to: "" }, "us-east-1 to elsewhere"],
    ])("%j is %s", (place, text) => {
        expect(describePlace(place)).toBe(text);
    });
});

describe("who sends where has the price of the providers' documents", () => {
    test.each<[PriceId, string, string, number | undefined]>([
        // infracost, aws_data_transfer.
        ["aws.transfer.inter-region", "us-east-1", "us-east-2", 0.01],
        ["aws.transfer.inter-region", "us-east-1", "us-west-2", 0.02],
        ["aws.transfer.inter-region", "eu-central-1", "ap-southeast-1", 0.02],
        ["aws.transfer.inter-region", "ap-southeast-1", "eu-central-1", 0.09],
        ["aws.transfer.inter-region", "me-south-1", "eu-west-1", 0.1105],
        ["aws.transfer.inter-region", "ap-south-2", "eu-west-1", 0.086],
        // infracost, google_compute_ha_vpn_gateway.
        ["gcp.vpn.egress.internal", "us-central1", "us-central1", 0.02],
        ["gcp.vpn.egress.internal", "us-central1", "northamerica-northeast1", 0.02],
        ["gcp.vpn.egress.internal", "europe-west1", "europe-west3", 0.02],
        ["gcp.vpn.egress.internal", "asia-south1", "asia-east1", 0.08],
        ["gcp.vpn.egress.internal", "southamerica-east1", "southamerica-west1", 0.14],
        ["gcp.vpn.egress.internal", "asia-southeast2", "asia-east1", 0.1],
        ["gcp.vpn.egress.internal", "us-central1", "australia-southeast1", 0.1],
        ["gcp.vpn.egress.internal", "us-central1", "europe-west1", 0.08],
        ["gcp.vpn.egress.internal", "me-west1", "africa-south1", 0.08],
        ["gcp.vpn.egress.internal", "me-west1", "me-central1", undefined],
        ["gcp.vpn.egress.internal", "us-central1", "northamerica-south1", undefined],
        // Azure, About Virtual WAN pricing.
        ["azure.vwan.hub-to-hub", "eastus", "westus", 0.02],
        ["azure.vwan.hub-to-hub", "westeurope", "northeurope", 0.02],
        ["azure.vwan.hub-to-hub", "eastus", "westeurope", 0.07],
        ["azure.vwan.hub-to-hub", "westeurope", "eastus", 0.07],
        ["azure.vwan.hub-to-hub", "japaneast", "southeastasia", 0.1],
        ["azure.vwan.hub-to-hub", "japaneast", "eastus", 0.12],
        ["azure.vwan.hub-to-hub", "brazilsouth", "chilecentral", 0.16],
        ["azure.vwan.hub-to-hub", "brazilsouth", "eastus", 0.17],
        ["azure.vwan.hub-to-hub", "uaenorth", "southafricanorth", 0.16],
        ["azure.vwan.hub-to-hub", "australiacentral", "australiacentral2", 0.12],
        ["azure.vwan.hub-to-hub", "eastus", "eastus", undefined],
        ["azure.vwan.hub-to-hub", "eastus", "japaneast", undefined],
        ["azure.vwan.hub-to-hub", "australiaeast", "eastus", undefined],
        // infracost, azurerm_virtual_network_peering.
        ["azure.vnet-peering", "westeurope", "westeurope", 0.01],
        ["azure.vnet-peering", "westeurope", "northeurope", 0.035],
        ["azure.vnet-peering", "westeurope", "japanwest", 0.035],
        ["azure.vnet-peering", "japanwest", "westeurope", 0.09],
        ["azure.vnet-peering", "brazilsouth", "eastus", undefined],
        // infracost, aws_globalaccelerator_endpoint_group, and AWS Global Accelerator pricing.
        ["aws.global-accelerator.premium", "us-east-1", "europe", 0.015],
        ["aws.global-accelerator.premium", "us-east-1", "asia-pacific", 0.035],
        ["aws.global-accelerator.premium", "us-east-1", "australia-new-zealand", 0.105],
        ["aws.global-accelerator.premium", "eu-west-1", "asia-pacific", 0.043],
        ["aws.global-accelerator.premium", "eu-west-1", "ap-south-1", 0.033],
        ["aws.global-accelerator.premium", "eu-west-1", "south-africa-kenya", 0.067],
        ["aws.global-accelerator.premium", "eu-west-1", "south-america", 0.043],
        ["aws.global-accelerator.premium", "ap-southeast-1", "ap-northeast-1", 0.01],
        ["aws.global-accelerator.premium", "sa-east-1", "europe", undefined],
    ])("%s, %s to %s: %p", (id, from, to, usd) => {
        expect(valueAt(id, from, to)).toBe(usd);
    });
});

describe("checkOverrides", () => {
    test("accepts prices of the book, zero and all", () => {
        expect(checkOverrides({ "aws.vpn.connection": 0, "gcp.ncc.spoke": { "us-central1": 0.1 } }, "prices")).toEqual(
            [],
        );
    });

    test("names the closest ids for one that is unknown", () => {
        expect(checkOverrides({ "aws.vpn.conection": 0.05 }, "prices")).toEqual([
            {
                check: "unknown-price",
                path: 'prices["aws.vpn.conection"]',
                got: '"aws.vpn.conection"',
                allowed: "aws.vpn.connection",
                fix: "Correct the spelling, or remove it.",
            },
        ]);
        expect(checkOverrides({ constructor: 1 }, "prices")).toMatchObject([
            { path: "prices.constructor", allowed: `one of the ${PRICE_IDS.length} ids of the price book` },
        ]);
    });

    test.each<[unknown, string]>([
        [-0.01, "-0.01"],
        [NaN, "NaN"],
        [Infinity, "Infinity"],
        [1_000_001, "1000001"],
        [1e300, "1e+300"],
        [0.000_000_000_4, "4e-10"],
        [0.123_456_789_1, "0.1234567891"],
        ["0.05", '"0.05"'],
        [null, "null"],
    ])("refuses %p as a price", (value, got) => {
        const expected = {
            check: "price-value",
            got,
            allowed: "a number of USD/GB from 0 to 1000000, with at most nine decimals",
            fix: "Give the price that you pay.",
        };
        expect(checkOverrides({ "aws.tgw.data": value }, "prices")).toEqual([
            { ...expected, path: 'prices["aws.tgw.data"]' },
        ]);
        const byRegion = { "aws.tgw.data": { "us-east-1": value } } as unknown as Overrides;
        expect(checkOverrides(byRegion, "prices")).toEqual([
            { ...expected, path: 'prices["aws.tgw.data"]["us-east-1"]' },
        ]);
    });
});
