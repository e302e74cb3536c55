import { ACCELERATOR_AREAS, AZURE_AREAS, GCP_AREAS, GCP_DESTINATIONS } from "../../../facts/prices/areas";
import { AZURE_INCLUDED } from "../../../facts/prices/azure";
import { PRICE_IDS, PRICES, type PriceId } from "../../../facts/prices/book";
import { each, HOURS_PER_MONTH, price, unpriced, type Price } from "../../../facts/prices/price";
import type { Source } from "../../../facts/fact";
import { KINDS } from "../../../plan/cost/kinds";
import { fromMicro, tiered } from "../../../plan/cost/money";
import { rate } from "../../../plan/cost/prices";

const book: [PriceId, Price][] = PRICE_IDS.map((id) => [id, PRICES[id]]);
const known = book.flatMap(([id, { rates }]) =>
    Object.entries(rates).flatMap(([place, { value }]) => (value === undefined ? [] : [{ id, place, value }])),
);

test("a month has 730 hours", () => {
    expect(HOURS_PER_MONTH.value).toBe(730);
});

describe("every price", () => {
    test("is 0 or more, and every tier ends behind the one before it", () => {
        const wrong = known.filter(({ value }) => {
            if (typeof value === "number") return !(value >= 0);
            const ends = value.map(({ upTo }, i) => upTo ?? (i === value.length - 1 ? Infinity : 0));
            return !value.every((t, i) => t.rate >= 0 && ends[i]! > (ends[i - 1] ?? 0));
        });
        expect(wrong).toEqual([]);
    });

    test("has its unit on every rate, and was read where its home is", () => {
        const wrong = book.filter(
            ([, { unit, rates, home }]) =>
                Object.values(rates).some((r) => r.unit !== unit) ||
                (home !== undefined && rates[home]?.value === undefined),
        );
        expect(wrong).toEqual([]);
    });

    test("that is by tiers, is by the GB", () => {
        const units = known.filter(({ value }) => typeof value !== "number").map(({ id }) => PRICES[id].unit);
        expect([...new Set(units)]).toEqual(["USD/GB"]);
    });

    test("is charged for some kind of component", () => {
        const charged = new Set(
            Object.values(KINDS).flatMap((kind) =>
                [...(kind.standing ?? []), ...(kind.in ?? []), ...(kind.out ?? [])].map((due) => due.price),
            ),
        );
        expect(PRICE_IDS.filter((id) => !charged.has(id))).toEqual([]);
    });
});

/**
 * Monthly sums of the document itself: GB at 10, then 40, then 100 TB of 1,024 GB, then 3,400 GB; and 750 GB to other
 * regions (infracost, aws_data_transfer, 2024-09-25). It charges the free 100 GB, so they are taken as used.
 */
