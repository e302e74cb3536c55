/**
 * A role. Its inline and managed policies are resources of their own; the role's own lists of them are not modelled.
 * Sources: IAM API reference (CreateRole, UpdateAssumeRolePolicy, DeleteRole, errors), IAM user guide (names, quotas, unique
 * ids), Terraform AWS provider (arguments, name rules, what it detaches of its own accord).
 */
import * as crypto from "node:crypto";
import { conflicts } from "../../core/combine";
import { bool, CloudError, int, str, type Context, type ResourceType } from "../../core/definition";
import { text, type Props } from "../../core/values";
import type { CloudObject, World } from "../../core/world";
import { arnParts, between, firstOf, lengthBetween, matching, refuseArn } from "../bounds";
import { partitionOf, tagging } from "../place";
import {
    awsPrincipals,
    checkPolicy,
    policyFault,
    policyProperty,
    statementsOf,
    withCanonicalPolicy,
} from "../policy-document";
import { nameOf } from "../unique-name";
import { limitExceeded, noSuchRole, policyExists, ROLE, ROLE_POLICY, ROLE_POLICY_ATTACHMENT, roleNamed } from "./codes";

const nameRule = (property: string, most: number): ((value: Props[string]) => string | undefined) =>
    firstOf(
        lengthBetween(property, 1, most),
        matching(/^[\w+=,.@-]*$/, `invalid value for ${property} (must match [\\w+=,.@-])`),
    );

export const role: ResourceType = {
    token: ROLE,
    noun: "IAM Role",
    id: (props) => text(props, "name") ?? "",
    properties: {
        ...tagging,
        name: str({ computed: true, imported: true, immutable: true, refuse: nameRule("name", 64) }),
        namePrefix: str({ computed: true, immutable: true, refuse: nameRule("name_prefix", 38) }),
        assumeRolePolicy: policyProperty,
        description: str({
            refuse: firstOf(
                lengthBetween("description", 0, 1000),
                matching(/^[\t\n\r\x20-\x7e\xa1-\xff]*$/, "invalid value for description (a character is not allowed)"),
            ),
        }),
        forceDetachPolicies: bool({ default: false }),
        maxSessionDuration: int({ default: 3600, refuse: between("max_session_duration", 3600, 43_200) }),
        path: str({
            default: "/",
            immutable: true,
            refuse: firstOf(
                lengthBetween("path", 1, 512),
                matching(/^(\/|\/[\x21-\x7e]+\/)$/, "invalid value for path (must begin and end with a slash)"),
            ),
        }),
        permissionsBoundary: str({ refuse: refuseArn("permissions_boundary") }),
        arn: str({ output: true }),
        createDate: str({ output: true }),
        uniqueId: str({ output: true }),
    },
    autoName: { property: "name", maxLength: 64, unless: "namePrefix" },
    check: (inputs) => [
        ...conflicts(inputs, "name", ["namePrefix"]),
        ...checkPolicy(inputs, "assumeRolePolicy", "assume_role_policy"),
    ],
    canonical: (inputs) => withCanonicalPolicy(inputs, "assumeRolePolicy"),
    quota: {
        name: "iam-roles-per-account",
        limit: 1000,
        used: (world, { account }) => world.all(ROLE, { account }).length,
        exceeded: (limit) => limitExceeded("RolesPerAccount", limit),
    },
    create: (context, draft) => {
        const name = nameOf(context, draft);
        const same = (other: CloudObject): boolean => other.id.toLowerCase() === name.toLowerCase();
        if (context.world.all(ROLE, { account: draft.account }).some(same)) {
            throw new CloudError("EntityAlreadyExists", `Role with name ${name} already exists.`);
        }
        demandValid(context, draft);
        draft.id = name;
        Object.assign(draft.props, {
            name,
            namePrefix: draft.props.namePrefix ?? "",
            arn: `arn:${partitionOf(draft.region)}:iam::${draft.account}:role${text(draft.props, "path") ?? "/"}${name}`,
            createDate: new Date(context.now).toISOString().replace(/\.\d+Z$/, "Z"),
            uniqueId: uniqueId(),
        });
    },
    update: (context, object) => demandValid(context, object),
    release: ({ world }, object) => {
        if (object.props.forceDetachPolicies !== true) return;
        for (const part of [ROLE_POLICY_ATTACHMENT, ROLE_POLICY].flatMap((type) => partsOf(world, object, type))) {
            world.remove(part);
        }
    },
    remove: ({ world }, object) => {
        if (partsOf(world, object, ROLE_POLICY_ATTACHMENT).length > 0) {
            throw new CloudError("DeleteConflict", "Cannot delete entity, must detach all policies first.");
        }
        if (partsOf(world, object, ROLE_POLICY).length > 0) {
            throw new CloudError("DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
    },
    gone: noSuchRole,
    seconds: { create: 8, update: 1, delete: 1 },
    onTimeout: "partial",
};

/** Of this role: one of another account may have the same name. */
function partsOf(world: World, object: CloudObject, type: string): CloudObject[] {
    return world.referrers(object, type).filter((part) => part.account === object.account);
}

function demandValid({ world }: Context, { account, props }: CloudObject): void {
    const document = props.assumeRolePolicy;
    const fault = policyFault(document, "trust");
    if (fault !== undefined) throw new CloudError("MalformedPolicyDocument", fault);
    // Of another account's roles nothing is said here: they may be of an account that is not simulated.
    for (const principal of statementsOf(document).flatMap(awsPrincipals)) {
        const parts = arnParts(principal);
        const name = parts?.resource.startsWith("role/") === true ? parts.resource.split("/").at(-1) : undefined;
        if (parts?.account !== account || name === undefined || roleNamed(world, account, name) !== undefined) continue;
        throw new CloudError("MalformedPolicyDocument", `Invalid principal in policy: "AWS":"${principal}"`);
    }
    const boundary = text(props, "permissionsBoundary");
    if (boundary !== undefined && !policyExists(world, account, boundary)) {
        throw new CloudError("NoSuchEntity", `Scope ARN: ${boundary} does not exist or is not attachable.`);
    }
}

/** "AROA" and seventeen capital letters and digits. */
function uniqueId(): string {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    return `AROA${Array.from(crypto.randomBytes(17), (byte) => letters.charAt(byte % letters.length)).join("")}`;
}
