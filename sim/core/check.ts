/** What a provider refuses before it calls its cloud: missing, unknown, ill-typed and ill-formed properties. */
import type { CheckFailure, Property } from "./definition";
import { isObject, UNKNOWN, type Props, type Value } from "./values";

/** Everything wrong with the inputs, in the order of the property names. */
export function checkProperties(properties: Record<string, Property>, inputs: Props): CheckFailure[] {
    return checkMembers(properties, inputs, "");
}

function checkMembers(members: Record<string, Property>, given: Props, path: string): CheckFailure[] {
    const names = [...new Set([...Object.keys(members), ...Object.keys(given)])]
        .filter((n) => !n.startsWith("__"))
        .sort();
    return names.flatMap((name) => {
        const at = path === "" ? name : `${path}.${name}`;
        const property = members[name];
        const value = given[name];
        const absent = value === undefined || value === null;
        if (property === undefined || property.output === true) {
            return absent ? [] : [{ property: at, reason: `Invalid or unknown key "${name}"` }];
        }
        if (absent)
            return property.required === true ? [{ property: at, reason: `Missing required property '${name}'` }] : [];
        return checkValue(property, value, at);
    });
}

function checkValue(property: Property, value: Value, at: string): CheckFailure[] {
    if (value === UNKNOWN) return [];
    const fail = (reason: string): CheckFailure[] => [{ property: at, reason }];
    switch (property.shape) {
        case "any":
            return [];
        case "list":
            if (!Array.isArray(value)) return fail(`expected a list, got ${kind(property, value)}`);
            return [
                ...value.flatMap((v, i) => checkValue(element(property), v, `${at}[${i}]`)),
                ...verdict(property, value, at),
            ];
        case "map":
            if (!isObject(value)) return fail(`expected a map, got ${kind(property, value)}`);
            return [
                ...Object.entries(value).flatMap(([k, v]) => checkValue(element(property), v, `${at}.${k}`)),
                ...verdict(property, value, at),
            ];
        case "object":
            if (!isObject(value)) return fail(`expected an object, got ${kind(property, value)}`);
            return [
                ...checkMembers(property.members as Record<string, Property>, value, at),
                ...verdict(property, value, at),
            ];
        case "integer":
            if (typeof value !== "number" || !Number.isInteger(value))
                return fail(`expected a whole number, got ${kind(property, value)}`);
            return verdict(property, value, at);
        default:
            if (typeof value !== property.shape)
                return fail(`expected a ${property.shape}, got ${kind(property, value)}`);
            return verdict(property, value, at);
    }
}

function verdict(property: Property, value: Value, at: string): CheckFailure[] {
    if (property.oneOf !== undefined && !property.oneOf.includes(value as string)) {
        const got = property.secret === true ? "another" : JSON.stringify(value);
        return [{ property: at, reason: `expected one of ${JSON.stringify(property.oneOf)}, got ${got}` }];
    }
    const reason = property.refuse?.(value);
    return reason === undefined ? [] : [{ property: at, reason }];
}

/** The elements of a secret are secret. */
function element(property: Property): Property {
    const of = property.of as Property;
    return property.secret === true ? { ...of, secret: true } : of;
}

function kind(property: Property, value: Value): string {
    if (Array.isArray(value)) return "a list";
    if (value === null) return "null";
    return property.secret === true ? `a ${typeof value}` : `a ${typeof value} (${JSON.stringify(value)})`;
}

/** The inputs with the provider's defaults filled in: what the cloud is asked for. */
export function withDefaults(properties: Record<string, Property>, inputs: Props): Props {
    const filled: Props = {};
    for (const [name, property] of Object.entries(properties)) {
        const value = inputs[name];
        if (value !== undefined && value !== null) filled[name] = value;
        else if (property.default !== undefined) filled[name] = property.default;
    }
    return filled;
}

/** What remains of the values once they have been used. */
export function withoutWriteOnly(properties: Record<string, Property>, props: Props): Props {
    return Object.fromEntries(Object.entries(props).filter(([name]) => properties[name]?.writeOnly !== true));
}
