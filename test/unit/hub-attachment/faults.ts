/** Faults in the arguments of a HubAttachment, each with all that is told of it. */
import { Topology } from "../../../components/transit-hub";
import { referenceTo } from "./references";
import * as pulumi from "@pulumi/pulumi";

export interface Fault {
    readonly check: string;
    /** What is wrong, in the words of a test's title. */
    readonly is: string;
    readonly args: unknown;
    readonly says: readonly string[];
}

type Some = Readonly<Record<string, unknown>>;

const segments = { prod: { reaches: { shared: {} } }, shared: {} };
const regions = { use1: { region: "us-east-1" }, euc1: { region: "eu-central-1" } };
export const hub = referenceTo(
    { segments, aws: { hubs: regions, peering: { topology: Topology.HubAndSpoke, hubs: ["use1"] } } },
    "use1",
);
const prod = hub.segments["prod"]!;
const remote = hub.remotes!["euc1"]!;

export const vpn = (more: Some = {}): Some => ({
    hub,
    segment: "prod",
    attachmentIds: { "aws/plant/1": "tgw-attach-1" },
    cidrs: ["192.168.10.0/24"],
    ...more,
});
export const vpc = (more: Some = {}, whole: Some = {}): Some => ({
    hub,
    segment: "prod",
    vpc: { vpcId: "vpc-1", subnets: { "us-east-1a": "subnet-1" }, ...more },
    cidrs: ["10.0.0.0/16"],
    ...whole,
});
const routed = (...destinations: readonly unknown[]): Some =>
    vpc({ routes: { main: { routeTableId: "rtb-1", destinations } } });

