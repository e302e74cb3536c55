/**
 * Policy documents: what the provider and AWS have against one. Programs give them as JSON, or as an object that the
 * provider writes as JSON. Sources: IAM user guide ("IAM JSON policy elements reference", "Grammar of the IAM JSON policy
 * language"), Terraform AWS provider (it checks that a policy is a JSON object, and compares policies without regard to
 * white space and the order of members).
 */
import { any, type CheckFailure, type Property } from "../core/definition";
import { hasUnknown, isObject, UNKNOWN, type Props, type Value } from "../core/values";

/** Whose document it is: of a role's trust, of an identity's rights, of a resource such as a bucket. */
export type PolicyKind = "trust" | "identity" | "resource";

const VERSIONS = ["2012-10-17", "2008-10-17"];

/** A required policy argument; what is wrong with it, `checkPolicy` says. */
export const policyProperty: Property = any({ required: true });

/** What the provider has against the document at `name`, which it calls `argument`. Unknown values pass. */
export function checkPolicy(inputs: Props, name: string, argument: string): CheckFailure[] {
    const reason = refuseDocument(argument, inputs[name] ?? null);
    return reason === undefined ? [] : [{ property: name, reason }];
}

function refuseDocument(argument: string, value: Value): string | undefined {
    if (value === UNKNOWN || isObject(value)) return undefined;
    if (typeof value !== "string") return `expected a string or an object, got ${JSON.stringify(value)}`;
    if (value.trim() === "") return `"${argument}" is an empty string, which is not a valid JSON value`;
    try {
        if (isObject(JSON.parse(value) as Value)) return undefined;
        return `"${argument}" contains an invalid JSON policy: not a JSON object`;
    } catch (error) {
        return `"${argument}" contains an invalid JSON policy: ${(error as Error).message}`;
    }
}

/** The inputs with the document at `name` as the provider writes it down. One that is not wholly known stays. */
export function withCanonicalPolicy(inputs: Props, name: string): Props {
    const given = inputs[name];
    if (given === undefined || given === null || hasUnknown(given)) return inputs;
    const document = parsed(given);
    return document === undefined ? inputs : { ...inputs, [name]: JSON.stringify(sorted(document)) };
}

function parsed(given: Value): Props | undefined {
    if (isObject(given)) return given;
    try {
        const value = JSON.parse(given as string) as Value;
        return isObject(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

function sorted(value: Value): Value {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key] ?? null)]),
    );
}

export function statementsOf(document: Value | undefined): Props[] {
    const { Statement: statements } = parsed(document ?? "") ?? {};
    const all: Value[] = Array.isArray(statements) ? statements : [statements ?? null];
    return all.filter(isObject);
}

/** The strings of an element that is one string or a list of them. */
export function wordsOf(value: Value | undefined): string[] {
    const words: Value[] = Array.isArray(value) ? value : [value ?? null];
    return words.filter((word) => typeof word === "string");
}

/** ARNs and account numbers of AWS that the statement names as principals. */
export function awsPrincipals(statement: Props): string[] {
    return isObject(statement.Principal) ? wordsOf(statement.Principal.AWS) : [];
}

/** What AWS has against the document, as a sentence; undefined when nothing. */
export function policyFault(document: Value | undefined, kind: PolicyKind): string | undefined {
    const whole = parsed(document ?? "");
    if (whole === undefined) return "Syntax errors in policy.";
    if (whole.Version !== undefined && !VERSIONS.includes(whole.Version as string)) {
        return "Policy document must be version 2012-10-17 or greater.";
    }
    const statements = statementsOf(document);
    if (statements.length === 0) return "Syntax errors in policy.";
    for (const statement of statements) {
        const fault = statementFault(statement, kind);
        if (fault !== undefined) return fault;
    }
    return undefined;
}

function statementFault(statement: Props, kind: PolicyKind): string | undefined {
    if (statement.Effect !== "Allow" && statement.Effect !== "Deny") return "Syntax errors in policy.";
    const [principal, resource] = [named(statement, "Principal"), named(statement, "Resource")];
    if (!named(statement, "Action")) return "Policy statement must contain actions.";
    const actions = wordsOf(statement.Action);
    if (kind === "trust") {
        if (resource) return "Has prohibited field Resource";
        if (!principal) return "Missing required field Principal";
        return actions.every((action) => /^sts:/i.test(action))
            ? undefined
            : "AssumeRole policy may only specify STS AssumeRole actions.";
    }
    const nameless = actions.find((action) => action !== "*" && !/^[\w-]+:[\w*?-]+$/.test(action));
    if (nameless !== undefined) {
        return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    }
    if (kind === "identity" && principal) return "Policy document should not specify a principal.";
    if (kind === "resource" && !principal) return "Missing required field Principal";
    return resource ? undefined : "Policy statement must contain resources.";
}

/** The element, or its opposite ("NotAction"). */
function named(statement: Props, element: string): boolean {
    return statement[element] !== undefined || statement[`Not${element}`] !== undefined;
}
