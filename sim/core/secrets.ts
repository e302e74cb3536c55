/** Marks what a definition calls secret, so that the engine encrypts it in the state and hides it on the screen. */
import type { Property } from "./definition";
import { isObject, secret, UNKNOWN, type Props, type Value } from "./values";

/**
 * The properties as they are sent. The SDKs mark most of these themselves, but not on import, where no program has named
 * them yet.
 */
export function markSecrets(properties: Record<string, Property>, props: Props): Props {
    return Object.fromEntries(Object.entries(props).map(([name, value]) => [name, mark(properties[name], value)]));
}

function mark(property: Property | undefined, value: Value): Value {
    if (property === undefined || value === null || value === UNKNOWN) return value;
    if (property.secret === true) return secret(value);
    if (Array.isArray(value)) return value.map((element) => mark(property.of, element));
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, mark(property.members?.[key] ?? property.of, member)]),
    );
}
