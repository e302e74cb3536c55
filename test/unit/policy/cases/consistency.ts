import { UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const VPC = "aws:ec2/vpc:Vpc";
const HUB = "aws:ec2transitgateway/transitGateway:TransitGateway";
const shop = made(VPC, "shop", { props: { cidrBlock: "10.0.0.0/16" } });
const tools = made(VPC, "tools", { props: { cidrBlock: "10.1.0.0/16" } });
const peering = made("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "tools", {
    refs: { vpcId: shop, peerVpcId: tools },
});
const abroad = made("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "abroad", {
    props: { peerVpcId: "vpc-9" },
    refs: { vpcId: shop },
});
const table = (name: string, vpc: typeof shop) => made("aws:ec2/routeTable:RouteTable", name, { refs: { vpcId: vpc } });
const [mine, theirs] = [table("mine", shop), table("theirs", tools)];
const route = (name: string, of: typeof mine, to: string, over = peering) =>
    made("aws:ec2/route:Route", name, {
        props: { destinationCidrBlock: to },
        refs: { routeTableId: of, vpcPeeringConnectionId: over },
    });
const inline = made("aws:ec2/routeTable:RouteTable", "inline", {
    props: { routes: [{ cidrBlock: "10.0.0.0/16", vpcPeeringConnectionId: UNKNOWN }] },
    refs: { vpcId: tools },
});
const there = { ...inline, sources: { ...inline.sources, routes: [peering.urn] } };

const use1 = made(HUB, "use1", { props: { region: "us-east-1", amazonSideAsn: 64512 } });
const euc1 = made(HUB, "euc1", { props: { amazonSideAsn: 64513 } });
const across = made("aws:ec2transitgateway/peeringAttachment:PeeringAttachment", "use1-euc1", {
    props: { region: "us-east-1" },
    refs: { transitGatewayId: use1, peerTransitGatewayId: euc1 },
});
const accepted = made("aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter", "use1-euc1", {
    refs: { transitGatewayAttachmentId: across },
});
const hubTable = (hub: typeof use1) =>
    made("aws:ec2transitgateway/routeTable:RouteTable", hub.name, {
        props: { region: hub.props["region"] ?? null },
        refs: { transitGatewayId: hub },
    });
const [east, central] = [hubTable(use1), hubTable(euc1)];
const hubRoute = (name: string, of: typeof east, over: typeof across) =>
    made("aws:ec2transitgateway/route:Route", name, {
        props: { region: of.props["region"] ?? null, destinationCidrBlock: "10.0.0.0/8" },
        refs: { transitGatewayRouteTableId: of, transitGatewayAttachmentId: over },
    });
const HUBS = [use1, euc1, across, accepted, east, central];

const both = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "consistency-both-directions",
    is,
    resources,
    finds,
});

const site = (name: string, bgpAsn: string | typeof UNKNOWN) =>
    made("aws:ec2/customerGateway:CustomerGateway", name, { props: { bgpAsn } });
const asn = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "consistency-asn-unique",
    is,
    resources,
    finds,
});

const overlap = (is: string, overlaps: NonNullable<Case["answers"]>["overlaps"], finds: string[]): Case => ({
    rule: "consistency-no-overlap",
    is,
    resources: [shop, tools],
    answers: { overlaps: overlaps! },
    finds,
});
const PAIR = {
    one: { urn: shop.urn, label: "vpc shop" },
    other: { urn: tools.urn, label: "vpc tools" },
    addresses: "10.0.8.0/24",
};

const FLOW = { from: "vpc/shop", to: "vpc/tools", traffic: "tcp 5432" };
const reach = (is: string, answer: NonNullable<Case["answers"]>["reach"], finds: string[]): Case => ({
    rule: "consistency-must-reach",
    is,
    expectations: { mustReach: [FLOW] },
    answers: { reach: answer! },
    finds,
});

const view = (region: string, ...reaches: string[]) => ({
    segment: "dev",
    region,
    hub: { label: `hub ${region}` },
    reaches,
});
const segments = (is: string, answer: NonNullable<Case["answers"]>["segments"], finds: string[]): Case => ({
    rule: "consistency-same-segments",
    is,
    answers: { segments: answer! },
    finds,
});

