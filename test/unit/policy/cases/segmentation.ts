import { UNKNOWN } from "../../../../graph/read/values";
import { made, type Case } from "../support";

const HUB = "aws:ec2transitgateway/transitGateway:TransitGateway";
const TABLE = "aws:ec2transitgateway/routeTable:RouteTable";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const SINGLE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const OLD = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule";

const accept = (is: string, value: string | typeof UNKNOWN | undefined, finds: string[]): Case => ({
    rule: "segmentation-hub-auto-accept",
    is,
    resources: [made(HUB, "core", { props: value === undefined ? {} : { autoAcceptSharedAttachments: value } })],
    finds,
});

const OFF = { defaultRouteTableAssociation: "disable", defaultRouteTablePropagation: "disable" };
const hub = made(HUB, "core", { props: OFF });
const lax = made(HUB, "lax", { props: { defaultRouteTablePropagation: "disable" } });
const late = made(HUB, "late", { props: { ...OFF, defaultRouteTablePropagation: UNKNOWN } });
const tables = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "segmentation-hub-default-tables",
    is,
    resources,
    finds,
});

const group = (is: string, resources: Case["resources"], finds: string[], more: Partial<Case> = {}): Case => ({
    rule: "segmentation-no-open-group",
    is,
    resources,
    finds,
    ...more,
});
const inline = (rule: object) => [made(GROUP, "web", { props: { ingress: [{ fromPort: 0, toPort: 0, ...rule }] } })];

const acl = made(ACL, "private", { props: {} });
const entry = (ruleNo: number, action: string, more: object = {}) => ({
    ruleNo,
    action,
    protocol: "-1",
    fromPort: 0,
    toPort: 0,
    cidrBlock: "0.0.0.0/0",
    ...more,
});
const other = made(ACL, "other");
const everything = { ruleNumber: 100, ruleAction: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" };
const stray = made(ACL_RULE, "all", {
    props: { ...everything, networkAclId: UNKNOWN },
    refs: { networkAclId: [acl, other] },
});
const foreign = made(ACL_RULE, "all", { props: { ...everything, networkAclId: "acl-9" } });
const acls = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "segmentation-no-open-acl",
    is,
    resources,
    finds,
});
const withEntries = (...ingress: object[]) => [made(ACL, "private", { props: { ingress: ingress as never } })];

const shop = made("aws:ec2/vpc:Vpc", "shop", { props: { cidrBlock: "10.0.0.0/16" } });
const tools = made("aws:ec2/vpc:Vpc", "tools", { props: { cidrBlock: "10.1.0.0/16" } });
const peering = made("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "tools", {
    refs: { vpcId: shop, peerVpcId: tools },
});
const table = made("aws:ec2/routeTable:RouteTable", "private", { refs: { vpcId: shop } });
const route = (destinationCidrBlock: string | typeof UNKNOWN) =>
    made("aws:ec2/route:Route", "to-tools", {
        props: { destinationCidrBlock },
        refs: { routeTableId: table, vpcPeeringConnectionId: peering },
    });
const NETWORKS = [shop, tools, peering, table];
const route6 = made("aws:ec2/route:Route", "to-tools", {
    props: { destinationIpv6CidrBlock: "2001:db8::/56" },
    refs: { routeTableId: table, vpcPeeringConnectionId: peering },
});
const nat = made("aws:ec2/route:Route", "out", {
    props: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: UNKNOWN },
    refs: { routeTableId: table },
});
const chosen = made("aws:ec2/vpc:Vpc", "chosen", {
    props: { cidrBlock: "10.1.0.0/16", assignGeneratedIpv6CidrBlock: true },
});
const peered = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "segmentation-peering-routes",
    is,
    resources,
    finds,
});