describe("AWS data transfer costs what the document's examples cost", () => {
    const usd = (region: string, id: PriceId, gb: number, free = 0): number => {
        const { value } = rate(id, { region, to: "elsewhere" });
        return fromMicro(tiered(value ?? NaN, gb, free).cost);
    };
    test.each<[string, number, number, number, number, number]>([
        ["af-south-1", 1576.96, 6021.12, 12902.4, 380.8, 110.25],
        ["sa-east-1", 1536, 5652.48, 12902.4, 387.6, 103.5],
        ["ap-northeast-2", 1290.24, 4997.12, 11980.8, 367.2, 60],
        ["us-gov-east-1", 1587.2, 4710.4, 9216, 221, 22.5],
        ["us-gov-west-1", 1587.2, 4710.4, 9216, 221, 22.5],
        ["me-south-1", 1198.08, 4526.08, 9318.4, 221, 82.88],
        ["ap-southeast-2", 1167.36, 4014.08, 9625.6, 312.8, 73.5],
        ["ap-northeast-1", 1167.36, 3645.44, 8806.4, 285.6, 67.5],
        ["ap-northeast-3", 1167.36, 3645.44, 8806.4, 285.6, 67.5],
        ["ap-east-1", 1228.8, 3481.6, 8396.8, 272, 67.5],
        ["ap-southeast-1", 1228.8, 3481.6, 8396.8, 272, 67.5],
        ["ap-south-1", 1119.23, 3481.6, 8396.8, 272, 64.5],
        ["ap-south-2", 1119.23, 3481.6, 8396.8, 272, 64.5],
        ["il-central-1", 1126.4, 3481.6, 7884.8, 187, 60],
        ["ap-southeast-5", 1105.92, 3133.44, 7557.12, 244.8, 60],
        ...[
            ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1"],
            ...["eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3"],
        ].map((r): [string, number, number, number, number, number] => [r, 921.6, 3481.6, 7168, 170, 15]),
    ])("%s", (region, first10, next40, next100, over150, toOthers) => {
        const upTo = (gb: number): number => usd(region, "aws.egress.internet", gb, 100);
        const TB = 1024;
        const steps = [upTo(10 * TB), upTo(50 * TB), upTo(150 * TB), upTo(150 * TB + 3400)];
        const each = steps.map((total, i) => Math.round((total - (steps[i - 1] ?? 0)) * 100) / 100);
        expect(each).toEqual([first10, next40, next100, over150]);
        expect(usd(region, "aws.transfer.inter-region", 750)).toBeCloseTo(toOthers, 1);
    });

    test("only the first 100 GB are free, and not on GovCloud", () => {
        expect(usd("us-east-1", "aws.egress.internet", 101)).toBe(0.09);
        expect(usd("us-gov-west-1", "aws.egress.internet", 100)).toBe(15.5);
    });
});

/** infracost, google_compute_external_vpn_gateway. */
test.each<[string, number, number]>([
    ["us-east-1", 1024, 122.88],
    ["us-east-1", 10_240, 122.88 + 1013.76],
    ["us-east-1", 12_500, 122.88 + 1013.76 + 180.8],
    ["china", 8500, 235.52 + 1644.72],
    ["cn-north-1", 1024, 235.52],
    ["asia-east2", 1024, 122.88],
    ["australia", 250, 47.5],
    ["ap-southeast-2", 250, 47.5],
    ["newzealandnorth", 250, 30],
])("IPsec traffic from Google Cloud to %s, %d GB: %d USD", (to, gb, usd) => {
    const { value } = rate("gcp.vpn.egress.internet", { region: "us-central1", to });
    expect(fromMicro(tiered(value ?? NaN, gb).cost)).toBeCloseTo(usd, 6);
});

/** Azure to the internet, North America and Europe: 0.087 after 100 GB, to 10 TB; no price above 500 TB is known. */
test.each<[string, number, number, number]>([
    ["eastus", 100, 0, 0],
    ["westeurope", 10_240, 882.18, 0],
    ["westeurope", 51_200, 882.18 + 3399.68, 0],
    ["westeurope", 153_600, 882.18 + 3399.68 + 7168, 0],
    ["westeurope", 512_001, 882.18 + 3399.68 + 7168 + 17_920, 1],
])("traffic from Azure's %s, %d GB: %d USD, and %d GB without a price", (region, gb, usd, open) => {
    const charge = tiered(rate("azure.egress.internet", { region }).value ?? NaN, gb);
    expect([fromMicro(charge.cost), charge.unpriced]).toEqual([Math.round(usd * 100) / 100, open]);
});

