import { monthlyCost, type Component, type CostLine, type Hop } from "../../../plan/cost";
import { KINDS } from "../../../plan/cost/kinds";

/** Every line of the bill, known or not, of one component with 1,000 of all it counts. */
function linesOf(kind: string, over: readonly Hop[] = []): CostLine[] {
    const counts = Object.fromEntries(Object.keys(KINDS[kind]?.counts ?? {}).map((name) => [name, 1000]));
    const thing: Component = { name: "it", kind, region: "r", owner: "me", counts };
    const site: Component = { name: "site", kind: "site", region: "s", owner: "me" };
    const result = monthlyCost({
        components: [thing, site],
        flows: over.length === 0 ? [] : [{ from: "a", to: "b", gbPerMonth: 7, over }],
    });
    if ("problems" in result) throw new Error(JSON.stringify(result.problems));
    return [...result.items, ...result.unknowns];
}
const passing = (kind: string, over: readonly Hop[]): string[] =>
    linesOf(kind, over)
        .filter(({ unit }) => unit === "USD/GB")
        .map(({ price, region }) => `${price}${region === "r" ? "" : ` ${region}`}`)
        .sort();

/** What stands, by hours, pieces or millions of each price; what comes in from a site; what goes out to one. */
type Row = [kind: string, standing: Record<string, number>, comesIn: string[], goesOut: string[]];
const HOURS = 730;
const EGRESS = "aws.egress.internet";
const ATTACHMENT = { "aws.tgw.attachment": HOURS };
const TO_HUB = ["aws.tgw.data"];

const AWS: Row[] = [
    ["aws.tgw.vpc-attachment", ATTACHMENT, TO_HUB, []],
    ["aws.tgw.connect-attachment", ATTACHMENT, TO_HUB, []],
    ["aws.tgw.peering", ATTACHMENT, [], ["aws.transfer.inter-region r to s"]],
    ["aws.tgw.dx-gateway", ATTACHMENT, TO_HUB, ["aws.dx.egress r to s"]],
    ["aws.tgw.vpn", { ...ATTACHMENT, "aws.vpn.connection": HOURS }, TO_HUB, [EGRESS]],
    ["aws.tgw.vpn.large", { ...ATTACHMENT, "aws.vpn.connection.large": HOURS }, TO_HUB, [EGRESS]],
    ["aws.tgw.vpn-concentrator", { ...ATTACHMENT, "aws.vpn.concentrator": HOURS }, TO_HUB, [EGRESS]],
    ["aws.vgw.vpn", { "aws.vpn.connection": HOURS }, [], [EGRESS]],
    [
        "aws.client-vpn",
        { "aws.client-vpn.association": 1000 * HOURS, "aws.client-vpn.connection": 1000 * HOURS },
        [],
        [EGRESS],
    ],
    ["aws.cloud-wan.attachment", { "aws.cloud-wan.attachment": HOURS }, ["aws.cloud-wan.data"], []],
    ["aws.cloud-wan.edge", { "aws.cloud-wan.edge": HOURS }, [], []],
    ["aws.vpc-peering", {}, [], ["aws.transfer.inter-region r to s"]],
    ["aws.zone-crossing", {}, ["aws.transfer.cross-zone"], ["aws.transfer.cross-zone"]],
    ["aws.internet-gateway", {}, [], [EGRESS]],
    ["aws.nat-gateway", { "aws.nat-gateway": HOURS }, ["aws.nat-gateway.data"], [EGRESS, "aws.nat-gateway.data"]],
    [
        "aws.interface-endpoint",
        { "aws.interface-endpoint": HOURS },
        ["aws.interface-endpoint.data"],
        ["aws.interface-endpoint.data"],
    ],
    ["aws.network-firewall", { "aws.network-firewall.endpoint": HOURS }, ["aws.network-firewall.data"], []],
    [
        "aws.global-accelerator",
        { "aws.global-accelerator": HOURS },
        [],
        [EGRESS, "aws.global-accelerator.premium r to s"],
    ],
    ...["1g", "10g", "100g", "400g"].map((size): Row => {
        const port = `aws.dx.port.${size}`;
        return [port, { [port]: HOURS }, [], []];
    }),
    ["aws.route53.zone", { "aws.route53.zone": 1 }, [], []],
    ...["standard", "latency", "geo"].map((policy): Row => {
        const queries = `aws.route53.queries.${policy}`;
        return [queries, { [queries]: 1000 }, [], []];
    }),
    ...["aws", "other"].map((endpoint): Row => {
        const check = `aws.route53.health-check.${endpoint}`;
        return [check, { [check]: 1, [`${check}.option`]: 1000 }, [], []];
    }),
];

