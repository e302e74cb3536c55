/**
 * Where an attachment leads: into a VPC, to the gateway at the other end of a peering, to a site. Sources: VPC Transit Gateway
 * guide (availability zones, appliance mode, peering attachments).
 */
import type { Prefix } from "../../../../plan/prefix";
import type { Door, Gate, Hop } from "../../../network";
import type { Element, Reason } from "../../../reason";
import { elementOf, labelOf, unknownValue, type Reference, type References } from "../../references";
import type { VpcSide } from "../parts";
import { end } from "../../hops";
import { isOn, type Attachment, type Attachments } from "./attachments";
import type { Associations } from "./associations";
import type { Gateways, Table } from "./gateways";
import { obstacleOf, type Obstacle } from "./state";

export class Ways {
    private readonly obstacles = new Map<Attachment, Obstacle>();

    constructor(
        private readonly references: References,
        private readonly vpcs: VpcSide,
        private readonly gateways: Gateways,
        private readonly attachments: Attachments,
        private readonly associations: Associations,
        /** The place of the site at the other end of a VPN. */
        private readonly site: (vpn: Attachment) => string,
    ) {}

    /** From a table of a gateway on to an attachment, for packets to a prefix; `over` is the tunnel where that is known. */
    onward(attachment: Attachment, { id, gateway }: Pick<Table, "id" | "gateway">, prefix?: Prefix, over?: Hop): Hop {
        const obstacle = this.obstacle(attachment);
        if (obstacle !== undefined) return end(obstacle);
        switch (attachment.kind) {
            case "vpc":
                return this.intoVpc(attachment);
            case "peering":
                return gateway !== undefined && "value" in gateway
                    ? this.acrossPeering(attachment, gateway.value)
                    : end(unknownValue(attachment.resource, `which gateway ${id} belongs to is not known`));
            case "vpn":
                if (over !== undefined) return over;
                if (prefix?.length === 0) {
                    const detail =
                        "what the other end does with packets that are not for its own networks is not known";
                    return end(unknownValue(attachment.resource, detail));
                }
                return { to: "hosts", place: this.site(attachment), gates: [], link: attachment.urn };
            case "concentrator":
                return end(
                    unknownValue(attachment.resource, "which of its connections takes these packets is not read"),
                );
            case "other":
                return end(unknownValue(attachment.resource, "what lies behind it is not read"));
        }
    }

    /** Into a gateway, from an attachment that is no peering: to the table that is associated with it. */
    inward(attachment: Attachment, gateway: string, zone: string | undefined, gates: readonly Gate[]): Hop {
        const obstacle = this.obstacle(attachment);
        if (obstacle !== undefined) return end(obstacle);
        const association = this.associations.of(attachment, gateway);
        if (association.is !== "table") return end(association.reason);
        const frame = { to: "station", station: association.table, gates, link: attachment.urn } as const;
        return zone === undefined ? frame : { ...frame, zone };
    }

    /** `intoHub` of the seam: from a subnet into the gateway that a route of its VPC names. */
    fromSubnet(
        vpc: string,
        hub: Reference,
        zone: string | undefined,
        subnet: string,
        aclIn: (attachmentSubnet: string) => Gate[],
    ): Hop {
        if (hub.is === "unsure") return end(hub.reason);
        const from = this.elementOfPlace(vpc);
        if (hub.is === "absent") return end({ code: "BLACKHOLE", element: from, detail: "the route names no gateway" });
        const gateway = hub.is === "resource" ? hub.resource.urn : hub.id;
        const label = hub.is === "resource" ? labelOf(hub.resource) : `transit gateway ${hub.id}`;
        const found = this.attachmentOf(vpc, gateway, label, hub.is === "resource");
        if ("code" in found) return end(found);
        const door = this.doorFor(found, zone, subnet);
        if ("code" in door) return end(door);
        return this.inward(found, gateway, door.zone, aclIn(door.subnet));
    }

    private obstacle(attachment: Attachment): Obstacle {
        if (!this.obstacles.has(attachment)) {
            const obstacle = obstacleOf(this.references, this.gateways, this.associations, attachment);
            this.obstacles.set(attachment, obstacle);
        }
        return this.obstacles.get(attachment);
    }

    private intoVpc(attachment: Attachment): Hop {
        const { subnets, unsure } = this.attachments.vpcEnd(attachment);
        if (unsure !== undefined) return end(unsure);
        const isSticky = isOn(this.attachments.setting(attachment, "applianceModeSupport"));
        if (isSticky === undefined && subnets.length > 1)
            return end(unknownValue(attachment.resource, "applianceModeSupport is not known before the deployment"));
        const doors = subnets.map((urn): Door => {
            // A zone that is not known is no packet's own, and none of the others: an attachment has one subnet in a zone.
            return {
                zone: this.vpcs.zoneOf(urn) ?? `zone of ${urn}`,
                station: this.vpcs.subnetStation(urn),
                gates: [],
            };
        });
        return { to: "zones", doors, link: attachment.urn, isSticky: isSticky === true };
    }

