/**
 * Arguments of TransitHub.
 *
 * Keys of `segments`, `hubs`, `attachments` and `routes` are yours: lower-case letters, digits and inner hyphens, at most 40.
 * They become part of resource names, so a renamed key is another resource (README, Renaming a key); their order never matters.
 */
import type * as pulumi from "@pulumi/pulumi";
import type { Topology } from "../../plan/topology";

export interface TransitHubArgs {
    /**
     * The parts of the network that are kept apart, by name. A segment exists in every hub. At least one.
     * Each has a route table of its own per hub: what is not declared as reach is not routed.
     */
    segments: Record<string, SegmentArgs>;

    /** Transit Gateways and what is attached to them. */
    aws: AwsTransitArgs;

    /**
     * Tags for every resource that takes tags, besides `Name`, which is the resource's name in the program.
     * Default: none.
     */
    tags?: Record<string, pulumi.Input<string>>;
}

export interface SegmentArgs {
    /**
     * The segments that this one reaches, by name. Reach is symmetric: declare it on one side. A segment reaches itself.
     * Default: no other segment.
     */
    reaches?: Record<string, SegmentReachArgs>;

    /**
     * True keeps the members of this segment from reaching each other; what the segment reaches stays reachable.
     * Default: members reach each other.
     */
    isolated?: boolean;
}

/** How one segment reaches another. The traffic goes straight: there is nothing to choose yet, so write `{}`. */
// An object and not `true`, so that a way through an inspection point can be said here later without a new argument.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface SegmentReachArgs {}

export interface AwsTransitArgs {
    /**
     * Transit Gateways by a name of yours. At least one. Several in one region are fine, but are not peered with each other.
     */
    hubs: Record<string, AwsHubArgs>;

    /** How the hubs are joined with each other. Default: every hub peers with every hub in another region. */
    peering?: AwsPeeringArgs;

    /** Quotas that AWS has raised for you. Default: the standard quotas, which every account has. */
    limits?: AwsLimitArgs;
}

export interface AwsPeeringArgs {
    /** Default: full mesh. */
    topology?: Topology;

    /**
     * For hub-and-spoke: the keys of the hubs that all others peer with. Two other hubs reach each other through one of
     * them. Not allowed for full mesh. Default: none.
     */
    hubs?: string[];
}

export interface AwsLimitArgs {
    /** Route tables per Transit Gateway: one per segment, and one for transit. Default: 20. */
    routeTablesPerGateway?: number;

    /** Routes of one Transit Gateway over all its tables, static and propagated. Default: 10,000. */
    routesPerGateway?: number;

    /** Peerings of one Transit Gateway. Default: 50. */
    peeringsPerGateway?: number;

    /** Routes of one VPC route table that this component adds. Default: 50, the lowest quota an account may have. */
    routesPerVpcTable?: number;
}

export interface AwsHubArgs {
    /** Region of the Transit Gateway, such as "us-east-1". */
    region: string;

    /**
     * ASN of the gateway's own side: 64512–65534 or 4200000000–4294967294, different in every hub.
     * Default: a number from 4200000000 on that follows from the hub's key. Required with `existing`.
     */
    asn?: number;

    /** VPCs attached to this hub, by a name of yours. Default: none. */
    attachments?: Record<string, AwsAttachmentArgs>;

    /**
     * By segment: the prefixes under which other hubs route to this one, instead of one route per attached CIDR. They must
     * cover the segment's attachments here, and must not touch any other segment or hub.
     * Default: one route for each CIDR of each attachment.
     */
    supernets?: Record<string, string[]>;

    /** Use a Transit Gateway that exists already. Default: the component creates one. */
    existing?: AwsExistingHubArgs;

    /** Description of the gateway. Default: the name of the component and the key of the hub. */
    description?: string;
}

export interface AwsExistingHubArgs {
    /** "tgw-…". Default association and propagation must be off on it, or its attachments end up in its default table. */
    transitGatewayId: pulumi.Input<string>;

    /** Route tables of the gateway that exist already, "tgw-rtb-…" by segment. Default: the component creates all tables. */
    routeTables?: Record<string, pulumi.Input<string>>;

    /** The existing table for traffic that arrives over peerings. Default: the component creates it. */
    transitRouteTable?: pulumi.Input<string>;
}

export interface AwsAttachmentArgs {
    /** "vpc-…", in the hub's region. */
    vpcId: pulumi.Input<string>;

    /** A subnet of the VPC in each availability zone that has workloads, by zone: `{ "us-east-1a": subnetId }`. */
    subnets: Record<string, pulumi.Input<string>>;

    /** All CIDR blocks of the VPC. They decide what is routed to it, and are checked for overlap. */
    cidrs: string[];

    /** The segment that the VPC belongs to. */
    segment: string;

    /**
     * VPC route tables that receive routes to everything the segment reaches, by a name of yours.
     * Default: none; you route to the gateway yourself.
     */
    routes?: Record<string, AwsVpcRouteArgs>;

    /** Keep both directions of a flow in one zone, for a VPC with stateful appliances. Default: false. */
    applianceMode?: boolean;
}

export interface AwsVpcRouteArgs {
    /** "rtb-…" of the VPC. */
    routeTableId: pulumi.Input<string>;

    /**
     * The destinations to route to the gateway, instead of one route for each reachable prefix. What lies outside the
     * segment's reach is dropped by the gateway, so a wide prefix opens nothing.
     * Default: every prefix that the segment reaches.
     */
    destinations?: string[];
}