describe("an hour costs what the documents say", () => {
    test.each<[PriceId, string, number | undefined]>([
        // AWS: infracost's expected outputs, and the pricing pages of Transit Gateway, Direct Connect, Global Accelerator.
        ["aws.tgw.attachment", "us-east-1", 0.05],
        ["aws.tgw.attachment", "us-east-2", 0.05],
        ["aws.tgw.attachment", "eu-central-1", undefined],
        ["aws.vpn.connection", "us-east-1", 0.05],
        ["aws.vpn.connection.large", "us-east-1", undefined],
        ["aws.vpn.concentrator", "us-east-1", undefined],
        ["aws.vpn.concentrator.connection", "us-east-1", undefined],
        ["aws.client-vpn.association", "us-east-1", 0.1],
        ["aws.client-vpn.connection", "us-east-1", 0.05],
        ["aws.cloud-wan.edge", "us-east-1", 0.5],
        ["aws.cloud-wan.attachment", "us-east-2", 0.065],
        ["aws.dx.port.1g", "eu-west-1", 0.3],
        ["aws.dx.port.10g", "eu-west-1", 2.25],
        ["aws.dx.port.100g", "eu-west-1", 22.5],
        ["aws.dx.port.400g", "eu-west-1", 85],
        ["aws.dx.port.1g", "ap-northeast-1", undefined],
        ["aws.dx.port.1g", "ap-northeast-3", undefined],
        ["aws.network-firewall.endpoint", "us-east-1", 0.395],
        ["aws.nat-gateway", "us-east-1", 0.045],
        ["aws.interface-endpoint", "us-east-1", 0.01],
        ["aws.global-accelerator", "", 0.025],
        // Azure: infracost's expected outputs; About Virtual WAN pricing.
        ["azure.vpn-gateway.Basic", "eastus", 0.036],
        ["azure.vpn-gateway.VpnGw1", "eastus", 0.19],
        ["azure.vpn-gateway.VpnGw2", "eastus", 0.49],
        ["azure.vpn-gateway.VpnGw3", "eastus", 1.25],
        ["azure.vpn-gateway.VpnGw4", "eastus", 2.1],
        ["azure.vpn-gateway.VpnGw5", "eastus", 3.65],
        ["azure.vpn-gateway.VpnGw1AZ", "eastus", 0.21],
        ["azure.vpn-gateway.VpnGw2AZ", "eastus", undefined],
        ["azure.vpn-gateway.VpnGw5AZ", "eastus", undefined],
        ["azure.vpn-gateway.s2s-connection", "eastus", 0.015],
        ["azure.vpn-gateway.p2s-connection", "eastus", 0.01],
        ["azure.vwan.hub", "westeurope", 0.25],
        ["azure.vwan.s2s-unit", "westeurope", 0.361],
        ["azure.vwan.s2s-connection", "westeurope", 0.05],
        ["azure.vwan.er-unit", "westeurope", 0.42],
        ["azure.vwan.er-unit.further", "westeurope", 0.25],
        ["azure.vwan.er-connection", "westeurope", 0.05],
        ["azure.firewall.standard", "eastus", 1.25],
        ["azure.firewall.premium", "eastus", 1.75],
        ["azure.private-endpoint", "eastus", 0.01],
        ["azure.nat-gateway", "eastus", 0.045],
        // Google: infracost's expected outputs, Cloud Load Balancing and Cloud Interconnect pricing.
        ["gcp.vpn.tunnel", "us-central1", 0.05],
        ["gcp.vpn.tunnel", "europe-west1", undefined],
        ["gcp.forwarding-rules.first-five", "", 0.025],
        ["gcp.forwarding-rule.further", "", 0.01],
        ["gcp.interconnect.10g", "us-central1", 2.328],
        ["gcp.interconnect.100g", "us-central1", 23.28],
        ["gcp.interconnect.400g", "us-central1", 85],
        ["gcp.nat.vm", "us-central1", 0.0014],
        ["gcp.ncc.spoke", "us-central1", undefined],
        // By the month and by the million.
        // infracost: aws_cloudwatch_metric_alarm, aws_cloudwatch_dashboard, azurerm_monitor_metric_alert and …_alert_v2.
        ["aws.cloudwatch.alarm", "us-east-1", 0.1],
        ["aws.cloudwatch.dashboard", "", 3],
        ["azure.monitor.metric-alert", "eastus", 0.1],
        ["azure.monitor.log-alert", "eastus", 1.5],
        ["gcp.monitoring.condition", "us-central1", undefined],
        ["aws.route53.zone", "", 0.5],
        ["aws.route53.health-check.aws", "", 0.5],
        ["aws.route53.health-check.other", "", 0.75],
        ["aws.route53.health-check.aws.option", "", 1],
        ["aws.route53.health-check.other.option", "", 2],
        ["aws.route53.queries.standard", "", 0.4],
        ["aws.route53.queries.latency", "", 0.6],
        ["aws.route53.queries.geo", "", 0.7],
        ["azure.front-door.standard", "", 35],
        ["azure.front-door.premium", "", 330],
        ["azure.traffic-manager", "", 0.54],
        ["cloudflare.load-balancing", "", undefined],
        ["cloudflare.load-balancing.endpoint", "", undefined],
        ["cloudflare.load-balancing.queries", "", undefined],
        ["tailscale.user.personal", "", 0],
        ["tailscale.user.standard", "", 8],
        ["tailscale.user.premium", "", 18],
        ["tailscale.user.enterprise", "", undefined],
        ["netbird.user.free", "", 0],
        ["netbird.user.team", "", undefined],
        // By the GB.
        ["aws.tgw.data", "us-east-1", 0.02],
        ["aws.network-firewall.data", "us-east-1", 0.065],
        ["aws.nat-gateway.data", "us-east-1", 0.045],
        ["aws.transfer.cross-zone", "ap-south-1", 0.01],
        ["aws.dx.egress", "us-east-1", 0.02],
        ["aws.dx.egress", "ap-east-1", 0.09],
        ["azure.vwan.data", "westeurope", 0.02],
        ["azure.firewall.data", "eastus", 0.016],
        ["azure.private-endpoint.data", "eastus", 0.01],
        ["azure.nat-gateway.data", "eastus", 0.045],
        ["azure.cross-zone", "eastus", 0],
        ["gcp.transfer.cross-zone", "us-central1", 0.01],
        ["gcp.load-balancer.data", "us-central1", 0.008],
        ["gcp.nat.data", "us-central1", 0.045],
        ["gcp.ncc.data", "us-central1", undefined],
        ["gcp.transfer.inter-region", "us-central1", undefined],
    ])("%s in %j: %p", (id, region, usd) => {
        expect(rate(id, { region }).value).toBe(usd);
    });

    test("Azure's gateways include ten site-to-site and 128 point-to-site connections", () => {
        expect([AZURE_INCLUDED.s2sConnections.value, AZURE_INCLUDED.p2sConnections.value]).toEqual([10, 128]);
    });
});