    /** To the table at the other end. In which zone packets come out there, nobody can say. */
    private acrossPeering(attachment: Attachment, near: string): Hop {
        const far = attachment.gateways.find((gateway) => !("value" in gateway) || gateway.value !== near);
        if (far === undefined) return end(unknownValue(attachment.resource, "both of its ends are one gateway"));
        if ("reason" in far) return end(far.reason);
        const association = this.associations.of(attachment, far.value);
        if (association.is === "none" && this.gateways.gateway(far.value)?.resource === undefined)
            return end(
                unknownValue(
                    attachment.resource,
                    `transit gateway ${far.value} at the other end is not in the program`,
                ),
            );
        if (association.is !== "table") return end(association.reason);
        return { to: "station", station: association.table, gates: [], link: attachment.urn, zone: "" };
    }

    private attachmentOf(vpc: string, gateway: string, label: string, isHere: boolean): Attachment | Reason {
        const element = this.elementOfPlace(vpc);
        const all = this.attachments.all().filter(({ kind }) => kind === "vpc");
        const ends = all.map((attachment) => ({
            attachment,
            vpc: this.attachments.vpcEnd(attachment).vpc,
            gateway: attachment.gateways[0],
        }));
        const sure = ends.filter(
            (e) =>
                "value" in e.vpc &&
                e.vpc.value === vpc &&
                e.gateway !== undefined &&
                "value" in e.gateway &&
                e.gateway.value === gateway,
        );
        const [only] = sure;
        if (only !== undefined && sure.length === 1) return only.attachment;
        if (only !== undefined) {
            const detail = `${sure.map((e) => e.attachment.label).join(" and ")} both attach it to ${label}; AWS takes one`;
            return { code: "UNKNOWN", element, detail };
        }
        for (const e of ends) {
            const isVpc = "value" in e.vpc ? e.vpc.value === vpc : isAmong(vpc, e.vpc.candidates);
            const isGateway =
                e.gateway !== undefined &&
                ("value" in e.gateway ? e.gateway.value === gateway : isAmong(gateway, e.gateway.candidates));
            if (!isVpc || !isGateway) continue;
            if ("reason" in e.vpc) return e.vpc.reason;
            if (e.gateway !== undefined && "reason" in e.gateway) return e.gateway.reason;
        }
        if (isHere && this.references.resource(vpc) !== undefined)
            return {
                code: "BLACKHOLE",
                element,
                detail: `${element.label} has a route to ${label} and no attachment to it`,
            };
        return {
            code: "UNKNOWN",
            element,
            detail: `the attachment of ${element.label} to ${label} is not in the program`,
        };
    }

    /**
     * Through which subnet of the attachment packets of a subnet go in: the one in its own zone, for a subnet reaches a gateway only
     * where its zone has one.
     */
    private doorFor(
        attachment: Attachment,
        zone: string | undefined,
        subnet: string,
    ): { readonly subnet: string; readonly zone?: string } | Reason {
        const { subnets, unsure } = this.attachments.vpcEnd(attachment);
        const own = subnets.includes(subnet);
        const found = own ? subnet : subnets.find((urn) => zone !== undefined && this.vpcs.zoneOf(urn) === zone);
        if (found !== undefined) return { subnet: found, ...(zone === undefined ? {} : { zone }) };
        if (unsure !== undefined) return unsure;
        const sender = this.elementOfPlace(subnet);
        if (zone === undefined) {
            const detail = `the zone of ${sender.label} is not known, so neither is whether ${attachment.label} has a subnet there`;
            return { code: "UNKNOWN", element: sender, detail };
        }
        const open = subnets.find((urn) => this.vpcs.zoneOf(urn) === undefined);
        if (open !== undefined) {
            const detail = `whether ${attachment.label} has a subnet in ${zone} is not known: the zone of ${this.elementOfPlace(open).label} is not`;
            return { code: "UNKNOWN", element: this.elementOfPlace(open), detail };
        }
        const detail = `${attachment.label} has no subnet in ${zone}, from where ${sender.label} sends`;
        return { code: "NO_ROUTE", element: elementOf(attachment.resource), detail };
    }

    private elementOfPlace(id: string): Element {
        const resource = this.references.resource(id);
        return resource === undefined ? { label: id } : elementOf(resource);
    }
}

function isAmong(id: string, candidates: readonly string[]): boolean {
    return candidates.length === 0 || candidates.includes(id);
}
