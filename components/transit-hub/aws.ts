/** Turns a plan into Transit Gateways and what belongs to them. Decides nothing. */
import * as ec2 from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as pulumi from "@pulumi/pulumi";
import { join, own } from "../../plan/shape";
import { checkedWhenKnown } from "../shared/errors";
import type { AwsAttachmentArgs, AwsHubArgs, TransitHubArgs } from "./args";
import { checkId, type IdKind } from "../shared/ids";
import { childName } from "./names";
import { attachmentPath, hubPath } from "./paths";
import type { AttachmentPlan, PeeringPlan, TablePlan, TransitHubPlan } from "./plan";

/** Ids and numbers by key: "use1" for a hub, "use1/prod" for what belongs to one. */
export interface AwsOutputs {
    transitGatewayIds: Record<string, pulumi.Output<string>>;
    transitGatewayArns: Record<string, pulumi.Output<string>>;
    asns: Record<string, pulumi.Output<number>>;
    routeTableIds: Record<string, pulumi.Output<string>>;
    transitRouteTableIds: Record<string, pulumi.Output<string>>;
    attachmentIds: Record<string, pulumi.Output<string>>;
    peeringAttachmentIds: Record<string, pulumi.Output<string>>;
}

export function buildAws(
    name: string,
    args: TransitHubArgs,
    plan: TransitHubPlan,
    parent: pulumi.Resource,
): AwsOutputs {
    return new Builder(name, args, parent).build(plan);
}

class Builder {
    private readonly outputs: AwsOutputs = {
        transitGatewayIds: {},
        transitGatewayArns: {},
        asns: {},
        routeTableIds: {},
        transitRouteTableIds: {},
        attachmentIds: {},
        peeringAttachmentIds: {},
    };
    /** Attachments by "hub/attachment": VPC routes wait for theirs. */
    private readonly attachments = new Map<string, tgw.VpcAttachment>();

    constructor(
        private readonly name: string,
        private readonly args: TransitHubArgs,
        private readonly parent: pulumi.Resource,
    ) {}

    build(plan: TransitHubPlan): AwsOutputs {
        for (const hub of plan.hubs) this.gateway(hub.hub, hub.asn);
        for (const table of plan.tables) this.table(table);
        for (const attachment of plan.attachments) this.attachment(attachment);
        for (const propagation of plan.propagations) {
            const { hub, attachment, segment } = propagation;
            new tgw.RouteTablePropagation(
                childName.propagation(this.name, propagation),
                {
                    region: this.region(hub),
                    transitGatewayAttachmentId: this.attachmentId(hub, attachment),
                    transitGatewayRouteTableId: this.tableId(hub, segment),
                },
                this.inPlaceOf(),
            );
        }
        for (const peering of plan.peerings) this.peering(peering);
        for (const route of plan.statics) {
            const { hub, segment, peer, destination } = route;
            new tgw.Route(
                childName.static(this.name, route),
                {
                    region: this.region(hub),
                    destinationCidrBlock: destination,
                    transitGatewayAttachmentId: this.peeringId(hub, peer),
                    transitGatewayRouteTableId: this.tableId(hub, segment),
                },
                this.inPlaceOf(),
            );
        }
        for (const route of plan.vpcRoutes) {
            const { hub, attachment, route: key, destination } = route;
            const at = `${join(`${attachmentPath(hub, attachment)}.routes`, key)}.routeTableId`;
            const isIpv6 = destination.includes(":");
            new ec2.Route(
                childName.vpcRoute(this.name, route),
                {
                    region: this.region(hub),
                    routeTableId: this.checkedId(
                        "vpcRouteTable",
                        this.attachmentArgs(hub, attachment).routes?.[key]?.routeTableId ?? "",
                        at,
                    ),
                    ...(isIpv6 ? { destinationIpv6CidrBlock: destination } : { destinationCidrBlock: destination }),
                    transitGatewayId: this.gatewayId(hub),
                },
                // AWS refuses a route to a gateway that the VPC is not attached to yet.
                this.inPlaceOf(this.attachments.get(`${hub}/${attachment}`)),
            );
        }
        return this.outputs;
    }

    private gateway(hub: string, asn: number): void {
        const { existing, description } = this.hubArgs(hub);
        this.outputs.asns[hub] = pulumi.output(asn);
        if (existing !== undefined) {
            const id = this.checkedId(
                "gateway",
                existing.transitGatewayId,
                `${hubPath(hub)}.existing.transitGatewayId`,
            );
            this.outputs.transitGatewayIds[hub] = pulumi.output(id);
            return;
        }
        const gatewayName = childName.gateway(this.name, hub);
        const gateway = new tgw.TransitGateway(
            gatewayName,
            {
                region: this.region(hub),
                amazonSideAsn: asn,
                description: description ?? `${this.name} ${hub}`,
                // Which table an attachment uses is decided by its segment, never by a default.
                defaultRouteTableAssociation: "disable",
                defaultRouteTablePropagation: "disable",
                autoAcceptSharedAttachments: "disable",
                dnsSupport: "enable",
                vpnEcmpSupport: "enable",
                tags: this.tags(gatewayName),
            },
            this.child(),
        );
        this.outputs.transitGatewayIds[hub] = gateway.id;
        this.outputs.transitGatewayArns[hub] = gateway.arn;
    }

    private table(table: TablePlan): void {
        const { hub, segment } = table;
        const { existing } = this.hubArgs(hub);
        const adopted = segment === undefined ? existing?.transitRouteTable : own(existing?.routeTables, segment);
        const path = `${hubPath(hub)}.existing.${segment === undefined ? "transitRouteTable" : join("routeTables", segment)}`;
        const id =
            adopted === undefined
                ? this.newTable(table).id
                : pulumi.output(this.checkedId("gatewayRouteTable", adopted, path));
        if (segment === undefined) this.outputs.transitRouteTableIds[hub] = id;
        else this.outputs.routeTableIds[`${hub}/${segment}`] = id;
    }

