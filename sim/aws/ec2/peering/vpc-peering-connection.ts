/**
 * A VPC peering connection, as its requester has it. That a request expires after a week is not modelled. Sources: EC2 API
 * reference (CreateVpcPeeringConnection, DeleteVpcPeeringConnection, error codes), VPC Peering guide (lifecycle, limitations,
 * quotas), Terraform AWS provider (a failed connection is an error of the creation, and read as one that is gone; it takes no
 * `peerRegion` beside `autoAccept`).
 */
import { bool, CloudError, str, type ResourceType } from "../../../core/definition";
import { overlaps } from "../../../core/prefix";
import { text, type Props } from "../../../core/values";
import type { CloudObject, World } from "../../../core/world";
import { region, tagging } from "../../place";
import { toPeeringConnection, toVpc } from "../codes";
import { localPrefixes } from "../routing";
import { ACTIVE, CONNECTION, CONNECTIONS_PER_VPC, PENDING, sideOptions, SIDES } from "./codes";
import { accept, connectionsOf, endOf, notActiveYet, setOptions, vpcAt } from "./connection";
import { joins } from "./reach";

export const vpcPeeringConnection: ResourceType = {
    token: CONNECTION,
    noun: "EC2 VPC Peering Connection",
    id: "pcx",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        peerVpcId: str({ required: true, immutable: true, ref: { ...toVpc, within: "anywhere" } }),
        peerOwnerId: str({ computed: true, immutable: true }),
        peerRegion: region,
        autoAccept: bool(),
        accepter: sideOptions,
        requester: sideOptions,
        acceptStatus: str({ output: true }),
    },
    quota: {
        ...CONNECTIONS_PER_VPC,
        used: (world, draft) => connectionsOf(world, ownVpc(world, draft), ACTIVE).length,
    },
    create: (context, draft) => {
        const { world } = context;
        if (draft.props.autoAccept === true && draft.props.peerRegion !== undefined) {
            throw new Error(
                "`peer_region` cannot be set whilst `auto_accept` is `true` when creating an EC2 VPC Peering Connection",
            );
        }
        draft.props.peerOwnerId ??= draft.account;
        draft.props.peerRegion ??= draft.region;
        const own = ownVpc(world, draft);
        demandPeer(world, draft, own);
        demandOnlyOne(world, draft, own);
        const outstanding = world.quota("outstanding-peering-requests-per-vpc", 25);
        if (connectionsOf(world, own, PENDING).filter((one) => one.props.vpcId === own.id).length >= outstanding) {
            throw new CloudError(
                "OutstandingVpcPeeringConnectionLimitExceeded",
                "The maximum number of outstanding VPC peering connection requests of the VPC has been reached.",
            );
        }
        const asked = draft.props;
        draft.props = withOptionsOf({}, asked);
        draft.props.acceptStatus = PENDING;
        if (asked.autoAccept === true) accept(context, draft);
        setOptions(context, draft, { asked, seen: {} }, notActiveYet);
    },
    update: (context, object, old, { asked, seen }) => {
        object.props = withOptionsOf(old, object.props);
        if (asked.autoAccept === true) accept(context, object);
        setOptions(context, object, { asked, seen }, notActiveYet);
    },
    gone: toPeeringConnection.missing,
    seconds: { create: 5, update: 5, delete: 5 },
    onTimeout: "partial",
};

/** `props` with the options that `before` has: those asked for are set one by one. */
function withOptionsOf(before: Props, props: Props): Props {
    const { accepter: _, requester: __, ...rest } = props;
    const kept = SIDES.flatMap((side) => {
        const options = before[side];
        return options === undefined ? [] : [[side, options] as const];
    });
    return { ...rest, ...Object.fromEntries(kept) };
}

function ownVpc(world: World, draft: CloudObject): CloudObject {
    const end = endOf(draft, "requester");
    const vpc = vpcAt(world, end);
    if (vpc === undefined) throw toVpc.missing(end.vpcId);
    return vpc;
}

/**
 * The peer is where the request says, and none of its prefixes overlaps with one of ours. Otherwise the connection fails
 * after the request, and nothing can be done with it any more.
 */
function demandPeer(world: World, draft: CloudObject, own: CloudObject): void {
    const peer = vpcAt(world, endOf(draft, "accepter"));
    const prefixes = (vpc: CloudObject): string[] => localPrefixes(world, { ...vpc, props: { vpcId: vpc.id } });
    const apart = (vpc: CloudObject): boolean =>
        !prefixes(own).some((one) => prefixes(vpc).some((other) => overlaps(one, other)));
    if (peer !== undefined && apart(peer)) return;
    throw new Error(
        `waiting for EC2 VPC Peering Connection (${draft.id}) create: unexpected state 'failed', wanted target 'active, ` +
            "pending-acceptance'. last error: Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
    );
}

function demandOnlyOne(world: World, draft: CloudObject, own: CloudObject): void {
    const peer = text(draft.props, "peerVpcId") ?? "";
    if (!world.referrers(own, CONNECTION).some((one) => joins(one, peer))) return;
    throw new CloudError(
        "VpcPeeringConnectionAlreadyExists",
        `A VPC peering connection between ${own.id} and ${peer} already exists.`,
    );
}
