/** Names that mean nothing. */
import { main, shopAt, spokes, withAws, withHubs, withVpc, type Fault } from "./fault";
import { hub, vpc } from "../networks";

export const names: Fault[] = [
    {
        check: "empty",
        is: "no segments, and no hubs",
        args: { segments: {}, aws: { hubs: {} } },
        says: [
            "segments [empty]: got an empty map; allowed: at least one entry. A segment is where attachments go: " +
                "declare one, such as { main: {} }.",
            "aws.hubs [empty]: got an empty map; allowed: at least one entry. Declare a hub with the region of its " +
                "Transit Gateway.",
        ],
    },
    {
        check: "empty",
        is: "an attachment without subnets and CIDRs",
        args: withVpc({ subnets: {}, cidrs: [] }),
        says: [
            `${shopAt}.subnets [empty]: got an empty map; allowed: at least one entry. Give a subnet in each zone that ` +
                "has workloads.",
            `${shopAt}.cidrs [empty]: got an empty list; allowed: at least one prefix. Give the CIDR blocks of the VPC: ` +
                "they decide what is routed to it.",
        ],
    },
    {
        check: "unknown-segment",
        is: "segments that are not declared, wherever one is named",
        args: withHubs(
            {
                a: hub(
                    { shop: vpc("d", "10.0.0.0/16") },
                    {
                        asn: 64512,
                        supernets: { e: [] },
                        existing: { transitGatewayId: "tgw-1", routeTables: { constructor: "tgw-rtb-1" } },
                    },
                ),
            },
            { prod: { reaches: { b: {} } }, lab: {} },
        ),
        says: [
            ["segments.prod.reaches.b", "b"],
            ["aws.hubs.a.supernets.e", "e"],
            ["aws.hubs.a.existing.routeTables.constructor", "constructor"],
            [`${shopAt}.segment`, "d"],
        ].map(
            ([path, name]) =>
                `${path} [unknown-segment]: got "${name}"; allowed: lab or prod. Declare it in 'segments', or correct ` +
                "the name.",
        ),
    },
    {
        check: "reaches-itself",
        is: "a segment that declares that it reaches itself",
        args: withHubs({ a: hub() }, { prod: { reaches: { prod: {} } } }),
        says: [
            'segments.prod.reaches.prod [reaches-itself]: got "prod"; allowed: another segment. Remove it: members of ' +
                "'prod' reach each other, unless 'isolated' is true.",
        ],
    },
    {
        check: "unknown-region",
        is: "regions that do not exist",
        args: withHubs({ a: hub({}, { region: "us-east-11" }), b: hub({}, { region: "constructor" }) }),
        says: [
            ["a", "us-east-11"],
            ["b", "constructor"],
        ].map(
            ([key, region]) =>
                `aws.hubs.${key}.region [unknown-region]: got "${region}"; allowed: an AWS region, such as "us-east-1". ` +
                "Correct it; a region newer than this version of Causeway needs a newer version.",
        ),
    },
    {
        check: "zone-outside-region",
        is: "zones of another region, local zones, ids of zones",
        args: withVpc({
            subnets: {
                "us-east-1f": "subnet-1",
                "us-west-2a": "subnet-2",
                "us-east-1-bos-1a": "subnet-3",
                "use1-az1": "subnet-4",
                "us-east-1": "subnet-5",
            },
        }),
        says: ["us-west-2a", "us-east-1-bos-1a", "use1-az1", "us-east-1"].map(
            (zone) =>
                `${shopAt}.subnets["${zone}"] [zone-outside-region]: got "${zone}"; allowed: a zone of us-east-1, such ` +
                'as "us-east-1a". Subnets are keyed by the name of their availability zone; local zones cannot be ' +
                "attached.",
        ),
    },
    {
        check: "unknown-topology",
        is: "a topology that does not exist",
        args: withAws({ peering: { topology: "ring" } }),
        says: [
            'aws.peering.topology [unknown-topology]: got "ring"; allowed: full-mesh or hub-and-spoke. Choose one of ' +
                "the members of Topology.",
        ],
    },
    {
        check: "peering-hubs",
        is: "hubs named for a full mesh",
        args: withAws({ peering: { hubs: ["a"] } }),
        says: [
            "aws.peering.hubs [peering-hubs]: got a list of 1; allowed: nothing, for a full mesh. Remove 'hubs', or " +
                "choose Topology.HubAndSpoke.",
        ],
    },
    {
        check: "peering-hubs",
        is: "no hubs named for hub-and-spoke",
        args: withAws({ peering: spokes }),
        says: [
            "aws.peering.hubs [peering-hubs]: got an empty list; allowed: at least one hub's key. Name the hubs that " +
                "all others peer with.",
        ],
    },
    {
        check: "unknown-hub",
        is: "a hub named for hub-and-spoke that is not declared",
        args: withAws({ peering: { ...spokes, hubs: ["a", "constructor"] } }),
        says: ["aws.peering.hubs[1] [unknown-hub]: got \"constructor\"; allowed: a or b. Name a key of 'aws.hubs'."],
    },
    {
        check: "mixed-partitions",
        is: "hubs that AWS keeps in separate partitions",
        args: withHubs({
            a: hub(),
            b: hub({}, { region: "cn-north-1" }),
            c: hub({}, { region: "us-gov-west-1" }),
            d: hub({}, { region: "eu-central-1" }),
        }),
        says: [
            ["b", '"cn-north-1" in partition aws-cn'],
            ["c", '"us-gov-west-1" in partition aws-us-gov'],
        ].map(
            ([key, got]) =>
                `aws.hubs.${key}.region [mixed-partitions]: got ${got}; allowed: a region of partition aws, as hub 'a'. ` +
                "Transit Gateways of different partitions cannot peer: use a TransitHub for each partition.",
        ),
    },
    {
        check: "name-tag",
        is: "a tag that every resource has of its own",
        args: { ...withAws({}), tags: { Name: "core", name: "core" } },
        says: [
            'tags.Name [name-tag]: got "Name"; allowed: any other tag. Remove it: each resource carries its own name.',
        ],
    },
    {
        check: "no-way-between-hubs",
        is: "attachments that should reach each other in two hubs of one region, or past a centre in their own",
        args: withHubs(
            {
                a: hub({ shop: vpc("main", "10.0.0.0/16") }, { region: "us-east-1" }),
                b: hub({ shop: vpc("main", "10.1.0.0/16") }, { region: "us-east-1" }),
                c: hub({ shop: vpc("main", "10.2.0.0/16") }, { region: "eu-central-1" }),
                m: hub({}, { region: "us-east-1" }),
            },
            main,
            { ...spokes, hubs: ["m"] },
        ),
        says: [
            ["b", "us-east-1", "a"],
            ["c", "eu-central-1", "a"],
            ["c", "eu-central-1", "b"],
        ].map(
            ([hub, region, other]) =>
                `aws.hubs.${hub}.region [no-way-between-hubs]: got "${region}", with attachments that reach those of hub ` +
                `'${other}'; allowed: hubs whose segments reach each other only where a peering between regions leads. ` +
                "AWS's provider cannot accept a peering inside one region: attach the VPCs to one hub, keep their " +
                "segments apart, or use another TransitHub for one of them.",
        ),
    },
];
