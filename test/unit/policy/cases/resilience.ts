import { UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const vpc = made("aws:ec2/vpc:Vpc", "shop", { props: { cidrBlock: "10.0.0.0/16" } });
const subnet = (name: string, availabilityZone: string | typeof UNKNOWN) =>
    made("aws:ec2/subnet:Subnet", name, { props: { availabilityZone }, refs: { vpcId: vpc } });
const [a, b, c, open] = [
    subnet("a", "eu-central-1a"),
    subnet("b", "eu-central-1b"),
    subnet("c", "eu-central-1a"),
    subnet("open", UNKNOWN),
];
const attachment = (...subnets: (typeof a)[]) =>
    made("aws:ec2transitgateway/vpcAttachment:VpcAttachment", "shop", { refs: { subnetIds: subnets } });
const zones = (is: string, resources: Case["resources"], finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "resilience-two-zones",
    is,
    resources,
    finds,
    ...more,
});

const hub = made("aws:ec2transitgateway/transitGateway:TransitGateway", "core");
const device = (name: string, ipAddress: string | typeof UNKNOWN, bgpAsn: string | typeof UNKNOWN = "65000") =>
    made("aws:ec2/customerGateway:CustomerGateway", name, { props: { ipAddress, bgpAsn } });
const vpn = (name: string, of: typeof hub) =>
    made("aws:ec2/vpnConnection:VpnConnection", name, { refs: { transitGatewayId: hub, customerGatewayId: of } });
const [first, second, copy, other] = [
    device("first", "192.0.2.1"),
    device("second", "192.0.2.2"),
    device("copy", "192.0.2.1"),
    device("other", "192.0.2.9", "65001"),
];
const early = device("early", UNKNOWN);
const late = device("late", UNKNOWN);
const core2 = made("aws:ec2transitgateway/transitGateway:TransitGateway", "core2");
const onSecond = made("aws:ec2/vpnConnection:VpnConnection", "two", {
    refs: { transitGatewayId: core2, customerGatewayId: second },
});
const elsewhere = made("aws:ec2/vpnConnection:VpnConnection", "one", {
    props: { customerGatewayId: "cgw-9" },
    refs: { transitGatewayId: hub },
});
const vague = device("vague", "192.0.2.3", UNKNOWN);
const devices = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "resilience-two-devices",
    is,
    resources,
    finds,
});

const nat = (name: string, of: typeof a) => made("aws:ec2/natGateway:NatGateway", name, { refs: { subnetId: of } });
const nats = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "resilience-nat-per-zone",
    is,
    resources: [vpc, a, b, c, open, ...(resources ?? [])],
    finds,
});

const FLOW = { from: "vpc/shop", to: "site/plant", traffic: "tcp 443" };
const points = (is: string, answer: NonNullable<Case["answers"]>["singlePoints"], finds: string[]): Case => ({
    rule: "resilience-no-single-point",
    is,
    expectations: { critical: [FLOW] },
    answers: { singlePoints: answer! },
    finds,
});

export const RESILIENCE: readonly Case[] = [
    zones("two", [a, b, attachment(a, b)], []),
    zones(
        "one, by two subnets",
        [a, c, attachment(a, c)],
        ["fail vpc attachment shop: it stands in eu-central-1a only"],
    ),
    zones("one where one is asked for", [a, attachment(a)], [], { settings: { zones: 1 } }),
    zones(
        "one that is known, and one that is not",
        [a, open, attachment(a, open)],
        ["undetermined vpc attachment shop: the zones of a subnet in subnetIds are not known"],
    ),
    zones(
        "a list that is not known",
        [{ ...attachment(a), props: { subnetIds: UNKNOWN } }],
        ["undetermined vpc attachment shop: subnetIds is not known before the deployment"],
    ),
    zones("a gateway endpoint, which stands in none", [made("aws:ec2/vpcEndpoint:VpcEndpoint", "s3")], []),

    devices("two", [hub, first, second, vpn("one", first), vpn("two", second)], []),
    devices(
        "one",
        [hub, first, vpn("one", first)],
        ["fail vpn connection one: the site behind customer gateway first has no tunnel to a second device"],
    ),
    devices(
        "one, entered twice",
        [hub, first, copy, vpn("one", first), vpn("two", copy)],
        [
            "fail vpn connection one: the site behind customer gateway first has no tunnel to a second device",
            "fail vpn connection two: the site behind customer gateway copy has no tunnel to a second device",
        ],
    ),
    devices(
        "two sites with one each",
        [hub, first, other, vpn("one", first), vpn("two", other)],
        [
            "fail vpn connection one: the site behind customer gateway first has no tunnel to a second device",
            "fail vpn connection two: the site behind customer gateway other has no tunnel to a second device",
        ],
    ),
    devices("one that is made elsewhere", [hub, elsewhere], []),
    devices("two whose addresses the deployment tells", [hub, early, late, vpn("one", early), vpn("two", late)], []),
    devices(
        "two on different hubs",
        [hub, core2, first, second, vpn("one", first), onSecond],
        [
            "fail vpn connection one: the site behind customer gateway first has no tunnel to a second device",
            "fail vpn connection two: the site behind customer gateway second has no tunnel to a second device",
        ],
    ),
    devices(
        "a site that is not known",
        [hub, vague, vpn("one", vague)],
        ["undetermined vpn connection one: whether another connection reaches the same site is not known"],
    ),

    nats("none", [], []),
    nats("one in each zone", [nat("a", a), nat("b", b)], []),
    nats("one for two zones", [nat("a", a)], ["fail nat gateway a: it alone serves the 3 zones of shop"]),
    nats(
        "one that is known, and one in a subnet that is not",
        [nat("a", a), made("aws:ec2/natGateway:NatGateway", "b", { props: { subnetId: UNKNOWN } })],
        ["undetermined vpc shop: the zones of its NAT gateways are not known"],
    ),
    nats(
        "zones that are not known",
        [nat("a", open), nat("b", open)],
        ["undetermined vpc shop: the zones of its NAT gateways are not known"],
    ),

    points("none", () => ({ known: true, value: [] }), []),
    points("one", () => ({ known: true, value: [{ label: "transit gateway core" }] }), [
        "fail vpc/shop to site/plant, tcp 443: the failure of transit gateway core alone cuts it",
    ]),
    points("not known", () => ({ known: false, reasons: ["vpn plant is not read"] }), [
        "undetermined vpc/shop to site/plant, tcp 443: vpn plant is not read",
    ]),
];
