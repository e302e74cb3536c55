/** Transit Gateways of random programs: attachments, tables and routes, and a peering with a gateway of another region. */
import * as ec2 from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import { Filters } from "./random-filters";
import type { Net, Ref, Thing } from "./random-wiring";

export class Hubs extends Filters {
    /** A gateway with tables of its own or with the default one, and attachments of some of the VPCs. */
    protected hub(nets: readonly Net[], region: string): Thing {
        const { dice } = this;
        const hasDefault = dice.chance(50);
        const setting = hasDefault ? "enable" : "disable";
        const hub = new tgw.TransitGateway(this.name("tgw"), {
            ...(dice.chance(50) ? { region } : {}),
            ...(hasDefault && dice.chance(50)
                ? {}
                : { defaultRouteTableAssociation: setting, defaultRouteTablePropagation: setting }),
        });
        this.made("tgw", hub);
        const tables = Array.from({ length: hasDefault ? dice.below(2) : 1 + dice.below(2) }, () =>
            this.made(
                "tgwTable",
                new tgw.RouteTable(this.name("tgwtable"), { transitGatewayId: this.ref("tgw", hub) }),
            ),
        );
        const tableRef = (table: Thing | undefined): Ref =>
            table === undefined ? hub.associationDefaultRouteTableId : this.ref("tgwTable", table);
        const choices: readonly (Thing | undefined)[] = hasDefault ? [undefined, ...tables] : tables;
        for (const net of nets) {
            if (dice.chance(15)) continue;
            const flags = dice.chance(30)
                ? {
                      transitGatewayDefaultRouteTableAssociation: false,
                      transitGatewayDefaultRouteTablePropagation: false,
                  }
                : {};
            const attachment = this.made(
                "attachment",
                new tgw.VpcAttachment(this.name("attachment"), {
                    transitGatewayId: this.ref("tgw", hub),
                    vpcId: this.ref("vpc", net),
                    subnetIds: this.refs("subnet", net.subnets.slice(0, 2)),
                    ...flags,
                }),
            );
            const takesDefault = hasDefault && !("transitGatewayDefaultRouteTableAssociation" in flags);
            if (!takesDefault && dice.chance(85))
                new tgw.RouteTableAssociation(this.name("assoc"), {
                    transitGatewayAttachmentId: this.ref("attachment", attachment),
                    transitGatewayRouteTableId: tableRef(dice.one(choices)),
                });
            if (dice.chance(60))
                new tgw.RouteTablePropagation(this.name("prop"), {
                    transitGatewayAttachmentId: this.ref("attachment", attachment),
                    transitGatewayRouteTableId: tableRef(dice.one(choices)),
                });
            if (dice.chance(35))
                new tgw.Route(this.name("tgwroute"), {
                    transitGatewayRouteTableId: tableRef(dice.one(choices)),
                    destinationCidrBlock: dice.one([
                        "10.0.0.0/8",
                        "10.2.0.0/16",
                        "0.0.0.0/0",
                        `10.${net.octet}.1.0/24`,
                    ]),
                    ...(dice.chance(30)
                        ? { blackhole: true }
                        : { transitGatewayAttachmentId: this.ref("attachment", attachment) }),
                });
        }
        return hub;
    }

    /** A gateway of another region with a VPC of its own, and a peering of the two that routes lead into. */
    protected secondHub(hub: Thing): void {
        const { dice } = this;
        const region = "eu-central-1";
        const vpc = new ec2.Vpc(this.name("far"), { region, cidrBlock: "10.3.0.0/16" });
        const vpcId = vpc.id;
        const block = "10.3.0.0/24";
        const subnet = new ec2.Subnet(this.name("farsubnet"), { region, vpcId, cidrBlock: block });
        const other = new tgw.TransitGateway(this.name("fartgw"), { region });
        const transitGatewayId = other.id;
        new tgw.VpcAttachment(this.name("farattachment"), { region, transitGatewayId, vpcId, subnetIds: [subnet.id] });
        new ec2.Route(this.name("farroute"), {
            region,
            routeTableId: vpc.mainRouteTableId,
            destinationCidrBlock: "10.0.0.0/8",
            transitGatewayId,
        });
        const peering = new tgw.PeeringAttachment(this.name("peering"), {
            transitGatewayId: this.ref("tgw", hub),
            peerTransitGatewayId: transitGatewayId,
            peerRegion: region,
        });
        const attachment = this.made("attachment", peering);
        if (dice.chance(80))
            new tgw.PeeringAttachmentAccepter(this.name("accepter"), {
                region,
                transitGatewayAttachmentId: this.ref("attachment", attachment),
            });
        const far = other.associationDefaultRouteTableId;
        const tables = [...(this.all["tgwTable"] ?? [])];
        if (dice.chance(80))
            new tgw.RouteTableAssociation(this.name("farassoc"), {
                region,
                transitGatewayAttachmentId: this.ref("attachment", attachment),
                transitGatewayRouteTableId: far,
            });
        new tgw.Route(this.name("farback"), {
            region,
            transitGatewayRouteTableId: far,
            destinationCidrBlock: "10.0.0.0/8",
            transitGatewayAttachmentId: this.ref("attachment", attachment),
        });
        for (const table of tables.slice(0, 1)) {
            const transitGatewayRouteTableId = this.ref("tgwTable", table);
            const transitGatewayAttachmentId = this.ref("attachment", attachment);
            new tgw.Route(this.name("farway"), {
                transitGatewayRouteTableId,
                transitGatewayAttachmentId,
                destinationCidrBlock: "10.3.0.0/16",
            });
            new tgw.RouteTableAssociation(this.name("farnear"), {
                transitGatewayRouteTableId,
                transitGatewayAttachmentId,
            });
        }
    }
}
