/** Networks to test with: a small one to read, and random ones. */
import { Topology } from "../../../components/transit-hub";
import type { AwsAttachmentArgs, AwsHubArgs, TransitHubArgs } from "../../../components/transit-hub";
import { validateTransitHub } from "../../../components/transit-hub/validate";
import { AWS_REGIONS } from "../../../facts/regions/aws";
import type * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";

/** An attachment of a VPC in us-east-1, with an id of its own for every CIDR. */
export function vpc(
    segment: string,
    cidrs: string | string[],
    more: Partial<AwsAttachmentArgs> = {},
): AwsAttachmentArgs {
    const blocks = [cidrs].flat();
    const id = blocks.join("").replace(/[^0-9a-z]/g, "");
    return { vpcId: `vpc-${id}`, subnets: { "us-east-1a": `subnet-${id}` }, cidrs: blocks, segment, ...more };
}

const REGIONS = Object.entries(AWS_REGIONS).flatMap(([region, { partition }]) => (partition === "aws" ? [region] : []));
let hubs = 0;

/** A hub with these attachments, in a region of its own: the next one after that of the hub before, so that two peer. */
export function hub(attachments: Record<string, AwsAttachmentArgs> = {}, more: Partial<AwsHubArgs> = {}): AwsHubArgs {
    const region = REGIONS[hubs++ % REGIONS.length]!;
    return { region, attachments: mapValues(attachments, (a) => movedTo(more.region ?? region, a)), ...more };
}

/** The attachment with its subnets in the zones of the same letters there. */
function movedTo(region: string, attachment: AwsAttachmentArgs): AwsAttachmentArgs {
    const there = ([zone, id]: [string, pulumi.Input<string>]): [string, pulumi.Input<string>] => [
        zone.replace(/^us-east-1(?=[a-z]$)/, region),
        id,
    ];
    if (!isMap(attachment) || !isMap(attachment.subnets)) return attachment;
    return { ...attachment, subnets: Object.fromEntries(Object.entries(attachment.subnets).map(there)) };
}

const isMap = (value: unknown): boolean => typeof value === "object" && value !== null;
const mapValues = <T>(map: Record<string, T>, f: (value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [key, f(value)]));

/** Two regions, and two segments that reach each other. One prefix is not spelt as AWS spells it. */
export function twoRegions(): TransitHubArgs {
    return {
        segments: { prod: { reaches: { shared: {} } }, shared: {} },
        aws: {
            hubs: {
                use1: {
                    region: "us-east-1",
                    asn: 64512,
                    attachments: {
                        shop: {
                            vpcId: "vpc-shop",
                            subnets: { "us-east-1b": "subnet-b", "us-east-1a": "subnet-a" },
                            cidrs: ["10.0.0.0/16", "2001:DB8:0::/56"],
                            segment: "prod",
                            routes: { private: { routeTableId: "rtb-shop" } },
                        },
                        services: {
                            vpcId: "vpc-services",
                            subnets: { "us-east-1a": "subnet-s" },
                            cidrs: ["10.1.0.0/16"],
                            segment: "shared",
                            applianceMode: true,
                        },
                    },
                },
                euc1: {
                    region: "eu-central-1",
                    attachments: {
                        shop: {
                            vpcId: "vpc-europe",
                            subnets: { "eu-central-1c": "subnet-e" },
                            cidrs: ["10.16.0.0/16"],
                            segment: "prod",
                        },
                    },
                },
            },
        },
    };
}

/** Valid arguments with every argument there is. */
export function everyArgument(): TransitHubArgs {
    return {
        segments: { prod: { reaches: { shared: {} }, isolated: true }, shared: {} },
        aws: {
            hubs: {
                core: {
                    region: "us-east-1",
                    asn: 64512,
                    description: "in the middle",
                    existing: {
                        transitGatewayId: "tgw-1",
                        routeTables: { prod: "tgw-rtb-1" },
                        transitRouteTable: "tgw-rtb-2",
                    },
                },
                use1: {
                    region: "us-east-1",
                    supernets: { prod: ["10.0.0.0/12"] },
                    attachments: {
                        shop: {
                            vpcId: "vpc-1",
                            subnets: { "us-east-1a": "subnet-1" },
                            cidrs: ["10.0.0.0/16"],
                            segment: "prod",
                            applianceMode: true,
                            routes: { main: { routeTableId: "rtb-1", destinations: ["0.0.0.0/0"] } },
                        },
                    },
                },
            },
            peering: { topology: Topology.HubAndSpoke, hubs: ["core"] },
            limits: {
                routeTablesPerGateway: 20,
                routesPerGateway: 1000,
                peeringsPerGateway: 50,
                routesPerVpcTable: 50,
            },
        },
        tags: { owner: "platform" },
    };
}

/** Keys that would collide in names made without care. */
const SEGMENTS = ["prod", "dev", "constructor", "prod-dev"] as const;
const HUBS = ["m", "b", "accepter-b", "z", "static-m"] as const;
const ATTACHMENTS = ["shop", "b", "prod-shop"] as const;

const isSet = (bits: number, i: number): boolean => ((bits >> i) & 1) === 1;
const chosen = <T>(from: readonly T[], bits: number): T[] => from.filter((_, i) => isSet(bits, i));

