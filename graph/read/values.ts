/** Property values as the graph sees them: what is not known yet and what is secret stay what they are, and are never read. */

/** A value that only a deployment will tell. */
export const UNKNOWN: unique symbol = Symbol("unknown");
/** A value that Pulumi keeps secret. No network question needs one. */
export const SECRET: unique symbol = Symbol("secret");

export type Value =
    | string
    | number
    | boolean
    | null
    | typeof UNKNOWN
    | typeof SECRET
    | readonly Value[]
    | { readonly [name: string]: Value };
export type Values = Readonly<Record<string, Value>>;

/** How the engine writes a value that it does not know, by the kind of value (pulumi/pulumi sdk/go/common/resource/plugin). */
const UNKNOWN_MARKS: ReadonlySet<string> = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
/** Values that are more than JSON are objects with this key; its value says what they are. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A value as the engine prints it in a preview or an export. */
export function readValue(json: unknown): Value {
    if (typeof json === "string") return UNKNOWN_MARKS.has(json) ? UNKNOWN : json;
    if (typeof json === "number" || typeof json === "boolean" || json === null) return json;
    if (Array.isArray(json)) return json.map(readValue);
    if (typeof json !== "object") return null;
    const object = json as Record<string, unknown>;
    switch (object[SIGNATURE]) {
        case undefined:
            return readValues(object);
        case SECRET_SIGNATURE:
            return SECRET;
        case OUTPUT_SIGNATURE:
            return object["secret"] === true
                ? SECRET
                : object["value"] === undefined
                  ? UNKNOWN
                  : readValue(object["value"]);
        case RESOURCE_SIGNATURE:
            return typeof object["id"] === "string" && object["id"] !== "" ? readValue(object["id"]) : UNKNOWN;
        default:
            // An asset or an archive: no network question reads one.
            return null;
    }
}

export function readValues(json: unknown): Values {
    if (typeof json !== "object" || json === null || Array.isArray(json)) return {};
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, readValue(value)]));
}

/** The text of a secret that is written out beside its mark: plain on the engine's wire, as JSON in an export. */
export function shownSecret(json: unknown): string | undefined {
    if (typeof json !== "object" || json === null) return undefined;
    const { [SIGNATURE]: signature, value, plaintext } = json as Record<string, unknown>;
    if (signature !== SECRET_SIGNATURE) return undefined;
    if (typeof value === "string") return UNKNOWN_MARKS.has(value) ? undefined : value;
    if (typeof plaintext !== "string") return undefined;
    try {
        const read: unknown = JSON.parse(plaintext);
        return typeof read === "string" ? read : undefined;
    } catch {
        return undefined;
    }
}
