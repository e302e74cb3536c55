/** AWS: what network services cost by the hour and by the GB they process. Data transfer stands in aws-transfer.ts. */
import { unknownFact, type Source } from "../fact";
import { price, unpriced, type Price } from "./price";

/** Infracost's expected outputs are computed from AWS' own price list; most were last computed on 2024-07-01. */
const GOLDEN: Source = {
    document: "infracost, expected outputs of its AWS tests",
    date: "2024-07-01",
    certainty: "read",
};
const TGW_PAGE: Source = {
    document: "AWS Transit Gateway pricing, example for Ohio",
    date: "2026-09-20",
    certainty: "read",
};
const CLOUD_WAN: Source = { document: "AWS price list, AWSCloudWAN", date: "2024-11", certainty: "read" };
const DX_PAGE: Source = {
    document: "AWS Direct Connect pricing, pay as you go",
    date: "2026-09-20",
    certainty: "read",
};
const GA_PAGE: Source = { document: "AWS Global Accelerator pricing", date: "2026-09-20", certainty: "read" };
const FIELD: Source = { document: "knowledge of AWS' list prices", date: "2026-11", certainty: "known" };
const VPN_PAGE = { document: "AWS VPN pricing names it, without its figure", date: "2026-09-01" };

const home = "us-east-1";
const unpricedVpn = (what: string, quoted?: number): Price =>
    unpriced(
        {
            what,
            unit: "USD/hour",
            payer: "the account of the connection",
            ...(quoted === undefined
                ? {}
                : { hint: `a guide quotes ${quoted} for us-east-1 from AWS' price list of 2026-09-17: verify it` }),
        },
        VPN_PAGE,
    );
/** Japan has rates of its own, which were not read: the port's own price list names the others only. */
const dxPort = (gbps: number, rate: number): Price => {
    const what = `a dedicated Direct Connect port of ${gbps} Gbps`;
    const inJapan = unknownFact("USD/hour", `the price of ${what} in Japan, in USD/hour`, DX_PAGE);
    return price({
        what,
        unit: "USD/hour",
        payer: "the owner of the port",
        rates: { "*": [rate, DX_PAGE], "ap-northeast-1": inJapan, "ap-northeast-3": inJapan },
    });
};
/** One price for the world. */
const dns = (what: string, unit: "USD/month" | "USD/million", rate: number): Price =>
    price({ what, unit, payer: "the account of the zone or check", rates: { "*": [rate, GOLDEN] } });

