/** Prefixes, alone and among each other. */
import { shopAt, spokes, withHub, withHubs, withVpc, type Fault, type Some } from "./fault";
import { hub, vpc } from "../networks";

export const prefixes: Fault[] = [
    {
        check: "cidr-invalid",
        is: "texts that are no prefix, in every place for prefixes",
        args: withHub({
            attachments: {
                shop: {
                    ...vpc("main", ["10.0.0.0", "10.0.0.1/16"]),
                    routes: { r: { routeTableId: "rtb-1", destinations: ["10.0.0.0/33"] } },
                },
            },
            supernets: { main: ["2001:db8:1::/32"] },
        }),
        says: [
            `${shopAt}.cidrs[0] [cidr-invalid]: got "10.0.0.0", which is not an address prefix like 10.0.0.0/16 or ` +
                '2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". Write it in CIDR notation.',
            `${shopAt}.cidrs[1] [cidr-invalid]: got "10.0.0.1/16", which has host bits set; allowed: "10.0.0.0/16". ` +
                "Write the prefix without host bits.",
            'aws.hubs.a.supernets.main[0] [cidr-invalid]: got "2001:db8:1::/32", which has host bits set; allowed: ' +
                '"2001:db8::/32". Write the prefix without host bits.',
            `${shopAt}.routes.r.destinations[0] [cidr-invalid]: got "10.0.0.0/33", which has a length over 32; allowed: ` +
                'a prefix like "10.0.0.0/16" or "2001:db8::/56". Write it in CIDR notation.',
        ],
    },
    {
        check: "cidr-reserved",
        is: "addresses that are never routed",
        args: withVpc({
            cidrs: ["10.0.0.0/16", "127.0.0.0/16"],
            routes: {
                r: {
                    routeTableId: "rtb-1",
                    // The last three hold reserved addresses among others.
                    destinations: [
                        "0.1.0.0/16",
                        "224.0.0.0/8",
                        "169.254.169.254/32",
                        "fe80::/64",
                        "::1/128",
                        "ff02::/16",
                    ].concat("0.0.0.0/1", "128.0.0.0/1", "::/0"),
                },
            },
        }),
        says: [
            ["cidrs[1]", "127.0.0.0/16", "127.0.0.0/8 (loopback)"],
            ["routes.r.destinations[0]", "0.1.0.0/16", "0.0.0.0/8 (this network)"],
            ["routes.r.destinations[1]", "224.0.0.0/8", "224.0.0.0/4 (multicast)"],
            [
                "routes.r.destinations[2]",
                "169.254.169.254/32",
                "169.254.0.0/16 (link-local; AWS's own services answer there)",
            ],
            ["routes.r.destinations[3]", "fe80::/64", "fe80::/10 (link-local)"],
            ["routes.r.destinations[4]", "::1/128", "::/127 (unspecified and loopback)"],
            ["routes.r.destinations[5]", "ff02::/16", "ff00::/8 (multicast)"],
        ].map(
            ([path, got, range]) =>
                `${shopAt}.${path} [cidr-reserved]: got "${got}"; allowed: anything outside ${range}. Such addresses are ` +
                "never routed: use others.",
        ),
    },
    {
        check: "cidr-size",
        is: "blocks that no VPC can have",
        args: withVpc({ cidrs: ["10.0.0.0/15", "10.8.0.0/29", "10.9.0.0/16", "10.10.0.0/28"] }),
        says: [
            ["0", "10.0.0.0/15"],
            ["1", "10.8.0.0/29"],
        ].map(
            ([i, cidr]) =>
                `${shopAt}.cidrs[${i}] [cidr-size]: got "${cidr}"; allowed: /16 to /28, as a VPC's blocks are. Give the ` +
                "CIDR blocks that the VPC really has.",
        ),
    },
    {
        check: "destination-twice",
        is: "a destination given twice, in whatever spelling",
        args: withVpc({
            routes: {
                r: {
                    routeTableId: "rtb-1",
                    destinations: ["10.8.0.0/16", "2001:db8::/32", "10.8.0.0/16", "2001:0DB8::/32"],
                },
                other: { routeTableId: "rtb-2", destinations: ["10.8.0.0/16"] },
            },
        }),
        says: [
            ["2", "10.8.0.0/16"],
            ["3", "2001:db8::/32"],
        ].map(
            ([i, prefix]) =>
                `${shopAt}.routes.r.destinations[${i}] [destination-twice]: got "${prefix}"; allowed: each destination ` +
                "once. Remove one.",
        ),
    },
    {
        check: "destination-is-local",
        is: "a destination inside the VPC",
        args: withVpc({
            routes: { r: { routeTableId: "rtb-1", destinations: ["10.0.1.0/24", "10.0.0.0/16", "10.0.0.0/8"] } },
        }),
        says: [
            ["0", "10.0.1.0/24"],
            ["1", "10.0.0.0/16"],
        ].map(
            ([i, prefix]) =>
                `${shopAt}.routes.r.destinations[${i}] [destination-is-local]: got "${prefix}"; allowed: nothing inside ` +
                "10.0.0.0/16, the VPC itself. AWS routes a VPC's own addresses inside it, and refuses another route " +
                "for them: remove it.",
        ),
    },
];

