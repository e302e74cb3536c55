/** What joins networks to gateways, and gateways to each other. Sources: VPC Transit Gateway guide (MTU, encryption of peerings). */
import { UNDERLAY_MTUS } from "../../../../facts/encapsulation";
import type { Link } from "../../../network";
import { elementOf } from "../../references";
import type { VpcSide } from "../parts";
import { isOn, type Attachment, type Attachments } from "./attachments";
import type { Gateways } from "./gateways";

const MTU = UNDERLAY_MTUS["aws-transit-gateway"].value;

/** Undefined for what is a link of its own kind, such as a VPN. An end that is not settled is the attachment itself. */
export function linkOf(
    attachments: Attachments,
    gateways: Gateways,
    vpcs: VpcSide,
    attachment: Attachment,
): Link | undefined {
    const { urn, resource, accepters } = attachment;
    const ends = attachment.gateways.map((gateway) => ("value" in gateway ? gateway.value : urn));
    const [first = urn, second = urn] = ends;
    const frame = { id: urn, element: elementOf(resource), mtu: MTU, lanes: 1 };
    const elements = [urn, ...accepters.map((accepter) => accepter.resource.urn)];
    switch (attachment.kind) {
        case "vpc": {
            const { vpc, subnets } = attachments.vpcEnd(attachment);
            const zones = [...new Set(subnets.flatMap((subnet) => vpcs.zoneOf(subnet) ?? []))].sort();
            const own = "value" in vpc ? vpc.value : urn;
            const encryption = vpcEncryption(gateways, first);
            return { ...frame, kind: "attachment", ends: [own, first], elements, zones, ...encryption };
        }
        case "peering":
            return {
                ...frame,
                kind: "hub-peering",
                ends: [first, second],
                elements,
                zones: [],
                ...peeringEncryption(gateways, ends),
            };
        default:
            return undefined;
    }
}

/** Nothing that a user can see encrypts it, unless the gateway takes part in VPC encryption control. */
function vpcEncryption(gateways: Gateways, gateway: string): Pick<Link, "encryption"> {
    const resource = gateways.gateway(gateway)?.resource;
    const support = resource === undefined ? undefined : isOn(resource.props["encryptionSupport"]);
    if (support === undefined) return {};
    return { encryption: support ? "AWS VPC encryption control" : "" };
}

function peeringEncryption(gateways: Gateways, ends: readonly string[]): Pick<Link, "encryption"> {
    const [one, other] = ends.map((id) => gateways.gateway(id)?.region);
    if (one === undefined || other === undefined) return {};
    return { encryption: one === other ? "" : "AWS inter-region encryption" };
}
