/**
 * Whether packets pass an attachment: it must be accepted where its two ends have different owners, and a peering always. Sources:
 * VPC Transit Gateway guide (accepting shared attachments, accepting peerings).
 */
import type { Reason } from "../../../reason";
import { elementOf, labelOf, unknownValue, type References } from "../../references";
import { inOneAccount } from "./accounts";
import { gatewayOf, isOn, type Attachment } from "./attachments";
import type { Associations } from "./associations";
import type { Gateways } from "./gateways";

/** Undefined where packets pass. The code is `UNKNOWN` where that is not known. */
export type Obstacle = Reason | undefined;

export function obstacleOf(
    references: References,
    gateways: Gateways,
    associations: Associations,
    attachment: Attachment,
): Obstacle {
    if (attachment.accepters.some(({ isSure }) => isSure)) return undefined;
    const open = attachment.accepters[0]?.resource;
    if (open !== undefined)
        return unknownValue(open, `whether it accepts ${attachment.label} is not known before the deployment`);
    switch (attachment.kind) {
        case "peering":
            return peering(gateways, attachment);
        case "vpc":
            return shared(references, gateways, associations, attachment);
        default:
            return undefined;
    }
}

function peering(gateways: Gateways, { resource, label, gateways: ends }: Attachment): Obstacle {
    if (resource.props["state"] === "available") return undefined;
    const peer = ends[1];
    const isHere = peer !== undefined && "value" in peer && gateways.gateway(peer.value)?.resource !== undefined;
    const detail = `${label} is requested, and nothing accepts it`;
    if (isHere) return { code: "BLACKHOLE", element: elementOf(resource), detail };
    return unknownValue(resource, "whether the other side accepts it is not in the program");
}

/** Of a VPC: the owner of the gateway accepts attachments of other accounts, unless the gateway takes all. */
function shared(
    references: References,
    gateways: Gateways,
    associations: Associations,
    attachment: Attachment,
): Obstacle {
    const { resource, label } = attachment;
    const id = gatewayOf(attachment);
    if ("reason" in id) return id.reason;
    // Only what is accepted can be associated with a table or propagate to one, and only by the gateway's owner.
    const isTaken = associations.isNamed(attachment);
    const gateway = gateways.gateway(id.value)?.resource;
    if (gateway === undefined) {
        const detail = `transit gateway ${id.value} is not in the program: whether it accepts the attachment is not known`;
        return isTaken ? undefined : unknownValue(resource, detail);
    }
    const isOwn = inOneAccount(references, resource, gateway);
    if (isOwn === true || (isOwn === undefined && isTaken)) return undefined;
    const takesAll = isOn(gateway.props["autoAcceptSharedAttachments"]);
    if (takesAll === true) return undefined;
    const detail = `${label} waits for the account of ${labelOf(gateway)} to accept it`;
    if (isOwn === false && takesAll === false) return { code: "BLACKHOLE", element: elementOf(resource), detail };
    return unknownValue(resource, `it may lie in another account than ${labelOf(gateway)}, and nothing accepts it`);
}