export const faults: readonly Fault[] = [
    {
        check: "missing-argument",
        is: "no arguments at all",
        args: null,
        says: [
            "(arguments) [missing-argument]: got nothing; allowed: an object with attachmentIds, cidrs, hub, " +
                "segment, staticRoutes, tags or vpc. Give the arguments.",
        ],
    },
    {
        check: "missing-argument",
        is: "a reference of nothing",
        args: vpn({ hub: {} }),
        says: [
            "hub.hub [missing-argument]: got nothing; allowed: a string. Add 'hub'.",
            "hub.region [missing-argument]: got nothing; allowed: a string. Add 'region'.",
            "hub.transitGatewayId [missing-argument]: got nothing; allowed: a value or an Output. Add " +
                "'transitGatewayId'.",
            "hub.segments [missing-argument]: got nothing; allowed: a map. Add 'segments'.",
        ],
    },
    {
        check: "missing-argument",
        is: "a hub that has no table yet for a segment that reaches it",
        args: vpn({
            hub: { ...hub, remotes: { euc1: { ...remote, routeTableIds: { prod: remote.routeTableIds["prod"] } } } },
        }),
        says: [
            "hub.remotes.euc1.routeTableIds.shared [missing-argument]: got nothing; allowed: a value or an " +
                "Output. Make the reference anew: `hubReference(hub, key)`, and deploy the stack that exports it.",
        ],
    },
    {
        check: "wrong-type",
        is: "a text for a list",
        args: vpn({ cidrs: "192.168.10.0/24" }),
        says: [
            'cidrs [wrong-type]: got "192.168.10.0/24"; allowed: a list, each a string. Give a list, each a ' +
                "string.",
        ],
    },
    {
        check: "not-plain",
        is: "Outputs where the plan needs a value",
        args: vpn({
            segment: pulumi.output("prod"),
            cidrs: pulumi.output(["10.0.0.0/16"]),
            attachmentIds: pulumi.output({ a: "tgw-attach-1" }),
        }),
        says: [
            "segment [not-plain]: got an Output; allowed: a string. It decides what is planned, so it must " +
                "be known when the program runs: give a plain value.",
            "attachmentIds [not-plain]: got an Output; allowed: a map. It decides what is planned, so it " +
                "must be known when the program runs: give a plain value.",
            "cidrs [not-plain]: got an Output; allowed: a list, each a string. It decides what is planned, " +
                "so it must be known when the program runs: give a plain value.",
        ],
    },
    {
        check: "not-plain",
        is: "the whole reference as another stack's Output",
        args: vpn({ hub: pulumi.output(hub) }),
        says: [
            "hub [not-plain]: got an Output; allowed: an object with hub, region, remotes, segments, " +
                "transitGatewayId or transitRouteTableId. It decides what is planned, so it must be known when " +
                "the program runs: give a plain value.",
        ],
    },
    {
        check: "unknown-argument",
        is: "a misspelt argument",
        args: vpn({ staticRoute: true }),
        says: [
            'staticRoute [unknown-argument]: got "staticRoute"; allowed: attachmentIds, cidrs, hub, segment, ' +
                "staticRoutes, tags or vpc. Remove it, or correct the spelling.",
        ],
    },
    {
        check: "bad-key",
        is: "keys that make no name",
        args: vpn({ attachmentIds: { "AWS plant": "tgw-attach-1" } }),
        says: [
            'attachmentIds["AWS plant"] [bad-key]: got "AWS plant"; allowed: lower-case letters, digits, and ' +
                'inner hyphens and "/", at most 120. Keys become part of resource names: choose another.',
        ],
    },
    {
        check: "unknown-segment",
        is: "a segment that the hub does not have",
        args: vpn({ segment: "dev" }),
        says: ['segment [unknown-segment]: got "dev"; allowed: prod or shared. Name a segment of the hub.'],
    },
    {
        check: "unknown-segment",
        is: "a reference to a segment that has gone",
        args: vpn({ hub: { ...hub, segments: { prod }, remotes: {} } }),
        says: [
            'hub.segments.prod.reachedBy[1] [unknown-segment]: got "shared"; allowed: prod. Make the ' +
                "reference anew: `hubReference(hub, key)`, and deploy the stack that exports it.",
        ],
    },
    {
        check: "unknown-region",
        is: "a hub nowhere",
        args: vpn({ hub: { ...hub, region: "us-east-9" } }),
        says: [
            'hub.region [unknown-region]: got "us-east-9"; allowed: an AWS region, such as "us-east-1". ' +
                "Correct it; a region newer than this version of Causeway needs a newer version.",
        ],
    },
    {
        check: "what-is-attached",
        is: "nothing to attach",
        args: vpn({ attachmentIds: undefined }),
        says: [
            "(arguments) [what-is-attached]: got neither vpc nor attachmentIds; allowed: one of the two. A " +
                "VPC is attached here; a VPN is attached by its bridge and joined here.",
        ],
    },
    {
        check: "what-is-attached",
        is: "a VPC and a VPN at once",
        args: vpc({}, { attachmentIds: { vpn: "tgw-attach-1" } }),
        says: [
            "(arguments) [what-is-attached]: got both vpc and attachmentIds; allowed: one of the two. A VPC " +
                "is attached here; a VPN is attached by its bridge and joined here.",
        ],
    },
    {
        check: "empty",
        is: "no attachments and no prefixes",
        args: vpn({ attachmentIds: {}, cidrs: [] }),
        says: [
            "attachmentIds [empty]: got an empty map; allowed: at least one entry. Give the ids of what is " +
                "attached.",
            "cidrs [empty]: got an empty list; allowed: at least one prefix. Name the prefixes: only they " +
                "are routed.",
        ],
    },
    {
        check: "empty",
        is: "a VPC without subnets, and a route to nowhere",
        args: vpc({ subnets: {}, routes: { main: { routeTableId: "rtb-1", destinations: [] } } }),
        says: [
            "vpc.subnets [empty]: got an empty map; allowed: at least one entry. Give a subnet in each zone " +
                "in use.",
            "vpc.routes.main.destinations [empty]: got an empty list; allowed: at least one prefix. Name the " +
                "prefixes: only they are routed.",
        ],
    },
    {
        check: "static-routes-once",
        is: "one static route for two attachments",
        args: vpn({ staticRoutes: true, attachmentIds: { a: "tgw-attach-1", b: "tgw-attach-2" } }),
        says: [
            "staticRoutes [static-routes-once]: got true, with 2 attachments; allowed: one attachment, or " +
                "BGP. A table has one static route for a prefix: use BGP, or give the one attachment that " +
                "carries it.",
        ],
    },
    {
        check: "static-routes-vpc",
        is: "static routes to a VPC",
        args: vpc({}, { staticRoutes: true }),
        says: [
            "staticRoutes [static-routes-vpc]: got true, with a VPC; allowed: false. A VPC's prefixes are " +
                "announced.",
        ],
    },
    {
        check: "attachment-twice",
        is: "an attachment under two names",
        args: vpn({ attachmentIds: { a: "tgw-attach-1", b: "tgw-attach-1" } }),
        says: [
            'attachmentIds.b [attachment-twice]: got "tgw-attach-1", as attachmentIds.a; allowed: each ' +
                "attachment once. An attachment has one table that its traffic is looked up in: name it once.",
        ],
    },
    {
        check: "name-tag",
        is: "a name",
        args: vpn({ tags: { Name: "plant" } }),
        says: ['tags.Name [name-tag]: got "Name"; allowed: any other tag. Remove it: it carries its own name.'],
    },
    {
        check: "zone-outside-region",
        is: "zones of another region, and a local zone",
        args: vpc({ subnets: { "eu-central-1a": "subnet-1", "us-east-1-bos-1a": "subnet-2" } }),
        says: [
            'vpc.subnets["eu-central-1a"] [zone-outside-region]: got "eu-central-1a"; allowed: a zone of ' +
                'us-east-1, such as "us-east-1a". Subnets are keyed by the name of their availability zone; ' +
                "local zones cannot be attached.",
            'vpc.subnets["us-east-1-bos-1a"] [zone-outside-region]: got "us-east-1-bos-1a"; allowed: a zone ' +
                'of us-east-1, such as "us-east-1a". Subnets are keyed by the name of their availability zone; ' +
                "local zones cannot be attached.",
        ],
    },
    {
        check: "cidr-invalid",
        is: "prefixes that are none",
        args: vpn({ cidrs: ["192.168.10.1/24", "plant"] }),
        says: [
            'cidrs[0] [cidr-invalid]: got "192.168.10.1/24", which has host bits set; allowed: ' +
                '"192.168.10.0/24". Write the prefix without host bits.',
            'cidrs[1] [cidr-invalid]: got "plant", which is not an address prefix like 10.0.0.0/16 or ' +
                '2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". Write it in CIDR ' +
                "notation.",
        ],
    },
    {
        check: "cidr-invalid",
        is: "supernets that are none",
        args: vpn({ hub: { ...hub, segments: { ...hub.segments, prod: { ...prod, supernets: ["10.0.0.1/8"] } } } }),
        says: [
            'hub.segments.prod.supernets[0] [cidr-invalid]: got "10.0.0.1/8", which has host bits set; ' +
                'allowed: "10.0.0.0/8". Write the prefix without host bits.',
        ],
    },
    {
        check: "cidr-reserved",
        is: "addresses that no network has",
        args: vpn({ cidrs: ["169.254.0.0/16"] }),
        says: [
            'cidrs[0] [cidr-reserved]: got "169.254.0.0/16"; allowed: anything outside 169.254.0.0/16 ' +
                "(link-local; AWS's own services answer there). Such addresses are never routed: use others.",
        ],
    },
    {
        check: "cidr-overlap",
        is: "a prefix twice, the wider one last",
        args: vpn({ cidrs: ["192.168.10.0/25", "10.0.0.0/8", "192.168.10.0/24"] }),
        says: [
            'cidrs[2] [cidr-overlap]: got "192.168.10.0/24", which meets 192.168.10.0/25 at cidrs[0]; ' +
                "allowed: each prefix once. Keep the wider one.",
        ],
    },
    {
        check: "destination-twice",
        is: "a destination twice, in other letters",
        args: routed("2001:db8::/32", "2001:DB8:0::/32"),
        says: [
            'vpc.routes.main.destinations[1] [destination-twice]: got "2001:db8::/32"; allowed: each ' +
                "destination once. Remove one.",
        ],
    },
    {
        check: "destination-is-local",
        is: "a destination inside the VPC",
        args: routed("10.0.4.0/24"),
        says: [
            'vpc.routes.main.destinations[0] [destination-is-local]: got "10.0.4.0/24"; allowed: nothing ' +
                "inside 10.0.0.0/16, the VPC itself. AWS routes a VPC's own addresses inside it, and refuses " +
                "another route for them: remove it.",
        ],
    },
    {
        check: "cidr-invalid",
        is: "a destination that is none",
        args: routed("internet"),
        says: [
            'vpc.routes.main.destinations[0] [cidr-invalid]: got "internet", which is not an address prefix ' +
                'like 10.0.0.0/16 or 2001:db8::/56; allowed: a prefix like "10.0.0.0/16" or "2001:db8::/56". ' +
                "Write it in CIDR notation.",
        ],
    },
    {
        check: "wrong-id-kind",
        is: "ids of other kinds, wherever there is one",
        args: {
            ...vpc({
                vpcId: "tgw-1",
                subnets: { "us-east-1a": "vpc-1" },
                routes: { main: { routeTableId: "tgw-rtb-1", destinations: ["10.8.0.0/16"] } },
            }),
            hub: {
                ...hub,
                transitGatewayId: "tgw-attach-1",
                transitRouteTableId: "rtb-1",
                segments: { prod: { ...prod, routeTableId: "rtb-2" }, shared: hub.segments["shared"] },
                remotes: {
                    euc1: {
                        ...remote,
                        peeringAttachmentId: "pcx-1",
                        transitRouteTableId: "rtb-3",
                        routeTableIds: { ...remote.routeTableIds, prod: "rtb-4" },
                    },
                },
            },
        },
        says: [
            'hub.transitGatewayId [wrong-id-kind]: got "tgw-attach-1"; allowed: tgw-…. Give the id of the ' +
                "right kind of resource.",
            'hub.transitRouteTableId [wrong-id-kind]: got "rtb-1"; allowed: tgw-rtb-…. Give the id of the ' +
                "right kind of resource.",
            'hub.segments.prod.routeTableId [wrong-id-kind]: got "rtb-2"; allowed: tgw-rtb-…. Give the id of ' +
                "the right kind of resource.",
            'hub.remotes.euc1.peeringAttachmentId [wrong-id-kind]: got "pcx-1"; allowed: tgw-attach-…. Give ' +
                "the id of the right kind of resource.",
            'hub.remotes.euc1.transitRouteTableId [wrong-id-kind]: got "rtb-3"; allowed: tgw-rtb-…. Give the ' +
                "id of the right kind of resource.",
            'hub.remotes.euc1.routeTableIds.prod [wrong-id-kind]: got "rtb-4"; allowed: tgw-rtb-…. Give the ' +
                "id of the right kind of resource.",
            'vpc.vpcId [wrong-id-kind]: got "tgw-1"; allowed: vpc-…. Give the id of the right kind of ' + "resource.",
            'vpc.subnets["us-east-1a"] [wrong-id-kind]: got "vpc-1"; allowed: subnet-…. Give the id of the ' +
                "right kind of resource.",
            'vpc.routes.main.routeTableId [wrong-id-kind]: got "tgw-rtb-1"; allowed: rtb-…. Give the id of ' +
                "the right kind of resource.",
        ],
    },
    {
        check: "wrong-id-kind",
        is: "a number for an id",
        args: vpn({ attachmentIds: { plant: 7 } }),
        says: [
            'attachmentIds.plant [wrong-id-kind]: got "7"; allowed: tgw-attach-…. Give the id of the right kind of resource.',
        ],
    },
    {
        check: "wrong-id-kind",
        is: "a connection's id for its attachment's",
        args: vpn({ attachmentIds: { "aws/plant/1": "vpn-0a1" } }),
        says: [
            'attachmentIds["aws/plant/1"] [wrong-id-kind]: got "vpn-0a1"; allowed: tgw-attach-…. Give the id ' +
                "of the right kind of resource.",
        ],
    },
];