    private newTable(table: TablePlan): tgw.RouteTable {
        const tableName = childName.table(this.name, table);
        return new tgw.RouteTable(
            tableName,
            { region: this.region(table.hub), transitGatewayId: this.gatewayId(table.hub), tags: this.tags(tableName) },
            this.child(),
        );
    }

    private attachment(plan: AttachmentPlan): void {
        const { hub, attachment: key } = plan;
        const { vpcId, subnets } = this.attachmentArgs(hub, key);
        const path = attachmentPath(hub, key);
        const attachmentName = childName.attachment(this.name, plan);
        const attachment = new tgw.VpcAttachment(
            attachmentName,
            {
                region: this.region(hub),
                transitGatewayId: this.gatewayId(hub),
                vpcId: this.checkedId("vpc", vpcId, `${path}.vpcId`),
                subnetIds: plan.zones.map((zone) =>
                    this.checkedId("subnet", subnets[zone] ?? "", join(`${path}.subnets`, zone)),
                ),
                transitGatewayDefaultRouteTableAssociation: false,
                transitGatewayDefaultRouteTablePropagation: false,
                applianceModeSupport: plan.applianceMode ? "enable" : "disable",
                ipv6Support: plan.ipv6 ? "enable" : "disable",
                tags: this.tags(attachmentName),
            },
            this.child(),
        );
        this.attachments.set(`${hub}/${key}`, attachment);
        this.outputs.attachmentIds[`${hub}/${key}`] = attachment.id;
        new tgw.RouteTableAssociation(
            childName.association(this.name, plan),
            {
                region: this.region(hub),
                transitGatewayAttachmentId: attachment.id,
                transitGatewayRouteTableId: this.tableId(hub, plan.segment),
            },
            this.inPlaceOf(),
        );
    }

    private peering(plan: PeeringPlan): void {
        const { requester, accepter } = plan;
        const peeringName = childName.peering(this.name, plan);
        const accepterName = childName.accepter(this.name, plan);
        const request = new tgw.PeeringAttachment(
            peeringName,
            {
                region: this.region(requester),
                transitGatewayId: this.gatewayId(requester),
                peerRegion: this.region(accepter),
                peerTransitGatewayId: this.gatewayId(accepter),
                tags: this.tags(peeringName),
            },
            this.inPlaceOf(),
        );
        // Accepted on the peer's side: in its region.
        const acceptance = new tgw.PeeringAttachmentAccepter(
            accepterName,
            { region: this.region(accepter), transitGatewayAttachmentId: request.id, tags: this.tags(accepterName) },
            this.inPlaceOf(),
        );
        // Both sides use the id that the acceptance reports: nothing can be routed over a peering before.
        this.outputs.peeringAttachmentIds[`${requester}/${accepter}`] = acceptance.transitGatewayAttachmentId;
        for (const [hub, peer] of [
            [requester, accepter],
            [accepter, requester],
        ] as const) {
            new tgw.RouteTableAssociation(
                childName.peeringAssociation(this.name, hub, peer),
                {
                    region: this.region(hub),
                    transitGatewayAttachmentId: acceptance.transitGatewayAttachmentId,
                    transitGatewayRouteTableId: this.tableId(hub),
                },
                this.inPlaceOf(),
            );
        }
    }

    private child(): pulumi.CustomResourceOptions {
        return { parent: this.parent };
    }

    /** For what a cloud allows once: its replacement can only be made after the old one is gone. */
    private inPlaceOf(dependsOn?: pulumi.Resource): pulumi.CustomResourceOptions {
        return { parent: this.parent, deleteBeforeReplace: true, ...(dependsOn === undefined ? {} : { dependsOn }) };
    }

    private tags(resourceName: string): Record<string, pulumi.Input<string>> {
        return { ...this.args.tags, Name: resourceName };
    }

    private checkedId(kind: IdKind, id: pulumi.Input<string>, path: string): pulumi.Input<string> {
        return checkedWhenKnown(`TransitHub "${this.name}"`, id, (known) => checkId(kind, known, path));
    }

    private hubArgs(hub: string): AwsHubArgs {
        return demand(this.args.aws.hubs[hub], hub);
    }

    private attachmentArgs(hub: string, attachment: string): AwsAttachmentArgs {
        return demand(this.hubArgs(hub).attachments?.[attachment], `${hub}/${attachment}`);
    }

    private region(hub: string): string {
        return this.hubArgs(hub).region;
    }

    private gatewayId(hub: string): pulumi.Output<string> {
        return demand(this.outputs.transitGatewayIds[hub], hub);
    }

    /** Of the segment's table, or of the transit table. */
    private tableId(hub: string, segment?: string): pulumi.Output<string> {
        if (segment === undefined) return demand(this.outputs.transitRouteTableIds[hub], hub);
        return demand(this.outputs.routeTableIds[`${hub}/${segment}`], `${hub}/${segment}`);
    }

    private attachmentId(hub: string, attachment: string): pulumi.Output<string> {
        return demand(this.outputs.attachmentIds[`${hub}/${attachment}`], `${hub}/${attachment}`);
    }

    private peeringId(hub: string, peer: string): pulumi.Output<string> {
        const key = [hub, peer].sort().join("/");
        return demand(this.outputs.peeringAttachmentIds[key], key);
    }
}

/** A plan names only what it contains. */
function demand<T>(value: T | undefined, key: string): T {
    if (value === undefined) throw new Error(`the plan names '${key}', which it does not contain`);
    return value;
}
