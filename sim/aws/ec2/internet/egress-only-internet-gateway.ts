/**
 * A gateway through which a VPC's IPv6 traffic leaves, and none comes in. Sources: EC2 API reference
 * (CreateEgressOnlyInternetGateway, DeleteEgressOnlyInternetGateway), VPC user guide (egress-only internet gateways; quotas:
 * "You can attach only one egress-only internet gateway to a VPC at a time"), Terraform AWS provider (arguments).
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import { region, tagging } from "../../place";
import { toEgressOnlyGateway, toVpc, VPC } from "../codes";
import { EGRESS_ONLY_GATEWAY } from "./codes";

export const egressOnlyInternetGateway: ResourceType = {
    token: EGRESS_ONLY_GATEWAY,
    noun: "EC2 Egress-only Internet Gateway",
    id: "eigw",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
    },
    // AWS documents no codes of their own for the two limits: these are those of internet gateways.
    quota: {
        name: "egress-only-internet-gateways-per-region",
        limit: 5,
        exceeded: () =>
            new CloudError(
                "InternetGatewayLimitExceeded",
                "The maximum number of egress-only internet gateways has been reached.",
            ),
    },
    create: ({ world }, draft) => {
        const vpc = world.get(VPC, draft, text(draft.props, "vpcId") ?? "");
        if (vpc === undefined || world.referrers(vpc, EGRESS_ONLY_GATEWAY).length === 0) return;
        throw new CloudError(
            "InvalidParameterValue",
            `Network ${vpc.id} already has an egress-only internet gateway attached`,
        );
    },
    gone: toEgressOnlyGateway.missing,
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};
