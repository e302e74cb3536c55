/** Arguments of HubAttachment. Keys of `attachmentIds` and `routes` are yours: they become part of resource names. */
import type * as pulumi from "@pulumi/pulumi";
import type { HubReferenceArgs } from "../shared/hub-reference";

export interface HubAttachmentArgs {
    /** The hub: `hubReference(hub, "use1")`, or what another stack exported of that. */
    hub: HubReferenceArgs;

    /** The segment of the hub that all this belongs to. */
    segment: string;

    /** A VPC to attach. Either this or `attachmentIds`. Default: none. */
    vpc?: HubVpcArgs;

    /**
     * Attachments that exist, "tgw-attach-…" by a name of yours, all leading to the same network: `attachmentIds` of a
     * VpnBridge, or some of them. They must not be associated with a table yet. Keys may contain "/". Default: none.
     */
    attachmentIds?: Record<string, pulumi.Input<string>>;

    /** The prefixes of the network that is attached: what other hubs route to it. */
    cidrs: string[];

    /**
     * True where the attachment announces nothing, because its VPN is routed statically: then the hub's own tables get
     * routes to `cidrs`. Of one attachment only, since a table has one static route for a prefix. Default: false.
     */
    staticRoutes?: boolean;

    /** Tags for the attachment, besides `Name`. Default: none. */
    tags?: Record<string, pulumi.Input<string>>;
}

export interface HubVpcArgs {
    /** "vpc-…", in the hub's region. */
    vpcId: pulumi.Input<string>;

    /** A subnet in each availability zone that has workloads, by zone: `{ "us-east-1a": subnetId }`. */
    subnets: Record<string, pulumi.Input<string>>;

    /** Keep both directions of a flow in one zone, for a VPC with stateful appliances. Default: false. */
    applianceMode?: boolean;

    /** VPC route tables that get routes to the gateway, by a name of yours. Default: none; you route to it yourself. */
    routes?: Record<string, HubVpcRouteArgs>;
}

export interface HubVpcRouteArgs {
    /** "rtb-…" of the VPC. */
    routeTableId: pulumi.Input<string>;

    /** The prefixes to route to the gateway. What lies outside the segment's reach is dropped there. At least one. */
    destinations: string[];
}