/** Segments with any reach, and hubs in any topology, without attachments. */
const bare: fc.Arbitrary<TransitHubArgs> = fc
    .record({
        segments: fc.array(fc.record({ isolated: fc.boolean(), reaches: fc.constantFrom(0, 0, 1, 2, 4, 8, 15) }), {
            minLength: 1,
            maxLength: 4,
        }),
        hubs: fc.integer({ min: 1, max: 5 }),
        central: fc.option(fc.nat(31), { nil: undefined }),
    })
    .map(({ segments, hubs, central }) => {
        const names = SEGMENTS.slice(0, segments.length);
        const keys = HUBS.slice(0, hubs);
        const centralHubs = central === undefined ? [] : chosen(keys, central);
        return {
            segments: Object.fromEntries(
                names.map((name, i) => {
                    const reached = chosen(names, segments[i]!.reaches).filter((other) => other !== name);
                    const reaches = Object.fromEntries(reached.map((other) => [other, {}]));
                    return [name, { isolated: segments[i]!.isolated, reaches }];
                }),
            ),
            aws: {
                hubs: Object.fromEntries(keys.map((key) => [key, hub()])),
                peering: centralHubs.length > 0 ? { topology: Topology.HubAndSpoke, hubs: centralHubs } : {},
            },
        };
    });

const attachment = fc.record({
    segment: fc.nat(3),
    blocks: fc.integer({ min: 1, max: 3 }),
    hasIpv6: fc.boolean(),
    routes: fc.constantFrom<AwsAttachmentArgs["routes"]>(
        undefined,
        { main: { routeTableId: "rtb-1" } },
        { main: { routeTableId: "rtb-1", destinations: ["0.0.0.0/0", "::/0"] }, other: { routeTableId: "rtb-2" } },
    ),
});

/** Blocks of a VPC inside a /16 of its own. */
const BLOCKS: readonly (readonly [offset: number, length: number][])[] = [
    [[0, 16]],
    [
        [0, 17],
        [128, 18],
    ],
    [
        [240, 20],
        [0, 20],
        [16, 20],
    ],
];

/** Networks in which no two VPCs share an address. Every segment of every hub has a /13 to itself, and an IPv6 /45. */
export const networks: fc.Arbitrary<TransitHubArgs> = fc
    .record({
        args: bare,
        hubs: fc.array(
            fc.record({ attachments: fc.array(attachment, { maxLength: 3, size: "max" }), supernets: fc.nat(15) }),
            {
                minLength: HUBS.length,
                maxLength: HUBS.length,
            },
        ),
    })
    .map(({ args, hubs }) => {
        const segments = Object.keys(args.segments);
        for (const [h, of] of Object.values(args.aws.hubs).entries()) {
            const block = (s: number) => (h * SEGMENTS.length + s) * 8;
            const ipv6 = (n: number, length: number) => `2001:db8:${(0x100 + n).toString(16)}::/${length}`;
            of.attachments = Object.fromEntries(
                hubs[h]!.attachments.map(({ segment, blocks, hasIpv6, routes }, k) => {
                    const s = segment % segments.length;
                    const cidrs = [
                        ...BLOCKS[blocks - 1]!.map(([offset, length]) => `10.${block(s) + k}.${offset}.0/${length}`),
                        ...(hasIpv6 ? [ipv6(block(s) + k, 48)] : []),
                    ];
                    return [ATTACHMENTS[k]!, movedTo(of.region, vpc(segments[s]!, cidrs, { routes }))];
                }),
            );
            of.supernets = Object.fromEntries(
                segments.flatMap((segment, s) =>
                    isSet(hubs[h]!.supernets, s) ? [[segment, [ipv6(block(s), 45), `10.${block(s)}.0.0/13`]]] : [],
                ),
            );
        }
        return args;
    });

const FEW_PREFIXES = [
    "10.0.0.0/16",
    "10.0.0.0/17",
    "10.0.128.0/20",
    "10.1.0.0/16",
    "10.2.0.0/24",
    "2001:db8::/48",
    "2001:db8::/56",
];
const addition = fc.record({
    hub: fc.nat(4),
    segment: fc.nat(3),
    prefix: fc.nat(6),
    isSupernet: fc.nat(4).map((n) => n === 4),
});

/** Networks that reuse a few prefixes wherever the validation accepts it. */
export const crowdedNetworks: fc.Arbitrary<TransitHubArgs> = fc
    .record({ args: bare, additions: fc.array(addition, { minLength: 10, maxLength: 20, size: "max" }) })
    .map(({ args, additions }) => {
        const segments = Object.keys(args.segments);
        const hubs = Object.values(args.aws.hubs);
        for (const [i, added] of additions.entries()) {
            const of = hubs[added.hub % hubs.length]!;
            const segment = segments[added.segment % segments.length]!;
            const prefix = FEW_PREFIXES[added.prefix]!;
            const before = { attachments: of.attachments, supernets: of.supernets };
            if (added.isSupernet) of.supernets = { ...of.supernets, [segment]: [prefix] };
            else {
                const made = movedTo(of.region, vpc(segment, prefix, { vpcId: `vpc-${i}` }));
                of.attachments = { ...of.attachments, [`v${i}`]: made };
            }
            if (validateTransitHub(args).length > 0) Object.assign(of, before);
        }
        return args;
    });