/** `got` overlaps `other`. */
const overlap = (check: string, at: string, got: string, otherAt: string, other: string, fix: string): string =>
    `${at} [${check}]: got ${got}, which overlaps ${other} at ${otherAt}; allowed: prefixes that do not overlap. ${fix}`;
const meetIn = (where: string): string =>
    `Both are in ${where}, where one would silently win: renumber one, or keep their segments apart.`;
const meetInTransit = (key: string): string =>
    `Both are in the transit table of hub '${key}', which all segments share, and where one would silently win: ` +
    "renumber one.";
const tooWide = "A supernet may hold its own segment's CIDRs in its own hub only: make it narrower.";
/** One hub with a VPC of each of two segments. */
const inOneHub = (segments: Some) =>
    withHubs({ a: hub({ shop: vpc("p", "10.0.0.0/16"), zoo: vpc("q", "10.0.1.0/24") }) }, segments);
const shopAndZoo = (fix: string): string =>
    overlap(
        "cidr-overlap",
        "aws.hubs.a.attachments.zoo.cidrs[0]",
        "10.0.1.0/24",
        `${shopAt}.cidrs[0]`,
        "10.0.0.0/16",
        fix,
    );

export const overlaps: Fault[] = [
    {
        check: "cidr-overlap",
        is: "overlapping blocks of one VPC",
        args: withVpc({ cidrs: ["10.0.0.0/16", "10.0.1.0/24"] }),
        says: [
            overlap(
                "cidr-overlap",
                `${shopAt}.cidrs[1]`,
                "10.0.1.0/24",
                `${shopAt}.cidrs[0]`,
                "10.0.0.0/16",
                "A VPC's own blocks never overlap: give each once.",
            ),
        ],
    },
    {
        check: "cidr-overlap",
        is: "overlapping VPCs of one segment, in different hubs",
        args: withHubs({
            a: hub({ shop: vpc("main", "10.0.0.0/16") }),
            b: hub({ shop: vpc("main", "10.0.0.0/16") }),
        }),
        says: [
            overlap(
                "cidr-overlap",
                "aws.hubs.b.attachments.shop.cidrs[0]",
                "10.0.0.0/16",
                `${shopAt}.cidrs[0]`,
                "10.0.0.0/16",
                meetIn("the table of segment 'main'"),
            ),
        ],
    },
    {
        check: "cidr-overlap",
        is: "overlapping VPCs of segments that reach each other",
        args: inOneHub({ p: { reaches: { q: {} } }, q: {} }),
        says: [shopAndZoo(meetIn("the table of segment 'p'"))],
    },
    {
        check: "cidr-overlap",
        is: "overlapping VPCs of segments that a third reaches",
        args: inOneHub({ p: {}, q: {}, s: { reaches: { p: {}, q: {} } } }),
        says: [shopAndZoo(meetIn("the table of segment 's'"))],
    },
    {
        check: "cidr-overlap",
        is: "overlapping VPCs of isolated segments that reach each other",
        args: inOneHub({ p: { isolated: true }, q: { isolated: true, reaches: { p: {} } } }),
        says: [shopAndZoo(meetIn("each other's reach"))],
    },
    {
        check: "cidr-overlap",
        is: "overlapping VPCs of one peered hub, whatever their segments",
        args: withHubs(
            { a: hub({ shop: vpc("p", "10.0.0.0/16"), zoo: vpc("q", "10.0.1.0/24") }), b: hub() },
            { p: {}, q: {} },
        ),
        says: [shopAndZoo(meetInTransit("a"))],
    },
    {
        check: "cidr-overlap",
        is: "overlapping VPCs of two spokes, and of a spoke and the centre, whatever their segments",
        args: withHubs(
            {
                a: hub({ shop: vpc("p", "10.0.0.0/16") }),
                b: hub({ zoo: vpc("q", "10.0.1.0/24") }),
                m: hub({ lab: vpc("r", "10.0.1.128/25") }),
            },
            { p: {}, q: {}, r: {} },
            { ...spokes, hubs: ["m"] },
        ),
        says: [
            ["b.attachments.zoo.cidrs[0]", "10.0.1.0/24", `${shopAt}.cidrs[0]`, "10.0.0.0/16"],
            ["m.attachments.lab.cidrs[0]", "10.0.1.128/25", `${shopAt}.cidrs[0]`, "10.0.0.0/16"],
            ["m.attachments.lab.cidrs[0]", "10.0.1.128/25", "aws.hubs.b.attachments.zoo.cidrs[0]", "10.0.1.0/24"],
        ].map(([at, got, otherAt, other]) =>
            overlap("cidr-overlap", `aws.hubs.${at!}`, got!, otherAt!, other!, meetInTransit("m")),
        ),
    },
    {
        check: "supernet-overlap",
        is: "a supernet that touches another segment, another hub, or another supernet",
        args: withHubs(
            {
                a: hub({ shop: vpc("p", "10.0.0.0/16") }, { supernets: { p: ["10.0.0.0/14", "10.1.0.0/16"] } }),
                b: hub({ zoo: vpc("p", "10.2.1.0/24"), lab: vpc("q", "10.3.0.0/16") }),
            },
            { p: {}, q: {} },
        ),
        says: [
            ["a.supernets.p[1]", "10.1.0.0/16"],
            ["b.attachments.zoo.cidrs[0]", "10.2.1.0/24"],
            ["b.attachments.lab.cidrs[0]", "10.3.0.0/16"],
        ].map(([at, got]) =>
            overlap("supernet-overlap", `aws.hubs.${at!}`, got!, "aws.hubs.a.supernets.p[0]", "10.0.0.0/14", tooWide),
        ),
    },
    {
        check: "supernet-incomplete",
        is: "supernets that leave out a part of what is attached",
        args: withHubs(
            {
                a: hub(
                    {
                        shop: vpc("p", "10.0.0.0/16"),
                        zoo: vpc("q", "10.8.0.0/16"),
                        lab: vpc("constructor", "10.9.0.0/16"),
                    },
                    { supernets: { p: ["10.0.0.0/17", "10.4.0.0/16"], q: [] } },
                ),
            },
            { p: {}, q: {}, constructor: {} },
        ),
        says: [
            ["shop.cidrs[0]", "10.0.0.0/16", "10.0.0.0/17, 10.4.0.0/16", "p"],
            ["zoo.cidrs[0]", "10.8.0.0/16", "nothing", "q"],
        ].map(
            ([at, got, parts, segment]) =>
                `aws.hubs.a.attachments.${at} [supernet-incomplete]: got ${got}; allowed: a part of ${parts}. Other hubs ` +
                `route by the supernets only: add one to aws.hubs.a.supernets.${segment} that covers it.`,
        ),
    },
];