export const CONSISTENCY: readonly Case[] = [
    both(
        "one way and back",
        [shop, tools, peering, mine, theirs, route("out", mine, "10.1.0.0/16"), route("back", theirs, "10.0.0.0/16")],
        [],
    ),
    both("back in the list of a table", [shop, tools, peering, mine, there, route("out", mine, "10.1.0.0/16")], []),
    both("no way at all", [shop, tools, peering, mine, theirs], []),
    both(
        "no way back",
        [shop, tools, peering, mine, theirs, route("out", mine, "10.1.0.0/16")],
        ["fail vpc peering connection tools: vpc tools has no route back over it"],
    ),
    both(
        "the other end elsewhere",
        [shop, abroad, mine, route("out", mine, "10.9.0.0/16", abroad)],
        ["undetermined vpc peering connection abroad: the routes of its other side are made elsewhere"],
    ),
    both(
        "hubs, the second by the accepted attachment",
        [...HUBS, hubRoute("out", east, across), hubRoute("back", central, accepted)],
        [],
    ),
    both(
        "hubs without a way back",
        [...HUBS, hubRoute("out", east, across)],
        ["fail peering attachment use1-euc1: transit gateway euc1 has no route back over it"],
    ),

    asn("each its own", [use1, euc1, site("plant", "65000")], []),
    asn("two devices of one site", [use1, site("plant-a", "65000"), site("plant-b", "65000")], []),
    asn(
        "two hubs with AWS's default",
        [made(HUB, "a"), made(HUB, "b")],
        ["fail transit gateway b: its ASN 64512 is that of transit gateway a too"],
    ),
    asn(
        "a site with the hub's",
        [use1, site("plant", "64512")],
        ["fail customer gateway plant: its ASN 64512 is that of transit gateway use1 too"],
    ),
    asn(
        "not known",
        [use1, site("plant", UNKNOWN)],
        ["undetermined customer gateway plant: bgpAsn is not known before the deployment"],
    ),

    overlap("none", () => ({ found: [], reasons: [] }), []),
    overlap("of networks that nothing joins", () => ({ found: [{ ...PAIR, joined: false }], reasons: [] }), []),
    overlap("of joined networks", () => ({ found: [{ ...PAIR, joined: true }], reasons: [] }), [
        "fail vpc tools: it has 10.0.8.0/24 in common with vpc shop",
    ]),
    overlap("not known", () => ({ found: [], reasons: ["vpc lab: cidrBlock is not known"] }), [
        "undetermined addresses: vpc lab: cidrBlock is not known",
    ]),

    reach("reachable", () => ({ verdict: "REACHABLE", reasons: [] }), []),
    reach("denied", () => ({ verdict: "DENIED", reasons: ["no route to 10.1.0.0/16 in route table private"] }), [
        "fail vpc/shop to vpc/tools, tcp 5432: it does not arrive: no route to 10.1.0.0/16 in route table private",
    ]),
    reach("partly", () => ({ verdict: "PARTIAL", reasons: ["security group db drops it"] }), [
        "fail vpc/shop to vpc/tools, tcp 5432: some of it does not arrive: security group db drops it",
    ]),
    reach("not known", () => ({ verdict: "UNDETERMINED", reasons: ["a", "b", "c", "d", "e"] }), [
        "undetermined vpc/shop to vpc/tools, tcp 5432: a; b; c; 2 more",
    ]),

    segments(
        "alike everywhere",
        () => ({ known: true, value: [view("us-east-1", "shared"), view("eu-central-1", "shared")] }),
        [],
    ),
    segments(
        "more in one region",
        () => ({
            known: true,
            value: [view("us-east-1", "shared"), view("eu-west-1", "prod", "shared"), view("eu-central-1", "shared")],
        }),
        ["fail hub eu-west-1: segment dev reaches prod, shared in eu-west-1, and shared in us-east-1"],
    ),
    segments("not known", () => ({ known: false, reasons: ["route table prod may belong to two hubs"] }), [
        "undetermined segments: route table prod may belong to two hubs",
    ]),
];