export const AWS_PRICES = {
    "aws.tgw.attachment": price({
        what: "a transit gateway attachment (VPC, VPN, Direct Connect, or one side of a peering)",
        unit: "USD/hour",
        payer: "the VPC's owner for a VPC, the gateway's for VPN and Connect, each side's for a peering",
        home,
        rates: { "us-east-1": [0.05, GOLDEN], "us-east-2": [0.05, TGW_PAGE] },
    }),
    "aws.tgw.data": price({
        what: "data that an attachment sends to a transit gateway",
        unit: "USD/GB",
        payer: "the owner of the sending attachment; a peering sends for nothing",
        home,
        rates: { "us-east-1": [0.02, GOLDEN], "us-east-2": [0.02, TGW_PAGE] },
    }),
    "aws.vpn.connection": price({
        what: "a Site-to-Site VPN connection",
        unit: "USD/hour",
        payer: "the account of the connection",
        home,
        rates: { "us-east-1": [0.05, GOLDEN] },
    }),
    "aws.vpn.connection.large": unpricedVpn("a large-bandwidth Site-to-Site VPN connection"),
    "aws.vpn.concentrator": unpricedVpn("a Site-to-Site VPN Concentrator", 1.95),
    "aws.vpn.concentrator.connection": unpricedVpn("a site's connection on a Site-to-Site VPN Concentrator", 0.01),
    "aws.client-vpn.association": price({
        what: "a subnet association of a Client VPN endpoint",
        unit: "USD/hour",
        payer: "the account of the endpoint",
        home,
        rates: { "us-east-1": [0.1, GOLDEN] },
    }),
    "aws.client-vpn.connection": price({
        what: "a connected Client VPN user",
        unit: "USD/hour",
        payer: "the account of the endpoint",
        home,
        rates: { "us-east-1": [0.05, GOLDEN] },
    }),
    "aws.cloud-wan.edge": price({
        what: "a Cloud WAN core network edge",
        unit: "USD/hour",
        payer: "the owner of the core network",
        home,
        rates: { "us-east-1": [0.5, FIELD] },
    }),
    "aws.cloud-wan.attachment": price({
        what: "a Cloud WAN attachment",
        unit: "USD/hour",
        payer: "the owner of the attachment",
        home: "us-east-2",
        rates: { "us-east-2": [0.065, CLOUD_WAN], "il-central-1": [0.075, CLOUD_WAN] },
    }),
    "aws.cloud-wan.data": price({
        what: "data that an attachment sends to Cloud WAN",
        unit: "USD/GB",
        payer: "the owner of the sending attachment",
        home: "ap-southeast-2",
        rates: { "ap-southeast-2": [0.02, CLOUD_WAN] },
    }),
    "aws.dx.port.1g": dxPort(1, 0.3),
    "aws.dx.port.10g": dxPort(10, 2.25),
    "aws.dx.port.100g": dxPort(100, 22.5),
    "aws.dx.port.400g": dxPort(400, 85),
    "aws.network-firewall.endpoint": price({
        what: "a Network Firewall endpoint",
        unit: "USD/hour",
        payer: "the account of the firewall",
        home,
        rates: { "us-east-1": [0.395, GOLDEN] },
    }),
    "aws.network-firewall.data": price({
        what: "data through a Network Firewall endpoint",
        unit: "USD/GB",
        payer: "the account of the firewall",
        home,
        rates: { "us-east-1": [0.065, GOLDEN] },
    }),
    "aws.nat-gateway": price({
        what: "a NAT gateway",
        unit: "USD/hour",
        payer: "the account of the gateway",
        home,
        rates: { "us-east-1": [0.045, GOLDEN] },
    }),
    "aws.nat-gateway.data": price({
        what: "data through a NAT gateway",
        unit: "USD/GB",
        payer: "the account of the gateway",
        home,
        rates: { "us-east-1": [0.045, GOLDEN] },
    }),
    "aws.interface-endpoint": price({
        what: "an interface endpoint in one zone",
        unit: "USD/hour",
        payer: "the account of the endpoint",
        home,
        rates: { "us-east-1": [0.01, GOLDEN] },
    }),
    "aws.interface-endpoint.data": price({
        what: "data through interface endpoints",
        unit: "USD/GB",
        payer: "the account of the endpoint",
        home,
        rates: {
            "us-east-1": [[{ upTo: 1_048_576, rate: 0.01 }, { upTo: 5_242_880, rate: 0.006 }, { rate: 0.004 }], GOLDEN],
        },
    }),
    "aws.global-accelerator": price({
        what: "an accelerator of Global Accelerator",
        unit: "USD/hour",
        payer: "the account of the accelerator",
        rates: { "*": [0.025, GA_PAGE] },
    }),
    "aws.cloudwatch.alarm": price({
        what: "a CloudWatch alarm of one metric, above those that an account has for nothing",
        unit: "USD/month",
        payer: "the account of the alarm",
        home,
        rates: { "us-east-1": [0.1, GOLDEN] },
    }),
    "aws.cloudwatch.dashboard": price({
        what: "a CloudWatch dashboard, above those that an account has for nothing",
        unit: "USD/month",
        payer: "the account of the dashboard",
        rates: { "*": [3, GOLDEN] },
    }),
    "aws.route53.zone": dns("a Route 53 hosted zone", "USD/month", 0.5),
    "aws.route53.health-check.aws": dns("a Route 53 health check of an AWS endpoint", "USD/month", 0.5),
    "aws.route53.health-check.other": dns("a Route 53 health check of another endpoint", "USD/month", 0.75),
    "aws.route53.health-check.aws.option": dns("an option of such a check, AWS endpoint", "USD/month", 1),
    "aws.route53.health-check.other.option": dns("an option of such a check, other endpoint", "USD/month", 2),
    "aws.route53.queries.standard": dns("standard Route 53 queries", "USD/million", 0.4),
    "aws.route53.queries.latency": dns("latency-based Route 53 queries", "USD/million", 0.6),
    "aws.route53.queries.geo": dns("geolocation Route 53 queries", "USD/million", 0.7),
} as const satisfies Record<string, Price>;
