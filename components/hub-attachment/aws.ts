/** Turns a plan into attachments, associations, propagations and routes of AWS. Decides nothing. */
import * as ec2 from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as pulumi from "@pulumi/pulumi";
import { join } from "../../plan/shape";
import { checkedWhenKnown } from "../shared/errors";
import { checkId, type IdKind } from "../shared/ids";
import type { HubAttachmentArgs, HubVpcArgs } from "./args";
import { childName } from "./names";
import { VPC, type HubAttachmentPlan } from "./plan";

export function buildAws(
    name: string,
    args: HubAttachmentArgs,
    plan: HubAttachmentPlan,
    parent: pulumi.Resource,
): Record<string, pulumi.Output<string>> {
    const { hub, segment } = args;
    const { region } = hub;
    const checked = (kind: IdKind, id: pulumi.Input<string>, path: string): pulumi.Input<string> =>
        checkedWhenKnown(`HubAttachment ${JSON.stringify(name)}`, id, (known) => checkId(kind, known, path));
    // Of each there is one in the cloud: its replacement can only be made after the old one is gone.
    const once = (dependsOn: pulumi.Resource[] = []): pulumi.CustomResourceOptions => ({
        parent,
        deleteBeforeReplace: true,
        ...(dependsOn.length === 0 ? {} : { dependsOn }),
    });
    const gatewayId = checked("gateway", hub.transitGatewayId, "hub.transitGatewayId");
    const tableOf = (of?: string): pulumi.Input<string> =>
        of === undefined
            ? checked("gatewayRouteTable", demand(hub.transitRouteTableId), "hub.transitRouteTableId")
            : checked("gatewayRouteTable", demand(hub.segments[of]).routeTableId, join("hub.segments", of));

    const vpcAttachment =
        args.vpc === undefined ? undefined : attachVpc(name, args, args.vpc, { gatewayId, checked, parent });
    const ids: Record<string, pulumi.Output<string>> = Object.fromEntries(
        plan.attachments.map((key) => [
            key,
            vpcAttachment?.id ??
                pulumi.output(
                    checked("gatewayAttachment", demand(args.attachmentIds?.[key]), join("attachmentIds", key)),
                ),
        ]),
    );
    for (const key of plan.attachments) {
        new tgw.RouteTableAssociation(
            childName.association(name, key),
            { region, transitGatewayAttachmentId: demand(ids[key]), transitGatewayRouteTableId: tableOf(segment) },
            once(),
        );
    }
    for (const { attachment, segment: into } of plan.propagations) {
        new tgw.RouteTablePropagation(
            childName.propagation(name, attachment, into),
            { region, transitGatewayAttachmentId: demand(ids[attachment]), transitGatewayRouteTableId: tableOf(into) },
            once(),
        );
    }
    for (const { attachment, segment: into, destination } of plan.statics) {
        new tgw.Route(
            childName.static(name, into, destination),
            {
                region,
                destinationCidrBlock: destination,
                transitGatewayAttachmentId: demand(ids[attachment]),
                transitGatewayRouteTableId: tableOf(into),
            },
            once(),
        );
    }
    for (const { hub: remote, segment: into, destination } of plan.remotes) {
        const { region: remoteRegion, peeringAttachmentId, ...tables } = demand(hub.remotes?.[remote]);
        const table = into === undefined ? tables.transitRouteTableId : tables.routeTableIds[into];
        new tgw.Route(
            childName.remote(name, remote, into, destination),
            {
                region: remoteRegion,
                destinationCidrBlock: destination,
                transitGatewayAttachmentId: peeringAttachmentId,
                transitGatewayRouteTableId: demand(table),
            },
            once(),
        );
    }
    for (const { route, destination } of plan.vpcRoutes) {
        const isIpv6 = destination.includes(":");
        const at = `${join("vpc.routes", route)}.routeTableId`;
        new ec2.Route(
            childName.vpcRoute(name, route, destination),
            {
                region,
                routeTableId: checked("vpcRouteTable", demand(args.vpc?.routes?.[route]).routeTableId, at),
                ...(isIpv6 ? { destinationIpv6CidrBlock: destination } : { destinationCidrBlock: destination }),
                transitGatewayId: gatewayId,
            },
            // AWS refuses a route to a gateway that the VPC is not attached to yet.
            once(vpcAttachment === undefined ? [] : [vpcAttachment]),
        );
    }
    return ids;
}

interface Around {
    readonly gatewayId: pulumi.Input<string>;
    readonly checked: (kind: IdKind, id: pulumi.Input<string>, path: string) => pulumi.Input<string>;
    readonly parent: pulumi.Resource;
}

function attachVpc(name: string, args: HubAttachmentArgs, vpc: HubVpcArgs, { gatewayId, checked, parent }: Around) {
    const attachmentName = childName.attachment(name);
    return new tgw.VpcAttachment(
        attachmentName,
        {
            region: args.hub.region,
            transitGatewayId: gatewayId,
            vpcId: checked("vpc", vpc.vpcId, `${VPC}.vpcId`),
            subnetIds: Object.entries(vpc.subnets)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([zone, id]) => checked("subnet", id, join(`${VPC}.subnets`, zone))),
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
            applianceModeSupport: vpc.applianceMode === true ? "enable" : "disable",
            ipv6Support: args.cidrs.some((cidr) => cidr.includes(":")) ? "enable" : "disable",
            tags: { ...args.tags, Name: attachmentName },
        },
        { parent },
    );
}

/** A plan names only what the arguments contain. */
function demand<T>(value: T | undefined): T {
    if (value === undefined) throw new Error("the plan names what the arguments do not contain");
    return value;
}
