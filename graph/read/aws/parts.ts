/** The seam between the two sides of the AWS reader: VPCs with what lies in them, and hubs (Transit Gateways, VPN). */
import type { AddressSet } from "../../../plan/address-set";
import type { Prefix } from "../../../plan/prefix";
import type { Gate, Hop } from "../../network";
import type { Reason } from "../../reason";
import type { Parts } from "../parts";
import type { Reference } from "../references";
import type { Resource } from "../resources";
import type { Announcement, TunnelEnd } from "../tunnels/end";

/** What the hub side tells the VPC side. */
export interface HubSide {
    /**
     * Where a route of a VPC that names a Transit Gateway leads packets of a subnet. `hub` is what its `transitGatewayId` means,
     * `zone` that of the subnet, where it is known. The VPC side puts the gates of the subnet that packets leave in front;
     * `aclIn` gives those they meet on the way into the subnet of the attachment.
     */
    intoHub(
        vpcUrn: string,
        hub: Reference,
        zone: string | undefined,
        subnetUrn: string,
        aclIn: (attachmentSubnetUrn: string) => Gate[],
    ): Hop;
    /** Where a route of a VPC that names a virtual private gateway leads. */
    intoVgw(vpcUrn: string, gateway: Reference): Hop;
    /** The prefixes that a virtual private gateway propagates into route tables, and why there may be others. */
    propagatedBy(gateway: Reference): { readonly prefixes: readonly Prefix[]; readonly unsure?: Reason };
    readonly parts: Parts;
    /** Tunnels of VPN connections, and what those announce. */
    readonly ends: readonly TunnelEnd[];
    readonly announcedBy: (vpn: Resource) => Announcement;
}

/** What the VPC side tells the hub side. */
export interface VpcSide {
    /** The station that looks up packets that a gateway puts into a subnet; its entries have the gates of the way out. */
    subnetStation(subnetUrn: string): string;
    /** Prefixes of a VPC, primary and secondary, those of IPv6 apart; `unsure` where one is not known. */
    prefixes(vpcUrn: string): { readonly addresses: AddressSet; readonly v6: AddressSet; readonly unsure?: Reason };
    zoneOf(subnetUrn: string): string | undefined;
    /** URN of the VPC of a subnet. */
    vpcOf(subnetUrn: string): string | undefined;
}
