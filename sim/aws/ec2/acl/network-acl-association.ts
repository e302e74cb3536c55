/**
 * The choice of a subnet's network ACL. EC2 replaces the association that every subnet has; deleting the resource gives the
 * subnet back to the default ACL. Sources: EC2 API reference (ReplaceNetworkAclAssociation), Terraform AWS provider.
 */
import { CloudError, str, type ResourceType } from "../../../core/definition";
import { text } from "../../../core/values";
import { region } from "../../place";
import { toSubnet } from "../codes";
import { demandSameNetwork, dissociate, subnetAt } from "./associations";
import { NETWORK_ACL, NETWORK_ACL_ASSOCIATION, toNetworkAcl } from "./codes";

export const networkAclAssociation: ResourceType = {
    token: NETWORK_ACL_ASSOCIATION,
    noun: "EC2 Network ACL Association",
    id: "aclassoc",
    properties: {
        region,
        networkAclId: str({ required: true, immutable: true, ref: { ...toNetworkAcl, holds: false } }),
        subnetId: str({ required: true, immutable: true, ref: { ...toSubnet, part: true } }),
    },
    create: ({ world }, draft) => {
        const acl = world.get(NETWORK_ACL, draft, text(draft.props, "networkAclId") ?? "");
        const subnet = subnetAt(world, draft, text(draft.props, "subnetId") ?? "");
        if (acl === undefined || subnet === undefined) return;
        demandSameNetwork(acl, subnet);
        // A replaced association has a new id: what had made the one before does not find it any more.
        dissociate(world, subnet);
    },
    gone: (id) => new CloudError("InvalidAssociationID.NotFound", `The association ID '${id}' does not exist`),
    seconds: { create: 1, delete: 1 },
    onTimeout: "partial",
};
