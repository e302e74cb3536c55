/**
 * A managed policy attached to a role. Sources: IAM API reference (AttachRolePolicy, errors), IAM quotas (ten managed
 * policies for each role), Terraform AWS provider (id, import). To attach a policy again is no error.
 */
import { CloudError, str, type ResourceType } from "../../core/definition";
import { text } from "../../core/values";
import { refuseArn } from "../bounds";
import { limitExceeded, policyExists, ROLE_POLICY_ATTACHMENT, toRole } from "./codes";

export const rolePolicyAttachment: ResourceType = {
    token: ROLE_POLICY_ATTACHMENT,
    noun: "IAM Role Policy Attachment",
    id: (props) => `${text(props, "role") ?? ""}/${text(props, "policyArn") ?? ""}`,
    properties: {
        policyArn: str({ required: true, immutable: true, refuse: refuseArn("policy_arn") }),
        role: str({ required: true, immutable: true, ref: toRole }),
    },
    quota: {
        name: "managed-policies-per-role",
        limit: 10,
        used: (world, { account, props }) =>
            world
                .all(ROLE_POLICY_ATTACHMENT, { account })
                .filter((a) => a.props.role === props.role && a.props.policyArn !== props.policyArn).length,
        exceeded: (limit) => limitExceeded("PoliciesPerRole", limit),
    },
    create: ({ world }, draft) => {
        const policy = text(draft.props, "policyArn") ?? "";
        if (policyExists(world, draft.account, policy)) return;
        throw new CloudError("NoSuchEntity", `Policy ${policy} does not exist or is not attachable.`);
    },
    importId: (_, named) => {
        if (/^[^/]+\/arn:.+$/.test(named)) return named;
        throw new Error(`unexpected format of ID (${named}), expected <role-name>/<policy_arn>`);
    },
    onTimeout: "bare",
};
