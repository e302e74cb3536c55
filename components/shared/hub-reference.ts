/** What a hub tells of itself, so that something can be attached to it from another component, or from another stack. */
import type * as pulumi from "@pulumi/pulumi";

/** Made by `hubReference`. Its keys are plain and its values may be Outputs: from another stack all of it is plain. */
export interface HubReferenceArgs {
    /** Key of the hub: "use1". */
    hub: string;

    /** Region of its Transit Gateway. */
    region: string;

    /** "tgw-…" */
    transitGatewayId: pulumi.Input<string>;

    /** The segments of the hub, by name. */
    segments: Record<string, HubSegmentReferenceArgs>;

    /** The table for traffic that arrives over peerings. Default: the hub has no peerings. */
    transitRouteTableId?: pulumi.Input<string>;

    /** The other hubs that know a way to this one, by key. Default: none. */
    remotes?: Record<string, HubRemoteReferenceArgs>;
}

/** A segment in one hub. */
export interface HubSegmentReferenceArgs {
    /** "tgw-rtb-…" */
    routeTableId: pulumi.Input<string>;

    /** Segments whose members reach this one's, itself among them where its members see each other. */
    reachedBy: string[];

    /** Prefixes under which other hubs know this segment of the hub already. Default: none. */
    supernets?: string[];
}

/** Another hub, on its way to the one that is referred to. */
export interface HubRemoteReferenceArgs {
    /** Region of its Transit Gateway. */
    region: string;

    /** "tgw-attach-…" of its peering with the next hub on the way. */
    peeringAttachmentId: pulumi.Input<string>;

    /** Its tables by segment, "tgw-rtb-…". */
    routeTableIds: Record<string, pulumi.Input<string>>;

    /** Its transit table, where hubs beyond it reach the other one through it. Default: none do. */
    transitRouteTableId?: pulumi.Input<string>;
}
