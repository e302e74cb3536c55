/** The types of IAM that are modelled: roles and their policies. */
import type { ResourceType } from "../../core/definition";
import { role } from "./role";
import { rolePolicy } from "./role-policy";
import { rolePolicyAttachment } from "./role-policy-attachment";

export const iamTypes: readonly ResourceType[] = [role, rolePolicy, rolePolicyAttachment];
