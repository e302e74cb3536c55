/**
 * A network ACL, with the rules inline in it and the subnets that have it. Sources: EC2 API reference (CreateNetworkAcl,
 * DeleteNetworkAcl, error codes), VPC user guide (network ACLs, quotas), Terraform AWS provider (before it deletes an ACL it
 * gives its subnets the default one, so that EC2 has nothing against it; a default ACL is for DefaultNetworkAcl).
 */
import { CloudError, set, str, type ResourceType } from "../../../core/definition";
import { text, texts } from "../../../core/values";
import { arn, region, tagging } from "../../place";
import { toSubnet, toVpc } from "../codes";
import { DIRECTIONS } from "../permissions";
import { associate, dissociate, isDefault, subnetAt, subnetsOf } from "./associations";
import { NETWORK_ACL, NETWORK_ACL_ASSOCIATION, toNetworkAcl } from "./codes";
import { canonicalEntries, checkEntries, entriesIn, inlineEntries, inlineRules, replaceEntries } from "./entries";

export const networkAcl: ResourceType = {
    token: NETWORK_ACL,
    noun: "EC2 Network ACL",
    id: "acl",
    properties: {
        region,
        ...tagging,
        vpcId: str({ required: true, immutable: true, ref: toVpc }),
        // Not given: the ACL keeps what it has. An empty list: it shall have none.
        ingress: inlineRules({ computed: true, imported: true }),
        egress: inlineRules({ computed: true, imported: true }),
        subnetIds: set(str({ ref: { ...toSubnet, holds: false } }), { computed: true, imported: true }),
        arn: str({ output: true }),
        ownerId: str({ output: true }),
    },
    check: checkEntries,
    canonical: canonicalEntries,
    quota: {
        name: "network-acls-per-vpc",
        limit: 200,
        per: "vpcId",
        implicit: true,
        exceeded: () =>
            new CloudError("NetworkAclLimitExceeded", "The maximum number of network acls has been reached."),
    },
    create: ({ world }, draft) => {
        for (const direction of DIRECTIONS) {
            const wanted = inlineEntries(draft.props, direction);
            draft.props[direction] = replaceEntries(world, draft, direction, { inline: [], wanted, seen: [] });
        }
        const { subnetIds: _, ...own } = draft.props;
        for (const subnet of texts(draft.props, "subnetIds")) associate(world, draft, subnet);
        draft.props = { ...own, arn: arn(draft, "ec2", `network-acl/${draft.id}`), ownerId: draft.account };
    },
    update: ({ world }, object, old, { asked, seen }) => {
        for (const direction of DIRECTIONS) {
            if (asked[direction] === undefined) continue;
            object.props[direction] = replaceEntries(world, object, direction, {
                inline: inlineEntries(old, direction),
                wanted: inlineEntries(asked, direction),
                seen: inlineEntries(seen, direction),
            });
        }
        if (asked.subnetIds === undefined) return;
        const [wanted, before] = [texts(asked, "subnetIds"), texts(seen, "subnetIds")];
        for (const id of before.filter((one) => !wanted.includes(one))) dissociate(world, subnetAt(world, object, id));
        for (const id of wanted.filter((one) => !before.includes(one))) associate(world, object, id);
        const { subnetIds: _, ...own } = object.props;
        object.props = own;
    },
    view: ({ world }, object) => ({
        ingress: entriesIn(world, object, "ingress"),
        egress: entriesIn(world, object, "egress"),
        subnetIds: subnetsOf(world, object),
    }),
    release: ({ world }, object) => {
        for (const association of world.referrers(object, NETWORK_ACL_ASSOCIATION)) world.remove(association);
    },
    remove: (_, object) => {
        if (!isDefault(object)) return;
        throw new CloudError("InvalidParameterValue", `cannot delete default network ACL ${object.id}`);
    },
    gone: toNetworkAcl.missing,
    importId: ({ world, account, region: here }, named) => {
        const acl = world.get(NETWORK_ACL, { account, region: here }, named);
        if (acl !== undefined && isDefault(acl)) {
            throw new Error(`${text(acl.props, "vpcId") ?? ""} came with ${named}: use DefaultNetworkAcl instead`);
        }
        return acl?.id;
    },
    seconds: { create: 1, update: 1, delete: 1 },
    onTimeout: "partial",
};
