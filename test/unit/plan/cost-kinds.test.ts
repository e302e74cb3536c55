import { monthlyCost, type Component, type CostLine, type Hop } from "../../../plan/cost";
import { KINDS } from "../../../plan/cost/kinds";
import type { Problem } from "../../../plan/problem";

const REGIONS: Readonly<Record<string, string>> = { aws: "us-east-1", azure: "eastus", gcp: "us-central1" };

/** One component with 1,000 of all it counts, and 7 GB that pass it. */
function costOf(kind: string, over: readonly Hop[]): ReturnType<typeof monthlyCost> {
    const counts = Object.fromEntries(Object.keys(KINDS[kind]?.counts ?? {}).map((name) => [name, 1000]));
    const region = REGIONS[kind.split(".", 1)[0]!] ?? "";
    const thing: Component = { name: "it", kind, region, owner: "me", counts };
    const site: Component = { name: "site", kind: "site", region: "europe", owner: "me" };
    return monthlyCost({
        components: [thing, site],
        flows: over.length === 0 ? [] : [{ from: "a", to: "b", gbPerMonth: 7, over }],
    });
}
/** Every line of the bill, known or not. */
function linesOf(kind: string, over: readonly Hop[] = []): CostLine[] {
    const result = costOf(kind, over);
    if ("problems" in result) throw new Error(JSON.stringify(result.problems));
    return [...result.items, ...result.unknowns];
}
function problemsOf(kind: string, ...over: readonly Hop[]): readonly Problem[] {
    const result = costOf(kind, over);
    return "problems" in result ? result.problems : [];
}
const passing = (kind: string, ...over: readonly Hop[]): string[] =>
    linesOf(kind, over)
        .filter(({ unit }) => unit === "USD/GB")
        .map(({ price, region }) => `${price}${region.replace(/^\S+/, "").replace(/^ /, " r ")}`)
        .sort();

/** What stands, by hours, pieces or millions of each price; what comes in from a site; what goes out to one. */
type Row = [kind: string, standing: Record<string, number>, comesIn: Passes, goesOut: Passes];
/** Nobody passes that way. */
const NO_WAY = "no way";
type Passes = string[] | typeof NO_WAY;
const HOURS = 730;
const EGRESS = "aws.egress.internet";
const ATTACHMENT = { "aws.tgw.attachment": HOURS };
const TO_HUB = ["aws.tgw.data"];

const AWS: Row[] = [
    ["aws.tgw.vpc-attachment", ATTACHMENT, TO_HUB, []],
    ["aws.tgw.connect-attachment", ATTACHMENT, TO_HUB, []],
    ["aws.tgw.vpc-data", {}, TO_HUB, []],
    ["aws.tgw.peering", ATTACHMENT, [], ["aws.transfer.inter-region r to europe"]],
    ["aws.tgw.dx-gateway", ATTACHMENT, TO_HUB, ["aws.dx.egress r to europe"]],
    ["aws.tgw.vpn", { ...ATTACHMENT, "aws.vpn.connection": HOURS }, TO_HUB, [EGRESS]],
    ["aws.tgw.vpn.large", { ...ATTACHMENT, "aws.vpn.connection.large": HOURS }, TO_HUB, [EGRESS]],
    ["aws.tgw.vpn-concentrator", { ...ATTACHMENT, "aws.vpn.concentrator": HOURS }, TO_HUB, [EGRESS]],
    ["aws.tgw.vpn.concentrated", { "aws.vpn.concentrator.connection": HOURS }, TO_HUB, [EGRESS]],
    ["aws.tgw.vpn.private", { ...ATTACHMENT, "aws.vpn.connection": HOURS }, TO_HUB, ["aws.dx.egress r to europe"]],
    [
        "aws.tgw.vpn.private.large",
        { ...ATTACHMENT, "aws.vpn.connection.large": HOURS },
        TO_HUB,
        ["aws.dx.egress r to europe"],
    ],
    ["aws.cloudwatch.alarm", { "aws.cloudwatch.alarm": 1 }, NO_WAY, NO_WAY],
    ["aws.cloudwatch.dashboard", { "aws.cloudwatch.dashboard": 1 }, NO_WAY, NO_WAY],
    ["aws.vgw.vpn", { "aws.vpn.connection": HOURS }, [], [EGRESS]],
    [
        "aws.client-vpn",
        { "aws.client-vpn.association": 1000 * HOURS, "aws.client-vpn.connection": 1000 * HOURS },
        [],
        [EGRESS],
    ],
    ["aws.cloud-wan.attachment", { "aws.cloud-wan.attachment": HOURS }, ["aws.cloud-wan.data"], []],
    ["aws.cloud-wan.edge", { "aws.cloud-wan.edge": HOURS }, NO_WAY, NO_WAY],
    ["aws.vpc-peering", {}, [], ["aws.transfer.inter-region r to europe"]],
    ["aws.zone-crossing", {}, ["aws.transfer.cross-zone"], ["aws.transfer.cross-zone"]],
    ["aws.internet-gateway", {}, [], [EGRESS]],
    ["aws.nat-gateway", { "aws.nat-gateway": HOURS }, ["aws.nat-gateway.data"], [EGRESS, "aws.nat-gateway.data"]],
    [
        "aws.interface-endpoint",
        { "aws.interface-endpoint": HOURS },
        ["aws.interface-endpoint.data"],
        ["aws.interface-endpoint.data"],
    ],
    ["aws.network-firewall", { "aws.network-firewall.endpoint": HOURS }, ["aws.network-firewall.data"], NO_WAY],
    [
        "aws.global-accelerator",
        { "aws.global-accelerator": HOURS },
        [],
        [EGRESS, "aws.global-accelerator.premium r to europe"],
    ],
    ...["1g", "10g", "100g", "400g"].map((size): Row => {
        const port = `aws.dx.port.${size}`;
        return [port, { [port]: HOURS }, NO_WAY, NO_WAY];
    }),
    ["aws.route53.zone", { "aws.route53.zone": 1 }, NO_WAY, NO_WAY],
    ...["standard", "latency", "geo"].map((policy): Row => {
        const queries = `aws.route53.queries.${policy}`;
        return [queries, { [queries]: 1000 }, NO_WAY, NO_WAY];
    }),
    ...["aws", "other"].map((endpoint): Row => {
        const check = `aws.route53.health-check.${endpoint}`;
        return [check, { [check]: 1, [`${check}.option`]: 1000 }, NO_WAY, NO_WAY];
    }),
];

