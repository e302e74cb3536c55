/** Marks what a definition calls secret, so that the engine encrypts it in the state and hides it on the screen. */
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Property } from "./definition";
import { isMarkedSecret, isObject, secret, UNKNOWN, type Props, type Value } from "./values";

/**
 * The properties as they are sent: what the definition calls secret is marked, and so is what came in as a secret
 * (`received`). The SDKs mark most of the former themselves, but not on import, where no program has named them yet.
 */
export function markSecrets(
    properties: Record<string, Property>,
    props: Props,
    received: ReadonlySet<string> = new Set(),
): Props {
    return Object.fromEntries(
        Object.entries(props).map(([name, value]) => [
            name,
            received.has(name) ? secret(value) : mark(properties[name], value),
        ]),
    );
}

/** Names of the properties that hold a secret in any of these messages, and of those that repeat them. */
export function secretNames(...messages: (Struct | undefined)[]): ReadonlySet<string> {
    const names = messages.flatMap((message) =>
        Object.entries(message?.toJavaScript() ?? {}).flatMap(([name, value]) => (holdsSecret(value) ? [name] : [])),
    );
    return new Set(names.includes("tags") ? [...names, "tagsAll"] : names);
}

function holdsSecret(value: Value): boolean {
    if (Array.isArray(value)) return value.some(holdsSecret);
    return isObject(value) && (isMarkedSecret(value) || Object.values(value).some(holdsSecret));
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
