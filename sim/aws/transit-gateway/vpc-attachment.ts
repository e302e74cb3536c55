/**
 * A VPC attached to a transit gateway. Sources: EC2 API reference (CreateTransitGatewayVpcAttachment,
 * ModifyTransitGatewayVpcAttachment, DeleteTransitGatewayVpcAttachment), VPC Transit Gateway guide (VPC attachments,
 * quotas), Terraform AWS provider (how it handles the default tables; its acceptance test of a route whose attachment is
 * deleted shows that AWS lets an attachment go while routes point at it).
 */
import { bool, CloudError, set, str, type ResourceType } from "../../core/definition";
import { text, texts } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { SUBNET, toVpc } from "../ec2/codes";
import { arn, region, tagging } from "../place";
import {
    alreadyAssociated,
    ASSOCIATION,
    limitExceeded,
    option,
    PROPAGATION,
    toAttachedSubnet,
    toAttachment,
    toTransitGateway,
    VPC_ATTACHMENT,
} from "./codes";
import { associationOf, demandRoomForAttachment, gatewayOf, joinTable, propagationTo } from "./lookup";

export const vpcAttachment: ResourceType = {
    token: VPC_ATTACHMENT,
    noun: "EC2 Transit Gateway VPC Attachment",
    id: "tgw-attach",
    properties: {
        region,
        ...tagging,
        transitGatewayId: str({ required: true, immutable: true, ref: toTransitGateway }),
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        subnetIds: set(str({ ref: toAttachedSubnet }), {
            required: true,
            refuse: (value) =>
                Array.isArray(value) && value.length === 0
                    ? "attribute requires 1 item minimum, but config has only 0 declared"
                    : undefined,
        }),
        applianceModeSupport: option({ default: "disable" }),
        dnsSupport: option({ default: "enable" }),
        ipv6Support: option({ default: "disable" }),
        securityGroupReferencingSupport: option({ computed: true }),
        transitGatewayDefaultRouteTableAssociation: bool({ computed: true }),
        transitGatewayDefaultRouteTablePropagation: bool({ computed: true }),
        arn: str({ output: true }),
        vpcOwnerId: str({ output: true }),
    },
    quota: {
        name: "transit-gateways-per-vpc",
        limit: 5,
        per: "vpcId",
        exceeded: (limit) => limitExceeded("transit gateways of a VPC", limit),
    },
    create: (context, draft) => {
        demandSubnets(context.world, draft);
        demandFirst(context.world, draft);
        Object.assign(draft.props, {
            arn: arn(draft, "ec2", `transit-gateway-attachment/${draft.id}`),
            vpcOwnerId: draft.account,
            // AWS switches it on for attachments, while it is off for gateways.
            securityGroupReferencingSupport: draft.props.securityGroupReferencingSupport ?? "enable",
        });
        useDefaultTables(context.world, draft, true);
    },
    update: (context, object) => {
        demandSubnets(context.world, object);
        useDefaultTables(context.world, object, undefined);
    },
    view: ({ world }, object) => {
        const { association, propagation } = defaultTables(world, object);
        return {
            transitGatewayDefaultRouteTableAssociation:
                association !== undefined &&
                associationOf(world, object)?.props.transitGatewayRouteTableId === association,
            transitGatewayDefaultRouteTablePropagation:
                propagation !== undefined && propagationTo(world, object, propagation) !== undefined,
        };
    },
    gone: toAttachment.missing,
    seconds: { create: 60, update: 30, delete: 60 },
    onTimeout: "partial",
};

/** Subnets of this VPC, one in each zone. AWS answers a subnet of another VPC as if it were not there. */
function demandSubnets(world: World, object: CloudObject): void {
    const subnets = texts(object.props, "subnetIds").map((id) => {
        const subnet = world.get(SUBNET, object, id);
        if (subnet === undefined || subnet.props.vpcId !== object.props.vpcId) throw toAttachedSubnet.missing(id);
        return subnet;
    });
    if (new Set(subnets.map((s) => s.props.availabilityZone)).size < subnets.length) {
        throw new CloudError("DuplicateSubnetsInSameZone", "Duplicate Subnets for same AZ");
    }
}

function demandFirst(world: World, draft: CloudObject): void {
    const gateway = gatewayOf(world, draft);
    const attached = gateway === undefined ? [] : world.referrers(gateway, VPC_ATTACHMENT);
    if (attached.some((a) => a.props.vpcId === draft.props.vpcId)) {
        throw new CloudError(
            "DuplicateTransitGatewayAttachment",
            `${gateway?.id ?? ""} has non-deleted Transit Gateway Attachments with same VPC ID.`,
        );
    }
    if (gateway !== undefined) demandRoomForAttachment(world, gateway);
}

function defaultTables(world: World, object: CloudObject): { association?: string; propagation?: string } {
    const props = gatewayOf(world, object)?.props ?? {};
    return {
        association: text(props, "associationDefaultRouteTableId"),
        propagation: text(props, "propagationDefaultRouteTableId"),
    };
}

/**
 * Makes the attachment use the gateway's default tables, or not, as the two switches say; `absent` stands for a switch that
 * is not given, undefined for "leave it as it is". The switches say what to do, and are not kept: what is read is whether
 * it uses the tables now. Without a default table a switch has no effect.
 */
function useDefaultTables(world: World, object: CloudObject, absent: boolean | undefined): void {
    const tables = defaultTables(world, object);
    const {
        transitGatewayDefaultRouteTableAssociation: associate = absent,
        transitGatewayDefaultRouteTablePropagation: propagate = absent,
        ...kept
    } = object.props;
    object.props = kept;
    if (tables.association !== undefined && associate !== undefined) {
        const now = associationOf(world, object);
        const inDefault = now?.props.transitGatewayRouteTableId === tables.association;
        if (associate === true && now !== undefined && !inDefault) throw alreadyAssociated(object.id);
        if (associate === true && now === undefined) joinTable(world, ASSOCIATION, object, tables.association);
        if (associate === false && now !== undefined && inDefault) world.remove(now);
    }
    if (tables.propagation !== undefined && propagate !== undefined) {
        const now = propagationTo(world, object, tables.propagation);
        if (propagate === true && now === undefined) joinTable(world, PROPAGATION, object, tables.propagation);
        if (propagate === false && now !== undefined) world.remove(now);
    }
}