const AZURE: Row[] = [
    ["azure.monitor.metric-alert", { "azure.monitor.metric-alert": 1 }, NO_WAY, NO_WAY],
    ["azure.monitor.log-alert", { "azure.monitor.log-alert": 1 }, NO_WAY, NO_WAY],
    ...["Basic", ...[1, 2, 3, 4, 5].flatMap((n) => [`VpnGw${n}`, `VpnGw${n}AZ`])].map((sku): Row => {
        const gateway = `azure.vpn-gateway.${sku}`;
        const standing = {
            [gateway]: HOURS,
            "azure.vpn-gateway.s2s-connection": 990 * HOURS,
            "azure.vpn-gateway.p2s-connection": 872 * HOURS,
        };
        return [gateway, standing, [], ["azure.egress.internet"]];
    }),
    ["azure.vwan.hub", { "azure.vwan.hub": HOURS, "azure.vwan.routing-unit": 1000 * HOURS }, NO_WAY, NO_WAY],
    ["azure.vwan.vnet-connection", {}, [], []],
    ["azure.vwan.hub-link", {}, [], ["azure.vwan.hub-to-hub r to europe"]],
    [
        "azure.vwan.vpn-gateway",
        { "azure.vwan.s2s-unit": 1000 * HOURS, "azure.vwan.s2s-connection": 1000 * HOURS },
        [],
        ["azure.egress.internet"],
    ],
    [
        "azure.vwan.er-gateway",
        {
            "azure.vwan.er-unit": 5 * HOURS,
            "azure.vwan.er-unit.further": 995 * HOURS,
            "azure.vwan.er-connection": 1000 * HOURS,
        },
        [],
        [],
    ],
    ["azure.firewall.standard", { "azure.firewall.standard": HOURS }, ["azure.firewall.data"], NO_WAY],
    ["azure.firewall.premium", { "azure.firewall.premium": HOURS }, ["azure.firewall.data"], NO_WAY],
    ["azure.vnet-peering", {}, ["azure.vnet-peering r to europe"], ["azure.vnet-peering r to europe"]],
    ["azure.zone-crossing", {}, [], ["azure.cross-zone"]],
    ["azure.internet", {}, [], ["azure.egress.internet"]],
    [
        "azure.private-endpoint",
        { "azure.private-endpoint": HOURS },
        ["azure.private-endpoint.data"],
        ["azure.private-endpoint.data"],
    ],
    [
        "azure.nat-gateway",
        { "azure.nat-gateway": HOURS },
        ["azure.nat-gateway.data"],
        ["azure.egress.internet", "azure.nat-gateway.data"],
    ],
    ["azure.public-ip", { "azure.public-ip": HOURS }, NO_WAY, NO_WAY],
    ["azure.front-door.standard", { "azure.front-door.standard": 1 }, NO_WAY, NO_WAY],
    ["azure.front-door.premium", { "azure.front-door.premium": 1 }, NO_WAY, NO_WAY],
    ["azure.traffic-manager", { "azure.traffic-manager": 1000 }, NO_WAY, NO_WAY],
];

