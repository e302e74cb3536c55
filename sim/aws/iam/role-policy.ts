/**
 * A policy inline in a role. Sources: IAM API reference (PutRolePolicy: it replaces a policy of the same name without a
 * word; errors), IAM quotas (10,240 characters in all inline policies of a role, white space not counted), Terraform AWS
 * provider (id, arguments).
 */
import { conflicts } from "../../core/combine";
import { CloudError, str, type Context, type ResourceType } from "../../core/definition";
import { text, type Value } from "../../core/values";
import type { CloudObject } from "../../core/world";
import { firstOf, lengthBetween, matching } from "../bounds";
import { checkPolicy, policyFault, policyProperty, withCanonicalPolicy } from "../policy-document";
import { nameOf } from "../unique-name";
import { ROLE_POLICY, toRole } from "./codes";

const MOST_CHARACTERS = 10_240;

const nameRule = (property: string, most: number): ((value: Value) => string | undefined) =>
    firstOf(
        lengthBetween(property, 1, most),
        matching(/^[\w+=,.@-]*$/, `invalid value for ${property} (must match [\\w+=,.@-])`),
    );

export const rolePolicy: ResourceType = {
    token: ROLE_POLICY,
    noun: "IAM Role Policy",
    id: () => "",
    properties: {
        name: str({ computed: true, imported: true, immutable: true, refuse: nameRule("name", 128) }),
        namePrefix: str({ computed: true, immutable: true, refuse: nameRule("name_prefix", 102) }),
        policy: policyProperty,
        role: str({ required: true, immutable: true, ref: toRole }),
    },
    autoName: { property: "name", maxLength: 128, unless: "namePrefix" },
    check: (inputs) => [...conflicts(inputs, "name", ["namePrefix"]), ...checkPolicy(inputs, "policy", "policy")],
    canonical: (inputs) => withCanonicalPolicy(inputs, "policy"),
    create: (context, draft) => {
        const name = nameOf(context, draft);
        draft.id = `${text(draft.props, "role") ?? ""}:${name}`;
        Object.assign(draft.props, { name, namePrefix: draft.props.namePrefix ?? "" });
        demandValid(context, draft);
    },
    update: (context, object) => demandValid(context, object),
    gone: (id) =>
        new CloudError("NoSuchEntity", `The role policy with name ${id.split(":").at(-1) ?? ""} cannot be found.`),
    importId: (_, named) => {
        if (/^[^:]+:[^:]+$/.test(named)) return named;
        throw new Error(`unexpected format of ID (${named}), expected role_name:role_policy_name`);
    },
    onTimeout: "bare",
};

function demandValid({ world }: Context, object: CloudObject): void {
    const fault = policyFault(object.props.policy, "identity");
    if (fault !== undefined) throw new CloudError("MalformedPolicyDocument", fault);
    const role = text(object.props, "role") ?? "";
    const others = world
        .all(ROLE_POLICY, { account: object.account })
        .filter((other) => other.props.role === role && other.id !== object.id);
    const characters = [object, ...others].map(
        (policy) => (text(policy.props, "policy") ?? "").replace(/\s/g, "").length,
    );
    if (characters.reduce((sum, length) => sum + length, 0) > MOST_CHARACTERS) {
        const message = `Maximum policy size of ${MOST_CHARACTERS} bytes exceeded for role ${role}`;
        throw new CloudError("LimitExceeded", message);
    }
}