const AZURE: Row[] = [
    ...["Basic", ...[1, 2, 3, 4, 5].flatMap((n) => [`VpnGw${n}`, `VpnGw${n}AZ`])].map((sku): Row => {
        const gateway = `azure.vpn-gateway.${sku}`;
        const standing = {
            [gateway]: HOURS,
            "azure.vpn-gateway.s2s-connection": 990 * HOURS,
            "azure.vpn-gateway.p2s-connection": 872 * HOURS,
        };
        return [gateway, standing, [], ["azure.egress.internet"]];
    }),
    ["azure.vwan.hub", { "azure.vwan.hub": HOURS, "azure.vwan.routing-unit": 1000 * HOURS }, [], []],
    ["azure.vwan.vnet-connection", {}, [], []],
    ["azure.vwan.hub-link", {}, [], ["azure.vwan.hub-to-hub r to s"]],
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
    ["azure.firewall.standard", { "azure.firewall.standard": HOURS }, ["azure.firewall.data"], []],
    ["azure.firewall.premium", { "azure.firewall.premium": HOURS }, ["azure.firewall.data"], []],
    ["azure.vnet-peering", {}, ["azure.vnet-peering r to s"], ["azure.vnet-peering r to s"]],
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
    ["azure.public-ip", { "azure.public-ip": HOURS }, [], []],
    ["azure.front-door.standard", { "azure.front-door.standard": 1 }, [], []],
    ["azure.front-door.premium", { "azure.front-door.premium": 1 }, [], []],
    ["azure.traffic-manager", { "azure.traffic-manager": 1000 }, [], []],
];

const GOOGLE_AND_OTHERS: Row[] = [
    ["site", {}, [], []],
    ["gcp.vpn.tunnel", { "gcp.vpn.tunnel": HOURS }, [], ["gcp.vpn.egress.internet r to s"]],
    ["gcp.inter-region", {}, [], ["gcp.transfer.inter-region r to s"]],
    ["gcp.zone-crossing", {}, [], ["gcp.transfer.cross-zone"]],
    ["gcp.internet", {}, [], ["gcp.egress.internet r to s"]],
    [
        "gcp.forwarding-rules",
        { "gcp.forwarding-rules.first-five": HOURS, "gcp.forwarding-rule.further": 995 * HOURS },
        ["gcp.load-balancer.data"],
        ["gcp.egress.internet r to s", "gcp.load-balancer.data"],
    ],
    ["gcp.nat", { "gcp.nat.vm": 32 * HOURS }, ["gcp.nat.data"], ["gcp.egress.internet r to s", "gcp.nat.data"]],
    ["gcp.ncc.spoke", { "gcp.ncc.spoke": HOURS }, ["gcp.ncc.data"], []],
    ...["10g", "100g", "400g"].map((size): Row => {
        const port = `gcp.interconnect.${size}`;
        return [port, { [port]: HOURS }, [], []];
    }),
    [
        "cloudflare.load-balancer",
        {
            "cloudflare.load-balancing": 1,
            "cloudflare.load-balancing.endpoint": 1000,
            "cloudflare.load-balancing.queries": 1000,
        },
        [],
        [],
    ],
    ...[
        ...["personal", "standard", "premium", "enterprise"].map((plan) => `tailscale.user.${plan}`),
        ...["free", "team", "business"].map((plan) => `netbird.user.${plan}`),
    ].map((user): Row => [user, { [user]: 1000 }, [], []]),
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
        expect(passing(kind, [{ out: "site" }, { in: "it" }])).toEqual(comesIn);
        expect(passing(kind, [{ out: "it" }, { in: "site" }])).toEqual(goesOut);
    });
});

test("who says nothing of a count has none of what is optional, and one of what is not", () => {
    const defaults = Object.fromEntries(
        Object.entries(KINDS).flatMap(([kind, { counts }]) =>
            counts === undefined || kind.startsWith("azure.vpn-gateway.VpnGw") ? [] : [[kind, counts]],
        ),
    );
    const users = { users: 1 };
    const millions = { millions: 1 };
    expect(defaults).toEqual({
        "aws.client-vpn": { associations: 1, users: 0 },
        "aws.route53.queries.standard": millions,
        "aws.route53.queries.latency": millions,
        "aws.route53.queries.geo": millions,
        "aws.route53.health-check.aws": { options: 0 },
        "aws.route53.health-check.other": { options: 0 },
        "azure.vpn-gateway.Basic": { connections: 0, users: 0 },
        "azure.vwan.hub": { furtherRoutingUnits: 0 },
        "azure.vwan.vpn-gateway": { scaleUnits: 1, connections: 0 },
        "azure.vwan.er-gateway": { scaleUnits: 1, connections: 0 },
        "azure.traffic-manager": millions,
        "gcp.forwarding-rules": { rules: 1 },
        "gcp.nat": { machines: 1 },
        "cloudflare.load-balancer": { furtherEndpoints: 0, millionsOfQueries: 0 },
        "tailscale.user.personal": users,
        "tailscale.user.standard": users,
        "tailscale.user.premium": users,
        "tailscale.user.enterprise": users,
        "netbird.user.free": users,
        "netbird.user.team": users,
        "netbird.user.business": users,
    });
});