const GOOGLE_AND_OTHERS: Row[] = [
    ["gcp.monitoring.condition", { "gcp.monitoring.condition": 1 }, NO_WAY, NO_WAY],
    ["site", {}, [], []],
    ["gcp.vpn.tunnel", { "gcp.vpn.tunnel": HOURS }, [], ["gcp.vpn.egress.internet r to europe"]],
    ["gcp.inter-region", {}, [], ["gcp.transfer.inter-region r to europe"]],
    ["gcp.zone-crossing", {}, [], ["gcp.transfer.cross-zone"]],
    ["gcp.internet", {}, [], ["gcp.egress.internet r to europe"]],
    [
        "gcp.forwarding-rules",
        { "gcp.forwarding-rules.first-five": HOURS, "gcp.forwarding-rule.further": 995 * HOURS },
        ["gcp.load-balancer.data"],
        ["gcp.egress.internet r to europe", "gcp.load-balancer.data"],
    ],
    ["gcp.nat", { "gcp.nat.vm": 32 * HOURS }, ["gcp.nat.data"], ["gcp.egress.internet r to europe", "gcp.nat.data"]],
    ["gcp.ncc.spoke", { "gcp.ncc.spoke": HOURS }, ["gcp.ncc.data"], []],
    ...["10g", "100g", "400g"].map((size): Row => {
        const port = `gcp.interconnect.${size}`;
        return [port, { [port]: HOURS }, NO_WAY, NO_WAY];
    }),
    [
        "cloudflare.load-balancer",
        {
            "cloudflare.load-balancing": 1,
            "cloudflare.load-balancing.endpoint": 1000,
            "cloudflare.load-balancing.queries": 1000,
        },
        NO_WAY,
        NO_WAY,
    ],
    ...[
        ...["personal", "standard", "premium", "enterprise"].map((plan) => `tailscale.user.${plan}`),
        ...["free", "team", "business"].map((plan) => `netbird.user.${plan}`),
    ].map((user): Row => [user, { [user]: 1000 }, NO_WAY, NO_WAY]),
];

const ROWS = [...AWS, ...AZURE, ...GOOGLE_AND_OTHERS];

test("every kind is below", () => {
    expect(ROWS.map(([kind]) => kind).sort()).toEqual(Object.keys(KINDS).sort());
});

describe.each(ROWS)("%s", (kind, standing, comesIn, goesOut) => {
    test("costs what stands of it", () => {
        expect(Object.fromEntries(linesOf(kind).map(({ price, quantity }) => [price, quantity]))).toEqual(standing);
    });

    test("charges what comes in from a site, and what goes out to one", () => {
        const refused = { check: "flow-direction" };
        if (comesIn === NO_WAY) expect(problemsOf(kind, { out: "site" }, { in: "it" })).toMatchObject([refused]);
        else expect(passing(kind, { out: "site" }, { in: "it" })).toEqual(comesIn);
        if (goesOut === NO_WAY) expect(problemsOf(kind, { out: "it" }, { in: "site" })).toMatchObject([refused]);
        else expect(passing(kind, { out: "it" }, { in: "site" })).toEqual(goesOut);
    });
});

test("who says nothing of a count has none of what is optional, and one of what is not", () => {
    const counts = Object.fromEntries(
        Object.entries(KINDS).flatMap(([kind, row]) =>
            row.counts === undefined || kind.startsWith("azure.vpn-gateway.VpnGw") ? [] : [[kind, row.counts]],
        ),
    );
    const pieces = (taken: number, from = 0) => ({ taken, from, whole: true });
    const parts = (taken: number) => ({ taken, from: 0, whole: false });
    const users = { users: pieces(1) };
    const millions = { millions: parts(1) };
    expect(counts).toEqual({
        "aws.client-vpn": { associations: pieces(1), users: parts(0) },
        "aws.route53.queries.standard": millions,
        "aws.route53.queries.latency": millions,
        "aws.route53.queries.geo": millions,
        "aws.route53.health-check.aws": { options: pieces(0) },
        "aws.route53.health-check.other": { options: pieces(0) },
        "azure.vpn-gateway.Basic": { connections: pieces(0), users: parts(0) },
        "azure.vwan.hub": { furtherRoutingUnits: pieces(0) },
        "azure.vwan.vpn-gateway": { scaleUnits: pieces(1, 1), connections: pieces(0) },
        "azure.vwan.er-gateway": { scaleUnits: pieces(1, 1), connections: pieces(0) },
        "azure.traffic-manager": millions,
        "gcp.forwarding-rules": { rules: pieces(1) },
        "gcp.nat": { machines: pieces(1) },
        "cloudflare.load-balancer": { furtherEndpoints: pieces(0), millionsOfQueries: parts(0) },
        "tailscale.user.personal": users,
        "tailscale.user.standard": users,
        "tailscale.user.premium": users,
        "tailscale.user.enterprise": users,
        "netbird.user.free": users,
        "netbird.user.team": users,
        "netbird.user.business": users,
    });
});