test("each provider cuts the world its own way", () => {
    const areas = (region: string) => [
        AZURE_AREAS[region],
        GCP_AREAS[region],
        GCP_DESTINATIONS[region],
        ACCELERATOR_AREAS[region],
    ];
    expect(areas("asia-southeast2")).toEqual(["asia", "oceania", undefined, "india-indonesia-philippines-thailand"]);
    expect(areas("australiaeast")).toEqual([undefined, "oceania", "australia", "australia-new-zealand"]);
    expect(areas("australiacentral")).toEqual(["oceania", "oceania", "australia", "australia-new-zealand"]);
    expect(areas("mx-central-1")).toEqual([undefined, undefined, undefined, "mexico"]);
    expect(areas("cn-north-1")).toEqual([undefined, undefined, "china", undefined]);
    // Public price lists are not for the regions of the United States' government, nor for AWS' sovereign cloud.
    expect(["usgovvirginia", "us-gov-west-1", "eusc-de-east-1"].map(areas).flat().filter(Boolean)).toEqual([]);
    expect(areas("europe")).toEqual(["europe", "europe", undefined, "europe"]);
    expect(areas("oceania")).toEqual(["oceania", "oceania", undefined, undefined]);
});

describe("rows", () => {
    const SOURCE: Source = { document: "A page", date: "2026-11", certainty: "read" };

    test("become facts", () => {
        const row = { what: "a thing", unit: "USD/hour", payer: "you", home: "r1" } as const;
        expect(price({ ...row, rates: each(["r1", "r2"], 1, SOURCE) })).toEqual({
            ...row,
            rates: {
                r1: { value: 1, unit: "USD/hour", source: SOURCE },
                r2: { value: 1, unit: "USD/hour", source: SOURCE },
            },
        });
    });

    test("without a price ask for it", () => {
        const row = { what: "a thing", unit: "USD/hour", payer: "you" } as const;
        const ask = "the price of a thing, in USD/hour";
        const source = { ...SOURCE, certainty: "unknown" };
        expect(unpriced(row, SOURCE)).toEqual({
            ...row,
            rates: { "*": { value: undefined, unit: "USD/hour", ask, source } },
        });
    });
});
