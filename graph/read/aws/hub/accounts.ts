/** Whether two resources belong to one AWS account, as far as a program tells. */
import type { References } from "../../references";
import type { Resource } from "../../resources";
import type { Value } from "../../values";

/** Settings of a provider that decide whose credentials it has. */
const CREDENTIALS = ["accessKey", "profile", "assumeRole", "assumeRoles", "assumeRoleWithWebIdentity"] as const;

/**
 * True or false where it is certain; undefined where two providers differ, and might have credentials of one account all the
 * same, or where the account is not known yet.
 */
export function inOneAccount(references: References, a: Resource, b: Resource): boolean | undefined {
    const [one, other] = [accountOf(references, a), accountOf(references, b)];
    if (one !== undefined && other !== undefined) return one === other;
    if (a.provider !== undefined && a.provider === b.provider) return true;
    const [mine, theirs] = [credentialsOf(references, a), credentialsOf(references, b)];
    return mine !== undefined && mine === theirs ? true : undefined;
}

/** The number of the account: what the resource says, else what its provider's role or its only allowed account says. */
function accountOf(references: References, resource: Resource): string | undefined {
    const { props } = resource;
    const provider = providerOf(references, resource)?.props ?? {};
    const allowed = settingOf(provider["allowedAccountIds"]);
    const roles: (Value | undefined)[] = [
        provider["assumeRole"],
        ...asList(settingOf(provider["assumeRoles"])).slice(-1),
    ];
    const said = [
        props["ownerId"],
        props["vpcOwnerId"],
        numberIn(props["arn"]),
        ...roles.map((role) => numberIn(memberOf(settingOf(role), "roleArn"))),
        ...(asList(allowed).length === 1 ? asList(allowed) : []),
    ];
    return said.find((value): value is string => typeof value === "string" && /^\d{12}$/.test(value));
}

/** Undefined where one of them is secret or not known yet: then nothing can be compared. */
function credentialsOf(references: References, resource: Resource): string | undefined {
    const provider = providerOf(references, resource)?.props ?? {};
    const values = CREDENTIALS.map((name) => settingOf(provider[name]) ?? null);
    return values.some(isOpen) ? undefined : JSON.stringify(values);
}

function isOpen(value: Value): boolean {
    if (typeof value !== "object" || value === null) return typeof value === "symbol";
    return Object.values(value as Readonly<Record<string, Value>>).some(isOpen);
}

function providerOf(references: References, resource: Resource): Resource | undefined {
    return resource.provider === undefined ? undefined : references.resource(resource.provider);
}

/** A provider's settings that are no plain text are JSON in a text. */
function settingOf(value: Value | undefined): Value | undefined {
    if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
    try {
        return JSON.parse(value) as Value;
    } catch {
        return value;
    }
}

function asList(value: Value | undefined): readonly Value[] {
    return Array.isArray(value) ? (value as readonly Value[]) : [];
}

function memberOf(value: Value | undefined, name: string): Value | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return (value as Readonly<Record<string, Value>>)[name];
}

/** The account in an ARN: arn:aws:iam::111122223333:role/x. */
function numberIn(arn: Value | undefined): string | undefined {
    return typeof arn === "string" ? arn.split(":")[4] : undefined;
}