const FLOW = { from: "vpc/shop", to: "vpc/lab", traffic: "tcp 22" };
const apart = (is: string, reach: NonNullable<Case["answers"]>["reach"], finds: string[]): Case => ({
    rule: "segmentation-must-not-reach",
    is,
    expectations: { mustNotReach: [FLOW] },
    answers: { reach: reach! },
    finds,
});
const vpcDefault = made("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "shop", { refs: { vpcId: shop } });
const defaults = (is: string, resources: Case["resources"], finds: string[]): Case => ({
    rule: "segmentation-default-group",
    is,
    resources,
    finds,
});

export const SEGMENTATION: readonly Case[] = [
    accept("off", "disable", []),
    accept("off by default", undefined, []),
    accept("on", "enable", ["fail transit gateway core: it accepts attachments of other accounts by itself"]),
    accept("not known", UNKNOWN, [
        "undetermined transit gateway core: autoAcceptSharedAttachments is not known before the deployment",
    ]),

    tables("a hub without tables of its own", [lax], []),
    tables("both off", [hub, made(TABLE, "prod", { refs: { transitGatewayId: hub } })], []),
    tables(
        "association left to AWS",
        [lax, made(TABLE, "prod", { refs: { transitGatewayId: lax } })],
        [
            "fail transit gateway lax: defaultRouteTableAssociation is not set, which is enable: every new attachment looks its packets up there",
        ],
    ),
    tables(
        "not known",
        [late, made(TABLE, "prod", { refs: { transitGatewayId: late } })],
        ["undetermined transit gateway late: defaultRouteTablePropagation is not known before the deployment"],
    ),
    tables(
        "a table of one of two hubs",
        [
            hub,
            lax,
            made(TABLE, "prod", { props: { transitGatewayId: UNKNOWN }, refs: { transitGatewayId: [hub, lax] } }),
        ],
        ["undetermined transit gateway lax: whether a route table belongs to it is not known before the deployment"],
    ),

    group(
        "one port of a private range",
        inline({ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }),
        [],
    ),
    group("every port of one network", inline({ protocol: "-1", cidrBlocks: ["10.1.0.0/16"] }), []),
    group("every port of members of a group", inline({ protocol: "-1", securityGroups: ["sg-1"] }), []),
    group("every port of a private range", inline({ protocol: "-1", cidrBlocks: ["10.0.0.0/8"] }), [
        "fail security group web: ingress[0] lets every protocol and port in from 10.0.0.0/8",
    ]),
    group("a private range in two halves", inline({ protocol: "-1", cidrBlocks: ["10.0.0.0/9", "10.128.0.0/9"] }), [
        "fail security group web: ingress[0] lets every protocol and port in from 10.0.0.0/8",
    ]),
    group(
        "a rule that is a resource",
        [made(SINGLE, "all", { props: { ipProtocol: "-1", cidrIpv6: "::/0" } })],
        ["fail security group ingress rule all: it lets every protocol and port in from ::/0"],
    ),
    group(
        "an older kind of rule",
        [
            made(OLD, "all", {
                props: { type: "ingress", protocol: "all", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
            }),
        ],
        ["fail security group rule all: it lets every protocol and port in from 0.0.0.0/0"],
    ),
    group(
        "what goes out",
        [
            made(OLD, "all", {
                props: { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
            }),
        ],
        [],
    ),
    group("a prefix that is not known", inline({ protocol: "-1", cidrBlocks: UNKNOWN }), [
        "undetermined security group web: ingress[0].cidrBlocks is not known before the deployment",
    ]),
    group("a range that was not asked for", inline({ protocol: "-1", cidrBlocks: ["10.0.0.0/8"] }), [], {
        settings: { prefixes: ["0.0.0.0/0"] },
    }),

    acls("one network", withEntries(entry(100, "allow", { cidrBlock: "10.0.0.0/8" })), []),
    acls("everything of one family", withEntries(entry(100, "allow")), [
        "fail network acl private: it lets every IPv4 packet in",
    ]),
    acls(
        "everything, in two entries",
        withEntries(entry(90, "allow", { cidrBlock: "0.0.0.0/1" }), entry(91, "allow", { cidrBlock: "128.0.0.0/1" })),
        ["fail network acl private: it lets every IPv4 packet in"],
    ),
    acls("a denial before", withEntries(entry(200, "allow"), entry(100, "deny", { cidrBlock: "192.0.2.0/24" })), []),
    acls("a denial behind", withEntries(entry(100, "allow"), entry(200, "deny", { cidrBlock: "192.0.2.0/24" })), [
        "fail network acl private: it lets every IPv4 packet in",
    ]),
    acls(
        "a rule that is a resource",
        [
            acl,
            made(ACL_RULE, "all", {
                props: { ruleNumber: 100, ruleAction: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" },
                refs: { networkAclId: acl },
            }),
        ],
        ["fail network acl private: it lets every IPv4 packet in"],
    ),
    acls(
        "a rule for what goes out",
        [
            acl,
            made(ACL_RULE, "all", {
                props: { ruleNumber: 100, ruleAction: "allow", egress: true, protocol: "-1", cidrBlock: "0.0.0.0/0" },
                refs: { networkAclId: acl },
            }),
        ],
        [],
    ),
    acls(
        "a rule that may be of another ACL",
        [acl, other, stray],
        [
            "undetermined network acl private: what it lets in is not known: network acl rule all",
            "undetermined network acl other: what it lets in is not known: network acl rule all",
        ],
    ),
    acls("a rule of an ACL that is made elsewhere", [acl, foreign], []),
    acls("not known", withEntries(entry(100, "allow", { cidrBlock: UNKNOWN })), [
        "undetermined network acl private: what it lets in is not known: ingress[0].cidrBlock",
    ]),

    peered("the peer's prefix", [...NETWORKS, route("10.1.0.0/16")], []),
    peered("a subnet of the peer", [...NETWORKS, route("10.1.8.0/24")], []),
    peered(
        "more than the peer",
        [...NETWORKS, route("10.0.0.0/8")],
        ["fail route to-tools: it sends 10.0.0.0/8 to tools, which has 10.1.0.0/16"],
    ),
    peered(
        "everything",
        [...NETWORKS, route("0.0.0.0/0")],
        ["fail route to-tools: it sends 0.0.0.0/0 to tools, which has 10.1.0.0/16"],
    ),
    peered(
        "a destination that is not known",
        [...NETWORKS, route(UNKNOWN)],
        ["undetermined route to-tools: destinationCidrBlock is not known before the deployment"],
    ),
    peered(
        "a second prefix of the peer",
        [
            ...NETWORKS,
            route("10.9.0.0/16"),
            made("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
                props: { cidrBlock: "10.9.0.0/16" },
                refs: { vpcId: tools },
            }),
        ],
        [],
    ),

    peered(
        "a second prefix of another network",
        [
            ...NETWORKS,
            route("10.9.0.0/16"),
            made("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation", "more", {
                props: { cidrBlock: "10.9.0.0/16" },
                refs: { vpcId: shop },
            }),
        ],
        ["fail route to-tools: it sends 10.9.0.0/16 to tools, which has 10.1.0.0/16"],
    ),
    peered("a route that leads elsewhere", [...NETWORKS, nat], []),
    peered(
        "IPv6 to a peer that has none",
        [...NETWORKS, route6],
        ["fail route to-tools: it sends 2001:db8::/56 to tools, which has nothing"],
    ),
    peered(
        "IPv6 to a peer whose prefix AWS chooses",
        [shop, chosen, { ...peering, sources: { vpcId: [shop.urn], peerVpcId: [chosen.urn] } }, table, route6],
        ["undetermined route to-tools: whether 2001:db8::/56 lies inside chosen is not known: its prefixes are not"],
    ),
    peered(
        "a peer that is made elsewhere",
        [
            shop,
            { ...peering, props: { peerVpcId: "vpc-9" }, sources: { vpcId: [shop.urn] } },
            table,
            route("10.1.0.0/16"),
        ],
        [
            "undetermined route to-tools: whether 10.1.0.0/16 lies inside the peer is not known: the peer is made elsewhere",
        ],
    ),

    apart("denied", () => ({ verdict: "DENIED", reasons: [] }), []),
    apart("reachable", () => ({ verdict: "REACHABLE", reasons: ["by attachment shop"] }), [
        "fail vpc/shop to vpc/lab, tcp 22: it arrives: by attachment shop",
    ]),
    apart("partly reachable", () => ({ verdict: "PARTIAL", reasons: [] }), [
        "fail vpc/shop to vpc/lab, tcp 22: some of it arrives",
    ]),
    apart("not known", () => ({ verdict: "UNDETERMINED", reasons: ["route x may be any of two"] }), [
        "undetermined vpc/shop to vpc/lab, tcp 22: route x may be any of two",
    ]),

    defaults("emptied", [shop, vpcDefault], []),
    defaults("as AWS makes it", [shop], ["fail vpc shop: its default security group is as AWS makes it"]),
    defaults(
        "with rules",
        [shop, { ...vpcDefault, props: { ...vpcDefault.props, egress: [{ protocol: "-1" }] } }],
        ["fail default security group shop: its egress has rules"],
    ),
    defaults(
        "of one of two networks",
        [shop, tools, { ...vpcDefault, sources: { vpcId: [shop.urn, tools.urn] } }],
        [
            "undetermined vpc shop: whether its default security group is emptied is not known",
            "undetermined vpc tools: whether its default security group is emptied is not known",
        ],
    ),
    defaults(
        "not known",
        [shop, { ...vpcDefault, props: { ...vpcDefault.props, ingress: UNKNOWN } }],
        ["undetermined default security group shop: ingress is not known before the deployment"],
    ),
];
