/** Numbers and ids. */
import { existing, shopAt, withAws, withHub, withHubs, type Fault } from "./fault";
import { hub, vpc } from "../networks";

export const numbers: Fault[] = [
    {
        check: "asn-range",
        is: "ASNs that AWS does not accept",
        args: withHubs(
            Object.fromEntries(
                [
                    64_511,
                    64_512,
                    65_534,
                    65_535,
                    4_199_999_999,
                    4_200_000_000,
                    4_294_967_294,
                    4_294_967_295,
                    64_512.5,
                    NaN,
                ].map((asn, i) => [`h${i}`, hub({}, { asn })]),
            ),
        ),
        says: [
            ["h0", "64511"],
            ["h3", "65535"],
            ["h4", "4199999999"],
            ["h7", "4294967295"],
            ["h8", "64512.5"],
            ["h9", "NaN"],
        ].map(
            ([key, asn]) =>
                `aws.hubs.${key}.asn [asn-range]: got ${asn}; allowed: 64512–65534 or 4200000000–4294967294. Choose a ` +
                "private ASN, or leave it out.",
        ),
    },
    {
        check: "existing-asn",
        is: "an existing gateway without its ASN",
        args: withHub({ existing: { transitGatewayId: "tgw-1" } }),
        says: [
            "aws.hubs.a.asn [existing-asn]: got nothing; allowed: the ASN of the existing gateway. The gateway has its " +
                "ASN already: write it down, so that it can be compared with the others.",
        ],
    },
    {
        check: "asn-duplicate",
        is: "one ASN for several hubs, given or derived",
        args: withHubs({
            c: hub({}, { asn: 64512 }),
            b: hub({}, { asn: 64512 }),
            a: hub({}, { asn: 64512 }),
            other: hub({}, { asn: 64513 }),
            euc1: hub(),
            clash: hub({}, { asn: 4_252_470_457 }),
        }),
        says: [
            ["b", "64512", "64514"],
            ["c", "64512", "64515"],
            ["euc1", "4252470457", "64516"],
        ].map(
            ([key, asn, free]) =>
                `aws.hubs.${key}.asn [asn-duplicate]: got ${asn}, which another hub has; allowed: an ASN of its own for ` +
                `every hub. Add to hub '${key}': asn: ${free}`,
        ),
    },
    {
        check: "asn-duplicate",
        is: "the ASN of an existing gateway again, in a new one and in another existing one",
        args: withHubs({
            a: hub({}, { asn: 64512 }),
            b: hub({}, existing(64512)),
            c: hub({}, { ...existing(64513), asn: 64512 }),
        }),
        says: [
            "aws.hubs.c.asn [asn-duplicate]: got 64512, which another hub has; allowed: an ASN of its own for every hub. " +
                "An existing gateway keeps its ASN: put this hub into a TransitHub of its own, or let it be created.",
            "aws.hubs.a.asn [asn-duplicate]: got 64512, which another hub has; allowed: an ASN of its own for every hub. " +
                "Add to hub 'a': asn: 64513",
        ],
    },
    {
        check: "limit-range",
        is: "limits that are no counts",
        args: withAws({
            limits: {
                routesPerGateway: 0,
                peeringsPerGateway: 1.5,
                routesPerVpcTable: -1,
                routeTablesPerGateway: undefined,
            },
        }),
        says: [
            ["routesPerGateway", "0"],
            ["peeringsPerGateway", "1.5"],
            ["routesPerVpcTable", "-1"],
        ].map(
            ([limit, got]) =>
                `aws.limits.${limit} [limit-range]: got ${got}; allowed: a whole number from 1. Give the quota as AWS ` +
                "granted it.",
        ),
    },
];

export const ids: Fault[] = [
    {
        check: "wrong-id-kind",
        is: "ids of other kinds of resources",
        args: withHub({
            ...existing(64512, {
                transitGatewayId: "tgw-attach-1",
                routeTables: { main: "rtb-1" },
                transitRouteTable: "tgw-1",
            }),
            attachments: {
                shop: {
                    ...vpc("main", "10.0.0.0/16"),
                    vpcId: "",
                    subnets: { "us-east-1a": "vpc-1" },
                    routes: { r: { routeTableId: "tgw-rtb-1" } },
                },
            },
        }),
        says: [
            ["aws.hubs.a.existing.transitGatewayId", "tgw-attach-1", "tgw-…"],
            ["aws.hubs.a.existing.transitRouteTable", "tgw-1", "tgw-rtb-…"],
            ["aws.hubs.a.existing.routeTables.main", "rtb-1", "tgw-rtb-…"],
            [`${shopAt}.vpcId`, "", "vpc-…"],
            [`${shopAt}.subnets["us-east-1a"]`, "vpc-1", "subnet-…"],
            [`${shopAt}.routes.r.routeTableId`, "tgw-rtb-1", "rtb-…"],
        ].map(
            ([path, id, allowed]) =>
                `${path} [wrong-id-kind]: got "${id}"; allowed: ${allowed}. Give the id of the right kind of resource.`,
        ),
    },
    {
        check: "vpc-attached-twice",
        is: "a VPC attached to a hub twice",
        args: withHub({
            attachments: {
                shop: vpc("main", "10.0.0.0/16", { vpcId: "vpc-1" }),
                more: vpc("main", "10.1.0.0/16", { vpcId: "vpc-1" }),
            },
        }),
        says: [
            'aws.hubs.a.attachments.more.vpcId [vpc-attached-twice]: got "vpc-1"; allowed: a VPC once per hub. ' +
                "Attachment 'shop' of this hub is this VPC already: merge the two.",
        ],
    },
    {
        check: "adopted-twice",
        is: "one gateway for two hubs, and one table for two segments",
        args: withHubs(
            {
                a: hub({}, existing(64512, { routeTables: { prod: "tgw-rtb-1", lab: "tgw-rtb-1" } })),
                b: hub({}, { ...existing(64512, { transitRouteTable: "tgw-rtb-1" }), asn: 64513 }),
            },
            { prod: {}, lab: {} },
        ),
        says: [
            ["a.existing.routeTables.lab", "tgw-rtb-1", "routeTables.prod"],
            ["b.existing.transitGatewayId", "tgw-64512", "transitGatewayId"],
            ["b.existing.transitRouteTable", "tgw-rtb-1", "routeTables.prod"],
        ].map(
            ([path, id, first]) =>
                `aws.hubs.${path} [adopted-twice]: got "${id}"; allowed: each gateway and each table once. It is at ` +
                `aws.hubs.a.existing.${first} already: name another, or leave it out and have one created.`,
        ),
    },
];
