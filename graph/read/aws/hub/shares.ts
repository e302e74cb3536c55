/**
 * Gateways that are shared with other accounts. A share may stand in another program, so its absence denies nothing. Source: VPC
 * Transit Gateway guide (shared transit gateways), AWS RAM user guide.
 */
import type { Assumption } from "../../../network";
import { labelOf, type References } from "../../references";
import { inOneAccount } from "./accounts";
import { gatewayOf, type Attachment } from "./attachments";
import type { Gateways } from "./gateways";
import { SHARED_RESOURCE, TRANSIT_GATEWAY } from "./types";

/** What is taken for granted about attachments of other accounts whose gateway nothing here shares. */
export function shareAssumptions(
    references: References,
    gateways: Gateways,
    attachments: readonly Attachment[],
): readonly Assumption[] {
    const shared = new Set(
        references.ofType(SHARED_RESOURCE).flatMap((resource) => {
            const meant = references.one(resource, "resourceArn", { types: [TRANSIT_GATEWAY], by: "arn" });
            if (meant.is === "resource") return [meant.resource.urn];
            return meant.is === "unsure" ? meant.candidates.map(({ urn }) => urn) : [];
        }),
    );
    return attachments.flatMap((attachment): Assumption[] => {
        const id = attachment.kind === "vpc" ? gatewayOf(attachment) : undefined;
        const gateway = id !== undefined && "value" in id ? gateways.gateway(id.value)?.resource : undefined;
        if (gateway === undefined || shared.has(gateway.urn)) return [];
        if (inOneAccount(references, attachment.resource, gateway) !== false) return [];
        const text = `${labelOf(gateway)} is shared with the account of ${attachment.label}, though nothing here shares it`;
        return [{ text, about: [attachment.urn] }];
    });
}
