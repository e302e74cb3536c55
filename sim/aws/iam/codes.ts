/**
 * IAM's refusals, in the codes of its API reference. IAM is one for the whole account: its resources lie in no region, and
 * are found from every region of the account.
 */
import { CloudError, type Reference } from "../../core/definition";
import type { CloudObject, World } from "../../core/world";
import { arnParts } from "../bounds";

export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ROLE_POLICY_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
/** Policies of the customer's own. */
const POLICY = "aws:iam/policy:Policy";

export const noSuchRole = (name: string): CloudError =>
    new CloudError("NoSuchEntity", `The role with name ${name} cannot be found.`);

/** Names are unique in an account only, so whether a role is still in use is asked by the role itself. */
export const toRole: Reference = { to: [ROLE], within: "account", holds: false, missing: noSuchRole };

export function roleNamed(world: World, account: string, name: string): CloudObject | undefined {
    return world.all(ROLE, { account }).find((role) => role.id === name);
}

export function limitExceeded(what: string, limit: number): CloudError {
    return new CloudError("LimitExceeded", `Cannot exceed quota for ${what}: ${limit}`);
}

/** AWS's own policies ("arn:aws:iam::aws:policy/ReadOnlyAccess") are taken as there; others must have been made. */
export function policyExists(world: World, account: string, arn: string): boolean {
    const parts = arnParts(arn);
    if (parts?.service !== "iam" || !parts.resource.startsWith("policy/")) return false;
    return parts.account === "aws" || world.all(POLICY, { account }).some((policy) => policy.id === arn);
}
